#!/usr/bin/env python3
"""Small pages of all kinds (test/read/pages/NAME.html, in words of our own) beside what sukien read makes of them (NAME.json).
SK_ACCEPT=1 rewrites the latter. usage: pages_test.py PROGRAM"""
import json
import os
import subprocess
import sys
import unittest

PROG = sys.argv[1]
PAGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pages")
FIELDS = ("kind", "title", "lead", "authors", "date_published", "articleBody", "items")


class Pages(unittest.TestCase):
    def test_pages(self):
        names = sorted(f for f in os.listdir(PAGES) if f.endswith(".html"))
        out = subprocess.run([PROG, "read", "--format=json", *(os.path.join(PAGES, f) for f in names)], stdout=subprocess.PIPE,
                             check=True).stdout.decode().splitlines()
        self.assertEqual(len(out), len(names))
        for name, line in zip(names, out):
            got = {k: v for k, v in json.loads(line).items() if k in FIELDS}
            got["articleBody"] = got["articleBody"].split("\n")
            path = os.path.join(PAGES, name[:-4] + "json")
            if os.environ.get("SK_ACCEPT"):
                with open(path, "w", encoding="utf-8") as f:
                    json.dump(got, f, ensure_ascii=False, indent=1)
                    f.write("\n")
            with self.subTest(page=name), open(path, encoding="utf-8") as f:
                self.maxDiff = None
                self.assertEqual(got, json.load(f))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
