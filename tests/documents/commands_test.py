"""The commands of the sandbox's pages work as they stand there, one after the other, and print what
the pages say. ORGD_WRITE_DOCS=1 writes what they print into the pages."""
import json
import os
import re
import subprocess
import tempfile
import unittest

from pages import DOCS, blocks_of, without_changing
from programs import Programs

PAGES = ("sandbox.md", "sandbox-faults.md")
MARK = "-- block "
ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)


def script_of(blocks):
    """All of a page's shell, with a mark before what each block prints."""
    return "set -euo pipefail\n" + "".join(
        f"printf '\\n{MARK}{block.line}\\n'\n{block.text}" for block in blocks)


def printed_by(output):
    """By line of its block, what each printed, without empty lines."""
    parts = re.split(rf"^{MARK}(\d+)\n", output, flags=re.MULTILINE)[1:]
    return {int(line): re.sub(r"\n+", "\n", text + "\n").lstrip("\n")
            for line, text in zip(parts[::2], parts[1::2])}


def write_outputs(page, outputs):
    text = (DOCS / page).read_text()
    for old, new in outputs:
        new = re.sub(r"\b127\.0\.0\.1:\d+", "127.0.0.1:8080", new)
        text = text.replace(f"```text\n{old}```", f"```text\n{new}```", 1)
    (DOCS / page).write_text(text)


class Commands(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.programs = Programs(place.name)
        self.addCleanup(self.programs.end)

    def expect(self, page, block, printed):
        self.assertEqual(without_changing(printed), without_changing(block.text),
                         f"docs/{page}:{block.line} shows otherwise than it prints; "
                         "run this test with ORGD_WRITE_DOCS=1")

    def blocks_of(self, page):
        blocks = blocks_of(page)
        for block in blocks:
            if block.file:
                (self.programs.work / block.file).write_text(block.text)
        return blocks

    def follow(self, page):
        blocks = self.blocks_of(page)
        shell = [block for block in blocks if block.language == "sh"]
        self.assertTrue(shell, f"docs/{page} has no command")
        output, code = self.programs.bash(script_of(shell))
        self.assertEqual(code, 0, f"docs/{page}: the last of these ends with {code}:\n{output}")
        printed, shown = printed_by(output), []
        for block, after in zip(blocks, [*blocks[1:], None]):
            if block.language == "sh" and after and after.language == "text":
                shown.append((after, printed[block.line]))
        if os.environ.get("ORGD_WRITE_DOCS"):
            return write_outputs(page, [
                (block.text, text) for block, text in shown
                if without_changing(block.text) != without_changing(text)])
        for block, text in shown:
            self.expect(page, block, text)
        self.assertEqual(self.programs.left_over(), [], f"docs/{page} ends what it starts")

    def test_sandbox(self):
        self.follow("sandbox.md")

    def test_faults_and_journal(self):
        self.follow("sandbox-faults.md")

    def test_what_is_printed_first(self):
        served = [(page, block) for page in PAGES for block in self.blocks_of(page)
                  if block.language == "console"]
        self.assertTrue(served)
        for page, block in served:
            command, _, rest = block.text.partition("\n")
            self.assertTrue(command.startswith("$ "), command)
            lines = self.programs.first_lines(command[2:], rest.count("\n"))
            self.expect(page, block, f"{command}\n{lines}")

    def test_tables_have_every_member_of_a_rule(self):
        document = json.loads(subprocess.run(
            [os.environ["ORGD_PROGRAM"], "openapi", "--sandbox"], check=True,
            capture_output=True).stdout)
        schemas = document["components"]["schemas"]
        text = (DOCS / "sandbox-faults.md").read_text()
        for heading, schema in (("match", "Match"), ("do", "Effect")):
            section = text.split(f"\n### `{heading}`", 1)[1].split("\n#", 1)[0]
            self.assertEqual(sorted(ROW.findall(section)), sorted(schemas[schema]["properties"]),
                             f"the table of `{heading}`")


if __name__ == "__main__":
    unittest.main()
