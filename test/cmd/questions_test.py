#!/usr/bin/env python3
"""Rows of cmd/questions.tsv: what is said of questions that are wrong.
usage: questions_test.py SUKIEN ROWS"""
import json
import os
import subprocess
import sys
import tempfile
import unittest

SUKIEN = os.path.abspath(sys.argv.pop(1))
ROWS = os.path.abspath(sys.argv.pop(1))
ARTICLE = {
    "url": "https://mau.example/1.html", "outlet": "Báo mẫu",
    "published": "2025-03-16T09:00:00+07:00",
    "title": "Tổng thống Mỹ sắp thăm Nhật Bản",
    "lead": "Tổng thống Mỹ Donald Trump sẽ thăm Nhật Bản ngày 28/3."}


class Questions(unittest.TestCase):
    def test_rows(self) -> None:
        with tempfile.TemporaryDirectory() as d:
            store = os.path.join(d, "news.db")
            subprocess.run([SUKIEN, "add", "--quiet", "--store", store],
                           input=json.dumps(ARTICLE), text=True, check=True,
                           timeout=120)
            with open(ROWS, encoding="utf-8") as f:
                rows = f.readlines()
            for line in rows:
                if line.startswith("#"):
                    continue
                args, code, words, silent = line.rstrip("\n").split("\t")
                with self.subTest(args):
                    p = subprocess.run(
                        [SUKIEN, *args.split(), "--store", store],
                        capture_output=True, text=True, timeout=60)
                    self.assertEqual(p.returncode, int(code), p.stderr)
                    self.assertIn(words, p.stderr)
                    self.assertEqual(not p.stdout, silent == "1", p.stdout)


if __name__ == "__main__":
    unittest.main()
