/* pattern_read.c - compiles the event patterns.
 *
 * In:  data/events.tsv (patterns), data/plover.tsv (types, modes, codes).
 * Out: a trie over token ids and what its ends mean.
 *
 * The words of a pattern are a sequence of: word, (a|b c|d), [optional], <LIST>
 * (a row of the same file whose id begins with @) and ".." (a gap). Expanding it gives arms; the part before the gap goes into the trie,
 * the part behind is looked for when the head has matched.
 */
#include "code/pattern_image.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/num.h"
#include "code/actor.h"

enum { ARMS_MAX = 20000, LISTS_MAX = 128, TOKS_MAX = 64 };

static const char *const type_names[SK_TYPES] = {
    "AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE", "AID",
    "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT"};

static const struct {
    const char *name;
    uint32_t flag;
} flag_names[] = {
    {"op", SK_PAT_OP},           {"claim", SK_PAT_CLAIM},
    {"noun", SK_PAT_NOUN},       {"verb", SK_PAT_VERB},
    {"two", SK_PAT_TWO},         {"need-t", SK_PAT_NEED_T},
    {"need-s", SK_PAT_NEED_S},   {"plan", SK_PAT_PLAN},
    {"fail", SK_PAT_FAIL},       {"deny", SK_PAT_DENY},
    {"power", SK_PAT_POWER},     {"weapon", SK_PAT_WEAPON},
    {"host", SK_PAT_HOST},       {"hedge", SK_PAT_HEDGE},
    {"force", SK_PAT_FORCE},     {"raid", SK_PAT_RAID},
    {"control", SK_PAT_CONTROL}, {"self", SK_PAT_SELF},
    {"near", SK_PAT_NEAR},       {"person", SK_PAT_PERSON},
    {"said", SK_PAT_SAID},       {"charge", SK_PAT_CHARGE},
    {"if", SK_PAT_IF},           {"first", SK_PAT_FIRST},
    {"active", SK_PAT_ACTIVE},   {"warn", SK_PAT_WARN},
    {"test", SK_PAT_TEST},
};

static uint8_t type_of(sk_str name)
{
    uint8_t i = 0;

    while (i < SK_TYPES && !sk_str_eq(name, sk_str_of(type_names[i])))
        i++;
    return i;
}

bool sk_event_type_known(sk_str name)
{
    return type_of(name) < SK_TYPES;
}

/* ---- expansion of a pattern's words ---- */

/* Alternatives as strings; gaps stay in them as "..". */
typedef SK_VEC(sk_str) forms;

typedef struct source {
    sk_loader *ld;
    sk_tsv t; /* the table that is read */
    struct {
        sk_str name, words;
    } lists[LISTS_MAX];
    size_t n_lists;
    sk_arena scratch; /* the forms of one row */
    sk_patterns *p;
} source;

static int bad(source *s, const char *what, sk_str where)
{
    return sk_fail(s->ld->err, SK_EINPUT, s->t.line, "%s: line %zu: %s %.*s",
                   s->t.path, s->t.line, what, SK_FMT(where));
}

static int expand(source *s, sk_str words, forms *out, int depth);

/* The end of a bracket that opens at at, nested ones passed over. */
static size_t closing(sk_str s, size_t at, char open, char shut)
{
    int depth = 0;

    for (; at < s.len; at++) {
        depth += s.s[at] == open;
        depth -= s.s[at] == shut;
        if (!depth)
            return at;
    }
    return SIZE_MAX;
}

/* Splits at top-level bars and expands each. */
static int expand_bars(source *s, sk_str words, forms *out, int depth)
{
    size_t from = 0;
    int level = 0, rc;

    for (size_t i = 0; i <= words.len; i++) {
        if (i < words.len) {
            level += words.s[i] == '(' || words.s[i] == '[';
            level -= words.s[i] == ')' || words.s[i] == ']';
        }
        if (i < words.len && (words.s[i] != '|' || level))
            continue;
        rc = expand(s, sk_str_sub(words, from, i), out, depth);
        if (rc)
            return rc;
        from = i + 1;
    }
    return SK_OK;
}

static int list_of(source *s, sk_str name, sk_str *words)
{
    for (size_t i = 0; i < s->n_lists; i++)
        if (sk_str_eq(s->lists[i].name, name)) {
            *words = s->lists[i].words;
            return SK_OK;
        }
    return bad(s, "no list", name);
}

static sk_str joined(sk_arena *a, sk_str left, sk_str tail)
{
    char *s;

    if (!left.len || !tail.len)
        return left.len ? left : tail;
    s = sk_new(a, char, left.len + tail.len + 1);
    memcpy(s, left.s, left.len);
    s[left.len] = ' ';
    memcpy(s + left.len + 1, tail.s, tail.len);
    return (sk_str){s, left.len + tail.len + 1};
}

/* All forms of left, each followed by each form of tails. */
static int multiply(source *s, forms *left, const forms *tails)
{
    forms next = {0};

    for (size_t i = 0; i < left->n; i++)
        for (size_t j = 0; j < tails->n; j++)
            *sk_push(&s->scratch, &next) =
                joined(&s->scratch, left->v[i], tails->v[j]);
    if (next.n > ARMS_MAX)
        return bad(s, "too many forms of", sk_tsv_get(&s->t, "id"));
    *left = next;
    return SK_OK;
}

static int expand(source *s, sk_str w, forms *out, int depth)
{
    forms done = {0};
    size_t i = 0;
    int rc = SK_OK;

    if (depth > 8)
        return bad(s, "nested too deep:", w);
    *sk_push(&s->scratch, &done) = SK_STR("");
    while (i < w.len && !rc) {
        forms tails = {0};
        char c = w.s[i];
        size_t end;
        if (c == ' ') {
            i++;
            continue;
        }
        if (c == '(' || c == '[') {
            end = closing(w, i, c, c == '(' ? ')' : ']');
            if (end == SIZE_MAX)
                return bad(s, "bracket left open:", w);
            rc = expand_bars(s, sk_str_sub(w, i + 1, end), &tails, depth + 1);
            if (c == '[')
                *sk_push(&s->scratch, &tails) = SK_STR("");
            end++;
        } else if (c == '<') {
            sk_str list;
            end = closing(w, i, '<', '>');
            if (end == SIZE_MAX)
                return bad(s, "list name left open:", w);
            rc = list_of(s, sk_str_sub(w, i + 1, end), &list);
            if (!rc)
                rc = expand_bars(s, list, &tails, depth + 1);
            end++;
        } else {
            end = i;
            while (end < w.len && !strchr(" ([<", w.s[end]))
                end++;
            *sk_push(&s->scratch, &tails) = sk_str_sub(w, i, end);
        }
        if (!rc)
            rc = multiply(s, &done, &tails);
        i = end;
    }
    for (size_t k = 0; k < done.n && !rc; k++)
        *sk_push(&s->scratch, out) = sk_str_trim(done.v[k]);
    return rc;
}

/* ---- rows into arms ---- */

/* How many; none if there are so many that no text is matched that far. */
static uint8_t ids_of(source *s, sk_str words, uint32_t ids[TOKS_MAX])
{
    size_t n = sk_load_ids(s->ld, words, ids, TOKS_MAX);

    return n == SIZE_MAX ? 0 : (uint8_t)n;
}

/* Keeps the ids of a phrase; how many. */
static uint8_t keep_ids(source *s, sk_str words)
{
    uint32_t ids[TOKS_MAX];
    uint8_t n = ids_of(s, words, ids);

    for (uint8_t i = 0; i < n; i++)
        *sk_push(s->ld->arena, &s->p->ids) = ids[i];
    return n;
}

/* Slot letters at both ends are taken off the words. */
static sk_str take_slots(sk_str w, sk_pattern *p)
{
    static const char letters[] = "-STB";
    const char *at;

    w = sk_str_trim(w);
    if (w.len > 2 && w.s[1] == ' ' && (at = strchr(letters, w.s[0]))) {
        p->left = (uint8_t)(at - letters);
        w = sk_str_sub(w, 2, w.len);
    }
    if (w.len > 1 && w.s[w.len - 2] == ' ' &&
        (at = strchr(letters, w.s[w.len - 1]))) {
        p->right = (uint8_t)(at - letters);
        w = sk_str_sub(w, 0, w.len - 2);
    }
    return sk_str_trim(w);
}

static const char *cstr(source *s, sk_str v)
{
    return v.len ? sk_str_dup(s->ld->arena, v).s : NULL;
}

static void list_cells(source *s, sk_str cell, const char **out)
{
    size_t n = 0;

    while (cell.s && cell.len && n < 4)
        out[n++] = cstr(s, sk_str_trim(sk_str_cut(cell, '|', &cell)));
}

static int flags_of(source *s, sk_str cell, uint32_t *flags)
{
    while (cell.s && cell.len) {
        sk_str word = sk_str_trim(sk_str_cut(cell, ' ', &cell));
        size_t i = 0, n = sizeof flag_names / sizeof *flag_names;
        if (!word.len)
            continue;
        while (i < n && !sk_str_eq(word, sk_str_of(flag_names[i].name)))
            i++;
        if (i == n)
            return bad(s, "no flag", word);
        *flags |= flag_names[i].flag;
    }
    return SK_OK;
}

static void add_arm(source *s, sk_str form, sk_arm arm)
{
    size_t gap = sk_str_find(form, SK_STR(".."), 0);
    sk_str head = gap == SIZE_MAX ? form : sk_str_sub(form, 0, gap);
    uint32_t ids[TOKS_MAX];

    arm.n_head = ids_of(s, head, ids);
    if (!arm.n_head)
        return;
    arm.tail = (uint32_t)s->p->ids.n;
    if (gap != SIZE_MAX)
        arm.n_tail = keep_ids(s, sk_str_sub(form, gap + 2, form.len));
    *sk_push(s->ld->arena, &s->p->arms) = arm;
    sk_trie_add(s->ld->arena, &s->p->trie, ids, arm.n_head,
                (uint32_t)s->p->arms.n - 1);
}

static int not_words(source *s, sk_arm *arm)
{
    sk_str cell = sk_tsv_get(&s->t, "not");
    forms f = {0};
    int rc;

    if (!cell.len)
        return SK_OK;
    rc = expand_bars(s, cell, &f, 0);
    if (rc)
        return rc;
    arm->not = (uint32_t)s->p->ids.n;
    for (size_t i = 0; i < f.n; i++) {
        keep_ids(s, f.v[i]);
        *sk_push(s->ld->arena, &s->p->ids) = 0;
    }
    arm->n_not = (uint8_t)f.n;
    return SK_OK;
}

static int row(source *s)
{
    sk_str type = sk_tsv_get(&s->t, "type"), words;
    sk_pattern p = {.id = cstr(s, sk_tsv_get(&s->t, "id")), .line = s->t.line};
    sk_arm arm = {.pattern = (uint32_t)s->p->rows.n};
    forms f = {0};
    int rc;

    if (sk_str_eq(type, SK_STR("-"))) {
        p.flags = SK_PAT_STOP;
    } else {
        p.type = type_of(type);
        if (p.type == SK_TYPES)
            return bad(s, "no type", type);
    }
    words = take_slots(sk_tsv_get(&s->t, "pattern"), &p);
    list_cells(s, sk_tsv_get(&s->t, "mode"), p.mode);
    list_cells(s, sk_tsv_get(&s->t, "context"), p.context);
    p.cameo = cstr(s, sk_tsv_get(&s->t, "cameo"));
    rc = flags_of(s, sk_tsv_get(&s->t, "flags"), &p.flags);
    if (!rc)
        rc = expand_bars(s, words, &f, 0);
    if (!rc)
        rc = not_words(s, &arm);
    if (rc)
        return rc;
    if (sk_str_eq(words, SK_STR("-"))) /* its parties are its only words */
        s->p->protesters = (uint32_t)s->p->rows.n;
    *sk_push(s->ld->arena, &s->p->rows) = p;
    for (size_t i = 0; i < f.n && !sk_str_eq(words, SK_STR("-")); i++)
        add_arm(s, f.v[i], arm);
    return SK_OK;
}

static int load_events(source *s)
{
    int rc = sk_load_table(s->ld, "events.tsv", &s->t);

    while (!rc && sk_tsv_next(&s->t)) {
        sk_str id = sk_tsv_get(&s->t, "id");
        if (id.len && id.s[0] == '@') {
            if (s->n_lists == LISTS_MAX)
                return bad(s, "too many lists:", id);
            s->lists[s->n_lists].name = sk_str_sub(id, 1, id.len);
            s->lists[s->n_lists++].words = sk_tsv_get(&s->t, "pattern");
        } else {
            rc = row(s);
            sk_arena_reset(&s->scratch);
        }
    }
    return rc;
}

static int load_in_scratch(source *s)
{
    jmp_buf full, *outer = s->ld->arena->full;
    int rc;

    sk_arena_init(&s->scratch, 64 << 20);
    s->ld->arena->full = s->scratch.full = &full;
    if (setjmp(full) == 0)
        rc = load_events(s);
    else
        rc = sk_fail(s->ld->err, SK_ENOMEM, s->t.line,
                     "%s: line %zu: no memory", s->t.path, s->t.line);
    s->ld->arena->full = outer;
    sk_arena_done(&s->scratch);
    return rc;
}

/* ---- data/plover.tsv ---- */

static float number(sk_str s)
{
    double v;

    return sk_num_of(s, &v) ? (float)v : 0;
}

static int load_plover(source *s)
{
    int rc = sk_load_table(s->ld, "plover.tsv", &s->t);

    while (!rc && sk_tsv_next(&s->t)) {
        sk_str kind = sk_tsv_get(&s->t, "kind"),
               name = sk_tsv_get(&s->t, "name");
        sk_str mode = sk_tsv_get(&s->t, "mode"),
               inner = sk_tsv_get(&s->t, "inner");
        uint8_t type = type_of(name);
        float score = number(sk_tsv_get(&s->t, "score"));
        sk_str quad = sk_tsv_get(&s->t, "quad");
        uint8_t q = quad.len ? (uint8_t)(quad.s[0] - '0') : 0;
        if (sk_str_eq(kind, SK_STR("cameo"))) {
            *sk_push(s->ld->arena, &s->p->cameo) =
                (sk_cameo_row){cstr(s, name), score, q};
        } else if (type == SK_TYPES) {
            rc = bad(s, "no type", name);
        } else if (sk_str_eq(kind, SK_STR("type"))) {
            s->p->types[type] =
                (sk_type_row){type_names[type], q, score,
                              cstr(s, sk_tsv_get(&s->t, "cameo"))};
        } else if (sk_str_eq(kind, SK_STR("mode"))) {
            *sk_push(s->ld->arena, &s->p->modes) =
                (sk_mode_row){type, cstr(s, mode),
                              cstr(s, sk_tsv_get(&s->t, "cameo")), score};
        } else if (sk_str_eq(kind, SK_STR("compose"))) {
            sk_str in_mode, result = sk_tsv_get(&s->t, "result");
            sk_str in_type = sk_str_cut(inner, '/', &in_mode);
            sk_compose_row c = {type, type_of(in_type), cstr(s, in_mode),
                                cstr(s, mode), type_of(result)};
            *sk_push(s->ld->arena, &s->p->compose) = c;
        } else {
            rc = bad(s, "no kind", kind);
        }
    }
    return rc;
}

static int by_code(const void *a, const void *b)
{
    return strcmp(((const sk_cameo_row *)a)->code,
                  ((const sk_cameo_row *)b)->code);
}

int sk_pattern_read(sk_loader *ld, sk_patterns *p, bool events)
{
    source *s = sk_new(ld->arena, source, 1);
    int rc;

    s->ld = ld;
    s->p = p;
    rc = load_plover(s);
    if (p->cameo.n)
        qsort(p->cameo.v, p->cameo.n, sizeof *p->cameo.v, by_code);
    return rc || !events ? rc : load_in_scratch(s);
}
