/* pattern_pack.c - writes the compiled patterns: the twin of
 * code/pattern_image.c. */
#include "pattern_pack.h"

#include <stdlib.h>
#include <unistd.h>

#include "code/pattern_image.h"
#include "pack.h"

/* Adds a string; its offset + 1, 0 for NULL. */
static uintptr_t add_string(pack *text, const char *s)
{
    uintptr_t at = text->n + 1;

    if (!s)
        return 0;
    pack_add(text, s, strlen(s) + 1);
    return at;
}

static void add_rows(pack *p, const sk_patterns *from)
{
    pack text = {0};

    pack_section(p, "rows");
    for (size_t i = 0; i < from->rows.n; i++) {
        sk_pattern row;
        memcpy(&row, &from->rows.v[i], sizeof row); /* and its padding */
        for (int k = 0; k < SK_PATTERN_STRS; k++) {
            char *field = (char *)&row + sk_pattern_strs[k];
            const char *s;
            uintptr_t at;
            memcpy(&s, field, sizeof s);
            at = add_string(&text, s);
            memcpy(field, &at, sizeof at);
        }
        pack_add(p, &row, sizeof row);
    }
    pack_rows(p, "text", text.bytes, text.n, 1);
    pack_done(&text);
}

static void add_all(pack *p, sk_loader *ld, const sk_engine *eng)
{
    const sk_patterns *from = eng->patterns;
    const sk_made made = sk_made_now(ld, &sk_pattern_made_of);
    sk_pattern_head head = {.row_size = sizeof(sk_pattern),
                            .arm_size = sizeof(sk_arm),
                            .n_forms = from->n_forms,
                            .protesters = from->protesters,
                            .forms = from->forms};

    pack_rows(p, "made", &made, 1, sizeof made);
    pack_rows(p, "head", &head, 1, sizeof head);
    pack_section(p, "forms");
    for (uint32_t id = from->n_forms + 1; id <= eng->vocab.n; id++) {
        sk_str form = sk_vocab_form(&eng->vocab, id);
        pack_add(p, form.s, form.len);
        pack_add(p, "", 1);
    }
    add_rows(p, from);
    pack_rows(p, "arms", from->arms.v, from->arms.n, sizeof *from->arms.v);
    pack_rows(p, "ids", from->ids.v, from->ids.n, sizeof *from->ids.v);
    pack_trie(p, &from->trie);
}

int pattern_pack(const char *data, const char *path, sk_err *err)
{
    sk_options opt = {.data = data};
    sk_loader ld = {.data = data, .err = err};
    sk_engine *eng;
    sk_arena arena;
    jmp_buf full;
    pack p = {0};
    int rc;

    unlink(path);
    eng = sk_engine_open(&opt, err);
    if (!eng)
        return err->code;
    sk_arena_init(&arena, 1 << 20);
    arena.full = &full;
    ld.arena = &arena;
    if (setjmp(full) == 0) {
        sk_str file;
        add_all(&p, &ld, eng);
        file = pack_file(&p, "patterns");
        rc = pack_write(file, path, err);
        free((char *)file.s);
    } else {
        rc = sk_fail(err, SK_ENOMEM, 0, "no memory for the patterns");
    }
    pack_done(&p);
    sk_arena_done(&arena);
    sk_engine_close(eng);
    return rc;
}
