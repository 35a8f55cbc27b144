/* http.c - routes, parameters and errors, apart from any server library. */
#include "serve/http.h"

#include "base/day.h"
#include "serve/html.h"
#include "store/store.h"

sk_view sk_route_find(const sk_route *routes, size_t n, sk_request *rq)
{
    for (size_t i = 0; i < n; i++) {
        sk_str p = sk_str_of(routes[i].pattern);
        if (sk_str_ends(p, SK_STR("*"))) {
            p.len--;
            if (sk_str_starts(rq->path, p) && rq->path.len > p.len) {
                rq->rest = sk_str_sub(rq->path, p.len, rq->path.len);
                return routes[i].view;
            }
        } else if (sk_str_eq(rq->path, p)) {
            return routes[i].view;
        }
    }
    return NULL;
}

sk_str sk_param(sk_request *rq, const char *name)
{
    return rq->param ? rq->param(rq->conn, name) : (sk_str){NULL, 0};
}

int64_t sk_param_int(sk_request *rq, const char *name, int64_t otherwise,
                     int64_t lo, int64_t hi)
{
    sk_str s = sk_param(rq, name);
    int64_t v = 0;

    if (!s.len || s.len > 15)
        return otherwise;
    for (size_t i = 0; i < s.len; i++) {
        if (s.s[i] < '0' || s.s[i] > '9')
            return otherwise;
        v = v * 10 + (s.s[i] - '0');
    }
    return v < lo ? lo : v > hi ? hi : v;
}

int64_t sk_param_day(sk_request *rq, const char *name)
{
    sk_str s = sk_param(rq, name);
    int32_t d, minute;

    if (!s.len || !sk_iso_parse(s, &d, &minute))
        return SK_NO_TIME;
    return (int64_t)d * 1440 + (minute > 0 ? minute : 0);
}

void sk_reply_error(sk_request *rq, int status, const char *title,
                    sk_str detail)
{
    rq->status = status;
    rq->body.n = 0;
    rq->cache = "no-store";
    if (sk_str_starts(rq->path, SK_STR("/api/"))) {
        sk_json j = sk_json_on(&rq->arena);
        sk_json_open(&j, '{');
        sk_json_key(&j, "type");
        sk_json_cstr(&j, "about:blank");
        sk_json_key(&j, "title");
        sk_json_cstr(&j, title);
        sk_json_key(&j, "status");
        sk_json_int(&j, status);
        sk_json_key(&j, "detail");
        sk_json_str(&j, detail);
        sk_json_close(&j, '}');
        rq->type = "application/problem+json";
        rq->body = j.out;
        return;
    }
    sk_page_begin(rq, sk_str_of(title));
    sk_html(rq, "<h1>");
    sk_text(rq, sk_str_of(title));
    sk_html(rq, "</h1><p>");
    sk_text(rq, detail);
    sk_html(rq, "</p><p><a href=\"/\">");
    sk_both(rq, "Tới các dòng sự kiện", "To the storylines");
    sk_html(rq, "</a></p>");
    sk_page_end(rq);
}
