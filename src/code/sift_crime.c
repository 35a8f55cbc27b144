/* sift_crime.c - police, courts and what a state does at home.
 *
 * Whom police and courts deal with is mostly no politics, nor is most of what
 * the papers' own state does to its own people: that is administration.
 */
#include "code/sift.h"

#include "find/name.h"
#include "know/know.h"

/* A refusal or protest of the papers' own state goes abroad. */
static bool speaks_abroad(const sk_draft *e, const sk_party *s)
{
    if (!s)
        return false;
    return e->type == SK_EV_REJECT
               ? !sk_one_of(s->sector, "COP JUD ELI")
               : e->type == SK_EV_ACCUSE && s->kind == SK_PARTY_COUNTRY;
}

/* What the papers' own state does at home is politics if its leaders order
 * something of a body, or take office, freedom or honour from an official; the
 * rest is administration. */
static bool home_politics(const sk_draft *e, const sk_party *s,
                          const sk_party *t)
{
    switch (e->type) {
    case SK_EV_REQUEST: /* bodies that propose something order nothing */
        return !sk_one_of(s->sector, "COP JUD ELI") &&
               !(s->kind == SK_PARTY_BODY && e->pat->cameo &&
                 strcmp(e->pat->cameo, "020") == 0);
    case SK_EV_CONCEDE:
    case SK_EV_REJECT:
        return true;
    case SK_EV_ACCUSE:
        if (!e->mode[0] || strcmp(e->mode[0], "allege") != 0)
            return false;
        break;
    case SK_EV_SANCTION:
    case SK_EV_COERCE:
        break;
    default:
        return false;
    }
    return sk_one_of(t->sector, "GOV LEG PTY ELI MIL") &&
           !(t->flags & SK_PARTY_GUESS) && t->kind != SK_PARTY_BODY &&
           !(t->flags & SK_PARTY_THING);
}

/* Somebody named with an office that he holds or held; "ông X" alone may be a
 * namesake. */
static bool official(const sk_doc *d, const sk_party *p)
{
    return p->kind == SK_PARTY_PERSON && (p->flags & SK_PARTY_NAMED) &&
           strcmp(p->code, SK_HOME) == 0 &&
           !(sk_name_class(d->eng->names, d->toks.v[p->tok_beg].id) &
             SK_NW_HONOUR);
}

/* "công an khởi tố 343 người từ Campuchia", "công an trả ví cho du khách": police
 * deal with people, not with countries, and at home with no politics. */
static bool police_work(const sk_doc *d, const sk_draft *e, const sk_party *s,
                        const sk_party *t)
{
    if (t->kind == SK_PARTY_COUNTRY || t->kind == SK_PARTY_PLACE)
        return e->type == SK_EV_ACCUSE && e->pat->cameo &&
               strcmp(e->pat->cameo, "115") == 0 &&
               !sk_str_ends(sk_doc_sub(d, e->trigger[0]), SK_STR("kiện"));
    if (!sk_one_of(s->sector, "COP"))
        return false;
    return strcmp(s->code, SK_HOME) == 0 && sk_one_of(t->sector, "CVL") &&
           (e->type == SK_EV_RETREAT || e->type == SK_EV_AID);
}

bool sk_sift_crime(const sk_doc *d, const sk_parties *p, const sk_draft *e,
                   bool src, bool tgt)
{
    const sk_party *s = e->source.n ? sk_party_at(p, e->source.party[0]) : NULL;
    const sk_party *t = e->target.n ? sk_party_at(p, e->target.party[0]) : NULL;

    if (s && t && e->type == SK_EV_COERCE && sk_one_of(t->sector, "UAF CRM") &&
        (t->flags & SK_PARTY_GUESS))
        return true; /* suspects whose country nobody told */
    if (s && t && police_work(d, e, s, t))
        return true;
    if (!sk_one_country(p, e))
        return false;
    if (s && t && (t->flags & SK_PARTY_PROTEST))
        return false;
    if (s && t && sk_one_of(t->sector, "UAF CRM") && e->type == SK_EV_COERCE)
        return true;
    if (s && t && !s->sector[0] && s->kind == SK_PARTY_COUNTRY &&
        (!t->sector[0] || sk_one_of(t->sector, "CVL BUS LAB AGR")) &&
        (e->type == SK_EV_COERCE || e->type == SK_EV_SANCTION) && e->mode[0] &&
        sk_one_of(e->mode[0], "arrest convict"))
        return true; /* "Trung Quốc phạt tù kẻ ..." */
    if (s && sk_one_of(s->sector, "COP JUD UAF CRM") &&
        (!tgt || (t->flags & SK_PARTY_THING)) &&
        (e->type == SK_EV_COERCE || e->type == SK_EV_ACCUSE ||
         e->type == SK_EV_SANCTION || e->type == SK_EV_ASSAULT) &&
        !(t && sk_one_of(t->sector, "JRN REL SOC EDU ELI OPP")))
        return true;
    if (!s && t && official(d, t) && home_politics(e, t, t) &&
        (e->type == SK_EV_COERCE || e->type == SK_EV_ACCUSE ||
         e->type == SK_EV_SANCTION))
        return false; /* "bắt giam Phó chủ tịch tỉnh X": by whom is known */
    if ((s && strcmp(s->code, SK_HOME) == 0) ||
        (!s && t && strcmp(t->code, SK_HOME) == 0))
        return !(src && tgt && t && s && strcmp(t->code, SK_HOME) == 0
                     ? home_politics(e, s, t)
                 : src && tgt ? e->type != SK_EV_MOBILIZE
                              : speaks_abroad(e, s));
    return false;
}

bool sk_sift_policed(const sk_parties *p, const sk_draft *e)
{
    bool held = e->type == SK_EV_COERCE || e->type == SK_EV_SANCTION;

    if (!e->mode[0] || (!held && e->type != SK_EV_ACCUSE) ||
        !(sk_one_of(e->mode[0], "arrest convict allege") ||
          (e->pat->flags & SK_PAT_RAID)))
        return false;
    for (uint8_t i = 0; i < e->source.n; i++) {
        const sk_party *s = sk_party_at(p, e->source.party[i]);
        if (sk_one_of(s->code, "UNO IGO") ||
            sk_one_of(s->sector, "LEG PTY OPP"))
            return false; /* the court of the Hague; a quarrel of politics */
    }
    for (uint8_t i = 0; i < e->target.n; i++) {
        const sk_party *t = sk_party_at(p, e->target.party[i]);
        if (t->flags & SK_PARTY_PROTEST)
            return false;
        if (t->kind == SK_PARTY_COUNTRY || t->kind == SK_PARTY_SEAT
                ? !held && e->source.n
                : t->sector[0] &&
                      !sk_one_of(t->sector, "CVL CRM UAF BUS LAB AGR"))
            return false;
    }
    return true;
}
