#!/usr/bin/env python3
"""Makes data/word_kinds.tsv: clusters of words, and guesses at their classes.

usage: gen_kinds.py CLUSTERS [RECORDS TREEBANK...] >KINDS
  CLUSTERS  what `sukien train clusters` wrote
  RECORDS   records of `sukien code --words` of the same articles by a blind
            model; without them the table has clusters only (to train the blind
            model with)
  TREEBANK  CoNLL-U files, whose words teach how words of a class stand in text

A word is described by the frequent words that stand beside it more often than
chance, by its capitals, the classes that the blind model gave it, its cluster
and its syllables. A softmax regression
learns from the treebank's words what classes such words have. The guess at a
rare word of the treebank is that of models which have not seen this word, so
that guesses are as good for known words as for others, and the word model,
which learns from guesses, trusts them as it should. Standard library only; the
same input makes the same table.
"""
import collections
import json
import math
import random
import sys
import zlib

HEAD = """\
# What much news text says of words: their cluster (words that stand beside the same words share one) and the
# classes that words of their surroundings and syllables have, in percent. Counts of public headlines and articles,
# no text of theirs. Made by tools/train_words from the train part of UD_Vietnamese-VTB alone, so that its dev part
# stays unseen, and from 102,633 headlines with leads and 3,533 articles; that command makes it anew, and
# about as good: the guesses at classes vary with the models that they are made by.
word\tcluster\tclasses
"""
FREQUENT = 150  # so many words describe their neighbours
SEEN = 3  # times, at least, for a word to be described
LEAST = 0.05  # for the second class to be told
FOLDS, RUNS, PASSES, DROP, RATE, KEEP = 5, 3, 6, 0.3, 0.2, 0.97
OFTEN = 5  # in the treebank: its own counts tell more of a word than a guess
EDGE = "\t"  # beside the first and the last word of a sentence


# ---- what text says ----

class Text:
    """Counts of words, of their frequent neighbours, and of their capitals."""

    def __init__(self, path):
        self.count, self.capital, self.inside = (collections.Counter() for _ in range(3))
        self.classes = collections.defaultdict(collections.Counter)
        sentences = []
        for line in open(path, encoding="utf-8"):
            for sentence in sentences_of(json.loads(line)):
                forms = [form for form, _ in sentence]
                words = ["0" if any(c.isdigit() for c in f) else f.lower() for f in forms]
                self.count.update(words)
                for word, (_, class_) in zip(words, sentence):
                    self.classes[word][class_] += 1
                self.see_capitals(forms, words)
                sentences.append(words)
        self.total = sum(self.count.values())
        self.rank = {w: i for i, (w, _) in enumerate(
            sorted(self.count.items(), key=lambda x: (-x[1], x[0]))[:FREQUENT])}
        self.rank[EDGE] = FREQUENT
        self.count[EDGE] = len(sentences)
        self.beside = {"L": collections.Counter(), "R": collections.Counter()}
        for words in sentences:
            for left, word, right in zip([EDGE] + words, words, words[1:] + [EDGE]):
                if left in self.rank:
                    self.beside["L"][word, left] += 1
                if right in self.rank:
                    self.beside["R"][word, right] += 1

    def see_capitals(self, forms, words):
        """Of words that do not begin a sentence or a quotation, where not most words have one."""
        if 2 * sum(f[0].isupper() for f in forms) >= len(forms):
            return
        for before, form, word in zip(forms, forms[1:], words[1:]):
            if before not in ".!?:\"“-–(":
                self.inside[word] += 1
                self.capital[word] += form[0].isupper()

    def traits(self):
        """Of each word, which neighbours it has more often than chance, how often a capital, and its likeliest classes."""
        out = collections.defaultdict(list)
        for side in "LR":
            for (word, beside), n in self.beside[side].items():
                if n < 2 or self.count[word] < SEEN:
                    continue
                chance = self.count[word] * self.count[beside] / self.total
                more = step(math.log2((n + 0.3) / (chance + 0.3)), (1, 2.5, 4))
                if more:
                    out[word].append("%s%d.%d" % (side, self.rank[beside], more))
        for word, n in self.inside.items():
            if n >= 2 and self.count[word] >= SEEN:
                out[word].append("C%d" % step(self.capital[word] / n, (0.02, 0.2, 0.6, 0.95)))
        for word, n in self.classes.items():
            if self.count[word] >= SEEN:
                best = best_two((k / self.count[word], c) for c, k in n.items())
                out[word] += ["c%d%s%d" % (i, c, step(x, (0.6, 0.9))) for i, (x, c) in enumerate(best)]
                out[word].append("c" + "|".join(c for _, c in best))
        return out


def best_two(shares):
    best = sorted(shares, key=lambda x: (-x[0], x[1]))[:2]
    return best if best[1:] and best[1][0] >= LEAST else best[:1]


def step(x, limits):
    return sum(x >= limit for limit in limits)


def sentences_of(record):
    """The words of each sentence and their classes."""
    text = (record.get("text") or "").encode()
    words = record.get("words", [])
    i = 0
    for s in record.get("sentences", []):
        out = []
        while i < len(words) and words[i]["start"] < s["end"]:
            out.append((text[words[i]["start"]:words[i]["end"]].decode(), words[i]["class"]))
            i += 1
        if out:
            yield out


# ---- what the treebank says ----

def classes_of(paths):
    """The classes of each word, with counts."""
    out = collections.defaultdict(collections.Counter)
    for path in paths:
        for line in open(path, encoding="utf-8"):
            cells = line.split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                out[cells[1].lower()][cells[3]] += 1
    return out


class Model:
    """Shares of classes by features: a softmax regression (stochastic gradient with AdaGrad) that leaves features out at
    random while it learns."""

    def __init__(self, classes, examples, seed):
        self.classes = classes
        self.weights, squares = {}, {}
        examples = list(examples)  # to shuffle
        chance = random.Random(seed)
        for _ in range(PASSES):
            chance.shuffle(examples)
            for feats, counts in examples:
                self.learn(squares, [f for f in feats if chance.random() > DROP], counts)
            for w in self.weights.values():
                w[:] = [x * KEEP for x in w]

    def shares(self, feats):
        sums = [0.0] * len(self.classes)
        for f in feats:
            if f in self.weights:
                sums = [a + b for a, b in zip(sums, self.weights[f])]
        most = max(sums)
        powers = [math.exp(x - most) for x in sums]
        total = sum(powers)
        return [x / total for x in powers]

    def learn(self, squares, feats, counts):
        n = sum(counts.values())
        worth = 1 + math.log(n)
        slope = [worth * (counts[c] / n - share) for c, share in zip(self.classes, self.shares(feats))]
        for f in feats:
            w = self.weights.setdefault(f, [0.0] * len(slope))
            s = squares.setdefault(f, [1e-3] * len(slope))
            for k, x in enumerate(slope):
                if abs(x) > 1e-3:
                    s[k] += x * x
                    w[k] += RATE * x / math.sqrt(s[k])


# ---- the table ----

def features(word, traits, cluster):
    syllables = word.split(" ")
    out = ["1", "n%d" % len(syllables)] + traits.get(word, [])
    if word in cluster:
        out.append("k" + cluster[word])
    if len(syllables) > 1:
        out += ["f" + syllables[0], "l" + syllables[-1], "y%d" % (syllables[0] == syllables[1])]
    return out


def fold_of(word):
    return zlib.crc32(word.encode()) % FOLDS


def guesses(cluster, records, trees):
    """The likeliest classes of each word, with their shares."""
    traits = Text(records).traits()
    known = classes_of(trees)
    classes = sorted({c for counts in known.values() for c in counts})
    examples = {w: (features(w, traits, cluster), counts) for w, counts in known.items()}
    whole = [Model(classes, examples.values(), run) for run in range(1, RUNS + 1)]
    others = [[Model(classes, [e for w, e in examples.items() if fold_of(w) != k], run) for run in range(1, RUNS + 1)]
              for k in range(FOLDS)]
    out = {}
    for word in cluster.keys() | traits.keys():
        models = others[fold_of(word)] if word in known else whole
        told = [m.shares(features(word, traits, cluster)) for m in models]
        shares = [sum(x) / RUNS for x in zip(*told)]
        counts = known.get(word, {})
        n = sum(counts.values())
        if n >= OFTEN:
            shares = [(counts[c] + OFTEN * x) / (n + OFTEN) for c, x in zip(classes, shares)]
        out[word] = best_two(zip(shares, classes))
    return out


def main():
    cluster = {}
    for line in open(sys.argv[1], encoding="utf-8"):
        word, number = line.rstrip("\n").split("\t")
        if word != "word":
            cluster[word] = number
    guess = guesses(cluster, sys.argv[2], sys.argv[3:]) if len(sys.argv) > 2 else {}
    sys.stdout.write(HEAD)
    for word in sorted(cluster.keys() | guess.keys()):
        if not any(c.isdigit() or c in "\t\n" for c in word) and word[0] != '"':
            print(word, cluster.get(word, ""), "|".join("%s:%d" % (c, int(100 * x)) for x, c in guess.get(word, [])),
                  sep="\t")


if __name__ == "__main__":
    main()
