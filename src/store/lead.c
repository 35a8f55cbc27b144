/* lead.c - the lead that tells best. */
#include "store/lead.h"

#include <math.h>

#include "base/tok.h"
#include "base/uni.h"
#include "store/words.h"
#include "thread/mark.h"

enum {
    SHORT = 60,
    LONG = 420, /* bytes of a lead */
    LINE = 300, /* of the state of affairs */
    MANY = 24,  /* reports that are compared */
    NEWEST = 16,
    DAYS = 5, /* happenings from which the state is chosen */
};

/* ---- one report ---- */

/* Whether token i begins words that mark a text if they stand at that place; a
 * phrase may do so at several. */
static bool marks(const sk_trie *t, const sk_toks *toks, size_t i, bool first,
                  enum sk_soft_where place)
{
    uint32_t node = SK_TRIE_ROOT;

    for (; i < toks->n; i++) {
        node = sk_trie_step(t, node, toks->v[i].id);
        if (node == UINT32_MAX)
            break;
        for (uint32_t v = sk_trie_first(t, node); v;
             v = t->values.v[v - 1].next) {
            uint32_t where = t->values.v[v - 1].value;
            if (where == SK_SOFT_ANYWHERE || (first && where == place))
                return true;
        }
    }
    return false;
}

/* Whether a text begins with words of that place, or holds some that may stand
 * anywhere. */
static bool soft(const sk_engine *eng, sk_str text, enum sk_soft_where place,
                 sk_arena *a)
{
    sk_toks toks = {0};
    size_t from = 0;

    sk_tok_cut(a, &eng->vocab, text, 0, (uint32_t)text.len, &toks);
    while (from < toks.n && toks.v[from].kind == SK_TOK_MARK)
        from++;
    for (size_t i = from; i < toks.n; i++)
        if (marks(&eng->threads->soft, &toks, i, i == from, place))
            return true;
    return false;
}

static bool has(sk_str s, char c)
{
    return s.len && memchr(s.s, c, s.len);
}

double sk_lead_pairs(sk_str title, sk_str text, sk_arena *a)
{
    sk_str in = sk_words_spaced(a, text), of = sk_words_spaced(a, title);
    size_t n = 0, found = 0, beg = 0, mid = 0;

    for (size_t end = 1; end < of.len; end++) {
        if (of.s[end] != ' ')
            continue;
        if (mid > beg) {
            n++;
            found +=
                sk_str_find(in, sk_str_sub(of, beg, end + 1), 0) != SIZE_MAX;
        }
        beg = mid;
        mid = end;
    }
    return n ? (double)found / (double)n : 0;
}

bool sk_lead_soft(const sk_engine *eng, sk_str title, sk_arena *a)
{
    return has(title, '?') || soft(eng, title, SK_SOFT_TITLE, a);
}

/* How plainly a report tells, about 0 to 1. eng may be NULL: words are not
 * looked at. */
static double plainness(const sk_engine *eng, sk_str title, sk_str lead,
                        sk_arena *a)
{
    double v = 1;

    v -= lead.len < SHORT ? 0.5 : lead.len > LONG ? 0.3 : 0;
    v -= has(title, '?') || has(title, '!') ? 0.4 : 0;
    v -= has(lead, '?') || has(lead, '!') ? 0.3 : 0;
    v -= title.len && title.s[0] == '\'' ? 0.2 : 0;
    if (eng) {
        v -= soft(eng, title, SK_SOFT_TITLE, a) ||
                     soft(eng, title, SK_SOFT_SOON, a)
                 ? 0.5
                 : 0;
        v -= soft(eng, lead, SK_SOFT_LEAD, a) ? 0.4 : 0;
    }
    return v;
}

/* ---- of a happening ---- */

/* How many words of a are in b. */
static double common(const sk_word_list *a, const sk_word_list *b)
{
    size_t n = 0;

    for (size_t i = 0; i < a->n; i++) {
        size_t k = 0;
        while (k < b->n && !sk_str_eq(a->v[i], b->v[k]))
            k++;
        n += k < b->n;
    }
    return (double)n;
}

size_t sk_lead_best(const sk_engine *eng, const sk_lead *v, size_t n,
                    sk_arena *a)
{
    sk_word_list titles[MANY] = {0};
    double most = -INFINITY;
    size_t best = 0;

    if (n > MANY)
        n = MANY;
    for (size_t i = 0; i < n && n > 1; i++)
        sk_words_folded(a, v[i].title, &titles[i]);
    for (size_t i = 0; i < n && n > 1; i++) {
        double w = plainness(eng, v[i].title, v[i].lead, a), sum = 0;
        for (size_t k = 0; k < n; k++)
            sum += k == i ? 0
                          : 2 * common(&titles[i], &titles[k]) /
                                (double)(titles[i].n + titles[k].n + 1);
        w += 2 * sum / (double)(n - 1);
        if (w > most + 1e-9) {
            most = w;
            best = i;
        }
    }
    return best;
}

/* ---- of a storyline ---- */

/* The share of the words of a name that a text has. */
static double told(const sk_word_list *name, sk_str text, sk_arena *a)
{
    sk_word_list words = {0};

    sk_words_folded(a, text, &words);
    return name->n ? common(name, &words) / (double)name->n : 0;
}

/* Whole sentences that are not too long together; the first always. */
static sk_str first_sentences(sk_str s)
{
    size_t end = s.len;

    if (s.len <= LINE)
        return s;
    for (size_t i = SHORT; i + 2 < s.len && (i < LINE || end == s.len); i++) {
        size_t at = i + 2;
        if (s.s[i] == '.' && s.s[i + 1] == ' ' &&
            sk_uni_of(sk_utf8_next(s, &at))->cls == SK_UNI_UPPER &&
            (i < LINE || end == s.len))
            end = i + 1;
    }
    return sk_str_sub(s, 0, end);
}

static double days_before(int64_t newest, int64_t minute)
{
    return (double)(newest - minute) / 1440;
}

int sk_lead_state(sk_db *db, const sk_engine *eng, int64_t story, sk_str name,
                  sk_arena *a, sk_str *state)
{
    sk_stmt *st = sk_db_prepare(
        db, "SELECT d.title, d.lead, h.n_docs, h.n_outlets, h.status, h.last, "
            "h.series "
            "FROM happening h JOIN doc d ON d.id = h.doc WHERE h.story = ? "
            "AND h.met_by IS NULL ORDER BY h.last DESC, h.id DESC LIMIT ?");
    sk_word_list named = {0};
    double most = -INFINITY;
    int64_t newest = 0;
    int row;

    *state = (sk_str){NULL, 0};
    sk_words_folded(a, name, &named);
    if (!st)
        return -1;
    sk_bind_int(st, 1, story);
    sk_bind_int(st, 2, NEWEST);
    while ((row = sk_db_step(db, st)) == 1) {
        sk_str title = sk_col_str(st, 0, a), lead = sk_col_str(st, 1, a);
        double days, v = 3 * plainness(eng, title, lead, a);
        if (!newest)
            newest = sk_col_int(st, 5);
        days = days_before(newest, sk_col_int(st, 5));
        if (days > DAYS)
            break;
        v += 2 * told(&named,
                      sk_strf(a, "%.*s %.*s", SK_FMT(title), SK_FMT(lead)), a) -
             0.7 * days + 0.8 * log2((double)sk_col_int(st, 2)) +
             (sk_col_int(st, 3) > 1 ? 0.6 : 0) +
             (sk_col_int(st, 4) == SK_ENTRY_HAPPENED ? 0.5 : 0) -
             (sk_col_int(st, 6) ? 1 : 0) - /* routine */
             (eng && sk_mark_cues(eng, title, a) & SK_SAYS_PLAN ? 0.7 : 0);
        if (v > most + 1e-9) {
            most = v;
            *state = lead.len ? first_sentences(lead) : title;
        }
    }
    sk_db_reset(st);
    return row < 0 ? -1 : 0;
}
