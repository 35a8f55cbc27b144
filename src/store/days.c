/* days.c - the day that reports name for their own (days.h). */
#include "store/days.h"

#include "base/day.h"
#include "store/inside.h"
#include "thread/mark.h"

enum { OPENING = 600 /* characters of a text */, DAYS = 16 };

/* "7-10", "19.10", "9/3" */
static bool dated(sk_str s)
{
    for (size_t i = 1; i < s.len; i++)
        if (memchr("-./", s.s[i], 3) && sk_str_digit(s, i - 1) &&
            sk_str_digit(s, i + 1))
            return true;
    return sk_str_find(s, SK_STR("tháng"), 0) != SIZE_MAX &&
           (sk_str_digit(s, 0) ||
            sk_str_find(s, SK_STR("ngày"), 0) != SIZE_MAX ||
            sk_str_find(s, SK_STR("Ngày"), 0) != SIZE_MAX);
}

/* Whether an expression names one day by its date or by "hôm qua", "tối nay":
 * not a feast, which is meant as a season ("dịp Tết Dương lịch 2026"), and not
 * the first day of several ("ngày 26-28/10"), for which behind holds what
 * follows it. */
static bool is_named(sk_str expression, sk_str behind)
{
    if (!dated(expression))
        return sk_str_ends(expression, SK_STR(" qua")) ||
               sk_str_ends(expression, SK_STR(" nay"));
    return !(behind.len > 1 && behind.s[0] == '-' && sk_str_digit(behind, 1)) &&
           !sk_str_starts(behind, SK_STR(" - ")) &&
           !sk_str_starts(behind, SK_STR(" đến "));
}

/* The sentence of s that holds byte at, up to it. */
static sk_str before(sk_str s, size_t from, size_t at)
{
    for (size_t i = from; i + 2 < at; i++)
        if (memchr(".!?", s.s[i], 3) && s.s[i + 1] == ' ')
            from = i + 2;
    return sk_str_sub(s, from, at);
}

/* Whether the expression at [beg, end) of a text that begins with its title
 * names the text's own day; *done when no later one of the text can. first: it
 * must open the lead. */
static bool own(const sk_engine *eng, sk_str text, size_t title, size_t beg,
                size_t end, bool first, sk_arena *a, bool *done)
{
    size_t lead = title ? title + 1 : 0;

    if (beg < lead || end > text.len || lead > text.len)
        return false;
    *done = true;
    return (!first || beg == lead) &&
           !memchr(text.s + lead, '\n', beg - lead) &&
           is_named(sk_str_sub(text, beg, end),
                    sk_str_sub(text, end, text.len)) &&
           !sk_mark_behind(eng, before(text, lead, beg), a);
}

int sk_day_told(sk_db *db, const sk_engine *eng, int64_t happening, int back,
                bool first, sk_arena *a, int64_t *day)
{
    sk_stmt *st = sk_db_prepare(
        db, "SELECT d.id, d.published, d.title, substr(d.text, 1, ?), t.beg, "
            "t.\"end\", t.day_from, t.day_to FROM doc d JOIN time_at t ON "
            "t.doc = d.id WHERE d.happening = ? AND d.published IS NOT NULL "
            "AND t.day_from IS NOT NULL ORDER BY d.minute, d.id, t.n");
    struct {
        int64_t day;
        unsigned n;
    } v[DAYS];
    unsigned n = 0, best = 0;
    int64_t doc = 0;
    bool done = false;
    int row;

    *day = SK_NO_TIME;
    if (!st)
        return -1;
    sk_bind_int(st, 1, OPENING);
    sk_bind_int(st, 2, happening);
    while ((row = sk_db_step(db, st)) == 1) {
        int64_t told = sk_day_of_minute(sk_col_int(st, 1)),
                of = sk_col_int(st, 6);
        unsigned i = 0;
        if (sk_col_int(st, 0) != doc)
            done = false;
        doc = sk_col_int(st, 0);
        if (done ||
            !own(eng, sk_col_view(st, 3), sk_col_view(st, 2).len,
                 (size_t)sk_col_int(st, 4), (size_t)sk_col_int(st, 5), first, a,
                 &done) ||
            sk_col_int(st, 7) != of || of > told || of < told - back)
            continue;
        while (i < n && v[i].day != of)
            i++;
        if (i == DAYS)
            continue;
        if (i == n) {
            v[n].day = of;
            v[n++].n = 0;
        }
        v[i].n++;
    }
    for (unsigned i = 1; i < n; i++)
        if (v[i].n > v[best].n)
            best = i;
    if (n)
        *day = v[best].day;
    return row < 0 ? -1 : 0;
}
