/* columns.c - tables of columns, and the three ways to go through them. */
#include "store/columns.h"

#include "base/day.h"
#include "record.h"

#define EVENT(member) offsetof(sk_event_row, member)
#define ENTRY(member) offsetof(sk_happening_row, member)

/* In the order of their JSON. */
const sk_column sk_event_columns[SK_EVENT_COLUMNS] = {
    {"e.id", "id", SK_COL_INT, EVENT(id), NULL},
    {"e.doc", "document", SK_COL_INT, EVENT(doc), NULL},
    {"e.key", "event", SK_COL_STR, EVENT(key), NULL},
    {"e.type", "type", SK_COL_STR, EVENT(type), NULL},
    {"e.mode", "mode", SK_COL_STR, EVENT(mode), NULL},
    {"e.context", "context", SK_COL_STR, EVENT(context), NULL},
    {"e.cameo", "cameo", SK_COL_STR, EVENT(cameo), NULL},
    {"e.quad", "quad", SK_COL_U8, EVENT(quad), NULL},
    {"e.goldstein", "goldstein", SK_COL_NUM, EVENT(goldstein), NULL},
    {"e.status", "status", SK_COL_NAMED, EVENT(status), sk_status_name},
    {"e.source", "source", SK_COL_STR, EVENT(source), NULL},
    {"e.source_code", "source_code", SK_COL_STR, EVENT(source_code), NULL},
    {"e.target", "target", SK_COL_STR, EVENT(target), NULL},
    {"e.target_code", "target_code", SK_COL_STR, EVENT(target_code), NULL},
    {"e.when_text", "when", SK_COL_STR, EVENT(when), NULL},
    {"e.day_from", "from", SK_COL_DAY, EVENT(day_from), NULL},
    {"e.day_to", "to", SK_COL_DAY, EVENT(day_to), NULL},
    {"e.where_text", "where", SK_COL_STR, EVENT(where), NULL},
    {"e.country", "country", SK_COL_CODE, EVENT(country), NULL},
    {"e.lat", "lat", SK_COL_NUM, EVENT(lat), NULL},
    {"e.lon", "lon", SK_COL_NUM, EVENT(lon), NULL},
    {"e.claimed_by", "claimed_by", SK_COL_STR, EVENT(claimed_by), NULL},
    {"e.trigger_text", "trigger", SK_COL_STR, EVENT(trigger), NULL},
    {"e.pattern", "pattern", SK_COL_STR, EVENT(pattern), NULL},
    {"e.confidence", "confidence", SK_COL_NUM, EVENT(confidence), NULL},
    {"e.evidence_beg", "evidence_start", SK_COL_U32, EVENT(evidence.beg), NULL},
    {"e.evidence_end", "evidence_end", SK_COL_U32, EVENT(evidence.end), NULL},
    {"d.outlet", "outlet", SK_COL_STR, EVENT(outlet), NULL},
    {"d.url", "url", SK_COL_STR, EVENT(url), NULL},
    {"d.title", "title", SK_COL_STR, EVENT(title), NULL},
    {"d.published", "published", SK_COL_TIME, EVENT(published), NULL},
    {"d.happening", "happening", SK_COL_INT, EVENT(happening), NULL},
    {"h.story", "story", SK_COL_INT, EVENT(story), NULL},
    {NULL, "evidence", SK_COL_STR, EVENT(evidence_text), NULL},
};

const sk_column sk_entry_columns[SK_ENTRY_COLUMNS] = {
    {"h.id", "id", SK_COL_INT, ENTRY(id), NULL},
    {"h.story", "story", SK_COL_INT, ENTRY(story), NULL},
    {"h.day", "day", SK_COL_DAY, ENTRY(day), NULL},
    {"h.day_known", "day_known", SK_COL_BOOL, ENTRY(day_known), NULL},
    {"h.status", "status", SK_COL_NAMED, ENTRY(status), sk_entry_status_name},
    {"h.planned_on", "planned_on", SK_COL_DAY, ENTRY(planned_on), NULL},
    {"h.first", "first", SK_COL_TIME, ENTRY(first), NULL},
    {"h.last", "last", SK_COL_TIME, ENTRY(last), NULL},
    {"d.title", "title", SK_COL_STR, ENTRY(title), NULL},
    {"d.lead", "lead", SK_COL_STR, ENTRY(lead), NULL},
    {"d.outlet", "outlet", SK_COL_STR, ENTRY(outlet), NULL},
    {"d.url", "url", SK_COL_STR, ENTRY(url), NULL},
    {"h.doc", "document", SK_COL_INT, ENTRY(doc), NULL},
    {"h.n_docs + h.n_before", "documents", SK_COL_U32, ENTRY(n_docs), NULL},
    {"h.outlets", "outlets", SK_COL_STR, ENTRY(outlets), NULL},
    {"h.n_outlets", NULL, SK_COL_U32, ENTRY(n_outlets), NULL},
    {"h.disputed", "disputed", SK_COL_BOOL, ENTRY(disputed), NULL},
    {"CASE WHEN h.fold IS NULL THEN 0 ELSE 1 END", "folded", SK_COL_BOOL,
     ENTRY(folded), NULL},
    {"h.n_folded", "repeats", SK_COL_U32, ENTRY(n_repeats), NULL},
    {"h.folded_from", "repeats_from", SK_COL_DAY, ENTRY(repeats_from), NULL},
    {"h.tolls", "tolls", SK_COL_TOLLS, ENTRY(tolls), NULL},
};

void sk_columns_ask(sk_ask *q, const sk_column *v, size_t n)
{
    for (size_t i = 0; i < n && v[i].sql; i++) {
        if (i)
            sk_ask_sql(q, ", ");
        sk_ask_sql(q, v[i].sql);
    }
}

static void read_one(const sk_stmt *st, int c, const sk_column *v, sk_arena *a,
                     char *to)
{
    int64_t whole = sk_col_int(st, c);

    switch (v->kind) {
    case SK_COL_INT:
        memcpy(to, &whole, sizeof whole);
        break;
    case SK_COL_TIME:
    case SK_COL_DAY:
        whole = sk_col_time(st, c);
        memcpy(to, &whole, sizeof whole);
        break;
    case SK_COL_U32:
        *(uint32_t *)(void *)to = (uint32_t)whole;
        break;
    case SK_COL_U8:
    case SK_COL_NAMED:
        *(uint8_t *)to = (uint8_t)whole;
        break;
    case SK_COL_BOOL:
        *(bool *)to = whole != 0;
        break;
    case SK_COL_NUM:
        *(double *)(void *)to = sk_col_num(st, c);
        break;
    case SK_COL_STR:
    case SK_COL_TOLLS:
        *(sk_str *)(void *)to = sk_col_str(st, c, a);
        break;
    case SK_COL_CODE:
        sk_col_code(st, c, to);
        break;
    }
}

int sk_columns_read(const sk_stmt *st, const sk_column *v, size_t n,
                    sk_arena *a, void *row)
{
    size_t i = 0;

    for (; i < n && v[i].sql; i++)
        read_one(st, (int)i, &v[i], a, (char *)row + v[i].at);
    return (int)i;
}

static void put_day(sk_json *j, int64_t day)
{
    if (day == SK_NO_TIME)
        sk_json_null(j);
    else
        sk_json_str(j, sk_day_iso(j->arena, (int32_t)day));
}

static void put_tolls(sk_json *j, sk_str lines)
{
    sk_toll t;

    sk_json_open(j, '[');
    while (sk_toll_next(&lines, &t)) {
        sk_json_open(j, '{');
        sk_json_key(j, "what");
        sk_json_cstr(j, t.what);
        sk_json_key(j, "n");
        sk_json_int(j, t.n);
        sk_json_key(j, "document");
        sk_json_int(j, t.doc);
        sk_json_key(j, "outlet");
        sk_json_str(j, t.outlet);
        sk_json_key(j, "published");
        sk_json_str(j, sk_store_time(j->arena, t.minute));
        sk_json_close(j, '}');
    }
    sk_json_close(j, ']');
}

static void put_one(sk_json *j, const sk_column *v, const void *at)
{
    switch (v->kind) {
    case SK_COL_INT:
        sk_json_int(j, *(const int64_t *)at);
        break;
    case SK_COL_TIME:
        sk_json_str(j, sk_store_time(j->arena, *(const int64_t *)at));
        break;
    case SK_COL_DAY:
        put_day(j, *(const int64_t *)at);
        break;
    case SK_COL_U32:
        sk_json_int(j, *(const uint32_t *)at);
        break;
    case SK_COL_U8:
        sk_json_int(j, *(const uint8_t *)at);
        break;
    case SK_COL_NAMED:
        sk_json_cstr(j, v->name(*(const uint8_t *)at));
        break;
    case SK_COL_BOOL:
        sk_json_bool(j, *(const bool *)at);
        break;
    case SK_COL_NUM:
        sk_json_num(j, *(const double *)at);
        break;
    case SK_COL_STR:
        sk_json_str(j, *(const sk_str *)at);
        break;
    case SK_COL_TOLLS:
        put_tolls(j, *(const sk_str *)at);
        break;
    case SK_COL_CODE:
        sk_json_cstr(j, *(const char *)at ? at : NULL);
        break;
    }
}

void sk_columns_json(sk_json *j, const sk_column *v, size_t n, const void *row)
{
    for (size_t i = 0; i < n; i++) {
        if (!v[i].json)
            continue;
        sk_json_key(j, v[i].json);
        put_one(j, &v[i], (const char *)row + v[i].at);
    }
}
