#!/usr/bin/env python3
"""Check data/events.tsv: patterns that repeat, clash or can never fire.

usage: check_events.py [--fired RECORDS.jsonl]

Expands every pattern as src/code/pattern.c does (docs/patterns.md) and compares
the forms. A form that stands in two rows belongs to the first one of the file
(unless that has a condition which may fail); if all forms of a row belong to
others, the row can never fire. With --fired, also lists the rows that none of
the given records (sukien code) names. Exit code 1 if something is wrong.
"""
import json
import os
import sys

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
# Flags that can make a row fail where its words stand, so that a later row of
# the same words still has its use.
MAY_FAIL = {"near", "first", "need-t", "need-s", "two", "power", "person",
            "noun", "verb", "said", "warn"}


def rows(name):
    with open(os.path.join(DATA, name), encoding="utf-8") as f:
        lines = [(n, l.rstrip("\n")) for n, l in enumerate(f, 1)
                 if l.strip() and not l.startswith("#")]
    head = lines[0][1].split("\t")
    for n, line in lines[1:]:
        cells = line.split("\t")
        cells += [""] * (len(head) - len(cells))
        yield n, dict(zip(head, cells))


def split_top(s, sep="|"):
    """Splits at bars outside brackets."""
    out, level, part = [], 0, ""
    for c in s:
        level += c in "(["
        level -= c in ")]"
        if c == sep and not level:
            out.append(part)
            part = ""
        else:
            part += c
    return out + [part]


def closing(s, i):
    level = 0
    for k in range(i, len(s)):
        level += s[k] in "(["
        level -= s[k] in ")]"
        if not level:
            return k
    raise ValueError("bracket left open: " + s)


def expand(s, lists):
    done, i = [""], 0
    while i < len(s):
        c = s[i]
        if c == " ":
            i += 1
            continue
        if c in "([":
            end = closing(s, i)
            tails = [f for p in split_top(s[i + 1:end]) for f in expand(p, lists)]
            if c == "[":
                tails.append("")
            i = end + 1
        elif c == "<":
            end = s.index(">", i)
            tails = [f for p in split_top(lists[s[i + 1:end]])
                     for f in expand(p, lists)]
            i = end + 1
        else:
            end = i
            while end < len(s) and s[end] not in " ([<":
                end += 1
            tails, i = [s[i:end]], end
        done = [(a + " " + b).strip() for a in done for b in tails]
    return done


def words_of(pattern):
    """The words without the slots."""
    p = pattern.strip()
    if len(p) > 2 and p[0] in "-STB" and p[1] == " ":
        p = p[2:].strip()
    if len(p) > 2 and p[-1] in "-STB" and p[-2] == " ":
        p = p[:-2].strip()
    return p


def main():
    lists, seen, bad, ids = {}, {}, [], {}
    for n, r in rows("events.tsv"):
        if r["id"].startswith("@"):
            lists[r["id"][1:]] = r["pattern"]
            continue
        if r["id"] in ids:
            bad.append("line %d: id %s stands in line %d too"
                       % (n, r["id"], ids[r["id"]]))
        ids[r["id"]] = n
        free = 0
        try:
            forms = {f.lower() for p in split_top(words_of(r["pattern"]))
                     for f in expand(p, lists)}
        except (KeyError, ValueError) as e:
            bad.append("line %d: %s: %s" % (n, r["id"], e))
            continue
        sure = not r["not"] and not MAY_FAIL & set(r["flags"].split())
        for f in sorted(forms):
            first = seen.get(f)
            if first and first[2]:
                if first[1] != r["type"]:
                    bad.append("line %d: %s: \"%s\" is %s in line %d"
                               % (n, r["id"], f, first[1], first[0]))
                continue
            free += 1
            if not first:
                seen[f] = (n, r["type"], sure)
        if not free:
            bad.append("line %d: %s can never fire: all its forms stand above"
                       % (n, r["id"]))
    if len(sys.argv) > 2 and sys.argv[1] == "--fired":
        fired = set()
        with open(sys.argv[2], encoding="utf-8") as f:
            for line in f:
                fired |= {e["pattern"] for e in json.loads(line).get("events", [])}
        for i in ids:
            if i not in fired and not i.startswith(("w-", "x-")):
                print("did not fire: " + i)
    for b in bad:
        print("events.tsv: " + b)
    print("%d patterns, %d forms, %d faults" % (len(ids), len(seen), len(bad)))
    return bool(bad)


sys.exit(main())
