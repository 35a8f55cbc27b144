/* page_happening.c - one happening as every outlet told it: what was coded
 * from which sentence and why, and what was said.
 */
#include "serve/facts.h"
#include "serve/parts.h"
#include "serve/views.h"
#include "serve/words.h"

enum { DOCS = 40, EVENTS = 200, QUOTES = 100 };

static void term(sk_request *rq, const char *vi, const char *en, sk_str value)
{
    if (!value.len)
        return;
    sk_html(rq, "<dt>");
    sk_both(rq, vi, en);
    sk_html(rq, "</dt><dd>");
    sk_text(rq, value);
    sk_html(rq, "</dd>");
}

static void why(sk_request *rq, const sk_event_row *e)
{
    sk_arena *a = &rq->arena;

    sk_html(rq, "<details><summary>");
    sk_both(rq, "Vì sao mã hóa như vậy", "Why coded so");
    sk_html(rq, "</summary><dl class=\"why\">");
    term(rq, "Mẫu", "Pattern", e->pattern);
    term(rq, "Chữ trong câu", "Words", e->trigger);
    term(rq, "Bối cảnh", "Context", e->context);
    term(rq, "Ngày như trong câu", "Day as told", e->when);
    term(rq, "Goldstein", "Goldstein", sk_strf(a, "%+.1f", e->goldstein));
    term(rq, "Độ tin", "Confidence", sk_strf(a, "%.2f", e->confidence));
    term(rq, "Byte trong bài", "Bytes of the text",
         sk_strf(a, "%u–%u", e->evidence.beg, e->evidence.end));
    sk_htmlf(rq, "</dl><p class=\"meta\"><a href=\"/api/v1/documents/%lld\">",
             (long long)e->doc);
    sk_both(rq, "Toàn bộ bản ghi của bài (JSON)",
            "The article's whole record (JSON)");
    sk_html(rq, "</a></p></details>");
}

/* The first of the happening's documents that reports a quotation. */
static int64_t first_told(const sk_docs_found *docs, const sk_quote_row *q)
{
    for (size_t i = 0; i < docs->n; i++)
        for (uint32_t k = 0; k < q->n_reports; k++)
            if (q->reports[k].doc == docs->v[i].id)
                return docs->v[i].id;
    return 0;
}

/* All that is told of it. */
typedef struct told {
    sk_docs_found docs;
    sk_events_found events;
    sk_quotes_found quotes;
    int64_t *quote_doc; /* [quotes.n] the document under which it stands */
} told;

static void outlet(sk_request *rq, const told *t, size_t at)
{
    const sk_doc_row *d = &t->docs.v[at];

    sk_htmlf(rq, "<article class=\"card outlet\" id=\"d%lld\"><h3>",
             (long long)d->id);
    sk_part_outlet(rq, d->outlet, d->url);
    sk_html(rq, "</h3><p class=\"meta tight\">");
    sk_part_at(rq, d->published);
    if (!at && t->docs.n > 1) {
        sk_html(rq, " <span class=\"tag\">");
        sk_both(rq, "đưa trước", "first");
        sk_html(rq, "</span>");
    }
    if (d->article != d->id) {
        sk_html(rq, " <span class=\"tag\">");
        sk_both(rq, "đăng lại", "republished");
        sk_html(rq, "</span>");
    }
    sk_html(rq, "</p><p class=\"tight\" lang=\"vi\"><strong>");
    sk_text(rq, d->title);
    sk_html(rq, "</strong></p>");
    if (d->lead.len && !sk_str_eq(d->lead, d->title)) {
        sk_html(rq, "<p class=\"tight\" lang=\"vi\">");
        sk_text(rq, d->lead);
        sk_html(rq, "</p>");
    }
    for (size_t i = 0; i < t->events.n; i++)
        if (t->events.v[i].doc == d->id) {
            sk_part_event(rq, &t->events.v[i], false);
            why(rq, &t->events.v[i]);
        }
    for (size_t i = 0; i < t->quotes.n; i++)
        if (t->quote_doc[i] == d->id)
            sk_part_quote(rq, &t->quotes.v[i]);
    sk_html(rq, "</article>");
}

static void link_to(sk_request *rq, int64_t happening, sk_str title)
{
    sk_htmlf(rq, "<li><a lang=\"vi\" href=\"/su-kien/%lld\">",
             (long long)happening);
    sk_text(rq, title);
    sk_html(rq, "</a></li>");
}

/* What a digest names, and the digests that name this one. */
static void digests(sk_request *rq, int64_t happening)
{
    sk_timeline cited;
    sk_docs_found citing;
    sk_err err;

    if (sk_store_cited(rq->store, happening, &rq->arena, &cited, &err) ||
        sk_store_citing(rq->store, happening, &rq->arena, &citing, &err))
        return;
    if (cited.n) {
        sk_html(rq, "<h2>");
        sk_both(rq, "Điểm lại các sự kiện", "A digest of");
        sk_html(rq, "</h2><ul class=\"plain\">");
        for (size_t i = 0; i < cited.n; i++)
            link_to(rq, cited.v[i].id, sk_entry_title(&cited.v[i]));
        sk_html(rq, "</ul>");
    }
    if (citing.n) {
        sk_html(rq, "<h2>");
        sk_both(rq, "Được điểm lại trong", "In digests");
        sk_html(rq, "</h2><ul class=\"plain\">");
        for (size_t i = 0; i < citing.n; i++)
            link_to(rq, citing.v[i].happening,
                    citing.v[i].title.len ? citing.v[i].title
                                          : citing.v[i].key);
        sk_html(rq, "</ul>");
    }
}

void sk_page_happening(sk_request *rq)
{
    int64_t id = sk_part_id(rq->rest);
    sk_event_filter f = {.from = SK_NO_TIME,
                         .to = SK_NO_TIME,
                         .status = -1,
                         .happening = id,
                         .limit = EVENTS};
    sk_quote_filter q = {
        .from = SK_NO_TIME, .to = SK_NO_TIME, .happening = id, .limit = QUOTES};
    sk_happening_row h;
    told t;
    sk_err err;

    if (!sk_part_happening_asked(rq, id, DOCS, &h, &t.docs) ||
        sk_part_failed(
            rq, sk_store_events(rq->store, &f, &rq->arena, &t.events, &err),
            &err) ||
        sk_part_failed(
            rq, sk_store_quotes(rq->store, &q, &rq->arena, &t.quotes, &err),
            &err))
        return;
    t.quote_doc = sk_new(&rq->arena, int64_t, t.quotes.n + 1);
    for (size_t i = 0; i < t.quotes.n; i++)
        t.quote_doc[i] = first_told(&t.docs, &t.quotes.v[i]);
    rq->home = sk_strf(&rq->arena, "/su-kien/%lld", (long long)id);
    rq->about = h.lead;
    rq->facts = sk_facts_happening(rq, &h, &t.docs);
    sk_page_begin(rq, sk_entry_title(&h));
    sk_html(rq, "<h1 lang=\"vi\">");
    sk_text(rq, sk_entry_title(&h));
    sk_html(rq, "</h1>");
    if (h.title.len && h.lead.len && !sk_str_eq(h.title, h.lead)) {
        sk_html(rq, "<p class=\"state\" lang=\"vi\">");
        sk_text(rq, h.lead);
        sk_html(rq, "</p>");
    }
    sk_html(rq, "<p class=\"meta\">");
    sk_part_on(rq, h.day);
    sk_part_standing(rq, &h);
    sk_html(rq, " · ");
    sk_part_count(rq, h.n_docs, "bài", "articles");
    sk_html(rq, " · ");
    sk_part_count(rq, h.n_outlets, "báo", "outlets");
    sk_htmlf(rq, " · <a href=\"/dong-su-kien/%lld\">", (long long)h.story);
    sk_both(rq, "Cả dòng sự kiện", "The whole storyline");
    sk_htmlf(rq, "</a> · <a href=\"/api/v1/happenings/%lld\">JSON</a></p>",
             (long long)id);
    sk_part_beside(rq, &h);
    sk_html(rq, "<div class=\"outlets\">");
    for (size_t i = 0; i < t.docs.n; i++)
        outlet(rq, &t, i);
    sk_html(rq, "</div>");
    digests(rq, id);
    sk_page_end(rq);
}
