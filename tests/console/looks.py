#!/usr/bin/python3
"""Pictures of every page of the console, to be looked at.

  looks.py ORGD DIRECTORY [--dark] [--language LANGUAGE] [--width N]...

Writes PAGE-WIDTH.png, and fails where a page is wider than its window.
"""

import argparse
import pathlib
import sys

from browser import Browser
from pages import furnish, pages_of, settled
from stage import PASSWORD, Stage

WIDTHS = (360, 1024, 1920)


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


def sign_in(browser):
    """In whatever language the page is: by the order of its fields."""
    script = "return document.querySelectorAll('form input')[arguments[0]] ?? null"
    for at, text in enumerate(("olga@example.org", PASSWORD)):
        browser.until("a field", lambda at=at: browser.js(script, at)).replace(text)
    browser.js("document.querySelector('form').requestSubmit()")
    browser.until("the signed-in page", lambda: not browser.url.endswith("signin"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("orgd")
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--language", default="en")
    parser.add_argument("--width", type=int, action="append")
    given = parser.parse_args()
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
    if pictures.wide:
        sys.exit("\n".join(pictures.wide))


if __name__ == "__main__":
    main()
