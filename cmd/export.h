/* export.h - one storyline in the formats of other programs. */
#ifndef SK_CMD_EXPORT_H
#define SK_CMD_EXPORT_H

#include "out.h"

/* A storyline with all that an export shows. */
typedef struct whole_story {
    sk_story_row story;
    sk_timeline line;
    sk_quotes_found quotes; /* of all its documents, newest first */
} whole_story;

/* Text that XML and HTML take as text; control characters are left out. */
void export_escaped(asking *q, sk_buf *b, sk_str s);
/* Only addresses of the web become links. */
bool export_linkable(sk_str url);

typedef void (*story_writer)(asking *q, const whole_story *w, sk_buf *out);

void export_json(asking *q, const whole_story *w, sk_buf *out);
void export_jsonfeed(asking *q, const whole_story *w, sk_buf *out);
void export_atom(asking *q, const whole_story *w, sk_buf *out);
void export_timelinejs(asking *q, const whole_story *w, sk_buf *out);
void export_markdown(asking *q, const whole_story *w, sk_buf *out);
void export_html(asking *q, const whole_story *w, sk_buf *out);

#endif
