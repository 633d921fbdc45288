#!/usr/bin/python3
"""The pages of a sandbox's control listener: worlds, clock, faults and the journal.

  sandbox_test.py ORGD [TEST]...
"""

import json
import pathlib
import tempfile
import unittest

import requests
from requests.auth import HTTPDigestAuth

from axe import COLOURS, barriers
from browser import Browser
from pages import HOSTILE, settled
from sandbox_stage import KEY, SECRET, Sandbox
from stage import VERSIONED
from story import Story, main

TOKEN = "a-token-of-this-test-alone"


class InSandbox(unittest.TestCase):
    arguments = ()

    @classmethod
    def setUpClass(cls):
        cls.sandbox = cls.enterClassContext(Sandbox(Story.orgd, cls.arguments))
        cls.browser = cls.enterClassContext(Browser())

    def setUp(self):
        self.browser.forget()
        self.browser.complaints()

    def tearDown(self):
        """Nothing was refused by the content security policy, and no script has failed."""
        for complaint in self.browser.complaints():
            self.assertRegex(complaint, r"the server responded with a status of 4\d\d")

    def open(self, path):
        self.browser.open(self.sandbox.page(path))
        settled(self.browser)


class Pages(InSandbox):
    def call(self, world, path="/orgs", **fields):
        return requests.get(f"{self.sandbox.url}/w/{world}/api/atlas/v2{path}", timeout=30,
                            auth=HTTPDigestAuth(KEY, SECRET),
                            headers={"Accept": VERSIONED, **fields})

    def test_worlds_come_and_go(self):
        browser = self.browser
        self.open("")
        browser.row("default")
        self.assertEqual(browser.url, self.sandbox.page("worlds"))
        browser.press("New world")
        browser.fill("Name of the world", "made-here")
        browser.choose("It begins", "with this seed file")
        browser.paste("Seed file", "organizations:\n  - name: By Hand\n    people:\n"
                      "      - {email: dana@example.org, roles: [ORG_OWNER]}\n")
        browser.press("New world")
        browser.row("made-here")
        browser.follow("made-here")
        browser.row("dana@example.org")
        browser.sees("By Hand")
        self.assertIn(f"{self.sandbox.url}/w/made-here", browser.text())
        browser.press("New snapshot")
        browser.fill("Name of the snapshot", "early")
        browser.press("New snapshot")
        browser.row("early")
        browser.follow("Worlds")
        browser.press("Delete: made-here")
        browser.sees("The world made-here is gone")
        browser.press("Delete", browser.js("return document.querySelector('dialog form')"))
        browser.sees("The world is deleted")
        self.assertEqual([one["name"] for one in self.sandbox.control("GET", "/worlds")["worlds"]
                          if one["name"] == "made-here"], [])

    def test_somebody_who_is_added_can_call(self):
        browser = self.browser
        self.sandbox.settle("tried")
        self.open("worlds/tried")
        browser.press("Add somebody")
        browser.fill("Name of the organization", "Trial")
        browser.fill("E-mail address of its owner", "tom@example.org")
        browser.press("Add somebody", browser.js("return document.querySelector('dialog form')"))
        browser.sees("This is shown once")
        shown = browser.js(
            "return [...document.querySelectorAll('dialog code')].map((code) => code.innerText)")
        answer = requests.get(f"{self.sandbox.url}/w/tried/api/atlas/v2/orgs", timeout=30,
                              auth=HTTPDigestAuth(shown[2], shown[3]),
                              headers={"Accept": VERSIONED})
        self.assertEqual([one["name"] for one in answer.json()["results"]], ["Trial"])
        browser.press("Done")
        browser.row("tom@example.org")

    def test_the_journal_is_live(self):
        browser = self.browser
        self.sandbox.settle("watched")
        self.open("worlds/watched/journal")
        browser.sees("Nothing was called yet")
        browser.js("window.sameDocument = true")
        self.assertEqual(self.call("watched").status_code, 200)
        browser.row("/api/atlas/v2/orgs")
        self.assertEqual(self.call("watched", "/orgs/0123").status_code, 400)
        browser.row("/orgs/0123")
        self.assertTrue(browser.js("return window.sameDocument"), "it was loaded again")
        browser.choose("Status", "4xx")
        browser.press("Filter")
        browser.until("one row", lambda: browser.js(
            "return document.querySelectorAll('tbody tr').length") == 1)
        self.assertEqual(self.call("watched", "/orgs/4567").status_code, 400)
        browser.row("/orgs/4567")
        browser.press("Clear", browser.js("return document.querySelector('form.filters')"))
        browser.until("all rows", lambda: browser.js(
            "return document.querySelectorAll('tbody tr').length") == 3)
        browser.press("Clear")
        browser.press("Clear", browser.js("return document.querySelector('dialog form')"))
        browser.sees("Nothing was called yet")
        self.assertEqual(self.sandbox.control("GET", "/requests?world=watched")["requests"], [])

    def test_hostile_values_are_text(self):
        browser = self.browser
        self.sandbox.settle("hostile")
        image = HOSTILE[:HOSTILE.index(">") + 1]
        self.call("hostile", "/orgs/" + HOSTILE.replace(" ", "%20"), **{"X-Odd": image})
        self.open("worlds/hostile/journal")
        browser.sees("onerror")
        browser.js("document.querySelector('tbody a').click()")
        browser.sees("X-Odd")
        browser.sees(image)
        self.assertEqual(browser.js("return document.querySelectorAll('main img').length"), 0)

    def test_the_clock_stands_and_moves_on(self):
        browser = self.browser
        self.sandbox.settle("timed")
        self.open("worlds/timed/clock")
        browser.press("Freeze")
        browser.press("Let it run")
        browser.press("Freeze")
        browser.sees("stands")
        browser.js("const [field] = document.querySelectorAll('input[type=datetime-local]');"
                   "const set = Object.getOwnPropertyDescriptor("
                   "HTMLInputElement.prototype, 'value').set;"
                   "set.call(field, '2030-01-01T12:00');"
                   "field.dispatchEvent(new Event('input', {bubbles: true}))")
        browser.press("Set")
        browser.sees("It is 2030-01-01T12:00:00Z now")
        browser.fill("By how much", "31d")
        browser.press("Move on")
        browser.sees("It is 2030-02-01T12:00:00Z now")
        self.assertEqual(self.sandbox.control("GET", "/clock?world=timed"),
                         {"at": "2030-02-01T12:00:00Z", "mode": "frozen"})

    def test_a_fault_is_answered(self):
        browser = self.browser
        self.sandbox.settle("broken")
        self.open("worlds/broken/faults")
        browser.sees("Nothing fails on purpose")
        browser.press("New fault")
        browser.fill("Path", "/api/atlas/v2/orgs")
        browser.fill("Answer this status", "503")
        browser.fill("Seconds for Retry-After", "7")
        browser.press("New fault", browser.js("return document.querySelector('dialog form')"))
        browser.row("503")
        answer = self.call("broken")
        self.assertEqual((answer.status_code, answer.headers["Retry-After"]), (503, "7"))
        browser.reload()
        browser.row("503")
        self.assertEqual(browser.js(
            "return document.querySelector('[data-head=Hits]').innerText.trim()"), "1")
        browser.press("Delete all")
        browser.press("Delete all", browser.js("return document.querySelector('dialog form')"))
        browser.sees("Nothing fails on purpose")
        self.assertEqual(self.call("broken").status_code, 200)

    def test_axe_finds_nothing(self):
        browser = self.browser
        self.sandbox.furnish("looked-at")
        self.sandbox.control("PUT", "/worlds/empty", {"seed": {}})
        empty = [f"worlds/empty{page}" for page in ("", "/faults", "/journal")]
        for path in [*self.sandbox.pages_of("looked-at"), *empty, "worlds/nowhere", "none"]:
            self.open(path)
            for width in (1200, 360):
                browser.size(width, 900)
                browser.scheme("light")
                found = barriers(browser)
                browser.scheme("dark")
                found += barriers(browser, **COLOURS)
                with self.subTest(path, width=width):
                    self.assertEqual("\n".join(found), "")


class WithToken(InSandbox):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        file = pathlib.Path(folder, "token")
        file.write_text(TOKEN + "\n")
        file.chmod(0o600)
        cls.arguments = ("--control-token-file", file)
        super().setUpClass()

    def test_a_page_asks_for_it_and_keeps_it_to_itself(self):
        browser = self.browser
        self.open("worlds/default/clock")
        browser.heading("The control plane asks for its token")
        browser.fill("Token", "another-token-altogether")
        browser.press("Go on")
        browser.sees("This is not the token")
        browser.fill("Token", TOKEN)
        browser.press("Go on")
        browser.press("Freeze")
        browser.press("Let it run")
        self.assertNotIn(TOKEN, browser.url)
        self.assertNotIn(TOKEN, browser.text())
        self.assertNotIn(TOKEN, json.dumps(browser.js("return {...localStorage}")))
        self.assertEqual(browser.ask("GET", "/cookie"), [])
        browser.reload()
        browser.press("Freeze")


if __name__ == "__main__":
    main()
