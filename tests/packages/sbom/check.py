"""What `run` beside this file does, in the environment that it makes."""
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

LIBRARIES = Path(f"/usr/lib/{os.uname().machine}-linux-gnu")
# A few that each program is known to hold, so that an empty list is not taken for a complete one.
KNOWN = {"orgd": {"libpq5", "libsqlite3-0", "libssl3", "libboost1.81-dev"},
         "orgctl": {"libcurl4", "libjq1", "libcli11-dev"}}


def faults(path):
    return [fault.validation_message
            for fault in validate_full_spdx_document(parse_file(str(path)), "SPDX-2.3")]


def reader_sees_faults(document):
    """Whether the reader would say so if a licence were none of SPDX's."""
    document = json.loads(json.dumps(document))
    document["packages"][-1]["licenseDeclared"] = "No-Such-Licence"
    with tempfile.NamedTemporaryFile("w", suffix=".spdx.json") as planted:
        json.dump(document, planted)
        planted.flush()
        return bool(faults(planted.name))


def packages_asked_for(program):
    """Of the libraries that the program itself names."""
    text = subprocess.run(["readelf", "--dynamic", program], check=True, capture_output=True,
                          text=True).stdout
    for library in re.findall(r"\(NEEDED\).*\[(.*)\]", text):
        path = os.path.realpath(LIBRARIES / library)
        # Where /lib leads to /usr/lib the package database knows a file by one name of two.
        found = subprocess.run(["dpkg-query", "--search", path, path.removeprefix("/usr")],
                               check=False, capture_output=True, text=True).stdout
        yield found.split(":")[0]


def check_program(document, program):
    package = next(each for each in document["packages"] if each["name"] == program.name)
    digest = hashlib.sha256(program.read_bytes()).hexdigest()
    if package["checksums"][0]["checksumValue"] != digest:
        sys.exit(f"failed: the list is of another {program.name}")
    name_of = {each["SPDXID"]: each["name"] for each in document["packages"]}
    linked = {name_of[each["relatedSpdxElement"]] for each in document["relationships"]
              if each["spdxElementId"] == package["SPDXID"]}
    missing = (KNOWN[program.name] | set(packages_asked_for(program))) - linked
    if missing:
        sys.exit(f"failed: {program.name} also holds {', '.join(sorted(missing))}")
    return len(linked)


def main():
    path, build = sys.argv[1], Path(sys.argv[2])
    if found := faults(path):
        sys.exit("\n".join(["failed:", *found]))
    with open(path, encoding="utf-8") as text:
        document = json.load(text)
    if not reader_sees_faults(document):
        sys.exit("failed: the reader finds nothing wrong with a licence that there is not")
    for name in KNOWN:
        print(f"{name}: {check_program(document, build / name)} packages")


main()
