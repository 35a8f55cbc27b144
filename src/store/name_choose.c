/* name_choose.c - what a storyline is called (name.h). */
#include <math.h>
#include <stdlib.h>

#include "base/tok.h"
#include "know/know.h"
#include "store/name.h"

enum { NAMES = 3, FEW = 5, SOME = 8 };

/* Shares of titles or articles from which on something makes a name. */
static const double MOSTLY = 0.7, MOST = 0.5, MUCH = 0.4, ENOUGH = 0.3,
                    QUARTER = 0.25, LITTLE = 0.2;

typedef struct chosen {
    const sk_one_name *v[NAMES];
    size_t n;
} chosen;

static int by_worth(const void *a, const void *b)
{
    const sk_one_name *x = a, *y = b;

    return (y->worth > x->worth) - (y->worth < x->worth);
}

void sk_naming_weigh(sk_naming *nm)
{
    for (size_t i = 0; i < nm->n; i++) {
        sk_one_name *w = &nm->v[i];
        double told = sk_titles_name(nm->titles, &w->name);
        w->share = fmax(w->said, told);
        w->worth *= w->share / w->said * (0.5 + told);
    }
    qsort(nm->v, nm->n, sizeof *nm->v, by_worth);
}

/* Whether a name is told by a better one: they share a syllable, or one is the
 * country of the other. */
static bool told(const chosen *c, const sk_one_name *w)
{
    for (size_t k = 0; k < c->n; k++) {
        const sk_one_name *o = c->v[k];
        bool person = o->name.type == SK_PER && w->name.type == SK_GPE;
        bool place = o->name.type != SK_PER && w->name.type != SK_PER &&
                     o->state != w->state;
        if (sk_theme_names_meet(&o->name, &w->name) ||
            ((person || place) && sk_str_eq(o->country, w->country)))
            return true;
    }
    return false;
}

static bool place(const sk_one_name *w)
{
    return w->name.type == SK_GPE || w->name.type == SK_LOC;
}

/* Whether a name tells the place that another one is: "Marathon Cà Mau". */
static bool fuller(const sk_one_name *w, const sk_one_name *of)
{
    return of->name.type == SK_GPE && !of->state &&
           w->name.n_syls > of->name.n_syls && w->share * 2 >= of->share &&
           sk_theme_name_holds(&w->name, &of->name);
}

/* Where the press is at home goes without saying, and so do its ministries and
 * police, but not whom little else tells of: "U23 Việt Nam". */
static bool goes_without(const sk_one_name *w)
{
    return w->of_state && sk_str_eq(w->country, SK_STR(SK_HOME)) &&
           (w->state || w->own < MOST);
}

/* Two of those that are told, or three countries, each named in at least that
 * share of the articles. */
static chosen choose(const sk_naming *nm, double share,
                     bool (*fit)(const sk_one_name *w))
{
    chosen c = {.n = 0};

    for (size_t i = 0; i < nm->n && c.n < NAMES; i++) {
        const sk_one_name *w = &nm->v[i];
        bool states = w->state;
        for (size_t k = 0; k < c.n; k++)
            states &= c.v[k]->state;
        if (w->share < share || (fit && !fit(w)) || (c.n == 2 && !states) ||
            goes_without(w))
            continue;
        if (c.n == 1 && fuller(w, c.v[0]))
            c.v[0] = w;
        if (c.n && w->share < MOSTLY &&
            w->worth * (states ? 4 : 1.5) < c.v[0]->worth)
            break;
        if (!told(&c, w))
            c.v[c.n++] = w;
    }
    return c;
}

static bool body(const sk_one_name *w)
{
    return w->name.type != SK_PER;
}

static bool state(const sk_one_name *w)
{
    return w->state && w->said >= ENOUGH;
}

static bool party(const sk_one_name *w)
{
    return !place(w);
}

static bool officer(const sk_one_name *w)
{
    return w->name.type == SK_PER && w->role.len;
}

/* Whether most articles name one officer, not two who meet. */
static bool one_officer(const sk_naming *nm)
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
        for (size_t k = i;
             k && sk_str_cmp(c->v[k]->name.text, c->v[k - 1]->name.text) < 0;
             k--) {
            const sk_one_name *w = c->v[k];
            c->v[k] = c->v[k - 1];
            c->v[k - 1] = w;
        }
}

/* "Nga - Ukraine" */
static sk_str list(const sk_naming *nm, const chosen *c, const char *between)
{
    sk_buf b = {0};

    for (size_t i = 0; i < c->n; i++) {
        sk_buf_add(nm->a, &b, i ? sk_str_of(between) : SK_STR(""));
        sk_buf_add(nm->a, &b, c->v[i]->name.text);
    }
    return sk_buf_str(&b);
}

static sk_str with_role(const sk_naming *nm, const sk_one_name *w)
{
    return sk_strf(nm->a, "%.*s %.*s", SK_FMT(w->role), SK_FMT(w->name.text));
}

/* ---- by the kind of affair ---- */

/* "mưa lũ ở" without what should follow. */
static sk_str bare(sk_str topic)
{
    static const sk_str last[] = {{" ở", 4}, {" của", 5}};

    for (size_t i = 0; i < sizeof last / sizeof *last; i++)
        if (topic.len > last[i].len && sk_str_ends(topic, last[i]))
            return sk_str_sub(topic, 0, topic.len - last[i].len);
    return topic;
}

/* What stands behind a topic; false if it cannot do without. */
static bool follows(const sk_naming *nm, const sk_told_topic *t,
                    const sk_theme *theme, sk_str *behind)
{
    chosen c = {.n = 0};

    *behind = (sk_str){NULL, 0};
    switch (t->topic->link) {
    case SK_TOPIC_SIDES:
        c = choose(nm, ENOUGH, state);
        if (c.n < 2) /* else where they talk or fight is told too */
            c = choose(nm, ENOUGH, place);
        in_order(&c);
        *behind = list(nm, &c, " - ");
        return c.n > 0;
    case SK_TOPIC_PLACE:
        c = choose(nm, ENOUGH, place);
        if (c.n && c.v[0]->state)
            c.n = 1; /* others are named for what they say of it */
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
static sk_str topic_name(const sk_naming *nm, const sk_told_topic *t,
                         const sk_theme *theme)
{
    sk_str behind;

    if (!follows(nm, t, theme, &behind))
        return (sk_str){NULL, 0};
    if (sk_str_starts(sk_lower_dup(nm->a, behind),
                      sk_lower_dup(nm->a, bare(t->topic->name))))
        return behind; /* "cao tốc Bắc Nam" is one */
    return behind.len ? sk_strf(nm->a, "%.*s %.*s", SK_FMT(t->topic->name),
                                SK_FMT(behind))
                      : bare(t->topic->name);
}

/* By the topic of which the theme is but a word, else by one of which clearly
 * more titles tell than share the theme. */
static sk_str by_topic(const sk_naming *nm, const sk_theme *theme)
{
    double least = nm->n_titles < SOME ? MOST + 0.1 : ENOUGH;
    sk_str name = {NULL, 0};
    sk_told_topic t;

    for (uint64_t passed = ~theme->topics; !name.len;
         passed |= UINT64_C(1) << t.bit) {
        t = sk_titles_topic(nm->titles, passed);
        if (!t.topic || t.share < least)
            break;
        name = topic_name(nm, &t, theme);
    }
    for (uint64_t passed = theme->topics; !name.len;
         passed |= UINT64_C(1) << t.bit) {
        t = sk_titles_topic(nm->titles, passed);
        if (!t.topic || t.share < least || t.share < theme->share * 1.25 ||
            (theme->named && theme->share >= ENOUGH &&
             t.share < theme->share * 2))
            break;
        name = topic_name(nm, &t, theme);
    }
    return name;
}

/* ---- by theme and names ---- */

/* "Cristiano Ronaldo - World Cup 2026" */
static sk_str by_event(const sk_naming *nm)
{
    chosen c = choose(nm, MOST, NULL);

    if (!c.n || c.v[0]->state ||
        sk_theme_names_meet(&c.v[0]->name, &nm->event.text))
        return nm->event.text.text;
    return sk_strf(nm->a, "%.*s - %.*s", SK_FMT(c.v[0]->name.text),
                   SK_FMT(nm->event.text.text));
}

/* A common word says little by itself: with one name that most titles hold
 * ("Zalo: điều khoản"), or that name alone, else nothing. */
static sk_str by_word(const sk_naming *nm, const sk_theme *theme)
{
    sk_theme who = sk_theme_single(nm->titles);

    if (!who.text.n_syls)
        return theme->share >= MOST ? theme->text.text : (sk_str){NULL, 0};
    return theme->share < QUARTER
               ? who.text.text
               : sk_strf(nm->a, "%.*s: %.*s", SK_FMT(who.text.text),
                         SK_FMT(theme->text.text));
}

static sk_str by_theme(const sk_naming *nm, const sk_theme *theme)
{
    chosen all = choose(nm, MUCH, NULL), c = {.n = 0};

    for (size_t i = 0; i < all.n; i++)
        if (!sk_theme_names_cover(&all.v[i]->name, &theme->text))
            c.v[c.n++] = all.v[i];
    if (!c.n && theme->word)
        return by_word(nm, theme);
    if (!c.n || (theme->named && (c.n < all.n || theme->share >= MUCH)))
        return theme->text.text;
    return sk_strf(nm->a, "%.*s: %.*s", SK_FMT(list(nm, &c, " - ")),
                   SK_FMT(theme->text.text));
}

/* The one name that most titles hold, if it is none of the known. */
static sk_str by_single(const sk_naming *nm)
{
    sk_theme who = sk_theme_single(nm->titles);

    for (size_t i = 0; i < nm->n; i++)
        if (who.text.n_syls && sk_theme_names_meet(&nm->v[i].name, &who.text))
            return (sk_str){NULL, 0};
    return who.text.text;
}

/* A place alone tells something only if this is all that is told of it. */
static sk_str by_names(const sk_naming *nm, double share)
{
    chosen c = choose(nm, share, NULL);

    if (c.n == 1 && c.v[0]->name.type == SK_GPE &&
        (share > LITTLE || c.v[0]->own < MOST))
        return (sk_str){NULL, 0};
    return c.n == 1 && officer(c.v[0]) ? with_role(nm, c.v[0])
                                       : list(nm, &c, " - ");
}

/* What titles share, but who they name; besides, if it is given. */
static sk_theme theme_of(const sk_naming *nm, const sk_theme_name *besides)
{
    sk_theme_name names[SK_NAMES_SEEN + 1];
    size_t n = 0;

    for (size_t i = 0; i < nm->n; i++)
        if (nm->v[i].name.type != SK_ORG || nm->v[i].said >= MUCH)
            names[n++] = nm->v[i].name; /* few name a campaign in full */
    if (besides)
        names[n++] = *besides;
    return sk_theme_find(nm->titles, names, n);
}

sk_str sk_name_of(const sk_naming *nm)
{
    sk_theme theme;
    sk_str name = {NULL, 0};

    if (nm->n_titles < 3)
        return sk_theme_middle(nm->titles);
    theme = theme_of(nm, NULL);
    if (nm->n_titles > FEW && nm->event.share >= QUARTER &&
        (nm->event.share > theme.share ||
         (theme.text.n_syls &&
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
    if (!name.len && nm->n_titles > FEW)
        name = by_single(nm);
    return name.len ? sk_capital(nm->a, name) : sk_theme_middle(nm->titles);
}

sk_str sk_name_with_one_more(const sk_naming *nm, sk_str name)
{
    sk_theme_name told = sk_theme_name_of(nm->a, name, SK_ORG);
    sk_theme theme;

    for (size_t i = 0; i < nm->n; i++) {
        const sk_one_name *w = &nm->v[i];
        if (w->share >= QUARTER && !sk_theme_names_meet(&w->name, &told) &&
            !goes_without(w))
            return sk_strf(nm->a, "%.*s: %.*s", SK_FMT(name),
                           SK_FMT(w->name.text));
    }
    theme = theme_of(nm, &told);
    if (nm->n_titles < 3 || theme.share < LITTLE || theme.word ||
        sk_theme_names_meet(&theme.text, &told))
        return (sk_str){NULL, 0};
    return sk_strf(nm->a, "%.*s: %.*s", SK_FMT(name), SK_FMT(theme.text.text));
}
