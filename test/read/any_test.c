/* What a page, or the first item of a feed, says, by the name of the field. */
#include "engine_table.h"

#include "base/doc.h"
#include "base/engine.h"
#include "read/any.h"
#include "read/feed.h"

static sk_str wanted(const sk_raw *all, const char *field)
{
    const sk_raw *r = all->n_items ? &all->items[0] : all;

    if (strcmp(field, "outlet") == 0)
        return r->outlet;
    if (strcmp(field, "feed") == 0)
        return all->title;
    if (strcmp(field, "title") == 0)
        return r->title;
    if (strcmp(field, "url") == 0)
        return r->url;
    if (strcmp(field, "author") == 0)
        return r->author;
    if (strcmp(field, "section") == 0)
        return r->section;
    if (strcmp(field, "published") == 0)
        return r->published;
    if (strcmp(field, "lead") == 0)
        return r->lead;
    if (strcmp(field, "body") == 0 && r->n_body)
        return r->body[r->n_body - 1];
    return (sk_str){NULL, 0};
}

static void each(void **state)
{
    const row *r = *state;
    sk_arena a;
    jmp_buf full;
    sk_raw raw;
    sk_err err;
    char got[512] = "-";

    sk_arena_init(&a, 16 << 20);
    a.full = &full;
    if (setjmp(full))
        fail();
    if (sk_read_any(&a, eng, sk_str_of(r->cell[0]), (sk_str){NULL, 0},
                    SK_STR("https://bao.example/rss/tin.rss"), &raw,
                    &err) == SK_OK) {
        sk_str s = wanted(&raw, r->cell[1]);
        if (strcmp(r->cell[1], "items") == 0)
            snprintf(got, sizeof got, "%zu", raw.n_items);
        else if (s.len)
            snprintf(got, sizeof got, "%.*s", SK_FMT(s));
    }
    sk_arena_done(&a);
    assert_string_equal(got, r->cell[2]);
}

int main(void)
{
    return open_engine() ? close_engine(run_table("read/feeds.tsv", each) |
                                        run_table("read/heads.tsv", each))
                         : 1;
}
