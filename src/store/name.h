/* name.h - what a storyline is called.
 *
 * As a newsroom would: by the kind of affair and whose it is ("chiến sự Iran -
 * Mỹ - Israel", topic.h), by what its titles share (theme.h: "eo biển
 * Hormuz"), by a cup or a feast, or by those whom many of its articles name and
 * few others do ("Malaysia: cầu thủ nhập tịch"). When nothing is shared it is
 * the title nearest to all others.
 */
#ifndef SK_STORE_NAME_H
#define SK_STORE_NAME_H

#include "store/theme.h"

enum { SK_NAMES_SEEN = 12 };

typedef struct sk_one_name {
    sk_theme_name name;
    sk_str country, role;
    bool state;    /* a whole country */
    bool of_state; /* that, or a body of one known by it: "cảnh sát Mỹ" */
    double said;   /* share of its articles that name it */
    double share;  /* the same or, if it is more, of its titles */
    double own;    /* share of the articles that name it that are its */
    double worth;  /* the more, the fewer others do */
} sk_one_name;

/* Those whom a storyline's articles name, the most telling first. */
typedef struct sk_naming {
    sk_one_name v[SK_NAMES_SEEN];
    size_t n;
    sk_theme event; /* the cup, feast or summit that most of them name */
    const sk_titles *titles;
    size_t n_titles;
    sk_arena *a;
} sk_naming;

/* Weighs names by the titles too and puts the most telling first: whom titles
 * name tells more than whom articles name somewhere, and not every title's name
 * is told to be the one that another gives in full. */
void sk_naming_weigh(sk_naming *nm);
/* The name, in the arena; the title nearest to all others if nothing is
 * shared. */
sk_str sk_name_of(const sk_naming *nm);
/* A name with one whom it does not tell, "V-League 2025-2026: CLB Ninh Bình", or
 * with what titles share besides, "Tết Nguyên đán: vé tàu"; s == NULL if nobody
 * and nothing is named often enough. */
sk_str sk_name_with_one_more(const sk_naming *nm, sk_str name);

#endif
