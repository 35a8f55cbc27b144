/* part_event.c - a coded event: who did what to whom, its evidence and codes. */
#include "serve/parts.h"

#include "record.h"
#include "serve/words.h"

void sk_part_status(sk_request *rq, const char *status)
{
    sk_html(rq, " <span class=\"status ");
    sk_text(rq, sk_str_of(sk_css_status(status)));
    sk_html(rq, "\">");
    sk_text(rq, sk_str_of(sk_word_status(rq, status)));
    sk_html(rq, "</span>");
}

/* "Donald Trump USA GOV": names joined by sep, each with its code. */
static void side(sk_request *rq, sk_str names, sk_str codes, const char *sep)
{
    for (bool first = true; names.s; first = false) {
        sk_str name = sk_str_trim(sk_str_cut(names, ';', &names));
        sk_str code =
            codes.s ? sk_str_trim(sk_str_cut(codes, ';', &codes)) : SK_STR("");
        sk_html(rq, first ? "<span class=\"who\">" : sep);
        if (!first)
            sk_html(rq, "<span class=\"who\">");
        sk_text(rq, name.len ? name : SK_STR("?"));
        sk_html(rq, "</span>");
        if (code.len) {
            sk_html(rq, " <span class=\"code\">");
            sk_text(rq, code);
            sk_html(rq, "</span>");
        }
    }
}

static void act(sk_request *rq, const sk_event_row *e)
{
    sk_htmlf(rq, " <span class=\"act %s\">", e->quad <= 2 ? "coop" : "conf");
    sk_html(rq, sk_word_type(rq, e->type));
    sk_html(rq, "</span>");
}

/* "Nga tấn công → Ukraine", read as a sentence; "Nga ↔ Mỹ hội đàm" where all
 * parties do the same. */
static void parties(sk_request *rq, const sk_event_row *e)
{
    side(rq, e->source.len ? e->source : SK_STR("?"), e->source_code,
         e->target.len ? ", " : " ↔ ");
    act(rq, e);
    if (e->target.len) {
        sk_html(rq, " → ");
        side(rq, e->target, e->target_code, ", ");
    }
}

static void evidence(sk_request *rq, const sk_event_row *e)
{
    sk_str rest = e->trigger, first = sk_str_cut(rest, '|', &rest);
    size_t at = first.len ? sk_str_find(e->evidence_text, first, 0) : SIZE_MAX;

    if (!e->evidence_text.len)
        return;
    sk_html(rq, "<p class=\"evidence\" lang=\"vi\">“");
    sk_text_marked(rq, e->evidence_text, at == SIZE_MAX ? 0 : at,
                   at == SIZE_MAX ? 0 : at + first.len);
    sk_html(rq, "”</p>");
}

void sk_part_event(sk_request *rq, const sk_event_row *e, bool with_source)
{
    sk_html(rq, "<div class=\"event\"><p class=\"tight\">");
    parties(rq, e);
    sk_html(rq, " <span class=\"code unbroken\">");
    sk_textf(rq, "· %.*s%s%.*s · CAMEO %.*s", SK_FMT(e->type),
             e->mode.len ? "/" : "", SK_FMT(e->mode), SK_FMT(e->cameo));
    sk_html(rq, "</span>");
    sk_part_status(rq, sk_status_name(e->status));
    if (e->when.len) {
        sk_html(rq, " <span class=\"when\">");
        sk_html_date(rq, e->when);
        sk_html(rq, "</span>");
    }
    if (e->where.len) {
        sk_html(rq, " <span class=\"soft\">");
        sk_text(rq, e->where);
        sk_html(rq, "</span>");
    }
    if (e->claimed_by.len) {
        sk_html(rq, " <span class=\"soft\">");
        sk_html(rq, sk_say(rq, "theo ", "according to "));
        sk_text(rq, e->claimed_by);
        sk_html(rq, "</span>");
    }
    sk_html(rq, "</p>");
    evidence(rq, e);
    if (with_source && e->url.len) {
        sk_html(rq, "<p class=\"meta\">");
        sk_part_outlet(rq, e->outlet, e->url);
        sk_html(rq, " ");
        sk_part_at(rq, e->published);
        sk_html(rq, "</p>");
    }
    sk_html(rq, "</div>");
}
