/* leads.c - a page of leads into its documents.
 *
 * A storyline page as it is copied from the web: no headline, no date line,
 * every line one whole sentence of a lead's length, and almost every line
 * names its actors anew (an article goes on with "ông", "Theo đó", a quotation
 * mark). One line may hold two sentences; a line that continues the one before
 * it makes the text an article.
 */
#include "clean/leads.h"

#include "base/uni.h"

enum { MIN_ITEMS = 4, MIN_BYTES = 80, MAX_BYTES = 1200, MAX_ITEMS = 5000 };

/* First words of a paragraph that leans on the one before it. */
static const sk_str leaning[] = {
    {"Ông ", 5},      {"Bà ", 4},      {"Theo đó", 9},  {"Trong khi", 9},
    {"Ngược lại", 12}, {"Ngoài ra", 9}, {"Tuy nhiên", 10}, {"Trước đó", 13},
    {"Bên cạnh đó", 16}, {"Đây là", 9},  {"Cũng", 5},     {"\"", 1},
    {"“", 3},         {"Hai bên", 7},  {"Đồng thời", 14}, {"Hôm qua", 8},
};

static bool leans(sk_str line)
{
    for (size_t i = 0; i < sizeof leaning / sizeof *leaning; i++)
        if (sk_str_starts(line, leaning[i]))
            return true;
    return false;
}

/* A whole sentence of a lead's length. */
static bool lead_like(sk_str line)
{
    return line.len >= MIN_BYTES && line.len <= MAX_BYTES &&
           (sk_str_ends(line, SK_STR(".")) || sk_str_ends(line, SK_STR(".\"")) ||
            sk_str_ends(line, SK_STR(".”")));
}

size_t sk_leads_cut(sk_arena *a, const sk_raw *raw, sk_raw **items)
{
    SK_VEC(sk_raw) out = {0};
    sk_str rest = raw->text;
    size_t good = 0;

    if (!raw->text.s || raw->title.s || raw->published.s)
        return 0;
    while (rest.s) {
        sk_str line = sk_str_trim(sk_str_cut(rest, '\n', &rest));
        if (!line.len)
            continue;
        if (leans(line) || out.n == MAX_ITEMS)
            return 0;
        good += lead_like(line);
        *sk_push(a, &out) = (sk_raw){.text = line,
                                     .url = raw->url,
                                     .outlet = raw->outlet,
                                     .undated_page = true,
                                     .day_from = SK_NO_DAY,
                                     .day_to = SK_NO_DAY};
    }
    if (out.n < MIN_ITEMS || good * 10 < out.n * 9)
        return 0;
    *items = out.v;
    return out.n;
}
