/* api.c - the JSON under /api/v1/: the same questions as the pages ask.
 *
 * Lists hold at most "limit" rows; "next" (also in the Link header) is the
 * cursor of the rows after them, null at the end. See web/openapi.json.
 */
#include "base/day.h"
#include "record.h"
#include "serve/asked.h"
#include "serve/parts.h"
#include "serve/views.h"
#include "store/rows.h"

enum {
    LIMIT = 20,
    LIMIT_MAX = 200,
    ROOM = 64 << 10 /* bytes of most answers */
};

/* ---- what is asked ---- */

static uint32_t limit(sk_request *rq)
{
    return (uint32_t)sk_param_int(rq, "limit", LIMIT, 1, LIMIT_MAX);
}

static bool cursor(sk_request *rq, sk_cursor *out)
{
    return sk_part_cursor(rq, "cursor", out);
}

static sk_str given(sk_request *rq, const char *name)
{
    sk_str s = sk_param(rq, name);

    return s.len ? s : (sk_str){NULL, 0};
}

/* A status by its name; -1 for any or an unknown one. */
static int status_of(sk_str s)
{
    for (uint8_t i = 0; i < SK_STATUS_N; i++)
        if (sk_str_eq(s, sk_str_of(sk_status_name(i))))
            return i;
    return -1;
}

/* ---- answers ---- */

static void finish(sk_request *rq, const sk_json *j)
{
    rq->type = "application/json";
    rq->body = j->out;
}

static sk_json list_begin(sk_request *rq, const char *key)
{
    sk_json j = sk_json_large(&rq->arena, ROOM);

    sk_json_open(&j, '{');
    sk_json_key(&j, key);
    sk_json_open(&j, '[');
    return j;
}

static void list_end(sk_request *rq, sk_json *j, const sk_cursor *next)
{
    sk_json_close(j, ']');
    sk_json_key(j, "next");
    if (next->given) {
        sk_str c = sk_part_cursor_text(rq, next);
        sk_json_str(j, c);
        rq->link = sk_strf(&rq->arena, "<%.*s>; rel=\"next\"",
                           SK_FMT(sk_asked_next(rq, c)));
    } else {
        sk_json_null(j);
    }
    sk_json_close(j, '}');
    finish(rq, j);
}

#define LIST(rq, key, found, each)             \
    do {                                       \
        sk_json j = list_begin(rq, key);       \
        for (size_t i = 0; i < (found).n; i++) \
            each(&j, &(found).v[i]);           \
        list_end(rq, &j, &(found).next);       \
    } while (0)

/* ---- views ---- */

void sk_api_stories(sk_request *rq)
{
    sk_story_filter f = {.from = sk_param_day(rq, "from"),
                         .to = sk_param_day(rq, "to"),
                         .now = SK_NO_TIME,
                         .query = given(rq, "q"),
                         .entity = given(rq, "entity"),
                         .by_time =
                             sk_str_eq(sk_param(rq, "sort"), SK_STR("time")),
                         .limit = limit(rq)};
    sk_stories_found found;
    sk_err err;

    if (!cursor(rq, &f.after))
        return;
    if (!sk_part_failed(
            rq, sk_store_stories(rq->store, &f, &rq->arena, &found, &err),
            &err))
        LIST(rq, "stories", found, sk_json_story);
}

void sk_api_story(sk_request *rq)
{
    sk_line_filter f = {.status = -1, .limit = limit(rq)};
    sk_json j = sk_json_large(&rq->arena, ROOM);
    sk_story_row s;
    sk_timeline tl;
    sk_err err;

    if (!cursor(rq, &f.after) ||
        !sk_part_story_here(rq, "/api/v1/stories/", &s))
        return;
    f.story = s.id;
    if (sk_part_failed(
            rq, sk_store_timeline(rq->store, &f, &rq->arena, &tl, &err), &err))
        return;
    sk_json_open(&j, '{');
    sk_json_key(&j, "story");
    sk_json_story(&j, &s);
    sk_json_key(&j, "timeline");
    sk_json_open(&j, '[');
    for (size_t i = 0; i < tl.n; i++)
        sk_json_happening(&j, &tl.v[i]);
    list_end(rq, &j, &tl.next);
}

void sk_api_happenings(sk_request *rq)
{
    sk_line_filter f = {.story = sk_param_int(rq, "story", 0, 0, INT64_MAX),
                        .under = sk_param_int(rq, "under", 0, 0, INT64_MAX),
                        .unfolded = sk_param_int(rq, "unfolded", 0, 0, 1),
                        .status = -1,
                        .limit = limit(rq)};
    sk_timeline tl;
    sk_err err;

    if (!cursor(rq, &f.after))
        return;
    if (!f.story) {
        sk_reply_error(rq, 400, "no storyline", SK_STR("give story=ID"));
        return;
    }
    if (!sk_part_failed(
            rq, sk_store_timeline(rq->store, &f, &rq->arena, &tl, &err), &err))
        LIST(rq, "happenings", tl, sk_json_happening);
}

void sk_api_happening(sk_request *rq)
{
    int64_t id = sk_part_id(rq->rest);
    sk_json j = sk_json_large(&rq->arena, ROOM);
    sk_happening_row h;
    sk_docs_found docs, citing;
    sk_timeline cited;
    sk_err err;

    if (!sk_part_happening_asked(rq, id, LIMIT_MAX, &h, &docs) ||
        sk_part_failed(rq,
                       sk_store_cited(rq->store, id, &rq->arena, &cited, &err),
                       &err) ||
        sk_part_failed(
            rq, sk_store_citing(rq->store, id, &rq->arena, &citing, &err),
            &err))
        return;
    sk_json_open(&j, '{');
    sk_json_key(&j, "happening");
    sk_json_happening(&j, &h);
    sk_json_key(&j, "documents");
    sk_json_open(&j, '[');
    for (size_t i = 0; i < docs.n; i++)
        sk_json_doc(&j, &docs.v[i]);
    sk_json_close(&j, ']');
    sk_json_key(&j, "cites");
    sk_json_open(&j, '[');
    for (size_t i = 0; i < cited.n; i++)
        sk_json_happening(&j, &cited.v[i]);
    sk_json_close(&j, ']');
    sk_json_key(&j, "cited_by");
    sk_json_open(&j, '[');
    for (size_t i = 0; i < citing.n; i++)
        sk_json_doc(&j, &citing.v[i]);
    sk_json_close(&j, ']');
    sk_json_close(&j, '}');
    finish(rq, &j);
}

static void events(sk_request *rq, int status, const char *key)
{
    sk_event_filter f = {.from = sk_param_day(rq, "from"),
                         .to = sk_param_day(rq, "to"),
                         .actor = given(rq, "actor"),
                         .type = given(rq, "type"),
                         .country = given(rq, "country"),
                         .outlet = given(rq, "outlet"),
                         .status = status,
                         .story = sk_param_int(rq, "story", 0, 0, INT64_MAX),
                         .happening =
                             sk_param_int(rq, "happening", 0, 0, INT64_MAX),
                         .limit = limit(rq)};
    sk_events_found found;
    sk_err err;

    if (!cursor(rq, &f.after))
        return;
    if (!sk_part_failed(
            rq, sk_store_events(rq->store, &f, &rq->arena, &found, &err), &err))
        LIST(rq, key, found, sk_json_event);
}

void sk_api_events(sk_request *rq)
{
    events(rq, status_of(sk_param(rq, "status")), "events");
}

void sk_api_calendar(sk_request *rq)
{
    events(rq, SK_PLANNED, "plans");
}

void sk_api_quotes(sk_request *rq)
{
    sk_quote_filter f = {.from = sk_param_day(rq, "from"),
                         .to = sk_param_day(rq, "to"),
                         .by = given(rq, "by"),
                         .query = given(rq, "q"),
                         .story = sk_param_int(rq, "story", 0, 0, INT64_MAX),
                         .happening =
                             sk_param_int(rq, "happening", 0, 0, INT64_MAX),
                         .limit = limit(rq)};
    sk_quotes_found found;
    sk_err err;

    if (!cursor(rq, &f.after))
        return;
    if (!sk_part_failed(
            rq, sk_store_quotes(rq->store, &f, &rq->arena, &found, &err), &err))
        LIST(rq, "quotes", found, sk_json_quote);
}

static void parties(sk_request *rq, int type, const char *key)
{
    sk_cursor after;
    sk_parties_found found;
    sk_err err;

    if (!cursor(rq, &after))
        return;
    if (!sk_part_failed(rq,
                        sk_store_parties(rq->store, given(rq, "q"), type,
                                         limit(rq), &after, &rq->arena, &found,
                                         &err),
                        &err))
        LIST(rq, key, found, sk_json_party);
}

void sk_api_people(sk_request *rq)
{
    parties(rq, SK_PER, "people");
}

void sk_api_person(sk_request *rq)
{
    sk_json j = sk_json_large(&rq->arena, ROOM);
    sk_who w;
    sk_err err;

    if (sk_part_failed(
            rq,
            sk_store_who(rq->store, rq->know, rq->rest, &rq->arena, &w, &err),
            &err))
        return;
    sk_json_who(&j, &w);
    finish(rq, &j);
}

void sk_api_places(sk_request *rq)
{
    parties(rq, SK_GPE, "places");
}

void sk_api_documents(sk_request *rq)
{
    sk_doc_filter f = {.from = sk_param_day(rq, "from"),
                       .to = sk_param_day(rq, "to"),
                       .outlet = given(rq, "outlet"),
                       .entity = given(rq, "entity"),
                       .story = sk_param_int(rq, "story", 0, 0, INT64_MAX),
                       .happening =
                           sk_param_int(rq, "happening", 0, 0, INT64_MAX),
                       .limit = limit(rq)};
    sk_docs_found found;
    sk_err err;

    if (!cursor(rq, &f.after))
        return;
    if (!sk_part_failed(
            rq, sk_store_documents(rq->store, &f, &rq->arena, &found, &err),
            &err))
        LIST(rq, "documents", found, sk_json_doc);
}

void sk_api_document(sk_request *rq)
{
    int64_t id = sk_part_id(rq->rest);
    sk_doc_row d;
    sk_err err;

    if (sk_part_failed(
            rq, sk_store_doc(rq->store, id, rq->rest, &rq->arena, &d, &err),
            &err))
        return;
    rq->type = "application/json";
    sk_buf_add(&rq->arena, &rq->body, d.record);
}

void sk_api_search(sk_request *rq)
{
    sk_search_filter f = {.query = sk_param(rq, "q"),
                          .from = sk_param_day(rq, "from"),
                          .to = sk_param_day(rq, "to"),
                          .outlet = given(rq, "outlet"),
                          .entity = given(rq, "entity"),
                          .story = sk_param_int(rq, "story", 0, 0, INT64_MAX),
                          .by_time =
                              sk_str_eq(sk_param(rq, "sort"), SK_STR("time")),
                          .limit = limit(rq)};
    sk_search_found found = {0};
    sk_json j;
    sk_err err;

    if (!cursor(rq, &f.after))
        return;
    if (!f.query.len) {
        sk_reply_error(rq, 400, "no query", SK_STR("give q=WORDS"));
        return;
    }
    if (sk_part_failed(
            rq, sk_store_search(rq->store, &f, &rq->arena, &found, &err), &err))
        return;
    j = sk_json_large(&rq->arena, ROOM);
    sk_json_open(&j, '{');
    sk_json_key(&j, "marks");
    sk_json_bool(&j, found.mode == SK_SEARCH_EXACT);
    sk_json_key(&j, "ranked");
    if (found.all)
        sk_json_cstr(&j, "all");
    else
        sk_json_str(&j, sk_strf(&rq->arena, "newest %d", SK_SEARCH_NEWEST));
    sk_json_key(&j, "documents");
    sk_json_open(&j, '[');
    for (size_t i = 0; i < found.n; i++)
        sk_json_doc(&j, &found.v[i]);
    list_end(rq, &j, &found.next);
}

void sk_api_stats(sk_request *rq)
{
    sk_json j = sk_json_large(&rq->arena, ROOM);
    sk_store_stats st;
    sk_err err;

    if (sk_part_failed(rq, sk_store_stat(rq->store, &st, &err), &err))
        return;
    {
        const struct {
            const char *key;
            uint64_t n;
        } v[] = {{"documents", st.n_docs},        {"articles", st.n_articles},
                 {"happenings", st.n_happenings}, {"stories", st.n_stories},
                 {"events", st.n_events},         {"quotes", st.n_quotes},
                 {"entities", st.n_entities},     {"outlets", st.n_outlets}};
        sk_json_open(&j, '{');
        for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
            sk_json_key(&j, v[i].key);
            sk_json_int(&j, (int64_t)v[i].n);
        }
    }
    sk_json_key(&j, "first");
    sk_json_str(&j, sk_store_time(&rq->arena, st.first));
    sk_json_key(&j, "last");
    sk_json_str(&j, sk_store_time(&rq->arena, st.last));
    sk_json_key(&j, "version");
    sk_json_cstr(&j, sk_version());
    sk_json_close(&j, '}');
    finish(rq, &j);
}
