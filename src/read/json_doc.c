/* json_doc.c - one article as a JSON object, by jansson. */
#include "read/reader.h"

#include <jansson.h>

#include "read/charset.h"

static sk_str take(sk_arena *a, const json_t *v)
{
    if (!json_is_string(v))
        return (sk_str){NULL, 0};
    return sk_charset_unbroken(
        a,
        sk_str_dup(a, (sk_str){json_string_value(v), json_string_length(v)}));
}

/* The first of the named fields that is a string. */
static sk_str field(sk_arena *a, const json_t *o, const char *name,
                    const char *or_name, const char *or_else)
{
    const char *names[] = {name, or_name, or_else};

    for (int i = 0; i < 3 && names[i]; i++) {
        sk_str s = take(a, json_object_get(o, names[i]));
        if (s.s)
            return s;
    }
    return (sk_str){NULL, 0};
}

static void body(sk_arena *a, const json_t *v, sk_raw *raw)
{
    sk_str *list;

    if (json_is_string(v)) {
        list = sk_new(a, sk_str, 1);
        list[0] = take(a, v);
        raw->body = list;
        raw->n_body = 1;
        raw->body_is_string = true;
    } else if (json_is_array(v)) {
        list = sk_new(a, sk_str, json_array_size(v) + 1);
        for (size_t i = 0; i < json_array_size(v); i++) {
            list[i] = take(a, json_array_get(v, i));
            if (!list[i].s)
                list[i] = SK_STR("");
        }
        raw->body = list;
        raw->n_body = json_array_size(v);
    }
}

static void fill(sk_arena *a, const json_t *o, sk_raw *raw)
{
    const json_t *id = json_object_get(o, "id");

    raw->id = take(a, id);
    if (json_is_integer(id))
        raw->id = sk_strf(a, "%lld", (long long)json_integer_value(id));
    raw->url = field(a, o, "url", NULL, NULL);
    raw->outlet = field(a, o, "outlet", "sourceName", "source");
    raw->section = field(a, o, "section", NULL, NULL);
    raw->author = field(a, o, "author", NULL, NULL);
    raw->language = field(a, o, "language", NULL, NULL);
    raw->published = field(a, o, "published", "ref", NULL);
    raw->title = field(a, o, "title", NULL, NULL);
    raw->lead = field(a, o, "lead", NULL, NULL);
    body(a, json_object_get(o, "body"), raw);
    raw->text = field(a, o, "text", NULL, NULL);
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
    json_error_t je;
    json_t *o = json_loadb(line.s, line.len,
                           JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &je);
    jmp_buf *outer = a->full, full;
    sk_str html;

    if (!o)
        return sk_fail(err, SK_EINPUT, (size_t)je.position, "JSON: %s",
                       je.text);
    if (!json_is_object(o)) {
        json_decref(o);
        return sk_fail(err, SK_EINPUT, 0, "JSON: not an object");
    }
    *raw = (sk_raw){.day_from = SK_NO_DAY, .day_to = SK_NO_DAY};
    a->full = &full; /* the arena may run out while jansson's tree is ours */
    if (setjmp(full)) {
        json_decref(o);
        a->full = outer;
        longjmp(*outer, 1);
    }
    fill(a, o, raw);
    html = raw->text.s || raw->n_body ? (sk_str){NULL, 0}
                                      : field(a, o, "html", NULL, NULL);
    a->full = outer;
    json_decref(o);
    if (html.s)
        from_html(eng, a, html, raw);
    if (!raw->text.s && !raw->n_items && !raw->title.s && !raw->lead.s &&
        !raw->n_body)
        return sk_fail(err, SK_EINPUT, 0,
                       "no text: needs text, title, lead or body");
    return SK_OK;
}
