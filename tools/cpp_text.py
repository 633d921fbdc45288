"""Reads C++ just well enough to check style: what of it is code."""
import re

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/'
    r'|(?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-zA-Z])'(?:\\.|[^'\\\n])+'",
    re.DOTALL)


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
