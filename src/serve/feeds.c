/* feeds.c - what is new as Atom and JSON Feed, plans as iCalendar. */
#include "base/day.h"
#include "serve/asked.h"
#include "serve/parts.h"
#include "serve/views.h"
#include "serve/words.h"

enum { ITEMS = 50, PLANS = 1000, FOLD = 73 /* bytes of a line, RFC 5545 */ };

typedef struct item {
    sk_str title, summary, path; /* path: under the server's own address */
    int64_t updated;             /* minutes */
} item;

typedef SK_VEC(item) items;

/* ---- writers ---- */

/* XML allows no control characters; text from outside may hold some. */
static void blank_controls(sk_request *rq)
{
    for (size_t i = 0; i < rq->body.n; i++)
        if ((unsigned char)rq->body.v[i] < ' ' && rq->body.v[i] != '\n')
            rq->body.v[i] = ' ';
}

static void element(sk_request *rq, const char *name, sk_str text)
{
    sk_htmlf(rq, "<%s>", name);
    sk_text(rq, text);
    sk_htmlf(rq, "</%s>", name);
}

static sk_str stamp(sk_request *rq, int64_t minute)
{
    sk_str s = sk_store_time(&rq->arena, minute == SK_NO_TIME ? 0 : minute);

    /* RFC 3339 wants seconds: "2026-03-09T20:15+07:00" */
    return s.len > 16 && s.s[16] != ':'
               ? sk_strf(&rq->arena, "%.16s:00%.*s", s.s, (int)s.len - 16,
                         s.s + 16)
               : s;
}

/* "?q=dien%20dam" of a search, "" of what has one address alone. */
static sk_str question(sk_request *rq)
{
    sk_str q = sk_param(rq, "q");

    return q.len && sk_str_starts(rq->path, SK_STR("/tim."))
               ? sk_asked_words(rq, q)
               : SK_STR("");
}

/* Where the feed itself is. */
static sk_str self(sk_request *rq)
{
    return sk_strf(&rq->arena, "%.*s%.*s%.*s", SK_FMT(rq->base),
                   SK_FMT(rq->path), SK_FMT(question(rq)));
}

static void atom(sk_request *rq, sk_str title, sk_str page, const items *v)
{
    int64_t newest = 0;

    for (size_t i = 0; i < v->n; i++)
        newest = v->v[i].updated > newest ? v->v[i].updated : newest;
    rq->type = "application/atom+xml; charset=utf-8";
    sk_html(rq, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">");
    element(rq, "title", title);
    element(rq, "id", sk_address(rq, page));
    element(rq, "updated", stamp(rq, newest));
    sk_html(rq,
            "<author><name>Sukien</name></author><link rel=\"self\" href=\"");
    sk_text(rq, self(rq));
    sk_html(rq, "\"/><link href=\"");
    sk_text(rq, sk_address(rq, page));
    sk_html(rq, "\"/>");
    for (size_t i = 0; i < v->n; i++) {
        sk_str url = sk_address(rq, v->v[i].path);
        sk_html(rq, "\n<entry>");
        element(rq, "title", v->v[i].title);
        element(rq, "id", url);
        element(rq, "updated", stamp(rq, v->v[i].updated));
        sk_html(rq, "<link href=\"");
        sk_text(rq, url);
        sk_html(rq, "\"/>");
        if (v->v[i].summary.len)
            element(rq, "summary", v->v[i].summary);
        sk_html(rq, "</entry>");
    }
    sk_html(rq, "\n</feed>\n");
    blank_controls(rq);
}

static void member(sk_json *j, const char *key, sk_str s)
{
    sk_json_key(j, key);
    sk_json_str(j, s);
}

static void json_feed(sk_request *rq, sk_str title, sk_str page, const items *v)
{
    sk_json j = sk_json_on(&rq->arena);

    sk_json_open(&j, '{');
    member(&j, "version", SK_STR("https://jsonfeed.org/version/1.1"));
    member(&j, "title", title);
    member(&j, "language", SK_STR("vi"));
    member(&j, "home_page_url", sk_address(rq, page));
    member(&j, "feed_url", self(rq));
    sk_json_key(&j, "items");
    sk_json_open(&j, '[');
    for (size_t i = 0; i < v->n; i++) {
        sk_str url = sk_address(rq, v->v[i].path);
        sk_json_open(&j, '{');
        member(&j, "id", url);
        member(&j, "url", url);
        member(&j, "title", v->v[i].title);
        member(&j, "content_text",
               v->v[i].summary.len ? v->v[i].summary : v->v[i].title);
        member(&j, "date_published", stamp(rq, v->v[i].updated));
        sk_json_close(&j, '}');
    }
    sk_json_close(&j, ']');
    sk_json_close(&j, '}');
    rq->type = "application/feed+json";
    rq->body = j.out;
}

static void feed(sk_request *rq, sk_str title, sk_str page, const items *v)
{
    if (sk_str_ends(rq->path, SK_STR(".json")))
        json_feed(rq, title, page, v);
    else
        atom(rq, title, page, v);
}

/* ---- what they hold ---- */

void sk_feed_front(sk_request *rq)
{
    sk_story_filter f = {.from = SK_NO_TIME,
                         .to = SK_NO_TIME,
                         .now = SK_NO_TIME,
                         .by_time = true,
                         .limit = ITEMS};
    sk_stories_found found;
    items v = {0};
    sk_err err;

    if (sk_part_failed(
            rq, sk_store_stories(rq->store, &f, &rq->arena, &found, &err),
            &err))
        return;
    for (size_t i = 0; i < found.n; i++)
        *sk_push(&rq->arena, &v) = (item){
            found.v[i].name, found.v[i].state,
            sk_strf(&rq->arena, "/dong-su-kien/%lld", (long long)found.v[i].id),
            found.v[i].last};
    feed(rq, SK_STR("Sukien: dòng sự kiện"), SK_STR("/"), &v);
}

void sk_feed_story(sk_request *rq, const sk_story_row *s)
{
    sk_line_filter f = {.story = s->id, .status = -1, .limit = ITEMS};
    sk_timeline tl;
    items v = {0};
    sk_err err;

    if (sk_part_failed(
            rq, sk_store_timeline(rq->store, &f, &rq->arena, &tl, &err), &err))
        return;
    for (size_t i = 0; i < tl.n; i++)
        *sk_push(&rq->arena, &v) = (item){
            sk_entry_title(&tl.v[i]), sk_entry_text(&tl.v[i], &rq->arena),
            sk_strf(&rq->arena, "/su-kien/%lld", (long long)tl.v[i].id),
            tl.v[i].last};
    feed(rq, s->name,
         sk_strf(&rq->arena, "/dong-su-kien/%lld", (long long)s->id), &v);
}

static sk_str without(sk_str s, const char *ending)
{
    sk_str e = sk_str_of(ending);

    return sk_str_ends(s, e) ? sk_str_sub(s, 0, s.len - e.len) : s;
}

bool sk_feed_of_person(sk_request *rq)
{
    sk_str id = without(without(rq->rest, ".atom"), ".feed.json");
    sk_quote_filter q = {
        .from = SK_NO_TIME, .to = SK_NO_TIME, .by = id, .limit = ITEMS};
    sk_parties_found who;
    sk_quotes_found found;
    items v = {0};
    sk_err err;

    if (id.len == rq->rest.len)
        return false;
    if (sk_part_failed(rq,
                       sk_store_parties(rq->store, id, -1, 1, NULL, &rq->arena,
                                        &who, &err),
                       &err) ||
        sk_part_failed(rq, who.n ? SK_OK : SK_ENONE, &err) ||
        sk_part_failed(
            rq, sk_store_quotes(rq->store, &q, &rq->arena, &found, &err), &err))
        return true;
    for (size_t i = 0; i < found.n; i++) {
        const sk_quote_row *r = &found.v[i];
        *sk_push(&rq->arena, &v) =
            (item){sk_strf(&rq->arena, "%.*s: “%.*s”", SK_FMT(r->speaker),
                           SK_FMT(sk_short(&rq->arena, r->text, 120))),
                   r->text,
                   sk_strf(&rq->arena, "/su-kien/%lld#q%lld",
                           (long long)r->happening, (long long)r->id),
                   r->published};
    }
    feed(rq, who.v[0].name, sk_part_entity_path(&rq->arena, id), &v);
    return true;
}

void sk_feed_search(sk_request *rq)
{
    sk_search_filter f = {.query = sk_param(rq, "q"),
                          .from = SK_NO_TIME,
                          .to = SK_NO_TIME,
                          .by_time = true,
                          .limit = ITEMS};
    sk_search_found found = {0};
    items v = {0};
    sk_err err;

    if (f.query.len && f.query.len <= SK_ASKED_BYTES &&
        sk_part_failed(
            rq, sk_store_search(rq->store, &f, &rq->arena, &found, &err), &err))
        return;
    for (size_t i = 0; i < found.n; i++)
        *sk_push(&rq->arena, &v) = (item){
            found.v[i].title.len ? found.v[i].title : found.v[i].key,
            found.v[i].lead,
            sk_strf(&rq->arena, "/su-kien/%lld#d%lld",
                    (long long)found.v[i].happening, (long long)found.v[i].id),
            found.v[i].published};
    feed(rq, sk_strf(&rq->arena, "Sukien: %.*s", SK_FMT(f.query)),
         sk_strf(&rq->arena, "/tim%.*s", SK_FMT(question(rq))), &v);
}

/* ---- iCalendar ---- */

/* A content line, folded at whole characters. */
static void content(sk_request *rq, const char *name, sk_str value)
{
    size_t room = FOLD - strlen(name) - 1;

    sk_html(rq, name);
    sk_html(rq, ":");
    while (value.len > room) {
        size_t cut = room;
        while (cut && ((unsigned char)value.s[cut] & 0xC0) == 0x80)
            cut--;
        sk_buf_add(&rq->arena, &rq->body, sk_str_sub(value, 0, cut));
        sk_html(rq, "\r\n ");
        value = sk_str_sub(value, cut, value.len);
        room = FOLD;
    }
    sk_buf_add(&rq->arena, &rq->body, value);
    sk_html(rq, "\r\n");
}

static void content_text(sk_request *rq, const char *name, sk_str s)
{
    sk_buf b = {0};

    for (size_t i = 0; i < s.len; i++) {
        if (strchr("\\;,", s.s[i] ? s.s[i] : ' '))
            sk_buf_char(&rq->arena, &b, '\\');
        sk_buf_char(&rq->arena, &b, (unsigned char)s.s[i] < ' ' ? ' ' : s.s[i]);
    }
    content(rq, name, sk_buf_str(&b));
}

static sk_str ymd(sk_request *rq, int64_t day)
{
    int y, m, d;

    sk_day_civil((int32_t)day, &y, &m, &d);
    return sk_strf(&rq->arena, "%04d%02d%02d", y, m, d);
}

static void vevent(sk_request *rq, const sk_event_row *e)
{
    int64_t told = e->published == SK_NO_TIME ? 0 : e->published - 7 * 60;
    int64_t last = e->day_to == SK_NO_TIME ? e->day_from : e->day_to;

    content(rq, "BEGIN", SK_STR("VEVENT"));
    content(rq, "UID",
            sk_strf(&rq->arena, "%lld-%.*s@sukien", (long long)e->happening,
                    SK_FMT(e->type)));
    content(rq, "DTSTAMP",
            sk_strf(&rq->arena, "%.*sT%02d%02d00Z",
                    SK_FMT(ymd(rq, told / 1440)), (int)(told % 1440 / 60),
                    (int)(told % 60)));
    content(rq, "DTSTART;VALUE=DATE", ymd(rq, e->day_from));
    content(rq, "DTEND;VALUE=DATE", ymd(rq, last + 1));
    content_text(rq, "SUMMARY", e->title.len ? e->title : e->evidence_text);
    content_text(rq, "DESCRIPTION", e->evidence_text);
    if (e->where.len)
        content_text(rq, "LOCATION", e->where);
    if (rq->base.len)
        content(rq, "URL",
                sk_strf(&rq->arena, "%.*s/su-kien/%lld", SK_FMT(rq->base),
                        (long long)e->happening));
    content(rq, "STATUS", SK_STR("TENTATIVE"));
    content(rq, "TRANSP", SK_STR("TRANSPARENT"));
    content(rq, "END", SK_STR("VEVENT"));
}

/* Plans of a storyline, of all if 0; one entry for each happening, type, day. */
void sk_feed_plans(sk_request *rq, int64_t story)
{
    sk_event_filter f = {.from = SK_NO_TIME,
                         .to = SK_NO_TIME,
                         .status = SK_PLANNED,
                         .story = story,
                         .limit = PLANS};
    sk_events_found found;
    sk_err err;

    if (sk_part_failed(
            rq, sk_store_events(rq->store, &f, &rq->arena, &found, &err), &err))
        return;
    rq->type = "text/calendar; charset=utf-8";
    content(rq, "BEGIN", SK_STR("VCALENDAR"));
    content(rq, "VERSION", SK_STR("2.0"));
    content(rq, "PRODID", SK_STR("-//sukien//sukien//VI"));
    content(rq, "CALSCALE", SK_STR("GREGORIAN"));
    for (size_t i = 0; i < found.n; i++) {
        const sk_event_row *e = &found.v[i];
        bool told = e->day_from == SK_NO_TIME;
        for (size_t k = 0; k < i && !told; k++)
            told = found.v[k].happening == e->happening &&
                   found.v[k].day_from != SK_NO_TIME &&
                   sk_str_eq(found.v[k].type, e->type);
        if (!told)
            vevent(rq, e);
    }
    content(rq, "END", SK_STR("VCALENDAR"));
}

void sk_feed_calendar(sk_request *rq)
{
    sk_feed_plans(rq, 0);
}
