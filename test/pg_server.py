"""A PostgreSQL server of its own for a test, in a temporary folder, that
listens on a socket in that folder only. PostgreSQL refuses to run as root, so
root's tests start it as another user."""
import glob
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time


def programs() -> str:
    """The folder of initdb and postgres, "" if there is none."""
    found = shutil.which("postgres")
    if found:
        return os.path.dirname(os.path.realpath(found))
    return max(glob.glob("/usr/lib/postgresql/*/bin"), default="")


def nobody() -> dict:
    """What subprocess needs to become somebody who is not root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            who = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    raise RuntimeError("no user to run PostgreSQL as")


class Server:
    def __init__(self) -> None:
        self.bin = programs()
        self.who = nobody()
        self.dir = tempfile.mkdtemp(prefix="sukien-pg-")
        self.data = os.path.join(self.dir, "data")
        self.process = None
        if self.who:
            os.chown(self.dir, self.who["user"], self.who["group"])
        os.chmod(self.dir, 0o755)
        self.run("initdb", "-D", self.data, "-U", "sukien", "-A", "trust",
                 "-E", "UTF8", "--no-locale", "--no-sync")
        self.start()

    def run(self, program: str, *args: str) -> str:
        return subprocess.run(
            [os.path.join(self.bin, program), *args], check=True, text=True,
            stdout=subprocess.PIPE, cwd=self.dir, timeout=120,
            **self.who).stdout

    def start(self) -> None:
        log = open(os.path.join(self.dir, "log"), "ab")
        with log:
            self.process = subprocess.Popen(
                [os.path.join(self.bin, "postgres"), "-D", self.data,
                 "-k", self.dir, "-c", "listen_addresses=", "-c", "fsync=off"],
                stdout=log, stderr=log, cwd=self.dir, **self.who)
        for _ in range(300):
            try:
                self.sql("postgres", "SELECT 1")
                return
            except subprocess.CalledProcessError:
                time.sleep(0.1)
        raise RuntimeError("PostgreSQL does not start, see " + self.dir)

    def sql(self, database: str, text: str) -> str:
        return subprocess.run(
            [os.path.join(self.bin, "psql"), "-h", self.dir, "-U", "sukien",
             "-Atqc", text, database], check=True, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=120).stdout

    def address(self, name: str) -> str:
        """Of a database, which is made if it is not there."""
        name = "".join(c if c.isalnum() else "_" for c in name)
        if not self.sql("postgres", "SELECT 1 FROM pg_database WHERE "
                        "datname = '%s'" % name):
            self.sql("postgres", "CREATE DATABASE " + name)
        return "postgresql://sukien@/%s?host=%s" % (name, self.dir)

    def kill(self) -> None:
        """At once, as after a crash."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait()

    def stop(self) -> None:
        self.kill()
        shutil.rmtree(self.dir, ignore_errors=True)
