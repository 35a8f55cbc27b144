/* page_about.c - how it is done, how right it is, what the store holds. */
#include "figures_table.h"
#include "serve/parts.h"
#include "serve/views.h"

/* With a comma in Vietnamese. */
static void figure(sk_request *rq, const char *point)
{
    size_t n = strcspn(point, ".");

    sk_text(rq, (sk_str){point, n});
    if (point[n]) {
        sk_html(rq, sk_say(rq, ",", "."));
        sk_html(rq, point + n + 1);
    }
}

/* How often it is right, as measured by eval/run.py when it was built. */
static void measured(sk_request *rq)
{
    sk_html(rq, "<h2>");
    sk_both(rq, "Đúng đến đâu", "How right it is");
    sk_html(rq, "</h2><p>");
    sk_both(rq,
            "Đo trên các bộ dữ liệu gán nhãn bằng tay mà người viết chương "
            "trình đã thấy; với tin chưa thấy hãy chờ con số thấp hơn.",
            "Measured on hand-labelled data that its makers have seen; expect "
            "less on news that nobody has seen.");
    sk_html(rq, "</p><div class=\"scroll\"><table "
                "id=\"figures\"><thead><tr><th scope=\"col\">");
    sk_both(rq, "Phép đo", "Measure");
    sk_html(rq, "</th><th scope=\"col\">");
    sk_both(rq, "Kết quả", "Figure");
    sk_html(rq, "</th><th scope=\"col\">");
    sk_both(rq, "Bộ dữ liệu", "Data");
    sk_html(rq, "</th></tr></thead><tbody>");
    for (size_t i = 0; i < sizeof figures_table / sizeof *figures_table; i++) {
        sk_html(rq, "<tr><th scope=\"row\">");
        sk_both(rq, figures_table[i].vi, figures_table[i].en);
        sk_html(rq, "</th><td>");
        figure(rq, figures_table[i].figure);
        sk_html(rq, "</td><td lang=\"en\">");
        sk_html(rq, figures_table[i].on);
        sk_html(rq, "</td></tr>");
    }
    sk_html(rq, "</tbody></table></div>");
}

static void in_store(sk_request *rq, const sk_store_stats *st)
{
    const struct {
        const char *vi, *en;
        uint64_t n;
    } rows[] = {
        {"Bài", "Articles", st->n_docs},
        {"Bài khác nhau", "Distinct articles", st->n_articles},
        {"Báo", "Outlets", st->n_outlets},
        {"Sự kiện (đã gộp các báo)", "Happenings (outlets merged)",
         st->n_happenings},
        {"Dòng sự kiện", "Storylines", st->n_stories},
        {"Việc đã mã hóa", "Coded events", st->n_events},
        {"Lời nói", "Quotations", st->n_quotes},
        {"Nhân vật, tổ chức, nơi chốn", "Entities", st->n_entities},
    };

    sk_html(rq, "<h2>");
    sk_both(rq, "Kho này", "This store");
    sk_html(rq, "</h2><table><tbody>");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sk_html(rq, "<tr><th scope=\"row\">");
        sk_both(rq, rows[i].vi, rows[i].en);
        sk_html(rq, "</th><td>");
        sk_part_number(rq, rows[i].n);
        sk_html(rq, "</td></tr>");
    }
    sk_html(rq, "</tbody></table>");
}

void sk_page_about(sk_request *rq)
{
    static const char *const method[][2] = {
        {"Mỗi điều ghi ra đều dẫn về câu văn của bài gốc. Không có câu làm "
         "chứng thì không ghi.",
         "Every claim leads back to a sentence of its article. What has no "
         "sentence is not written down."},
        {"Ngày của sự kiện lấy từ câu văn (“tối 9/3”, “ngày mai”), không lấy "
         "ngày đăng bài; khi câu văn không nêu ngày thì ghi ngày đưa tin.",
         "The day of an event is taken from the text, not from the day of "
         "publication; where the text names none, the day of the report "
         "stands."},
        {"Việc đã xảy ra, dự kiến, bị bác bỏ, có điều kiện và do một bên nói "
         "được ghi khác nhau. Điều dự kiến mà quá ngày chưa có tin thì nói rõ "
         "là quá hạn.",
         "What happened, is planned, is denied, is conditional or is one "
         "side's claim is told apart. A plan whose day went by without a "
         "report is called overdue."},
        {"Nơi chỉ được vẽ khi bài báo nêu, không đoán.",
         "A place is drawn only if the article names it."},
        {"Mã theo PLOVER và CAMEO, thang Goldstein từ −10 đến +10. Nhiều báo "
         "kể một việc thì tính là một.",
         "Codes are PLOVER and CAMEO, with Goldstein's scale from −10 to +10. "
         "One deed told by many outlets counts once."},
        {"Máy có thể đọc sai. Hãy mở câu làm chứng và bài gốc trước khi trích "
         "dẫn.",
         "Machines misread. Open the evidence and the article before you "
         "quote."},
    };
    sk_store_stats st;
    sk_err err;

    if (sk_part_failed(rq, sk_store_stat(rq->store, &st, &err), &err))
        return;
    sk_page_begin(rq, sk_str_of(sk_say(rq, "Giới thiệu", "About")));
    sk_html(rq, "<div class=\"prose\"><h1>");
    sk_both(rq, "Giới thiệu", "About");
    sk_html(rq, "</h1><p>");
    sk_both(rq,
            "Sukien đọc tin tiếng Việt và ghi lại ai đã làm hay nói gì với ai, "
            "khi nào, ở đâu, rồi nối các bài thành dòng sự kiện.",
            "Sukien reads Vietnamese news and writes down who did or said what "
            "to whom, when and where, and threads the articles into "
            "storylines.");
    sk_html(rq, "</p><h2>");
    sk_both(rq, "Cách làm", "Method");
    sk_html(rq, "</h2><ul>");
    for (size_t i = 0; i < sizeof method / sizeof *method; i++) {
        sk_html(rq, "<li>");
        sk_both(rq, method[i][0], method[i][1]);
        sk_html(rq, "</li>");
    }
    sk_html(rq, "</ul>");
    measured(rq);
    in_store(rq, &st);
    sk_html(rq,
            "<h2>API</h2><p><a href=\"/api/v1/openapi.json\">OpenAPI 3.1</a> · "
            "<a href=\"/api/v1/stats\">/api/v1/stats</a> · "
            "<a href=\"/metrics\">/metrics</a></p><p class=\"meta\">Sukien ");
    sk_text(rq, sk_str_of(sk_version()));
    sk_html(rq, "</p></div>");
    sk_page_end(rq);
}
