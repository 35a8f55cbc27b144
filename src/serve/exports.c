/* exports.c - a storyline in other people's formats: /dong-su-kien/ID.EXT
 *
 * csv: a row for each coded event, with a header and a byte order mark.
 * gdelt.tsv: the 61 columns of GDELT 2.0, without a header.
 * geojson: a point for each event whose place is named in the text.
 * gexf: the network of who did what to whom (GEXF 1.3).
 * timeline.json: TimelineJS.
 */
#include <math.h>

#include "base/day.h"
#include "record.h"
#include "serve/draw.h"
#include "serve/parts.h"
#include "serve/views.h"
#include "serve/words.h"

enum { EVENTS = 20000, GDELT_COLUMNS = 61 };

static bool events_of(sk_request *rq, const sk_story_row *s,
                      sk_events_found *found)
{
    sk_event_filter f = {.from = SK_NO_TIME,
                         .to = SK_NO_TIME,
                         .status = -1,
                         .story = s->id,
                         .limit = EVENTS};
    sk_err err;

    return !sk_part_failed(
        rq, sk_store_events(rq->store, &f, &rq->arena, found, &err), &err);
}

static sk_str iso_day(sk_request *rq, int64_t day)
{
    return day == SK_NO_TIME ? SK_STR("")
                             : sk_day_iso(&rq->arena, (int32_t)day);
}

static sk_str number(sk_request *rq, double v)
{
    return isnan(v) ? SK_STR("") : sk_strf(&rq->arena, "%.6g", v);
}

/* ---- CSV ---- */

/* A field; one that a spreadsheet would take for a formula gets a quote. */
static void cell(sk_request *rq, sk_str s, bool last)
{
    sk_html(rq, "\"");
    if (s.len && strchr("=+-@", s.s[0]) &&
        !(s.len > 1 && s.s[0] == '-' && s.s[1] >= '0' && s.s[1] <= '9'))
        sk_html(rq, "'");
    for (size_t i = 0; i < s.len; i++) {
        if (s.s[i] == '"')
            sk_buf_char(&rq->arena, &rq->body, '"');
        sk_buf_char(&rq->arena, &rq->body, s.s[i]);
    }
    sk_html(rq, last ? "\"\r\n" : "\",");
}

static void csv(sk_request *rq, const sk_story_row *s)
{
    sk_events_found v;

    if (!events_of(rq, s, &v))
        return;
    rq->type = "text/csv; charset=utf-8; header=present";
    sk_html(rq, "\xEF\xBB\xBFid,day,type,mode,cameo,quad,goldstein,status,"
                "source,source_code,target,target_code,place,country,lat,lon,"
                "claimed_by,evidence,outlet,published,url,happening\r\n");
    for (size_t i = 0; i < v.n; i++) {
        const sk_event_row *e = &v.v[i];
        const sk_str cells[] = {
            sk_strf(&rq->arena, "%lld", (long long)e->id),
            iso_day(rq, e->day_from),
            e->type,
            e->mode,
            e->cameo,
            sk_strf(&rq->arena, "%d", e->quad),
            number(rq, e->goldstein),
            sk_str_of(sk_status_name(e->status)),
            e->source,
            e->source_code,
            e->target,
            e->target_code,
            e->where,
            sk_str_of(e->country),
            number(rq, e->lat),
            number(rq, e->lon),
            e->claimed_by,
            e->evidence_text,
            e->outlet,
            sk_store_time(&rq->arena, e->published),
            e->url,
            sk_strf(&rq->arena, "%lld", (long long)e->happening)};
        enum { N = sizeof cells / sizeof *cells };
        for (size_t k = 0; k < N; k++)
            cell(rq, cells[k], k == N - 1);
    }
}

/* ---- GDELT ---- */

/* Code, name, country and first type of the first of several parties, into ten
 * columns. */
static void actor(sk_request *rq, sk_str *c, sk_str names, sk_str codes)
{
    sk_str rest, name = names.s ? sk_str_trim(sk_str_cut(names, ';', &rest))
                                : SK_STR("");
    sk_str code =
        codes.s ? sk_str_trim(sk_str_cut(codes, ';', &rest)) : SK_STR("");
    sk_str sector = {NULL, 0}, country;

    country = code.len ? sk_str_cut(code, ' ', &sector) : code;
    c[0] = sk_strf(&rq->arena, "%.*s%.*s", SK_FMT(country), (int)sector.len,
                   sector.s ? sector.s : "");
    c[1] = name;
    c[2] = country;
    c[7] = sector;
}

static void geo(sk_request *rq, sk_str *c, const sk_event_row *e)
{
    if (!e->where.len)
        return;
    c[0] = sk_str_of(e->country[0] ? "1" : "0");
    c[1] = e->where;
    c[2] = sk_str_of(e->country);
    c[5] = number(rq, e->lat);
    c[6] = number(rq, e->lon);
}

static void gdelt_row(sk_request *rq, const sk_event_row *e)
{
    sk_str c[GDELT_COLUMNS] = {{NULL, 0}};
    int64_t day = e->day_from != SK_NO_TIME    ? e->day_from
                  : e->published != SK_NO_TIME ? e->published / 1440
                                               : 0;
    int64_t added = e->published == SK_NO_TIME ? 0 : e->published - 7 * 60;
    int y, m, d;
    sk_arena *a = &rq->arena;

    sk_day_civil((int32_t)day, &y, &m, &d);
    c[0] = sk_strf(a, "%lld", (long long)e->id);
    c[1] = sk_strf(a, "%04d%02d%02d", y, m, d);
    c[2] = sk_strf(a, "%04d%02d", y, m);
    c[3] = sk_strf(a, "%04d", y);
    c[4] = sk_strf(a, "%.4f", y + (m * 30.0 + d - 30) / 365);
    actor(rq, c + 5, e->source, e->source_code);
    actor(rq, c + 15, e->target, e->target_code);
    c[25] = SK_STR("1");
    c[26] = e->cameo;
    c[27] = e->cameo.len > 3 ? sk_str_sub(e->cameo, 0, 3) : e->cameo;
    c[28] = e->cameo.len > 2 ? sk_str_sub(e->cameo, 0, 2) : e->cameo;
    c[29] = sk_strf(a, "%d", e->quad);
    c[30] = number(rq, e->goldstein);
    c[31] = c[32] = c[33] = SK_STR("1");
    geo(rq, c + 51, e);
    sk_day_civil((int32_t)(added / 1440), &y, &m, &d);
    c[59] = sk_strf(a, "%04d%02d%02d%02d%02d00", y, m, d,
                    (int)(added % 1440 / 60), (int)(added % 60));
    c[60] = e->url;
    for (size_t i = 0; i < GDELT_COLUMNS; i++) {
        for (size_t k = 0; k < c[i].len; k++) /* no tab inside a field */
            sk_buf_char(a, &rq->body,
                        (unsigned char)c[i].s[k] < ' ' ? ' ' : c[i].s[k]);
        sk_html(rq, i + 1 < GDELT_COLUMNS ? "\t" : "\n");
    }
}

static void gdelt(sk_request *rq, const sk_story_row *s)
{
    sk_events_found v;

    if (!events_of(rq, s, &v))
        return;
    rq->type = "text/tab-separated-values; charset=utf-8";
    for (size_t i = 0; i < v.n; i++) /* only what happened */
        if (v.v[i].status == SK_HAPPENED || v.v[i].status == SK_ONGOING)
            gdelt_row(rq, &v.v[i]);
}

/* ---- GeoJSON, TimelineJS ---- */

static void member(sk_json *j, const char *key, sk_str s)
{
    sk_json_key(j, key);
    sk_json_str(j, s.len ? s : (sk_str){NULL, 0});
}

static void feature(sk_request *rq, sk_json *j, const sk_event_row *e)
{
    sk_json_open(j, '{');
    member(j, "type", SK_STR("Feature"));
    sk_json_key(j, "geometry");
    sk_json_open(j, '{');
    member(j, "type", SK_STR("Point"));
    sk_json_key(j, "coordinates");
    sk_json_open(j, '[');
    sk_json_num(j, e->lon);
    sk_json_num(j, e->lat);
    sk_json_close(j, ']');
    sk_json_close(j, '}');
    sk_json_key(j, "properties");
    sk_json_open(j, '{');
    member(j, "place", e->where);
    member(j, "type", e->type);
    member(j, "cameo", e->cameo);
    member(j, "status", sk_str_of(sk_status_name(e->status)));
    member(j, "source", e->source);
    member(j, "target", e->target);
    member(j, "day", iso_day(rq, e->day_from));
    member(j, "evidence", e->evidence_text);
    member(j, "url", e->url);
    sk_json_close(j, '}');
    sk_json_close(j, '}');
}

static void geojson(sk_request *rq, const sk_story_row *s)
{
    sk_json j = sk_json_on(&rq->arena);
    sk_events_found v;

    if (!events_of(rq, s, &v))
        return;
    sk_json_open(&j, '{');
    member(&j, "type", SK_STR("FeatureCollection"));
    sk_json_key(&j, "features");
    sk_json_open(&j, '[');
    for (size_t i = 0; i < v.n; i++)
        if (!isnan(v.v[i].lat) && !isnan(v.v[i].lon))
            feature(rq, &j, &v.v[i]);
    sk_json_close(&j, ']');
    sk_json_close(&j, '}');
    rq->type = "application/geo+json";
    rq->body = j.out;
}

/* TimelineJS takes HTML. */
static sk_str escaped(sk_request *rq, sk_str s)
{
    sk_buf before = sk_aside_begin(rq);

    sk_text(rq, s);
    return sk_aside_end(rq, before);
}

static void slide_text(sk_request *rq, sk_json *j, sk_str headline, sk_str text)
{
    sk_json_key(j, "text");
    sk_json_open(j, '{');
    member(j, "headline", escaped(rq, headline));
    member(j, "text", escaped(rq, text));
    sk_json_close(j, '}');
}

static void slide(sk_request *rq, sk_json *j, const sk_happening_row *h)
{
    int y, m, d;

    sk_day_civil((int32_t)h->day, &y, &m, &d);
    sk_json_open(j, '{');
    member(j, "unique_id", sk_strf(&rq->arena, "h%lld", (long long)h->id));
    sk_json_key(j, "start_date");
    sk_json_open(j, '{');
    sk_json_key(j, "year");
    sk_json_int(j, y);
    sk_json_key(j, "month");
    sk_json_int(j, m);
    sk_json_key(j, "day");
    sk_json_int(j, d);
    member(j, "display_date", sk_strf(&rq->arena, "%02d/%02d/%04d", d, m, y));
    sk_json_close(j, '}');
    member(j, "group",
           sk_str_of(sk_word_status(rq, sk_entry_status_name(h->status))));
    slide_text(rq, j, sk_entry_title(h), sk_entry_text(h, &rq->arena));
    sk_json_close(j, '}');
}

static void timelinejs(sk_request *rq, const sk_story_row *s)
{
    sk_line_filter f = {.story = s->id, .status = -1};
    sk_json j = sk_json_on(&rq->arena);
    sk_timeline tl;
    sk_err err;

    if (sk_part_failed(
            rq, sk_store_timeline(rq->store, &f, &rq->arena, &tl, &err), &err))
        return;
    sk_json_open(&j, '{');
    sk_json_key(&j, "title");
    sk_json_open(&j, '{');
    slide_text(rq, &j, s->name, s->state);
    sk_json_close(&j, '}');
    sk_json_key(&j, "events");
    sk_json_open(&j, '[');
    for (size_t i = tl.n; i-- > 0;) /* oldest first */
        slide(rq, &j, &tl.v[i]);
    sk_json_close(&j, ']');
    sk_json_close(&j, '}');
    rq->type = "application/json";
    rq->body = j.out;
}

/* ---- GEXF ---- */

static size_t node_of(sk_request *rq, const sk_dyads *d, sk_str name)
{
    (void)rq;
    for (size_t i = 0; i < 2 * d->n; i++)
        if (sk_str_eq(i % 2 ? d->v[i / 2].to : d->v[i / 2].from, name))
            return i;
    return 0;
}

static void gexf(sk_request *rq, const sk_story_row *s)
{
    sk_deeds_found acts;
    sk_dyads d;
    sk_err err;

    if (sk_part_failed(rq,
                       sk_store_deeds(rq->store, s->id, SK_STR(""), &rq->arena,
                                      &acts, &err),
                       &err))
        return;
    d = sk_dyads_of(rq, &rq->arena, &acts);
    rq->type = "application/gexf+xml; charset=utf-8";
    sk_html(rq, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<gexf xmlns="
                "\"http://gexf.net/1.3\" version=\"1.3\"><graph "
                "defaultedgetype=\"directed\"><attributes class=\"edge\">"
                "<attribute id=\"0\" title=\"kind\" type=\"string\"/>"
                "</attributes><nodes>");
    for (size_t i = 0; i < 2 * d.n; i++) {
        sk_str name = i % 2 ? d.v[i / 2].to : d.v[i / 2].from;
        if (node_of(rq, &d, name) != i)
            continue;
        sk_htmlf(rq, "<node id=\"%zu\" label=\"", i);
        sk_text(rq, name);
        sk_html(rq, "\"/>");
    }
    sk_html(rq, "</nodes><edges>");
    for (size_t i = 0; i < 2 * d.n; i++) {
        const sk_dyad *p = &d.v[i / 2];
        uint32_t n = i % 2 ? p->conf : p->coop;
        if (n)
            sk_htmlf(rq,
                     "<edge id=\"%zu\" source=\"%zu\" target=\"%zu\" "
                     "weight=\"%u\" kind=\"%s\"><attvalues><attvalue "
                     "for=\"0\" value=\"%s\"/></attvalues></edge>",
                     i, node_of(rq, &d, p->from), node_of(rq, &d, p->to), n,
                     i % 2 ? "conflict" : "cooperation",
                     i % 2 ? "conflict" : "cooperation");
    }
    sk_html(rq, "</edges></graph></gexf>\n");
}

/* ---- which ---- */

static void plans(sk_request *rq, const sk_story_row *s)
{
    sk_feed_plans(rq, s->id);
}

bool sk_export(sk_request *rq)
{
    static const struct {
        const char *ext;
        void (*write)(sk_request *rq, const sk_story_row *s);
        bool keep; /* a file to keep */
    } formats[] = {
        {".atom", sk_feed_story, false}, {".feed.json", sk_feed_story, false},
        {".ics", plans, false},          {".csv", csv, true},
        {".gdelt.tsv", gdelt, true},     {".geojson", geojson, true},
        {".gexf", gexf, true},           {".timeline.json", timelinejs, false},
    };
    sk_story_row s;

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        sk_str ext = sk_str_of(formats[i].ext);
        int64_t id;
        if (!sk_str_ends(rq->rest, ext))
            continue;
        id = sk_part_id(sk_str_sub(rq->rest, 0, rq->rest.len - ext.len));
        if (!sk_part_story_asked(rq, &id, &s))
            return true;
        formats[i].write(rq, &s);
        if (formats[i].keep && rq->status == 200)
            rq->filename =
                sk_strf(&rq->arena, "attachment; filename=\"sukien-%lld%s\"",
                        (long long)id, formats[i].ext);
        return true;
    }
    return false;
}
