"""What g++ 12 miscompiles around co_await, found in the text of one C++ file.

Used by tidy.py; knows nothing of its other rules.
"""
import re

CONDITIONAL = "co_await in an expression with ?:, && or ||, which g++ 12 miscompiles: await first"
BRACED = "a braced temporary in what is awaited, which g++ 12 destroys twice: give it a name"
CAPTURE = "a lambda with copies in what is awaited, which g++ 12 destroys twice: give it a name"


def _before(code, at):
    """The statement's text before `at`."""
    return re.split(r"[;{}]", code[:at])[-1]


def _after(code, at):
    """The statement's text from `at` to its end, or to the body of a lambda among its arguments."""
    depth = 0
    for i in range(at, len(code)):
        c = code[i]
        if c == ";" and depth <= 0:
            return code[at:i]
        if c == "{" and code[at:i].rstrip()[-1:] not in (",", "("):
            return code[at:i]
        if c in "({":
            depth += 1
        elif c in ")}":
            depth -= 1
            if depth < 0:
                return code[at:i]
    return code[at:]


def _copies(capture):
    """Whether a lambda's capture keeps more than references and `this`."""
    names = [name.strip() for name in capture.split(",") if name.strip()]
    return any(name != "this" and not name.startswith("&") for name in names)


def findings(code):
    """Yields (line, message) for code whose comments and literals are blanked."""
    for match in re.finditer(r"\bco_await\b", code):
        line = code.count("\n", 0, match.start()) + 1
        before, after = _before(code, match.start()), _after(code, match.start())
        if re.search(r"\?|&&|\|\|", before) or "?" in after:
            yield line, CONDITIONAL
        elif re.search(r"[,(]\s*\{", after):
            yield line, BRACED
        elif any(_copies(capture) for capture in re.findall(r"[,(]\s*\[([^\]]*)\]", after)):
            yield line, CAPTURE
