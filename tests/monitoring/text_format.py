"""A strict reader of Prometheus's text format 0.0.4: what it does not like raises FormatError."""
import math
import re
from dataclasses import dataclass, field

METRIC_NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL_NAME = r"[a-zA-Z_][a-zA-Z0-9_]*"
NUMBER = r"[+-]?Inf|NaN|[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
COMMENT = re.compile(rf"# (HELP|TYPE) ({METRIC_NAME}) (.*)")
SAMPLE = re.compile(rf"({METRIC_NAME})(?:\{{(.*)\}})? ({NUMBER})")
LABEL = re.compile(rf'({LABEL_NAME})="((?:[^"\\]|\\["\\n])*)"(?:,|$)')
TYPES = {"counter", "gauge", "histogram"}
HISTOGRAM_SUFFIXES = ("_bucket", "_sum", "_count")


class FormatError(Exception):
    """The text is not what the format allows."""


def require(condition, what):
    if not condition:
        raise FormatError(what)


@dataclass
class Family:
    name: str
    help: str
    type: str = ""
    samples: dict = field(default_factory=dict)  # of (name, labels) the value

    def value(self, **labels):
        """The number with these labels; 0 when it has not appeared."""
        return self.samples.get((self.name, frozenset(labels.items())), 0)

    def label_values(self, label):
        return {dict(labels)[label] for _, labels in self.samples if label in dict(labels)}


def _unescape(text):
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)


def _labels(text, line):
    labels, at = {}, 0
    while text and at < len(text):
        match = LABEL.match(text, at)
        require(match, f"labels cannot be read: {line}")
        require(match[1] not in labels, f"a label stands twice: {line}")
        labels[match[1]] = _unescape(match[2])
        at = match.end()
    require(not text or not text.endswith(","), f"a label is missing: {line}")
    return labels


def _add_sample(family, line):
    match = SAMPLE.fullmatch(line)
    require(match, f"no sample: {line}")
    name, labels = match[1], _labels(match[2], line)
    suffixes = HISTOGRAM_SUFFIXES if family.type == "histogram" else ("",)
    require(name in {family.name + suffix for suffix in suffixes}, f"outside its family: {line}")
    require(("le" in labels) == name.endswith("_bucket"), f"le belongs to buckets: {line}")
    key = (name, frozenset(labels.items()))
    require(key not in family.samples, f"a sample stands twice: {line}")
    value = float(match[3].replace("Inf", "inf"))
    require(family.type == "gauge" or value >= 0, f"below zero: {line}")
    family.samples[key] = value


def _check_histogram(family):
    series = {}
    for (name, labels), value in family.samples.items():
        rest = frozenset(pair for pair in labels if pair[0] != "le")
        part = series.setdefault(rest, {"_bucket": [], "_sum": None, "_count": None})
        suffix = name.removeprefix(family.name)
        if suffix == "_bucket":
            part["_bucket"].append((float(dict(labels)["le"].replace("Inf", "inf")), value))
        else:
            part[suffix] = value
    for labels, part in series.items():
        bounds = [bound for bound, _ in part["_bucket"]]
        counts = [count for _, count in part["_bucket"]]
        require(part["_sum"] is not None, f"{family.name}: no sum of {labels}")
        require(bounds == sorted(set(bounds)), f"{family.name}: bounds do not rise: {bounds}")
        require(counts == sorted(counts), f"{family.name}: buckets do not cumulate: {counts}")
        require(bounds and math.isinf(bounds[-1]), f"{family.name}: no bucket +Inf")
        require(counts[-1] == part["_count"], f"{family.name}: the count is not the last bucket")


def parse(text):
    """The families of an exposition by name."""
    require(text.endswith("\n"), "the last line has no end")
    families, family = {}, None
    for line in text[:-1].split("\n"):
        comment = COMMENT.fullmatch(line)
        if comment and comment[1] == "HELP":
            require(comment[2] not in families, f"the family stands twice: {line}")
            family = families[comment[2]] = Family(comment[2], _unescape(comment[3]))
        elif comment:
            require(family and comment[2] == family.name and not family.type and not family.samples,
                    f"not after its HELP: {line}")
            require(comment[3] in TYPES, f"no type: {line}")
            family.type = comment[3]
        else:
            require(family and family.type, f"before its family: {line}")
            _add_sample(family, line)
    for each in families.values():
        require(each.type, f"{each.name} has no type")
        if each.type == "histogram":
            _check_histogram(each)
    return families
