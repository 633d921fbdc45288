#!/usr/bin/env python3
"""Checks that every statement of the store touches one shard of a cluster, or is listed here.

  tools/cluster_statements.py            checks the statements and the table in the document
  tools/cluster_statements.py --write    renews that table

A statement touches one shard when each table that it names is pinned: its sharding column, the
first of its key in src/store/tables.hpp, equals a parameter, or the same column of a pinned table
that the same SELECT joins it to. A SELECT inside another one needs the parameter again: Citus asks
every shard for one that only follows the row outside. What is not so stands in EXCEPTIONS with its
reason, and in the document.
"""
import re
import sys
from pathlib import Path

from cluster_exceptions import EXCEPTIONS
from store_statements import pieces_of, statements_of

ROOT = Path(__file__).resolve().parent.parent
STORE = ROOT / "src/store"
DERIVED = ROOT / "tests/contract/record_sql.txt"
DOCUMENT = ROOT / "docs/deployment-citus.md"
MARKS = ("<!-- statements: tools/cluster_statements.py -->\n", "<!-- end of statements -->\n")

# What runs any statement that it is given.
MACHINERY = {"record_sql.hpp", "database.hpp"}


def tables_of(text):
    """The sharding column of each table that has one."""
    rows = re.findall(r'Table\{"(\w+)", "(\w+)[^"]*", \d+(?:, TableKind::(\w+))?\}', text)
    if not rows:
        raise ValueError("tables.hpp has no table")
    return {name: key for name, key, kind in rows if kind != "everywhere"}


TOKEN = re.compile(r"'[^']*'|\$\d+|[\w.]+|[<>!]=|\|\||\S")
ENDS = {"ORDER", "LIMIT", "GROUP", "RETURNING", "OFFSET", "ON", "SET", "JOIN", "WHERE"}
EQUAL = re.compile(r"(?:(\w+)\.)?(\w+) = (?:(\$\d+)|(?:(\w+)\.)?(\w+))")


def split(tokens):
    """The tokens outside of parentheses, each group replaced by a mark, and the groups."""
    outside, groups, depth = [], [], 0
    for token in tokens:
        depth -= token == ")"
        if depth == 0:
            outside.append(token)
        elif token == "(" and depth == 1 or depth >= 1:
            groups[-1].append(token)
        if token == "(":
            if depth == 0:
                groups.append([])
            depth += 1
    return outside, groups


class Scope:
    """One SELECT, UPDATE, INSERT or DELETE, without those inside it."""

    def __init__(self, tokens, columns, outer=None):
        self.columns, self.outer = columns, outer
        self.words, groups = split(tokens)
        self.aliases = self._find_aliases()
        self.pinned = {}  # what the sharding column of an alias equals
        self._pin(groups)
        self.inner = [Scope(group, columns, self) for group in self._selects(groups)]

    @staticmethod
    def _selects(groups):
        found = []
        for group in groups:
            if group[:1] == ["SELECT"]:
                found.append(group)
            else:
                found += Scope._selects(split(group)[1])
        return found

    def _find_aliases(self):
        found = {}
        for at, word in enumerate(self.words[:-1]):
            if word in ("FROM", "JOIN", "INTO", "UPDATE") and self.words[at + 1] != "SET":
                table = self.words[at + 1]
                after = self.words[at + 2] if at + 2 < len(self.words) else ""
                named = re.fullmatch(r"[a-z]\w*", after) and after.upper() not in ENDS
                found[after if named else table] = table
        return found

    def _alias_of(self, qualifier):
        if qualifier:
            return qualifier
        return next(iter(self.aliases)) if len(self.aliases) == 1 else None

    def _is_key(self, alias, column):
        scope = self
        while scope and alias not in scope.aliases:
            scope = scope.outer
        return bool(scope) and self.columns.get(scope.aliases[alias]) == column

    def _conjuncts(self):
        """What must hold for every row: the parts between ANDs, unless an OR stands beside them."""
        text = " ".join(self.words)
        for clause in re.findall(r"\b(?:WHERE|ON) ((?!CONFLICT).*?)"
                                 r"(?= (?:WHERE|JOIN|ORDER|LIMIT|GROUP|RETURNING) |$)", text):
            if " OR " not in clause:
                yield from clause.split(" AND ")

    def _pin(self, groups):
        if self.words[:1] == ["INSERT"]:
            return self._pin_insert(groups)
        equals = []
        for conjunct in self._conjuncts():
            if match := EQUAL.fullmatch(conjunct.strip()):
                left = self._alias_of(match[1])
                if match[3]:
                    if self._is_key(left, match[2]):
                        self.pinned[left] = match[3]
                elif self._is_key(left, match[2]) and match[2] == match[5]:
                    equals.append((left, self._alias_of(match[4])))
        for _ in equals:
            for one, other in equals:
                for a, b in ((one, other), (other, one)):
                    if b in self.aliases and self._is_key(b, "org_id") and b in self.pinned:
                        self.pinned.setdefault(a, self.pinned[b])

    def _pin_insert(self, groups):
        alias = next(iter(self.aliases))
        names = [word for word in groups[0] if word != ","]
        values = [word for word in groups[1] if word != ","]
        key = self.columns.get(self.aliases[alias])
        if key in names and values[names.index(key)].startswith("$"):
            self.pinned[alias] = values[names.index(key)]

    def shards(self):
        """(table, value of its sharding column or nothing) for each sharded table."""
        found = {(table, self.pinned.get(alias)) for alias, table in self.aliases.items()
                 if table in self.columns}
        return found.union(*(scope.shards() for scope in self.inner))


def spread_of(sql, columns):
    """Why the statement is not one of a single shard, or nothing."""
    tokens = TOKEN.findall(sql)
    if re.search(r"FROM \w+(?: \w+)? ,", " ".join(tokens)):
        return "tables joined by a comma"
    shards = Scope(tokens, columns).shards()
    free = sorted(table for table, value in shards if not value)
    if free:
        return f"{', '.join(free)} has no shard of its own in it"
    groups = sorted({f"{'org_id' if columns[table] == 'org_id' else table} {value}"
                     for table, value in shards})
    return f"{' and '.join(groups)} lie on different nodes" if len(groups) > 1 else ""


def findings(sources, derived, columns, exceptions):
    """What is wrong, the statements of each exception, and how many there are in all."""
    found, spread, count, used = [], {}, 0, set()
    for name, source in sources.items():
        try:
            statements = statements_of(source, derived, used)
        except ValueError as error:
            found.append(f"{name}: {error}")
            continue
        count += len(statements)
        for statement in statements:
            why = spread_of(statement.sql, columns)
            if why and statement.function in exceptions:
                spread.setdefault(statement.function, []).append(statement.sql)
            elif why:
                found.append(f"{name}: {statement.function}: {why}: {statement.sql}")
    for function in exceptions:
        if len(spread.get(function, [])) != 1:
            found.append(f"the exception {function} has {len(spread.get(function, []))} statements")
    found += [f"{DERIVED.name}: no statement has {name} in it" for name in derived.keys() - used]
    return found, spread, count


def document_table(exceptions, spread):
    lines = ["| Function | Statement | Why | When |", "| --- | --- | --- | --- |"]
    for function, (why, when) in exceptions.items():
        lines += [f"| `{function}` | `{sql}` | {why} | {when} |"
                  for sql in spread.get(function, [])]
    return "\n".join(lines) + "\n"


def check_document(table, write):
    text = DOCUMENT.read_text(encoding="utf-8")
    before, rest = text.split(MARKS[0], 1)
    after = rest.split(MARKS[1], 1)[1]
    renewed = before + MARKS[0] + table + MARKS[1] + after
    if write:
        DOCUMENT.write_text(renewed, encoding="utf-8")
    elif renewed != text:
        yield f"{DOCUMENT.relative_to(ROOT)}: the statements are not those of the store: --write"


def main(arguments):
    columns = tables_of((STORE / "tables.hpp").read_text(encoding="utf-8"))
    texts = {str(path.relative_to(STORE)): path.read_text(encoding="utf-8")
             for pattern in ("*.cpp", "*.hpp") for path in sorted(STORE.rglob(pattern))}
    sources = {name: text for name, text in texts.items()
               if "Transaction&" in text and name not in MACHINERY}
    derived = pieces_of(DERIVED.read_text(encoding="utf-8"))
    found, spread, count = findings(sources, derived, columns, EXCEPTIONS)
    found += check_document(document_table(EXCEPTIONS, spread), "--write" in arguments)
    for line in found:
        print(line)
    print(f"{count} statements, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
