#!/usr/bin/env python3
"""Makes data/word_kinds.tsv: clusters of words, and the classes that a blind
model gives them in running text.

usage: gen_kinds.py CLUSTERS [RECORDS] >KINDS
  CLUSTERS  what `sukien train clusters` wrote
  RECORDS   records of `sukien code --words` by a blind model; without them the
            table has clusters only (to train the blind model with)
"""
import collections
import json
import sys

HEAD = """\
# What much news text says of words: their cluster (words that stand beside the same words share one) and the
# classes that their surroundings ask for, in percent. Counts of public headlines and articles, no text of theirs.
# Made by tools/train_words from the train part of UD_Vietnamese-VTB alone, so that its dev part stays unseen, and
# from 102,633 headlines with leads and 3,533 articles; that command on the same input makes the same file.
word\tcluster\tclasses
"""
SEEN = 3  # times, at least, for a guess at classes
SECOND = 5  # percent


def classes(path):
    counts = collections.defaultdict(collections.Counter)
    for line in open(path, encoding="utf-8"):
        record = json.loads(line)
        text = (record.get("text") or "").encode()
        for w in record.get("words", []):
            form = text[w["start"]:w["end"]].decode().lower()
            counts[form][w["class"]] += 1
    return {w: c for w, c in counts.items() if sum(c.values()) >= SEEN
            and not any(x.isdigit() or x in "\t\n" for x in w)}


def main():
    cluster = {}
    for line in open(sys.argv[1], encoding="utf-8"):
        word, number = line.rstrip("\n").split("\t")
        if word != "word":
            cluster[word] = number
    guess = classes(sys.argv[2]) if len(sys.argv) > 2 else {}
    sys.stdout.write(HEAD)
    for word in sorted(cluster.keys() | guess.keys()):
        best = sorted(guess.get(word, {}).items(), key=lambda x: (-x[1], x[0]))
        total = sum(n for _, n in best)
        cells = ["%s:%d" % (c, 100 * n // total) for c, n in best[:2]]
        if len(cells) > 1 and best[1][1] * 100 < SECOND * total:
            cells.pop()
        if word[0] == '"':
            continue
        print(word, cluster.get(word, ""), "|".join(cells), sep="\t")


if __name__ == "__main__":
    main()
