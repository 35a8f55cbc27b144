/* name_syllable.c - could this be a Vietnamese syllable?
 *
 * A syllable is an optional onset, a rime and a tone. Foreign names break
 * that: "Putin", "Blinken" fit no onset and rime. Both inventories are closed.
 */
#include "find/name.h"

enum { RIME_MAX = 8 };

static const char rimes[][RIME_MAX] = {
    /* in order of bytes */
    "a",    "ac",  "ach",  "ai",   "am",   "an",   "ang",  "anh",  "ao",
    "ap",   "at",  "au",   "ay",   "e",    "ec",   "em",   "en",   "eng",
    "eo",   "ep",  "et",   "i",    "ia",   "ich",  "im",   "in",   "inh",
    "ip",   "it",  "iu",   "iêc",  "iêm",  "iên",  "iêng", "iêp",  "iêt",
    "iêu",  "o",   "oa",   "oac",  "oach", "oai",  "oam",  "oan",  "oang",
    "oanh", "oao", "oap",  "oat",  "oay",  "oc",   "oe",   "oen",  "oeo",
    "oet",  "oi",  "om",   "on",   "ong",  "ooc",  "oong", "op",   "ot",
    "oăc",  "oăm", "oăn",  "oăng", "oăt",  "u",    "ua",   "uc",   "ui",
    "um",   "un",  "ung",  "up",   "ut",   "uy",   "uya",  "uych", "uyn",
    "uynh", "uyp", "uyt",  "uyu",  "uyên", "uyêt", "uân",  "uâng", "uât",
    "uây",  "uê",  "uêch", "uên",  "uênh", "uôc",  "uôi",  "uôm",  "uôn",
    "uông", "uôt", "uơ",   "y",    "yt",   "yêm",  "yên",  "yêt",  "yêu",
    "âc",   "âm",  "ân",   "âng",  "âp",   "ât",   "âu",   "ây",   "ê",
    "êch",  "êm",  "ên",   "ênh",  "êp",   "êt",   "êu",   "ô",    "ôc",
    "ôi",   "ôm",  "ôn",   "ông",  "ôp",   "ôt",   "ă",    "ăc",   "ăm",
    "ăn",   "ăng", "ăp",   "ăt",   "ơ",    "ơi",   "ơm",   "ơn",   "ơp",
    "ơt",   "ư",   "ưa",   "ưc",   "ưi",   "ưng",  "ưt",   "ưu",   "ươc",
    "ươi",  "ươm", "ươn",  "ương", "ươp",  "ươt",  "ươu",
};

/* Lower case without tone marks; the length, 0 if it is too long. */
static size_t toneless(sk_str s, char out[32])
{
    size_t n = 0;

    for (size_t i = 0; i < s.len;) {
        unsigned char c = (unsigned char)s.s[i];
        const sk_uni *u;
        if (n + 4 > 32)
            return 0;
        if (sk_uni_ascii[c]) {
            out[n++] = (char)sk_uni_ascii[c];
            i++;
            continue;
        }
        u = sk_uni_of(sk_utf8_next(s, &i));
        if (!u->lower)
            return 0;
        n += sk_utf8_put(sk_uni_of(u->lower)->bare, out + n);
    }
    return n;
}

static bool is_consonant(char c)
{
    return c >= 'b' && c <= 'z' && c != 'e' && c != 'i' && c != 'o' &&
           c != 'u' && c != 'y';
}

/* Eight bytes as a number in the order of bytes. */
static uint64_t in_order(uint64_t little)
{
    return __builtin_bswap64(little);
}

static bool in_rimes(sk_str s)
{
    uint64_t key, there = 0;
    size_t lo = 0, hi = sizeof rimes / sizeof *rimes;

    if (!s.len || s.len > RIME_MAX || is_consonant(s.s[0]))
        return false;
    key = in_order(sk_few(s.s, s.len));
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        memcpy(&there, rimes[mid], sizeof there);
        there = in_order(there);
        if (there == key)
            return true;
        if (there < key)
            lo = mid + 1;
        else
            hi = mid;
    }
    return false;
}

static bool is_onset(const char *s, size_t n)
{
    static const char *const two[] = {"ng", "nh", "gh", "kh", "ph",
                                      "th", "tr", "ch", "đ"};

    if (n == 1)
        return strchr("bcdghklmnprstvx", s[0]) != NULL;
    for (size_t i = 0; n == 2 && i < sizeof two / sizeof *two; i++)
        if (memcmp(s, two[i], 2) == 0)
            return true;
    return n == 0 || (n == 3 && memcmp(s, "ngh", 3) == 0);
}

/* Whether a written form could be a Vietnamese syllable. */
static bool is_syllable(sk_str form)
{
    char buf[32];
    sk_str s = {buf, toneless(form, buf)};
    size_t n = sk_str_starts(s, SK_STR("đ")) ? 2 : 0;

    if (!s.len)
        return false;
    if ((sk_str_starts(s, SK_STR("gi")) || sk_str_starts(s, SK_STR("qu"))) &&
        in_rimes(sk_str_sub(s, 2, s.len)))
        return true;
    while (!(n && (buf[0] & 0x80)) && n < s.len && is_consonant(s.s[n]))
        n++;
    return (is_onset(s.s, n) && in_rimes(sk_str_sub(s, n, s.len))) ||
           sk_str_eq(s, SK_STR("gi"));
}

bool sk_name_syllable_at(const sk_doc *d, uint32_t tok)
{
    const sk_name_model *m = d->eng->names;
    uint32_t id = d->toks.v[tok].id;

    return id && id < m->n_syllables ? m->syllables[id]
                                     : is_syllable(sk_doc_tok(d, tok));
}

void sk_name_syllables(sk_arena *a, const sk_vocab *v, sk_name_model *m)
{
    enum { FREQUENT = 4096 };
    uint32_t n = v->n < FREQUENT ? v->n + 1 : FREQUENT;
    bool *could = sk_new(a, bool, n);

    for (uint32_t id = 1; id < n; id++)
        could[id] = is_syllable(sk_vocab_form(v, id));
    m->syllables = could;
    m->n_syllables = n;
}
