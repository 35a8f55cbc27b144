/* who.c - sukien who: what the store knows of a person, body or place. */
#include "out.h"

#include "base/engine.h"
#include "record.h"
#include "store/who.h"

enum { SAID = 5, MEANT = 5 /* times as often named as the next */ };

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

static void heading(const asking *q, const char *text)
{
    putchar('\n');
    put_colour(q, DIM, sk_str_of(text));
    putchar('\n');
}

/* ---- over time ---- */

static sk_str day_or(asking *q, int32_t day, int32_t open)
{
    return day == open ? SK_STR("") : day_text(q, day);
}

static void offices(asking *q, const sk_who *w)
{
    if (w->n_offices)
        heading(q, "offices, by the tables");
    for (uint32_t i = 0; i < w->n_offices; i++) {
        const sk_office_held *o = &w->offices[i];
        put_cell(q, PLAIN, day_or(q, o->from, INT32_MIN), 11, false);
        printf("– ");
        put_cell(q, PLAIN, day_or(q, o->to, INT32_MAX), 12, false);
        put_colour(q, BOLD, o->title);
        if (o->org.len)
            put_colour(q, PLAIN, sk_strf(&q->a, ", %.*s", SK_FMT(o->org)));
        put_colour(q, DIM, sk_strf(&q->a, " %s", o->country));
        putchar('\n');
    }
}

static void titles(asking *q, const sk_who *w)
{
    if (w->n_titles)
        heading(q, "titles, as written in the articles");
    for (uint32_t i = 0; i < w->n_titles; i++) {
        const sk_title_seen *t = &w->titles[i];
        printf("%02d/%04d    – %02d/%04d     ", 1 + t->first % 12,
               1970 + t->first / 12, 1 + t->last % 12, 1970 + t->last / 12);
        put_colour(q, BOLD, t->title);
        put_colour(q, DIM, sk_strf(&q->a, " %u", t->n_docs));
        putchar('\n');
    }
}

/* ---- one ---- */

static void spellings(asking *q, const sk_who *w)
{
    sk_buf b = {0};

    for (uint32_t i = 0; i < w->n_spellings; i++)
        sk_buf_add(&q->a, &b,
                   sk_strf(&q->a, "%s%.*s %u", i ? " · " : "",
                           SK_FMT(w->spellings[i].form), w->spellings[i].n));
    if (!b.n)
        return;
    heading(q, "spellings");
    put_text(q, sk_buf_str(&b), 0);
}

static int said(asking *q, const sk_who *w, sk_err *err)
{
    sk_quotes_found found;
    sk_quote_filter f = {
        .from = q->t_from, .to = q->t_to, .by = w->party.id, .limit = SAID};
    int rc = sk_store_quotes(q->s, &f, &q->a, &found, err);

    if (!rc && found.n)
        heading(q, "said");
    for (size_t i = 0; !rc && i < found.n; i++)
        put_quote(q, &found.v[i]);
    return rc;
}

static int one(asking *q, const sk_who *w, sk_err *err)
{
    party(q, &w->party);
    put_colour(q, PLAIN,
               sk_strf(&q->a,
                       "%u documents, %u mentions, %u quotations, %u "
                       "events; ",
                       w->party.n_docs, w->n_mentions, w->n_quotes,
                       w->n_events));
    put_colour(q, PLAIN, date_text(q, w->first));
    put_colour(q, PLAIN, SK_STR(" – "));
    put_colour(q, PLAIN, date_text(q, w->last));
    putchar('\n');
    offices(q, w);
    titles(q, w);
    spellings(q, w);
    if (w->n_docs)
        heading(q, "named last in");
    for (uint32_t i = 0; i < w->n_docs; i++) {
        put_minute(q, w->docs[i].published);
        put_colour(q, PLAIN, w->docs[i].title);
        put_colour(q, DIM,
                   sk_strf(&q->a, " · %.*s", SK_FMT(w->docs[i].outlet)));
        putchar('\n');
    }
    if (w->n_beside)
        heading(q, "named together with");
    for (uint32_t i = 0; i < w->n_beside; i++)
        party(q, &w->beside[i]);
    return said(q, w, err);
}

/* ---- which one ---- */

static bool is_name(asking *q, const sk_party *p, sk_str name)
{
    return sk_str_eq(p->id, name) ||
           sk_str_eq(sk_fold(&q->a, p->name), sk_fold(&q->a, name));
}

/* Whether the first of those found is meant: the others only hold the words
 * in their names, or are hardly named. */
static bool is_meant(asking *q, const sk_parties_found *v, sk_str name)
{
    if (!name.s || !v->n)
        return false;
    if (v->n == 1)
        return true;
    if (is_name(q, &v->v[0], name) && !is_name(q, &v->v[1], name))
        return true;
    return v->v[0].n_docs >= MEANT * v->v[1].n_docs;
}

static int answer(asking *q, const sk_parties_found *v, bool meant,
                  const sk_engine *eng, sk_err *err)
{
    sk_who w;
    int rc = SK_OK;

    if (meant)
        rc = sk_store_who(q->s, eng ? eng->know : NULL, v->v[0].id, &q->a, &w,
                          err);
    for (size_t i = 0; q->json && !rc && i < v->n; i++) {
        sk_json j = ask_line(q);
        if (meant && !i)
            sk_json_who(&j, &w);
        else
            sk_json_party(&j, &v->v[i]);
        ask_put(&j);
    }
    if (q->json || rc)
        return rc;
    if (meant)
        rc = one(q, &w, err);
    if (!rc && meant && v->n > 1)
        heading(q, "others of that name");
    for (size_t i = meant; !rc && i < v->n; i++)
        party(q, &v->v[i]);
    if (!v->n)
        printf("nobody of that name\n");
    return rc;
}

int cmd_who(int argc, char **argv)
{
    asking q = {0};
    const char *data = NULL, *know = NULL;
    const cmd_opt opts[] = {
        ASK_OPTIONS(q),
        {"data", 0, "DIR", "knowledge and models", &data, NULL},
        {"know", 0, "FILE", "a knowledge table of your own", &know, NULL},
        {0},
    };
    int at = cmd_options(
        argc, argv, opts, "who [options] [NAME]",
        "Tells what the store knows of a person, body or place: offices and "
        "titles over time, spellings, counts, last mentions, words. A name may "
        "be typed without marks, or be an id; if several are meant alike, or "
        "no name is given, they are listed.");
    sk_parties_found found;
    sk_engine *eng = NULL;
    sk_str name;
    bool none;
    sk_err err;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    rc = ask_open(&q);
    if (rc)
        return rc;
    if (at < argc) {
        eng = cmd_engine(data, know);
        if (!eng) {
            ask_close(&q);
            return EXIT_USAGE;
        }
    }
    ASK_GUARD(q);
    name = ask_words(&q, argc - at, argv + at);
    rc = sk_store_parties(q.s, name, -1, q.n, NULL, &q.a, &found, &err);
    if (!rc)
        rc = answer(&q, &found, is_meant(&q, &found, name), eng, &err);
    none = !rc && name.s && !found.n;
    rc = ask_end(&q, rc, &err);
    sk_engine_close(eng);
    return none ? EXIT_SOME_FAILED : rc;
}
