/* timex3.c - a document with its times marked in it: TimeML 1.2.1. */
#include "record.h"

static void escaped(sk_arena *a, sk_buf *out, sk_str s)
{
    for (size_t i = 0; i < s.len; i++)
        switch (s.s[i]) {
        case '&':
            sk_buf_add(a, out, SK_STR("&amp;"));
            break;
        case '<':
            sk_buf_add(a, out, SK_STR("&lt;"));
            break;
        case '>':
            sk_buf_add(a, out, SK_STR("&gt;"));
            break;
        case '"':
            sk_buf_add(a, out, SK_STR("&quot;"));
            break;
        default:
            sk_buf_char(a, out, s.s[i]);
        }
}

static void attribute(sk_arena *a, sk_buf *out, const char *name, sk_str value)
{
    if (!value.s)
        return;
    sk_buf_add(a, out, sk_strf(a, " %s=\"", name));
    escaped(a, out, value);
    sk_buf_char(a, out, '"');
}

/* A lunar month has no TIMEX3 value: it keeps its ISO 8601 interval "A/B". */
static void open_tag(sk_arena *a, sk_buf *out, size_t id, const sk_time *t)
{
    sk_buf_add(a, out, sk_strf(a, "<TIMEX3 tid=\"t%zu\"", id));
    attribute(a, out, "type", sk_str_of(sk_time_type_name(t->type)));
    attribute(a, out, "value", t->value);
    attribute(a, out, "mod", t->mod);
    attribute(a, out, "timezone", t->tz);
    attribute(a, out, "calendar", t->cal);
    sk_buf_char(a, out, '>');
}

void sk_timex3(sk_doc *d, sk_buf *out)
{
    sk_arena *a = &d->arena;
    uint32_t at = 0;

    sk_buf_add(a, out, SK_STR("<TimeML>\n<DOCID>"));
    escaped(a, out, d->id);
    sk_buf_add(a, out, SK_STR("</DOCID>\n"));
    if (d->published.s)
        sk_buf_add(a, out,
                   sk_strf(a,
                           "<DCT><TIMEX3 tid=\"t0\" type=\"%s\" value=\"%.*s\" "
                           "functionInDocument=\"CREATION_TIME\">%.*s"
                           "</TIMEX3></DCT>\n",
                           d->published.len > 10 ? "TIME" : "DATE",
                           SK_FMT(d->published), SK_FMT(d->published)));
    sk_buf_add(a, out, SK_STR("<TEXT>"));
    for (size_t i = 0; i < d->times.n; i++) {
        const sk_time *t = &d->times.v[i];
        escaped(a, out, sk_str_sub(d->text, at, t->span.beg));
        open_tag(a, out, i + 1, t);
        escaped(a, out, sk_doc_sub(d, t->span));
        sk_buf_add(a, out, SK_STR("</TIMEX3>"));
        at = t->span.end;
    }
    escaped(a, out, sk_str_sub(d->text, at, d->text.len));
    sk_buf_add(a, out, SK_STR("</TEXT>\n</TimeML>"));
}
