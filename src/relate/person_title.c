/* person_title.c - whose a title without a name is: his who bore it in the
 * article, else his who held the office on the day. */
#include "relate/person_life.h"

/* Whether the title is of a body of several states. */
static bool of_many(const sk_people *p, const sk_title *t)
{
    const char *code = t->org == SK_NONE ? "" : p->k->orgs.v[t->org].code;

    return code[0] && !sk_is_country(code) && !t->country[0];
}

static bool bears(const sk_people *p, const sk_life *l, const sk_title *t)
{
    const char *country = l->country;

    for (uint32_t i = 0; i < l->n_roles; i++) {
        if (!sk_title_same(p->k, l->roles[i].role, t->role) ||
            l->roles[i].deputy != t->deputy ||
            (t->former && !l->roles[i].former) ||
            (l->n_roles > 1 && sk_title_any(p->k, l->roles[i].role) &&
             !sk_title_any(p->k, t->role))) /* his own title is known */
            continue;
        if (l->roles[i].country[0]) {
            country = l->roles[i].country;
            if (of_many(p, t))
                continue; /* "Bộ trưởng Quốc phòng NATO" is not one of them */
        }
        if (!sk_countries_clash(country, t->country))
            return true;
    }
    return false;
}

/* The life that bears the title: the last one before f, else the first. */
static uint32_t life_of_title(const sk_people *p, const sk_face *f,
                              const sk_title *t)
{
    uint32_t best = SK_NONE, near = 0;

    for (uint32_t i = 0; i < p->lives.n; i = sk_next_some(i, p->lives.n)) {
        const sk_life *l = &p->lives.v[i];
        uint32_t at = l->last && l->last <= f->order ? l->last + 1 : 1;
        if (!bears(p, l, t))
            continue;
        if (best == SK_NONE || at > near) {
            best = i;
            near = at;
        }
    }
    return best;
}

/* "Người đồng cấp Mỹ": the title of the person named last before it. */
static void counterpart(const sk_people *p, const sk_face *f, sk_title *t)
{
    for (uint32_t i = f->order; i-- > 0;) {
        const sk_face *b = &p->faces[i];
        uint32_t e = b->m->entity;
        const sk_life *l;
        if (e == SK_NONE || b->m->sent + 1 < f->m->sent)
            break;
        l = sk_life_of_entity(p, e);
        if (l && l->n_roles) {
            t->role = l->roles[l->n_roles - 1].role;
            return;
        }
    }
}

/* "Một tổng thống Mỹ", "các thủ tướng": nobody whom the article named. */
static bool is_any(const sk_doc *d, const sk_mention *m)
{
    static const char *const words[] = {"một", "các", "những", "mọi", "nhiều"};
    uint32_t beg = m->tok_beg > 0 ? m->tok_beg - 1 : 0;

    for (uint32_t i = beg; i <= m->tok_beg; i++)
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            if (sk_str_eq(sk_vocab_form(&d->eng->vocab, d->toks.v[i].id),
                          sk_str_of(words[w])))
                return true;
    return false;
}

static bool holds(const sk_people *p, uint32_t row, uint32_t role)
{
    const sk_person *who = &p->k->people.v[row];

    for (uint32_t i = who->office_beg; i < who->office_end; i++) {
        const sk_office *o = &p->k->offices.v[i];
        if (o->role == role && o->from <= p->day && p->day <= o->to)
            return true;
    }
    return false;
}

/* Who holds the office of a title alone on the day: in the country that it
 * names or that was named near it; but "Chủ tịch nước" beside America is ours,
 * for nobody there has that very title, and so is "Thủ tướng" before any
 * country is named: "Thủ tướng lên đường thăm Kuwait". */
static uint32_t holder_near(const sk_people *p, const sk_face *f,
                            const sk_title *t)
{
    const char *country =
        t->country[0] ? t->country
                      : sk_country_near(p->d, f->m->sent, f->m->tok_beg);
    uint32_t row = sk_know_holder(p->k, t->role, country, p->day), home;

    if (t->country[0] ||
        (sk_title_single(p->k, t->role) && !sk_title_leads(p->k, t->role)) ||
        (row != SK_NONE && holds(p, row, t->role) && p->abroad < f->m->tok_beg))
        return row;
    home = sk_know_holder(p->k, t->role, SK_HOME, p->day);
    return home != SK_NONE && holds(p, home, t->role) ? home : row;
}

/* Whether the article speaks of no other country than the outlets' own. */
static bool is_at_home(const sk_people *p)
{
    for (size_t i = 0; i < p->d->mentions.n; i++) {
        const sk_mention *m = &p->d->mentions.v[i];
        if (m->type != SK_PER && m->country[0] &&
            strcmp(m->country, SK_HOME) != 0)
            return false;
    }
    return true;
}

/* "Phó Tổng thống Mỹ", "Bộ trưởng Tài chính Đức": who alone holds that office of
 * the country that is named with it, or of this one if no other is spoken of;
 * "Chủ tịch" is that of the state where there is one. */
static uint32_t sole_holder(const sk_people *p, const sk_mention *m,
                            const sk_title *t)
{
    const sk_role *r = &p->k->roles.v[t->role];
    const char *country = t->country[0]   ? t->country
                          : is_at_home(p) ? SK_HOME
                                          : "";
    uint32_t role = t->role;

    if (!country[0] || r->rank > 3 || t->former || t->deputy ||
        t->org != SK_NONE)
        return SK_NONE;
    if (sk_str_eq(r->title, SK_STR("Chủ tịch")) &&
        sk_entity_hit(p->d, t->tok_end, m->tok_end, SK_KNOW_COUNTRY, true))
        role = sk_know_role(p->k, SK_STR("Chủ tịch nước"));
    else if (r->takes != 'c')
        return SK_NONE;
    return role == SK_NONE ? SK_NONE
                           : sk_know_sole_holder(p->k, role, country, p->day);
}

/* "Lãnh đạo | Cà Mau", "Chủ tịch | Hà Nội": of a place of this country, not of
 * the state. */
static bool of_place(const sk_people *p, const sk_mention *m, const sk_title *t)
{
    size_t at = sk_hit_from(p->d, t->tok_end);
    const sk_hit *hit;

    while ((hit = sk_hit_within(p->d, &at, m->tok_end))) {
        const sk_alias *al = sk_hit_alias(p->d, hit);
        if (al->kind == SK_KNOW_PLACE &&
            strcmp(p->k->places.v[al->row].country, SK_HOME) == 0)
            return true;
        if (al->kind == SK_KNOW_SEAT && p->k->seats.v[al->row].capital &&
            strcmp(p->k->seats.v[al->row].country, SK_HOME) == 0)
            return true;
    }
    return false;
}

void sk_face_title(sk_people *p, sk_face *f)
{
    sk_doc *d = p->d;
    sk_title t = f->title;
    uint32_t at = SK_NONE, row = SK_NONE, role = t.role;
    bool local;

    if (is_any(d, f->m))
        t.role = f->title.role = SK_NONE; /* and nobody bears it for that */
    else if (t.counterpart)
        counterpart(p, f, &t);
    if (t.role != SK_NONE)
        at = life_of_title(p, f, &t);
    if (at == SK_NONE && t.role != SK_NONE && t.org != SK_NONE && !t.former &&
        !t.deputy) {
        bool own = p->k->orgs.v[t.org].code[0]; /* not just "Bộ Ngoại giao" */
        row = sk_know_holder_at(p->k, t.role, t.org, (sk_str){NULL, 0},
                                own ? "" : t.country, d->day);
        at = sk_life_of_row(p, row);
        if (at == SK_NONE && row != SK_NONE)
            at = sk_life_add(p, NULL, row, (sk_str){NULL, 0});
    }
    local = t.org == SK_NONE && of_place(p, f->m, &t);
    if (at == SK_NONE && !local && t.role != SK_NONE &&
        sk_title_alone(p->k, t.role) && !t.former && !t.deputy) {
        row = p->day == SK_NO_DAY ? SK_NONE : holder_near(p, f, &t);
        at = sk_life_of_row(p, row);
        if (at == SK_NONE && row != SK_NONE)
            at = sk_life_add(p, NULL, row, (sk_str){NULL, 0});
    }
    if (at == SK_NONE && !local && t.role != SK_NONE && p->day != SK_NO_DAY) {
        row = sole_holder(p, f->m, &t);
        at = sk_life_of_row(p, row);
        if (at == SK_NONE && row != SK_NONE)
            at = sk_life_add(p, NULL, row, (sk_str){NULL, 0});
    }
    if (at == SK_NONE) {
        sk_str text = sk_doc_sub(d, f->m->span);
        sk_str id = sk_entity_id(d, SK_PER, text);
        for (uint32_t i = 0; i < p->lives.n; i = sk_next_some(i, p->lives.n))
            if (sk_str_eq(d->entities.v[p->lives.v[i].entity].id, id))
                at = i;
        if (at == SK_NONE)
            at = sk_life_add(p, NULL, SK_NONE, text);
    }
    sk_life_take(p, at, f);
    f->title.role = role;
}
