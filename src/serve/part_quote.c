/* part_quote.c - what somebody said, who reports it, and in what other words. */
#include "serve/parts.h"

enum { OUTLETS = 6 };

/* The outlets that have a wording (-1: all), each once, linked to its article;
 * before stands before the first. */
static void outlets(sk_request *rq, const sk_quote_row *q, int64_t wording,
                    const char *before)
{
    unsigned n = 0;

    for (uint32_t i = 0; i < q->n_reports; i++) {
        const sk_quote_report *r = &q->reports[i];
        bool seen = !r->outlet.len || (wording >= 0 && r->wording != wording);
        for (uint32_t k = 0; k < i && !seen; k++)
            seen = sk_str_eq(q->reports[k].outlet, r->outlet) &&
                   (wording < 0 || q->reports[k].wording == wording);
        if (seen)
            continue;
        if (n++ < OUTLETS) {
            sk_html(rq, n > 1 ? ", " : before);
            sk_part_outlet(rq, r->outlet, r->url);
        }
    }
    if (n > OUTLETS)
        sk_htmlf(rq, " +%u", n - OUTLETS);
}

static void words(sk_request *rq, sk_str text, uint8_t kind)
{
    sk_html(rq, kind == SK_DIRECT ? "“" : "");
    sk_text(rq, text);
    sk_html(rq, kind == SK_DIRECT ? "”" : "");
}

static void speaker(sk_request *rq, const sk_quote_row *q)
{
    sk_html(rq, "— ");
    if (q->entity.len) {
        sk_html(rq, "<a href=\"");
        sk_text(rq, sk_part_entity_path(&rq->arena, q->entity));
        sk_html(rq, "\">");
    }
    sk_text(rq, q->speaker.len ? q->speaker
                               : sk_str_of(sk_say(rq, "không rõ", "unknown")));
    if (q->entity.len)
        sk_html(rq, "</a>");
    if (q->told_by.len) {
        sk_html(rq, sk_say(rq, ", theo lời ", ", as told by "));
        sk_text(rq, q->told_by);
    }
}

static void variants(sk_request *rq, const sk_quote_row *q)
{
    if (!q->n_variants)
        return;
    sk_htmlf(rq, "<details class=\"variants\"><summary>%u ", q->n_variants);
    sk_html(rq, q->n_variants > 1
                    ? sk_say(rq, "cách dẫn khác", "other wordings")
                    : sk_say(rq, "cách dẫn khác", "other wording"));
    sk_html(rq, "</summary><ul class=\"plain\">");
    for (uint32_t i = 0; i < q->n_variants; i++) {
        sk_html(rq, "<li><span lang=\"vi\">");
        words(rq, q->variants[i].text, q->variants[i].kind);
        sk_html(rq, "</span> <span class=\"meta\">");
        outlets(rq, q, (int64_t)i + 1, "");
        sk_html(rq, "</span></li>");
    }
    sk_html(rq, "</ul></details>");
}

void sk_part_quote(sk_request *rq, const sk_quote_row *q)
{
    sk_htmlf(rq, "<blockquote id=\"q%lld\"%s><p lang=\"vi\">", (long long)q->id,
             q->kind == SK_DIRECT ? "" : " class=\"retold\"");
    words(rq, q->text, q->kind);
    sk_html(rq, "</p><footer>");
    speaker(rq, q);
    outlets(rq, q, -1,
            q->n_docs > 1 ? sk_say(rq, " · theo ", " · reported by ") : " · ");
    sk_html(rq, " ");
    sk_part_at(rq, q->reports[0].published);
    sk_html(rq, "</footer>");
    variants(rq, q);
    sk_html(rq, "</blockquote>");
}
