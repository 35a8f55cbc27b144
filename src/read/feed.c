/* feed.c - reads feeds, sitemaps and lists of feeds. */
#include "read/feed.h"

#include <expat.h>
#include <jansson.h>
#include <strings.h>

#include "base/day.h"
#include "base/entity.h"

enum { DEPTH_MAX = 64, HANOI_MIN = 7 * 60 };

typedef struct state {
    sk_arena *a;
    sk_feed *feed;
    XML_Parser xml;
    sk_feed_item *item; /* inside one */
    unsigned depth, item_depth;
    sk_buf text;
    sk_str *slot; /* where the text of the open element goes */
    unsigned slot_depth;
} state;

static bool is(const char *name, const char *what)
{
    return strcasecmp(name, what) == 0;
}

static bool has(sk_str s, const char *what)
{
    return sk_str_find(s, sk_str_of(what), 0) != SIZE_MAX;
}

bool sk_is_feed(sk_str s)
{
    static const char *const roots[] = {"<rss",    "<feed",         "<rdf:RDF",
                                        "<urlset", "<sitemapindex", "<opml"};
    bool found = false;
    const char *lt;

    s.len = s.len < 2048 ? s.len : 2048;
    if (s.len && s.s[0] == '{')
        return has(s, "jsonfeed.org/version");
    while (s.len && (lt = memchr(s.s, '<', s.len))) {
        s = sk_str_sub(s, (size_t)(lt - s.s), s.len);
        for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
            found |= sk_str_starts(s, sk_str_of(roots[i]));
        if (sk_str_starts(s, SK_STR("<html")) ||
            sk_str_starts(s, SK_STR("<HTML")))
            return false;
        s = sk_str_sub(s, 1, s.len);
    }
    return found;
}

/* ---- dates ---- */

/* A day and time as feeds write it (RFC 822, RFC 3339) in ISO 8601; as written
 * if it is neither. */
static sk_str date_of(sk_arena *a, sk_str s)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char mon[4] = "", zone[8] = "";
    int d, y, h = 0, mi = 0, sec = 0, off = HANOI_MIN, m, n;
    int32_t day;
    char buf[64];
    const char *p;

    s = sk_str_trim(s);
    if (s.len >= sizeof buf || !s.len ||
        (s.s[0] >= '0' && s.s[0] <= '9' && s.len > 4 && s.s[4] == '-'))
        return s;
    memcpy(buf, s.s, s.len);
    buf[s.len] = 0;
    p = strchr(buf, ',');
    p = p ? p + 1 : buf;
    n = sscanf(p, " %2d %3s%*[a-z] %d %d:%d:%d %7s", &d, mon, &y, &h, &mi, &sec,
               zone);
    if (n < 3) {
        sec = 0;
        n = sscanf(p, " %2d %3s %d %d:%d:%d %7s", &d, mon, &y, &h, &mi, &sec,
                   zone);
    }
    p = n >= 3 ? strcasestr(months, mon) : NULL;
    if (!p || (p - months) % 3 || y < 0 || y > 2200 || h < 0 || h > 23 ||
        mi < 0 || mi > 59 || d < 1)
        return s;
    m = (int)(p - months) / 3 + 1;
    if (y < 100)
        y += y < 70 ? 2000 : 1900;
    if (d > sk_month_days(y, m))
        return s;
    if (zone[0] == '+' || zone[0] == '-') {
        int v = (int)strtol(zone + 1, NULL, 10);
        bool colon = strchr(zone, ':') != NULL;
        off = colon || v < 24 ? v * 60 : v / 100 * 60 + v % 100;
        if (zone[0] == '-')
            off = -off;
    } else if (is(zone, "GMT") || is(zone, "UT") || is(zone, "UTC") ||
               is(zone, "Z")) {
        off = 0;
    }
    day = sk_day_of(y, m, d);
    mi += h * 60 - off + HANOI_MIN;
    for (; mi < 0; mi += 1440)
        day--;
    for (; mi >= 1440; mi -= 1440)
        day++;
    sk_day_civil(day, &y, &m, &d);
    return sk_strf(a, "%04d-%02d-%02dT%02d:%02d:%02d+07:00", y, m, d, mi / 60,
                   mi % 60, sec < 0 || sec > 59 ? 0 : sec);
}

/* ---- XML ---- */

static sk_str attr(state *s, const char **attrs, const char *name)
{
    for (size_t i = 0; attrs[i]; i += 2)
        if (is(attrs[i], name))
            return sk_str_dup(s->a, sk_str_of(attrs[i + 1]));
    return (sk_str){NULL, 0};
}

static sk_str *item_slot(sk_feed_item *it, const char *name)
{
    static const struct {
        const char *name;
        size_t at;
    } slots[] = {
#define SLOT(name, field) {name, offsetof(sk_feed_item, field)}
        SLOT("title", title),
        SLOT("news:title", title),
        SLOT("link", url),
        SLOT("loc", url),
        SLOT("guid", id),
        SLOT("id", id),
        SLOT("pubDate", published),
        SLOT("published", published),
        SLOT("dc:date", published),
        SLOT("news:publication_date", published),
        SLOT("updated", published),
        SLOT("lastmod", published),
        SLOT("description", summary),
        SLOT("summary", summary),
        SLOT("content:encoded", content),
        SLOT("content", content),
        SLOT("dc:creator", author),
        SLOT("author", author),
        SLOT("name", author),
        SLOT("category", section),
#undef SLOT
    };

    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        if (is(name, slots[i].name))
            return (sk_str *)((char *)it + slots[i].at);
    return NULL;
}

static void open_slot(state *s, sk_str *slot)
{
    if (!slot || slot->len)
        return;
    s->slot = slot;
    s->slot_depth = s->depth;
    s->text = (sk_buf){0};
}

static void outline(state *s, const char **attrs)
{
    sk_feed_item it = {.url = attr(s, attrs, "xmlUrl"),
                       .title = attr(s, attrs, "text")};

    s->feed->is_opml = true;
    if (it.url.len && s->feed->items.n < SK_FEED_ITEMS)
        *sk_push(s->a, &s->feed->items) = it;
}

static void XMLCALL start(void *arg, const char *name, const char **attrs)
{
    state *s = arg;
    sk_feed *f = s->feed;

    s->depth++;
    if (s->depth > DEPTH_MAX) {
        XML_StopParser(s->xml, XML_FALSE);
        return;
    }
    if (s->slot) { /* markup inside, as XHTML in Atom: its text counts */
        sk_buf_char(s->a, &s->text, ' ');
        return;
    }
    f->is_sitemap |= is(name, "urlset") || is(name, "sitemapindex");
    f->is_index |= is(name, "sitemapindex");
    if (is(name, "outline")) {
        outline(s, attrs);
        return;
    }
    if (!s->item && (is(name, "item") || is(name, "entry") || is(name, "url") ||
                     is(name, "sitemap"))) {
        if (is(name, "url") && !f->is_sitemap) {
            open_slot(s, &f->url);
            return;
        }
        if (f->items.n >= SK_FEED_ITEMS) {
            XML_StopParser(s->xml, XML_FALSE);
            return;
        }
        s->item = sk_push(s->a, &f->items);
        *s->item = (sk_feed_item){0};
        s->item_depth = s->depth;
        return;
    }
    if (s->item && is(name, "link")) {
        sk_str href = attr(s, attrs, "href"), rel = attr(s, attrs, "rel");
        if (href.len) {
            if (!s->item->url.len &&
                (!rel.len || sk_str_eq(rel, SK_STR("alternate"))))
                s->item->url = href;
            return;
        }
    }
    if (s->item)
        open_slot(s, item_slot(s->item, name));
    else if (is(name, "title"))
        open_slot(s, &f->title);
    else if (is(name, "language"))
        open_slot(s, &f->language);
    else if (is(name, "link"))
        open_slot(s, &f->url);
}

static void XMLCALL end(void *arg, const char *name)
{
    state *s = arg;

    (void)name;
    if (s->slot && s->depth == s->slot_depth) {
        *s->slot = sk_str_trim(sk_buf_str(&s->text));
        s->slot = NULL;
    }
    if (s->item && s->depth == s->item_depth)
        s->item = NULL;
    s->depth--;
}

static void XMLCALL chars(void *arg, const char *text, int len)
{
    state *s = arg;

    if (s->slot && len > 0)
        sk_buf_add(s->a, &s->text, (sk_str){text, (size_t)len});
}

static void XMLCALL own_entity(void *arg, const char *name, int is_param,
                               const char *value, int len, const char *base,
                               const char *system, const char *public,
                               const char *notation)
{
    (void)name;
    (void)is_param;
    (void)value;
    (void)len;
    (void)base;
    (void)system;
    (void)public;
    (void)notation;
    XML_StopParser(((state *)arg)->xml, XML_FALSE);
}

static bool parse(sk_arena *a, sk_str bytes, sk_feed *out, sk_err *err)
{
    state *s = sk_new(a, state, 1);
    jmp_buf *outer = a->full, full;
    XML_Parser xml = XML_ParserCreate("UTF-8");
    bool ok;

    if (!xml)
        return false;
    s->a = a;
    s->feed = out;
    s->xml = xml;
    XML_SetUserData(xml, s);
    XML_SetElementHandler(xml, start, end);
    XML_SetCharacterDataHandler(xml, chars);
    XML_SetEntityDeclHandler(xml, own_entity);
    a->full = &full; /* the arena may run out while expat's memory is ours */
    if (setjmp(full)) {
        XML_ParserFree(xml);
        a->full = outer;
        longjmp(*outer, 1);
    }
    ok = XML_Parse(xml, bytes.s, (int)bytes.len, 1) == XML_STATUS_OK;
    a->full = outer;
    if (!ok)
        sk_fail(err, SK_EINPUT, (size_t)XML_GetCurrentByteIndex(xml),
                "feed: line %lu: %s", XML_GetCurrentLineNumber(xml),
                XML_ErrorString(XML_GetErrorCode(xml)));
    XML_ParserFree(xml);
    return ok;
}

/* ---- the second try ---- */

static bool is_xml_ref(sk_str s, size_t i)
{
    static const char *const names[] = {"&amp;", "&lt;", "&gt;", "&quot;",
                                        "&apos;"};

    for (size_t k = 0; k < 5; k++)
        if (sk_str_starts(sk_str_sub(s, i, s.len), sk_str_of(names[k])))
            return true;
    return false;
}

static sk_str mended(sk_arena *a, sk_str s)
{
    sk_buf b = {0};
    size_t i = 0, begin = sk_str_find(s, SK_STR("<"), 0);

    if (begin != SIZE_MAX)
        i = begin; /* nothing may stand before the declaration */
    while (i < s.len) {
        unsigned char c = (unsigned char)s.s[i];
        char out[16];
        size_t stop, n;
        if (c == '<' &&
            sk_str_starts(sk_str_sub(s, i, s.len), SK_STR("<![CDATA["))) {
            stop = sk_str_find(s, SK_STR("]]>"), i);
            stop = stop == SIZE_MAX ? s.len : stop + 3;
            for (; i < stop; i++)
                if ((unsigned char)s.s[i] >= 32 ||
                    strchr("\t\r\n", s.s[i] ? s.s[i] : 1))
                    sk_buf_char(a, &b, s.s[i]);
            continue;
        }
        if (c < 32 && c != '\t' && c != '\r' && c != '\n') {
            i++;
            continue;
        }
        if (c == '&' && !is_xml_ref(s, i)) {
            n = sk_entity_at(s, i, out, &stop);
            if (n && !(n == 1 && strchr("<>&\"'", out[0]))) {
                sk_buf_add(a, &b, (sk_str){out, n});
                i = stop;
                continue;
            }
            sk_buf_add(a, &b, SK_STR("&amp;"));
            i++;
            continue;
        }
        if (c == '<' && i + 1 < s.len &&
            (s.s[i + 1] == ' ' || (s.s[i + 1] >= '0' && s.s[i + 1] <= '9'))) {
            sk_buf_add(a, &b, SK_STR("&lt;"));
            i++;
            continue;
        }
        sk_buf_char(a, &b, s.s[i++]);
    }
    return sk_buf_str(&b);
}

/* ---- JSON Feed ---- */

static sk_str take(sk_arena *a, const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);

    return json_is_string(v) ? sk_str_dup(a, (sk_str){json_string_value(v),
                                                      json_string_length(v)})
                             : (sk_str){NULL, 0};
}

static void json_items(sk_arena *a, const json_t *o, sk_feed *out)
{
    const json_t *items = json_object_get(o, "items");

    out->title = take(a, o, "title");
    out->url = take(a, o, "home_page_url");
    out->language = take(a, o, "language");
    for (size_t i = 0; i < json_array_size(items) && i < SK_FEED_ITEMS; i++) {
        const json_t *e = json_array_get(items, i), *who;
        sk_feed_item it = {.id = take(a, e, "id"),
                           .url = take(a, e, "url"),
                           .title = take(a, e, "title"),
                           .summary = take(a, e, "summary"),
                           .published = take(a, e, "date_published"),
                           .content = take(a, e, "content_html")};
        if (!it.content.s)
            it.content = take(a, e, "content_text");
        who = json_array_get(json_object_get(e, "authors"), 0);
        it.author = take(a, who ? who : json_object_get(e, "author"), "name");
        *sk_push(a, &out->items) = it;
    }
}

static int read_json(sk_arena *a, sk_str bytes, sk_feed *out, sk_err *err)
{
    json_error_t why;
    jmp_buf *outer = a->full, full;
    json_t *o = json_loadb(bytes.s, bytes.len, JSON_ALLOW_NUL, &why);

    if (!o)
        return sk_fail(err, SK_EINPUT, (size_t)why.position, "JSON Feed: %s",
                       why.text);
    a->full = &full;
    if (setjmp(full)) {
        json_decref(o);
        a->full = outer;
        longjmp(*outer, 1);
    }
    json_items(a, o, out);
    a->full = outer;
    json_decref(o);
    return SK_OK;
}

int sk_feed_read(sk_arena *a, sk_str bytes, sk_feed *out, sk_err *err)
{
    sk_err local;

    *out = (sk_feed){0};
    if (!err)
        err = &local;
    if (bytes.len > INT32_MAX / 2)
        return sk_fail(err, SK_ELIMIT, 0, "feed of %zu bytes", bytes.len);
    if (bytes.len && bytes.s[0] == '{')
        return read_json(a, bytes, out, err);
    if (!parse(a, bytes, out, err)) {
        sk_feed first = *out;
        *out = (sk_feed){.mended = true};
        if (!parse(a, mended(a, bytes), out, err) &&
            out->items.n < first.items.n) {
            *out = first;
            out->mended = true;
        }
        if (!out->items.n)
            return err->code;
    }
    for (size_t i = 0; i < out->items.n; i++)
        out->items.v[i].published = date_of(a, out->items.v[i].published);
    return SK_OK;
}
