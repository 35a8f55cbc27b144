/* facts.c - coded events, so far as an entry of a timeline needs them. */
#include "store/facts.h"

#include "base/sorted.h"
#include "store/inside.h"

enum { PARTIES = 24, DAYS = 4 /* "ngày 14-15/5" has a day, "tháng 5" none */ };

/* The heads of codes "UKR GOV; USA MIL" as hashes, each once. */
static size_t add_heads(sk_str codes, uint64_t *v, size_t n)
{
    while (codes.s && codes.len) {
        sk_str rest, head = sk_str_trim(sk_str_cut(codes, ';', &rest));
        uint64_t h;
        size_t i = 0;
        if (head.len > 3 && head.s[3] == ' ')
            head.len = 3;
        h = sk_hash(head.s, head.len, 2);
        while (i < n && v[i] != h)
            i++;
        if (i == n && n < PARTIES)
            v[n++] = h;
        codes = rest;
    }
    return n;
}

static uint64_t who_of(sk_str type, sk_str from, sk_str to)
{
    uint64_t v[PARTIES], sum = 0;
    size_t n = add_heads(to, v, add_heads(from, v, 0));

    for (size_t i = 0; i < n; i++)
        sum += v[i];
    return sk_hash(type.s, type.len, 1) ^ sum;
}

int sk_facts_read(sk_db *db, sk_stmt *st, sk_arena *a, sk_facts *v)
{
    int row;

    while ((row = sk_db_step(db, st)) == 1) {
        sk_str type = sk_col_view(st, 1), from = sk_col_view(st, 2),
               to = sk_col_view(st, 3);
        bool dated =
            !sk_col_null(st, 4) && sk_col_int(st, 5) - sk_col_int(st, 4) < DAYS;
        *sk_push(a, v) = (sk_fact){
            .happening = sk_col_int(st, 0),
            .doc = sk_col_int(st, 7),
            .who = who_of(type, from, to),
            .meets = who_of(sk_str_eq(type, SK_STR("AGREE")) ? SK_STR("CONSULT")
                                                             : type,
                            from, to),
            .day = dated ? sk_col_int(st, 4) : SK_NO_TIME,
            .last = sk_col_int(st, 5),
            .status = (uint8_t)sk_col_int(st, 6),
            .head = sk_col_null(st, 9) ||
                    sk_col_int(st, 8) < (int64_t)sk_col_view(st, 9).len,
        };
    }
    return row < 0 ? SK_EIO : SK_OK;
}

void sk_facts_of(const sk_facts *v, int64_t id, size_t *from, size_t *to)
{
    SK_FIRST_NOT(*from, v->n, i, v->v[i].happening < id);
    *to = *from;
    while (*to < v->n && v->v[*to].happening == id)
        ++*to;
}
