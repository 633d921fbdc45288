#!/usr/bin/python3
"""What people who are no owners see, and may not change.

  roles_test.py ORGD [TEST]...
"""

from pages import furnish, pages_of, settled
from story import Story, main

# Buttons of a page on which somebody may only look.
LOOKING = {"", "Filter", "Clear", "Try again", "Previous", "Next", "Save"}


class Roles(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.made = furnish(cls.stage)

    def pages_of_organization(self):
        return {name: path for name, path in pages_of(self.stage, self.made).items()
                if path.startswith(f"orgs/{self.stage.org}/")}

    def looks_around(self, unseen):
        """Nothing can be changed on any page, and of what is not shown it is said so."""
        browser = self.browser
        for name, path in self.pages_of_organization().items():
            with self.subTest(name):
                browser.open(self.stage.page(path))
                settled(browser)
                self.assertLessEqual(set(self.buttons()), LOOKING)
                refused = browser.js("return document.querySelector('[role=alert]') !== null")
                self.assertEqual(refused, name in unseen, browser.text())

    def settings_only_shown(self):
        browser = self.browser
        browser.open(self.stage.page(f"orgs/{self.stage.org}/settings"))
        browser.sees("Only an owner of the organization can change this.")
        for forbidden in ("Save", "Delete the organization"):
            self.assertNotIn(forbidden, browser.text())

    def test_a_member(self):
        browser = self.browser
        self.accept("mo@example.org", "ORG_MEMBER", "Mo")
        browser.press("Go on")
        browser.follow("Acme Industries")
        browser.row("mo@example.org")
        self.looks_around(UNSEEN_BY_MEMBERS)
        self.settings_only_shown()

    def test_a_member_has_a_profile_and_a_password(self):
        browser = self.browser
        self.stage.person("kim@example.org", "ORG_MEMBER", "Kim")
        self.enter("kim@example.org")
        browser.follow("kim@example.org")
        browser.fill("First name", "Kimberley")
        browser.fill("Mobile number", "+4915112345678")
        browser.press("Save")
        browser.sees("Saved.")
        browser.follow("Organizations")
        browser.follow("Acme Industries")
        browser.row("Kimberley Owner")
        browser.follow("kim@example.org")
        browser.follow("Change password")
        browser.fill("Present password", "not-the-password-9")
        browser.fill("New password", "green-cats-sleep-9-hours")
        browser.press("Change password")
        browser.until("a refusal", lambda: browser.js(
            "return document.querySelector('[role=alert]')?.innerText ?? ''"))
        browser.fill("Present password", "blue-horses-walk-4-miles")
        browser.press("Change password")
        browser.sees("Your password is changed")
        self.sign_out()
        self.fill_sign_in("kim@example.org", "green-cats-sleep-9-hours")
        browser.heading("Organizations")

    def test_an_auditor(self):
        browser = self.browser
        self.accept("ada@example.org", "ORG_READ_ONLY", "Ada")
        browser.press("Go on")
        browser.follow("Acme Industries")
        browser.row("ada@example.org")
        self.looks_around(UNSEEN_BY_AUDITORS)
        self.settings_only_shown()
        browser.open(self.stage.page(f"orgs/{self.stage.org}/events"))
        browser.row("JOINED_ORG")

    def test_who_is_no_member_sees_nothing(self):
        browser = self.browser
        self.stage.person("sue@example.org", "ORG_MEMBER", "Sue")
        other = self.stage.new_organization("olga@example.org", "Elsewhere")
        self.enter("sue@example.org", f"orgs/{other}/people")
        browser.until("a refusal", lambda: browser.js(
            "return document.querySelector('[role=alert]')?.innerText ?? ''"))
        self.assertNotIn("Elsewhere", browser.text())
        self.assertNotIn("olga@example.org", browser.text())

    def test_a_role_that_is_taken_fails_with_the_next_request(self):
        browser = self.browser
        person = self.stage.person("tim@example.org", "ORG_OWNER", "Tim")
        self.enter("tim@example.org", f"orgs/{self.stage.org}/keys")
        browser.row("deploys from CI")
        self.stage.api("PATCH", f"/orgs/{self.stage.org}/users/{person['id']}",
                       {"roles": {"orgRoles": ["ORG_MEMBER"]}})
        browser.press("New API key")
        browser.fill("What it is for", "too late")
        browser.press("New API key")
        browser.sees("You may not do this")
        keys = self.stage.api("GET", f"/orgs/{self.stage.org}/apiKeys")["results"]
        self.assertNotIn("too late", [key["desc"] for key in keys])


# Whom the API refuses reading is told so.
UNSEEN_BY_MEMBERS = {"invitations", "accounts", "account", "project"}
UNSEEN_BY_AUDITORS = {"invitations"}

if __name__ == "__main__":
    main()
