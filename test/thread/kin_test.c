/* An item knows how many of those that it was held against are more like it. */
#include "table.h"

#include <stdlib.h>

#include "thread/window.h"

static void nearer(void **state)
{
    const row *r = *state;
    sk_live x = {0};
    char *p = r->cell[0], *end;

    for (double v = strtod(p, &end); end != p; v = strtod(p, &end)) {
        sk_live_kin(&x, v);
        p = end;
    }
    for (unsigned i = 1; i < x.n_kin; i++)
        assert_true(x.kin[i - 1] >= x.kin[i]);
    assert_int_equal(sk_live_nearer(&x, atof(r->cell[1])), atoi(r->cell[2]));
}

int main(void)
{
    return run_table("thread/kin.tsv", nearer);
}
