/* num.c - numbers as text, the same in every locale. */
#include "base/num.h"

#include <stdio.h>

/* Digits and power are whole numbers below 2^53, so that the quotient is the
 * nearest double. */
bool sk_num_of(sk_str s, double *v)
{
    enum { DIGITS = 15 };
    bool minus = s.len && s.s[0] == '-', point = false;
    double digits = 0, power = 1;
    size_t n = 0;

    for (size_t i = minus; i < s.len; i++) {
        if (s.s[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (!sk_str_digit(s, i) || ++n > DIGITS)
            return false;
        digits = digits * 10 + (s.s[i] - '0');
        power *= point ? 10 : 1;
    }
    if (n)
        *v = (minus ? -digits : digits) / power;
    return n > 0;
}

sk_str sk_num_text(double v, char to[32])
{
    char *end = to;

    snprintf(to, 32, "%.6g", v);
    /* what is no digit, sign or exponent is the locale's point */
    for (const char *p = to; *p; p++)
        if (strchr("+-0123456789e", *p))
            *end++ = *p;
        else if (end > to && end[-1] != '.')
            *end++ = '.';
    return (sk_str){to, (size_t)(end - to)};
}
