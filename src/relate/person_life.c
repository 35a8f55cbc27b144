/* person_life.c - what the article tells of each of its people. */
#include "relate/person_life.h"

static void learn_title(sk_life *l, const sk_title *t)
{
    if (t->gender)
        l->gender = t->gender;
    if (!l->country[0] && t->country[0])
        memcpy(l->country, t->country, sizeof l->country);
    if (t->role == SK_NONE || l->n_roles == 6)
        return;
    l->roles[l->n_roles].role = t->role;
    l->roles[l->n_roles].former = t->former;
    l->roles[l->n_roles].deputy = t->deputy;
    memcpy(l->roles[l->n_roles].country, t->country, 4);
    l->n_roles++;
}

void sk_life_take(sk_people *p, uint32_t life_at, sk_face *f)
{
    sk_life *l = &p->lives.v[life_at];

    learn_title(l, &f->title);
    l->titled |= f->title.role != SK_NONE;
    f->m->entity = l->entity;
    if (f->order + 1 > l->last)
        l->last = f->order + 1;
}

uint32_t sk_life_add(sk_people *p, const sk_face *f, uint32_t row, sk_str name)
{
    sk_doc *d = p->d;
    sk_life l = {.full = f};
    const char *country = "";
    sk_str id = {NULL, 0};
    uint32_t office;

    if (row != SK_NONE) {
        const sk_person *who = &p->k->people.v[row];
        id = who->id;
        name = who->name;
        country = who->country;
        l.gender = who->gender;
    }
    l.entity = sk_entity_add(d, SK_PER, id, name, country, row);
    memcpy(l.country, country, strnlen(country, 3));
    office = row == SK_NONE ? SK_NONE : sk_know_office(p->k, row, d->day);
    if (office != SK_NONE) {
        const sk_office *o = &p->k->offices.v[office];
        memcpy(d->entities.v[l.entity].sector, o->sector, 4);
        d->entities.v[l.entity].role = o->title;
        l.roles[0].role = o->role;
        memcpy(l.roles[0].country, o->country, 4);
        l.n_roles = o->role != SK_NONE;
    }
    *sk_push(&d->arena, &p->lives) = l;
    return (uint32_t)p->lives.n - 1;
}

uint32_t sk_life_of_row(const sk_people *p, uint32_t row)
{
    for (uint32_t i = 0; i < p->lives.n && row != SK_NONE;
         i = sk_next_some(i, p->lives.n))
        if (p->d->entities.v[p->lives.v[i].entity].know == row)
            return i;
    return SK_NONE;
}

sk_life *sk_life_of_entity(const sk_people *p, uint32_t entity)
{
    size_t at = SK_FIRST_FROM(p->lives, entity, entity);

    return at < p->lives.n && p->lives.v[at].entity == entity ? &p->lives.v[at]
                                                              : NULL;
}
