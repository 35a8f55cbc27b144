/* html.c - writes HTML into a reply; every text is escaped. */
#include "serve/html.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/uni.h"

void sk_html(sk_request *rq, const char *markup)
{
    sk_buf_add(&rq->arena, &rq->body, sk_str_of(markup));
}

void sk_text(sk_request *rq, sk_str s)
{
    size_t from = 0;

    for (size_t i = 0; i < s.len; i++) {
        const char *esc;
        switch (s.s[i]) {
        case '&':
            esc = "&amp;";
            break;
        case '<':
            esc = "&lt;";
            break;
        case '>':
            esc = "&gt;";
            break;
        case '"':
            esc = "&quot;";
            break;
        case '\'':
            esc = "&#39;";
            break;
        default:
            continue;
        }
        sk_buf_add(&rq->arena, &rq->body, sk_str_sub(s, from, i));
        sk_html(rq, esc);
        from = i + 1;
    }
    if (s.len)
        sk_buf_add(&rq->arena, &rq->body, sk_str_sub(s, from, s.len));
}

void sk_textf(sk_request *rq, const char *fmt, ...)
{
    char s[1024];
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = vsnprintf(s, sizeof s, fmt, ap);
    va_end(ap);
    if (n > 0)
        sk_text(rq,
                (sk_str){s, (size_t)n < sizeof s ? (size_t)n : sizeof s - 1});
}

void sk_text_marked(sk_request *rq, sk_str text, size_t beg, size_t end)
{
    if (beg >= end || end > text.len) {
        sk_text(rq, text);
        return;
    }
    sk_text(rq, sk_str_sub(text, 0, beg));
    sk_html(rq, "<mark>");
    sk_text(rq, sk_str_sub(text, beg, end));
    sk_html(rq, "</mark>");
    sk_text(rq, sk_str_sub(text, end, text.len));
}

void sk_href(sk_request *rq, sk_str url)
{
    if (sk_str_starts(url, SK_STR("https://")) ||
        sk_str_starts(url, SK_STR("http://")))
        sk_text(rq, url);
    else
        sk_html(rq, "#");
}

void sk_html_date(sk_request *rq, sk_str iso)
{
    sk_str end;

    iso = sk_str_cut(iso, '/', &end);
    if (end.len) { /* from one to another */
        sk_html_date(rq, iso);
        sk_html(rq, " – ");
        sk_html_date(rq, end);
    } else if (iso.len >= 10 && iso.s[4] == '-' && iso.s[7] == '-')
        sk_textf(rq, "%.2s/%.2s/%.4s", iso.s + 8, iso.s + 5, iso.s);
    else if (iso.len == 7 && iso.s[4] == '-' && iso.s[5] != 'W')
        sk_textf(rq, "%.2s/%.4s", iso.s + 5, iso.s);
    else if (iso.len == 8 && iso.s[5] == 'W')
        sk_textf(rq, "%s%.2s/%.4s", sk_say(rq, "tuần ", "week "), iso.s + 6,
                 iso.s);
    else
        sk_text(rq, iso);
}

const char *sk_say(const sk_request *rq, const char *vi, const char *en)
{
    return sk_str_eq(rq->lang, SK_STR("en")) ? en : vi;
}

void sk_htmlf(sk_request *rq, const char *fmt, ...)
{
    char s[1024];
    va_list ap;

    va_start(ap, fmt);
    if (vsnprintf(s, sizeof s, fmt, ap) > 0)
        sk_html(rq, s);
    va_end(ap);
}

void sk_both(sk_request *rq, const char *vi, const char *en)
{
    sk_html(rq, sk_say(rq, vi, en));
}

sk_buf sk_aside_begin(sk_request *rq)
{
    sk_buf before = rq->body;

    rq->body = (sk_buf){0};
    return before;
}

sk_str sk_aside_end(sk_request *rq, sk_buf before)
{
    sk_str out = sk_buf_str(&rq->body);

    rq->body = before;
    return out;
}

sk_str sk_address(sk_request *rq, sk_str path)
{
    return sk_strf(&rq->arena, "%.*s%.*s", SK_FMT(rq->base), SK_FMT(path));
}

void sk_url_text(sk_request *rq, sk_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.s[i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c >= '0' && c <= '9') || strchr("-_.~:", c ? c : ' '))
            sk_buf_char(&rq->arena, &rq->body, (char)c);
        else
            sk_htmlf(rq, "%%%02X", c);
    }
}

void sk_query(sk_request *rq, const char *name, sk_str value)
{
    static const char *const known[] = {"q",    "loai", "tt",  "chinh",
                                        "thu",  "tu",   "den", "bao",
                                        "lang", "xem",  "sau"};
    const char *sep = "?";

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        bool this = strcmp(known[i], name) == 0;
        sk_str v = this ? value : sk_param(rq, known[i]);
        if (!v.len || (!this && strcmp(known[i], "sau") == 0))
            continue;
        sk_html(rq, sep);
        sk_html(rq, known[i]);
        sk_html(rq, "=");
        sk_url_text(rq, v);
        sep = "&amp;";
    }
    if (sep[0] == '?')
        sk_html(rq, "?");
}

/* Ends behind a whole word, if there is one. */
sk_str sk_short(sk_arena *a, sk_str s, size_t max)
{
    size_t at = 0, word = 0, n = 0;

    while (at < s.len && n < max) {
        if (s.s[at] == ' ')
            word = at;
        sk_utf8_next(s, &at);
        n++;
    }
    if (at >= s.len)
        return s;
    if (word && s.s[at] != ' ')
        at = word;
    while (at && strchr(" ,;:-", s.s[at - 1]))
        at--;
    return sk_strf(a, "%.*s…", (int)at, s.s);
}
