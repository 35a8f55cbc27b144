/* name_syllable.c - could this be a Vietnamese syllable?
 *
 * A syllable is an optional onset, a rime and a tone. Foreign names break
 * that: "Putin", "Blinken" fit no onset and rime. Both inventories are closed.
 */
#include "find/name.h"

/* Longest first where one begins another. */
static const char *const onsets[] = {
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "th", "tr", "ch", "qu",
    "b",   "c",  "d",  "đ",  "g",  "h",  "k",  "l",  "m",  "n",  "p",
    "r",   "s",  "t",  "v",  "x",  "",
};

static const char *const rimes[] = {
    "a",    "ac",   "ach", "ai",   "am",   "an",   "ang",  "anh",  "ao",
    "ap",   "at",   "au",  "ay",   "ă",    "ăc",   "ăm",   "ăn",   "ăng",
    "ăp",   "ăt",   "âc",  "âm",   "ân",   "âng",  "âp",   "ât",   "âu",
    "ây",   "e",    "ec",  "em",   "en",   "eng",  "eo",   "ep",   "et",
    "ê",    "êch",  "êm",  "ên",   "ênh",  "êp",   "êt",   "êu",   "i",
    "ia",   "ich",  "iêc", "iêm",  "iên",  "iêng", "iêp",  "iêt",  "iêu",
    "im",   "in",   "inh", "ip",   "it",   "iu",   "o",    "oa",   "oac",
    "oach", "oai",  "oam", "oan",  "oang", "oanh", "oao",  "oap",  "oat",
    "oay",  "oăc",  "oăm", "oăn",  "oăng", "oăt",  "oc",   "oe",   "oen",
    "oeo",  "oet",  "oi",  "om",   "on",   "ong",  "ooc",  "oong", "op",
    "ot",   "ô",    "ôc",  "ôi",   "ôm",   "ôn",   "ông",  "ôp",   "ôt",
    "ơ",    "ơi",   "ơm",  "ơn",   "ơp",   "ơt",   "u",    "ua",   "uân",
    "uâng", "uât",  "uây", "uc",   "uê",   "uêch", "uên",  "uênh", "ui",
    "um",   "un",   "ung", "uôc",  "uôi",  "uôm",  "uôn",  "uông", "uôt",
    "up",   "ut",   "uơ",  "uy",   "uya",  "uych", "uyên", "uyêt", "uyn",
    "uynh", "uyp",  "uyt", "uyu",  "ư",    "ưa",   "ưc",   "ưi",   "ưng",
    "ươc",  "ươi",  "ươm", "ươn",  "ương", "ươp",  "ươt",  "ươu",  "ưt",
    "ưu",   "y",    "yêm", "yên",  "yêt",  "yêu",  "yt",
};

/* Lower case without tone marks; the length, 0 if it is too long. */
static size_t toneless(sk_str s, char out[32])
{
    size_t n = 0;

    for (size_t i = 0; i < s.len;) {
        const sk_uni *u = sk_uni_of(sk_utf8_next(s, &i));
        if (n + 4 > 32 || !u->lower)
            return 0;
        n += sk_utf8_put(sk_uni_of(u->lower)->bare, out + n);
    }
    return n;
}

static bool in_rimes(sk_str s)
{
    for (size_t i = 0; i < sizeof rimes / sizeof *rimes; i++)
        if (sk_str_eq(s, sk_str_of(rimes[i])))
            return true;
    return false;
}

bool sk_name_syllable(sk_str form)
{
    char buf[32];
    sk_str s = {buf, toneless(form, buf)};

    if (!s.len)
        return false;
    for (size_t i = 0; i < sizeof onsets / sizeof *onsets; i++) {
        sk_str on = sk_str_of(onsets[i]);
        if (sk_str_starts(s, on) &&
            in_rimes(sk_str_sub(s, on.len, s.len)))
            return true;
    }
    return sk_str_eq(s, SK_STR("gi"));
}
