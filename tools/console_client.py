#!/usr/bin/env python3
"""Derives what the console calls from the OpenAPI documents and from the operations that it calls.

  docs/openapi.json          console/src/api/operations.txt          console/src/api/operations.ts
  docs/sandbox-openapi.json  console/src/api/sandbox_operations.txt  .../sandbox_operations.ts

The texts name the operations, one a line, sorted; the newest version of each is taken. Without
arguments: says whether the derived files are what they should be. --write: writes them.
"""

import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
API = ROOT / "console/src/api"
CLIENTS = (("openapi.json", "operations"), ("sandbox-openapi.json", "sandbox_operations"))
HEAD = """// Derived from docs/{} by tools/console_client.py.
/* eslint-disable */
import type {{Operation}} from './call'
"""
METHODS = ("get", "post", "put", "patch", "delete")
# Parameters of the answer's form, which the console never asks for.
SHAPING = {"envelope", "pretty"}
INDENT = "  "


def named(reference):
    return reference.rsplit("/", 1)[1]


class Client:
    """The text of one derivation, which gathers the schemas that it meets."""

    def __init__(self, name):
        self.name = name
        document = json.loads((ROOT / "docs" / name).read_text(encoding="utf-8"))
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
        if "oneOf" in schema:
            return " | ".join(self.type_of(one, depth) for one in schema["oneOf"])
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
            values = schema.get("additionalProperties")
            return f"Record<string, {self.type_of(values, depth)}>" if values else "object"
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
        sent = max((media for media in body if media.endswith("json")), default=None)
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
            sys.exit(f"not in docs/{self.name}: {', '.join(unknown)}")
        rows = [self.operation(*operations[name]) for name in names]
        types = []
        for name in self.wanted:  # grows while it is walked
            types.append((name, self.type_of(self.schemas[name])))
        shapes = [f"export type {name} = {text}\n" for name, text in sorted(types)]
        return "\n".join([HEAD.format(self.name)] + shapes + rows)


def derive(document, stem, write):
    names_file, output = API / f"{stem}.txt", API / f"{stem}.ts"
    names = names_file.read_text(encoding="utf-8").split()
    if names != sorted(set(names)):
        sys.exit(f"{names_file.name}: not sorted, or a name stands twice")
    text = Client(document).text(names)
    if write:
        output.write_text(text, encoding="utf-8")
    elif not output.exists() or output.read_text(encoding="utf-8") != text:
        sys.exit(f"{output.relative_to(ROOT)} is not what follows from docs/{document}: "
                 "run tools/console_client.py --write")


def main():
    for document, stem in CLIENTS:
        derive(document, stem, sys.argv[1:] == ["--write"])


if __name__ == "__main__":
    main()
