/* json_tree.h - JSON as a tree, from a reader that is strict and from one that
 * reads as far as it can.
 */
#ifndef SK_READ_JSON_TREE_H
#define SK_READ_JSON_TREE_H

#include "base/err.h"
#include "base/str.h"

typedef struct sk_jnode {
    enum {
        SK_J_OTHER,  /* true, false, null; what the loose reader cannot tell */
        SK_J_NUMBER, /* of the strict reader */
        SK_J_STRING,
        SK_J_ARRAY,
        SK_J_OBJECT
    } kind;
    uint32_t end; /* behind the last node inside */
    sk_str key;   /* of a member of an object */
    sk_str text;  /* of a string; of a number as it is written */
} sk_jnode;

/* Values in document order: what is inside i is [i + 1, end). v[0] is the
 * outermost value. Texts without escapes are views of what was read. */
typedef SK_VEC(sk_jnode) sk_jtree;

/* RFC 8259, in UTF-8. SK_EINPUT says what is wrong with it and where; SK_ELIMIT
 * that it is too deep. */
int sk_json_strict(sk_arena *a, sk_str s, sk_jtree *out, sk_err *err);
/* JSON as pages hold it: templates leave raw control characters, bare quotation
 * marks and unknown escapes in strings, commas before brackets, and junk behind
 * the end; nothing of that is an error. No node at all if there is no value. */
void sk_json_loose(sk_arena *a, sk_str s, sk_jtree *out);

/* The member of an object, the last of that name; 0: none. */
uint32_t sk_jtree_get(const sk_jtree *v, uint32_t object, sk_str key);
/* The next value after i in the array or object around, 0 at its end. */
uint32_t sk_jtree_first(const sk_jtree *v, uint32_t around);
uint32_t sk_jtree_next(const sk_jtree *v, uint32_t around, uint32_t i);
/* A string; s == NULL if i is none. */
sk_str sk_jtree_text(const sk_jtree *v, uint32_t i);

/* For the readers: a string with its escapes resolved. NUL, backspace and form
 * feed give spaces, half a surrogate pair U+FFFD, unknown escapes what is
 * behind the backslash. s itself if there are none. */
sk_str sk_json_unescape(sk_arena *a, sk_str s);

#endif
