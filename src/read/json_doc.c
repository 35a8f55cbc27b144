/* json_doc.c - one article as a JSON object. */
#include "read/reader.h"

#include "read/charset.h"
#include "read/json_tree.h"

/* The fields of an article; others are ignored. */
enum field {
    ID,
    URL,
    OUTLET,
    SOURCE_NAME,
    SOURCE,
    SECTION,
    AUTHOR,
    LANGUAGE,
    PUBLISHED,
    REF,
    TITLE,
    LEAD,
    BODY,
    TEXT,
    HTML,
    N_FIELDS
};
static const char *const names[N_FIELDS] = {
    "id",      "url",    "outlet",   "sourceName", "source",
    "section", "author", "language", "published",  "ref",
    "title",   "lead",   "body",     "text",       "html",
};

typedef struct object {
    sk_arena *a;
    sk_jtree v;
    uint32_t at[N_FIELDS]; /* where in v, 0: not there */
} object;

static int find_fields(object *o, sk_err *err)
{
    for (uint32_t i = sk_jtree_first(&o->v, 0); i;
         i = sk_jtree_next(&o->v, 0, i)) {
        int f = 0;
        while (f < N_FIELDS && !sk_str_eq(o->v.v[i].key, sk_str_of(names[f])))
            f++;
        if (f == N_FIELDS)
            continue;
        if (o->at[f])
            return sk_fail(err, SK_EINPUT, 0, "JSON: two fields \"%s\"",
                           names[f]);
        o->at[f] = i;
    }
    return SK_OK;
}

static sk_str take(const object *o, uint32_t i)
{
    sk_str s = sk_jtree_text(&o->v, i);

    return s.s ? sk_charset_unbroken(o->a, sk_str_dup(o->a, s)) : s;
}

/* A field if it is a string. */
static sk_str field(const object *o, enum field f)
{
    return o->at[f] ? take(o, o->at[f]) : (sk_str){NULL, 0};
}

/* The first of the fields [first, last] that is a string. */
static sk_str any_field(const object *o, enum field first, enum field last)
{
    sk_str s = {NULL, 0};

    for (enum field f = first; f <= last && !s.s; f++)
        s = field(o, f);
    return s;
}

/* A number as it is written, or a string. */
static sk_str id(const object *o)
{
    const sk_jnode *n = &o->v.v[o->at[ID]];

    if (o->at[ID] && n->kind == SK_J_NUMBER)
        return sk_str_dup(o->a, n->text);
    return field(o, ID);
}

/* A string, or a list of paragraphs. */
static void body(const object *o, sk_raw *raw)
{
    const sk_jnode *n = &o->v.v[o->at[BODY]];
    sk_str *list;

    raw->body_is_string = o->at[BODY] && n->kind == SK_J_STRING;
    if (raw->body_is_string) {
        raw->body = list = sk_new(o->a, sk_str, 1);
        raw->n_body = 1;
        list[0] = field(o, BODY);
    } else if (o->at[BODY] && n->kind == SK_J_ARRAY) {
        uint32_t i = sk_jtree_first(&o->v, o->at[BODY]);
        raw->body = list = sk_new(o->a, sk_str, n->end - o->at[BODY]);
        for (; i; i = sk_jtree_next(&o->v, o->at[BODY], i)) {
            sk_str s = take(o, i);
            list[raw->n_body++] = s.s ? s : SK_STR("");
        }
    }
}

static void fill(const object *o, sk_raw *raw)
{
    raw->id = id(o);
    raw->url = field(o, URL);
    raw->outlet = any_field(o, OUTLET, SOURCE);
    raw->section = field(o, SECTION);
    raw->author = field(o, AUTHOR);
    raw->language = field(o, LANGUAGE);
    raw->published = any_field(o, PUBLISHED, REF);
    raw->title = field(o, TITLE);
    raw->lead = field(o, LEAD);
    raw->text = field(o, TEXT);
    body(o, raw);
}

/* The field "html": a page; what the object itself says stands. */
static void from_html(const sk_engine *eng, sk_arena *a, sk_str html,
                      sk_raw *raw)
{
    sk_raw said = *raw;

    sk_read_page(a, eng, html, raw->url, raw);
    if (said.id.s)
        raw->id = said.id;
    if (said.url.s)
        raw->url = said.url;
    if (said.outlet.s)
        raw->outlet = said.outlet;
    if (said.section.s)
        raw->section = said.section;
    if (said.author.s)
        raw->author = said.author;
    if (said.published.s)
        raw->published = said.published;
    if (said.title.s)
        raw->title = said.title;
    if (said.lead.s)
        raw->lead = said.lead;
}

int sk_read_json(const sk_engine *eng, sk_str line, sk_arena *a, sk_raw *raw,
                 sk_err *err)
{
    object o = {.a = a};
    sk_str html = {NULL, 0};
    sk_err why;
    int rc = sk_json_strict(a, line, &o.v, &why);

    if (rc)
        return sk_fail(err, rc, why.at, "JSON: %s", why.msg);
    if (o.v.v[0].kind != SK_J_OBJECT)
        return sk_fail(err, SK_EINPUT, 0, "JSON: not an object");
    rc = find_fields(&o, err);
    if (rc)
        return rc;
    *raw = (sk_raw){.day_from = SK_NO_DAY, .day_to = SK_NO_DAY};
    fill(&o, raw);
    if (!raw->text.s && !raw->n_body)
        html = field(&o, HTML);
    if (html.s)
        from_html(eng, a, html, raw);
    if (!raw->text.s && !raw->n_items && !raw->title.s && !raw->lead.s &&
        !raw->n_body)
        return sk_fail(err, SK_EINPUT, 0,
                       "no text: needs text, title, lead or body");
    return SK_OK;
}
