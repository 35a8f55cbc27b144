/* feed_xml.c - the elements of a feed in XML, by libexpat.
 *
 * What a field may be called differs by the kind of feed and its modules; of
 * several that are there, the one of the lowest rank counts. A name belongs to a
 * field only right below an item or in a wrapper of an item's own (an author, a
 * group of media): a picture, a source or a contributor have titles too.
 */
#include <expat.h>
#include <stdio.h>
#include <strings.h>

#include "base/entity.h"
#include "read/feed_parts.h"
#include "read/url.h"

enum {
    DEPTH_MAX = 512,
    PREFIXES_MAX = 32,  /* namespaces in use at a time */
    NAME_MAX_LEN = 64,  /* bytes of a name that we know */
    ENTITIES_MAX = 64,  /* of a document's own, at most... */
    ENTITY_BYTES = 64,  /* ...of so many bytes, none within another */
    AUTHORS_BYTES = 200 /* of several authors together */
};

/* What an element is. */
typedef enum { OUTSIDE, CHANNEL, ITEM, WRAPPER, PERSON, ASIDE } place;

typedef struct level {
    place place;
    sk_str base; /* of addresses in it */
} level;

typedef struct prefix {
    sk_str name, means; /* "a10", "" for Atom */
    unsigned depth;
} prefix;

typedef struct state {
    sk_arena *a;
    sk_feed *feed;
    XML_Parser xml;
    level *levels; /* [DEPTH_MAX + 1] */
    unsigned depth;
    prefix prefixes[PREFIXES_MAX];
    size_t n_prefixes, n_entities;

    sk_feed_item *item; /* inside one */
    unsigned item_depth;
    uint8_t rank[SK_FF_N]; /* of what its fields hold, + 1 */
    bool id_is_url;

    sk_buf text;
    sk_str *slot; /* where the text of the open element goes */
    unsigned slot_depth;
    sk_feed_field slot_field; /* SK_FF_N: of the feed itself */
    sk_feed_as reading;
    uint8_t slot_rank;
    bool joins; /* another author: both count */
} state;

static bool is(const char *name, const char *what)
{
    return strcasecmp(name, what) == 0;
}

/* ---- names ---- */

static void declare(state *s, const char **attrs)
{
    for (size_t i = 0; attrs[i] && s->n_prefixes < PREFIXES_MAX; i += 2) {
        const char *name = attrs[i], *means;
        if (strncmp(name, "xmlns", 5) != 0 || (name[5] && name[5] != ':'))
            continue;
        name += name[5] ? 6 : 5;
        means = sk_feed_space(attrs[i + 1]);
        s->prefixes[s->n_prefixes++] = (prefix){
            sk_str_dup(s->a, sk_str_of(name)),
            means ? sk_str_of(means) : sk_str_dup(s->a, sk_str_of(name)),
            s->depth};
    }
}

/* The name by which the tables below know an element. */
static const char *known_name(const state *s, const char *name,
                              char out[NAME_MAX_LEN])
{
    const char *colon = strchr(name, ':');
    sk_str pre = {name, colon ? (size_t)(colon - name) : 0};

    for (size_t i = s->n_prefixes; i-- > 0;) {
        const prefix *p = &s->prefixes[i];
        const char *local = colon ? colon + 1 : name;
        if (!sk_str_eq(p->name, pre))
            continue;
        if (sk_str_eq(p->means, pre) ||
            p->means.len + strlen(local) + 2 > NAME_MAX_LEN)
            break;
        memcpy(out, p->means.s, p->means.len);
        out[p->means.len] = ':';
        strcpy(out + p->means.len + (p->means.len > 0), local);
        return out;
    }
    return name;
}

static sk_str *field_of(sk_feed_item *it, sk_feed_field f)
{
    static const size_t at[SK_FF_N] = {
        [SK_FF_ID] = offsetof(sk_feed_item, id),
        [SK_FF_URL] = offsetof(sk_feed_item, url),
        [SK_FF_TITLE] = offsetof(sk_feed_item, title),
        [SK_FF_AUTHOR] = offsetof(sk_feed_item, author),
        [SK_FF_SECTION] = offsetof(sk_feed_item, section),
        [SK_FF_PUBLISHED] = offsetof(sk_feed_item, published),
        [SK_FF_SUMMARY] = offsetof(sk_feed_item, summary),
        [SK_FF_CONTENT] = offsetof(sk_feed_item, content),
    };

    return (sk_str *)((char *)it + at[f]);
}

static bool is_rich(sk_feed_field f)
{
    return f == SK_FF_TITLE || f == SK_FF_SUMMARY || f == SK_FF_CONTENT;
}

static sk_str kept(state *s, const char *value)
{
    return sk_str_trim(sk_str_dup(s->a, sk_str_of(value)));
}

/* ---- text of an element ---- */

static void close_slot(state *s)
{
    sk_str t = sk_feed_text(s->a, sk_buf_str(&s->text), s->reading),
           *slot = s->slot;

    s->slot = NULL;
    if (s->slot_field == SK_FF_AUTHOR)
        t = sk_feed_person(t);
    if (s->slot_field == SK_FF_URL)
        t = sk_url_join(s->a, s->levels[s->depth].base, t);
    if (!t.len || (s->joins && slot->len + t.len > AUTHORS_BYTES))
        return;
    *slot =
        s->joins ? sk_strf(s->a, "%.*s, %.*s", SK_FMT(*slot), SK_FMT(t)) : t;
    if (s->slot_field < SK_FF_N)
        s->rank[s->slot_field] = s->slot_rank;
}

static void open_slot(state *s, sk_str *slot, sk_feed_field f)
{
    s->slot = slot;
    s->slot_field = f;
    s->slot_depth = s->depth;
    s->reading = SK_AS_HTML;
    s->joins = false;
    s->text = (sk_buf){0};
}

/* Opens a field of the item, if nothing better is in it. */
static void open_field(state *s, sk_feed_field f, uint8_t rank)
{
    sk_str *slot = field_of(s->item, f);
    bool joins = f == SK_FF_AUTHOR && slot->len && s->rank[f] == rank + 1;

    if (slot->len && s->rank[f] <= rank + 1 && !joins)
        return;
    open_slot(s, slot, f);
    s->joins = joins;
    s->slot_rank = (uint8_t)(rank + 1);
}

/* ---- elements ---- */

static bool is_void(const char *name)
{
    static const char *const names_of[] = {"br",    "hr",     "img",  "input",
                                           "embed", "source", "area", "col",
                                           "link",  "meta",   "wbr"};

    for (size_t i = 0; i < sizeof names_of / sizeof *names_of; i++)
        if (is(name, names_of[i]))
            return true;
    return false;
}

static const char *local_name(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon ? colon + 1 : name;
}

/* Markup inside of a field, as XHTML in Atom, is written as HTML again. */
static void add_tag(state *s, const char *name, const char **attrs)
{
    name = local_name(name);
    if (!attrs && is_void(name))
        return;
    sk_buf_add(s->a, &s->text, attrs ? SK_STR("<") : SK_STR("</"));
    sk_buf_add(s->a, &s->text, sk_str_of(name));
    for (size_t i = 0; attrs && attrs[i]; i += 2) {
        if (strchr(attrs[i], ':') || strncmp(attrs[i], "xmlns", 5) == 0)
            continue;
        sk_buf_char(s->a, &s->text, ' ');
        sk_buf_add(s->a, &s->text, sk_str_of(attrs[i]));
        sk_buf_add(s->a, &s->text, SK_STR("=\""));
        sk_feed_escape(s->a, &s->text, sk_str_of(attrs[i + 1]));
        sk_buf_char(s->a, &s->text, '"');
    }
    sk_buf_char(s->a, &s->text, '>');
}

static void outline(state *s, const char **attrs)
{
    sk_feed_item it = {.url = kept(s, sk_feed_attr(attrs, "xmlUrl")),
                       .title = kept(s, sk_feed_attr(attrs, "text"))};

    s->feed->is_opml = true;
    if (it.url.len && s->feed->items.n < SK_FEED_ITEMS)
        *sk_push(s->a, &s->feed->items) = it;
}

static void open_item(state *s, const char **attrs)
{
    if (s->feed->items.n >= SK_FEED_ITEMS) {
        XML_StopParser(s->xml, XML_FALSE);
        return;
    }
    s->item = sk_push(s->a, &s->feed->items);
    *s->item =
        (sk_feed_item){.id = kept(s, sk_feed_attr(attrs, "rdf:about")),
                       .url = kept(s, sk_feed_attr(attrs, "href")),
                       .published = kept(s, sk_feed_attr(attrs, "lastmod"))};
    s->item_depth = s->depth;
    s->id_is_url = true;
    memset(s->rank, 0, sizeof s->rank);
    s->levels[s->depth].place = ITEM;
}

/* An item without an address of its own may have one as its name. */
static void close_item(state *s)
{
    sk_feed_item *it = s->item;

    s->item = NULL;
    if (!it->url.len && s->id_is_url &&
        (sk_str_starts(it->id, SK_STR("http://")) ||
         sk_str_starts(it->id, SK_STR("https://"))))
        it->url = it->id;
}

/* <link href="..."> of Atom. Whether it was one. */
static bool link_attr(state *s, const char **attrs, sk_str *url)
{
    const char *href = sk_feed_attr(attrs, "href"),
               *rel = sk_feed_attr(attrs, "rel");

    if (!*href)
        return false;
    if (!url->len && (!*rel || is(rel, "alternate")))
        *url = sk_url_join(s->a, s->levels[s->depth].base, kept(s, href));
    return true;
}

/* An element below an item, by the name that we know. */
static void in_item(state *s, const char *name, const char **attrs)
{
    place up = s->levels[s->depth - 1].place;
    place *here = &s->levels[s->depth].place;
    sk_feed_field f;
    uint8_t rank;

    *here = ASIDE;
    if (up == ASIDE)
        return;
    if (up == PERSON) {
        if (is(local_name(name), "name"))
            open_field(s, SK_FF_AUTHOR, 0);
        else if (is(local_name(name), "email"))
            open_field(s, SK_FF_AUTHOR, 3);
        return;
    }
    if (is(name, "news:news") || is(name, "media:group") ||
        is(name, "media:content")) {
        *here = WRAPPER;
        return;
    }
    if (is(name, "link") && link_attr(s, attrs, &s->item->url)) {
        s->rank[SK_FF_URL] = s->rank[SK_FF_URL] ? s->rank[SK_FF_URL] : 2;
        return;
    }
    f = sk_feed_named(name, &rank);
    if (f == SK_FF_N)
        return;
    if (f == SK_FF_SECTION && !s->item->section.len) {
        const char *term = sk_feed_attr(attrs, "term");
        s->item->section = kept(s, *term ? term : sk_feed_attr(attrs, "text"));
    }
    if (f == SK_FF_ID && is(sk_feed_attr(attrs, "isPermaLink"), "false"))
        s->id_is_url = false;
    *here = f == SK_FF_AUTHOR ? PERSON : ASIDE;
    open_field(s, f, rank);
    if (s->slot && is_rich(f))
        s->reading = sk_feed_said(name, attrs);
}

/* An element of the feed itself. */
static void in_channel(state *s, const char *name, const char **attrs)
{
    sk_feed *f = s->feed;
    sk_str *slot = NULL;

    if (is(name, "title") || (is(name, "dc:title") && !f->title.len))
        slot = &f->title;
    else if (is(name, "language") || is(name, "dc:language"))
        slot = &f->language;
    else if (is(name, "link") && !link_attr(s, attrs, &f->url))
        slot = &f->url;
    if (!slot || slot->len)
        return;
    open_slot(s, slot, SK_FF_N);
    if (slot == &f->title)
        s->reading = sk_feed_said(name, attrs);
}

static bool is_item(const state *s, const char *name)
{
    return is(name, "item") || is(name, "entry") || is(name, "sitemap") ||
           (is(name, "url") && s->feed->is_sitemap);
}

static void XMLCALL start(void *arg, const char *raw, const char **attrs)
{
    state *s = arg;
    sk_feed *f = s->feed;
    char buf[NAME_MAX_LEN];
    const char *name, *base;
    level *here;

    if (s->depth == DEPTH_MAX) {
        XML_StopParser(s->xml, XML_FALSE);
        return;
    }
    here = &s->levels[++s->depth];
    *here = (level){OUTSIDE, here[-1].base};
    base = sk_feed_attr(attrs, "xml:base");
    if (*base)
        here->base = sk_url_join(s->a, here->base, kept(s, base));
    declare(s, attrs);
    name = known_name(s, raw, buf);
    if (s->slot && s->slot_field == SK_FF_AUTHOR)
        s->slot = NULL; /* its name is told apart */
    if (s->slot) {
        if (is_rich(s->slot_field) || s->slot_field == SK_FF_N)
            add_tag(s, raw, attrs);
        return;
    }
    f->is_sitemap |= is(name, "urlset") || is(name, "sitemapindex");
    f->is_index |= is(name, "sitemapindex");
    if (is(name, "outline"))
        outline(s, attrs);
    else if (s->item)
        in_item(s, name, attrs);
    else if (is_item(s, name))
        open_item(s, attrs);
    else if (is(name, "channel") || is(name, "feed"))
        here->place = CHANNEL;
    else if (here[-1].place == CHANNEL)
        in_channel(s, name, attrs);
}

static void XMLCALL end(void *arg, const char *name)
{
    state *s = arg;

    if (s->slot && s->depth == s->slot_depth)
        close_slot(s);
    else if (s->slot && (is_rich(s->slot_field) || s->slot_field == SK_FF_N))
        add_tag(s, name, NULL);
    if (s->item && s->depth == s->item_depth)
        close_item(s);
    while (s->n_prefixes && s->prefixes[s->n_prefixes - 1].depth == s->depth)
        s->n_prefixes--;
    s->depth--;
}

static void XMLCALL chars(void *arg, const char *text, int len)
{
    state *s = arg;
    sk_str t = {text, len > 0 ? (size_t)len : 0};

    if (!s->slot)
        return;
    if (s->reading == SK_AS_XHTML)
        sk_feed_escape(s->a, &s->text, t);
    else
        sk_buf_add(s->a, &s->text, t);
}

/* ---- entities ---- */

/* A document's own entities are read if they are short and plain. */
static void XMLCALL own_entity(void *arg, const char *name, int is_param,
                               const char *value, int len, const char *base,
                               const char *system, const char *public,
                               const char *notation)
{
    state *s = arg;

    (void)name;
    (void)base;
    (void)system;
    (void)public;
    (void)notation;
    if (is_param || len > ENTITY_BYTES || ++s->n_entities > ENTITIES_MAX ||
        (value &&
         (memchr(value, '&', (size_t)len) || memchr(value, '<', (size_t)len))))
        XML_StopParser(s->xml, XML_FALSE);
}

/* One that a table elsewhere would explain: HTML's own are known. */
static void XMLCALL skipped_entity(void *arg, const char *name, int is_param)
{
    state *s = arg;
    char ref[40], out[16];
    int len = snprintf(ref, sizeof ref, "&%s;", name);
    size_t behind, n;

    if (is_param || len <= 0 || len >= (int)sizeof ref)
        return;
    n = sk_entity_at((sk_str){ref, (size_t)len}, 0, out, &behind);
    chars(s, out, (int)n);
}

/* ---- all of it ---- */

bool sk_feed_xml(sk_arena *a, sk_str bytes, sk_str url, sk_feed *out,
                 sk_err *err)
{
    state *s = sk_new(a, state, 1);
    jmp_buf *outer = a->full, full;
    XML_Parser xml;
    bool ok;

    s->a = a;
    s->feed = out;
    s->levels = sk_new(a, level, DEPTH_MAX + 1);
    s->levels[0].base = url;
    xml = XML_ParserCreate("UTF-8");
    if (!xml)
        return false;
    s->xml = xml;
    XML_SetUserData(xml, s);
    XML_SetElementHandler(xml, start, end);
    XML_SetCharacterDataHandler(xml, chars);
    XML_SetEntityDeclHandler(xml, own_entity);
    XML_SetSkippedEntityHandler(xml, skipped_entity);
    a->full = &full; /* the arena may run out while expat's memory is ours */
    if (setjmp(full)) {
        XML_ParserFree(xml);
        a->full = outer;
        longjmp(*outer, 1);
    }
    ok = XML_Parse(xml, bytes.s, (int)bytes.len, 1) == XML_STATUS_OK;
    if (s->slot &&
        (s->slot_field == SK_FF_SUMMARY || s->slot_field == SK_FF_CONTENT))
        close_slot(s); /* cut off in it: what came before counts */
    if (s->item)
        close_item(s);
    a->full = outer;
    if (!ok)
        sk_fail(err, SK_EINPUT, (size_t)XML_GetCurrentByteIndex(xml),
                "feed: line %lu: %s", XML_GetCurrentLineNumber(xml),
                XML_ErrorString(XML_GetErrorCode(xml)));
    XML_ParserFree(xml);
    return ok;
}
