/* fuzz_text.c - any bytes as plain text through all steps. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static sk_doc *doc;
    sk_err err;

    if (!doc)
        doc = sk_doc_new(fuzz_engine(), 64 << 20);
    if (sk_doc_read_text(doc, (sk_str){(const char *)data, size}, &err) ==
        SK_OK)
        fuzz_check_doc(doc);
    return 0;
}
