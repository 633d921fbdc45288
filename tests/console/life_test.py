#!/usr/bin/python3
"""An owner's life in a browser: from the link of a mail to the end of an organization.

  life_test.py ORGD
"""

import sys
import unittest

from browser import ESCAPE, Browser
from stage import PASSWORD, Stage

ORGD = sys.argv.pop(1) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else ""
# What a browser writes into its log where all is well: that nobody is signed in yet.
EXPECTED = ("sessions/current", "401")


class Life(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stage = cls.enterClassContext(Stage(ORGD))

    def setUp(self):
        self.browser = self.enterContext(Browser())

    def sign_in(self, address, password=PASSWORD):
        browser = self.browser
        browser.fill("E-mail address", address)
        browser.fill("Password", password)
        browser.press("Sign in")

    def accept(self, address, role="ORG_OWNER", first="Olga"):
        """By the mail's link, as somebody who has no account."""
        browser = self.browser
        self.stage.invite(address, role)
        browser.open(self.stage.link_to(address))
        browser.heading("You are invited")
        browser.fill("First name", first)
        browser.fill("Last name", "Owner")
        browser.fill("Country", "de")
        browser.fill("New password", PASSWORD)
        browser.press("Make your account and join")
        browser.heading("You have joined")

    def all_is_well(self):
        for complaint in self.browser.complaints():
            self.assertTrue(all(part in complaint for part in EXPECTED), complaint)

    def test_an_owner_from_the_link_to_the_end(self):
        browser = self.browser
        self.accept("olga@example.org")
        browser.press("Go on")
        browser.heading("Organizations")

        browser.press("New organization")
        browser.fill("Name of the organization", "Second Acme")
        browser.press("New organization")
        browser.follow("Second Acme")
        browser.heading("People")
        browser.row("olga@example.org")

        browser.follow("Teams")
        browser.sees("There are no teams")
        browser.press("New team")
        browser.fill("Name", "Lambda")
        browser.tick("olga@example.org")
        browser.press("New team")
        browser.follow("Lambda")
        browser.row("olga@example.org")

        browser.follow("Projects")
        browser.press("New project")
        browser.fill("Name", "Rocket")
        browser.press("New project")
        browser.follow("Rocket")
        browser.sees("No team is on this project")
        browser.press("Add a team")
        browser.choose("Team", "Lambda")
        browser.press("Add")
        browser.row("Lambda")

        self.key_shown_once()
        self.settings_and_end()
        self.all_is_well()

    def key_shown_once(self):
        browser = self.browser
        browser.follow("API keys")
        browser.press("New API key")
        browser.fill("What it is for", "deploys")
        browser.press("New API key")
        browser.sees("This is shown once")
        public, private = browser.js(
            "return [...document.querySelectorAll('dialog code')].map((code) => code.innerText)")
        browser.press("Done")
        browser.row(public)
        self.assertNotIn(private, browser.text())
        browser.reload()
        browser.row(public)
        self.assertNotIn(private, browser.text())

        browser.follow(public)
        browser.sees("The list is empty")
        browser.press("Add an address")
        browser.fill("Address", "192.0.2.0/24")
        browser.press("Add")
        browser.row("192.0.2.0/24")
        browser.press("Remove: 192.0.2.0/24")
        browser.sees("Calls from 192.0.2.0/24 are refused")
        browser.press("Remove")
        browser.sees("The list is empty")

        browser.back()
        browser.press(f"Delete: {public}")
        browser.sees(f"{public} (deploys)")
        browser.press("Delete")
        browser.sees("There are no API keys")

    def settings_and_end(self):
        browser = self.browser
        browser.follow("Settings")
        browser.tick("API keys need an access list")
        browser.fill("Hours for which secrets may be valid", "48")
        browser.press("Save")
        browser.sees("Saved.")
        browser.reload()
        browser.heading("Settings")
        self.assertTrue(browser._named("field", "API keys need an access list").property("checked"))

        browser.press("Delete the organization")
        browser.fill("Type “Second Acme” to confirm", "Second")
        browser.press("Delete the organization")
        browser.sees("This is not the same")
        browser.press("Cancel")
        browser.follow("Projects")
        browser.press("Delete: Rocket")
        browser.fill("Type “Rocket” to confirm", "Rocket")
        browser.press("Delete")
        browser.sees("There are no projects")
        browser.follow("Settings")
        browser.press("Delete the organization")
        browser.fill("Type “Second Acme” to confirm", "Second Acme")
        browser.press("Delete the organization")
        browser.heading("Organizations")
        browser.sees("Acme Industries")
        browser.sees_not("Second Acme")

    def test_signing_in_leads_back_to_the_page_that_was_asked_for(self):
        browser = self.browser
        self.stage.person("paul@example.org")
        browser.open(self.stage.page(f"orgs/{self.stage.org}/events?type=JOINED_ORG"))
        browser.heading("Sign in")
        self.sign_in("paul@example.org", "not-the-password-9")
        browser.sees("password")
        self.sign_in("paul@example.org")
        browser.heading("Events")
        browser.row("JOINED_ORG")
        self.assertTrue(browser.url.endswith("/events?type=JOINED_ORG"), browser.url)
        browser.press("Sign out")
        browser.heading("Sign in")
        browser.back()
        browser.heading("Sign in")

    def test_what_is_typed_is_not_lost_without_a_question(self):
        browser = self.browser
        self.stage.person("rita@example.org")
        browser.open(self.stage.page("orgs"))
        self.sign_in("rita@example.org")
        browser.follow("Acme Industries")
        browser.follow("Settings")
        browser.fill("Address for matters of security", "security@example.org")
        browser.follow("Teams")
        self.assertIn("not saved", browser.question())
        browser.dismiss()
        browser.heading("Settings")
        browser.back()
        browser.question()
        browser.dismiss()
        browser.heading("Settings")
        browser.follow("Teams")
        browser.question()
        browser.accept()
        browser.heading("Teams")
        browser.back()
        browser.heading("Settings")

    def test_a_member_sees_and_may_not_change(self):
        browser = self.browser
        self.accept("mia@example.org", "ORG_MEMBER", "Mia")
        browser.press("Go on")
        browser.follow("Acme Industries")
        browser.row("mia@example.org")
        self.assertNotIn("Remove", browser.text())
        browser.follow("Settings")
        browser.press("Save")
        browser.sees("You may not do this")
        self.assertNotIn("Delete the organization", browser.text())

    def test_names_are_text_whatever_they_hold(self):
        browser = self.browser
        self.accept("eve@example.org", first="<img src=x onerror=alert(1)>")
        browser.press("Go on")
        browser.follow("Acme Industries")
        browser.row("<img src=x onerror=alert(1)> Owner")
        self.assertEqual(browser.js("return document.querySelectorAll('main img').length"), 0)

    def test_a_window_is_left_by_escape_and_gives_the_focus_back(self):
        browser = self.browser
        self.stage.person("kim@example.org")
        browser.open(self.stage.page("orgs"))
        self.sign_in("kim@example.org")
        browser.heading("Organizations")
        browser.press("New organization")
        browser.js("return document.activeElement")
        field = browser.until("a field in the window", lambda: browser.js(
            "return document.querySelector('dialog input')"))
        field.type(ESCAPE)
        browser.until("a page without a window", lambda: browser.js(
            "return !document.querySelector('dialog')"))
        self.assertEqual(browser.js("return document.activeElement.innerText"), "New organization")


if __name__ == "__main__":
    unittest.main(verbosity=2)
