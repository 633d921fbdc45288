"""A proxy between browser and server that does what networks and other proxies do: takes a path
away, is slow, fails, cuts connections, and keeps what was asked for."""

import http.client
import http.server
import threading
import time
import urllib.parse

HOP = {"connection", "keep-alive", "transfer-encoding"}


class Fault:
    """What becomes of requests whose line holds a text: an answer of the proxy's own, a wait
    before the server is asked, or the end of the connection."""

    def __init__(self, line, status=0, fields=(), body="", wait=0, cut=False):
        self.line, self.status, self.fields = line, status, dict(fields)
        self.body, self.wait, self.cut = body.encode(), wait, cut
        self.gate = threading.Event()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except OSError:  # the browser has gone
            self.close_connection = True

    def any_method(self):
        proxy = self.server.proxy
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        proxy.seen.append((self.requestline, dict(self.headers.items())))
        fault = next((one for one in proxy.faults if one.line in self.requestline), None)
        if fault:
            if fault.wait:
                fault.gate.wait(fault.wait)
            if fault.cut:
                self.close_connection = True
                return
            if fault.status:
                self.reply(fault.status, fault.fields.items(), fault.body)
                return
        if not self.path.startswith(proxy.prefix + "/"):
            self.reply(404, [("Content-Type", "text/plain")], b"not below the path")
            return
        server = http.client.HTTPConnection(*proxy.server, timeout=60)
        try:
            fields = {name: value for name, value in self.headers.items()
                      if name.lower() not in HOP}
            server.request(self.command, self.path[len(proxy.prefix):], body or None, fields)
            answer = server.getresponse()
            self.reply(answer.status, answer.getheaders(), answer.read())
        finally:
            server.close()

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = any_method

    def reply(self, status, fields, body):
        self.send_response_only(status)
        for name, value in fields:
            if name.lower() not in HOP | {"content-length"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Proxy:
    """`with Proxy() as proxy:`, then `proxy.lead_to(stage.listens)`."""

    def __init__(self, prefix=""):
        self.prefix, self.server = prefix, ("", 0)
        self.faults, self.seen = [], []
        self.listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.listener.daemon_threads = True
        self.listener.proxy = self
        self.thread = threading.Thread(target=self.listener.serve_forever, args=(0.05,))
        self.url = f"http://127.0.0.1:{self.listener.server_port}{prefix}"

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.mend()
        self.listener.shutdown()
        self.thread.join()
        self.listener.server_close()

    def lead_to(self, url):
        parts = urllib.parse.urlsplit(url)
        self.server = (parts.hostname, parts.port)

    def fail(self, line, **how):
        fault = Fault(line, **how)
        self.faults.insert(0, fault)
        return fault

    def mend(self):
        """All is well again; what waits goes on."""
        for fault in self.faults:
            fault.gate.set()
        self.faults = []

    def lines(self, text):
        return [line for line, _ in self.seen if text in line]

    def wait_for(self, text, count=1, patience=30):
        end = time.monotonic() + patience
        while len(self.lines(text)) < count:
            assert time.monotonic() < end, f"no request {text!r}"
            time.sleep(0.02)
