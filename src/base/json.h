/* json.h - writes JSON into a growing string; commas are its own business.
 *
 *     sk_json j = sk_json_on(&arena);
 *     sk_json_open(&j, '{');
 *     sk_json_key(&j, "id"); sk_json_str(&j, id);
 *     sk_json_close(&j, '}');
 */
#ifndef SK_BASE_JSON_H
#define SK_BASE_JSON_H

#include "base/str.h"

typedef struct sk_json {
    sk_arena *arena;
    sk_buf out;
    bool comma; /* a comma is due before the next value or key */
} sk_json;

static inline sk_json sk_json_on(sk_arena *a)
{
    return (sk_json){.arena = a};
}

/* With room for so many bytes at once. */
static inline sk_json sk_json_large(sk_arena *a, size_t room)
{
    sk_json j = {.arena = a};

    sk_reserve(a, &j.out, room);
    return j;
}

void sk_json_open(sk_json *j, char bracket);  /* '{' or '[' */
void sk_json_close(sk_json *j, char bracket); /* '}' or ']' */
/* The name of a member, one of ours: nothing in it is escaped. */
void sk_json_name(sk_json *j, sk_str name);
static inline void sk_json_key(sk_json *j, const char *name)
{
    sk_json_name(j, sk_str_of(name)); /* of a literal the length is known */
}
/* A string; s.s == NULL gives null. Control characters are escaped. */
void sk_json_str(sk_json *j, sk_str s);
void sk_json_cstr(sk_json *j, const char *s);
void sk_json_int(sk_json *j, int64_t v);
/* At most 6 significant digits; not-a-number gives null. */
void sk_json_num(sk_json *j, double v);
void sk_json_bool(sk_json *j, bool v);
void sk_json_null(sk_json *j);
/* JSON text that is already whole. */
void sk_json_raw(sk_json *j, sk_str json);

#endif
