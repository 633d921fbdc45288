#!/usr/bin/env python3
"""Checks that the code in documents is the code that is compiled and run.

  tools/quotes.py            all documents that quote
  tools/quotes.py --write    replaces each quote by what it quotes

A quote is a fenced block after a line that names a file and, when it has several, a region:
  <!-- quote: samples/lists.cpp pages -->
The region stands in that file between the lines `[doc pages]` and `[/doc]`, each in a comment. In
the guides every block of C++ and CMake must be a quote, and they quote every sample; the other
documents may quote.
"""
import re
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GUIDES = ("docs/sdk.md", "docs/sdk-methods.md", "docs/integrations/cpp.md")
PAGES = sorted(str(page.relative_to(ROOT)) for page in ROOT.glob("docs/integrations/*.md"))
DOCUMENTS = tuple(dict.fromkeys((*GUIDES, "README.md", *PAGES)))
QUOTE = re.compile(r"^<!-- quote: (?P<file>\S+)(?: (?P<region>\w+))? -->\n"
                   r"```(?P<language>\w+)\n(?P<code>.*?)^```\n", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^```(?:cpp|cmake)\n.*?^```\n", re.MULTILINE | re.DOTALL)


class Missing(Exception):
    """A quote of what is not there."""


def region_of(file, region):
    mark = f"[doc {region}]" if region else "[doc]"
    path = ROOT / file
    if not path.is_file():
        raise Missing(f"there is no {file}")
    lines = path.read_text().split("\n")
    begins = [number for number, line in enumerate(lines) if line.strip() in
              (f"// {mark}", f"# {mark}")]
    if len(begins) != 1:
        raise Missing(f"{file} has {len(begins)} regions {mark}")
    ends = [number for number, line in enumerate(lines) if "[/doc]" in line]
    end = next((number for number in ends if number > begins[0]), None)
    if end is None:
        raise Missing(f"{file}: {mark} has no end")
    return textwrap.dedent("\n".join(lines[begins[0] + 1:end]) + "\n")


def renewed(match):
    head = match.group(0).split("\n", 2)[:2]
    return "\n".join(head) + "\n" + region_of(match["file"], match["region"]) + "```\n"


def check(document, write):
    """Findings of one document, and the files that it quotes."""
    path = ROOT / document
    text = path.read_text()
    found = []
    quotes = list(QUOTE.finditer(text))
    for match in quotes:
        line = text.count("\n", 0, match.start()) + 1
        try:
            if renewed(match) != match.group(0) and not write:
                found.append(f"{document}:{line}: differs from {match['file']}; "
                             "tools/quotes.py --write renews it")
        except Missing as missing:
            found.append(f"{document}:{line}: {missing}")
    if document in GUIDES and len(CODE.findall(text)) != len(quotes):
        found.append(f"{document}: {len(CODE.findall(text))} blocks of code, "
                     f"but {len(quotes)} quotes")
    if write and not found:
        path.write_text(QUOTE.sub(renewed, text))
    return found, [match["file"] for match in quotes]


def main(arguments):
    if arguments not in ([], ["--write"]):
        sys.exit(__doc__)
    findings, quoted = [], []
    for document in DOCUMENTS:
        found, files = check(document, bool(arguments))
        findings += found
        quoted += files
    for sample in sorted(ROOT.glob("samples/*.cpp")):
        if f"samples/{sample.name}" not in quoted:
            findings.append(f"samples/{sample.name}: no document quotes it")
    print("\n".join([*findings, f"{len(quoted)} quotes, {len(findings)} findings"]))
    return 1 if findings or not quoted else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
