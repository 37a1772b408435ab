"""What is set for every call: `newsfold.toml` and variables of the environment. Options win over both."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, TypeAlias, get_args

import typer

from newsfold import logs
from newsfold.options import Level, LogForm, interval
from newsfold.records import NewsfoldError

FILE = "newsfold.toml"
_VARIABLE_PREFIX = "NEWSFOLD_"
_FILE_VARIABLE = f"{_VARIABLE_PREFIX}CONFIG"  # the variable that names the file
_MOST_BYTES = 1_000_000  # bounds the memory: a larger file of settings is refused
_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")

SettingValue: TypeAlias = "str | int | bool | list[str]"


def _nonblank(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("text is expected")
    return value


def _time_between(value: Any) -> str:
    try:
        interval(_nonblank(value))
    except typer.BadParameter as error:
        raise ValueError(error.message) from error
    return str(value)


def _switch(value: Any) -> bool:
    if isinstance(value, str) and value.lower() in _YES + _NO:
        return value.lower() in _YES
    if not isinstance(value, bool):
        raise ValueError("true or false is expected")
    return value


def _number_up_to(most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value[:9])
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise ValueError(f"a number from 0 to {most} is expected")
        return value

    return read


def _word_list(value: Any) -> list[str]:
    if isinstance(value, str):
        value = value.split()
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise ValueError("a list of texts is expected")
    return value


def _one_of(words: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in words:
            raise ValueError(f"one of {', '.join(words)} is expected")
        return str(value)

    return read


@dataclass(frozen=True, slots=True)
class Setting:
    """`key` is its name in the file, below its section; `parameter` that of the commands which it is for.

    `commands` are all that have the parameter, unless some are named. `default` is what holds where nothing
    is set, in words. Where `is_path`, it is one beside the file, unless it is an address. Of what guards the
    machine, `safe` is the one value that a file may give which nobody named, and `guard` one that such a file
    may give only where the user's file gives none.
    """

    key: str
    parameter: str
    read: Callable[[Any], SettingValue]
    default: str
    commands: tuple[str, ...] = ()
    is_path: bool = False
    safe: SettingValue | None = None
    guard: bool = False

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return _VARIABLE_PREFIX + self.key.replace(".", "_").upper()


_READING, _RUNNING = ("read", "watch"), ("watch", "serve")
SETTINGS = (
    Setting("database", "db", _nonblank, "newsfold.db", is_path=True),
    Setting("jobs", "jobs", _number_up_to(1024), "0"),
    Setting("read.fast", "fast", _switch, "false", _READING),
    Setting("read.allow_private", "allow_private", _switch, "false", _READING, safe=False),
    Setting("read.user_agent", "user_agent", _nonblank, "Newsfold's name", _READING),
    Setting("watch.feeds", "feeds", _word_list, "none", ("watch",), is_path=True),
    Setting("watch.every", "every", _time_between, "15m", ("watch",)),
    # Rules may start programs, so no file counts that a folder came with.
    Setting("watch.alert", "alert", _nonblank, "none", ("watch",), is_path=True, safe=""),
    Setting("serve.host", "host", _nonblank, "127.0.0.1", ("serve",), safe="127.0.0.1"),
    Setting("serve.port", "port", _number_up_to(65535), "8000", ("serve",)),
    Setting("serve.allowed_hosts", "allowed_host", _word_list, "that of the host", ("serve",), safe=[]),
    Setting("serve.cors_origins", "cors_origin", _word_list, "none", ("serve",), safe=[]),
    Setting("serve.root_path", "root_path", _nonblank, "/", ("serve",)),
    Setting("serve.trusted_proxies", "trusted_proxy", _word_list, "none", ("serve",), safe=[]),
    Setting("serve.token_file", "token_file", _nonblank, "none", ("serve",), is_path=True, guard=True),
    Setting(
        "log.level", "log_level", _one_of(get_args(Level)), "info for watch, warning for serve", _RUNNING
    ),
    Setting("log.format", "log_format", _one_of(get_args(LogForm)), "text", _RUNNING),
)


@dataclass(frozen=True, slots=True)
class Configuration:
    """What is set: the value of each key that is, and where it came from. `file` is what was read.

    `ignored` are settings of the file in this folder that count only in a file which somebody named.
    """

    file: Path | None
    values: Mapping[str, SettingValue]
    sources: Mapping[str, str]
    ignored: tuple[Setting, ...] = ()

    def warning(self, command: str | None) -> str | None:
        """What is to be said of ignored settings that a command would take; all, for `config`."""
        keys = [s.key for s in self.ignored if command == "config" or command in s.commands]
        if not keys:
            return None
        return (
            f"{', '.join(keys)} in {FILE} of this folder: ignored, since nobody named that file and "
            f"it lowers a guard; to have it count: newsfold --config {FILE}"
        )

    def defaults(self, commands: Mapping[str, Any]) -> dict[str, dict[str, SettingValue]]:
        """For each command what its parameters are unless its call says otherwise."""
        settings: dict[str, dict[str, SettingValue]] = {name: {} for name in commands}
        for setting in SETTINGS:
            for name in setting.commands or commands:
                takes = {p.name for p in commands[name].params if not p.required or setting.commands}
                if setting.key in self.values and setting.parameter in takes:
                    settings[name][setting.parameter] = self.values[setting.key]
        return settings


def configuration(named: Path | None, environment: Mapping[str, str]) -> Configuration:
    """What the file that is named and the environment say; without one, `newsfold.toml` here and the user's.

    The one here goes before the user's, but for what guards the machine. Raises NewsfoldError where a file
    can't be read, or sets what is not there or not so.
    """
    if named is None and environment.get(_FILE_VARIABLE):
        named = Path(environment[_FILE_VARIABLE])
    files, here = ([named], None) if named else _unnamed()
    written = {file: dict(_flat_names(_parsed_file(file))) for file in files}
    known = {setting.key: setting for setting in SETTINGS}
    for file, keys in written.items():
        for key in sorted(keys.keys() - known.keys()):
            close = get_close_matches(key, known, 1, 0.5)
            raise NewsfoldError(f"{file}: there is no setting {key}" + (f"; {close[0]}?" if close else ""))
    values: dict[str, SettingValue] = {}
    sources: dict[str, str] = {}
    ignored: list[Setting] = []
    for key, setting in known.items():
        if text := environment.get(setting.variable):
            values[key], sources[key] = _read_setting(setting, text, setting.variable), setting.variable
            continue
        for file in files[:: -1 if setting.guard else 1]:
            if key not in written[file] or key in values:
                continue
            value = _read_setting(setting, written[file][key], f"{file}: {key}")
            if file == here and setting.safe not in (None, value):
                ignored.append(setting)
                continue
            values[key], sources[key] = (
                _relative_to_file(file, value) if setting.is_path else value,
                str(file),
            )
    return Configuration(files[0] if files else None, values, sources, tuple(ignored))


def _unnamed() -> tuple[list[Path], Path | None]:
    """The files that are read where none is named, this folder's first, and that one."""
    folder = Path(typer.get_app_dir("newsfold"))
    users = folder / FILE
    try:
        has = folder.is_absolute() and users.is_file()  # not below a folder "~" where there is no home
    except OSError:  # a home of another user's, as where a program lays down its rights
        has = False
    here = Path(FILE)
    if not here.is_file() or (has and here.samefile(users)):
        return [users] if has else [], None
    return [here, users] if has else [here], here


def _read_setting(setting: Setting, value: Any, where: str) -> SettingValue:
    try:
        return setting.read(value)
    except ValueError as error:
        raise NewsfoldError(f"{where}: {error}") from error


def _relative_to_file(file: Path, value: SettingValue) -> SettingValue:
    """Paths of a file as seen from here; addresses stay."""
    if isinstance(value, list):
        return [str(_relative_to_file(file, part)) for part in value]
    text = str(value)
    return text if "://" in text else str(file.parent / Path(text).expanduser())


def _parsed_file(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as opened:
            body = opened.read(_MOST_BYTES + 1)
        if len(body) > _MOST_BYTES:
            raise NewsfoldError(f"{file} is too large for a file of settings")
        return tomllib.loads(body.decode("utf-8-sig").replace("\r\n", "\n"))
    except OSError as error:
        raise NewsfoldError(f"{file} can't be read: {error.strerror or error}") from error
    except (UnicodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise NewsfoldError(f"{file} is no TOML: {error}") from error


def _flat_names(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", below) for key, below in value.items())
        else:
            yield name, value


def warn(context: typer.Context) -> None:
    """Say which settings are ignored of those that the command of this call would take."""
    root = context.find_root()
    if isinstance(root.obj, Configuration) and (line := root.obj.warning(root.invoked_subcommand)):
        logs.tell(f"Warning: {line}")


def config(
    context: typer.Context, json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False
) -> None:
    """Show what is set, and where each value came from."""
    from newsfold import console
    from newsfold.present import to_json

    configuration: Configuration = context.obj
    unknown = sorted(
        name
        for name in os.environ
        if name.startswith(_VARIABLE_PREFIX)
        and name not in {_FILE_VARIABLE, *(setting.variable for setting in SETTINGS)}
    )
    if json:
        shown = {
            s.key: {"value": configuration.values.get(s.key), "source": configuration.sources.get(s.key)}
            for s in SETTINGS
        }
        print(
            to_json(
                {"file": str(configuration.file) if configuration.file else None, "settings": shown}, indent=2
            )
        )
    else:
        rows = [
            (
                s.key,
                _setting_text(configuration.values.get(s.key), s.default),
                configuration.sources.get(s.key, "default"),
            )
            for s in SETTINGS
        ]
        console.settings(str(configuration.file) if configuration.file else None, rows)
    for name in unknown:
        typer.echo(f"Warning: {name} in the environment is no setting", err=True)


def _setting_text(value: SettingValue | None, default: str) -> str:
    if isinstance(value, list):
        return " ".join(value) or "none"
    return default if value is None else str(value).lower() if isinstance(value, bool) else str(value)
