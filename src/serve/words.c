/* words.c - what codes are called, in Vietnamese and English. */
#include "serve/words.h"

#include <stdlib.h>

#include "serve/html.h"

typedef struct word {
    const char *code, *vi, *en;
} word;

static const word countries[] = {
/* by code */
#include "countries_table.h"
};

static const word bodies[] = {
    {"ASN", "ASEAN", "ASEAN"},
    {"EUR", "châu Âu", "Europe"},
    {"EUU", "Liên minh châu Âu", "European Union"},
    {"EU", "Liên minh châu Âu", "European Union"},
    {"IGO", "tổ chức quốc tế", "international bodies"},
    {"NATO", "NATO", "NATO"},
    {"NAT", "NATO", "NATO"},
    {"UNO", "Liên hợp quốc", "United Nations"},
};

static const word types[] = {
    {"AGREE", "đồng ý, hứa hẹn", "agree"},
    {"CONSULT", "hội đàm, thăm", "consult"},
    {"SUPPORT", "ủng hộ", "support"},
    {"CONCEDE", "nhượng bộ", "concede"},
    {"COOPERATE", "hợp tác", "cooperate"},
    {"AID", "viện trợ", "aid"},
    {"RETREAT", "rút lui, thả, ngừng bắn", "retreat"},
    {"REQUEST", "yêu cầu", "request"},
    {"ACCUSE", "chỉ trích, cáo buộc", "accuse"},
    {"REJECT", "từ chối", "reject"},
    {"THREATEN", "đe dọa", "threaten"},
    {"PROTEST", "phản đối, biểu tình", "protest"},
    {"SANCTION", "trừng phạt", "sanction"},
    {"MOBILIZE", "điều động", "mobilize"},
    {"COERCE", "cưỡng ép, bắt giữ", "coerce"},
    {"ASSAULT", "tấn công", "assault"},
};

static const word statuses[] = {
    {"happened", "đã xảy ra", "happened"},
    {"ongoing", "đang diễn ra", "ongoing"},
    {"planned", "dự kiến", "planned"},
    {"negated", "không xảy ra", "did not happen"},
    {"denied", "bị bác bỏ", "denied"},
    {"cancelled", "bị hủy", "cancelled"},
    {"overdue", "quá hạn, chưa có tin", "overdue, no report"},
    {"conditional", "có điều kiện", "conditional"},
    {"reported-claim", "một bên nói", "claimed"},
    {"claimed", "một bên nói", "claimed"},
    {"told", "được đưa tin", "reported"},
};

#define N(a) (sizeof(a) / sizeof *(a))

static const word *find(const word *v, size_t n, sk_str code)
{
    for (size_t i = 0; i < n; i++)
        if (sk_str_eq(code, sk_str_of(v[i].code)))
            return &v[i];
    return NULL;
}

static int by_code(const void *code, const void *country)
{
    const word *w = country;

    return sk_str_cmp(*(const sk_str *)code, sk_str_of(w->code));
}

sk_str sk_word_country(const sk_request *rq, sk_str code)
{
    const word *w = find(bodies, N(bodies), code);

    if (!w)
        w = bsearch(&code, countries, N(countries), sizeof *countries, by_code);
    return w ? sk_str_of(sk_say(rq, w->vi, w->en)) : (sk_str){NULL, 0};
}

const char *sk_word_type(const sk_request *rq, sk_str type)
{
    const word *w = find(types, N(types), type);

    return w ? sk_say(rq, w->vi, w->en) : "?";
}

const char *sk_word_status(const sk_request *rq, const char *status)
{
    const word *w = find(statuses, N(statuses), sk_str_of(status));

    return w ? sk_say(rq, w->vi, w->en) : status;
}

const char *sk_css_status(const char *status)
{
    return strcmp(status, "denied") == 0 || strcmp(status, "cancelled") == 0
               ? "negated"
           : strcmp(status, "claimed") == 0 ? "reported-claim"
           : strcmp(status, "overdue") == 0 ? "conditional"
                                            : status;
}
