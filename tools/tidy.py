#!/usr/bin/env python3
"""Checks the style rules that no other tool knows: sizes, layers, banned words.

  tools/tidy.py            all files that git knows or would know
  tools/tidy.py FILE...    these files

Prints each finding as FILE:LINE: text, and exits 1 when there is one. Its own test is
tools/tidy_test.py, which shows that each check can fail.
"""
import re
import subprocess
import sys
from pathlib import Path

import coroutine_rules
from cpp_text import code_of
from include_rules import refusals

FILE_LINES = 300
COLUMNS = 100

CPP = {".cpp", ".hpp", ".h", ".cc"}
INCLUDE = re.compile(r'^\s*#\s*include\s+(<[^>]+>|"[^"]+")')
# Roles of the API end in _manager, so that word is banned in types and file names only; on_..._impl
# are the names of the functions that Beast's parser calls.
BANNED_WORD = re.compile(
    r"\b\w*(?:Manager|Helper|Utils?|Impl)(?![a-z])\w*"
    r"|\b(?!on_\w+_impl\b)(?:[a-z0-9_]+_)?(?:helper|utils?|impl)(?:_\w*)?\b")
BANNED_FILE = re.compile(r"(?:^|_)(?:manager|helper|utils?|impl)(?:_|$)", re.IGNORECASE)
BANNED_CODE = (
    (re.compile(r"\bstd::w?regex\b"), "std::regex is slow and can run out of stack"),
    (re.compile(r"\bv?sprintf\s*\("), "sprintf writes past its buffer; use fmt"),
    (re.compile(r"\bs?rand\s*\("), "rand() is neither random nor repeatable across machines"),
    (re.compile(r"(?<![.\w>])gets\s*\("), "gets cannot be used safely"),
    (re.compile(r"\bstr(?:cpy|cat)\s*\("), "strcpy and strcat know no bounds"),
    (re.compile(r"\busing\s+namespace\s+std\s*;"), "name what you use of std"),
)
TO_DO = re.compile(r"\b(?:TO(?:)DO|FIX(?:)ME|X{3})\b(?!\s*\(#\d+\))")


def kind_of(path, text):
    """"cpp", "py", "sh", "cmake", or "" for a file that is not source."""
    if path.suffix in CPP:
        return "cpp"
    if path.name == "CMakeLists.txt" or path.suffix == ".cmake":
        return "cmake"
    first = text.split("\n", 1)[0]
    if path.suffix == ".py" or (first.startswith("#!") and "python" in first):
        return "py"
    if path.suffix == ".sh" or (first.startswith("#!") and first.endswith("sh")):
        return "sh"
    return ""


def check_lines(kind, lines):
    """What holds for each line of every source file."""
    if len(lines) > FILE_LINES:
        yield FILE_LINES + 1, f"the file has {len(lines)} lines, more than {FILE_LINES}"
    table = False  # between the marks that keep the formatter away, lines may be long
    for number, line in enumerate(lines, 1):
        if kind == "cpp" and re.match(r"\s*// clang-format (on|off)", line):
            table = "off" in line
        if len(line) > COLUMNS and not table:
            yield number, f"the line has {len(line)} columns, more than {COLUMNS}"
        if "\t" in line:
            yield number, "a tab"
        if line != line.rstrip():
            yield number, "blanks at the end of the line"
        if TO_DO.search(line):
            yield number, "a note of work to do without its issue, as in (#12)"


def check_beginning(kind, lines):
    """Every file begins by saying what it is for."""
    body = lines[1:] if lines and lines[0].startswith("#!") else lines
    first = body[0] if body else ""
    marks = {"cpp": ("//", "/*"), "py": ("#", '"""'), "sh": ("#",), "cmake": ()}[kind]
    if marks and not first.startswith(marks):
        yield 1, "the file does not begin with a comment that says what it is for"


def check_includes(path, lines):
    for number, line in enumerate(lines, 1):
        if match := INCLUDE.match(line):
            for why in refusals(path.as_posix(), match.group(1)):
                yield number, f"includes {match.group(1)}, but {why}"


def check_code(lines):
    """Banned names and calls; `lines` without comments and literals."""
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("#include"):
            continue
        if match := BANNED_WORD.search(line):
            yield number, f"the name {match.group()} says nothing; name what it does"
        for pattern, why in BANNED_CODE:
            if pattern.search(line):
                yield number, why


def check_cpp(path, text, lines):
    code = code_of(text)
    yield from check_includes(path, lines)
    yield from check_code(code.split("\n"))
    yield from coroutine_rules.findings(code)
    if path.suffix in {".hpp", ".h"} and not re.search(r"^#pragma once$", text, re.MULTILINE):
        yield 1, "the header has no #pragma once"
    if BANNED_FILE.search(path.stem):
        yield 1, f"the file name {path.name} says nothing; name what is in it"


def findings(path, text):
    """All (line, text) findings of a file; `path` is relative to the project's root."""
    path = Path(path)
    kind = kind_of(path, text)
    if not kind:
        return []
    lines = text.split("\n")
    found = []
    if lines[-1]:
        found.append((len(lines), "no newline at the end of the file"))
    else:
        lines.pop()
    found += check_lines(kind, lines)
    found += check_beginning(kind, lines)
    if kind == "cpp":
        found += check_cpp(path, text, lines)
    return sorted(found)


def known_files(root):
    """Files that git tracks or would add."""
    names = subprocess.run(
        ["git", "-c", f"safe.directory={root}", "ls-files", "-z", "--cached", "--others",
         "--exclude-standard"],
        cwd=root, check=True, capture_output=True, text=True).stdout.split("\0")
    return [Path(name) for name in names if name and (root / name).is_file()]


def main(arguments):
    root = Path(__file__).resolve().parent.parent
    paths = [Path(name).resolve().relative_to(root) for name in arguments] or known_files(root)
    checked = found = 0
    for path in sorted(set(paths)):
        try:
            text = (root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # not text
        checked += bool(kind_of(path, text))
        for line, what in findings(path, text):
            found += 1
            print(f"{path}:{line}: {what}")
    if not checked:
        print("no source file to check")
        return 1
    print(f"{checked} files, {found} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
