/* frame.c - what stands around a page: its head, for readers and programs, the
 * site's header with search, its footer.
 */
#include "serve/assets.h"
#include "serve/html.h"

enum { ABOUT_MAX = 200 }; /* characters of a description */

static bool has_asset(const char *path)
{
    for (size_t i = 0; i < sk_n_assets; i++)
        if (strcmp(sk_assets[i].path, path) == 0)
            return true;
    return false;
}

static void link_nav(sk_request *rq, const char *path, const char *vi,
                     const char *en)
{
    sk_html(rq, "<a href=\"");
    sk_html(rq, path);
    sk_html(rq, sk_str_eq(rq->path, sk_str_of(path))
                    ? "\" aria-current=\"page\">"
                    : "\">");
    sk_both(rq, vi, en);
    sk_html(rq, "</a>");
}

static void meta(sk_request *rq, const char *kind, const char *name,
                 sk_str value)
{
    if (!value.len)
        return;
    sk_htmlf(rq, "<meta %s=\"%s\" content=\"", kind, name);
    sk_text(rq, value);
    sk_html(rq, "\">");
}

/* What search engines, and programs that show a link, want to know. */
static void for_others(sk_request *rq, sk_str title)
{
    sk_str about = sk_short(&rq->arena, rq->about, ABOUT_MAX), address;

    meta(rq, "name", "description", about);
    if (!rq->home.len)
        return;
    address = sk_address(rq, rq->home);
    sk_html(rq, "<link rel=\"canonical\" href=\"");
    sk_text(rq, address);
    sk_html(rq, "\">");
    meta(rq, "property", "og:site_name", SK_STR("Sukien"));
    meta(rq, "property", "og:type",
         rq->facts.s ? SK_STR("article") : SK_STR("website"));
    meta(rq, "property", "og:title", title);
    meta(rq, "property", "og:description", about);
    meta(rq, "property", "og:url", address);
    meta(rq, "property", "og:locale", SK_STR("vi_VN"));
    if (rq->facts.s) {
        sk_html(rq, "<script type=\"application/ld+json\">");
        sk_buf_add(&rq->arena, &rq->body, rq->facts);
        sk_html(rq, "</script>");
    }
}

void sk_page_begin(sk_request *rq, sk_str title)
{
    bool en = sk_str_eq(rq->lang, SK_STR("en"));

    rq->type = "text/html; charset=utf-8";
    sk_html(rq, en ? "<!doctype html>\n<html lang=\"en\">"
                   : "<!doctype html>\n<html lang=\"vi\">");
    sk_html(rq, "<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                "content=\"width=device-width, initial-scale=1\"><title>");
    sk_text(rq, title);
    sk_html(rq, " · Sukien</title><link rel=\"stylesheet\" href=\"/style.css\">"
                "<link rel=\"icon\" href=\"/icon.svg\">");
    for_others(rq, title);
    if (rq->feed.s) {
        sk_html(rq, "<link rel=\"alternate\" type=\"application/atom+xml\" "
                    "href=\"");
        sk_text(rq, rq->feed);
        sk_html(rq, "\">");
    }
    if (has_asset("/page.js")) /* fonts and scripts are built together */
        sk_html(rq, "<link rel=\"stylesheet\" href=\"/fonts.css\">"
                    "<script type=\"module\" src=\"/page.js\"></script>");
    sk_html(rq, "</head><body><a class=\"skip\" href=\"#main\">");
    sk_both(rq, "Tới nội dung", "Skip to content");
    sk_html(rq, "</a><header class=\"site\"><div>"
                "<a class=\"name\" href=\"/\">Sukien</a><nav aria-label=\"");
    sk_both(rq, "Chính", "Main");
    sk_html(rq, "\">");
    link_nav(rq, "/", "Dòng sự kiện", "Storylines");
    link_nav(rq, "/lich", "Sắp tới", "Calendar");
    link_nav(rq, "/gioi-thieu", "Giới thiệu", "About");
    sk_html(rq, "<a href=\"");
    sk_query(rq, "lang", en ? SK_STR("vi") : SK_STR("en"));
    sk_html(rq, en ? "\" lang=\"vi\" hreflang=\"vi\">Tiếng Việt"
                   : "\" lang=\"en\" hreflang=\"en\">English");
    sk_html(rq, "</a></nav><form action=\"/tim\" role=\"search\"><input "
                "type=\"search\" name=\"q\" aria-label=\"");
    sk_both(rq, "Tìm, không cần dấu", "No marks needed");
    sk_html(rq, "\" placeholder=\"");
    sk_both(rq, "Tìm, không cần dấu", "No marks needed");
    sk_html(rq, "\" value=\"");
    if (sk_str_starts(rq->path, SK_STR("/tim")))
        sk_text(rq, sk_param(rq, "q"));
    sk_html(rq, "\"><button>");
    sk_both(rq, "Tìm", "Search");
    sk_html(rq, "</button></form></div></header><main id=\"main\">\n");
}

void sk_page_end(sk_request *rq)
{
    sk_html(rq, "</main><footer class=\"site\"><p>");
    sk_both(rq,
            "Mọi điều ghi ở đây dẫn về câu văn của bài gốc. Mã sự kiện theo "
            "PLOVER và CAMEO.",
            "Every claim leads back to its sentence in the source. Events are "
            "coded in PLOVER and CAMEO.");
    sk_html(rq, " <a href=\"/api/v1/openapi.json\">API</a></p></footer>"
                "<p id=\"news\" role=\"status\"></p></body></html>\n");
}
