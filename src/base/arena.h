/* arena.h - all memory of one document, freed at once.
 *
 * Memory comes zeroed and aligned from a chain of blocks. When the byte limit
 * is reached, control jumps to *full, the single setjmp at the document's
 * entry; so a step never checks an allocation, and in exchange holds no file,
 * lock or malloc of its own.
 */
#ifndef SK_BASE_ARENA_H
#define SK_BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct sk_block sk_block;

typedef struct sk_arena {
    sk_block *blocks; /* newest first */
    char *at, *end;   /* free part of the newest block */
    bool zero;     /* it was never used: all zeros, perhaps not yet in memory */
    size_t used;   /* bytes handed out and lost to block ends */
    size_t limit;  /* bytes, at most */
    jmp_buf *full; /* where to go when the limit is reached */
} sk_arena;

/* An empty arena that will hold at most so many bytes; the caller sets full
 * before anything is asked of it. */
void sk_arena_init(sk_arena *a, size_t limit);
/* Empties the arena and keeps its room (up to 16 MiB) as one block. */
void sk_arena_reset(sk_arena *a);
/* Frees all its memory. */
void sk_arena_done(sk_arena *a);

/* n objects of size bytes, zeroed; jumps to *full when there is no room. */
void *sk_arena_get(sk_arena *a, size_t n, size_t size, size_t align);
/* The same, not zeroed: for what is written before it is read. */
void *sk_arena_raw(sk_arena *a, size_t n, size_t size, size_t align);
#define sk_new(a, type, n) \
    ((type *)sk_arena_get((a), (n), sizeof(type), _Alignof(type)))

/* A growing array in an arena: vec(type) v = {0}; *sk_push(a, &v) = x; */
#define SK_VEC(type)   \
    struct {           \
        type *v;       \
        size_t n, cap; \
    }
#define sk_push(a, vec)                                                       \
    ((vec)->n == (vec)->cap                                                   \
         ? (void)((vec)->v =                                                  \
                      sk_arena_grow((a), (vec)->v, &(vec)->cap,               \
                                    sizeof *(vec)->v, _Alignof(max_align_t))) \
         : (void)0,                                                           \
     &(vec)->v[(vec)->n++])
/* Room for at least n elements of an array that is still empty; not zeroed. */
#define sk_reserve(a, vec, n)                                   \
    ((vec)->cap = (n),                                          \
     (vec)->v = sk_arena_raw((a), (vec)->cap, sizeof *(vec)->v, \
                             _Alignof(max_align_t)))
/* Doubles an array of *cap elements (at first 8, fewer of large ones). What
 * was taken from the arena last grows where it is; else the old one is left. */
void *sk_arena_grow(sk_arena *a, void *old, size_t *cap, size_t size,
                    size_t align);
/* The same, what is new not zeroed. */
void *sk_arena_stretch(sk_arena *a, void *old, size_t *cap, size_t size,
                       size_t align);

#endif
