/* page_words.c - loads data/page_words.tsv and matches its forms. */
#include "read/page_words.h"

#include <stdlib.h>

#include "base/uni.h"

enum {
    STATES_MAX = 8192,
    MONTH_BYTES = 24, /* of the longest name of a month */
    LOWER_MAX = 512,
    BEHIND = 16,    /* bytes looked at behind a form: marks, one letter */
    TEXT_MAX = 256, /* bytes of a text that are looked at */
};

/* ---- class names ---- */

enum { SYMBOL = 63, SMALL = 64, CAPITAL = 128 };

/* The symbol of each byte, 0 for a boundary, and the kind of letter. */
static void set_symbols(sk_page_words *w)
{
    for (unsigned i = 0; i < 26; i++) {
        w->symbol['a' + i] = (uint8_t)(SMALL | (i + 1));
        w->symbol['A' + i] = (uint8_t)(CAPITAL | (i + 1));
    }
    for (unsigned i = 0; i < 10; i++)
        w->symbol['0' + i] = (uint8_t)(i + 27);
}

/* The next symbol of names at *at, 0 for a boundary; -1 at the end. Runs of
 * boundaries give one; a capital behind a small letter has one before it. */
static inline int symbol(const sk_page_words *w, sk_str s, size_t *at,
                         int *last)
{
    while (*at < s.len) {
        unsigned c = w->symbol[(unsigned char)s.s[*at]];
        if ((c & CAPITAL) && (*last & SMALL))
            return *last = 0;
        ++*at;
        if (c || *last) {
            *last = (int)c;
            return c & SYMBOL;
        }
    }
    return -1;
}

unsigned sk_page_class(const sk_page_words *w, sk_str names)
{
    const uint16_t *row = w->next[w->next[0][0]];
    unsigned seen = row[SK_PAGE_SEEN];
    size_t at = 0;
    int last = 0, sym;

    while ((sym = symbol(w, names, &at, &last)) >= 0) {
        row = w->next[row[sym]];
        seen |= row[SK_PAGE_SEEN];
    }
    return last ? seen | w->next[row[0]][SK_PAGE_SEEN] : seen;
}

static void add_class(sk_page_words *w, sk_str form, unsigned bit, unsigned *n)
{
    unsigned state = 0;
    size_t at = 0;
    int last = CAPITAL, sym; /* a boundary in front counts */

    while ((sym = symbol(w, form, &at, &last)) >= 0) {
        if (!w->next[state][sym] && *n < STATES_MAX)
            w->next[state][sym] = (uint16_t)(*n)++;
        state = w->next[state][sym];
    }
    w->next[state][SK_PAGE_SEEN] |= (uint16_t)bit;
}

/* Turns the tree of forms into an automaton, breadth first. */
static void link_states(sk_arena *a, sk_page_words *w, unsigned n)
{
    uint16_t *queue = sk_new(a, uint16_t, n + 1);
    uint16_t *fail = sk_new(a, uint16_t, n + 1);
    size_t head = 0, tail = 0;

    for (int c = 0; c < SK_PAGE_SYMBOLS; c++)
        if (w->next[0][c])
            queue[tail++] = w->next[0][c];
    while (head < tail) {
        unsigned s = queue[head++];
        w->next[s][SK_PAGE_SEEN] |= w->next[fail[s]][SK_PAGE_SEEN];
        for (int c = 0; c < SK_PAGE_SYMBOLS; c++) {
            unsigned kid = w->next[s][c];
            if (!kid) {
                w->next[s][c] = w->next[fail[s]][c];
                continue;
            }
            fail[kid] = w->next[fail[s]][c];
            queue[tail++] = (uint16_t)kid;
        }
    }
}

/* ---- words of visible text ---- */

static bool word_byte(char c)
{
    unsigned char u = (unsigned char)c;

    return u >= 128 || (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z') ||
           (u >= 'a' && u <= 'z');
}

/* The first bytes of s in lower case, at most max, in out[LOWER_MAX]. */
static sk_str lower(sk_str s, size_t max, char *out)
{
    size_t len = s.len < max ? s.len : max;

    while (len < s.len && len && (s.s[len] & 0xC0) == 0x80)
        len--;
    len = sk_lower(sk_str_sub(s, 0, len), out, LOWER_MAX);
    return (sk_str){out, len == SIZE_MAX ? 0 : len};
}

static bool ends_word(sk_str s, sk_str form, size_t end)
{
    return end >= s.len || !word_byte(s.s[end]) ||
           !word_byte(form.s[form.len - 1]);
}

/* The forms of the kind that begin as s does: [*beg, *end). Whether there are
 * any; in front of other letters than ASCII all could. */
static bool may_begin(const sk_page_words *w, enum sk_pt kind, sk_str s,
                      size_t *beg, size_t *end)
{
    unsigned char c = s.len ? (unsigned char)s.s[0] : 0;

    if (c >= 'A' && c <= 'Z')
        c |= 32;
    *beg = w->first[kind][c >= 0x80 ? 0x80 : c];
    *end = c >= 0x80 ? w->words[kind].n : w->first[kind][c + 1];
    return *beg < *end;
}

size_t sk_page_opens(const sk_page_words *w, enum sk_pt kind, sk_str s)
{
    char buf[LOWER_MAX];
    size_t best = 0, i, end;
    sk_str low;

    if (!may_begin(w, kind, s, &i, &end))
        return 0;
    low = lower(s, w->longest[kind] + BEHIND, buf);
    for (; i < end; i++) {
        sk_str form = w->words[kind].v[i];
        if (form.len > best && sk_str_starts(low, form) &&
            ends_word(low, form, form.len))
            best = form.len;
    }
    return best;
}

bool sk_page_is(const sk_page_words *w, enum sk_pt kind, sk_str s)
{
    char buf[LOWER_MAX];
    size_t i, end;
    sk_str low;

    s = sk_str_trim(s);
    if (!may_begin(w, kind, s, &i, &end))
        return false;
    low = lower(s, w->longest[kind] + BEHIND, buf);
    while (low.len && strchr(" :.,;-()", low.s[low.len - 1]))
        low.len--;
    for (; i < end; i++)
        if (sk_str_eq(low, sk_str_trim(w->words[kind].v[i])))
            return true;
    return false;
}

bool sk_page_has(const sk_page_words *w, enum sk_pt kind, sk_str s)
{
    char buf[LOWER_MAX];
    sk_str low = s.len ? lower(s, TEXT_MAX, buf) : s;

    for (size_t i = 0; low.len && i < w->words[kind].n; i++) {
        sk_str form = w->words[kind].v[i];
        size_t at = sk_str_find(low, form, 0);
        if (at != SIZE_MAX &&
            (at == 0 || !word_byte(low.s[at - 1]) || !word_byte(form.s[0])) &&
            ends_word(low, form, at + form.len))
            return true;
    }
    return false;
}

/* ---- words by hash ---- */

/* The slot of a word, an empty one if it is not there. */
static size_t slot_of(const uint64_t *table, sk_str word)
{
    uint64_t h = sk_hash(word.s, word.len, 0);
    size_t k = h % SK_PAGE_SLOTS;

    while (table[k] && table[k] != h)
        k = (k + 1) % SK_PAGE_SLOTS;
    return k;
}

static size_t add_word(uint64_t *table, sk_str word)
{
    size_t k = slot_of(table, word);

    table[k] = sk_hash(word.s, word.len, 0);
    return k;
}

/* The value of a word, whatever its case; -1 if it has none. */
static int value_of(const uint64_t *table, const uint8_t *values, sk_str word)
{
    char buf[LOWER_MAX];
    size_t k = slot_of(table, lower(word, TEXT_MAX, buf));

    return table[k] ? values[k] : -1;
}

int sk_page_month(const sk_page_words *w, sk_str word)
{
    return word.len < 3 || word.len > MONTH_BYTES
               ? -1
               : value_of(w->month, w->number, word);
}

int sk_page_metaname(const sk_page_words *w, sk_str name)
{
    return value_of(w->meta, w->about, name);
}

unsigned sk_page_function(const sk_page_words *w, sk_str s, unsigned *n_words)
{
    unsigned hits = 0, n = 0;

    for (size_t i = 0; i < s.len;) {
        size_t beg = i;
        while (i < s.len && word_byte(s.s[i]))
            i++;
        if (i == beg) {
            i++;
            continue;
        }
        n++;
        if (i - beg <= 8)
            hits +=
                w->function[slot_of(w->function, sk_str_sub(s, beg, i))] != 0;
    }
    *n_words = n;
    return hits;
}

/* ---- loading ---- */

static int index_of(const char *const *names, int n, sk_str name)
{
    for (int i = 0; i < n; i++)
        if (sk_str_eq(name, sk_str_of(names[i])))
            return i;
    return -1;
}

static int month_number(sk_str s)
{
    int m = 0;

    for (size_t i = 0; i < s.len; i++)
        m = s.s[i] >= '0' && s.s[i] <= '9' && m < 10 ? m * 10 + (s.s[i] - '0')
                                                     : 99;
    return s.len && m <= 12 ? m : -1;
}

static void add_form(sk_arena *a, sk_page_words *w, int kind, sk_str form)
{
    if (form.len > w->longest[kind] && form.len < TEXT_MAX - BEHIND)
        w->longest[kind] = form.len;
    *sk_push(a, &w->words[kind]) = form;
}

static int by_bytes(const void *a, const void *b)
{
    return sk_str_cmp(*(const sk_str *)a, *(const sk_str *)b);
}

/* Puts the forms of each kind in order and says where each byte begins. */
static void order_forms(sk_page_words *w)
{
    for (int kind = 0; kind < SK_PT_N; kind++) {
        const sk_strs *list = &w->words[kind];
        size_t i = 0;
        if (list->n)
            qsort(list->v, list->n, sizeof *list->v, by_bytes);
        for (unsigned c = 0; c <= 256; c++) {
            while (i < list->n && (unsigned char)list->v[i].s[0] < c)
                i++;
            w->first[kind][c] = (uint16_t)i;
        }
    }
}

int sk_page_load(sk_loader *ld, const sk_page_words **out)
{
    static const char *const classes[] = {
        "body", "main", "bad",  "weak",  "comment", "caption", "author",
        "date", "lead", "tags", "title", "source",  "hidden"};
    static const char *const about[SK_PM_N] = {
        "og-title", "title",    "og-description", "description", "site",
        "url",      "type",     "section",        "published",   "microdate",
        "date",     "modified", "author",         "tags"};
    static const char *const kinds[SK_PT_N] = {
        "function", "related", "end", "source", "role",     "body", "credit",
        "live",     "notice",  "by",  "label",  "particle", "and",  "tracking"};
    sk_page_words *w = sk_new(ld->arena, sk_page_words, 1);
    unsigned n = 1;
    sk_tsv t;
    int rc = sk_load_table(ld, "page_words.tsv", &t);

    if (rc)
        return rc;
    w->next = sk_arena_get(ld->arena, STATES_MAX, sizeof *w->next, 2);
    set_symbols(w);
    w->function = sk_new(ld->arena, uint64_t, SK_PAGE_SLOTS);
    w->month = sk_new(ld->arena, uint64_t, SK_PAGE_SLOTS);
    w->number = sk_new(ld->arena, uint8_t, SK_PAGE_SLOTS);
    w->meta = sk_new(ld->arena, uint64_t, SK_PAGE_SLOTS);
    w->about = sk_new(ld->arena, uint8_t, SK_PAGE_SLOTS);
    while (sk_tsv_next(&t)) {
        sk_str kind = sk_tsv_get(&t, "kind"), rest = sk_tsv_get(&t, "forms");
        sk_str name = sk_tsv_get(&t, "class");
        bool is_class = sk_str_eq(kind, SK_STR("class"));
        bool is_month = sk_str_eq(kind, SK_STR("month"));
        bool is_meta = sk_str_eq(kind, SK_STR("meta"));
        int i = is_class   ? index_of(classes, 13, name)
                : is_month ? month_number(name)
                : is_meta  ? index_of(about, SK_PM_N, name)
                           : index_of(kinds, SK_PT_N, name);
        if (i < 0)
            return sk_fail(ld->err, SK_EINPUT, 0, "%s:%zu: unknown class",
                           t.path, t.line);
        while (rest.s) {
            sk_str form = sk_str_cut(rest, '|', &rest);
            if (!form.len)
                continue;
            if (is_class)
                add_class(w, form, 1u << i, &n);
            else if (is_month)
                w->number[add_word(w->month, form)] = (uint8_t)i;
            else if (is_meta)
                w->about[add_word(w->meta, form)] = (uint8_t)i;
            else if (i == SK_PT_FUNCTION)
                add_word(w->function, form);
            else
                add_form(ld->arena, w, i, form);
        }
        if (n >= STATES_MAX)
            return sk_fail(ld->err, SK_ELIMIT, 0, "%s: too many class names",
                           t.path);
    }
    link_states(ld->arena, w, n);
    order_forms(w);
    *out = w;
    return SK_OK;
}
