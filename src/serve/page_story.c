/* page_story.c - a storyline: its entries by day with filters, and beside them
 * pictures of who did what to whom, when and where.
 */
#include <stdlib.h>

#include "serve/draw.h"
#include "serve/facts.h"
#include "serve/parts.h"
#include "serve/views.h"
#include "serve/words.h"

enum {
    ENTRIES = 40,
    TYPES = 20,
    QUOTES = 60,
    DRAWN = 600,
    BRANCHES = 100,
    KEYS = 6,       /* key moments */
    KEY_TOLD = 3,   /* articles that tell of one */
    KEYS_FROM = 15, /* happenings of a storyline that needs them */
};

/* ---- filters ---- */

static sk_line_filter wanted(sk_request *rq, int64_t story)
{
    sk_str type = sk_param(rq, "loai"), status = sk_param(rq, "tt");
    sk_line_filter f = {.story = story,
                        .status = -1,
                        .limit = ENTRIES,
                        .type = type.len ? type : (sk_str){NULL, 0},
                        .main = sk_param(rq, "chinh").len > 0,
                        .oldest = sk_str_eq(sk_param(rq, "thu"), SK_STR("cu"))};

    for (uint8_t i = SK_ENTRY_HAPPENED; i <= SK_ENTRY_CLAIMED; i++)
        if (sk_str_eq(status, sk_str_of(sk_entry_status_name(i))))
            f.status = i;
    return f;
}

static void option(sk_request *rq, const char *value, const char *text,
                   uint32_t n, bool on)
{
    sk_html(rq, "<option value=\"");
    sk_text(rq, sk_str_of(value));
    sk_html(rq, on ? "\" selected>" : "\">");
    sk_text(rq, sk_str_of(text));
    if (n)
        sk_htmlf(rq, " (%u)", n);
    sk_html(rq, "</option>");
}

static void type_options(sk_request *rq, const sk_deeds_found *acts, sk_str on)
{
    struct {
        sk_str type;
        uint32_t n;
    } v[TYPES];
    size_t n = 0;

    for (size_t i = 0; i < acts->n; i++) {
        size_t k = 0;
        while (k < n && !sk_str_eq(v[k].type, acts->v[i].type))
            k++;
        if (k == TYPES)
            continue;
        if (k == n) {
            v[n].type = acts->v[i].type;
            v[n++].n = 0;
        }
        v[k].n++;
    }
    option(rq, "", sk_say(rq, "mọi loại việc", "all types"), 0, !on.len);
    for (size_t i = 0; i < n; i++)
        option(rq, v[i].type.s, sk_word_type(rq, v[i].type), v[i].n,
               sk_str_eq(v[i].type, on));
}

static void filters(sk_request *rq, const sk_deeds_found *acts,
                    const sk_line_filter *w)
{
    sk_html(rq, "<form class=\"filters\" data-swap=\"entries\"><label>");
    sk_both(rq, "Loại việc", "Type");
    sk_html(rq, " <select name=\"loai\">");
    type_options(rq, acts, w->type);
    sk_html(rq, "</select></label><label>");
    sk_both(rq, "Tình trạng", "Status");
    sk_html(rq, " <select name=\"tt\">");
    option(rq, "", sk_say(rq, "mọi tình trạng", "any"), 0, w->status < 0);
    for (uint8_t i = SK_ENTRY_HAPPENED; i <= SK_ENTRY_CLAIMED; i++)
        option(rq, sk_entry_status_name(i),
               sk_word_status(rq, sk_entry_status_name(i)), 0, w->status == i);
    sk_html(rq, "</select></label><label>");
    sk_both(rq, "Thứ tự", "Order");
    sk_html(rq, " <select name=\"thu\">");
    option(rq, "", sk_say(rq, "mới trước", "newest first"), 0, !w->oldest);
    option(rq, "cu", sk_say(rq, "cũ trước", "oldest first"), 0, w->oldest);
    sk_html(rq, "</select></label><label class=\"check\"><input "
                "type=\"checkbox\" name=\"chinh\" value=\"1\"");
    sk_html(rq, w->main ? " checked> " : "> ");
    sk_both(rq, "chỉ sự kiện chính", "main happenings only");
    sk_html(rq, "</label><button>");
    sk_both(rq, "Lọc", "Filter");
    sk_html(rq, "</button></form>");
}

/* ---- parts ---- */

static void link_to(sk_request *rq, int64_t id, const char *ext,
                    const char *name)
{
    sk_htmlf(rq, "<a href=\"/dong-su-kien/%lld%s\">%s</a> ", (long long)id, ext,
             name);
}

static void outputs(sk_request *rq, int64_t id)
{
    sk_html(rq, "<p class=\"outputs meta\">");
    sk_both(rq, "Theo dõi: ", "Follow: ");
    link_to(rq, id, ".atom", "Atom");
    link_to(rq, id, ".feed.json", "JSON Feed");
    link_to(rq, id, ".ics", "iCalendar");
    sk_html(rq, "<span class=\"sep\">·</span> ");
    sk_both(rq, "Xuất: ", "Export: ");
    link_to(rq, id, ".csv", "CSV");
    link_to(rq, id, ".gdelt.tsv", "GDELT");
    link_to(rq, id, ".geojson", "GeoJSON");
    link_to(rq, id, ".gexf", "GEXF");
    link_to(rq, id, ".timeline.json", "TimelineJS");
    sk_htmlf(rq, "<a href=\"/api/v1/stories/%lld\">JSON</a></p>",
             (long long)id);
}

/* What is shown of a storyline is of it and of its branches. */
static void with_branches(sk_request *rq, const sk_story_row *s,
                          const sk_stories_found *branches)
{
    uint32_t n = s->n_docs;
    int64_t first = s->first, last = s->last;

    for (size_t i = 0; i < branches->n; i++) {
        const sk_story_row *b = &branches->v[i];
        n += b->n_docs;
        first = b->first < first ? b->first : first;
        last = b->last > last ? b->last : last;
    }
    sk_html(rq, "<p class=\"meta\">");
    sk_both(rq, "Cùng ", "With ");
    sk_htmlf(rq, "%zu ", branches->n);
    sk_both(rq, "nhánh: ", branches->n == 1 ? "branch: " : "branches: ");
    sk_part_count(rq, n, "bài", "articles");
    sk_html(rq, " · ");
    sk_part_days(rq, first / 1440, last / 1440);
    sk_html(rq, "</p>");
}

/* A name in which no line begins with a dash: "Iran - Mỹ". */
static void unbroken(sk_request *rq, sk_str name)
{
    sk_str rest = name;
    size_t at;

    while ((at = sk_str_find(rest, SK_STR(" - "), 0)) != SIZE_MAX) {
        sk_text(rq, sk_str_sub(rest, 0, at));
        sk_html(rq, "&#160;- ");
        rest = sk_str_sub(rest, at + 3, rest.len);
    }
    sk_text(rq, rest);
}

/* whole->id is 0 if it is no branch of another. */
static void head(sk_request *rq, const sk_story_row *s,
                 const sk_story_row *whole, const sk_stories_found *branches)
{
    sk_html(rq, "<h1 lang=\"vi\">");
    unbroken(rq, s->name);
    sk_html(rq, "</h1>");
    sk_part_state(rq, s, "state");
    sk_html(rq, "<p class=\"meta\">");
    sk_part_size(rq, s);
    sk_part_count(rq, s->n_happenings, "sự kiện", "happenings");
    sk_html(rq, " · ");
    sk_part_days(rq, s->first / 1440, s->last / 1440);
    sk_html(rq, "</p>");
    if (whole->id) {
        sk_html(rq, "<p class=\"meta\">");
        sk_both(rq, "Một nhánh của ", "A branch of ");
        sk_part_story_link(rq, whole);
        sk_html(rq, "</p>");
    }
    if (branches->n)
        with_branches(rq, s, branches);
    outputs(rq, s->id);
}

/* Its branches. */
static void family(sk_request *rq, const sk_stories_found *branches)
{
    if (!branches->n)
        return;
    sk_html(rq, "<section class=\"card\"><h2>");
    sk_both(rq, "Các nhánh", "Branches");
    sk_html(rq, "</h2><ul class=\"plain\">");
    for (size_t i = 0; i < branches->n; i++) {
        sk_html(rq, "<li>");
        sk_part_story_link(rq, &branches->v[i]);
        sk_htmlf(rq, " <span class=\"meta\">%u</span></li>",
                 branches->v[i].n_docs);
    }
    sk_html(rq, "</ul></section>");
}

static void named(sk_request *rq, const char *vi, const char *en, sk_str json)
{
    uint32_t n;
    const sk_party *v = sk_story_parties(json, &rq->arena, &n);

    if (!n)
        return;
    sk_html(rq, "<section class=\"card\"><h2>");
    sk_both(rq, vi, en);
    sk_html(rq, "</h2>");
    sk_part_parties(rq, v, n);
    sk_html(rq, "</section>");
}

static void side(sk_request *rq, const sk_story_row *s,
                 const sk_stories_found *branches, const sk_deeds_found *acts)
{
    sk_html(rq, "<aside id=\"pictures\">");
    sk_draw_graph(rq, acts);
    sk_draw_bars(rq, acts);
    sk_draw_map(rq, acts);
    sk_html(rq, "<div class=\"pair\" id=\"who\">");
    named(rq, "Nhân vật", "People", s->people);
    named(rq, "Nơi chốn", "Places", s->places);
    sk_html(rq, "</div>");
    family(rq, branches);
    sk_html(rq, "</aside>");
}

/* ---- what is said in it ---- */

static void quotes(sk_request *rq, const sk_quotes_found *said)
{
    unsigned shown = 0;

    sk_html(rq, "<p class=\"meta\">");
    sk_both(rq, "Nguyên văn ở trong “…”; còn lại là bài báo thuật.",
            "Verbatim words stand in “…”; the rest is the articles' telling.");
    sk_html(rq, "</p>");
    for (size_t i = 0; i < said->n; i++) {
        if (!said->v[i].speaker.len)
            continue;
        sk_part_quote(rq, &said->v[i]);
        shown++;
    }
    if (!shown) {
        sk_html(rq, "<p>");
        sk_both(rq, "Chưa có lời nói nào.", "No quotation yet.");
        sk_html(rq, "</p>");
    }
    sk_part_pager(rq, &said->next);
}

static void tabs(sk_request *rq, bool said)
{
    sk_html(rq, "<nav class=\"tabs\" aria-label=\"");
    sk_both(rq, "Cách xem", "Views");
    sk_htmlf(rq, "\"><a href=\"?\"%s>", said ? "" : " aria-current=\"page\"");
    sk_both(rq, "Diễn biến", "Timeline");
    sk_htmlf(rq, "</a><a href=\"?xem=loi-noi\"%s>",
             said ? " aria-current=\"page\"" : "");
    sk_both(rq, "Lời nói", "Quotations");
    sk_html(rq, "</a><a class=\"narrow\" href=\"#pictures\">");
    sk_both(rq, "Hình", "Pictures");
    sk_html(rq, "</a><a class=\"narrow\" href=\"#who\">");
    sk_both(rq, "Nhân vật", "People");
    sk_html(rq, "</a></nav>");
}

static const sk_story_row *branch_of(const sk_stories_found *branches,
                                     int64_t story)
{
    for (size_t i = 0; i < branches->n; i++)
        if (branches->v[i].id == story)
            return &branches->v[i];
    return NULL;
}

static void entries(sk_request *rq, const sk_line_filter *f,
                    const sk_timeline *tl, const sk_stories_found *branches,
                    const sk_deeds_found *acts)
{
    filters(rq, acts, f);
    sk_html(rq, "<div id=\"entries\">");
    if (!tl->n) {
        sk_html(rq, "<p>");
        sk_both(rq, "Không có sự kiện nào như vậy.", "No such happening.");
        sk_html(rq, "</p>");
    }
    sk_html(rq, "<ol class=\"timeline\">");
    for (size_t i = 0; i < tl->n; i++) {
        const sk_happening_row *h = &tl->v[i];
        if (!i || h->day != h[-1].day)
            sk_part_day_head(rq, h->day);
        sk_part_happening(rq, h, branch_of(branches, h->story));
    }
    sk_html(rq, "</ol>");
    sk_part_pager(rq, &tl->next);
    sk_html(rq, "</div>");
}

static int by_day(const void *a, const void *b)
{
    const sk_happening_row *x = *(const sk_happening_row *const *)a;
    const sk_happening_row *y = *(const sk_happening_row *const *)b;

    return (x->day > y->day) - (x->day < y->day);
}

/* For those who come to it late: what most articles told of, one of a day,
 * oldest first. drawn: those told most first. */
static void key_moments(sk_request *rq, const sk_timeline *drawn)
{
    const sk_happening_row *v[KEYS];
    size_t n = 0;

    for (size_t i = 0; i < drawn->n && n < KEYS; i++) {
        const sk_happening_row *h = &drawn->v[i];
        bool again = h->n_docs < KEY_TOLD || h->status == SK_ENTRY_PLANNED ||
                     h->status == SK_ENTRY_OVERDUE;
        for (size_t k = 0; k < n && !again; k++)
            again = v[k]->day == h->day;
        if (!again)
            v[n++] = h;
    }
    if (n < 2 || drawn->n < KEYS_FROM)
        return;
    qsort(v, n, sizeof *v, by_day);
    sk_html(rq, "<section class=\"keys\"><h2>");
    sk_both(rq, "Mốc chính", "Key moments");
    sk_html(rq, "</h2><ol class=\"plain dated\">");
    for (size_t i = 0; i < n; i++)
        sk_part_dated(rq, v[i]);
    sk_html(rq, "</ol></section>");
}

void sk_page_story(sk_request *rq)
{
    int64_t id, parent;
    bool said = sk_str_eq(sk_param(rq, "xem"), SK_STR("loi-noi"));
    sk_deeds_found acts;
    sk_story_row s, whole = {0};
    sk_story_filter under = {.from = SK_NO_TIME,
                             .to = SK_NO_TIME,
                             .now = SK_NO_TIME,
                             .min_docs = 1,
                             .limit = BRANCHES};
    sk_stories_found branches;
    sk_quote_filter q = {.from = SK_NO_TIME, .to = SK_NO_TIME, .limit = QUOTES};
    sk_quotes_found spoken = {0};
    sk_line_filter f;
    sk_timeline tl, drawn;
    sk_err err;

    if (sk_export(rq) || !sk_part_story_here(rq, "/dong-su-kien/", &s))
        return;
    id = s.id;
    f = wanted(rq, id);
    q.story = id;
    under.parent = id;
    parent = s.parent;
    if (!sk_part_cursor(rq, "sau", said ? &q.after : &f.after) ||
        (said &&
         sk_part_failed(
             rq, sk_store_quotes(rq->store, &q, &rq->arena, &spoken, &err),
             &err)) ||
        sk_part_failed(rq,
                       sk_store_timeline(rq->store, &f, &rq->arena, &tl, &err),
                       &err) ||
        sk_part_failed(
            rq,
            sk_store_stories(rq->store, &under, &rq->arena, &branches, &err),
            &err) ||
        (parent && sk_part_failed(rq,
                                  sk_store_story(rq->store, &parent, SK_NO_TIME,
                                                 &rq->arena, &whole, &err),
                                  &err)) ||
        sk_part_failed(
            rq,
            sk_store_line_drawn(rq->store, id, DRAWN, &rq->arena, &drawn, &err),
            &err) ||
        sk_part_failed(
            rq,
            sk_store_deeds(rq->store, id, SK_STR(""), &rq->arena, &acts, &err),
            &err))
        return;
    rq->feed = sk_strf(&rq->arena, "/dong-su-kien/%lld.atom", (long long)id);
    rq->home = sk_part_story_path(rq, id, s.name);
    rq->about = s.state;
    rq->facts = sk_facts_story(rq, &s, &tl);
    sk_page_begin(rq, s.name);
    head(rq, &s, &whole, &branches);
    sk_draw_axis(rq, &drawn);
    if (!said && !f.after.given)
        key_moments(rq, &drawn);
    tabs(rq, said);
    sk_html(rq, "<div class=\"grid story\"><div>");
    if (said)
        quotes(rq, &spoken);
    else
        entries(rq, &f, &tl, &branches, &acts);
    sk_html(rq, "</div>");
    side(rq, &s, &branches, &acts);
    sk_html(rq, "</div>");
    sk_page_end(rq);
}
