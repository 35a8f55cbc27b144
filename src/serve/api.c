/* api.c - the JSON under /api/v1/: the same questions as the pages ask. */
#include "base/day.h"
#include "record.h"
#include "serve/parts.h"
#include "serve/views.h"

/* ---- helpers ---- */

static void str(sk_json *j, const char *key, sk_str s)
{
    sk_json_key(j, key);
    sk_json_str(j, s.len ? s : (sk_str){NULL, 0});
}

static void num(sk_json *j, const char *key, int64_t v)
{
    sk_json_key(j, key);
    sk_json_int(j, v);
}

static void when(sk_request *rq, sk_json *j, const char *key, int64_t minute)
{
    sk_json_key(j, key);
    sk_json_str(j, sk_store_time(&rq->arena, minute));
}

static void day(sk_request *rq, sk_json *j, const char *key, int64_t d)
{
    sk_json_key(j, key);
    if (d < INT32_MIN / 2 || d > INT32_MAX / 2)
        sk_json_null(j);
    else
        sk_json_str(j, sk_day_iso(&rq->arena, (int32_t)d));
}

static void finish(sk_request *rq, const sk_json *j)
{
    rq->type = "application/json";
    rq->body = j->out;
}

/* An ISO date parameter as minutes; SK_NO_TIME if not given. */
static int64_t instant(sk_request *rq, const char *name)
{
    int32_t d, minute;
    sk_str s = sk_param(rq, name);

    if (!s.len || !sk_iso_parse(s, &d, &minute))
        return SK_NO_TIME;
    return (int64_t)d * 1440 + (minute > 0 ? minute : 0);
}

static uint32_t limit(sk_request *rq)
{
    return (uint32_t)sk_param_int(rq, "limit", 20, 1, 200);
}

static uint32_t offset(sk_request *rq)
{
    return (uint32_t)sk_param_int(rq, "offset", 0, 0, 1000000);
}

/* ---- rows ---- */

static void party(sk_json *j, const sk_party *p)
{
    sk_json_open(j, '{');
    str(j, "id", p->id);
    str(j, "name", p->name);
    str(j, "role", p->role);
    str(j, "country", sk_str_of(p->country));
    num(j, "documents", p->n_docs);
    sk_json_close(j, '}');
}

static void parties(sk_json *j, const char *key, const sk_party *v, size_t n)
{
    sk_json_key(j, key);
    sk_json_open(j, '[');
    for (size_t i = 0; i < n; i++)
        party(j, &v[i]);
    sk_json_close(j, ']');
}

static void story(sk_request *rq, sk_json *j, const sk_story_row *s)
{
    num(j, "id", s->id);
    if (s->parent)
        num(j, "parent", s->parent);
    str(j, "name", s->name);
    str(j, "state", s->state);
    when(rq, j, "first", s->first);
    when(rq, j, "last", s->last);
    num(j, "documents", s->n_docs);
    num(j, "happenings", s->n_happenings);
    num(j, "outlets", s->n_outlets);
    sk_json_key(j, "heat");
    sk_json_num(j, s->heat);
    parties(j, "people", s->people, s->n_people);
    parties(j, "places", s->places, s->n_places);
}

static void event(sk_request *rq, sk_json *j, const sk_event_row *e)
{
    sk_json_open(j, '{');
    num(j, "id", e->id);
    num(j, "document", e->doc);
    str(j, "type", e->type);
    str(j, "mode", e->mode);
    str(j, "context", e->context);
    str(j, "cameo", e->cameo);
    num(j, "quad", e->quad);
    sk_json_key(j, "goldstein");
    sk_json_num(j, e->goldstein);
    str(j, "source", e->source);
    str(j, "sourceCode", e->source_code);
    str(j, "target", e->target);
    str(j, "targetCode", e->target_code);
    str(j, "when", e->when);
    str(j, "where", e->where);
    str(j, "country", sk_str_of(e->country));
    sk_json_key(j, "lat");
    sk_json_num(j, e->lat);
    sk_json_key(j, "lon");
    sk_json_num(j, e->lon);
    sk_json_key(j, "status");
    sk_json_cstr(j, sk_status_name(e->status));
    str(j, "claimedBy", e->claimed_by);
    str(j, "trigger", e->trigger);
    str(j, "pattern", e->pattern);
    sk_json_key(j, "confidence");
    sk_json_num(j, e->confidence);
    str(j, "evidence", e->evidence_text);
    str(j, "outlet", e->outlet);
    str(j, "url", e->url);
    when(rq, j, "published", e->published);
    num(j, "happening", e->happening);
    num(j, "story", e->story);
    sk_json_close(j, '}');
}

static void quote(sk_request *rq, sk_json *j, const sk_quote_row *q)
{
    sk_json_open(j, '{');
    num(j, "id", q->id);
    num(j, "document", q->doc);
    str(j, "text", q->text);
    sk_json_key(j, "kind");
    sk_json_cstr(j, sk_quote_kind_name(q->kind));
    str(j, "speaker", q->speaker);
    str(j, "entity", q->entity);
    str(j, "cue", q->cue);
    str(j, "when", q->when);
    str(j, "toldBy", q->told_by);
    str(j, "outlet", q->outlet);
    str(j, "url", q->url);
    when(rq, j, "published", q->published);
    num(j, "happening", q->happening);
    num(j, "story", q->story);
    sk_json_close(j, '}');
}

static void doc(sk_request *rq, sk_json *j, const sk_doc_row *d)
{
    sk_json_open(j, '{');
    num(j, "number", d->id);
    str(j, "id", d->key);
    str(j, "url", d->url);
    str(j, "outlet", d->outlet);
    str(j, "title", d->title);
    str(j, "lead", d->lead);
    when(rq, j, "published", d->published);
    num(j, "happening", d->happening);
    num(j, "story", d->story);
    sk_json_close(j, '}');
}

static void happening(sk_request *rq, sk_json *j, const sk_happening_row *h)
{
    sk_json_open(j, '{');
    num(j, "id", h->id);
    day(rq, j, "day", h->day);
    sk_json_key(j, "dayKnown");
    sk_json_bool(j, h->day_known);
    sk_json_key(j, "status");
    sk_json_cstr(j, sk_entry_status_name(h->status));
    day(rq, j, "plannedOn", h->planned_on);
    str(j, "title", h->title);
    str(j, "lead", h->lead);
    str(j, "url", h->url);
    str(j, "outlets", h->outlets);
    num(j, "documents", h->n_docs);
    sk_json_key(j, "disputed");
    sk_json_bool(j, h->disputed);
    sk_json_close(j, '}');
}

/* ---- views ---- */

#define LIST(rq, key, found, each)                    \
    do {                                              \
        sk_json j = sk_json_on(&(rq)->arena);         \
        sk_json_open(&j, '{');                        \
        sk_json_key(&j, key);                         \
        sk_json_open(&j, '[');                        \
        for (size_t i = 0; i < (found).n; i++)        \
            each((rq), &j, &(found).v[i]);            \
        sk_json_close(&j, ']');                       \
        sk_json_close(&j, '}');                       \
        finish((rq), &j);                             \
    } while (0)

static void story_item(sk_request *rq, sk_json *j, const sk_story_row *s)
{
    sk_json_open(j, '{');
    story(rq, j, s);
    sk_json_close(j, '}');
}

void sk_api_stories(sk_request *rq)
{
    sk_story_filter f = {.from = instant(rq, "from"), .to = instant(rq, "to"),
                         .now = SK_NO_TIME, .query = sk_param(rq, "q"),
                         .entity = sk_param(rq, "entity"), .limit = limit(rq),
                         .offset = offset(rq)};
    sk_stories_found found;
    sk_err err;

    if (!sk_part_failed(rq, sk_store_stories(rq->store, &f, &rq->arena, &found,
                                             &err), &err))
        LIST(rq, "stories", found, story_item);
}

void sk_api_story(sk_request *rq)
{
    int64_t id = sk_part_id(rq), asked = id;
    sk_json j = sk_json_on(&rq->arena);
    sk_story_row s;
    sk_timeline tl;
    sk_err err;

    if (sk_part_failed(rq, sk_store_story(rq->store, &id, SK_NO_TIME,
                                          &rq->arena, &s, &err), &err))
        return;
    if (id != asked) {
        rq->status = 301;
        rq->location =
            sk_strf(&rq->arena, "/api/v1/stories/%lld", (long long)id);
        return;
    }
    if (sk_part_failed(rq, sk_store_timeline(rq->store, id, limit(rq),
                                             offset(rq), &rq->arena, &tl,
                                             &err), &err))
        return;
    sk_json_open(&j, '{');
    story(rq, &j, &s);
    sk_json_key(&j, "timeline");
    sk_json_open(&j, '[');
    for (size_t i = 0; i < tl.n; i++)
        happening(rq, &j, &tl.v[i]);
    sk_json_close(&j, ']');
    sk_json_close(&j, '}');
    finish(rq, &j);
}

/* A status by its name; -1 for any or an unknown one. */
static int status_of(sk_str s)
{
    for (uint8_t i = 0; i < SK_STATUS_N; i++)
        if (sk_str_eq(s, sk_str_of(sk_status_name(i))))
            return i;
    return -1;
}

void sk_api_events(sk_request *rq)
{
    sk_event_filter f = {.from = instant(rq, "from"), .to = instant(rq, "to"),
                         .actor = sk_param(rq, "actor"),
                         .type = sk_param(rq, "type"),
                         .country = sk_param(rq, "country"),
                         .outlet = sk_param(rq, "outlet"),
                         .status = status_of(sk_param(rq, "status")),
                         .story = sk_param_int(rq, "story", 0, 0, INT64_MAX),
                         .happening =
                             sk_param_int(rq, "happening", 0, 0, INT64_MAX),
                         .limit = limit(rq), .offset = offset(rq)};
    sk_events_found found;
    sk_err err;

    if (!sk_part_failed(rq, sk_store_events(rq->store, &f, &rq->arena, &found,
                                            &err), &err))
        LIST(rq, "events", found, event);
}

void sk_api_quotes(sk_request *rq)
{
    sk_quote_filter f = {.from = instant(rq, "from"), .to = instant(rq, "to"),
                         .by = sk_param(rq, "by"), .query = sk_param(rq, "q"),
                         .story = sk_param_int(rq, "story", 0, 0, INT64_MAX),
                         .limit = limit(rq), .offset = offset(rq)};
    sk_quotes_found found;
    sk_err err;

    if (!sk_part_failed(rq, sk_store_quotes(rq->store, &f, &rq->arena, &found,
                                            &err), &err))
        LIST(rq, "quotes", found, quote);
}

static void party_item(sk_request *rq, sk_json *j, const sk_party *p)
{
    (void)rq;
    party(j, p);
}

void sk_api_people(sk_request *rq)
{
    sk_parties_found found;
    sk_err err;

    if (!sk_part_failed(rq, sk_store_parties(rq->store, sk_param(rq, "q"),
                                             SK_PER, limit(rq), &rq->arena,
                                             &found, &err), &err))
        LIST(rq, "people", found, party_item);
}

void sk_api_document(sk_request *rq)
{
    int64_t id = sk_part_id(rq);
    sk_doc_row d;
    sk_err err;

    if (sk_part_failed(rq, sk_store_doc(rq->store, id, rq->rest, &rq->arena,
                                        &d, &err), &err))
        return;
    rq->type = "application/json";
    sk_buf_add(&rq->arena, &rq->body, d.record);
}

void sk_api_search(sk_request *rq)
{
    sk_search_filter f = {.query = sk_param(rq, "q"),
                          .from = instant(rq, "from"), .to = instant(rq, "to"),
                          .outlet = sk_param(rq, "outlet"),
                          .limit = limit(rq), .offset = offset(rq)};
    sk_search_found found = {0};
    sk_err err;

    if (!f.query.len) {
        sk_reply_error(rq, 400, "no query", SK_STR("give q=WORDS"));
        return;
    }
    if (!sk_part_failed(rq, sk_store_search(rq->store, &f, &rq->arena, &found,
                                            &err), &err))
        LIST(rq, "documents", found, doc);
}
