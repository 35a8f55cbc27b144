/* page_entity.c - a person, body or place: said, did, with whom, over time, and
 * what happened there.
 */
#include "serve/draw.h"
#include "serve/facts.h"
#include "serve/parts.h"
#include "serve/views.h"
#include "serve/words.h"

enum { QUOTES = 25, EVENTS = 25, STORIES = 8 };

static void storylines(sk_request *rq, sk_str id)
{
    sk_story_filter f = {.from = SK_NO_TIME,
                         .to = SK_NO_TIME,
                         .now = SK_NO_TIME,
                         .entity = id,
                         .by_time = true,
                         .limit = STORIES};
    sk_stories_found found;
    sk_err err;

    if (sk_store_stories(rq->store, &f, &rq->arena, &found, &err) || !found.n)
        return;
    sk_html(rq, "<section class=\"card\"><h2>");
    sk_both(rq, "Dòng sự kiện", "Storylines");
    sk_html(rq, "</h2><ul class=\"plain dated\">");
    for (size_t i = 0; i < found.n; i++) {
        sk_html(rq, "<li>");
        sk_part_on(rq, found.v[i].last / 1440);
        sk_html(rq, " ");
        sk_part_story_link(rq, &found.v[i]);
        sk_html(rq, "</li>");
    }
    sk_html(rq, "</ul></section>");
}

static void beside(sk_request *rq, const sk_who *w)
{
    if (!w->n_beside)
        return;
    sk_html(rq, "<section class=\"card\"><h2>");
    sk_both(rq, "Cùng với", "Together with");
    sk_html(rq, "</h2>");
    sk_part_parties(rq, w->beside, w->n_beside);
    sk_html(rq, "</section>");
}

/* What happened at a place; for a country, anywhere in it. */
static void happened_here(sk_request *rq, const sk_party *p)
{
    bool country =
        p->type == SK_GPE && sk_str_starts(p->id, SK_STR("gpe:")) &&
        sk_str_eq(sk_str_sub(p->id, 4, p->id.len), sk_str_of(p->country));
    sk_event_filter f = {
        .from = SK_NO_TIME, .to = SK_NO_TIME, .status = -1, .limit = EVENTS};
    sk_events_found found;
    sk_err err;

    if (p->type != SK_GPE && p->type != SK_LOC)
        return;
    if (country)
        f.country = sk_str_of(p->country);
    else
        f.place = p->name;
    if (sk_store_events(rq->store, &f, &rq->arena, &found, &err) || !found.n)
        return;
    sk_html(rq, "<section id=\"here\"><h2>");
    sk_both(rq, "Xảy ra tại đây", "Happened here");
    sk_html(rq, "</h2>");
    for (size_t i = 0; i < found.n; i++)
        sk_part_event(rq, &found.v[i], true);
    sk_html(rq, "</section>");
}

static void said_and_did(sk_request *rq, sk_str id)
{
    sk_quote_filter q = {
        .from = SK_NO_TIME, .to = SK_NO_TIME, .by = id, .limit = QUOTES};
    sk_event_filter f = {.from = SK_NO_TIME,
                         .to = SK_NO_TIME,
                         .status = -1,
                         .actor = id,
                         .limit = EVENTS};
    sk_quotes_found quotes;
    sk_events_found events;
    sk_err err;

    if (!sk_store_quotes(rq->store, &q, &rq->arena, &quotes, &err) &&
        quotes.n) {
        sk_html(rq, "<section id=\"said\"><h2>");
        sk_both(rq, "Đã nói", "Said");
        sk_html(rq, "</h2>");
        for (size_t i = 0; i < quotes.n; i++)
            sk_part_quote(rq, &quotes.v[i]);
        sk_html(rq, "</section>");
    }
    if (!sk_store_events(rq->store, &f, &rq->arena, &events, &err) &&
        events.n) {
        sk_html(rq, "<section id=\"did\"><h2>");
        sk_both(rq, "Đã làm và được làm với", "Did, and had done to");
        sk_html(rq, "</h2>");
        for (size_t i = 0; i < events.n; i++)
            sk_part_event(rq, &events.v[i], true);
        sk_html(rq, "</section>");
    }
}

/* "12 bài · "; nothing of what there is none. */
static void counted(sk_request *rq, uint32_t n, const char *vi, const char *en)
{
    if (!n)
        return;
    sk_part_count(rq, n, vi, en);
    sk_html(rq, " · ");
}

static void jump(sk_request *rq, const char *to, const char *vi, const char *en,
                 bool there)
{
    if (!there)
        return;
    sk_htmlf(rq, "<a href=\"#%s\">", to);
    sk_both(rq, vi, en);
    sk_html(rq, "</a>");
}

void sk_page_entity(sk_request *rq)
{
    sk_parties_found who;
    sk_deeds_found acts;
    const sk_party *p;
    sk_who w;
    sk_err err;

    if (sk_feed_of_person(rq))
        return;
    if (sk_part_failed(rq,
                       sk_store_parties(rq->store, rq->rest, -1, 1, NULL,
                                        &rq->arena, &who, &err),
                       &err) ||
        sk_part_failed(rq, who.n ? SK_OK : SK_ENONE, &err))
        return;
    p = &who.v[0];
    if (!sk_str_eq(rq->path, sk_part_entity_path(&rq->arena, p->id))) {
        rq->status = 301;
        rq->location = sk_part_entity_path(&rq->arena, p->id);
        return;
    }
    if (sk_part_failed(
            rq, sk_store_who(rq->store, rq->know, p->id, &rq->arena, &w, &err),
            &err) ||
        sk_part_failed(
            rq, sk_store_deeds(rq->store, 0, p->id, &rq->arena, &acts, &err),
            &err))
        return;
    rq->feed = sk_strf(&rq->arena, "%.*s.atom", SK_FMT(rq->path));
    rq->home = rq->path;
    rq->about = p->role;
    rq->facts = sk_facts_entity(rq, p);
    sk_page_begin(rq, p->name);
    sk_html(rq, "<h1>");
    sk_text(rq, p->name);
    sk_html(rq, "</h1><p class=\"meta\">");
    if (p->role.len) {
        sk_text(rq, p->role);
        sk_html(rq, " · ");
    }
    if (p->country[0]) {
        sk_str c = sk_word_country(rq, sk_str_of(p->country));
        if (!sk_str_eq(c, p->name)) {
            sk_text(rq, c.s ? c : sk_str_of(p->country));
            sk_html(rq, " · ");
        }
    }
    counted(rq, p->n_docs, "bài", "articles");
    counted(rq, w.n_mentions, "lần nhắc", "mentions");
    counted(rq, w.n_quotes, "lời nói", "quotations");
    counted(rq, w.n_events, "sự kiện", "events");
    sk_html(rq, "<a href=\"");
    sk_text(rq, rq->feed);
    sk_html(rq, "\">Atom</a></p><nav class=\"tabs narrow\" aria-label=\"");
    sk_both(rq, "Trên trang này", "On this page");
    sk_html(rq, "\">");
    jump(rq, "said", "Lời nói", "Quotations", w.n_quotes > 0);
    jump(rq, "did", "Việc làm", "Deeds", w.n_events > 0);
    jump(rq, "about", "Hồ sơ", "Profile", true);
    sk_html(rq, "</nav><div class=\"grid story\"><div>");
    happened_here(rq, p);
    said_and_did(rq, p->id);
    sk_html(rq, "</div><aside id=\"about\">");
    sk_part_roles(rq, &w);
    sk_draw_graph(rq, &acts);
    sk_draw_bars(rq, &acts);
    sk_draw_map(rq, &acts);
    storylines(rq, p->id);
    beside(rq, &w);
    sk_part_spellings(rq, &w);
    sk_html(rq, "</aside></div>");
    sk_page_end(rq);
}
