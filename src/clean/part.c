/* part.c - what is glued into a paragraph: the dateline before it, a caption
 * whose line break was lost, author and source behind it.
 *
 *     (Dân trí) - Text. Chú thích. Ảnh: AFP Text. Minh Phương Theo AFP
 *     dateline    body  caption             body  byline      source
 *
 * Each becomes a paragraph of its own, marked as a part; the text stays as it
 * is.
 */
#include "clean/para.h"

#include "know/know.h"

enum {
    DATELINE_MAX = 26, /* bytes of an outlet's name before the dash */
    CREDIT_MAX = 40,   /* bytes of a name behind "Ảnh:" */
    CAPTION_MAX = 400,
    NOTE_MAX = 130
};

typedef struct cut {
    sk_doc *d;
    const sk_para_words *w;
    SK_VEC(sk_para) out;
} cut;

static bool is_lower(sk_str s, size_t at)
{
    return at < s.len && sk_uni_of(sk_utf8_next(s, &at))->cls == SK_UNI_LOWER;
}

static bool is_upper(sk_str s, size_t at)
{
    return at < s.len && sk_uni_of(sk_utf8_next(s, &at))->cls == SK_UNI_UPPER;
}

static size_t skip_blanks(sk_str s, size_t at)
{
    while (at < s.len && s.s[at] == ' ')
        at++;
    return at;
}

/* A dash between blanks at `at`: where the text behind it begins, or 0. */
static size_t past_dash(sk_str s, size_t at)
{
    size_t i = skip_blanks(s, at);

    if (i < s.len && s.s[i] == '-')
        return skip_blanks(s, i + 1);
    if (sk_str_starts(sk_str_sub(s, i, s.len), SK_STR("–")))
        return skip_blanks(s, i + 3);
    return 0;
}

static bool all_caps(sk_str s)
{
    for (size_t i = 0; i < s.len;)
        if (sk_uni_of(sk_utf8_next(s, &i))->cls == SK_UNI_LOWER)
            return false;
    return s.len > 1;
}

size_t sk_para_dateline(const sk_doc *d, sk_str s)
{
    const sk_know *k = d->eng->know;
    size_t end = 0, text;
    uint32_t row;

    if (s.len && s.s[0] == '(') {
        while (end < s.len && end < DATELINE_MAX && s.s[end] != ')')
            end++;
        if (end >= s.len || s.s[end] != ')')
            return 0;
        text = past_dash(s, end + 1);
        if (!text && all_caps(sk_str_sub(s, 1, end)))
            text = skip_blanks(s, end + 1);
        return text && text < s.len ? text : 0;
    }
    if (!is_upper(s, 0))
        return 0;
    while (end < s.len && end < DATELINE_MAX && s.s[end] != ' ')
        end++;
    if (end > 1 && end < DATELINE_MAX) {
        bool caps = all_caps(sk_str_sub(s, 0, end));
        text = past_dash(s, end);
        if (text && text < s.len &&
            (caps ||
             sk_str_find(sk_str_sub(s, 0, end), SK_STR(".v"), 0) != SIZE_MAX))
            return text;
    }
    row = d->raw.outlet.len ? sk_know_outlet(k, d->raw.outlet) : SK_NONE;
    if (row != SK_NONE) {
        sk_str name = k->outlets.v[row].name;
        if (name.len && sk_str_starts(s, name) && name.len + 2 < s.len) {
            text = past_dash(s, name.len);
            if (text)
                return text;
            text = skip_blanks(s, name.len);
            if (text > name.len && (is_upper(s, text) || s.s[text] == '"'))
                return text;
        }
    }
    return 0;
}

static void push(cut *c, const sk_para *p, size_t beg, size_t end, uint8_t kind,
                 bool part)
{
    sk_str t = c->d->text;

    while (beg < end && t.s[beg] == ' ')
        beg++;
    while (end > beg && t.s[end - 1] == ' ')
        end--;
    if (beg < end)
        *sk_push(&c->d->arena, &c->out) =
            (sk_para){{(uint32_t)beg, (uint32_t)end}, kind, part, p->field};
}

/* The stop before `at` only shortens a word: "N.", "T.H." */
static bool initial(sk_str s, size_t at)
{
    return at >= 2 && s.s[at - 1] == '.' &&
           (is_upper(s, at - 2) ||
            (at >= 3 && is_upper(s, at - 3) && (s.s[at - 2] & 0x80))) &&
           (at < 4 || s.s[at - 3] == ' ' || s.s[at - 3] == '.' ||
            s.s[at - 4] == ' ' || s.s[at - 4] == '.');
}

/* Where a stop ends before `at` (exclusive), or 0: the begin of a sentence. */
static size_t after_stop(sk_str s, size_t at)
{
    while (at > 0) {
        char c = s.s[at - 1];
        if (initial(s, at)) {
            at--;
            continue;
        }
        if ((c == '.' || c == '!' || c == '?' || c == '"') &&
            (at == s.len || s.s[at] == ' ' || is_upper(s, at)) &&
            !(c == '"' && !(at > 1 && s.s[at - 2] == '.')))
            return at;
        at--;
    }
    return 0;
}

/* Behind the name of a photographer or agency that begins at `at`. */
static size_t past_credit(sk_str s, size_t at)
{
    size_t end = skip_blanks(s, at), from = end;

    while (end < s.len && end - from < CREDIT_MAX) {
        size_t word = end;
        if (s.s[end] == ')' || s.s[end] == '.')
            return end + 1;
        if (!is_upper(s, end) && !(s.s[end] >= '0' && s.s[end] <= '9'))
            break;
        while (end < s.len && s.s[end] != ' ' && s.s[end] != ')' &&
               s.s[end] != '.' && s.s[end] != ',')
            end++;
        if (end > word && end < s.len && s.s[end] == '.' &&
            is_lower(s, end + 1))
            while (end < s.len && s.s[end] != ' ')
                end++; /* VTV.vn */
        if (end >= s.len || s.s[end] == ')' || s.s[end] == '.')
            continue;
        /* one name of an agency, or two words if all capitals follow */
        return end;
    }
    return end;
}

/* Captions inside [beg, end) of a long paragraph. */
static size_t captions(cut *c, const sk_para *p, size_t beg, size_t end)
{
    size_t at = beg, len = 0;

    for (;;) {
        sk_str s = sk_str_sub(c->d->text, beg, end);
        size_t from = sk_para_find(c->w, SK_PW_CREDIT, s, at - beg, &len);
        size_t head, stop, before, low;
        if (from == SIZE_MAX)
            return beg;
        stop = past_credit(s, from + len);
        before = from;
        while (before && (s.s[before - 1] == ' ' || s.s[before - 1] == '('))
            before--;
        low = before > 2 * CAPTION_MAX ? before - 2 * CAPTION_MAX : 0;
        head = before ? low + after_stop(sk_str_sub(s, low, s.len),
                                         before - 1 - low)
                      : 0; /* farther back it is no caption */
        if (stop + 20 > s.len || from - head > CAPTION_MAX ||
            stop <= from + len || !is_upper(s, from)) {
            at = beg + from + len;
            continue;
        }
        push(c, p, beg, beg + head, p->kind, false);
        push(c, p, beg + head, beg + stop, SK_PARA_CAPTION, true);
        beg = at = beg + stop;
    }
}

/* Where a note on the source begins at the end of s, SIZE_MAX if none. */
static size_t source_note(const cut *c, sk_str s)
{
    size_t from = s.len > NOTE_MAX ? s.len - NOTE_MAX : 0, len = 0, at = from;

    while ((at = sk_para_find(c->w, SK_PW_SOURCE, s, at, &len)) != SIZE_MAX) {
        char before = at ? s.s[at - 1] : 0;
        bool glued = at && before != ' ';
        if (at > 40 && sk_para_names(c->w, sk_str_sub(s, at, s.len), 12) &&
            (glued || s.s[at] == '(' || after_stop(s, at - 1) + 1 >= at ||
             s.len - after_stop(s, at - 1) < 70) &&
            after_stop(s, at - 1) > 0)
            return at;
        at += len;
    }
    return SIZE_MAX;
}

/* Where the author's name begins behind the last stop of s, s.len if none. */
static size_t author(const cut *c, sk_str s)
{
    size_t at;

    while (s.len && s.s[s.len - 1] == ' ')
        s.len--;
    at = s.len ? after_stop(s, s.len - 1) : 0;
    return at && at < s.len && s.len - at < 48 &&
                   memchr(s.s + skip_blanks(s, at), ' ',
                          s.len - skip_blanks(s, at)) &&
                   sk_para_names(c->w, sk_str_sub(s, at, s.len), 6)
               ? at
               : s.len;
}

static void one(cut *c, const sk_para *p, bool last)
{
    sk_str t = c->d->text;
    size_t beg = p->span.beg, end = p->span.end, notes = end, names, at;

    at = sk_para_dateline(c->d, sk_str_sub(t, beg, end));
    if (at) {
        push(c, p, beg, beg + at, SK_PARA_DATELINE, true);
        beg += at;
    }
    if (p->kind != SK_PARA_BODY) {
        push(c, p, beg, end, p->kind, false);
        return;
    }
    at = source_note(c, sk_str_sub(t, beg, end));
    if (at != SIZE_MAX)
        notes = beg + at;
    names = notes;
    if (at != SIZE_MAX || last)
        names = beg + author(c, sk_str_sub(t, beg, notes));
    beg = captions(c, p, beg, names);
    push(c, p, beg, names, p->kind, false);
    push(c, p, names, notes, SK_PARA_BYLINE, true);
    push(c, p, notes, end, SK_PARA_SOURCE, true);
}

void sk_para_parts(sk_doc *d)
{
    cut c = {.d = d, .w = d->eng->paras};

    for (size_t i = 0; i < d->paras.n; i++) {
        const sk_para *p = &d->paras.v[i];
        if (p->kind == SK_PARA_BODY || p->kind == SK_PARA_LEAD)
            one(&c, p, i + 1 == d->paras.n);
        else
            *sk_push(&d->arena, &c.out) = *p;
    }
    d->paras.v = c.out.v;
    d->paras.n = c.out.n;
    d->paras.cap = c.out.cap;
}
