"""Asks axe-core, which installed beside the build, what in a page keeps people out."""

import pathlib

SOURCE = (pathlib.Path(__file__).resolve().parents[2]
          / "build/console-axe/node_modules/axe-core/axe.min.js")
RUN = """
const [options, done] = arguments
axe.run(document, options).then(({violations}) => done(violations.flatMap(({id, help, nodes}) =>
  nodes.map(({html, target, failureSummary}) =>
    `${id}: ${help}\\n    ${target}\\n    ${html.slice(0, 300)}\\n    ${failureSummary}`))),
  (error) => done([String(error)]))
"""
# By rule: a tag would also run what axe leaves out by itself, as contrasts of 7.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
WIDE, NARROW = (1200, 900), (360, 800)


def barriers(browser, **options):
    """Whatever axe finds in the page as it is: each finding in words."""
    if not browser.js("return 'axe' in window"):
        browser.js(SOURCE.read_text())
    return browser.js_async(RUN, {"resultTypes": ["violations"], **options})


class Looking:
    """A test with a browser that looks for barriers."""

    def look(self, state):
        """At the page as it is, in both widths and colours."""
        browser = self.browser
        found = {}
        for width, height in (WIDE, NARROW):
            browser.size(width, height)
            browser.scheme("light")
            found[f"{width}, light"] = barriers(browser)
            browser.scheme("dark")
            found[f"{width}, dark"] = barriers(browser, **COLOURS)
        browser.size(*WIDE)
        browser.scheme("light")
        with self.subTest(state):
            told = "\n".join(f"{state} ({how}): {one}" for how, all in found.items()
                             for one in all)
            self.assertEqual(told, "")
