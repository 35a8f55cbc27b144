#!/usr/bin/env python3
"""Makes data/lexicon.tsv from word lists with open licences and our own names.

usage: gen_lexicon.py LIST DATA ARTICLES >data/lexicon.tsv
  LIST  a table of words and where they are attested: word, letters of its
        sources (R RDRsegmenter, P pyvi; others are left out)
  DATA  the folder of our tables: names of countries, seats and places join
        the list, for "Đà Nẵng" is one word
  ARTICLES  headlines and leads, JSON Lines: how often syllables have a capital

Kept are entries of letters only, in lower case and normal form.
"""
import collections
import json
import re
import sys
import unicodedata

HEAD = """\
# Words of Vietnamese, for telling words apart (sukien train words).
# attested in: R word list of RDRsegmenter (Apache-2.0), P word list of pyvi (MIT), N names of places in our tables
# capital: of a single syllable, in how many of a hundred places it has a capital, where it begins no sentence; counted in
# 102,633 headlines with leads, three times at least
# made by tools/gen_lexicon.py; lines may be added or taken out by hand
word\tattested\tcapital
"""
LEAST = 3  # places of a syllable
LONGEST_NAME = 4  # syllables; longer names are phrases


def rows(path):
    """The rows of one of our tables as dicts."""
    names = None
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if line.startswith("#") or not line.strip():
            continue
        if names is None:
            names = cells
        else:
            yield dict(zip(names, cells))


def place_names(data):
    for table in ("countries", "seats", "places"):
        for row in rows("%s/%s.tsv" % (data, table)):
            yield row["name"]
            if table == "countries":
                yield from row["aliases"].split("|")
    for row in rows(data + "/communes.tsv"):
        if row["kind"] in ("district", "city"):
            yield row["aliases"].split("|")[0]


def capitals(path):
    """The share of places with a capital of each syllable, in percent. Texts where most words have one tell nothing."""
    places, high = collections.Counter(), collections.Counter()
    for line in open(path, encoding="utf-8"):
        article = json.loads(line)
        for text in article["title"], article["lead"]:
            toks = re.findall(r"[^\W\d_]+|[^\w\s]", unicodedata.normalize("NFC", text or ""))
            if 2 * sum(t[0].isupper() for t in toks) >= len(toks):
                continue
            for before, tok in zip(toks, toks[1:]):
                if before not in ".!?:\"“-–(":
                    places[tok.lower()] += 1
                    high[tok.lower()] += tok[0].isupper()
    return {t: 100 * high[t] // n for t, n in places.items() if n >= LEAST}


def main():
    words = {}

    def add(word, source):
        word = unicodedata.normalize("NFC", word.strip().lower())
        if re.fullmatch(r"[^\W\d_]+( [^\W\d_]+)*", word):
            words[word] = words.get(word, "") + source

    for line in open(sys.argv[1], encoding="utf-8"):
        if not line.startswith("#"):
            word, sources = line.rstrip("\n").split("\t")[:2]
            sources = "".join(c for c in "RP" if c in sources)
            if sources:
                add(word, sources)
    for name in sorted(set(place_names(sys.argv[2]))):
        n = len(name.split())
        if 1 < n <= LONGEST_NAME and name[0].isupper() and \
                "n" not in words.get(name.lower(), "").lower():
            add(name, "N")
    share = capitals(sys.argv[3])
    sys.stdout.write(HEAD)
    for word in sorted(words):
        sys.stdout.write("%s\t%s\t%s\n" % (word, words[word], share.get(word, "")))


if __name__ == "__main__":
    main()
