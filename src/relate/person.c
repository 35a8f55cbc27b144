/* person.c - the people of an article.
 *
 * Names come first, fullest first: "Donald Trump" makes a person, "ông Trump"
 * joins the one whose name it begins or ends. A link to the knowledge base
 * needs the name and nothing that speaks against it (country, sex, title on the
 * day). Titles alone ("Ngoại trưởng Nga") join who bore that title in the
 * article, else who held the office on the day; else they stay by themselves.
 */
#include "relate/person_life.h"

#include "find/name.h"

/* ---- the same name ---- */

static bool same_tok(const sk_doc *d, uint32_t a, uint32_t b)
{
    const sk_tok *x = &d->toks.v[a], *y = &d->toks.v[b];

    return x->hash ? x->hash == y->hash
                   : sk_str_eq(sk_doc_tok(d, a), sk_doc_tok(d, b));
}

static bool same_toks(const sk_doc *d, uint32_t a, uint32_t b, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (!same_tok(d, a + i, b + i))
            return false;
    return true;
}

/* Whether the shorter name is the begin or the end of the longer one. */
static bool part_of(const sk_doc *d, const sk_face *part, const sk_face *whole)
{
    uint32_t n = sk_face_len(part), w = sk_face_len(whole);

    if (n > w || !n)
        return false;
    if (same_toks(d, part->core_beg, whole->core_end - n, n) ||
        same_toks(d, part->core_beg, whole->core_beg, n))
        return true;
    /* first and last of three: "Joe Biden", "Joe R. Biden" */
    return n == 2 && w > 2 && same_tok(d, part->core_beg, whole->core_beg) &&
           same_tok(d, part->core_end - 1, whole->core_end - 1);
}

/* ---- the knowledge base ---- */

/* "ông Tập" is Tập Cận Bình in a text that speaks of the world. */
static bool abroad(const sk_people *p, const sk_person *who)
{
    if (strcmp(who->country, SK_HOME) == 0)
        return false;
    for (size_t i = 0; i < p->d->mentions.n; i++) {
        const sk_mention *m = &p->d->mentions.v[i];
        if (m->type != SK_PER && m->country[0] &&
            strcmp(m->country, SK_HOME) != 0)
            return true;
    }
    return false;
}

/* Papers call somebody by his office for some time after he lost it. */
enum { LATELY_DAYS = 400 };

/* How well a known person fits a face; below 0: not at all. */
static int fit(const sk_people *p, const sk_face *f, const sk_alias *al)
{
    const sk_person *who = &p->k->people.v[al->row];
    const sk_title *t = &f->title;
    bool in_office = false, ever = false, lately = false;
    bool abroad_too = false; /* the same office of another country */
    int score = al->rank;

    if (t->gender && who->gender && t->gender != who->gender)
        return -1;
    for (uint32_t i = who->office_beg; i < who->office_end; i++) {
        const sk_office *o = &p->k->offices.v[i];
        bool on = p->d->day == SK_NO_DAY ||
                  (o->from <= p->d->day && p->d->day <= o->to);
        if (!sk_title_same(p->k, o->role, t->role))
            continue;
        abroad_too |= on && !(al->flags & SK_ALIAS_SHORT);
        if (sk_countries_clash(o->country, t->country))
            continue;
        ever = true;
        in_office |= on;
        lately |=
            on || (o->from <= p->d->day && p->d->day - o->to <= LATELY_DAYS);
    }
    if (t->country[0] && !ever && !abroad_too &&
        sk_countries_clash(who->country, t->country))
        return -1; /* but "Chủ tịch Quốc hội Woo Won-shik", not of ours */
    if (al->flags & SK_ALIAS_SHORT) {
        bool known_by = t->address || t->role != SK_NONE || al->rank >= 5;
        if (t->role != SK_NONE && sk_title_single(p->k, t->role) &&
            !t->former && !t->deputy && !lately)
            return -1;
        if (!in_office &&
            (al->rank < 4 || (sk_name_syllable_at(p->d, f->core_beg) &&
                              !(al->rank >= 5 && abroad(p, who)))))
            return -1;
        if (!known_by)
            return -1;
    } else {
        score += 10;
    }
    return score + 4 * ever + 4 * in_office +
           2 * (t->country[0] && strcmp(who->country, t->country) == 0);
}

/* The known person of a face; SK_NONE if none or two fit alike. */
static uint32_t known(const sk_people *p, const sk_face *f)
{
    uint32_t best = SK_NONE;
    int top = -1;
    bool tie = false;

    for (size_t h = sk_hit_from(p->d, f->core_beg); h < p->d->hits.n; h++) {
        const sk_hit *hit = &p->d->hits.v[h];
        const sk_alias *al = &p->k->aliases.v[hit->alias];
        int score;
        if (hit->tok_beg > f->core_beg)
            break;
        if (al->kind != SK_KNOW_PERSON || hit->tok_end != f->core_end)
            continue;
        score = fit(p, f, al);
        if (score < 0 || al->row == best)
            continue;
        if (score >= top) {
            tie = score == top;
            best = al->row;
            top = score;
        }
    }
    return tie ? SK_NONE : best;
}

/* ---- names ---- */

/* The life whose name f is, or is a part of; the nearest before f, else the
 * first after it. */
static uint32_t life_of_name(const sk_people *p, const sk_face *f, uint32_t row)
{
    uint32_t best = SK_NONE, near = 0;

    for (uint32_t i = 0; i < p->lives.n; i = sk_next_some(i, p->lives.n)) {
        const sk_life *l = &p->lives.v[i];
        const sk_entity *e = &p->d->entities.v[l->entity];
        uint32_t at;
        if (!l->full || !part_of(p->d, f, l->full) ||
            (f->title.gender && l->gender && f->title.gender != l->gender) ||
            (sk_face_len(f) < 2 &&
             sk_countries_clash(f->title.country, l->country)))
            continue;
        if (row != SK_NONE && e->know != SK_NONE && e->know != row)
            continue;
        at = l->last && l->last <= f->order ? l->last + 1 : 1;
        if (best == SK_NONE || at > near) {
            best = i;
            near = at;
        }
    }
    return best;
}

/* "ông Kim" in an article of HLV Kim Sang-sik is not the leader whom no full
 * name tells of; but "ông Trump" beside his son still is. */
static uint32_t life_instead(const sk_people *p, const sk_face *f, uint32_t row)
{
    uint32_t at = life_of_name(p, f, SK_NONE);

    return at != SK_NONE && row != SK_NONE &&
                   (f->title.gender || f->title.role != SK_NONE) &&
                   strcmp(p->lives.v[at].country,
                          p->k->people.v[row].country) == 0
               ? life_of_name(p, f, row)
               : at;
}

static void name_face(sk_people *p, sk_face *f)
{
    uint32_t row = known(p, f), at = sk_life_of_row(p, row);
    uint32_t named = sk_face_len(f) == 1 && at == SK_NONE
                         ? life_instead(p, f, row)
                         : life_of_name(p, f, row);

    /* a longer name in the article beats what the short one is known for */
    if (at == SK_NONE || (sk_face_len(f) == 1 && named != SK_NONE))
        at = named;
    if (at == SK_NONE)
        at = sk_life_add(
            p, f, row,
            sk_doc_sub(p->d, sk_doc_tok_span(p->d, f->core_beg, f->core_end)));
    if (!p->lives.v[at].full ||
        sk_face_len(p->lives.v[at].full) < sk_face_len(f))
        p->lives.v[at].full = f;
    sk_life_take(p, at, f);
}

/* The day of an article without a date, for asking who held an office: one on
 * which the people that it names by name and title were in office; SK_NO_DAY if
 * they tell nothing. */
static int32_t likely_day(const sk_people *p)
{
    int32_t from = INT32_MIN, to = INT32_MAX;

    if (p->d->day != SK_NO_DAY)
        return p->d->day;
    if (p->d->raw.day_to != SK_NO_DAY) /* an item of a page of leads */
        return p->d->raw.day_to;
    for (uint32_t i = 0; i < p->n; i++) {
        const sk_face *f = &p->faces[i];
        uint32_t row = !sk_face_len(f) || f->title.former || f->title.deputy
                           ? SK_NONE
                           : p->d->entities.v[f->m->entity].know;
        if (row == SK_NONE || !sk_title_single(p->k, f->title.role))
            continue;
        for (uint32_t k = p->k->people.v[row].office_beg;
             k < p->k->people.v[row].office_end; k++) {
            const sk_office *o = &p->k->offices.v[k];
            if (!sk_title_same(p->k, o->role, f->title.role) || o->to < from ||
                o->from > to)
                continue;
            from = o->from > from ? o->from : from;
            to = o->to < to ? o->to : to;
            break;
        }
    }
    return from != INT32_MIN ? from : to != INT32_MAX ? to : SK_NO_DAY;
}

/* ---- all ---- */

static sk_face face_of(sk_doc *d, sk_mention *m, uint32_t order)
{
    sk_face f = {.m = m, .title = sk_title_of(d, m), .order = order};

    f.core_beg = f.core_end = m->tok_end;
    while (m->core.end > m->core.beg && f.core_end > m->tok_beg &&
           d->toks.v[f.core_end - 1].end > m->core.end)
        f.core_beg = --f.core_end;
    if (m->core.end > m->core.beg)
        while (f.core_beg > m->tok_beg &&
               d->toks.v[f.core_beg - 1].beg >= m->core.beg)
            f.core_beg--;
    return f;
}

/* A name of the outlets' own people: a surname and syllables; but Chinese
 * names look alike, and so an article that speaks of those countries tells
 * nothing. */
static bool is_home_name(const sk_doc *d, const sk_face *f)
{
    static const char *const alike[] = {"CHN", "TWN", "HKG", "SGP", "MYS"};
    const sk_name_model *names = d->eng->names;

    if (sk_face_len(f) < 2 ||
        !(sk_name_class(names, d->toks.v[f->core_beg].id) & SK_NW_SURNAME))
        return false;
    for (uint32_t i = f->core_beg; i < f->core_end; i++)
        if (!sk_name_syllable_at(d, i))
            return false;
    for (uint32_t i = 0; i < d->entities.n; i = sk_next_some(i, d->entities.n))
        for (size_t k = 0; k < sizeof alike / sizeof *alike; k++)
            if (strcmp(d->entities.v[i].country, alike[k]) == 0)
                return false;
    return true;
}

/* The country of a person whom nothing but the article tells of. */
static void settle_countries(sk_people *p)
{
    sk_doc *d = p->d;

    for (uint32_t i = 0; i < p->lives.n; i++) {
        sk_life *l = &p->lives.v[i];
        sk_entity *e = &d->entities.v[l->entity];
        if (!e->country[0])
            memcpy(e->country, l->country, 4);
    }
    for (uint32_t i = 0; i < p->n; i++) {
        const sk_mention *m = p->faces[i].m;
        sk_entity *e = &d->entities.v[m->entity];
        if (!e->country[0]) {
            const char *near = is_home_name(d, &p->faces[i])
                                   ? SK_HOME
                                   : sk_country_near(d, m->sent, m->tok_beg);
            memcpy(e->country, near, strnlen(near, 3));
        }
    }
}

/* Many at home bear the name of an official: one who is little known is meant
 * only if the text gives a title. */
static bool namesake(const sk_people *p, uint32_t entity)
{
    enum { LITTLE_KNOWN = 3 };
    const sk_entity *e = &p->d->entities.v[entity];
    const sk_life *l = sk_life_of_entity(p, entity);

    return e->know != SK_NONE && l && !l->titled &&
           strcmp(e->country, SK_HOME) == 0 &&
           p->k->people.v[e->know].known <= LITTLE_KNOWN;
}

/* "Chủ tịch FIFA", "Phó chủ tịch Samsung": what a chair is, the body tells. */
static const char *chair_of(const sk_people *p, const sk_title *t)
{
    static const char *const states[] = {"",    "GOV", "MIL", "LEG",
                                         "PTY", "COP", "SPY", "JUD",
                                         "PRM", "REB", "OPP"};
    const sk_org *o = t->org == SK_NONE ? NULL : &p->k->orgs.v[t->org];
    uint8_t cls = p->k->roles.v[t->role].cls;

    if (!o || (cls != SK_ROLE_OTHER && cls != SK_ROLE_DEPUTY &&
               cls != SK_ROLE_SPOKESPERSON))
        return "GOV";
    if (strcmp(o->code, "NGO") == 0 && !o->sector[0])
        return "SOC";
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(o->sector, states[i]) == 0)
            return "GOV";
    return o->sector;
}

static void met(sk_people *p, const sk_face *f)
{
    sk_life *l = sk_life_of_entity(p, f->m->entity);

    if (l)
        l->last = f->order + 1;
}

void sk_entity_people(sk_doc *d)
{
    sk_people p = {.d = d, .k = d->eng->know};
    uint32_t longest = 0;

    p.faces = sk_new(&d->arena, sk_face, d->mentions.n + 1);
    for (size_t i = 0; i < d->mentions.n; i++)
        if (d->mentions.v[i].type == SK_PER) {
            p.faces[p.n] = face_of(d, &d->mentions.v[i], p.n);
            if (sk_face_len(&p.faces[p.n]) > longest)
                longest = sk_face_len(&p.faces[p.n]);
            p.n++;
        }
    for (uint32_t i = 0; i < p.n; i++) /* full names */
        if (sk_face_len(&p.faces[i]) > 1)
            name_face(&p, &p.faces[i]);
    for (uint32_t i = 0; i < p.lives.n; i++)
        p.lives.v[i].last = 0; /* now in the order of the text */
    for (uint32_t i = 0; i < p.n; i++)
        if (sk_face_len(&p.faces[i]) == 1)
            name_face(&p, &p.faces[i]);
        else if (sk_face_len(&p.faces[i]) > 1)
            met(&p, &p.faces[i]);
    for (uint32_t i = 0; i < p.lives.n; i++)
        p.lives.v[i].last = 0;
    p.day = likely_day(&p);
    p.abroad = UINT32_MAX;
    for (size_t i = d->mentions.n; i-- > 0;)
        if (d->mentions.v[i].type == SK_GPE && d->mentions.v[i].country[0])
            p.abroad = d->mentions.v[i].tok_beg;
    for (uint32_t i = 0; i < p.n; i++)
        if (!sk_face_len(&p.faces[i]))
            sk_face_title(&p, &p.faces[i]);
        else
            met(&p, &p.faces[i]);
    settle_countries(&p);
    for (uint32_t i = 0; i < p.n; i++) {
        sk_face *f = &p.faces[i];
        sk_entity *e = &d->entities.v[f->m->entity];
        if (namesake(&p, f->m->entity))
            memset(e->sector, 0, sizeof e->sector);
        memcpy(f->m->country, e->country, 4);
        memcpy(f->m->sector, e->sector, 4);
        if (f->title.role != SK_NONE) {
            f->m->role = sk_doc_sub(
                d, sk_doc_tok_span(d, f->title.tok_beg, f->title.tok_end));
            /* "tỷ phú X" speaks as such, whatever office he holds */
            if (!f->m->sector[0] ||
                strcmp(p.k->roles.v[f->title.role].sector, "BUS") == 0)
                memcpy(f->m->sector, p.k->roles.v[f->title.role].sector, 4);
            if (strcmp(f->m->sector, "GOV") == 0)
                memcpy(f->m->sector, chair_of(&p, &f->title), 4);
        }
    }
}
