/* embed.c - a program of others: C and C++ take the header, link the library.
 * usage: embed; prints the first event and the version, or why there is none. */
#include <stdio.h>
#include <sukien/sukien.h>

int main(void)
{
    sk_err err;
    sk_engine *eng = sk_engine_open(NULL, &err);
    sk_doc *doc;
    int rc;

    if (!eng) {
        printf("%s\n", err.msg);
        return 1;
    }
    doc = sk_doc_new(eng, 0);
    rc = sk_doc_read_text(
        doc, SK_STR("Tối 9/3, Tổng thống Nga điện đàm với Tổng thống Mỹ."),
        &err);
    if (rc == SK_OK && sk_doc_events(doc).n)
        printf("%s %s %s\n", sk_doc_events(doc).v[0].type,
               sk_doc_events(doc).v[0].cameo, sk_version());
    sk_doc_free(doc);
    sk_engine_close(eng);
    return rc == SK_OK ? 0 : 1;
}
