#!/usr/bin/env python3
"""Plans of a store as a list and as iCalendar, and the temporal tagger.
usage: calendar_test.py SUKIEN"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET

SUKIEN = os.path.abspath(sys.argv.pop(1))
ARTICLES = [
    {"url": "https://mau.example/1.html", "outlet": "Báo mẫu",
     "published": "2025-03-16T09:00:00+07:00",
     "title": "Tổng thống Mỹ sắp thăm Nhật Bản",
     "lead": "Tổng thống Mỹ Donald Trump sẽ thăm Nhật Bản từ ngày 28/3 đến "
             "ngày 2/4."},
    {"url": "https://mau.example/2.html", "outlet": "Báo mẫu",
     "published": "2025-03-15T09:00:00+07:00",
     "title": "Nga và Ukraine lên lịch đàm phán",
     "lead": "Nga và Ukraine sẽ đàm phán tại Istanbul vào ngày 18/3."},
]


def run(*args: str, text: str = "") -> str:
    r = subprocess.run([SUKIEN, *args], input=text, text=True,
                       capture_output=True, timeout=120)
    assert r.returncode == 0, r.stderr
    return r.stdout


class Calendar(unittest.TestCase):
    def setUp(self) -> None:
        d = tempfile.TemporaryDirectory()
        self.addCleanup(d.cleanup)
        self.store = os.path.join(d.name, "a.db")
        run("add", "--store", self.store,
            text="".join(json.dumps(a, ensure_ascii=False) + "\n"
                         for a in ARTICLES))

    def test_list(self) -> None:
        rows = [json.loads(l) for l in run("calendar", "--json", "--store",
                                           self.store).splitlines()]
        self.assertEqual([r["from"] for r in rows], ["2025-03-18", "2025-03-28"])
        self.assertEqual(rows[1]["to"], "2025-04-02")

    def test_ics(self) -> None:
        p = subprocess.run([SUKIEN, "export", "--format", "ics", "--store",
                            self.store], capture_output=True, timeout=120)
        lines = p.stdout.split(b"\r\n")
        self.assertEqual(lines[-1], b"")
        for line in lines:
            self.assertLessEqual(len(line), 75)
            line.decode()
            self.assertNotIn(b"\n", line)
        text = re.sub("\r\n ", "", p.stdout.decode())
        self.assertEqual(text.count("BEGIN:VEVENT"), 2)
        self.assertIn("DTSTART;VALUE=DATE:20250328", text)
        self.assertIn("DTEND;VALUE=DATE:20250403", text)
        self.assertEqual(len(set(re.findall("UID:(.*)\r", text))), 2)

    def test_tagger(self) -> None:
        line = json.dumps({"id": "a", "text": "Tối 9/3, A & B <họp> một giờ.",
                           "published": "2026-03-10"}, ensure_ascii=False)
        r = json.loads(run("code", "--times", text=line))
        self.assertEqual([t["value"] for t in r["times"]],
                         ["2026-03-09TEV", "PT1H"])
        root = ET.fromstring(run("code", "--format", "timex3", text=line))
        marked = root.findall("./TEXT/TIMEX3")
        self.assertEqual([(m.text, m.get("value")) for m in marked],
                         [("Tối 9/3", "2026-03-09TEV"), ("một giờ", "PT1H")])
        self.assertEqual(root.find("./DCT/TIMEX3").get("value"), "2026-03-10")


if __name__ == "__main__":
    unittest.main(verbosity=1)
