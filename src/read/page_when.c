/* page_when.c - when a page came out, to the minute and with its zone.
 *
 * JSON-LD, meta elements and the line near the headline give instants; they
 * vote. Some pages write local time and call it UTC: where the digits agree
 * with what is seen and the instant does not, the digits are local time.
 */
#include "read/page_stamp.h"
#include "read/page_tree.h"

enum {
    NEAR = 14,       /* blocks around the headline */
    NEAR_END = 4,    /* blocks behind the text */
    SHOWN_MAX = 160, /* bytes of a block that tells the day */
};

static bool same_digits(const sk_stamp *a, const sk_stamp *b)
{
    return a->day == b->day && a->minute == b->minute;
}

static bool is_date_box(const sk_tree *t, uint32_t node)
{
    for (int d = 0; d < 3 && node; d++) {
        if ((t->n[node].hint & SK_PC_DATE) ||
            t->h.nodes.v[node].tag == SK_H_TIME)
            return true;
        node = t->h.nodes.v[node].parent;
    }
    return false;
}

/* The best stamp of some blocks, a clock preferred: what is near the headline
 * or in an element named after dates comes first. */
static bool best_of(const sk_tree *t, size_t from, size_t to, size_t h1,
                    sk_stamp *best)
{
    int rank = -1;

    for (size_t i = from; i < to && i < t->blocks.n; i++) {
        const sk_pblock *b = &t->blocks.v[i];
        sk_stamp st;
        int r;
        if (b->text.len > SHOWN_MAX || !sk_stamp_shown(t->w, b->text, &st))
            continue;
        r = (st.minute >= 0 ? 4 : 0) + (is_date_box(t, b->node) ? 2 : 0) +
            (i + 6 > h1);
        if (r > rank) {
            rank = r;
            *best = st;
        }
    }
    return rank >= 0;
}

/* Near the headline, else right behind the text. */
static bool shown(const sk_tree *t, sk_stamp *best)
{
    size_t h1 = t->h1 ? sk_tree_block_at(t, t->h1) : 0;
    size_t last = 0;

    if (best_of(t, h1 > NEAR ? h1 - NEAR : 0, h1 + NEAR * 2, h1, best))
        return true;
    for (size_t i = 0; t->article && i < sk_tree_blocks_end(t, t->article); i++)
        if (t->blocks.v[i].keep)
            last = i;
    return last && best_of(t, last, last + NEAR_END, 0, best);
}

/* A day as parts of the address: /2025/03/05/. */
static bool addressed(sk_str url, sk_stamp *st)
{
    for (size_t i = 0; i + 10 < url.len; i++)
        if (url.s[i] == '/' && (url.s[i + 1] == '1' || url.s[i + 1] == '2') &&
            sk_stamp_iso(sk_str_sub(url, i + 1, i + 11), st))
            return true;
    return false;
}

/* The first time element with a datetime, one that says when the page changed
 * only if there is no other. */
static bool timed(const sk_tree *t, sk_stamp *st)
{
    bool any = false;

    for (uint32_t i = 1; i < t->h.nodes.n; i++) {
        sk_str when, cls;
        sk_stamp here;
        bool changed;
        if (t->h.nodes.v[i].tag != SK_H_TIME || t->n[i].drop)
            continue;
        when = sk_html_attr(t->a, &t->h, i, SK_HA_DATETIME);
        cls = sk_html_attr(t->a, &t->h, i, SK_HA_CLASS);
        changed = sk_str_find(cls, SK_STR("updated"), 0) != SIZE_MAX ||
                  sk_str_find(cls, SK_STR("modified"), 0) != SIZE_MAX;
        if ((any && changed) ||
            (!sk_stamp_iso(when, &here) && !sk_stamp_shown(t->w, when, &here)))
            continue;
        *st = here;
        if (!changed)
            return true;
        any = true;
    }
    return any;
}

bool sk_page_clock(const sk_tree *t, sk_str s, size_t *end, int32_t *day,
                   int *minute)
{
    sk_stamp st = {.minute = -1}, dated;
    size_t i = 0;

    if (!sk_stamp_clock(s, &i, &st))
        return false;
    *end = i;
    *day = SK_NO_DAY;
    *minute = st.minute;
    if (s.len < 40 && sk_stamp_shown(t->w, s, &dated)) {
        *day = dated.day;
        *end = s.len;
    }
    return true;
}

sk_str sk_page_instant(sk_arena *a, sk_str s)
{
    sk_stamp st;

    if (!sk_stamp_iso(s, &st))
        return (sk_str){NULL, 0};
    sk_stamp_hanoi(&st);
    return sk_stamp_text(a, &st);
}

void sk_tree_when(sk_tree *t, const sk_pmeta *m, sk_page *p)
{
    sk_stamp said[7], seen;
    size_t n = 0, pick = 0;
    bool is_seen = shown(t, &seen);

    for (int i = 0; i < 6; i++)
        if (m->published[i].len &&
            (sk_stamp_iso(m->published[i], &said[n]) ||
             sk_stamp_shown(t->w, m->published[i], &said[n])))
            n++;
    if (!n && timed(t, &said[n]))
        n++;
    for (size_t i = n; i-- > 0;)
        if (said[i].minute >= 0)
            pick = i;
    for (size_t i = 0; is_seen && seen.minute >= 0 && i < n; i++) {
        sk_stamp here = said[i];
        sk_stamp_hanoi(&here);
        if (same_digits(&here, &seen)) {
            pick = i;
            break;
        }
        if (!said[i].offset && same_digits(&said[i], &seen)) {
            said[i].zone = false;
            pick = i;
            break;
        }
    }
    if (n) {
        sk_stamp st = said[pick];
        sk_stamp_hanoi(&st);
        if (st.minute < 0 && is_seen && seen.day == st.day)
            st = seen;
        p->published = sk_stamp_text(t->a, &st);
    } else if (is_seen || addressed(p->url, &seen)) {
        p->published = sk_stamp_text(t->a, &seen);
    }
    if (m->modified.len && (sk_stamp_iso(m->modified, &seen) ||
                            sk_stamp_shown(t->w, m->modified, &seen))) {
        sk_stamp_hanoi(&seen);
        p->modified = sk_stamp_text(t->a, &seen);
        if (!p->published.len)
            p->published = p->modified;
    }
}
