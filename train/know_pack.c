/* know_pack.c - writes the image of the knowledge: the twin of know/image.c. */
#include "know_pack.h"

#include <errno.h>
#include <stdlib.h>

#include "know/image.h"
#include "pack.h"

/* Every string once: an open-addressing table of offsets + 1 into text. */
typedef struct strings {
    sk_arena *arena;
    sk_buf text;
    struct entry {
        size_t at, len; /* at: offset + 1, 0 free */
    } * slots;
    size_t n, n_slots;
} strings;

static struct entry *slot_of(const strings *st, sk_str s)
{
    size_t i = sk_hash(s.s, s.len, 0) & (st->n_slots - 1);

    while (st->slots[i].at &&
           !sk_str_eq(
               (sk_str){st->text.v + st->slots[i].at - 1, st->slots[i].len}, s))
        i = (i + 1) & (st->n_slots - 1);
    return &st->slots[i];
}

static void more_slots(strings *st)
{
    struct entry *old = st->slots;
    size_t n_old = st->n_slots;

    st->n_slots = n_old ? n_old * 2 : 1024;
    st->slots = sk_new(st->arena, struct entry, st->n_slots);
    for (size_t i = 0; i < n_old; i++)
        if (old[i].at)
            *slot_of(st, (sk_str){st->text.v + old[i].at - 1, old[i].len}) =
                old[i];
}

/* The offset + 1 of s in text; 0 for NULL. */
static size_t string_at(strings *st, sk_str s)
{
    struct entry *e;

    if (!s.s)
        return 0;
    if ((st->n + 1) * 2 > st->n_slots)
        more_slots(st);
    e = slot_of(st, s);
    if (!e->at) {
        *e = (struct entry){st->text.n + 1, s.len};
        sk_buf_add(st->arena, &st->text, s);
        st->n++;
    }
    return e->at;
}

static void add_table(pack *p, strings *st, const sk_know *k, int kind)
{
    const sk_know_shape *sh = &sk_know_shapes[kind];
    const char *row = sk_know_rows(k, kind);
    char *copy = need(malloc(sh->size));

    pack_section(p, sh->name);
    for (size_t i = sk_know_count(k, kind); i; i--, row += sh->size) {
        memcpy(copy, row, sh->size);
        for (uint32_t j = 0; j < sh->n_strs; j++) {
            sk_str *s = (sk_str *)(copy + sh->strs[j]);
            s->s = (const char *)(uintptr_t)string_at(st, *s);
        }
        pack_add(p, copy, sh->size);
    }
    free(copy);
}

static void add_all(pack *p, strings *st, sk_loader *ld, const sk_know *k)
{
    sk_know_head head = {.alias_size = sizeof(sk_alias),
                         .n_edges = k->trie.n_edges};
    const sk_made made = sk_made_now(ld, &sk_know_made_of);
    const sk_vocab *v = ld->vocab;

    for (int i = 0; i < SK_KNOW_KINDS; i++)
        head.sizes[i] = sk_know_shapes[i].size;
    pack_rows(p, "made", &made, 1, sizeof made);
    pack_rows(p, "head", &head, 1, sizeof head);
    for (int i = 0; i < SK_KNOW_KINDS; i++)
        add_table(p, st, k, i);
    pack_rows(p, "text", st->text.v, st->text.n, 1);
    pack_rows(p, "vat", v->at, v->n + 1, sizeof *v->at);
    pack_rows(p, "vtext", v->bytes, v->at[v->n], 1);
    pack_rows(p, "vslots", v->slots, v->n_slots, sizeof *v->slots);
    pack_trie(p, &k->trie);
    pack_rows(p, "starts", k->roots, k->n_roots, sizeof *k->roots);
    pack_rows(p, "aliases", k->aliases.v, k->aliases.n, sizeof *k->aliases.v);
    pack_rows(p, "bycntry", k->by_country.v, k->by_country.n,
              sizeof *k->by_country.v);
}

int know_pack(const char *data, const char *path, sk_err *err)
{
    sk_arena arena;
    sk_vocab vocab = {0};
    sk_know k = {0};
    sk_loader ld = {.arena = &arena, .data = data, .vocab = &vocab, .err = err};
    strings st = {.arena = &arena};
    pack p = {0};
    jmp_buf full;
    sk_str file;
    int rc;

    sk_arena_init(&arena, (size_t)4 << 30);
    if (setjmp(full) == 0) {
        arena.full = &full;
        rc = sk_know_build(&ld, &k);
        if (!rc) {
            sk_know_ready(&ld, &k);
            add_all(&p, &st, &ld, &k);
            file = pack_file(&p, "know");
            rc = pack_write(file, path, err);
            free((char *)file.s);
        }
    } else {
        rc = sk_fail(err, SK_ENOMEM, 0, "no memory for the knowledge");
    }
    pack_done(&p);
    sk_arena_done(&arena);
    return rc;
}
