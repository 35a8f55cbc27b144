/* model.h - the settings and learned weights of threading (data/thread.tsv)
 * and the titles that mark columns and digests (data/thread_kinds.tsv).
 */
#ifndef SK_THREAD_MODEL_H
#define SK_THREAD_MODEL_H

#include "base/trie.h"
#include "know/load.h"
#include "thread/sense.h"
#include "thread/topic.h"

enum sk_item_kind {
    SK_ITEM_NEWS,
    SK_ITEM_DIGEST,  /* many happenings under one title: never joins */
    SK_ITEM_COLUMN,  /* a daily column: price, lottery, weather, horoscope */
    SK_ITEM_SERIES,  /* a digest of one affair: belongs to its storyline */
    SK_ITEM_PREVIEW, /* line-ups, forecasts */
    SK_ITEM_LISTING, /* schedules, tables: belongs to its storyline, tells no
                        happening that others tell */
    SK_ITEM_KINDS
};

/* Features of a pair of items. */
/* clang-format off */
enum sk_pair_feature {
    SK_PF_BIAS, SK_PF_ALL, SK_PF_TITLE, SK_PF_REST, SK_PF_NAME, SK_PF_CROSS,
    SK_PF_NUMBERS, SK_PF_RARE, SK_PF_DAYS, SK_PF_PREVIEW, SK_PF_SERIES,
    SK_PF_ACTS, SK_PF_ACT_CLASH, SK_PF_MIN, SK_PF_TOP, SK_PF_THEME, SK_PF_BREADTH,
    SK_PF_BURST, SK_PF_COVER, SK_PF_COVERED, SK_PF_NUMBER_CLASH,
    SK_PF_CROWD, SK_PF_GAP, SK_PF_OWN, SK_PF_OWN_DAYS, SK_PF_SENSE,
    SK_PF_DAY, SK_PF_DAY_CLASH, SK_PF_BURST_BURST, SK_PF_BURST_TITLE,
    SK_PF_CROWD_THEME, SK_PF_RANK, SK_PF_BACK,
    SK_PF_N
};
/* clang-format on */

/* Features of an item and a happening: the log-odds of its pairs with the
 * articles of it, how many there are, whether its outlet told it already. */
/* clang-format off */
enum sk_tell_feature {
    SK_HF_BIAS, SK_HF_BEST, SK_HF_MEAN, SK_HF_COUNT, SK_HF_OUTLET, SK_HF_N
};
/* clang-format on */

/* Features of an item and a storyline. */
/* clang-format off */
enum sk_join_feature {
    SK_JF_BIAS, SK_JF_FAST, SK_JF_SLOW, SK_JF_NAME, SK_JF_BEST, SK_JF_MEAN3,
    SK_JF_ANCHORS, SK_JF_SIZE, SK_JF_DAYS, SK_JF_COUNT, SK_JF_TIGHT,
    SK_JF_BIG_FAST, SK_JF_THEME, SK_JF_BREADTH, SK_JF_SLEPT,
    SK_JF_HEAT, SK_JF_AGE, SK_JF_VOTE, SK_JF_SLOW_NAME, SK_JF_SLOW_THEME, SK_JF_LEAD,
    SK_JF_SENSE, SK_JF_SLOW_SENSE, SK_JF_COVER, SK_JF_NAME_COVER, SK_JF_WAKE,
    SK_JF_TIGHT_MEAN3, SK_JF_BIG_LEAD, SK_JF_CLASH,
    SK_JF_N
};
/* clang-format on */

/* Features of two storylines that an item shows to be near. */
/* clang-format off */
enum sk_merge_feature {
    SK_MF_BIAS, SK_MF_FAST, SK_MF_SLOW, SK_MF_NAME, SK_MF_THEME,
    SK_MF_SLOW_NAME, SK_MF_SLOW_THEME, SK_MF_BREADTH, SK_MF_ANCHORS,
    SK_MF_SMALL, SK_MF_LARGE, SK_MF_ITEM, SK_MF_DAYS, SK_MF_HEAT, SK_MF_TIGHT,
    SK_MF_ONE, SK_MF_SENSE, SK_MF_SLOW_SENSE,
    SK_MF_COVER, SK_MF_COVERED, SK_MF_CLASH, SK_MF_N
};
/* clang-format on */

enum sk_thread_param {
    SK_TP_PAIR_WEIGHT,
    SK_TP_NAME_WEIGHT,
    SK_TP_ENTITY_WEIGHT,
    SK_TP_SEASON_WEIGHT,
    SK_TP_EVENT_WEIGHT,
    SK_TP_HAPPENING_MIN,
    SK_TP_HAPPENING_HOURS,
    SK_TP_STORY_MIN,
    SK_TP_STORY_DAYS,
    SK_TP_SLEEP_MIN,
    SK_TP_SLEEP_DAYS,
    SK_TP_HALF_LIFE,
    SK_TP_MERGE_MIN,
    SK_TP_MERGE_GROWN,
    SK_TP_MERGE_TIMES,
    SK_TP_PEER_MIN,
    SK_TP_QUIET_ITEMS,
    SK_TP_PARENT_MIN,
    SK_TP_SIZE_MOST,
    SK_TP_HEAT_MOST,
    SK_TP_N
};

/* Where words mark a report that is no plain news. */
enum sk_soft_where {
    SK_SOFT_TITLE,
    SK_SOFT_SOON,
    SK_SOFT_LEAD,
    SK_SOFT_ANYWHERE
};

/* What words of a title say of how sure a thing is; of what stands before a day,
 * whether the text only looks back to it. */
enum sk_says {
    SK_SAYS_PLAN = 1,
    SK_SAYS_DENY = 2,
    SK_SAYS_CLAIM = 4,
    SK_SAYS_BEHIND = 8
};

/* A token sequence that marks a title. */
typedef struct sk_title_mark {
    uint8_t kind;
    bool anywhere; /* else at the beginning of the title */
} sk_title_mark;

/* How many terms an item's text may be told apart by, for counting them. */
enum { SK_DF_BITS = 20 };

typedef struct sk_thread_model {
    uint32_t *df; /* [1 << SK_DF_BITS] items that had a term, of n_df, in
                       the press before the stream begins */
    uint64_t n_df;
    sk_senses senses;
    double param[SK_TP_N];
    double same[SK_PF_N];   /* two items tell the same happening */
    double tell[SK_HF_N];   /* an item tells a happening */
    double affair[SK_PF_N]; /* two items belong to one storyline */
    double join[SK_JF_N];
    double merge[SK_MF_N];
    sk_trie marks; /* token ids to rows of mark */
    SK_VEC(sk_title_mark) mark;
    sk_trie series;  /* beginnings of titles that come again and
                                 again, to the hash of their series */
    sk_trie moves;   /* "tăng", "lên": what a price does */
    sk_trie tolls;   /* "người chết" to enum sk_toll_kind */
    sk_trie numbers; /* "mười lăm" to 15 */
    sk_trie soft;    /* "vì sao": no plain news, to enum
                                 sk_soft_where */
    sk_trie seasons; /* "tết nguyên đán" */
    sk_trie events;  /* "bão số", "bão": with the number or name behind it
                        an event */
    sk_trie cues;    /* "sắp", "bác bỏ" to enum sk_says */
    SK_VEC(uint32_t)
    edges;                 /* hashes of words that no name begins or ends
                                 with */
    SK_VEC(uint32_t) dull; /* of words that alone are no theme */
    sk_topics topics;
} sk_thread_model;

/* The ids of terms from here on are names of events ("bão số 5"): in a list by
 * id they stand last, and a centroid needs no flag to know them. */
static const uint32_t SK_EVENT_TERMS = 0xfff00000;

/* The hash of a lower-case syllable or number, and of two neighbours: the ids
 * of terms. */
uint32_t sk_term_syllable(sk_str low);
uint32_t sk_term_pair(uint32_t a, uint32_t b);
/* An id that is no event's. */
uint32_t sk_term_plain(uint32_t id);
/* Whether a name may not begin or end with the word. */
bool sk_thread_edge(const sk_thread_model *m, uint32_t syllable);
/* Whether these syllables alone are no theme: "tổng thống", "người dân". */
bool sk_thread_dull(const sk_thread_model *m, const uint32_t *syllables,
                    size_t n);

/* How likely what has the features f[n] is, by the weights w[n] of a logistic
 * regression: as log-odds, as a probability. */
double sk_log_odds(const double *w, const double *f, int n);
double sk_logistic(const double *w, const double *f, int n);

/* Reads both tables. */
int sk_thread_model_load(sk_loader *ld, const sk_thread_model **out);

/* The names of features and settings, as they stand in the table. */
extern const char *const sk_pair_feature_names[SK_PF_N];
extern const char *const sk_tell_feature_names[SK_HF_N];
extern const char *const sk_join_feature_names[SK_JF_N];
extern const char *const sk_merge_feature_names[SK_MF_N];
extern const char *const sk_thread_param_names[SK_TP_N];

#endif
