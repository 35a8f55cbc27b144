/* facts.c - JSON-LD of what pages show. Nothing stands in it that the page does
 * not show: days are those of the entries, places and parties are left out.
 */
#include "serve/facts.h"

#include "base/day.h"
#include "serve/html.h"

static void member(sk_json *j, const char *key, sk_str s)
{
    if (!s.len)
        return;
    sk_json_key(j, key);
    sk_json_str(j, s);
}

static sk_str happening_at(sk_request *rq, const sk_happening_row *h)
{
    return sk_address(rq,
                      sk_strf(&rq->arena, "/su-kien/%lld", (long long)h->id));
}

static sk_json begin(sk_request *rq, const char *type, sk_str name)
{
    sk_json j = sk_json_on(&rq->arena);

    sk_json_open(&j, '{');
    member(&j, "@context", SK_STR("https://schema.org"));
    member(&j, "@type", sk_str_of(type));
    member(&j, "name", name);
    member(&j, "description", rq->about);
    member(&j, "url", sk_address(rq, rq->home));
    return j;
}

/* Ends it. No "<" in a text may end the element that it stands in. */
static sk_str end(sk_request *rq, sk_json *j)
{
    sk_buf out = {0};
    sk_str rest, part;

    sk_json_close(j, '}');
    for (rest = sk_buf_str(&j->out); rest.s;) {
        part = sk_str_cut(rest, '<', &rest);
        sk_buf_add(&rq->arena, &out, part);
        if (rest.s)
            sk_buf_add(&rq->arena, &out, SK_STR("\\u003c"));
    }
    return sk_buf_str(&out);
}

/* ---- what pages show ---- */

sk_str sk_facts_story(sk_request *rq, const sk_story_row *s,
                      const sk_timeline *tl)
{
    sk_json j = begin(rq, "CollectionPage", s->name);

    member(&j, "inLanguage", SK_STR("vi"));
    member(&j, "dateModified", sk_store_time(&rq->arena, s->last));
    sk_json_key(&j, "mainEntity");
    sk_json_open(&j, '{');
    member(&j, "@type", SK_STR("ItemList"));
    sk_json_key(&j, "numberOfItems");
    sk_json_int(&j, s->n_happenings);
    sk_json_key(&j, "itemListElement");
    sk_json_open(&j, '[');
    for (size_t i = 0; i < tl->n; i++) {
        sk_json_open(&j, '{');
        member(&j, "@type", SK_STR("ListItem"));
        sk_json_key(&j, "position");
        sk_json_int(&j, (int64_t)i + 1);
        member(&j, "name", sk_entry_title(&tl->v[i]));
        member(&j, "url", happening_at(rq, &tl->v[i]));
        sk_json_close(&j, '}');
    }
    sk_json_close(&j, ']');
    sk_json_close(&j, '}');
    return end(rq, &j);
}

static void article(sk_request *rq, sk_json *j, const sk_doc_row *d)
{
    sk_json_open(j, '{');
    member(j, "@type", SK_STR("NewsArticle"));
    member(j, "headline", d->title);
    member(j, "url", d->url);
    if (d->published != SK_NO_TIME)
        member(j, "datePublished", sk_store_time(&rq->arena, d->published));
    if (d->outlet.len) {
        sk_json_key(j, "publisher");
        sk_json_open(j, '{');
        member(j, "@type", SK_STR("Organization"));
        member(j, "name", d->outlet);
        sk_json_close(j, '}');
    }
    sk_json_close(j, '}');
}

sk_str sk_facts_happening(sk_request *rq, const sk_happening_row *h,
                          const sk_docs_found *docs)
{
    sk_json j = begin(rq, "Event", sk_entry_title(h));

    if (h->day_known)
        member(&j, "startDate", sk_day_iso(&rq->arena, (int32_t)h->day));
    if (h->status == SK_ENTRY_CANCELLED)
        member(&j, "eventStatus", SK_STR("https://schema.org/EventCancelled"));
    sk_json_key(&j, "subjectOf");
    sk_json_open(&j, '[');
    for (size_t i = 0; i < docs->n; i++)
        article(rq, &j, &docs->v[i]);
    sk_json_close(&j, ']');
    return end(rq, &j);
}

sk_str sk_facts_entity(sk_request *rq, const sk_party *p)
{
    sk_json j = begin(rq,
                      p->type == SK_PER   ? "Person"
                      : p->type == SK_ORG ? "Organization"
                                          : "Place",
                      p->name);

    if (p->type == SK_PER)
        member(&j, "jobTitle", p->role);
    return end(rq, &j);
}
