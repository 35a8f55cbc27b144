/* heat.h - how warm a storyline is: reports a day, halving every day.
 *
 * Kept as log2 of the sum of 2^day over its reports. So heat never has to be
 * brought up to date, and sorting by it is sorting by heat at any moment.
 */
#ifndef SK_STORE_HEAT_H
#define SK_STORE_HEAT_H

#include <math.h>
#include <stdint.h>

static inline double sk_heat_of(int64_t minute)
{
    return (double)minute / 1440;
}

static inline double sk_heat_add(double a, double b)
{
    double hi = a > b ? a : b, lo = a > b ? b : a;

    return hi + log2(1 + exp2(lo - hi));
}

static inline double sk_heat_at(double heat, int64_t minute)
{
    return exp2(heat - (double)minute / 1440);
}

#endif
