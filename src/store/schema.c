/* schema.c - the tables, and the steps from each version to the next
 * (docs/store.md). */
#include "store/schema.h"

#include "store/entries.h"
#include "store/names.h"
#include "store/pairs.h"
#include "store/said.h"

/* Step i leads from version i to i + 1. A step that has been released never
 * changes; a new need is a new step. */
static const char *const steps[] = {
    "CREATE TABLE story("
    " id INTEGER PRIMARY KEY,"
    " into_id INTEGER REFERENCES story(id)," /* merged */
    " parent INTEGER REFERENCES story(id),"
    " name TEXT, name_fold TEXT, state TEXT,"
    " first INTEGER NOT NULL, last INTEGER NOT NULL,"
    " n_docs INTEGER NOT NULL, n_happenings INTEGER NOT NULL,"
    " n_outlets INTEGER NOT NULL DEFAULT 0,"
    " heat REAL NOT NULL);" /* log2 of reports, days added: see heat.h */
    "CREATE INDEX story_heat ON story(heat) WHERE into_id IS NULL;"
    "CREATE INDEX story_last ON story(last) WHERE into_id IS NULL;"
    "CREATE INDEX story_parent ON story(parent) WHERE parent IS NOT NULL;"
    "CREATE TABLE story_day("
    " story INTEGER NOT NULL REFERENCES story(id), day INTEGER NOT NULL,"
    " n INTEGER NOT NULL, PRIMARY KEY(story, day)) WITHOUT ROWID;"
    "CREATE TABLE story_outlet("
    " story INTEGER NOT NULL REFERENCES story(id), outlet TEXT NOT NULL,"
    " n INTEGER NOT NULL, PRIMARY KEY(story, outlet)) WITHOUT ROWID;"

    "CREATE TABLE happening("
    " id INTEGER PRIMARY KEY,"
    " story INTEGER NOT NULL REFERENCES story(id)"
    "  DEFERRABLE INITIALLY DEFERRED,"
    " first INTEGER NOT NULL, last INTEGER NOT NULL,"
    " n_docs INTEGER NOT NULL);"
    "CREATE INDEX happening_story ON happening(story, last);"

    "CREATE TABLE doc("
    " id INTEGER PRIMARY KEY,"
    " key TEXT NOT NULL UNIQUE," /* the document's own id */
    " article INTEGER NOT NULL," /* first address of the same article */
    " article_key INTEGER NOT NULL,"
    " hash INTEGER NOT NULL," /* of the clean text */
    " revision INTEGER NOT NULL DEFAULT 0,"
    " url TEXT, outlet TEXT, author TEXT, title TEXT, lead TEXT,"
    " published INTEGER,"       /* minutes, null if unknown */
    " minute INTEGER NOT NULL," /* published, else when threaded */
    " happening INTEGER NOT NULL REFERENCES happening(id)"
    "  DEFERRABLE INITIALLY DEFERRED,"
    " text TEXT NOT NULL,"
    " record TEXT NOT NULL);"
    "CREATE INDEX doc_article ON doc(article_key);"
    "CREATE INDEX doc_happening ON doc(happening);"
    "CREATE INDEX doc_minute ON doc(minute);"

    "CREATE TABLE entity("
    " id INTEGER PRIMARY KEY,"
    " key TEXT NOT NULL UNIQUE, type INTEGER NOT NULL,"
    " name TEXT NOT NULL, name_fold TEXT NOT NULL, role TEXT,"
    " country TEXT, sector TEXT, n_docs INTEGER NOT NULL DEFAULT 0);"
    "CREATE INDEX entity_n ON entity(n_docs);"
    "CREATE TABLE mention("
    " doc INTEGER NOT NULL REFERENCES doc(id) ON DELETE CASCADE,"
    " entity INTEGER NOT NULL REFERENCES entity(id),"
    " n INTEGER NOT NULL, PRIMARY KEY(entity, doc)) WITHOUT ROWID;"
    "CREATE INDEX mention_doc ON mention(doc, entity);"
    "CREATE TABLE story_entity("
    " story INTEGER NOT NULL REFERENCES story(id),"
    " entity INTEGER NOT NULL REFERENCES entity(id),"
    " n INTEGER NOT NULL, PRIMARY KEY(story, entity)) WITHOUT ROWID;"
    "CREATE INDEX story_entity_entity ON story_entity(entity);"

    "CREATE TABLE event("
    " id INTEGER PRIMARY KEY,"
    " doc INTEGER NOT NULL REFERENCES doc(id) ON DELETE CASCADE,"
    " key TEXT, type TEXT NOT NULL, mode TEXT, context TEXT, cameo TEXT,"
    " quad INTEGER, goldstein REAL, status INTEGER NOT NULL,"
    " source TEXT, target TEXT, source_code TEXT, target_code TEXT,"
    " when_text TEXT, day_from INTEGER, day_to INTEGER,"
    " sort INTEGER NOT NULL," /* minutes: day of the event, else report */
    " where_text TEXT, country TEXT, lat REAL, lon REAL,"
    " claimed_by TEXT, trigger_text TEXT, pattern TEXT, confidence REAL,"
    " evidence_beg INTEGER NOT NULL, evidence_end INTEGER NOT NULL);"
    "CREATE INDEX event_doc ON event(doc);"
    "CREATE INDEX event_sort ON event(sort);"
    "CREATE INDEX event_type ON event(type, sort);"
    "CREATE TABLE party("
    " event INTEGER NOT NULL REFERENCES event(id) ON DELETE CASCADE,"
    " side INTEGER NOT NULL," /* 0 source, 1 target */
    " n INTEGER NOT NULL,"
    " entity INTEGER REFERENCES entity(id), name TEXT, code TEXT,"
    " sector TEXT, PRIMARY KEY(event, side, n)) WITHOUT ROWID;"
    "CREATE INDEX party_entity ON party(entity) WHERE entity IS NOT NULL;"
    "CREATE INDEX party_code ON party(code) WHERE code IS NOT NULL;"

    "CREATE TABLE quote("
    " id INTEGER PRIMARY KEY,"
    " doc INTEGER NOT NULL REFERENCES doc(id) ON DELETE CASCADE,"
    " kind INTEGER NOT NULL, stance INTEGER NOT NULL,"
    " text TEXT NOT NULL, text_fold TEXT NOT NULL,"
    " speaker TEXT, speaker_fold TEXT,"
    " entity INTEGER REFERENCES entity(id),"
    " cue TEXT, when_text TEXT, told_by TEXT,"
    " beg INTEGER NOT NULL, \"end\" INTEGER NOT NULL);"
    "CREATE INDEX quote_doc ON quote(doc);"
    "CREATE INDEX quote_entity ON quote(entity) WHERE entity IS NOT NULL;"
    "CREATE TABLE time_at("
    " doc INTEGER NOT NULL REFERENCES doc(id) ON DELETE CASCADE,"
    " n INTEGER NOT NULL, beg INTEGER NOT NULL,"
    " \"end\" INTEGER NOT NULL,"
    " type INTEGER NOT NULL, value TEXT NOT NULL,"
    " day_from INTEGER, day_to INTEGER, PRIMARY KEY(doc, n)) WITHOUT ROWID;"

    "CREATE TABLE thread_state("
    " id INTEGER PRIMARY KEY CHECK(id = 1), upto INTEGER NOT NULL,"
    " state BLOB NOT NULL);"
    "CREATE TABLE thread_log(id INTEGER PRIMARY KEY, item BLOB NOT NULL);"
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;",

    /* the lowest number of the quotations that are the same words (said.h) */
    "ALTER TABLE quote ADD COLUMN same INTEGER NOT NULL DEFAULT 0;"
    "UPDATE quote SET same = id;"
    "CREATE INDEX quote_same ON quote(same);"
    "CREATE TABLE quote_key("
    " key INTEGER NOT NULL, day INTEGER NOT NULL,"
    " quote INTEGER NOT NULL REFERENCES quote(id) ON DELETE CASCADE,"
    " PRIMARY KEY(key, day, quote)) WITHOUT ROWID;"
    "CREATE INDEX quote_key_quote ON quote_key(quote);"
    /* how an entity is written in a document ("5 Trump", a line each) and the
     * first title that it has there; counted in two tables (seen.c) */
    "ALTER TABLE mention ADD COLUMN forms TEXT;"
    "ALTER TABLE mention ADD COLUMN role TEXT;"
    "CREATE TABLE spelling("
    " entity INTEGER NOT NULL REFERENCES entity(id), form TEXT NOT NULL,"
    " form_fold TEXT NOT NULL, n INTEGER NOT NULL,"
    " PRIMARY KEY(entity, form)) WITHOUT ROWID;"
    "CREATE TABLE role_seen("
    " entity INTEGER NOT NULL REFERENCES entity(id), role TEXT NOT NULL,"
    " month INTEGER NOT NULL," /* since 1970-01 */
    " n INTEGER NOT NULL,"     /* documents */
    " PRIMARY KEY(entity, role, month)) WITHOUT ROWID;"
    /* what happened at a place */
    "CREATE INDEX event_where ON event(where_text, sort) WHERE where_text IS "
    "NOT NULL;"
    "CREATE INDEX event_country ON event(country, sort) WHERE country IS NOT "
    "NULL;",

    /* the entry of a happening in its timeline (entries.h) */
    "ALTER TABLE happening ADD COLUMN doc INTEGER;" /* stands for it */
    "ALTER TABLE happening ADD COLUMN day INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE happening ADD COLUMN day_known INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE happening ADD COLUMN status INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE happening ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE happening ADD COLUMN outlets TEXT;"
    "ALTER TABLE happening ADD COLUMN n_outlets INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE happening ADD COLUMN plan INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE happening ADD COLUMN planned_on INTEGER;" /* day */
    "ALTER TABLE happening ADD COLUMN met_by INTEGER;"     /* a plan: report */
    "ALTER TABLE happening ADD COLUMN cancelled INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE happening ADD COLUMN n_before INTEGER NOT NULL DEFAULT 0;"
    /* the card of a storyline in lists (card.h) */
    "ALTER TABLE story ADD COLUMN people TEXT;"
    "ALTER TABLE story ADD COLUMN places TEXT;"
    "ALTER TABLE story ADD COLUMN days TEXT;"
    "CREATE INDEX happening_line ON happening(story, day, first, id)"
    " WHERE met_by IS NULL;"
    "CREATE INDEX happening_plan ON happening(day, id) WHERE plan = 1;"
    "CREATE INDEX happening_plans ON happening(story) WHERE plan = 1;"
    "CREATE INDEX story_entity_n ON story_entity(story, n, entity);"
    "DROP INDEX story_heat;"
    "CREATE INDEX story_hot ON story(heat, id)"
    " WHERE into_id IS NULL AND n_docs >= 2;"
    "CREATE INDEX story_new ON story(last, id)"
    " WHERE into_id IS NULL AND n_docs >= 2;"
    "CREATE INDEX event_status ON event(status, sort, id);",

    /* whole names; documents that are the first of their article */
    ("CREATE INDEX entity_name ON entity(name_fold);"
     "CREATE INDEX doc_first ON doc(id) WHERE article = id;"),

    /* words of names (names.h); lists in the order of an index */
    "CREATE TABLE name_word("
    " word TEXT NOT NULL, type INTEGER NOT NULL," /* of the entity */
    " n_docs INTEGER NOT NULL,"
    " entity INTEGER NOT NULL REFERENCES entity(id),"
    " PRIMARY KEY(word, type, n_docs, entity)) WITHOUT ROWID;"
    "CREATE TABLE story_word("
    " word TEXT NOT NULL, story INTEGER NOT NULL REFERENCES story(id)"
    "  DEFERRABLE INITIALLY DEFERRED,"
    " PRIMARY KEY(word, story)) WITHOUT ROWID;"
    "UPDATE story SET name_fold = NULL WHERE n_docs < 2 OR "
    "into_id IS NOT NULL;"
    "CREATE INDEX spelling_form ON spelling(form_fold, entity);"
    "CREATE INDEX entity_type ON entity(type, n_docs, id);"
    "ALTER TABLE quote ADD COLUMN minute INTEGER NOT NULL DEFAULT 0;"
    "UPDATE quote SET minute = (SELECT minute FROM doc WHERE doc.id = "
    "quote.doc);"
    "CREATE INDEX quote_new ON quote(minute, id);"
    "DROP INDEX quote_entity;"
    "CREATE INDEX quote_by ON quote(entity, minute, id)"
    " WHERE entity IS NOT NULL;"
    "ALTER TABLE party ADD COLUMN sort INTEGER NOT NULL DEFAULT 0;" /* event's */
    "UPDATE party SET sort = (SELECT sort FROM event WHERE event.id = "
    "party.event);"
    "DROP INDEX party_entity; DROP INDEX party_code;"
    "CREATE INDEX party_entity ON party(entity, sort, event)"
    " WHERE entity IS NOT NULL;"
    "CREATE INDEX party_code ON party(code, sort, event)"
    " WHERE code IS NOT NULL;",

    /* documents of an outlet in order; cards hold people and places as JSON
     * (card.h) */
    "CREATE INDEX doc_outlet ON doc(outlet, minute, id)"
    " WHERE outlet IS NOT NULL;",

    /* an entry without a coded event has no status of one */
    "UPDATE happening SET status = 6 WHERE status = 0 AND NOT EXISTS"
    " (SELECT 1 FROM event e JOIN doc d ON d.id = e.doc"
    " WHERE d.happening = happening.id);",

    /* events of a party and a type, of a type and a place or status; the
     * reports of a quotation in order */
    "ALTER TABLE party ADD COLUMN type TEXT;" /* event's */
    "UPDATE party SET type = (SELECT type FROM event WHERE event.id = "
    "party.event);"
    "CREATE INDEX party_entity_type ON party(entity, type, sort, event)"
    " WHERE entity IS NOT NULL;"
    "CREATE INDEX party_code_type ON party(code, type, sort, event)"
    " WHERE code IS NOT NULL;"
    "CREATE INDEX event_type_country ON event(type, country, sort)"
    " WHERE country IS NOT NULL;"
    "CREATE INDEX event_type_status ON event(type, status, sort);"
    "DROP INDEX quote_same;"
    "CREATE INDEX quote_same ON quote(same, minute, id);",

    /* series and tolls (routine.h); a happening that is no longer of a series
     * is never under another */
    "ALTER TABLE happening ADD COLUMN series INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE happening ADD COLUMN fold INTEGER;" /* stands under that */
    "ALTER TABLE happening ADD COLUMN n_folded INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE happening ADD COLUMN folded_from INTEGER;" /* day */
    "ALTER TABLE happening ADD COLUMN tolls TEXT;"
    "CREATE INDEX happening_series ON happening(story, series)"
    " WHERE series <> 0;"
    "CREATE INDEX happening_fold ON happening(fold) WHERE fold IS NOT NULL;"
    "CREATE TABLE toll("
    " doc INTEGER NOT NULL REFERENCES doc(id) ON DELETE CASCADE,"
    " what INTEGER NOT NULL," /* enum sk_toll_kind */
    " n INTEGER NOT NULL, PRIMARY KEY(doc, what)) WITHOUT ROWID;",

    /* what was merged into a storyline; the newest of the first reports of
     * quotations */
    "CREATE INDEX story_into ON story(into_id) WHERE into_id IS NOT NULL;"
    "DROP INDEX quote_new;"
    "CREATE INDEX quote_first ON quote(minute, id) WHERE id = same;",

    /* what a digest names (threads.h) */
    "CREATE TABLE cite("
    " doc INTEGER NOT NULL REFERENCES doc(id) ON DELETE CASCADE,"
    " happening INTEGER NOT NULL REFERENCES happening(id),"
    " PRIMARY KEY(doc, happening)) WITHOUT ROWID;"
    "CREATE INDEX cite_happening ON cite(happening, doc);",

    /* names of storylines; the newest quotations without a look at the table;
     * words side by side (pairs.h), where the database needs them */
    "CREATE INDEX story_name ON story(name_fold) WHERE name_fold IS NOT NULL;"
    "DROP INDEX quote_first;"
    "CREATE INDEX quote_first ON quote(minute, id)"
    " WHERE id = same AND kind <> 3;",
};
enum { VERSION = sizeof steps / sizeof *steps, PAIRS = 11 };

static int step_up(sk_db *db, int64_t from, sk_err *err)
{
    const sk_dialect *d = sk_db_dialect(db);

    if (sk_db_exec(db, steps[from]) ||
        (from == 0 && sk_db_exec(db, d->words.make)) ||
        (from == 4 && sk_db_exec(db, d->said.make)) ||
        (from == PAIRS && d->pairs.make && sk_db_exec(db, d->pairs.make)) ||
        sk_db_set_schema(db, from + 1))
        return sk_db_fail(db, err);
    return from == 1       ? sk_said_all(db, err)
           : from == 2     ? sk_kept_all(db, err)
           : from == 4     ? sk_names_all(db, err)
           : from == 5     ? sk_cards_all(db, err)
           : from == PAIRS ? sk_pairs_all(db, err)
                           : SK_OK;
}

int sk_schema_check(sk_db *db, sk_err *err)
{
    int64_t v = sk_db_schema(db);

    if (v < 0)
        return sk_db_fail(db, err);
    if (v > VERSION)
        return sk_fail(err, SK_EINPUT, 0,
                       "the store is of version %d, this program knows up to "
                       "%d: install a newer one",
                       (int)v, VERSION);
    if (v < VERSION)
        return sk_fail(err, SK_EINPUT, 0,
                       v ? "the store is of version %d: add something to bring "
                           "it up to date"
                         : "nothing has been added to the store yet",
                       (int)v);
    return SK_OK;
}

/* One step in a transaction of its own: PostgreSQL changes no table whose rows
 * the same transaction changed. Another writer may have gone ahead. */
static int next_step(sk_db *db, sk_err *err)
{
    int64_t v;
    int rc;

    if (sk_db_begin(db))
        return sk_db_fail(db, err);
    v = sk_db_schema(db);
    rc = v < 0         ? sk_db_fail(db, err)
         : v < VERSION ? step_up(db, v, err)
                       : SK_OK;
    if (rc == SK_OK && sk_db_commit(db))
        rc = sk_db_fail(db, err);
    if (rc)
        sk_db_rollback(db);
    return rc;
}

int sk_schema_update(sk_db *db, sk_err *err)
{
    int64_t v;
    int rc = SK_OK;

    while (rc == SK_OK && (v = sk_db_schema(db)) < VERSION)
        rc = v < 0 ? sk_db_fail(db, err) : next_step(db, err);
    return rc ? rc : sk_schema_check(db, err);
}
