"""The pages of docs whose commands are run, and what their blocks mean.

  ```sh       run, all of a page in one bash, in their order
  ```text     behind such a block: what it prints, but for ids, dates, ports and times
  ```console  `$ ` and a command that serves until it is ended, and the first lines that it prints
  ```yaml     below a line <!-- file: NAME -->: that file, there before anything runs
"""
import re
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
BLOCK = re.compile(r"(?:^<!-- file: (?P<file>\S+) -->\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$",
                   re.MULTILINE | re.DOTALL)
# What differs from run to run. Longer patterns first: a date holds no id, an id may hold no date.
CHANGING = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "DATE"),
    (re.compile(r"\b[0-9a-f]{24}\b"), "ID"),
    (re.compile(r"\b(127\.0\.0\.1|localhost):\d+"), r"\1:PORT"),
    (re.compile(r'"(tookUs|time)":[\d.]+'), r'"\1":N'),
)


@dataclass
class Block:
    language: str
    text: str
    file: str
    line: int


def blocks_of(page):
    text = (DOCS / page).read_text()
    return [Block(match["language"], match["text"], match["file"] or "",
                  text.count("\n", 0, match.start()) + 1) for match in BLOCK.finditer(text)]


def without_changing(text):
    """The text with a word in place of each id, date and port."""
    for pattern, word in CHANGING:
        text = pattern.sub(word, text)
    return text
