/* columns.c - tables of columns, and the three ways to go through them. */
#include "store/columns.h"

#include "base/day.h"
#include "record.h"

#define EVENT(member) offsetof(sk_event_row, member)
#define ENTRY(member) offsetof(sk_happening_row, member)
#define QUOTE(member) offsetof(sk_quote_row, member)

/* In the order of their JSON. */
const sk_column sk_event_columns[SK_EVENT_COLUMNS] = {
    {"e.id", SK_STR("id"), SK_COL_INT, EVENT(id), NULL},
    {"e.doc", SK_STR("document"), SK_COL_INT, EVENT(doc), NULL},
    {"e.key", SK_STR("event"), SK_COL_STR, EVENT(key), NULL},
    {"e.type", SK_STR("type"), SK_COL_STR, EVENT(type), NULL},
    {"e.mode", SK_STR("mode"), SK_COL_STR, EVENT(mode), NULL},
    {"e.context", SK_STR("context"), SK_COL_STR, EVENT(context), NULL},
    {"e.cameo", SK_STR("cameo"), SK_COL_STR, EVENT(cameo), NULL},
    {"e.quad", SK_STR("quad"), SK_COL_U8, EVENT(quad), NULL},
    {"e.goldstein", SK_STR("goldstein"), SK_COL_NUM, EVENT(goldstein), NULL},
    {"e.status", SK_STR("status"), SK_COL_NAMED, EVENT(status), sk_status_name},
    {"e.source", SK_STR("source"), SK_COL_STR, EVENT(source), NULL},
    {"e.source_code", SK_STR("source_code"), SK_COL_STR, EVENT(source_code),
     NULL},
    {"e.target", SK_STR("target"), SK_COL_STR, EVENT(target), NULL},
    {"e.target_code", SK_STR("target_code"), SK_COL_STR, EVENT(target_code),
     NULL},
    {"e.when_text", SK_STR("when"), SK_COL_STR, EVENT(when), NULL},
    {"e.day_from", SK_STR("from"), SK_COL_DAY, EVENT(day_from), NULL},
    {"e.day_to", SK_STR("to"), SK_COL_DAY, EVENT(day_to), NULL},
    {"e.where_text", SK_STR("where"), SK_COL_STR, EVENT(where), NULL},
    {"e.country", SK_STR("country"), SK_COL_CODE, EVENT(country), NULL},
    {"e.lat", SK_STR("lat"), SK_COL_NUM, EVENT(lat), NULL},
    {"e.lon", SK_STR("lon"), SK_COL_NUM, EVENT(lon), NULL},
    {"e.claimed_by", SK_STR("claimed_by"), SK_COL_STR, EVENT(claimed_by), NULL},
    {"e.trigger_text", SK_STR("trigger"), SK_COL_STR, EVENT(trigger), NULL},
    {"e.pattern", SK_STR("pattern"), SK_COL_STR, EVENT(pattern), NULL},
    {"e.confidence", SK_STR("confidence"), SK_COL_NUM, EVENT(confidence), NULL},
    {"e.evidence_beg", SK_STR("evidence_start"), SK_COL_U32,
     EVENT(evidence.beg), NULL},
    {"e.evidence_end", SK_STR("evidence_end"), SK_COL_U32, EVENT(evidence.end),
     NULL},
    {"d.outlet", SK_STR("outlet"), SK_COL_STR, EVENT(outlet), NULL},
    {"d.url", SK_STR("url"), SK_COL_STR, EVENT(url), NULL},
    {"d.title", SK_STR("title"), SK_COL_STR, EVENT(title), NULL},
    {"d.published", SK_STR("published"), SK_COL_TIME, EVENT(published), NULL},
    {"d.happening", SK_STR("happening"), SK_COL_INT, EVENT(happening), NULL},
    {"h.story", SK_STR("story"), SK_COL_INT, EVENT(story), NULL},
    {NULL, SK_STR("evidence"), SK_COL_STR, EVENT(evidence_text), NULL},
};

const sk_column sk_entry_columns[SK_ENTRY_COLUMNS] = {
    {"h.id", SK_STR("id"), SK_COL_INT, ENTRY(id), NULL},
    {"h.story", SK_STR("story"), SK_COL_INT, ENTRY(story), NULL},
    {"h.day", SK_STR("day"), SK_COL_DAY, ENTRY(day), NULL},
    {"h.day_known", SK_STR("day_known"), SK_COL_BOOL, ENTRY(day_known), NULL},
    {"h.status", SK_STR("status"), SK_COL_NAMED, ENTRY(status),
     sk_entry_status_name},
    {"h.planned_on", SK_STR("planned_on"), SK_COL_DAY, ENTRY(planned_on), NULL},
    {"h.first", SK_STR("first"), SK_COL_TIME, ENTRY(first), NULL},
    {"h.last", SK_STR("last"), SK_COL_TIME, ENTRY(last), NULL},
    {"d.title", SK_STR("title"), SK_COL_STR, ENTRY(title), NULL},
    {"d.lead", SK_STR("lead"), SK_COL_STR, ENTRY(lead), NULL},
    {"d.outlet", SK_STR("outlet"), SK_COL_STR, ENTRY(outlet), NULL},
    {"d.url", SK_STR("url"), SK_COL_STR, ENTRY(url), NULL},
    {"h.doc", SK_STR("document"), SK_COL_INT, ENTRY(doc), NULL},
    {"h.n_docs + h.n_before", SK_STR("documents"), SK_COL_U32, ENTRY(n_docs),
     NULL},
    {"h.outlets", SK_STR("outlets"), SK_COL_STR, ENTRY(outlets), NULL},
    {"h.n_outlets", {NULL, 0}, SK_COL_U32, ENTRY(n_outlets), NULL},
    {"h.disputed", SK_STR("disputed"), SK_COL_BOOL, ENTRY(disputed), NULL},
    {"CASE WHEN h.fold IS NULL THEN 0 ELSE 1 END", SK_STR("folded"),
     SK_COL_BOOL, ENTRY(folded), NULL},
    {"h.n_folded", SK_STR("repeats"), SK_COL_U32, ENTRY(n_repeats), NULL},
    {"h.folded_from", SK_STR("repeats_from"), SK_COL_DAY, ENTRY(repeats_from),
     NULL},
    {"h.tolls", SK_STR("tolls"), SK_COL_TOLLS, ENTRY(tolls), NULL},
};

const sk_column sk_quote_columns[SK_QUOTE_COLUMNS] = {
    {"q.same", SK_STR("id"), SK_COL_INT, QUOTE(id), NULL},
    {"q.doc", SK_STR("document"), SK_COL_INT, QUOTE(doc), NULL},
    {"q.text", SK_STR("text"), SK_COL_STR, QUOTE(text), NULL},
    {"q.kind", SK_STR("kind"), SK_COL_NAMED, QUOTE(kind), sk_quote_kind_name},
    {"q.stance", SK_STR("stance"), SK_COL_NAMED, QUOTE(stance), sk_stance_name},
    {"q.speaker", SK_STR("speaker"), SK_COL_STR, QUOTE(speaker), NULL},
    {"n.key", SK_STR("entity"), SK_COL_STR, QUOTE(entity), NULL},
    {"q.cue", SK_STR("cue"), SK_COL_STR, QUOTE(cue), NULL},
    {"q.when_text", SK_STR("when"), SK_COL_STR, QUOTE(when), NULL},
    {"q.told_by", SK_STR("told_by"), SK_COL_STR, QUOTE(told_by), NULL},
    {"q.beg", SK_STR("start"), SK_COL_U32, QUOTE(span.beg), NULL},
    {"q.\"end\"", SK_STR("end"), SK_COL_U32, QUOTE(span.end), NULL},
    {"d.outlet", SK_STR("outlet"), SK_COL_STR, QUOTE(outlet), NULL},
    {"d.url", SK_STR("url"), SK_COL_STR, QUOTE(url), NULL},
    {"d.published", SK_STR("published"), SK_COL_TIME, QUOTE(published), NULL},
    {"d.happening", SK_STR("happening"), SK_COL_INT, QUOTE(happening), NULL},
    {"h.story", SK_STR("story"), SK_COL_INT, QUOTE(story), NULL},
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
    switch (v->kind) {
    case SK_COL_INT:
        *(int64_t *)(void *)to = sk_col_int(st, c);
        break;
    case SK_COL_TIME:
    case SK_COL_DAY:
        *(int64_t *)(void *)to = sk_col_time(st, c);
        break;
    case SK_COL_U32:
        *(uint32_t *)(void *)to = (uint32_t)sk_col_int(st, c);
        break;
    case SK_COL_U8:
    case SK_COL_NAMED:
        *(uint8_t *)to = (uint8_t)sk_col_int(st, c);
        break;
    case SK_COL_BOOL:
        *(bool *)to = sk_col_int(st, c) != 0;
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
        if (!v[i].json.s)
            continue;
        sk_json_name(j, v[i].json);
        put_one(j, &v[i], (const char *)row + v[i].at);
    }
}
