/* views.c - where each view is. */
#include "serve/views.h"

#include "serve/assets.h"

static void asset(sk_request *rq)
{
    for (size_t i = 0; i < sk_n_assets; i++)
        if (sk_str_eq(rq->path, sk_str_of(sk_assets[i].path))) {
            rq->type = sk_assets[i].type;
            rq->cache = "max-age=3600";
            sk_buf_add(
                &rq->arena, &rq->body,
                (sk_str){(const char *)sk_assets[i].bytes, sk_assets[i].n});
        }
}

static void health(sk_request *rq)
{
    rq->cache = "no-store";
    sk_buf_add(&rq->arena, &rq->body, SK_STR("ok\n"));
}

sk_view sk_views_find(sk_request *rq)
{
    static const sk_route routes[] = {
        {"/", sk_page_front},
        {"/dong-su-kien.atom", sk_feed_front},
        {"/dong-su-kien.feed.json", sk_feed_front},
        {"/dong-su-kien", sk_site_moved},
        {"/dong-su-kien/", sk_site_moved},
        {"/dong-su-kien/*", sk_page_story},
        {"/su-kien/*", sk_page_happening},
        {"/nguoi/*", sk_page_entity},
        {"/noi/*", sk_page_entity},
        {"/to-chuc/*", sk_page_entity},
        {"/tim", sk_page_search},
        {"/tim.atom", sk_feed_search},
        {"/tim.feed.json", sk_feed_search},
        {"/lich", sk_page_calendar},
        {"/lich.ics", sk_feed_calendar},
        {"/gioi-thieu", sk_page_about},
        {"/api/v1/stories", sk_api_stories},
        {"/api/v1/stories/*", sk_api_story},
        {"/api/v1/happenings", sk_api_happenings},
        {"/api/v1/happenings/*", sk_api_happening},
        {"/api/v1/events", sk_api_events},
        {"/api/v1/quotes", sk_api_quotes},
        {"/api/v1/people", sk_api_people},
        {"/api/v1/people/*", sk_api_person},
        {"/api/v1/places", sk_api_places},
        {"/api/v1/documents", sk_api_documents},
        {"/api/v1/documents/*", sk_api_document},
        {"/api/v1/search", sk_api_search},
        {"/api/v1/calendar", sk_api_calendar},
        {"/api/v1/stats", sk_api_stats},
        {"/healthz", health},
        {"/robots.txt", sk_site_robots},
        {"/sitemap.xml", sk_site_map},
        {"/favicon.ico", sk_site_moved},
        {"/openapi.json", sk_site_moved},
    };
    enum { N_ROUTES = sizeof routes / sizeof *routes };
    sk_view view;

    for (size_t i = 0; i < sk_n_assets; i++)
        if (sk_str_eq(rq->path, sk_str_of(sk_assets[i].path)))
            return asset;
    view = sk_route_find(routes, N_ROUTES, rq);
    if (!view && rq->path.len > 1 && sk_str_ends(rq->path, SK_STR("/"))) {
        sk_request without = {.path =
                                  sk_str_sub(rq->path, 0, rq->path.len - 1)};
        if (sk_route_find(routes, N_ROUTES, &without))
            return sk_site_moved;
    }
    return view;
}
