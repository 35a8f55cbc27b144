/* Storylines that are alike to a known degree: which become one, and which hang
 * under another. */
#include "engine_table.h"

#include <math.h>

#include "thread/merge.h"

typedef struct pair {
    sk_thread_model m; /* whose merge says the same of all storylines */
    sk_threads *t;
    sk_live *x;
    sk_thread_story *a, *b;
    sk_decision d;
} pair;

static void set_likely(pair *p, double likely)
{
    memset(p->m.merge, 0, sizeof p->m.merge);
    p->m.merge[SK_MF_BIAS] = log(likely / (1 - likely));
}

/* Storylines 1 and 2 of so many articles. */
static void begin(pair *p, uint32_t n_a, uint32_t n_b)
{
    static sk_item it;

    memset(p, 0, sizeof *p);
    p->m = *eng->threads;
    p->t = sk_threads_new(&p->m);
    memset(&it, 0, sizeof it);
    it.id = 3;
    it.n_terms = 1;
    it.terms[0] = (sk_term){7, 1, 1, 0};
    p->x = sk_live_new(&p->t->w, &p->m, &it);
    p->a = sk_stories_new(&p->t->s, 1, p->x);
    p->b = sk_stories_new(&p->t->s, 2, p->x);
    assert_int_equal(sk_stories_join(&p->t->s, &p->m, p->a, p->x), SK_OK);
    p->a->slow_sense[0] = p->b->slow_sense[0] = 1;
    p->a->n = n_a;
    p->b->n = n_b;
}

static void end(pair *p)
{
    sk_live_free(p->x);
    sk_threads_free(p->t);
}

/* One more article of 2 that might be of 1: whether they are one now. */
static bool ask(pair *p, double likely)
{
    sk_option opt[] = {{p->b, 0.9}, {p->a, 0.5}};

    set_likely(p, likely);
    p->d = (sk_decision){0};
    assert_int_equal(sk_threads_merge(p->t, p->x, p->b, opt, 2, &p->d), SK_OK);
    return p->d.n_merges > 0;
}

static void a_piece_merges_at_once(void **state)
{
    pair p;

    (void)state;
    begin(&p, 40, 2);
    assert_false(ask(&p, p.m.param[SK_TP_MERGE_MIN] - 0.05));
    assert_true(ask(&p, p.m.param[SK_TP_MERGE_MIN] + 0.05));
    assert_int_equal(p.d.story, 1); /* the older lives on */
    assert_null(sk_stories_find(&p.t->s, 2));
    assert_int_equal(sk_stories_find(&p.t->s, 1)->n, 42);
    end(&p);
}

/* How many articles in a row make one of two peers; 0: none of a hundred. */
static int until_one(uint32_t n_a, uint32_t n_b, double likely)
{
    pair p;
    int n = 0;

    begin(&p, n_a, n_b);
    while (++n <= 100 && !ask(&p, likely))
        ;
    end(&p);
    return n > 100 ? 0 : n;
}

static void peers_merge_when_many_agree(void **state)
{
    int few = until_one(40, 30, 0.9), more = until_one(80, 60, 0.9);

    (void)state;
    assert_true(few > 1);
    assert_true(more > few); /* of larger ones more must say so */
    assert_true(until_one(40, 30, 0.5) > few);
    assert_int_equal(until_one(40, 30, 0.25), 0);
}

static void a_part_hangs_until_it_outgrows(void **state)
{
    pair p;

    (void)state;
    begin(&p, 100, 12);
    for (int i = 0; i < 20 && !p.b->parent; i++)
        assert_false(ask(&p, 0.3));
    assert_int_equal(p.b->parent, 1);
    p.b->n = 60;
    assert_false(ask(&p, 0.01));
    assert_int_equal(p.b->parent, 1);
    p.b->n = 70; /* nearly as large */
    assert_false(ask(&p, 0.01));
    assert_int_equal(p.b->parent, 0);
    end(&p);
}

/* The larger one has become about words that the smaller never says. */
static void who_tells_of_another_is_no_part(void **state)
{
    static sk_item it;
    sk_live *other;
    pair p;

    (void)state;
    begin(&p, 2, 12);
    it.id = 4;
    it.n_terms = 1;
    it.terms[0] = (sk_term){8, 1, 1, 0};
    other = sk_live_new(&p.t->w, &p.m, &it);
    for (int i = 0; i < 14; i++)
        assert_int_equal(sk_stories_join(&p.t->s, &p.m, p.a, other), SK_OK);
    p.a->n = 100;
    sk_live_free(other);
    for (int i = 0; i < 20; i++)
        assert_false(ask(&p, 0.3));
    assert_int_equal(p.b->parent, 0);
    end(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_piece_merges_at_once),
        cmocka_unit_test(peers_merge_when_many_agree),
        cmocka_unit_test(a_part_hangs_until_it_outgrows),
        cmocka_unit_test(who_tells_of_another_is_no_part)};

    return run_engine_tests(tests);
}
