/* sorted.h - binary search in what is in order, as the arrays of a document are. */
#ifndef SK_BASE_SORTED_H
#define SK_BASE_SORTED_H

#include <stddef.h>
#include <stdint.h>

/* Sets first to the first index below n for which before, an expression in i, is
 * false, n if there is none; it is true for all up to there. */
#define SK_FIRST_NOT(first, n, i, before)     \
    do {                                      \
        size_t lo_ = 0, hi_ = (n);            \
        while (lo_ < hi_) {                   \
            size_t i = lo_ + (hi_ - lo_) / 2; \
            if (before)                       \
                lo_ = i + 1;                  \
            else                              \
                hi_ = i;                      \
        }                                     \
        (first) = lo_;                        \
    } while (0)

/* The index of the first element of an SK_VEC whose uint32_t field is not below
 * key, n if there is none; the elements ascend by that field. */
#define SK_FIRST_FROM(vec, field, key)               \
    sk_first_from((vec).v, (vec).n, sizeof *(vec).v, \
                  offsetof(__typeof__(*(vec).v), field), (key))

static inline size_t sk_first_from(const void *v, size_t n, size_t size,
                                   size_t field, uint32_t key)
{
    const char *at = v; /* NULL if n is 0 */
    size_t first;

    SK_FIRST_NOT(first, n, i, *(const uint32_t *)(at + i * size + field) < key);
    return first;
}

#endif
