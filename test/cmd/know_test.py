#!/usr/bin/env python3
"""sukien know: the command over the tables as they are.

usage: know_test.py SUKIEN
"""
import os
import subprocess
import sys
import tempfile

PROG = sys.argv[1]


def run(*args):
    p = subprocess.run([PROG, "know", *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return p.returncode, p.stdout, p.stderr


with tempfile.TemporaryDirectory() as folder:
    mine = os.path.join(folder, "mine.tsv")
    with open(mine, "w", encoding="utf-8") as f:
        f.write("id\tname\taliases\tcode\tsector\tother\n"
                "org:vi-du\tVí Dụ Quốc Gia\tVDQG\tVNM\tBUS\t\n")
    code, out, err = run("check", mine)
    assert code == 0 and out.rstrip().endswith(" 0 faults"), (code, out, err)
    code, out, err = run("find", "--know", mine, "VDQG ở Lào")
    lines = [line.split("\t")[:4] for line in out.splitlines()]
    assert lines == [["VDQG", "org", "Ví Dụ Quốc Gia", "VNM"], ["Lào", "country", "Lào", "LAO"]], (lines, err)
    with open(mine, "a", encoding="utf-8") as f:
        f.write("org:vi-du-2\tVí Dụ Quốc Gia\t\tZZZ\tBUS\t\n")
    code, out, err = run("check", mine)
    assert code == 1 and "ZZZ" in out and out.rstrip().endswith(" 2 faults"), (code, out, err)
    with open(mine, "w", encoding="utf-8") as f:
        f.write("what\tever\n1\t2\n")
    code, out, err = run("check", mine)
    assert code == 2 and "mine.tsv: line 1" in err, (code, out, err)
    code, out, err = run("check", os.path.join(folder, "none.tsv"))
    assert code == 2 and "none.tsv" in err, (code, out, err)
    assert run("what")[0] == 2 and run("--help")[0] == 0
print("7 passed, 0 failed")
