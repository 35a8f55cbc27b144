/* How sure titles are, and which days are looked back to. */
#include "arena.h"
#include "engine_table.h"

#include "thread/mark.h"

/* "plan, claim" of a title; "own" or "behind" of what stands before a day. */
static void says(void **state)
{
    static const char *const names[] = {"plan", "deny", "claim"};
    const row *r = *state;
    sk_str text = sk_str_of(r->n > 1 ? r->cell[1] : "");
    char told[40] = "";
    unsigned cues;
    sk_arena a;
    jmp_buf full;

    ARENA_OPEN(a, full, 1 << 20);
    if (strcmp(r->cell[0], "own") == 0 || strcmp(r->cell[0], "behind") == 0) {
        strcat(told, sk_mark_behind(eng, text, &a) ? "behind" : "own");
    } else {
        cues = sk_mark_cues(eng, text, &a);
        for (unsigned i = 0; i < 3; i++)
            if (cues >> i & 1)
                strcat(strcat(told, *told ? ", " : ""), names[i]);
        if (!cues)
            strcat(told, "-");
    }
    sk_arena_done(&a);
    assert_string_equal(told, r->cell[0]);
}

int main(void)
{
    return run_engine_table("thread/says.tsv", says);
}
