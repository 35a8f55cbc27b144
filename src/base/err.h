/* err.h - how failures are told. */
#ifndef SK_BASE_ERR_H
#define SK_BASE_ERR_H

#include <sukien/sukien.h>

/* Fills err (NULL is fine) and returns code, so a caller can return it. */
int sk_fail(sk_err *err, int code, size_t at, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

#endif
