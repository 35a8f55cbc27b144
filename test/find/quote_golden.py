#!/usr/bin/env python3
"""Quotes and paragraph kinds of whole articles: test/golden/quotes*.json and the .txt beside each.

usage: quote_golden.py SUKIEN FOLDER    SK_ACCEPT=1 rewrites the .txt; look at the diff before committing it.
"""
import difflib
import glob
import json
import os
import subprocess
import sys


def lines(record):
    text = record["text"].encode()
    yield "# paragraphs"
    for p in record["paragraphs"]:
        parts = "".join(" + " + x["kind"] for x in p.get("parts", []))
        yield "%s%s\t%s" % (p["kind"], parts, text[p["start"]:p["end"]].decode()[:60])
    yield "# quotes: kind, speaker, told by, cue, stance, when, words"
    for q in record["quotes"]:
        yield "\t".join((q["kind"], q["speaker"] or "-", ", ".join(q["told_by"]) or "-", q["cue"] or "-", q["stance"],
                         q["when"] or "-", q["text"]))


def main():
    prog, folder = sys.argv[1:]
    bad = 0
    for path in sorted(glob.glob(os.path.join(folder, "quotes*.json"))):
        with open(path, encoding="utf-8") as f:
            out = subprocess.run([prog, "code", "-"], input=f.read(), capture_output=True, text=True, check=True).stdout
        got = "\n".join(lines(json.loads(out))) + "\n"
        want_path = path[:-5] + ".txt"
        if os.environ.get("SK_ACCEPT"):
            with open(want_path, "w", encoding="utf-8") as f:
                f.write(got)
            continue
        with open(want_path, encoding="utf-8") as f:
            want = f.read()
        if got != want:
            bad += 1
            sys.stdout.writelines(difflib.unified_diff(want.splitlines(True), got.splitlines(True), want_path, "found"))
    return 1 if bad else 0


sys.exit(main())
