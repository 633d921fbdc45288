#!/usr/bin/env python3
"""docs/sdk-coverage.md: derives its tables of methods, and checks that all it names exists.

  tests/sdk/coverage.py PRINT_OPERATIONS CLIENT_TEST [--write]

Without --write it fails when the derived part differs from the operations table, when a cell is
empty, or when a symbol, a test or a file that any table names does not exist.
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NO_DROP = r"(?:\[\[nodiscard\]\] )?"  # of a class whose values are not to be dropped
DOCUMENT = ROOT / "docs/sdk-coverage.md"
MARK = "<!-- What follows is derived: tests/sdk/coverage.py --write. -->\n"
METHODS = 15
# What every method has besides its own parameters: documented name, place, test.
OPTIONS = (
    ("`accept_content_types`", "`CallOptions::accept`", "`Forms.AcceptContentTypes`"),
    ("`stream`", "`CallOptions::sink`", "`Forms.Stream`"),
    ("`timeout`", "`CallOptions::timeout`, `CallOptions::connect_timeout`, "
     "`CallOptions::read_timeout`", "`Forms.Timeout`, `BadServer.SilenceEndsAtTheTimeout`"),
    ("`skip_deserialization`", "`CallOptions::skip_deserialization`",
     "`Forms.SkipDeserialization`"),
)


def documented():
    """The published operations: id and statuses of errors."""
    lines = (ROOT / "tests/contract/published_operations.txt").read_text().splitlines()
    words = [line.split() for line in lines if not line.startswith("#")]
    return [(id_, errors) for id_, _, _, _, *errors in words]


def snake_case(name):
    return re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), name)


def answers(status, content):
    # Deleting answers with no content, which is a type too.
    body = "no content" if content == "NoBody" else f"`{content}`"
    return [(f"{status}: body", f"`Response::value`: {body}", "`Forms.Success`"),
            (f"{status}: headers", "`Response::headers`", "`Forms.Success`"),
            (f"{status}: raw response", "`Response::status`, `Response::reason`, "
             "`Response::body`", "`Forms.Success`, `BadServer.GoodAnswersPass`")]


def errors(status):
    return [(f"{status}: body", "`Error::api`: `ApiError`", "`Forms.Errors`"),
            (f"{status}: headers", "`Error::headers`", "`Forms.Errors`"),
            (f"{status}: raw response", "`Error::status`, `Error::reason`, `Error::body`",
             "`Forms.Errors`, `EngineTest.ReadsErrors`")]


def rows_of(parts):
    rows = []
    for kind, name, place in parts:
        if kind == "path":
            rows.append((f"`path_params`: `{name}`", f"argument `{place}`", "`Forms.PathParams`"))
        elif kind == "query":
            rows.append((f"`query_params`: `{name}`", f"`{place}`", "`Forms.QueryParams`"))
        elif kind == "body":
            rows.append(("`body`", f"argument `body`: `{place}`", "`Forms.Body`"))
            rows.append(("`content_type`", "`CallOptions::content_type`", "`Forms.ContentType`"))
        elif kind == "success":
            rows += [*OPTIONS, *answers(name, place)]
    return rows


def derived(program):
    lines = subprocess.run([program], check=True, capture_output=True, text=True).stdout
    parts = [line.split("\t") for line in lines.splitlines()]
    text = [MARK]
    for operation, statuses in documented():
        name = snake_case(operation)
        rows = rows_of([part[1:] for part in parts if part[0] == operation])
        for status in statuses:
            rows += errors(status)
        text += [f"\n## {name}\n\n`OrganizationsApi::{name}`, "
                 f"[samples/{name}.cpp](../samples/{name}.cpp)\n\n",
                 "| Documented | Here | Shown by |\n| --- | --- | --- |\n",
                 *(f"| {' | '.join(row)} |\n" for row in rows)]
    return "".join(text)


class Headers:
    """The public headers, asked for types and their members."""

    def __init__(self):
        self.text = "\n".join(path.read_text() for path in
                              sorted(ROOT.glob("include/atlas/**/*.hpp")))

    def body_of(self, name):
        head = re.search(rf"^(?:struct|class) {NO_DROP}{name}\b[^;{{]*{{", self.text, re.MULTILINE)
        if not head:
            return None
        end = self.text.index("\n}", head.end())
        return self.text[head.end():end]

    def has_type(self, name):
        return re.search(rf"\b(?:struct|class|using) {NO_DROP}{name}\b", self.text) is not None

    def has_member(self, name, member):
        body = self.body_of(name)
        return body is not None and re.search(rf"\b{member}\b", body) is not None

    def has_argument(self, method, argument):
        body = self.body_of("OrganizationsApi")
        declaration = re.search(rf"\b{method}\((.*?)\) const;", body, re.DOTALL)
        return declaration is not None and re.search(rf"\b{argument}\b", declaration[1]) is not None


def unknown_symbols(cell, method, headers):
    for word in re.findall(r"`([^`]+)`", cell):
        if re.fullmatch(r"\w+::\w+", word):
            known = headers.has_member(*word.split("::"))
        elif word[0].islower() and "<" not in word:
            known = headers.has_argument(method, word)
        else:
            known = all(headers.has_type(part) for part in re.findall(r"[A-Z]\w+", word))
        if not known:
            yield f"the headers have no {word}"


def known_tests(client_test):
    """SUITE.TEST of plain tests, and SUITE.TEST/METHOD of those that go through all methods."""
    listed = subprocess.run([client_test, "--gtest_list_tests"], check=True, capture_output=True,
                            text=True).stdout
    names, suite = set(), ""
    for line in listed.splitlines():
        if line.startswith("  "):
            names.add(suite + line.split("#")[0].strip())
        else:
            suite = line.split("#")[0].strip().removeprefix("Documented/")
    return names


def findings(text, tests):
    headers, method, rows, methods = Headers(), "", 0, 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("## "):
            method = line[3:]
        if line.startswith("`OrganizationsApi::"):
            methods += 1
            yield from ((number, what) for what in unknown_symbols(line.split(",")[0], method,
                                                                   headers))
        for file in re.findall(r"\]\(([^)]+)\)", line):
            if not (DOCUMENT.parent / file).is_file():
                yield number, f"there is no {file}"
        if not line.startswith("| ") or line.startswith(("| ---", "| Documented")):
            continue
        rows += 1
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) != 3 or not all(cells):
            yield number, "a row has three cells, none of them empty"
            continue
        yield from ((number, what) for what in unknown_symbols(cells[1], method, headers))
        named = re.findall(r"`([^`]+)`", cells[2])
        if not named:
            yield number, "no test is named"
        for test in named:
            if test not in tests and f"{test}/{method}" not in tests:
                yield number, f"there is no test {test} for {method}"
    if methods != METHODS or not rows:
        yield 1, f"{methods} methods in {rows} rows, not {METHODS}"


def main(program, client_test, write):
    text = DOCUMENT.read_text()
    renewed = text.split(MARK)[0] + derived(program)
    if write:
        DOCUMENT.write_text(renewed)
        text = renewed
    found = list(findings(text, known_tests(client_test)))
    if text != renewed:
        found.append((1, "differs from the operations table; --write renews it"))
    for line, what in found:
        print(f"docs/sdk-coverage.md:{line}: {what}")
    print(f"{len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or sys.argv[3:] not in ([], ["--write"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2], len(sys.argv) == 4))
