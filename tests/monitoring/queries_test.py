"""What docs/monitoring asks of Prometheus: every query is one that Prometheus reads, names metrics
and labels that orgd has, and alerts go off when they should. Debian's `prometheus` has promtool."""
import json
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
DOCS = HERE.parents[1] / "docs"
MONITORING = DOCS / "monitoring"
ROW = re.compile(r"^\| `(\w+)` \| (\w+) \| (.*?) \|", re.MULTILINE)
# What Prometheus itself gives to every sample, and what histograms have.
GIVEN_LABELS = {"job", "instance", "le"}
VARIABLES = {"$__rate_interval": "5m", "$job": ".*", "$instance": ".*"}


def documented():
    """By the name of each series, the labels that it has."""
    series = {"up": set(GIVEN_LABELS)}
    for name, kind, labels in ROW.findall((DOCS / "metrics.md").read_text()):
        ends = ("_bucket", "_sum", "_count") if kind == "histogram" else ("",)
        for end in ends:
            series[name + end] = set(re.findall(r"`(\w+)`", labels)) | GIVEN_LABELS
    return series


def metrics_of(expression):
    return re.findall(r"\b(?:up|(?:orgd|process)_\w+)\b", expression)


def labels_of(expression):
    """The labels that an expression selects or groups by."""
    grouped = re.findall(r"\bby \(([^)]*)\)", expression)
    chosen = re.findall(r"(\w+)\s*=?[=~]", "".join(re.findall(r"\{[^}]*\}", expression)))
    return {label.strip() for labels in grouped for label in labels.split(",")} | set(chosen)


def promtool(*words):
    done = subprocess.run(["promtool", *map(str, words)], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=60)
    return done.returncode, done.stdout


class Queries(unittest.TestCase):
    def setUp(self):
        self.dashboard = json.loads((MONITORING / "dashboard.json").read_text())
        self.panels = [panel for panel in self.dashboard["panels"] if panel["type"] != "row"]
        self.series = documented()
        self.assertGreater(len(self.series), 30)

    def queries(self):
        """Every query with the place where it stands."""
        for panel in self.panels:
            for target in panel["targets"]:
                query = target["expr"]
                for variable, value in VARIABLES.items():
                    query = query.replace(variable, value)
                yield f"panel {panel['title']!r}", query
        alerts = (MONITORING / "alerts.yml").read_text()
        for name, query in re.findall(r"- alert: (\w+).*\n +expr: (.*(?:\n {10}.*)*)\n {8}\w",
                                      alerts):
            yield name, query

    def test_they_name_what_orgd_has(self):
        asked = list(self.queries())
        alerts = (MONITORING / "alerts.yml").read_text().count("- alert: ")
        targets = sum(len(panel["targets"]) for panel in self.panels)
        self.assertEqual(len(asked), alerts + targets)
        for place, query in asked:
            named = metrics_of(query)
            self.assertTrue(named, f"{place} asks for nothing: {query}")
            self.assertEqual([name for name in named if name not in self.series], [], place)
            known = set.union(*(self.series[name] for name in named))
            self.assertEqual(labels_of(query) - known, set(), f"{place}: {query}")

    def test_legends_name_labels_that_are_left(self):
        for panel in self.panels:
            for target in panel["targets"]:
                shown = set(re.findall(r"\{\{(\w+)\}\}", target["legendFormat"]))
                self.assertLessEqual(shown, labels_of(target["expr"]), panel["title"])

    def test_prometheus_reads_those_of_the_dashboard(self):
        with tempfile.NamedTemporaryFile("w", suffix=".yml") as rules:
            rules.write("groups:\n- name: dashboard\n  rules:\n" + "".join(
                f"  - record: query_{number}\n    expr: {json.dumps(query)}\n"
                for number, (_, query) in enumerate(self.queries())))
            rules.flush()
            code, said = promtool("check", "rules", rules.name)
        self.assertEqual(code, 0, said)

    def test_the_dashboard_holds_together(self):
        for member in ("title", "uid", "schemaVersion", "templating", "time"):
            self.assertIn(member, self.dashboard)
        numbers = [panel["id"] for panel in self.dashboard["panels"]]
        self.assertEqual(len(numbers), len(set(numbers)))
        taken = set()
        for panel in self.dashboard["panels"]:
            at = panel["gridPos"]
            self.assertLessEqual(at["x"] + at["w"], 24, panel["title"])
            cells = {(x, y) for x in range(at["x"], at["x"] + at["w"])
                     for y in range(at["y"], at["y"] + at["h"])}
            self.assertFalse(cells & taken, f"{panel['title']} lies on another")
            taken |= cells
        names = {variable["name"] for variable in self.dashboard["templating"]["list"]}
        used = set(re.findall(r"\$\{?(\w+)", json.dumps(self.dashboard["panels"])))
        self.assertEqual(used - {"__rate_interval"}, names)

    def test_prometheus_takes_the_job_and_the_rules(self):
        code, said = promtool("check", "config", MONITORING / "prometheus.yml")
        self.assertEqual(code, 0, said)
        self.assertIn("rules found", said)

    def test_alerts_go_off_when_they_should(self):
        code, said = promtool("test", "rules", HERE / "alerts_scenes.yml")
        self.assertEqual(code, 0, said)


if __name__ == "__main__":
    unittest.main()
