"""Checks the arithmetic of bench/run: medians, bounds, unsteady rows, and that none is lost."""
import tempfile
import unittest
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import measure
from rows import ROWS, Result, Round, Row, measured, table

MORE = Row("more", "a rate", "another", 0.5, 0.7)
LESS = Row("less", "a time", "another", 10, 2, at_most=True, unit=" ms")


def result(row, values, yardsticks=None):
    return Result(row, list(map(Round, values, yardsticks or [None] * len(values))))


class Rows(unittest.TestCase):
    def test_the_median_is_held_against_the_bounds(self):
        for values, verdict in (([0.7, 0.9, 0.1], "goal"), ([0.5, 0.6, 0.4], "floor"),
                                ([0.49, 0.49, 0.9], "MISSED")):
            self.assertEqual(result(MORE, values).verdict(), verdict)
        for values, verdict in (([2], "goal"), ([10], "floor"), ([10.1], "MISSED")):
            self.assertEqual(result(LESS, values).verdict(), verdict)

    def test_a_row_without_a_floor_cannot_miss_it(self):
        free = Row("free", "", "", None, 1.5)
        self.assertEqual(result(free, [0.1]).verdict(), "no floor")
        self.assertFalse(result(free, [0.1]).failed())

    def test_a_yardstick_may_move_by_15_percent(self):
        self.assertTrue(result(MORE, [1, 1], [100, 115]).steady())
        self.assertFalse(result(MORE, [1, 1], [116, 100]).steady())

    def test_an_unsteady_row_proves_nothing(self):
        for value in (0.1, 0.9):
            unsteady = result(MORE, [value, value], [100, 200])
            self.assertEqual(unsteady.verdict(), "*unsteady*")
            self.assertFalse(unsteady.failed())

    def test_a_row_is_measured_until_it_is_steady(self):
        yardsticks = iter([100, 200, 100, 200, 100, 101])
        found = measured(MORE, 2, lambda: Round(0.6, next(yardsticks)))
        self.assertEqual((found.attempts, found.verdict(), len(found.rounds)), (3, "floor", 2))

    def test_but_not_for_ever(self):
        yardsticks = count(1)
        found = measured(MORE, 2, lambda: Round(0.6, next(yardsticks) ** 9))
        self.assertEqual((found.attempts, found.verdict()), (5, "*unsteady*"))

    def test_what_could_not_run_is_told_and_fails(self):
        lost = Result(MORE, reason="there is no nginx")
        self.assertTrue(lost.failed())
        self.assertIn("| not run | there is no nginx |", table([lost]))

    def test_a_run_that_is_stopped_leaves_what_it_measured(self):
        with tempfile.TemporaryDirectory() as root, mock.patch.object(measure, "ROOT", Path(root)):
            (Path(root) / "bench").mkdir()
            measure.keep([result(ROWS[0], [34_000])], SimpleNamespace(rounds=1, seconds=1, many=9))
            kept = (Path(root) / "bench/results.md").read_text().splitlines()
        lines = [line for line in kept if line.startswith("| ")][2:]
        self.assertEqual(len(lines), len(ROWS))
        self.assertIn("34,000", lines[0])
        for line in lines[1:]:
            self.assertIn("| not run | the run was stopped before it |", " ".join(line.split()))

    def test_each_row_has_one_method_that_measures_it(self):
        for row in ROWS:
            with self.subTest(row.name):
                self.assertEqual(1, sum(measure.method_of(row) in vars(scene)
                                        for scene in measure.SCENES))


if __name__ == "__main__":
    unittest.main()
