/* The lunar calendar: rows of find/lunar.tsv, and there and back for every day
 * of two centuries. */
#include "table.h"

#include "base/day.h"
#include "find/lunar.h"

static void each(void **state)
{
    const row *r = *state;
    int32_t day, minute;
    sk_lunar l;

    assert_true(sk_iso_parse(sk_str_of(r->cell[0]), &day, &minute));
    l = sk_lunar_of(day);
    assert_int_equal(l.year, atoi(r->cell[1]));
    assert_int_equal(l.month, atoi(r->cell[2]));
    assert_int_equal(l.day, atoi(r->cell[3]));
    assert_int_equal(l.leap, atoi(r->cell[4]));
}

int main(void)
{
    for (int32_t day = sk_day_of(1900, 2, 1); day < sk_day_of(2100, 12, 1);
         day++) {
        sk_lunar l = sk_lunar_of(day);
        if (sk_lunar_day(l.year, l.month, l.leap, l.day) != day) {
            fprintf(stderr, "day %d does not come back\n", (int)day);
            return 1;
        }
    }
    return run_table("find/lunar.tsv", each);
}
