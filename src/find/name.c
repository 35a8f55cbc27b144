/* name.c - mentions out of labels, and the bare name in each. */
#include "find/name.h"

#include "base/err.h"

enum { LONGEST = 64 }; /* tokens of a mention */

/* ---- loading ---- */

static unsigned class_of(sk_str name, sk_str of)
{
    static const struct {
        const char *name;
        unsigned bit;
    } classes[] = {
        {"honour", SK_NW_HONOUR}, {"prefix", SK_NW_PREFIX},
        {"surname", SK_NW_SURNAME}, {"middle", SK_NW_MIDDLE},
        {"gpe", SK_NW_GPE}, {"org", SK_NW_ORG}, {"loc", SK_NW_LOC},
        {"event", SK_NW_EVENT}, {"at", SK_NW_AT}, {"media", SK_NW_MEDIA},
        {"land", SK_NW_LAND}, {"join", SK_NW_JOIN}, {"craft", SK_NW_CRAFT},
    };
    unsigned more = sk_str_eq(of, SK_STR("m"))   ? SK_NW_MAN
                    : sk_str_eq(of, SK_STR("f")) ? SK_NW_WOMAN
                    : sk_str_eq(of, SK_STR("x")) ? SK_NW_FORMER
                                                 : 0;

    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (sk_str_eq(name, sk_str_of(classes[i].name)))
            return classes[i].bit | more;
    return 0;
}

static int load_words(sk_loader *ld, sk_name_model *m)
{
    SK_VEC(uint16_t) cls = {0};
    sk_tsv t;
    int rc = sk_load_table(ld, "names-words.tsv", &t);

    if (rc)
        return rc;
    while (sk_tsv_next(&t)) {
        uint32_t id = sk_load_form(ld, sk_tsv_get(&t, "word"));
        unsigned bits =
            class_of(sk_tsv_get(&t, "class"), sk_tsv_get(&t, "of"));
        if (!bits)
            return sk_fail(ld->err, SK_EINPUT, t.line,
                           "%s: line %zu: unknown class", t.path, t.line);
        while (cls.n <= id)
            *sk_push(ld->arena, &cls) = 0;
        cls.v[id] |= (uint16_t)bits;
    }
    m->cls = cls.v;
    m->n_cls = (uint32_t)cls.n;
    return SK_OK;
}

/* A set has an empty slot, where a search ends. */
static bool is_set(const uint32_t *slots, uint32_t n)
{
    bool free = false;

    for (uint32_t i = 0; i < n; i++)
        free |= !slots[i];
    return free && !(n & (n - 1));
}

int sk_name_tagger_of(sk_arena *a, const sk_model *file, sk_name_tagger *t,
                      sk_err *err)
{
    sk_str inner = sk_model_find(file, "inner");
    int rc = sk_linear_of(a, sk_model_find(file, "tagger"), &t->linear, err);

    if (rc)
        return rc;
    if (t->linear.n_labels != SK_NAME_LABELS)
        return sk_fail(err, SK_EINPUT, 0, "names.skmd: wrong labels");
    t->inner = (const void *)inner.s;
    t->n_inner = (uint32_t)(inner.len / sizeof *t->inner);
    if (!is_set(t->inner, t->n_inner))
        return sk_fail(err, SK_EINPUT, 0, "names.skmd: no inner words");
    return SK_OK;
}

static int load_tagger(sk_loader *ld, sk_name_model *m)
{
    sk_err why;
    int rc = sk_model_open(sk_load_path(ld, "models/names.skmd"), "names",
                           &m->file, &why);

    if (rc == SK_EIO) /* a house without a model finds no names */
        return SK_OK;
    if (!rc)
        rc = sk_name_tagger_of(ld->arena, &m->file, &m->tagger, &why);
    if (rc && ld->err)
        *ld->err = why;
    return rc;
}

int sk_name_load(sk_loader *ld, const sk_name_model **out)
{
    sk_name_model *m = sk_new(ld->arena, sk_name_model, 1);
    int rc = load_words(ld, m);

    if (!rc)
        rc = load_tagger(ld, m);
    *out = m;
    return rc;
}

void sk_name_close(const sk_name_model *m)
{
    if (m && m->file.bytes.s) {
        sk_model file = m->file;
        sk_model_close(&file);
    }
}

/* ---- the bare name of a person ---- */

static const sk_alias *alias_of(const sk_doc *d, size_t hit)
{
    return &d->eng->know->aliases.v[d->hits.v[hit].alias];
}

static unsigned class_at(const sk_doc *d, uint32_t tok)
{
    return sk_name_class(d->eng->names, d->toks.v[tok].id);
}

static bool is_title(const sk_doc *d, uint32_t beg, uint32_t tok, bool titled);

/* "Anh", "Đức", "Mỹ" are countries behind a title and given names behind a
 * surname. */
static bool is_given(const sk_doc *d, uint32_t beg, uint32_t tok)
{
    return tok > beg && (d->toks.v[tok - 1].flags & SK_TOK_CAP) &&
           !(class_at(d, tok - 1) & SK_NW_HONOUR) &&
           !is_title(d, beg, tok - 1, true) &&
           sk_name_syllable(sk_doc_tok(d, tok));
}

/* Whether a token belongs to a title, country or body, or to a large city
 * that stands behind a title ("thị trưởng New York Zohran Mamdani"). */
static bool is_title(const sk_doc *d, uint32_t beg, uint32_t tok, bool titled)
{
    /* "ông Muscat" is no capital */
    const bool address = !titled && (class_at(d, beg) & SK_NW_HONOUR);
    const unsigned kinds =
        1u << SK_KNOW_COUNTRY | 1u << SK_KNOW_ROLE | 1u << SK_KNOW_EPITHET |
        (address ? 0 : 1u << SK_KNOW_SEAT | 1u << SK_KNOW_ORG);

    for (size_t h = sk_hit_from(d, beg); h < d->hits.n; h++) {
        const sk_alias *al = alias_of(d, h);
        if (d->hits.v[h].tok_beg > tok)
            break;
        if (d->hits.v[h].tok_end <= tok)
            continue;
        if (al->kind == SK_KNOW_COUNTRY && al->n_toks == 1 &&
            ((al->flags & SK_ALIAS_PAIR) || is_given(d, beg, tok)))
            continue;
        if ((kinds >> al->kind & 1) ||
            (titled && al->kind == SK_KNOW_PLACE && al->rank > 2))
            return true;
    }
    return false;
}

/* Where a known person's name begins that ends at end; end if there is none. A
 * short form is often a word of a title too ("Nga", "Quốc"). */
static uint32_t known_beg(const sk_doc *d, uint32_t beg, uint32_t end)
{
    for (size_t h = sk_hit_from(d, beg); h < d->hits.n; h++) {
        const sk_hit *hit = &d->hits.v[h];
        if (hit->tok_beg >= end)
            break;
        if (hit->tok_end != end || alias_of(d, h)->kind != SK_KNOW_PERSON)
            continue;
        if (!(alias_of(d, h)->flags & SK_ALIAS_SHORT) ||
            (hit->tok_beg > beg && (class_at(d, hit->tok_beg - 1) & SK_NW_HONOUR)) ||
            !is_title(d, beg, hit->tok_beg, false))
            return hit->tok_beg;
    }
    return end;
}

/* Whether a hyphen binds a token to the one before: "Yo-jong". */
static bool glued(const sk_doc *d, uint32_t tok)
{
    return d->toks.v[tok - 1].ch == '-' &&
           !(d->toks.v[tok].flags & SK_TOK_SPACE) &&
           !(d->toks.v[tok - 1].flags & SK_TOK_SPACE);
}

/* First token of the person's name that ends at end, end if there is none:
 * capitals back to a title, country, body or place. */
static uint32_t core_beg(const sk_doc *d, uint32_t beg, uint32_t end)
{
    uint32_t at = known_beg(d, beg, end);
    bool titled = !(class_at(d, beg) & SK_NW_HONOUR);

    if (at < end && (at == beg || !(d->toks.v[at - 1].flags & SK_TOK_CAP) ||
                     (class_at(d, at - 1) & SK_NW_HONOUR) ||
                     is_title(d, beg, at - 1, titled)))
        return at;
    for (uint32_t i = at = end; i-- > beg;) {
        const sk_tok *t = &d->toks.v[i];
        if (t->flags & SK_TOK_CAP) {
            bool first = i + 1 < end &&
                         (i == beg || !(d->toks.v[i - 1].flags & SK_TOK_CAP));
            if (is_title(d, beg, i, titled) ||
                (first && (class_at(d, i) & SK_NW_HONOUR)))
                break;
            at = i;
        } else if (i > beg && t->kind == SK_TOK_LETTERS && glued(d, i)) {
            at = i; /* "Yo-jong" */
        } else if (at == end ||
                   !(t->ch == '-' || t->ch == '.' || t->ch == '\'' ||
                     (class_at(d, i) & SK_NW_JOIN))) {
            break;
        } else if (t->ch == '-' && (t->flags & SK_TOK_SPACE)) {
            break; /* "Tổng thống Nga - Vladimir Putin" */
        }
    }
    return at;
}

/* ---- spans ---- */

/* A stretch of labels: a mention in the making. */
typedef struct piece {
    uint32_t beg, end;
    uint8_t type;
} piece;

/* Cuts a mention where a sentence part ends in it: at ":", at ". A". */
static void cut_marks(const sk_doc *d, piece *p)
{
    for (uint32_t i = p->beg + 1; i < p->end; i++) {
        const sk_tok *t = &d->toks.v[i];
        bool stop = t->ch == ':' || t->ch == ';' || t->ch == '?' ||
                    t->ch == '!';
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

static bool in_role(const sk_doc *d, uint32_t beg, uint32_t tok)
{
    for (size_t h = sk_hit_from(d, beg);
         h < d->hits.n && d->hits.v[h].tok_beg <= tok; h++)
        if (d->hits.v[h].tok_end > tok &&
            alias_of(d, h)->kind != SK_KNOW_PERSON &&
            alias_of(d, h)->kind != SK_KNOW_PLACE)
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
            alias_of(d, h)->kind == SK_KNOW_PERSON &&
            !is_title(d, beg, tok - 1, false))
            return true;
    return false;
}

/* Nothing is done inside a person's name ("Ông Trump | chọn Elon Musk") or
 * behind an acronym ("FIFA | xóa sổ FAM"). */
static void cut_verbs(const sk_doc *d, uint32_t sent, piece *p)
{
    const sk_sent *s = &d->sents.v[sent];
    uint32_t named = p->type == SK_ORG; /* tokens of a name so far */

    for (uint32_t w = s->word_beg; w < s->word_end; w++) {
        const sk_word *x = &d->words.v[w];
        uint32_t i = x->tok_beg;
        if (i < p->beg || i + 1 >= p->end)
            continue;
        if (p->type == SK_PER && is_aside(d, i) &&
            (named > 1 || (named && (class_at(d, p->beg) & SK_NW_HONOUR)) ||
             (named && !(class_at(d, i + 1) & SK_NW_HONOUR)))) {
            p->end = i;
            return;
        }
        if (d->toks.v[i].kind != SK_TOK_LETTERS || in_role(d, p->beg, i))
            continue;
        if (d->toks.v[i].flags & SK_TOK_CAP) {
            named += class_at(d, i) & SK_NW_HONOUR ? 0
                                                   : x->tok_end - x->tok_beg;
        } else if (named && i > p->beg && !glued(d, i) &&
                   !(class_at(d, i) & (SK_NW_JOIN | SK_NW_HONOUR)) &&
                   (is_verb(x->pos) || ends_known(d, p->beg, i))) {
            p->end = i;
            return;
        }
    }
}

/* What is left behind a cut begins with a title, an address or a name. */
static void skip_rest(const sk_doc *d, piece *p)
{
    while (p->beg < p->end && !(d->toks.v[p->beg].flags & SK_TOK_CAP) &&
           !(class_at(d, p->beg) & SK_NW_HONOUR) &&
           !in_role(d, p->beg, p->beg))
        p->beg++;
    for (size_t h = sk_hit_from(d, p->beg);
         h < d->hits.n && d->hits.v[h].tok_beg == p->beg; h++) {
        uint8_t kind = alias_of(d, h)->kind;
        if (kind == SK_KNOW_ORG || kind == SK_KNOW_COUNTRY) {
            p->type = kind == SK_KNOW_ORG ? SK_ORG : SK_GPE;
            break;
        }
        if (kind != SK_KNOW_PLACE)
            break;
    }
}

/* A word is in a mention as a whole or not at all. */
static void whole_words(const sk_doc *d, uint32_t sent, piece *p)
{
    const sk_sent *s = &d->sents.v[sent];

    for (uint32_t w = s->word_beg; w < s->word_end; w++) {
        const sk_word *x = &d->words.v[w];
        while (x->tok_beg < p->end && p->end < x->tok_end &&
               d->toks.v[p->end].kind == SK_TOK_LETTERS &&
               !(d->toks.v[p->end].flags & SK_TOK_CAP))
            p->end++;
        if (x->tok_beg < p->beg && p->beg < x->tok_end &&
            x->tok_end < p->end && !(d->toks.v[p->beg].flags & SK_TOK_CAP))
            p->beg = x->tok_end;
    }
}

/* "Liên minh châu Âu (EU)": the bracket belongs to the name; a bracket that
 * does not close in it does not. */
static void close_bracket(const sk_doc *d, uint32_t sent_end, piece *p)
{
    uint32_t open = 0;

    for (uint32_t i = p->beg; i < p->end; i++) {
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

static bool begins_word(const sk_doc *d, uint32_t sent, uint32_t tok)
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
                        piece *p)
{
    for (size_t h = sk_hit_from(d, p->beg > from + 4 ? p->beg - 4 : from);
         h < d->hits.n && d->hits.v[h].tok_beg < p->beg; h++)
        if (alias_of(d, h)->kind == SK_KNOW_ROLE &&
            d->hits.v[h].tok_end > p->beg &&
            begins_word(d, sent, d->hits.v[h].tok_beg)) {
            p->beg = d->hits.v[h].tok_beg;
            break;
        }
    if (p->beg > from && (class_at(d, p->beg - 1) & SK_NW_FORMER))
        p->beg--;
}

/* "chị Cẩm Tú" is a person, whatever else has that name. */
static void by_address(const sk_doc *d, uint32_t from, piece *p)
{
    unsigned cls = p->beg > from ? class_at(d, p->beg - 1) : 0;

    if (p->type != SK_PER && (cls & SK_NW_HONOUR) &&
        (cls & (SK_NW_MAN | SK_NW_WOMAN)) &&
        (d->toks.v[p->beg].flags & SK_TOK_CAP) &&
        !is_title(d, p->beg, p->beg, false)) {
        p->type = SK_PER;
        p->beg--;
    }
}

/* "vịnh | Nha Trang": what kind of place it is belongs to its name. */
static void with_head(const sk_doc *d, uint32_t sent, uint32_t from, piece *p)
{
    if (p->type == SK_LOC && p->beg > from &&
        (class_at(d, p->beg - 1) & SK_NW_LOC) &&
        (d->toks.v[p->beg].flags & SK_TOK_CAP) &&
        begins_word(d, sent, p->beg - 1))
        p->beg--;
}

/* "Ý tưởng" (an idea) is no Italy (Ý): the sentence's capital, and the word goes
 * on in small letters. */
static bool is_common(const sk_doc *d, uint32_t sent, const piece *p)
{
    const sk_sent *s = &d->sents.v[sent];

    for (uint32_t w = s->word_beg; w < s->word_end; w++)
        if (d->words.v[w].tok_beg == p->beg)
            return p->type == SK_GPE && p->end == p->beg + 1 &&
                   p->beg == s->tok_beg &&
                   d->words.v[w].tok_end > p->end &&
                   d->toks.v[p->end].kind == SK_TOK_LETTERS &&
                   !(d->toks.v[p->end].flags & SK_TOK_CAP);
    return false;
}

/* False if nothing is left of it. */
static bool mend(const sk_doc *d, uint32_t sent, uint32_t from, piece *p)
{
    cut_marks(d, p);
    if (p->type == SK_PER ||
        (p->type == SK_ORG && (d->toks.v[p->beg].flags & SK_TOK_UPPER)))
        cut_verbs(d, sent, p);
    while (p->beg < p->end && d->toks.v[p->beg].kind == SK_TOK_MARK)
        p->beg++;
    if (p->beg == p->end || is_common(d, sent, p))
        return false;
    whole_words(d, sent, p);
    close_bracket(d, d->sents.v[sent].tok_end, p);
    by_address(d, from, p);
    with_head(d, sent, from, p);
    if (p->type == SK_PER)
        whole_title(d, sent, from, p);
    return true;
}

/* ---- mentions ---- */

/* "USS Ronald Reagan" is a ship. */
static bool is_craft(const sk_doc *d, const piece *p)
{
    return (class_at(d, p->beg) & SK_NW_CRAFT) ||
           (p->beg && (class_at(d, p->beg - 1) & SK_NW_CRAFT) &&
            !(d->toks.v[p->beg].flags & SK_TOK_LINE));
}

static void add_mention(sk_doc *d, uint32_t sent, const piece *p)
{
    sk_mention m = {.span = sk_doc_tok_span(d, p->beg, p->end),
                    .sent = sent, .tok_beg = p->beg, .tok_end = p->end,
                    .entity = SK_NONE, .type = p->type};
    uint32_t core = p->beg, end = p->end;

    if (p->type == SK_PER && end - core > 2 && d->toks.v[end - 1].ch == ')')
        end--; /* "Ê-đu-a Phi-líp (Edouard Philippe)" */
    if (p->type == SK_PER)
        core = core_beg(d, p->beg, end);
    if (core < end)
        m.core = sk_doc_tok_span(d, core, end);
    m.kind = core < end ? SK_BY_NAME : SK_BY_ROLE;
    *sk_push(&d->arena, &d->mentions) = m;
}

/* "Tổng thư ký | NATO | Mark Rutte": the body of a title and the name behind it
 * are one mention with the title. */
static void join_title(sk_doc *d, uint32_t sent, piece *p)
{
    const sk_mention *last = d->mentions.n ? &d->mentions.v[d->mentions.n - 1]
                                           : NULL;
    uint32_t from = d->sents.v[sent].tok_beg, gap = last ? last->tok_end : 0;

    while (gap < p->beg && (class_at(d, gap) & SK_NW_PREFIX))
        gap++; /* "Tổng thống | đắc cử | Donald Trump" */
    if (!last || last->sent != sent || gap != p->beg ||
        p->type != SK_PER || !(d->toks.v[p->beg].flags & SK_TOK_CAP) ||
        (class_at(d, p->beg) & SK_NW_HONOUR) || in_role(d, p->beg, p->beg))
        return;
    if (last->tok_beg > from + 6)
        from = last->tok_beg - 6;
    for (size_t h = sk_hit_from(d, from);
         h < d->hits.n && d->hits.v[h].tok_beg <= last->tok_beg; h++)
        if (alias_of(d, h)->kind == SK_KNOW_ROLE &&
            d->hits.v[h].tok_end >= last->tok_beg) {
            p->beg = d->hits.v[h].tok_beg;
            d->mentions.n--;
            return;
        }
}

/* ---- what the article calls a person elsewhere ---- */

/* The words that are the first or last of a person's name in the article. */
typedef struct name_words {
    uint32_t *hash; /* [mask + 1], 0: free */
    uint32_t mask;
} name_words;

static uint32_t *word_slot(const name_words *w, uint32_t hash)
{
    uint32_t i = hash & w->mask;

    while (w->hash[i] && w->hash[i] != hash)
        i = (i + 1) & w->mask;
    return &w->hash[i];
}

static name_words words_of_people(sk_doc *d)
{
    name_words w = {.mask = 15};

    while (w.mask < d->mentions.n * 4)
        w.mask = w.mask * 2 + 1;
    w.hash = sk_new(&d->arena, uint32_t, w.mask + 1);
    for (size_t i = 0; i < d->mentions.n; i++) {
        const sk_mention *m = &d->mentions.v[i];
        uint32_t first = m->tok_end - 1;
        if (m->type != SK_PER || m->core.end == m->core.beg ||
            m->tok_end - m->tok_beg < 2)
            continue;
        while (first > m->tok_beg && d->toks.v[first].beg > m->core.beg)
            first--;
        if (first == m->tok_beg || first + 1 < m->tok_end ||
            d->toks.v[m->tok_beg].beg < m->core.beg) {
            uint32_t a = d->toks.v[m->tok_end - 1].hash;
            uint32_t b = d->toks.v[first].hash;
            *word_slot(&w, a) = a;
            *word_slot(&w, b) = b;
        }
    }
    return w;
}

static bool is_known(const sk_doc *d, uint32_t tok)
{
    for (size_t h = sk_hit_from(d, tok);
         h < d->hits.n && d->hits.v[h].tok_beg == tok; h++)
        if (alias_of(d, h)->kind != SK_KNOW_PERSON &&
            alias_of(d, h)->kind != SK_KNOW_PLACE)
            return true;
    return false;
}

static bool is_foreign(const sk_doc *d, uint32_t tok)
{
    return (d->toks.v[tok].flags & (SK_TOK_CAP | SK_TOK_UPPER)) ==
               SK_TOK_CAP &&
           !sk_name_syllable(sk_doc_tok(d, tok));
}

/* One foreign word that names a person elsewhere names him here. */
static void agree(sk_doc *d)
{
    name_words people = words_of_people(d);

    for (size_t i = 0; i < d->mentions.n; i++) {
        sk_mention *m = &d->mentions.v[i];
        if (m->type != SK_PER && m->tok_end == m->tok_beg + 1 &&
            is_foreign(d, m->tok_beg) && !is_known(d, m->tok_beg) &&
            d->toks.v[m->tok_beg].hash &&
            *word_slot(&people, d->toks.v[m->tok_beg].hash))
            m->type = SK_PER;
    }
}

bool sk_name_tells(const sk_doc *d, uint32_t sent)
{
    switch (d->paras.v[d->sents.v[sent].para].kind) {
    case SK_PARA_SOURCE:
    case SK_PARA_BYLINE:
    case SK_PARA_RELATED:
    case SK_PARA_PROMO:
        return false;
    default:
        return true;
    }
}

void sk_name_tag(const sk_name_tagger *t, const sk_doc *d, const sk_sent *s,
                 sk_name_atom *at, sk_arena *a, uint8_t *labels)
{
    uint32_t beg = s->tok_beg, end = s->tok_end;
    uint64_t feats[SK_NAME_FEATURES];
    sk_linear_score *score = sk_new(a, sk_linear_score, end - beg);
    uint32_t stop;

    sk_name_near(t, d, s, at);
    for (uint32_t from = beg; sk_name_stretch(at, &from, &stop, end);
         from = stop) {
        for (uint32_t i = from; i < stop; i++)
            sk_linear_add(&t->linear, feats,
                          sk_name_features(at, beg, end, i, feats),
                          &score[i - from]);
        sk_linear_best(&t->linear, a, score, stop - from, labels + (from - beg));
        memset(score, 0, (stop - from) * sizeof *score);
    }
}

/* "Chủ nhân Nhà Trắng" and the full names of known people are persons whatever
 * the tagger says of parts of them. */
static void sure_people(const sk_doc *d, uint32_t beg, uint32_t end,
                        uint8_t *labels)
{
    for (size_t h = sk_hit_from(d, beg);
         h < d->hits.n && d->hits.v[h].tok_end <= end; h++) {
        const sk_hit *hit = &d->hits.v[h];
        const sk_alias *al = alias_of(d, h);
        bool epithet = al->kind == SK_KNOW_EPITHET, free = true;
        if (!epithet && (al->kind != SK_KNOW_PERSON || al->n_toks < 2 ||
                         al->rank < 3 || (al->flags & SK_ALIAS_SHORT)))
            continue;
        for (uint32_t i = hit->tok_beg; i < hit->tok_end; i++)
            free &= !labels[i];
        if (!free && (!epithet || labels[hit->tok_beg] == 1 + 2 * SK_PER))
            continue;
        for (uint32_t i = hit->tok_beg; i < hit->tok_end; i++)
            labels[i] = 1 + 2 * SK_PER + (i > hit->tok_beg);
        if (hit->tok_end < end && labels[hit->tok_end] &&
            labels[hit->tok_end] % 2 == 0)
            labels[hit->tok_end] = 0;
    }
}

/* Whether a token is a country's name, with that flag or without. */
static bool is_country(const sk_doc *d, uint32_t tok, unsigned flag)
{
    for (size_t h = sk_hit_from(d, tok);
         h < d->hits.n && d->hits.v[h].tok_beg == tok; h++)
        if (alias_of(d, h)->kind == SK_KNOW_COUNTRY &&
            d->hits.v[h].tok_end == tok + 1 &&
            (alias_of(d, h)->flags & SK_ALIAS_PAIR) == flag)
            return true;
    return false;
}

/* "Việt - Lào": a form that means a country in pairs only, beside another
 * country, is one whatever the tagger says. */
static void sure_pairs(const sk_doc *d, uint32_t beg, uint32_t end,
                       uint8_t *labels)
{
    for (uint32_t i = beg; i + 2 < end; i++) {
        bool left, right;
        if (d->toks.v[i + 1].ch != '-')
            continue;
        left = is_country(d, i, SK_ALIAS_PAIR);
        right = is_country(d, i + 2, SK_ALIAS_PAIR);
        if (left && !labels[i] &&
            (right || is_country(d, i + 2, 0)))
            labels[i] = 1 + 2 * SK_GPE;
        if (right && !labels[i + 2] &&
            (left || is_country(d, i, 0)))
            labels[i + 2] = 1 + 2 * SK_GPE;
    }
}

/* A country's name that means nothing else names it whatever the tagger says. */
static void sure_countries(const sk_doc *d, uint32_t beg, uint32_t end,
                           uint8_t *labels)
{
    uint32_t past = beg;

    for (size_t h = sk_hit_from(d, beg);
         h < d->hits.n && d->hits.v[h].tok_end <= end; h++) {
        const sk_hit *hit = &d->hits.v[h];
        const sk_alias *al = alias_of(d, h);
        bool free = hit->tok_beg >= past;
        past = hit->tok_end > past ? hit->tok_end : past;
        if (al->kind != SK_KNOW_COUNTRY)
            continue;
        if (al->n_toks == 1 && hit->tok_beg > beg &&
            (class_at(d, hit->tok_beg - 1) & SK_NW_HONOUR)) {
            if (labels[hit->tok_beg] == 1 + 2 * SK_GPE) { /* "ông Đức" */
                labels[hit->tok_beg - 1] = 1 + 2 * SK_PER;
                labels[hit->tok_beg] = 2 + 2 * SK_PER;
            }
            continue;
        }
        if (al->flags & (SK_ALIAS_PAIR | SK_ALIAS_AMBIGUOUS))
            continue;
        for (uint32_t i = hit->tok_beg; i < hit->tok_end; i++)
            free &= !labels[i];
        for (uint32_t i = hit->tok_beg; free && i < hit->tok_end; i++)
            labels[i] = 1 + 2 * SK_GPE + (i > hit->tok_beg);
    }
}

void sk_name_find(sk_doc *d)
{
    const sk_name_tagger *tagger = &d->eng->names->tagger;
    sk_name_atom *at;
    uint8_t *labels;

    d->mentions.n = 0;
    if (!tagger->linear.n_labels)
        return;
    at = sk_name_atoms(d, &d->arena);
    labels = sk_new(&d->arena, uint8_t, d->toks.n + 1);
    for (uint32_t s = 0; s < d->sents.n; s++) {
        uint32_t beg = d->sents.v[s].tok_beg, end = d->sents.v[s].tok_end;
        if (!sk_name_tells(d, s))
            continue;
        sk_name_tag(tagger, d, &d->sents.v[s], at, &d->arena, labels + beg);
        sure_people(d, beg, end, labels);
        sure_pairs(d, beg, end, labels);
        sure_countries(d, beg, end, labels);
        for (uint32_t i = beg, past = beg; i < end;) {
            piece p = {.beg = i, .end = i + 1};
            if (!labels[i]) {
                i++;
                continue;
            }
            p.type = (uint8_t)((labels[i] - 1) / 2);
            while (p.end < end && p.end - i < LONGEST && labels[p.end] &&
                   labels[p.end] % 2 == 0)
                p.end++;
            if (labels[i] % 2 == 0) /* behind a cut */
                skip_rest(d, &p);
            if (p.beg < p.end && mend(d, s, past, &p) && !is_craft(d, &p)) {
                join_title(d, s, &p);
                add_mention(d, s, &p);
                past = p.end;
            }
            i = p.end > i ? p.end : i + 1;
        }
    }
    agree(d);
}
