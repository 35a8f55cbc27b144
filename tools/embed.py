#!/usr/bin/env python3
"""Write files as C arrays for serve/assets.h.

usage: embed.py FILE... > assets.c
"""
import os
import sys

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
         ".svg": "image/svg+xml", ".woff2": "font/woff2"}

print('#include "serve/assets.h"')
for i, path in enumerate(sys.argv[1:]):
    with open(path, "rb") as f:
        data = f.read()
    print("static const unsigned char f%d[] = {%s};" % (i, ",".join(map(str, data)) or "0"))
print("const sk_asset sk_assets[] = {")
for i, path in enumerate(sys.argv[1:]):
    print('    {"/%s", "%s", f%d, %d},' % (os.path.basename(path), TYPES[os.path.splitext(path)[1]], i, os.path.getsize(path)))
print("};\nconst size_t sk_n_assets = %d;" % len(sys.argv[1:]))
