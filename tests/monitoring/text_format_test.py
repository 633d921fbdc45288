"""The reader of the text format refuses what the format does not allow."""
import unittest

from text_format import FormatError, parse

GOOD = ('# HELP a A \\\\ thing\n# TYPE a counter\na{x="1",y="q\\"\\n"} 1\na{x="2",y=""} 2.5e+3\n'
        '# HELP h T\n# TYPE h histogram\nh_bucket{le="0.1"} 1\nh_bucket{le="+Inf"} 2\n'
        'h_sum 0.3\nh_count 2\n# HELP none N\n# TYPE none gauge\n')


class TextFormat(unittest.TestCase):
    def test_reads_what_is_right(self):
        families = parse(GOOD)
        self.assertEqual(list(families), ["a", "h", "none"])
        self.assertEqual(families["a"].value(x="1", y='q"\n'), 1)
        self.assertEqual(families["a"].value(x="2", y=""), 2500)
        self.assertEqual(families["a"].value(x="3", y=""), 0)
        self.assertEqual(families["a"].label_values("x"), {"1", "2"})
        self.assertEqual(families["a"].help, "A \\ thing")

    def test_refuses_what_is_not(self):
        for change in (
                ("a{x=\"1\"", "a{x=1"), ("a{x=\"1\",", "a{x=\"1\" "), ("} 1\n", "} 1 \n"),
                ("} 1\n", "} one\n"), ("} 1\n", "} -1\n"), ("y=\"q", "x=\"q"), ("q\\\"", "q\""),
                ("x=\"2\",y=\"\"", "x=\"2\","), ("x=\"2\",y=\"\"", "x=\"1\",y=\"q\\\"\\n\""),
                ("# TYPE a counter\n", ""), ("counter", "total"), ("# TYPE a", "# TYPE b"),
                ("# HELP h", "# HELP a"), ("# HELP h T\n", ""), ("a{x=\"2\"", "b{x=\"2\""),
                ("h_sum", "h"), ("le=\"0.1\"} 1", "le=\"0.1\"} 3"), ("h_count 2", "h_count 3"),
                ("h_bucket{le=\"+Inf\"} 2\n", ""), ("h_sum 0.3\n", ""), ("h_count 2\n", ""),
                ("h_bucket{le=\"0.1\"}", "h_bucket{x=\"0.1\"}"), ("none gauge\n", "none gauge"),
                ("# TYPE none", "\n# TYPE none")):
            with self.subTest(change=change):
                changed = GOOD.replace(*change, 1)
                self.assertNotEqual(changed, GOOD)
                with self.assertRaises(FormatError):
                    parse(changed)


if __name__ == "__main__":
    unittest.main()
