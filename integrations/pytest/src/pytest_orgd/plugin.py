"""What pytest loads: options, the marker `orgd`, and the fixtures."""
from __future__ import annotations

import itertools
import os
import uuid
from pathlib import Path
from typing import Any, Iterator, Optional

import pytest

from .control import SandboxError
from .sandbox import Sandbox
from .world import World

WORLD = pytest.StashKey[World]()
RUN = uuid.uuid4().hex[:8]
NUMBERS = itertools.count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("orgd", "orgd sandbox")
    group.addoption("--orgd", metavar="PATH",
                    help="the program orgd; else that of the variable ORGD, else of the PATH")
    group.addoption("--orgd-control", metavar="URL",
                    help="the control plane of a sandbox that runs; else that of ORGD_CONTROL, "
                         "with the token of ORGD_CONTROL_TOKEN")
    group.addoption("--orgd-seed", metavar="FILE",
                    help="what every world begins with, YAML or JSON, for a sandbox that is "
                         "started")
    parser.addini("orgd_seed", "as --orgd-seed, relative to the folder of this file")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "orgd(seed=..., id_seed=..., at=...): what the test's world begins with, what "
                   "its ids follow from, and the time at which its clock stands")


def worker_of() -> str:
    """The name of the worker of pytest-xdist; `main` without it."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def name_of(what: str) -> str:
    """Of a world; several runs may share a sandbox, as the workers of one run do."""
    return f"pytest-{os.environ.get('PYTEST_XDIST_TESTRUNUID', RUN)[:8]}-{worker_of()}-{what}"


def seed_file(config: pytest.Config) -> Optional[Path]:
    if given := config.getoption("--orgd-seed"):
        return Path(given)
    named: str = config.getini("orgd_seed")
    if not named:
        return None
    return (config.inipath.parent if config.inipath else config.rootpath) / named


def open_sandbox(config: pytest.Config) -> Sandbox:
    program, control = config.getoption("--orgd"), config.getoption("--orgd-control")
    if program and control:
        raise pytest.UsageError("--orgd starts a sandbox and --orgd-control uses one that runs: "
                                "give one of them")
    control = control or (None if program else os.environ.get("ORGD_CONTROL"))
    seed = seed_file(config)
    if control and seed:
        raise pytest.UsageError(f"the sandbox at {control} began without {seed}: start it with "
                                "--seed, or leave out --orgd-seed")
    if control:
        return Sandbox.join(control, os.environ.get("ORGD_CONTROL_TOKEN"))
    return Sandbox.start(program, seed)


@pytest.fixture(scope="session")
def orgd_sandbox(pytestconfig: pytest.Config) -> Iterator[Sandbox]:
    """The sandbox, started with the first test that needs it, or one that runs."""
    sandbox = open_sandbox(pytestconfig)
    yield sandbox
    sandbox.stop()


def made_world(sandbox: Sandbox, what: str, **options: Any) -> Iterator[World]:
    world = sandbox.make_world(name_of(what), **options)
    yield world
    sandbox.delete_world(world.name)


@pytest.fixture(scope="session")
def orgd_worker_world(orgd_sandbox: Sandbox) -> Iterator[World]:
    """One world for all tests of a worker, named after it. They see what the others left."""
    yield from made_world(orgd_sandbox, "all")


@pytest.fixture
def orgd_world(orgd_sandbox: Sandbox, request: pytest.FixtureRequest) -> Iterator[World]:
    """A fresh world for the test."""
    marker = request.node.get_closest_marker("orgd")
    if marker and marker.args:
        raise pytest.UsageError("@pytest.mark.orgd takes named arguments: seed, id_seed, at")
    for world in made_world(orgd_sandbox, str(next(NUMBERS)), **(marker.kwargs if marker else {})):
        request.node.stash[WORLD] = world
        yield world


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    outcome: Any = yield
    report: pytest.TestReport = outcome.get_result()
    world = item.stash.get(WORLD, None)
    if report.when != "call" or not report.failed or world is None:
        return
    try:
        seen = world.requests.log()
    except SandboxError as error:  # the report of the failure is worth more
        seen = str(error)
    report.sections.append((f"requests in the world {world.name}", seen or "none"))
