/* titles.h - the titles of a storyline, as the cells of a row hold them. */
#ifndef SK_TEST_TITLES_H
#define SK_TEST_TITLES_H

#include "engine_table.h"

#include "base/str.h"
#include "split/split.h"
#include "store/theme.h"

/* The cells from the third on, each a paragraph of d, which has an arena. */
static inline sk_titles *titles_of(sk_doc *d, const sk_threads *threads,
                                   const row *r)
{
    sk_buf text = {0};

    for (int i = 2; i < r->n; i++) {
        uint32_t beg = (uint32_t)text.n;
        sk_buf_add(&d->arena, &text, sk_str_of(r->cell[i]));
        *sk_push(&d->arena, &d->paras) =
            (sk_para){.span = {beg, (uint32_t)text.n}};
        sk_buf_add(&d->arena, &text, SK_STR("\n"));
    }
    d->text = sk_buf_str(&text);
    sk_split(d);
    return sk_titles_read(d, threads, eng->threads);
}

#endif
