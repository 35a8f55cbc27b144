/* Reads the rows of thread/topic.tsv: the kinds of affairs of a title. */
#include "engine_table.h"

#include "split/split.h"
#include "thread/model.h"

static void each(void **state)
{
    const row *r = *state;
    const sk_topics *topics = &eng->threads->topics;
    sk_doc d = {.eng = eng};
    sk_buf got = {0};
    uint64_t told;

    sk_arena_init(&d.arena, 1 << 20);
    d.text = sk_str_of(r->cell[1]);
    *sk_push(&d.arena, &d.paras) = (sk_para){.span = {0, (uint32_t)d.text.len}};
    sk_split(&d);
    told = sk_topics_of(topics, &d, 0, d.words.n);
    for (size_t i = 0; i < topics->v.n; i++)
        if (told >> i & 1) {
            sk_buf_add(&d.arena, &got, got.n ? SK_STR("; ") : SK_STR(""));
            sk_buf_add(&d.arena, &got, topics->v.v[i].name);
        }
    if (!got.n)
        sk_buf_add(&d.arena, &got, SK_STR("-"));
    if (!sk_str_eq(sk_buf_str(&got), sk_str_of(r->cell[0])))
        fail_msg("%s:%d\n  got  %.*s\n  want %s", r->file, r->line,
                 SK_FMT(sk_buf_str(&got)), r->cell[0]);
    sk_arena_done(&d.arena);
}

int main(void)
{
    return run_engine_table("thread/topic.tsv", each);
}
