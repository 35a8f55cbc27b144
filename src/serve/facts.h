/* facts.h - what a page shows as JSON-LD in the words of schema.org, for search
 * engines and other programs; for sk_request.facts. */
#ifndef SK_SERVE_FACTS_H
#define SK_SERVE_FACTS_H

#include "serve/http.h"
#include "store/store.h"

/* A storyline as a list of what happened, in the order of the page. */
sk_str sk_facts_story(sk_request *rq, const sk_story_row *s,
                      const sk_timeline *tl);
/* A happening with the articles that tell of it. */
sk_str sk_facts_happening(sk_request *rq, const sk_happening_row *h,
                          const sk_docs_found *docs);
/* A person, body or place. */
sk_str sk_facts_entity(sk_request *rq, const sk_party *p);

#endif
