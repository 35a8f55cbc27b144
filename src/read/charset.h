/* charset.h - bytes in any of the charsets of Vietnamese pages into UTF-8.
 *
 * UTF-8 and UTF-16 are told by their form; of others the declared one is tried,
 * and since old pages declare what they are not, the ways to read them that
 * Vietnamese pages have used compete: windows-1258, windows-1252, TCVN3, VNI,
 * VISCII, VIQR. The reading with most Vietnamese syllables wins. UTF-8 that was
 * once taken for windows-1252 (also twice) is turned back. The result is NFC.
 */
#ifndef SK_READ_CHARSET_H
#define SK_READ_CHARSET_H

#include "know/load.h"

typedef struct sk_charsets sk_charsets;
int sk_charset_load(sk_loader *ld, const sk_charsets **out);

/* declared: from an HTTP header, s == NULL if none; is_markup: bytes are HTML or
 * XML, whose own declaration is looked for and in which ASCII may not be VIQR.
 * *used (may be NULL) is set to the name of the charset. */
sk_str sk_charset_utf8(sk_arena *a, const sk_engine *eng, sk_str bytes,
                       sk_str declared, bool is_markup, const char **used);
/* UTF-8 that was taken for windows-1252, once or twice ("Tiáº¿ng"), turned
 * back; s itself if it was not. */
sk_str sk_charset_unbroken(sk_arena *a, sk_str s);
/* Control characters from U+0080 to U+009F as the letters of windows-1252 that
 * they were meant for ("don&#146;t"). */
sk_str sk_charset_c1(sk_arena *a, sk_str s);

#endif
