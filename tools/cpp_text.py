"""Reads C++ just well enough to check style: what is code, and how long each function is."""
import re
from dataclasses import dataclass

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/'
    r'|(?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-zA-Z])'(?:\\.|[^'\\\n])+'",
    re.DOTALL)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def code_of(text):
    """The text without comments and literals; lines and columns stay where they are."""
    def hide(match):
        token = match.group()
        if token.startswith(("//", "/*")):
            return _blank(token)
        quote = token[-1]
        first = token.index(quote)
        return token[:first] + quote + _blank(token[first + 1:-1]) + quote
    return TOKEN.sub(hide, text)


def without_directives(code):
    """The code without preprocessor lines, their continuations included."""
    return DIRECTIVE.sub(lambda match: _blank(match.group()), code)


@dataclass
class Function:
    line: int    # where its declaration begins
    length: int  # lines from there to its closing brace
    head: str


SCOPE = re.compile(
    r"\bnamespace\b[\w:\s]*$"
    r'|\bextern\s*"\s*"$'
    r"|\b(?:class|struct|union|enum)\b\s*(?:[\w:<>, ]*?)(?:\s+final)?\s*(?::(?!:)[^;{}]*)?$")
AFTER_PARAMETERS = re.compile(
    r"\)\s*(?:(?:const|volatile|override|final|mutable|constexpr|try|&&?"
    r"|noexcept(?:\s*\(.*\))?)\s*)*(?:->.*|requires\b.*)?$", re.DOTALL)
CONSTRUCTOR = re.compile(r"\)\s*(?:noexcept\s*)?:(?!:).*[)}]$", re.DOTALL)
PLAIN_LAMBDA = re.compile(r"(?:^|[=(,{<]|\breturn)\s*\[[^\[\]]*\]$")
ACCESS = re.compile(r"^(?:\s*(?:public|protected|private)\s*:(?!:))+")


def _kind(head):
    text = head.strip()
    if AFTER_PARAMETERS.search(text) and not text.endswith("="):
        return "function"
    if SCOPE.search(text):
        return "scope"
    if CONSTRUCTOR.search(text) or PLAIN_LAMBDA.search(text):
        return "function"
    return "value"


class _Reader:
    """Walks over the code; knows for each open brace what it opened."""

    def __init__(self, code):
        self.code = code
        self.open = []       # (kind, the head before it, where that began)
        self.head = ""
        self.begin = None
        self.functions = []
        self.depth = 0       # braces inside a function

    def inside_function(self):
        return bool(self.open) and self.open[-1][0] == "function"

    def reset(self):
        self.head, self.begin = "", None

    def opened(self, at):
        head = ACCESS.sub("", self.head)
        self.open.append((_kind(head), self.head, at if self.begin is None else self.begin))
        self.reset()

    def closed(self, at):
        kind, head, begin = self.open.pop()
        self.reset()
        if kind == "function":
            line = self.code.count("\n", 0, begin) + 1
            length = self.code.count("\n", begin, at) + 1
            self.functions.append(Function(line, length, " ".join(head.split())))
        if kind == "value" or head.count("(") > head.count(")"):
            self.head, self.begin = head + "{}", begin

    def step(self, at, c):
        if self.inside_function():
            self.depth += (c == "{") - (c == "}")
            if self.depth < 0:
                self.depth = 0
                self.closed(at)
        elif c == "{":
            self.opened(at)
        elif c == "}":
            if not self.open:
                raise ValueError("a brace closes that was never opened")
            self.closed(at)
        elif c == ";" and self.head.count("(") <= self.head.count(")"):
            self.reset()
        else:
            if self.begin is None and not c.isspace():
                self.begin = at
            self.head += c
            if c == ":" and ACCESS.fullmatch(self.head) and self.code[at + 1] != ":":
                self.reset()

    def read(self):
        for at, c in enumerate(self.code):
            self.step(at, c)
        if self.open:
            raise ValueError("a brace opens that is never closed")
        return self.functions


def functions_of(code):
    """Every outermost function, lambda or test body. Raises ValueError when braces do not match."""
    return _Reader(without_directives(code)).read()
