/* person_life.h - the people of an article while they are told apart. */
#ifndef SK_RELATE_PERSON_LIFE_H
#define SK_RELATE_PERSON_LIFE_H

#include "relate/entity.h"
#include "relate/title.h"

/* A mention with what its words say. */
typedef struct sk_face {
    sk_mention *m;
    sk_title title;
    uint32_t core_beg, core_end; /* tokens of the bare name */
    uint32_t order;              /* of its place in the text */
} sk_face;

/* What the article tells of one person. */
typedef struct sk_life {
    uint32_t entity;
    const sk_face *full; /* its fullest name, NULL: none */
    char country[4], gender;
    struct {
        uint32_t role;
        bool former, deputy;
        char country[4];
    } roles[6];
    uint32_t n_roles;
    bool titled;   /* somewhere in the text, not just in the tables */
    uint32_t last; /* order of its last mention so far + 1 */
} sk_life;

typedef struct sk_people {
    sk_doc *d;
    const sk_know *k;
    sk_face *faces;
    uint32_t n;
    SK_VEC(sk_life) lives;
    int32_t day;     /* of the article, given or guessed; SK_NO_DAY */
    uint32_t abroad; /* token of the first country named */
} sk_people;

static inline uint32_t sk_face_len(const sk_face *f)
{
    return f->core_end - f->core_beg;
}

/* Whether both countries are known and differ. */
static inline bool sk_countries_clash(const char *a, const char *b)
{
    return a[0] && b[0] && strcmp(a, b) != 0;
}

/* A new life, of a known person (a row of people) or, SK_NONE, of one called
 * name; f: its fullest name so far, or NULL. Its index. */
uint32_t sk_life_add(sk_people *p, const sk_face *f, uint32_t row, sk_str name);
/* Makes f a mention of the life, which learns what f's title says. */
void sk_life_take(sk_people *p, uint32_t life_at, sk_face *f);
/* The life of a known person; SK_NONE if there is none yet. */
uint32_t sk_life_of_row(const sk_people *p, uint32_t row);
/* The life of an entity (lives are added in the order of their entities), or
 * NULL. */
sk_life *sk_life_of_entity(const sk_people *p, uint32_t entity);
/* Finds whose a title without a name is. */
void sk_face_title(sk_people *p, sk_face *f);

#endif
