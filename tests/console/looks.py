#!/usr/bin/python3
"""Pictures of every page of the console, to be looked at.

  looks.py ORGD DIRECTORY [--dark] [--language LANGUAGE] [--width N]...
  looks.py ORGD --write

Writes PAGE-WIDTH.png, and fails where a page is wider than its window. --write makes those that the
README shows, docs/console-PAGE.png, for light and for dark colours.
"""

import argparse
import pathlib
import sys

from browser import Browser
from pages import furnish, pages_of, settled
from sandbox_stage import Sandbox
from stage import PASSWORD, Stage

WIDTHS = (360, 1024, 1920)
DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"
# Of a picture that every clone gets.
MOST_BYTES = 100_000
STAFF = (("Ada", "Byrne", "ORG_OWNER"), ("Jonas", "Keller", "ORG_GROUP_CREATOR"),
         ("Mateo", "Ruiz", "ORG_MEMBER"))


class Pictures:
    def __init__(self, browser, directory, widths):
        self.browser, self.directory, self.widths = browser, directory, widths
        self.wide = []

    def take(self, name):
        for width in self.widths:
            self.browser.size(width, 800)
            settled(self.browser)
            actual = self.browser.js("return document.documentElement.scrollWidth")
            if actual > width:
                self.wide.append(f"{name} is {actual} wide at {width}")
            self.browser.shot(self.directory / f"{name}-{width}.png")


def sign_in(browser, address="olga@example.org"):
    """In whatever language the page is: by the order of its fields."""
    script = "return document.querySelectorAll('form input')[arguments[0]] ?? null"
    for at, text in enumerate((address, PASSWORD)):
        browser.until("a field", lambda at=at: browser.js(script, at)).replace(text)
    browser.js("document.querySelector('form').requestSubmit()")
    browser.until("the signed-in page", lambda: not browser.url.endswith("signin"))


def furnish_for_readers(stage):
    """What an organization may look like; the address of its first person."""
    addresses = [f"{first.lower()}@example.org" for first, _, _ in STAFF]
    for address, (first, last, role) in zip(addresses, STAFF):
        stage.person(address, role, first, last)
    stage.invite("sofia@example.org")
    team = stage.api("POST", f"/orgs/{stage.org}/teams",
                     {"name": "Flight software", "usernames": addresses[1:2]})
    project = stage.api("POST", "/groups", {"name": "Rocket", "orgId": stage.org})
    stage.api("POST", f"/groups/{project['id']}/teams",
              [{"teamId": team["id"], "roleNames": ["GROUP_OWNER"]}])
    stage.api("POST", f"/groups/{project['id']}/users",
              {"username": addresses[2], "roles": ["GROUP_READ_ONLY"]})
    return addresses[0], project["id"]


def write_for_readers(orgd):
    with Stage(orgd) as stage, Browser() as browser:
        address, project = furnish_for_readers(stage)
        browser.size(1200, 640)
        browser.open(stage.page("signin"))
        sign_in(browser, address)
        org = f"orgs/{stage.org}"
        for name, path in (("people", f"{org}/people"), ("project", f"{org}/projects/{project}")):
            for scheme, mark in (("light", ""), ("dark", "-dark")):
                browser.scheme(scheme)
                browser.open(stage.page(path))
                settled(browser)
                picture = DOCS / f"console-{name}{mark}.png"
                browser.shot(picture)
                if picture.stat().st_size > MOST_BYTES:
                    sys.exit(f"{picture} has more than {MOST_BYTES} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("orgd")
    parser.add_argument("directory", type=pathlib.Path, nargs="?")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--language", default="en")
    parser.add_argument("--width", type=int, action="append")
    given = parser.parse_args()
    if given.write:
        write_for_readers(given.orgd)
        return
    if given.directory is None:
        parser.error("where to?")
    given.directory.mkdir(parents=True, exist_ok=True)
    with Stage(given.orgd) as stage, Browser(given.language) as browser:
        made = furnish(stage)
        browser.scheme("dark" if given.dark else "light")
        pictures = Pictures(browser, given.directory, given.width or WIDTHS)
        browser.open(stage.link_to("guest@example.org"))
        pictures.take("accept")
        for name in ("signin", "reset"):
            browser.open(stage.page(name))
            pictures.take(name)
        browser.open(stage.page("signin"))
        sign_in(browser)
        for name, path in pages_of(stage, made).items():
            browser.open(stage.page(path))
            pictures.take(name)
        browser.open(stage.page(f"orgs/{stage.org}/people"))
        settled(browser)
        browser.js("document.querySelector('.list > header button').click()")
        pictures.take("window")
    with Sandbox(given.orgd) as sandbox, Browser(given.language) as browser:
        sandbox.furnish("looked-at")
        browser.scheme("dark" if given.dark else "light")
        of_sandbox = Pictures(browser, given.directory, given.width or WIDTHS)
        for path in sandbox.pages_of("looked-at"):
            browser.open(sandbox.page(path))
            of_sandbox.take("sandbox-" + path.replace("/", "-"))
        pictures.wide += of_sandbox.wide
    if pictures.wide:
        sys.exit("\n".join(pictures.wide))


if __name__ == "__main__":
    main()
