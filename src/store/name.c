/* name.c - what a storyline is called, and its one line.
 *
 * A name says who and what: "Thái Lan - Campuchia: giao tranh biên giới". Who
 * are those that many of its articles name and few others do; what is the theme
 * of its titles (theme.h). A theme with a name in it stands alone: "Eo biển
 * Hormuz". When nothing is shared, or few articles share no theme, the title
 * nearest to all others is taken.
 */
#include <math.h>

#include "base/tok.h"
#include "split/split.h"
#include "store/inside.h"
#include "store/names.h"
#include "store/theme.h"

enum { NAMES = 3, SEEN = 12, FEW = 5, COMMON = 3 };

/* Those whom a storyline's articles name, the most telling first. */
typedef struct naming {
    sk_theme_name name[SEEN];
    sk_str country[SEEN];
    bool state[SEEN]; /* a whole country */
    double worth[SEEN];
    size_t n;
} naming;

/* Whether the i-th is told by a better one: they share a syllable, or one is
 * the country of the other. */
static bool told(const naming *nm, const size_t *who, size_t n, size_t i)
{
    for (size_t k = 0; k < n; k++) {
        size_t o = who[k];
        bool person = nm->name[o].type == SK_PER && nm->name[i].type == SK_GPE;
        bool place = nm->name[o].type != SK_PER &&
                     nm->name[i].type != SK_PER &&
                     nm->state[o] != nm->state[i];
        if (sk_theme_names_meet(&nm->name[o], &nm->name[i]) ||
            ((person || place) && sk_str_eq(nm->country[o], nm->country[i])))
            return true;
    }
    return false;
}

/* Two of those that are told, or three countries. */
static size_t choose(const naming *nm, size_t *who)
{
    size_t n = 0;

    for (size_t i = 0; i < nm->n && n < NAMES; i++) {
        bool states = nm->state[i];
        for (size_t k = 0; k < n; k++)
            states &= nm->state[who[k]];
        if ((i && nm->worth[i] * 2 < nm->worth[0]) || (n == 2 && !states))
            break;
        if (!told(nm, who, n, i))
            who[n++] = i;
    }
    return n;
}

static sk_str name_of(sk_arena *a, const naming *nm, const sk_titles *titles,
                      size_t n_titles)
{
    sk_theme theme = sk_theme_find(titles, nm->name, nm->n);
    size_t who[NAMES], n = choose(nm, who), shown = 0;
    sk_buf buf = {0};

    if (n_titles < 3)
        return sk_theme_middle(titles);
    for (size_t i = 0; i < n; i++) {
        const sk_theme_name *w = &nm->name[who[i]];
        if (theme.text.n_syls && sk_theme_names_meet(w, &theme.text))
            continue;
        sk_buf_add(a, &buf, shown++ ? SK_STR(" - ") : SK_STR(""));
        sk_buf_add(a, &buf, w->text);
    }
    if (!theme.text.n_syls)
        return shown && n_titles > FEW ? sk_capital(a, sk_buf_str(&buf)) : sk_theme_middle(titles);
    if (!shown || (theme.named && shown < n))
        return sk_capital(a, theme.text.text);
    return sk_capital(a, sk_strf(a, "%.*s: %.*s", SK_FMT(sk_buf_str(&buf)),
                              SK_FMT(theme.text.text)));
}

/* ---- the store's side ---- */

typedef struct one {
    int64_t id, n_docs;
    sk_arena *a;
} one;

/* The name under which it is listed: single reports are not. */
static int read_listed(sk_store *s, one *o, sk_str *name)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT name_fold, n_docs FROM story WHERE id = ?");

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, o->id);
    if (sk_db_step(s->db, st) != 1)
        return SK_EIO;
    *name = sk_col_str(st, 0, o->a);
    o->n_docs = sk_col_int(st, 1);
    sk_db_reset(st);
    return SK_OK;
}

static int write_name(sk_store *s, const one *o, sk_str name, sk_str fold,
                      sk_str state, int64_t outlets)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "UPDATE story SET name = ?, name_fold = ?, state = ?, "
               "n_outlets = ? WHERE id = ?");

    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, name);
    sk_bind_str(st, 2, fold);
    sk_bind_str(st, 3, state);
    sk_bind_int(st, 4, outlets);
    sk_bind_int(st, 5, o->id);
    return sk_db_run(s->db, st) ? SK_EIO : SK_OK;
}

static int count_outlets(sk_store *s, int64_t id, int64_t *n)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT count(*) FROM story_outlet WHERE story = ?");

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, id);
    if (sk_db_step(s->db, st) != 1)
        return SK_EIO;
    *n = sk_col_int(st, 0);
    sk_db_reset(st);
    return SK_OK;
}

/* The lead of the newest report, else its title. */
static int read_state(sk_store *s, const one *o, sk_str *state)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT d.lead, d.title FROM happening h JOIN doc d ON "
               "d.happening = h.id WHERE h.story = ? ORDER BY h.last DESC, "
               "h.id DESC, d.id LIMIT 1");
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, o->id);
    row = sk_db_step(s->db, st);
    if (row == 1) {
        *state = sk_col_str(st, 0, o->a);
        if (!state->len)
            *state = sk_col_str(st, 1, o->a);
    }
    sk_db_reset(st);
    return row < 0 ? SK_EIO : SK_OK;
}

/* Those whom at least a fourth of its articles name, weighed by how seldom
 * others do. That tells little in a small store, where those of whom most news
 * is are everywhere: COMMON bits are everybody's. */
static int read_names(sk_store *s, const one *o, naming *nm)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT e.name, e.type, e.country, e.key, e.n_docs, se.n, s.n_docs, "
               "(SELECT max(id) FROM doc) FROM story_entity se "
               "JOIN entity e ON e.id = se.entity "
               "JOIN story s ON s.id = se.story WHERE se.story = ? "
               "AND se.n * 4 >= s.n_docs ORDER BY se.n DESC, e.id LIMIT 12");
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, o->id);
    while ((row = sk_db_step(s->db, st)) == 1) {
        double in = (double)sk_col_int(st, 5) / (double)sk_col_int(st, 6);
        double out = (double)(sk_col_int(st, 7) + 1) / (double)sk_col_int(st, 4);
        sk_str country = sk_col_str(st, 2, o->a), key = sk_col_str(st, 3, o->a);
        bool state = country.len == 3 && key.len > 3 &&
                     sk_str_eq(sk_str_sub(key, key.len - 3, key.len), country);
        double w = in * (COMMON + log2(fmax(out, 1)));
        sk_theme_name name = sk_theme_name_of(o->a, sk_col_str(st, 0, o->a),
                                              (uint8_t)sk_col_int(st, 1));
        size_t at;
        if (name.n_syls < 2 && name.type != SK_GPE)
            continue; /* "Hội", "Đội": a word, not a name */
        for (at = nm->n++; at && nm->worth[at - 1] < w; at--) {
            nm->worth[at] = nm->worth[at - 1];
            nm->name[at] = nm->name[at - 1];
            nm->country[at] = nm->country[at - 1];
            nm->state[at] = nm->state[at - 1];
        }
        nm->worth[at] = w;
        nm->name[at] = name;
        nm->country[at] = country;
        nm->state[at] = state;
    }
    sk_db_reset(st);
    return row < 0 ? SK_EIO : SK_OK;
}

/* Its titles as paragraphs of the scratch document, in words. */
static int read_titles(sk_store *s, const one *o, sk_doc *d)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT d.title FROM happening h JOIN doc d ON "
               "d.id = h.id WHERE h.story = ? ORDER BY h.n_docs DESC, h.last DESC, "
               "h.id DESC LIMIT 48");
    sk_buf text = {0};
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, o->id);
    while ((row = sk_db_step(s->db, st)) == 1) {
        uint32_t beg = (uint32_t)text.n;
        sk_buf_add(o->a, &text, sk_col_str(st, 0, o->a));
        *sk_push(o->a, &d->paras) = (sk_para){
            .span = {beg, (uint32_t)text.n}, .kind = SK_PARA_TITLE};
        sk_buf_add(o->a, &text, SK_STR("\n"));
    }
    sk_db_reset(st);
    d->text = sk_buf_str(&text);
    sk_split(d);
    return row < 0 ? SK_EIO : SK_OK;
}

int sk_store_name(sk_store *s, int64_t story, sk_doc *scratch, sk_err *err)
{
    sk_arena *a = &scratch->arena;
    one o = {.id = story, .a = a};
    naming *nm = sk_new(a, naming, 1);
    sk_titles *titles;
    sk_str state = {NULL, 0}, was, name, listed;
    int64_t outlets = 0;

    if (read_listed(s, &o, &was) || read_titles(s, &o, scratch) ||
        read_state(s, &o, &state) || read_names(s, &o, nm) ||
        count_outlets(s, story, &outlets))
        return sk_db_fail(s->db, err);
    if (!scratch->paras.n)
        return SK_OK; /* merged in the same batch */
    titles = sk_titles_read(scratch, s->threads, s->eng->threads);
    name = name_of(a, nm, titles, scratch->paras.n);
    listed = o.n_docs > 1 ? sk_fold(a, name) : (sk_str){NULL, 0};
    if (write_name(s, &o, name, listed, state, outlets))
        return sk_db_fail(s->db, err);
    return sk_names_story(s->db, story, was, listed, a, err);
}
