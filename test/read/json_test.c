/* What the strict and the loose reader make of JSON. */
#include "../arena.h"

#include "read/json_tree.h"

/* A tree on one line: {key:value,...}, [value,...], 'text', a number as it is
 * written, _ for others. */
static void show(sk_arena *a, const sk_jtree *v, uint32_t i, sk_buf *out)
{
    static const char begins[] = "__'[{", ends[] = "__']}";
    const sk_jnode *n = &v->v[i];

    if (n->kind == SK_J_OTHER || n->kind == SK_J_NUMBER) {
        sk_buf_add(a, out, n->text.len ? n->text : SK_STR("_"));
        return;
    }
    sk_buf_char(a, out, begins[n->kind]);
    sk_buf_add(a, out, sk_jtree_text(v, i));
    for (uint32_t k = sk_jtree_first(v, i); k; k = sk_jtree_next(v, i, k)) {
        if (k > i + 1)
            sk_buf_char(a, out, ',');
        if (n->kind == SK_J_OBJECT) {
            sk_buf_add(a, out, v->v[k].key);
            sk_buf_char(a, out, ':');
        }
        show(a, v, k, out);
    }
    sk_buf_char(a, out, ends[n->kind]);
}

static void agree(sk_arena *a, const sk_jtree *v, const char *want)
{
    sk_buf got = {0};

    if (v->n)
        show(a, v, 0, &got);
    sk_buf_char(a, &got, 0);
    assert_string_equal(got.v, want);
}

static void each(void **state)
{
    const row *r = *state;
    sk_str s = sk_str_of(r->cell[0]);
    sk_arena a;
    jmp_buf full;
    sk_jtree v;
    sk_err err;

    ARENA_OPEN(a, full, 1 << 20);
    if (sk_json_strict(&a, s, &v, &err))
        assert_string_equal(sk_strf(&a, "byte %zu: %s", err.at, err.msg).s,
                            r->cell[1]);
    else
        agree(&a, &v, r->cell[1]);
    sk_json_loose(&a, s, &v);
    agree(&a, &v, r->cell[2][0] == '=' ? r->cell[1] : r->cell[2]);
    sk_arena_done(&a);
}

/* Nested as deep as is allowed, and one deeper. */
static void deep(void **state)
{
    enum { DEPTH = 2048 };
    char s[2 * DEPTH + 2];
    sk_arena a;
    jmp_buf full;
    sk_jtree v;
    sk_err err;

    (void)state;
    ARENA_OPEN(a, full, 1 << 24);
    memset(s, '[', DEPTH + 1);
    memset(s + DEPTH + 1, ']', DEPTH + 1);
    assert_int_equal(sk_json_strict(&a, (sk_str){s + 1, 2 * DEPTH}, &v, &err),
                     SK_OK);
    assert_int_equal(v.n, DEPTH);
    assert_int_equal(sk_json_strict(&a, (sk_str){s, sizeof s}, &v, &err),
                     SK_ELIMIT);
    sk_arena_done(&a);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(deep)};

    return run_table("read/json.tsv", each) +
           cmocka_run_group_tests(tests, NULL, NULL);
}
