#!/usr/bin/python3
"""What other sites, links and whoever sits at the machine next cannot do.

  security_test.py ORGD [TEST]...
"""

import http.server
import threading

import requests

from stage import PASSWORD, Stage
from story import BehindProxy, main

# Each sends what a page of another origin can send without being asked; answers what it may read.
HOSTILE = """
const [root, done] = arguments
const tries = [
  ['POST', '/api/atlas/v2/orgs', {'Content-Type': 'text/plain'}, '{"name":"Stolen"}'],
  ['POST', '/api/atlas/v2/orgs', {'Content-Type': 'application/vnd.atlas.2025-02-19+json',
                                  'X-Orgd': '1'}, '{"name":"Stolen"}'],
  ['DELETE', '/orgd/v1/sessions/current', {}, undefined],
  ['POST', '/orgd/v1/me:changePassword', {'Content-Type': 'text/plain'},
   '{"currentPassword":"blue-horses-walk-4-miles","newPassword":"green-cats-sleep-9-hours"}'],
  ['POST', '/orgd/v1/passwords:reset', {'Content-Type': 'text/plain'},
   '{"username":"olga@example.org"}'],
  ['GET', '/orgd/v1/me', {}, undefined],
  ['GET', '/console/', {}, undefined],
]
Promise.all(tries.flatMap(([method, path, headers, body]) =>
  (method === 'DELETE' ? ['cors'] : ['cors', 'no-cors']).map((mode) =>
    fetch(root + path, {method, headers, body, mode, credentials: 'include'}).then(
      (answer) => `${path} ${answer.type} ${answer.status}`, () => `${path} refused`))))
  .then(done)
"""
FORM = """
<form method="post" action="{root}/api/atlas/v2/orgs" enctype="text/plain">
<input name='{{"name":"Stolen","x":"' value='"}}'></form>
"""


class OtherSite(http.server.BaseHTTPRequestHandler):
    root = ""

    def log_message(self, *_):
        pass

    def do_GET(self):
        page = f"<!DOCTYPE html><title>other</title><iframe src='{self.root}/console/signin'>" \
               f"</iframe>{FORM.format(root=self.root)}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


class Security(BehindProxy):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stage.person("olga@example.org")
        OtherSite.root = cls.proxy.url
        cls.other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), OtherSite)
        thread = threading.Thread(target=cls.other.serve_forever, args=(0.05,))
        thread.start()
        cls.addClassCleanup(cls.other.server_close)
        cls.addClassCleanup(thread.join)
        cls.addClassCleanup(cls.other.shutdown)

    def session_cookie(self):
        """The other is that of a browser that is known, which signs nobody in."""
        found, = [one for one in self.browser.ask("GET", "/cookie")
                  if one["name"].startswith("orgd_session_")]
        return found

    def organizations(self):
        return self.browser.js_async(
            "const done = arguments[0];"
            "fetch('/api/atlas/v2/orgs', {headers: {Accept:"
            "'application/vnd.atlas.2023-01-01+json', 'X-Orgd': '1'}})"
            ".then((a) => a.json()).then((a) => done(a.results.map(({name}) => name)))")

    def test_another_origin_can_neither_act_nor_read(self):
        browser = self.browser
        # The same host has the cookie sent along, for sites are told apart without their ports.
        for host in ("127.0.0.1", "localhost"):
            with self.subTest(host):
                browser.forget()  # who signed in again at the end of the round before
                self.enter("olga@example.org")
                browser.sees("Acme Industries")
                browser.open(f"http://{host}:{self.other.server_port}/")
                told = browser.js_async(HOSTILE, self.proxy.url)
                for one in told:
                    self.assertRegex(one, r" (refused|opaque 0)$")
                browser.js("document.querySelector('form').submit()")
                browser.until("the answer to the form",
                              lambda: browser.url.startswith(self.proxy.url))
                self.assertNotIn("Stolen", browser.text())
                browser.open(self.stage.page("orgs"))
                browser.sees("Acme Industries")  # still signed in
                self.assertEqual(self.organizations(), ["Acme Industries"])
                self.sign_out()
                self.fill_sign_in("olga@example.org")  # with the password of before
                browser.sees("Acme Industries")
                browser.complaints()  # those that the browser has about the other site

    def test_no_page_is_in_a_frame(self):
        browser = self.browser
        browser.open(f"http://127.0.0.1:{self.other.server_port}/")
        found = []

        def refused():
            found.extend(browser.complaints())
            return any("frame-ancestors" in one for one in found)
        browser.until("the browser's refusal", refused)

    def test_the_cookie_is_out_of_reach_of_scripts(self):
        browser = self.browser
        self.enter("olga@example.org")
        for cookie in browser.ask("GET", "/cookie"):
            self.assertTrue(cookie["httpOnly"])
            self.assertEqual(cookie["sameSite"], "Strict")
        cookie = self.session_cookie()
        self.assertEqual(browser.js("return document.cookie"), "")
        self.assertEqual(browser.js("return JSON.stringify([localStorage, sessionStorage])"),
                         "[{},{}]")
        secret = cookie["value"]
        self.assertNotIn(secret, browser.js("return document.documentElement.outerHTML"))
        # What was stolen before is worth nothing after signing out, and each sign-in has another.
        fields = {"Cookie": f"{cookie['name']}={secret}", "X-Orgd": "1"}
        asked = f"{self.proxy.url}/orgd/v1/me"
        self.assertEqual(requests.get(asked, headers=fields, timeout=30).status_code, 200)
        self.sign_out()
        self.assertEqual(requests.get(asked, headers=fields, timeout=30).status_code, 401)
        self.fill_sign_in("olga@example.org")
        browser.sees("Acme Industries")
        self.assertNotEqual(self.session_cookie()["value"], secret)

    def test_a_cookie_that_was_planted_is_replaced(self):
        browser = self.browser
        self.enter("olga@example.org")
        name = self.session_cookie()["name"]
        browser.forget()
        browser.open(self.stage.page("signin"))
        browser.heading("Sign in")
        planted = "0" * 43
        browser.ask("POST", "/cookie", {"cookie": {
            "name": name, "value": planted, "httpOnly": True, "path": "/"}})
        self.fill_sign_in("olga@example.org")
        browser.sees("Acme Industries")
        self.assertNotIn(planted, [one["value"] for one in browser.ask("GET", "/cookie")])

    def test_signing_in_leads_nowhere_else(self):
        browser = self.browser
        self.enter("olga@example.org")
        other = f"127.0.0.1:{self.other.server_port}"
        for target in (f"//{other}/", f"/\\{other}/", f"http://{other}/", f"\t//{other}/",
                       f"%09//{other}", "javascript:alert(1)", "../../w/x/console/orgs",
                       "..%2F..%2Forgs", "..\\..\\orgs", "./../orgs", f"@{other}/", "signin",
                       "reset#token=1"):
            for page in ("signin", "verify"):
                with self.subTest(target, page=page):
                    browser.open("about:blank")
                    browser.js("arguments[0]")
                    browser.open(self.stage.page(page) + "?next="
                                 + requests.utils.quote(target, safe="%"))
                    browser.until("a page", lambda: browser.js(
                        "return document.querySelector('h1')"))
                    self.assertTrue(browser.url.startswith(self.stage.page()), browser.url)
                    self.assertRaises(RuntimeError, browser.ask, "GET", "/alert/text")

    def test_tokens_of_links_are_in_no_request_line_and_no_field(self):
        browser = self.browser
        self.stage.invite("ann@example.org", "ORG_MEMBER")
        link = self.stage.link_to("ann@example.org")
        token = link.split("#token=")[1]
        self.proxy.seen.clear()
        self.join(link, "Ann", "Member")
        browser.press("Go on")
        browser.row("Acme Industries")
        self.assertGreater(len(self.proxy.seen), 5)
        for line, fields in self.proxy.seen:
            self.assertNotIn(token, line)
            self.assertNotIn(token, str(fields))
            self.assertNotIn("Referer", fields)
        self.assertNotIn(token, browser.url)

    def test_after_signing_out_nothing_is_shown(self):
        browser = self.browser
        org = f"orgs/{self.stage.org}"
        self.enter("olga@example.org", f"{org}/people")
        browser.row("olga@example.org")
        for name in ("Settings", "Teams"):
            browser.follow(name)
            browser.heading(name)
        self.sign_out()
        for page in ("teams", "settings", "people"):
            browser.back()
            # The way back has led to this page, and it is behind signing in.
            wanted = "/console/signin?next=" + requests.utils.quote(f"{org}/{page}", safe="")
            browser.until(f"signing in before {page}", lambda wanted=wanted: (
                browser.url.endswith(wanted) and browser.js(
                    "return document.querySelector('h1')?.innerText === 'Sign in'")))
            self.assertNotIn("Acme Industries", browser.text())
            self.assertNotIn("olga@example.org", browser.text())

    def test_behind_tls_the_cookie_is_secure(self):
        for path, name, at in (("", "__Host-orgd_session", "/"),
                               ("/cloud", "__Secure-orgd_session", "/cloud/")):
            with Stage(self.orgd, ["--public-url", f"https://acme.example{path}"]) as stage:
                stage.person("olga@example.org")
                answer = requests.post(
                    f"{stage.listens}/orgd/v1/sessions", timeout=60,
                    json={"username": "olga@example.org", "password": PASSWORD},
                    headers={"Origin": "https://acme.example", "X-Orgd": "1"})
                parts = {part.strip() for part in answer.headers["Set-Cookie"].split(",")[0]
                         .split(";")}
                self.assertTrue(any(part.startswith(f"{name}=") for part in parts), parts)
                self.assertLessEqual({"Secure", "HttpOnly", "SameSite=Strict"}, parts)
                self.assertTrue({f"Path={at}", f"Path={at.rstrip('/') or '/'}"} & parts, parts)


if __name__ == "__main__":
    main()
