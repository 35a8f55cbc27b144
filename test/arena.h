/* arena.h - an arena in a test: a full one fails it. */
#ifndef SK_TEST_ARENA_H
#define SK_TEST_ARENA_H

#include "table.h"

#include "base/arena.h"

/* Opens arena, of at most so many bytes; full, a jmp_buf of the same function,
 * is where it goes when that is too little. */
#define ARENA_OPEN(arena, at_full, bytes) \
    do {                                  \
        sk_arena_init(&(arena), bytes);   \
        if (setjmp(at_full))              \
            fail();                       \
        (arena).full = &(at_full);        \
    } while (0)

#endif
