/* item_bytes.c - an item as bytes, in which a store keeps it, and back. */
#include <string.h>

#include "thread/item.h"

typedef struct bytes {
    unsigned char *p;
} bytes;

static void put(bytes *b, uint64_t v, int n)
{
    for (int i = 0; i < n; i++)
        *b->p++ = (unsigned char)(v >> (8 * i));
}

size_t sk_item_pack(const sk_item *it, unsigned char *out)
{
    bytes b = {out};

    put(&b, (uint64_t)it->id, 8);
    put(&b, (uint64_t)it->minute, 8);
    put(&b, it->key, 8);
    put(&b, it->title, 8);
    put(&b, it->rest, 8);
    put(&b, (uint64_t)it->happening, 8);
    put(&b, (uint64_t)it->story, 8);
    put(&b, it->outlet, 4);
    put(&b, it->kind, 1);
    put(&b, it->n_terms, 2);
    put(&b, it->n_numbers, 1);
    put(&b, it->n_acts, 1);
    for (uint32_t i = 0; i < it->n_terms; i++) {
        put(&b, it->terms[i].id, 4);
        put(&b, it->terms[i].title, 1);
        put(&b, it->terms[i].rest, 1);
        put(&b, it->terms[i].flags, 1);
    }
    for (uint32_t i = 0; i < it->n_numbers; i++)
        put(&b, it->numbers[i], 4);
    for (uint32_t i = 0; i < it->n_acts; i++) {
        put(&b, it->acts[i].who, 4);
        put(&b, it->acts[i].status, 1);
        put(&b, (uint32_t)it->acts[i].day, 4);
    }
    return (size_t)(b.p - out);
}

typedef struct source {
    const unsigned char *p, *end;
    bool broken;
} source;

static uint64_t get(source *s, int n)
{
    uint64_t v = 0;

    if (s->end - s->p < n) {
        s->broken = true;
        return 0;
    }
    for (int i = 0; i < n; i++)
        v |= (uint64_t)*s->p++ << (8 * i);
    return v;
}

bool sk_item_unpack(const unsigned char *p, size_t len, sk_item *it)
{
    source s = {p, p + len, false};

    memset(it, 0, sizeof *it);
    it->id = (int64_t)get(&s, 8);
    it->minute = (int64_t)get(&s, 8);
    it->key = get(&s, 8);
    it->title = get(&s, 8);
    it->rest = get(&s, 8);
    it->happening = (int64_t)get(&s, 8);
    it->story = (int64_t)get(&s, 8);
    it->outlet = (uint32_t)get(&s, 4);
    it->kind = (uint8_t)get(&s, 1);
    it->n_terms = (uint32_t)get(&s, 2);
    it->n_numbers = (uint32_t)get(&s, 1);
    it->n_acts = (uint32_t)get(&s, 1);
    if (it->n_terms > SK_ITEM_TERMS || it->n_numbers > SK_ITEM_NUMBERS ||
        it->n_acts > SK_ITEM_ACTS)
        return false;
    for (uint32_t i = 0; i < it->n_terms; i++) {
        it->terms[i].id = (uint32_t)get(&s, 4);
        it->terms[i].title = (uint8_t)get(&s, 1);
        it->terms[i].rest = (uint8_t)get(&s, 1);
        it->terms[i].flags = (uint8_t)get(&s, 1);
    }
    for (uint32_t i = 0; i < it->n_numbers; i++)
        it->numbers[i] = (uint32_t)get(&s, 4);
    for (uint32_t i = 0; i < it->n_acts; i++) {
        it->acts[i].who = (uint32_t)get(&s, 4);
        it->acts[i].status = (uint8_t)get(&s, 1);
        it->acts[i].day = (int32_t)(uint32_t)get(&s, 4);
    }
    return !s.broken && s.p == s.end;
}
