#!/usr/bin/env python3
"""Derives console/src/api/operations.ts from docs/openapi.json and console/src/api/operations.txt.

The text names the operations that the console calls, one a line, sorted; the newest version of each
is taken. Without arguments: says whether the derived file is what it should be. --write: writes it.
"""

import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
NAMES = ROOT / "console/src/api/operations.txt"
OUTPUT = ROOT / "console/src/api/operations.ts"
HEAD = """// Derived from docs/openapi.json by tools/console_client.py.
/* eslint-disable */
import type {Operation} from './call'
"""
METHODS = ("get", "post", "put", "patch", "delete")
# Parameters of the answer's form, which the console never asks for.
SHAPING = {"envelope", "pretty"}
INDENT = "  "


def named(reference):
    return reference.rsplit("/", 1)[1]


class Client:
    """The text of one derivation, which gathers the schemas that it meets."""

    def __init__(self, document):
        self.document = document
        self.schemas = document["components"]["schemas"]
        self.wanted = []

    def resolved(self, thing):
        if "$ref" not in thing:
            return thing
        node = self.document
        for part in thing["$ref"].split("/")[1:]:
            node = node[part]
        return node

    def type_of(self, schema, depth=0):
        if schema is None:
            return "void"
        if "$ref" in schema:
            name = named(schema["$ref"])
            if name not in self.wanted:
                self.wanted.append(name)
            return name
        text = self.plain_type(schema, depth)
        return f"{text} | null" if schema.get("nullable") else text

    def plain_type(self, schema, depth):
        if "enum" in schema:
            return " | ".join(f"'{value}'" for value in schema["enum"])
        kind = schema.get("type")
        if kind == "array":
            inner = self.type_of(schema["items"], depth)
            return f"({inner})[]" if "|" in inner else f"{inner}[]"
        if kind == "object" or "properties" in schema:
            return self.object_type(schema, depth)
        return {"string": "string", "integer": "number", "number": "number",
                "boolean": "boolean"}.get(kind, "unknown")

    def object_type(self, schema, depth):
        properties = schema.get("properties")
        if not properties:
            return "object"
        required = set(schema.get("required", []))
        lines = []
        for name, member in properties.items():
            if name == "links":
                continue
            mark = "" if name in required else "?"
            lines.append(f"{INDENT * (depth + 1)}{name}{mark}: {self.type_of(member, depth + 1)}")
        return "{\n" + "\n".join(lines) + f"\n{INDENT * depth}}}"

    def parameters(self, operation, place):
        found = []
        for given in operation.get("parameters", []):
            parameter = self.resolved(given)
            if parameter["in"] != place or parameter["name"] in SHAPING:
                continue
            mark = "" if place == "path" else "?"
            found.append(f"{parameter['name']}{mark}: {self.type_of(parameter['schema'])}")
        return "{" + "; ".join(found) + "}" if found else "{}"

    def operation(self, path, method, operation):
        answers = {status: answer for status, answer in operation["responses"].items()
                   if status.startswith("2")}
        content = self.resolved(next(iter(answers.values()))).get("content", {})
        media = max(content, default="application/json")
        body = operation.get("requestBody", {}).get("content", {})
        sent = max(body, default=None)
        types = [self.parameters(operation, "path"), self.parameters(operation, "query"),
                 self.type_of(body[sent].get("schema")) if sent else "undefined",
                 self.type_of(content[media].get("schema")) if content else "void"]
        version = re.search(r"\d{4}-\d\d-\d\d", media)
        return (f"export const {operation['operationId']}: Operation<\n"
                + ",\n".join(f"  {text}" for text in types)
                + f"\n> = {{method: '{method.upper()}', path: '{path}', "
                f"version: '{version[0] if version else ''}'}}\n")

    def text(self, names):
        operations = {operation["operationId"]: (path, method, operation)
                      for path, methods in self.document["paths"].items()
                      for method, operation in methods.items() if method in METHODS}
        unknown = [name for name in names if name not in operations]
        if unknown:
            sys.exit(f"{NAMES.name}: not in the OpenAPI document: {', '.join(unknown)}")
        rows = [self.operation(*operations[name]) for name in names]
        types = []
        for name in self.wanted:  # grows while it is walked
            types.append((name, self.type_of(self.schemas[name])))
        shapes = [f"export type {name} = {text}\n" for name, text in sorted(types)]
        return "\n".join([HEAD] + shapes + rows)


def main():
    names = NAMES.read_text(encoding="utf-8").split()
    if names != sorted(set(names)):
        sys.exit(f"{NAMES.name}: not sorted, or a name stands twice")
    document = json.loads((ROOT / "docs/openapi.json").read_text(encoding="utf-8"))
    text = Client(document).text(names)
    if sys.argv[1:] == ["--write"]:
        OUTPUT.write_text(text, encoding="utf-8")
    elif not OUTPUT.exists() or OUTPUT.read_text(encoding="utf-8") != text:
        sys.exit(f"{OUTPUT.relative_to(ROOT)} is not what follows from the OpenAPI document: "
                 "run tools/console_client.py --write")


if __name__ == "__main__":
    main()
