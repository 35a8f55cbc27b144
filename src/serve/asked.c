/* asked.c - parameters of the API: which question has which, and their values.
 * web/openapi.json says the same; a test compares them.
 */
#include "serve/asked.h"

#include "base/day.h"
#include "record.h"
#include "serve/html.h"

enum { MOST = 32 }; /* parameters */

#define DAYS "from to "
#define PAGES "limit cursor"

static const struct {
    const char *path;  /* '*' at the end: and what is below it */
    const char *names; /* of its parameters */
} questions[] = {
    {"/api/v1/stories", "q entity sort " DAYS PAGES},
    {"/api/v1/stories/*", PAGES},
    {"/api/v1/happenings", "story unfolded under " PAGES},
    {"/api/v1/events",
     "actor type country outlet status story happening " DAYS PAGES},
    {"/api/v1/calendar", "story " DAYS PAGES},
    {"/api/v1/quotes", "by q story happening " DAYS PAGES},
    {"/api/v1/people", "q " PAGES},
    {"/api/v1/places", "q " PAGES},
    {"/api/v1/documents", "outlet entity story happening " DAYS PAGES},
    {"/api/v1/search", "q outlet entity story sort " DAYS PAGES},
    {"/api/v1/*", ""},
};

static const char *names_of(const sk_request *rq)
{
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        sk_str p = sk_str_of(questions[i].path);
        bool below = sk_str_ends(p, SK_STR("*"));
        p.len -= below;
        if (below ? sk_str_starts(rq->path, p) : sk_str_eq(rq->path, p))
            return questions[i].names;
    }
    return NULL;
}

/* Takes the next name off the list. */
static bool next_name(sk_str *names, sk_str *out)
{
    *out = sk_str_cut(*names, ' ', names);
    return out->len > 0;
}

static bool among(sk_str s, const char *names)
{
    sk_str rest = sk_str_of(names), name;

    while (next_name(&rest, &name))
        if (sk_str_eq(s, name))
            return true;
    return false;
}

/* Of "?&", and "_=12" by which a client asks past its cache. */
static bool is_nobodys(sk_str name)
{
    return !name.len || name.s[0] == '_';
}

/* What a parameter wants, or NULL if its value is that. */
static const char *wanted(sk_str name, sk_str value)
{
    int32_t day, minute;
    bool digits = value.len <= 15;

    for (size_t i = 0; i < value.len; i++)
        digits = digits && sk_str_digit(value, i);
    if (!value.len)
        return NULL; /* as if not given */
    if (sk_str_eq(name, SK_STR("q")))
        return value.len <= SK_ASKED_BYTES ? NULL : "at most 500 bytes";
    if (among(name, "limit story happening unfolded under"))
        return digits ? NULL : "a whole number";
    if (among(name, DAYS))
        return sk_iso_parse(value, &day, &minute) ? NULL
                                                  : "a day like 2025-03-18";
    if (sk_str_eq(name, SK_STR("sort")))
        return among(value, "heat rank time") ? NULL : "heat, rank or time";
    if (!sk_str_eq(name, SK_STR("status")))
        return NULL;
    for (uint8_t i = 0; i < SK_STATUS_N; i++)
        if (sk_str_eq(value, sk_str_of(sk_status_name(i))))
            return NULL;
    return "happened, planned, ongoing, negated, conditional or reported-claim";
}

bool sk_asked_well(sk_request *rq)
{
    const char *names = names_of(rq);
    sk_str name, value;

    for (size_t i = 0; names && rq->param_at(rq->conn, i, &name, &value); i++) {
        const char *want = wanted(name, value);
        if (i == MOST)
            sk_reply_error(rq, 400, "too many parameters", rq->path);
        else if (!is_nobodys(name) && !among(name, names))
            sk_reply_error(rq, 400, "no such parameter",
                           sk_strf(&rq->arena, "\"%.*s\": %s knows %s",
                                   SK_FMT(name), rq->path.s,
                                   *names ? names : "none"));
        else if (want)
            sk_reply_error(rq, 400, "no such value",
                           sk_strf(&rq->arena, "%.*s=%.*s: want %s",
                                   SK_FMT(name), SK_FMT(value), want));
        else
            continue;
        return false;
    }
    return true;
}

sk_str sk_asked_words(sk_request *rq, sk_str words)
{
    sk_buf before = sk_aside_begin(rq);

    sk_html(rq, "?q=");
    sk_url_text(rq, words);
    return sk_aside_end(rq, before);
}

sk_str sk_asked_next(sk_request *rq, sk_str cursor)
{
    sk_buf before = sk_aside_begin(rq);
    sk_str name, value;

    sk_html(rq, "?");
    for (size_t i = 0; rq->param_at(rq->conn, i, &name, &value); i++) {
        if (is_nobodys(name) || !value.len || sk_str_eq(name, SK_STR("cursor")))
            continue;
        sk_html(rq, name.s); /* a known one */
        sk_html(rq, "=");
        sk_url_text(rq, value);
        sk_html(rq, "&");
    }
    sk_html(rq, "cursor=");
    sk_url_text(rq, cursor);
    return sk_aside_end(rq, before);
}
