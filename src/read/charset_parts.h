/* charset_parts.h - what reading any charset is made of. */
#ifndef SK_READ_CHARSET_PARTS_H
#define SK_READ_CHARSET_PARTS_H

#include "read/charset.h"

/* charset_read.c */
/* s == NULL if iconv does not know the name; U+FFFD for bytes it refuses. */
sk_str sk_charset_iconv(sk_arena *a, sk_str s, const char *name);
sk_str sk_charset_by_1252(sk_arena *a, sk_str s);
sk_str sk_charset_by_vni(sk_arena *a, const sk_charsets *c, sk_str s);
sk_str sk_charset_by_viqr(sk_arena *a, const sk_charsets *c, sk_str s);
/* windows-1252 from 0x80 to 0x9F, its gaps read as Latin-1. */
extern const uint16_t sk_charset_1252[32];

/* charset_mend.c */
/* NFC as far as letters with combining marks go. */
sk_str sk_charset_composed(sk_arena *a, sk_str s);

/* charset_shape.c */
/* How far it looks like Vietnamese: syllables that could be, less those that
 * could not. */
int sk_charset_vietnamese(sk_str s);

#endif
