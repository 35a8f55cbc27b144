/* state.c - the state of threading in the store.
 *
 * Every document leaves its item in the log, in the same transaction. Now and
 * then the whole state is saved and the log emptied. Whoever opens the store to
 * write loads the state and threads the items of the log again: decisions
 * depend on nothing else, so the result is that of one run.
 */
#include <stdlib.h>

#include "store/inside.h"

static int load_state(sk_store *s, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(s->db, "SELECT state FROM thread_state");
    int row = sk_db_step(s->db, st), rc = SK_OK;

    if (row < 0)
        return sk_db_fail(s->db, err);
    if (row) {
        sk_str v = sk_col_view(st, 0);
        rc =
            sk_threads_load(s->threads, (const unsigned char *)v.s, v.len, err);
    }
    sk_db_reset(st);
    return rc;
}

static int replay(sk_store *s, sk_err *err)
{
    sk_stmt *st =
        sk_db_prepare(s->db, "SELECT item FROM thread_log ORDER BY id");
    sk_item *it = malloc(sizeof *it);
    sk_decision d;
    int row, rc = it ? SK_OK : sk_fail(err, SK_ENOMEM, 0, "no memory");

    s->n_logged = 0;
    while (!rc && (row = sk_db_step(s->db, st)) != 0) {
        sk_str v;
        if (row < 0) {
            rc = sk_db_fail(s->db, err);
            break;
        }
        v = sk_col_view(st, 0);
        rc = sk_item_unpack((const unsigned char *)v.s, v.len, it)
                 ? sk_threads_add(s->threads, it, &d, err)
                 : sk_fail(err, SK_EINPUT, 0,
                           "%s: the log of threading is "
                           "broken",
                           s->where);
        s->n_logged++;
    }
    sk_db_reset(st);
    free(it);
    s->n_replayed = s->n_logged;
    return rc;
}

static int read_last(sk_store *s, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT (SELECT max(id) FROM doc), "
               "(SELECT max(minute) FROM doc), (SELECT max(id) FROM entity), "
               "(SELECT max(id) FROM event), (SELECT max(id) FROM quote)");

    if (sk_db_step(s->db, st) != 1)
        return sk_db_fail(s->db, err);
    s->last_id = s->listed_doc = sk_col_int(st, 0);
    s->clock = sk_col_int(st, 1);
    s->last_entity = sk_col_int(st, 2);
    s->last_event = sk_col_int(st, 3);
    s->last_quote = s->listed_quote = sk_col_int(st, 4);
    sk_db_reset(st);
    return SK_OK;
}

int sk_store_threads(sk_store *s, const sk_engine *eng, sk_err *err)
{
    int rc;

    if (s->threads)
        return SK_OK;
    s->eng = eng;
    s->threads = sk_threads_new(eng->threads);
    if (!s->threads)
        return sk_fail(err, SK_ENOMEM, 0, "no memory");
    rc = load_state(s, err);
    if (!rc)
        rc = replay(s, err);
    if (!rc)
        rc = read_last(s, err);
    if (rc) {
        sk_threads_free(s->threads);
        s->threads = NULL;
    }
    return rc;
}

int sk_store_save_threads(sk_store *s, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "INSERT INTO thread_state(id, upto, state) VALUES(1, ?, ?) "
               "ON CONFLICT(id) DO UPDATE SET upto = excluded.upto, "
               "state = excluded.state");
    unsigned char *bytes;
    size_t len;
    int rc = sk_threads_save(s->threads, &bytes, &len, err);

    if (rc)
        return rc;
    if (st) {
        sk_bind_int(st, 1, s->last_id);
        sk_bind_blob(st, 2, bytes, len);
    }
    if (sk_db_run(s->db, st) || sk_db_exec(s->db, "DELETE FROM thread_log"))
        rc = sk_db_fail(s->db, err);
    else
        s->n_logged = s->n_replayed = 0;
    free(bytes);
    return rc;
}
