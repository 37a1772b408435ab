"""Settings: options win over variables of the environment, those over `newsfold.toml`, and all are told."""

from __future__ import annotations

import json
import logging
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer
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
    monkeypatch.setattr(typer, "get_app_dir", lambda name: str(tmp_path / "home" / name))
    return tmp_path


def shown(capfd: pytest.CaptureFixture[str], *before: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(Run(capfd, *before, "config", "--json").out)
    return parsed


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
    listed = shown(capfd, "--config", "below/other.toml")
    assert listed["file"] == "below/other.toml"
    sources = {key: (s["value"], s["source"]) for key, s in listed["settings"].items() if s["source"]}
    assert sources == {
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
    values = {"feeds": ["x"], "allowed_host": ["x"], "trusted_proxy": ["x"], "cors_origin": ["x"]}
    for setting in SETTINGS:
        defaults = configuration(None, {setting.variable: _some(setting.key)}).defaults(COMMANDS)
        for command, given in defaults.items():
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


def test_rules_of_alerts_are_read_that_a_named_file_names(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "below").mkdir()
    (folder / "below" / "settings.toml").write_text('[watch]\nalert = "rules.toml"\n')
    (folder / "below" / "rules.toml").write_text("[[alert]]\nname = 3\n")
    (folder / "feeds.opml").write_text(
        '<opml version="2.0"><body><outline xmlUrl="http://127.0.0.1:9/f"/></body></opml>'
    )
    run = Run(capfd, "--config", "below/settings.toml", "watch", "feeds.opml", "--once")
    assert run.status == 2 and "below/rules.toml" in run.err and "name" in run.err
    (folder / "newsfold.toml").write_text('[watch]\nalert = "below/rules.toml"\n')
    run = Run(capfd, "watch", "feeds.opml", "--once")
    assert "watch.alert in newsfold.toml of this folder: ignored" in run.err and "rules.toml" not in run.err


def test_feeds_are_watched_that_the_file_names(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "Missing argument" in Run(capfd, "watch", "--once").err
    (folder / "newsfold.toml").write_text('[watch]\nfeeds = ["none.opml"]')
    assert "none.opml: No such file" in Run(capfd, "watch", "--once").err


@pytest.mark.parametrize(
    ("text", "why"),
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
    folder: Path, capfd: pytest.CaptureFixture[str], text: str, why: str
) -> None:
    (folder / "newsfold.toml").write_text(text)
    run = Run(capfd, "stories")
    assert run.status == 2 and run.err.startswith("Error: newsfold.toml") and why in run.err
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
    assert set(configuration(Path("newsfold.toml"), {}).values) == {setting.key for setting in SETTINGS}


LOOSE = (
    '[watch]\nalert = "alerts.toml"\n'
    '[read]\nallow_private = true\nfast = true\n[serve]\nhost = "0.0.0.0"\nport = 1\n'
    'allowed_hosts = ["news.example"]\ntrusted_proxies = ["10.0.0.0/8"]\n'
)
GUARDS = ["read.allow_private", "watch.alert", "serve.host", "serve.allowed_hosts", "serve.trusted_proxies"]


@pytest.fixture
def users(folder: Path) -> Path:
    """The user's own file, to be written."""
    (folder / "home" / "newsfold").mkdir(parents=True)
    return folder / "home" / "newsfold" / "newsfold.toml"


def test_a_file_that_lies_in_a_folder_lowers_no_guard(
    folder: Path, users: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "newsfold.toml").write_text(LOOSE)
    config = configuration(None, {})
    assert config.values == {"read.fast": True, "serve.port": 1}
    assert [setting.key for setting in config.ignored] == GUARDS
    loose = {"read.allow_private": True, "serve.host": "0.0.0.0"}
    for named in (
        configuration(Path("newsfold.toml"), {}),
        configuration(None, {"NEWSFOLD_CONFIG": "newsfold.toml"}),
    ):
        assert loose.items() <= named.values.items() and not named.ignored
    config = configuration(None, {"NEWSFOLD_SERVE_HOST": "::"})
    assert config.values["serve.host"] == "::" and "serve.host" not in {s.key for s in config.ignored}
    users.write_text("[read]\nallow_private = true\n[serve]\nport = 2\n")
    config = configuration(None, {})
    assert config.values["read.allow_private"] is True and config.sources["read.allow_private"] == str(users)
    assert config.values["serve.port"] == 1 and "serve.host" not in config.values
    monkeypatch.chdir(users.parent)
    assert configuration(None, {}).values == {"read.allow_private": True, "serve.port": 2}


def test_a_file_that_lies_in_a_folder_may_raise_a_guard(folder: Path, users: Path) -> None:
    users.write_text(LOOSE)
    assert configuration(None, {}).values["serve.host"] == "0.0.0.0" and configuration(None, {}).file == users
    strict = '[read]\nallow_private = false\n[serve]\nhost = "127.0.0.1"\nallowed_hosts = []\n'
    (folder / "newsfold.toml").write_text(strict + 'token_file = "here"\n')
    config = configuration(None, {})
    assert not config.ignored and config.values["serve.token_file"] == "here"
    assert [config.values[key] for key in GUARDS] == [
        False, str(users.parent / "alerts.toml"), "127.0.0.1", [], ["10.0.0.0/8"],
    ]  # fmt: skip
    users.write_text('[serve]\ntoken_file = "/etc/token"\n')
    assert configuration(None, {}).values["serve.token_file"] == "/etc/token"


def test_a_line_says_what_is_ignored(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "newsfold.toml").write_text(LOOSE)
    ignored = {"read": "read.allow_private", "watch": "read.allow_private, watch.alert"}
    for call in (["read", "none.html"], ["watch", "none.opml", "--once"]):
        run = Run(capfd, *call)
        said = f"Warning: {ignored[call[0]]} in newsfold.toml of this folder: ignored"
        assert run.err.splitlines()[0].startswith(said) and "--config newsfold.toml" in run.err
        assert "Warning" not in Run(capfd, "--config", "newsfold.toml", *call).err
    assert "Warning: serve.host, serve.allowed_hosts, serve.trusted_proxies in" in Run(capfd, "serve").err
    assert "Warning" not in Run(capfd, "stories").err
    run = Run(capfd, "config", "--json")
    assert run.err.count("Warning") == 1 and all(key in run.err for key in GUARDS)
    assert json.loads(run.out)["settings"]["read.allow_private"] == {"value": None, "source": None}


def test_it_is_an_object_in_a_log_of_objects(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "newsfold.toml").write_text(LOOSE)
    before = logging.getLogger().handlers[:]
    try:
        run = Run(capfd, "watch", "none.opml", "--once", "--log-format", "json")
    finally:
        logging.basicConfig(handlers=before, force=True)
    first = json.loads(run.err.splitlines()[0])
    assert first["level"] == "warning" and first["message"].startswith("read.allow_private, watch.alert in")


def test_without_a_home_no_folder_here_is_the_users(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "~" / "newsfold").mkdir(parents=True)
    (folder / "~" / "newsfold" / "newsfold.toml").write_text(LOOSE)
    monkeypatch.setattr(typer, "get_app_dir", lambda name: f"~/{name}")
    assert not configuration(None, {}).values


def test_a_home_that_may_not_be_looked_into_has_no_file(
    folder: Path, users: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users.write_text("jobs = 2")
    is_file = Path.is_file

    def forbidden(path: Path) -> bool:
        if path == users:
            raise PermissionError(13, "Permission denied", str(path))
        return is_file(path)

    assert configuration(None, {}).values == {"jobs": 2}
    monkeypatch.setattr(Path, "is_file", forbidden)
    assert not configuration(None, {}).values
