/* fuzz_time.c - words and marks of time in any order. Each byte picks a piece,
 * so that inputs stay close to the grammar; the rest are letters as they are.
 * The first byte picks the clock. */
#include "fuzz.h"

#include <string.h>

/* clang-format off */
static const char *const pieces[] = {
    "ngày ", "hôm ", "tháng ", "năm ", "tuần ", "quý ", "thế kỷ ", "thập niên ",
    "sáng ", "tối ", "rạng sáng ", "giờ ", "phút ", "h", "thứ ", "hai ", "ba ",
    "năm ", "mười ", "trăm ", "tỷ ", "nửa ", "rưỡi ", "một ", "những ", "vài ",
    "hơn ", "khoảng ", "cách đây ", "qua ", "tới ", "trước ", "sau ", "nữa ",
    "này ", "nay ", "gần đây ", "đầu ", "giữa ", "cuối ", "nửa đầu ", "mỗi ",
    "hằng ", "một lần ", "mùng ", "rằm ", "Giêng ", "Chạp ", "Tết ", "nhuận ",
    "âm lịch ", "Bính Ngọ ", "Ất Tỵ ", "Giáng sinh ", "giao thừa ", "dịp ",
    "giờ Mỹ ", "(giờ địa phương) ", "GMT+7 ", "đến ", "và ", "lúc ", "từ ",
    "trước Công nguyên ", "tỉ số ", "vòng ", "sẽ ", "đã ", "\"", ", ", ". ",
    "\n", "/", "-", ".", ":", "–", " ", "1", "2", "3", "9", "12", "28", "29",
    "30", "31", "1900", "2025", "2026", "99999999", "XIX ", "I ", "cùng ngày ",
    "hôm nay ", "hôm sau ", "ngày mai ", "cuối tuần ", "mùa hè ", "xuân ",
    "hiện ", "đến nay ", "trong tương lai ",
};
/* clang-format on */
enum { N_PIECES = sizeof pieces / sizeof *pieces, TEXT_MAX = 1 << 14 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const clocks[] = {
        "", "\"published\":\"2025-12-31T23:59:00+07:00\",",
        "\"published\":\"2024-02-29\",", "\"published\":\"0001-01-01\",",
        "\"published\":\"9999-12-31\","};
    static char line[TEXT_MAX + 256];
    sk_doc *doc = sk_doc_new(fuzz_engine(), 0);
    size_t n;
    sk_err err;

    FUZZ_CHECK(doc);
    sk_doc_only_times(doc, true);
    n = (size_t)snprintf(line, 128, "{%s\"text\":\"",
                         clocks[size ? data[0] % 5 : 0]);
    for (size_t i = 1; i < size && n < TEXT_MAX; i++) {
        const char *p = pieces[data[i] % N_PIECES];
        for (; *p; p++) {
            if (*p == '"')
                line[n++] = '\\';
            if (*p == '\n') {
                line[n++] = '\\';
                line[n++] = 'n';
            } else {
                line[n++] = *p;
            }
        }
    }
    memcpy(line + n, "\"}", 2);
    if (sk_doc_read_json(doc, (sk_str){line, n + 2}, &err) == SK_OK) {
        sk_times times = sk_doc_times(doc);
        fuzz_check_doc(doc);
        for (size_t i = 0; i < times.n; i++) {
            const sk_time *t = &times.v[i];
            FUZZ_CHECK(t->value.len > 0);
            FUZZ_CHECK(!i || t->tok_beg >= times.v[i - 1].tok_end);
            FUZZ_CHECK((t->day_beg == SK_NO_DAY) == (t->day_end == SK_NO_DAY));
            FUZZ_CHECK(t->day_beg <= t->day_end);
        }
        FUZZ_CHECK(sk_doc_timex3(doc, &err).s);
    }
    sk_doc_free(doc);
    return 0;
}
