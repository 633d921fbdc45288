"""A browser that a test moves: Debian's Chromium by its driver, spoken to as W3C WebDriver says."""

import base64
import json
import os
import pathlib
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PATIENCE = 60
ENTER = "\ue007"
ESCAPE = "\ue00c"
TAB = "\ue004"
DELETE = "\ue017"

# Finds what a person would: by the words that are on it or beside it.
FIND = """
const [kind, name, root] = arguments
const shown = (element) => element.getClientRects().length > 0
const words = (text) => (text ?? '').replace(/\\s+/g, ' ').trim()
const dialogs = [...document.querySelectorAll('dialog[open]')]
const within = root ?? dialogs.at(-1) ?? document
if (kind === 'field') {
  const labels = [...within.querySelectorAll('label')].filter(shown)
  const own = (label) => words([...label.childNodes]
    .filter((node) => node.nodeName !== 'SELECT' && node.nodeName !== 'SMALL')
    .map((node) => node.textContent).join(' '))
  const found = labels.find((label) => own(label) === name)
    ?? labels.find((label) => words(label.textContent).startsWith(name))
  return found?.control ?? null
}
const selector = {button: 'button', link: 'a', heading: 'h1, h2'}[kind]
const all = [...within.querySelectorAll(selector)].filter(shown)
const label = (element) => words(element.getAttribute('aria-label') ?? element.textContent)
return all.find((element) => label(element) === name)
  ?? all.find((element) => label(element).startsWith(name))
  ?? all.find((element) => label(element).includes(name)) ?? null
"""


class Missing(AssertionError):
    """What the page should show and does not."""


class Element:
    def __init__(self, browser, reference):
        self.browser, self.id = browser, reference

    def _ask(self, method, path, body=None):
        return self.browser.ask(method, f"/element/{self.id}{path}", body)

    def click(self):
        self._ask("POST", "/click", {})

    def type(self, text):
        self._ask("POST", "/value", {"text": text})

    def replace(self, text):
        """What stands in it by a text, as keys do."""
        self.browser.js("arguments[0].focus(); arguments[0].select()", self)
        self.type(text or DELETE)

    @property
    def text(self):
        return self._ask("GET", "/text")

    def property(self, name):
        return self._ask("GET", f"/property/{name}")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Browser:
    """One window. `with Browser() as browser:`"""

    def __init__(self, language="en", dark=False, arguments=()):
        self.profile = tempfile.TemporaryDirectory(prefix="console-browser-",
                                                   ignore_cleanup_errors=True)
        port = free_port()
        self.driver = subprocess.Popen(
            ["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env={**os.environ, "HOME": self.profile.name,
                                            "LANGUAGE": language})
        self.root = f"http://127.0.0.1:{port}"
        self.session = ""
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                   "--hide-scrollbars", "--disable-extensions", "--no-first-run",
                   f"--user-data-dir={self.profile.name}/profile", f"--lang={language}",
                   f"--accept-lang={language}", "--window-size=1200,900",
                   *(["--force-dark-mode"] if dark else []), *arguments]
        capabilities = {"browserName": "chrome", "unhandledPromptBehavior": "ignore",
                        "goog:loggingPrefs": {"browser": "ALL"},
                        "goog:chromeOptions": {"args": options, "binary": "/usr/bin/chromium"}}
        try:
            self._until_driver_answers()
            made = self._send("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        except BaseException:
            self._end_driver()
            raise
        self.session = f"/session/{made['sessionId']}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self._send("DELETE", self.session)
        finally:
            self._end_driver()

    def _end_driver(self):
        self.driver.terminate()
        self.driver.wait(PATIENCE)
        self.profile.cleanup()

    def _until_driver_answers(self):
        end = time.monotonic() + PATIENCE
        while True:
            try:
                if self._send("GET", "/status")["ready"]:
                    return
            except OSError:
                if time.monotonic() > end:
                    raise
            time.sleep(0.1)

    def _send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.root + path, data, method=method,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=3 * PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            told = json.load(error)["value"]
            raise RuntimeError(f"{told['error']}: {told['message'][:400]}") from None

    def ask(self, method, path, body=None):
        return self._send(method, self.session + path, body)

    def forget(self):
        """As a browser that was never here."""
        self.open("about:blank")
        self.devtools("Network.clearBrowserCookies", {})
        self.size(1200, 900)
        self.scheme("light")

    # Where the window is.
    def open(self, url):
        self.ask("POST", "/url", {"url": url})

    def back(self):
        self.ask("POST", "/back", {})

    def reload(self):
        self.ask("POST", "/refresh", {})

    @property
    def url(self):
        return self.ask("GET", "/url")

    def size(self, width, height):
        """Of the page itself, also narrower than the narrowest window."""
        self.devtools("Emulation.setDeviceMetricsOverride",
                      {"width": width, "height": height, "deviceScaleFactor": 1,
                       "mobile": False})

    def devtools(self, command, parameters):
        return self.ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def scheme(self, name):
        """'light' or 'dark'."""
        self.devtools("Emulation.setEmulatedMedia",
                      {"features": [{"name": "prefers-color-scheme", "value": name}]})

    def shot(self, path):
        """The whole page, however high it is, as a PNG."""
        how = {"format": "png", "captureBeyondViewport": True}
        taken = self.devtools("Page.captureScreenshot", how)
        pathlib.Path(path).write_bytes(base64.b64decode(taken["data"]))

    # What it shows.
    def js(self, script, *arguments):
        given = [{ELEMENT: one.id} if isinstance(one, Element) else one for one in arguments]
        return self._found(self.ask("POST", "/execute/sync", {"script": script, "args": given}))

    def _found(self, value):
        if isinstance(value, list):
            return [self._found(one) for one in value]
        is_element = isinstance(value, dict) and ELEMENT in value
        return Element(self, value[ELEMENT]) if is_element else value

    def js_async(self, script, *arguments):
        return self.ask("POST", "/execute/async", {"script": script, "args": list(arguments)})

    def until(self, what, condition, patience=PATIENCE):
        end = time.monotonic() + patience
        while True:
            try:
                found = condition()
            except RuntimeError as error:  # the page is just changing
                found, last = None, str(error)
            else:
                last = ""
            if found:
                return found
            if time.monotonic() > end:
                raise Missing(f"{what} is not there at {self.url} {last}\n{self.text()[:2000]}")
            time.sleep(0.05)

    def _named(self, kind, name, root=None):
        return self.until(f"the {kind} {name!r}", lambda: self.js(FIND, kind, name, root))

    def text(self):
        return self.js("return document.body?.innerText ?? ''")

    def sees(self, text):
        return self.until(f"the text {text!r}", lambda: text in self.text())

    def sees_not(self, text):
        return self.until(f"a page without {text!r}", lambda: text not in self.text())

    def heading(self, name):
        return self._named("heading", name)

    def row(self, text):
        """The row of a list that holds a text."""
        script = ("return [...document.querySelectorAll('tbody tr')]"
                  ".find((row) => row.innerText.includes(arguments[0])) ?? null")
        return self.until(f"a row with {text!r}", lambda: self.js(script, text))

    # What is done with it.
    def press(self, name, root=None):
        """A button, once it can be pressed and nothing lies before it."""
        def pressed():
            element = self.js(FIND, "button", name, root)
            if element is None or element.property("disabled"):
                return False
            element.click()
            return True
        self.until(f"the button {name!r}", pressed)

    def follow(self, name, root=None):
        def followed():
            element = self.js(FIND, "link", name, root)
            if element is None:
                return False
            element.click()
            return True
        self.until(f"the link {name!r}", followed)

    def fill(self, name, text):
        self._named("field", name).replace(text)

    def paste(self, name, text):
        """Also what keys do not write into a field, as tabs."""
        self.js("arguments[0].focus(); arguments[0].select()", self._named("field", name))
        self.devtools("Input.insertText", {"text": text})

    def tick(self, name, on=True):
        box = self._named("field", name)
        if box.property("checked") != on:
            box.click()

    def choose(self, name, option):
        self._named("field", name)  # its options may still be on their way
        script = ("const [field, option] = arguments;"
                  "const found = [...field.options].find(({text}) => text.includes(option));"
                  "if (!found || field.disabled) return false;"
                  "const set = Object.getOwnPropertyDescriptor("
                  "HTMLSelectElement.prototype, 'value').set;"
                  "set.call(field, found.value);"
                  "field.dispatchEvent(new Event('change', {bubbles: true})); return true")
        self.until(f"the option {option!r}",
                   lambda: self.js(script, self.js(FIND, "field", name, None), option))

    def question(self):
        """The text of the browser's own question, which waits for accept() or dismiss()."""
        return self.until("a question", lambda: self.ask("GET", "/alert/text"))

    def accept(self):
        self.ask("POST", "/alert/accept", {})

    def dismiss(self):
        self.ask("POST", "/alert/dismiss", {})

    def complaints(self):
        """What the browser has written into its log since it was asked last."""
        entries = self.ask("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] in ("SEVERE", "WARNING")]
