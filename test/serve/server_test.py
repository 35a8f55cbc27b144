#!/usr/bin/env python3
"""The server through its socket: right answers, and hostile clients.
usage: server_test.py SUKIEN EXAMPLES"""
import glob
import gzip
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

PROG, EXAMPLES = sys.argv[1:3]
del sys.argv[1:3]


class Server(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dir = tempfile.TemporaryDirectory()
        db = os.path.join(cls.dir.name, "news.db")
        news = sorted(glob.glob(os.path.join(EXAMPLES, "*.jsonl")))
        subprocess.run([PROG, "add", "--store", db, *news], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.proc = subprocess.Popen([PROG, "serve", "--store", db, "--port", "0"], stdout=subprocess.PIPE, text=True)
        url = cls.proc.stdout.readline().strip()
        cls.port = int(url.rsplit(":", 1)[1].strip("/"))

    @classmethod
    def tearDownClass(cls):
        cls.proc.terminate()
        cls.proc.wait(20)
        cls.proc.stdout.close()
        cls.dir.cleanup()

    def ask(self, path, method="GET", headers=None):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        c.request(method, path, headers=headers or {})
        r = c.getresponse()
        body = r.read()
        c.close()
        return r, body

    def json(self, path):
        r, body = self.ask(path)
        self.assertEqual(r.status, 200, body)
        return json.loads(body)

    def raw(self, data, wait=5):
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as s:
            s.sendall(data)
            try:
                return s.recv(65536)
            except (TimeoutError, ConnectionError):
                return b""

    # ---- right answers ----

    def test_stories_and_their_timelines(self):
        stories = self.json("/api/v1/stories")["stories"]
        self.assertGreaterEqual(len(stories), 5)
        one = self.json("/api/v1/stories/%d" % stories[0]["id"])
        self.assertEqual(one["story"]["name"], stories[0]["name"])
        days = [h["day"] for h in one["timeline"] if h["day"]]
        self.assertEqual(days, sorted(days, reverse=True))

    def test_events_filter(self):
        all_ = self.json("/api/v1/events?limit=200")["events"]
        planned = self.json("/api/v1/events?limit=200&status=planned")["events"]
        self.assertTrue(0 < len(planned) < len(all_))
        self.assertEqual({e["status"] for e in planned}, {"planned"})
        for e in all_:
            self.assertTrue(e["evidence"])

    def test_document_record(self):
        event = self.json("/api/v1/events?limit=1")["events"][0]
        record = self.json("/api/v1/documents/%d" % event["document"])
        self.assertIn("sentences", record)

    def test_quotes_by_speaker(self):
        for q in self.json("/api/v1/quotes?by=Trump")["quotes"]:
            self.assertIn("Trump", q["speaker"])

    def test_search_without_marks(self):
        self.assertTrue(self.json("/api/v1/search?q=dien+dam")["documents"])

    def test_etag_and_304(self):
        r, _ = self.ask("/api/v1/stories")
        r2, body = self.ask("/api/v1/stories", headers={"If-None-Match": r.headers["ETag"]})
        self.assertEqual((r2.status, body), (304, b""))

    def test_gzip(self):
        plain = self.ask("/")[1]
        r, body = self.ask("/", headers={"Accept-Encoding": "gzip"})
        self.assertEqual(r.headers["Content-Encoding"], "gzip")
        self.assertEqual(gzip.decompress(body), plain)

    def test_head(self):
        r, body = self.ask("/", "HEAD")
        self.assertEqual((r.status, body), (200, b""))

    def test_health(self):
        self.assertEqual(self.ask("/healthz")[1], b"ok\n")

    # ---- wrong and hostile requests ----

    def test_errors_are_problem_json(self):
        r, body = self.ask("/api/v1/nothing")
        self.assertEqual((r.status, r.headers["Content-Type"]), (404, "application/problem+json"))
        self.assertEqual(json.loads(body)["status"], 404)

    def test_only_reading(self):
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            self.assertEqual(self.ask("/api/v1/stories", method)[0].status, 405)

    def test_paths_stay_inside(self):
        for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/style.css/../../x"):
            r, body = self.ask(path)
            self.assertEqual(r.status, 404)
            self.assertNotIn(b"root:", body)

    def test_script_and_sql_in_queries(self):
        for q in ("%3Cscript%3Ealert(1)%3C/script%3E", "'%20OR%201=1;--", "%22%20OR%20%22", "a*)(NEAR", "%00", "%FF%FE"):
            for path in ("/tim?q=", "/api/v1/search?q=", "/api/v1/quotes?by=", "/api/v1/events?actor=", "/nguoi/"):
                r, body = self.ask(path + q)
                self.assertIn(r.status, (200, 400, 404), path + q)
                self.assertNotIn(b"<script>alert", body)
        self.assertTrue(self.json("/api/v1/stories")["stories"])

    def test_numbers_out_of_range(self):
        for q in ("limit=99999999999999999999", "limit=-1", "offset=abc", "story=9223372036854775808"):
            self.assertEqual(self.ask("/api/v1/events?" + q)[0].status, 200)

    def test_huge_headers(self):
        got = self.raw(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200000 + b"\r\n\r\n")
        self.assertTrue(got == b"" or got.startswith(b"HTTP/1.1 4"), got[:60])
        self.assertEqual(self.ask("/healthz")[0].status, 200)

    def test_nonsense(self):
        for data in (b"\0\0\0\0\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02\0", b"GET / HTTP/9.9\r\n\r\n"):
            self.raw(data, 2)
        self.assertEqual(self.ask("/healthz")[0].status, 200)

    def test_slow_clients_do_not_stop_others(self):
        slow = []
        for _ in range(50):
            s = socket.create_connection(("127.0.0.1", self.port))
            s.sendall(b"GET / HTTP/1.1\r\nHo")
            slow.append(s)
        start = time.time()
        self.assertEqual(self.ask("/healthz")[0].status, 200)
        self.assertLess(time.time() - start, 5)
        for s in slow:
            s.close()

    def test_many_at_once(self):
        bad = []

        def run():
            for _ in range(20):
                if self.ask("/api/v1/stories")[0].status != 200:
                    bad.append(1)
        threads = [threading.Thread(target=run) for _ in range(16)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        self.assertFalse(bad)


if __name__ == "__main__":
    unittest.main()
