/* speaker.h - who said it, told by whom, and when.
 *
 * Needs quotes with their sites (find/quote.h), entities and references.
 */
#ifndef SK_RELATE_SPEAKER_H
#define SK_RELATE_SPEAKER_H

#include "base/doc.h"

/* Sets speaker, speaker_name, speaker_span, told_by and when of all quotes. */
void sk_speakers(sk_doc *d);

#endif
