/* time_number.c - numbers in digits and words. */
#include "find/time_scan.h"

/* ---- tokens ---- */

int sk_time_digits_of(const sk_scan *s, uint32_t i, int *v)
{
    const sk_tok *t = &s->t[i];

    if (t->end - t->beg > 9)
        return 0;
    *v = 0;
    for (uint32_t at = t->beg; at < t->end; at++)
        *v = *v * 10 + (s->d->text.s[at] - '0');
    return (int)(t->end - t->beg);
}

bool sk_time_dash(const sk_scan *s, uint32_t i)
{
    sk_str x;

    if (i >= s->n || s->t[i].kind != SK_TOK_MARK)
        return false;
    x = sk_doc_tok(s->d, i);
    return sk_str_eq(x, SK_STR("-")) || sk_str_eq(x, SK_STR("–")) ||
           sk_str_eq(x, SK_STR("—"));
}

/* ---- numbers ---- */

/* "1.200", "13,5", "1/4"; one token is at i. */
static uint32_t in_digits(const sk_scan *s, uint32_t i, sk_number *n)
{
    int v, more, len = sk_time_digits(s, i, &v);
    uint32_t at = i + 1;

    if (!len)
        return 0;
    n->v = v;
    while (len <= 3 && sk_time_ch(s, at) == '.' && sk_time_glued(s, at) &&
           sk_time_glued(s, at + 1) && sk_time_digits(s, at + 1, &more) == 3) {
        n->v = n->v * 1000 + more;
        at += 2;
    }
    if (sk_time_ch(s, at) == ',' && sk_time_glued(s, at) &&
        sk_time_glued(s, at + 1) &&
        (len = sk_time_digits(s, at + 1, &more)) > 0) {
        double f = more;
        while (len-- > 0)
            f /= 10;
        n->v += f;
        at += 2;
    } else if (sk_time_ch(s, at) == '/' && sk_time_glued(s, at) &&
               sk_time_glued(s, at + 1) && sk_time_digits(s, at + 1, &more) &&
               more > 1 && v < more) {
        n->v = (double)v / more;
        n->fraction = true;
        at += 2;
    }
    return at;
}

/* "năm" before a unit or a larger number is five, but not behind mươi, where
 * five is lăm: "hai mươi năm" are twenty years. */
static bool five(const sk_scan *s, uint32_t i)
{
    const sk_sense *x;

    if (!sk_time_more(s, i + 1))
        return false;
    if (sk_time_is(s, i + 1, SK_T_tens, NULL) ||
        sk_time_is(s, i + 1, SK_T_scale, NULL))
        return true;
    return sk_time_is(s, i + 1, SK_T_unit, &x) && x->a != SK_U_WHILE;
}

/* "hai mươi lăm", "một trăm linh ba", "trăm"; also after digits: "10 triệu" */
static uint32_t in_words(const sk_scan *s, uint32_t i, sk_number *n, bool begun)
{
    double total = 0, part = begun ? n->v : 0;
    bool digit = begun, any = begun, tens = false, linh = false;
    uint32_t at = i, e;
    const sk_sense *x;

    while (at == i || sk_time_more(s, at)) {
        int last = part < 1e9 ? (int)part % 10 : 0;
        if (!begun && digit && !tens && last >= 2 &&
            (e = sk_time_is(s, at, SK_T_num, &x)) && x->b) {
            part += last * 9 + x->a; /* "bốn lăm" */
            tens = true;
        } else if (!begun && (e = sk_time_is(s, at, SK_T_num, &x)) && !digit &&
                   (any || x->a) && !(x->b && !tens)) {
            if (x->a == 5 && !x->b && !linh && (tens || !five(s, at)))
                break;
            part += x->a;
            digit = true;
        } else if (!begun && (e = sk_time_is(s, at, SK_T_ten, &x)) && !digit) {
            part += x->a;
            tens = true;
        } else if (any && digit && (e = sk_time_is(s, at, SK_T_tens, &x))) {
            part = begun ? part * 10 : part + last * 9;
            digit = false;
            tens = true;
        } else if ((e = sk_time_is(s, at, SK_T_scale, &x))) {
            if (x->a == 100) { /* "không trăm" is none */
                part = (part > 0 || digit ? part : 1) * 100;
            } else {
                total += (part > 0 ? part : 1) * x->a;
                part = 0;
            }
            digit = tens = linh = false;
        } else if (any && !begun && (e = sk_time_is(s, at, SK_T_linh, &x))) {
            tens = linh = true;
        } else {
            break;
        }
        any = true;
        begun = false;
        at = e;
    }
    /* "chục năm": a ten of years */
    if (!any && (e = sk_time_is(s, i, SK_T_tens, &x)) && x->a == 10 &&
        sk_time_more(s, e) && sk_time_is(s, e, SK_T_unit, NULL)) {
        part = 10;
        at = e;
        any = true;
    }
    if (!any || at == i)
        return 0;
    n->v = total + part;
    n->words = true;
    return at;
}

uint32_t sk_time_number(const sk_scan *s, uint32_t i, sk_number *n)
{
    const sk_sense *x;
    uint32_t e, more;

    *n = (sk_number){0};
    if (i >= s->n)
        return 0;
    if (s->t[i].kind == SK_TOK_DIGITS) {
        e = in_digits(s, i, n);
        if (e && sk_time_more(s, e) && !n->fraction &&
            sk_time_mask(s, e) & (SK_T_BIT(scale) | SK_T_BIT(tens))) {
            sk_number big = *n;
            more = in_words(s, e, &big, true);
            if (more) {
                *n = big;
                n->words = false;
                return more;
            }
        }
        return e;
    }
    if ((e = sk_time_is(s, i, SK_T_vague, &x))) {
        n->vague = true;
        n->any = x->a;
        if ((more = sk_time_is(s, e, SK_T_vague, &x)) && sk_time_more(s, e))
            e = more;
        if (sk_time_more(s, e) && (more = sk_time_is(s, e, SK_T_scale, &x)))
            e = more;
        return e;
    }
    if ((e = sk_time_is(s, i, SK_T_half, NULL))) {
        n->v = 0.5;
        n->words = true;
        return e;
    }
    return in_words(s, i, n, false);
}

uint32_t sk_time_year(const sk_scan *s, uint32_t i, int *year)
{
    int len = sk_time_digits(s, i, year);
    sk_number n;
    uint32_t e;

    /* "hai nghìn không trăm hai mươi sáu", "hai nghìn" at the end */
    if (!len && sk_time_mask(s, i + 1) & SK_T_BIT(scale) &&
        (e = sk_time_number(s, i, &n)) && !n.vague && n.v >= 1000 &&
        n.v < 2200 &&
        ((int)n.v % 100 || !sk_time_more(s, e) ||
         s->t[e].kind == SK_TOK_MARK)) {
        *year = (int)n.v;
        return e;
    }
    return len >= 3 && len <= 4 && *year > 0 && *year < 4000 ? i + 1 : 0;
}

uint32_t sk_time_roman(const sk_scan *s, uint32_t i, int *v)
{
    sk_str x;
    int last = 0, sum = 0;

    if (i >= s->n || s->t[i].kind != SK_TOK_LETTERS)
        return 0;
    x = sk_doc_tok(s->d, i);
    if (x.len > 6)
        return 0;
    for (size_t k = x.len; k-- > 0;) {
        int d = x.s[k] == 'I' ? 1 : x.s[k] == 'V' ? 5 : x.s[k] == 'X' ? 10 : 0;
        if (!d)
            return 0;
        sum += d < last ? -d : d;
        last = d > last ? d : last;
    }
    *v = sum;
    return i + 1;
}
