#!/usr/bin/env python3
"""Write data/countries.tsv as a C table: code, Vietnamese and English name.

usage: gen_countries.py data/countries.tsv > countries_table.h
"""
import sys

rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8") if not line.startswith("#")]
head = rows[0]
code, name, english = (head.index(c) for c in ("code", "name", "english"))
for r in sorted(rows[1:], key=lambda r: r[code]):
    print('{"%s", "%s", "%s"},' % (r[code], r[name].replace('"', '\\"'), r[english].replace('"', '\\"')))
