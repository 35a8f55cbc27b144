/* pages.c - the views: front, storyline, happening, person, search, calendar,
 * about; and where each of them is. */
#include "serve/assets.h"
#include "serve/parts.h"
#include "serve/views.h"

enum { STORIES = 30, ENTRIES = 60, PLANNED = 100 };

/* ---- front ---- */

static void coming(sk_request *rq, uint32_t limit)
{
    sk_event_filter f = {.from = SK_NO_TIME, .to = SK_NO_TIME,
                         .status = SK_PLANNED, .limit = limit};
    sk_events_found found;
    sk_err err;

    if (sk_store_events(rq->store, &f, &rq->arena, &found, &err))
        return;
    sk_html(rq, "<ul class=\"plain\">");
    for (size_t i = 0; i < found.n; i++)
        if (found.v[i].when.len) {
            sk_html(rq, "<li>");
            sk_part_event(rq, &found.v[i], true);
            sk_html(rq, "</li>");
        }
    sk_html(rq, "</ul>");
}

static void said(sk_request *rq)
{
    sk_quote_filter f = {.from = SK_NO_TIME, .to = SK_NO_TIME, .limit = 40};
    sk_quotes_found found;
    unsigned shown = 0;
    sk_err err;

    if (sk_store_quotes(rq->store, &f, &rq->arena, &found, &err))
        return;
    for (size_t i = 0; i < found.n && shown < 4; i++)
        if (found.v[i].kind == SK_DIRECT && found.v[i].speaker.len) {
            sk_part_quote(rq, &found.v[i]);
            shown++;
        }
}

static void pager(sk_request *rq, int64_t page, bool more)
{
    sk_html(rq, "<nav class=\"pages\">");
    if (page > 1) {
        sk_html(rq, "<a rel=\"prev\" href=\"?trang=");
        sk_textf(rq, "%lld", (long long)page - 1);
        sk_html(rq, "\">");
        sk_html(rq, sk_say(rq, "← Trang trước", "← Previous"));
        sk_html(rq, "</a>");
    }
    if (more) {
        sk_html(rq, "<a rel=\"next\" href=\"?trang=");
        sk_textf(rq, "%lld", (long long)page + 1);
        sk_html(rq, "\">");
        sk_html(rq, sk_say(rq, "Trang sau →", "Next →"));
        sk_html(rq, "</a>");
    }
    sk_html(rq, "</nav>");
}

void sk_page_front(sk_request *rq)
{
    int64_t page = sk_param_int(rq, "trang", 1, 1, 10000);
    sk_story_filter f = {.from = SK_NO_TIME, .to = SK_NO_TIME,
                         .now = SK_NO_TIME, .limit = STORIES + 1,
                         .offset = (uint32_t)(page - 1) * STORIES};
    sk_stories_found found;
    sk_err err;

    if (sk_part_failed(rq, sk_store_stories(rq->store, &f, &rq->arena, &found,
                                            &err), &err))
        return;
    sk_page_begin(rq, sk_str_of(sk_say(rq, "Dòng sự kiện", "Storylines")));
    sk_html(rq, "<h1>");
    sk_html(rq, sk_say(rq, "Dòng sự kiện", "Storylines"));
    sk_html(rq, "</h1><div class=\"grid with-side\"><div>");
    sk_html(rq, "<ul class=\"plain stories\">");
    for (size_t i = 0; i < found.n && i < STORIES; i++)
        sk_part_story(rq, &found.v[i]);
    sk_html(rq, "</ul>");
    if (!found.n) {
        sk_html(rq, "<p>");
        sk_html(rq, sk_say(rq, "Kho chưa có dòng sự kiện nào. Hãy chạy "
                               "“sukien add”.",
                           "The store holds no storyline yet. Run “sukien "
                           "add”."));
        sk_html(rq, "</p>");
    }
    pager(rq, page, found.n > STORIES);
    sk_html(rq, "</div><aside><div class=\"card\"><h2 style=\"margin-top:0\">");
    sk_html(rq, sk_say(rq, "Được báo trước", "Announced"));
    sk_html(rq, "</h2>");
    coming(rq, 6);
    sk_html(rq, "</div><h2>");
    sk_html(rq, sk_say(rq, "Ai nói gì", "Who said what"));
    sk_html(rq, "</h2>");
    said(rq);
    sk_html(rq, "</aside></div>");
    sk_page_end(rq);
}

/* ---- storyline ---- */

static void party_list(sk_request *rq, const sk_party *v, uint32_t n)
{
    sk_html(rq, "<ul class=\"plain\">");
    for (uint32_t i = 0; i < n && i < 10; i++) {
        sk_html(rq, "<li><a href=\"/nguoi/");
        sk_text(rq, v[i].id);
        sk_html(rq, "\">");
        sk_text(rq, v[i].name);
        sk_html(rq, "</a> <span class=\"meta\">");
        sk_textf(rq, "%u", v[i].n_docs);
        sk_html(rq, "</span></li>");
    }
    sk_html(rq, "</ul>");
}

static void story_side(sk_request *rq, const sk_story_row *s)
{
    sk_html(rq, "<aside><div class=\"card\"><h2 style=\"margin-top:0\">");
    sk_html(rq, sk_say(rq, "Nhân vật", "People"));
    sk_html(rq, "</h2>");
    party_list(rq, s->people, s->n_people);
    sk_html(rq, "</div><div class=\"card\" style=\"margin-top:1rem\"><h2 "
                "style=\"margin-top:0\">");
    sk_html(rq, sk_say(rq, "Nơi chốn", "Places"));
    sk_html(rq, "</h2>");
    party_list(rq, s->places, s->n_places);
    sk_html(rq, "</div></aside>");
}

void sk_page_story(sk_request *rq)
{
    int64_t id = sk_part_id(rq), asked = id;
    int64_t page = sk_param_int(rq, "trang", 1, 1, 10000);
    sk_story_row s;
    sk_timeline tl;
    sk_err err;

    if (sk_part_failed(rq, id ? sk_store_story(rq->store, &id, SK_NO_TIME,
                                               &rq->arena, &s, &err)
                              : SK_ENONE, &err))
        return;
    if (id != asked) {
        rq->status = 301;
        rq->location = sk_strf(&rq->arena, "/dong-su-kien/%lld", (long long)id);
        return;
    }
    if (sk_part_failed(rq, sk_store_timeline(
            rq->store, id, ENTRIES + 1, (uint32_t)(page - 1) * ENTRIES,
            &rq->arena, &tl, &err), &err))
        return;
    sk_page_begin(rq, s.name);
    sk_html(rq, "<h1>");
    sk_text(rq, s.name);
    sk_html(rq, "</h1>");
    if (s.state.len) {
        sk_html(rq, "<p>");
        sk_text(rq, s.state);
        sk_html(rq, "</p>");
    }
    sk_html(rq, "<p class=\"meta\">");
    sk_part_heat(rq, &s);
    sk_textf(rq, " %u %s · %u %s · %u %s · ", s.n_docs,
             sk_say(rq, "bài", "articles"), s.n_outlets,
             sk_say(rq, "báo", "outlets"), s.n_happenings,
             sk_say(rq, "sự kiện", "happenings"));
    sk_part_day(rq, s.first / 1440);
    sk_html(rq, " – ");
    sk_part_day(rq, s.last / 1440);
    sk_html(rq, " · <a href=\"/api/v1/stories/");
    sk_textf(rq, "%lld", (long long)id);
    sk_html(rq, "\">JSON</a></p><div class=\"grid with-side\"><div>"
                "<ol class=\"timeline\">");
    for (size_t i = 0; i < tl.n && i < ENTRIES; i++)
        sk_part_happening(rq, &tl.v[i]);
    sk_html(rq, "</ol>");
    pager(rq, page, tl.n > ENTRIES);
    sk_html(rq, "</div>");
    story_side(rq, &s);
    sk_html(rq, "</div>");
    sk_page_end(rq);
}

/* ---- happening ---- */

static void happening_events(sk_request *rq, int64_t id)
{
    sk_event_filter f = {.from = SK_NO_TIME, .to = SK_NO_TIME, .status = -1,
                         .happening = id, .limit = 100};
    sk_quote_filter q = {.from = SK_NO_TIME, .to = SK_NO_TIME,
                         .happening = id, .limit = 100};
    sk_events_found events;
    sk_quotes_found quotes;
    sk_err err;

    if (sk_store_events(rq->store, &f, &rq->arena, &events, &err) == SK_OK &&
        events.n) {
        sk_html(rq, "<h2>");
        sk_html(rq, sk_say(rq, "Ai làm gì với ai", "Who did what to whom"));
        sk_html(rq, "</h2>");
        for (size_t i = 0; i < events.n; i++)
            sk_part_event(rq, &events.v[i], true);
    }
    if (sk_store_quotes(rq->store, &q, &rq->arena, &quotes, &err) == SK_OK &&
        quotes.n) {
        sk_html(rq, "<h2>");
        sk_html(rq, sk_say(rq, "Lời nói", "Quotations"));
        sk_html(rq, "</h2>");
        for (size_t i = 0; i < quotes.n; i++)
            sk_part_quote(rq, &quotes.v[i]);
    }
}

void sk_page_happening(sk_request *rq)
{
    sk_happening_row h;
    sk_docs_found docs;
    sk_err err;
    int64_t id = sk_part_id(rq);

    if (!id) {
        sk_part_failed(rq, SK_ENONE, &err);
        return;
    }
    if (sk_part_failed(rq, sk_store_happening(rq->store, id, &rq->arena, &h,
                                              &err), &err) ||
        sk_part_failed(rq, sk_store_docs(rq->store, id, 0, 100, &rq->arena,
                                         &docs, &err), &err))
        return;
    sk_page_begin(rq, h.title);
    sk_html(rq, "<h1>");
    sk_text(rq, h.title.len ? h.title : h.lead);
    sk_html(rq, "</h1><p>");
    if (h.title.len && !sk_str_eq(h.title, h.lead))
        sk_text(rq, h.lead);
    sk_html(rq, "</p><p class=\"meta\"><time>");
    sk_part_day(rq, h.day);
    sk_html(rq, "</time> · <a href=\"/dong-su-kien/");
    sk_textf(rq, "%lld", (long long)h.story);
    sk_html(rq, "\">");
    sk_html(rq, sk_say(rq, "Cả dòng sự kiện", "The whole storyline"));
    sk_html(rq, "</a></p>");
    happening_events(rq, id);
    sk_html(rq, "<h2>");
    sk_html(rq, sk_say(rq, "Các báo", "Outlets"));
    sk_html(rq, "</h2><ul class=\"plain\">");
    for (size_t i = 0; i < docs.n; i++)
        sk_part_source(rq, &docs.v[i]);
    sk_html(rq, "</ul>");
    sk_page_end(rq);
}

/* ---- person, body, place ---- */

void sk_page_person(sk_request *rq)
{
    sk_quote_filter q = {.from = SK_NO_TIME, .to = SK_NO_TIME, .by = rq->rest,
                         .limit = 30};
    sk_event_filter f = {.from = SK_NO_TIME, .to = SK_NO_TIME, .status = -1,
                         .actor = rq->rest, .limit = 30};
    sk_parties_found who, beside;
    sk_events_found events;
    sk_quotes_found quotes;
    sk_err err;

    if (sk_part_failed(rq, sk_store_parties(rq->store, rq->rest, -1, 1,
                                            &rq->arena, &who, &err), &err))
        return;
    if (!who.n) {
        sk_part_failed(rq, SK_ENONE, &err);
        return;
    }
    sk_page_begin(rq, who.v[0].name);
    sk_html(rq, "<h1>");
    sk_text(rq, who.v[0].name);
    sk_html(rq, "</h1><p class=\"meta\">");
    if (who.v[0].role.len) {
        sk_text(rq, who.v[0].role);
        sk_html(rq, " · ");
    }
    sk_textf(rq, "%s%s%u %s", who.v[0].country, who.v[0].country[0] ? " · " : "",
             who.v[0].n_docs, sk_say(rq, "bài", "articles"));
    sk_html(rq, "</p><div class=\"grid with-side\"><div>");
    if (sk_store_quotes(rq->store, &q, &rq->arena, &quotes, &err) == SK_OK &&
        quotes.n) {
        sk_html(rq, "<h2>");
        sk_html(rq, sk_say(rq, "Đã nói", "Said"));
        sk_html(rq, "</h2>");
        for (size_t i = 0; i < quotes.n; i++)
            sk_part_quote(rq, &quotes.v[i]);
    }
    if (sk_store_events(rq->store, &f, &rq->arena, &events, &err) == SK_OK &&
        events.n) {
        sk_html(rq, "<h2>");
        sk_html(rq, sk_say(rq, "Đã làm", "Did"));
        sk_html(rq, "</h2>");
        for (size_t i = 0; i < events.n; i++)
            sk_part_event(rq, &events.v[i], true);
    }
    sk_html(rq, "</div><aside><div class=\"card\"><h2 style=\"margin-top:0\">");
    sk_html(rq, sk_say(rq, "Cùng với", "Together with"));
    sk_html(rq, "</h2>");
    if (sk_store_beside(rq->store, who.v[0].id, 12, &rq->arena, &beside,
                        &err) == SK_OK)
        party_list(rq, beside.v, (uint32_t)beside.n);
    sk_html(rq, "</div></aside></div>");
    sk_page_end(rq);
}

/* ---- search ---- */

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

void sk_page_search(sk_request *rq)
{
    sk_search_filter f = {.query = sk_param(rq, "q"), .from = SK_NO_TIME,
                          .to = SK_NO_TIME, .limit = 30};
    sk_search_found found = {0};
    sk_err err;

    if (f.query.len && sk_part_failed(rq, sk_store_search(
            rq->store, &f, &rq->arena, &found, &err), &err))
        return;
    sk_page_begin(rq, sk_str_of(sk_say(rq, "Tìm", "Search")));
    sk_html(rq, "<h1>");
    sk_html(rq, sk_say(rq, "Tìm", "Search"));
    sk_html(rq, ": ");
    sk_text(rq, f.query);
    sk_html(rq, "</h1><p class=\"meta\">");
    if (f.query.len)
        sk_html(rq, found.mode == SK_SEARCH_EXACT
                        ? sk_say(rq, "Khớp có dấu", "Marks matched as typed")
                        : sk_say(rq, "Khớp không dấu", "Matched without marks"));
    sk_html(rq, "</p><ul class=\"plain stories\">");
    for (size_t i = 0; i < found.n; i++) {
        const sk_doc_row *d = &found.v[i];
        sk_html(rq, "<li><h3><a href=\"/su-kien/");
        sk_textf(rq, "%lld", (long long)d->happening);
        sk_html(rq, "\">");
        sk_text(rq, d->title.len ? d->title : d->key);
        sk_html(rq, "</a></h3><p style=\"margin:.2rem 0\">");
        snippet(rq, d->snippet);
        sk_html(rq, "</p><p class=\"meta\" style=\"margin:.2rem 0\">");
        sk_text(rq, d->outlet);
        sk_html(rq, " ");
        sk_part_time(rq, d->published);
        sk_html(rq, "</p></li>");
    }
    sk_html(rq, "</ul>");
    if (!found.n && f.query.len) {
        sk_html(rq, "<p>");
        sk_html(rq, sk_say(rq, "Không có bài nào.", "No article."));
        sk_html(rq, "</p>");
    }
    sk_page_end(rq);
}

/* ---- calendar, about ---- */

void sk_page_calendar(sk_request *rq)
{
    sk_page_begin(rq, sk_str_of(sk_say(rq, "Được báo trước", "Announced")));
    sk_html(rq, "<h1>");
    sk_html(rq, sk_say(rq, "Được báo trước", "Announced"));
    sk_html(rq, "</h1>");
    coming(rq, PLANNED);
    sk_page_end(rq);
}

void sk_page_about(sk_request *rq)
{
    sk_store_stats st;
    sk_err err;

    if (sk_part_failed(rq, sk_store_stat(rq->store, &st, &err), &err))
        return;
    sk_page_begin(rq, sk_str_of(sk_say(rq, "Giới thiệu", "About")));
    sk_html(rq, "<h1>");
    sk_html(rq, sk_say(rq, "Giới thiệu", "About"));
    sk_html(rq, "</h1><p style=\"max-width:46rem\">");
    sk_html(rq, sk_say(rq,
        "Sukien đọc tin tiếng Việt và ghi lại ai đã làm hay nói gì với ai, khi "
        "nào, ở đâu. Mỗi điều ghi ra đều dẫn về câu văn của bài gốc; ngày của "
        "sự kiện lấy từ chính câu văn, không lấy ngày đăng bài.",
        "Sukien reads Vietnamese news and writes down who did or said what to "
        "whom, when and where. Every claim leads back to its sentence; the "
        "date of an event comes from the text, never from the day of "
        "publication."));
    sk_html(rq, "</p><table><tbody>");
    {
        const struct { const char *vi, *en; uint64_t n; } rows[] = {
            {"Bài", "Articles", st.n_docs},
            {"Sự kiện (đã gộp)", "Happenings", st.n_happenings},
            {"Dòng sự kiện", "Storylines", st.n_stories},
            {"Việc đã mã hóa", "Coded events", st.n_events},
            {"Lời nói", "Quotations", st.n_quotes},
            {"Nhân vật, tổ chức, nơi chốn", "Entities", st.n_entities},
        };
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            sk_html(rq, "<tr><th scope=\"row\">");
            sk_html(rq, sk_say(rq, rows[i].vi, rows[i].en));
            sk_html(rq, "</th><td>");
            sk_textf(rq, "%llu", (unsigned long long)rows[i].n);
            sk_html(rq, "</td></tr>");
        }
    }
    sk_html(rq, "</tbody></table>");
    sk_page_end(rq);
}

/* ---- addresses ---- */

static void asset(sk_request *rq)
{
    for (size_t i = 0; i < sk_n_assets; i++)
        if (sk_str_eq(rq->path, sk_str_of(sk_assets[i].path))) {
            rq->type = sk_assets[i].type;
            rq->cache = "max-age=3600";
            sk_buf_add(&rq->arena, &rq->body,
                       (sk_str){(const char *)sk_assets[i].bytes,
                                sk_assets[i].n});
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
        {"/dong-su-kien/*", sk_page_story},
        {"/su-kien/*", sk_page_happening},
        {"/nguoi/*", sk_page_person},
        {"/tim", sk_page_search},
        {"/lich", sk_page_calendar},
        {"/gioi-thieu", sk_page_about},
        {"/api/v1/stories", sk_api_stories},
        {"/api/v1/stories/*", sk_api_story},
        {"/api/v1/events", sk_api_events},
        {"/api/v1/quotes", sk_api_quotes},
        {"/api/v1/people", sk_api_people},
        {"/api/v1/documents/*", sk_api_document},
        {"/api/v1/search", sk_api_search},
        {"/healthz", health},
    };

    for (size_t i = 0; i < sk_n_assets; i++)
        if (sk_str_eq(rq->path, sk_str_of(sk_assets[i].path)))
            return asset;
    return sk_route_find(routes, sizeof routes / sizeof *routes, rq);
}
