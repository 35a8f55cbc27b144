/* arena.c - bump allocation in blocks that double up to 1 MiB. */
#include "base/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct sk_block {
    sk_block *next;
    size_t size; /* bytes after the header */
};

/* Under AddressSanitizer every piece has a fence behind it and the free part
 * of a block is out of bounds. */
#if defined(__SANITIZE_ADDRESS__)
#define FENCED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FENCED 1
#endif
#endif
#ifdef FENCED
#include <sanitizer/asan_interface.h>
enum { FENCE = 16 };
#else
#define ASAN_POISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
enum { FENCE = 0 };
#endif

enum { FIRST = 64 << 10, LARGE = 1 << 20, KEEP = 16 << 20 };

void sk_arena_init(sk_arena *a, size_t limit)
{
    *a = (sk_arena){.limit = limit};
}

void sk_arena_done(sk_arena *a)
{
    for (sk_block *b = a->blocks, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    *a = (sk_arena){.limit = a->limit};
}

/* Documents come in sizes: the next one finds its room in one block. */
void sk_arena_reset(sk_arena *a)
{
    sk_block *b = a->blocks;
    jmp_buf *full = a->full;
    size_t size = 0;

    for (sk_block *x = b; x; x = x->next)
        size += x->size;
    if (b && (b->next || size > KEEP)) {
        sk_arena_done(a);
        size = size < KEEP ? size : KEEP;
        b = malloc(sizeof *b + size);
    }
    *a = (sk_arena){.limit = a->limit, .full = full};
    if (b) {
        *b = (sk_block){.size = size};
        a->blocks = b;
        a->at = (char *)(b + 1);
        a->end = a->at + size;
        ASAN_POISON_MEMORY_REGION(a->at, size);
    }
}

static void fail(sk_arena *a)
{
    assert(a->full); /* a step may only run under a document's entry */
    longjmp(*a->full, 1);
}

static void add_block(sk_arena *a, size_t need)
{
    size_t size = a->blocks ? a->blocks->size * 2 : FIRST;
    sk_block *b;

    if (size > LARGE)
        size = LARGE;
    if (size < need)
        size = need;
    b = calloc(1, sizeof *b + size);
    if (!b)
        fail(a);
    b->next = a->blocks;
    b->size = size;
    a->blocks = b;
    a->at = (char *)(b + 1);
    a->end = a->at + size;
    a->zero = true;
    ASAN_POISON_MEMORY_REGION(a->at, size);
}

void *sk_arena_raw(sk_arena *a, size_t n, size_t size, size_t align)
{
    size_t bytes, pad;
    char *p;

    if (size && n > (SIZE_MAX / 2) / size)
        fail(a);
    bytes = n * size;
    if (FENCE > 0 && align < 8)
        align = 8; /* the sanitizer keeps account of eight bytes at once */
    pad = -(uintptr_t)a->at & (align - 1);
    if (bytes > a->limit || a->used + pad > a->limit - bytes)
        fail(a);
    if ((size_t)(a->end - a->at) < bytes + pad + FENCE || !a->at) {
        add_block(a, bytes + align + FENCE);
        pad = -(uintptr_t)a->at & (align - 1);
    }
    p = a->at + pad;
    a->at = p + bytes + FENCE;
    ASAN_UNPOISON_MEMORY_REGION(p, bytes);
    a->used += bytes + pad;
    return p;
}

void *sk_arena_get(sk_arena *a, size_t n, size_t size, size_t align)
{
    void *p = sk_arena_raw(a, n, size, align);

    return a->zero ? p : memset(p, 0, n * size);
}

void *sk_arena_stretch(sk_arena *a, void *old, size_t *cap, size_t size,
                       size_t align)
{
    size_t n = *cap ? *cap * 2 : size > 128 ? 2 : 8, had = *cap * size;
    char *p = old;

    if (FENCE == 0 && had && p + had == a->at &&
        (size_t)(a->end - a->at) >= had && a->limit - a->used >= had) {
        a->at += had;
        a->used += had;
    } else {
        p = sk_arena_raw(a, n, size, align);
        if (had)
            memcpy(p, old, had);
    }
    *cap = n;
    return p;
}

void *sk_arena_grow(sk_arena *a, void *old, size_t *cap, size_t size,
                    size_t align)
{
    size_t had = *cap * size;
    char *p = sk_arena_stretch(a, old, cap, size, align);

    if (!a->zero)
        memset(p + had, 0, *cap * size - had);
    return p;
}
