/* parts.c - pieces that several pages show. */
#include "serve/parts.h"

#include <inttypes.h>

#include "base/day.h"
#include "base/uni.h"

enum { SLUG_MAX = 60 };

bool sk_part_failed(sk_request *rq, int rc, const sk_err *err)
{
    if (rc == SK_OK)
        return false;
    if (rc == SK_ENONE)
        sk_reply_error(rq, 404, sk_say(rq, "Không tìm thấy", "Not found"),
                       rq->path);
    else /* a database that cannot be reached may come back */
        sk_reply_error(rq, rc == SK_EIO ? 503 : 500,
                       sk_say(rq, "Lỗi kho dữ liệu", "Store failure"),
                       sk_str_of(err->msg));
    return true;
}

int64_t sk_part_id(sk_str s)
{
    int64_t v = 0;
    size_t i = 0;

    for (; i < s.len && s.s[i] >= '0' && s.s[i] <= '9'; i++)
        v = i < 15 ? v * 10 + (s.s[i] - '0') : 0;
    for (size_t k = i; k < s.len; k++)
        if (s.s[i] != '-' || s.s[k] == '.' || s.s[k] == '/')
            return 0; /* another kind of file, or a folder */
    return v;
}

bool sk_part_story_asked(sk_request *rq, int64_t *id, sk_story_row *s)
{
    sk_err err;
    int rc = SK_ENONE;

    if (*id)
        rc = sk_store_story(rq->store, id, SK_NO_TIME, &rq->arena, s, &err);
    return !sk_part_failed(rq, rc, &err);
}

bool sk_part_happening_asked(sk_request *rq, int64_t id, uint32_t limit,
                             sk_happening_row *h, sk_docs_found *docs)
{
    sk_err err;
    int rc = SK_ENONE;

    if (id)
        rc = sk_store_happening(rq->store, id, &rq->arena, h, &err);
    if (!rc)
        rc = sk_store_docs(rq->store, id, 0, limit, &rq->arena, docs, &err);
    return !sk_part_failed(rq, rc, &err);
}

bool sk_part_story_here(sk_request *rq, const char *folder, sk_story_row *s)
{
    int64_t asked = sk_part_id(rq->rest), id = asked;

    if (!sk_part_story_asked(rq, &id, s))
        return false;
    if (id == asked)
        return true;
    rq->status = 301;
    rq->location = sk_strf(&rq->arena, "%s%lld", folder, (long long)id);
    return false;
}

sk_str sk_part_story_path(sk_request *rq, int64_t id, sk_str name)
{
    sk_str folded = sk_fold(&rq->arena, name);
    char slug[SLUG_MAX + 1];
    size_t n = 0;

    for (size_t i = 0; i < folded.len && n < SLUG_MAX; i++) {
        char c = folded.s[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            slug[n++] = c;
        else if (n && slug[n - 1] != '-')
            slug[n++] = '-';
    }
    while (n && slug[n - 1] == '-')
        n--;
    slug[n] = 0;
    return sk_strf(&rq->arena, "/dong-su-kien/%lld%s%s", (long long)id,
                   n ? "-" : "", slug);
}

sk_str sk_part_entity_path(sk_arena *a, sk_str id)
{
    const char *kind =
        sk_str_starts(id, SK_STR("org:")) ? "to-chuc"
        : sk_str_starts(id, SK_STR("gpe:")) || sk_str_starts(id, SK_STR("loc:"))
            ? "noi"
            : "nguoi";

    return sk_strf(a, "/%s/%.*s", kind, SK_FMT(id));
}

/* ---- numbers ---- */

void sk_part_number(sk_request *rq, uint64_t n)
{
    if (n >= 1000) {
        sk_part_number(rq, n / 1000);
        sk_htmlf(rq, "%s%03u", sk_say(rq, ".", ","), (unsigned)(n % 1000));
    } else {
        sk_htmlf(rq, "%u", (unsigned)n);
    }
}

void sk_part_count(sk_request *rq, uint32_t n, const char *vi, const char *en)
{
    const char *word = sk_say(rq, vi, en);
    size_t len = strlen(word);

    sk_part_number(rq, n);
    sk_htmlf(rq, " %.*s", (int)(word == en && n == 1 ? len - 1 : len), word);
}

/* ---- time ---- */

void sk_part_day(sk_request *rq, int64_t day)
{
    int y, m, d;

    if (day < INT32_MIN / 2 || day > INT32_MAX / 2)
        return;
    sk_day_civil((int32_t)day, &y, &m, &d);
    sk_textf(rq, "%02d/%02d/%04d", d, m, y);
}

void sk_part_time(sk_request *rq, int64_t minute)
{
    int64_t day = minute / 1440, rest = minute % 1440;

    if (minute == SK_NO_TIME)
        return;
    if (rest < 0) {
        rest += 1440;
        day--;
    }
    sk_part_day(rq, day);
    if (rest)
        sk_textf(rq, " %02d:%02d", (int)(rest / 60), (int)(rest % 60));
}

void sk_part_on(sk_request *rq, int64_t day)
{
    if (day < INT32_MIN / 2 || day > INT32_MAX / 2)
        return;
    sk_html(rq, "<time datetime=\"");
    sk_text(rq, sk_day_iso(&rq->arena, (int32_t)day));
    sk_html(rq, "\">");
    sk_part_day(rq, day);
    sk_html(rq, "</time>");
}

static void at(sk_request *rq, int64_t minute, bool hour)
{
    if (minute == SK_NO_TIME)
        return;
    sk_html(rq, "<time datetime=\"");
    sk_text(rq, sk_store_time(&rq->arena, minute));
    sk_html(rq, "\">");
    if (hour)
        sk_textf(rq, "%02d:%02d", (int)(minute % 1440 / 60),
                 (int)(minute % 60));
    else
        sk_part_time(rq, minute);
    sk_html(rq, "</time>");
}

void sk_part_at(sk_request *rq, int64_t minute)
{
    at(rq, minute, false);
}

void sk_part_at_beside(sk_request *rq, int64_t minute, int64_t day)
{
    at(rq, minute, minute > 0 && minute / 1440 == day && minute % 1440);
}

static void weekday(sk_request *rq, int64_t day)
{
    static const char *const vi[] = {"Thứ Hai", "Thứ Ba",  "Thứ Tư",  "Thứ Năm",
                                     "Thứ Sáu", "Thứ Bảy", "Chủ nhật"};
    static const char *const en[] = {"Monday",   "Tuesday", "Wednesday",
                                     "Thursday", "Friday",  "Saturday",
                                     "Sunday"};
    int d = sk_weekday((int32_t)day) - 1;

    sk_both(rq, vi[d], en[d]);
    sk_html(rq, ", ");
}

void sk_part_day_head(sk_request *rq, int64_t day)
{
    sk_html(rq, "<li class=\"day\"><h2>");
    weekday(rq, day);
    sk_part_on(rq, day);
    sk_html(rq, "</h2></li>\n");
}

/* Days as small bars, the last one today. */
static void heat_bars(sk_request *rq, const sk_story_row *s)
{
    uint32_t from = s->n_days > 30 ? s->n_days - 30 : 0, most = 0;

    for (uint32_t i = from; i < s->n_days; i++)
        if (s->days[i] > most)
            most = s->days[i];
    if (!most)
        return; /* nothing of late */
    sk_html(rq, "<svg class=\"heat\" width=\"124\" height=\"20\" role=\"img\" "
                "aria-label=\"");
    sk_html(rq, sk_say(rq, "Số bài mỗi ngày", "Articles a day"));
    sk_html(rq, "\">");
    for (uint32_t i = from; i < s->n_days; i++)
        if (s->days[i]) {
            int h = (int)(2 + s->days[i] * 18 / most);
            sk_html(rq, "<rect width=\"3\" x=\"");
            sk_textf(rq, "%u", (i - from) * 4);
            sk_html(rq, "\" y=\"");
            sk_textf(rq, "%d", 20 - h);
            sk_html(rq, "\" height=\"");
            sk_textf(rq, "%d", h);
            sk_html(rq, "\"/>");
        }
    sk_html(rq, "</svg>");
}

void sk_part_outlet(sk_request *rq, sk_str outlet, sk_str url)
{
    sk_str name = outlet.len ? outlet : url;

    if (url.len) {
        sk_html(rq, "<a href=\"");
        sk_href(rq, url);
        sk_html(rq, "\">");
    }
    sk_text(rq, name.len ? name
                         : sk_str_of(
                               sk_say(rq, "không rõ nguồn", "unknown source")));
    if (url.len)
        sk_html(rq, "</a>");
}

void sk_part_days(sk_request *rq, int64_t first, int64_t last)
{
    sk_html(rq, "<span class=\"unbroken\">");
    sk_part_on(rq, first);
    if (last != first) {
        sk_html(rq, " – ");
        sk_part_on(rq, last);
    }
    sk_html(rq, "</span>");
}

/* ---- storylines ---- */

void sk_part_story_link(sk_request *rq, const sk_story_row *s)
{
    sk_html(rq, "<a lang=\"vi\" href=\"");
    sk_text(rq, sk_part_story_path(rq, s->id, s->name));
    sk_html(rq, "\">");
    sk_text(rq, s->name);
    sk_html(rq, "</a>");
}

void sk_part_state(sk_request *rq, const sk_story_row *s, const char *cls)
{
    if (!s->state.len || sk_str_eq(s->state, s->name))
        return;
    sk_htmlf(rq, "<p class=\"%s\" lang=\"vi\">", cls);
    sk_text(rq, s->state);
    sk_html(rq, "</p>");
}

void sk_part_size(sk_request *rq, const sk_story_row *s)
{
    heat_bars(rq, s);
    sk_html(rq, " ");
    sk_part_count(rq, s->n_docs, "bài", "articles");
    sk_html(rq, " · ");
    sk_part_count(rq, s->n_outlets, "báo", "outlets");
    sk_html(rq, " · ");
}

void sk_part_story(sk_request *rq, const sk_story_row *s)
{
    sk_html(rq, "<li><h3>");
    sk_part_story_link(rq, s);
    sk_html(rq, "</h3>");
    sk_part_state(rq, s, "tight");
    sk_html(rq, "<p class=\"meta tight\">");
    sk_part_size(rq, s);
    sk_part_days(rq, s->first / 1440, s->last / 1440);
    sk_html(rq, "</p></li>\n");
}

/* ---- lists ---- */

void sk_part_parties(sk_request *rq, const sk_party *v, uint32_t n)
{
    sk_html(rq, "<ul class=\"plain parties\">");
    for (uint32_t i = 0; i < n && i < 12; i++) {
        sk_html(rq, "<li><a href=\"");
        sk_text(rq, sk_part_entity_path(&rq->arena, v[i].id));
        sk_html(rq, "\">");
        sk_text(rq, v[i].name);
        sk_htmlf(rq, "</a> <span class=\"meta\">%u</span></li>", v[i].n_docs);
    }
    sk_html(rq, "</ul>");
}

/* ---- places in lists ---- */

bool sk_part_cursor(sk_request *rq, const char *name, sk_cursor *out)
{
    sk_str c = sk_param(rq, name);
    uint64_t v[3] = {0};
    unsigned n = 0, digits = 0;
    bool ok = !c.len || c.s[0] == 'c';

    for (size_t i = 1; i < c.len && ok; i++) {
        const char *hex = "0123456789abcdef", *at = strchr(hex, c.s[i]);
        if (c.s[i] == '-' && digits && n < 2) {
            n++;
            digits = 0;
        } else {
            ok = c.s[i] && at && digits++ < 16;
            v[n] = v[n] << 4 | (uint64_t)(ok ? at - hex : 0);
        }
    }
    ok = ok && (!c.len || (n == 2 && digits));
    *out =
        (sk_cursor){c.len > 0, {(int64_t)v[0], (int64_t)v[1], (int64_t)v[2]}};
    if (!ok)
        sk_reply_error(rq, 400, "no such cursor",
                       SK_STR("take it from \"next\" as it is"));
    return ok;
}

sk_str sk_part_cursor_text(sk_request *rq, const sk_cursor *c)
{
    return sk_strf(&rq->arena, "c%" PRIx64 "-%" PRIx64 "-%" PRIx64, c->v[0],
                   c->v[1], c->v[2]);
}

static void page_link(sk_request *rq, const char *rel, sk_str cursor,
                      const char *text)
{
    sk_html(rq, "<a rel=\"");
    sk_html(rq, rel);
    sk_html(rq, "\" href=\"");
    sk_query(rq, "sau", cursor);
    sk_html(rq, "\">");
    sk_html(rq, text);
    sk_html(rq, "</a>");
}

void sk_part_pager(sk_request *rq, const sk_cursor *next)
{
    bool top = !sk_param(rq, "sau").len;

    if (top && !next->given)
        return;
    sk_html(rq, "<nav class=\"pages\" aria-label=\"");
    sk_both(rq, "Trang", "Pages");
    sk_html(rq, "\">");
    if (!top)
        page_link(rq, "first", (sk_str){NULL, 0},
                  sk_say(rq, "← Về đầu danh sách", "← To the top of the list"));
    if (next->given)
        page_link(rq, "next", sk_part_cursor_text(rq, next),
                  sk_say(rq, "Xem tiếp →", "More →"));
    sk_html(rq, "</nav>");
}
