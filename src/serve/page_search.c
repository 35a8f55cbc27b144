/* page_search.c - what a search finds, with filters and marked words. */
#include "serve/asked.h"
#include "serve/parts.h"
#include "serve/views.h"
#include "serve/words.h"

enum { FOUND = 30 };

/* Text in which \x01 and \x02 stand around each hit. */
static void snippet(sk_request *rq, sk_str s)
{
    while (s.s) {
        sk_str rest, before = sk_str_cut(s, '\x01', &rest), hit;
        sk_text(rq, before);
        if (!rest.s)
            return;
        hit = sk_str_cut(rest, '\x02', &s);
        sk_html(rq, "<mark>");
        sk_text(rq, hit);
        sk_html(rq, "</mark>");
    }
}

static void hit(sk_request *rq, const sk_doc_row *d)
{
    sk_htmlf(rq, "<li><h3 lang=\"vi\"><a href=\"/su-kien/%lld\">",
             (long long)d->happening);
    sk_text(rq, d->title.len ? d->title : d->key);
    sk_html(rq, "</a></h3><p class=\"tight\" lang=\"vi\">");
    snippet(rq, d->snippet);
    sk_html(rq, "</p><p class=\"meta tight\">");
    sk_part_outlet(rq, d->outlet, d->url);
    sk_html(rq, " ");
    sk_part_at(rq, d->published);
    sk_htmlf(rq, " · <a href=\"/dong-su-kien/%lld\">", (long long)d->story);
    sk_both(rq, "dòng sự kiện", "storyline");
    sk_html(rq, "</a></p></li>");
}

/* People and bodies whose name has the words. */
static void named(sk_request *rq, sk_str query)
{
    sk_parties_found found;
    sk_err err;

    if (sk_store_parties(rq->store, query, -1, 6, NULL, &rq->arena, &found,
                         &err) ||
        !found.n)
        return;
    sk_html(rq, "<section class=\"card\"><h2>");
    sk_both(rq, "Nhân vật, nơi chốn", "People and places");
    sk_html(rq, "</h2>");
    sk_part_parties(rq, found.v, (uint32_t)found.n);
    sk_html(rq, "</section>");
}

void sk_page_search(sk_request *rq)
{
    sk_search_filter f = {.query = sk_param(rq, "q"),
                          .from = sk_param_day(rq, "tu"),
                          .to = sk_param_day(rq, "den"),
                          .outlet = sk_param(rq, "bao"),
                          .by_time =
                              sk_str_eq(sk_param(rq, "thu"), SK_STR("moi")),
                          .limit = FOUND};
    sk_search_found found = {0};
    sk_err err;

    if (!f.outlet.len)
        f.outlet.s = NULL;
    if (!sk_part_cursor(rq, "sau", &f.after))
        return;
    if (f.query.len > SK_ASKED_BYTES) {
        sk_reply_error(rq, 400, sk_say(rq, "Câu hỏi quá dài", "Too long"),
                       SK_STR(""));
        return;
    }
    if (f.query.len &&
        sk_part_failed(
            rq, sk_store_search(rq->store, &f, &rq->arena, &found, &err), &err))
        return;
    if (f.query.len)
        rq->feed = sk_strf(&rq->arena, "/tim.atom%.*s",
                           SK_FMT(sk_asked_words(rq, f.query)));
    sk_page_begin(rq, sk_str_of(sk_say(rq, "Tìm", "Search")));
    sk_html(rq, "<h1>");
    sk_both(rq, "Tìm", "Search");
    if (f.query.len) {
        sk_html(rq, ": ");
        sk_text(rq, f.query);
    }
    sk_html(rq, "</h1><form class=\"filters\" data-swap=\"found\"><label>");
    sk_both(rq, "Chữ", "Words");
    sk_html(rq, " <input type=\"search\" name=\"q\" value=\"");
    sk_text(rq, f.query);
    sk_html(rq, "\"></label><label>");
    sk_both(rq, "Từ ngày", "From");
    sk_html(rq, " <input type=\"date\" name=\"tu\" value=\"");
    sk_text(rq, sk_param(rq, "tu"));
    sk_html(rq, "\"></label><label>");
    sk_both(rq, "đến trước", "until before");
    sk_html(rq, " <input type=\"date\" name=\"den\" value=\"");
    sk_text(rq, sk_param(rq, "den"));
    sk_html(rq, "\"></label><label>");
    sk_both(rq, "Báo", "Outlet");
    sk_html(rq, " <input name=\"bao\" value=\"");
    sk_text(rq, f.outlet);
    sk_html(rq, "\"></label><label class=\"check\"><input type=\"checkbox\" "
                "name=\"thu\" value=\"moi\"");
    sk_html(rq, f.by_time ? " checked> " : "> ");
    sk_both(rq, "mới trước", "newest first");
    sk_html(rq, "</label><button>");
    sk_both(rq, "Tìm", "Search");
    sk_html(rq, "</button></form><div id=\"found\"><p class=\"meta\">");
    if (found.n)
        sk_html(rq,
                found.mode == SK_SEARCH_EXACT
                    ? sk_say(rq, "Khớp có dấu", "Marks matched as typed")
                    : sk_say(rq, "Khớp không dấu", "Matched without marks"));
    if (!f.query.len)
        sk_both(rq,
                "Không cần dấu; có dấu thì tìm đúng dấu. “một cụm từ” giữ "
                "nguyên thứ tự, -từ thì bỏ bài có từ đó.",
                "Marks are not needed; those typed must fit. \"A phrase\" "
                "keeps its order, -word leaves out what has it.");
    if (found.n && !found.all)
        sk_htmlf(rq,
                 sk_say(rq,
                        " · rất nhiều bài khớp: xếp hạng lần lượt trong từng "
                        "%d bài mới thêm",
                        " · very many match: ranked %d at a time, those added "
                        "last first"),
                 SK_SEARCH_NEWEST);
    if (rq->feed.s) {
        sk_html(rq, found.n ? " · <a href=\"" : "<a href=\"");
        sk_text(rq, rq->feed);
        sk_html(rq, "\">Atom</a>");
    }
    sk_html(
        rq,
        "</p><div class=\"grid with-side\"><div><ul class=\"plain stories\">");
    for (size_t i = 0; i < found.n; i++)
        hit(rq, &found.v[i]);
    sk_html(rq, "</ul>");
    if (!found.n && f.query.len) {
        sk_html(rq, "<p>");
        sk_both(rq,
                "Không có bài nào. Thử ít chữ hơn, khoảng ngày rộng hơn, "
                "hoặc gõ không dấu.",
                "No article. Try fewer words, more days, or no marks.");
        sk_html(rq, "</p>");
    }
    sk_part_pager(rq, &found.next);
    sk_html(rq, "</div><aside>");
    if (f.query.len)
        named(rq, f.query);
    sk_html(rq, "</aside></div></div>");
    sk_page_end(rq);
}
