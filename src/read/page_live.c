/* page_live.c - live pages that do not say so in JSON-LD: entries, each behind
 * its clock, in the order of time or against it.
 */
#include "base/day.h"
#include "read/page_tree.h"

enum { ENTRIES_MIN = 3 };

typedef struct entry {
    size_t block; /* of its clock */
    int32_t day;  /* SK_NO_DAY: not said */
    int minute;   /* of the day */
    sk_str rest;  /* text behind the clock in the same block */
} entry;

typedef SK_VEC(entry) entries;

/* A block that is a clock, with its day perhaps, or begins with one. */
static bool reads_clock(const sk_tree *t, sk_str s, entry *e)
{
    size_t end;

    if (!sk_str_digit(s, 0) || !sk_page_clock(t, s, &end, &e->day, &e->minute))
        return false;
    while (end < s.len && strchr(" :.,-|)", s.s[end]))
        end++;
    while (end + 3 <= s.len && memcmp(s.s + end, "\xE2\x80\x93", 3) == 0)
        end += 3;
    e->rest = sk_str_trim(sk_str_sub(s, end, s.len));
    return true;
}

static void find_entries(const sk_tree *t, size_t beg, size_t end,
                         entries *list)
{
    for (size_t i = beg; i < end; i++) {
        entry e = {.block = i, .day = SK_NO_DAY};
        if (reads_clock(t, t->blocks.v[i].text, &e))
            *sk_push(t->a, list) = e;
    }
}

/* All clocks go one way; past midnight they may start again once. */
static bool in_order(const entries *list)
{
    size_t up = 0, down = 0;

    for (size_t i = 1; i < list->n; i++) {
        int d = list->v[i].minute - list->v[i - 1].minute;
        up += d > 0;
        down += d < 0;
    }
    return (up <= 1 && down + 1 >= list->n / 2) ||
           (down <= 1 && up + 1 >= list->n / 2);
}

static sk_str instant(sk_tree *t, const entry *e, sk_str published)
{
    int32_t day = e->day;
    int minute;

    if (day == SK_NO_DAY && !sk_iso_parse(published, &day, &minute))
        return (sk_str){NULL, 0};
    return sk_strf(t->a, "%.*sT%02d:%02d:00+07:00",
                   SK_FMT(sk_day_iso(t->a, day)), e->minute / 60,
                   e->minute % 60);
}

/* The id of an element around a block, not further up than the article. */
static sk_str id_of(const sk_tree *t, size_t block)
{
    uint32_t up = t->blocks.v[block].node;

    for (; up && up != t->article; up = t->h.nodes.v[up].parent) {
        sk_str id = sk_html_attr(t->a, &t->h, up, SK_HA_ID);
        if (id.len)
            return id;
    }
    return (sk_str){NULL, 0};
}

static sk_page_item item_of(sk_tree *t, const entries *list, size_t i,
                            size_t end, const sk_page *p)
{
    const entry *e = &list->v[i];
    size_t stop = i + 1 < list->n ? list->v[i + 1].block : end;
    sk_page_item it = {.published = instant(t, e, p->published)};
    sk_str id = id_of(t, e->block);

    if (e->rest.len)
        *sk_push(t->a, &it.body) = e->rest;
    for (size_t k = e->block + 1; k < stop; k++) {
        const sk_pblock *b = &t->blocks.v[k];
        bool head = b->tag >= SK_H_H1 && b->tag <= SK_H_H6;
        if (!b->keep)
            continue;
        if (!it.title.len && !it.body.n && (head || b->strong))
            it.title = b->text;
        else
            *sk_push(t->a, &it.body) = b->text;
    }
    it.url = id.len ? sk_strf(t->a, "%.*s#%.*s", SK_FMT(p->url), SK_FMT(id))
                    : sk_strf(t->a, "%.*s#%zu", SK_FMT(p->url), i + 1);
    return it;
}

/* Most entries tell something: a programme of broadcasts does not. */
static bool tells(const sk_tree *t, const entries *list, size_t end)
{
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++) {
        size_t stop = i + 1 < list->n ? list->v[i + 1].block : end;
        bool run = false;
        for (size_t k = list->v[i].block; k < stop; k++)
            run |= t->blocks.v[k].run && t->blocks.v[k].keep;
        n += run;
    }
    return n * 3 >= list->n * 2;
}

void sk_tree_live(sk_tree *t, const sk_pmeta *m, sk_page *p)
{
    size_t beg, end, said = 0, all = 0;
    entries list = {0};

    if (!t->article || p->is_list || p->items.n ||
        !(m->is_live || sk_page_has(t->w, SK_PT_LIVE, p->title)))
        return;
    beg = sk_tree_block_at(t, t->article);
    end = sk_tree_blocks_end(t, t->article);
    find_entries(t, beg, end, &list);
    if (list.n < ENTRIES_MIN || !in_order(&list) || !tells(t, &list, end))
        return;
    for (size_t i = beg; i < end; i++)
        if (t->blocks.v[i].keep) {
            all += t->blocks.v[i].text.len;
            said += i >= list.v[0].block ? t->blocks.v[i].text.len : 0;
        }
    if (said * 2 < all)
        return;
    p->is_live = true;
    for (size_t i = 0; i < list.n; i++) {
        sk_page_item it = item_of(t, &list, i, end, p);
        if (it.body.n || it.title.len)
            *sk_push(t->a, &p->items) = it;
    }
}
