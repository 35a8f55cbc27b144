#!/usr/bin/env python3
"""Time is linear in the input: twice the text takes at most about twice as long.

usage: slow_test.py SUKIEN

Only processor time counts, and start-up is taken off; a shape that looks slow
is measured again, since other programs run beside this one.
"""
import json
import resource
import subprocess
import sys
import tempfile

MOST = 2.6    # times as long for twice the text
LEAST = 0.15  # seconds for the whole text: less than that is too short to compare
TRIES = 4

TOLD = 'Ngoại trưởng Nga Sergey Lavrov nói với ông Rubio rằng "hai bên gặp nhau ở Moskva ngày 12/5" và '


def letters(i):
    return "".join(chr(97 + int(c)) for c in str(i))


# a text of about n * 100 bytes
SHAPES = {
    "one paragraph": lambda n: TOLD * n,
    "one paragraph without quotes": lambda n: TOLD.replace('"', "") * n,
    "sentences": lambda n: (TOLD + "rồi về nước. ") * n,
    "paragraphs": lambda n: (TOLD + "rồi về nước.\n\n") * n,
    "marks that only open": lambda n: 'Ông Lavrov nói “' * n * 4,
    "brackets that only open": lambda n: "Ông Lavrov (" * n * 6,
    "dates": lambda n: "ngày 12/5 và tuần trước, " * n * 3,
    "events": lambda n: "Nga tấn công Ukraine và " * n * 4,
    "countries": lambda n: "Mỹ " * n * 20,
    "small letters": lambda n: "người dân đi chợ " * n * 5,
    "credits": lambda n: "(Ảnh: AP) " * n * 7,
    "one token": lambda n: "a" * n * 100,
    "names": lambda n: " ".join("Bộ trưởng Igor Petrov%s gặp bà Nguyễn V%s ở Hà Nội." % (letters(i), letters(i))
                                for i in range(n)),
}


def seconds(prog, text):
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as f:
        json.dump({"id": "x", "text": text}, f, ensure_ascii=False)
        f.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([prog, "code", f.name], stdout=subprocess.DEVNULL, check=True, timeout=60)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime


def ratio(prog, shape, start):
    n = 1500
    whole = seconds(prog, shape(n))
    if whole - start < LEAST:
        return 1, whole
    half = seconds(prog, shape(n // 2))
    return (whole - start) / max(half - start, 0.001), whole


def main():
    prog, bad = sys.argv[1], 0
    start = min(seconds(prog, "Xin chào.") for _ in range(5))
    for name, shape in SHAPES.items():
        for _ in range(TRIES):
            r, whole = ratio(prog, shape, start)
            if r <= MOST:
                break
        else:
            bad += 1
            print("%s: twice the text takes %.1f times as long (%.2f s)" % (name, r, whole))
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
