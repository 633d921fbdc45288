"""Reads the statements of the store out of its sources, as they reach the database.

What the compiler derives from records is not worked out again here: a test of the program prints it
(tests/contract/record_sql.txt), and fails when the file says something else.
"""
import re
from dataclasses import dataclass


@dataclass
class Statement:
    function: str
    sql: str


LITERAL = re.compile(r'"((?:\\.|[^"\\])*)"')
TOKEN = re.compile(r'\s*("(?:\\.|[^"\\])*"|\w+<\w+>|\w+|.)', re.DOTALL)
NAMED = re.compile(r"constexpr SqlText (\w+) =((?:\s*\"(?:\\.|[^\"\\])*\")+);")
# The first group is what a template stands for: each of the records, by that name.
FUNCTION = re.compile(r"^(?:template <OneOf<([\w, ]+)> (\w+)>\n)?"
                      r"(?:\w[\w:<>, ]*) (\w+)\(Transaction&", re.MULTILINE)
# Whoever runs a statement: of the transaction itself, or of record_sql.hpp.
CALL = re.compile(r"\b(?:tx\.query\(|(insert|insert_alike|update)<)")
# What would not be seen. `connection` is what migrations have instead of a transaction.
ELSEWHERE = re.compile(r"\btx\.(?:query_with|start)\(|Transaction& connection\b"
                       r"|(?<!\btx)(?<!\bconnection)(?:\.|->)query(?:_with)?\(")
DERIVED = {"insert": "insert_into", "insert_alike": "insert_eight_into", "update": "update_of"}


def pieces_of(text):
    """"columns_of<Event> = org_id, ...", line by line."""
    return dict(line.split(" = ", 1) for line in text.splitlines())


class Reader:
    """The tokens of a source from a place on."""

    def __init__(self, source, at, pieces, used, name="", record=""):
        self.source, self.at, self.pieces, self.used = source, at, pieces, used
        self.name, self.record = f"<{name}>", f"<{record}>"

    def next(self):
        match = TOKEN.match(self.source, self.at)
        self.at = match.end()
        return match[1]

    def piece(self, token):
        if literal := LITERAL.fullmatch(token):
            return literal[1]
        token = token.replace(self.name, self.record)
        if token not in self.pieces:
            raise ValueError(f"{token} is no piece of a statement that can be read")
        self.used.add(token)
        return self.pieces[token]

    def list_until(self, end):
        """Pieces and commas up to the mark that ends them."""
        text = ""
        while (token := self.next()) != end:
            if token != ",":
                text += self.piece(token)
        return text

    def argument(self):
        """The first argument of tx.query: sql<...>, or literals."""
        token = self.next()
        if token == "sql" and self.next() == "<":
            return self.list_until(">")
        text = ""
        while token not in (",", ")"):
            text += self.piece(token)
            token = self.next()
        return text

    def derived(self, call):
        """The arguments of a template that runs what it derives: a record, and what follows."""
        return self.piece(f"{DERIVED[call]}<{self.next()}>") + self.list_until(">")


def statements_of(source, derived, used):
    """Every statement that a source runs, with the function it stands in. Adds to `used` what of
    the derived pieces is in them."""
    if match := ELSEWHERE.search(source):
        raise ValueError(f"a statement is run by {match[0]} and cannot be read")
    named = {match[1]: "".join(LITERAL.findall(match[2])) for match in NAMED.finditer(source)}
    functions = list(FUNCTION.finditer(source))
    found = []
    for match in CALL.finditer(source):
        before = [function for function in functions if function.start() < match.start()]
        records, name, function = before[-1].groups() if before else (None, "", "?")
        for record in records.split(", ") if records else [""]:
            reader = Reader(source, match.end(), derived | named, used, name, record)
            sql = reader.derived(match[1]) if match[1] else reader.argument()
            found.append(Statement(f"{function}<{record}>" if record else function, sql))
    return found
