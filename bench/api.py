#!/usr/bin/env python3
"""How soon the API answers: clients that never wait, all addresses different
(but of the kind "again"), by wrk over a server of its own on a store.
usage: bench/api.py STORE [--kinds a,b] [--threads N] [--clients 50]
       [--seconds 5] [--sukien PATH]"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = ("stories,story,happenings,documents,events,quotes,people,calendar,"
         "search,again")


def arguments() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__.split("usage:")[0])
    p.add_argument("store")
    p.add_argument("--kinds", default=KINDS)
    p.add_argument("--threads", default="", help="of the server")
    p.add_argument("--clients", default="50")
    p.add_argument("--seconds", default="5")
    p.add_argument("--sukien", default=os.path.join(HERE, "../build/sukien"))
    return p.parse_args()


def numbers_of_stories(url: str, most: int) -> list:
    out, cursor = [], ""
    while len(out) < most and cursor is not None:
        ask = url + "api/v1/stories?limit=200" + (
            "&cursor=" + cursor if cursor else "")
        with urllib.request.urlopen(ask) as f:
            page = json.load(f)
        out += [str(s["id"]) for s in page["stories"]]
        cursor = page["next"]
    return out


def cpu_ms(pid: int) -> float:
    """User and system time of a process so far."""
    with open(f"/proc/{pid}/stat") as f:
        v = f.read().rsplit(")", 1)[1].split()
    return (int(v[11]) + int(v[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def ms(text: str) -> float:
    number, unit = re.match(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": .001, "ms": 1, "s": 1000, "m": 60000}[unit]


def measure(kind: str, url: str, ids: str, pid: int, o) -> None:
    before = cpu_ms(pid)
    out = subprocess.run(
        ["wrk", "-t1", "-c" + o.clients, "-d" + o.seconds + "s", "--latency",
         "-s", os.path.join(HERE, "api.lua"), url, "--", kind, ids],
        check=True, text=True, stdout=subprocess.PIPE).stdout
    spent = cpu_ms(pid) - before
    at = dict(re.findall(r"^ +(50|99)% +(\S+)", out, re.M))
    n = int(re.search(r"(\d+) requests in", out).group(1))
    rate = float(re.search(r"Requests/sec: +([\d.]+)", out).group(1))
    bad = re.findall(r"Non-2xx.*|Socket errors.*", out)
    print(f"{kind:<11}{ms(at['50']):8.1f}{ms(at['99']):8.1f}{rate:10.0f}"
          f"{spent / n:9.3f}", *bad, flush=True)


def main() -> None:
    o = arguments()
    command = [o.sukien, "serve", "--store", o.store, "--port", "0"]
    if o.threads:
        command += ["--threads", o.threads]
    server = subprocess.Popen(command, text=True, stdout=subprocess.PIPE)
    try:
        url = server.stdout.readline().strip()
        if not url:
            sys.exit("no server on " + o.store)
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as ids:
            ids.write("\n".join(numbers_of_stories(url, 10000)) + "\n")
            ids.flush()
            print(f"{os.cpu_count()} processors, load before "
                  f"{os.getloadavg()[0]:.1f}; {o.clients} clients\n"
                  f"{'kind':<11}{'p50 ms':>8}{'p99 ms':>8}{'answers/s':>10}"
                  f"{'CPU ms':>9}", flush=True)
            for kind in o.kinds.split(","):
                measure(kind, url, ids.name, server.pid, o)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
