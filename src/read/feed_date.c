/* feed_date.c - days and clock times as feeds write them: RFC 822 and what
 * comes near it, RFC 3339, or as they are written in text. */
#include <strings.h>

#include "read/feed.h"
#include "read/page_stamp.h"

/* ---- zones ---- */

/* Minutes east of Greenwich: RFC 822, and names that feeds add to it. */
static const struct {
    char name[5];
    int minutes;
} zones[] = {
    {"Z", 0},      {"UT", 0},     {"UTC", 0},    {"GMT", 0},    {"WET", 0},
    {"BST", 60},   {"CET", 60},   {"MET", 60},   {"CEST", 120}, {"MEST", 120},
    {"EET", 120},  {"EEST", 180}, {"MSK", 180},  {"IST", 330},  {"ICT", 420},
    {"HKT", 480},  {"SGT", 480},  {"JST", 540},  {"KST", 540},  {"AEST", 600},
    {"AEDT", 660}, {"ADT", -180}, {"AST", -240}, {"AT", -240},  {"EDT", -240},
    {"EST", -300}, {"ET", -300},  {"CDT", -300}, {"CST", -360}, {"CT", -360},
    {"MDT", -360}, {"MST", -420}, {"MT", -420},  {"PDT", -420}, {"PST", -480},
    {"PT", -480},
};

static bool letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* "+07:00", "-0500", "+7" into minutes. */
static bool offset(sk_str s, int *minutes)
{
    int v = 0, n = 0, m = 0;
    size_t i = 1;

    if (s.len < 2 || (s.s[0] != '+' && s.s[0] != '-'))
        return false;
    for (; n < 4 && sk_str_digit(s, i); i++, n++)
        v = v * 10 + (s.s[i] - '0');
    if (n > 2) {
        m = v % 100;
        v /= 100;
    } else if (i + 2 < s.len && s.s[i] == ':' && sk_str_digit(s, i + 1) &&
               sk_str_digit(s, i + 2)) {
        m = (s.s[i + 1] - '0') * 10 + (s.s[i + 2] - '0');
    }
    if (!n || v > 14 || m > 59)
        return false;
    *minutes = (v * 60 + m) * (s.s[0] == '-' ? -1 : 1);
    return true;
}

/* "EST", "GMT+7", "Etc/GMT": the zone of a word. */
static void take_zone(sk_str word, sk_stamp *st)
{
    size_t slash = sk_str_find(word, SK_STR("/"), 0), n = 0;
    int more;

    if (slash != SIZE_MAX)
        word = sk_str_sub(word, slash + 1, word.len);
    while (n < word.len && letter(word.s[n]))
        n++;
    for (size_t i = 0; n && i < sizeof zones / sizeof *zones; i++)
        if (strlen(zones[i].name) == n &&
            strncasecmp(word.s, zones[i].name, n) == 0) {
            st->zone = true;
            st->offset = zones[i].minutes;
        }
    if ((!n || st->zone) && offset(sk_str_sub(word, n, word.len), &more)) {
        st->offset = st->zone ? st->offset + more : more;
        st->zone = true;
    }
}

/* ---- words of a date ---- */

static bool parts_between(char c, bool in_day)
{
    return c == ' ' || c == ',' || c == '\t' || c == '\n' || c == '\r' ||
           (in_day && (c == '-' || c == '.'));
}

/* "Mon, 3 Feb 2025 10:05:00 +0700", "Feb 3 2025", "Mon Feb  3 10:05:00 2025":
 * a day, a month by its name and a year, in whatever order. */
static bool by_words(const sk_page_words *w, sk_str s, sk_stamp *st)
{
    int day = 0, month = 0, year = -1;

    *st = (sk_stamp){.day = SK_NO_DAY, .minute = -1};
    for (size_t i = 0, end; i < s.len; i = end) {
        sk_str word;
        int v = 0;
        size_t n = 0;
        end = i + 1;
        if (parts_between(s.s[i], year < 0))
            continue;
        while (end < s.len && !parts_between(s.s[end], year < 0))
            end++;
        word = sk_str_sub(s, i, end);
        while (n < 6 && sk_str_digit(word, n))
            v = v * 10 + (word.s[n++] - '0');
        if (n && st->minute < 0 && sk_stamp_clock(s, &i, st)) {
            if (i < end) /* "10:05Z" */
                take_zone(sk_str_sub(s, i, end), st);
        } else if (n && n <= 2 && !day) {
            day = v;
        } else if (year < 0 && (n == 4 || (n == 2 && month))) {
            year = n == 4 ? v : v + (v < 70 ? 2000 : 1900);
        } else if (!n && year < 0 && sk_page_month(w, word) > 0) {
            month = sk_page_month(w, word);
        } else if (!n && st->minute >= 0) {
            take_zone(word, st);
        }
    }
    if (year < 1970 || year > 2200 || !month || !day ||
        day > sk_month_days(year, month))
        return false;
    st->day = sk_day_of(year, month, day);
    return true;
}

/* 20250203, 20250203T100500Z as 2025-02-03 10:05:00Z. */
static sk_str unpacked(sk_arena *a, sk_str s)
{
    size_t n = 0;

    while (sk_str_digit(s, n))
        n++;
    if (n != 8)
        return s;
    if (s.len > 14 && s.s[8] == 'T' && sk_str_digit(s, 14))
        return sk_strf(a, "%.4s-%.2s-%.2s %.2s:%.2s:%.2s%.*s", s.s, s.s + 4,
                       s.s + 6, s.s + 9, s.s + 11, s.s + 13, (int)s.len - 15,
                       s.s + 15);
    return sk_strf(a, "%.4s-%.2s-%.2s", s.s, s.s + 4, s.s + 6);
}

sk_str sk_feed_date(sk_arena *a, const sk_page_words *w, sk_str s)
{
    sk_stamp st;
    size_t at;

    s = sk_str_trim(s);
    if (!s.len || s.len > 64)
        return s;
    if (!sk_stamp_iso(unpacked(a, s), &st) && !by_words(w, s, &st) &&
        !sk_stamp_shown(w, s, &st))
        return s;
    for (at = s.len; at && s.s[at - 1] != ' ';)
        at--;
    if (at && st.minute >= 0 && !st.zone)
        take_zone(sk_str_sub(s, at, s.len), &st);
    sk_stamp_hanoi(&st);
    return sk_stamp_text(a, &st);
}
