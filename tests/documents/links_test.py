"""Links between documents lead to files that there are, and to headings that these have."""
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def anchors_of(page):
    """What a heading is called in a link: lower case, hyphens for blanks, nothing but words."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(page):
    for target in LINK.findall(FENCE.sub("", page.read_text())):
        if re.match(r"\w+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists():
            yield f"{page.relative_to(ROOT)}: no file {target}"
        elif anchor and anchor not in anchors_of(file):
            yield f"{page.relative_to(ROOT)}: no heading {target}"


class Links(unittest.TestCase):
    def test_lead_somewhere(self):
        listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard",
                                 "*.md"], cwd=ROOT, check=True, capture_output=True, text=True)
        pages = [ROOT / name for name in listed.stdout.split() if (ROOT / name).exists()]
        self.assertGreater(len(pages), 20)
        self.assertEqual([one for page in pages for one in broken(page)], [])


if __name__ == "__main__":
    unittest.main()
