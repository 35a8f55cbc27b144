/* calendar.c - sukien calendar: what is planned, and when.
 *
 * Plans are coded events that had not happened when they were told. One plan
 * told by several reports is one entry: same happening, type and days; the
 * newest report stands for it.
 */
#include "calendar.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/err.h"

enum { PLANS_MAX = 100000, FOLD = 73 /* bytes of a line, before its blank */ };

typedef struct plan {
    const sk_event_row *row;
    uint32_t n_reports;
} plan;

typedef SK_VEC(plan) plans;

/* ---- gathering ---- */

static int by_day(const void *a, const void *b)
{
    const sk_event_row *x = ((const plan *)a)->row, *y = ((const plan *)b)->row;

    if (x->day_from != y->day_from) {
        if (x->day_from == SK_NO_TIME || y->day_from == SK_NO_TIME)
            return x->day_from == SK_NO_TIME ? 1 : -1;
        return x->day_from < y->day_from ? -1 : 1;
    }
    if (x->happening != y->happening)
        return x->happening < y->happening ? -1 : 1;
    if (!sk_str_eq(x->type, y->type))
        return sk_str_cmp(x->type, y->type);
    return x->published > y->published ? -1 : x->published < y->published;
}

static bool same(const sk_event_row *x, const sk_event_row *y)
{
    return x->happening == y->happening && x->day_from == y->day_from &&
           sk_str_eq(x->type, y->type);
}

/* All plans, by day, those without one last. */
static int gather(asking *q, int64_t story, plans *out, sk_err *err)
{
    sk_event_filter f = {.from = q->t_from,
                         .to = q->t_to,
                         .status = SK_PLANNED,
                         .story = story,
                         .limit = PLANS_MAX};
    sk_events_found found;
    plans all = {0};
    int rc = sk_store_events(q->s, &f, &q->a, &found, err);

    for (size_t i = 0; !rc && i < found.n; i++)
        *sk_push(&q->a, &all) = (plan){&found.v[i], 1};
    if (all.n)
        qsort(all.v, all.n, sizeof *all.v, by_day);
    for (size_t i = 0; i < all.n; i++)
        if (out->n && same(out->v[out->n - 1].row, all.v[i].row))
            out->v[out->n - 1].n_reports++;
        else
            *sk_push(&q->a, out) = all.v[i];
    return rc;
}

static sk_str days_text(asking *q, const sk_event_row *r)
{
    if (r->day_from == SK_NO_TIME)
        return SK_STR("no day named");
    if (r->day_to == r->day_from)
        return day_text(q, r->day_from);
    return sk_strf(&q->a, "%.*s-%.*s", SK_FMT(day_text(q, r->day_from)),
                   SK_FMT(day_text(q, r->day_to)));
}

/* ---- the list ---- */

static void print(asking *q, const plan *p)
{
    const sk_event_row *r = p->row;

    put_cell(q, DIM, days_text(q, r), 22, false);
    put_cell(q, BOLD, r->type, 10, false);
    put_colour(q, PLAIN, r->source.s ? r->source : SK_STR("?"));
    if (r->target.len) {
        put_colour(q, DIM, SK_STR(" → "));
        put_colour(q, PLAIN, r->target);
    }
    if (r->where.s)
        put_colour(q, DIM, sk_strf(&q->a, " @ %.*s", SK_FMT(r->where)));
    putchar('\n');
    put_text(q, r->evidence_text, 4);
    put_line(q, DIM,
             sk_strf(&q->a, "    %.*s, %.*s%s",
                     SK_FMT(r->outlet.s ? r->outlet : SK_STR("?")),
                     SK_FMT(minute_text(q, r->published)),
                     p->n_reports > 1 ? " and others" : ""));
}

int cmd_calendar(int argc, char **argv)
{
    asking q = {0};
    bool all = false;
    const cmd_opt opts[] = {
        ASK_OPTIONS(q),
        {"all", 'a', NULL, "with plans that name no day", NULL, &all},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "calendar [options] [STORYLINE]",
                         "Lists what is known to be planned, the soonest "
                         "first.");
    plans list = {0};
    uint32_t n = 0;
    int64_t id;
    sk_err err;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (!ask_no_more("calendar", argc - at - 1, argv + at + 1))
        return EXIT_USAGE;
    rc = ask_open(&q);
    if (rc)
        return rc;
    ASK_GUARD(q);
    rc = ask_story(&q, at < argc ? argv[at] : NULL, &id, NULL, &err);
    if (!rc)
        rc = gather(&q, id, &list, &err);
    for (size_t i = 0; !rc && i < list.n; i++) {
        if ((list.v[i].row->day_from == SK_NO_TIME && !all) ||
            (q.limit && n == q.n))
            break;
        n++;
        if (q.json) {
            sk_json j = ask_line(&q);
            sk_json_event(&j, list.v[i].row);
            ask_put(&j);
        } else {
            print(&q, &list.v[i]);
        }
    }
    if (!rc)
        put_none(&q, n, "plans");
    return ask_end(&q, rc, &err);
}

/* ---- iCalendar ---- */

/* A content line: folded so that no line has more than 75 bytes and no
 * character is cut. */
static void ics_line(const char *name, sk_str value)
{
    size_t room = FOLD - strlen(name) - 1;

    printf("%s:", name);
    while (value.len > room) {
        size_t cut = room;
        while (cut && ((unsigned char)value.s[cut] & 0xC0) == 0x80)
            cut--;
        printf("%.*s\r\n ", (int)cut, value.s);
        value = sk_str_sub(value, cut, value.len);
        room = FOLD;
    }
    printf("%.*s\r\n", SK_FMT(value));
}

/* A TEXT value: \ ; , and line ends escaped. */
static sk_str text_value(asking *q, sk_str s)
{
    sk_buf b = {0};

    for (size_t i = 0; i < s.len; i++) {
        char c = s.s[i];
        if (c == '\n') {
            sk_buf_add(&q->a, &b, SK_STR("\\n"));
            continue;
        }
        if (c == '\\' || c == ';' || c == ',')
            sk_buf_char(&q->a, &b, '\\');
        if ((unsigned char)c >= ' ')
            sk_buf_char(&q->a, &b, c);
    }
    return sk_buf_str(&b);
}

static sk_str date_value(asking *q, int64_t day)
{
    int y, m, d;

    sk_day_civil((int32_t)day, &y, &m, &d);
    return sk_strf(&q->a, "%04d%02d%02d", y, m, d);
}

/* An instant (minutes in Hanoi) as UTC. */
static sk_str stamp_value(asking *q, int64_t minute)
{
    int64_t utc = minute == SK_NO_TIME ? 0 : minute - 7 * 60;
    int64_t day = sk_day_of_minute(utc);
    int64_t left = utc - day * 1440;

    return sk_strf(&q->a, "%.*sT%02d%02d00Z", SK_FMT(date_value(q, day)),
                   (int)(left / 60), (int)(left % 60));
}

static void vevent(asking *q, const sk_event_row *r)
{
    sk_str who = r->source.len ? r->source : r->target;

    ics_line("BEGIN", SK_STR("VEVENT"));
    ics_line("UID", sk_strf(&q->a, "event-%lld@sukien", (long long)r->id));
    ics_line("DTSTAMP", stamp_value(q, r->published));
    ics_line("DTSTART;VALUE=DATE", date_value(q, r->day_from));
    ics_line(
        "DTEND;VALUE=DATE", /* the day after the last */
        date_value(q, (r->day_to == SK_NO_TIME ? r->day_from : r->day_to) + 1));
    ics_line(
        "SUMMARY",
        text_value(q, sk_strf(&q->a, "%.*s: %.*s%s%.*s", SK_FMT(r->type),
                              SK_FMT(who),
                              r->source.len && r->target.len ? " → " : "",
                              SK_FMT(r->source.len ? r->target : SK_STR("")))));
    if (r->evidence_text.s)
        ics_line("DESCRIPTION", text_value(q, r->evidence_text));
    if (r->where.s)
        ics_line("LOCATION", text_value(q, r->where));
    if (r->where.s && r->lat >= -90 && r->lat <= 90)
        ics_line("GEO", sk_strf(&q->a, "%.4f;%.4f", r->lat, r->lon));
    if (r->url.s && sk_str_find(r->url, SK_STR("\n"), 0) == SIZE_MAX)
        ics_line("URL", r->url);
    ics_line("STATUS", SK_STR("TENTATIVE"));
    ics_line("TRANSP", SK_STR("TRANSPARENT"));
    ics_line("END", SK_STR("VEVENT"));
}

int calendar_ics(asking *q, int64_t story, sk_err *err)
{
    plans list = {0};
    int rc;

    q->a.full = &q->full;
    if (setjmp(q->full))
        return sk_fail(err, SK_ELIMIT, 0, "too many plans for one calendar");
    rc = gather(q, story, &list, err);
    if (rc)
        return rc;
    ics_line("BEGIN", SK_STR("VCALENDAR"));
    ics_line("VERSION", SK_STR("2.0"));
    ics_line("PRODID",
             sk_strf(&q->a, "-//sukien//sukien %s//VI", sk_version()));
    ics_line("CALSCALE", SK_STR("GREGORIAN"));
    for (size_t i = 0; i < list.n; i++)
        if (list.v[i].row->day_from != SK_NO_TIME)
            vevent(q, list.v[i].row);
    ics_line("END", SK_STR("VCALENDAR"));
    return SK_OK;
}
