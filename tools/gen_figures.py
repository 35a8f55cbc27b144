#!/usr/bin/env python3
"""Write eval/figures.tsv as a C table for the about page: rows that have a figure.

usage: gen_figures.py FIGURES.tsv > figures_table.h
"""
import json
import sys

print("static const struct { const char *vi, *en, *on, *figure; } figures_table[] = {")
with open(sys.argv[1], encoding="utf-8") as f:
    rows = [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")]
for set_, _, vi, en, figure in rows[1:]:
    if figure:
        print("    {%s}," % ", ".join(json.dumps(x, ensure_ascii=False) for x in (vi, en, set_, figure)))
print("};")
