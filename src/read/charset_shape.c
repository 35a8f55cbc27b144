/* charset_shape.c - how much a text, read in some charset, looks Vietnamese. */
#include "base/uni.h"
#include "read/charset_parts.h"

enum { CODA_MAX = 2, NUCLEUS_MAX = 5, SYLLABLE_MAX = 7 };

/* A word as it is read: consonants, vowels, consonants, without marks. */
typedef struct shape {
    int len, tones, special, odd;
    uint8_t tone;      /* as sk_uni has it, the last one */
    bool lower, other; /* other: a second group of vowels */
    int n_vowels, coda;
    char onset, vowel[NUCLEUS_MAX + 1]; /* the last consonant before them */
    char end[CODA_MAX];
} shape;

/* Vietnamese writes none of Ä, Ë, Û, Ñ ..., which other readings give. */
static bool foreign(uint32_t c)
{
    static const char ours[] = /* of U+00C0 to U+00DF, those below the same */
        "\1\1\1\1\0\0\0\0\1\1\1\0\1\1\0\0\0\0\1\1\1\1\0\0\0\1\1\0\0\1\0";

    return c >= 0xC0 && c <= 0xFF && !ours[c & 0x1F];
}

static void shape_add(shape *w, uint32_t c, const sk_uni *u)
{
    char base = (char)(u->base ? u->base : c < 0x80 ? c | 32 : 0);

    w->len++;
    w->tones += u->tone != 0;
    w->tone = u->tone ? u->tone : w->tone;
    w->special += c >= 0x80;
    w->odd += c >= 0x80 && (!u->base || c == 0xFFFD || foreign(c));
    w->odd += u->cls == SK_UNI_UPPER && w->lower;
    w->lower |= u->cls == SK_UNI_LOWER;
    if (base && strchr("aeiouy", base)) {
        w->other |= w->coda > 0;
        if (w->n_vowels < NUCLEUS_MAX)
            w->vowel[w->n_vowels] = base;
        w->n_vowels++;
    } else if (!w->n_vowels) {
        w->onset = base;
    } else {
        if (w->coda < CODA_MAX)
            w->end[w->coda] = base;
        w->coda++;
    }
}

/* Vowels that stand together in a syllable; i behind g and u behind q belong to
 * the consonant. */
static bool vowels_well(const shape *w)
{
    static const char together[] =
        " a e i o u y ai ao au ay eo eu ia ie ieu iu oa oai oao oay oe oeo oi "
        "oo ua uay ue ui uo uoi uou uu uy uya uye uyu ye yeu ";
    char key[NUCLEUS_MAX + 3];
    const char *v = w->vowel;
    size_t n = strlen(v);

    if (w->n_vowels > NUCLEUS_MAX)
        return false;
    if (n > 1 &&
        ((w->onset == 'g' && *v == 'i') || (w->onset == 'q' && *v == 'u'))) {
        v++;
        n--;
    }
    key[0] = ' ';
    memcpy(key + 1, v, n);
    memcpy(key + 1 + n, " ", 2);
    return strstr(together, key) != NULL;
}

/* c, ch, k, m, n, ng, nh, p, t or none; those that stop the breath have the
 * tones sắc or nặng. */
static bool ends_well(const shape *w)
{
    char a = w->end[0], b = w->end[1];

    if (!w->coda)
        return true;
    if ((w->coda == 1 && a && strchr("ckpt", a)) ||
        (w->coda == 2 && a == 'c' && b == 'h'))
        return w->tone == 2 || w->tone == 5;
    return (w->coda == 1 && (a == 'm' || a == 'n')) ||
           (w->coda == 2 && a == 'n' && (b == 'g' || b == 'h'));
}

/* A letter alone may be anything, an abbreviation has no vowels. */
static int points(const shape *w)
{
    if (!w->special || w->len == 1 || (!w->n_vowels && !w->odd && !w->lower))
        return 0;
    return w->tones <= 1 && w->len <= SYLLABLE_MAX && !w->odd && w->n_vowels &&
                   !w->other && vowels_well(w) && ends_well(w)
               ? 2
               : -3;
}

/* Words with letters of Vietnamese that could be syllables, less those that
 * could not: two tones, two groups of vowels, capitals inside, odd signs. */
int sk_charset_vietnamese(sk_str s)
{
    shape w = {0};
    int sum = 0;

    for (size_t at = 0; at <= s.len;) {
        uint32_t c = at < s.len ? sk_utf8_next(s, &at) : (at++, ' ');
        const sk_uni *u = sk_uni_of(c);
        if (u->cls == SK_UNI_LOWER || u->cls == SK_UNI_UPPER ||
            u->cls == SK_UNI_MARK || c == 0xFFFD || (c >= 0x80 && c < 0x100)) {
            shape_add(&w, c, u);
            continue;
        }
        sum += points(&w);
        w = (shape){0};
    }
    return sum;
}
