#!/usr/bin/python3
"""Names are text, whatever they hold and however long they are: on every page and in every window.

  names_test.py ORGD [TEST]...
"""

import requests

from pages import in_window, pages_of, settled
from stage import VERSIONED
from story import Story, main

MARKUP = "<img src=x onerror=alert(1)>"
ARABIC = "مؤسسة" * 12 + "شركة"
TURNED = "\u202egro.elpmaxe\u202c"
WIDTHS = (360, 1024, 1920)


class Names(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        stage = cls.stage
        assert len(ARABIC) == 64
        cls.stage.person("olga@example.org", "ORG_OWNER", MARKUP, ARABIC)
        org = f"/orgs/{stage.org}"
        stage.api("PATCH", org, {"name": ARABIC})
        stage.invite(f"{'a' * 60}@{'b' * 60}.example.org")
        team = stage.api("POST", f"{org}/teams",
                         {"name": ARABIC, "usernames": ["olga@example.org"]})
        project = stage.api("POST", "/groups", {"name": ARABIC, "orgId": stage.org})
        stage.api("POST", f"/groups/{project['id']}/teams",
                  [{"teamId": team["id"], "roleNames": ["GROUP_READ_ONLY"]}])
        key = stage.api("POST", f"{org}/apiKeys",
                        {"desc": MARKUP * 8, "roles": ["ORG_MEMBER"]})
        account = stage.api("POST", f"{org}/serviceAccounts", {
            "name": ARABIC, "description": "W" * 250, "roles": ["ORG_MEMBER"],
            "secretExpiresAfterHours": 48})
        token = stage.sign_in("olga@example.org", MARKUP * 4)
        stage.post("me/factors", {"type": "totp", "name": MARKUP}, token)
        cls.made = {"team": team["id"], "project": project["id"], "key": key["id"],
                    "account": account["clientId"]}

    def is_text(self, where):
        """Nothing ran, nothing was made of it, and nothing is wider than its window."""
        browser = self.browser
        self.assertRaises(RuntimeError, browser.ask, "GET", "/alert/text")
        self.assertEqual(browser.js(
            "return document.querySelectorAll('[onerror], #app img, #app script').length"), 0)
        for width in WIDTHS:
            browser.size(width, 800)
            wide = browser.js(
                "const dialog = document.querySelector('dialog[open]');"
                "const root = dialog ?? document.documentElement;"
                "return [root.scrollWidth, root.clientWidth]")
            self.assertLessEqual(wide[0], wide[1], f"{where} at {width}")
        browser.size(1200, 900)

    def test_on_every_page_and_in_its_windows(self):
        browser = self.browser
        self.enter("olga@example.org")
        for name, path in pages_of(self.stage, self.made).items():
            with self.subTest(name):
                browser.open(self.stage.page(path))
                settled(browser)
                self.is_text(name)
                self.windows(name)

    def windows(self, name):
        browser = self.browser
        buttons = "return [...document.querySelectorAll('main button[type=button]:enabled')]"
        for at in range(len(browser.js(buttons))):
            in_window(browser, browser.js(buttons)[at],
                      lambda: self.is_text(f"window {at} of {name}"))

    def test_they_are_shown_as_they_are(self):
        browser = self.browser
        self.enter("olga@example.org", f"orgs/{self.stage.org}/people")
        self.assertIn(MARKUP, browser.row("olga@example.org").text)
        self.assertIn(ARABIC, browser.js("return document.title"))
        browser.open(self.stage.page("me/sessions"))
        browser.row(MARKUP * 4)
        browser.open(self.stage.page("me/factors"))
        browser.row(MARKUP)
        browser.open(self.stage.page(f"orgs/{self.stage.org}/keys"))
        browser.row(MARKUP * 8)

    def test_what_turns_the_direction_of_others_is_refused(self):
        versioned = {"Accept": VERSIONED, "Content-Type": VERSIONED}
        for name in (TURNED, MARKUP):
            for path, body in ((f"orgs/{self.stage.org}/teams",
                                {"name": name, "usernames": ["olga@example.org"]}),
                               ("groups", {"name": name, "orgId": self.stage.org})):
                answer = requests.post(f"{self.stage.listens}/api/atlas/v2/{path}", json=body,
                                       auth=self.stage.auth, headers=versioned, timeout=30)
                self.assertEqual(answer.status_code, 400, answer.text)

    def test_refusals_that_quote_are_text(self):
        browser = self.browser
        self.enter("olga@example.org", f"orgs/{self.stage.org}/teams")
        for name in (MARKUP, TURNED):
            browser.press("New team")
            browser.fill("Name", name)
            browser.tick("olga@example.org")
            browser.press("New team")
            browser.until("a refusal", lambda: browser.js(
                "return document.querySelector('dialog [role=alert]')"))
            self.is_text("a refusal")
            browser.press("Cancel")
            browser.question()
            browser.accept()
        browser.open(self.stage.page(f"orgs/{self.stage.org}/people?username="
                                     "%3Cimg%20src=x%20onerror=alert(1)%3E"))
        browser.sees("The query parameter username has an invalid value.")
        self.is_text("a filter")


if __name__ == "__main__":
    main()
