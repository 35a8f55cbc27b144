/* rows.c - answers of the store as JSON. */
#include "store/rows.h"

#include "base/day.h"
#include "record.h"
#include "store/columns.h"
#include "store/who.h"

static void str(sk_json *j, const char *key, sk_str s)
{
    sk_json_key(j, key);
    sk_json_str(j, s);
}

static void num(sk_json *j, const char *key, int64_t v)
{
    sk_json_key(j, key);
    sk_json_int(j, v);
}

/* A number of another thing, null if there is none. */
static void ref(sk_json *j, const char *key, int64_t v)
{
    sk_json_key(j, key);
    if (v)
        sk_json_int(j, v);
    else
        sk_json_null(j);
}

static void instant(sk_json *j, const char *key, int64_t minute)
{
    str(j, key, sk_store_time(j->arena, minute));
}

static void day(sk_json *j, const char *key, int64_t v)
{
    str(j, key,
        v == SK_NO_TIME ? (sk_str){NULL, 0} : sk_day_iso(j->arena, (int32_t)v));
}

static void code(sk_json *j, const char *key, const char *s)
{
    sk_json_key(j, key);
    sk_json_cstr(j, s[0] ? s : NULL);
}

/* A member that is a list, its elements written by the block that follows. */
#define LIST(j, key, i, n) \
    for (uint32_t i = list_begin(j, key); i < (n) || list_end(j); i++)

static uint32_t list_begin(sk_json *j, const char *key)
{
    sk_json_key(j, key);
    sk_json_open(j, '[');
    return 0;
}

static bool list_end(sk_json *j)
{
    sk_json_close(j, ']');
    return false;
}

static void party_fields(sk_json *j, const sk_party *p)
{
    str(j, "id", p->id);
    str(j, "name", p->name);
    sk_json_key(j, "type");
    sk_json_cstr(j, sk_mention_type_name(p->type));
    str(j, "role", p->role);
    code(j, "country", p->country);
    num(j, "documents", p->n_docs);
}

void sk_json_party(sk_json *j, const sk_party *p)
{
    sk_json_open(j, '{');
    party_fields(j, p);
    sk_json_close(j, '}');
}

static void parties(sk_json *j, const char *key, const sk_party *v, uint32_t n)
{
    LIST(j, key, i, n)
    sk_json_party(j, &v[i]);
}

/* A list that is JSON already. */
static void whole(sk_json *j, const char *key, sk_str list)
{
    sk_json_key(j, key);
    sk_json_raw(j, list.len ? list : SK_STR("[]"));
}

void sk_json_story(sk_json *j, const sk_story_row *r)
{
    sk_json_open(j, '{');
    num(j, "id", r->id);
    str(j, "name", r->name);
    str(j, "state", r->state);
    ref(j, "parent", r->parent);
    instant(j, "first", r->first);
    instant(j, "last", r->last);
    num(j, "documents", r->n_docs);
    num(j, "happenings", r->n_happenings);
    num(j, "outlets", r->n_outlets);
    sk_json_key(j, "heat");
    sk_json_num(j, r->heat);
    LIST(j, "days", i, r->n_days)
    sk_json_int(j, r->days[i]);
    whole(j, "people", r->people);
    whole(j, "places", r->places);
    sk_json_close(j, '}');
}

void sk_json_happening(sk_json *j, const sk_happening_row *r)
{
    sk_json_open(j, '{');
    sk_columns_json(j, sk_entry_columns, SK_ENTRY_COLUMNS, r);
    sk_json_close(j, '}');
}

void sk_json_doc(sk_json *j, const sk_doc_row *r)
{
    sk_json_open(j, '{');
    num(j, "number", r->id);
    str(j, "id", r->key);
    str(j, "url", r->url);
    str(j, "outlet", r->outlet);
    str(j, "author", r->author);
    instant(j, "published", r->published);
    str(j, "title", r->title);
    str(j, "lead", r->lead);
    num(j, "happening", r->happening);
    num(j, "story", r->story);
    ref(j, "revises", r->article == r->id ? 0 : r->article);
    if (r->snippet.s)
        str(j, "snippet", r->snippet);
    if (r->record.s) {
        sk_json_key(j, "record");
        sk_json_raw(j, r->record);
        j->comma = true;
    }
    sk_json_close(j, '}');
}

void sk_json_event(sk_json *j, const sk_event_row *r)
{
    sk_json_open(j, '{');
    sk_columns_json(j, sk_event_columns, SK_EVENT_COLUMNS, r);
    sk_json_close(j, '}');
}

/* Where it was reported, each document once. */
static void sources(sk_json *j, const sk_quote_row *r)
{
    LIST(j, "sources", i, r->n_reports)
    {
        const sk_quote_report *s = &r->reports[i];
        if (s->again)
            continue;
        sk_json_open(j, '{');
        num(j, "document", s->doc);
        str(j, "outlet", s->outlet);
        str(j, "url", s->url);
        instant(j, "published", s->published);
        num(j, "start", s->span.beg);
        num(j, "end", s->span.end);
        sk_json_close(j, '}');
    }
}

/* The other wordings, with the documents that have them. */
static void variants(sk_json *j, const sk_quote_row *r)
{
    LIST(j, "variants", v, r->n_variants)
    {
        int64_t last = 0;
        sk_json_open(j, '{');
        str(j, "text", r->variants[v].text);
        sk_json_key(j, "kind");
        sk_json_cstr(j, sk_quote_kind_name(r->variants[v].kind));
        LIST(j, "documents", i, r->n_reports)
        {
            if (r->reports[i].wording != v + 1 || r->reports[i].doc == last)
                continue;
            last = r->reports[i].doc;
            sk_json_int(j, last);
        }
        sk_json_close(j, '}');
    }
}

void sk_json_quote(sk_json *j, const sk_quote_row *r)
{
    sk_json_open(j, '{');
    sk_columns_json(j, sk_quote_columns, SK_QUOTE_COLUMNS, r);
    sources(j, r);
    variants(j, r);
    sk_json_close(j, '}');
}

static void month(sk_json *j, const char *key, int32_t m)
{
    str(j, key, sk_strf(j->arena, "%04d-%02d", 1970 + m / 12, 1 + m % 12));
}

static void offices(sk_json *j, const sk_who *w)
{
    LIST(j, "offices", i, w->n_offices)
    {
        const sk_office_held *o = &w->offices[i];
        sk_json_open(j, '{');
        str(j, "title", o->title);
        str(j, "org", o->org.len ? o->org : (sk_str){NULL, 0});
        code(j, "country", o->country);
        day(j, "from", o->from == INT32_MIN ? SK_NO_TIME : o->from);
        day(j, "to", o->to == INT32_MAX ? SK_NO_TIME : o->to);
        sk_json_close(j, '}');
    }
}

static void titles(sk_json *j, const sk_who *w)
{
    LIST(j, "titles", i, w->n_titles)
    {
        sk_json_open(j, '{');
        str(j, "title", w->titles[i].title);
        month(j, "from", w->titles[i].first);
        month(j, "to", w->titles[i].last);
        num(j, "documents", w->titles[i].n_docs);
        sk_json_close(j, '}');
    }
}

void sk_json_who(sk_json *j, const sk_who *w)
{
    sk_json_open(j, '{');
    party_fields(j, &w->party);
    num(j, "mentions", w->n_mentions);
    num(j, "quotes", w->n_quotes);
    num(j, "events", w->n_events);
    instant(j, "first", w->first);
    instant(j, "last", w->last);
    offices(j, w);
    titles(j, w);
    LIST(j, "spellings", i, w->n_spellings)
    {
        sk_json_open(j, '{');
        str(j, "form", w->spellings[i].form);
        num(j, "mentions", w->spellings[i].n);
        sk_json_close(j, '}');
    }
    parties(j, "beside", w->beside, w->n_beside);
    LIST(j, "latest", i, w->n_docs)
    sk_json_doc(j, &w->docs[i]);
    sk_json_close(j, '}');
}
