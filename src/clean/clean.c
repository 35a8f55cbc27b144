/* clean.c - a raw document into clean text with typed paragraphs. */
#include "clean/clean.h"

#include "base/day.h"
#include "clean/para.h"

/* One field as one paragraph, or as many as it has lines. */
static void add_lines(sk_doc *d, sk_buf *out, sk_str s, int32_t field,
                      uint8_t kind)
{
    sk_str rest = s;

    while (rest.s) {
        size_t at = (size_t)(rest.s - s.s);
        sk_str line = sk_str_cut(rest, '\n', &rest);
        uint32_t beg = (uint32_t)out->n;
        sk_mend(d, out, line, (uint32_t)at, field);
        while (out->n > beg && out->v[out->n - 1] == ' ')
            out->n--;
        if (out->n == beg)
            continue;
        *sk_push(&d->arena, &d->paras) =
            (sk_para){{beg, (uint32_t)out->n}, kind, 0, field};
        sk_buf_char(&d->arena, out, '\n');
    }
}

/* Plain text: a crawler's header line speaks of the document. */
static void add_text(sk_doc *d, sk_buf *out)
{
    sk_str rest = d->raw.text, line = {NULL, 0}, pub = {NULL, 0},
           outlet = {NULL, 0};

    while (rest.s && !line.len)
        line = sk_str_trim(sk_str_cut(rest, '\n', &rest));
    if (line.len && sk_para_header(line, &pub, &outlet)) {
        if (!d->raw.published.s)
            d->raw.published = pub;
        if (!d->raw.outlet.s)
            d->raw.outlet = outlet;
        add_lines(d, out, d->raw.text, SK_FIELD_TEXT, SK_PARA_BODY);
        if (d->paras.n)
            d->paras.v[0].kind = SK_PARA_DATELINE;
        return;
    }
    add_lines(d, out, d->raw.text, SK_FIELD_TEXT, SK_PARA_BODY);
}

static void set_time(sk_doc *d)
{
    d->day = SK_NO_DAY;
    d->minute = -1;
    if (!d->raw.published.s ||
        !sk_iso_parse(sk_str_trim(d->raw.published), &d->day, &d->minute))
        return;
    d->published = sk_day_iso(&d->arena, d->day);
    if (d->minute >= 0)
        d->published =
            sk_strf(&d->arena, "%.*sT%02d:%02d:00+07:00", SK_FMT(d->published),
                    d->minute / 60, d->minute % 60);
}

static void set_id(sk_doc *d)
{
    if (d->raw.id.s)
        d->id = d->raw.id;
    else if (d->raw.url.s)
        d->id = d->raw.url;
    else
        d->id = sk_strf(&d->arena, "%016llx",
                        (unsigned long long)sk_hash(d->text.s, d->text.len, 1));
}

/* A title of one line is the first line of the text. */
static sk_str mended_title(sk_doc *d)
{
    sk_str t = d->raw.title;

    if (t.s && d->paras.n && d->paras.v[0].field == SK_FIELD_TITLE &&
        !memchr(t.s, '\n', t.len))
        return sk_str_trim(sk_doc_sub(d, d->paras.v[0].span));
    return sk_mend_str(d, t);
}

void sk_clean(sk_doc *d)
{
    const sk_raw *r = &d->raw;
    size_t bytes = r->title.len + r->lead.len + r->text.len + r->n_body + 3;
    sk_buf out = {0};

    for (size_t i = 0; i < r->n_body; i++)
        bytes += r->body[i].len;
    sk_reserve(&d->arena, &out, bytes); /* it seldom grows by mending */
    d->segs.n = d->paras.n = 0;
    if (r->title.s)
        add_lines(d, &out, r->title, SK_FIELD_TITLE, SK_PARA_TITLE);
    if (r->lead.s)
        add_lines(d, &out, r->lead, SK_FIELD_LEAD, SK_PARA_LEAD);
    for (size_t i = 0; i < r->n_body; i++)
        add_lines(d, &out, r->body[i], (int32_t)i, SK_PARA_BODY);
    if (r->text.s && !r->title.s && !r->lead.s && !r->n_body)
        add_text(d, &out);
    d->text = sk_buf_str(&out);
    d->title = mended_title(d);
    d->outlet = sk_mend_str(d, r->outlet);
    d->author = sk_mend_str(d, r->author);
    d->url = r->url;
    d->language = r->language.s ? r->language : SK_STR("vi");
    set_time(d);
    set_id(d);
    sk_para_kinds(d);
}
