#!/usr/bin/env python3
"""Installs a build into an empty directory and uses it from outside, in every way that
docs/sdk.md promises. What it builds runs against a real server.

  tests/install/run.py BUILD_DIRECTORY
"""
import os
import platform
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hardening

ROOT = Path(__file__).resolve().parents[2]
RUN_SAMPLE = ROOT / "tests/sdk/run_sample.py"
WARNINGS = "-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror".split()
GXX = [os.environ.get("CXX", "g++"), "-std=c++23", *WARNINGS]
# The compilers that the library names; clang looks away where libstdc++ uses its own old functions.
CLANG = ["clang++-19", "-std=c++23", "-Wno-deprecated-declarations", *WARNINGS]


def run(*words, **more):
    """Output of a command that must succeed."""
    ended = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, text=True, **more)
    if ended.returncode != 0:
        sys.exit(f"{shlex.join(str(word) for word in words)}\n{ended.stdout}"
                 f"exits with {ended.returncode}")
    return ended.stdout


class Installed:
    """An installation below a temporary directory, and programs built against it there."""

    def __init__(self, build, work):
        self.work = work
        self.prefix = work / "prefix"
        self.orgd = self.prefix / "bin/orgd"
        for component in ("client", "server", "cli", "symbols"):
            run("cmake", "--install", build, "--prefix", self.prefix, "--component", component)

    def headers(self):
        """As a program includes them."""
        include = self.prefix / "include"
        return sorted(path.relative_to(include) for path in include.rglob("*.hpp"))

    def call(self, program):
        run(sys.executable, "-B", RUN_SAMPLE, self.orgd, program)

    def build_project(self, source, target, name):
        build = self.work / f"build-{name}"
        run("cmake", "-S", source, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
            f"-DCMAKE_PREFIX_PATH={self.prefix}", cwd=self.work)
        run("cmake", "--build", build, "--target", target)
        return build

    def flags(self):
        """What pkg-config tells a compiler."""
        folder = next(self.prefix.glob("**/pkgconfig"))
        text = run("pkg-config", "--cflags", "--libs", "atlas-organizations",
                   env=os.environ | {"PKG_CONFIG_PATH": str(folder)})
        return shlex.split(text)


def check_no_path_of_this_tree(installed):
    """What is installed may be moved, and says nothing of where it was built."""
    files = [path for path in installed.prefix.rglob("*") if path.is_file()]
    if not any(path.suffix == ".a" for path in files):
        sys.exit("no library is installed")
    for path in files:
        if str(ROOT).encode() in path.read_bytes():
            sys.exit(f"{path} names {ROOT}")


def check_find_package(installed):
    project = installed.work / "project"
    project.mkdir()
    shutil.copy(ROOT / "tests/install/CMakeLists.txt", project)
    shutil.copy(ROOT / "samples/first_call.cpp", project)
    build = installed.build_project(project, "first_call", "project")
    installed.call(build / "first_call")


def check_samples(installed):
    samples = installed.work / "samples"
    shutil.copytree(ROOT / "samples", samples)
    build = installed.build_project(samples, "sample_create_organization", "samples")
    installed.call(build / "create_organization")


def build_first_call(installed, name, *options, compiler=GXX):
    program = installed.work / name
    run(*compiler, *options, ROOT / "samples/first_call.cpp", "-o", program, *installed.flags(),
        cwd=installed.work)
    installed.call(program)


def check_pkg_config(installed):
    build_first_call(installed, "with_pkg_config")


def check_no_test_support(installed):
    """A program that starts no server of its own links nothing of what does."""
    program = installed.work / "with_pkg_config"
    if "posix_spawnp" in run("nm", "--dynamic", program):
        sys.exit(f"{program} has the support for tests in it")


def check_without_exceptions(installed):
    build_first_call(installed, "without_exceptions", "-fno-exceptions", "-fno-rtti")


def check_clang(installed):
    """The other compiler: a program against the same archives, and all headers as it reads them."""
    build_first_call(installed, "with_clang", compiler=CLANG)
    everything = "".join(f"#include <{header}>\n" for header in installed.headers())
    run(*CLANG, "-fsyntax-only", f"-I{installed.prefix / 'include'}", "-x", "c++", "-",
        input=everything)


def check_older_language(installed):
    """C++20 is told in one line which compilers will do."""
    ended = subprocess.run(["g++", "-std=c++20", "-fsyntax-only", "-Wfatal-errors",
                            f"-I{installed.prefix / 'include'}", ROOT / "samples/first_call.cpp"],
                           stderr=subprocess.PIPE, text=True)
    if ended.returncode == 0 or "atlas needs C++23" not in ended.stderr:
        sys.exit(f"C++20 is not told what is missing:\n{ended.stderr}")


def check_shared_library(installed):
    """The archives go into a shared library, as a plugin is one."""
    run(*GXX, "-shared", "-fPIC", ROOT / "samples/first_call.cpp", "-o",
        installed.work / "plugin.so", *installed.flags())


def check_ignored_outcome(installed):
    """Whoever does not look at an outcome is warned."""
    program = """#include <atlas/organizations_api.hpp>
void forget(atlas::OrganizationsApi const& api) {
  api.delete_organization("id");
  api.background([] { return 1; });
  api.each_of_organizations();
  atlas::credentials_from_env();
}
"""
    include = f"-I{installed.prefix / 'include'}"
    ended = subprocess.run([*GXX[:2], "-fsyntax-only", include, "-x", "c++", "-"], input=program,
                           stderr=subprocess.PIPE, text=True)
    if ended.returncode != 0 or ended.stderr.count("[-Wunused-result]") != 4:
        sys.exit(f"not every ignored outcome is a warning:\n{ended.stderr}")


def check_headers(installed):
    """Each public header compiles alone, on the include path of the installation only."""
    include = installed.prefix / "include"
    headers = installed.headers()
    known = sorted(path.relative_to(ROOT / "include") for path in ROOT.glob("include/**/*.hpp"))
    if headers != known or not headers:
        sys.exit(f"installed headers are {headers}, not {known}")

    def check(header):
        run(*GXX, "-fsyntax-only", f"-I{include}", "-x", "c++", "-", input=f"#include <{header}>\n")

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(check, headers))


def check_orgctl(installed):
    """The command line runs from where it was put, and its manual is beside it."""
    run(installed.prefix / "bin/orgctl", "--help")
    manual = installed.prefix / "share/man/man1/orgctl-orgs-list.1"
    if "list the organizations" not in manual.read_text().lower():
        sys.exit(f"{manual} does not tell what the command does")


def check_soft_program(installed):
    """A program without protection is seen to be one."""
    program = installed.work / "soft"
    unmarked = ["-fcf-protection=none"] if platform.machine() == "x86_64" else []
    run(*GXX, *unmarked, "-O0", "-no-pie", "-fno-stack-protector",
        "-Wl,-z,norelro,-z,lazy,-z,execstack", "-x", "c++", "-", "-o", program,
        input="int main() {}\n")
    found = len(hardening.weaknesses(program))
    if found < 9:
        sys.exit(f"only {found} weaknesses are seen in a program that has none of the protections")


def check_hardening(installed):
    hardening.check([installed.orgd, installed.prefix / "bin/orgctl"])


def main(build):
    with tempfile.TemporaryDirectory() as work:
        installed = Installed(build, Path(work))
        for check in (check_no_path_of_this_tree, check_soft_program, check_hardening,
                      check_find_package, check_samples, check_pkg_config, check_no_test_support,
                      check_without_exceptions, check_clang,
                      check_older_language, check_shared_library, check_ignored_outcome,
                      check_headers, check_orgctl):
            begin = time.monotonic()
            check(installed)
            what = check.__name__.removeprefix("check_").replace("_", " ")
            print(f"{what}: {time.monotonic() - begin:.1f} s", flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]).resolve())
