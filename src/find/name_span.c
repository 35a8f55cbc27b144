/* name_span.c - mends the spans of names that the tagger found.
 *
 * Rules that hold for every name: words, titles and brackets are in it as a
 * whole or not at all, nothing is done inside it, what stands behind a comma is
 * no part of it.
 */
#include "find/name_part.h"

/* Whether the name of a country begins at a token. */
static bool country_at(const sk_doc *d, uint32_t tok)
{
    for (size_t h = sk_hit_from(d, tok);
         h < d->hits.n && d->hits.v[h].tok_beg == tok; h++)
        if (sk_name_alias(d, h)->kind == SK_KNOW_COUNTRY)
            return true;
    return false;
}

/* Whether a word that begins a body's name stands at a token of one: "CNN
 * Indonesia, | phòng Thương mại", but "Sở Văn hóa, Thể thao". */
static bool is_body(const sk_doc *d, uint32_t tok, const sk_name_part *p)
{
    return p->type == SK_ORG && tok < p->end &&
           !(d->toks.v[tok].flags & SK_TOK_CAP) &&
           (sk_name_class_at(d, tok) & SK_NW_ORG);
}

/* Whether a comma stands between the offices of two countries: "Thủ tướng Anh |,
 * Tổng thống Mỹ", but "Tổng Bí thư, Chủ tịch nước Lào". */
static bool is_holder(const sk_doc *d, uint32_t comma)
{
    for (size_t h = sk_hit_from(d, comma + 1);
         h < d->hits.n && d->hits.v[h].tok_beg == comma + 1; h++)
        if (sk_name_alias(d, h)->kind == SK_KNOW_ROLE &&
            country_at(d, comma - 1) && country_at(d, d->hits.v[h].tok_end))
            return true;
    return false;
}

/* Cuts a mention where a sentence part ends in it: at ":", at ". A". */
static void cut_marks(const sk_doc *d, sk_name_part *p)
{
    for (uint32_t i = p->beg + 1; i < p->end; i++) {
        const sk_tok *t = &d->toks.v[i];
        bool stop =
            t->ch == ':' || t->ch == ';' || t->ch == '?' || t->ch == '!' ||
            (t->ch == ',' &&
             (is_body(d, i + 1, p) || (p->type == SK_PER && is_holder(d, i))));
        if (t->ch == '.' && i + 1 < p->end &&
            (d->toks.v[i + 1].flags & SK_TOK_CAP) &&
            (d->toks.v[i - 1].kind != SK_TOK_LETTERS ||
             !(d->toks.v[i - 1].flags & SK_TOK_CAP) ||
             (d->toks.v[i - 1].end - d->toks.v[i - 1].beg > 3 &&
              !(d->toks.v[i - 1].flags & SK_TOK_UPPER)) ||
             (p->type == SK_ORG && (t[1].flags & SK_TOK_SPACE))))
            stop = true;
        if (stop)
            p->end = i;
    }
    while (p->end > p->beg && d->toks.v[p->end - 1].ch == '.')
        p->end--;
}

/* "Phòng Bầu dục | của Nhà Trắng": a known building ends before its owner. */
static void cut_owner(const sk_doc *d, sk_name_part *p)
{
    for (size_t h = sk_hit_from(d, p->beg);
         h < d->hits.n && d->hits.v[h].tok_beg == p->beg; h++) {
        const sk_alias *al = sk_name_alias(d, h);
        uint32_t end = d->hits.v[h].tok_end;
        if (al->kind == SK_KNOW_SEAT &&
            !d->eng->know->seats.v[al->row].capital && end < p->end &&
            d->toks.v[end].kind == SK_TOK_LETTERS &&
            !(d->toks.v[end].flags & SK_TOK_CAP)) {
            p->end = end;
            p->type = SK_LOC;
            return;
        }
    }
}

bool sk_name_in_role(const sk_doc *d, uint32_t beg, uint32_t tok)
{
    for (size_t h = sk_hit_from(d, beg);
         h < d->hits.n && d->hits.v[h].tok_beg <= tok; h++)
        if (d->hits.v[h].tok_end > tok &&
            sk_name_alias(d, h)->kind != SK_KNOW_PERSON &&
            sk_name_alias(d, h)->kind != SK_KNOW_PLACE)
            return true;
    return false;
}

static bool is_verb(uint8_t pos)
{
    return pos == SK_VERB || pos == SK_SCONJ || pos == SK_CCONJ ||
           pos == SK_AUX;
}

/* ", giám đốc": what a person is stands behind the name and outside. */
static bool is_aside(const sk_doc *d, uint32_t i)
{
    const sk_tok *t = &d->toks.v[i];

    return t->ch == ',' || (t->ch == '-' && (t->flags & SK_TOK_SPACE) &&
                            (t[1].flags & SK_TOK_SPACE));
}

/* Whether a known person's name ends right before a token. */
static bool ends_known(const sk_doc *d, uint32_t beg, uint32_t tok)
{
    for (size_t h = sk_hit_from(d, beg);
         h < d->hits.n && d->hits.v[h].tok_beg < tok; h++)
        if (d->hits.v[h].tok_end == tok &&
            sk_name_alias(d, h)->kind == SK_KNOW_PERSON &&
            !sk_name_is_title(d, beg, tok - 1, false))
            return true;
    return false;
}

/* Nothing is done inside a person's name ("Ông Trump | chọn Elon Musk") or
 * behind an acronym ("FIFA | xóa sổ FAM"). */
static void cut_verbs(const sk_doc *d, uint32_t sent, sk_name_part *p)
{
    const sk_sent *s = &d->sents.v[sent];
    uint32_t named = p->type == SK_ORG; /* tokens of a name so far */

    for (uint32_t w = s->word_beg; w < s->word_end; w++) {
        const sk_word *x = &d->words.v[w];
        uint32_t i = x->tok_beg;
        if (i < p->beg || i + 1 >= p->end)
            continue;
        if (p->type == SK_PER && is_aside(d, i) &&
            (named > 1 ||
             (named && (sk_name_class_at(d, p->beg) & SK_NW_HONOUR)) ||
             (named && !(sk_name_class_at(d, i + 1) & SK_NW_HONOUR)))) {
            p->end = i;
            return;
        }
        if (d->toks.v[i].kind != SK_TOK_LETTERS ||
            sk_name_in_role(d, p->beg, i))
            continue;
        if (d->toks.v[i].flags & SK_TOK_CAP) {
            named += sk_name_class_at(d, i) & SK_NW_HONOUR
                         ? 0
                         : x->tok_end - x->tok_beg;
        } else if (named && i > p->beg && !sk_name_glued(d, i) &&
                   !(sk_name_class_at(d, i) & (SK_NW_JOIN | SK_NW_HONOUR)) &&
                   (is_verb(x->pos) || ends_known(d, p->beg, i))) {
            p->end = i;
            return;
        }
    }
}

/* What is left behind a cut begins with a title, an address or a name. */
void sk_name_skip(const sk_doc *d, sk_name_part *p)
{
    while (p->beg < p->end && !(d->toks.v[p->beg].flags & SK_TOK_CAP) &&
           !(sk_name_class_at(d, p->beg) & SK_NW_HONOUR) &&
           !sk_name_in_role(d, p->beg, p->beg))
        p->beg++;
    for (size_t h = sk_hit_from(d, p->beg);
         h < d->hits.n && d->hits.v[h].tok_beg == p->beg; h++) {
        uint8_t kind = sk_name_alias(d, h)->kind;
        if (kind == SK_KNOW_ORG || kind == SK_KNOW_COUNTRY) {
            p->type = kind == SK_KNOW_ORG ? SK_ORG : SK_GPE;
            break;
        }
        if (kind != SK_KNOW_PLACE)
            break;
    }
}

/* A word is in a mention as a whole or not at all. */
static void whole_words(const sk_doc *d, uint32_t sent, sk_name_part *p)
{
    const sk_sent *s = &d->sents.v[sent];

    for (uint32_t w = s->word_beg; w < s->word_end; w++) {
        const sk_word *x = &d->words.v[w];
        while (x->tok_beg < p->end && p->end < x->tok_end &&
               d->toks.v[p->end].kind == SK_TOK_LETTERS &&
               !(d->toks.v[p->end].flags & SK_TOK_CAP))
            p->end++;
        if (x->tok_beg < p->beg && p->beg < x->tok_end && x->tok_end < p->end &&
            !(d->toks.v[p->beg].flags & SK_TOK_CAP))
            p->beg = x->tok_end;
    }
}

/* "Ủy ban Kiểm tra Trung ương | trình Bộ Chính trị": what a body does, told in
 * small letters right behind its known name, is no part of it. */
static void cut_deed(const sk_doc *d, uint32_t sent, sk_name_part *p)
{
    const sk_sent *s = &d->sents.v[sent];
    uint32_t end = p->beg;

    for (size_t h = sk_hit_from(d, p->beg);
         h < d->hits.n && d->hits.v[h].tok_beg == p->beg; h++)
        if (sk_name_alias(d, h)->kind == SK_KNOW_ORG &&
            sk_name_alias(d, h)->n_toks > 2 && d->hits.v[h].tok_end > end)
            end = d->hits.v[h].tok_end;
    if (end == p->beg || end >= p->end ||
        d->toks.v[end].kind != SK_TOK_LETTERS ||
        (d->toks.v[end].flags & SK_TOK_CAP) ||
        (end + 2 == p->end && (d->toks.v[end + 1].flags & SK_TOK_UPPER)))
        return; /* "Thành ủy Hà Nội khóa XVIII" */
    for (uint32_t w = s->word_beg; w < s->word_end; w++)
        if (d->words.v[w].tok_beg == end && is_verb(d->words.v[w].pos))
            p->end = end;
}

/* "Triển lãm Quốc tế | về": no name ends with a preposition. */
static void cut_last(const sk_doc *d, uint32_t sent, sk_name_part *p)
{
    const sk_sent *s = &d->sents.v[sent];

    for (uint32_t w = s->word_end; w-- > s->word_beg;) {
        const sk_word *x = &d->words.v[w];
        if (x->tok_end == p->end && x->tok_beg > p->beg && x->pos == SK_ADP &&
            !(d->toks.v[x->tok_beg].flags & SK_TOK_CAP) &&
            d->toks.v[x->tok_beg].kind == SK_TOK_LETTERS)
            p->end = x->tok_beg;
        if (x->tok_end <= p->beg)
            break;
    }
}

/* "Liên minh châu Âu (EU)": the bracket belongs to the name; a bracket that
 * does not close in it does not. */
static void close_bracket(const sk_doc *d, uint32_t sent_end, sk_name_part *p)
{
    uint32_t open = 0;

    for (uint32_t i = p->beg; i < p->end; i++) {
        if (d->toks.v[i].ch == ')' && !open) { /* of one that opened before */
            p->end = i;
            return;
        }
        if (d->toks.v[i].ch == '(')
            open = i;
        if (d->toks.v[i].ch == ')')
            open = 0;
    }
    if (open && p->end < sent_end && d->toks.v[p->end].ch == ')')
        p->end++;
    else if (open > p->beg)
        p->end = open;
    if (p->end + 2 < sent_end && p->type == SK_ORG &&
        d->toks.v[p->end].ch == '(' &&
        (d->toks.v[p->end + 1].flags & SK_TOK_UPPER) &&
        d->toks.v[p->end + 2].ch == ')' && p->end > p->beg + 1)
        p->end += 3;
}

bool sk_name_begins_word(const sk_doc *d, uint32_t sent, uint32_t tok)
{
    const sk_sent *s = &d->sents.v[sent];

    for (uint32_t w = s->word_beg; w < s->word_end; w++)
        if (d->words.v[w].tok_beg == tok)
            return true;
    return false;
}

/* A title in which the mention begins belongs to it as a whole ("Trợ lý Tổng
 * thống"), and so does what tells the title's time ("đương kim", "cựu"). */
static void whole_title(const sk_doc *d, uint32_t sent, uint32_t from,
                        sk_name_part *p)
{
    for (size_t h = sk_hit_from(d, p->beg > from + 4 ? p->beg - 4 : from);
         h < d->hits.n && d->hits.v[h].tok_beg < p->beg; h++)
        if (sk_name_alias(d, h)->kind == SK_KNOW_ROLE &&
            d->hits.v[h].tok_end > p->beg &&
            sk_name_begins_word(d, sent, d->hits.v[h].tok_beg)) {
            p->beg = d->hits.v[h].tok_beg;
            break;
        }
    if (p->beg > from && (sk_name_class_at(d, p->beg - 1) & SK_NW_FORMER))
        p->beg--;
}

/* "chị Cẩm Tú" is a person, whatever else has that name. */
static void by_address(const sk_doc *d, uint32_t from, sk_name_part *p)
{
    unsigned cls = p->beg > from ? sk_name_class_at(d, p->beg - 1) : 0;

    if (p->type != SK_PER && (cls & SK_NW_HONOUR) &&
        (cls & (SK_NW_MAN | SK_NW_WOMAN)) &&
        (d->toks.v[p->beg].flags & SK_TOK_CAP) &&
        !sk_name_is_title(d, p->beg, p->beg, false)) {
        p->type = SK_PER;
        p->beg--;
    }
}

/* A name like a person's that nothing is known of: surname and given names, or
 * words that are none of this language. */
static bool like_person(const sk_doc *d, uint32_t beg, uint32_t end)
{
    bool home = sk_name_class_at(d, beg) & SK_NW_SURNAME, foreign = true;

    for (size_t h = sk_hit_from(d, beg);
         h < d->hits.n && d->hits.v[h].tok_beg < end; h++)
        if (sk_name_alias(d, h)->kind != SK_KNOW_PERSON)
            return false;
    for (uint32_t i = beg; i < end; i++) {
        const sk_tok *t = &d->toks.v[i];
        if (!(t->flags & SK_TOK_CAP) || (t->flags & SK_TOK_UPPER))
            return false;
        home &= sk_name_syllable_at(d, i);
        foreign &= !sk_name_syllable_at(d, i);
    }
    return (home && end - beg > 2 && end - beg < 5) ||
           (foreign && end - beg > 1 && end - beg < 4);
}

/* "bị cáo | Phạm Đức Bình", "nhà báo | Marek Dvorsky": behind a title of which no
 * body or country has one stands a person. */
static void by_title(const sk_doc *d, uint32_t from, sk_name_part *p)
{
    if ((p->type != SK_ORG && p->type != SK_LOC) ||
        !like_person(d, p->beg, p->end))
        return;
    for (size_t h = sk_hit_from(d, p->beg > from + 4 ? p->beg - 4 : from);
         h < d->hits.n && d->hits.v[h].tok_beg < p->beg; h++) {
        const sk_alias *al = sk_name_alias(d, h);
        if (al->kind == SK_KNOW_ROLE && d->hits.v[h].tok_end == p->beg &&
            !d->eng->know->roles.v[al->row].takes) {
            p->type = SK_PER;
            p->beg = d->hits.v[h].tok_beg;
            return;
        }
    }
}

/* "vịnh | Nha Trang": what kind of place it is belongs to its name. */
static void with_head(const sk_doc *d, uint32_t sent, uint32_t from,
                      sk_name_part *p)
{
    if (p->type == SK_LOC && p->beg > from &&
        (sk_name_class_at(d, p->beg - 1) & SK_NW_LOC) &&
        (d->toks.v[p->beg].flags & SK_TOK_CAP) &&
        sk_name_begins_word(d, sent, p->beg - 1))
        p->beg--;
}

/* "Ý tưởng" (an idea) is no Italy (Ý): the sentence's capital, and the word goes
 * on in small letters. */
static bool is_common(const sk_doc *d, uint32_t sent, const sk_name_part *p)
{
    const sk_sent *s = &d->sents.v[sent];

    for (uint32_t w = s->word_beg; w < s->word_end; w++)
        if (d->words.v[w].tok_beg == p->beg)
            return p->type == SK_GPE && p->end == p->beg + 1 &&
                   p->beg == s->tok_beg && d->words.v[w].tok_end > p->end &&
                   d->toks.v[p->end].kind == SK_TOK_LETTERS &&
                   !(d->toks.v[p->end].flags & SK_TOK_CAP);
    return false;
}

bool sk_name_mend(const sk_doc *d, uint32_t sent, uint32_t from,
                  sk_name_part *p)
{
    cut_marks(d, p);
    if (p->type == SK_PER ||
        (p->type == SK_ORG && (d->toks.v[p->beg].flags & SK_TOK_UPPER)))
        cut_verbs(d, sent, p);
    while (p->beg < p->end && d->toks.v[p->beg].kind == SK_TOK_MARK)
        p->beg++;
    if (p->beg == p->end || is_common(d, sent, p))
        return false;
    cut_owner(d, p);
    whole_words(d, sent, p);
    if (p->type == SK_ORG && sk_name_is_country(d, p->beg, p->end))
        p->type = SK_GPE;
    if (p->type != SK_GPE && sk_name_is_body(d, p->beg, p->end))
        p->type = SK_ORG;
    if (p->type == SK_ORG)
        cut_deed(d, sent, p);
    cut_last(d, sent, p);
    if (p->type == SK_ORG)
        sk_name_whole_body(d, d->sents.v[sent].tok_end, p);
    if (p->type == SK_GPE || p->type == SK_LOC)
        sk_name_whole_known(d, from, d->sents.v[sent].tok_end, p);
    close_bracket(d, d->sents.v[sent].tok_end, p);
    if (p->beg == p->end)
        return false;
    if (p->type == SK_EVENT_NAME &&
        !sk_name_event_named(d, sent, p->beg, p->end))
        return false;
    sk_name_other_name(d, d->sents.v[sent].tok_end, p);
    sk_name_by_unit(d, sent, p);
    by_address(d, from, p);
    by_title(d, from, p);
    with_head(d, sent, from, p);
    if (p->type == SK_PER)
        whole_title(d, sent, from, p);
    return true;
}
