/* Numbers are read and written with a point, also in a locale with a comma (if
 * the machine has one). */
#include "table.h"

#include <locale.h>

#include "base/num.h"

static void each(void **state)
{
    const row *r = *state;
    sk_str s = sk_str_of(r->cell[0]), got;
    char to[32];
    double v = 0;

    assert_int_equal(sk_num_of(s, &v), strcmp(r->cell[1], "-") != 0);
    if (strcmp(r->cell[1], "-") == 0)
        return;
    got = sk_num_text(v, to);
    assert_int_equal(got.len, strlen(r->cell[1]));
    assert_memory_equal(got.s, r->cell[1], got.len);
}

int main(void)
{
    if (!setlocale(LC_NUMERIC, "vi_VN.UTF-8"))
        setlocale(LC_NUMERIC, "de_DE.UTF-8");
    return run_table("base/num.tsv", each);
}
