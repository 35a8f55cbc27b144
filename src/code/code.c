/* code.c - the step that codes: sentences into events.
 *
 *   parties -> reading of each sentence -> drafts -> sift -> merge -> events
 */
#include "code/code.h"

#include <math.h>
#include <stdlib.h>

#include "code/draft.h"

static bool told(uint8_t kind)
{
    return kind == SK_PARA_TITLE || kind == SK_PARA_LEAD ||
           kind == SK_PARA_BODY;
}

/* ---- drafts into events ---- */

static const sk_actor *actors(sk_doc *d, const sk_parties *p, const sk_side *s)
{
    sk_actor *v = sk_new(&d->arena, sk_actor, s->n + 1);

    for (uint8_t i = 0; i < s->n; i++) {
        const sk_party *q = &p->parties.v[s->party[i]];
        v[i].span = sk_doc_tok_span(d, q->tok_beg, q->tok_end);
        v[i].entity = q->entity;
        v[i].name = q->name.s ? q->name : sk_doc_sub(d, v[i].span);
        memcpy(v[i].code, q->code, 4);
        memcpy(v[i].sector, q->sector, 4);
    }
    return v;
}

static const sk_mode_row *mode_row(const sk_patterns *p, const sk_draft *e)
{
    for (size_t i = 0; i < p->modes.n && e->mode[0]; i++)
        if (p->modes.v[i].type == e->type &&
            strcmp(p->modes.v[i].mode, e->mode[0]) == 0)
            return &p->modes.v[i];
    return NULL;
}

static int by_code(const void *code, const void *row)
{
    return strcmp(code, ((const sk_cameo_row *)row)->code);
}

/* They are in the order of their codes. */
static const sk_cameo_row *cameo_row(const sk_patterns *p, const char *code)
{
    return p->cameo.n ? bsearch(code, p->cameo.v, p->cameo.n,
                                sizeof *p->cameo.v, by_code)
                      : NULL;
}

/* The CAMEO code: of the pattern if the type is still its own, else of the
 * mode, else of the type. */
static void scores(const sk_doc *d, const sk_draft *e, sk_event *ev)
{
    const sk_patterns *p = d->eng->patterns;
    const sk_type_row *t = &p->types[e->type];
    const sk_mode_row *m = mode_row(p, e);
    const sk_cameo_row *c;

    ev->type = t->name;
    ev->quad = t->quad;
    ev->goldstein = m ? m->scale : t->scale;
    ev->cameo = e->pat->cameo && e->type == e->pat->type &&
                        (!e->mode[0] || e->mode[0] == e->pat->mode[0])
                    ? e->pat->cameo
                : m && m->cameo ? m->cameo
                                : t->cameo;
    c = ev->cameo ? cameo_row(p, ev->cameo) : NULL;
    if (c)
        ev->goldstein = c->goldstein;
}

static sk_str id_of(sk_doc *d, const sk_draft *e, const sk_event *ev)
{
    uint64_t h = sk_hash(d->id.s, d->id.len, 1);

    h = sk_hash(ev->type, strlen(ev->type), h);
    h = sk_hash(&ev->trigger[0].beg, sizeof ev->trigger[0].beg, h);
    h = sk_hash(&e->sent, sizeof e->sent, h);
    return sk_strf(&d->arena, "ev:%016llx", (unsigned long long)h);
}

static void emit(sk_doc *d, const sk_parties *p, const sk_draft *e)
{
    sk_event *ev = sk_push(&d->arena, &d->events);
    sk_span *trig = sk_new(&d->arena, sk_span, e->n_trigger);
    sk_why *why = sk_new(&d->arena, sk_why, e->n_why + 1);

    *ev = (sk_event){.status = e->status,
                     .sent = e->sent,
                     .pattern = e->pat->id,
                     .when = e->when,
                     .claimed_by = {NULL, 0}};
    memcpy(trig, e->trigger, e->n_trigger * sizeof *trig);
    memcpy(why, e->why, e->n_why * sizeof *why);
    ev->trigger = trig;
    ev->n_trigger = e->n_trigger;
    ev->why = why;
    ev->n_why = e->n_why;
    memcpy(ev->mode, e->mode, sizeof ev->mode);
    memcpy(ev->context, e->context, sizeof ev->context);
    ev->source = actors(d, p, &e->source);
    ev->target = actors(d, p, &e->target);
    ev->n_source = e->source.n;
    ev->n_target = e->target.n;
    ev->where = (sk_place){.lat = NAN, .lon = NAN};
    if (e->place != SK_NONE) {
        const sk_party *q = &p->parties.v[e->place];
        ev->where.span =
            sk_doc_tok_span(d, q->in ? q->in : q->tok_beg, q->tok_end);
        if (sk_code_state(q->code))
            memcpy(ev->where.country, q->code, 4);
        ev->where.lat = q->lat;
        ev->where.lon = q->lon;
    }
    if (e->status == SK_CLAIM && e->teller != SK_NONE) {
        const sk_party *q = &p->parties.v[e->teller];
        ev->claimed_by =
            q->name.s
                ? q->name
                : sk_doc_sub(d, sk_doc_tok_span(d, q->tok_beg, q->tok_end));
    }
    scores(d, e, ev);
    ev->id = id_of(d, e, ev);
    ev->confidence = 0.5f + (e->source.n ? 0.2f : 0) +
                     (e->target.n || e->source.n > 1 ? 0.1f : 0) +
                     (e->n_trigger > 1 ? 0.1f : 0);
}

static uint8_t kind_of(const sk_doc *d, uint32_t sent)
{
    return d->paras.v[d->sents.v[sent].para].kind;
}

/* ---- what there is to read ---- */

static void find_triggers(sk_reading *r)
{
    sk_trigger t;

    for (uint32_t s = 0; s < r->d->sents.n; s++) {
        uint32_t beg = r->d->sents.v[s].tok_beg, end = r->d->sents.v[s].tok_end;
        sk_id_set ids;
        if (!told(kind_of(r->d, s)))
            continue;
        ids = sk_id_set_of(r->d, beg, end);
        for (uint32_t i = beg; i < end; i++)
            if (sk_pattern_at(r->d, i, beg, end, &ids, &t))
                *sk_push(&r->d->arena, &r->triggers) = t;
    }
}

/* Whether a pattern stands in a sentence; they are asked in order. */
static bool has_trigger(sk_reading *r, uint32_t sent)
{
    const sk_sent *s = &r->d->sents.v[sent];

    while (r->trigger < r->triggers.n &&
           r->triggers.v[r->trigger].tok_beg < s->tok_beg)
        r->trigger++;
    return r->trigger < r->triggers.n &&
           r->triggers.v[r->trigger].tok_beg < s->tok_end;
}

static bool protesters(const sk_parties *p)
{
    for (size_t i = 0; i < p->parties.n; i++)
        if (p->parties.v[i].flags & SK_PARTY_PROTEST)
            return true;
    return false;
}

/* Only patterns and protesters make events: nearly half of all leads have
 * neither, and of the sentences of others as many. */
void sk_code(sk_doc *d)
{
    sk_parties parties;
    sk_drafts drafts = {0};
    sk_reading r = {.d = d, .parties = &parties};
    bool protest;

    find_triggers(&r);
    if (!r.triggers.n && !sk_heads_protest(d))
        return;
    sk_parties_find(d, &parties);
    protest = protesters(&parties);
    for (uint32_t s = 0; s < d->sents.n; s++) {
        if (!told(kind_of(d, s)) || (!has_trigger(&r, s) && !protest))
            continue;
        r.title = kind_of(d, s) == SK_PARA_TITLE;
        sk_read_sentence(&r, s);
        sk_draft_add(&r, &drafts);
    }
    sk_draft_sift(d, &parties, &drafts);
    sk_draft_merge(d, &parties, &drafts);
    sk_draft_place(d, &parties, &drafts);
    for (size_t i = 0; i < drafts.n; i++)
        if (!drafts.v[i].gone)
            emit(d, &parties, &drafts.v[i]);
        else
            sk_draft_pass(d, drafts.v[i].pat, drafts.v[i].trigger[0],
                          drafts.v[i].gone_why);
}
