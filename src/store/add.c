/* add.c - one document with all its layers into the tables. */
#include <math.h>
#include <stdlib.h>

#include "base/day.h"
#include "store/heat.h"
#include "store/inside.h"
#include "store/names.h"
#include "store/said.h"
#include "store/words.h"

/* What is known while a document is being added. */
typedef struct adding {
    sk_store *s;
    sk_doc *d;
    sk_err *err;
    int64_t id, article, key, hash;
    int64_t minute; /* of publication, or the clock */
    sk_decision dec;
    int64_t *entity; /* [d->entities.n] number in the store, 0 if not there */
} adding;

#define TRY(e)               \
    do {                     \
        int try_ = (e);      \
        if (try_)            \
            return try_;     \
    } while (0)

static int failed(adding *a)
{
    return sk_db_fail(a->s->db, a->err);
}

static sk_stmt *prepare(adding *a, const char *sql)
{
    return sk_db_prepare(a->s->db, sql);
}

/* Runs a statement that gives no rows. */
static int run(adding *a, sk_stmt *st)
{
    return sk_db_run(a->s->db, st) ? failed(a) : SK_OK;
}

/* ---- the document's row ---- */

static sk_str lead_of(const sk_doc *d)
{
    for (size_t i = 0; i < d->paras.n; i++)
        if (d->paras.v[i].kind == SK_PARA_LEAD)
            return sk_doc_sub(d, d->paras.v[i].span);
    for (size_t i = 0; i < d->paras.n; i++)
        if (d->paras.v[i].kind == SK_PARA_BODY)
            return sk_doc_sub(d, d->paras.v[i].span);
    return (sk_str){NULL, 0};
}

static sk_str title_of(const sk_doc *d);

/* The lead, unless it already stands for the title. */
static sk_str own_lead(const sk_doc *d)
{
    sk_str lead = lead_of(d);

    return sk_str_eq(lead, title_of(d)) ? (sk_str){NULL, 0} : lead;
}

/* The title, else the first words of the text. */
static sk_str title_of(const sk_doc *d)
{
    if (d->title.len)
        return d->title;
    if (d->sents.n)
        return sk_doc_sub(d, d->sents.v[0].span);
    return d->text.len ? sk_str_sub(d->text, 0, d->text.len)
                       : SK_STR("(không có chữ)");
}

static sk_str record_of(sk_doc *d)
{
    return sk_doc_record(d, 0, NULL);
}

static int put_doc(adding *a)
{
    sk_doc *d = a->d;
    sk_str rec = record_of(d);
    sk_stmt *st = prepare(a,
        "INSERT INTO doc(id, key, article, article_key, hash, url, outlet, "
        "author, title, lead, published, minute, happening, text, record) "
        "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");

    if (!rec.s)
        return sk_fail(a->err, SK_ELIMIT, 0, "the record is too large");
    if (!st)
        return failed(a);
    sk_bind_int(st, 1, a->id);
    sk_bind_str(st, 2, d->id);
    sk_bind_int(st, 3, a->article);
    sk_bind_int(st, 4, a->key);
    sk_bind_int(st, 5, a->hash);
    sk_bind_str(st, 6, d->url);
    sk_bind_str(st, 7, d->outlet);
    sk_bind_str(st, 8, d->author);
    sk_bind_str(st, 9, title_of(d));
    sk_bind_str(st, 10, own_lead(d));
    if (d->day != SK_NO_DAY)
        sk_bind_int(st, 11, a->minute);
    sk_bind_int(st, 12, a->minute);
    sk_bind_int(st, 13, a->dec.happening);
    sk_bind_str(st, 14, d->text);
    sk_bind_str(st, 15, rec);
    return run(a, st);
}

/* ---- happenings and storylines ---- */

/* The minutes of a row now reach to those of the other. */
#define WIDEN(row, other)                                                 \
    "first = CASE WHEN " other ".first < " row ".first THEN " other       \
    ".first ELSE " row ".first END, last = CASE WHEN " other ".last > "   \
    row ".last THEN " other ".last ELSE " row ".last END"

static int put_story(adding *a)
{
    sk_stmt *st = prepare(a,
        "INSERT INTO story(id, first, last, n_docs, n_happenings, heat, "
        "n_outlets) VALUES(?, ?, ?, 1, ?, ?, 0) ON CONFLICT(id) DO "
        "UPDATE SET " WIDEN("story", "excluded") ", "
        "n_docs = story.n_docs + 1, "
        "n_happenings = story.n_happenings + excluded.n_happenings");

    if (!st)
        return failed(a);
    sk_bind_int(st, 1, a->dec.story);
    sk_bind_int(st, 2, a->minute);
    sk_bind_int(st, 3, a->minute);
    sk_bind_int(st, 4, a->dec.new_happening);
    sk_bind_num(st, 5, sk_heat_of(a->minute));
    return run(a, st);
}

static int count_story(adding *a)
{
    sk_stmt *st = prepare(a,
        "INSERT INTO story_day(story, day, n) VALUES(?, ?, 1) "
        "ON CONFLICT(story, day) DO UPDATE SET n = story_day.n + 1");
    int64_t day = a->minute / 1440 - (a->minute % 1440 < 0);

    if (!st)
        return failed(a);
    sk_bind_int(st, 1, a->dec.story);
    sk_bind_int(st, 2, day);
    TRY(run(a, st));
    if (!a->d->outlet.len)
        return SK_OK;
    st = prepare(a, "INSERT INTO story_outlet(story, outlet, n) "
                    "VALUES(?, ?, 1) ON CONFLICT(story, outlet) "
                    "DO UPDATE SET n = story_outlet.n + 1");
    if (!st)
        return failed(a);
    sk_bind_int(st, 1, a->dec.story);
    sk_bind_str(st, 2, a->d->outlet);
    return run(a, st);
}

static int put_happening(adding *a)
{
    sk_stmt *st = prepare(a,
        "INSERT INTO happening(id, story, first, last, n_docs) "
        "VALUES(?, ?, ?, ?, 1) ON CONFLICT(id) DO UPDATE SET "
        WIDEN("happening", "excluded") ", n_docs = happening.n_docs + 1");

    if (!st)
        return failed(a);
    sk_bind_int(st, 1, a->dec.happening);
    sk_bind_int(st, 2, a->dec.story);
    sk_bind_int(st, 3, a->minute);
    sk_bind_int(st, 4, a->minute);
    return run(a, st);
}

static int with(adding *a, const char *sql, size_t n, const int64_t *v)
{
    sk_stmt *st = prepare(a, sql);

    if (!st)
        return failed(a);
    for (size_t i = 0; i < n; i++)
        sk_bind_int(st, (int)i + 1, v[i]);
    return run(a, st);
}

#define WITH(a, sql, ...)                                        \
    with(a, sql, sizeof((int64_t[]){__VA_ARGS__}) / sizeof(int64_t), \
         (int64_t[]){__VA_ARGS__})

static int heat_of(adding *a, int64_t story, double *heat)
{
    sk_stmt *st = prepare(a, "SELECT heat FROM story WHERE id = ?");
    int row;

    if (!st)
        return failed(a);
    sk_bind_int(st, 1, story);
    row = sk_db_step(a->s->db, st);
    *heat = row == 1 ? sk_col_num(st, 0) : -INFINITY;
    sk_db_reset(st);
    return row < 0 ? failed(a) : SK_OK;
}

static int name_of(adding *a, int64_t story, sk_str *name)
{
    sk_stmt *st = prepare(a, "SELECT name_fold FROM story WHERE id = ?");
    int row;

    if (!st)
        return failed(a);
    sk_bind_int(st, 1, story);
    row = sk_db_step(a->s->db, st);
    *name = row == 1 ? sk_col_str(st, 0, &a->d->arena) : (sk_str){NULL, 0};
    sk_db_reset(st);
    return row < 0 ? failed(a) : SK_OK;
}

static int set_heat(adding *a, int64_t story, double heat)
{
    sk_stmt *st = prepare(a, "UPDATE story SET heat = ? WHERE id = ?");

    if (!st)
        return failed(a);
    sk_bind_num(st, 1, heat);
    sk_bind_int(st, 2, story);
    return run(a, st);
}

/* Adds the document's warmth to a storyline that was there. */
static int warm(adding *a)
{
    double heat;

    TRY(heat_of(a, a->dec.story, &heat));
    return set_heat(a, a->dec.story,
                    sk_heat_add(heat, sk_heat_of(a->minute)));
}

/* Counts of one storyline, by day, outlet or name, go to another. */
#define ADD_COUNTS(table, by)                                             \
    "INSERT INTO " table "(story, " by ", n) SELECT CAST(? AS INTEGER), " \
    by ", n FROM " table " AS o WHERE story = ? ON CONFLICT(story, " by   \
    ") DO UPDATE SET n = " table ".n + excluded.n"

/* from becomes part of into; from stays as a redirect. */
static int merge(adding *a, int64_t from, int64_t into)
{
    double x, y;
    sk_str name;

    TRY(name_of(a, from, &name));
    TRY(sk_names_story(a->s->db, from, name, (sk_str){NULL, 0}, &a->d->arena,
                       a->err));
    TRY(heat_of(a, from, &x));
    TRY(heat_of(a, into, &y));
    TRY(WITH(a, "UPDATE happening SET story = ? WHERE story = ?", into, from));
    TRY(WITH(a, ADD_COUNTS("story_day", "day"), into, from));
    TRY(WITH(a, ADD_COUNTS("story_outlet", "outlet"), into, from));
    TRY(WITH(a, ADD_COUNTS("story_entity", "entity"), into, from));
    TRY(WITH(a, "DELETE FROM story_day WHERE story = ?", from));
    TRY(WITH(a, "DELETE FROM story_outlet WHERE story = ?", from));
    TRY(WITH(a, "DELETE FROM story_entity WHERE story = ?", from));
    TRY(WITH(a, "UPDATE story SET " WIDEN("story", "o") ", n_docs = "
                "story.n_docs + o.n_docs, n_happenings = story.n_happenings + "
                "o.n_happenings FROM story AS o WHERE story.id = ? AND "
                "o.id = ?", into, from));
    TRY(WITH(a, "UPDATE story SET into_id = ?, parent = NULL WHERE "
                "id = ? OR into_id = ?", into, from, from));
    TRY(WITH(a, "UPDATE story SET parent = ? WHERE parent = ? AND id <> ?",
             into, from, into));
    return set_heat(a, into, sk_heat_add(x, y));
}

/* What threading decided. Storylines are merged after the document is in its
 * own, the first of the merges being of that one. */
static int put_threads(adding *a)
{
    int64_t last = a->dec.story;

    if (a->dec.n_merges) {
        /* the document joined a storyline that may now be the merged one */
        a->dec.story = a->dec.joined;
    }
    TRY(put_story(a));
    if (!a->dec.new_story)
        TRY(warm(a));
    TRY(put_happening(a));
    TRY(count_story(a));
    for (uint32_t i = 0; i < a->dec.n_merges; i++)
        TRY(merge(a, a->dec.merges[i].from, a->dec.merges[i].into));
    a->dec.story = last;
    if (a->dec.parent)
        TRY(WITH(a, "UPDATE story SET parent = ? WHERE id = ?", a->dec.parent,
                 last));
    return sk_store_touch(a->s, last, a->dec.happening, a->err);
}

/* ---- who is named ---- */

static int put_entity(adding *a, const sk_entity *e, int64_t *id)
{
    sk_stmt *st = prepare(a, "SELECT id, role FROM entity WHERE key = ?");
    bool same;
    int row;

    if (!st)
        return failed(a);
    sk_bind_str(st, 1, e->id);
    row = sk_db_step(a->s->db, st);
    *id = row == 1 ? sk_col_int(st, 0) : ++a->s->last_entity;
    same = row == 1 && (!e->role.s || sk_str_eq(e->role, sk_col_view(st, 1)));
    sk_db_reset(st);
    if (row < 0 || same)
        return row < 0 ? failed(a) : SK_OK;
    st = prepare(a,
        "INSERT INTO entity(id, key, type, name, name_fold, role, country, "
        "sector) VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(key) DO UPDATE SET "
        "role = excluded.role");
    if (!st)
        return failed(a);
    sk_bind_int(st, 1, *id);
    sk_bind_str(st, 2, e->id);
    sk_bind_int(st, 3, e->type);
    sk_bind_str(st, 4, e->name);
    sk_bind_str(st, 5, sk_fold(&a->d->arena, e->name));
    sk_bind_str(st, 6, e->role);
    sk_bind_str(st, 7, sk_str_of(e->country[0] ? e->country : NULL));
    sk_bind_str(st, 8, sk_str_of(e->sector[0] ? e->sector : NULL));
    return run(a, st);
}

static int put_mention(adding *a, uint32_t e, int64_t n, bool fresh)
{
    int64_t entity = a->entity[e];
    sk_stmt *st;

    TRY(sk_store_named(a->s, entity, 1, a->err));
    if (fresh)
        TRY(WITH(a, "INSERT INTO story_entity(story, entity, n) "
                    "VALUES(?, ?, 1) ON CONFLICT(story, entity) DO UPDATE SET "
                    "n = story_entity.n + 1", a->dec.story, entity));
    st = prepare(a, "INSERT INTO mention(doc, entity, n, forms, role) "
                    "VALUES(?, ?, ?, ?, ?) ON CONFLICT(entity, doc) DO UPDATE "
                    "SET n = mention.n + excluded.n");
    if (!st)
        return failed(a);
    sk_bind_int(st, 1, a->id);
    sk_bind_int(st, 2, entity);
    sk_bind_int(st, 3, n);
    sk_bind_str(st, 4, sk_seen_forms(a->d, e, &a->d->arena));
    sk_bind_str(st, 5, sk_seen_role(a->d, e));
    return run(a, st);
}

static int put_entities(adding *a, bool fresh)
{
    const sk_doc *d = a->d;

    a->entity = sk_new(&a->d->arena, int64_t, d->entities.n + 1);
    for (size_t e = 0; e < d->entities.n; e++) {
        int64_t n = 0;
        for (size_t i = 0; i < d->mentions.n; i++)
            n += d->mentions.v[i].entity == e;
        if (!d->entities.v[e].id.s || !d->entities.v[e].id.len)
            continue;
        TRY(put_entity(a, &d->entities.v[e], &a->entity[e]));
        if (n)
            TRY(put_mention(a, (uint32_t)e, n, fresh));
    }
    return sk_seen_count(a->s->db, a->id, 1, &a->d->arena, a->err);
}

static void bind_entity(adding *a, sk_stmt *st, int place, uint32_t e)
{
    if (e < a->d->entities.n && a->entity[e])
        sk_bind_int(st, place, a->entity[e]);
}

/* ---- events, quotations, times ---- */

static sk_str joined(sk_arena *ar, const char *const v[4])
{
    sk_buf b = {0};

    for (int i = 0; i < 4 && v[i]; i++) {
        if (i)
            sk_buf_char(ar, &b, '|');
        sk_buf_add(ar, &b, sk_str_of(v[i]));
    }
    return b.n ? sk_buf_str(&b) : (sk_str){NULL, 0};
}

static sk_str party_names(sk_arena *ar, const sk_actor *v, uint32_t n,
                          bool codes)
{
    sk_buf b = {0};

    for (uint32_t i = 0; i < n; i++) {
        if (b.n)
            sk_buf_add(ar, &b, SK_STR("; "));
        if (!codes) {
            sk_buf_add(ar, &b, v[i].name);
            continue;
        }
        sk_buf_add(ar, &b, sk_str_of(v[i].code));
        if (v[i].sector[0]) {
            sk_buf_char(ar, &b, ' ');
            sk_buf_add(ar, &b, sk_str_of(v[i].sector));
        }
    }
    return b.n ? sk_buf_str(&b) : (sk_str){NULL, 0};
}

static int put_party(adding *a, int64_t event, int64_t sort, int side,
                     uint32_t n, const sk_actor *p)
{
    sk_stmt *st = prepare(a, "INSERT INTO party(event, side, n, entity, name, "
                             "code, sector, sort) VALUES(?,?,?,?,?,?,?,?)");

    if (!st)
        return failed(a);
    sk_bind_int(st, 1, event);
    sk_bind_int(st, 2, side);
    sk_bind_int(st, 3, n);
    bind_entity(a, st, 4, p->entity);
    sk_bind_str(st, 5, p->name);
    sk_bind_str(st, 6, sk_str_of(p->code[0] ? p->code : NULL));
    sk_bind_str(st, 7, sk_str_of(p->sector[0] ? p->sector : NULL));
    sk_bind_int(st, 8, sort);
    return run(a, st);
}

static int put_event(adding *a, const sk_event *e)
{
    sk_arena *ar = &a->d->arena;
    const sk_doc *d = a->d;
    sk_span ev = e->sent < d->sents.n ? d->sents.v[e->sent].span
                                      : (sk_span){0, 0};
    int32_t from, to;
    sk_buf trig = {0};
    int64_t id = ++a->s->last_event, sort;
    sk_stmt *st = prepare(a,
        "INSERT INTO event(id, doc, key, type, mode, context, cameo, quad, "
        "goldstein, status, source, target, source_code, target_code, "
        "when_text, day_from, day_to, sort, where_text, country, lat, lon, "
        "claimed_by, trigger_text, pattern, confidence, evidence_beg, "
        "evidence_end) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
        "?,?,?,?)");

    if (!st)
        return failed(a);
    sk_when_range(e->when, &from, &to);
    for (uint32_t i = 0; i < e->n_trigger; i++) {
        if (i)
            sk_buf_add(ar, &trig, SK_STR(" … "));
        sk_buf_add(ar, &trig, sk_doc_sub(d, e->trigger[i]));
    }
    sk_bind_int(st, 1, id);
    sk_bind_int(st, 2, a->id);
    sk_bind_str(st, 3, e->id);
    sk_bind_str(st, 4, sk_str_of(e->type ? e->type : "?"));
    sk_bind_str(st, 5, joined(ar, e->mode));
    sk_bind_str(st, 6, joined(ar, e->context));
    sk_bind_str(st, 7, sk_str_of(e->cameo));
    sk_bind_int(st, 8, e->quad);
    sk_bind_num(st, 9, (double)e->goldstein);
    sk_bind_int(st, 10, e->status);
    sk_bind_str(st, 11, party_names(ar, e->source, e->n_source, false));
    sk_bind_str(st, 12, party_names(ar, e->target, e->n_target, false));
    sk_bind_str(st, 13, party_names(ar, e->source, e->n_source, true));
    sk_bind_str(st, 14, party_names(ar, e->target, e->n_target, true));
    sk_bind_str(st, 15, e->when);
    if (from != SK_NO_DAY) {
        sk_bind_int(st, 16, from);
        sk_bind_int(st, 17, to == SK_NO_DAY ? from : to);
    }
    sort = from != SK_NO_DAY ? (int64_t)from * 1440 : a->minute;
    sk_bind_int(st, 18, sort);
    if (e->where.span.end > e->where.span.beg) {
        sk_bind_str(st, 19, sk_doc_sub(d, e->where.span));
        sk_bind_num(st, 21, e->where.lat);
        sk_bind_num(st, 22, e->where.lon);
    }
    if (e->where.country[0])
        sk_bind_str(st, 20, sk_str_of(e->where.country));
    sk_bind_str(st, 23, e->claimed_by);
    sk_bind_str(st, 24, sk_buf_str(&trig));
    sk_bind_str(st, 25, sk_str_of(e->pattern));
    sk_bind_num(st, 26, (double)e->confidence);
    sk_bind_int(st, 27, ev.beg);
    sk_bind_int(st, 28, ev.end);
    TRY(run(a, st));
    for (uint32_t i = 0; i < e->n_source; i++)
        TRY(put_party(a, id, sort, 0, i, &e->source[i]));
    for (uint32_t i = 0; i < e->n_target; i++)
        TRY(put_party(a, id, sort, 1, i, &e->target[i]));
    return SK_OK;
}

static int put_quote(adding *a, const sk_quote *q)
{
    sk_arena *ar = &a->d->arena;
    sk_str text = sk_doc_sub(a->d, q->span), fold = sk_fold(ar, text),
           speaker = q->speaker_name;
    sk_buf told = {0};
    sk_stmt *st = prepare(a,
        "INSERT INTO quote(id, doc, kind, stance, text, text_fold, speaker, "
        "speaker_fold, entity, cue, when_text, told_by, beg, \"end\", minute, "
        "same) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0)");

    if (!st)
        return failed(a);
    if (speaker.s)
        speaker = sk_fold(ar, speaker);
    for (uint32_t i = 0; i < q->n_told_by; i++) {
        if (i)
            sk_buf_add(ar, &told, SK_STR("; "));
        sk_buf_add(ar, &told, q->told_by[i]);
    }
    sk_bind_int(st, 1, ++a->s->last_quote);
    sk_bind_int(st, 2, a->id);
    sk_bind_int(st, 3, q->kind);
    sk_bind_int(st, 4, q->stance);
    sk_bind_str(st, 5, text);
    sk_bind_str(st, 6, fold);
    sk_bind_str(st, 7, q->speaker_name);
    sk_bind_str(st, 8, speaker);
    bind_entity(a, st, 9, q->speaker);
    sk_bind_str(st, 10, q->cue);
    sk_bind_str(st, 11, q->when);
    sk_bind_str(st, 12, told.n ? sk_buf_str(&told) : (sk_str){NULL, 0});
    sk_bind_int(st, 13, q->span.beg);
    sk_bind_int(st, 14, q->span.end);
    sk_bind_int(st, 15, a->minute);
    TRY(run(a, st));
    TRY(sk_words_put_quote(a->s->db, a->s->last_quote, speaker, fold, false, ar,
                           a->err));
    return sk_said_join(a->s->db, a->s->last_quote, ar, a->err);
}

static int put_time(adding *a, size_t n, const sk_time *t)
{
    sk_stmt *st = prepare(a, "INSERT INTO time_at(doc, n, beg, \"end\", type, "
                             "value, day_from, day_to) VALUES(?,?,?,?,?,?,?,?)");

    if (!st)
        return failed(a);
    sk_bind_int(st, 1, a->id);
    sk_bind_int(st, 2, (int64_t)n);
    sk_bind_int(st, 3, t->span.beg);
    sk_bind_int(st, 4, t->span.end);
    sk_bind_int(st, 5, t->type);
    sk_bind_str(st, 6, t->value.s ? t->value : SK_STR(""));
    if (t->day_beg != SK_NO_DAY)
        sk_bind_int(st, 7, t->day_beg);
    if (t->day_end != SK_NO_DAY)
        sk_bind_int(st, 8, t->day_end);
    return run(a, st);
}

static int put_layers(adding *a, bool fresh)
{
    const sk_doc *d = a->d;

    TRY(put_entities(a, fresh));
    for (size_t i = 0; i < d->events.n; i++)
        TRY(put_event(a, &d->events.v[i]));
    for (size_t i = 0; i < d->quotes.n; i++)
        TRY(put_quote(a, &d->quotes.v[i]));
    for (size_t i = 0; i < d->times.n; i++)
        TRY(put_time(a, i, &d->times.v[i]));
    return sk_words_put_doc(a->s->db, a->id, title_of(d), d->text, false,
                            &a->d->arena, a->err);
}

/* ---- a document that was there ---- */

/* Those whom it named are named in one document less. */
static int unname(adding *a)
{
    sk_stmt *st = prepare(a, "SELECT entity FROM mention WHERE doc = ?");
    int row, rc = SK_OK;

    if (!st)
        return failed(a);
    sk_bind_int(st, 1, a->id);
    while ((row = sk_db_step(a->s->db, st)) == 1 && !rc)
        rc = sk_store_named(a->s, sk_col_int(st, 0), -1, a->err);
    sk_db_reset(st);
    return row < 0 ? failed(a) : rc;
}

/* The same address with other words: its layers are replaced, its place in
 * happening and storyline stays. */
static int revise(adding *a)
{
    sk_doc *d = a->d;
    sk_str rec = record_of(d), old_title, old_text;
    sk_stmt *st = prepare(a, "SELECT title, text FROM doc WHERE id = ?");

    if (!st || !rec.s)
        return failed(a);
    sk_bind_int(st, 1, a->id);
    if (sk_db_step(a->s->db, st) != 1)
        return failed(a);
    old_title = sk_col_str(st, 0, &d->arena);
    old_text = sk_col_str(st, 1, &d->arena);
    sk_db_reset(st);
    TRY(sk_words_put_doc(a->s->db, a->id, old_title, old_text, true,
                         &d->arena, a->err));
    TRY(unname(a));
    TRY(sk_seen_count(a->s->db, a->id, -1, &d->arena, a->err));
    TRY(WITH(a, "DELETE FROM mention WHERE doc = ?", a->id));
    TRY(WITH(a, "DELETE FROM event WHERE doc = ?", a->id));
    TRY(sk_said_forget(a->s->db, a->id, &d->arena, a->err));
    TRY(WITH(a, "DELETE FROM time_at WHERE doc = ?", a->id));
    st = prepare(a, "UPDATE doc SET hash = ?, author = ?, title = ?, lead = ?, "
                    "text = ?, record = ?, revision = revision + 1 "
                    "WHERE id = ?");
    if (!st)
        return failed(a);
    sk_bind_int(st, 1, a->hash);
    sk_bind_str(st, 2, d->author);
    sk_bind_str(st, 3, title_of(d));
    sk_bind_str(st, 4, own_lead(d));
    sk_bind_str(st, 5, d->text);
    sk_bind_str(st, 6, rec);
    sk_bind_int(st, 7, a->id);
    TRY(run(a, st));
    TRY(put_layers(a, false));
    return sk_store_touch(a->s, a->dec.story, a->dec.happening, a->err);
}

/* Looks for the document by its own id. */
static int find_same(adding *a, enum sk_added *what)
{
    sk_stmt *st = prepare(a, "SELECT d.id, d.hash, h.story, h.id, d.minute FROM doc d "
                             "JOIN happening h ON h.id = d.happening WHERE d.key = ?");
    int row;

    *what = SK_ADDED_NEW;
    if (!st)
        return failed(a);
    sk_bind_str(st, 1, a->d->id);
    row = sk_db_step(a->s->db, st);
    if (row < 0)
        return failed(a);
    if (row) {
        *what = sk_col_int(st, 1) == a->hash ? SK_ADDED_SAME
                                             : SK_ADDED_REVISED;
        a->id = sk_col_int(st, 0);
        a->dec.story = sk_col_int(st, 2);
        a->dec.happening = sk_col_int(st, 3);
        a->minute = sk_col_int(st, 4);
    }
    sk_db_reset(st);
    return SK_OK;
}

/* Looks for another address of the same article. */
static int find_article(adding *a, sk_item *it, enum sk_added *what)
{
    sk_stmt *st = prepare(a, "SELECT d.article, d.happening, h.story FROM doc d "
                             "JOIN happening h ON h.id = d.happening WHERE "
                             "d.article_key = ? ORDER BY d.id LIMIT 1");
    int row;

    if (!st)
        return failed(a);
    sk_bind_int(st, 1, a->key);
    row = sk_db_step(a->s->db, st);
    if (row < 0)
        return failed(a);
    if (row) {
        *what = SK_ADDED_REVISION;
        a->article = sk_col_int(st, 0);
        it->happening = sk_col_int(st, 1);
        it->story = sk_col_int(st, 2);
    }
    sk_db_reset(st);
    return SK_OK;
}

static int log_item(adding *a, const sk_item *it)
{
    unsigned char *buf = sk_new(&a->d->arena, unsigned char, SK_ITEM_BYTES);
    sk_stmt *st =
        prepare(a, "INSERT INTO thread_log(id, item) VALUES(?, ?)");

    if (!st)
        return failed(a);
    sk_bind_int(st, 1, it->id);
    sk_bind_blob(st, 2, buf, sk_item_pack(it, buf));
    a->s->n_logged++;
    return run(a, st);
}

static int add(adding *a, const sk_engine *eng, enum sk_added *what)
{
    sk_store *s = a->s;
    sk_doc *d = a->d;
    sk_item *it = sk_new(&d->arena, sk_item, 1);

    TRY(sk_store_threads(s, eng, a->err));
    a->hash = (int64_t)sk_hash(d->text.s, d->text.len, 41);
    TRY(find_same(a, what));
    if (*what == SK_ADDED_SAME)
        return SK_OK;
    if (*what == SK_ADDED_REVISED)
        return revise(a);
    sk_item_from(eng->threads, d, it);
    if (d->day == SK_NO_DAY)
        it->minute = d->raw.day_to != SK_NO_DAY
                         ? (int64_t)d->raw.day_to * 1440 + 720 : s->clock;
    a->id = a->article = it->id = s->last_id + 1;
    a->key = (int64_t)(it->key >> 1);
    a->minute = it->minute;
    TRY(find_article(a, it, what));
    TRY(sk_threads_add(s->threads, it, &a->dec, a->err));
    TRY(put_threads(a));
    TRY(put_doc(a));
    TRY(put_layers(a, true));
    TRY(log_item(a, it));
    s->last_id = it->id;
    if (it->minute > s->clock)
        s->clock = it->minute;
    return SK_OK;
}

int sk_store_add(sk_store *s, const sk_engine *eng, sk_doc *d,
                 enum sk_added *what, sk_err *err)
{
    adding *a;
    jmp_buf full;
    int rc;

    rc = sk_store_begin(s, err);
    if (rc)
        return rc;
    if (setjmp(full) == 0) {
        d->arena.full = &full;
        a = sk_new(&d->arena, adding, 1);
        a->s = s;
        a->d = d;
        a->err = err;
        rc = add(a, eng, what);
    } else {
        rc = sk_fail(err, SK_ELIMIT, 0,
                     "the article needs more than %zu bytes of memory",
                     d->arena.limit);
    }
    d->arena.full = NULL;
    if (rc)
        sk_store_undo(s);
    return rc;
}
