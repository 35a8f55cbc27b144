/* conllu.c - reads a treebank in CoNLL-U. */
#include "conllu.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"

/* The treebank writes some brackets by their old names. */
static sk_str form_of(sk_arena *a, sk_str form)
{
    if (sk_str_eq(form, SK_STR("LBKT")))
        return SK_STR("(");
    if (sk_str_eq(form, SK_STR("RBKT")))
        return SK_STR(")");
    return sk_normal(a, form);
}

static void add_word(sk_arena *a, gold_sent *s, sk_buf *text, sk_str line)
{
    sk_str cell[4], rest = line;
    gold_word w = {0};
    int pos;

    for (int i = 0; i < 4; i++)
        cell[i] = sk_str_cut(rest, '\t', &rest);
    if (memchr(cell[0].s, '-', cell[0].len) || !rest.s)
        return; /* a range of words */
    if (text->n)
        sk_buf_char(a, text, ' ');
    w.beg = (uint32_t)text->n;
    sk_buf_add(a, text, form_of(a, sk_str_dup(a, cell[1])));
    w.end = (uint32_t)text->n;
    pos = sk_upos_of(cell[3]);
    w.pos = pos < 0 ? SK_X : (uint8_t)pos;
    *sk_push(a, &s->words) = w;
}

static void end_sent(sk_arena *a, gold_sents *out, gold_sent *s, sk_buf *text)
{
    if (s->words.n) {
        s->text = sk_str_dup(a, sk_buf_str(text));
        *sk_push(a, out) = *s;
    }
    *s = (gold_sent){0};
    text->n = 0;
}

int conllu_read(sk_arena *a, const char *path, gold_sents *out, sk_err *err)
{
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t cap = 0;
    gold_sent s = {0};
    sk_buf text = {0};
    ssize_t n;

    if (!f)
        return sk_fail(err, SK_EIO, 0, "%s: %s", path, strerror(errno));
    while ((n = getline(&line, &cap, f)) >= 0) {
        sk_str l = sk_str_trim((sk_str){line, (size_t)n});
        if (!l.len)
            end_sent(a, out, &s, &text);
        else if (l.s[0] != '#')
            add_word(a, &s, &text, l);
    }
    end_sent(a, out, &s, &text);
    free(line);
    fclose(f);
    return SK_OK;
}
