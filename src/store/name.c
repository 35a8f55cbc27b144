/* name.c - what a storyline is called, and its one line.
 *
 * As a newsroom would: by the kind of affair and whose it is ("chiến sự Iran -
 * Mỹ - Israel", topic.h), by what its titles share (theme.h: "eo biển
 * Hormuz"), by a cup or a feast, or by those whom many of its articles name and
 * few others do ("Malaysia: cầu thủ nhập tịch"). When nothing is shared it is
 * the title nearest to all others.
 *
 * A name rests on the first reports, whose number grows by a fourth at a time:
 * it does not change with each article.
 */
#include <math.h>
#include <stdlib.h>

#include "base/day.h"
#include "base/tok.h"
#include "split/split.h"
#include "store/inside.h"
#include "store/lead.h"
#include "store/names.h"
#include "store/theme.h"

enum { NAMES = 3, SEEN = 12, FEW = 5, SOME = 8, COMMON = 3 };

/* Shares of titles or articles from which on something makes a name. */
static const double MOST = 0.5, MUCH = 0.4, ENOUGH = 0.3, QUARTER = 0.25,
                    LITTLE = 0.2;

typedef struct one_name {
    sk_theme_name name;
    sk_str country, role;
    bool state;   /* a whole country */
    double share; /* of its articles that name it */
    double own;   /* share of the articles that name it that are its */
    double worth; /* the more, the fewer others do */
} one_name;

/* Those whom a storyline's articles name, the most telling first. */
typedef struct naming {
    one_name v[SEEN];
    size_t n;
    sk_theme event; /* the cup, feast or summit that most of them name */
    const sk_titles *titles;
    size_t n_titles;
    sk_arena *a;
} naming;

typedef struct chosen {
    const one_name *v[NAMES];
    size_t n;
} chosen;

/* Whether a name is told by a better one: they share a syllable, or one is the
 * country of the other. */
static bool told(const chosen *c, const one_name *w)
{
    for (size_t k = 0; k < c->n; k++) {
        const one_name *o = c->v[k];
        bool person = o->name.type == SK_PER && w->name.type == SK_GPE;
        bool place = o->name.type != SK_PER && w->name.type != SK_PER &&
                     o->state != w->state;
        if (sk_theme_names_meet(&o->name, &w->name) ||
            ((person || place) && sk_str_eq(o->country, w->country)))
            return true;
    }
    return false;
}

static bool place(const one_name *w)
{
    return w->name.type == SK_GPE || w->name.type == SK_LOC;
}

/* Two of those that are told, or three countries, each named in at least that
 * share of the articles. Where the press is at home goes without saying. */
static chosen choose(const naming *nm, double share, bool (*fit)(const one_name *w))
{
    chosen c = {.n = 0};

    for (size_t i = 0; i < nm->n && c.n < NAMES; i++) {
        const one_name *w = &nm->v[i];
        bool states = w->state;
        for (size_t k = 0; k < c.n; k++)
            states &= c.v[k]->state;
        if (w->share < share || (fit && !fit(w)) || (c.n == 2 && !states) ||
            (w->state && sk_str_eq(w->country, SK_STR("VNM"))))
            continue;
        if (c.n && w->worth * (states ? 4 : 1.5) < c.v[0]->worth)
            break;
        if (!told(&c, w))
            c.v[c.n++] = w;
    }
    return c;
}

static bool body(const one_name *w)
{
    return w->name.type != SK_PER;
}

static bool party(const one_name *w)
{
    return !place(w);
}

static bool officer(const one_name *w)
{
    return w->name.type == SK_PER && w->role.len;
}

/* Whether most articles name one officer, not two who meet. */
static bool one_officer(const naming *nm)
{
    size_t n = 0;

    for (size_t i = 0; i < nm->n; i++)
        n += officer(&nm->v[i]) && nm->v[i].share >= MOST;
    return n == 1;
}

/* Sides stand in the order of their names, not of who is named more just now:
 * two affairs of the same sides are seen to have one name. */
static void in_order(chosen *c)
{
    for (size_t i = 1; i < c->n; i++)
        for (size_t k = i; k && sk_str_cmp(c->v[k]->name.text,
                                           c->v[k - 1]->name.text) < 0; k--) {
            const one_name *w = c->v[k];
            c->v[k] = c->v[k - 1];
            c->v[k - 1] = w;
        }
}

/* "Nga - Ukraine" */
static sk_str list(const naming *nm, const chosen *c, const char *between)
{
    sk_buf b = {0};

    for (size_t i = 0; i < c->n; i++) {
        sk_buf_add(nm->a, &b, i ? sk_str_of(between) : SK_STR(""));
        sk_buf_add(nm->a, &b, c->v[i]->name.text);
    }
    return sk_buf_str(&b);
}

static sk_str with_role(const naming *nm, const one_name *w)
{
    return sk_strf(nm->a, "%.*s %.*s", SK_FMT(w->role), SK_FMT(w->name.text));
}

/* ---- by the kind of affair ---- */

/* "mưa lũ ở" without what should follow. */
static sk_str bare(sk_str topic)
{
    static const sk_str last[] = {{" ở", 4}, {" của", 5}};

    for (size_t i = 0; i < sizeof last / sizeof *last; i++)
        if (topic.len > last[i].len &&
            sk_str_eq(sk_str_sub(topic, topic.len - last[i].len, topic.len),
                      last[i]))
            return sk_str_sub(topic, 0, topic.len - last[i].len);
    return topic;
}

/* What stands behind a topic; false if it cannot do without. */
static bool follows(const naming *nm, const sk_told_topic *t,
                    const sk_theme *theme, sk_str *behind)
{
    chosen c = {.n = 0};

    *behind = (sk_str){NULL, 0};
    switch (t->topic->link) {
    case SK_TOPIC_SIDES:
        c = choose(nm, ENOUGH, place);
        in_order(&c);
        *behind = list(nm, &c, " - ");
        return c.n > 0;
    case SK_TOPIC_PLACE:
        c = choose(nm, ENOUGH, place);
        *behind = list(nm, &c, ", ");
        return true;
    case SK_TOPIC_PERSON:
        c = choose(nm, MOST, officer);
        if (c.n == 1 && one_officer(nm))
            *behind = with_role(nm, c.v[0]);
        return behind->len > 0;
    case SK_TOPIC_WHO:
        c = choose(nm, ENOUGH, party);
        if (c.n)
            *behind = c.v[0]->name.text;
        return c.n > 0;
    case SK_TOPIC_THEME:
        if (theme->text.n_syls && theme->share >= LITTLE)
            *behind = theme->text.text;
        if (sk_str_starts(*behind, t->topic->name))
            *behind = sk_str_sub(*behind, t->topic->name.len + 1, behind->len);
        return true;
    case SK_TOPIC_ANY:
        c = choose(nm, ENOUGH, body);
        if (!c.n)
            c = choose(nm, ENOUGH, NULL);
        if (c.n)
            *behind = c.v[0]->name.text;
        return true;
    default:
        return true;
    }
}

/* The name by a topic; s == NULL if it lacks what must follow. */
static sk_str topic_name(const naming *nm, const sk_told_topic *t,
                         const sk_theme *theme)
{
    sk_str behind;

    if (!follows(nm, t, theme, &behind))
        return (sk_str){NULL, 0};
    return behind.len ? sk_strf(nm->a, "%.*s %.*s", SK_FMT(t->topic->name),
                                SK_FMT(behind))
                      : bare(t->topic->name);
}

/* By the topic of which the theme is but a word, else by one of which clearly
 * more titles tell than share the theme. */
static sk_str by_topic(const naming *nm, const sk_theme *theme)
{
    double least = nm->n_titles < SOME ? MOST + 0.1 : ENOUGH;
    sk_str name = {NULL, 0};
    sk_told_topic t;

    for (uint64_t passed = ~theme->topics; !name.len; passed |= UINT64_C(1) << t.bit) {
        t = sk_titles_topic(nm->titles, passed);
        if (!t.topic || t.share < least)
            break;
        name = topic_name(nm, &t, theme);
    }
    for (uint64_t passed = theme->topics; !name.len; passed |= UINT64_C(1) << t.bit) {
        t = sk_titles_topic(nm->titles, passed);
        if (!t.topic || t.share < least || t.share < theme->share * 1.25 ||
            (theme->named && theme->share >= ENOUGH))
            break;
        name = topic_name(nm, &t, theme);
    }
    return name;
}

/* ---- by theme and names ---- */

/* "Cristiano Ronaldo - World Cup 2026" */
static sk_str by_event(const naming *nm)
{
    chosen c = choose(nm, MOST, NULL);

    if (!c.n || c.v[0]->state ||
        sk_theme_names_meet(&c.v[0]->name, &nm->event.text))
        return nm->event.text.text;
    return sk_strf(nm->a, "%.*s - %.*s", SK_FMT(c.v[0]->name.text),
                   SK_FMT(nm->event.text.text));
}

static sk_str by_theme(const naming *nm, const sk_theme *theme)
{
    chosen all = choose(nm, MUCH, NULL), c = {.n = 0};

    for (size_t i = 0; i < all.n; i++)
        if (!sk_theme_names_meet(&all.v[i]->name, &theme->text))
            c.v[c.n++] = all.v[i];
    if (!c.n || (theme->named && (c.n < all.n || theme->share >= MUCH)))
        return theme->text.text;
    return sk_strf(nm->a, "%.*s: %.*s", SK_FMT(list(nm, &c, " - ")),
                   SK_FMT(theme->text.text));
}

/* A place alone tells something only if this is all that is told of it. */
static sk_str by_names(const naming *nm, double share)
{
    chosen c = choose(nm, share, NULL);

    if (c.n == 1 && c.v[0]->name.type == SK_GPE &&
        (share > LITTLE || c.v[0]->own < MOST))
        return (sk_str){NULL, 0};
    return c.n == 1 && officer(c.v[0]) ? with_role(nm, c.v[0])
                                       : list(nm, &c, " - ");
}

static sk_str name_of(const naming *nm)
{
    sk_theme_name names[SEEN];
    sk_theme theme;
    sk_str name = {NULL, 0};
    size_t n = 0;

    if (nm->n_titles < 3)
        return sk_theme_middle(nm->titles);
    for (size_t i = 0; i < nm->n; i++)
        if (nm->v[i].name.type != SK_ORG || nm->v[i].share >= MUCH)
            names[n++] = nm->v[i].name; /* few name a campaign in full */
    theme = sk_theme_find(nm->titles, names, n);
    if (nm->n_titles > FEW && nm->event.share >= QUARTER &&
        (nm->event.share > theme.share || (theme.text.n_syls &&
         sk_theme_names_meet(&nm->event.text, &theme.text))))
        name = by_event(nm);
    if (!name.len)
        name = by_topic(nm, &theme);
    if (!name.len && theme.text.n_syls && theme.share >= LITTLE)
        name = by_theme(nm, &theme);
    if (!name.len && nm->n_titles > FEW)
        name = by_names(nm, MUCH);
    if (!name.len && theme.text.n_syls)
        name = by_theme(nm, &theme);
    if (!name.len && nm->n_titles > FEW)
        name = by_names(nm, LITTLE);
    return name.len ? sk_capital(nm->a, name) : sk_theme_middle(nm->titles);
}

/* "V-League 2025-2026: CLB Ninh Bình", by one whom the name does not tell; s ==
 * NULL if nobody is named often enough. */
static sk_str with_one_more(const naming *nm, sk_str name)
{
    sk_theme_name told = sk_theme_name_of(nm->a, name, SK_ORG);

    for (size_t i = 0; i < nm->n; i++) {
        const one_name *w = &nm->v[i];
        if (w->share >= QUARTER && !sk_theme_names_meet(&w->name, &told) &&
            !(w->state && sk_str_eq(w->country, SK_STR("VNM"))))
            return sk_strf(nm->a, "%.*s: %.*s", SK_FMT(name),
                           SK_FMT(w->name.text));
    }
    return (sk_str){NULL, 0};
}

/* ---- the store's side ---- */

typedef struct one {
    int64_t id, n_docs, n_happenings, first; /* minute */
    sk_arena *a;
} one;

/* The name under which it is listed: single reports are not. */
static int read_listed(sk_store *s, one *o, sk_str *name)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT name_fold, n_docs, n_happenings, first FROM story "
               "WHERE id = ?");

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, o->id);
    if (sk_db_step(s->db, st) != 1)
        return SK_EIO;
    *name = sk_col_str(st, 0, o->a);
    o->n_docs = sk_col_int(st, 1);
    o->n_happenings = sk_col_int(st, 2);
    o->first = sk_col_int(st, 3);
    sk_db_reset(st);
    return SK_OK;
}

/* Whether an older storyline is listed under that name. */
static int is_taken(sk_store *s, const one *o, sk_str name, bool *taken)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT 1 FROM story WHERE name_fold = ? AND id < ? "
               "AND into_id IS NULL LIMIT 1");
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, sk_fold(o->a, name));
    sk_bind_int(st, 2, o->id);
    row = sk_db_step(s->db, st);
    *taken = row == 1;
    sk_db_reset(st);
    return row < 0 ? SK_EIO : SK_OK;
}

/* What two would be called is the name of the older; the other's tells whom
 * else it is about, or when it began. */
static int set_apart(sk_store *s, const one *o, const naming *nm, sk_str *name)
{
    sk_str longer;
    bool taken;
    int y, m, d;

    if (is_taken(s, o, *name, &taken))
        return SK_EIO;
    if (!taken)
        return SK_OK;
    longer = with_one_more(nm, *name);
    if (longer.len && is_taken(s, o, longer, &taken))
        return SK_EIO;
    sk_day_civil((int32_t)sk_day_of_minute(o->first), &y, &m, &d);
    *name = taken ? sk_strf(o->a, "%.*s (%d/%d)", SK_FMT(*name), m, y) : longer;
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

static int by_worth(const void *a, const void *b)
{
    const one_name *x = a, *y = b;

    return (y->worth > x->worth) - (y->worth < x->worth);
}

/* Whom titles name tells more than whom articles name somewhere. */
static void weigh(naming *nm)
{
    for (size_t i = 0; i < nm->n; i++)
        nm->v[i].worth *= 0.5 + sk_titles_name(nm->titles, &nm->v[i].name);
    qsort(nm->v, nm->n, sizeof *nm->v, by_worth);
}

/* Those whom at least a fifth of its articles name, weighed by how seldom
 * others do. That tells little in a small store, where those of whom most news
 * is are everywhere: COMMON bits are everybody's. */
static int read_names(sk_store *s, const one *o, naming *nm)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT e.name, e.type, e.country, e.key, e.role, e.n_docs, "
               "se.n, s.n_docs, (SELECT max(id) FROM doc) FROM story_entity se "
               "JOIN entity e ON e.id = se.entity "
               "JOIN story s ON s.id = se.story WHERE se.story = ? "
               "AND se.n * 5 >= s.n_docs ORDER BY se.n DESC, e.id LIMIT 12");
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, o->id);
    while ((row = sk_db_step(s->db, st)) == 1) {
        double out = (double)(sk_col_int(st, 8) + 1) / (double)sk_col_int(st, 5);
        sk_str key = sk_col_str(st, 3, o->a);
        one_name w = {
            .name = sk_theme_name_of(o->a, sk_col_str(st, 0, o->a),
                                     (uint8_t)sk_col_int(st, 1)),
            .country = sk_col_str(st, 2, o->a),
            .role = sk_col_str(st, 4, o->a),
            .share = (double)sk_col_int(st, 6) / (double)sk_col_int(st, 7),
            .own = (double)sk_col_int(st, 6) / (double)sk_col_int(st, 5)};
        w.state = w.country.len == 3 && key.len > 3 &&
                  sk_str_eq(sk_str_sub(key, key.len - 3, key.len), w.country);
        w.worth = w.share * (COMMON + log2(fmax(out, 1)));
        if (w.name.n_syls < 2 && w.name.type != SK_GPE)
            continue; /* "Hội", "Đội": a word, not a name */
        if (w.name.type != SK_PER && w.name.n_syls &&
            sk_topics_minor(&s->eng->threads->topics, w.name.syls[0]))
            continue;
        if (w.name.type != SK_EVENT_NAME)
            nm->v[nm->n++] = w;
        else if (!nm->event.text.n_syls)
            nm->event = (sk_theme){w.name, true, w.share, 0};
    }
    sk_db_reset(st);
    return row < 0 ? SK_EIO : SK_OK;
}

/* Of so many happenings, those on which the name rests: it grows by a fourth. */
static int64_t resting(int64_t n)
{
    int64_t steps = 4;

    while (steps + steps / 4 <= n)
        steps += steps / 4;
    return n < steps ? n : steps;
}

/* Titles of its first happenings as paragraphs of the scratch document, in
 * words; of many, one in two, in four and so on. */
static int read_titles(sk_store *s, const one *o, sk_doc *d)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT d.title FROM happening h JOIN doc d ON d.id = h.id "
               "WHERE h.story = ? AND h.id % ? = 0 "
               "ORDER BY h.id LIMIT ?");
    int64_t first = resting(o->n_happenings), every = 1;
    sk_buf text = {0};
    int row;

    while (first / every > SK_TITLES)
        every *= 2;
    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, o->id);
    sk_bind_int(st, 2, every);
    sk_bind_int(st, 3, first / every);
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
    sk_str state = {NULL, 0}, was, name, listed;
    int64_t outlets = 0;

    nm->a = a;
    if (read_listed(s, &o, &was) || read_titles(s, &o, scratch) ||
        read_names(s, &o, nm) ||
        count_outlets(s, story, &outlets))
        return sk_db_fail(s->db, err);
    if (!scratch->paras.n)
        return SK_OK; /* merged in the same batch */
    nm->titles = sk_titles_read(scratch, s->threads, s->eng->threads);
    nm->n_titles = scratch->paras.n;
    weigh(nm);
    name = name_of(nm);
    if (o.n_docs > 1 && set_apart(s, &o, nm, &name))
        return sk_db_fail(s->db, err);
    listed = o.n_docs > 1 ? sk_fold(a, name) : (sk_str){NULL, 0};
    if (sk_lead_state(s->db, s->eng, story, name, a, &state) ||
        write_name(s, &o, name, listed, state, outlets))
        return sk_db_fail(s->db, err);
    return sk_names_story(s->db, story, was, listed, a, err);
}
