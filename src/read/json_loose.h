/* json_loose.h - JSON as pages hold it, read as far as it can be made out.
 *
 * Templates leave raw control characters, bare quotation marks and unknown
 * escapes in strings, commas before brackets, and junk behind the end; nothing
 * of that is an error here. Strings stay as they are written until asked for.
 */
#ifndef SK_READ_JSON_LOOSE_H
#define SK_READ_JSON_LOOSE_H

#include "base/str.h"

enum { SK_LOOSE_DEPTH = 32 }; /* what is deeper is left out */

typedef struct sk_lnode {
    enum { SK_L_OTHER, SK_L_STRING, SK_L_ARRAY, SK_L_OBJECT } kind;
    uint32_t end; /* behind the last node inside */
    sk_str key;   /* as written, of a member of an object */
    sk_str text;  /* as written, of a string */
} sk_lnode;

/* Values in document order: what is inside i is [i + 1, end). */
typedef SK_VEC(sk_lnode) sk_loose;

/* v[0] is the outermost value; no node at all if there is none. */
void sk_loose_read(sk_arena *a, sk_str s, sk_loose *out);
/* The member of an object, the last of that name; 0: none. */
uint32_t sk_loose_get(const sk_loose *v, uint32_t object, sk_str key);
/* The next value after i in the array or object around, 0 at its end. */
uint32_t sk_loose_first(const sk_loose *v, uint32_t around);
uint32_t sk_loose_next(const sk_loose *v, uint32_t around, uint32_t i);
/* A string with its escapes resolved; s == NULL if i is none. */
sk_str sk_loose_text(sk_arena *a, const sk_loose *v, uint32_t i);

#endif
