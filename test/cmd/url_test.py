#!/usr/bin/env python3
"""sukien read, code and add with addresses, against a server of our own. usage: url_test.py PROGRAM"""
import gzip
import json
import os
import subprocess
import sys
import tempfile
import unittest

import local_server

PROG = sys.argv[1]
PAGE = """<html><head><title>Mở tuyến xe buýt</title></head><body><h1>Mở tuyến xe buýt mới</h1><div class="detail-content">
<p>Sáng nay, thành phố công bố tuyến xe buýt mới nối hai bờ sông, theo lời người phụ trách giao thông.</p>
<p>Tuyến này chạy từ đầu tháng tới, và vé được bán qua mạng cho mọi người dân trong vùng.</p></div></body></html>"""
FEED = """<rss><channel><title>Báo Thử</title><item><title>Tin của nguồn</title><link>/tin</link>
<description>Tóm tắt của tin.</description></item></channel></rss>"""


class Handler(local_server.Handler):
    def answer(self, path, base):
        if path == "/robots.txt":
            self.reply(b"User-agent: sukien\nDisallow: /secret\n")
        elif path == "/moved":
            self.reply(b"", 301, Location="/page")
        elif path == "/hidden":
            self.reply(b"", 302, Location="/secret")
        elif path == "/away":
            self.reply(b"", 302, Location="file:///etc/passwd")
        elif path == "/loop":
            self.reply(b"", 302, Location="/loop")
        elif path == "/tcvn":
            body = subprocess.run(["iconv", "-t", "TCVN"], input=PAGE.encode(), stdout=subprocess.PIPE, check=True).stdout
            self.reply(body, Content_Type="text/html; charset=tcvn")
        elif path == "/russian":
            self.reply(local_server.RUSSIAN, Content_Type="text/html; charset=windows-1251")
        elif path == "/gz":
            self.reply(gzip.compress(PAGE.encode()), Content_Encoding="gzip")
        elif path == "/feed":
            self.reply(FEED.encode(), Content_Type="application/rss+xml")
        elif path == "/endless":
            self.send_response(200)
            self.end_headers()
            for _ in range(100000):
                self.wfile.write(b"<p>x" * 10000)
        elif path == "/none":
            self.reply(b"no", 404)
        else:
            self.reply(PAGE.encode(), Content_Type="text/html; charset=utf-8")


class Url(local_server.ServerCase):
    handler = Handler

    def run_(self, *args):
        p = subprocess.run([PROG, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
        return p.returncode, p.stdout.decode(), p.stderr.decode()

    def read(self, path):
        code, out, err = self.run_("read", "--allow-private", "--format=json", self.base + path)
        self.assertEqual(code, 0, err)
        return [json.loads(x) for x in out.splitlines()]

    def test_pages(self):
        for path in ("/page", "/moved", "/tcvn", "/gz", "/page#part"):
            with self.subTest(path=path):
                r = self.read(path)[0]
                self.assertEqual(r["title"], "Mở tuyến xe buýt mới")
                self.assertEqual(r["site"], "127.0.0.1")
                self.assertEqual(r["url"], self.base + {"/moved": "/page", "/page#part": "/page"}.get(path, path))

    def test_charset_of_server(self):
        self.assertEqual(self.read("/russian")[0]["title"], "Мельница остаётся")

    def test_feed(self):
        r = self.read("/feed")
        self.assertEqual([x["title"] for x in r], ["Tin của nguồn"])

    def test_refused(self):
        for path, why in (("/secret", "robots.txt"), ("/hidden", "robots.txt"), ("/none", "404"), ("/loop", "redirects"),
                          ("/away", "protocol"), ("/endless", "too large")):
            with self.subTest(path=path):
                code, out, err = self.run_("read", "--allow-private", self.base + path)
                self.assertEqual((code, out), (2, ""))
                self.assertIn(why, err)
        self.assertEqual(Handler.seen["/secret"], 0)

    def test_private(self):
        for url in (self.base + "/page", "http://localhost:%d/page" % self.server.server_port,
                    "http://[::1]:%d/page" % self.server.server_port):
            for sub in ("read", "code"):
                code, out, err = self.run_(sub, url)
                self.assertEqual(code, 2, out)
                self.assertIn("private network", err)
        self.assertEqual(sum(Handler.seen.values()), 0)

    def test_code_and_add(self):
        code, out, err = self.run_("code", "--allow-private", self.base + "/page")
        self.assertEqual(code, 0, err)
        self.assertEqual(json.loads(out)["url"], self.base + "/page")
        with tempfile.TemporaryDirectory() as d:
            store = os.path.join(d, "news.db")
            code, out, err = self.run_("add", "--allow-private", "--store", store, self.base + "/page")
            self.assertEqual(code, 0, err)
            self.assertIn("1 new", err)

    def test_several(self):
        """Robots.txt is asked for once, and the second call waits."""
        code, out, err = self.run_("read", "--allow-private", self.base + "/page", self.base + "/gz")
        self.assertEqual((code, Handler.seen["/robots.txt"], Handler.seen["/gz"]), (0, 1, 1), err)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
