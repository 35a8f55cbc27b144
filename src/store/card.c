/* card.c - cards of storylines: people and places as the API writes them, so
 * that a list of storylines copies them; "day n" pairs. */
#include "store/card.h"

#include "record.h"
#include "store/inside.h"
#include "store/rows.h"
#include "store/shown.h"

enum {
    NAMES = 200 /* of which people and places are chosen */,
    KEPT_DAYS = 64
};

static void list(sk_json *j, const sk_shown *v)
{
    sk_json_open(j, '[');
    for (unsigned i = 0; i < v->n; i++)
        sk_json_party(j, &v->v[i]);
    sk_json_close(j, ']');
}

static int list_parties(sk_db *db, const sk_engine *eng, int64_t story,
                        sk_arena *a, sk_json *people, sk_json *places)
{
    sk_stmt *st = sk_db_prepare(
        db, "SELECT " SK_PARTY_COLUMNS(
                "x.n") ", (SELECT n_docs FROM story "
                       "WHERE id = ?1) FROM (SELECT entity, n FROM "
                       "story_entity WHERE "
                       "story = ?1 ORDER BY n DESC, entity DESC LIMIT ?2) AS x "
                       "JOIN entity e ON e.id = x.entity "
                       "ORDER BY x.n DESC, x.entity DESC");
    sk_shown who = {.n = 0}, where = {.n = 0};
    int row;

    if (!st)
        return -1;
    sk_bind_int(st, 1, story);
    sk_bind_int(st, 2, NAMES);
    while ((row = sk_db_step(db, st)) == 1) {
        sk_party p;
        sk_store_read_party(st, a, &p);
        sk_shown_take(eng, &p, (uint32_t)sk_col_int(st, 7), &who, &where, a);
    }
    list(people, &who);
    list(places, &where);
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
        sk_buf_add(a, days,
                   sk_strf(a, "%lld %lld\n", (long long)sk_col_int(st, 0),
                           (long long)sk_col_int(st, 1)));
    return row < 0 ? -1 : 0;
}

int sk_card_write(sk_db *db, const sk_engine *eng, int64_t story, sk_arena *a,
                  sk_err *err)
{
    sk_json people = sk_json_on(a), places = sk_json_on(a);
    sk_buf days = {0};
    sk_stmt *st;

    if (list_parties(db, eng, story, a, &people, &places) ||
        list_days(db, story, a, &days))
        return sk_db_fail(db, err);
    st = sk_db_prepare(
        db, "UPDATE story SET people = ?, places = ?, days = ? WHERE id = ?");
    if (!st)
        return sk_db_fail(db, err);
    sk_bind_str(st, 1, sk_buf_str(&people.out));
    sk_bind_str(st, 2, sk_buf_str(&places.out));
    sk_bind_str(st, 3, sk_buf_str(&days));
    sk_bind_int(st, 4, story);
    return sk_db_run(db, st) ? sk_db_fail(db, err) : SK_OK;
}

/* ---- reading ---- */

/* A number, to *at behind the byte that ends it. */
static int64_t number(sk_str s, size_t *at)
{
    int64_t v = 0;

    for (; *at < s.len && s.s[*at] >= '0' && s.s[*at] <= '9'; ++*at)
        v = v * 10 + (s.s[*at] - '0');
    ++*at;
    return v;
}

/* A string of JSON from its first quotation mark on, to *end behind the last.
 * Names hold no control characters, so what is escaped stands for itself. */
static sk_str unquoted(sk_str s, size_t at, size_t *end, sk_arena *a)
{
    sk_buf b = {0};

    for (at++; at < s.len && s.s[at] != '"'; at++) {
        if (s.s[at] == '\\' && at + 1 < s.len)
            at++;
        sk_buf_char(a, &b, s.s[at]);
    }
    *end = at;
    return sk_buf_str(&b);
}

/* The value of the next "key", as sk_json_party writes it; s == NULL if null
 * or not there. */
static sk_str member(sk_str *rest, const char *key, sk_arena *a)
{
    sk_str mark = sk_strf(a, "\"%s\":", key), v = {NULL, 0};
    size_t at = sk_str_find(*rest, mark, 0), end;

    if (at == SIZE_MAX)
        return v;
    at += mark.len;
    end = at;
    if (at < rest->len && rest->s[at] == '"') {
        v = unquoted(*rest, at, &end, a);
    } else {
        while (end < rest->len && rest->s[end] != ',' && rest->s[end] != '}')
            end++;
        if (at < end && rest->s[at] != 'n')
            v = sk_str_sub(*rest, at, end);
    }
    *rest = sk_str_sub(*rest, end, rest->len);
    return v;
}

const sk_party *sk_story_parties(sk_str json, sk_arena *a, uint32_t *n)
{
    sk_party *v = sk_new(a, sk_party, SK_SHOWN);
    sk_str rest = json;

    for (*n = 0; *n < SK_SHOWN; ++*n) {
        sk_party *p = &v[*n];
        sk_str id = member(&rest, "id", a), type, country;
        if (!id.s)
            break;
        p->id = id;
        p->name = member(&rest, "name", a);
        type = member(&rest, "type", a);
        while (p->type < SK_LOC &&
               !sk_str_eq(type, sk_str_of(sk_mention_type_name(p->type))))
            p->type++;
        p->role = member(&rest, "role", a);
        country = member(&rest, "country", a);
        if (country.len && country.len < sizeof p->country)
            memcpy(p->country, country.s, country.len);
        p->n_docs =
            (uint32_t)number(member(&rest, "documents", a), &(size_t){0});
    }
    return v;
}

/* The newest day stands first. */
const uint32_t *sk_card_days(sk_str column, int64_t today, sk_arena *a)
{
    uint32_t *v = sk_new(a, uint32_t, SK_CARD_DAYS);

    for (size_t at = 0; at < column.len;) {
        int64_t ago = today - number(column, &at), n = number(column, &at);
        if (ago >= SK_CARD_DAYS)
            break;
        if (ago >= 0)
            v[SK_CARD_DAYS - 1 - ago] = (uint32_t)n;
    }
    return v;
}
