/* fuzz_know.c - a knowledge image that was damaged: the input is a list of
 * edits, 4 bytes of place and 4 bytes of value, to the image of small tables;
 * size and checksum are made right again, so that the checks behind them see
 * the damage. What is accepted must answer without leaving its memory. */
#include "fuzz.h"

#include <string.h>
#include <unistd.h>

#include "know/image.h"
#include "know_pack.h"

static char *image;
static size_t image_len;

static void make_image(void)
{
    char path[] = "/tmp/sukien-fuzz-XXXXXX";
    sk_err err;
    int fd = mkstemp(path);
    FILE *f;

    FUZZ_CHECK(fd >= 0);
    close(fd);
    FUZZ_CHECK(know_pack(TEST_TABLES, path, &err) == SK_OK);
    f = fopen(path, "rb");
    image = aligned_alloc(SK_MODEL_ALIGN, 1 << 20);
    FUZZ_CHECK(f && image);
    image_len = fread(image, 1, 1 << 20, f);
    FUZZ_CHECK(image_len && image_len < 1 << 20);
    fclose(f);
    unlink(path);
}

static void count(void *ctx, uint32_t beg, uint32_t end, uint32_t alias)
{
    (void)beg, (void)end, (void)alias;
    ++*(size_t *)ctx;
}

static void ask(sk_loader *ld, const sk_know *k)
{
    static const char text[] =
        "Tổng thống Mỹ Donald Trump ở Nhà Trắng, Nice, xã Tân Lập WHO";
    sk_toks toks = {0};
    size_t n = 0;

    sk_tok_cut(ld->arena, ld->vocab, SK_STR(text), 0, sizeof text - 1, &toks);
    sk_know_find(k, toks.v, (uint32_t)toks.n, count, &n);
    for (uint32_t i = 0; i < k->roles.n; i++)
        sk_know_holder(k, i, "USA", 20000);
    for (uint32_t i = 0; i < k->people.n; i++)
        sk_know_office(k, i, 20000);
    for (uint32_t i = 0; i < k->aliases.n; i++)
        sk_know_place_in(k, i, "VNM", SK_STR("Hà Nội"), 20000);
    sk_know_outlet(k, SK_STR("https://vnexpress.net/a"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sk_arena arena;
    sk_vocab vocab = {0};
    sk_err err;
    sk_loader ld = {.arena = &arena, .vocab = &vocab, .err = &err};
    sk_model m;
    sk_know *k;
    sk_model_head head;
    jmp_buf full;
    char *copy;

    if (!image)
        make_image();
    copy = aligned_alloc(SK_MODEL_ALIGN, (image_len + SK_MODEL_ALIGN - 1) /
                                             SK_MODEL_ALIGN * SK_MODEL_ALIGN);
    FUZZ_CHECK(copy);
    memcpy(copy, image, image_len);
    for (size_t i = 0; i + 8 <= size; i += 8) {
        uint32_t at, value;
        memcpy(&at, data + i, 4);
        memcpy(&value, data + i + 4, 4);
        memcpy(copy + at % (image_len - 4), &value, 4);
    }
    memcpy(&head, copy, sizeof head);
    head.size = image_len;
    head.checksum = sk_model_sum(copy + sizeof head, image_len - sizeof head);
    memcpy(copy, &head, sizeof head);
    sk_arena_init(&arena, 64 << 20);
    if (setjmp(full) == 0) {
        arena.full = &full;
        k = sk_new(&arena, sk_know, 1);
        if (sk_model_of((sk_str){copy, image_len}, "know", &m, &err) == SK_OK &&
            sk_know_of(&ld, &m, k) == SK_OK)
            ask(&ld, k);
    }
    sk_arena_done(&arena);
    free(copy);
    return 0;
}
