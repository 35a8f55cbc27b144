"""A web server of our own for tests of the command: a Handler to answer paths, and a test case that starts it."""
import threading
import unittest
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# A page in a charset that it does not name; its server does.
RUSSIAN = """<html><head><title>Мельница остаётся</title></head><body><h1>Мельница остаётся</h1><div class="text">
<p>Совет деревни решил в понедельник сохранить старую мельницу у ручья, сообщила председатель.</p>
<p>Весной обновят крышу, потом придёт очередь окон и большого зала, а за ними и двора.</p></div></body></html>""".encode("cp1251")


class Handler(BaseHTTPRequestHandler):
    """Subclasses have answer(path, base); seen counts what was asked for."""
    protocol_version = "HTTP/1.0"
    seen = Counter()

    def log_message(self, *a):
        pass

    def reply(self, body, status=200, **headers):
        self.send_response(status)
        for k, v in headers.items():
            self.send_header(k.replace("_", "-"), v)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.seen[self.path] += 1
        try:
            self.answer(self.path, "http://127.0.0.1:%d" % self.server.server_port)
        except OSError:
            pass  # the other side hung up, as it should


class ServerCase(unittest.TestCase):
    """Tests with a server at self.base; subclasses name their handler."""
    handler = Handler

    @classmethod
    def setUpClass(cls):
        cls.server = ThreadingHTTPServer(("127.0.0.1", 0), cls.handler)
        cls.server.daemon_threads = True
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.base = "http://127.0.0.1:%d" % cls.server.server_port

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()

    def setUp(self):
        self.handler.seen.clear()
