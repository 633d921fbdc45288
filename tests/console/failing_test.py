#!/usr/bin/python3
"""The console where the API is slow, fails or is not there: it says so, offers another try, and
loses nothing that was typed.

  failing_test.py ORGD [TEST]...
"""

from story import BehindProxy, main

SLOW = 3


class Failing(BehindProxy):
    expected = (r"the server responded with a status of 50\d",
                r"net::ERR_(EMPTY_RESPONSE|INTERNET_DISCONNECTED|CONNECTION_(CLOSED|RESET))")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stage.person("olga@example.org")

    def setUp(self):
        super().setUp()
        self.addCleanup(self.proxy.mend)
        self.org = f"orgs/{self.stage.org}"
        self.enter("olga@example.org", f"{self.org}/teams")
        self.browser.sees("There are no")

    def told(self):
        return self.browser.until("what went wrong", lambda: self.browser.js(
            "return document.querySelector('[role=alert] p')?.innerText"))

    def online(self, on):
        conditions = {"offline": not on, "latency": 0, "download_throughput": -1,
                      "upload_throughput": -1}
        self.browser.ask("POST", "/chromium/network_conditions",
                         {"network_conditions": conditions})

    def test_a_list_that_fails_can_be_asked_for_again(self):
        faults = ({"status": 500}, {"status": 502, "body": "<h1>Bad gateway</h1>"},
                  {"status": 503, "fields": {"Retry-After": "7"}}, {"cut": True})
        texts = ("The server could not do this (500).", "The server could not do this (502).",
                 "Try again in 7 seconds.", "The server does not answer")
        for how, text in zip(faults, texts):
            with self.subTest(text):
                self.proxy.fail(f"/{self.org}/apiKeys", **how)
                self.browser.follow("API keys")
                self.assertIn(text, self.told())
                self.proxy.mend()
                self.browser.press("Try again")
                self.browser.row("first key")
                self.browser.follow("Teams")
                self.browser.sees("There are no teams")

    def test_the_page_itself_comes_when_the_server_is_back(self):
        for line in ("/sessions/current", "/v1/me", f"/v2/{self.org} "):
            with self.subTest(line):
                self.proxy.fail(line, status=503)
                self.browser.reload()
                self.told()
                self.proxy.mend()
                self.browser.press("Try again")
                self.browser.sees("There are no teams")

    def change_that_fails(self, text):
        """What was typed is there still, and sent by a second press."""
        browser = self.browser
        browser.press("New API key")
        browser.fill("What it is for", text)
        browser.tick("Read only")
        browser.press("New API key")
        said = self.told()
        self.assertEqual(browser._named("field", "What it is for").property("value"), text)
        self.assertTrue(browser._named("field", "Read only").property("checked"))
        self.proxy.mend()
        self.online(True)
        browser.press("New API key")
        browser.sees("This is shown once")
        browser.press("Done")
        browser.row(text)
        return said

    def test_a_change_that_fails_loses_nothing(self):
        self.browser.follow("API keys")
        self.browser.row("first key")
        for how, text in (({"status": 500}, "(500)"),
                          ({"status": 503, "fields": {"Retry-After": "3"}},
                           "Try again in 3 seconds."),
                          ({"cut": True}, "The server does not answer")):
            self.proxy.fail("POST /api/atlas", **how)
            self.assertIn(text, self.change_that_fails(f"after {how}"))

    def test_offline_nothing_is_lost(self):
        self.browser.follow("API keys")
        self.browser.heading("API keys")
        self.addCleanup(self.online, True)
        self.online(False)
        self.assertIn("does not answer", self.change_that_fails("after being offline"))
        self.online(False)
        self.browser.follow("Projects")
        self.assertIn("does not answer", self.told())
        self.online(True)
        self.browser.press("Try again")
        self.browser.sees("There are no projects")

    def test_slow_one_press_is_one_request(self):
        browser = self.browser
        browser.press("New team")
        browser.fill("Name", "Patience")
        browser.tick("olga@example.org")
        self.proxy.fail(f"POST /api/atlas/v2/{self.org}/teams", wait=SLOW)
        browser.js("const form = document.querySelector('dialog form');"
                   "const press = form.querySelector('[type=submit]');"
                   "for (let i = 0; i < 3; ++i) press.click();"
                   "form.requestSubmit()")
        browser.until("a button that says so", lambda: browser.js(
            "const buttons = [...document.querySelectorAll('dialog form button')];"
            "return buttons.length === 2 && buttons.every((one) => one.disabled) &&"
            "buttons[0].innerText === 'One moment …'"))
        browser.js("document.querySelector('dialog form').requestSubmit()")
        browser.row("Patience")
        self.assertEqual(len(self.proxy.lines(f"POST /api/atlas/v2/{self.org}/teams")), 1)
        browser.press("Delete: Patience")
        browser.press("Delete")
        browser.sees("There are no teams")

    def test_slow_it_says_that_it_waits(self):
        browser = self.browser
        self.proxy.fail(f"/{self.org}/groups", wait=SLOW)
        browser.follow("Projects")
        browser.until("a status", lambda: "Loading" in (browser.js(
            "return document.querySelector('main [role=status]')?.innerText") or ""))
        browser.sees("There are no projects")
        # Whoever goes on meanwhile gets the page of the later choice, not that of the slower one.
        browser.follow("Teams")
        browser.sees("There are no teams")
        browser.follow("Projects")
        browser.follow("Teams")
        self.proxy.wait_for(f"/{self.org}/groups", 2)
        browser.sees("There are no teams")
        self.proxy.mend()
        browser.sees_not("There are no projects")

    def test_choices_that_fail_can_be_asked_for_again(self):
        browser = self.browser
        self.proxy.fail(f"GET /api/atlas/v2/{self.org}/users", status=500)
        browser.press("New team")
        browser.fill("Name", "Kept")
        self.assertIn("(500)", self.told())
        self.proxy.mend()
        browser.press("Try again")
        browser.tick("olga@example.org")
        self.assertEqual(browser._named("field", "Name").property("value"), "Kept")
        browser.press("Cancel")
        browser.question()
        browser.accept()

    def test_signing_in_and_out_fail_and_are_tried_again(self):
        browser = self.browser
        self.proxy.fail("DELETE /orgd/v1/sessions/current", status=500)
        browser.press("Sign out")
        self.assertIn("(500)", self.told())
        self.proxy.mend()
        self.sign_out()
        self.proxy.fail("POST /orgd/v1/sessions", status=503, fields={"Retry-After": "2"})
        self.fill_sign_in("olga@example.org")
        self.assertIn("Try again in 2 seconds.", self.told())
        self.assertEqual(browser._named("field", "E-mail address").property("value"),
                         "olga@example.org")
        self.proxy.mend()
        browser.press("Sign in")
        browser.row("Acme Industries")  # whoever signed out begins anew


if __name__ == "__main__":
    main()
