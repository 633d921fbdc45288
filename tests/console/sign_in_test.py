#!/usr/bin/python3
"""Signing in: forgotten passwords, second steps, and sessions that end elsewhere.

  sign_in_test.py ORGD [TEST]...
"""

import json

from stage import PASSWORD
from story import Story, main

NEW_PASSWORD = "green-cats-sleep-9-hours"


class SignIn(Story):
    mails = True

    def with_app(self, address):
        """Somebody who is signed in and has an authenticator app."""
        self.stage.person(address)
        self.enter(address, "me/factors")
        return self.add_app()

    def recovery_codes(self):
        browser = self.browser
        browser.press("New recovery codes")
        browser.sees("Older codes stop working")
        browser.press("New recovery codes")
        codes = self.secrets_shown()
        browser.press("Done")
        return codes

    def refused(self):
        """What the page says of the last try, which it forgets when the next one begins."""
        return self.browser.until("a refusal", lambda: self.browser.js(
            "return document.querySelector('form[aria-busy=false] [role=alert]')?.innerText"))

    def give(self, field, code):
        self.browser.fill(field, code)
        self.browser.press("Confirm")

    def test_a_forgotten_password(self):
        browser = self.browser
        self.stage.person("fay@example.org")
        elsewhere = self.stage.sign_in("fay@example.org")
        browser.open(self.stage.page("signin"))
        browser.follow("Forgot your password?")
        browser.heading("Reset your password")
        browser.fill("E-mail address", "nobody@example.org")
        browser.press("Send the link")
        browser.sees("If there is an account of this address")
        told = browser.text()
        browser.open(self.stage.page("reset"))
        browser.fill("E-mail address", "fay@example.org")
        browser.press("Send the link")
        browser.sees("If there is an account of this address")
        self.assertEqual(browser.text(), told)  # known or not

        link = self.stage.link_in_mail("fay@example.org", "reset")
        browser.open("about:blank")
        browser.open(link)
        browser.fill("New password", NEW_PASSWORD)
        browser.press("Set the password")
        browser.sees("Your password is set")
        browser.press("Sign in")
        self.fill_sign_in("fay@example.org")
        self.refused()
        self.fill_sign_in("fay@example.org", NEW_PASSWORD)
        browser.heading("Organizations")
        browser.open(self.stage.page("me/sessions"))
        browser.row("this one")
        self.assertEqual(len(browser.js("return [...document.querySelectorAll('tbody tr')]")), 1)
        self.assertRaises(AssertionError, self.stage.post, "me:changePassword",
                          {"currentPassword": NEW_PASSWORD, "newPassword": PASSWORD}, elsewhere)

        browser.open("about:blank")
        browser.open(link)
        browser.fill("New password", PASSWORD)
        browser.press("Set the password")
        browser.sees("This link was used, or has expired")
        browser.sees("Ask for a new link")

    def test_a_link_of_the_machine(self):
        browser = self.browser
        self.stage.person("lea@example.org")
        made = json.loads(self.stage.command("person", "link", "--email", "lea@example.org"))
        browser.open(self.stage.seen(made["link"]))
        browser.fill("New password", NEW_PASSWORD)
        browser.press("Set the password")
        browser.press("Sign in")
        self.fill_sign_in("lea@example.org", NEW_PASSWORD)
        browser.heading("Organizations")

    def test_a_second_step(self):
        browser = self.browser
        app = self.with_app("uma@example.org")
        recovery = self.recovery_codes()
        self.sign_out()
        self.fill_sign_in("uma@example.org")
        browser.heading("Second step")
        browser.sees("Enter the code that your authenticator app shows")
        self.give("Code", app.last_code())  # replayed: it confirmed the app
        replayed = self.refused()
        self.give("Code", app.wrong_code())
        self.assertEqual(self.refused(), replayed)
        # Until then nothing is shown, whatever the address says.
        browser.open(self.stage.page(f"orgs/{self.stage.org}/people"))
        browser.heading("Second step")
        self.assertNotIn("Acme Industries", browser.text())
        self.give("Code", app.code())
        browser.heading("People")

        for code, works in ((recovery[0], True), (recovery[0], False), (recovery[1], True)):
            self.sign_out()
            self.fill_sign_in("uma@example.org")
            browser.heading("Second step")
            browser.press("Use a recovery code instead")
            self.give("Recovery code", code)
            if works:  # whoever has signed out comes to the first page
                browser.heading("Organizations")
            else:
                self.refused()
                browser.heading("Second step")

    def test_the_fifth_wrong_code_ends_the_session(self):
        browser = self.browser
        app = self.with_app("eve@example.org")
        self.sign_out()
        self.fill_sign_in("eve@example.org")
        browser.sees("Enter the code")
        for _ in range(4):
            self.give("Code", app.wrong_code())
            self.refused()
        self.give("Code", app.wrong_code())
        browser.heading("Sign in")
        browser.until("the password asked for again", lambda: browser.js(
            "return document.querySelector('input[type=password]') !== null"))

    def test_an_organization_that_demands_a_second_step(self):
        browser = self.browser
        self.stage.person("ina@example.org")
        self.stage.person("otto@example.org")
        settings = f"/orgs/{self.stage.org}/settings"
        self.stage.api("PATCH", settings, {"multiFactorAuthRequired": True})
        self.addCleanup(self.stage.api, "PATCH", settings, {"multiFactorAuthRequired": False})
        self.enter("ina@example.org")
        browser.follow("Acme Industries")
        browser.heading("Second step")
        browser.sees("This organization demands a second step")
        browser.sees("You have none yet")
        browser.follow("Set up a second step")
        app = self.add_app()
        browser.follow("Organizations")
        browser.follow("Acme Industries")
        browser.row("ina@example.org")  # the code that confirmed the app was the second step
        self.sign_out()
        self.fill_sign_in("ina@example.org")
        browser.heading("Second step")
        self.give("Code", app.code())
        browser.heading("Organizations")
        browser.follow("Acme Industries")
        browser.row("ina@example.org")

    def test_removing_the_second_step_asks_for_it(self):
        browser = self.browser
        self.with_app("ron@example.org")
        browser.press("Remove: Telephone")
        browser.sees("Telephone no longer counts when you sign in")
        browser.press("Remove")
        browser.sees("You have no second step")
        mails = " ".join(self.stage.letters_to("ron@example.org"))
        self.assertNotIn("Telephone no longer", mails)

    def test_a_session_that_is_ended_elsewhere(self):
        browser = self.browser
        self.stage.person("sam@example.org")
        self.stage.sign_in("sam@example.org", "another device")
        self.enter("sam@example.org", "me/sessions")
        browser.row("another device")
        rows = "return document.querySelectorAll('tbody tr').length"
        before = browser.js(rows)
        ends = "End: 127.0.0.1"
        self.assertGreaterEqual(before, 2)
        row = browser.row("another device")
        browser.press(ends, row)
        browser.sees("another device is signed out")
        browser.press("End")
        browser.until("a session less", lambda: browser.js(rows) == before - 1)
        browser.sees_not("another device")

        token = self.stage.sign_in("sam@example.org", "third device")
        self.stage.post("me:changePassword", {"currentPassword": PASSWORD,
                                              "newPassword": NEW_PASSWORD}, token)
        browser.follow("Organizations")
        browser.heading("Sign in")
        self.fill_sign_in("sam@example.org", NEW_PASSWORD)
        browser.heading("Organizations")
        browser.row("Acme Industries")


if __name__ == "__main__":
    main()
