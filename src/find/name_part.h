/* name_part.h - what the files that make mentions of names share. */
#ifndef SK_FIND_NAME_PART_H
#define SK_FIND_NAME_PART_H

#include "find/name.h"

/* A stretch of labels: a mention in the making. */
typedef struct sk_name_part {
    uint32_t beg, end; /* tokens */
    uint8_t type;
} sk_name_part;

static inline const sk_alias *sk_name_alias(const sk_doc *d, size_t hit)
{
    return &d->eng->know->aliases.v[d->hits.v[hit].alias];
}
/* The next known name that is all of the tokens from beg to end; *at is at first
 * sk_hit_from of beg. NULL: there is no more. */
static inline const sk_alias *sk_name_over(const sk_doc *d, size_t *at,
                                           uint32_t beg, uint32_t end)
{
    while (*at < d->hits.n && d->hits.v[*at].tok_beg == beg)
        if (d->hits.v[(*at)++].tok_end == end)
            return sk_name_alias(d, *at - 1);
    return NULL;
}
static inline unsigned sk_name_class_at(const sk_doc *d, uint32_t tok)
{
    return sk_name_class(d->eng->names, d->toks.v[tok].id);
}

/* Whether a token belongs to a title, country or body, or to a large city
 * that stands behind a title ("thị trưởng New York Zohran Mamdani"). */
bool sk_name_is_title(const sk_doc *d, uint32_t beg, uint32_t tok, bool titled);
/* Whether a hyphen binds a token to the one before: "Yo-jong". */
bool sk_name_glued(const sk_doc *d, uint32_t tok);
/* First token of the person's name that ends at end, end if there is none:
 * capitals back to a title, country, body or place. */
uint32_t sk_name_core(const sk_doc *d, uint32_t beg, uint32_t end);
/* Whether a token belongs to a known title, body or country. */
bool sk_name_in_role(const sk_doc *d, uint32_t beg, uint32_t tok);

int sk_name_events_load(sk_loader *ld, sk_name_events *e);
/* Labels the tokens [beg, stop) of a sentence that name an event. */
void sk_name_events_mark(const sk_name_events *e, const sk_doc *d, uint32_t beg,
                         uint32_t stop, uint8_t *labels);
/* Whether tokens have what makes a name of an event: a capital that is not the
 * sentence's, or a number. */
bool sk_name_event_named(const sk_doc *d, uint32_t sent, uint32_t beg,
                         uint32_t end);

/* Where what is left behind a cut begins, and of what type it is. */
void sk_name_skip(const sk_doc *d, sk_name_part *p);
/* Mends a part of a sentence; from: where the one before it ends. False if
 * nothing is left of it. */
bool sk_name_mend(const sk_doc *d, uint32_t sent, uint32_t from,
                  sk_name_part *p);
/* Whether a word of the sentence begins at a token. */
bool sk_name_begins_word(const sk_doc *d, uint32_t sent, uint32_t tok);

/* ---- known names (name_known.c) ---- */

/* The country that tokens name, NULL if none; whether they name one and nothing
 * else, or a known body and no person. */
const sk_alias *sk_name_country(const sk_doc *d, uint32_t beg, uint32_t end);
bool sk_name_is_country(const sk_doc *d, uint32_t beg, uint32_t end);
bool sk_name_is_body(const sk_doc *d, uint32_t beg, uint32_t end);
/* The known name of a body, of a country or place that a part begins or lies in
 * is in it as a whole, and another name of the same in brackets. */
void sk_name_whole_body(const sk_doc *d, uint32_t sent_end, sk_name_part *p);
void sk_name_whole_known(const sk_doc *d, uint32_t from, uint32_t sent_end,
                         sk_name_part *p);
void sk_name_other_name(const sk_doc *d, uint32_t sent_end, sk_name_part *p);
/* "Tỉnh | Lào Cai" is a territory without the word for its kind. */
void sk_name_by_unit(const sk_doc *d, uint32_t sent, sk_name_part *p);

/* The mention that a part of a sentence makes. */
sk_mention sk_name_mention(const sk_doc *d, uint32_t sent,
                           const sk_name_part *p);
/* One foreign word that names a person elsewhere in the article names him
 * wherever it stands. */
void sk_name_agree(sk_doc *d);

#endif
