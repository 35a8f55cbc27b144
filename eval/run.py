#!/usr/bin/env python3
"""Run every scorer that has dev data on the built program and print one table.

usage: eval/run.py [--only NAME]... [--shared DIR] [--json FILE] [--figures]

The data and the scorers live in a folder beside the checkout (../shared by
default) and are no part of the product: what is not there is skipped, and the
table says so. Standard library only.
"""
import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROG = os.environ.get("SUKIEN", os.path.join(ROOT, "build", "sukien"))


class Skip(Exception):
    """This set can't be scored here, and why."""


class Eval:
    def __init__(self, shared, tmp):
        self.bench = os.path.join(shared, "bench")
        self.data = os.path.join(shared, "data")
        self.tmp = tmp
        self.rows = []

    # ---- helpers ----

    def path(self, *parts):
        p = os.path.join(self.data, *parts)
        if not os.path.exists(p):
            raise Skip("no " + os.path.join(*parts))
        return p

    def scorer(self, name):
        p = os.path.join(self.bench, name)
        if not os.path.exists(p):
            raise Skip("no scorer " + name)
        return p

    def run(self, args, stdin=None, codes=(0,), env=None):
        p = subprocess.run(args, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=env)
        if p.returncode not in codes:
            raise Skip("%s: exit %d: %s" % (os.path.basename(args[0]), p.returncode,
                                            p.stderr.decode(errors="replace").strip()[-300:]))
        return p.stdout

    def save(self, name, data):
        p = os.path.join(self.tmp, name)
        with open(p, "wb") as f:
            f.write(data)
        return p

    def coded(self, gold, task, option="--offsets=input"):
        """The program's answer to a gold file, as its scorer wants it."""
        records = self.run([PROG, "code", option, gold], codes=(0, 1))
        return self.save(task + ".out", self.run([sys.executable, self.scorer("convert.py"), task], records))

    def score(self, scorer, *args):
        return json.loads(self.run([sys.executable, self.scorer(scorer), *args, "--json"], codes=(0, 1)))

    def row(self, set_, measure, figure):
        self.rows.append((set_, measure, figure))

    def flat(self, set_, result, path=()):
        """One row for each number of a scorer's nested result."""
        for k, v in result.items():
            if isinstance(v, dict):
                self.flat(set_, v, path + (str(k),))
            elif isinstance(v, (int, float)) and not isinstance(v, bool):
                self.row(set_, ".".join(path + (str(k),)), v)

    def need(self, command):
        if not re.search(rb"^  %s " % command.encode(), self.run([PROG, "--help"]), re.M):
            raise Skip("the program has no command '%s'" % command)

    def data_with(self, model, *trainer):
        """A folder of the shipped knowledge with one model trained anew: `sukien train TRAINER...`."""
        data = os.environ.get("SUKIEN_DATA", os.path.join(ROOT, "data"))
        mine = tempfile.mkdtemp(dir=self.tmp)
        os.mkdir(os.path.join(mine, "models"))
        for sub in ("", "models"):
            for name in os.listdir(os.path.join(data, sub)):
                src = os.path.join(data, sub, name)
                if os.path.isfile(src) and name != model:
                    os.symlink(src, os.path.join(mine, sub, name))
        self.run([PROG, "train", *trainer[:1], "-o", os.path.join(mine, "models", model), *trainer[1:]])
        return mine

    # ---- the sets ----

    def seeds(self):
        p = subprocess.run([sys.executable, self.scorer("check_seeds.py"), self.path("seeds")],
                           stdout=subprocess.PIPE, cwd=ROOT, env=dict(os.environ, SUKIEN=PROG))
        m = re.search(r"(\d+ of \d+)(.*)", p.stdout.decode())
        self.row("seeds", "rows right", "".join(m.groups()) if m else "no answer")

    def words(self):
        """The treebank's dev text as news is written: with brackets where it keeps their old names (which its test part
        does not) and punctuation glued back. By a model that was trained on the treebank's train part alone (the
        shipped one knows both)."""
        with open(self.path("ud-vtb", "vi_vtb-ud-dev.conllu"), encoding="utf-8") as f:
            raw_tree = f.read()
        tree = brackets(raw_tree)
        gold = self.save("gold.conllu", tree.encode())
        lines = "".join(json.dumps({"id": str(i), "text": glue(t)}, ensure_ascii=False) + "\n"
                        for i, t in enumerate(texts_of(tree)))
        data = self.data_with("words.skmd", "words", "--kinds", os.path.join(ROOT, "data", "word_kinds.tsv"),
                              self.path("ud-vtb", "vi_vtb-ud-train.conllu"))
        records = self.run([PROG, "code", "--words", "--data", data, self.save("words.jsonl", lines.encode())])
        system = self.save("words.out", self.run([sys.executable, self.scorer("convert.py"), "words"], records))
        self.flat("words (ud-vtb dev, train only)", self.score("score_words.py", gold, system))
        raw = self.save("raw.conllu", raw_tree.encode())
        lines = "".join(json.dumps({"id": str(i), "text": glue(t)}, ensure_ascii=False) + "\n"
                        for i, t in enumerate(texts_of(raw_tree)))
        records = self.run([PROG, "code", "--words", "--data", data, self.save("words.jsonl", lines.encode())])
        system = self.save("words.out", self.run([sys.executable, self.scorer("convert.py"), "words"], records))
        result = self.score("score_words.py", raw, system)
        self.row("words (ud-vtb dev, train only)", "words.f1, LBKT and RBKT left as they are", result["words"]["f1"])
        self.row("words (ud-vtb dev, train only)", "pos_f1, LBKT and RBKT left as they are", result["pos_f1"])

    def sentences(self):
        """The treebank's sentences, five in a row made one paragraph, where each ends with a mark and begins as sentences
        do: ends of sentences found, the last of each paragraph apart."""
        with open(self.path("ud-vtb", "vi_vtb-ud-dev.conllu"), encoding="utf-8") as f:
            texts = [re.sub(r'" ([^"]*?) ?"', r'"\1"', glue(t)) for t in texts_of(brackets(f.read()))]
        whole = [t for t in texts if re.match(r"[\W\d]*[^\W\d_]", t) and not re.match(r"[\W\d]*[a-zà-ỹđ]", t)
                 and re.search(r"[.!?…][\"”’)]*$", t)]
        paras = [whole[i:i + 5] for i in range(0, len(whole), 5)]
        lines = "".join(json.dumps({"id": str(i), "text": " ".join(p)}, ensure_ascii=False) + "\n"
                        for i, p in enumerate(paras))
        records = self.run([PROG, "code", self.save("sentences.jsonl", lines.encode())]).decode().splitlines()
        n_gold = n_got = right = 0
        for para, line in zip(paras, records):
            ends, at = set(), 0
            for t in para[:-1]:
                at += len(t.encode())
                ends.add(at)
                at += 1
            got = {s["end"] for s in json.loads(line)["sentences"][:-1]}
            n_gold, n_got, right = n_gold + len(ends), n_got + len(got), right + len(ends & got)
        for name, v in (("p", right / n_got), ("r", right / n_gold), ("f1", 2 * right / (n_got + n_gold))):
            self.row("sentences (ud-vtb dev, joined)", name, v)
        self.row("sentences (ud-vtb dev, joined)", "ends", n_gold)

    def times(self):
        for name in ("leads-dev", "seeds"):
            gold = self.path("time", name + ".jsonl")
            self.flat("times (%s)" % name, self.score("score_time.py", gold, self.coded(gold, "time")))

    def folded(self, gold, folds=3):
        """The answer to a gold file that the shipped tagger of names has seen, by taggers that have not: one for each
        fold of it, trained on the other folds and the labelled leads."""
        leads = [self.path("names", "ner-%d.jsonl" % i) for i in (1, 2)]
        with open(gold, "rb") as f:
            lines = f.readlines()
        out = b""
        for k in range(folds):
            train = self.save("train.jsonl", b"".join(x for i, x in enumerate(lines) if i % folds != k))
            test = self.save("test.jsonl", b"".join(x for i, x in enumerate(lines) if i % folds == k))
            data = self.data_with("names.skmd", "names", *leads, train)
            out += self.run([PROG, "code", "--offsets=input", "--data", data, test], codes=(0, 1))
        return self.save("quotes.out", self.run([sys.executable, self.scorer("convert.py"), "quotes"], out))

    def quotes(self):
        gold = self.path("quotes", "dev.jsonl")
        self.flat("quotes, names (dev, 3 folds)", self.score("score_quotes.py", gold, self.folded(gold)))
        gold = self.path("quotes", "seeds.jsonl")
        self.flat("quotes, names (seeds)", self.score("score_quotes.py", gold, self.coded(gold, "quotes")))

    def events(self):
        parts = []
        for name in ("leads-dev.jsonl", "leads-dev2.jsonl"):
            with open(self.path("events", name), "rb") as f:
                parts.append(f.read())
        both = self.save("leads-gold.jsonl", b"".join(parts))
        self.flat("events (leads-dev + dev2)", self.score("score_events.py", both, self.coded(both, "events"), "--by-type"))

    def gsr(self):
        gold = self.path("events", "plover-gsr-vi-dev.jsonl")
        self.flat("events (plover-gsr-vi-dev)", self.score("score_events.py", gold, self.coded(gold, "events")))

    def pages(self, set_, folder, gold, options):
        self.need("read")
        guess = {}
        for f in sorted(os.listdir(folder)):
            m = re.fullmatch(r"(.*)\.html?(\.gz)?", f)
            if m:
                out = self.run([PROG, "read", "--format=json", os.path.join(folder, f)], codes=(0, 1))
                guess[m.group(1)] = json.loads(out.split(b"\n")[0] or b"{}")
        p = self.save("pages.json", json.dumps(guess, ensure_ascii=False).encode())
        out = os.path.join(self.tmp, "score.json")
        self.run([sys.executable, self.scorer("score_extract.py"), gold, p, "--json", out, *options])
        with open(out, encoding="utf-8") as f:
            self.flat(set_, json.load(f))

    def pages_vi(self):
        folder = self.path("pages-vi")
        self.pages("pages (vi)", folder, folder, ["--fields"])

    def pages_aeb(self):
        self.pages("pages (AEB)", self.path("pages-aeb", "html"), self.path("pages-aeb", "ground-truth.json"), [])

    def trees(self):
        """Our trees of all pages beside MyHTML's, by a program of the tests."""
        both = os.path.join(os.path.dirname(PROG), "test", "test_read_tree")
        paths = []
        for folder in (self.path("pages-vi"), self.path("pages-aeb", "html")):
            for f in sorted(os.listdir(folder)):
                path = os.path.join(folder, f)
                if f.endswith(".gz"):
                    with gzip.open(path) as z:
                        path = self.save(f[:-3], z.read())
                if ".html" in f:
                    paths.append(path)
        out = self.run([both, *paths]).decode().splitlines()[-1].split("\t")
        for name, figure in zip(out[0::2], out[1::2]):
            self.row("trees (vi, AEB)", name, float(figure))

    def stories(self):
        """The whole stream of dev leads, threaded in one pass."""
        self.need("export")
        text = self.run(["zstd", "-dc", self.path("leads", "leads-2025-08_2026-03.jsonl.zst")])
        src, db = self.save("leads.jsonl", text), os.path.join(self.tmp, "news.db")
        start = time.time()
        self.run([PROG, "add", "--store", db, src], codes=(0, 1))
        self.row("stories (stream)", "items/s, read to stored", text.count(b"\n") / (time.time() - start))
        threads = self.save("threads.jsonl", self.run([PROG, "export", "--store", db, "--format", "threads"]))
        for level in ("event", "story"):
            self.flat("stories (%s level)" % level,
                      self.score("score_stories.py", "labels", "--gold", self.path("stories", "dev-labels.jsonl"),
                                 "--sys", threads, "--level", level))
        self.flat("stories (sagas)", self.score("score_stories.py", "sagas", "--gold",
                                                self.path("stories", "sagas-dev.jsonl"), "--sys", threads))


def texts_of(tree):
    """The sentences of a treebank as they stand in it."""
    return [line.split("=", 1)[1].strip() for line in tree.splitlines() if line.startswith("# text")]


def brackets(text):
    return re.sub(r"\bLBKT\b", "(", re.sub(r"\bRBKT\b", ")", text))


def glue(text):
    """Tokens apart by blanks -> running text: no blank before a closing mark."""
    text = re.sub(r" ([,.;:!?…%)\]”’])", r"\1", text)
    return re.sub(r"([(\[“‘]) ", r"\1", text)


SETS = ("seeds", "words", "sentences", "times", "quotes", "events", "gsr", "pages_vi", "pages_aeb", "trees", "stories")


def update_figures(found):
    """The last column of eval/figures.tsv anew, where this run has a figure; shares, never per cent."""
    path = os.path.join(ROOT, "eval", "figures.tsv")
    with open(path, encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f]
    for row in rows:
        v = found.get(tuple(row[:2]))
        if v is not None:
            row[-1] = "%.3f" % (v / 100 if v > 1 else v)
    with open(path, "w", encoding="utf-8") as f:
        f.writelines("\t".join(row) + "\n" for row in rows)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--only", action="append", choices=SETS)
    ap.add_argument("--shared", default=os.path.join(os.path.dirname(ROOT), "shared"))
    ap.add_argument("--json", help="also write the rows to this file")
    ap.add_argument("--figures", action="store_true", help="also write them into eval/figures.tsv, which the about page shows")
    a = ap.parse_args()
    if not os.path.exists(PROG):
        sys.exit("eval: no built program at %s (run make first)" % PROG)
    if not os.path.isdir(a.shared):
        print("eval: all skipped: there is no folder %s with data and scorers" % a.shared)
        return
    with tempfile.TemporaryDirectory() as tmp:
        e = Eval(a.shared, tmp)
        for name in a.only or SETS:
            try:
                getattr(e, name)()
            except Skip as why:
                e.row(name, "skipped", str(why))
    width, wide = (max(len(r[i]) for r in e.rows) for i in (0, 1))
    print("%-*s  %-*s  %s" % (width, "set", wide, "measure", "figure"))
    for set_, measure, figure in e.rows:
        print("%-*s  %-*s  %s" % (width, set_, wide, measure,
                                  "%.4g" % figure if isinstance(figure, float) else figure))
    if a.json:
        with open(a.json, "w", encoding="utf-8") as f:
            json.dump([{"set": s, "measure": m, "figure": v} for s, m, v in e.rows], f, ensure_ascii=False, indent=1)
    if a.figures:
        update_figures({(s, m): v for s, m, v in e.rows})


if __name__ == "__main__":
    main()
