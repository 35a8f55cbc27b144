/* site.c - what crawlers ask for, and addresses that people try. */
#include "serve/parts.h"
#include "serve/views.h"

enum { LISTED = 5000 /* storylines, the newest */ };

void sk_site_robots(sk_request *rq)
{
    sk_html(rq, "User-agent: *\nDisallow: /api/\nDisallow: /tim\n");
    if (rq->base.len) {
        sk_html(rq, "Sitemap: ");
        sk_buf_add(&rq->arena, &rq->body, rq->base);
        sk_html(rq, "/sitemap.xml\n");
    }
}

static void listed(sk_request *rq, sk_str path, int64_t minute)
{
    sk_html(rq, "<url><loc>");
    sk_text(rq, sk_address(rq, path));
    sk_html(rq, "</loc>");
    if (minute != SK_NO_TIME) {
        sk_html(rq, "<lastmod>");
        sk_text(rq, sk_store_time(&rq->arena, minute));
        sk_html(rq, "</lastmod>");
    }
    sk_html(rq, "</url>\n");
}

void sk_site_map(sk_request *rq)
{
    sk_story_filter f = {.from = SK_NO_TIME,
                         .to = SK_NO_TIME,
                         .now = SK_NO_TIME,
                         .by_time = true,
                         .limit = LISTED};
    sk_stories_found found;
    sk_err err;

    if (sk_part_failed(
            rq, sk_store_stories(rq->store, &f, &rq->arena, &found, &err),
            &err))
        return;
    rq->type = "application/xml; charset=utf-8";
    sk_html(rq, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns="
                "\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    listed(rq, SK_STR("/"), found.n ? found.v[0].last : SK_NO_TIME);
    listed(rq, SK_STR("/lich"), SK_NO_TIME);
    listed(rq, SK_STR("/gioi-thieu"), SK_NO_TIME);
    for (size_t i = 0; i < found.n; i++)
        listed(rq, sk_part_story_path(rq, found.v[i].id, found.v[i].name),
               found.v[i].last);
    sk_html(rq, "</urlset>\n");
}

void sk_site_moved(sk_request *rq)
{
    static const char *const to[][2] = {
        {"/dong-su-kien", "/"},
        {"/dong-su-kien/", "/"},
        {"/favicon.ico", "/icon.svg"},
        {"/openapi.json", "/api/v1/openapi.json"},
    };

    rq->status = 301;
    rq->location =
        sk_str_dup(&rq->arena, sk_str_sub(rq->path, 0, rq->path.len - 1));
    for (size_t i = 0; i < sizeof to / sizeof *to; i++)
        if (sk_str_eq(rq->path, sk_str_of(to[i][0])))
            rq->location = sk_str_of(to[i][1]);
}
