/* topic.h - kinds of affairs and the words that tell them (data/topics.tsv):
 * "chiến sự" by "tên lửa", "không kích"; for the names of storylines. */
#ifndef SK_THREAD_TOPIC_H
#define SK_THREAD_TOPIC_H

#include "base/doc.h"
#include "base/trie.h"
#include "know/load.h"

enum { SK_TOPICS_MAX = 64 };

/* What stands behind a topic in a name. */
enum sk_topic_link {
    SK_TOPIC_ALONE,
    SK_TOPIC_SIDES,  /* countries, regions: "chiến sự Nga - Ukraine" */
    SK_TOPIC_PLACE,  /* a place or two */
    SK_TOPIC_PERSON, /* somebody with an office */
    SK_TOPIC_WHO,    /* a person or body */
    SK_TOPIC_THEME,  /* what the titles share */
    SK_TOPIC_ANY,    /* the most named */
    SK_TOPIC_LINKS
};

typedef struct sk_topic {
    sk_str name; /* "mưa lũ ở": as it stands before what follows */
    uint8_t link;
} sk_topic;

typedef struct sk_topics {
    SK_VEC(sk_topic) v;
    sk_trie cues;           /* token ids to rows of v */
    SK_VEC(uint32_t) minor; /* hashes of words: "phường" */
    SK_VEC(uint32_t) front; /* "dải" */
} sk_topics;

int sk_topics_load(sk_loader *ld, sk_topics *t);
/* Whether a place whose name begins with the syllable is too small to name an
 * affair. */
bool sk_topics_minor(const sk_topics *t, uint32_t syllable);
/* Whether titles leave the syllable out in front of a name: "dải" of "Dải
 * Gaza". */
bool sk_topics_front(const sk_topics *t, uint32_t syllable);
/* A bit for each topic of which words [beg, end) of the document hold a cue,
 * from the beginning of a word to the end of one. */
uint64_t sk_topics_of(const sk_topics *t, const sk_doc *d, size_t beg,
                      size_t end);

#endif
