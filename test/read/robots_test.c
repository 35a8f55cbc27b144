/* What a robots.txt lets us fetch. */
#include "../table.h"

#include "read/robots.h"

static void each(void **state)
{
    const row *r = *state;
    int delay;
    bool yes = sk_robots_allow(sk_str_of(r->cell[0]), SK_STR("sukien"),
                               sk_str_of(r->cell[1]), &delay);
    char got[32];

    snprintf(got, sizeof got, "%s %d", yes ? "yes" : "no", delay);
    assert_string_equal(got, r->cell[2]);
}

int main(void)
{
    return run_table("read/robots.tsv", each);
}
