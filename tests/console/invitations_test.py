#!/usr/bin/python3
"""Invitations in the console: sent again, cancelled, declined, handed over as a link.

  invitations_test.py ORGD [TEST]...
"""

from story import Story, main


class Invitations(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stage.person("olga@example.org")

    def page(self):
        self.enter("olga@example.org", f"orgs/{self.stage.org}/invitations")
        self.browser.heading("Invitations")

    def test_sent_again_the_old_link_is_dead(self):
        browser = self.browser
        self.stage.invite("ria@example.org")
        old = self.stage.link_to("ria@example.org")
        self.page()
        self.assertIn("Open", browser.row("ria@example.org").text)
        browser.press("Send again: ria@example.org")
        browser.sees("ria@example.org gets a new link")
        browser.press("Send again")
        browser.sees("A new mail is on its way")
        new = self.stage.link_to("ria@example.org")
        self.assertNotEqual(old, new)
        self.sign_out()
        browser.open(old)
        self.fill_and_join()
        browser.until("a refusal", lambda: browser.js(
            "return document.querySelector('[role=alert]')?.innerText ?? ''"))
        # What was typed is still there.
        self.assertEqual(browser._named("field", "First name").property("value"), "Ria")
        browser.open("about:blank")
        self.join(new, "Ria", "Member")

    def fill_and_join(self):
        browser = self.browser
        browser.heading("You are invited")
        for name, text in (("First name", "Ria"), ("Last name", "Member"), ("Country", "de"),
                           ("New password", "blue-horses-walk-4-miles")):
            browser.fill(name, text)
        browser.press("Make your account and join")

    def test_cancelled_it_is_gone(self):
        browser = self.browser
        self.stage.invite("cat@example.org")
        link = self.stage.link_to("cat@example.org")
        self.page()
        browser.press("Cancel invitation: cat@example.org")
        browser.sees("The link that cat@example.org got stops working")
        browser.press("Cancel invitation")
        browser.until("a list without it", lambda: "cat@example.org" not in browser.text())
        self.sign_out()
        browser.open(link)
        self.fill_and_join()
        browser.until("a refusal", lambda: browser.js(
            "return document.querySelector('[role=alert]')?.innerText ?? ''"))
        browser.open("about:blank")

    def test_declined_it_is_listed_as_that(self):
        browser = self.browser
        self.stage.invite("dan@example.org")
        browser.open(self.stage.link_to("dan@example.org"))
        browser.heading("You are invited")
        browser.press("Decline")
        browser.sees("The link will no longer work")
        browser.press("Decline")
        browser.heading("You have declined the invitation")
        self.page()
        row = browser.row("dan@example.org").text
        self.assertIn("Declined", row)
        self.assertNotIn("Send again", row)
        self.assertNotIn("Cancel", row)
        browser.choose("State", "Declined")
        browser.press("Filter")
        browser.until("the filter in the address", lambda: "state=REJECTED" in browser.url)
        browser.row("dan@example.org")

    def test_a_link_is_shown_instead_of_mailed(self):
        browser = self.browser
        self.page()
        browser.press("Invite")
        browser.fill("E-mail address", "hal@example.org")
        browser.tick("Give me the link instead")
        browser.press("Invite")
        browser.sees("These links are shown once")
        link = browser.js("return document.querySelector('dialog code').innerText")
        browser.press("Done")
        browser.row("hal@example.org")
        self.sign_out()
        self.join(self.stage.seen(link), "Hal", "Member")

    def test_somebody_who_has_an_account_joins_with_it(self):
        browser = self.browser
        self.stage.person("ivy@example.org", "ORG_MEMBER", "Ivy", "Member")
        org = self.stage.new_organization("olga@example.org", "Second Acme")
        links = self.stage.post(f"orgs/{org}/invitations?sendEmail=false",
                                [{"username": "ivy@example.org"}],
                                self.stage.sign_in("olga@example.org"))
        browser.open(self.stage.seen(links[0]["acceptLink"]))
        browser.press("I have an account")
        self.fill_sign_in("ivy@example.org")
        browser.sees("You are signed in as ivy@example.org")
        browser.press("Join")
        browser.heading("You have joined")
        browser.press("Go on")
        browser.row("Second Acme")
        browser.row("Acme Industries")

    def test_many_of_whom_some_are_refused(self):
        browser = self.browser
        self.page()
        browser.press("Invite many")
        browser.paste("Addresses (CSV)", "one@example.org\nno address at all\n")
        browser.press("Invite")
        browser.sees("Line 2 has no e-mail address")
        browser.paste("Addresses (CSV)", "one@example.org\none@example.org\n"
                     "two@example.org, ORG_BILLING_ADMIN\nthree@example.org, ORG_EMPEROR\n")
        browser.press("Invite")
        browser.sees("2 of 4 invited")
        told = browser.js("return document.querySelector('dialog ul').innerText")
        self.assertIn("one@example.org:", told)
        self.assertIn("three@example.org:", told)
        browser.press("Done")
        self.assertIn("Billing admin", browser.row("two@example.org").text)
        browser.row("one@example.org")


if __name__ == "__main__":
    main()
