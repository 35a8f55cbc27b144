#!/usr/bin/env python3
"""sukien read: charsets, feeds, archives, packed input. usage: read_test.py PROGRAM DATA"""
import gzip
import json
import os
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import zlib

PROG, DATA = sys.argv[1], sys.argv[2]

TEXT = ("Sáng 3/2, Thủ tướng nước láng giềng gặp đoàn đại biểu của thành phố và cho biết hai bên đã ký "
        "thỏa thuận về thủy sản. Người dân ở vùng biên giới được hưởng lợi từ những dự án này, "
        "theo ông Nguyễn Văn Ất, vì đường sá sẽ tốt hơn trước rất nhiều.")
PAGE = """<!doctype html><html lang="vi"><head>%s<title>Hai bên ký thỏa thuận | Báo Thử</title>
<meta property="og:description" content="Lễ ký diễn ra trong sáng nay tại trụ sở của chính phủ nước chủ nhà.">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Hai bên ký thỏa thuận",
"datePublished":"2025-02-03T10:05:00+07:00","author":{"@type":"Person","name":"AN BÌNH"},}</script></head>
<body><nav><a href="/">Trang chủ</a> <a href="/a">Thời sự</a></nav><h1>Hai bên ký thỏa thuận</h1>
<h2 class="sapo">Lễ ký diễn ra trong sáng nay tại trụ sở của chính phủ nước chủ nhà.</h2>
<div class="detail-content"><p>%s</p><figure><img src="a.jpg"><figcaption>Quang cảnh lễ ký. Ảnh: A.B.</figcaption></figure>
<p>Phía chủ nhà cam kết mở thêm hai cửa khẩu vào cuối năm, và sẽ bỏ thị thực cho người dân hai bên.</p>
<div class="related-news"><a href="/x">Một bài khác không liên quan gì đến bài này</a></div></div>
<div class="comment-list"><p>Tôi rất vui, mong hai nước sẽ còn hợp tác nhiều hơn nữa trong thời gian tới.</p></div>
<footer>Bản quyền thuộc Báo Thử, giấy phép số một do cơ quan chức năng cấp.</footer></body></html>"""


def table(charset):
    rows = {}
    with open(os.path.join(DATA, "charsets.tsv"), encoding="utf-8") as f:
        for line in f:
            c = line.rstrip("\n").split("\t")
            if c[0] == charset and (c[2] not in rows):
                rows[c[2]] = c[1]
    return rows


def vni(s):
    rows = table("vni")
    return "".join(rows.get(c, c) for c in s).encode("cp1252")


def viqr(s):
    rows = table("viqr")
    return "".join("\\" + c if c in ".?" else rows.get(c, c) for c in s).encode()


def iconv(s, to):
    return subprocess.run(["iconv", "-f", "UTF-8", "-t", to], input=s.encode(), stdout=subprocess.PIPE, check=True).stdout


def cp1258(s):
    out = b""
    for c in s:
        try:
            out += c.encode("cp1258")
        except UnicodeEncodeError:
            d = unicodedata.normalize("NFD", c)
            base, tone = d[0], [m for m in d[1:] if m in "\u0300\u0301\u0303\u0309\u0323"]
            rest = "".join(m for m in d[1:] if m not in tone)
            out += unicodedata.normalize("NFC", base + rest).encode("cp1258") + "".join(tone).encode("cp1258")
    return out


def mojibake(s, times):
    for _ in range(times):
        s = "".join(bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b) for b in s.encode())
    return s.encode()


class Read(unittest.TestCase):
    def read(self, data, code=0):
        p = subprocess.run([PROG, "read", "--format=json", "-"], input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertEqual(p.returncode, code, p.stderr.decode())
        return [json.loads(x) for x in p.stdout.decode().splitlines()]

    def page(self, data):
        out = self.read(data)
        self.assertEqual(len(out), 1)
        return out[0]

    def check(self, r):
        self.assertEqual(r["title"], "Hai bên ký thỏa thuận")
        self.assertEqual(r["lead"], "Lễ ký diễn ra trong sáng nay tại trụ sở của chính phủ nước chủ nhà.")
        self.assertEqual(r["authors"], ["An Bình"])
        self.assertEqual(r["date_published"], "2025-02-03T10:05:00+07:00")
        self.assertEqual(r["captions"], ["Quang cảnh lễ ký. Ảnh: A.B."])
        body = r["articleBody"].split("\n")
        self.assertEqual(len(body), 3, body)
        self.assertEqual(body[1], TEXT)

    def test_page(self):
        self.check(self.page((PAGE % ("", TEXT)).encode()))

    def test_utf16_and_nfd(self):
        self.check(self.page((PAGE % ("", TEXT)).encode("utf-16")))
        self.check(self.page(unicodedata.normalize("NFD", PAGE % ("", TEXT)).encode()))

    def test_charsets(self):
        for meta in ("", '<meta charset="windows-1252">'):
            html = PAGE % (meta, TEXT)
            for name, data in (("1258", cp1258(html)), ("vni", vni(html)), ("tcvn", iconv(html, "TCVN")),
                               ("viscii", iconv(html, "VISCII"))):
                with self.subTest(name=name, meta=meta):
                    self.check(self.page(data))

    def test_western(self):
        text = "Le café a été fermé à Noël, déclare le maire, qui espère une réouverture très bientôt, dès février."
        r = self.page(text.encode("cp1252"))
        self.assertEqual(r["articleBody"], text)

    def test_western_signs(self):
        """A few signs of windows-1252 make no Vietnamese words of TCVN3."""
        for text in ("He paid £20 and said “yes.”", "Prix : 12 €", "It’s “done”."):
            with self.subTest(text=text):
                self.assertEqual(self.page(text.encode("cp1252"))["articleBody"], text)

    def test_declared(self):
        text = "Привет из Ханоя, где сегодня опять идёт дождь."
        for name, codec in (("866", "cp866"), ("windows_1251", "cp1251"), ("koi8-r", "koi8-r")):
            with self.subTest(name=name):
                html = "<meta charset=%s><p>%s</p>" % (name, text)
                self.assertEqual(self.page(html.encode(codec))["articleBody"], text)

    def test_viqr(self):
        self.assertEqual(self.page(viqr(TEXT))["articleBody"], TEXT)

    def test_mojibake(self):
        for times in (1, 2):
            with self.subTest(times=times):
                self.check(self.page(mojibake(PAGE % ("", TEXT), times)))

    def test_mojibake_in_json(self):
        for times in (1, 2):
            line = json.dumps({"title": mojibake("Hai bên ký thỏa thuận về tuyến phà", times).decode(), "body": [mojibake(TEXT, times).decode()]})
            r = self.page(line.encode())
            self.assertEqual((r["title"], r["articleBody"]), ("Hai bên ký thỏa thuận về tuyến phà", TEXT))

    def test_packed(self):
        html = (PAGE % ("", TEXT)).encode()
        self.check(self.page(gzip.compress(html)))
        self.check(self.page(gzip.compress(html[:500]) + gzip.compress(html[500:])))
        self.read(gzip.compress(html)[:-20], code=2)

    def test_bomb(self):
        with tempfile.NamedTemporaryFile() as f:
            z = zlib.compressobj(9, zlib.DEFLATED, 31)
            for _ in range(300):
                f.write(z.compress(b"a" * (1 << 20)))
            f.write(z.flush())
            f.flush()
            p = subprocess.run([PROG, "read", f.name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(p.returncode, 2)
        self.assertIn(b"64 MiB", p.stderr)

    def test_warc(self):
        html = (PAGE % ("", TEXT)).encode()
        chunked = b"".join(b"%x\r\n%s\r\n" % (len(html[i:i + 700]), html[i:i + 700]) for i in range(0, len(html), 700)) + b"0\r\n\r\n"
        replies = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html,
                   b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked,
                   b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(html),
                   b"HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n" + html,
                   b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"]
        for version in (b"1.0", b"1.1"):
            records = [b"WARC/%s\r\nWARC-Type: warcinfo\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n" % version]
            for i, r in enumerate(replies):
                records.append(b"WARC/%s\r\nWARC-Type: response\r\nWARC-Target-URI: https://bao.example/%d\r\n"
                               b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (version, i, len(r), r))
            for data in (b"".join(records), b"".join(map(gzip.compress, records))):
                out = self.read(data)
                self.assertEqual([r["url"] for r in out], ["https://bao.example/%d" % i for i in range(3)])
                for r in out:
                    self.check(r)

    def test_warc_odd(self):
        """Records as other programs write them; a damaged length costs one record, not the rest."""
        html = (PAGE % ("", TEXT)).replace("\n", " ").encode()
        ok = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html

        def record(block, kind=b"response", url=b"https://bao.example/1", more=b"", size=None, version=b"1.0"):
            return b"WARC/%s\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n" % (
                version, kind, url, more, len(block) if size is None else size, block)

        def arc(url, block):
            return b"%s 127.0.0.1 20250203030500 text/html %d\n%s\n" % (url, len(block), block)
        about = b"1 0 Thu\nURL IP-address Archive-date Content-type Archive-length\n"
        arcs = b"filedesc://thu.arc 0.0.0.0 20250203030500 text/plain %d\n%s\n" % (len(about), about)
        for name, data in (("angles", record(ok, url=b"<https://bao.example/1>")), ("http2", record(ok.replace(b"HTTP/1.1 200 OK", b"HTTP/2 200"))),
                           ("not chunked", record(ok.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n", 1))),
                           ("bare", record(html)), ("resource", record(html, b"resource", more=b"Content-Type: text/html\r\n")),
                           ("resource with reply", record(ok, b"resource", more=b"Content-Type: application/http\r\n")),
                           ("0.18", record(ok, version=b"0.18")), ("arc", arcs + arc(b"https://bao.example/1", ok))):
            with self.subTest(name=name):
                r = self.page(data)
                self.assertEqual(r["url"], "https://bao.example/1")
                self.check(r)
        self.assertEqual(self.page(record(TEXT.encode(), b"conversion", more=b"Content-Type: text/plain\r\n"))["articleBody"], TEXT)
        out = self.read(record(ok, size=len(ok) - 40) + record(ok, url=b"https://bao.example/2"), code=1)
        self.assertEqual([r["url"] for r in out], ["https://bao.example/1", "https://bao.example/2"])
        out = self.read(gzip.compress(arcs) + gzip.compress(arc(b"https://bao.example/a b", ok)) + gzip.compress(arc(b"https://bao.example/2", ok)))
        self.assertEqual([r["url"] for r in out], ["https://bao.example/a b", "https://bao.example/2"])

    def items(self, data):
        return self.read(data)

    def test_feeds(self):
        rss = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo Thử</title>
<item><title>Tin thứ nhất &amp; hơn nữa</title><link>https://bao.example/1</link><pubDate>Mon, 03 Feb 2025 03:05:00 GMT</pubDate>
<description><![CDATA[<a href="/1"><img src="x"></a><br>Tóm tắt của tin thứ nhất.]]></description></item>
<item><title>Tin thứ hai</title><link>https://bao.example/2</link><description>Tóm tắt</description></item></channel></rss>"""
        atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo Thử</title><entry><title>Tin thứ nhất &amp; hơn nữa</title>
<link href="https://bao.example/1"/><published>2025-02-03T10:05:00+07:00</published><summary>Tóm tắt của tin thứ nhất.</summary></entry>
<entry><title>Tin thứ hai</title><link rel="alternate" href="https://bao.example/2"/></entry></feed>"""
        js = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Báo Thử", "items": [
            {"id": "1", "url": "https://bao.example/1", "title": "Tin thứ nhất & hơn nữa", "summary": "Tóm tắt của tin thứ nhất.",
             "date_published": "2025-02-03T10:05:00+07:00"}, {"id": "2", "url": "https://bao.example/2", "title": "Tin thứ hai"}]}, indent=1)
        site = """<urlset xmlns:news="x"><url><loc>https://bao.example/1</loc><news:news><news:title>Tin thứ nhất &amp; hơn nữa</news:title>
<news:publication_date>2025-02-03T10:05:00+07:00</news:publication_date></news:news></url><url><loc>https://bao.example/2</loc>
<news:news><news:title>Tin thứ hai</news:title></news:news></url></urlset>"""
        damaged = rss.replace("&amp;", "&").replace("Báo Thử", "Báo&nbsp;Thử &copy;")
        cut = rss[:rss.index("</description></item></channel>")]
        for name, feed in (("rss", rss), ("atom", atom), ("json", js), ("sitemap", site), ("damaged", damaged), ("cut", cut),
                           ("tcvn", None)):
            with self.subTest(name=name):
                data = iconv(rss.replace("utf-8", "tcvn"), "TCVN") if feed is None else feed.encode()
                out = self.items(data)
                self.assertEqual([r["title"] for r in out], ["Tin thứ nhất & hơn nữa", "Tin thứ hai"])
                self.assertEqual([r["url"] for r in out], ["https://bao.example/1", "https://bao.example/2"])
                self.assertEqual(out[0]["date_published"], "2025-02-03T10:05:00+07:00")
                if name != "sitemap":
                    self.assertEqual(out[0]["lead"], "Tóm tắt của tin thứ nhất.")

    def test_laughs(self):
        bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
        p = subprocess.run([PROG, "read", "-"], input=bomb.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=20)
        self.assertNotIn(b"aaaaaaaaaaaaaaaaaaaa", p.stdout)

    def test_list(self):
        item = '<article><h3 class="title"><a href="/bai-%d.html">Tiêu đề đủ dài của bài viết số %d</a></h3><p class="sapo">Đoạn dẫn của bài viết số %d, dài hơn ba mươi chữ.</p></article>'
        html = "<html lang=vi><head><meta property='og:url' content='https://bao.example/the-gioi'></head><body><h1>Thế giới</h1><div>" + \
            "".join(item % (i, i, i) for i in range(9)) + "</div><aside><h3><a href='/q'>Một quảng cáo không thuộc danh sách</a></h3></aside></body></html>"
        r = self.page(html.encode())
        self.assertEqual(r["kind"], "list")
        self.assertEqual(r["articleBody"], "")
        self.assertEqual([i["url"] for i in r["items"]], ["https://bao.example/bai-%d.html" % i for i in range(9)])
        self.assertEqual(r["items"][3]["lead"], "Đoạn dẫn của bài viết số 3, dài hơn ba mươi chữ.")

    def test_live(self):
        ld = {"@type": "LiveBlogPosting", "headline": "Trực tiếp", "datePublished": "2025-02-03T08:00:00+07:00", "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": "Mở màn", "datePublished": "2025-02-03T01:05:00Z", "articleBody": "Lễ khai mạc bắt đầu."},
            {"@type": "BlogPosting", "headline": "Bế mạc", "datePublished": "2025-02-03T10:00:00+07:00", "articleBody": "Lễ kết thúc."}]}
        html = '<html lang="vi"><head><script type="application/ld+json">%s</script></head><body><h1>Trực tiếp</h1></body></html>' % json.dumps(ld)
        r = self.page(html.encode())
        self.assertEqual(r["kind"], "live")
        self.assertEqual([(i["title"], i["date_published"]) for i in r["items"]],
                         [("Mở màn", "2025-02-03T08:05:00+07:00"), ("Bế mạc", "2025-02-03T10:00:00+07:00")])

    def peak(self, data):
        """Kilobytes that reading takes, all in all."""
        p = subprocess.Popen([PROG, "read", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        p.stdin.write(data)
        p.stdin.close()
        _, p.returncode, used = os.wait4(p.pid, 0)
        return used.ru_maxrss

    def test_memory(self):
        """At most 20 MB beside the page, which is in memory up to four times while it comes."""
        base = self.peak(b"<html><body><p>x</p></body></html>")
        if base > 300000:
            self.skipTest("a sanitizer's own memory")
        usual = "<div class=row><p>%s</p><a href=/x>Xem</a></div>" % TEXT
        for unit in (usual, "<p>x", "<br>x", "<b>", "<ul><li>x", "<a " + "x=1 " * 60 + ">", "&amp;", "e\u0323\u0302"):
            with self.subTest(unit=unit):
                page = ("<html><body>" + unit * (2000000 // len(unit.encode()))).encode()
                self.assertLess(self.peak(page) - base, 20000 + 4 * len(page) // 1000)

    def test_hostile(self):
        """Pages made to be slow: twice the size must not cost much more than twice the time."""
        pages = {"div": "<div>", "b": "<b>", "font": "<font color=a><p>", "svg": "<svg><desc>", "select": "<select><option>",
                 "attrs": "<a " + "x=1 " * 60, "misnested": "<a><b><i></a></b></i>", "table": "<table><tr><td>", "li": "<ul><li><p>x",
                 "lt": "<", "amp": "&", "comment": "<!--", "cdata": "<![CDATA[", "script": "<script>", "quote": "<a href=\""}
        for name, unit in pages.items():
            with self.subTest(name=name):
                data = b"<html><body><p>x</p>" + unit.encode() * (800000 // len(unit))
                p = subprocess.run([PROG, "read", "-"], input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=20)
                self.assertIn(p.returncode, (0, 1, 2))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
