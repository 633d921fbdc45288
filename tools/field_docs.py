#!/usr/bin/env python3
"""A filter for Doxygen, which does not see what ATLAS_FIELDS says of the members of a struct:
prints a header with the meaning of each member in a comment behind it."""
import re
import sys
from pathlib import Path

STRUCT = re.compile(
    r"(struct (\w+) \{\n)(.*?)(^\};\n(?://[^\n]*\n)*)ATLAS_FIELDS\(\s*\2,?(.*?)\)\n\n", re.S | re.M)
SHARED = re.compile(r"^#define (ATLAS_\w+_FIELDS?)\b((?:.*\\\n)*.*)", re.M)
FIELD = re.compile(r"\((\w+),\s*((?:\"(?:[^\"\\]|\\.)*\"\s*)+)")
MEMBER = re.compile(r"(\w+)(\{\}| = [^;]+|);$", re.M)


def main():
    header = Path(sys.argv[1])
    text = header.read_text()
    # What several structs have is defined in one of the headers beside it.
    shared = {name: fields for beside in header.parent.glob("*.hpp")
              for name, fields in SHARED.findall(beside.read_text())}

    def written_out(fields):
        while (used := re.search("|".join(map(r"\b{}\b".format, shared)) or "$^", fields)):
            fields = fields.replace(used.group(), shared[used.group()].replace("\\\n", "\n"))
        return fields

    def documented(struct):
        meanings = {name: "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', quoted)).replace('\\"', '"')
                    for name, quoted in FIELD.findall(written_out(struct.group(5)))}
        members = MEMBER.sub(lambda member: f"{member.group()}  ///< {meanings[member.group(1)]}",
                             struct.group(3))
        return struct.group(1) + members + struct.group(4) + "\n"

    sys.stdout.write(STRUCT.sub(documented, text))


main()
