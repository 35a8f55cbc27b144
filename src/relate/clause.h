/* clause.h - the words that hold a Vietnamese sentence together.
 *
 * Vietnamese marks tense, voice, negation and subordination with words that
 * stand apart (da "already", se "will", bi "suffer", neu "if"), so a clause can
 * be read left to right once these are known. data/clauses.tsv lists them with
 * a class each; this layer finds them, longest first.
 */
#ifndef SK_RELATE_CLAUSE_H
#define SK_RELATE_CLAUSE_H

#include "base/doc.h"
#include "base/trie.h"
#include "know/load.h"

enum sk_mark_class {
    SK_MARK_WORD,    /* an ordinary phrase that hides what stands inside it */
    SK_MARK_NEG,     /* không, chưa: did not */
    SK_MARK_NEVER,   /* không bao giờ: will never */
    SK_MARK_FUTURE,  /* sẽ, sắp, dự kiến */
    SK_MARK_MAYBE,   /* có thể: may */
    SK_MARK_PAST,    /* đã, vừa, từng */
    SK_MARK_ONGOING, /* đang */
    SK_MARK_SHOULD,  /* nên, cần, hãy: advice */
    SK_MARK_MUST,    /* phải */
    SK_MARK_BAD,     /* bị: suffers */
    SK_MARK_GOOD,    /* được: receives */
    SK_MARK_BY,      /* bởi, do: agent */
    SK_MARK_IF,      /* nếu, trừ khi */
    SK_MARK_TIME,    /* sau khi, khi, trước khi + clause */
    SK_MARK_AFTER,   /* sau, trong, giữa lúc + noun */
    SK_MARK_BEFORE,  /* trước + noun: still to come */
    SK_MARK_SINCE,   /* kể từ + noun: when it was last so */
    SK_MARK_CAUSE,   /* vì, do */
    SK_MARK_GOAL,    /* nhằm, để */
    SK_MARK_AND,     /* và, đồng thời, rồi */
    SK_MARK_BUT,     /* nhưng, song */
    SK_MARK_THAT,    /* rằng, là */
    SK_MARK_WHO,     /* người, kẻ + relative clause */
    SK_MARK_REL,     /* mà + relative clause */
    SK_MARK_TO,      /* vào, nhằm vào, tới, sang */
    SK_MARK_FOR,     /* cho, đối với */
    SK_MARK_WITH,    /* với, cùng */
    SK_MARK_OF,      /* của */
    SK_MARK_FROM,    /* từ */
    SK_MARK_BETWEEN, /* giữa */
    SK_MARK_AT,      /* tại, ở, trên, gần */
    SK_MARK_ABOUT,   /* về */
    SK_MARK_AGAINST, /* chống, phản đối (as preposition) */
    SK_MARK_PER,     /* theo + source of the news */
    SK_MARK_MEANS,   /* bằng */
    SK_MARK_SAY,     /* nói, cho biết, tuyên bố */
    SK_MARK_CLAIM,   /* được cho là, dường như, nghi */
    SK_MARK_RUMOUR,  /* theo một nguồn tin: the whole sentence is hearsay */
    SK_MARK_NOUN, /* cuộc, vụ, đòn: makes a noun of the verb behind it */
    SK_MARK_IDEA, /* kế hoạch, âm mưu: a noun that is no deed */
    SK_MARK_DO, /* tiến hành, mở, thực hiện: light verb before such */
    SK_MARK_MAKE,   /* khiến, buộc, giúp: its object acts next */
    SK_MARK_HARM,   /* thiệt mạng, hư hại: what the subject suffers */
    SK_MARK_END,    /* ngừng, chấm dứt: the act behind it is over */
    SK_MARK_VERB,   /* another verb: parts subject and object */
    SK_MARK_DOMAIN, /* sport, showbiz, business: no politics here */
    SK_MARK_CRIME, /* lừa đảo, ma túy: who is arrested is no politician */
    SK_MARK_CLASSES
};

typedef struct sk_mark {
    uint32_t tok_beg, tok_end;
    uint8_t cls; /* enum sk_mark_class */
} sk_mark;

/* The marks of a document by tok_beg; no two begin at one token. */
struct sk_clauses {
    SK_VEC(sk_mark) marks;
    const sk_mark **at; /* [toks.n] the mark that begins there, or NULL */
    bool *inner; /* [toks.n] a later syllable of a word: "sự" of "quân sự" */
    uint8_t *pos; /* [toks.n] class of the word, enum sk_upos */
};

/* The word list, compiled; held by the engine. */
typedef struct sk_clause_words {
    sk_trie trie; /* token ids to classes */
} sk_clause_words;

int sk_clause_load(sk_loader *ld, const sk_clause_words **out);
/* Finds the marks of all sentences, into d->clauses. */
void sk_clause_find(sk_doc *d);

#endif
