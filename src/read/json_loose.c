/* json_loose.c - JSON as pages hold it. */
#include "read/json_loose.h"

#include "base/uni.h"

static size_t skip_blanks(sk_str s, size_t i)
{
    while (i < s.len && (unsigned char)s.s[i] <= ' ')
        i++;
    return i;
}

/* Where the string ends that begins behind i: at a mark behind which nothing
 * but the sign that follows a string stands. */
static size_t string_end(sk_str s, size_t i)
{
    for (i++; i < s.len; i++) {
        if (s.s[i] == '\\') {
            i++;
        } else if (s.s[i] == '"') {
            size_t k = skip_blanks(s, i + 1);
            if (k == s.len || strchr(",:}]", s.s[k]))
                return i;
        }
    }
    return s.len;
}

/* Behind a number or word. */
static size_t word_end(sk_str s, size_t i)
{
    while (i < s.len && !strchr(",:}] \t\r\n\"", s.s[i]))
        i++;
    return i;
}

typedef struct reader {
    sk_arena *a;
    sk_str s;
    sk_loose *out;
    uint32_t open[SK_LOOSE_DEPTH];
    size_t depth, too_deep;
    sk_str key; /* of the value that comes */
} reader;

static uint32_t add(reader *r, int kind, sk_str text)
{
    uint32_t i = (uint32_t)r->out->n;

    if (!r->too_deep)
        *sk_push(r->a, r->out) =
            (sk_lnode){.kind = kind, .end = i + 1, .key = r->key, .text = text};
    r->key = (sk_str){NULL, 0};
    return i;
}

static void open(reader *r, int kind)
{
    uint32_t i;

    if (r->too_deep || r->depth == SK_LOOSE_DEPTH) {
        r->too_deep++;
        return;
    }
    i = add(r, kind, (sk_str){NULL, 0});
    r->open[r->depth++] = i;
}

static void close(reader *r)
{
    if (r->too_deep)
        r->too_deep--;
    else if (r->depth)
        r->out->v[r->open[--r->depth]].end = (uint32_t)r->out->n;
}

static bool in_object(const reader *r)
{
    return r->depth && r->out->v[r->open[r->depth - 1]].kind == SK_L_OBJECT;
}

/* A string is a key if a colon follows it in an object. */
static size_t string(reader *r, size_t i)
{
    size_t end = string_end(r->s, i), k = skip_blanks(r->s, end + 1);
    sk_str text = sk_str_sub(r->s, i + 1, end);

    if (k < r->s.len && r->s.s[k] == ':' && in_object(r)) {
        r->key = text;
        return k + 1;
    }
    add(r, SK_L_STRING, text);
    return end + 1;
}

void sk_loose_read(sk_arena *a, sk_str s, sk_loose *out)
{
    reader r = {.a = a, .s = s, .out = out};
    size_t i = skip_blanks(s, 0);

    *out = (sk_loose){0};
    while (i < s.len && !(out->n && !r.depth && !r.too_deep)) {
        switch (s.s[i]) {
        case '{':
            open(&r, SK_L_OBJECT);
            i++;
            break;
        case '[':
            open(&r, SK_L_ARRAY);
            i++;
            break;
        case '}':
        case ']':
            close(&r);
            i++;
            break;
        case ',':
        case ':':
            i++;
            break;
        case '"':
            i = string(&r, i);
            break;
        default:
            i = word_end(s, i + 1);
            add(&r, SK_L_OTHER, (sk_str){NULL, 0});
        }
        i = skip_blanks(s, i);
    }
    while (r.depth)
        close(&r);
}

uint32_t sk_loose_first(const sk_loose *v, uint32_t around)
{
    return around < v->n && v->v[around].end > around + 1 ? around + 1 : 0;
}

uint32_t sk_loose_next(const sk_loose *v, uint32_t around, uint32_t i)
{
    return v->v[i].end < v->v[around].end ? v->v[i].end : 0;
}

uint32_t sk_loose_get(const sk_loose *v, uint32_t object, sk_str key)
{
    uint32_t found = 0;

    if (object >= v->n || v->v[object].kind != SK_L_OBJECT)
        return 0;
    for (uint32_t i = sk_loose_first(v, object); i;
         i = sk_loose_next(v, object, i))
        if (sk_str_eq(v->v[i].key, key))
            found = i;
    return found;
}

/* Four hexadecimal digits; -1 if they are not there. */
static int32_t hex(sk_str s, size_t i)
{
    int32_t c = 0;

    for (size_t k = i; k < i + 4; k++) {
        char d = k < s.len ? s.s[k] : 0;
        if (d >= '0' && d <= '9')
            c = c << 4 | (d - '0');
        else if ((d | 32) >= 'a' && (d | 32) <= 'f')
            c = c << 4 | ((d | 32) - 'a' + 10);
        else
            return -1;
    }
    return c;
}

/* The character of "\uXXXX" at i, of two of them where they make one. */
static uint32_t escaped(sk_str s, size_t *i)
{
    int32_t c = hex(s, *i + 2), low;

    *i += 6;
    if (c < 0xD800 || c > 0xDFFF)
        return (uint32_t)c;
    low = *i + 1 < s.len && s.s[*i] == '\\' && s.s[*i + 1] == 'u'
              ? hex(s, *i + 2)
              : -1;
    if (c > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
        return 0xFFFD;
    *i += 6;
    return 0x10000 + ((uint32_t)(c & 0x3FF) << 10 | (uint32_t)(low & 0x3FF));
}

sk_str sk_loose_text(sk_arena *a, const sk_loose *v, uint32_t i)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t  ";
    sk_str s = i < v->n && v->v[i].kind == SK_L_STRING ? v->v[i].text
                                                       : (sk_str){NULL, 0};
    sk_buf b = {0};

    if (!s.len || !memchr(s.s, '\\', s.len))
        return s;
    for (size_t at = 0; at < s.len;) {
        const char *back = memchr(s.s + at, '\\', s.len - at);
        size_t end = back ? (size_t)(back - s.s) : s.len;
        char out[4];
        const char *known;
        sk_buf_add(a, &b, sk_str_sub(s, at, end));
        at = end + 2;
        if (at > s.len)
            break;
        if (s.s[end + 1] == 'u' && hex(s, end + 2) > 0) {
            at = end;
            sk_buf_add(a, &b, (sk_str){out, sk_utf8_put(escaped(s, &at), out)});
            continue;
        }
        known = memchr(from, s.s[end + 1], sizeof from - 1);
        sk_buf_char(a, &b, known ? to[known - from] : s.s[end + 1]);
    }
    return sk_buf_str(&b);
}
