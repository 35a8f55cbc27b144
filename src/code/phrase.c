/* phrase.c - reads one noun phrase that names a party.
 *
 * In:  mentions with their entities, references, head nouns.
 * Out: a party with country and sector, or two ("hai nước").
 *
 * A Vietnamese noun phrase has its head first: "tàu cá của Campuchia" is the
 * fishing boat of Cambodia, "Tổng thống Mỹ Donald Trump" president, country,
 * name. So a phrase is read left to right: title or common noun, a few words
 * of description, "của", country or body, name.
 */
#include "code/phrase.h"

#include <math.h>

#include "relate/entity.h"

enum { DESCRIPTION_MAX = 3 };

static const sk_mark *mark_at(const sk_finder *f, uint32_t tok)
{
    return f->d->clauses->at[tok];
}

static const sk_mention *mention_at(const sk_finder *f, uint32_t tok)
{
    const sk_mention *m = tok < f->end ? f->mention_at[tok] : NULL;

    return m && m->type != SK_EVENT_NAME && m->tok_end <= f->end ? m : NULL;
}

/* A mention or reference at tok that completes a head: its owner. */
static bool take_owner(sk_finder *f, sk_phrase *x, uint32_t tok)
{
    const sk_mention *m = mention_at(f, tok);
    const sk_ref *ref = tok < f->end ? f->ref_at[tok] : NULL;

    if (m) {
        sk_party owner = {.lat = NAN, .lon = NAN, .entity = SK_NONE};
        const sk_mention *next;
        uint32_t end = m->tok_end;
        const sk_head *bloc = sk_head_at(f, tok, &end);
        sk_take_mention(f, &owner, m);
        if (bloc && bloc->code[0] && !owner.code[0])
            sk_code_set(owner.code, bloc->code); /* "lãnh đạo châu Âu" */
        end = m->tok_end;
        sk_code_set(x->p.code, owner.code);
        if (m->type == SK_ORG && owner.sector[0] &&
            strstr("BUS EDU MED CRM JRN", owner.sector) &&
            strcmp(x->p.sector, "GOV") == 0)
            sk_code_set(x->p.sector, owner.sector); /* "lãnh đạo Samsung" */
        if (m->type == SK_ORG && owner.sector[0] &&
            strstr("PTY LEG GOV", owner.sector) &&
            strcmp(x->p.sector, "REB") == 0)
            sk_code_set(x->p.sector, owner.sector); /* "thủ lĩnh đảng X" */
        next = m->type == SK_ORG ? mention_at(f, m->tok_end) : NULL;
        if (next && next->type == SK_GPE &&
            sk_entity_country(f, next->entity)) {
            sk_code_set(x->p.code, next->country);
            end = next->tok_end; /* "Liên đoàn Lao động Serbia" */
        }
        if (m->type == SK_PER && !x->p.sector[0])
            sk_code_set(x->p.sector, owner.sector);
        if (m->type == SK_PER && x->p.hint == SK_HEAD_PEOPLE) {
            x->p.entity = owner.entity;
            x->p.name = owner.name;
            x->p.flags |= owner.flags;
        }
        x->p.lat = owner.lat;
        x->p.lon = owner.lon;
        x->region = m->type == SK_LOC && !owner.code[0];
        x->at = end;
    } else if (ref && ref->tok_end <= f->end) {
        sk_code_set(x->p.code, sk_entity_code(f, ref->entity));
        x->p.flags |= SK_PARTY_GUESS;
        x->at = ref->tok_end;
        if (ref->other != SK_NONE) { /* "quan chức hai nước" */
            x->two = true;
            x->p.flags |= SK_PARTY_TWO;
            x->other = x->p;
            x->other.code[0] = 0;
            sk_code_set(x->other.code, sk_entity_code(f, ref->other));
        }
    } else {
        return false;
    }
    x->owned = true;
    return true;
}

/* "giới chức ở Nga" */
static bool names_country(const sk_finder *f, uint32_t tok)
{
    const sk_mention *m = mention_at(f, tok);

    return m && m->type == SK_GPE && sk_entity_country(f, m->entity) &&
           m->kind != SK_BY_METONYM;
}

/* "của", "thuộc", "ở", or a few words of description, then an owner. */
static bool take_far_owner(sk_finder *f, sk_phrase *x)
{
    uint32_t i = x->at, end;
    const sk_head *head;

    for (int n = 0; n <= DESCRIPTION_MAX && i < f->end; n++, i++) {
        const sk_mark *m = mark_at(f, i);
        bool of = sk_tok_is(f, i, "của") || sk_tok_is(f, i, "thuộc");
        sk_trigger t;
        if (of || (x->p.hint == SK_HEAD_THING || x->p.hint == SK_HEAD_PEOPLE ||
                           (!n && names_country(f, i + 1))
                       ? sk_tok_is(f, i, "ở") || sk_tok_is(f, i, "tại") ||
                             sk_tok_is(f, i, "từ")
                       : false)) {
            uint32_t at = i + 1, keep = x->at;
            if (sk_tok_is(f, at, "nước") || sk_tok_is(f, at, "phía"))
                at++;
            if (take_owner(f, x, at)) {
                if (!of && !sk_tok_is(f, i, "từ") && x->p.hint != SK_HEAD_BODY)
                    x->p.in = at;
                return true;
            }
            if (of && (head = sk_head_at(f, at, &end))) {
                x->at = end;         /* of the army of Russia */
                if (head->code[0]) { /* "của Cộng đồng châu Âu" */
                    sk_code_set(x->p.code, head->code);
                    x->owned = true;
                    return true;
                }
                if (take_owner(f, x, end))
                    return true;
                x->at = keep;
            }
            if (!sk_tok_is(f, i, "thuộc"))
                return false;
            n = -DESCRIPTION_MAX; /* "binh sĩ thuộc lữ đoàn 25 của Kiev" */
            continue;
        }
        if (!n && sk_tok_is(f, i, "trên") && sk_tok_is(f, i + 1, "của"))
            continue; /* "hạm đội trên của Mỹ" */
        if (n && take_owner(f, x, i))
            return true;
        if (m && m->cls == SK_MARK_WORD &&
            (f->d->toks.v[i].flags &
             SK_TOK_CAP)) { /* "nhà truyền giáo Cơ đốc từ" */
            i = m->tok_end - 1;
            continue;
        }
        if (f->d->clauses->pos[i] == SK_VERB)
            return false; /* "ảnh vệ tinh cho thấy Mỹ ..." */
        if (f->d->toks.v[i].ch == '-' &&
            !(f->d->toks.v[i].flags & SK_TOK_SPACE))
            continue; /* "oanh tạc cơ B-2 của Mỹ" */
        if (f->d->toks.v[i].kind == SK_TOK_MARK ||
            (f->d->toks.v[i].flags & SK_TOK_LINE))
            return false;
        if (m && m->cls != SK_MARK_WORD && !sk_tok_is(f, i, "mới"))
            return false;
        if (n && sk_head_at(f, i, &end) && end > i + 1) {
            i = end - 1; /* "tướng quân đội Iran" */
            continue;
        }
        if (sk_pattern_at(f->d, i, f->beg, f->end, NULL, &t) &&
            !(f->d->eng->patterns->rows.v[t.pattern].flags & SK_PAT_WEAPON))
            return false;
    }
    return false;
}

/* "dân quân Mai Mai": rebels whose name looks Vietnamese are of the country
 * around. */
static void not_ours(const sk_finder *f, sk_party *p)
{
    const char *near;

    if (strcmp(p->sector, "REB") != 0 || strcmp(p->code, SK_HOME) != 0)
        return;
    near = sk_country_near(f->d, f->sent, p->tok_beg);
    p->code[0] = 0;
    if (strcmp(near, SK_HOME) != 0)
        sk_code_set(p->code, near);
}

/* Whether a noun stands at the head of a party, or as in "tàu khảo sát | Trung
 * Quốc" right before it. */
static bool headed(const sk_finder *f, const sk_party *p, uint32_t id)
{
    for (uint32_t k = 0; k <= DESCRIPTION_MAX + 1 && k <= p->tok_beg; k++) {
        const sk_tok *t = &f->d->toks.v[p->tok_beg - k];
        if (t->id == id)
            return k == 0 ? p->kind == SK_PARTY_HEAD
                          : p->kind == SK_PARTY_COUNTRY;
        if (t->kind == SK_TOK_MARK)
            break;
    }
    return false;
}

/* "tàu này", "lực lượng này": whoever was last named by that noun. */
static void take_same(sk_finder *f, sk_phrase *x)
{
    uint32_t id = f->d->toks.v[x->p.tok_beg].id;

    for (size_t i = f->out->parties.n; i-- > 0;) {
        const sk_party *q = &f->out->parties.v[i];
        if (!q->code[0] || !headed(f, q, id))
            continue;
        sk_code_set(x->p.code, q->code);
        x->owned = true;
        x->at++;
        return;
    }
}

/* "các đồng minh vùng Vịnh của Mỹ": whose they are tells not who they are. */
static void pass_owner(const sk_finder *f, sk_phrase *x)
{
    for (uint32_t i = x->at; i < f->end && i < x->at + DESCRIPTION_MAX; i++) {
        const sk_mention *m = mention_at(f, i + 1);
        if (sk_tok_is(f, i, "của") && m) {
            if (i > x->at)
                x->at = m->tok_end;
            return;
        }
        if (mark_at(f, i) || f->d->toks.v[i].kind == SK_TOK_MARK ||
            (mention_at(f, i) && mention_at(f, i)->country[0]))
            return;
    }
}

/* Whether a region with an owner follows: "vùng Vịnh của Mỹ". */
static bool somebodys(const sk_finder *f, const sk_mention *m)
{
    return !m->country[0] && m->type != SK_ORG &&
           sk_tok_is(f, m->tok_end, "của") && mention_at(f, m->tok_end + 1);
}

static bool read_head(sk_finder *f, sk_phrase *x, const sk_head *h,
                      uint32_t end)
{
    const sk_mention *of =
        sk_tok_is(f, end, "của") ? mention_at(f, end + 1) : NULL;
    /* "đồng minh của ông X" is of his country, one of Mỹ is not */
    bool nobody = h->nobody && !(of && of->type == SK_PER);

    if (nobody && mention_at(f, end) && !somebodys(f, mention_at(f, end)))
        return false; /* "các nước Nhật Bản, UAE" */
    x->p.hint = h->kind;
    x->p.flags = h->flags;
    x->p.kind = SK_PARTY_HEAD;
    sk_code_set(x->p.sector, h->sector);
    sk_code_set(x->p.code, h->code);
    x->at = end;
    if (!h->code[0]) { /* "lãnh đạo chính phủ", "người phát ngôn quân đội" */
        const sk_head *next = sk_head_at(f, x->at, &end);
        if (next && !mention_at(f, x->at) &&
            !(next->nobody && mention_at(f, end))) {
            x->at = end;
            nobody |= next->nobody;
        }
    }
    if (nobody)
        pass_owner(f, x);
    if (h->code[0] || nobody)
        x->owned = true;
    else if (sk_tok_is(f, x->at, "này") && h->kind != SK_HEAD_PEOPLE &&
             (h->kind != SK_HEAD_THING || sk_tok_is(f, x->p.tok_beg, "tàu")))
        take_same(f, x);
    else if (!take_owner(f, x, x->at))
        take_far_owner(f, x);
    if (!x->owned && !h->alone)
        return false;
    if (!x->owned && sk_tok_is(f, x->at, "thế") &&
        sk_tok_is(f, x->at + 1, "giới"))
        x->at += 2; /* "lãnh đạo thế giới": of no country around */
    else if (!x->p.code[0] && h->kind != SK_HEAD_THING && !nobody &&
             !x->region) {
        sk_code_set(x->p.code, sk_country_near(f->d, f->sent, x->p.tok_beg));
        x->p.flags |= SK_PARTY_GUESS;
    }
    return true;
}

/* Whether a verb that makes its object act ends at tok: "kêu gọi họ rút". */
static bool controlled(const sk_finder *f, uint32_t tok)
{
    sk_trigger t;

    for (uint32_t k = tok > f->beg + 3 ? tok - 3 : f->beg; k < tok; k++)
        if (sk_pattern_at(f->d, k, f->beg, f->end, NULL, &t) &&
            t.head_end == tok &&
            (f->d->eng->patterns->rows.v[t.pattern].flags & SK_PAT_CONTROL))
            return true;
    return false;
}

/* "họ" (they): the body, country or group of people that the sentence is
 * about, the first, or as an object the last; else the last one before it. */
static bool they(const sk_finder *f, uint32_t tok, sk_party *p)
{
    size_t n = f->out->parties.n, own = n;

    while (own > 0 && f->out->parties.v[own - 1].sent == f->sent &&
           !controlled(f, tok))
        own--;
    for (size_t k = 0; k < n; k++) {
        const sk_party *q =
            &f->out->parties.v[k < n - own ? own + k : n - 1 - k];
        if (q->kind == SK_PARTY_PERSON || q->kind == SK_PARTY_ROLE ||
            q->kind == SK_PARTY_PLACE || !q->code[0] ||
            (q->tok_beg > 0 && sk_tok_is(f, q->tok_beg - 1, "theo")) ||
            (q->flags & (SK_PARTY_THING | SK_PARTY_ARM)))
            continue;
        p->kind = SK_PARTY_PRONOUN;
        p->entity = q->entity;
        p->name = q->name;
        sk_code_set(p->code, q->code);
        sk_code_set(p->sector, q->sector);
        return true;
    }
    return false;
}

/* "hàng (goods) trăm": a longer word begins there. */
static bool in_word(const sk_finder *f, uint32_t tok, uint32_t end)
{
    const sk_mark *m = mark_at(f, tok);

    return m && m->cls == SK_MARK_WORD && m->tok_end > end &&
           (m->tok_end >= f->end || !f->d->clauses->inner[m->tok_end]);
}

/* "Hiệp định Paris", "thỏa thuận khí hậu Paris": the city is a name. */
static bool is_title(const sk_finder *f, uint32_t tok)
{
    const sk_mention *m = mention_at(f, tok);

    if (!m || m->type != SK_GPE ||
        (m->kind != SK_BY_METONYM && sk_entity_country(f, m->entity)))
        return false;
    for (uint32_t k = 1; k <= 5 && k <= tok - f->beg; k++) {
        uint32_t end = 0;
        const sk_head *h = sk_head_at(f, tok - k, &end);
        if (h && h->kind == SK_HEAD_NAMED && end == tok)
            return true;
    }
    return false;
}

static bool phrase_read(sk_finder *f, uint32_t tok, sk_phrase *x)
{
    const sk_mention *m = mention_at(f, tok);
    const sk_ref *ref = f->ref_at[tok];
    const sk_head *head, *lent = NULL;
    uint32_t end;

    head = f->d->clauses->inner[tok] ? NULL : sk_head_at(f, tok, &end);
    if (head && (head->kind == SK_HEAD_NAMED ||
                 (head->kind == SK_HEAD_THING && in_word(f, tok, end))))
        head = NULL;
    if (m && is_title(f, tok))
        return false;
    if (!head && !m && !ref && !sk_tok_is(f, tok, "họ"))
        return false; /* most tokens */
    memset(x, 0, sizeof *x);
    x->at = tok;
    x->p.lat = x->p.lon = NAN;
    x->p.entity = SK_NONE;
    x->p.tok_beg = tok;
    x->p.sent = f->sent;
    if (head && end < f->end && f->d->clauses->inner[end] &&
        !(f->d->toks.v[end].flags & SK_TOK_CAP))
        head = NULL; /* "cầu" (bridge) of "cầu viện" (ask for help) */
    if (head && m &&
        (m->tok_end > end ||
         (m->tok_end == end && head->kind != SK_HEAD_ARM && !head->code[0])) &&
        head->kind != SK_HEAD_ARM) {
        lent = head; /* a body unknown by name has the sector of its head */
        head = NULL;
    }
    if (head && ref && ref->tok_end >= end)
        head = NULL;
    if (head && read_head(f, x, head, end)) {
        x->p.tok_end = x->other.tok_end = x->at;
        return true;
    }
    if (ref && ref->tok_end <= f->end) {
        x->at = ref->tok_end;
        x->p.kind = SK_PARTY_PRONOUN;
        sk_take_entity(f, &x->p, ref->entity);
        x->p.tok_end = x->at;
        if (ref->other != SK_NONE) {
            x->two = true;
            x->p.flags |= SK_PARTY_TWO;
            x->other = x->p;
            x->other.code[0] = x->other.sector[0] = 0;
            sk_take_entity(f, &x->other, ref->other);
        }
        return true;
    }
    if (!m && sk_tok_is(f, tok, "họ") &&
        !(f->d->toks.v[tok + 1].flags & SK_TOK_CAP && tok + 1 < f->end) &&
        they(f, tok, &x->p)) { /* but not "họ Trương" */
        x->at = x->p.tok_end = tok + 1;
        return true;
    }
    if (!m)
        return false;
    sk_take_mention(f, &x->p, m);
    if (lent && !x->p.sector[0] && m->type == SK_ORG &&
        !(strcmp(lent->sector, "BUS") == 0 && x->p.code[0] &&
          strstr("UNO EUR IGO", x->p.code))) /* "Ngân hàng Thế giới" */
        sk_code_set(x->p.sector, lent->sector);
    not_ours(f, &x->p);
    x->at = m->tok_end;
    if (m->type == SK_PER && m->kind == SK_BY_ROLE &&
        sk_tok_is(f, x->at, "của")) {
        const sk_mention *of = mention_at(f, x->at + 1);
        if (of && (of->type == SK_GPE || of->type == SK_ORG)) {
            /* "Đặc phái viên Trung Đông của Mỹ" */
            sk_code_set(x->p.code, of->country);
            x->at = of->tok_end;
        }
    } else if (m->type == SK_LOC && sk_tok_is(f, x->at, "của") &&
               mention_at(f, x->at + 1) &&
               mention_at(f, x->at + 1)->type == SK_GPE) {
        /* "căn cứ không quân Al Udeid của Mỹ": whose it is */
        sk_code_set(x->p.code, mention_at(f, x->at + 1)->country);
        x->at = mention_at(f, x->at + 1)->tok_end;
    } else if (m->type == SK_ORG || m->type == SK_LOC || m->type == SK_GPE) {
        const sk_mention *next = mention_at(f, x->at);
        if (next && next->type == SK_GPE &&
            sk_entity_country(f, next->entity) &&
            !sk_entity_country(f, m->entity) &&
            !(f->d->toks.v[x->at].flags & SK_TOK_LINE)) {
            /* "Liên bang" + "Nga", a body + its country */
            sk_code_set(x->p.code, next->country);
            x->at = next->tok_end;
            if (m->type != SK_ORG)
                sk_take_mention(f, &x->p, next);
        }
    }
    /* "Đại sứ Mỹ tại Việt Nam": the post adds nothing */
    if (m->type == SK_PER &&
        (sk_tok_is(f, x->at, "tại") || sk_tok_is(f, x->at, "ở")) && m->role.s &&
        x->at + 1 < f->end) {
        const sk_mention *post = mention_at(f, x->at + 1);
        const sk_mention *name = post ? mention_at(f, post->tok_end) : NULL;
        if (post && post->type == SK_GPE && name && name->type == SK_PER)
            x->at = name->tok_end;
    }
    x->p.tok_end = x->at;
    return true;
}

/* "Tòa án khu vực Pasig (Philippines)", "bang Texas (Mỹ)": the country set beside
 * a place, body or office tells whose it is. */
static void take_aside(const sk_finder *f, sk_phrase *x)
{
    const sk_mention *m = mention_at(f, x->at + 1);

    if (!sk_tok_is(f, x->at, "(") || !m || m->type != SK_GPE ||
        !sk_entity_country(f, m->entity) || !sk_tok_is(f, m->tok_end, ")") ||
        x->two || x->p.kind == SK_PARTY_COUNTRY)
        return;
    sk_code_set(x->p.code, m->country);
    x->at = m->tok_end + 1; /* but its name stays as it is */
}

bool sk_phrase_from(sk_finder *f, uint32_t tok, sk_phrase *x)
{
    if (!phrase_read(f, tok, x))
        return false;
    take_aside(f, x);
    return true;
}
