/* Days and minutes of ISO dates, and the days as dates again. */
#include "table.h"

#include "base/day.h"

static void each(void **state)
{
    const row *r = *state;
    int32_t day, minute;
    bool ok = sk_iso_parse(sk_str_of(r->cell[0]), &day, &minute);
    char iso[16];
    int y, m, d;

    if (r->cell[2][0] == 'x') {
        assert_false(ok);
        return;
    }
    assert_true(ok);
    sk_day_civil(day, &y, &m, &d);
    snprintf(iso, sizeof iso, "%04d-%02d-%02d", y, m, d);
    assert_string_equal(iso, r->cell[1]);
    assert_int_equal(minute, atoi(r->cell[2]));
}

int main(void)
{
    return run_table("base/day.tsv", each);
}
