/* err.c - fills the error that a caller handed in. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

int sk_fail(sk_err *err, int code, size_t at, const char *fmt, ...)
{
    if (err) {
        va_list ap;
        err->code = code;
        err->at = at;
        va_start(ap, fmt);
        vsnprintf(err->msg, sizeof err->msg, fmt, ap);
        va_end(ap);
    }
    return code;
}
