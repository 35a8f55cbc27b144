/* card.c - cards of storylines: lines of words between tabs, "day n" pairs. */
#include "store/card.h"

#include "base/doc.h"

enum { PARTIES = 6, NAMES = 200 /* of which they are chosen */, KEPT_DAYS = 64 };

static sk_str none(sk_str s)
{
    return s.s ? s : SK_STR("");
}

static void add_party(sk_arena *a, sk_buf *b, sk_stmt *st)
{
    sk_buf_add(a, b, sk_strf(a, "%.*s\t%.*s\t%.*s\t%.*s\t%d\t%lld\n",
                             SK_FMT(none(sk_col_view(st, 0))),
                             SK_FMT(none(sk_col_view(st, 1))),
                             SK_FMT(none(sk_col_view(st, 2))),
                             SK_FMT(none(sk_col_view(st, 3))),
                             (int)sk_col_int(st, 4),
                             (long long)sk_col_int(st, 5)));
}

static int list_parties(sk_db *db, int64_t story, sk_arena *a, sk_buf *people,
                        sk_buf *places)
{
    sk_stmt *st = sk_db_prepare(
        db, "SELECT e.key, e.name, e.role, e.country, e.type, x.n FROM (SELECT "
            "entity, n FROM story_entity WHERE story = ? ORDER BY n DESC, "
            "entity DESC LIMIT ?) AS x JOIN entity e ON e.id = x.entity "
            "ORDER BY x.n DESC, x.entity DESC");
    unsigned n_people = 0, n_places = 0;
    int row;

    if (!st)
        return -1;
    sk_bind_int(st, 1, story);
    sk_bind_int(st, 2, NAMES);
    while ((row = sk_db_step(db, st)) == 1 &&
           (n_people < PARTIES || n_places < PARTIES)) {
        int64_t type = sk_col_int(st, 4);
        if (type == SK_PER && n_people++ < PARTIES)
            add_party(a, people, st);
        else if ((type == SK_GPE || type == SK_LOC) && n_places++ < PARTIES)
            add_party(a, places, st);
    }
    sk_db_reset(st);
    return row < 0 ? -1 : 0;
}

static int list_days(sk_db *db, int64_t story, sk_arena *a, sk_buf *days)
{
    sk_stmt *st = sk_db_prepare(
        db, "SELECT day, n FROM story_day WHERE story = ? ORDER BY day DESC "
            "LIMIT ?");
    int row;

    if (!st)
        return -1;
    sk_bind_int(st, 1, story);
    sk_bind_int(st, 2, KEPT_DAYS);
    while ((row = sk_db_step(db, st)) == 1)
        sk_buf_add(a, days, sk_strf(a, "%lld %lld\n",
                                    (long long)sk_col_int(st, 0),
                                    (long long)sk_col_int(st, 1)));
    return row < 0 ? -1 : 0;
}

int sk_card_write(sk_db *db, int64_t story, sk_arena *a, sk_err *err)
{
    sk_buf people = {0}, places = {0}, days = {0};
    sk_stmt *st;

    if (list_parties(db, story, a, &people, &places) ||
        list_days(db, story, a, &days))
        return sk_db_fail(db, err);
    st = sk_db_prepare(
        db, "UPDATE story SET people = ?, places = ?, days = ? WHERE id = ?");
    if (!st)
        return sk_db_fail(db, err);
    sk_bind_str(st, 1, sk_buf_str(&people));
    sk_bind_str(st, 2, sk_buf_str(&places));
    sk_bind_str(st, 3, sk_buf_str(&days));
    sk_bind_int(st, 4, story);
    return sk_db_run(db, st) ? sk_db_fail(db, err) : SK_OK;
}

/* ---- reading ---- */

static int64_t number(sk_str s)
{
    int64_t v = 0;

    for (size_t i = 0; i < s.len; i++)
        v = v * 10 + (s.s[i] - '0');
    return v;
}

const sk_party *sk_card_parties(sk_str column, sk_arena *a, uint32_t *n)
{
    sk_party *v = sk_new(a, sk_party, PARTIES);
    sk_str rest = sk_str_dup(a, column);

    *n = 0;
    while (rest.len && *n < PARTIES) {
        sk_str line = sk_str_cut(rest, '\n', &rest), f[6];
        sk_party *p = &v[*n];
        for (size_t i = 0; i < 6; i++)
            f[i] = sk_str_cut(line, '\t', &line);
        if (!f[5].len)
            continue;
        *p = (sk_party){.id = f[0], .name = f[1],
                        .role = f[2].len ? f[2] : (sk_str){NULL, 0},
                        .type = (uint8_t)number(f[4]),
                        .n_docs = (uint32_t)number(f[5])};
        if (f[3].len && f[3].len < sizeof p->country)
            memcpy(p->country, f[3].s, f[3].len);
        ++*n;
    }
    return v;
}

const uint32_t *sk_card_days(sk_str column, int64_t today, sk_arena *a)
{
    uint32_t *v = sk_new(a, uint32_t, SK_CARD_DAYS);

    while (column.len) {
        sk_str n, day, line = sk_str_cut(column, '\n', &column);
        int64_t ago;
        day = sk_str_cut(line, ' ', &n);
        ago = today - number(day);
        if (ago >= 0 && ago < SK_CARD_DAYS)
            v[SK_CARD_DAYS - 1 - ago] = (uint32_t)number(n);
    }
    return v;
}
