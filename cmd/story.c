/* story.c - sukien story: one storyline as a timeline, newest first. */
#include "out.h"

#include <stdlib.h>

static void party_line(asking *q, const char *what, sk_str json)
{
    uint32_t n;
    const sk_party *v = sk_story_parties(json, &q->a, &n);

    if (!n)
        return;
    put_colour(q, DIM, sk_str_of(what));
    for (uint32_t i = 0; i < n; i++) {
        printf(i ? ", " : " ");
        put_colour(q, PLAIN, v[i].name);
        printf(" (%u)", v[i].n_docs);
    }
    putchar('\n');
}

/* "part of: Name (12)", "parts: Name (13), Name (14)". */
static void kin_line(asking *q, const char *what, const sk_story_row *v,
                     size_t n)
{
    if (!n)
        return;
    put_colour(q, DIM, sk_str_of(what));
    for (size_t i = 0; i < n; i++) {
        printf(i ? ", " : " ");
        put_colour(q, PLAIN, v[i].name);
        printf(" (%lld)", (long long)v[i].id);
    }
    putchar('\n');
}

static int kin(asking *q, const sk_story_row *r, sk_err *err)
{
    enum { PARTS = 50 };
    sk_story_filter f = {.from = SK_NO_TIME,
                         .to = SK_NO_TIME,
                         .now = SK_NO_TIME,
                         .parent = r->id,
                         .limit = PARTS};
    sk_stories_found parts;
    sk_story_row whole;
    int64_t id = r->parent;
    int rc = sk_store_stories(q->s, &f, &q->a, &parts, err);

    if (!rc && id)
        rc = sk_store_story(q->s, &id, SK_NO_TIME, &q->a, &whole, err);
    if (rc)
        return rc;
    kin_line(q, "part of:", &whole, id != 0);
    kin_line(q, "parts:", parts.v, parts.n);
    return SK_OK;
}

static int head(asking *q, const sk_story_row *r, sk_err *err)
{
    int rc;

    put_colour(q, BOLD, r->name);
    putchar('\n');
    put_colour(q, DIM,
               sk_strf(&q->a,
                       "%u items, %u happenings, %u outlets · %.*s – "
                       "%.*s · heat %.1f · id %lld",
                       r->n_docs, r->n_happenings, r->n_outlets,
                       SK_FMT(minute_text(q, r->first)),
                       SK_FMT(minute_text(q, r->last)), r->heat,
                       (long long)r->id));
    printf("\n\n");
    if (r->state.len)
        put_text(q, r->state, 0);
    party_line(q, "people:", r->people);
    party_line(q, "places:", r->places);
    rc = kin(q, r, err);
    putchar('\n');
    return rc;
}

static enum colour colour_of(uint8_t status)
{
    static const enum colour c[] = {GREEN, YELLOW, RED, RED, RED, BLUE, PLAIN};

    return status < sizeof c / sizeof *c ? c[status] : PLAIN;
}

static const char *sign_of(uint8_t status)
{
    static const char *const s[] = {"●", "○", "?", "✕", "✕", "◌", "·"};

    return status < sizeof s / sizeof *s ? s[status] : " ";
}

static void entry(asking *q, const sk_happening_row *r, int64_t *day)
{
    sk_str note = sk_entry_note(r, &q->a);

    if (r->day != *day) {
        put_colour(q, BOLD, day_text(q, r->day));
        putchar('\n');
        *day = r->day;
    }
    printf("  ");
    put_colour(q, colour_of(r->status), sk_str_of(sign_of(r->status)));
    printf(" ");
    put_colour(q, BOLD, r->title);
    if (r->status != SK_ENTRY_HAPPENED && r->status != SK_ENTRY_TOLD) {
        printf(" ");
        put_colour(q, colour_of(r->status),
                   sk_strf(&q->a, "[%s]", sk_entry_status_name(r->status)));
    }
    if (r->planned_on != SK_NO_TIME)
        put_colour(q, DIM,
                   sk_strf(&q->a, " (announced %.*s)",
                           SK_FMT(day_text(q, r->planned_on))));
    if (r->disputed)
        put_colour(q, RED, SK_STR(" [disputed]"));
    putchar('\n');
    if (r->lead.len)
        put_text(q, r->lead, 4);
    if (note.len)
        put_text(q, note, 4);
    printf("    ");
    put_colour(q, DIM, r->outlets);
    if (r->n_docs > 1)
        put_colour(q, DIM, sk_strf(&q->a, " · %u items", r->n_docs));
    putchar('\n');
}

static int show(asking *q, const sk_story_row *r, const sk_timeline *t,
                sk_err *err)
{
    int64_t day = SK_NO_TIME;
    int rc = head(q, r, err);

    for (size_t i = 0; !rc && i < t->n; i++)
        entry(q, &t->v[i], &day);
    if (!rc)
        put_none(q, t->n, "entries");
    return rc;
}

static int json(asking *q, const sk_story_row *r, const sk_timeline *t,
                sk_err *err)
{
    sk_json j = ask_line(q);

    (void)err;
    sk_json_open(&j, '{');
    sk_json_key(&j, "story");
    sk_json_story(&j, r);
    sk_json_key(&j, "timeline");
    sk_json_open(&j, '[');
    for (size_t i = 0; i < t->n; i++)
        sk_json_happening(&j, &t->v[i]);
    sk_json_close(&j, ']');
    sk_json_close(&j, '}');
    ask_put(&j);
    return SK_OK;
}

int cmd_story(int argc, char **argv)
{
    asking q = {0};
    bool unfold = false;
    const cmd_opt opts[] = {ASK_OPTIONS(q),
                            {"unfold", 0, NULL,
                             "routine entries too, each by itself", NULL,
                             &unfold},
                            {0}};
    int at = cmd_options(argc, argv, opts, "story [options] ID",
                         "Shows one storyline: its timeline, newest first.");
    sk_story_row r;
    sk_line_filter f = {.status = -1};
    sk_timeline t;
    sk_err err;
    int64_t id;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (at == argc) {
        fprintf(stderr, "sukien: story: which one? (sukien stories lists "
                        "them)\n");
        return EXIT_USAGE;
    }
    if (!ask_no_more("story", argc - at - 1, argv + at + 1))
        return EXIT_USAGE;
    rc = ask_open(&q);
    if (rc)
        return rc;
    ASK_GUARD(q);
    f.limit = q.n;
    f.unfolded = unfold;
    rc = ask_story(&q, argv[at], &id, &r, &err);
    f.story = id;
    ask_line_days(&q, &f);
    if (!rc)
        rc = sk_store_timeline(q.s, &f, &q.a, &t, &err);
    if (!rc)
        rc = (q.json ? json : show)(&q, &r, &t, &err);
    return ask_end(&q, rc, &err);
}
