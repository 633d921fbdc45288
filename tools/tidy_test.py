#!/usr/bin/env python3
"""Shows that each check of tidy.py can fail, and that good code passes."""
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from include_rules import RULES, refusals
from planted_faults import FAULTS
from tidy import findings

GOOD = """// What this file is for.
#include "api/text.hpp"

#include <string>

namespace atlas {

int twice(int n) { return 2 * n; }

}  // namespace atlas
"""


def found(text, path="src/api/sample.cpp"):
    return [what for _, what in findings(path, text)]


def with_line(line):
    return GOOD.replace("int twice", line + "\nint twice")


class PlantedFaults(unittest.TestCase):
    def test_each_has_its_place(self):
        root = Path(__file__).resolve().parent.parent
        for fault in FAULTS:
            with self.subTest(fault.name):
                self.assertEqual((root / fault.file).read_text().count(fault.old), 1)


class Findings(unittest.TestCase):
    def expect(self, part, text, path="src/api/sample.cpp"):
        hits = found(text, path)
        self.assertTrue(any(part in what for what in hits), f"{part!r} is not in {hits}")

    def expect_none(self, text, path="src/api/sample.cpp"):
        self.assertEqual(found(text, path), [])

    def test_good_file(self):
        self.expect_none(GOOD)
        self.expect_none("# Explains.\nprint(1)\n", "tools/sample.py")
        self.expect_none("#!/usr/bin/env bash\n# Explains.\ntrue\n", "sample")

    def test_sizes(self):
        self.expect("the file has 301 lines", "// A file.\n" + "int a;\n" * 300)
        self.expect("the file has 301 lines", "# A file.\n" + "a = 1\n" * 300, "tools/a.py")
        self.expect_none("// A file.\n" + "int a;\n" * 299)
        self.expect("the line has 101 columns", with_line("//" + "x" * 99))
        self.expect_none(with_line("//" + "x" * 98))
        self.expect_none(with_line("// clang-format off\n//" + "x" * 99 + "\n// clang-format on"))
        self.expect_none("Prose may have long lines. " * 9 + "\n", "docs/sample.md")

    def test_blanks(self):
        self.expect("a tab", with_line("\tint a;"))
        self.expect("blanks at the end", with_line("int a; "))
        self.expect("no newline at the end", GOOD.rstrip("\n"))

    def test_beginning(self):
        for path in ("src/api/a.cpp", "tools/a.py", "tools/a.sh"):
            self.expect("does not begin with a comment", "\nint a;\n", path)
        self.expect("does not begin with a comment", "#!/usr/bin/env bash\ntrue\n", "run")
        self.expect("no #pragma once", GOOD, "src/api/sample.hpp")
        self.expect_none("// A header.\n#pragma once\n", "src/api/sample.hpp")

    def test_words(self):
        for name in ("KeyManager", "HelperOf", "StringUtils", "Util", "struct RowImpl"):
            self.expect("says nothing", with_line(f"struct {name.split()[-1]} {{}};"))
        for name in ("key_helper", "util", "string_utils_", "impl_"):
            self.expect("says nothing", with_line(f"int {name} = 0;"))
        self.expect("says nothing", GOOD, "src/api/string_utils.cpp")
        self.expect_none(with_line("int group_access_manager = implied + utility;"))
        self.expect_none(with_line("void on_header_impl();"))
        self.expect_none(with_line('// A Manager in prose.\nchar const* a = "Manager";'))

    def test_calls(self):
        for line in ("std::regex r;", "sprintf(a, b);", "int a = rand();", "gets(a);",
                     "strcpy(a, b);", "strcat(a, b);", "using namespace std;"):
            self.expect(" ", with_line(line))
        for line in ("snprintf(a, 1, b);", "int a = operand(1);", "row.gets(1);",
                     "using namespace std::chrono_literals;", "// using namespace std;"):
            self.expect_none(with_line(line))

    def test_open_work(self):
        self.expect("without its issue", with_line("// TO" + "DO later"))
        self.expect("without its issue", "# FIX" + "ME\n", "tools/a.py")
        self.expect_none(with_line("// TO" + "DO (#12): later"))

    def test_what_the_compiler_breaks(self):
        for bad in ("x = a ? co_await g() : h();", "if (a && co_await g()) b();",
                    "co_await r(a ? g() : h());", "co_await g(a, {});", "co_await g({.a = 1});",
                    "co_await g(a, [b](int) {});", "co_await g([&, b = c] { d(); });"):
            self.expect("g++ 12", with_line("void f() { " + bad + " }"))
        for good in ("auto g = a ? b() : c(); co_await std::move(g);",
                     "co_await g([&](T& t) -> U { use(t, {}); });",
                     "if (!co_await g()) h(a && b);"):
            self.expect_none(with_line("void f() { " + good + " }"))


class Layers(unittest.TestCase):
    REFUSED = (
        ("include/atlas/a.hpp", "<fmt/format.h>"), ("include/atlas/a.hpp", '"api/text.hpp"'),
        ("include/atlas/a.hpp", "<boost/json.hpp>"), ("include/atlas/a.hpp", "<unistd.h>"),
        ("src/api/a.cpp", "<boost/asio.hpp>"), ("src/api/a.cpp", "<sys/socket.h>"),
        ("src/api/a.cpp", '"async/task.hpp"'), ("src/api/a.cpp", '"http/http.hpp"'),
        ("src/store/store.cpp", '"api/address.hpp"'), ("src/store/store.cpp", '"http/http.hpp"'),
        ("src/store/store.cpp", "<curl/curl.h>"), ("src/store/store.cpp", '"atlas/role.hpp"'),
        ("src/async/task.hpp", '"atlas/role.hpp"'),
        ("src/store/store.cpp", "<simdjson.h>"), ("src/store/store.cpp", "<sqlite3.h>"),
        ("src/store/sqlite/row.cpp", "<libpq-fe.h>"),
        ("src/service/operations/a.cpp", '"store/sqlite/database.hpp"'),
        ("src/service/operations/a.cpp", '"http/http_listener.hpp"'),
        ("src/service/operations/a.cpp", '"api/json_read.hpp"'),
        ("src/service/operations/a.cpp", "<simdjson.h>"),
        ("src/service/service.cpp", "<boost/beast/http.hpp>"),
        ("src/service/service.cpp", "<boost/asio.hpp>"),
        ("src/service/service.cpp", '"http/asio.hpp"'), ("src/orgd/serve.cpp", "<sqlite3.h>"),
        ("src/service/service.cpp", '"store/sqlite/database.hpp"'),
        ("src/service/service.cpp", '"store/sqlite/single.hpp"'),
        ("src/sandbox/a.cpp", '"store/sqlite/database.hpp"'),
        ("src/sandbox/a.cpp", '"store/postgres/database.hpp"'),
        ("src/sandbox/a.cpp", "<yaml-cpp/yaml.h>"), ("src/mail/sender.cpp", "<curl/curl.h>"),
        ("src/security/totp.cpp", "<fido.h>"),
        ("tests/conformance/cases_a.cpp", '"api/json_read.hpp"'))
    ALLOWED = (
        ("include/atlas/a.hpp", "<expected>"), ("include/atlas/a.hpp", "<boost/describe.hpp>"),
        ("include/atlas/a.hpp", '"atlas/error.hpp"'), ("src/api/a.cpp", "<boost/url/url.hpp>"),
        ("src/api/a.cpp", "<utf8proc.h>"), ("src/api/a_test.cpp", "<gtest/gtest.h>"),
        ("src/store/sqlite/row.cpp", "<sqlite3.h>"), ("src/store/a.cpp", '"atlas/types.hpp"'),
        ("src/service/operations/a.cpp", '"store/store.hpp"'),
        ("src/http/http_listener.cpp", "<boost/beast/http.hpp>"),
        ("src/orgd/main.cpp", '"store/sqlite/database.hpp"'),
        ("src/sandbox/a.cpp", '"store/sqlite/single.hpp"'),
        ("src/mail/smtp_route.cpp", "<curl/curl.h>"), ("src/client/a.cpp", "<curl/curl.h>"),
        ("src/sandbox/seed_tree.cpp", "<yaml-cpp/yaml.h>"))

    def test_refused(self):
        for path, include in self.REFUSED:
            self.assertTrue(list(refusals(path, include)), f"{path} may include {include}")

    def test_allowed(self):
        for path, include in self.ALLOWED:
            self.assertEqual(list(refusals(path, include)), [], f"{path}: {include}")

    def test_each_rule_refuses_something(self):
        refused = {why for path, include in self.REFUSED for why in refusals(path, include)}
        self.assertEqual(refused, {rule.why for rule in RULES})

    def test_include_lines_are_read(self):
        bad = GOOD.replace("<string>", "<boost/asio.hpp>")
        self.assertTrue(any("includes <boost/asio.hpp>" in what for what in found(bad)))


if __name__ == "__main__":
    unittest.main()
