#!/usr/bin/env python3
"""The server through its socket: right answers, and hostile clients. With
--postgres on a store in a server of its own instead of a file.
usage: server_test.py SUKIEN EXAMPLES [--postgres]"""
import contextlib
import csv
import glob
import gzip
import html
import http.client
import io
import itertools
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import pg_server

PROG, EXAMPLES = sys.argv[1:3]
POSTGRES = "--postgres" in sys.argv
DATABASE = None
TOKEN = "a-token-of-the-test"
ARTICLE = ("https://bao-mau-d.example/moi-%d.html", "Báo Mẫu D (bài mẫu)", "2025-11-20T08:00:00+07:00",
           "Việt Nam và Lào ký thỏa thuận", "Bộ trưởng Ngoại giao Việt Nam ngày 20/11 hội đàm với Bộ trưởng Ngoại giao Lào tại Hà Nội.")
del sys.argv[1:3]


class Server(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dir = tempfile.TemporaryDirectory()
        cls.db = db = (DATABASE.address("news") if DATABASE else os.path.join(cls.dir.name, "news.db"))
        news = sorted(glob.glob(os.path.join(EXAMPLES, "*.jsonl")))
        subprocess.run([PROG, "add", "--store", db, *news], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        token = os.path.join(cls.dir.name, "token")
        with open(token, "w", encoding="utf-8") as f:
            f.write(TOKEN + "\n")
        cls.proc = subprocess.Popen([PROG, "serve", "--store", db, "--port", "0", "--token-file", token], stdout=subprocess.PIPE, text=True)
        url = cls.proc.stdout.readline().strip()
        cls.port = int(url.rsplit(":", 1)[1].strip("/"))

    @classmethod
    def tearDownClass(cls):
        cls.proc.terminate()
        cls.proc.wait(20)
        cls.proc.stdout.close()
        cls.dir.cleanup()

    def sql(self, text):
        if DATABASE:
            DATABASE.sql("news", text)
            return
        with contextlib.closing(sqlite3.connect(self.db, timeout=20)) as c, c:
            c.execute(text)

    def ask(self, path, method="GET", headers=None, body=None):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        c.request(method, path, headers=headers or {}, body=body)
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

    def test_filters_of_events_together(self):
        """Those of all events that each of two filters lets through."""
        every = self.pages("/api/v1/events?limit=200", "events")
        asked = {"actor": ("USA", "RUS", "VNM", "per:donald-trump", "trump", "Nga"),
                 "type": ("CONSULT", "THREATEN", "04"), "status": ("happened", "planned"),
                 "country": ("RUS", "USA"), "from": ("2026-01-01",)}
        only = {(k, v): set(self.pages("/api/v1/events?limit=200&%s=%s" % (k, v), "events"))
                for k, values in asked.items() for v in values}
        for a, b in itertools.combinations(only, 2):
            if a[0] != b[0]:
                found = self.pages("/api/v1/events?limit=7&%s=%s&%s=%s" % (a + b), "events")
                self.assertEqual(found, [e for e in every if e in only[a] & only[b]], (a, b))

    def test_document_record(self):
        event = self.json("/api/v1/events?limit=1")["events"][0]
        record = self.json("/api/v1/documents/%d" % event["document"])
        self.assertIn("sentences", record)

    def test_quotes_by_speaker(self):
        for q in self.json("/api/v1/quotes?by=Trump")["quotes"]:
            self.assertIn("Trump", q["speaker"])

    def test_search_leaves_out(self):
        """With a word less: what has both is gone, in the same order; a dash between words is none."""
        def found(q):
            return self.pages("/api/v1/search?limit=7&q=" + urllib.parse.quote(q), "documents")
        for want, out in (("Nga", "Ukraine"), ("điện đàm", "Trump"), ('"điện đàm"', "putin"), ("dien dam", "Nga"),
                          ("Nga", '"điện đàm"'), ("Nga", "“điện đàm”")):
            both, only = set(found(want + " " + out)), found(want)
            self.assertTrue(both & set(only), (want, out))
            self.assertEqual(sorted(found("%s -%s" % (want, out))), sorted(d for d in only if d not in both), (want, out))
        self.assertFalse(found("Nga -nga"))
        self.assertEqual(found("nga - ukraine"), found("nga-ukraine"))
        self.assertEqual(found("-ukraine"), found("ukraine"))
        for path in ("/api/v1/search?q=", "/tim?q="):
            self.assertEqual(self.ask(path + "a" * 501)[0].status, 400)

    def test_search_without_marks(self):
        self.assertTrue(self.json("/api/v1/search?q=dien+dam")["documents"])

    def test_etag_and_304(self):
        r, _ = self.ask("/api/v1/stories")
        r2, body = self.ask("/api/v1/stories", headers={"If-None-Match": r.headers["ETag"]})
        self.assertEqual((r2.status, body), (304, b""))
        self.assertTrue(r.headers["ETag"].startswith('W/"'))
        for tag in ("*", r.headers["ETag"][2:], '"a", ' + r.headers["ETag"]):
            self.assertEqual(self.ask("/api/v1/stories", headers={"If-None-Match": tag})[0].status, 304, tag)
        self.assertEqual(self.ask("/api/v1/stories", headers={"If-None-Match": '"a"'})[0].status, 200)

    def test_gzip(self):
        plain = self.ask("/")[1]
        r, body = self.ask("/", headers={"Accept-Encoding": "gzip"})
        self.assertEqual(r.headers["Content-Encoding"], "gzip")
        self.assertEqual(gzip.decompress(body), plain)
        for takes in ("identity", "gzip;q=0", "gzip;q=0, br"):
            self.assertIsNone(self.ask("/", headers={"Accept-Encoding": takes})[0].headers["Content-Encoding"], takes)

    def test_head(self):
        r, body = self.ask("/", "HEAD")
        self.assertEqual((r.status, body), (200, b""))

    def test_health(self):
        self.assertEqual(self.ask("/healthz")[1], b"ok\n")

    def story(self):
        """The storyline with most articles."""
        return max(self.json("/api/v1/stories?limit=200")["stories"], key=lambda s: s["documents"])

    def pages(self, path, key, between=lambda: None):
        """The rows of a list, page by page, and what its pages say of them at once."""
        seen, cursor = [], ""
        while cursor is not None:
            got = self.json(path + (cursor and "&cursor=" + cursor))
            seen += [r.get("id", r.get("number")) for r in got[key]]
            cursor = got["next"]
            between()
        return seen

    def test_pages_follow_each_other(self):
        story = self.story()["id"]
        for path, key in (("stories?", "stories"), ("stories?sort=time&", "stories"), ("events?", "events"),
                          ("events?actor=USA&", "events"), ("calendar?", "plans"), ("quotes?", "quotes"),
                          ("quotes?q=không&", "quotes"), ("people?", "people"), ("places?", "places"),
                          ("happenings?story=%d&" % story, "happenings"), ("search?q=ong&", "documents"),
                          ("search?q=ngày&", "documents"), ("search?q=ong&sort=time&", "documents"),
                          ("documents?", "documents"), ("documents?entity=gpe:RUS&", "documents"),
                          ("documents?story=%d&" % story, "documents"), ("events?actor=Nga&", "events"),
                          ("events?actor=gpe:RUS&", "events"), ("events?story=%d&" % story, "events"),
                          ("stories?entity=gpe:RUS&", "stories"),
                          ("quotes?by=per:donald-trump&", "quotes"), ("quotes?by=trump&", "quotes")):
            path = "/api/v1/" + urllib.parse.quote(path, safe="?&=")
            whole = [r.get("id", r.get("number")) for r in self.json(path + "limit=200")[key]]
            self.assertGreater(len(whole), 1 if "=" in path else 7, path)
            self.assertEqual(len(set(whole)), len(whole), path)
            self.assertEqual(self.pages(path + "limit=%d" % min(3, len(whole) - 1), key)[:200], whole, path)

    def test_branches_stand_in_the_line_above(self):
        above, branch = self.json("/api/v1/stories?limit=2")["stories"]
        self.sql("UPDATE story SET parent = %d WHERE id = %d" % (above["id"], branch["id"]))
        self.addCleanup(self.sql, "UPDATE story SET parent = NULL WHERE id = %d" % branch["id"])
        r, body = self.ask("/dong-su-kien/%d?thu=cu" % above["id"])
        page = body.decode()
        self.assertEqual(r.status, 200)
        self.assertIn("Cùng 1 nhánh: %d bài" % (above["documents"] + branch["documents"]), page)
        self.assertIn("nhánh <a", page)
        self.assertGreater(page.count("/dong-su-kien/%d-" % branch["id"]), 1)
        r, body = self.ask("/dong-su-kien/%d?thu=cu" % branch["id"])
        self.assertRegex(body.decode(), 'Một nhánh của <a lang="vi" href="/dong-su-kien/%d-[^"]*">%s<'
                         % (above["id"], re.escape(html.escape(above["name"]))))

    def test_storylines_by_words(self):
        for story in self.json("/api/v1/stories")["stories"]:
            words = [w for w in story["name"].replace("-", " ").replace(":", " ").split() if w.isalpha()]
            for asked in (words[-1], words[0].upper(), " ".join(words)):
                found = self.json("/api/v1/stories?q=" + urllib.parse.quote(asked))["stories"]
                self.assertIn(story["id"], [s["id"] for s in found], asked)

    def test_pages_stay_while_others_write(self):
        added = iter(range(10, 1000))

        def add():
            n = next(added)
            doc = dict(zip(("url", "outlet", "published", "title", "lead"), ARTICLE), url=ARTICLE[0] % n,
                       title="Tin thứ %d của loạt bài" % n, published="2026-12-%02dT08:00:00+07:00" % (n % 28 + 1))
            r, body = self.ask("/api/v1/documents", "POST", {"Authorization": "Bearer " + TOKEN}, json.dumps(doc).encode())
            self.assertEqual(r.status, 200, body)
        before = self.pages("/api/v1/events?limit=100", "events")
        during = self.pages("/api/v1/events?limit=100", "events", add)
        self.assertEqual(during, before)
        self.assertGreater(len(self.pages("/api/v1/events?limit=100", "events")), len(before))

    @unittest.skipUnless(POSTGRES, "of servers")
    def test_database_comes_back(self):
        DATABASE.kill()
        try:
            r, body = self.ask("/api/v1/events?limit=7&from=1999-01-01")
            self.assertEqual(r.status, 503, body)
            self.assertIn(b"connection is lost", body)
        finally:
            DATABASE.start()
        self.assertGreater(len(self.json("/api/v1/events?limit=7&from=1999-01-01")["events"]), 3)

    def test_bad_cursors(self):
        for cursor in ("x", "c", "c1", "c1-2", "c1-2-3-4", "c1--3", "cg-1-1", "c1-2-33333333333333333", "c%25",
                       "c%27-1-1", "c-1-2-3"):
            self.assertEqual(self.ask("/api/v1/stories?cursor=" + cursor)[0].status, 400, cursor)
        self.assertEqual(self.json("/api/v1/stories?cursor=c0-0-0")["stories"], [])

    def test_cursors_of_other_lists(self):
        """Whatever a cursor says, a list answers it, and at once."""
        far = ("c0-0-0", "c1-1-1", "cffffffffffffffff-ffffffffffffffff-ffffffffffffffff",
               "c8000000000000000-0-7fffffffffffffff", "c7fffffffffffffff-7fffffffffffffff-8000000000000000",
               "c2-5-5", "c3-ffff-1")
        for path in ("stories?", "stories?sort=time&", "stories?q=nga&", "events?", "events?actor=USA&", "quotes?", "quotes?q=ong&",
                     "quotes?by=per:donald-trump&", "people?", "people?q=trump&", "places?q=nam&", "calendar?", "documents?",
                     "happenings?story=1&", "stories/%d?" % self.story()["id"], "search?q=ong&", "search?q=ngày&sort=time&"):
            for cursor in far:
                url = "/api/v1/" + urllib.parse.quote(path, safe="?&=:/") + "cursor=" + cursor
                start = time.time()
                self.assertEqual(self.ask(url)[0].status, 200, url)
                self.assertLess(time.time() - start, 5, url)
        for path in ("/?sau=", "/tim?q=ong&sau=", "/dong-su-kien/%d?sau=" % self.story()["id"]):
            for cursor in far:
                self.assertEqual(self.ask(path + cursor)[0].status, 200, path + cursor)
            self.assertEqual(self.ask(path + "c%27")[0].status, 400)

    def test_words_that_most_have(self):
        """More match than are ranked at once: all come, each once, and the answer says how."""
        docs = [dict(zip(("url", "outlet", "published", "title", "lead"), ARTICLE), url=ARTICLE[0] % n,
                     title="Mẫu tin số %d" % n + (" có quetzal" if n % 50 == 0 else ""),
                     lead="Con chim quetzal thứ %d bay qua vườn." % n, published="2026-11-%02dT08:00:00+07:00" % (n % 28 + 1))
                for n in range(20000, 20650)]
        docs[7].update(title="Một khu vườn chim", lead="Nơi có quetzal đến đậu.", published="2026-10-01T08:00:00+07:00")
        r, body = self.ask("/api/v1/documents", "POST", {"Authorization": "Bearer " + TOKEN},
                           "\n".join(json.dumps(d) for d in docs).encode())
        self.assertEqual(r.status, 200, body)
        got = self.json("/api/v1/search?q=quetzal&limit=50")
        self.assertEqual((got["ranked"], got["marks"]), ("newest 300", False))
        self.assertIn("có quetzal", got["documents"][0]["title"])
        self.assertEqual(self.json("/api/v1/search?q=quetzal+vuon+20100&limit=50")["ranked"], "all")
        for path in ("search?q=quetzal&", "search?q=quetzal&sort=time&", "search?q=quetzal&from=2026-11-05&to=2026-11-12&"):
            seen = self.pages("/api/v1/" + path + "limit=90", "documents")
            self.assertEqual(len(set(seen)), len(seen), path)
            self.assertEqual(len(seen), sum("from" not in path or (4 <= n % 28 < 11 and n != 20007) for n in range(20000, 20650)), path)
        # the words in a row before the words somewhere, however old
        self.assertEqual(self.json("/api/v1/search?q=vuon+chim&limit=3")["documents"][0]["title"], "Một khu vườn chim")
        self.assertEqual([d["title"] for d in self.json("/api/v1/search?q=%22vuon+chim%22")["documents"]], ["Một khu vườn chim"])
        page, body = self.ask("/tim?q=quetzal")
        self.assertIn("sau=c", body.decode())

    def test_events_are_counted(self):
        seen = self.pages("/api/v1/events?limit=50", "events")
        self.assertEqual(len(seen), len(set(seen)))
        self.assertEqual(len(seen), self.json("/api/v1/stats")["events"])
        r, _ = self.ask("/api/v1/events?limit=50")
        self.assertIn('rel="next"', r.headers["Link"])

    def test_the_link_to_what_follows_keeps_the_question(self):
        first = self.json("/api/v1/events?type=CONSULT&actor=USA&limit=1")
        link = self.ask("/api/v1/events?type=CONSULT&actor=USA&limit=1")[0].headers["Link"]
        self.assertEqual(re.fullmatch(r'<(.*)>; rel="next"', link)[1], "?type=CONSULT&actor=USA&limit=1&cursor=" + first["next"])

    def heads(self, path):
        page = self.ask(path)[1].decode()
        facts = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
        return page, json.loads(facts[1]) if facts else None

    def test_pages_say_what_they_are(self):
        """One address, a description and schema.org for search engines; all three lead to pages."""
        story = self.story()
        base = "http://127.0.0.1:%d" % self.port
        page, facts = self.heads("/dong-su-kien/%d-ten-cu" % story["id"])
        home = re.search(r'<link rel="canonical" href="(.*?)">', page)[1]
        self.assertRegex(home, "^%s/dong-su-kien/%d-[a-z0-9-]+$" % (base, story["id"]))
        self.assertIn('<meta property="og:url" content="%s">' % home, page)
        self.assertEqual((facts["url"], facts["name"]), (home, story["name"]))
        items = facts["mainEntity"]["itemListElement"]
        self.assertEqual([i["position"] for i in items], list(range(1, len(items) + 1)))
        page, facts = self.heads(items[0]["url"].removeprefix(base))
        self.assertEqual((facts["@type"], facts["name"]), ("Event", items[0]["name"]))
        self.assertTrue(all(a["url"].startswith("https://") for a in facts["subjectOf"]))
        self.assertEqual(self.heads("/nguoi/per:donald-trump")[1]["@type"], "Person")

    def test_what_crawlers_ask_for(self):
        robots = self.ask("/robots.txt")[1].decode()
        self.assertIn("Sitemap: http://127.0.0.1:%d/sitemap.xml" % self.port, robots)
        urls = [e.text for e in ET.fromstring(self.ask("/sitemap.xml")[1]).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
        self.assertGreater(len(urls), 5)
        for url in urls[:3] + urls[-2:]:
            self.assertEqual(self.ask(urllib.parse.urlsplit(url).path)[0].status, 200, url)

    def questions(self, api, story):
        """Path, methods and an address that finds something, of all that can be asked."""
        happening = self.json("/api/v1/stories/%d" % story)["timeline"][0]
        ids = {"stories": story, "happenings": happening["id"], "documents": happening["document"], "people": "per:donald-trump"}
        for path, methods in api["paths"].items():
            if path.startswith("/api/v1/") and "get" in methods and not path.endswith("/stream"):
                yield path, methods, path.replace("{id}", str(ids.get(path.split("/")[3])))

    def test_openapi_knows_every_answer(self):
        api = self.json("/api/v1/openapi.json")
        story = self.story()["id"]
        for path, methods, url in self.questions(api, story):
            url += {"/api/v1/search": "?q=my", "/api/v1/happenings": "?story=%d" % story}.get(path, "")
            schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            if "$ref" in schema:
                schema = api["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
            if "properties" not in schema:
                continue
            got = self.json(url)
            self.assertEqual(set(got), set(schema["properties"]), path)
            for key, value in got.items():
                row, part = value[0] if isinstance(value, list) and value else value, schema["properties"][key]
                name = part.get("$ref") or part.get("items", {}).get("$ref")
                if name and row:
                    known = api["components"]["schemas"][name.rsplit("/", 1)[1]]["properties"]
                    self.assertLessEqual(set(row), set(known), path)

    def fits(self, value, schema, api, at):
        """What a schema says of a value, as far as ours say anything."""
        if "$ref" in schema:
            schema = api["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
        types = schema.get("type", [])
        types = [types] if isinstance(types, str) else types
        self.assertTrue(not types or any(isinstance(value, kinds[t]) and (t == "boolean" or not isinstance(value, bool)) for t in types),
                        "%s: %r is no %s" % (at, value, types))
        if "enum" in schema:
            self.assertIn(value, schema["enum"], at)
        if isinstance(value, dict) and "properties" in schema:
            self.assertLessEqual(set(value), set(schema["properties"]), at)
            self.assertLessEqual(set(schema.get("required", [])), set(value), at)
            for key, part in value.items():
                self.fits(part, schema["properties"][key], api, at + "." + key)
        if isinstance(value, list):
            for part in value:
                self.fits(part, schema.get("items", {}), api, at + "[]")

    def test_answers_fit_their_schemas(self):
        api = self.json("/api/v1/openapi.json")
        story = self.story()["id"]
        for path, methods, url in self.questions(api, story):
            asked = [p["name"] if "name" in p else p["$ref"].rsplit("/", 1)[1] for p in methods["get"].get("parameters", [])]
            url += {"/api/v1/search": "?q=ong", "/api/v1/happenings": "?story=%d" % story}.get(path, "?")
            schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            self.fits(self.json(url + ("&limit=200" if "limit" in asked else "")), schema, api, path)
            self.assertEqual(self.ask(url + "&zz=1")[0].status, 400, path)
            for name in asked: # nothing that the document knows is refused, nor harmful
                for value in ("1", "x", "nga", "%27%3B+DROP+TABLE+doc%3B--", "%3Cscript%3E", "%25", "_", "%5C", "%22", "%00", "a" * 3000):
                    if name != "id" and (name != "story" or value.isdigit()):
                        r, body = self.ask(url + "&" + name + "=" + value)
                        self.assertIn(r.status, (200, 400), (url, name, value, body[:200]))
                        self.assertNotIn(b"no such parameter", body)
        self.assertGreater(self.json("/api/v1/stats")["documents"], 50)

    def test_feeds(self):
        person = self.json("/api/v1/people?q=Trump")["people"][0]["id"]
        for page in ("/dong-su-kien", "/dong-su-kien/%d" % self.story()["id"], "/nguoi/" + person, "/tim"):
            query = "?q=dien+dam" if page == "/tim" else ""
            r, body = self.ask(page + ".atom" + query)
            self.assertEqual(r.status, 200, page)
            atom = "{http://www.w3.org/2005/Atom}"
            entries = ET.fromstring(body).findall(atom + "entry")
            self.assertTrue(entries, page)
            ids = [e.find(atom + "id").text for e in entries]
            self.assertEqual(len(ids), len(set(ids)))
            for e in entries:
                self.assertRegex(e.find(atom + "updated").text, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
            feed = self.json(page + ".feed.json" + query)
            self.assertEqual([i["id"] for i in feed["items"]], ids)
            home = "http://127.0.0.1:%d" % self.port
            links = {l.get("rel"): l.get("href") for l in ET.fromstring(body).findall(atom + "link")}
            for own, url in ((page + ".atom", links["self"]), (page + ".feed.json", feed["feed_url"])):
                self.assertEqual(urllib.parse.unquote(url).replace(" ", "+"), home + urllib.parse.unquote(own) + query)
            self.assertEqual(self.ask(links[None].removeprefix(home))[0].status, 200)
            for e in entries[:3]: # leads to a place that the page has
                to = urllib.parse.urlsplit(e.find(atom + "id").text)
                if to.fragment:
                    self.assertIn('id="%s"' % to.fragment, self.ask(to.path)[1].decode())
        self.assertIn('type="application/atom+xml" href="/tim.atom?q=dien%20dam"', self.ask("/tim?q=dien+dam")[1].decode())

    def test_calendar(self):
        body = self.ask("/lich.ics")[1].decode()
        self.assertTrue(body.startswith("BEGIN:VCALENDAR\r\n") and body.endswith("END:VCALENDAR\r\n"))
        self.assertEqual(body.count("BEGIN:VEVENT"), body.count("END:VEVENT"))
        self.assertGreater(body.count("BEGIN:VEVENT"), 0)
        self.assertTrue(all(len(line.encode()) <= 75 for line in body.split("\r\n")))
        self.assertTrue(self.json("/api/v1/calendar")["plans"])

    def test_exports(self):
        story = "/dong-su-kien/%d" % self.story()["id"]
        rows = self.ask(story + ".gdelt.tsv")[1].decode().splitlines()
        self.assertTrue(rows and all(row.count("\t") == 60 for row in rows))
        table = list(csv.reader(io.StringIO(self.ask(story + ".csv")[1].decode("utf-8-sig"))))
        self.assertGreaterEqual(len(table), len(rows) + 1)
        self.assertTrue(all(len(row) == len(table[0]) for row in table))
        for f in self.json(story + ".geojson")["features"]:
            lon, lat = f["geometry"]["coordinates"]
            self.assertTrue(abs(lat) <= 90 and abs(lon) <= 180)
        graph = ET.fromstring(self.ask(story + ".gexf")[1])
        nodes = {n.get("id") for n in graph.iter("{http://gexf.net/1.3}node")}
        for e in graph.iter("{http://gexf.net/1.3}edge"):
            self.assertLessEqual({e.get("source"), e.get("target")}, nodes)
        self.assertEqual(self.json(story + ".timeline.json")["title"]["text"]["headline"], html.escape(self.story()["name"]))
        slides = self.json(story + ".timeline.json")["events"]
        self.assertEqual(len(slides), len(self.json("/api/v1/happenings?limit=200&story=" + story.rsplit("/", 1)[1])["happenings"]))
        self.assertEqual(self.ask("/dong-su-kien/999999.csv")[0].status, 404)

    def test_language_is_kept(self):
        r, body = self.ask("/?lang=en")
        self.assertIn(b'lang="en"', body)
        self.assertIn("lang=en", r.headers["Set-Cookie"])
        self.assertIn(b'<html lang="en">', self.ask("/", headers={"Cookie": "lang=en"})[1])
        self.assertIn(b'<html lang="vi">', self.ask("/")[1])

    def test_metrics(self):
        self.ask("/")
        body = self.ask("/metrics")[1].decode()
        self.assertRegex(body, r'sukien_http_requests_total\{status="2xx"\} [1-9]')
        self.assertRegex(body, r"(?m)^sukien_store_version \d+$")

    # ---- adding ----

    def article(self, n):
        return json.dumps(dict(zip(("url", "outlet", "published", "title", "lead"), ARTICLE)) | {"url": ARTICLE[0] % n})

    def post(self, body, token=TOKEN):
        return self.ask("/api/v1/documents", "POST", {"Authorization": "Bearer " + token}, body.encode())

    def test_adding_needs_the_token(self):
        before = self.json("/api/v1/stats")["documents"]
        for token in ("", "wrong", TOKEN[:-1], TOKEN + "x"):
            self.assertEqual(self.post(self.article(0), token)[0].status, 401)
        self.assertEqual(self.json("/api/v1/stats")["documents"], before)

    def test_what_is_added_is_seen_at_once(self):
        before = self.json("/api/v1/stats")["documents"]
        r, body = self.post(self.article(1) + "\n" + self.article(1) + "\n{nonsense\n")
        self.assertEqual((r.status, json.loads(body)["added"], json.loads(body)["failed"]), (200, 1, 1), body)
        self.assertEqual(self.json("/api/v1/stats")["documents"], before + 1)
        self.assertEqual(self.post("")[0].status, 200)

    def test_a_quotation_has_all_its_sources(self):
        words = "Chúng tôi sẽ trồng lại toàn bộ hàng cây ven sông"
        for n, (outlet, said) in enumerate([("Báo Mẫu G", words + " trước mùa mưa năm nay"), ("Báo Mẫu H", words),
                                            ("Báo Mẫu I", words)]):
            doc = {"url": "https://bao-mau-%d.example/cay-%d.html" % (n, n), "outlet": outlet, "published": "2025-11-2%dT08:00:00+07:00" % n,
                   "title": "Chuyện hàng cây %d" % n, "lead": "Chủ tịch xã Lê Văn Mẫu nói: \"%s\"." % said}
            self.assertEqual(self.post(json.dumps(doc))[0].status, 200)
        quotes = self.json("/api/v1/quotes?q=hang+cay+ven+song")["quotes"]
        self.assertEqual(len(quotes), 1)
        self.assertEqual((quotes[0]["text"], [s["outlet"] for s in quotes[0]["sources"]]), (words, ["Báo Mẫu G", "Báo Mẫu H", "Báo Mẫu I"]))
        self.assertEqual([(v["text"], len(v["documents"])) for v in quotes[0]["variants"]], [(words + " trước mùa mưa năm nay", 1)])
        pages = ["/nguoi/" + quotes[0]["entity"]]
        for source in quotes[0]["sources"]:
            pages.append("/su-kien/%d" % self.document(source["document"]))
        shown = 0
        for path in pages:
            body = self.ask(path)[1].decode()
            count = body.count("“" + words + "”")
            self.assertLessEqual(count, 1, path)
            shown += count
            if count:
                for text in ("theo <a href=", "Báo Mẫu H</a>", "Báo Mẫu I</a>", "1 cách dẫn khác", "trước mùa mưa năm nay"):
                    self.assertIn(text, body, path)
        self.assertGreaterEqual(shown, 2)
        who = self.json("/api/v1/people/" + quotes[0]["entity"])
        self.assertEqual((who["name"], who["documents"], who["quotes"]), ("Lê Văn Mẫu", 3, 1))
        self.assertEqual(who["titles"], [{"title": "Chủ tịch xã", "from": "2025-11", "to": "2025-11", "documents": 3}])
        self.assertEqual(who["spellings"], [{"form": "Lê Văn Mẫu", "mentions": 3}])
        self.assertEqual([d["outlet"] for d in who["latest"]], ["Báo Mẫu I", "Báo Mẫu H", "Báo Mẫu G"])

    def test_routine_and_tolls(self):
        def told(n, day, title, lead, outlet="Báo Mẫu K"):
            doc = {"url": "https://bao-mau-k.example/k-%d.html" % n, "outlet": outlet, "published": day, "title": title, "lead": lead}
            self.assertEqual(self.post(json.dumps(doc))[0].status, 200)
        for n in range(4):
            told(n, "2025-11-%02dT08:00:00+07:00" % (4 * n + 1), "Giá bạc tăng %d triệu đồng" % (n + 2),
                 "Giá bạc sáng nay tăng %d triệu đồng mỗi ký tại các tiệm lớn." % (n + 2))
        for n, (outlet, dead) in enumerate([("Báo Mẫu L", "2"), ("Báo Mẫu M", "4")]):
            told(10 + n, "2025-11-04T1%d:00:00+07:00" % n, "Tàu cá chìm ngoài khơi vịnh Mẫu",
                 "Tàu cá chìm ngoài khơi vịnh Mẫu trong đêm, %s người chết." % dead, outlet)
        story = self.json("/api/v1/search?q=gia+bac")["documents"][0]["story"]
        line = self.json("/api/v1/happenings?story=%d" % story)["happenings"]
        self.assertEqual([(h["repeats"], h["repeats_from"]) for h in line], [(3, "2025-11-01")])
        under = self.json("/api/v1/happenings?story=%d&under=%d" % (story, line[0]["id"]))["happenings"]
        self.assertEqual([h["day"] for h in under], ["2025-11-09", "2025-11-05", "2025-11-01"])
        self.assertEqual(len(self.json("/api/v1/happenings?story=%d&unfolded=1" % story)["happenings"]), 4)
        page = self.ask("/dong-su-kien/%d" % story)[1].decode()
        self.assertIn("Và 3 tin cùng loại từ 01/11/2025", page)
        for h in under:
            self.assertIn('href="/su-kien/%d"' % h["id"], page)
        sunk = self.json("/api/v1/search?q=vinh+mau")["documents"][0]["happening"]
        tolls = self.json("/api/v1/happenings/%d" % sunk)["happening"]["tolls"]
        self.assertEqual([(t["what"], t["n"], t["outlet"]) for t in tolls], [("dead", 2, "Báo Mẫu L"), ("dead", 4, "Báo Mẫu M")])
        self.assertIn("Số người chết: <b>2</b>", self.ask("/su-kien/%d" % sunk)[1].decode())

    def test_digests(self):
        def told(n, hour, title, lead):
            doc = {"url": "https://bao-mau-n.example/n-%d.html" % n, "outlet": "Báo Mẫu N", "published": "2025-11-18T%02d:00:00+07:00" % hour,
                   "title": title, "lead": lead}
            self.assertEqual(self.post(json.dumps(doc))[0].status, 200)
        told(1, 8, "Hồ bơi Bến Mẫu đóng cửa vì nứt thành", "Hồ bơi Bến Mẫu ngừng đón khách sau khi thành hồ có vết nứt.")
        told(2, 17, "Điểm tin 17h: Hồ bơi Bến Mẫu đóng cửa vì nứt thành | Chuyện bên hồ", "Tin chính trong ngày.")
        docs = {d["url"][-6]: d["happening"] for d in self.json("/api/v1/search?q=ben+mau")["documents"]}
        pool, digest = docs["1"], docs["2"]
        self.assertNotEqual(pool, digest)
        self.assertEqual([h["id"] for h in self.json("/api/v1/happenings/%d" % digest)["cites"]], [pool])
        self.assertEqual([d["happening"] for d in self.json("/api/v1/happenings/%d" % pool)["cited_by"]], [digest])
        self.assertIn('href="/su-kien/%d"' % pool, self.ask("/su-kien/%d" % digest)[1].decode())
        self.assertIn("Được điểm lại trong", self.ask("/su-kien/%d" % pool)[1].decode())

    def document(self, number):
        """The happening that a document is part of."""
        for d in self.json("/api/v1/search?q=hang+cay&limit=200")["documents"]:
            if d["number"] == number:
                return d["happening"]
        self.fail("no document %d" % number)

    def test_who_held_which_office(self):
        who = self.json("/api/v1/people/per:donald-trump")
        self.assertIn({"title": "Tổng thống", "org": None, "country": "USA", "from": "2017-01-20", "to": "2021-01-20"}, who["offices"])
        self.assertIn("20/01/2017 – 20/01/2021", self.ask("/nguoi/per:donald-trump")[1].decode())
        self.assertEqual(self.ask("/api/v1/people/per:nobody-at-all")[0].status, 404)

    def test_markup_in_articles_stays_text(self):
        bad = {"id": "bad-1", "url": "javascript:alert(1)", "outlet": "\"><img src=x onerror=alert(1)>", "published": "2025-11-21",
               "title": "Nga &lt;script>alert(1)</script>=cmd|calc và Mỹ hội đàm", "lead": "Ngày 20/11, Nga ]]><x> và Mỹ điện đàm' OR 1=1;--."}
        self.assertEqual(self.post(json.dumps(bad))[0].status, 200)
        found = self.json("/api/v1/search?q=ngay+20/11&sort=time")["documents"]
        doc = next(d for d in found if "onerror" in (d["outlet"] or ""))
        for path in ("/su-kien/%d" % doc["happening"], "/dong-su-kien/%d" % doc["story"], "/tim?q=20/11", "/", "/tim.atom?q=20/11",
                     "/dong-su-kien/%d.atom" % doc["story"], "/dong-su-kien/%d.gexf" % doc["story"]):
            r, body = self.ask(path)
            self.assertEqual(r.status, 200, path)
            for evil in (b"<script>alert", b"<img src=x", b'href="javascript', b"<x>"):
                self.assertNotIn(evil, body, path)
            if path.endswith((".atom", ".gexf")):
                ET.fromstring(body)

    def test_stream_tells_of_news(self):
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as s:
            s.sendall(b"GET /api/v1/stream HTTP/1.1\r\nHost: x\r\n\r\n")
            got = b""
            while b"retry:" not in got:
                got += s.recv(4096)
            self.assertIn(b"text/event-stream", got)
            time.sleep(1.2)
            self.post(self.article(2))
            while b"event: new" not in got:
                more = s.recv(4096)
                self.assertTrue(more)
                got += more

    def test_too_large_a_body(self):
        try:
            self.assertEqual(self.post("x" * (17 << 20))[0].status, 413)
        except ConnectionError:
            pass
        self.assertEqual(self.ask("/healthz")[0].status, 200)

    # ---- wrong and hostile requests ----

    def test_errors_are_problem_json(self):
        r, body = self.ask("/api/v1/nothing")
        self.assertEqual((r.status, r.headers["Content-Type"]), (404, "application/problem+json"))
        self.assertEqual(json.loads(body)["status"], 404)

    def test_only_reading(self):
        for path, allowed in (("/api/v1/stories", "GET, HEAD, OPTIONS"), ("/", "GET, HEAD, OPTIONS"),
                              ("/api/v1/documents", "GET, HEAD, OPTIONS, POST")):
            for method in ("PUT", "DELETE", "PATCH"):
                r, _ = self.ask(path, method)
                self.assertEqual((r.status, r.headers["Allow"]), (405, allowed), path)
            self.assertEqual(self.ask(path, "OPTIONS")[0].headers["Allow"], allowed)

    def test_other_sites_may_ask(self):
        r, body = self.ask("/api/v1/stories", "OPTIONS", {"Origin": "https://x.example", "Access-Control-Request-Headers": "if-none-match"})
        self.assertEqual((r.status, body), (204, b""))
        self.assertIn("If-None-Match", r.headers["Access-Control-Allow-Headers"])
        self.assertNotIn("POST", r.headers["Access-Control-Allow-Methods"])
        self.assertIn("Link", self.ask("/api/v1/stories")[0].headers["Access-Control-Expose-Headers"])

    def test_numbers_are_whole(self):
        """A number with something behind it is no number of anything; a name behind "-" may be."""
        story = self.story()
        happening = self.json("/api/v1/stories/%d" % story["id"])["timeline"][0]["id"]
        for path in ("/dong-su-kien/%d" % story["id"], "/su-kien/%d" % happening):
            for end in (".xyz", "xyz", "/x", ".", "%20", "-a/b", ".atom.csv", "-ten.xyz", "0" * 20):
                self.assertEqual(self.ask(path + end)[0].status, 404, path + end)
            for end in ("", "-", "-ten-cu"):
                self.assertEqual(self.ask(path + end)[0].status, 200, path + end)
        for path in ("stories/%d" % story["id"], "happenings/%d" % happening):
            self.assertEqual(self.ask("/api/v1/%sx" % path)[0].status, 404)

    def test_addresses_that_people_try(self):
        for path, to in (("/dong-su-kien", "/"), ("/dong-su-kien/", "/"), ("/lich/", "/lich"), ("/favicon.ico", "/icon.svg"),
                         ("/openapi.json", "/api/v1/openapi.json"), ("/api/v1/stories/", "/api/v1/stories")):
            r, _ = self.ask(path)
            self.assertEqual((r.status, r.headers["Location"]), (301, to), path)

    def test_questions_that_are_misspelt(self):
        """What is not understood is refused: passed over, it would answer another question."""
        for path in ("events?since=2025-01-01", "events?from=2025-02-30", "events?from=soon", "events?status=planed", "events?limit=-1",
                     "events?limit=ten", "events?story=9223372036854775808", "stories?sort=size", "stats?q=x", "stories/1?q=x",
                     "people?" + "q=&" * 40):
            r, body = self.ask("/api/v1/" + path)
            self.assertEqual((r.status, r.headers["Content-Type"]), (400, "application/problem+json"), path)
        self.assertIn("since", json.loads(self.ask("/api/v1/events?since=x")[1])["detail"])
        self.assertEqual(len(self.json("/api/v1/events?limit=9999")["events"]), min(200, self.json("/api/v1/stats")["events"]))
        for path in ("/?utm_source=x", "/tim?q=nga&fbclid=y", "/api/v1/stats?_=1"):
            self.assertEqual(self.ask(path)[0].status, 200)

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
                if r.headers["Content-Type"].startswith("text/html"):
                    self.assertNotIn(b"<script>alert", body)
        self.assertTrue(self.json("/api/v1/stories")["stories"])

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
    if POSTGRES:
        sys.argv.remove("--postgres")
        if not pg_server.programs():
            sys.exit(77)  # skipped
        DATABASE = pg_server.Server()
    try:
        unittest.main()
    finally:
        if DATABASE:
            DATABASE.stop()
