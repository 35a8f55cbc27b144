#!/usr/bin/env python3
"""sukien follow against a server of our own that is slow, endless, broken and the like. usage: follow_test.py PROGRAM"""
import gzip
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

import local_server

PROG = sys.argv[1]
RETRIED = {"lies", "cut", "bomb", "endless"}  # wait for another try, or hit the time limit on a busy machine
BOMB = gzip.compress(b"<p>a" * (5 << 20))
ARTICLE = """<html lang="vi"><head><title>Bài số %s</title></head><body><h1>Bài số %s của báo thử</h1><div class="detail-content">
<p>Sáng nay, đoàn đại biểu thành phố đã gặp đại diện các doanh nghiệp để bàn về việc mở thêm tuyến xe buýt mới số %s.</p>
<p>Theo kế hoạch, tuyến này sẽ chạy từ đầu tháng tới, và vé được bán qua mạng cho mọi người dân.</p></div></body></html>"""


def feed(base, paths):
    items = "".join("<item><title>Bài %s</title><link>%s%s</link><description>Tóm tắt của bài %s.</description>"
                    "<pubDate>Mon, 03 Feb 2025 03:05:00 GMT</pubDate></item>" % (p, base, p, p) for p in paths)
    return ("<rss><channel><title>Báo Thử</title>%s</channel></rss>" % items).encode()


class Handler(local_server.Handler):
    agents, at = set(), []

    def do_GET(self):
        Handler.agents.add(self.headers.get("User-Agent"))
        Handler.at.append((time.time(), self.path))
        super().do_GET()

    def answer(self, path, base):
        if path == "/robots.txt":
            self.reply(b"User-agent: *\nDisallow: /secret\n")
        elif path == "/feed":
            if self.headers.get("If-None-Match") == '"v1"':
                self.reply(b"", 304)
            else:
                self.reply(feed(base, ["/a1", "/a2", "/moved", "/secret/a", "/gone", "/gz", "/bomb", "/endless", "/lies", "/loop",
                                       "/flaky", "/cut"]), ETag='"v1"')
        elif path == "/index.xml":
            self.reply(("<sitemapindex>%s<sitemap><loc>http://elsewhere.example/map.xml</loc><lastmod>2030-01-01</lastmod></sitemap>"
                        "</sitemapindex>" % "".join("<sitemap><loc>%s/map%d.xml.gz</loc><lastmod>2025-02-%02d</lastmod></sitemap>"
                                                    % (base, i, i) for i in range(1, 8))).encode())
        elif path.startswith("/map"):
            self.reply(gzip.compress(("<urlset><url><loc>%s/s%s</loc></url></urlset>" % (base, path[4])).encode()),
                       Content_Type="application/gzip")
        elif path == "/broken":
            self.reply(feed(base, ["/b1"])[:-40].replace(b"<title>", b"<title>&nbsp;& "))
        elif path == "/nofeed":
            self.reply(b"<html>nothing here</html>")
        elif path == "/busy":
            self.reply(b"", 503, Retry_After="1000")
        elif path == "/slow":
            self.reply(b"<rss>")
            time.sleep(30)
        elif path == "/one":
            self.reply(feed(base, ["/russian"]))
        elif path == "/russian":
            self.reply(local_server.RUSSIAN, Content_Type="text/html; charset=windows-1251")
        elif path == "/moved":
            self.reply(b"", 301, Location="/a3")
        elif path == "/loop":
            self.reply(b"", 302, Location="/loop")
        elif path == "/gone":
            self.reply(b"", 410)
        elif path == "/gz":
            self.reply(gzip.compress((ARTICLE % (path, path, path)).encode()), Content_Encoding="gzip")
        elif path == "/bomb":
            self.reply(BOMB, Content_Encoding="gzip")
        elif path == "/endless":
            self.send_response(200)
            self.end_headers()
            for _ in range(1000):
                self.wfile.write(b"<p>x" * 10000)
        elif path == "/lies":
            self.reply((ARTICLE % (path, path, path)).encode(), Content_Type="image/png; charset=utf-7", Content_Length="999999")
        elif path == "/cut":
            self.reply(b"\x1f\x8bnot gzip", Content_Encoding="gzip")
        elif path == "/flaky" and Handler.seen[path] == 1:
            self.reply(b"", 500, Retry_After="1")
        else:
            self.reply((ARTICLE % (path, path, path)).encode(), Content_Type="text/html; charset=utf-8")


class Follow(local_server.ServerCase):
    handler = Handler

    def setUp(self):
        super().setUp()
        self.dir = tempfile.TemporaryDirectory()
        self.store = os.path.join(self.dir.name, "news.db")
        Handler.at.clear()

    def tearDown(self):
        self.dir.cleanup()

    def follow(self, *args, code=None, private=True):
        p = subprocess.run([PROG, "follow", "--once", "--store", self.store, "--delay", "0.02", "--timeout", "3", *args,
                            *(["--allow-private"] if private else [])], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
        self.assertIn(p.returncode, (0, 1) if code is None else (code,), p.stderr.decode())
        return p.stderr.decode()

    def titles(self):
        db = sqlite3.connect(self.store + ".follow")
        return dict(db.execute("SELECT url, status FROM item"))

    def opml(self, *paths):
        path = os.path.join(self.dir.name, "feeds.opml")
        with open(path, "w") as f:
            f.write("<opml><body><outline text='t'>%s</outline></body></opml>" %
                    "".join("<outline text='x' xmlUrl='%s%s'/>" % (self.base, p) for p in paths))
        return path

    def test_all_kinds(self):
        opml = self.opml("/feed", "/broken", "/nofeed", "/busy", "/slow")
        log = self.follow(opml)
        status = self.titles()
        self.assertEqual(len(status), 13, log)
        waiting = {u.rsplit("/", 1)[1] for u, s in status.items() if not s}  # tried again later
        self.assertLessEqual(waiting, RETRIED, log)
        self.assertEqual(Handler.seen["/secret/a"], 0)
        self.assertEqual(Handler.seen["/robots.txt"], 1)
        self.assertEqual(Handler.seen["/a3"], 1)
        self.assertLessEqual(Handler.seen["/loop"], 30)
        self.assertEqual(Handler.seen["/flaky"], 2)
        out = subprocess.run([PROG, "follow", "--status", "--store", self.store], stdout=subprocess.PIPE).stdout.decode()
        rows = {r["feed"].rsplit("/", 1)[1]: r for r in map(json.loads, out.splitlines())}
        self.assertEqual(rows["feed"]["items"], 12)
        self.assertEqual(rows["feed"]["errors"], 0)
        self.assertEqual(rows["nofeed"]["errors"], 1)
        found = subprocess.run([PROG, "search", "--store", self.store, "xe buýt"], stdout=subprocess.PIPE).stdout.decode()
        self.assertIn("/gz", found)
        # restart: nothing twice, and the feed is asked with its ETag when due
        before = dict(Handler.seen)
        self.follow(opml)
        self.assertEqual({p: n for p, n in Handler.seen.items() if p.startswith("/a")},
                         {p: n for p, n in before.items() if p.startswith("/a")})
        self.assertTrue(all(a == "sukien/0.1.0" for a in Handler.agents), Handler.agents)

    def test_conditional_get(self):
        self.follow(self.base + "/feed", "--interval", "1")
        time.sleep(1.5)
        n = Handler.seen["/feed"]
        log = self.follow(self.base + "/feed", "--interval", "1")
        self.assertGreater(Handler.seen["/feed"], n)
        self.assertNotIn("new=12", log)
        self.assertEqual(Handler.seen["/a1"], 1)

    def test_sitemap_index(self):
        """The newest sitemaps of an index are feeds, also packed ones; those of other hosts are not."""
        self.follow(self.base + "/index.xml", code=0)
        self.assertEqual(sorted(u.rsplit("/", 1)[1] for u in self.titles()), ["s4", "s5", "s6", "s7"])
        self.assertEqual(Handler.seen["/map7.xml.gz"], 1)
        self.assertEqual(Handler.seen["/map3.xml.gz"], 0)

    def test_charset(self):
        """What the server says of the charset counts where the page says nothing."""
        self.follow(self.base + "/one", code=0)
        found = subprocess.run([PROG, "search", "--store", self.store, "мельницу"], stdout=subprocess.PIPE).stdout.decode()
        self.assertIn("/russian", found)

    def test_private_addresses(self):
        for url in (self.base, "http://localhost:%d" % self.server.server_port, "http://[::1]:%d" % self.server.server_port,
                    "http://2130706433:%d" % self.server.server_port, "file:///etc/passwd"):
            with self.subTest(url=url):
                self.follow(url + "/feed", private=False)
        self.assertEqual(sum(Handler.seen.values()), 0)

    def test_killed(self):
        """Killed in the middle, the next run goes on and fetches the rest once."""
        p = subprocess.Popen([PROG, "follow", "--store", self.store, "--delay", "0.3", "--allow-private", "--quiet", self.base + "/feed"],
                             stderr=subprocess.DEVNULL)
        for _ in range(200):
            if Handler.seen["/a1"]:
                break
            time.sleep(0.05)
        p.kill()
        p.wait()
        self.follow(self.base + "/feed")
        waiting = {u.rsplit("/", 1)[1] for u, s in self.titles().items() if not s}
        self.assertLessEqual(waiting, RETRIED)
        self.assertLessEqual(Handler.seen["/a2"], 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
