#!/usr/bin/python3
"""axe-core finds nothing, on any page in any state, narrow and wide, light and dark.

  axe_test.py ORGD [TEST]...
"""

from axe import Looking
from browser import ESCAPE
from pages import furnish, in_window, pages_of, settled
from stage import PASSWORD
from story import BehindProxy, main

OPENERS = """
return [...document.querySelectorAll('main button[type=button]')]
  .filter((button) => button.getClientRects().length > 0 && !button.disabled
    && !button.closest('nav'))
"""


class Axe(Looking, BehindProxy):
    expected = (r"the server responded with a status of 50\d",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.made = furnish(cls.stage)
        cls.empty = cls.stage.new_organization("olga@example.org", "Nothing Here")

    def setUp(self):
        super().setUp()
        self.addCleanup(self.proxy.mend)

    def open(self, path):
        self.browser.open(self.stage.page(path))
        settled(self.browser)

    def alerted(self):
        self.browser.until("an alert", lambda: self.browser.js(
            "return document.querySelector('[role=alert]')"))

    def windows_of(self, page):
        """Opens each window that a page has a button for, of rows the first ones."""
        browser = self.browser
        seen = set()
        for at in range(len(browser.js(OPENERS))):
            buttons = browser.js(OPENERS)
            if at >= len(buttons):
                return
            name = buttons[at].text
            if name in seen:
                continue
            seen.add(name)
            in_window(browser, buttons[at], lambda: self.look(f"{page}, window {name}"))

    def test_before_signing_in(self):
        browser = self.browser
        link = self.stage.link_to("guest@example.org")
        for path in ("signin", "signin?why=expired", "signin?why=proof", "reset",
                     "reset#token=wrong", "accept/0123456789abcdef01234567"):
            browser.open("about:blank")
            self.open(path)
            self.look(path)
        browser.open("about:blank")
        browser.open(link)
        self.look("an invitation")
        self.windows_of("an invitation")  # which also presses what opens no window
        browser.open("about:blank")
        browser.open(link)
        browser.press("I have an account")
        self.look("an invitation, with an account")
        self.open("signin")
        self.fill_sign_in("olga@example.org", "not-the-password-9")
        self.alerted()
        self.look("a wrong password")
        self.open("reset")
        browser.fill("E-mail address", "nobody@example.org")
        browser.press("Send the link")
        browser.sees("If there is an account")
        self.look("a link that was sent")
        browser.open("about:blank")
        self.open("reset#token=wrong")
        browser.fill("New password", PASSWORD)
        browser.press("Set the password")
        self.alerted()
        self.look("a link that is dead")

    def test_pages_and_their_windows(self):
        self.enter("olga@example.org")
        for name, path in pages_of(self.stage, self.made).items():
            self.open(path)
            self.look(name)
            self.windows_of(name)

    def test_lists_that_are_empty(self):
        self.enter("olga@example.org")
        for section in ("invitations", "teams", "projects", "keys", "accounts"):
            self.open(f"orgs/{self.empty}/{section}")
            self.look(f"empty {section}")
        self.open(f"orgs/{self.empty}/events?type=API_KEY_DELETED")
        self.browser.sees("Nothing matches")
        self.look("events that no filter matches")

    def test_what_is_shown_once_and_what_is_refused(self):
        browser = self.browser
        self.enter("olga@example.org", f"orgs/{self.empty}/keys")
        browser.press("New API key")
        browser.fill("What it is for", "looks")
        browser.press("New API key")
        self.secrets_shown()
        self.look("a key")
        browser.press("Copy: Private key")
        self.look("a key, copied")
        browser.press("Done")
        self.open(f"orgs/{self.empty}/people")
        browser.press("Invite many")
        browser.paste("Addresses (CSV)", "one@example.org\none@example.org")
        browser.tick("Give me the link instead")
        browser.press("Invite")
        browser.sees("1 of 2 invited")
        self.look("people invited")
        browser.press("Done")
        browser.press("Invite")
        browser.fill("E-mail address", "one@example.org")
        browser.press("Invite")
        self.alerted()
        self.look("a refusal in a window")

    def test_second_steps(self):
        browser = self.browser
        self.stage.person("uma@example.org")
        self.enter("uma@example.org", "me/factors")
        browser.press("Add an authenticator app")
        self.look("the name of an app")
        browser.press("Cancel")
        browser.press("Add an authenticator app")
        browser.press("Go on")
        browser.sees("Scan this with the app")
        self.look("the picture for an app")
        browser.js("return document.querySelector('dialog button')").type(ESCAPE)
        browser.until("a page without a window", lambda: browser.js(
            "return !document.querySelector('dialog')"))
        self.open("me/factors")
        app = self.add_app()
        self.look("an app")
        self.windows_of("an app")
        self.sign_out()
        self.fill_sign_in("uma@example.org")
        browser.sees("Enter the code")
        self.look("a second step")
        browser.fill("Code", app.wrong_code())
        browser.press("Confirm")
        self.alerted()
        self.look("a wrong code")
        browser.press("Use a recovery code instead")
        self.look("a recovery code")


if __name__ == "__main__":
    main()
