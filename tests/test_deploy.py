"""What the files for servers name is there: options, settings, files, and a health that can be asked."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tomllib
import zlib
from pathlib import Path
from typing import Any

import pytest
import typer.main

from newsfold import cli
from newsfold.configuration import SETTINGS
from tests import REPOSITORY

COMPOSE = (REPOSITORY / "compose.yaml").read_text(encoding="utf-8")
DOCKERFILE = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
UNITS = sorted((REPOSITORY / "deploy").glob("*.service"))
COMMANDS: dict[str, Any] = dict(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]


def test_variables_are_settings() -> None:
    named = set(re.findall(r"NEWSFOLD_[A-Z_]+", COMPOSE + DOCKERFILE))
    assert named and named <= {setting.variable for setting in SETTINGS}


def test_copied_files_are_there_and_not_left_out() -> None:
    lines = (REPOSITORY / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = [
        name for line in re.findall(r"^COPY (?!--)(.*) \S+$", DOCKERFILE, re.M) for name in line.split()
    ]
    assert copied
    for name in copied:
        assert (REPOSITORY / name).exists() and f"!{name}" in lines


def test_nothing_runs_as_root_or_is_reached_by_others() -> None:
    assert re.search(r"^USER newsfold$", DOCKERFILE, re.M)
    assert re.findall(r'ports: \["127\.0\.0\.1:', COMPOSE) and "read_only: true" in COMPOSE
    for unit in UNITS:
        assert "DynamicUser=yes" in unit.read_text() and "ProtectSystem=strict" in unit.read_text()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_calls_what_there_is(unit: Path) -> None:
    call = re.search(r"^ExecStart=(.*)$", unit.read_text(encoding="utf-8"), re.M)
    assert call
    program, config, file, command, *options = shlex.split(call[1])
    assert (Path(program).name, config, Path(file).name) == ("newsfold", "--config", "newsfold.toml")
    known = {option for parameter in COMMANDS[command].params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= known


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_is_sound(unit: Path, tmp_path: Path) -> None:
    """As systemd reads it, with a program that is there in place of the installed one."""
    program = tmp_path / "newsfold"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    copy = tmp_path / unit.name
    copy.write_text(unit.read_text().replace("/opt/newsfold/bin/newsfold", str(program)))
    run = subprocess.run(["systemd-analyze", "verify", str(copy)], capture_output=True, text=True)
    assert run.returncode == 0 and unit.stem not in run.stderr, run.stderr


def test_the_documented_settings_of_a_server_are_settings() -> None:
    text = (REPOSITORY / "docs" / "operate.md").read_text(encoding="utf-8")
    written = tomllib.loads(re.findall(r"```toml\n(.*?)```", text, re.S)[0])
    keys = {k for k, v in written.items() if not isinstance(v, dict)}
    keys |= {f"{s}.{k}" for s, v in written.items() if isinstance(v, dict) for k in v}
    assert keys <= {setting.key for setting in SETTINGS}


def test_a_wheel_stays_under_its_limit() -> None:
    """100 MB as it is packed, of which models are nearly all."""
    package = REPOSITORY / "src" / "newsfold"
    files = [p for p in package.rglob("*") if p.is_file() and p.suffix != ".pyc"]
    assert 1e7 < sum(len(zlib.compress(path.read_bytes())) for path in files) < 100e6
