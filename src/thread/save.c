/* save.c - the state of threading as bytes.
 *
 * "SKTH", version, clock, counts; document frequencies as runs; the items of
 * the window in order; the storylines in order of their ids. Numbers are
 * little-endian base-128, floats are their bits. What can be made anew (norms
 * of postings, the indexes) is not written.
 */
#include <stdlib.h>

#include "base/err.h"
#include "thread/state.h"

enum { VERSION = 6 };

/* ---- writing ---- */

typedef struct writer {
    unsigned char *v;
    size_t n, cap;
    bool full;
} writer;

static void byte(writer *w, unsigned char b)
{
    if (w->n == w->cap) {
        size_t cap = w->cap ? w->cap * 2 : 1 << 16;
        unsigned char *v = realloc(w->v, cap);
        if (!v) {
            w->full = true;
            w->n = 0;
            return;
        }
        w->v = v;
        w->cap = cap;
    }
    w->v[w->n++] = b;
}

static void num(writer *w, uint64_t v)
{
    for (; v >= 0x80; v >>= 7)
        byte(w, (unsigned char)(v | 0x80));
    byte(w, (unsigned char)v);
}

static void snum(writer *w, int64_t v)
{
    num(w, (uint64_t)v << 1 ^ (uint64_t)(v >> 63));
}

static void real(writer *w, float f)
{
    uint32_t u;

    memcpy(&u, &f, sizeof u);
    for (int i = 0; i < 4; i++)
        byte(w, (unsigned char)(u >> (8 * i)));
}

static void put_counts(writer *w, const sk_term_count *v)
{
    size_t n = (size_t)1 << SK_DF_BITS;

    for (size_t i = 0; i < n;) {
        size_t zeros = 0;
        if (v[i].all) {
            num(w, v[i++].all);
            continue;
        }
        while (i < n && !v[i].all) {
            zeros++;
            i++;
        }
        num(w, 0);
        num(w, zeros);
    }
}

static void put_live(writer *w, const sk_live *x)
{
    num(w, (uint64_t)x->id);
    snum(w, x->minute);
    num(w, (uint64_t)x->happening);
    num(w, (uint64_t)x->story);
    num(w, x->key);
    num(w, x->title);
    num(w, x->rest);
    num(w, x->outlet);
    num(w, x->kind);
    num(w, x->n_heavy);
    num(w, x->n_numbers);
    num(w, x->n_acts);
    num(w, x->n);
    real(w, x->norm_all);
    real(w, x->norm_title);
    real(w, x->norm_rest);
    real(w, x->norm_name);
    real(w, x->norm_theme);
    real(w, x->norm_burst);
    for (int i = 0; i < SK_SENSE_DIMS; i++)
        byte(w, (unsigned char)x->sense.v[i]);
    num(w, x->n_kin);
    for (unsigned i = 0; i < x->n_kin; i++)
        real(w, x->kin[i]);
    for (unsigned i = 0; i < x->n_numbers; i++)
        num(w, x->numbers[i]);
    for (unsigned i = 0; i < x->n_acts; i++) {
        num(w, x->acts[i].who);
        num(w, x->acts[i].status);
        snum(w, x->acts[i].day);
    }
    for (unsigned i = 0; i < x->n_heavy; i++)
        num(w, x->heavy[i]);
    for (uint32_t i = 0; i < x->n; i++) {
        num(w, x->term[i]);
        real(w, x->v[i].all);
        real(w, x->v[i].title);
        real(w, x->v[i].rest);
        real(w, x->v[i].name);
        real(w, x->v[i].burst);
    }
}

static void put_centroid(writer *w, const sk_centroid *c)
{
    num(w, c->term ? c->n + 1 : 0);
    if (!c->term)
        return;
    snum(w, c->at);
    real(w, c->norm);
    real(w, c->norm_name);
    for (uint32_t i = 0; i < c->n; i++) {
        num(w, c->term[i]);
        real(w, c->v[i].w);
        real(w, c->v[i].name);
    }
}

static void put_story(writer *w, const sk_thread_story *st)
{
    num(w, (uint64_t)st->id);
    num(w, (uint64_t)st->parent);
    num(w, (uint64_t)st->near);
    real(w, st->tie);
    for (int i = 0; i < SK_PEERS; i++) {
        num(w, (uint64_t)st->peers[i].id);
        num(w, st->peers[i].asked);
        real(w, st->peers[i].sum);
    }
    snum(w, st->first);
    snum(w, st->last);
    num(w, st->n);
    real(w, st->heat);
    num(w, st->n_anchors);
    for (uint32_t i = 0; i < st->n_anchors; i++)
        num(w, st->anchors[i]);
    for (int i = 0; i < SK_SENSE_DIMS; i++) {
        real(w, st->sense[i]);
        real(w, st->slow_sense[i]);
    }
    put_centroid(w, &st->fast);
    put_centroid(w, &st->slow);
}

int sk_threads_save(const sk_threads *t, unsigned char **bytes, size_t *len,
                    sk_err *err)
{
    writer w = {0};

    for (int i = 0; i < 4; i++)
        byte(&w, (unsigned char)"SKTH"[i]);
    num(&w, VERSION);
    snum(&w, t->clock);
    num(&w, t->n_items);
    num(&w, t->w.n_items);
    put_counts(&w, t->w.count);
    num(&w, t->w.head);
    num(&w, t->w.tail);
    for (uint32_t s = t->w.head; s != t->w.tail; s++)
        put_live(&w, sk_window_at(&t->w, s));
    num(&w, t->s.n_live);
    for (uint32_t i = 0; i < t->s.n_slots; i++)
        if (t->s.slots[i])
            put_story(&w, t->s.slots[i]);
    if (w.full) {
        free(w.v);
        return sk_fail(err, SK_ENOMEM, 0, "no memory");
    }
    *bytes = w.v;
    *len = w.n;
    return SK_OK;
}

/* ---- reading ---- */

typedef struct reader {
    const unsigned char *p, *end;
    bool bad, no_memory;
    uint64_t version; /* 1 had no burst and no heat, 2 no sense, 3 no
                         ties, 4 no peers, 5 no kin */
} reader;

static uint64_t get(reader *r)
{
    uint64_t v = 0;

    for (int shift = 0; shift < 64; shift += 7) {
        if (r->p == r->end)
            break;
        v |= (uint64_t)(*r->p & 0x7f) << shift;
        if (!(*r->p++ & 0x80))
            return v;
    }
    r->bad = true;
    return 0;
}

/* A count that may not exceed max. */
static uint32_t count(reader *r, uint64_t max)
{
    uint64_t v = get(r);

    if (v > max)
        r->bad = true;
    return r->bad ? 0 : (uint32_t)v;
}

static int64_t sget(reader *r)
{
    uint64_t v = get(r);

    return (int64_t)(v >> 1) ^ -(int64_t)(v & 1);
}

static float fget(reader *r)
{
    uint32_t u = 0;
    float f;

    if (r->end - r->p < 4) {
        r->bad = true;
        return 0;
    }
    for (int i = 0; i < 4; i++)
        u |= (uint32_t)*r->p++ << (8 * i);
    memcpy(&f, &u, sizeof f);
    return f;
}

static void get_counts(reader *r, sk_term_count *v)
{
    size_t n = (size_t)1 << SK_DF_BITS, i = 0;

    while (i < n && !r->bad) {
        uint32_t all = count(r, UINT32_MAX);
        if (all)
            v[i++].all = all;
        else
            i += count(r, n - i);
    }
}

static void get_sense(reader *r, sk_sense *s)
{
    if (r->version < 3)
        return;
    if (r->end - r->p < SK_SENSE_DIMS) {
        r->bad = true;
        return;
    }
    memcpy(s->v, r->p, SK_SENSE_DIMS);
    r->p += SK_SENSE_DIMS;
}

/* All but the terms. */
static void get_item(reader *r, sk_live *x)
{
    x->id = (int64_t)get(r);
    x->minute = sget(r);
    x->happening = (int64_t)get(r);
    x->story = (int64_t)get(r);
    x->key = get(r);
    x->title = get(r);
    x->rest = get(r);
    x->outlet = count(r, UINT32_MAX);
    x->kind = (uint8_t)count(r, SK_ITEM_KINDS);
    x->n_heavy = (uint8_t)count(r, SK_HEAVY);
    x->n_numbers = (uint8_t)count(r, SK_ITEM_NUMBERS);
    x->n_acts = (uint8_t)count(r, SK_ITEM_ACTS);
    x->n = count(r, SK_ITEM_TERMS);
    x->norm_all = fget(r);
    x->norm_title = fget(r);
    x->norm_rest = fget(r);
    x->norm_name = fget(r);
    x->norm_theme = fget(r);
    x->norm_burst = r->version < 2 ? x->norm_all : fget(r);
    get_sense(r, &x->sense);
    x->n_kin = r->version < 6 ? 0 : (uint8_t)count(r, SK_KIN);
    for (unsigned i = 0; i < x->n_kin; i++)
        x->kin[i] = fget(r);
    for (unsigned i = 0; i < x->n_numbers; i++)
        x->numbers[i] = count(r, UINT32_MAX);
    for (unsigned i = 0; i < x->n_acts; i++) {
        x->acts[i].who = count(r, UINT32_MAX);
        x->acts[i].status = (uint8_t)count(r, 255);
        x->acts[i].day = (int32_t)sget(r);
    }
    for (unsigned i = 0; i < x->n_heavy; i++)
        x->heavy[i] = count(r, x->n ? x->n - 1 : 0);
}

static sk_live *get_live(reader *r)
{
    sk_live item = {0}, *x;

    get_item(r, &item);
    x = sk_live_room(item.n);
    if (!x) {
        r->no_memory = true;
        return NULL;
    }
    item.term = x->term;
    item.v = x->v;
    *x = item;
    for (uint32_t i = 0; i < x->n && !r->bad; i++) {
        x->term[i] = count(r, UINT32_MAX);
        x->v[i].all = fget(r);
        x->v[i].title = fget(r);
        x->v[i].rest = fget(r);
        x->v[i].name = fget(r);
        x->v[i].burst = r->version < 2 ? x->v[i].all : fget(r);
    }
    sk_live_plain(x);
    return x;
}

static void get_centroid(reader *r, sk_centroid *c)
{
    uint32_t n = count(r, SK_CENTROID + 1 + SK_ITEM_TERMS);

    if (!n)
        return;
    if (sk_centroid_room(c, n - 1)) {
        r->no_memory = true;
        return;
    }
    c->at = sget(r);
    c->norm = fget(r);
    c->norm_name = fget(r);
    for (uint32_t i = 0; i < c->n && !r->bad; i++) {
        c->term[i] = count(r, UINT32_MAX);
        c->v[i].w = fget(r);
        c->v[i].name = fget(r);
    }
}

static sk_thread_story *get_story(reader *r)
{
    sk_thread_story *st = calloc(1, sizeof *st);

    if (!st) {
        r->no_memory = true;
        return NULL;
    }
    st->id = (int64_t)get(r);
    st->parent = (int64_t)get(r);
    if (r->version >= 4) {
        st->near = (int64_t)get(r);
        st->tie = fget(r);
    }
    for (int i = 0; i < SK_PEERS && r->version >= 5; i++) {
        st->peers[i].id = (int64_t)get(r);
        st->peers[i].asked = count(r, UINT32_MAX);
        st->peers[i].sum = fget(r);
    }
    st->first = sget(r);
    st->last = sget(r);
    st->n = count(r, UINT32_MAX);
    st->heat = r->version < 2 ? 0 : fget(r);
    st->n_anchors = count(r, SK_ANCHORS);
    for (uint32_t i = 0; i < st->n_anchors; i++)
        st->anchors[i] = count(r, UINT32_MAX);
    for (int i = 0; i < SK_SENSE_DIMS && r->version >= 3; i++) {
        st->sense[i] = fget(r);
        st->slow_sense[i] = fget(r);
    }
    get_centroid(r, &st->fast);
    get_centroid(r, &st->slow);
    return st;
}

static void read_window(reader *r, sk_window *w)
{
    uint32_t head = count(r, UINT32_MAX), tail = count(r, UINT32_MAX);

    w->head = w->tail = head;
    while (w->tail != tail && !r->bad && !r->no_memory) {
        sk_live *x = get_live(r);
        if (!x || r->bad || r->no_memory || sk_window_add(w, x)) {
            r->no_memory |= !r->bad;
            sk_live_free(x);
        }
    }
}

static void read_stories(reader *r, sk_stories *s)
{
    uint32_t n = count(r, UINT32_MAX);

    for (uint32_t i = 0; i < n && !r->bad && !r->no_memory; i++) {
        sk_thread_story *st = get_story(r);
        if (!st || r->bad || r->no_memory || st->id <= 0 || !st->fast.term ||
            sk_stories_put(s, st)) {
            r->bad |= st && (st->id <= 0 || !st->fast.term);
            r->no_memory |= !r->bad;
            sk_thread_story_free(st);
        }
    }
}

int sk_threads_load(sk_threads *t, const unsigned char *bytes, size_t len,
                    sk_err *err)
{
    reader r = {.p = bytes, .end = bytes + len};

    if (len < 5 || memcmp(bytes, "SKTH", 4) != 0)
        return sk_fail(err, SK_EINPUT, 0, "not a state of threading");
    r.p += 4;
    r.version = get(&r);
    if (r.version < 1 || r.version > VERSION)
        return sk_fail(err, SK_EINPUT, 4, "a state of another version");
    t->clock = sget(&r);
    t->n_items = get(&r);
    t->w.n_items = get(&r);
    get_counts(&r, t->w.count);
    read_window(&r, &t->w);
    read_stories(&r, &t->s);
    if (r.no_memory)
        return sk_fail(err, SK_ENOMEM, 0, "no memory");
    if (r.bad || r.p != r.end)
        return sk_fail(err, SK_EINPUT, (size_t)(r.p - bytes),
                       "the state of threading is broken");
    return SK_OK;
}
