/* no_deed.c - the word of a deed that stands for no deed of its own.
 *
 * Long articles use such words as figures of speech, in quotation marks, and to
 * say by what means something else is to be done.
 */
#include "code/roles.h"

#include "code/items.h"

/* Single marks stand in headlines, around what was said. */
static bool in_marks(const sk_reading *r, const sk_item *it)
{
    return it->kind == SK_ITEM_QUOTE &&
           r->d->toks.v[it->tok_beg].quote < SK_QUOTE_SINGLE;
}

/* “tấn công trực diện”: a few words in marks that hold little but the trigger
 * are how somebody puts it. */
static bool figure(const sk_reading *r, const sk_act *a)
{
    enum { WORDS = 4 };
    uint32_t beg = a->item, end = a->item + 1;

    while (beg > 0 && r->items.v[beg - 1].kind != SK_ITEM_QUOTE &&
           a->trig.tok_end - r->items.v[beg - 1].tok_beg <= WORDS)
        beg--;
    while (end < r->items.n && r->items.v[end].kind != SK_ITEM_QUOTE &&
           r->items.v[end].tok_end - r->items.v[beg].tok_beg <= WORDS)
        end++;
    return beg > 0 && end < r->items.n && in_marks(r, &r->items.v[beg - 1]) &&
           in_marks(r, &r->items.v[end]);
}

/* "sẽ trả đũa bằng cách tấn công ...": the act before, by means of which this one
 * comes, if that one has not been done. */
static bool means_of_plan(const sk_reading *r, const sk_act *a)
{
    uint32_t tok = a->trig.tok_beg;

    if (a == r->acts.v || tok < r->items.v[0].tok_beg + 2 ||
        !sk_str_eq(sk_doc_tok(r->d, tok - 1), SK_STR("cách")) ||
        !sk_str_eq(sk_doc_tok(r->d, tok - 2), SK_STR("bằng")))
        return false;
    return a[-1].type == SK_EV_THREATEN || a[-1].status == SK_PLANNED ||
           a[-1].status == SK_CONDITIONAL || a[-1].status == SK_NEGATED;
}

/* "về vụ | tấn công": the classifier that a preposition has taken. */
static bool classed(const sk_reading *r, const sk_act *a)
{
    sk_str s = a->trig.tok_beg > 0 ? sk_doc_tok(r->d, a->trig.tok_beg - 1)
                                   : SK_STR("");

    return sk_str_eq(s, SK_STR("vụ")) || sk_str_eq(s, SK_STR("cuộc"));
}

/* "vụ tấn công nói trên": a deed told of before that nobody is named for here. */
static bool told_before(const sk_reading *r, const sk_act *a)
{
    static const char *const words[] = {"này", "đó", "trên", "nói", "kể"};
    uint8_t kind = r->d->paras.v[r->d->sents.v[r->sent].para].kind;
    sk_str s;

    if (!(a->noun || classed(r, a)) || kind != SK_PARA_BODY || r->sent < 1 ||
        !sk_is_material(a->type) || a->trig.tok_end >= r->d->toks.n)
        return false;
    for (uint8_t i = 0; i < a->source.n + a->target.n; i++)
        if (r->parties->groups
                .v[i < a->source.n ? a->source.group[i]
                                   : a->target.group[i - a->source.n]]
                .tok_beg >= a->trig.tok_end)
            return false; /* "vụ tấn công trên của Nga" */
    s = sk_doc_tok(r->d, a->trig.tok_end);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sk_str_eq(s, sk_str_of(words[i])))
            return i < 3 || (a->trig.tok_end + 1 < r->d->toks.n &&
                             sk_str_eq(sk_doc_tok(r->d, a->trig.tok_end + 1),
                                       SK_STR("trên")));
    return false;
}

const char *sk_no_deed(const sk_reading *r, const sk_act *a)
{
    if (!r->title && (a->type == SK_EV_ASSAULT || a->type == SK_EV_PROTEST) &&
        figure(r, a))
        return "a figure of speech";
    if (told_before(r, a))
        return "told of before";
    if (means_of_plan(r, a))
        return "the means of what is not done yet";
    return NULL;
}
