/* add.c - one document with all its layers into the tables. */
#include "store/add.h"

#include "know/know.h"
#include "store/said.h"
#include "store/words.h"

int sk_add_failed(sk_adding *a)
{
    return sk_db_fail(a->s->db, a->err);
}

sk_stmt *sk_add_prepare(sk_adding *a, const char *sql)
{
    return sk_db_prepare(a->s->db, sql);
}

int sk_add_run(sk_adding *a, sk_stmt *st)
{
    return sk_db_run(a->s->db, st) ? sk_add_failed(a) : SK_OK;
}

int sk_add_with(sk_adding *a, const char *sql, size_t n, const int64_t *v)
{
    sk_stmt *st = sk_add_prepare(a, sql);

    if (!st)
        return sk_add_failed(a);
    for (size_t i = 0; i < n; i++)
        sk_bind_int(st, (int)i + 1, v[i]);
    return sk_add_run(a, st);
}

/* ---- the document's row ---- */

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

/* The lead, unless it already stands for the title. */
static sk_str own_lead(const sk_doc *d)
{
    sk_str lead = lead_of(d);

    return sk_str_eq(lead, title_of(d)) ? (sk_str){NULL, 0} : lead;
}

static sk_str record_of(sk_doc *d)
{
    return sk_doc_record(d, 0, NULL);
}

static int put_doc(sk_adding *a)
{
    sk_doc *d = a->d;
    sk_str rec = record_of(d);
    sk_stmt *st = sk_add_prepare(
        a, "INSERT INTO doc(id, key, article, article_key, hash, url, outlet, "
           "author, title, lead, published, minute, happening, text, record) "
           "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");

    if (!rec.s)
        return sk_fail(a->err, SK_ELIMIT, 0, "the record is too large");
    if (!st)
        return sk_add_failed(a);
    sk_bind_int(st, 1, a->id);
    sk_bind_str(st, 2, d->id);
    sk_bind_int(st, 3, a->article);
    sk_bind_int(st, 4, a->key);
    sk_bind_int(st, 5, a->hash);
    sk_bind_str(st, 6, d->url);
    sk_bind_str(st, 7, a->outlet);
    sk_bind_str(st, 8, d->author);
    sk_bind_str(st, 9, title_of(d));
    sk_bind_str(st, 10, own_lead(d));
    if (d->day != SK_NO_DAY)
        sk_bind_int(st, 11, a->minute);
    sk_bind_int(st, 12, a->minute);
    sk_bind_int(st, 13, a->dec.happening);
    sk_bind_str(st, 14, d->text);
    sk_bind_str(st, 15, rec);
    return sk_add_run(a, st);
}

/* ---- a document that was there ---- */

/* Those whom it named are named in one document less. */
static int unname(sk_adding *a)
{
    sk_stmt *st = sk_add_prepare(a, "SELECT entity FROM mention WHERE doc = ?");
    int row, rc = SK_OK;

    if (!st)
        return sk_add_failed(a);
    sk_bind_int(st, 1, a->id);
    while ((row = sk_db_step(a->s->db, st)) == 1 && !rc)
        rc = sk_store_named(a->s, sk_col_int(st, 0), -1, a->err);
    sk_db_reset(st);
    return row < 0 ? sk_add_failed(a) : rc;
}

/* The same address with other words: its layers are replaced, its place in
 * happening and storyline stays. */
static int revise(sk_adding *a)
{
    sk_doc *d = a->d;
    sk_str rec = record_of(d), old_title, old_text;
    bool listed = a->id <= a->s->listed_doc;
    sk_stmt *st = sk_add_prepare(a, "SELECT title, text FROM doc WHERE id = ?");

    if (!st || !rec.s)
        return sk_add_failed(a);
    sk_bind_int(st, 1, a->id);
    if (sk_db_step(a->s->db, st) != 1)
        return sk_add_failed(a);
    old_title = sk_col_str(st, 0, &d->arena);
    old_text = sk_col_str(st, 1, &d->arena);
    sk_db_reset(st);
    if (listed)
        SK_TRY(sk_words_put_doc(a->s->db, a->id, old_title, old_text, true,
                                &d->arena, a->err));
    SK_TRY(unname(a));
    SK_TRY(sk_seen_count(a->s->db, a->id, -1, &d->arena, a->err));
    SK_TRY(SK_ADD_WITH(a, "DELETE FROM mention WHERE doc = ?", a->id));
    SK_TRY(SK_ADD_WITH(a, "DELETE FROM event WHERE doc = ?", a->id));
    SK_TRY(
        sk_said_forget(a->s->db, a->id, a->s->listed_quote, &d->arena, a->err));
    SK_TRY(SK_ADD_WITH(a, "DELETE FROM time_at WHERE doc = ?", a->id));
    SK_TRY(SK_ADD_WITH(a, "DELETE FROM toll WHERE doc = ?", a->id));
    st = sk_add_prepare(
        a, "UPDATE doc SET hash = ?, author = ?, title = ?, lead = ?, "
           "text = ?, record = ?, revision = revision + 1 WHERE id = ?");
    if (!st)
        return sk_add_failed(a);
    sk_bind_int(st, 1, a->hash);
    sk_bind_str(st, 2, d->author);
    sk_bind_str(st, 3, title_of(d));
    sk_bind_str(st, 4, own_lead(d));
    sk_bind_str(st, 5, d->text);
    sk_bind_str(st, 6, rec);
    sk_bind_int(st, 7, a->id);
    SK_TRY(sk_add_run(a, st));
    SK_TRY(sk_add_layers(a, false));
    if (listed)
        SK_TRY(sk_words_put_doc(a->s->db, a->id, title_of(d), d->text, false,
                                &d->arena, a->err));
    return sk_store_touch(a->s, a->dec.story, a->dec.happening, a->err);
}

/* Looks for the document by its own id. */
static int find_same(sk_adding *a, enum sk_added *what)
{
    sk_stmt *st = sk_add_prepare(
        a, "SELECT d.id, d.hash, h.story, h.id, d.minute FROM doc d "
           "JOIN happening h ON h.id = d.happening WHERE d.key = ?");
    int row;

    *what = SK_ADDED_NEW;
    if (!st)
        return sk_add_failed(a);
    sk_bind_str(st, 1, a->d->id);
    row = sk_db_step(a->s->db, st);
    if (row < 0)
        return sk_add_failed(a);
    if (row) {
        *what = sk_col_int(st, 1) == a->hash ? SK_ADDED_SAME : SK_ADDED_REVISED;
        a->id = sk_col_int(st, 0);
        a->dec.story = sk_col_int(st, 2);
        a->dec.happening = sk_col_int(st, 3);
        a->minute = sk_col_int(st, 4);
    }
    sk_db_reset(st);
    return SK_OK;
}

/* Looks for another address of the same article. */
static int find_article(sk_adding *a, sk_item *it, enum sk_added *what)
{
    sk_stmt *st =
        sk_add_prepare(a, "SELECT d.article, d.happening, h.story FROM doc d "
                          "JOIN happening h ON h.id = d.happening WHERE "
                          "d.article_key = ? ORDER BY d.id LIMIT 1");
    int row;

    if (!st)
        return sk_add_failed(a);
    sk_bind_int(st, 1, a->key);
    row = sk_db_step(a->s->db, st);
    if (row < 0)
        return sk_add_failed(a);
    if (row) {
        *what = SK_ADDED_REVISION;
        a->article = sk_col_int(st, 0);
        it->happening = sk_col_int(st, 1);
        it->story = sk_col_int(st, 2);
    }
    sk_db_reset(st);
    return SK_OK;
}

static int log_item(sk_adding *a, const sk_item *it)
{
    unsigned char *buf = sk_new(&a->d->arena, unsigned char, SK_ITEM_BYTES);
    sk_stmt *st =
        sk_add_prepare(a, "INSERT INTO thread_log(id, item) VALUES(?, ?)");

    if (!st)
        return sk_add_failed(a);
    sk_bind_int(st, 1, it->id);
    sk_bind_blob(st, 2, buf, sk_item_pack(it, buf));
    a->s->n_logged++;
    return sk_add_run(a, st);
}

/* When a document without a date was written: on the last day that it names of
 * those that it may be from (a page of leads says between which days its items
 * lie), else on the last of these, else now. */
static int64_t undated(const sk_doc *d, int64_t clock)
{
    enum { NOON = 720 };
    int64_t today = clock / 1440 - (clock % 1440 < 0);
    int64_t to = d->raw.day_to != SK_NO_DAY ? d->raw.day_to : today;
    int64_t day = SK_NO_DAY;

    for (size_t i = 0; i < d->times.n; i++) {
        const sk_time *t = &d->times.v[i];
        if ((t->type == SK_DATE || t->type == SK_TIME) &&
            t->day_beg != SK_NO_DAY && t->day_end - t->day_beg <= 1 &&
            t->day_beg >= d->raw.day_from && t->day_beg <= to &&
            t->day_beg > day)
            day = t->day_beg;
    }
    if (day != SK_NO_DAY)
        return day * 1440 + NOON;
    return d->raw.day_to != SK_NO_DAY ? to * 1440 + NOON : clock;
}

/* A feed of a section stands for its paper, if that is known. */
static sk_str outlet_of(const sk_engine *eng, sk_str outlet)
{
    size_t at = sk_str_find(outlet, SK_STR(" - "), 0);
    uint32_t row;

    if (at == SIZE_MAX)
        return outlet;
    row = sk_know_outlet(eng->know, sk_str_sub(outlet, 0, at));
    return row == SK_NONE ? outlet : eng->know->outlets.v[row].name;
}

static int add(sk_adding *a, const sk_engine *eng, enum sk_added *what)
{
    sk_store *s = a->s;
    sk_doc *d = a->d;
    sk_item *it = sk_new(&d->arena, sk_item, 1);

    SK_TRY(sk_store_threads(s, eng, a->err));
    a->outlet = outlet_of(eng, d->outlet);
    a->hash = (int64_t)sk_hash(d->text.s, d->text.len, 41);
    SK_TRY(find_same(a, what));
    if (*what == SK_ADDED_SAME)
        return SK_OK;
    if (*what == SK_ADDED_REVISED)
        return revise(a);
    sk_item_from(eng->threads, d, it);
    if (d->day == SK_NO_DAY)
        it->minute = undated(d, s->clock);
    a->id = a->article = it->id = s->last_id + 1;
    a->key = (int64_t)(it->key >> 1);
    a->minute = it->minute;
    SK_TRY(find_article(a, it, what));
    SK_TRY(sk_threads_add(s->threads, it, &a->dec, a->err));
    SK_TRY(sk_add_threads(a));
    SK_TRY(put_doc(a));
    for (uint32_t i = 0; i < a->dec.n_cites; i++)
        SK_TRY(SK_ADD_WITH(a, "INSERT INTO cite(doc, happening) VALUES(?, ?)",
                           a->id, a->dec.cites[i]));
    SK_TRY(sk_add_layers(a, true));
    SK_TRY(log_item(a, it));
    s->last_id = it->id;
    if (it->minute > s->clock)
        s->clock = it->minute;
    return SK_OK;
}

int sk_store_add(sk_store *s, const sk_engine *eng, sk_doc *d,
                 enum sk_added *what, sk_err *err)
{
    sk_adding *a;
    jmp_buf full;
    int rc;

    rc = sk_store_begin(s, err);
    if (rc)
        return rc;
    if (setjmp(full) == 0) {
        d->arena.full = &full;
        a = sk_new(&d->arena, sk_adding, 1);
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
