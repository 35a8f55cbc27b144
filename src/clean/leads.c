/* leads.c - a page of leads into its documents.
 *
 * A storyline page as it is copied from the web: no headline, no date line,
 * every line one whole sentence of a lead's length, and almost every line
 * names its actors anew (an article goes on with "ông", "Theo đó", a quotation
 * mark). Seven lines in ten are one sentence long, as those of an article are
 * not; a line that continues the one before it makes the text an article.
 */
#include "clean/leads.h"

#include "base/uni.h"

enum { MIN_ITEMS = 4, MIN_BYTES = 80, MAX_BYTES = 1200, MAX_ITEMS = 5000 };

/* Stops inside a line that a new sentence follows. */
static unsigned inner_stops(sk_str line)
{
    unsigned n = 0;

    for (size_t i = 1; i + 2 < line.len; i++) {
        size_t at = i + 1;
        if ((line.s[i - 1] == '.' || line.s[i - 1] == '?' ||
             line.s[i - 1] == '!') &&
            line.s[i] == ' ')
            n += sk_uni_of(sk_utf8_next(line, &at))->cls == SK_UNI_UPPER;
    }
    return n;
}

/* A whole sentence of a lead's length. */
static bool lead_like(sk_str line)
{
    return line.len >= MIN_BYTES && line.len <= MAX_BYTES &&
           (sk_str_ends(line, SK_STR(".")) ||
            sk_str_ends(line, SK_STR(".\"")) ||
            sk_str_ends(line, SK_STR(".”")));
}

size_t sk_leads_cut(sk_arena *a, const sk_para_words *w, const sk_raw *raw,
                    sk_raw **items)
{
    SK_VEC(sk_raw) out = {0};
    sk_str rest = raw->text;
    size_t good = 0, single = 0;

    if (!raw->text.s || raw->title.s || raw->published.s)
        return 0;
    while (rest.s) {
        sk_str line = sk_str_trim(sk_str_cut(rest, '\n', &rest));
        if (!line.len)
            continue;
        if (sk_para_starts(w, SK_PW_LEANING, line) || out.n == MAX_ITEMS)
            return 0;
        good += lead_like(line);
        single += inner_stops(line) == 0;
        *sk_push(a, &out) = (sk_raw){.text = line,
                                     .url = raw->url,
                                     .outlet = raw->outlet,
                                     .undated_page = true,
                                     .day_from = SK_NO_DAY,
                                     .day_to = SK_NO_DAY};
    }
    if (out.n < MIN_ITEMS || good * 10 < out.n * 9 || single * 10 < out.n * 7)
        return 0;
    *items = out.v;
    return out.n;
}
