"""The table of habits in docs/orgctl.md, run line by line."""
import re
import subprocess
import unittest
from pathlib import Path

from orgctl import ORGCTL, ORGD, TIMEOUT_SECONDS, WithServer

PAGE = Path(__file__).parents[2] / "docs" / "orgctl.md"


def habits():
    """(command, exit code, what is said) of each row."""
    table = PAGE.read_text().split("\n## Habits\n")[1].split("\n## ")[0]
    for line in table.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == 4 and cells[1].startswith("`"):
            yield (cells[1].strip("`").replace("\\|", "|"), int(cells[2]), cells[3].strip("`"))


class Habits(WithServer):
    def setUp(self):
        super().setUp()
        programs = self.folder / "bin"
        programs.mkdir()
        (programs / "orgctl").symlink_to(ORGCTL)
        self.environment["PATH"] = f"{programs}:{self.environment['PATH']}"
        self.run_orgctl("login", "--url", self.url, "--public-key", self.made["publicKey"],
                        standard_input=self.made["privateKey"])
        self.environment["ORG"] = self.org

    def link(self):
        """The one that waits to be mailed."""
        mails = subprocess.run([ORGD, "outbox", "--data", self.store], text=True,
                               capture_output=True, check=True, timeout=TIMEOUT_SECONDS).stdout
        return re.search(r"https?://\S+", mails)[0]

    def test_every_line_does_what_the_table_says(self):
        rows = list(habits())
        self.assertGreater(len(rows), 25)
        for command, exit_code, said in rows:
            if "$LINK" in command and "LINK" not in self.environment:
                self.environment["LINK"] = self.link()
            done = subprocess.run(["bash", "-c", command], env=self.environment, text=True,
                                  stdin=subprocess.DEVNULL, capture_output=True,
                                  timeout=TIMEOUT_SECONDS, check=False)
            seen = done.stdout + done.stderr
            self.assertEqual(done.returncode, exit_code, f"{command}\n{seen}")
            self.assertIn(said, seen, command)


if __name__ == "__main__":
    unittest.main()
