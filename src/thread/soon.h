/* soon.h - asks memory for what will be read soon.
 *
 * An item, a storyline, the count of a word: each stands somewhere in some
 * hundred megabytes and is seldom in the processor's own memory; waiting for
 * them one after another was half of the time that threading took.
 */
#ifndef SK_THREAD_SOON_H
#define SK_THREAD_SOON_H

#include <stddef.h>

static inline void sk_soon(const void *p, size_t bytes)
{
    for (size_t i = 0; i < bytes; i += 64)
        __builtin_prefetch((const char *)p + i);
}

#endif
