"""What of the world outside each part may include, and the few rules that no compiler checks."""
import re
from dataclasses import dataclass
from fnmatch import fnmatch

STD = r"<[a-z_0-9]+>"
POSIX = r"<(?:sys/\w+|unistd|fcntl|poll|signal|netinet/\w+|arpa/inet)\.h>"
DESCRIBE = r"<boost/(?:describe|mp11)[./].*>"
FMT = r"<fmt/\w+\.h>"


@dataclass
class Rule:
    where: tuple          # the files it is about
    why: str
    only: tuple = ()      # what they may include, when that is a closed list
    never: tuple = ()     # what they may not
    besides: tuple = ()   # files it is not about


TESTS = ("*_test.cpp",)
IN_MEMORY = ("src/sandbox/*", "src/orgd/store_in_memory.*")
# Which room of src/ may include which is for its room.cmake to say, and for the compiler to check.
RULES = (
    Rule(("include/atlas/*",), "the public headers need only std, Boost.Describe and each other",
         only=(STD, DESCRIBE, r'"atlas/.*"')),
    Rule(("src/api/*",), "src/api does no I/O",
         only=(STD, DESCRIBE, r"<boost/(?:json|url)[./].*>", r"<utf8proc\.h>", r"<simdjson\.h>",
               r"<idn2\.h>", r"<arpa/inet\.h>", r"<openssl/(?:crypto|md5|sha)\.h>", FMT,
               r'"atlas/.*"', r'"api/.*"'),
         besides=TESTS),
    Rule(("src/async/*", "src/store/*"), "they know types and errors, never JSON, HTTP or roles",
         only=(STD, POSIX, DESCRIBE, FMT, r"<sqlite3\.h>", r"<libpq-fe\.h>",
               r'"atlas/(?:error|\w*types)\.hpp"', r'"(?:async|store|telemetry)/.*"'),
         besides=TESTS),
    Rule(("src/service/operations/*",), "operations see the table, types, store and call",
         never=(r"<boost/json[./].*>", r"<simdjson\.h>", r'"http/.*"', r'"api/json.*"')),
    Rule(("src/*",), "only the room http knows Asio and Beast",
         never=(r"<boost/(?:asio|beast)[./].*>", r'"http/asio\.hpp"'), besides=("src/http/*",)),
    Rule(("src/*", "include/*"), "only the SQLite driver knows SQLite's C interface",
         never=(r"<sqlite3\.h>",), besides=("src/store/sqlite/*",)),
    Rule(("src/*", "include/*"), "only the PostgreSQL driver knows libpq",
         never=(r"<libpq-fe\.h>",), besides=("src/store/postgres/*",)),
    Rule(("src/*", "include/*"), "libcurl is known to the client library and to mails' way out",
         never=(r"<curl/.*>",), besides=("src/client/*", "src/mail/smtp_route.cpp")),
    Rule(("src/*", "include/*"), "libfido2 and libcbor are known to one file of passkeys each",
         never=(r"<fido\.h>", r"<fido/.*>", r"<cbor(?:/.*|\.h)>"),
         besides=("src/security/passkey.cpp", "src/security/cbor_reader.cpp")),
    Rule(("src/*", "include/*"), "only the tree of a seed file knows yaml-cpp",
         never=(r"<yaml-cpp/.*>",), besides=("src/sandbox/seed_tree.cpp",)),
    Rule(("src/*", "include/*"), "concrete databases are named by the store and by main alone",
         never=(r'"store/(?:sqlite|postgres)/.*"',),
         besides=("src/store/*", "*/main.cpp") + IN_MEMORY + TESTS),
    Rule(IN_MEMORY, "of the concrete databases a sandbox knows the one in memory",
         never=(r'"store/(?:sqlite/(?!single\.hpp")|postgres/).*"',), besides=TESTS),
    Rule(("tests/conformance/*",), "the conformance cases read answers with readers of their own",
         never=(r'"(?:api|atlas|client|cli)/.*"',),
         besides=("*/in_process_*", "*/sdk_*", "*/cli_door*", "*/call_door*")),
)


def _matches_any(text, patterns):
    return any(re.fullmatch(pattern, text) for pattern in patterns)


def _is_about(rule, path):
    return (any(fnmatch(path, pattern) for pattern in rule.where)
            and not any(fnmatch(path, pattern) for pattern in rule.besides))


def refusals(path, include):
    """Why this file may not include that; `include` with its quotes or angle brackets."""
    for rule in RULES:
        if not _is_about(rule, path):
            continue
        if rule.only and not _matches_any(include, rule.only):
            yield rule.why
        elif _matches_any(include, rule.never):
            yield rule.why
