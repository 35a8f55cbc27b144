/* events.c - sukien events, quotes and who: what the store knows of acts,
 * words and people. */
#include "out.h"

#include <stdlib.h>

#include "record.h"

#define GUARD(q)                                                      \
    do {                                                              \
        (q).a.full = &(q).full;                                       \
        if (setjmp((q).full)) {                                       \
            fprintf(stderr, "sukien: the answer is too large\n");     \
            ask_close(&(q));                                          \
            return EXIT_USAGE;                                        \
        }                                                             \
    } while (0)

/* ---- events ---- */

static int status_of(const char *s)
{
    for (int i = 0; s && i < SK_STATUS_N; i++)
        if (sk_str_eq(sk_str_of(s), sk_str_of(sk_status_name((uint8_t)i))))
            return i;
    return -1;
}

static void event(asking *q, const sk_event_row *r)
{
    sk_str when = r->when.s ? r->when : sk_store_time(&q->a, r->published);

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
        {"actor", 0, "WHO", "a country code, an entity or a name", &actor, NULL},
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
    sk_err err;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (status && status_of(status) < 0) {
        fprintf(stderr, "sukien: --status=%s: not a status\n", status);
        return EXIT_USAGE;
    }
    rc = ask_open(&q);
    if (rc)
        return rc;
    GUARD(q);
    f = (sk_event_filter){.from = q.t_from, .to = q.t_to,
                          .actor = sk_str_of(actor), .type = sk_str_of(type),
                          .country = sk_str_of(country),
                          .outlet = sk_str_of(outlet),
                          .status = status_of(status),
                          .story = story ? id_of(story) : 0, .limit = q.n};
    rc = sk_store_events(q.s, &f, &q.a, &found, &err);
    for (size_t i = 0; !rc && i < found.n; i++) {
        sk_json j = ask_line(&q);
        if (!q.json) {
            event(&q, &found.v[i]);
            continue;
        }
        sk_json_event(&j, &found.v[i]);
        ask_put(&j);
    }
    rc = rc ? ask_fail(&err) : ask_done(&q);
    ask_close(&q);
    return rc;
}

/* ---- quotations ---- */

static void quote(asking *q, const sk_quote_row *r)
{
    put_cell(q, DIM, minute_text(q, r->published), 12, false);
    put_colour(q, BOLD, r->speaker.s ? r->speaker : SK_STR("?"));
    if (r->told_by.s)
        put_colour(q, DIM, sk_strf(&q->a, " (%.*s)", SK_FMT(r->told_by)));
    put_colour(q, DIM, sk_strf(&q->a, " · %.*s",
                               SK_FMT(r->outlet.s ? r->outlet : SK_STR(""))));
    putchar('\n');
    put_text(q, r->text, 4);
}

int cmd_quotes(int argc, char **argv)
{
    asking q = {0};
    const char *by = NULL, *since = NULL, *story = NULL;
    const cmd_opt opts[] = {
        ASK_OPTIONS(q),
        {"by", 0, "NAME", "the speaker", &by, NULL},
        {"since", 0, "DATE", "the same as --from", &since, NULL},
        {"story", 0, "ID", "of one storyline", &story, NULL},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "quotes [options] [WORDS]",
                         "Lists quotations with their speakers, the newest "
                         "first.");
    sk_quote_filter f = {0};
    sk_quotes_found found;
    sk_err err;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (since)
        q.from = since;
    rc = ask_open(&q);
    if (rc)
        return rc;
    GUARD(q);
    f = (sk_quote_filter){.from = q.t_from, .to = q.t_to, .by = sk_str_of(by),
                          .query = sk_str_of(at < argc ? argv[at] : NULL),
                          .story = story ? id_of(story) : 0, .limit = q.n};
    rc = sk_store_quotes(q.s, &f, &q.a, &found, &err);
    for (size_t i = 0; !rc && i < found.n; i++) {
        sk_json j = ask_line(&q);
        if (!q.json) {
            quote(&q, &found.v[i]);
            continue;
        }
        sk_json_quote(&j, &found.v[i]);
        ask_put(&j);
    }
    rc = rc ? ask_fail(&err) : ask_done(&q);
    ask_close(&q);
    return rc;
}

/* ---- who ---- */

static void party(asking *q, const sk_party *p)
{
    put_cell(q, PLAIN, sk_strf(&q->a, "%u", p->n_docs), 7, true);
    printf("  ");
    put_cell(q, BOLD, p->name, 30, false);
    put_cell(q, DIM, sk_str_of(sk_mention_type_name(p->type)), 5, false);
    put_cell(q, DIM, sk_str_of(p->country), 4, false);
    put_cell(q, PLAIN, p->role, 30, false);
    put_colour(q, DIM, p->id);
    putchar('\n');
}

/* The one that was meant: with whom it is named, what it said. */
static int more(asking *q, const sk_party *p, sk_err *err)
{
    sk_parties_found beside;
    sk_quotes_found said;
    sk_quote_filter f = {.from = SK_NO_TIME, .to = SK_NO_TIME, .by = p->id,
                         .limit = 5};
    int rc = sk_store_beside(q->s, p->id, 10, &q->a, &beside, err);

    if (!rc)
        rc = sk_store_quotes(q->s, &f, &q->a, &said, err);
    if (rc)
        return rc;
    if (beside.n)
        printf("\nnamed together with\n");
    for (size_t i = 0; i < beside.n; i++)
        party(q, &beside.v[i]);
    if (said.n)
        printf("\nsaid\n");
    for (size_t i = 0; i < said.n; i++)
        quote(q, &said.v[i]);
    return SK_OK;
}

int cmd_who(int argc, char **argv)
{
    asking q = {0};
    const cmd_opt opts[] = {ASK_OPTIONS(q), {0}};
    int at = cmd_options(argc, argv, opts, "who [options] [NAME]",
                         "Lists people, bodies and places by a part of their "
                         "name, the most mentioned first.");
    sk_parties_found found;
    sk_err err;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    rc = ask_open(&q);
    if (rc)
        return rc;
    GUARD(q);
    rc = sk_store_parties(q.s, sk_str_of(at < argc ? argv[at] : NULL), -1, q.n,
                          &q.a, &found, &err);
    for (size_t i = 0; !rc && i < found.n; i++) {
        sk_json j = ask_line(&q);
        if (!q.json) {
            party(&q, &found.v[i]);
            continue;
        }
        sk_json_party(&j, &found.v[i]);
        ask_put(&j);
    }
    if (!rc && !q.json && found.n && at < argc)
        rc = more(&q, &found.v[0], &err);
    rc = rc ? ask_fail(&err) : ask_done(&q);
    ask_close(&q);
    return rc;
}
