"""Settings: options win over variables of the environment, those over `newsfold.toml`, and all are told."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer.main

from newsfold import cli
from newsfold.configuration import SETTINGS, configuration
from newsfold.records import NewsfoldError
from tests import REPOSITORY
from tests.command import Run

COMMANDS: dict[str, Any] = dict(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]
DOCS = (REPOSITORY / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(capfd: pytest.CaptureFixture[str], *before: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Run(capfd, *before, "config", "--json").out)
    return found


def test_options_win_over_variables_and_those_over_the_file(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "newsfold.db" in Run(capfd, "stories").err
    (folder / "newsfold.toml").write_text('database = "file.db"')
    assert "file.db" in Run(capfd, "stories").err
    monkeypatch.setenv("NEWSFOLD_DATABASE", "variable.db")
    assert "variable.db" in Run(capfd, "stories").err
    assert "option.db" in Run(capfd, "stories", "--db", "option.db").err
    monkeypatch.setenv("NEWSFOLD_DATABASE", "")
    assert "file.db" in Run(capfd, "stories").err


def test_where_each_came_from(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown(capfd)["file"] is None
    other = folder / "below" / "other.toml"
    other.parent.mkdir()
    other.write_text(
        'database = "news.db"\n[watch]\nfeeds = ["a.opml", "https://news.example/feed"]\nevery = "2h"\n'
        '[serve]\ntoken_file = "/etc/token"\nport = 80\n'
    )
    monkeypatch.setenv("NEWSFOLD_SERVE_PORT", "8123")
    monkeypatch.setenv("NEWSFOLD_READ_FAST", "yes")
    monkeypatch.setenv("NEWSFOLD_SERVE_ALLOWED_HOSTS", "one.example  two.example")
    monkeypatch.setenv("NEWSFOLD_TYPO", "1")
    found = shown(capfd, "--config", "below/other.toml")
    assert found["file"] == "below/other.toml"
    told = {key: (one["value"], one["source"]) for key, one in found["settings"].items() if one["source"]}
    assert told == {
        "database": ("below/news.db", "below/other.toml"),
        "watch.feeds": (["below/a.opml", "https://news.example/feed"], "below/other.toml"),
        "watch.every": ("2h", "below/other.toml"),
        "serve.token_file": ("/etc/token", "below/other.toml"),
        "serve.port": (8123, "NEWSFOLD_SERVE_PORT"),
        "read.fast": (True, "NEWSFOLD_READ_FAST"),
        "serve.allowed_hosts": (["one.example", "two.example"], "NEWSFOLD_SERVE_ALLOWED_HOSTS"),
    }
    monkeypatch.setenv("NEWSFOLD_CONFIG", "below/other.toml")
    run = Run(capfd, "config")
    assert "below/news.db" in run.out and "NEWSFOLD_SERVE_PORT" in run.out
    assert "NEWSFOLD_TYPO in the environment is no setting" in run.err


def test_each_setting_reaches_the_commands_that_it_is_for() -> None:
    """What a command takes unless told is what the table of settings says; a set value takes its place."""
    reached: set[tuple[str, str]] = set()
    values = {"feeds": ["x"], "allowed_host": ["x"], "trusted_proxy": ["x"]}
    for setting in SETTINGS:
        found = configuration(None, {setting.variable: _some(setting.key)}).defaults(COMMANDS)
        for command, given in found.items():
            for name, value in given.items():
                (parameter,) = [p for p in COMMANDS[command].params if p.name == name]
                assert value == values.get(name, value)
                if not setting.commands and parameter.default not in (None, ()):
                    assert str(parameter.default) == setting.default, (command, name)
                reached.add((setting.key, command))
    assert {("database", c) for c in ("read", "watch", "serve", "export", "import")} <= reached
    assert ("watch.feeds", "watch") in reached and ("database", "open") not in reached
    assert {key for key, _ in reached} == {setting.key for setting in SETTINGS}
    assert {c for key, c in reached if key.startswith("log.")} == {"watch", "serve"}
    assert {c for key, c in reached if key == "serve.port"} == {"serve"}  # the demo takes a free one


def _some(key: str) -> str:
    numbers = {"jobs": "1", "serve.port": "1", "watch.every": "1h", "log.level": "info", "log.format": "json"}
    return numbers.get(key, "true" if key.startswith("read.") else "x")


def test_feeds_are_watched_that_the_file_names(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "Missing argument" in Run(capfd, "watch", "--once").err
    (folder / "newsfold.toml").write_text('[watch]\nfeeds = ["none.opml"]')
    assert "none.opml: No such file" in Run(capfd, "watch", "--once").err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("databse = 'x'", "there is no setting databse; database?"),
        ("[serve]\nports = 1", "there is no setting serve.ports; serve.port?"),
        ("serve = 1", "there is no setting serve"),
        ("jobs = true", "jobs: a number from 0 to 1024 is expected"),
        ("jobs = -1", "jobs: a number from 0 to 1024 is expected"),
        ("database = 3", "database: text is expected"),
        ("[watch]\nevery = '1y'", "watch.every: '1y' is no interval from 1s to 7d"),
        ("[watch]\nfeeds = [1]", "watch.feeds: a list of texts is expected"),
        ("[log]\nlevel = 'loud'", "log.level: one of debug, info, warning, error is expected"),
        ("[read]\nfast = 'perhaps'", "read.fast: true or false is expected"),
        ("[serve", "is no TOML"),
        ("a = " + "[" * 5000, "is no TOML"),
        ("#" + "x" * 1_000_000, "too large"),
    ],
)
def test_what_can_not_be_meant_is_an_error_in_a_line(
    folder: Path, capfd: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    (folder / "newsfold.toml").write_text(text)
    run = Run(capfd, "stories")
    assert run.status == 2 and run.err.startswith("Error: newsfold.toml") and told in run.err
    assert len(run.err.splitlines()) <= 2


def test_files_and_variables_that_are_none(folder: Path) -> None:
    with pytest.raises(NewsfoldError, match=r"missing.toml can't be read: No such file"):
        configuration(Path("missing.toml"), {})
    (folder / "latin.toml").write_bytes(b'database = "\xff.db"')
    with pytest.raises(NewsfoldError, match="is no TOML"):
        configuration(Path("latin.toml"), {})
    with pytest.raises(NewsfoldError, match="NEWSFOLD_JOBS: a number"):
        configuration(None, {"NEWSFOLD_JOBS": "many"})


def test_a_file_with_a_mark_and_line_ends_of_other_systems(folder: Path) -> None:
    (folder / "newsfold.toml").write_bytes(b'\xef\xbb\xbfdatabase = "a.db"\r\n[serve]\r\nport = 1\r\n')
    assert configuration(None, {}).values == {"database": "a.db", "serve.port": 1}


def test_the_documented_file_has_every_setting(folder: Path) -> None:
    block = re.search(r"```toml\n(.*?)```", DOCS, re.S)
    assert block
    written = tomllib.loads(block[1])
    assert {k for k, v in written.items() if not isinstance(v, dict)} | {
        f"{section}.{key}" for section, below in written.items() if isinstance(below, dict) for key in below
    } == {setting.key for setting in SETTINGS}
    (folder / "newsfold.toml").write_text(block[1])
    assert set(configuration(None, {}).values) == {setting.key for setting in SETTINGS}
