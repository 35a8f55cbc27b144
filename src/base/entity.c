/* entity.c - HTML character references, by the standard's full table. */
#include "base/entity.h"

#include "base/uni.h"

#include "entity_table.h"

enum { NAME_MAX_BYTES = 33, N = sizeof table / sizeof *table };

static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
    0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

static size_t number(sk_str s, size_t i, char *out, size_t *end)
{
    bool hex = i < s.len && (s.s[i] == 'x' || s.s[i] == 'X');
    uint32_t c = 0;
    size_t from;

    i += hex;
    for (from = i; i < s.len; i++) {
        char d = s.s[i];
        uint32_t v;
        if (d >= '0' && d <= '9')
            v = (uint32_t)(d - '0');
        else if (hex && ((d >= 'a' && d <= 'f') || (d >= 'A' && d <= 'F')))
            v = (uint32_t)((d & 0xDF) - 'A' + 10);
        else
            break;
        if (c <= 0x10FFFF)
            c = c * (hex ? 16 : 10) + v;
    }
    if (i == from)
        return 0;
    *end = i + (i < s.len && s.s[i] == ';');
    if (c >= 0x80 && c < 0xA0)
        c = windows_1252[c - 0x80];
    if (!c || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        c = 0xFFFD;
    return sk_utf8_put(c, out);
}

/* The row of a name, or -1. */
static int find(sk_str name)
{
    int lo = 0, hi = N - 1;

    while (lo <= hi) {
        int mid = (lo + hi) / 2,
            c = sk_str_cmp(name, sk_str_of(table[mid].name));
        if (!c)
            return mid;
        if (c < 0)
            hi = mid - 1;
        else
            lo = mid + 1;
    }
    return -1;
}

size_t sk_entity_at(sk_str s, size_t at, char out[16], size_t *end)
{
    size_t i = at + 1, len;
    int row = -1;

    if (i < s.len && s.s[i] == '#')
        return number(s, i + 1, out, end);
    while (i < s.len && i - at <= NAME_MAX_BYTES &&
           ((s.s[i] >= '0' && s.s[i] <= '9') ||
            ((s.s[i] | 32) >= 'a' && (s.s[i] | 32) <= 'z')))
        i++;
    if (i < s.len && s.s[i] == ';') {
        row = find(sk_str_sub(s, at + 1, i + 1));
        i++;
    }
    if (row < 0) /* the longest old name without a semicolon */
        for (i = i < at + 8 ? i : at + 8; i > at + 2; i--) {
            row = find(sk_str_sub(s, at + 1, i));
            if (row >= 0)
                break;
        }
    if (row < 0)
        return 0;
    *end = i;
    len = strlen(table[row].utf8);
    memcpy(out, table[row].utf8, len);
    return len;
}
