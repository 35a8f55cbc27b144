/* events.c - sukien events and quotes: who did what, who said what. */
#include "out.h"

#include "base/day.h"

#include <string.h>

#include "code/pattern.h"
#include "record.h"

/* ---- events ---- */

static int status_of(const char *s)
{
    for (int i = 0; s && i < SK_STATUS_N; i++)
        if (sk_str_eq(sk_str_of(s), sk_str_of(sk_status_name((uint8_t)i))))
            return i;
    return -1;
}

/* "CONSULT", or the beginning of a CAMEO code. */
static bool is_type(const char *s)
{
    return sk_event_type_known(sk_str_of(s)) ||
           (*s && strspn(s, "0123456789") == strlen(s));
}

/* "VNM" */
static bool is_country(const char *s)
{
    return strlen(s) == 3 && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

static void event(asking *q, const sk_event_row *r)
{
    sk_str when = r->when; /* else the day of the report */

    if (!when.s && r->published != SK_NO_TIME)
        when = sk_day_iso(&q->a, (int32_t)sk_day_of_minute(r->published));
    put_cell(q, DIM, when, 16, false);
    printf(" ");
    put_cell(q, BOLD, r->type, 10, false);
    put_cell(q, CYAN, r->cameo, 5, false);
    put_colour(q, PLAIN, r->source.s ? r->source : SK_STR("?"));
    put_colour(q, DIM, SK_STR(" → "));
    put_colour(q, PLAIN, r->target.s ? r->target : SK_STR("?"));
    if (r->where.s)
        put_colour(q, DIM, sk_strf(&q->a, " @ %.*s", SK_FMT(r->where)));
    if (r->status != SK_HAPPENED)
        put_colour(q, YELLOW,
                   sk_strf(&q->a, " [%s]", sk_status_name(r->status)));
    putchar('\n');
    if (r->evidence_text.s)
        put_text(q, r->evidence_text, 4);
}

int cmd_events(int argc, char **argv)
{
    asking q = {0};
    const char *actor = NULL, *type = NULL, *country = NULL, *outlet = NULL,
               *status = NULL, *story = NULL;
    const cmd_opt opts[] = {
        ASK_OPTIONS(q),
        {"actor", 0, "WHO", "a country code, an entity or a name", &actor,
         NULL},
        {"type", 0, "TYPE", "CONSULT, or the beginning of a CAMEO code", &type,
         NULL},
        {"country", 0, "CODE", "where it took place", &country, NULL},
        {"outlet", 0, "NAME", "told by", &outlet, NULL},
        {"status", 0, "STATUS", "happened, planned, negated...", &status, NULL},
        {"story", 0, "ID", "of one storyline", &story, NULL},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "events [options]",
                         "Lists coded events, the newest first.");
    sk_event_filter f = {0};
    sk_events_found found;
    int64_t id;
    sk_err err;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (!ask_no_more("events", argc - at, argv + at))
        return EXIT_USAGE;
    if (status && status_of(status) < 0) {
        fprintf(stderr, "sukien: --status=%s: not a status\n", status);
        return EXIT_USAGE;
    }
    if (type && !is_type(type)) {
        fprintf(stderr, "sukien: --type=%s: not a type\n", type);
        return EXIT_USAGE;
    }
    if (country && !is_country(country)) {
        fprintf(stderr, "sukien: --country=%s: not a code of three letters\n",
                country);
        return EXIT_USAGE;
    }
    rc = ask_open(&q);
    if (rc)
        return rc;
    ASK_GUARD(q);
    rc = ask_story(&q, story, &id, NULL, &err);
    f = (sk_event_filter){.from = q.t_from,
                          .to = q.t_to,
                          .actor = sk_str_of(actor),
                          .type = sk_str_of(type),
                          .country = sk_str_of(country),
                          .outlet = sk_str_of(outlet),
                          .status = status_of(status),
                          .story = id,
                          .limit = q.n};
    if (!rc)
        rc = sk_store_events(q.s, &f, &q.a, &found, &err);
    if (!rc)
        put_none(&q, found.n, "events");
    for (size_t i = 0; !rc && i < found.n; i++) {
        sk_json j = ask_line(&q);
        if (!q.json) {
            event(&q, &found.v[i]);
            continue;
        }
        sk_json_event(&j, &found.v[i]);
        ask_put(&j);
    }
    return ask_end(&q, rc, &err);
}

/* ---- quotations ---- */

/* "VnExpress, Tuổi Trẻ" of the reports with a wording (-1: all). */
static sk_str outlets(asking *q, const sk_quote_row *r, int64_t wording)
{
    sk_buf b = {0};

    for (uint32_t i = 0; i < r->n_reports; i++) {
        const sk_quote_report *x = &r->reports[i];
        bool seen = !x->outlet.len || (wording >= 0 && x->wording != wording);
        for (uint32_t k = 0; k < i && !seen; k++)
            seen = sk_str_eq(r->reports[k].outlet, x->outlet) &&
                   (wording < 0 || r->reports[k].wording == wording);
        if (seen)
            continue;
        if (b.n)
            sk_buf_add(&q->a, &b, SK_STR(", "));
        sk_buf_add(&q->a, &b, x->outlet);
    }
    return sk_buf_str(&b);
}

void put_quote(asking *q, const sk_quote_row *r)
{
    put_minute(q, r->published);
    put_colour(q, BOLD, r->speaker.s ? r->speaker : SK_STR("?"));
    if (r->told_by.s)
        put_colour(q, DIM, sk_strf(&q->a, " (%.*s)", SK_FMT(r->told_by)));
    put_colour(q, DIM, sk_strf(&q->a, " · %.*s", SK_FMT(outlets(q, r, -1))));
    putchar('\n');
    put_text(q, r->text, 4);
    for (uint32_t i = 0; i < r->n_variants; i++) {
        put_line(q, DIM,
                 sk_strf(&q->a, "    ~ %.*s",
                         SK_FMT(outlets(q, r, (int64_t)i + 1))));
        put_text(q, r->variants[i].text, 6);
    }
}

int cmd_quotes(int argc, char **argv)
{
    asking q = {0};
    const char *by = NULL, *story = NULL;
    const cmd_opt opts[] = {
        ASK_OPTIONS(q),
        {"by", 0, "NAME", "the speaker", &by, NULL},
        {"story", 0, "ID", "of one storyline", &story, NULL},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "quotes [options] [WORDS]",
                         "Lists quotations with their speakers, the newest "
                         "first.");
    sk_quote_filter f = {0};
    sk_quotes_found found;
    int64_t id;
    sk_err err;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    rc = ask_open(&q);
    if (rc)
        return rc;
    ASK_GUARD(q);
    rc = ask_story(&q, story, &id, NULL, &err);
    f = (sk_quote_filter){.from = q.t_from,
                          .to = q.t_to,
                          .by = sk_str_of(by),
                          .query = ask_words(&q, argc - at, argv + at),
                          .story = id,
                          .limit = q.n};
    if (!rc)
        rc = sk_store_quotes(q.s, &f, &q.a, &found, &err);
    if (!rc)
        put_none(&q, found.n, "quotations");
    for (size_t i = 0; !rc && i < found.n; i++) {
        sk_json j = ask_line(&q);
        if (!q.json) {
            put_quote(&q, &found.v[i]);
            continue;
        }
        sk_json_quote(&j, &found.v[i]);
        ask_put(&j);
    }
    return ask_end(&q, rc, &err);
}
