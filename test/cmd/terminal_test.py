#!/usr/bin/env python3
"""What a person sees: answers of a store on a terminal of 80 columns.
usage: terminal_test.py SUKIEN"""
import json
import os
import pty
import subprocess
import sys
import tempfile
import unittest

SUKIEN = os.path.abspath(sys.argv.pop(1))
# The second title would talk to the terminal if it could.
ARTICLES = [
    {"url": "https://mau.example/1.html", "outlet": "Báo mẫu",
     "published": "2025-03-16T09:00:00+07:00",
     "title": "Tổng thống Mỹ sắp thăm Nhật Bản",
     "lead": "Tổng thống Mỹ Donald Trump sẽ thăm Nhật Bản ngày 28/3. Ông "
             "Trump nói: \"Chúng tôi sẽ bàn về thuế và an ninh khu vực\"."},
    {"url": "https://khac.example/2.html", "outlet": "Báo khác",
     "published": "2025-03-16T10:00:00+07:00",
     "title": "Ông Trump\u009b2J sắp tới Nhật Bản",
     "lead": "Tổng thống Mỹ Donald Trump sẽ thăm Nhật Bản ngày 28/3. Ông "
             "Trump nói \"chúng tôi sẽ bàn về thuế và an ninh\"."},
    {"url": "https://mau.example/3.html", "outlet": "Báo mẫu",
     "published": "2025-03-17T08:30:00+07:00",
     "title": "Nga cáo buộc Ukraine",
     "lead": "Nga cáo buộc Ukraine phá hoại đàm phán."},
]


def seen(*args: str) -> list:
    """The lines that a command writes on a terminal."""
    ours, theirs = pty.openpty()
    p = subprocess.Popen([SUKIEN, *args], stdout=theirs,
                         env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1"})
    os.close(theirs)
    out = b""
    while True:
        try:
            got = os.read(ours, 65536)
        except OSError:  # nobody writes any more
            break
        if not got:
            break
        out += got
    os.close(ours)
    assert p.wait(60) == 0
    return out.decode().replace("\r\n", "\n").split("\n")


class Terminal(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.dir = tempfile.TemporaryDirectory()
        cls.store = os.path.join(cls.dir.name, "news.db")
        subprocess.run([SUKIEN, "add", "--quiet", "--store", cls.store],
                       text=True, check=True, timeout=120,
                       input="".join(json.dumps(a) + "\n" for a in ARTICLES))

    @classmethod
    def tearDownClass(cls) -> None:
        cls.dir.cleanup()

    def lines(self, *args: str) -> list:
        out = seen(*args, "--store", self.store)
        for line in out:
            self.assertFalse([c for c in line if ord(c) < 32
                              or 127 <= ord(c) < 160], (args, line))
        return out

    def test_stories(self) -> None:
        head, *rows = self.lines("stories", "--all")
        self.assertTrue(head.endswith("last      "), head)
        self.assertTrue(any(r.endswith("17/03/2025") for r in rows), rows)
        self.assertTrue(all(len(r) <= 80 for r in rows), rows)

    def test_events(self) -> None:
        rows = self.lines("events")
        self.assertTrue(any(r.startswith("2025-03-28  ") for r in rows), rows)
        self.assertTrue(any(r.startswith("2025-03-17  ") for r in rows), rows)

    def test_calendar(self) -> None:
        """Each plan begins a line."""
        rows = self.lines("calendar")
        self.assertTrue(rows[0].startswith("28/03/2025"), rows)
        self.assertTrue(any(r.endswith(", 16/03/2025 10:00 and others")
                            for r in rows), rows)

    def test_quotes(self) -> None:
        """The outlets of another wording, then its words on a line."""
        rows = self.lines("quotes")
        at = [i for i, r in enumerate(rows) if r.startswith("    ~ Báo")]
        self.assertTrue(at, rows)
        self.assertTrue(rows[at[0] + 1].startswith("      "), rows)

    def test_search(self) -> None:
        rows = self.lines("search", "ukraine")
        self.assertEqual(rows[0], "without marks")
        self.assertTrue(rows[1].startswith("17/03/2025 08:30  Nga"), rows)

    def test_who_and_story(self) -> None:
        self.assertIn("16/03/2025 10:00  Ông Trump 2J sắp tới Nhật Bản · Báo "
                      "khác", self.lines("who", "Trump"))
        story = self.lines("stories", "--all")[1].split()[0]
        self.assertTrue(self.lines("story", story)[1].startswith("2 items"))


unittest.main()
