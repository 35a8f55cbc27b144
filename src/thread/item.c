/* item.c - a document becomes counted terms.
 *
 * In:  a document with its layers.
 * Out: syllables, pairs of neighbouring syllables and resolved entities, each
 *      with its counts in the title and in the rest; numbers; coded events;
 *      the kind of piece (news, digest, column...); the key of the article.
 *
 * Vietnamese writes words as syllables with spaces between; a pair of
 * neighbours is most often a word. Syllables and pairs need no segmenter and
 * hold all that a cosine of short texts needs.
 */
#include "thread/item.h"

#include <stdlib.h>

#include "base/day.h"

enum {
    TEXT_TOKENS = 200, /* a lead has 50; of a full text the opening: what
                          comes behind is background and is of many affairs */
    DAYS = 4,
};

/* ---- address ---- */

static sk_str host_of(sk_str url)
{
    size_t at = sk_str_find(url, SK_STR("://"), 0);
    sk_str rest;

    url = sk_str_sub(url, at == SIZE_MAX ? 0 : at + 3, url.len);
    url = sk_str_cut(url, '/', &rest);
    if (sk_str_starts(url, SK_STR("www.")))
        url = sk_str_sub(url, 4, url.len);
    else if (sk_str_starts(url, SK_STR("m.")))
        url = sk_str_sub(url, 2, url.len);
    return url;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

uint64_t sk_article_key(sk_str url)
{
    size_t end = url.len, beg;
    sk_str host;

    if (!url.s)
        return 0;
    for (size_t i = 0; i < url.len; i++)
        if (url.s[i] == '?' || url.s[i] == '#') {
            end = i;
            break;
        }
    while (end && !digit(url.s[end - 1]) && url.s[end - 1] != '/')
        end--;
    for (beg = end; beg && digit(url.s[beg - 1]);)
        beg--;
    if (end - beg < 6)
        return 0;
    host = host_of(url);
    return sk_hash(url.s + beg, end - beg, sk_hash(host.s, host.len, 7)) | 1;
}

/* ---- terms ---- */

typedef struct maker {
    const sk_thread_model *model;
    sk_doc *d;
    sk_item *it;
    uint32_t tokens;     /* of the text so far */
    SK_VEC(sk_term) all; /* not yet merged */
} maker;

static void add(maker *m, uint32_t id, bool title, uint8_t flags)
{
    *sk_push(&m->d->arena, &m->all) = (sk_term){id, title, !title, flags};
}

static uint32_t hash32(sk_str s, uint64_t seed)
{
    return (uint32_t)(sk_hash(s.s, s.len, seed) >> 32);
}

static uint32_t syllable(maker *m, const sk_tok *t)
{
    char low[96];
    sk_str s = sk_tok_str(m->d->text, t);
    size_t n = s.len > 64 ? SIZE_MAX : sk_lower(s, low, sizeof low);

    return sk_term_syllable(n == SIZE_MAX ? s : (sk_str){low, n});
}

static void add_number(maker *m, uint32_t h)
{
    sk_item *it = m->it;

    if (it->n_numbers == SK_ITEM_NUMBERS)
        return;
    for (uint32_t i = 0; i < it->n_numbers; i++)
        if (it->numbers[i] == h)
            return;
    it->numbers[it->n_numbers++] = h;
}

/* Whether nothing stands between two tokens. */
static bool touch(const sk_tok *a, const sk_tok *b)
{
    return a->end == b->beg;
}

/* A number with its thousands ("29.120") from token i on; what follows it. */
static size_t whole_number(maker *m, size_t i)
{
    const sk_toks *toks = &m->d->toks;
    char s[24];
    size_t n = 0, end = i;

    for (;;) {
        const sk_tok *t = &toks->v[end];
        sk_str part = sk_tok_str(m->d->text, t);
        if (n + part.len > sizeof s)
            break;
        memcpy(s + n, part.s, part.len);
        n += part.len;
        end++;
        if (end + 1 >= toks->n || (t[1].ch != '.' && t[1].ch != ',') ||
            t[2].kind != SK_TOK_DIGITS || !touch(t, t + 1) ||
            !touch(t + 1, t + 2))
            break;
        end++;
    }
    if (n >= 2)
        add_number(m, hash32((sk_str){s, n}, 13) & ~(uint32_t)SK_NUMBER_DAY);
    return end;
}

static bool counts(uint8_t kind)
{
    return kind == SK_PARA_TITLE || kind == SK_PARA_LEAD ||
           kind == SK_PARA_BODY || kind == SK_PARA_HEADING;
}

/* The first token behind the name of a season that begins at token i; i if none
 * does. */
static size_t season_end(const maker *m, size_t i)
{
    const sk_toks *toks = &m->d->toks;
    uint32_t node = SK_TRIE_ROOT;
    size_t end = i;

    for (size_t j = i; j < toks->n; j++) {
        node = sk_trie_step(&m->model->seasons, node, toks->v[j].id);
        if (node == UINT32_MAX)
            break;
        if (sk_trie_first(&m->model->seasons, node))
            end = j + 1;
    }
    return end;
}

/* The last token of an event's name that begins at token i, its number or its
 * own name ("bão số 5", "bão Kalmaegi"); i if none does. */
static size_t event_end(const maker *m, size_t i)
{
    const sk_toks *toks = &m->d->toks;
    uint32_t node = SK_TRIE_ROOT;
    size_t end = i;

    for (size_t j = i; j + 1 < toks->n; j++) {
        const sk_tok *next = &toks->v[j + 1];
        node = sk_trie_step(&m->model->events, node, toks->v[j].id);
        if (node == UINT32_MAX)
            break;
        if (sk_trie_first(&m->model->events, node) &&
            next->kind != SK_TOK_MARK &&
            (next->kind == SK_TOK_DIGITS || next->flags & SK_TOK_CAP))
            end = j + 1;
    }
    return end;
}

/* The terms of one paragraph's tokens from..; returns the first behind. */
static size_t paragraph(maker *m, const sk_para *p, size_t from, bool title)
{
    const sk_doc *d = m->d;
    const sk_toks *toks = &d->toks;
    uint32_t last = 0;
    bool last_cap = false, begins = true;
    uint8_t last_season = 0;
    size_t i = from, number = 0, time = 0, behind = 0;

    while (i < toks->n && toks->v[i].beg < p->span.beg)
        i++;
    for (; i < toks->n && toks->v[i].end <= p->span.end; i++) {
        const sk_tok *t = &toks->v[i];
        bool cap;
        uint32_t h;
        uint8_t season;
        size_t to;
        if (!title && m->tokens++ >= TEXT_TOKENS)
            continue;
        to = season_end(m, i);
        if (to > behind)
            behind = to;
        season = i < behind ? SK_TERM_SEASON : 0;
        if (t->ch == '.' && last && i + 1 < toks->n && touch(t - 1, t) &&
            touch(t, t + 1) && toks->v[i + 1].kind != SK_TOK_MARK)
            continue; /* "TP.HCM", "U.23" */
        if (t->kind == SK_TOK_MARK) {
            last = 0;
            begins = t->ch == '.' || t->ch == '?' || t->ch == '!' ||
                     (begins && t->ch != ',');
            continue;
        }
        h = syllable(m, t);
        while (time < d->times.n && d->times.v[time].tok_end <= i)
            time++;
        if (t->kind == SK_TOK_DIGITS && i >= number &&
            (time == d->times.n || i < d->times.v[time].tok_beg))
            number = whole_number(m, i);
        cap = (t->flags & SK_TOK_CAP) && (!begins || t->flags & SK_TOK_UPPER);
        add(m, h, title, season | (cap ? SK_TERM_NAME : 0));
        to = event_end(m, i);
        if (to > i) {
            uint32_t id = 0;
            for (size_t j = i; j <= to; j++)
                id = sk_term_pair(id, syllable(m, &toks->v[j]));
            add(m, SK_EVENT_TERMS | id, title, SK_TERM_NAME);
        }
        if (last)
            add(m, sk_term_pair(last, h), title,
                SK_TERM_PAIR | season | last_season |
                    (cap && last_cap ? SK_TERM_NAME : 0));
        last = h;
        last_season = season;
        last_cap = t->flags & SK_TOK_CAP;
        begins = false;
    }
    return i;
}

static int by_id(const void *a, const void *b)
{
    uint32_t x = ((const sk_term *)a)->id, y = ((const sk_term *)b)->id;

    return (x > y) - (x < y);
}

static uint8_t plus(uint8_t a, uint8_t b)
{
    return (uint8_t)(a + b > 255 ? 255 : a + b);
}

/* Merges equal terms; a term is a name if it is one anywhere. */
static void merge(maker *m)
{
    sk_item *it = m->it;

    if (m->all.n)
        qsort(m->all.v, m->all.n, sizeof *m->all.v, by_id);
    for (size_t i = 0; i < m->all.n; i++) {
        const sk_term *t = &m->all.v[i];
        sk_term *u = it->n_terms ? &it->terms[it->n_terms - 1] : NULL;
        if (u && u->id == t->id) {
            u->title = plus(u->title, t->title);
            u->rest = plus(u->rest, t->rest);
            u->flags |= t->flags;
        } else if (it->n_terms < SK_ITEM_TERMS) {
            it->terms[it->n_terms++] = *t;
        }
    }
}

/* ---- kind of piece ---- */

/* Of two marks in a title the lower says what it is. */
static unsigned rank(uint8_t kind)
{
    return kind == SK_ITEM_LISTING ? 2 * SK_ITEM_COLUMN + 1 : 2u * kind;
}

static uint8_t kind_of(const sk_thread_model *m, const sk_doc *d, sk_span title)
{
    uint8_t best = SK_ITEM_NEWS;
    size_t first = SIZE_MAX;

    for (size_t i = 0; i < d->toks.n && d->toks.v[i].end <= title.end; i++) {
        uint32_t node = SK_TRIE_ROOT;
        if (d->toks.v[i].beg < title.beg || d->toks.v[i].ch == '\'' ||
            d->toks.v[i].ch == '"')
            continue;
        if (first == SIZE_MAX)
            first = i;
        for (size_t j = i; j < d->toks.n && d->toks.v[j].end <= title.end;
             j++) {
            node = sk_trie_step(&m->marks, node, d->toks.v[j].id);
            if (node == UINT32_MAX)
                break;
            for (uint32_t v = sk_trie_first(&m->marks, node); v;
                 v = m->marks.values.v[v - 1].next) {
                const sk_title_mark *k =
                    &m->mark.v[m->marks.values.v[v - 1].value];
                if ((k->anywhere || i == first) &&
                    (best == SK_ITEM_NEWS || rank(k->kind) < rank(best)))
                    best = k->kind;
            }
        }
    }
    return best;
}

/* ---- what the further steps found ---- */

static void entities(maker *m, sk_span title)
{
    const sk_doc *d = m->d;

    for (size_t i = 0; i < d->mentions.n; i++) {
        const sk_mention *x = &d->mentions.v[i];
        if (x->entity >= d->entities.n || x->kind == SK_BY_PRONOUN)
            continue;
        add(m, sk_term_plain(hash32(d->entities.v[x->entity].id, 19)),
            x->span.beg < title.end, SK_TERM_ENTITY | SK_TERM_NAME);
    }
}

/* The days that the text names. */
static void days(maker *m)
{
    const sk_doc *d = m->d;

    for (size_t i = 0; i < d->times.n && m->it->n_numbers < DAYS; i++) {
        const sk_time *t = &d->times.v[i];
        if (t->day_beg != SK_NO_DAY && t->day_beg == t->day_end)
            add_number(m,
                       (uint32_t)sk_hash(&t->day_beg, 4, 47) | SK_NUMBER_DAY);
    }
}

static uint64_t parties(const sk_actor *v, uint32_t n)
{
    uint64_t h = 0;

    for (uint32_t i = 0; i < n; i++)
        h += v[i].code[0] ? sk_hash(v[i].code, strlen(v[i].code), 23)
                          : sk_hash(v[i].name.s, v[i].name.len, 23);
    return h;
}

static void acts(maker *m)
{
    const sk_doc *d = m->d;
    sk_item *it = m->it;

    for (size_t i = 0; i < d->events.n && it->n_acts < SK_ITEM_ACTS; i++) {
        const sk_event *e = &d->events.v[i];
        uint64_t h =
            parties(e->source, e->n_source) + parties(e->target, e->n_target);
        int32_t day = SK_NO_DAY, minute;
        if (!e->n_source && !e->n_target)
            continue;
        if (e->when.s && !sk_iso_parse(e->when, &day, &minute))
            day = SK_NO_DAY;
        it->acts[it->n_acts++] = (sk_act){
            (uint32_t)sk_hash(&h, 8, sk_hash(e->type, strlen(e->type), 29)),
            e->status, day};
    }
}

static uint64_t folded(sk_doc *d, sk_span s)
{
    sk_str f = sk_fold(&d->arena, sk_doc_sub(d, s));

    return f.len ? sk_hash(f.s, f.len, 31) | 1 : 0;
}

void sk_item_from(const sk_thread_model *model, sk_doc *d, sk_item *it)
{
    maker m = {.model = model, .d = d, .it = it};
    sk_str host = host_of(d->url.s ? d->url : SK_STR(""));
    sk_span title = {0, 0}, rest = {0, 0};
    size_t at = 0;

    memset(it, 0, sizeof *it);
    days(&m);
    for (size_t i = 0; i < d->paras.n; i++) {
        const sk_para *p = &d->paras.v[i];
        if (!counts(p->kind))
            continue;
        if (p->kind == SK_PARA_TITLE || !title.end)
            title = p->span;
        else if (!rest.end)
            rest = p->span;
        at = paragraph(&m, p, at, title.beg == p->span.beg);
    }
    entities(&m, title);
    merge(&m);
    acts(&m);
    it->kind = kind_of(model, d, title);
    it->title = folded(d, title);
    it->rest = folded(d, rest);
    it->key = sk_article_key(d->url);
    if (!it->key)
        it->key = sk_hash(d->id.s, d->id.len, 5) | 1;
    it->outlet = host.len ? hash32(host, 37) : hash32(d->outlet, 37);
    if (d->day != SK_NO_DAY)
        it->minute = (int64_t)d->day * 1440 + (d->minute < 0 ? 720 : d->minute);
}
