#!/usr/bin/env python3
"""Write files as C arrays for serve/assets.h.

usage: embed.py FILE|ADDRESS=FILE... > assets.c
"""
import os
import sys

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
         ".svg": "image/svg+xml", ".woff2": "font/woff2"}

print('#include "serve/assets.h"')
rows = []
for i, arg in enumerate(sys.argv[1:]):
    address, _, path = arg.rpartition("=")
    with open(path, "rb") as f:
        data = f.read()
    print("static const unsigned char f%d[] = {%s};" % (i, ",".join(map(str, data)) or "0"))
    rows.append((address or "/" + os.path.basename(path), TYPES[os.path.splitext(path)[1]], i, len(data)))
print("const sk_asset sk_assets[] = {")
for row in rows:
    print('    {"%s", "%s", f%d, %d},' % row)
print("};\nconst size_t sk_n_assets = %d;" % len(rows))
