#!/usr/bin/env python3
"""Makes data/lexicon.tsv from word lists with open licences.

usage: gen_lexicon.py LIST >data/lexicon.tsv
  LIST  a table of words and where they are attested: word, letters of its
        sources (R RDRsegmenter, P pyvi; others are left out)

Kept are entries of letters only, in lower case and normal form.
"""
import re
import sys
import unicodedata

HEAD = """\
# Words of Vietnamese, for telling words apart (sukien train words).
# attested in: R word list of RDRsegmenter (Apache-2.0), P word list of pyvi (MIT)
# made by tools/gen_lexicon.py; lines may be added or taken out by hand
word	attested
"""


def main():
    rows = {}
    for line in open(sys.argv[1], encoding="utf-8"):
        if line.startswith("#"):
            continue
        word, sources = line.rstrip("\n").split("\t")[:2]
        word = unicodedata.normalize("NFC", word.strip().lower())
        sources = "".join(c for c in "RP" if c in sources)
        if sources and re.fullmatch(r"[^\W\d_]+( [^\W\d_]+)*", word):
            rows[word] = sources
    sys.stdout.write(HEAD)
    for word in sorted(rows):
        sys.stdout.write("%s\t%s\n" % (word, rows[word]))


if __name__ == "__main__":
    main()
