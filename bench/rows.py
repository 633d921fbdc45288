"""The rows of the table: what each says, its bounds, and the arithmetic of its rounds."""
import platform
import os
import re
import statistics
import subprocess
from dataclasses import dataclass, field

STEADY = 0.15  # a yardstick that moves by more between rounds proves nothing
ATTEMPTS = 5


@dataclass(frozen=True)
class Row:
    """A figure with its yardstick. `floor` must be met, `goal` is where it shall go."""
    name: str
    figure: str
    yardstick: str
    floor: float | None
    goal: float
    at_most: bool = False  # less is better
    unit: str = ""

    def meets(self, value, bound):
        return value <= bound if self.at_most else value >= bound

    def bound(self, value):
        if value is None:
            return "-"
        return ("at most " if self.at_most else "") + f"{value:g}{self.unit}"


NGINX = "nginx `return 200`, the same bytes"
NGINX_ALIKE = "nginx alike"

ROWS = (
    Row("instructions", "authenticated GET, caller known: instructions", "none",
        35_000, 22_000, at_most=True),
    Row("allocations", "the same: allocations", "none", 4, 0, at_most=True),
    Row("get", "authenticated GET, 10 k organizations, one core", NGINX, 0.50, 0.70),
    Row("challenge", "401 without credentials", "the same nginx", 0.70, 0.90),
    Row("http", "OPTIONS: HTTP alone", "the same nginx", 0.45, 0.70),
    Row("projects", "list of 100 projects", "nginx sending the same bytes", 0.25, 0.50),
    Row("users", "list of 100 users", "nginx sending the same bytes", 0.25, 0.50),
    Row("connections", "authenticated GET, one request a connection", NGINX_ALIKE, 0.45, 0.70),
    Row("many", "authenticated GET, 512 connections", NGINX_ALIKE, 0.45, 0.70),
    Row("half-load", "p99 at half the capacity", "the capacity", 10, 2, at_most=True, unit=" ms"),
    Row("overload", "p99 of what is admitted at 3 times the capacity", "the capacity", 50, 20,
        at_most=True, unit=" ms"),
    Row("memory", "anonymous memory, 10 k organizations in use", "none", 16, 10, at_most=True,
        unit=" MiB"),
    Row("tls", "authenticated GET, TLS 1.3", "nginx with TLS 1.3", 0.45, 0.70),
    Row("beside-writes", "authenticated GET while 1,000 durable writes/s run", "alone", 0.70, 0.90),
    Row("loops", "CPU time of a call with two loops", "with one, the same load", 1.10, 1.03,
        at_most=True),
    Row("invite", "durable invitations, 64 clients", "raw SQLite, the same rows in batches of 64",
        0.72, 0.85),
    Row("token", "access tokens, 64 clients", "raw SQLite, the same rows in batches of 64", None,
        0.50),
    Row("bearer", "GET with a Bearer token, 10 k organizations, one core", NGINX, 0.50, 0.75),
    Row("session", "GET with a person's session, 10 k organizations", "the same with Digest", 1.0,
        1.1),
    Row("sign-ins", "sign-ins, 8 clients", "Argon2id alone, as many at once", 0.80, 0.95),
    Row("sign-in-flood", "peak memory while 256 strangers sign in", "none", 192, 160,
        at_most=True, unit=" MiB"),
    Row("start", "start on the store of 10 k organizations", "none", 1, 0.1, at_most=True,
        unit=" s"),
    Row("sdk", "CPU time of a call through the client library", "bare libcurl", 1.10, 1.02,
        at_most=True),
    Row("get-million", "authenticated GET, 1 M organizations in turn", NGINX, 0.35, 0.55),
    Row("memory-million", "anonymous memory, 1 M organizations in use", "none", 96, 80,
        at_most=True, unit=" MiB"),
    Row("page", "time of page 10,000 of 1 M organizations", "page 1", 3, 1.2, at_most=True),
    Row("events", "list of 100 of 1 M events", "nginx sending the same bytes", None, 0.25),
    Row("team", "list of the 100 users of a team", "nginx sending the same bytes", None, 0.25),
    Row("events-far", "time of page 10,000 of 1 M events, none kept", "page 1", None, 3,
        at_most=True),
    Row("postgres", "authenticated GET on PostgreSQL", "libpq alone, 64 at a time in one pipeline",
        0.50, 0.65),
    Row("claims", "that with `replay_protection = cluster`", "without it", None, 0.5),
    Row("nodes", "that from two nodes", "from one", None, 1.5),
)


@dataclass(frozen=True)
class Round:
    """One measure of a row; `yardstick` is what its yardstick came to, where it has one."""
    value: float
    yardstick: float | None = None
    note: str = ""


@dataclass
class Result:
    row: Row
    rounds: list = field(default_factory=list)
    reason: str = ""  # why it could not run
    attempts: int = 1

    def value(self):
        return statistics.median(one.value for one in self.rounds)

    def movement(self):
        """By which part of its least value the yardstick moved."""
        seen = [one.yardstick for one in self.rounds if one.yardstick is not None]
        return max(seen) / min(seen) - 1 if seen else 0.0

    def steady(self):
        return self.movement() <= STEADY

    def verdict(self):
        if not self.rounds:
            return "not run"
        if not self.steady():
            return "*unsteady*"
        if self.row.meets(self.value(), self.row.goal):
            return "goal"
        if self.row.floor is None:
            return "no floor"
        return "floor" if self.row.meets(self.value(), self.row.floor) else "MISSED"

    def failed(self):
        return self.verdict() in ("MISSED", "not run")

    def cells(self):
        row = self.row
        bounds = [row.name, row.figure, row.yardstick, row.bound(row.floor), row.bound(row.goal)]
        if not self.rounds:
            return bounds + ["-", "-", "-", self.verdict(), self.reason]
        values = [one.value for one in self.rounds]
        show = (lambda value: f"{value:,.0f}") if self.value() >= 1000 else "{:.2f}".format
        moved = "-" if self.rounds[0].yardstick is None else f"{self.movement():.0%}"
        times = f" (attempt {self.attempts})" if self.attempts > 1 else ""
        return bounds + [show(self.value()) + row.unit, f"{show(min(values))} to "
                         f"{show(max(values))}", moved + times, self.verdict(),
                         self.rounds[-1].note]


HEAD = ["row", "figure", "yardstick", "floor", "goal", "median", "least to most",
        "yardstick moved", "meets", "last round"]


def measured(row, rounds, measure):
    """All rounds of a row, again while its yardstick moves too much."""
    for attempt in range(1, ATTEMPTS + 1):
        result = Result(row, [measure() for _ in range(rounds)], attempts=attempt)
        if result.steady():
            break
    return result


def table(results):
    """In columns, for a terminal and for Markdown."""
    lines = [HEAD, *(result.cells() for result in results)]
    widths = [max(map(len, column)) for column in zip(*lines)]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines)


def machine():
    compiler = subprocess.run(["g++", "--version"], capture_output=True, text=True,
                              check=True).stdout.split("\n", 1)[0]
    release = re.match(r"[\d.]+", platform.release()).group()
    return f"{os.cpu_count()} cores, {platform.system()} {release}, {compiler}"


def document(results, told):
    """The text of bench/results.md."""
    return (f"# Results\n\nWritten by `bench/run --write`: the last run of the whole table.\n"
            f"{machine()}; {told}.\n\n"
            f"A row whose yardstick moved by more than {STEADY:.0%} in each of {ATTEMPTS} attempts "
            f"is *unsteady* and proves nothing.\n\n{table(results)}\n")


def line(result):
    """One result as it comes, while others are still to be measured."""
    name, _, _, floor, goal, median, spread, moved, verdict, note = result.cells()
    return (f"{name:<15} {median:>10} ({spread}; floor {floor}, goal {goal}; yardstick {moved})"
            f" {verdict}: {note}")
