"""Where the sandbox comes from, and what is said when there is none."""
from __future__ import annotations

from pathlib import Path

import pytest
from pytest_orgd import Sandbox, SandboxError
from pytest_orgd.program import find_orgd


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    program = tmp_path / "orgd"
    program.write_text("#!/bin/sh\necho 'no seed today' >&2\nexit 1\n")
    program.chmod(0o755)
    return tmp_path


def test_the_option_comes_before_the_variable_and_that_before_the_path(alone, bin_folder):
    program = str(bin_folder / "orgd")
    alone.setenv("PATH", str(bin_folder))
    alone.delenv("ORGD", raising=False)
    assert find_orgd() == program
    alone.setenv("ORGD", "/bin/sh")
    assert find_orgd() == "/bin/sh"
    assert find_orgd(program) == program
    with pytest.raises(SandboxError, match="--orgd names /nowhere/orgd, which is no program"):
        find_orgd("/nowhere/orgd")
    alone.setenv("ORGD", "/nowhere/orgd")
    with pytest.raises(SandboxError, match="the variable ORGD names /nowhere/orgd"):
        find_orgd()


def test_it_is_said_how_to_get_a_program(alone, tmp_path):
    alone.delenv("ORGD", raising=False)
    alone.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxError, match="set ORGD=/path/of/orgd.*ORGD_CONTROL"):
        find_orgd()


def test_a_start_that_fails_is_told_with_its_last_words(bin_folder):
    with pytest.raises(SandboxError, match="did not start:\nno seed today"):
        Sandbox.start(str(bin_folder / "orgd"))


def test_a_sandbox_that_ended_is_told(alone):
    sandbox = Sandbox.start()
    sandbox.make_world("one")
    sandbox.stop()
    sandbox.stop()
    with pytest.raises(SandboxError, match="cannot be reached.*is `orgd sandbox` running there?"):
        sandbox.worlds()


def test_an_address_of_something_else_is_told():
    with pytest.raises(SandboxError, match="is not the address of a control plane"):
        Sandbox.join("localhost")


def test_worlds_of_a_started_sandbox_begin_with_its_seed(tmp_path):
    file = tmp_path / "seed.yaml"
    file.write_text("organizations:\n  - {name: Mine, apiKeys: [{desc: a, roles: [ORG_OWNER], "
                    "publicKey: ~bcdefgh}]}\n")
    sandbox = Sandbox.start(seed=file)
    try:
        world = sandbox.make_world("one")
        assert [one["name"] for one in world.export()["organizations"]] == ["Mine"]
        assert world.key.public == "~bcdefgh"
    finally:
        sandbox.stop()
