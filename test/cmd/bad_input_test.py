#!/usr/bin/env python3
"""Bad input to `sukien code`: a message that names file and place, the right
exit code, and the run goes on. usage: bad_input_test.py SUKIEN"""
import json
import os
import subprocess
import sys
import tempfile
import unittest

PROG = sys.argv.pop(1)
GOOD = '{"id":"a","title":"Tổng thống Mỹ thăm Hà Nội"}\n'.encode()


def code(*args, stdin=None):
    p = subprocess.run([PROG, "code", *args], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return p.returncode, [json.loads(x) for x in p.stdout.decode().splitlines()], p.stderr.decode(errors="replace")


class BadInput(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.TemporaryDirectory()

    def tearDown(self):
        self.dir.cleanup()

    def file(self, name, data):
        p = os.path.join(self.dir.name, name)
        with open(p, "wb") as f:
            f.write(data)
        return p

    def test_empty_file(self):
        p = self.file("empty.jsonl", b"")
        rc, out, err = code(p)
        self.assertEqual(rc, 2)
        self.assertIn(p, err)
        self.assertIn("empty", err)

    def test_one_bad_file_among_good_ones(self):
        rc, out, err = code(self.file("empty", b""), self.file("good.jsonl", GOOD))
        self.assertEqual(rc, 1)
        self.assertEqual(out[-1]["id"], "a")

    def test_json_that_breaks_off(self):
        p = self.file("cut.jsonl", GOOD + b'{"id":"b","title":"C\n' + GOOD)
        rc, out, err = code(p)
        self.assertEqual(rc, 1)
        self.assertEqual([r.get("id") for r in out], ["a", None, "a"])
        self.assertEqual(out[1]["line"], 2)
        self.assertEqual(out[1]["error"]["code"], "input")
        self.assertIn("%s: line 2: byte" % p, err)

    def test_json_without_text(self):
        rc, out, err = code(stdin=b'{"id":"b","text":7}\n' + GOOD)
        self.assertEqual((rc, out[1]["id"]), (1, "a"))
        self.assertIn("standard input: line 1", err)
        self.assertEqual(out[0]["id"], "b")

    def test_invalid_utf8_and_nul_bytes_in_text(self):
        rc, out, _ = code(self.file("x.txt", b"\xff\xfeT\x00o L\xc3\xa2m \xe1\xbb"))
        self.assertEqual(rc, 0)
        self.assertIn("Lâm", out[0]["text"])
        self.assertNotIn("\0", out[0]["text"])

    def test_invalid_utf8_in_json(self):
        rc, out, err = code(stdin=b'{"id":"b","title":"\xff"}\n' + GOOD)
        self.assertEqual((rc, out[1]["id"]), (1, "a"))
        self.assertIn("line 1", err)

    def test_missing_file(self):
        p = os.path.join(self.dir.name, "none")
        rc, _, err = code(p)
        self.assertEqual(rc, 2)
        self.assertIn("%s: No such file" % p, err)

    def test_directory_is_walked(self):
        self.file("1.jsonl", GOOD)
        self.file("2.jsonl", GOOD)
        rc, out, _ = code(self.dir.name)
        self.assertEqual((rc, len(out)), (0, 2))

    def test_unreadable_file(self):
        p = os.path.join(self.dir.name, "loop.jsonl")
        os.symlink(p, p)
        rc, out, err = code(p, self.file("good.jsonl", GOOD))
        self.assertEqual((rc, out[-1]["id"]), (1, "a"))
        self.assertIn("%s: Too many levels of symbolic links" % p, err)

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_file_without_permission(self):
        p = self.file("secret.jsonl", GOOD)
        os.chmod(p, 0)
        rc, _, err = code(p)
        self.assertEqual(rc, 2)
        self.assertIn("%s: Permission denied" % p, err)

    def test_a_line_larger_than_the_limit(self):
        """A gigabyte without an end of line, then a good line."""
        p = subprocess.Popen([PROG, "code"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        block = b"x" * (1 << 20)
        p.stdin.write(GOOD + b'{"text":"')
        for _ in range(1024):
            p.stdin.write(block)
        p.stdin.write(b'"}\n' + GOOD)
        out, err = p.communicate()
        rows = [json.loads(x) for x in out.decode().splitlines()]
        self.assertEqual([r.get("id") for r in rows], ["a", None, "a"])
        self.assertEqual(rows[1]["error"]["code"], "limit")
        self.assertIn("standard input: line 2", err.decode())
        self.assertEqual(p.returncode, 1)

    def test_standard_output_full(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "wb") as full:
            p = subprocess.run([PROG, "code"], input=GOOD, stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(p.returncode, 1)
        self.assertIn("standard output: No space left", p.stderr.decode())

    def test_unknown_command_and_option(self):
        p = subprocess.run([PROG, "cod"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertEqual(p.returncode, 2)
        self.assertIn("no command 'cod'", p.stderr.decode())
        self.assertEqual(code("--nonsense")[0], 2)


if __name__ == "__main__":
    unittest.main()
