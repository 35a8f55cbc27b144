/* out.c - answers of the store on a terminal or as JSON Lines. */
#include "out.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/day.h"
#include "base/err.h"

int ask_fail(const sk_err *err)
{
    fprintf(stderr, "sukien: %s\n", err->msg);
    return err->code == SK_ENONE ? EXIT_SOME_FAILED : EXIT_USAGE;
}

static bool day_option(const char *s, bool end, int64_t *out)
{
    int32_t day, minute;

    *out = SK_NO_TIME;
    if (!s)
        return true;
    if (!sk_iso_parse(sk_str_of(s), &day, &minute)) {
        fprintf(stderr, "sukien: %s: not a date (2026-03-09)\n", s);
        return false;
    }
    *out =
        ((int64_t)day + (end && minute < 0)) * 1440 + (minute < 0 ? 0 : minute);
    return true;
}

int ask_open(asking *q)
{
    sk_err err;

    if (!isatty(STDOUT_FILENO))
        q->json = true;
    q->colour = cmd_colour(stdout);
    if (!day_option(q->from, false, &q->t_from) ||
        !day_option(q->to, true, &q->t_to))
        return EXIT_USAGE;
    if (q->t_from != SK_NO_TIME && q->t_to != SK_NO_TIME &&
        q->t_from >= q->t_to) {
        fprintf(stderr, "sukien: --from=%s is after --to=%s\n", q->from, q->to);
        return EXIT_USAGE;
    }
    if (q->limit) {
        long n;
        if (!cmd_number("limit", q->limit, 1, LONG_MAX, &n))
            return EXIT_USAGE;
        q->n = n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
    }
    sk_arena_init(&q->a, (size_t)1 << 30);
    q->s = sk_store_open(q->store ? q->store : getenv("SUKIEN_STORE"),
                         SK_STORE_READ, &err);
    return q->s ? EXIT_ALL_READ : ask_fail(&err);
}

void ask_close(asking *q)
{
    sk_store_close(q->s);
    sk_arena_done(&q->a);
}

int ask_done(asking *q)
{
    (void)q;
    if (fflush(stdout) == EOF || ferror(stdout)) {
        if (errno != EPIPE)
            fprintf(stderr, "sukien: standard output: %s\n", strerror(errno));
        return EXIT_SOME_FAILED;
    }
    return EXIT_ALL_READ;
}

int ask_end(asking *q, int rc, const sk_err *err)
{
    rc = rc ? ask_fail(err) : ask_done(q);
    ask_close(q);
    return rc;
}

sk_json ask_line(asking *q)
{
    return sk_json_on(&q->a);
}

void ask_put(const sk_json *j)
{
    sk_str s = sk_buf_str(&j->out);

    fwrite(s.s, 1, s.len, stdout);
    putchar('\n');
}

/* ---- the terminal ---- */

int columns(void)
{
    const char *env = getenv("COLUMNS");
    struct winsize w;
    int n = env ? atoi(env) : 0;

    if (n <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0)
        n = w.ws_col;
    return n < 40 ? 100 : n > 160 ? 160 : n;
}

static void begin(const asking *q, enum colour c)
{
    static const char *const seq[] = {"",         "\x1b[1m",  "\x1b[2m",
                                      "\x1b[31m", "\x1b[32m", "\x1b[33m",
                                      "\x1b[34m", "\x1b[36m"};

    if (q->colour && c)
        fputs(seq[c], stdout);
}

static void end(const asking *q, enum colour c)
{
    if (q->colour && c)
        fputs("\x1b[0m", stdout);
}

/* Bytes without control characters (also those of two bytes, U+0080 to U+009F),
 * so that no title talks to the terminal. */
static void put_safe(sk_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char b = (unsigned char)s.s[i];
        if (b == 0xC2 && i + 1 < s.len && (unsigned char)s.s[i + 1] < 0xA0)
            b = (unsigned char)s.s[++i] & 0x1f;
        putchar(b < 0x20 || b == 0x7f ? ' ' : b);
    }
}

void put_colour(const asking *q, enum colour c, sk_str s)
{
    begin(q, c);
    put_safe(s);
    end(q, c);
}

void put_line(const asking *q, enum colour c, sk_str s)
{
    put_colour(q, c, s);
    putchar('\n');
}

static int width_of(sk_str s)
{
    int n = 0;

    for (size_t i = 0; i < s.len;)
        n += sk_uni_of(sk_utf8_next(s, &i))->cls != SK_UNI_MARK;
    return n;
}

/* The bytes of the first n columns. */
static size_t cut_at(sk_str s, int n)
{
    size_t i = 0, was;

    for (;;) {
        was = i;
        if (i >= s.len)
            return i;
        if (sk_uni_of(sk_utf8_next(s, &i))->cls != SK_UNI_MARK && n-- == 0)
            return was;
    }
}

void put_cell(const asking *q, enum colour c, sk_str s, int width, bool right)
{
    int w = width_of(s);

    if (!s.s)
        s = SK_STR("");
    if (w > width) {
        begin(q, c);
        put_safe(sk_str_sub(s, 0, cut_at(s, width - 1)));
        fputs("…", stdout);
        end(q, c);
        return;
    }
    if (right)
        printf("%*s", width - w, "");
    put_colour(q, c, s);
    if (!right)
        printf("%*s", width - w, "");
}

void put_text(const asking *q, sk_str s, int indent)
{
    int room = columns() - indent, col = 0;

    (void)q;
    while (s.len) {
        sk_str rest, word = sk_str_cut(s, ' ', &rest);
        int w = width_of(word);
        if (col && col + 1 + w > room) {
            putchar('\n');
            col = 0;
        }
        if (!col)
            printf("%*s", indent, "");
        else
            putchar(' ');
        put_safe(word);
        col += w + (col > 0);
        s = rest;
    }
    putchar('\n');
}

sk_str day_text(asking *q, int64_t day)
{
    int y, m, d;

    if (day == SK_NO_TIME)
        return SK_STR("");
    sk_day_civil((int32_t)day, &y, &m, &d);
    return sk_strf(&q->a, "%02d/%02d/%04d", d, m, y);
}

sk_str date_text(asking *q, int64_t minute)
{
    return minute == SK_NO_TIME ? SK_STR("")
                                : day_text(q, sk_day_of_minute(minute));
}

sk_str minute_text(asking *q, int64_t minute)
{
    int64_t day;
    int y, m, d, t;

    if (minute == SK_NO_TIME)
        return SK_STR("");
    day = sk_day_of_minute(minute);
    t = (int)(minute - day * 1440);
    sk_day_civil((int32_t)day, &y, &m, &d);
    return sk_strf(&q->a, "%02d/%02d/%04d %02d:%02d", d, m, y, t / 60, t % 60);
}

void put_minute(asking *q, int64_t minute)
{
    put_cell(q, DIM, minute_text(q, minute), 18, false);
}

void put_none(const asking *q, size_t n, const char *what)
{
    if (!n && !q->json)
        printf("no %s\n", what);
}

/* ---- operands ---- */

bool ask_no_more(const char *command, int n, char **operands)
{
    if (n > 0)
        fprintf(stderr, "sukien: %s: what is '%s' for?\n", command,
                operands[0]);
    return n <= 0;
}

sk_str ask_words(asking *q, int n, char **operands)
{
    sk_buf b = {0};

    for (int i = 0; i < n; i++) {
        if (i)
            sk_buf_char(&q->a, &b, ' ');
        sk_buf_add(&q->a, &b, sk_str_of(operands[i]));
    }
    return n > 0 ? sk_buf_str(&b) : (sk_str){NULL, 0};
}

void ask_line_days(const asking *q, sk_line_filter *f)
{
    f->from = q->t_from == SK_NO_TIME ? 0 : q->t_from;
    f->to = q->t_to == SK_NO_TIME ? 0 : q->t_to;
}

/* A number or an id "123-a-slug"; 0 if it is none. */
static int64_t id_of(const char *s)
{
    char *stop;
    long long v = strtoll(s, &stop, 10);

    return stop != s && (*stop == 0 || *stop == '-') && v > 0 ? v : 0;
}

int ask_story(asking *q, const char *s, int64_t *id, sk_story_row *row,
              sk_err *err)
{
    sk_story_row unused;

    *id = 0;
    if (!s)
        return SK_OK;
    *id = id_of(s);
    if (!*id)
        return sk_fail(err, SK_EINPUT, 0,
                       "%s: no number of a storyline (sukien stories lists "
                       "them)",
                       s);
    return sk_store_story(q->s, id, SK_NO_TIME, &q->a, row ? row : &unused,
                          err);
}
