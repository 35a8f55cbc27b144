/* Reads the rows of store/parent.tsv: which storyline hangs under which. */
#include "engine_table.h"

#include <unistd.h>

#include "store/parent.h"
#include "thread/state.h"

static void run(sk_store *s, const char *sql)
{
    assert_int_equal(sk_db_exec(s->db, sql), 0);
}

/* Storyline 1 of so many articles, or 2. */
static void put_story(sk_store *s, int id, const char *docs)
{
    char sql[200];

    snprintf(sql, sizeof sql,
             "INSERT INTO story(id, first, last, n_docs, n_happenings, heat) "
             "VALUES(%d, 1, 1, %s, 1, 0)",
             id, docs);
    run(s, sql);
}

static void put_event(sk_store *s, int id, int of_part, int of_whole)
{
    char sql[200];

    snprintf(sql, sizeof sql,
             "INSERT INTO entity(id, key, type, name, name_fold) "
             "VALUES(%d, 'event:%d', %d, 'Cup', 'cup')",
             id, id, SK_EVENT_NAME);
    run(s, sql);
    for (int story = 1; story <= 2; story++) {
        int n = story == 1 ? of_part : of_whole;
        snprintf(sql, sizeof sql,
                 "INSERT INTO story_entity(story, entity, n) "
                 "VALUES(%d, %d, %d)",
                 story, id, n);
        if (n)
            run(s, sql);
    }
}

static int64_t parent_of(sk_store *s)
{
    sk_stmt *st = sk_db_prepare(s->db, "SELECT parent FROM story WHERE id = 1");
    int64_t id;

    assert_int_equal(sk_db_step(s->db, st), 1);
    id = sk_col_int(st, 0);
    sk_db_reset(st);
    return id;
}

static void each(void **state)
{
    const row *r = *state;
    static sk_item it = {.id = 1, .n_terms = 1, .terms = {{7, 1, 1, 0}}};
    char path[] = "/tmp/sukien-parent-XXXXXX";
    int fd = mkstemp(path), of_part, of_whole, id = 1, n;
    sk_thread_story *part;
    sk_store *s;
    sk_live *x;
    sk_err err;

    assert_true(fd >= 0);
    close(fd);
    unlink(path);
    s = sk_store_open(path, 0, &err);
    assert_non_null(s);
    assert_int_equal(sk_store_threads(s, eng, &err), SK_OK);
    x = sk_live_new(&s->threads->w, s->threads->m, &it);
    part = sk_stories_new(&s->threads->s, 1, x);
    part->parent = 2;
    sk_live_free(x);
    put_story(s, 1, r->cell[0]);
    put_story(s, 2, r->cell[1]);
    for (const char *p = r->cell[2];
         sscanf(p, "%d/%d%n", &of_part, &of_whole, &n) == 2; p += n)
        put_event(s, id++, of_part, of_whole);
    assert_int_equal(sk_parent_write(s, 1, &err), SK_OK);
    assert_int_equal(parent_of(s), atoi(r->cell[3]) ? 2 : 0);
    sk_store_close(s);
    unlink(path);
}

int main(void)
{
    return run_engine_table("store/parent.tsv", each);
}
