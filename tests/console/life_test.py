#!/usr/bin/python3
"""An owner's life in a browser: from the first link that the server's command prints to the end of
the organization.

  life_test.py ORGD [TEST]...
"""

import pathlib
import tempfile

from browser import Browser
from stage import PASSWORD
from story import Story, main

OWNER = "first@example.org"
COMPANY = "Acme Industries"


class Life(Story):
    def setUp(self):
        super().setUp()
        self.downloads = tempfile.TemporaryDirectory(prefix="console-downloads-")
        self.addCleanup(self.downloads.cleanup)
        self.browser.devtools("Browser.setDownloadBehavior",
                              {"behavior": "allow", "downloadPath": self.downloads.name})

    def downloaded(self, name):
        path = pathlib.Path(self.downloads.name, name)
        self.browser.until(f"the file {name}", path.is_file)
        return path.read_text()

    def test_from_the_first_link_to_the_end(self):
        browser = self.browser
        self.set_password(self.stage.seen(self.stage.first["passwordLink"]))
        browser.press("Sign in")
        self.fill_sign_in(OWNER)
        browser.heading("Organizations")
        self.second_step()
        browser.follow("Organizations")
        browser.follow(COMPANY)
        self.invite_and_be_joined()
        self.team_and_project()
        self.key_shown_once()
        self.service_account()
        self.settings_kept()
        self.events_read()
        self.end()

    def set_password(self, link):
        browser = self.browser
        browser.open(link)
        browser.heading("Set a new password")
        browser.fill("New password", "password")
        browser.press("Set the password")
        browser.until("a refusal", lambda: browser.js(
            "return document.querySelector('[role=alert]')?.innerText ?? ''"))
        browser.fill("New password", PASSWORD)
        browser.press("Set the password")
        browser.sees("Your password is set")

    def second_step(self):
        browser = self.browser
        browser.follow(OWNER)
        browser.follow("Second step")
        browser.sees("You have no second step")
        self.add_app()
        browser.press("New recovery codes")
        browser.sees("Older codes stop working")
        browser.press("New recovery codes")
        codes = self.secrets_shown()
        self.assertEqual(len(set(codes)), 10)
        browser.press("Download")
        kept = self.downloaded("orgd-recovery-codes.txt")
        self.assertTrue(all(code in kept for code in codes), kept)
        browser.press("Done")
        browser.sees_not(codes[0])

    def invite_and_be_joined(self):
        browser = self.browser
        browser.press("Invite")
        browser.fill("E-mail address", "mia@example.org")
        browser.press("Invite")
        browser.row("mia@example.org")
        browser.follow("Invitations")
        browser.press("Invite many")
        browser.paste("Addresses (CSV)", "who,role\nann@example.org\t ORG_READ_ONLY\n"
                     '"ben@example.org", "ORG_MEMBER"\nnobody@\n')
        browser.press("Invite")
        browser.sees("2 of 3 invited")
        browser.sees("nobody@:")
        browser.press("Done")
        self.assertIn("Read only", browser.row("ann@example.org").text)
        browser.row("ben@example.org")
        link = self.stage.link_to("mia@example.org")
        with Browser() as of_another:
            self.browser = of_another
            try:
                self.join(link, "Mia", "Member")
            finally:
                self.browser = browser
        browser.follow("People")
        self.assertIn("Active", browser.row("Mia Member").text)

    def team_and_project(self):
        browser = self.browser
        browser.follow("Teams")
        browser.sees("There are no teams")
        browser.press("New team")
        browser.fill("Name", "Lambda")
        browser.tick("mia@example.org")
        browser.press("New team")
        browser.follow("Lambda")
        browser.row("mia@example.org")
        browser.press("Remove: mia@example.org")
        browser.sees("mia@example.org leaves the team Lambda")
        browser.press("Remove")
        browser.sees("Nobody is in this team yet")
        browser.press("Add a person")
        browser.choose("Person", "mia@example.org")
        browser.press("Add")
        browser.row("mia@example.org")

        browser.follow("Projects")
        browser.sees("There are no projects")
        browser.press("New project")
        browser.fill("Name", "Rocket")
        browser.press("New project")
        browser.follow("Rocket")
        browser.sees("No team is on this project")
        browser.press("Add a team")
        browser.choose("Team", "Lambda")
        browser.press("Add")
        browser.row("Lambda")

    def key_shown_once(self):
        browser = self.browser
        browser.follow("API keys")
        browser.press("New API key")
        browser.fill("What it is for", "deploys")
        browser.press("New API key")
        public, private = self.secrets_shown()
        self.copied(private, "Copy: Private key")
        browser.press("Download")
        self.assertIn(private, self.downloaded(f"orgd-{public}.txt"))
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
        browser.sees_not(public)
        browser.row("first key")  # which the command that made the store printed

    def copied(self, text, button):
        browser = self.browser
        browser.devtools("Browser.grantPermissions", {
            "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
        browser.press(button)
        browser.sees("Copied.")
        self.assertEqual(browser.js_async(
            "const done = arguments[0]; navigator.clipboard.readText().then(done, done)"), text)

    def service_account(self):
        browser = self.browser
        browser.follow("Service accounts")
        browser.sees("There are no service accounts")
        browser.press("New service account")
        browser.fill("Name", "Deployment")
        browser.fill("Description", "deploys from CI")
        browser.press("New service account")
        client, secret = self.secrets_shown()
        browser.press("Done")
        browser.row(client)
        self.assertNotIn(secret, browser.text())
        browser.follow("Deployment")
        browser.press("Add an address")
        browser.fill("Address", "2001:db8::1")
        browser.press("Add")
        browser.row("2001:db8::1")
        browser.press("New secret")
        browser.press("New secret")
        self.assertNotEqual(self.secrets_shown()[1], secret)
        browser.press("Done")
        browser.follow("Service accounts")
        browser.press("Delete: Deployment")
        browser.sees("Deployment and its secrets and tokens are gone at once")
        browser.press("Delete")
        browser.sees("There are no service accounts")

    def settings_kept(self):
        browser = self.browser
        browser.follow("Settings")
        browser.tick("People need a second step")
        browser.fill("Hours for which secrets may be valid", "48")
        browser.press("Save")
        browser.sees("Saved.")
        browser.reload()
        browser.heading("Settings")
        self.assertTrue(browser._named("field", "People need a second step").property("checked"))

    def events_read(self):
        browser = self.browser
        browser.follow("Events")
        browser.row("API_KEY_DELETED")
        browser.choose("Kind", "(JOINED_ORG)")
        browser.press("Filter")
        browser.until("the filter in the address", lambda: "type=JOINED_ORG" in browser.url)
        browser.row("JOINED_ORG")
        browser.until("rows of one kind", lambda: browser.js(  # the filter lists every kind
            "return [...document.querySelectorAll('tbody tr')]"
            ".every((row) => row.innerText.includes('JOINED_ORG'))"))
        browser.row("mia@example.org")
        browser.press("Clear")
        browser.row("API_KEY_DELETED")

    def end(self):
        browser = self.browser
        browser.follow("Settings")
        browser.press("Delete the organization")
        browser.fill(f"Type “{COMPANY}” to confirm", "Acme")
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
        browser.fill(f"Type “{COMPANY}” to confirm", COMPANY)
        browser.press("Delete the organization")
        browser.heading("Organizations")
        browser.sees("You are in no organization yet")


if __name__ == "__main__":
    main()
