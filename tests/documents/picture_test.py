"""The picture at the top of the README is what session.txt prints, but for ids, dates and ports.
ORGD_WRITE_DOCS=1 draws it again."""
import os
import re
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from pages import DOCS, without_changing
from programs import Programs
from terminal import picture

SESSION = Path(__file__).resolve().parent / "session.txt"
PICTURE = DOCS / "terminal.svg"
TITLE = "A sandbox whose clock is moved on and which loses an answer"
MARK = "-- command"


def drawn(commands, outputs):
    lines = []
    for command, output in zip(commands, outputs):
        first, *more = command.splitlines()
        lines += [("command", first), *(("continuation", line) for line in more)]
        lines += [("output", line) for line in output.splitlines() if line]
    return picture(lines, TITLE)


class Picture(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.programs = Programs(place.name)
        self.addCleanup(self.programs.end)

    def test_is_what_the_session_prints(self):
        commands = SESSION.read_text().strip().split("\n\n")
        script = "\n".join(f"printf '\\n{MARK}\\n'\n{command}" for command in commands)
        output, _ = self.programs.bash(script)
        outputs = re.sub(r"\b127\.0\.0\.1:\d+", "127.0.0.1:8080", output).split(f"\n{MARK}\n")[1:]
        self.assertEqual(len(outputs), len(commands), output)
        now = drawn(commands, outputs)
        if os.environ.get("ORGD_WRITE_DOCS"):
            PICTURE.write_text(now)
        self.assertEqual(without_changing(PICTURE.read_text()), without_changing(now),
                         "docs/terminal.svg is another; run this test with ORGD_WRITE_DOCS=1")

    def test_is_a_picture_that_the_readme_shows(self):
        root = ElementTree.parse(PICTURE).getroot()
        self.assertEqual(root.tag, "{http://www.w3.org/2000/svg}svg")
        self.assertIn("(docs/terminal.svg)", (DOCS.parent / "README.md").read_text())


if __name__ == "__main__":
    unittest.main()
