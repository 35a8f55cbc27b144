/* entity.h - HTML character references. */
#ifndef SK_BASE_ENTITY_H
#define SK_BASE_ENTITY_H

#include "base/str.h"

/* The reference that begins at s.s[at] == '&': its UTF-8 into out, the number
 * of bytes written; *end is behind it. 0 if there is none. Names without a
 * semicolon count only where the HTML standard knows them so. Numbers that are
 * no characters give U+FFFD; 128..159 are read as windows-1252. */
size_t sk_entity_at(sk_str s, size_t at, char out[16], size_t *end);

#endif
