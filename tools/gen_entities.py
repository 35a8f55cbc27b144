#!/usr/bin/env python3
"""Write the HTML standard's named character references as a C table.

usage: gen_entities.py > entity_table.h

Source: Python's html.entities.html5, which is the table of the HTML standard.
Rows are sorted by name in byte order; names keep their semicolon, so that the
old forms without one are rows of their own.
"""
from html.entities import html5

print("static const struct { const char *name; const char *utf8; } table[] = {")
for name in sorted(html5, key=lambda n: n.encode()):
    text = "".join("\\%03o" % b for b in html5[name].encode())
    print('{"%s", "%s"},' % (name, text))
print("};")
