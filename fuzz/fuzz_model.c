/* fuzz_model.c - any bytes as a model file of words.
 *
 * The checksum is made right, so that the checks behind it are reached; a file
 * that passes them all must cut a text into words inside it.
 */
#include "fuzz.h"

#include "base/doc.h"
#include "split/split.h"
#include "split/word.h"

static void cut(const sk_word_model *m)
{
    static const char text[] = "Ông Nguyễn Văn An đến TP. Huế ngày 28/2. Hết!";
    sk_doc *d = sk_doc_new(fuzz_engine(), 1 << 22);
    jmp_buf full;

    d->text = (sk_str){text, sizeof text - 1};
    if (setjmp(full) == 0) {
        d->arena.full = &full;
        *sk_push(&d->arena, &d->paras) =
            (sk_para){.span = {0, (uint32_t)d->text.len}};
        sk_split_toks(d);
        sk_words_find(d, m, true);
        for (size_t i = 0; i < d->words.n; i++)
            FUZZ_CHECK(d->words.v[i].span.end <= d->text.len &&
                       d->words.v[i].pos < SK_UPOS_N);
    }
    d->arena.full = NULL;
    sk_doc_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sk_word_model m = {.abbrevs = fuzz_engine()->words->abbrevs};
    size_t room = (size + 63) & ~(size_t)63;
    char *copy = aligned_alloc(64, room ? room : 64);
    sk_model_head head;
    sk_arena arena;
    jmp_buf full;
    sk_err err;

    if (!copy)
        return 0;
    memcpy(copy, data, size);
    if (size >= sizeof head) {
        memcpy(&head, copy, sizeof head);
        head.size = size;
        head.checksum = sk_model_sum(copy + sizeof head, size - sizeof head);
        memcpy(copy, &head, sizeof head);
    }
    sk_arena_init(&arena, 1 << 24);
    arena.full = &full;
    if (setjmp(full) == 0 &&
        sk_model_of((sk_str){copy, size}, "words", &m.file, &err) == SK_OK &&
        sk_word_model_of(&arena, &m, &err) == SK_OK)
        cut(&m);
    sk_arena_done(&arena);
    free(copy);
    return 0;
}
