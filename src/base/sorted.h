/* sorted.h - binary search in the arrays of a document, which are in text order. */
#ifndef SK_BASE_SORTED_H
#define SK_BASE_SORTED_H

#include <stddef.h>
#include <stdint.h>

/* The index of the first element of an SK_VEC whose uint32_t field is not below
 * key, n if there is none; the elements ascend by that field. */
#define SK_FIRST_FROM(vec, field, key)                      \
    sk_first_from((vec).v, (vec).n, sizeof *(vec).v,        \
                  offsetof(__typeof__(*(vec).v), field), (key))

static inline size_t sk_first_from(const void *v, size_t n, size_t size,
                                   size_t field, uint32_t key)
{
    size_t lo = 0, hi = n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        const void *at = (const char *)v + mid * size + field;
        if (*(const uint32_t *)at < key)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

#endif
