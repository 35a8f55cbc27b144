/* record.c - a document as one JSON object (docs/format.md). */
#include "record.h"

#define NAME(array, i) \
    ((i) < sizeof(array) / sizeof *(array) ? (array)[i] : "?")

static const char *para_name(uint8_t kind)
{
    static const char *const n[] = {"body",    "title",   "lead",    "caption",
                                    "heading", "byline",  "source",  "related",
                                    "promo",   "snippet", "dateline"};
    return NAME(n, kind);
}

static const char *upos_name(uint8_t pos)
{
    static const char *const n[] = {
        "X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
        "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};
    return NAME(n, pos);
}

const char *sk_mention_type_name(uint8_t type)
{
    static const char *const n[] = {"PER", "ORG", "GPE", "LOC", "EVENT-NAME"};
    return NAME(n, type);
}

static const char *mention_kind_name(uint8_t kind)
{
    static const char *const n[] = {"name", "role", "pronoun", "metonym"};
    return NAME(n, kind);
}

const char *sk_time_type_name(uint8_t type)
{
    static const char *const n[] = {"DATE", "TIME", "DURATION", "SET"};
    return NAME(n, type);
}

const char *sk_quote_kind_name(uint8_t kind)
{
    static const char *const n[] = {"direct", "indirect", "mixed", "scare"};
    return NAME(n, kind);
}

const char *sk_stance_name(uint8_t stance)
{
    static const char *const n[] = {"neutral",  "assert", "deny",   "promise",
                                    "threaten", "demand", "praise", "blame"};
    return NAME(n, stance);
}

const char *sk_status_name(uint8_t status)
{
    static const char *const n[] = {"happened",    "planned",
                                    "ongoing",     "negated",
                                    "conditional", "reported-claim"};
    return NAME(n, status);
}

/* ---- pieces ---- */

typedef struct rec {
    const sk_doc *d;
    sk_json *j;
    unsigned flags;
} rec;

/* "start", "end" (and "para") of a span, then "text" if wanted. */
static void span(rec *r, sk_span s, bool text)
{
    uint32_t beg = s.beg, end = s.end;
    int32_t field;

    if (r->flags & SK_RECORD_INPUT_OFFSETS) {
        sk_doc_origin(r->d, s, &field, &beg, &end);
        if (field != SK_FIELD_TEXT) {
            sk_json_key(r->j, "para");
            sk_json_int(r->j, field);
        }
    }
    sk_json_key(r->j, "start");
    sk_json_int(r->j, beg);
    sk_json_key(r->j, "end");
    sk_json_int(r->j, end);
    if (text) {
        sk_json_key(r->j, "text");
        sk_json_str(r->j, sk_doc_sub(r->d, s));
    }
}

static void str(rec *r, const char *key, sk_str s)
{
    sk_json_key(r->j, key);
    sk_json_str(r->j, s);
}

static void cstr(rec *r, const char *key, const char *s)
{
    sk_json_key(r->j, key);
    sk_json_cstr(r->j, s);
}

/* A code such as "RUS"; "" is null. */
static void code(rec *r, const char *key, const char *s)
{
    cstr(r, key, s[0] ? s : NULL);
}

static void entity_id(rec *r, uint32_t e)
{
    str(r, "entity",
        e < r->d->entities.n ? r->d->entities.v[e].id : (sk_str){NULL, 0});
}

static void names(rec *r, const char *key, const char *const v[4])
{
    sk_json_key(r->j, key);
    sk_json_open(r->j, '[');
    for (int i = 0; i < 4 && v[i]; i++)
        sk_json_cstr(r->j, v[i]);
    sk_json_close(r->j, ']');
}

static void span_or_null(rec *r, const char *key, sk_span s)
{
    sk_json_key(r->j, key);
    if (s.beg == s.end) {
        sk_json_null(r->j);
        return;
    }
    sk_json_open(r->j, '{');
    span(r, s, true);
    sk_json_close(r->j, '}');
}

/* ---- layers ---- */

static void mention(rec *r, const sk_mention *m)
{
    sk_json_open(r->j, '{');
    span(r, m->span, true);
    cstr(r, "type", sk_mention_type_name(m->type));
    entity_id(r, m->entity);
    str(r, "name",
        m->entity < r->d->entities.n ? r->d->entities.v[m->entity].name
                                     : sk_doc_sub(r->d, m->span));
    code(r, "country", m->country);
    code(r, "sector", m->sector);
    str(r, "role", m->role);
    cstr(r, "kind", mention_kind_name(m->kind));
    sk_json_close(r->j, '}');
}

static void when(rec *r, const sk_time *t)
{
    sk_json_open(r->j, '{');
    span(r, t->span, true);
    cstr(r, "type", sk_time_type_name(t->type));
    str(r, "value", t->value);
    str(r, "mod", t->mod);
    if (t->tz.s)
        str(r, "tz", t->tz);
    if (t->cal.s)
        str(r, "cal", t->cal);
    sk_json_key(r->j, "confidence");
    sk_json_num(r->j, (double)t->confidence);
    sk_json_close(r->j, '}');
}

static void quote(rec *r, const sk_quote *q)
{
    sk_json_open(r->j, '{');
    span(r, q->span, true);
    cstr(r, "kind", sk_quote_kind_name(q->kind));
    str(r, "speaker", q->speaker_name);
    entity_id(r, q->speaker);
    span_or_null(r, "speaker_mention", q->speaker_span);
    str(r, "cue", q->cue);
    cstr(r, "stance", sk_stance_name(q->stance));
    sk_json_key(r->j, "told_by");
    sk_json_open(r->j, '[');
    for (uint32_t i = 0; i < q->n_told_by; i++)
        sk_json_str(r->j, q->told_by[i]);
    sk_json_close(r->j, ']');
    str(r, "when", q->when);
    sk_json_close(r->j, '}');
}

static void actors(rec *r, const char *key, const sk_actor *v, uint32_t n)
{
    sk_json_key(r->j, key);
    sk_json_open(r->j, '[');
    for (uint32_t i = 0; i < n; i++) {
        sk_json_open(r->j, '{');
        span(r, v[i].span, true);
        entity_id(r, v[i].entity);
        str(r, "name", v[i].name);
        code(r, "code", v[i].code);
        code(r, "sector", v[i].sector);
        sk_json_close(r->j, '}');
    }
    sk_json_close(r->j, ']');
}

static void where(rec *r, const sk_place *p)
{
    sk_json_key(r->j, "where");
    if (p->span.beg == p->span.end) {
        sk_json_null(r->j);
        return;
    }
    sk_json_open(r->j, '{');
    str(r, "text", sk_doc_sub(r->d, p->span));
    code(r, "country", p->country);
    sk_json_key(r->j, "lat");
    sk_json_num(r->j, p->lat);
    sk_json_key(r->j, "lon");
    sk_json_num(r->j, p->lon);
    sk_json_close(r->j, '}');
}

static void event(rec *r, const sk_event *e)
{
    sk_json_open(r->j, '{');
    str(r, "id", e->id);
    cstr(r, "type", e->type);
    names(r, "mode", e->mode);
    names(r, "context", e->context);
    cstr(r, "cameo", e->cameo);
    sk_json_key(r->j, "quad");
    sk_json_int(r->j, e->quad);
    sk_json_key(r->j, "goldstein");
    sk_json_num(r->j, (double)e->goldstein);
    actors(r, "source", e->source, e->n_source);
    actors(r, "target", e->target, e->n_target);
    sk_json_key(r->j, "eventText");
    sk_json_open(r->j, '[');
    for (uint32_t i = 0; i < e->n_trigger; i++)
        sk_json_str(r->j, sk_doc_sub(r->d, e->trigger[i]));
    sk_json_close(r->j, ']');
    sk_json_key(r->j, "trigger");
    sk_json_open(r->j, '[');
    for (uint32_t i = 0; i < e->n_trigger; i++) {
        sk_json_open(r->j, '{');
        span(r, e->trigger[i], true);
        sk_json_close(r->j, '}');
    }
    sk_json_close(r->j, ']');
    str(r, "when", e->when);
    where(r, &e->where);
    cstr(r, "status", sk_status_name(e->status));
    str(r, "claimed_by", e->claimed_by);
    sk_json_key(r->j, "sentence");
    sk_json_int(r->j, e->sent);
    cstr(r, "pattern", e->pattern);
    sk_json_key(r->j, "confidence");
    sk_json_num(r->j, (double)e->confidence);
    sk_json_close(r->j, '}');
}

#define LAYER(r, key, layer, each)                      \
    do {                                                \
        sk_json_key((r)->j, (key));                     \
        sk_json_open((r)->j, '[');                      \
        for (size_t i_ = 0; i_ < (r)->d->layer.n; i_++) \
            each((r), &(r)->d->layer.v[i_]);            \
        sk_json_close((r)->j, ']');                     \
    } while (0)

/* A line with what is glued into it: one paragraph with parts. Returns the
 * index of the next one. */
static size_t line_of(rec *r, size_t i)
{
    const sk_para *v = r->d->paras.v, *main = &v[i];
    size_t end = i + 1, parts = 0;

    while (end < r->d->paras.n && (v[end].part || v[end - 1].part) &&
           v[end].field == v[i].field &&
           !memchr(r->d->text.s + v[end - 1].span.end, '\n',
                   v[end].span.beg - v[end - 1].span.end))
        end++;
    for (size_t k = i; k < end; k++) {
        parts += v[k].part;
        if (main->part && !v[k].part)
            main = &v[k];
    }
    sk_json_open(r->j, '{');
    span(r, (sk_span){v[i].span.beg, v[end - 1].span.end}, false);
    cstr(r, "kind", para_name(main->kind));
    if (parts && end - i > 1) {
        sk_json_key(r->j, "parts");
        sk_json_open(r->j, '[');
        for (size_t k = i; k < end; k++) {
            if (!v[k].part)
                continue;
            sk_json_open(r->j, '{');
            span(r, v[k].span, false);
            cstr(r, "kind", para_name(v[k].kind));
            sk_json_close(r->j, '}');
        }
        sk_json_close(r->j, ']');
    }
    sk_json_close(r->j, '}');
    return end;
}

static void paragraphs(rec *r)
{
    sk_json_key(r->j, "paragraphs");
    sk_json_open(r->j, '[');
    for (size_t i = 0; i < r->d->paras.n;)
        i = line_of(r, i);
    sk_json_close(r->j, ']');
}

static void sentence(rec *r, const sk_sent *s)
{
    sk_json_open(r->j, '{');
    span(r, s->span, false);
    sk_json_close(r->j, '}');
}

static void word(rec *r, const sk_word *w)
{
    sk_json_open(r->j, '{');
    span(r, w->span, false);
    cstr(r, "class", upos_name(w->pos));
    sk_json_close(r->j, '}');
}

void sk_record(const sk_doc *d, unsigned flags, sk_json *j)
{
    rec r = {d, j, flags};

    sk_json_open(j, '{');
    str(&r, "id", d->id);
    str(&r, "url", d->url);
    str(&r, "outlet", d->outlet);
    str(&r, "published", d->published);
    if (flags & SK_RECORD_TIMES) {
        if (!(flags & SK_RECORD_INPUT_OFFSETS))
            str(&r, "text", d->text);
        LAYER(&r, "times", times, when);
        sk_json_close(j, '}');
        return;
    }
    str(&r, "title", d->title);
    str(&r, "author", d->author);
    str(&r, "language", d->language);
    str(&r, "text", d->text);
    paragraphs(&r);
    LAYER(&r, "sentences", sents, sentence);
    if (flags & SK_RECORD_WORDS)
        LAYER(&r, "words", words, word);
    LAYER(&r, "mentions", mentions, mention);
    LAYER(&r, "times", times, when);
    LAYER(&r, "quotes", quotes, quote);
    LAYER(&r, "events", events, event);
    sk_json_close(j, '}');
}
