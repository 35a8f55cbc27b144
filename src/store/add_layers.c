/* add_layers.c - what was found in a document: who is named, events,
 * quotations, times. */
#include "store/add.h"
#include "store/routine.h"
#include "store/said.h"

/* ---- who is named ---- */

static int put_entity(sk_adding *a, const sk_entity *e, int64_t *id)
{
    sk_stmt *st =
        sk_add_prepare(a, "SELECT id, role FROM entity WHERE key = ?");
    bool same;
    int row;

    if (!st)
        return sk_add_failed(a);
    sk_bind_str(st, 1, e->id);
    row = sk_db_step(a->s->db, st);
    *id = row == 1 ? sk_col_int(st, 0) : ++a->s->last_entity;
    same = row == 1 && (!e->role.s || sk_str_eq(e->role, sk_col_view(st, 1)));
    sk_db_reset(st);
    if (row < 0 || same)
        return row < 0 ? sk_add_failed(a) : SK_OK;
    st = sk_add_prepare(
        a, "INSERT INTO entity(id, key, type, name, name_fold, role, country, "
           "sector) VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(key) DO UPDATE SET "
           "role = excluded.role");
    if (!st)
        return sk_add_failed(a);
    sk_bind_int(st, 1, *id);
    sk_bind_str(st, 2, e->id);
    sk_bind_int(st, 3, e->type);
    sk_bind_str(st, 4, e->name);
    sk_bind_str(st, 5, sk_fold(&a->d->arena, e->name));
    sk_bind_str(st, 6, e->role);
    sk_bind_str(st, 7, sk_str_of(e->country[0] ? e->country : NULL));
    sk_bind_str(st, 8, sk_str_of(e->sector[0] ? e->sector : NULL));
    return sk_add_run(a, st);
}

static int put_mention(sk_adding *a, uint32_t e, int64_t n, bool fresh)
{
    int64_t entity = a->entity[e];
    sk_stmt *st;

    SK_TRY(sk_store_named(a->s, entity, 1, a->err));
    if (fresh)
        SK_TRY(SK_ADD_WITH(
            a,
            "INSERT INTO story_entity(story, entity, n) "
            "VALUES(?, ?, 1) ON CONFLICT(story, entity) DO UPDATE SET "
            "n = story_entity.n + 1",
            a->dec.story, entity));
    st = sk_add_prepare(
        a, "INSERT INTO mention(doc, entity, n, forms, role) "
           "VALUES(?, ?, ?, ?, ?) ON CONFLICT(entity, doc) DO UPDATE "
           "SET n = mention.n + excluded.n");
    if (!st)
        return sk_add_failed(a);
    sk_bind_int(st, 1, a->id);
    sk_bind_int(st, 2, entity);
    sk_bind_int(st, 3, n);
    sk_bind_str(st, 4, sk_seen_forms(a->d, e, &a->d->arena));
    sk_bind_str(st, 5, sk_seen_role(a->d, e));
    return sk_add_run(a, st);
}

static int put_entities(sk_adding *a, bool fresh)
{
    const sk_doc *d = a->d;

    a->entity = sk_new(&a->d->arena, int64_t, d->entities.n + 1);
    for (size_t e = 0; e < d->entities.n; e++) {
        int64_t n = 0;
        for (size_t i = 0; i < d->mentions.n; i++)
            n += d->mentions.v[i].entity == e;
        if (!d->entities.v[e].id.s || !d->entities.v[e].id.len)
            continue;
        SK_TRY(put_entity(a, &d->entities.v[e], &a->entity[e]));
        if (n)
            SK_TRY(put_mention(a, (uint32_t)e, n, fresh));
    }
    return sk_seen_count(a->s->db, a->id, 1, &a->d->arena, a->err);
}

static void bind_entity(sk_adding *a, sk_stmt *st, int place, uint32_t e)
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

static int put_party(sk_adding *a, int64_t event, int64_t sort, sk_str type,
                     int side, uint32_t n, const sk_actor *p)
{
    sk_stmt *st = sk_add_prepare(
        a,
        "INSERT INTO party(event, side, n, entity, name, code, sector, sort, "
        "type) VALUES(?,?,?,?,?,?,?,?,?)");

    if (!st)
        return sk_add_failed(a);
    sk_bind_int(st, 1, event);
    sk_bind_int(st, 2, side);
    sk_bind_int(st, 3, n);
    bind_entity(a, st, 4, p->entity);
    sk_bind_str(st, 5, p->name);
    sk_bind_str(st, 6, sk_str_of(p->code[0] ? p->code : NULL));
    sk_bind_str(st, 7, sk_str_of(p->sector[0] ? p->sector : NULL));
    sk_bind_int(st, 8, sort);
    sk_bind_str(st, 9, type);
    return sk_add_run(a, st);
}

static int put_event(sk_adding *a, const sk_event *e)
{
    sk_arena *ar = &a->d->arena;
    const sk_doc *d = a->d;
    sk_span ev =
        e->sent < d->sents.n ? d->sents.v[e->sent].span : (sk_span){0, 0};
    int32_t from, to;
    sk_buf trig = {0};
    sk_str type = sk_str_of(e->type ? e->type : "?");
    int64_t id = ++a->s->last_event, sort;
    sk_stmt *st = sk_add_prepare(
        a,
        "INSERT INTO event(id, doc, key, type, mode, context, cameo, quad, "
        "goldstein, status, source, target, source_code, target_code, "
        "when_text, day_from, day_to, sort, where_text, country, lat, lon, "
        "claimed_by, trigger_text, pattern, confidence, evidence_beg, "
        "evidence_end) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
        "?,?,?,?)");

    if (!st)
        return sk_add_failed(a);
    sk_when_range(e->when, &from, &to);
    for (uint32_t i = 0; i < e->n_trigger; i++) {
        if (i)
            sk_buf_add(ar, &trig, SK_STR(" … "));
        sk_buf_add(ar, &trig, sk_doc_sub(d, e->trigger[i]));
    }
    sk_bind_int(st, 1, id);
    sk_bind_int(st, 2, a->id);
    sk_bind_str(st, 3, e->id);
    sk_bind_str(st, 4, type);
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
    SK_TRY(sk_add_run(a, st));
    for (uint32_t i = 0; i < e->n_source; i++)
        SK_TRY(put_party(a, id, sort, type, 0, i, &e->source[i]));
    for (uint32_t i = 0; i < e->n_target; i++)
        SK_TRY(put_party(a, id, sort, type, 1, i, &e->target[i]));
    return SK_OK;
}

static int put_quote(sk_adding *a, const sk_quote *q)
{
    sk_arena *ar = &a->d->arena;
    sk_str text = sk_doc_sub(a->d, q->span), fold = sk_fold(ar, text),
           speaker = q->speaker_name;
    sk_buf told = {0};
    sk_stmt *st = sk_add_prepare(
        a,
        "INSERT INTO quote(id, doc, kind, stance, text, text_fold, speaker, "
        "speaker_fold, entity, cue, when_text, told_by, beg, \"end\", minute, "
        "same) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0)");

    if (!st)
        return sk_add_failed(a);
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
    SK_TRY(sk_add_run(a, st));
    return sk_said_join(a->s->db, a->s->last_quote, ar, a->err);
}

static int put_time(sk_adding *a, size_t n, const sk_time *t)
{
    sk_stmt *st = sk_add_prepare(
        a, "INSERT INTO time_at(doc, n, beg, \"end\", type, value, day_from, "
           "day_to) VALUES(?,?,?,?,?,?,?,?)");

    if (!st)
        return sk_add_failed(a);
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
    return sk_add_run(a, st);
}

int sk_add_layers(sk_adding *a, bool fresh)
{
    const sk_doc *d = a->d;

    SK_TRY(put_entities(a, fresh));
    for (size_t i = 0; i < d->events.n; i++)
        SK_TRY(put_event(a, &d->events.v[i]));
    for (size_t i = 0; i < d->quotes.n; i++)
        SK_TRY(put_quote(a, &d->quotes.v[i]));
    for (size_t i = 0; i < d->times.n; i++)
        SK_TRY(put_time(a, i, &d->times.v[i]));
    return sk_routine_put_doc(a);
}
