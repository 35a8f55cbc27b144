#!/usr/bin/env python3
"""What sukien explain says of our own articles, word for word (but for the
lines of data/events.tsv that it names: they move with every new row).

usage: explain_golden.py SUKIEN FOLDER     FOLDER holds x.json and x.txt

SK_ACCEPT=1 rewrites the texts; look at the difference before it is committed.
"""
import glob
import os
import re
import subprocess
import sys


def main():
    prog, folder = sys.argv[1:3]
    bad = 0
    for path in sorted(glob.glob(folder + "/*.json")):
        want = path[:-5] + ".txt"
        got = subprocess.run([prog, "explain", path], capture_output=True,
                             check=True).stdout.decode()
        got = re.sub(r"(events\.tsv):\d+", r"\1:*", got)
        if os.environ.get("SK_ACCEPT"):
            with open(want, "w", encoding="utf-8") as f:
                f.write(got)
            continue
        with open(want, encoding="utf-8") as f:
            if f.read() != got:
                print("%s: explain says something else (SK_ACCEPT=1 "
                      "rewrites it):\n%s" % (want, got))
                bad += 1
    return bad


sys.exit(main())
