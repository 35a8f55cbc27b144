/* json_loose.c - JSON as pages hold it. */
#include "read/json_tree.h"

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

enum { DEPTH = 32 }; /* what is deeper is left out */

typedef struct reader {
    sk_arena *a;
    sk_str s;
    sk_jtree *out;
    uint32_t open[DEPTH];
    size_t depth, too_deep;
    sk_str key; /* of the value that comes */
} reader;

static uint32_t add(reader *r, int kind, sk_str text)
{
    uint32_t i = (uint32_t)r->out->n;

    if (!r->too_deep)
        *sk_push(r->a, r->out) =
            (sk_jnode){.kind = kind, .end = i + 1, .key = r->key, .text = text};
    r->key = (sk_str){NULL, 0};
    return i;
}

static void open(reader *r, int kind)
{
    uint32_t i;

    if (r->too_deep || r->depth == DEPTH) {
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
    return r->depth && r->out->v[r->open[r->depth - 1]].kind == SK_J_OBJECT;
}

/* A string is a key if a colon follows it in an object. */
static size_t string(reader *r, size_t i)
{
    size_t end = string_end(r->s, i), k = skip_blanks(r->s, end + 1);
    sk_str text = sk_json_unescape(r->a, sk_str_sub(r->s, i + 1, end));

    if (k < r->s.len && r->s.s[k] == ':' && in_object(r)) {
        r->key = text;
        return k + 1;
    }
    add(r, SK_J_STRING, text);
    return end + 1;
}

void sk_json_loose(sk_arena *a, sk_str s, sk_jtree *out)
{
    reader r = {.a = a, .s = s, .out = out};
    size_t i = skip_blanks(s, 0);

    *out = (sk_jtree){0};
    while (i < s.len && !(out->n && !r.depth && !r.too_deep)) {
        switch (s.s[i]) {
        case '{':
            open(&r, SK_J_OBJECT);
            i++;
            break;
        case '[':
            open(&r, SK_J_ARRAY);
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
            add(&r, SK_J_OTHER, (sk_str){NULL, 0});
        }
        i = skip_blanks(s, i);
    }
    while (r.depth)
        close(&r);
}
