/* export_events.c - articles in, their events out in other people's formats:
 * PLOVER JSON, GDELT 2.0 event rows, CSV, JSON Lines (docs/export.md).
 */
#include "cmd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/json.h"
#include "know/know.h"

static const char *const statuses[SK_STATUS_N] = {
    "happened", "planned",     "ongoing",
    "negated",  "conditional", "reported-claim"};

static sk_str sub(const sk_doc *d, sk_span s)
{
    return sk_str_sub(sk_doc_text(d), s.beg, s.end);
}

/* The first day of "2026-01-14", "2026-01", "2026-W03", "A/B"; SK_NO_DAY. */
static int32_t first_day(sk_str when)
{
    char s[16] = "";
    int y = 0, m = 1, d = 1, w = 0;

    if (!when.s || when.len < 4)
        return SK_NO_DAY;
    memcpy(s, when.s, when.len < 10 ? when.len : 10);
    if (sscanf(s, "%d-W%d", &y, &w) == 2) {
        int32_t jan4 = sk_day_of(y, 1, 4);
        return jan4 - (sk_weekday(jan4) - 1) + (w - 1) * 7;
    }
    if (sscanf(s, "%d-%d-%d", &y, &m, &d) < 1)
        return SK_NO_DAY;
    return sk_day_of(y, m, d);
}

/* The day of an event: its own, else that of the article (own = false). */
static int32_t day_of(const sk_doc *d, const sk_event *e, bool *own)
{
    int32_t day = first_day(e->when);

    *own = day != SK_NO_DAY;
    return *own ? day : d->day;
}

/* ---- PLOVER JSON and JSON Lines ---- */

static void names(sk_json *j, const char *key, const char *const v[4])
{
    sk_json_key(j, key);
    sk_json_open(j, '[');
    for (int i = 0; i < 4 && v[i]; i++)
        sk_json_cstr(j, v[i]);
    sk_json_close(j, ']');
}

static void code(sk_json *j, const char *key, const char *s)
{
    sk_json_key(j, key);
    sk_json_cstr(j, s[0] ? s : NULL);
}

static void parties(sk_json *j, const sk_doc *d, const char *key,
                    const sk_actor *v, uint32_t n)
{
    sk_json_key(j, key);
    sk_json_open(j, '[');
    for (uint32_t i = 0; i < n; i++) {
        sk_json_open(j, '{');
        code(j, "code", v[i].code);
        code(j, "sector", v[i].sector);
        sk_json_key(j, "entity_text");
        sk_json_str(j, sub(d, v[i].span));
        sk_json_key(j, "entity_name");
        sk_json_str(j, v[i].name);
        sk_json_close(j, '}');
    }
    sk_json_close(j, ']');
}

static void place(sk_json *j, const sk_doc *d, const sk_place *p)
{
    sk_json_key(j, "event_loc");
    if (p->span.beg == p->span.end) {
        sk_json_null(j);
        return;
    }
    sk_json_open(j, '{');
    sk_json_key(j, "extracted_place");
    sk_json_str(j, sub(d, p->span));
    code(j, "country_code", p->country);
    sk_json_key(j, "lat");
    sk_json_num(j, p->lat);
    sk_json_key(j, "lon");
    sk_json_num(j, p->lon);
    sk_json_close(j, '}');
}

/* The record of the PLOVER manual, and what it has no place for: status,
 * claimed_by, date_is. */
static void plover(sk_json *j, const sk_doc *d, const sk_event *e)
{
    bool own;
    int32_t day = day_of(d, e, &own);

    sk_json_open(j, '{');
    sk_json_key(j, "id");
    sk_json_str(j, e->id);
    sk_json_key(j, "date");
    sk_json_str(j, day == SK_NO_DAY ? (sk_str){NULL, 0}
                                    : sk_day_iso(j->arena, day));
    sk_json_key(j, "date_is");
    sk_json_cstr(j, own ? "event" : "publication");
    sk_json_key(j, "when");
    sk_json_str(j, e->when);
    parties(j, d, "actor", e->source, e->n_source);
    parties(j, d, "recipient", e->target, e->n_target);
    sk_json_key(j, "event");
    sk_json_open(j, '[');
    sk_json_cstr(j, e->type);
    sk_json_close(j, ']');
    names(j, "mode", e->mode);
    names(j, "context", e->context);
    place(j, d, &e->where);
    sk_json_key(j, "event_text");
    sk_json_open(j, '[');
    for (uint32_t i = 0; i < e->n_trigger; i++)
        sk_json_str(j, sub(d, e->trigger[i]));
    sk_json_close(j, ']');
    sk_json_key(j, "quad_code");
    sk_json_int(j, e->quad);
    sk_json_key(j, "event_scale");
    sk_json_num(j, (double)e->goldstein);
    sk_json_key(j, "cameo");
    sk_json_cstr(j, e->cameo);
    sk_json_key(j, "status");
    sk_json_cstr(j, statuses[e->status]);
    sk_json_key(j, "claimed_by");
    sk_json_str(j, e->claimed_by);
    sk_json_key(j, "link");
    sk_json_str(j, d->url);
    sk_json_key(j, "text");
    sk_json_str(j, sub(d, sk_doc_sents(d).v[e->sent].span));
    sk_json_close(j, '}');
}

/* ---- CSV ---- */

static const char csv_head[] =
    "id,date,date_is,type,mode,context,cameo,quad,goldstein,status,claimed_by,"
    "source_code,source_sector,source_name,target_code,target_sector,"
    "target_name,place,country,lat,lon,sentence,article,url";

/* A cell in quotation marks; a quotation mark is doubled. */
static void cell(sk_json *j, sk_str s)
{
    sk_buf_char(j->arena, &j->out, '"');
    for (size_t i = 0; i < s.len; i++) {
        char c = s.s[i] == '\n' || s.s[i] == '\t' ? ' ' : s.s[i];
        if (c == '"')
            sk_buf_char(j->arena, &j->out, '"');
        sk_buf_char(j->arena, &j->out, c);
    }
    sk_buf_add(j->arena, &j->out, SK_STR("\","));
}

enum part { CODE, SECTOR, NAME };

/* Codes, sectors or names of a side, "|" between. */
static sk_str side(sk_arena *a, const sk_actor *v, uint32_t n, enum part part)
{
    sk_buf b = {0};

    for (uint32_t i = 0; i < n; i++) {
        if (i)
            sk_buf_char(a, &b, '|');
        sk_buf_add(a, &b,
                   part == CODE     ? sk_str_of(v[i].code)
                   : part == SECTOR ? sk_str_of(v[i].sector)
                                    : v[i].name);
    }
    return sk_buf_str(&b);
}

static sk_str list(sk_arena *a, const char *const v[4])
{
    sk_buf b = {0};

    for (int i = 0; i < 4 && v[i]; i++) {
        if (i)
            sk_buf_char(a, &b, '|');
        sk_buf_add(a, &b, sk_str_of(v[i]));
    }
    return sk_buf_str(&b);
}

static sk_str number(sk_arena *a, double v)
{
    return isnan(v) ? SK_STR("") : sk_strf(a, "%.6g", v);
}

static void csv(sk_json *j, const sk_doc *d, const sk_event *e)
{
    sk_arena *a = j->arena;
    bool own;
    int32_t day = day_of(d, e, &own);

    cell(j, e->id);
    cell(j, day == SK_NO_DAY ? SK_STR("") : sk_day_iso(a, day));
    cell(j, own ? SK_STR("event") : SK_STR("publication"));
    cell(j, sk_str_of(e->type));
    cell(j, list(a, e->mode));
    cell(j, list(a, e->context));
    cell(j, sk_str_of(e->cameo));
    cell(j, sk_strf(a, "%u", e->quad));
    cell(j, number(a, (double)e->goldstein));
    cell(j, sk_str_of(statuses[e->status]));
    cell(j, e->claimed_by);
    for (enum part p = CODE; p <= NAME; p++)
        cell(j, side(a, e->source, e->n_source, p));
    for (enum part p = CODE; p <= NAME; p++)
        cell(j, side(a, e->target, e->n_target, p));
    cell(j, sub(d, e->where.span));
    cell(j, sk_str_of(e->where.country));
    cell(j, number(a, e->where.lat));
    cell(j, number(a, e->where.lon));
    cell(j, sub(d, sk_doc_sents(d).v[e->sent].span));
    cell(j, d->id);
    cell(j, d->url);
    j->out.n--; /* the last comma */
}

/* ---- GDELT 2.0: 61 columns, a row for each pair of parties ---- */

static void tab(sk_json *j, sk_str s)
{
    for (size_t i = 0; i < s.len; i++)
        sk_buf_char(j->arena, &j->out,
                    s.s[i] == '\t' || s.s[i] == '\n' ? ' ' : s.s[i]);
    sk_buf_char(j->arena, &j->out, '\t');
}

static void tabs(sk_json *j, int n)
{
    while (n-- > 0)
        sk_buf_char(j->arena, &j->out, '\t');
}

/* Code, Name, CountryCode, five empty, Type1Code, two empty. */
static void gdelt_actor(sk_json *j, const sk_actor *a)
{
    if (!a) {
        tabs(j, 10);
        return;
    }
    tab(j, sk_strf(j->arena, "%s%s", a->code, a->sector));
    tab(j, a->name);
    tab(j, sk_str_of(a->code));
    tabs(j, 4); /* group, ethnic, two religions: not known */
    tab(j, sk_str_of(a->sector));
    tabs(j, 2);
}

static const char *fips(const sk_know *k, const char *country)
{
    uint32_t row = country[0] ? sk_know_country(k, country) : SK_NONE;

    return row == SK_NONE ? "" : k->countries.v[row].fips;
}

/* Geo_Type, FullName, CountryCode (FIPS), ADM1Code, ADM2Code, Lat, Long,
 * FeatureID. */
static void gdelt_place(sk_json *j, const sk_doc *d, const sk_place *p)
{
    if (!p || p->span.beg == p->span.end) {
        tabs(j, 8);
        return;
    }
    tab(j, SK_STR("1"));
    tab(j, sub(d, p->span));
    tab(j, sk_str_of(fips(d->eng->know, p->country)));
    tabs(j, 2);
    tab(j, number(j->arena, p->lat));
    tab(j, number(j->arena, p->lon));
    tabs(j, 1);
}

/* "20260115080000": when the article came out. */
static sk_str added(sk_arena *a, const sk_doc *d)
{
    int y, m, md;

    if (d->day == SK_NO_DAY)
        return SK_STR("");
    sk_day_civil(d->day, &y, &m, &md);
    return sk_strf(a, "%04d%02d%02d%02d%02d00", y, m, md,
                   d->minute < 0 ? 0 : d->minute / 60,
                   d->minute < 0 ? 0 : d->minute % 60);
}

static void gdelt_row(sk_json *j, const sk_doc *d, const sk_event *e,
                      const sk_actor *from, const sk_actor *to)
{
    sk_arena *a = j->arena;
    bool own, plan = e->status == SK_PLANNED && strcmp(e->type, "CONSULT") == 0;
    int32_t day = day_of(d, e, &own);
    sk_str cameo = plan ? SK_STR("036") : sk_str_of(e->cameo);
    int y = 0, m = 0, md = 0;

    if (day != SK_NO_DAY)
        sk_day_civil(day, &y, &m, &md);
    /* one number for all rows of an event: the rows are its pairs */
    tab(j, sk_strf(a, "%llu",
                   (unsigned long long)(sk_hash(e->id.s, e->id.len, 7) >> 20)));
    tab(j,
        day == SK_NO_DAY ? SK_STR("") : sk_strf(a, "%04d%02d%02d", y, m, md));
    tab(j, day == SK_NO_DAY ? SK_STR("") : sk_strf(a, "%04d%02d", y, m));
    tab(j, day == SK_NO_DAY ? SK_STR("") : sk_strf(a, "%04d", y));
    tab(j, day == SK_NO_DAY
               ? SK_STR("")
               : sk_strf(a, "%.4f", y + ((m - 1) * 30 + md) / 365.0));
    gdelt_actor(j, from);
    gdelt_actor(j, to);
    tab(j, e->sent == 0 ? SK_STR("1") : SK_STR("0"));
    tab(j, cameo);
    tab(j, sk_str_sub(cameo, 0, cameo.len < 3 ? cameo.len : 3));
    tab(j, sk_str_sub(cameo, 0, cameo.len < 2 ? cameo.len : 2));
    tab(j, sk_strf(a, "%u", e->quad));
    tab(j, number(a, (double)e->goldstein));
    tab(j, sk_strf(a, "%u", e->n_trigger)); /* mentions */
    tab(j, SK_STR("1"));
    tab(j, SK_STR("1"));
    tabs(j, 1);  /* tone */
    tabs(j, 16); /* places of the actors */
    gdelt_place(j, d, &e->where);
    tab(j, added(a, d));
    tab(j, d->url);
    j->out.n--;
    sk_buf_char(a, &j->out, '\n');
}

/* All pairs: source with target, or the parties of a mutual act. */
static void gdelt(sk_json *j, const sk_doc *d, const sk_event *e)
{
    if (e->status == SK_NEGATED)
        return; /* GDELT cannot say that it did not happen */
    for (uint32_t i = 0; i < e->n_source || i == 0; i++) {
        const sk_actor *s = e->n_source ? &e->source[i] : NULL;
        if (e->n_target)
            for (uint32_t k = 0; k < e->n_target; k++)
                gdelt_row(j, d, e, s, &e->target[k]);
        else if (e->n_source < 2)
            gdelt_row(j, d, e, s, NULL);
        else
            for (uint32_t k = i + 1; k < e->n_source; k++)
                gdelt_row(j, d, e, s, &e->source[k]);
    }
}

/* ---- the command ---- */

typedef void (*writer)(sk_json *j, const sk_doc *d, const sk_event *e);

static const struct {
    const char *name, *head;
    writer write;
    const char *end; /* behind each event */
} formats[] = {
    {"plover", NULL, plover, "\n"},
    {"jsonl", NULL, plover, "\n"},
    {"csv", csv_head, csv, "\n"},
    {"gdelt", NULL, gdelt, ""},
};
enum { N_FORMATS = sizeof formats / sizeof *formats };

typedef struct sink {
    writer write;
    const char *end;
    sk_arena arena;
} sink;

static int each(sk_doc *doc, void *arg)
{
    sink *s = arg;
    sk_events ev = sk_doc_events(doc);
    jmp_buf full;
    sk_json j;

    sk_arena_reset(&s->arena);
    s->arena.full = &full;
    if (setjmp(full)) {
        fprintf(stderr, "sukien: export: an article with too many events\n");
        return 0;
    }
    j = sk_json_on(&s->arena);
    for (size_t i = 0; i < ev.n; i++) {
        j.comma = false;
        s->write(&j, doc, &ev.v[i]);
        sk_buf_add(&s->arena, &j.out, sk_str_of(s->end));
    }
    return fwrite(j.out.v ? j.out.v : "", 1, j.out.n, stdout) != j.out.n;
}

bool cmd_export_format(const char *format)
{
    for (int i = 0; i < N_FORMATS; i++)
        if (strcmp(format, formats[i].name) == 0)
            return true;
    return false;
}

int cmd_export_events(const char *format, const char *data, const char *know,
                      int n, char **operands)
{
    sink s = {0};
    cmd_input in = {.each = each, .arg = &s};
    sk_engine *eng = cmd_engine(data, know);
    int rc, k = 0;

    if (!eng)
        return EXIT_USAGE;
    while (strcmp(format, formats[k].name) != 0)
        k++;
    s.write = formats[k].write;
    s.end = formats[k].end;
    if (formats[k].head)
        printf("%s\n", formats[k].head);
    sk_arena_init(&s.arena, (size_t)256 << 20);
    in.eng = eng;
    rc = cmd_read_all(&in, n, operands);
    sk_arena_done(&s.arena);
    sk_engine_close(eng);
    return rc;
}
