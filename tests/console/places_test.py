#!/usr/bin/python3
"""The console below a path of a proxy, in worlds of a sandbox, and switched off.

  places_test.py ORGD [TEST]...
"""

import json
import re
import subprocess
import unittest

import requests

from browser import Browser
from proxy import Proxy
from stage import PASSWORD, Stage
from story import Story, main


class BelowAPath(Story):
    @classmethod
    def make_stage(cls):
        cls.proxy = cls.enterClassContext(Proxy("/cloud"))
        stage = Stage(cls.orgd, ["--public-url", cls.proxy.url], seen_at=cls.proxy.url)
        cls.proxy.lead_to(stage.listens)
        return stage

    def test_a_life(self):
        browser = self.browser
        self.accept("olga@example.org")
        browser.press("Go on")
        browser.follow("Acme Industries")
        browser.row("olga@example.org")
        browser.follow("Teams")
        browser.sees("There are no teams")
        browser.reload()
        browser.sees("There are no teams")
        self.assertEqual(browser.url, self.stage.page(f"orgs/{self.stage.org}/teams"))
        browser.back()
        browser.heading("People")
        cookies = browser.ask("GET", "/cookie")  # of the session, and of a browser that is known
        self.assertEqual({cookie["path"].rstrip("/") for cookie in cookies}, {"/cloud"})
        sessions = [one["name"] for one in cookies if one["name"].startswith("orgd_session_")]
        self.assertEqual(len(sessions), 1, cookies)
        self.sign_out()
        browser.until("a browser without a session", lambda: sessions[0] not in [
            one["name"] for one in browser.ask("GET", "/cookie")])
        self.fill_sign_in("olga@example.org")
        browser.until("the console again", lambda: "/cloud/console/" in browser.url)
        browser.press("Sign out")
        browser.heading("Sign in")
        self.assertTrue(all(line.split()[1].startswith("/cloud/") for line, _ in self.proxy.seen),
                        self.proxy.seen)

    def test_links_of_mails_lead_below_it(self):
        self.stage.invite("mo@example.org")
        mails = json.loads(self.stage.command("outbox", "--public-url", self.proxy.url))
        link = [mail["link"] for mail in mails if mail["recipient"] == "mo@example.org"][-1]
        self.assertTrue(link.startswith(f"{self.proxy.url}/console/accept/"), link)


class SwitchedOff(Story):
    settings = ("--console", "false")

    def test_only_links_of_mails_lead_somewhere(self):
        browser = self.browser
        self.join_where_no_console_is()
        browser.open(self.stage.page("reset"))
        browser.heading("Reset your password")
        for path in ("", "signin", "orgs", f"orgs/{self.stage.org}/people"):
            answer = requests.get(self.stage.page(path), timeout=30)
            self.assertEqual(answer.status_code, 404, path)

    def join_where_no_console_is(self):
        self.stage.invite("olga@example.org")
        self.join(self.stage.link_to("olga@example.org"))
        self.assertEqual(self.buttons(), [])

    def test_no_page_of_the_console_is_a_link_away(self):
        browser = self.browser
        self.stage.invite("mo@example.org")
        self.join(self.stage.link_to("mo@example.org"))
        # As if it were a link of the page: the address changes, and nothing is asked of the server.
        browser.js("history.pushState({}, '', '/console/orgs');"
                   "dispatchEvent(new Event('popstate'))")
        browser.heading("The console is switched off")


class Worlds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = subprocess.Popen(
            [Story.orgd, "sandbox", "--env", "--listen", "127.0.0.1:0",
             "--control", "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True)
        cls.addClassCleanup(cls.end)
        said = dict(re.findall(r"export (\w+)=(\S+)", cls.sandbox.stdout.read()))
        cls.url = said["ORGD_URL"].strip("'\"").rstrip("/")
        cls.control_url = said["ORGD_CONTROL"].strip("'\"")
        cls.browser = cls.enterClassContext(Browser())

    @classmethod
    def end(cls):
        cls.sandbox.terminate()
        cls.sandbox.wait(30)
        cls.sandbox.stdout.close()

    def control(self, method, path, body=None):
        answer = requests.request(method, self.control_url + path, json=body, timeout=60,
                                  headers={"X-Orgd": "1"})
        self.assertTrue(answer.ok, answer.text)
        return answer.json() if answer.text else None

    def settle(self, world):
        """A world with one person; answers where its console is."""
        self.control("PUT", f"/worlds/{world}", {"seed": {"organizations": [
            {"name": f"Company of {world}",
             "people": [{"email": "dana@example.org", "roles": ["ORG_OWNER"],
                         "password": PASSWORD}]}]}})
        return f"{self.url}/w/{world}/console/"

    def enter(self, console):
        browser = self.browser
        browser.open(console)
        browser.fill("E-mail address", "dana@example.org")
        browser.fill("Password", PASSWORD)
        browser.press("Sign in")

    def test_each_has_its_own_console_and_sessions(self):
        browser = self.browser
        first, second = self.settle("first"), self.settle("second")
        self.enter(first)
        browser.follow("Company of first")
        browser.row("dana@example.org")
        self.assertTrue(browser.url.startswith(first), browser.url)
        browser.open(second)
        browser.heading("Sign in")
        self.enter(second)
        browser.follow("Company of second")
        browser.reload()
        browser.row("dana@example.org")
        browser.press("Sign out")
        browser.heading("Sign in")
        # The session of the other world lives on.
        browser.open(first)
        browser.row("Company of first")
        browser.press("Sign out")
        browser.heading("Sign in")
        for complaint in browser.complaints():
            self.assertRegex(complaint, r"status of 4\d\d")


if __name__ == "__main__":
    main()
