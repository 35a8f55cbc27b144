/* robots.c - rules of robots.txt; ranges of addresses. */
#include "read/robots.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <strings.h>

/* ---- rules ---- */

static int hex(char c)
{
    return c >= '0' && c <= '9'                 ? c - '0'
           : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                : -1;
}

/* What stands at s.s[i], and *n, its bytes: "%c3" and "%C3" and the byte itself
 * are one; a reserved mark that is written so ("%2F") is another than the bare
 * one (RFC 9309, 2.2.2), but for the two that no rule could name otherwise. */
static unsigned unit(sk_str s, size_t i, size_t *n)
{
    unsigned char c = (unsigned char)s.s[i];
    int hi = i + 2 < s.len ? hex(s.s[i + 1]) : -1;
    int lo = i + 2 < s.len ? hex(s.s[i + 2]) : -1;

    *n = 1;
    if (c != '%' || hi < 0 || lo < 0)
        return c;
    *n = 3;
    c = (unsigned char)(hi * 16 + lo);
    return c && strchr("%:/?#[]@!&'()+,;=", c) ? 0x100u | c : c;
}

/* Whether a rule matches the path from its beginning. '*' is any run, '$' at the
 * end the path's end. Only the last star gives back, so it takes at most as
 * many steps as the two lengths multiplied. */
static bool matches(sk_str rule, sk_str path)
{
    size_t r = 0, p = 0, star = SIZE_MAX, mark = 0, nr, np;
    bool anchored = rule.len && rule.s[rule.len - 1] == '$';

    if (anchored)
        rule.len--;
    for (;;) {
        if (r < rule.len && rule.s[r] == '*') {
            star = r++;
            mark = p;
        } else if (r == rule.len && (!anchored || p == path.len)) {
            return true;
        } else if (r < rule.len && p < path.len &&
                   unit(rule, r, &nr) == unit(path, p, &np)) {
            r += nr;
            p += np;
        } else if (star != SIZE_MAX && mark < path.len) {
            unit(path, mark, &np);
            r = star + 1;
            p = mark += np;
        } else {
            return false;
        }
    }
}

/* Whether a line names an agent: by its word alone, "Sukien/1.0" is one too. */
static bool is_agent(sk_str v, sk_str agent)
{
    size_t n = 0;

    if (agent.s[0] == '*')
        return v.len && v.s[0] == '*';
    while (n < v.len && (((v.s[n] | 32) >= 'a' && (v.s[n] | 32) <= 'z') ||
                         v.s[n] == '-' || v.s[n] == '_'))
        n++;
    return n == agent.len && strncasecmp(v.s, agent.s, n) == 0;
}

typedef enum field { OTHER, AGENT, ALLOW, DISALLOW, DELAY } field;

/* What the line is about, as it is often misspelt too; *value, behind the colon
 * or, where it was forgotten, behind blanks. */
static field field_of(sk_str line, sk_str *value)
{
    static const struct {
        const char *name;
        field is;
    } names[] = {
        {"user-agent", AGENT},  {"useragent", AGENT},   {"user agent", AGENT},
        {"disallow", DISALLOW}, {"disalow", DISALLOW},  {"dissallow", DISALLOW},
        {"dissalow", DISALLOW}, {"diasllow", DISALLOW}, {"disallaw", DISALLOW},
        {"allow", ALLOW},       {"crawl-delay", DELAY}, {"crawldelay", DELAY},
    };

    line = sk_str_trim(line);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i].name);
        sk_str rest;
        if (line.len < n || strncasecmp(line.s, names[i].name, n) != 0)
            continue;
        rest = sk_str_sub(line, n, line.len);
        *value = sk_str_trim(rest);
        if (value->len && value->s[0] == ':')
            *value = sk_str_trim(sk_str_sub(*value, 1, value->len));
        else if (value->len == rest.len && rest.len)
            continue; /* the beginning of a longer word */
        return names[i].is;
    }
    return OTHER;
}

/* Up to a line feed or a carriage return. */
static sk_str next_line(sk_str *all)
{
    sk_str s = *all;
    size_t n = 0;

    while (n < s.len && s.s[n] != '\n' && s.s[n] != '\r')
        n++;
    *all = n < s.len ? sk_str_sub(s, n + 1, s.len) : (sk_str){NULL, 0};
    return sk_str_sub(s, 0, n);
}

/* The rules of one agent ("*" or its name). Whether it is named at all. */
static bool group(sk_str all, sk_str agent, sk_str path, bool *allow,
                  int *delay_s)
{
    bool inside = false, naming = false, named = false;
    size_t best = 0;
    sk_str line, v;
    field is;

    *allow = true;
    while (all.s) {
        line = next_line(&all);
        line = sk_str_cut(line, '#', &v);
        is = field_of(line, &v);
        if (is == AGENT) {
            if (!naming)
                inside = false;
            naming = true;
            inside |= is_agent(v, agent);
            named |= inside;
            continue;
        }
        if (!inside) {
            naming = naming && !sk_str_trim(line).len;
            continue;
        }
        if (is == ALLOW || is == DISALLOW) {
            naming = false;
            if (v.len && matches(v, path) &&
                (v.len > best || (v.len == best && is == ALLOW))) {
                best = v.len;
                *allow = is == ALLOW;
            }
        } else if (is == DELAY) {
            naming = false;
            *delay_s = 0;
            for (size_t i = 0;
                 i < v.len && v.s[i] >= '0' && v.s[i] <= '9' && *delay_s < 3600;
                 i++)
                *delay_s = *delay_s * 10 + (v.s[i] - '0');
        }
    }
    return named;
}

bool sk_robots_allow(sk_str robots, sk_str agent, sk_str path, int *delay_s)
{
    bool allow;

    *delay_s = 0;
    if (sk_str_starts(robots, SK_STR("\xEF\xBB\xBF"))) /* byte order mark */
        robots = sk_str_sub(robots, 3, robots.len);
    if (!group(robots, agent, path, &allow, delay_s))
        group(robots, SK_STR("*"), path, &allow, delay_s);
    return allow;
}

/* ---- addresses ---- */

static bool public4(uint32_t ip)
{
    static const struct {
        uint32_t net;
        int bits;
    } closed[] = {
        {0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},
        {0xA9FE0000, 16}, {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24},
        {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24}, {0xCB007100, 24},
        {0xE0000000, 4},  {0xF0000000, 4},
    };

    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (ip >> (32 - closed[i].bits) ==
            closed[i].net >> (32 - closed[i].bits))
            return false;
    return true;
}

bool sk_address_is_public(const struct sockaddr *addr)
{
    if (addr->sa_family == AF_INET)
        return public4(
            ntohl(((const struct sockaddr_in *)addr)->sin_addr.s_addr));
    if (addr->sa_family == AF_INET6) {
        const uint8_t *b =
            ((const struct sockaddr_in6 *)addr)->sin6_addr.s6_addr;
        static const uint8_t mapped[12] = {0, 0, 0, 0, 0,    0,
                                           0, 0, 0, 0, 0xFF, 0xFF};
        static const uint8_t nat64[12] = {0, 0x64, 0xFF, 0x9B};
        uint32_t v4 = (uint32_t)b[12] << 24 | (uint32_t)b[13] << 16 |
                      (uint32_t)b[14] << 8 | b[15];
        if (memcmp(b, mapped, 12) == 0 || memcmp(b, nat64, 12) == 0)
            return public4(v4);
        if (b[0] == 0x20 && b[1] == 0x02) /* 6to4 */
            return public4((uint32_t)b[2] << 24 | (uint32_t)b[3] << 16 |
                           (uint32_t)b[4] << 8 | b[5]);
        return (b[0] & 0xE0) == 0x20 && /* 2000::/3 is what is given out */
               !(b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0D &&
                 b[3] == 0xB8) &&
               !(b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0);
    }
    return false;
}
