/* How large and how hot a storyline counts: no more than labels taught. */
#include "table.h"

#include <math.h>
#include <stdlib.h>

#include "thread/story.h"

static void each(void **state)
{
    const row *r = *state;
    const double param[SK_TP_N] = {
        [SK_TP_SIZE_MOST] = 200, [SK_TP_HEAT_MOST] = 10};
    const sk_thread_story st = {.n = (uint32_t)atoi(r->cell[0]),
                                .heat = strtof(r->cell[1], NULL)};
    int64_t minute = 60 * atoi(r->cell[2]);

    assert_float_equal(exp(sk_story_size(&st, param)), atof(r->cell[3]), 1e-6);
    assert_float_equal(expm1(sk_story_warmth(&st, minute, param)),
                       atof(r->cell[4]), 1e-6);
}

int main(void)
{
    return run_table("thread/size.tsv", each);
}
