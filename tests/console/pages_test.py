#!/usr/bin/python3
"""How pages behave, whatever is on them: addresses, going back, windows, and what is typed.

  pages_test.py ORGD [TEST]...
"""

from browser import ESCAPE, TAB
from story import Story, main


class Pages(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stage.person("olga@example.org")

    def test_signing_in_leads_back_to_the_page_that_was_asked_for(self):
        browser = self.browser
        browser.open(self.stage.page(f"orgs/{self.stage.org}/events?type=JOINED_ORG"))
        browser.heading("Sign in")
        self.fill_sign_in("olga@example.org", "not-the-password-9")
        browser.sees("No account has this address and password.")
        self.fill_sign_in("olga@example.org")
        browser.heading("Events")
        browser.row("JOINED_ORG")
        self.assertTrue(browser.url.endswith("/events?type=JOINED_ORG"), browser.url)

    def test_what_is_typed_is_not_lost_without_a_question(self):
        browser = self.browser
        self.enter("olga@example.org")
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

    def test_a_window_is_left_by_escape_and_gives_the_focus_back(self):
        browser = self.browser
        self.enter("olga@example.org")
        browser.heading("Organizations")
        browser.press("New organization")
        field = browser.until("a field in the window", lambda: browser.js(
            "return document.querySelector('dialog input')"))
        field.type(ESCAPE)
        browser.until("a page without a window", lambda: browser.js(
            "return !document.querySelector('dialog')"))
        self.assertEqual(browser.js("return document.activeElement.innerText"), "New organization")

    def test_the_keyboard_alone_leads_everywhere(self):
        browser = self.browser
        self.enter("olga@example.org", f"orgs/{self.stage.org}/teams")
        browser.sees("There are no teams")
        browser.open("about:blank")
        browser.open(self.stage.page(f"orgs/{self.stage.org}/teams"))
        browser.sees("There are no teams")
        seen = []
        for _ in range(40):
            browser.js("return document.activeElement").type(TAB)
            seen.append(browser.js(
                "const one = document.activeElement;"
                "const box = one.getBoundingClientRect();"
                "return [one.innerText || one.tagName, box.width > 0 && box.height > 0]"))
            if seen[-1][0] == "New team":
                break
        names = [name for name, _ in seen]
        self.assertEqual(names[0], "Skip to the content")
        for name in ("Organizations", "Sign out", "People", "Settings", "New team"):
            self.assertIn(name, names)
        self.assertTrue(all(visible for _, visible in seen), seen)

    def test_it_speaks_what_is_chosen_and_remembers(self):
        browser = self.browser
        browser.open(self.stage.page("signin"))
        browser.heading("Sign in")
        for name, tag, title in (("Deutsch", "de", "Anmelden"), ("Français", "fr", ""),
                                 ("Español", "es", ""), ("English", "en", "Sign in")):
            browser.js("const select = document.querySelector('.language select');"
                       "const set = Object.getOwnPropertyDescriptor("
                       "HTMLSelectElement.prototype, 'value').set;"
                       "set.call(select, arguments[0]);"
                       "select.dispatchEvent(new Event('change', {bubbles: true}))", tag)
            browser.until(f"a page in {name}", lambda tag=tag: browser.js(
                "return document.documentElement.lang") == tag)
            browser.reload()
            browser.until(f"a page in {name} again", lambda tag=tag: browser.js(
                "return document.documentElement.lang") == tag)
            if title:
                browser.heading(title)


if __name__ == "__main__":
    main()
