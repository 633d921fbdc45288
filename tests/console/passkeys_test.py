#!/usr/bin/python3
"""Passkeys: adding one, signing in with it alone, the second step, and where there are none.

  passkeys_test.py ORGD [TEST]...
"""

import json

from axe import Looking
from pages import settled
from passkey_device import PasskeyDevice
from story import BehindProxy, main

NONE_WAS_USED = "No passkey was used"
NO_NAME = "Passkeys do not work on this page"
# What a browser says that gives up; it waits for the server's five minutes otherwise.
IMPATIENT = """
const {credentials} = navigator
const get = credentials.get.bind(credentials)
credentials.get = (asked) => {
  asked.publicKey.timeout = 10_000
  return get(asked)
}
"""


class Passkeys(Looking, BehindProxy):
    name = "localhost"

    def setUp(self):
        super().setUp()
        self.addCleanup(self.proxy.mend)

    def device(self, **how):
        made = PasskeyDevice(self.browser, **how)
        self.addCleanup(made.remove)
        return made

    def add_passkey(self, name):
        """On the page of second steps."""
        browser = self.browser
        browser.press("Add a passkey")
        browser.fill("What you call it", name)
        browser.press("Go on")
        browser.row(name)

    def with_passkey(self, address, name="Laptop"):
        """Somebody who is signed in and has a passkey."""
        self.stage.person(address)
        self.enter(address, "me/factors")
        self.add_passkey(name)

    def refused(self, text):
        self.browser.until(f"the refusal {text!r}", lambda: text in (self.browser.js(
            "return document.querySelector('form[aria-busy=false] [role=alert]')?.innerText")
            or ""))

    def value_of(self, field):
        return self.browser._named("field", field).property("value")

    def test_signing_in_with_a_passkey_alone(self):
        browser, device = self.browser, self.device()
        self.stage.person("pia@example.org")
        self.enter("pia@example.org", "me/factors")
        browser.sees("You have no second step")
        browser.press("Add a passkey")
        browser.sees("A passkey is kept by this device")
        self.look("the name of a passkey")
        browser.press("Cancel")
        self.add_passkey("Laptop")
        browser.sees("The passkey is added")
        row = browser.row("Laptop").text
        self.assertIn("Passkey", row)
        self.assertIn("Confirmed", row)
        self.assertEqual(len(device.passkeys()), 1)
        self.look("a passkey")
        self.sign_out()
        settled(browser)
        self.look("signing in")
        browser.press("Sign in with a passkey")
        browser.heading("Organizations")  # no second step is asked for
        browser.sees("pia@example.org")
        # The device has one, so it makes no second one.
        browser.open(self.stage.page("me/factors"))
        browser.press("Add a passkey")
        browser.fill("What you call it", "Another")
        browser.press("Go on")
        self.refused("This device already has a passkey")
        self.assertEqual(self.value_of("What you call it"), "Another")

    def test_a_passkey_as_second_step(self):
        browser = self.browser
        self.device()
        self.with_passkey("sue@example.org")
        self.sign_out()
        self.fill_sign_in("sue@example.org")
        browser.heading("Second step")
        browser.sees("Show your passkey")
        browser.press("Use a recovery code instead")
        browser.press("Use a passkey instead")
        self.look("a passkey as second step")
        browser.press("Use a passkey")
        browser.heading("Organizations")
        browser.open(self.stage.page("me/factors"))
        self.add_app()
        self.sign_out()
        self.fill_sign_in("sue@example.org")
        browser.sees("Enter the code")
        self.look("a second step with a choice")
        browser.press("Use a passkey instead")
        browser.press("Use a passkey")
        browser.heading("Organizations")

    def test_a_proof_that_is_asked_for_anew(self):
        browser = self.browser
        self.device()
        self.with_passkey("ann@example.org")
        stale = {"error": 403, "errorCode": "FRESH_PROOF_REQUIRED", "detail": "stale"}
        self.proxy.fail("DELETE /orgd/v1/me/factors", status=403, body=json.dumps(stale),
                        fields={"Content-Type": "application/json"})
        browser.press("Remove: Laptop")
        browser.sees("Laptop no longer counts when you sign in")
        browser.press("Remove")
        browser.heading("Second step")
        browser.sees("show once more that it is you")
        self.proxy.mend()
        browser.press("Use a passkey")
        browser.row("Laptop")
        browser.press("Remove: Laptop")
        browser.press("Remove")
        browser.sees("You have no second step")

    def test_a_passkey_that_was_removed_lets_nobody_in(self):
        browser, device = self.browser, self.device()
        self.with_passkey("rob@example.org")
        browser.press("Remove: Laptop")
        browser.press("Remove")
        browser.sees("You have no second step")
        self.assertEqual(len(device.passkeys()), 1)  # the device has it still
        self.sign_out()
        browser.fill("E-mail address", "rob@example.org")
        browser.press("Sign in with a passkey")
        self.refused("The server does not know this passkey")
        self.look("a passkey that is not known")
        browser.heading("Sign in")
        self.assertEqual(self.value_of("E-mail address"), "rob@example.org")
        self.fill_sign_in("rob@example.org")
        browser.heading("Organizations")

    def test_a_window_that_is_closed(self):
        browser, device = self.browser, self.device()
        self.stage.person("cleo@example.org")
        self.enter("cleo@example.org", "me/factors")
        device.know(False)
        browser.press("Add a passkey")
        browser.fill("What you call it", "Laptop")
        browser.press("Go on")
        self.refused("No passkey was made")
        self.assertEqual(self.value_of("What you call it"), "Laptop")
        self.look("a passkey that was not made")
        device.know(True)
        browser.press("Go on")
        browser.row("Laptop")
        self.assertEqual(len(browser.js("return [...document.querySelectorAll('tbody tr')]")), 1)
        self.sign_out()
        device.know(False)
        browser.fill("E-mail address", "cleo@example.org")
        browser.press("Sign in with a passkey")
        self.refused(NONE_WAS_USED)
        self.assertEqual(self.value_of("E-mail address"), "cleo@example.org")
        device.know(True)
        browser.press("Sign in with a passkey")
        browser.heading("Organizations")

    def test_nobody_answers(self):
        browser = self.browser
        self.device(willing=False)
        browser.open(self.stage.page("signin"))
        browser.fill("E-mail address", "nora@example.org")
        browser.js(IMPATIENT)
        browser.press("Sign in with a passkey")
        self.refused("The browser has waited for too long")
        self.assertEqual(self.value_of("E-mail address"), "nora@example.org")

    def test_an_address_has_none(self):
        browser = self.browser
        self.device()
        self.with_passkey("abe@example.org")
        self.stage.person("ben@example.org")
        self.sign_out()
        there = self.stage.url.replace("localhost", "127.0.0.1")
        browser.open(f"{there}/console/signin")
        browser.sees(NO_NAME)
        self.assertNotIn("Sign in with a passkey", self.buttons())
        self.look("signing in at an address")
        self.fill_sign_in("ben@example.org")
        browser.heading("Organizations")
        browser.open(f"{there}/console/me/factors")
        browser.sees(NO_NAME)
        settled(browser)
        self.assertNotIn("Add a passkey", self.buttons())
        self.look("second steps at an address")
        self.sign_out()
        self.fill_sign_in("abe@example.org")
        browser.heading("Second step")
        browser.sees(NO_NAME)
        self.look("a second step at an address")
        self.assertNotIn("Use a passkey", self.buttons())
        browser.follow(self.stage.url)  # whoever follows it may sign in there
        browser.press("Sign in with a passkey")
        browser.until("the console at the name", lambda: browser.url.startswith(self.stage.url))
        browser.sees("abe@example.org")

    def test_a_browser_without_passkeys(self):
        browser = self.browser
        script = browser.devtools("Page.addScriptToEvaluateOnNewDocument",
                                  {"source": "delete window.PublicKeyCredential"})
        self.addCleanup(browser.devtools, "Page.removeScriptToEvaluateOnNewDocument", script)
        browser.open(self.stage.page("signin"))
        browser.sees("This browser has no passkeys")
        self.assertNotIn("Sign in with a passkey", self.buttons())
        self.look("signing in without passkeys")


if __name__ == "__main__":
    main()
