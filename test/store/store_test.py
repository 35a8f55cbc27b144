#!/usr/bin/env python3
"""The store through the command: adding twice, in pieces, killed, on a full
disk. With --postgres on a server of its own instead of in files.
usage: store_test.py SUKIEN [--postgres]"""
import contextlib
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import xml.dom.minidom

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import pg_server

HERE = os.path.dirname(os.path.abspath(__file__))
SUKIEN = os.path.abspath(sys.argv.pop(1))
POSTGRES = "--postgres" in sys.argv[1:]
SERVER = None
N = 300 if POSTGRES else 900  # articles
PLACES = ["Lạng Sơn", "Cà Mau", "Đà Lạt", "Vũng Tàu", "Huế", "Pleiku"]
THINGS = ["cháy chợ", "sạt lở đèo", "khánh thành cầu", "ngộ độc bếp ăn",
          "lũ quét", "triển lãm gốm", "giải chạy đêm", "tàu hàng mắc cạn"]


def article(n: int, rnd: random.Random) -> dict:
    """An invented report, one of few affairs, told by one of three papers."""
    place, thing = rnd.choice(PLACES), rnd.choice(THINGS)
    day, minute = divmod(n * 37, 1440)
    return {
        "url": "https://bao%d.example/tin-%d.html" % (n % 3, 1000000 + n),
        "outlet": "Báo mẫu %d" % (n % 3),
        "published": "2026-02-%02dT%02d:%02d:00+07:00" % (
            1 + day % 28, minute // 60, minute % 60),
        "title": "%s: %s lần thứ %d" % (place, thing, rnd.randint(2, 9)),
        "lead": "Vụ %s ở %s được báo tin lúc %d giờ, %d người có mặt. "
                "Ông Lê Văn Mẫu nói: \"Chúng tôi đang xác minh\"." % (
                    thing, place, minute // 60, rnd.randint(10, 99)),
    }


class Store(unittest.TestCase):
    def setUp(self) -> None:
        self.dir = tempfile.TemporaryDirectory()
        self.addCleanup(self.dir.cleanup)
        rnd = random.Random(7)
        self.lines = [json.dumps(article(n, rnd), ensure_ascii=False)
                      for n in range(N)]

    def path(self, name: str) -> str:
        if SERVER:
            return SERVER.address(self.id().split(".")[-1] + "_" + name)
        return os.path.join(self.dir.name, name)

    def run_(self, *args: str, text: str = "", **kw) -> subprocess.CompletedProcess:
        return subprocess.run([SUKIEN, *args], input=text, text=True,
                              capture_output=True, timeout=120, **kw)

    def add(self, store: str, lines: list, **kw) -> subprocess.CompletedProcess:
        return self.run_("add", "--store", self.path(store),
                         text="".join(l + "\n" for l in lines), **kw)

    def threads(self, store: str) -> dict:
        r = self.run_("export", "--format", "threads", "--store",
                      self.path(store))
        self.assertEqual(r.returncode, 0, r.stderr)
        rows = [json.loads(l) for l in r.stdout.splitlines()]
        return {r["url"]: (r["event"], r["story"]) for r in rows}

    def check(self, store: str) -> None:
        r = self.run_("check", "--store", self.path(store))
        self.assertEqual(r.returncode, 0, r.stderr)

    def sql(self, store: str, text: str) -> list:
        """The rows of a question about the tables, as texts; of several
        statements none."""
        if SERVER:
            name = self.path(store).split("@/")[1].split("?")[0]
            out = SERVER.sql(name, text)
            return [tuple(l.split("|")) for l in out.splitlines()]
        with contextlib.closing(sqlite3.connect(self.path(store))) as c:
            if ";" in text:
                return list(c.executescript(text))
            return [tuple(map(str, r)) for r in c.execute(text)]

    def test_twice(self) -> None:
        self.add("a.db", self.lines)
        once = self.threads("a.db")
        r = self.add("a.db", self.lines)
        self.assertIn("%d known" % N, r.stderr)
        self.assertEqual(self.threads("a.db"), once)
        self.assertEqual(len(once), N)
        self.check("a.db")

    def test_pieces_are_one_run(self) -> None:
        self.add("a.db", self.lines)
        for i in range(0, N, N // 6):
            self.add("b.db", self.lines[i:i + N // 6])
        self.assertEqual(self.threads("a.db"), self.threads("b.db"))
        self.check("b.db")

    @unittest.skipIf(POSTGRES, "the same code, many articles")
    def test_long_logs_are_threaded_again_once(self) -> None:
        rnd = random.Random(5)
        many = [json.dumps(article(n, rnd)) for n in range(1110)]
        self.add("a.db", many)
        self.add("b.db", many[:1100])
        left = []
        for n in range(1100, 1110, 5):
            self.add("b.db", many[n:n + 5])
            rows = self.sql("b.db", "SELECT count(*) FROM thread_log")
            left.append(int(rows[0][0]))
        self.assertLess(left[0], 5)  # 0, if one transaction held all five
        self.assertEqual(left[1], left[0] + 5)
        self.assertEqual(self.threads("a.db"), self.threads("b.db"))

    def test_killed(self) -> None:
        self.add("a.db", self.lines)
        text = "".join(l + "\n" for l in self.lines)
        rnd = random.Random(3)
        for _ in range(6):
            p = subprocess.Popen([SUKIEN, "add", "--store", self.path("b.db")],
                                 stdin=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL)
            p.stdin.write(text[:rnd.randrange(len(text))].encode())
            p.stdin.flush()
            time.sleep(rnd.random() * 0.5)
            p.send_signal(signal.SIGKILL)
            p.stdin.close()
            p.wait()
        r = self.add("b.db", self.lines)
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertEqual(self.threads("a.db"), self.threads("b.db"))
        self.check("b.db")

    @unittest.skipIf(POSTGRES, "of files")
    def test_full_disk(self) -> None:
        self.add("b.db", self.lines[:100])
        before = self.threads("b.db")

        def small() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            size = os.path.getsize(self.path("b.db")) + 60000
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        r = self.add("b.db", self.lines, preexec_fn=small)
        self.assertEqual(r.returncode, 2)
        self.assertIn("b.db", r.stderr)
        after = self.threads("b.db")
        self.assertTrue(before.items() <= after.items())
        self.check("b.db")
        r = self.add("b.db", self.lines)
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertEqual(len(self.threads("b.db")), N)

    def test_revisions(self) -> None:
        first = json.loads(self.lines[0])
        new_address = dict(first, url=first["url"].replace(
            "tin-", "tin-moi-"), title="Chuyện hoàn toàn khác hẳn")
        changed = dict(json.loads(self.lines[1]), lead="Tin đã sửa lại.")
        self.add("a.db", self.lines[:2])
        r = self.add("a.db", [json.dumps(new_address), json.dumps(changed)])
        self.assertIn("1 new addresses", r.stderr)
        self.assertIn("1 changed", r.stderr)
        t = self.threads("a.db")
        self.assertEqual(t[first["url"]], t[new_address["url"]])
        r = self.run_("search", "--store", self.path("a.db"), "sửa lại")
        self.assertIn("Tin đã sửa lại", r.stdout.replace("\\u0001", "")
                      .replace("\\u0002", ""))
        self.check("a.db")

    def sayings(self, store: str) -> list:
        """The store's quotations as sets of addresses and wordings."""
        r = self.run_("quotes", "--json", "--limit", "1000", "--store",
                      self.path(store))
        self.assertEqual(r.returncode, 0, r.stderr)
        return sorted((sorted(x["url"] for x in q["sources"]), q["speaker"],
                       sorted([q["text"]] + [v["text"] for v in q["variants"]]))
                      for q in map(json.loads, r.stdout.splitlines()))

    def test_one_quotation_many_sources(self) -> None:
        def told(n: int, words: str) -> str:
            return json.dumps({
                "url": "https://bao%d.example/loi-%d.html" % (n % 3, n),
                "outlet": "Báo mẫu %d" % n,
                "published": "2026-02-0%dT08:00:00+07:00" % (1 + n % 7),
                "title": "Tin số %d" % n,
                "lead": "Ông Lê Văn Mẫu nói: \"%s\"." % words})
        one = "Chúng tôi sẽ vá xong mặt đường trước mùa mưa"
        two = "Ai làm hỏng thì người ấy phải đền cho dân"
        lines = [told(1, one), told(2, one + ". " + two), told(3, two),
                 told(4, "Việc khác thì tôi chưa được nghe báo cáo")]
        urls = [json.loads(l)["url"] for l in lines]
        self.add("a.db", lines)
        got = self.sayings("a.db")
        self.assertEqual(sorted(q[0] for q in got),
                         sorted([sorted(urls[:3]), urls[3:]]))
        self.add("a.db", lines)
        self.assertEqual(self.sayings("a.db"), got)
        for line in lines[::-1]:
            self.add("b.db", [line])
        self.assertEqual(self.sayings("b.db"), got)
        # the one that joins the others is changed: they part
        self.add("a.db", [told(2, "Hôm nay tôi không có gì để nói thêm")])
        self.assertEqual(len(self.sayings("a.db")), 4)
        self.add("a.db", [lines[1]])
        self.assertEqual(self.sayings("a.db"), got)
        self.check("a.db")

    def test_names_are_counted(self) -> None:
        def counts() -> tuple:
            return (self.sql("a.db", "SELECT form, s.n FROM spelling s JOIN "
                             "entity e ON e.id = s.entity WHERE s.n > 0 AND "
                             "e.type = 0 ORDER BY 1"),
                    self.sql("a.db", "SELECT s.role, month, s.n FROM role_seen "
                             "s JOIN entity e ON e.id = s.entity WHERE "
                             "s.n > 0 AND e.type = 0"))
        doc = {"url": "https://bao.example/tin-1.html",
               "published": "2026-02-03T08:00:00+07:00", "title": "Tin",
               "lead": "Chủ tịch xã Lê Văn Mẫu đến thăm bà con. Ông Mẫu nói "
                       "xã sẽ làm đường. Ông Mẫu về lúc trưa."}
        self.add("a.db", [json.dumps(doc)])
        got = counts()
        self.assertEqual(got, ([("Lê Văn Mẫu", "1"), ("Mẫu", "2")],
                               [("Chủ tịch xã", "673", "1")]))
        self.add("a.db", [json.dumps(dict(doc, lead="Ông Mẫu nói vậy."))])
        self.assertEqual(counts(), ([("Mẫu", "1")], []))
        self.add("a.db", [json.dumps(doc)])
        self.assertEqual(counts(), got)

    def who(self, *name: str) -> list:
        r = self.run_("who", "--json", "--store", self.path("a.db"), *name)
        self.assertEqual(r.returncode, 0 if r.stdout else 1, r.stderr)
        return [json.loads(l) for l in r.stdout.splitlines()]

    def test_who(self) -> None:
        def told(n: int, lead: str) -> str:
            return json.dumps({"url": "https://bao.example/ai-%d.html" % n,
                               "published": "2026-0%d-03T08:00:00+07:00" % n,
                               "title": "Tin số %d" % n, "lead": lead})
        self.add("a.db", [
            told(1, "Chủ tịch xã Lê Văn Mẫu đến thăm bà con."),
            told(2, "Giám đốc Lê Văn Mẫu nói: \"Đường sẽ xong trước Tết\"."),
            told(3, "Giám đốc Lê Văn Mẫu và bà Lê Thị Mẫu đi thăm chợ."),
            told(4, "Tổng thống Mỹ Donald Trump điện đàm với ông Putin.")])
        got = self.who("le van mau")
        self.assertEqual(len(got), 1)
        self.assertEqual((got[0]["name"], got[0]["documents"],
                          got[0]["quotes"]), ("Lê Văn Mẫu", 3, 1))
        self.assertEqual([(t["title"], t["from"], t["to"], t["documents"])
                          for t in got[0]["titles"]],
                         [("Giám đốc", "2026-02", "2026-03", 2),
                          ("Chủ tịch xã", "2026-01", "2026-01", 1)])
        self.assertEqual([d["title"] for d in got[0]["latest"]],
                         ["Tin số 3", "Tin số 2", "Tin số 1"])
        self.assertIn("Lê Thị Mẫu", [b["name"] for b in got[0]["beside"]])
        # by id, by another spelling, several, nobody
        self.assertEqual(self.who(got[0]["id"]), got)
        self.assertEqual(self.who("Donald Trump")[0]["offices"][0]["title"],
                         "Tổng thống")
        self.assertEqual([(w["name"], "titles" in w) for w in self.who("mau")],
                         [("Lê Văn Mẫu", False), ("Lê Thị Mẫu", False)])
        self.assertEqual(self.who("không ai cả"), [])

    def test_who_by_one_word(self) -> None:
        """One word is a part of most names, though it is all of some."""
        def told(n: int, lead: str) -> str:
            return json.dumps({"url": "https://bao.example/hoa-%d.html" % n,
                               "published": "2026-01-%02dT08:00:00+07:00" % n,
                               "title": "Tin số %d" % n, "lead": lead})
        self.add("a.db", [told(n, "Họa sĩ Pavel Kovrin bày tranh ở Huế.")
                          for n in range(1, 7)] +
                 [told(7, "Kỹ sư Kovrin sửa xong cây cầu.")])
        got = self.who("kovrin")
        self.assertEqual([(w["name"], w["documents"], "titles" in w)
                          for w in got],
                         [("Pavel Kovrin", 6, True), ("Kovrin", 1, False)])

    def test_no_two_have_one_name(self) -> None:
        def told(month: str, n: int, title: str, lead: str) -> str:
            return json.dumps({
                "url": "https://bao%d.example/hue-%s-%d.html" % (n % 3, month, n),
                "published": "%s-%02dT08:00:00+07:00" % (month, 3 + 2 * n),
                "title": title, "lead": lead})
        flood = (
            ("Lũ lớn ở Huế, ba xã ngập sâu",
             "Nước sông Hương vượt báo động ba, ba xã của Huế ngập sâu."),
            ("Mưa lũ ở Huế: hai người mất tích",
             "Hai người bị nước cuốn trôi khi qua tràn ở Huế trong mưa lũ."),
            ("Huế lập cầu phao sau mưa lũ",
             "Bộ đội bắc cầu phao thay cây cầu bị lũ cuốn ở Huế."),
            ("Học sinh Huế nghỉ học vì mưa lũ",
             "Trường học ở Huế đóng cửa do mưa lũ kéo dài."))
        orchards = (
            ("Ngập lụt ở Huế đe dọa vườn thanh trà",
             "Nhà vườn Thủy Biều lo mất mùa thanh trà vì ngập lụt."),
            ("Thanh trà Thủy Biều rụng trái sau ngập lụt",
             "Vườn thanh trà Thủy Biều ở Huế rụng trái, nhà vườn xin giống mới."),
            ("Huế cấp giống thanh trà cho vùng ngập lụt",
             "Nhà vườn Thủy Biều nhận cây giống thanh trà."),
            ("Lễ hội thanh trà Huế hoãn vì ngập lụt",
             "Lễ hội thanh trà Thủy Biều lùi sang năm sau, nhà vườn tiếc."))
        self.add("a.db", [told(month, n, *t)
                          for month, all_ in (("2025-10", flood),
                                              ("2026-01", orchards))
                          for n, t in enumerate(all_)])
        got = self.run_("stories", "--json", "--all", "--store",
                        self.path("a.db"))
        self.assertEqual(sorted(json.loads(l)["name"]
                                for l in got.stdout.splitlines()),
                         ["Mưa lũ ở Huế", "Mưa lũ ở Huế: Thủy Biều"])

    # What each version brought, undone.
    BEFORE_8 = (
        "DROP INDEX party_entity_type; DROP INDEX party_code_type;"
        "DROP INDEX event_type_country; DROP INDEX event_type_status;"
        "ALTER TABLE party DROP COLUMN type; DROP INDEX quote_same;"
        "CREATE INDEX quote_same ON quote(same);")
    BEFORE_9 = (
        "DROP INDEX story_name; DROP TABLE IF EXISTS pairs; DROP TABLE cite;"
        "DROP INDEX story_into; DROP INDEX quote_first;"
        "CREATE INDEX quote_new ON quote(minute, id);"
        "DROP INDEX happening_series; DROP INDEX happening_fold;"
        "DROP TABLE toll;" +
        "".join("ALTER TABLE happening DROP COLUMN %s;" % c for c in (
            "series", "fold", "n_folded", "folded_from", "tolls")))
    BEFORE_5 = (
        "DROP INDEX doc_outlet;"
        "DROP TABLE said; DROP TABLE name_word; DROP TABLE story_word;"
        "DROP INDEX spelling_form; DROP INDEX entity_type;"
        "DROP INDEX quote_new; DROP INDEX quote_by;"
        "DROP INDEX party_entity; DROP INDEX party_code;"
        "ALTER TABLE quote DROP COLUMN minute;"
        "ALTER TABLE party DROP COLUMN sort;"
        "CREATE INDEX quote_entity ON quote(entity);"
        "CREATE INDEX party_entity ON party(entity);"
        "CREATE INDEX party_code ON party(code);")
    BEFORE_2 = (
        "DROP INDEX quote_same; DROP INDEX event_where;"
        "DROP INDEX event_country;"
        "ALTER TABLE quote DROP COLUMN same;"
        "DROP TABLE quote_key; DROP TABLE spelling;"
        "DROP TABLE role_seen; ALTER TABLE mention DROP COLUMN forms;"
        "ALTER TABLE mention DROP COLUMN role;" +
        "".join("DROP INDEX %s;" % i for i in (
            "happening_line", "happening_plan", "happening_plans",
            "story_entity_n", "story_hot", "story_new", "event_status",
            "entity_name", "doc_first")) +
        "CREATE INDEX story_heat ON story(heat);" +
        "".join("ALTER TABLE happening DROP COLUMN %s;" % c for c in (
            "doc", "day", "day_known", "status", "disputed", "outlets",
            "n_outlets", "plan", "planned_on", "met_by", "cancelled",
            "n_before")) +
        "".join("ALTER TABLE story DROP COLUMN %s;" % c for c in (
            "people", "places", "days")))

    def test_old_stores_are_brought_up_to_date(self) -> None:
        for version, undo in ((8, ""), (7, self.BEFORE_8),
                              (4, self.BEFORE_8 + self.BEFORE_5),
                              (1, self.BEFORE_8 + self.BEFORE_5 +
                               self.BEFORE_2)):
            # cards of version 5 were not JSON
            undo += "UPDATE story SET people = 'x', places = NULL;" \
                if 2 < version < 6 else ""
            undo = self.BEFORE_9 + undo
            with self.subTest(version=version):
                self.old_store("v%d.db" % version, version, undo)

    def old_store(self, db: str, version: int, undo: str) -> None:
        def answers() -> list:
            return [self.run_(*q.split(), "--store", self.path(db)).stdout
                    for q in ("quotes --by mau", "quotes", "who Trump",
                              "who Nga", "events --actor Putin",
                              "events --actor USA",
                              "events --actor USA --type CONSULT",
                              "search dam",
                              "stories", "story " + story)]
        self.add(db, self.lines[:40] + self.plans())
        story = self.threads(db)["https://a.example/1000001"][1]
        now = answers()
        self.assertNotIn("", now)
        self.assertIn("per:donald-trump", now[-1])
        self.sql(db, undo + (
            "UPDATE tables_version SET version = %d;" if SERVER
            else "PRAGMA user_version = %d;") % version)
        self.assertEqual(self.run_("quotes", "--store",
                                   self.path(db)).returncode, 2)
        self.add(db, self.lines[:1])
        if version > 1: # spellings and titles of before are not known
            self.assertEqual(answers(), now)
        else: # nor the days that reports name: that wants an engine
            self.assertEqual(
                [a.replace('"day_known":true', '"day_known":false')
                 for a in answers()[:2] + answers()[4:]],
                [a.replace('"day_known":true', '"day_known":false')
                 for a in now[:2] + now[4:]])
        self.add(db, self.lines[:60])
        self.check(db)

    def test_search_says_how(self) -> None:
        self.add("a.db", self.lines)
        for words, n in (("điện đàm", 0), ("sat lo deo", 1), ("đèo", 1),
                         ("deo da lat", 1), ("\"lở đèo\"", 1),
                         ("\"deo lo\"", 0), ("' OR 1=1 --", 0),
                         ("NEAR(", 0), ("*", 0)):
            r = self.run_("search", "--store", self.path("a.db"), words)
            self.assertEqual(len(r.stdout.splitlines()) > 0, n > 0, words)
            self.assertEqual(r.stderr, "", words)

    def test_words_in_a_row_come_first(self) -> None:
        def found(*words: str) -> list:
            r = self.run_("search", "--store", self.path("a.db"), "--json",
                          "--limit=100", *words)
            return [json.loads(l)["url"][-7:] for l in r.stdout.splitlines()]

        def told(n: int, title: str, lead: str) -> str:
            return self.told(n, "Báo mẫu", "2026-03-%02dT08:00:00+07:00"
                             % (1 + n % 28), title, lead)
        beside = [told(n, "Bếp nhà %d" % n, "Nồi canh số %d nấu từ sao hồi và "
                       "la hán, bày trên bàn." % n) for n in range(20, 25)]
        self.add("a.db", beside + [
            told(1, "Rừng già", "Máy ảnh chụp được một con sao la ở rừng."),
            told(2, "Gặp sao la", "Người đi rừng kể chuyện gặp thú hiếm."),
            told(3, "Chợ quê", "Hàng sạo lá bán bên hàng bún."),
            told(4, "Sân nhà", "Đám sao, la và sao la bày bán ở chợ.")])
        for words, row in (
                ("sao la", ["000002", "000004", "000003", "000001"]),
                ("sạo lá", ["000003"]), ("la sao", [])):
            got = found(words)
            self.assertEqual([u[1:] for u in got[:len(row)]], row, words)
        self.assertEqual(len(found("la sao")), 9)
        # of many that have them in a row too
        self.add("a.db", [told(100 + n, "Tin số %d" % n,
                               "Đàn sao la thứ %d qua suối." % n)
                          for n in range(70)])
        self.assertEqual(sorted(found("sao la")[-5:]),
                         ["20000%02d" % n for n in range(20, 25)])
        # a text that is changed
        self.add("a.db", [told(1, "Rừng già", "Máy ảnh chụp được hai con nai.")])
        self.assertNotIn("2000001", found("sao la"))
        # and one that is changed before it is in the index
        self.add("a.db", [told(200, "Suối", "Đàn sao la qua suối."),
                          told(200, "Suối", "Đàn hươu vàng qua suối."),
                          told(200, "Suối", "Đàn hươu trắng qua suối.")])
        self.assertNotIn("2000200", found("sao la"))
        self.assertNotIn("2000200", found("vàng"))
        self.assertEqual(found("hươu trắng"), ["2000200"])
        self.check("a.db")

    def plans(self) -> list:
        def told(n: int, day: str, title: str, lead: str) -> str:
            return json.dumps({"url": "https://a.example/%d" % (1000000 + n),
                               "outlet": "Báo mẫu", "published": day,
                               "title": title, "lead": lead})
        return [
            told(1, "2025-03-16", "Ông Trump sẽ điện đàm với ông Putin ngày 18/3",
                 "Tổng thống Mỹ Donald Trump sẽ điện đàm với Tổng thống Nga "
                 "Vladimir Putin vào ngày 18/3 về Ukraine."),
            told(2, "2025-03-19", "Ông Trump điện đàm với ông Putin về Ukraine",
                 "Tổng thống Mỹ Donald Trump ngày 18/3 đã điện đàm với Tổng "
                 "thống Nga Vladimir Putin về Ukraine."),
            told(3, "2025-03-21", "Ông Trump sẽ điện đàm với ông Putin ngày 24/3",
                 "Tổng thống Mỹ Donald Trump sẽ điện đàm với Tổng thống Nga "
                 "Vladimir Putin vào ngày 24/3 về lệnh ngừng bắn ở Ukraine."),
            told(4, "2025-03-27", "Ông Putin nói về Ukraine với báo chí Nga",
                 "Tổng thống Nga Vladimir Putin ngày 27/3 nói về Ukraine và "
                 "các cuộc điện đàm với Tổng thống Mỹ Donald Trump."),
        ]

    def test_plans_meet_facts(self) -> None:
        self.add("a.db", self.plans())
        story = self.threads("a.db")["https://a.example/1000001"][1]
        r = self.run_("story", "--store", self.path("a.db"), story)
        line = json.loads(r.stdout)["timeline"]
        self.assertEqual([h["day"] for h in line],
                         sorted((h["day"] for h in line), reverse=True))
        by_day = {h["day"]: (h["status"], h["planned_on"]) for h in line}
        self.assertEqual(by_day["2025-03-18"], ("happened", "2025-03-16"))
        self.assertEqual(by_day["2025-03-24"][0], "overdue")

    def test_who_agree_have_met(self) -> None:
        self.add("a.db", [
            self.told(1, "Báo mẫu", "2025-03-16T08:00:00+07:00",
                      "Thái Lan và Campuchia sẽ đàm phán về ngừng bắn ngày 18/3",
                      "Thái Lan và Campuchia sẽ đàm phán về lệnh ngừng bắn ở "
                      "biên giới vào ngày 18/3."),
            self.told(2, "Báo mẫu", "2025-03-18T20:00:00+07:00",
                      "Thái Lan và Campuchia đồng ý ngừng bắn",
                      "Thái Lan và Campuchia ngày 18/3 đồng ý ngừng bắn ở "
                      "biên giới.")])
        entry, = self.line("a.db", "https://a.example/2000001")
        self.assertEqual((entry["status"], entry["planned_on"]),
                         ("happened", "2025-03-16"), entry)

    def test_plans_meet_facts_of_another_storyline(self) -> None:
        """By type, parties and day; the plan stays where it was told."""
        for of, status in ("25/3", "happened"), ("20/3", "overdue"):
            store = status + ".db"
            self.add(store, [
                self.told(1, "Báo mẫu", "2025-03-16T08:00:00+07:00",
                          "Tổng thống Pháp sẽ thăm Việt Nam ngày 25/3",
                          "Tổng thống Pháp Emmanuel Macron sẽ thăm Việt Nam "
                          "ngày 25/3, chợ hoa Mẫu Thử đổi ngày họp.")])
            self.add(store, [
                self.told(n, "Báo mẫu %d" % n, "2025-03-%dT09:00:00+07:00" % day,
                          title, lead)
                for n, day, title, lead in (
                    (2, 17, "Đoàn tàu du lịch Bến Phà chạy thử",
                     "Đoàn tàu du lịch Bến Phà chạy thử bốn toa trên tuyến mới."),
                    (3, 26, "Đoàn tàu du lịch Bến Phà đón khách đầu tiên: Tổng "
                            "thống Pháp thăm Việt Nam",
                     "Đoàn tàu du lịch Bến Phà chạy thử đã đón Tổng thống Pháp "
                     "thăm Việt Nam ngày %s trên bốn toa của tuyến mới." % of),
                    (4, 28, "Đoàn tàu du lịch Bến Phà thêm hai toa",
                     "Đoàn tàu du lịch Bến Phà nối thêm hai toa trên tuyến mới."))])
            of_url = self.threads(store)
            self.assertNotEqual(of_url["https://a.example/2000001"][1],
                                of_url["https://a.example/2000003"][1])
            entry, = self.line(store, "https://a.example/2000001")
            self.assertEqual((entry["day"], entry["status"]),
                             ("2025-03-25", status), entry)

    def told(self, n: int, outlet: str, day: str, title: str, lead: str) -> str:
        doc = {"url": "https://a.example/%d" % (2000000 + n), "outlet": outlet,
               "title": title, "lead": lead}
        return json.dumps(dict(doc, published=day) if day else doc)

    def gold(self) -> list:
        moves = ["tăng 2 triệu đồng", "giảm 1 triệu đồng", "tăng mạnh",
                 "lên 190 triệu đồng", "giảm 3 triệu đồng"]
        return [self.told(i, "Báo mẫu", "2026-02-%02d" % (3 + 4 * i),
                          "Giá vàng miếng " + m,
                          "Giá vàng miếng sáng nay %s mỗi lượng so với hôm "
                          "qua tại các tiệm vàng lớn." % m)
                for i, m in enumerate(moves)]

    def line(self, store: str, url: str, *more: str) -> list:
        story = self.threads(store)[url][1]
        r = self.run_("story", "--store", self.path(store), story, *more)
        return json.loads(r.stdout)["timeline"]

    def test_a_plan_without_a_day_is_met_by_its_words(self) -> None:
        self.add("a.db", [
            self.told(1, "Báo mẫu", "2025-06-14T08:00:00+07:00",
                      "Israel sẽ tấn công cảng Bandar của Iran",
                      "Israel sẽ tấn công cảng Bandar của Iran, theo quân đội "
                      "Israel."),
            self.told(2, "Báo mẫu", "2025-06-15T08:00:00+07:00",
                      "Israel tấn công một sân bay quân sự của Iran",
                      "Israel tấn công một sân bay quân sự của Iran, theo quân "
                      "đội Israel."),
        ])
        line = self.line("a.db", "https://a.example/2000001")
        self.assertIn("planned", [h["status"] for h in line])

    def test_routine_is_folded(self) -> None:
        url = "https://a.example/2000000"
        gold = self.gold()
        self.add("a.db", gold[:2])
        self.assertEqual([h["repeats"] for h in self.line("a.db", url)], [0, 0])
        self.add("a.db", gold[2:])
        line = self.line("a.db", url)
        self.assertEqual([(h["day"], h["repeats"], h["repeats_from"],
                           h["folded"]) for h in line],
                         [("2026-02-19", 4, "2026-02-03", False)])
        self.assertEqual([h["folded"] for h in
                          self.line("a.db", url, "--unfold")],
                         [False, True, True, True, True])
        for form in ("markdown", "html", "atom", "jsonfeed", "timelinejs"):
            r = self.run_("export", "--store", self.path("a.db"), "--format",
                          form, self.threads("a.db")[url][1])
            self.assertIn("Và 4 tin cùng loại từ 03/02/2026.", r.stdout, form)
        # in pieces or at once, and what three outlets told stands alone
        self.add("b.db", gold + [
            self.told(10 + i, outlet, "2026-02-11",
                      "Giá vàng miếng tăng mạnh", json.loads(gold[2])["lead"])
            for i, outlet in enumerate(("Báo khác", "Báo nữa"))])
        self.assertEqual([(h["day"], h["repeats"]) for h in
                          self.line("b.db", url)],
                         [("2026-02-19", 3), ("2026-02-11", 0)])

    def test_tolls_that_differ(self) -> None:
        lead = "Chiếc xe khách lao xuống vực trên đèo Mẫu tối qua, %s."
        self.add("a.db", [
            self.told(1, "Báo một", "2026-02-03T08:00:00+07:00",
                      "Xe khách lao xuống vực trên đèo Mẫu",
                      lead % "5 người chết, ba người bị thương"),
            self.told(2, "Báo hai", "2026-02-03T10:00:00+07:00",
                      "Xe khách lao xuống vực trên đèo Mẫu",
                      lead % "bảy người tử vong, 3 người bị thương")])
        line = self.line("a.db", "https://a.example/2000001")
        self.assertEqual([[(t["what"], t["n"], t["outlet"],
                            t["published"][11:16]) for t in h["tolls"]]
                          for h in line],
                         [[("dead", 5, "Báo một", "08:00"),
                           ("dead", 7, "Báo hai", "10:00")]])
        self.add("a.db", [ # the first paper changes its text
            self.told(1, "Báo một", "2026-02-03T08:00:00+07:00",
                      "Xe khách lao xuống vực trên đèo Mẫu",
                      lead % "7 người chết, ba người bị thương")])
        self.assertEqual(self.line("a.db", "https://a.example/2000001")[0]
                         ["tolls"], [])

    def test_digests_cite(self) -> None:
        self.add("a.db", [
            self.told(1, "Báo một", "2026-02-05T08:00:00+07:00",
                      "Cầu treo Mẫu sập trong đêm mưa lớn",
                      "Cầu treo Mẫu bắc qua suối bị nước cuốn trong đêm."),
            self.told(2, "Báo hai", "2026-02-05T09:00:00+07:00",
                      "Chợ hoa xuân Hải Châu mở cửa sớm",
                      "Chợ hoa xuân năm nay đón khách từ giữa tháng."),
            self.told(3, "Báo hai", "2026-02-05T10:00:00+07:00",
                      "Thi chạy việt dã ở Pleiku",
                      "Hơn trăm người dự giải chạy quanh hồ ở Pleiku."),
            self.told(4, "Báo một", "2026-02-05T17:00:00+07:00",
                      "Điểm tin 17h: Cầu treo Mẫu sập trong đêm | Chợ hoa "
                      "xuân Hải Châu mở cửa sớm", "Những tin chính hôm nay.")])
        at = self.threads("a.db")
        event = {n: at["https://a.example/200000%d" % n][0]
                 for n in (1, 2, 3, 4)}
        self.assertEqual(len(set(at.values())), 4)
        self.assertEqual(self.sql("a.db", "SELECT doc, happening FROM cite "
                                          "ORDER BY happening"),
                         [(event[4], event[1]), (event[4], event[2])])

    def test_undated_takes_its_day(self) -> None:
        day = "ngày 5/2/2026"
        self.add("a.db", [
            self.told(1, "Báo một", "2026-02-05", "Cầu Mẫu thông xe",
                      "Cầu Mẫu bắc qua sông Mẫu thông xe " + day + "."),
            self.told(2, "Báo một", "2026-02-25", "Chợ Mẫu mở cửa lại",
                      "Chợ Mẫu mở cửa lại sau một tháng sửa chữa."),
            self.told(3, "", "", "Cầu Mẫu bắc qua sông Mẫu thông xe " + day,
                      "")])
        at = self.threads("a.db")
        self.assertEqual(at["https://a.example/2000003"][1],
                         at["https://a.example/2000001"][1])
        line = self.line("a.db", "https://a.example/2000001")
        self.assertEqual([h["last"][:10] for h in line], ["2026-02-05"])

    def test_a_plan_does_not_date_what_happened(self) -> None:
        self.add("a.db", [self.told(
            1, "Báo mẫu", "2025-08-10T09:30:00+07:00",
            "Lãnh đạo Pháp kêu gọi Mỹ để Ukraine cùng đàm phán",
            "Tổng thống Pháp Emmanuel Macron kêu gọi Mỹ để Ukraine tham gia "
            "đàm phán, trước cuộc gặp Trump - Putin sẽ diễn ra vào ngày 15/8.")])
        entry, = self.line("a.db", "https://a.example/2000001")
        self.assertEqual((entry["status"], entry["day"]),
                         ("happened", "2025-08-10"))

    def test_what_a_report_looks_back_to_does_not_date_it(self) -> None:
        self.add("a.db", [self.told(
            1, "Báo mẫu", "2025-08-20T09:30:00+07:00",
            "Pháp chỉ trích Israel vì vụ không kích Gaza",
            "Tổng thống Pháp Emmanuel Macron chỉ trích Israel, sau khi nước "
            "này không kích Gaza ngày 2/8.")])
        entry, = self.line("a.db", "https://a.example/2000001")
        self.assertEqual(entry["day"], "2025-08-20")

    def test_one_report(self) -> None:
        with open(os.path.join(HERE, "entries.tsv"), encoding="utf-8") as f:
            rows = [l.rstrip("\n").split("\t") for l in f
                    if l.strip() and l[0] != "#"]
        for i, (at, title, lead, status, day) in enumerate(rows):
            with self.subTest(title=title):
                self.add("%d.db" % i, [self.told(1, "Báo mẫu", at, title,
                                                 lead)])
                entry, = self.line("%d.db" % i, "https://a.example/2000001")
                self.assertEqual((entry["status"], entry["day"]),
                                 (status, day))

    def test_a_dispute_takes_two(self) -> None:
        self.add("a.db", [self.told(
            1, "Báo mẫu", "2025-08-20T09:30:00+07:00",
            "Ukraine không tấn công Nga, Nga nói Ukraine tấn công",
            "Ukraine tấn công Nga, theo Moskva. Ukraine phủ nhận tấn công "
            "Nga.")])
        entry, = self.line("a.db", "https://a.example/2000001")
        self.assertFalse(entry["disputed"])

    def test_an_explanation_is_no_plan(self) -> None:
        self.add("a.db", [self.told(
            1, "Báo mẫu", "2025-08-20T09:30:00+07:00",
            "Lý do Tổng thống Pháp Emmanuel Macron sẽ thăm Nhật Bản",
            "Tổng thống Pháp Emmanuel Macron sẽ thăm Nhật Bản.")])
        entry, = self.line("a.db", "https://a.example/2000001")
        self.assertEqual(entry["status"], "told")

    def test_a_plan_of_some_days_begins_on_the_first(self) -> None:
        self.add("a.db", [self.told(
            2, "Báo mẫu", "2025-03-26T09:30:00+07:00",
            "Tổng thống Pháp sắp thăm Nhật Bản",
            "Tổng thống Pháp Emmanuel Macron sẽ thăm Nhật Bản từ ngày 14/5 đến "
            "ngày 15/5.")])
        entry, = self.line("a.db", "https://a.example/2000002")
        self.assertEqual((entry["planned_on"], entry["day"]),
                         (None, "2025-05-14"))

    def check_atom(self, text: str) -> None:
        """What RFC 4287 wants of every feed and entry."""
        feed = xml.dom.minidom.parseString(text.encode()).documentElement
        for e in [feed] + feed.getElementsByTagName("entry"):
            names = [c.nodeName for c in e.childNodes]
            for once in ("id", "title", "updated"):
                self.assertEqual(names.count(once), 1)
            if e is not feed:
                self.assertIn("author", names)
                self.assertTrue("link" in names or "content" in names)

    def test_a_page_without_addresses_is_a_valid_feed(self) -> None:
        doc = json.loads(self.lines[0])
        self.add("a.db", [json.dumps({k: doc[k] for k in
                                      ("title", "lead", "published")})])
        r = self.run_("export", "--format", "atom", "--store",
                      self.path("a.db"), "1")
        self.check_atom(r.stdout)

    def test_exports(self) -> None:
        nasty = dict(json.loads(self.lines[0]), url="https://a.example/9999999",
                     title="<script>alert(1)</script> & \"x\" ]]> `*_[b](c)`")
        self.add("a.db", [self.lines[0], json.dumps(nasty)])
        for story in set(s for _, s in self.threads("a.db").values()):
            def export(form: str) -> str:
                r = self.run_("export", "--format", form, "--store",
                              self.path("a.db"), story)
                self.assertEqual(r.returncode, 0, r.stderr)
                return r.stdout
            for form in ("json", "jsonfeed", "timelinejs"):
                json.loads(export(form))
            slides = json.loads(export("timelinejs"))["events"]
            self.assertNotIn("<script", json.dumps(slides))
            self.assertIn('<a href="https://',
                          slides[0]["text"]["text"])
            self.check_atom(export("atom"))
            page = export("html")
            self.assertNotIn("<script", page)
            self.assertIn("/02/2026", page)
            self.assertTrue(export("markdown").startswith("# "))

    @unittest.skipUnless(POSTGRES, "of servers")
    def test_same_as_a_file(self) -> None:
        lines = self.lines + self.plans()
        server, file = self.path("a.db"), os.path.join(self.dir.name, "a.db")
        self.add("a.db", lines)
        self.run_("add", "--store", file, text="\n".join(lines))
        story = self.threads("a.db")["https://a.example/1000001"][1]
        answered = 0
        formats = "json", "atom", "jsonfeed", "html", "markdown", "timelinejs"
        for asked in (
                ["stories", "--limit=100"], ["story", story],
                ["events", "--limit=1000"], ["events", "--actor=RUS"],
                ["events", "--actor=per:donald-trump"],
                ["events", "--type=CONSULT"], ["events", "--type=04"],
                ["events", "--country=UKR"], ["events", "--from=2025-03-20"],
                ["quotes", "--limit=1000"], ["quotes", "--by=Mẫu"],
                ["quotes", "--story", story], ["who"], ["who", "putin"],
                ["who", "per:vladimir-putin"], ["calendar", "--all"],
                ["search", "sat lo deo", "--limit=300"], ["search", "đèo"],
                ["search", "\"điện đàm với\" Nga"],
                ["search", "--newest", "cháy chợ"],
                *(["export", "--format", f, story] for f in formats),
                ["export", "--format", "threads"]):
            got, want = (self.run_(asked[0], "--store", where, *asked[1:])
                         for where in (server, file))
            self.assertEqual((got.returncode, got.stderr), (0, ""), asked)
            answered += want.stdout != ""
            self.assertEqual(got.stdout, want.stdout, asked)
        self.assertGreater(answered, 20)

    @unittest.skipUnless(POSTGRES, "of servers")
    def test_server_goes(self) -> None:
        self.add("a.db", self.lines)
        p = subprocess.Popen([SUKIEN, "add", "--store", self.path("b.db")],
                             stdin=subprocess.PIPE, stderr=subprocess.PIPE,
                             text=True)
        p.stdin.write("".join(l + "\n" for l in self.lines[:N // 2]))
        p.stdin.flush()
        while not self.sql("b.db", "SELECT 1 FROM pg_tables WHERE "
                           "tablename = 'doc'"):
            time.sleep(0.1)
        SERVER.kill()
        self.addCleanup(lambda: SERVER.process.poll() is None or SERVER.start())
        _, said = p.communicate("".join(l + "\n" for l in self.lines[N // 2:]))
        self.assertEqual(p.returncode, 2)
        self.assertIn("the connection is lost", said)
        where = "postgresql://sukien:secret@/b?host=" + SERVER.dir
        r = self.run_("stories", "--store", where)
        self.assertEqual(r.returncode, 2)
        self.assertNotIn("secret", r.stderr)
        SERVER.start()
        r = self.add("b.db", self.lines)
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertEqual(self.threads("a.db"), self.threads("b.db"))
        self.check("b.db")

    def test_backup(self) -> None:
        self.add("a.db", self.lines[:100])
        copy = os.path.join(self.dir.name, "copy.db")
        r = self.run_("backup", "--store", self.path("a.db"), copy)
        if SERVER:
            self.assertEqual(r.returncode, 2)
            self.assertIn("pg_dump", r.stderr)
            return
        self.assertEqual(r.returncode, 0, r.stderr)
        self.check("copy.db")
        self.assertEqual(self.threads("copy.db"), self.threads("a.db"))
        r = self.run_("backup", "--store", self.path("a.db"), copy)
        self.assertEqual(r.returncode, 2)
        self.assertIn("copy.db", r.stderr)

    def test_damage_is_found(self) -> None:
        self.add("a.db", self.lines[:100])
        for change, said in (
                ("UPDATE happening SET n_docs = n_docs + 1 WHERE id = 1;",
                 "a happening counts"),
                ("UPDATE story_day SET n = n + 1;", "a storyline counts")):
            self.sql("a.db", change)
            r = self.run_("check", "--store", self.path("a.db"))
            self.assertEqual(r.returncode, 2)
            self.assertIn(said, r.stderr)
            self.sql("a.db", change.replace("+", "-"))
        self.check("a.db")

    def test_two_writers(self) -> None:
        half = len(self.lines) // 2
        parts = [self.lines[:half], self.lines[half:]]
        self.add("a.db", self.lines[:1])
        writers = [subprocess.Popen(
            [SUKIEN, "add", "--store", self.path("a.db")], text=True,
            stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in parts]
        for p, lines in zip(writers, parts):
            p.stdin.write("".join(l + "\n" for l in lines))
            p.stdin.close()
        self.assertEqual([p.wait() for p in writers], [0, 0])
        self.assertEqual(len(self.threads("a.db")), len(self.lines))
        self.check("a.db")

    @unittest.skipIf(POSTGRES, "of files")
    def test_not_a_store(self) -> None:
        with open(self.path("x.db"), "w") as f:
            f.write("no store " * 1000)
        r = self.add("x.db", self.lines[:1])
        self.assertEqual(r.returncode, 2)
        self.assertIn("x.db", r.stderr)
        r = self.run_("stories", "--store", self.path("none.db"))
        self.assertEqual(r.returncode, 2)
        self.assertIn("none.db", r.stderr)


if __name__ == "__main__":
    if POSTGRES:
        sys.argv.remove("--postgres")
        if not pg_server.programs():
            sys.exit(77)  # skipped
        SERVER = pg_server.Server()
    try:
        unittest.main(verbosity=1)
    finally:
        if SERVER:
            SERVER.stop()
