/* feed_name.c - what the elements of feeds are called. */
#include <strings.h>

#include "read/feed_parts.h"

const char *sk_feed_space(const char *uri)
{
    static const struct {
        const char *uri, *prefix;
    } spaces[] = {
        {"www.w3.org/2005/Atom", ""},
        {"purl.org/atom/ns", ""},
        {"purl.org/rss/1.0", ""},
        {"my.netscape.com/rdf/simple/0.9", ""},
        {"backend.userland.com/rss", ""},
        {"backend.userland.com/rss2", ""},
        {"blogs.law.harvard.edu/tech/rss", ""},
        {"www.sitemaps.org/schemas/sitemap/0.9", ""},
        {"www.google.com/schemas/sitemap/0.84", ""},
        {"www.google.com/schemas/sitemap-news/0.9", "news"},
        {"www.w3.org/1999/xhtml", "xhtml"},
        {"www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"},
        {"purl.org/rss/1.0/modules/content", "content"},
        {"purl.org/dc/elements/1.1", "dc"},
        {"purl.org/dc/elements/1.0", "dc"},
        {"purl.org/dc/terms", "dcterms"},
        {"search.yahoo.com/mrss", "media"},
        {"www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    };
    const char *at = strstr(uri, "://");
    size_t n;

    uri = at ? at + 3 : uri;
    n = strlen(uri);
    while (n && strchr("/#", uri[n - 1]))
        n--;
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (strlen(spaces[i].uri) == n &&
            strncasecmp(spaces[i].uri, uri, n) == 0)
            return spaces[i].prefix;
    return NULL;
}

static const struct {
    const char *name;
    sk_feed_field field;
    uint8_t rank;
} names[] = {
    {"feedburner:origLink", SK_FF_URL, 0},
    {"link", SK_FF_URL, 1},
    {"loc", SK_FF_URL, 1},
    {"guid", SK_FF_ID, 0},
    {"id", SK_FF_ID, 0},
    {"title", SK_FF_TITLE, 0},
    {"news:title", SK_FF_TITLE, 1},
    {"dc:title", SK_FF_TITLE, 2},
    {"media:title", SK_FF_TITLE, 3},
    {"pubDate", SK_FF_PUBLISHED, 0},
    {"published", SK_FF_PUBLISHED, 0},
    {"issued", SK_FF_PUBLISHED, 0},
    {"news:publication_date", SK_FF_PUBLISHED, 0},
    {"dcterms:issued", SK_FF_PUBLISHED, 1},
    {"dc:date", SK_FF_PUBLISHED, 2},
    {"created", SK_FF_PUBLISHED, 3},
    {"dcterms:created", SK_FF_PUBLISHED, 3},
    {"updated", SK_FF_PUBLISHED, 4},
    {"modified", SK_FF_PUBLISHED, 4},
    {"dcterms:modified", SK_FF_PUBLISHED, 4},
    {"lastmod", SK_FF_PUBLISHED, 5},
    {"description", SK_FF_SUMMARY, 0},
    {"summary", SK_FF_SUMMARY, 0},
    {"abstract", SK_FF_SUMMARY, 0},
    {"dc:description", SK_FF_SUMMARY, 1},
    {"itunes:summary", SK_FF_SUMMARY, 2},
    {"media:description", SK_FF_SUMMARY, 3},
    {"content:encoded", SK_FF_CONTENT, 0},
    {"content", SK_FF_CONTENT, 0},
    {"fullitem", SK_FF_CONTENT, 1},
    {"xhtml:body", SK_FF_CONTENT, 1},
    {"body", SK_FF_CONTENT, 1},
    {"dc:creator", SK_FF_AUTHOR, 0},
    {"dc:author", SK_FF_AUTHOR, 0},
    {"author", SK_FF_AUTHOR, 1},
    {"itunes:author", SK_FF_AUTHOR, 2},
    {"category", SK_FF_SECTION, 0},
    {"dc:subject", SK_FF_SECTION, 1},
    {"media:category", SK_FF_SECTION, 2},
    {"itunes:category", SK_FF_SECTION, 3},
};

sk_feed_field sk_feed_named(const char *name, uint8_t *rank)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(name, names[i].name) == 0) {
            *rank = names[i].rank;
            return names[i].field;
        }
    return SK_FF_N;
}
