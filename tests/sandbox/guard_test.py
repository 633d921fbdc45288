"""Who may use the control plane, and that no other listener or command serves its rows."""
import json
import subprocess
import tempfile
import unittest
from pathlib import Path

from running_sandbox import (CONTROL_ROOT, DEADLINE_SECONDS, KEY, ORGD, SEED, Caller, Sandbox,
                             Trial, address_of, ask)

TOKEN = "a-token-of-the-control-plane"
JSON = {"Content-Type": "application/json"}


def rows():
    """Method and path of every row that a sandbox says it has."""
    document = json.loads(subprocess.run([ORGD, "openapi", "--sandbox"], check=True, text=True,
                                         capture_output=True, timeout=DEADLINE_SECONDS).stdout)
    return [(method.upper(), path) for path, methods in document["paths"].items()
            for method in methods if method in ("get", "put", "post", "patch", "delete")]


def filled(path):
    return path.replace("{name}", "default").replace("{id}", "1")


def is_no_row(status, body, path):
    """Whether the path itself is what is not found."""
    return status == 404 and path in body


class Guard(Trial):
    def status(self, method="GET", path="/worlds", body=None, **headers):
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        return ask(self.sandbox.control_address, method, CONTROL_ROOT + path, body, fields)[0]

    def test_hosts_are_this_machine_with_the_port(self):
        port = self.sandbox.control_address[1]
        for host in ("localhost", "127.0.0.1", "[::1]"):
            self.assertEqual(self.status(Host=f"{host}:{port}"), 200, host)
        for host in ("evil.example", f"evil.example:{port}", "localhost", f"127.0.0.2:{port}",
                     f"localhost:{port + 1}", f"localhost.evil.example:{port}"):
            self.assertEqual(self.status(Host=host), 403, host)

    def test_origins_are_the_listeners_own(self):
        host = "{}:{}".format(*self.sandbox.control_address)
        self.assertEqual(self.status(Origin="http://" + host), 200)
        for origin in ("null", "http://evil.example", "https://" + host,
                       f"http://localhost:{self.sandbox.address[1]}"):
            self.assertEqual(self.status(Origin=origin), 403, origin)

    def test_pages_of_the_same_site_may_no_more_than_others(self):
        for site in ("cross-site", "same-site"):
            for path in ("/worlds", "/mails", "/requests", ":export"):
                self.assertEqual(self.status("GET", path, Sec_Fetch_Site=site), 403, site + path)
        for site in ("same-origin", "none"):
            self.assertEqual(self.status(Sec_Fetch_Site=site), 200, site)

    def test_unsafe_calls_are_none_that_a_form_sends(self):
        for method, path in (("POST", ":reset"), ("PUT", "/worlds/formed"),
                             ("DELETE", "/faults"), ("PATCH", "/clock")):
            for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
                self.assertEqual(self.status(method, path, "{}", Content_Type=kind), 403, path)
            self.assertEqual(self.status(method, path, None), 403, path)
            self.assertLess(self.status(method, path, "{}", X_Orgd="1"), 300, path)
            self.assertLess(self.status(method, path, "{}", Content_Type="application/json"), 300,
                            path)
        self.assertEqual(self.status("POST", ":reset", "{}", X_Orgd="0"), 403)

    def test_no_page_may_read_it(self):
        _, headers, _ = self.sandbox.control("GET", "/worlds")
        self.assertEqual(headers["Cache-Control"], "no-store")
        self.assertIsNone(headers["Access-Control-Allow-Origin"])
        status, headers, _ = self.sandbox.control("OPTIONS", "/worlds", None, {
            "Origin": "http://evil.example", "Access-Control-Request-Method": "PUT"})
        self.assertGreaterEqual(status, 400)
        self.assertIsNone(headers["Access-Control-Allow-Origin"])

    def test_what_is_no_row_is_refused_in_words(self):
        status, _, body = self.sandbox.control("GET", "/nothing")
        self.assertTrue(is_no_row(status, body, CONTROL_ROOT + "/nothing"), body)
        status, headers, _ = self.sandbox.control("POST", "/worlds", {})
        self.assertEqual((status, headers["Allow"].split(",")[0]), (405, "GET"))
        for path in ("/api/atlas/v2", "/w/default/api/atlas/v2"):
            self.assertEqual(ask(self.sandbox.control_address, "GET", path)[0], 404, path)


class Token(unittest.TestCase):
    def test_whoever_has_the_token_may_come_from_anywhere(self):
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / "token"
            file.write_text(TOKEN + "\n")
            file.chmod(0o600)
            sandbox = Sandbox("--control", "0.0.0.0:0", "--control-token-file", str(file))
        self.addCleanup(sandbox.log.close)
        self.addCleanup(sandbox.end)
        sandbox.control_address = "127.0.0.1", sandbox.control_address[1]
        for value, status in ((f"Bearer {TOKEN}", 200), (f"bearer {TOKEN}", 200),
                              (f"Bearer {TOKEN}x", 401), (f"Bearer {TOKEN[:-1]}", 401),
                              (f"Basic {TOKEN}", 401), (TOKEN, 401), ("Bearer ", 401)):
            found, headers, body = sandbox.control("GET", "/worlds", None, {
                "Authorization": value, "Host": "anywhere.example"})
            self.assertEqual(found, status, value)
            if status == 401:
                self.assertEqual(headers["WWW-Authenticate"], "Bearer")
                self.assertNotIn(TOKEN, body)
        for method, path in rows():
            found = ask(sandbox.control_address, method, filled(path), "{}", JSON)[0]
            self.assertEqual(found, 401, f"{method} {path}")
        allowed = {"Authorization": f"Bearer {TOKEN}"}
        form = {**allowed, "Content-Type": "text/plain"}
        self.assertEqual(sandbox.control("POST", ":reset", "{}", form)[0], 403)
        self.assertEqual(sandbox.control("GET", "/worlds", None, {
            **allowed, "Origin": "http://evil.example"})[0], 403)
        sandbox.end()
        self.assertNotIn(TOKEN, sandbox.errors())


class Rows(Trial):
    """The permissions of the control plane's rows: one listener of one command serves them."""

    def test_the_control_listener_serves_every_row(self):
        self.assertGreater(len(rows()), 20)
        for method, path in rows():
            if path.endswith(":wait"):
                path += "?timeout=1s"
            status, _, body = ask(self.sandbox.control_address, method, filled(path), "{}", JSON)
            self.assertNotEqual(status, 405, f"{method} {path}")
            self.assertFalse(is_no_row(status, body, filled(path)), f"{method} {path}: {body}")

    def refused_rows(self, address, prefix, call):
        """Asks for every row as nobody and as an owner; those that are not refused."""
        for method, path in rows():
            status, _, body = ask(address, method, prefix + filled(path), "{}",
                                  {**JSON, "X-Orgd": "1"})
            if status != 404 or CONTROL_ROOT not in body:
                yield f"{method} {prefix}{path}: {status} {body}"
            if call and (answer := call(method, filled(path), {})).status != 404:
                yield f"{method} {prefix}{path} as an owner: {answer}"

    def test_the_listener_of_the_api_serves_none(self):
        for prefix in ("", self.prefix):
            call = self.caller(prefix=prefix)
            self.assertEqual(call("GET", "/api/atlas/v2/orgs").status, 200)
            self.assertEqual(list(self.refused_rows(self.sandbox.address, prefix, call)), [])

    def test_no_listener_of_a_server_serves_any(self):
        with tempfile.TemporaryDirectory() as place:
            store = str(Path(place) / "store")
            made = json.loads(subprocess.run(
                [ORGD, "init", "--data", store, "--json", "--org", "Acme", "--owner",
                 "owner@example.org"], check=True, capture_output=True,
                timeout=DEADLINE_SECONDS).stdout)
            process = subprocess.Popen(
                [ORGD, "serve", "--data", store, "--listen", "127.0.0.1:0", "--metrics-listen",
                 "127.0.0.1:0", "--log-level", "error"], stdout=subprocess.PIPE, text=True)
            self.addCleanup(process.wait, DEADLINE_SECONDS)
            self.addCleanup(process.terminate)
            said = [process.stdout.readline().split("on ", 1)[1].strip() for _ in range(2)]
            process.stdout.close()
            address, watch = map(address_of, said)
            call = Caller(ServedAt(address), "", (made["publicKey"], made["privateKey"]),
                          "application/json")
            self.addCleanup(call.client.close)
            self.assertEqual(call("GET", "/api/atlas/v2/orgs").status, 200)
            self.assertEqual(list(self.refused_rows(address, "", call)), [])
            for method, path in rows():
                self.assertEqual(ask(watch, method, filled(path), "{}", JSON)[0], 404, path)


class ServedAt:
    """Stands for a sandbox where only its address is looked at."""

    def __init__(self, address):
        self.address = address


if __name__ == "__main__":
    unittest.main()
