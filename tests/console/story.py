"""What the tests of the console have in common: one server and one browser for a file, and what
people do again and again."""

import re
import sys
import unittest

from browser import Browser
from proxy import Proxy
from stage import PASSWORD, Stage
from totp import App

# A refusal is in the browser's log whatever the page makes of it.
REFUSAL = r"Failed to load resource: the server responded with a status of 4\d\d"


class Story(unittest.TestCase):
    orgd = ""
    mails = False
    settings = ()
    # What else may be in the browser's log.
    expected = ()

    @classmethod
    def setUpClass(cls):
        cls.stage = cls.enterClassContext(cls.make_stage())
        cls.browser = cls.enterClassContext(Browser())

    @classmethod
    def make_stage(cls):
        return Stage(cls.orgd, cls.settings, cls.mails)

    def setUp(self):
        self.browser.forget()
        self.browser.complaints()

    def tearDown(self):
        """Nothing was refused by the content security policy, and no script has failed."""
        for complaint in self.browser.complaints():
            self.assertTrue(any(re.search(known, complaint)
                                for known in (REFUSAL, *self.expected)), complaint)

    def fill_sign_in(self, address, password=PASSWORD):
        browser = self.browser
        browser.fill("E-mail address", address)
        browser.fill("Password", password)
        browser.press("Sign in")

    def enter(self, address, path="orgs"):
        """Signs in on the way to a page."""
        self.browser.open(self.stage.page(path))
        self.fill_sign_in(address)
        self.browser.until("the page behind signing in", lambda: self.browser.url
                           == self.stage.page(path))

    def join(self, link, first="Olga", last="Owner"):
        """By the mail's link, as somebody who has no account."""
        browser = self.browser
        browser.open(link)
        browser.heading("You are invited")
        browser.fill("First name", first)
        browser.fill("Last name", last)
        browser.fill("Country", "de")
        browser.fill("New password", PASSWORD)
        browser.press("Make your account and join")
        browser.heading("You have joined")

    def accept(self, address, role="ORG_OWNER", first="Olga"):
        self.stage.invite(address, role)
        self.join(self.stage.link_to(address), first)

    def sign_out(self):
        self.browser.press("Sign out")
        self.browser.heading("Sign in")

    def add_app(self):
        """An authenticator app, on the page of second steps."""
        browser = self.browser
        browser.press("Add an authenticator app")
        browser.fill("What you call it", "Telephone")
        browser.press("Go on")
        browser.sees("Scan this with the app")
        app = App(browser.js("return document.querySelector('dialog code').innerText"))
        browser.until("a picture for the app", lambda: browser.js(
            "return document.querySelector('dialog img').naturalWidth > 0"))
        browser.fill("Code", app.code())
        browser.press("Confirm")
        browser.sees("The second step is set up")
        browser.press("Done")
        browser.row("Telephone")
        return app

    def secrets_shown(self):
        self.browser.sees("This is shown once")
        return self.browser.js(
            "return [...document.querySelectorAll('dialog code')].map((code) => code.innerText)")

    def buttons(self):
        """What the page itself offers to press."""
        return self.browser.js(
            "return [...document.querySelectorAll('main button')].map((one) => one.innerText)")


class BehindProxy(Story):
    """The server is seen through a proxy, which can fail."""

    # By which name browsers call this machine, if not by its address.
    name = "127.0.0.1"

    @classmethod
    def make_stage(cls):
        cls.proxy = cls.enterClassContext(Proxy())
        stage = Stage(cls.orgd, seen_at=cls.proxy.url.replace("127.0.0.1", cls.name))
        cls.proxy.lead_to(stage.listens)
        return stage


def main():
    if len(sys.argv) < 2:
        sys.exit(f"usage: {sys.argv[0]} ORGD [TEST]...")
    Story.orgd = sys.argv.pop(1)
    unittest.main(module="__main__", verbosity=2)
