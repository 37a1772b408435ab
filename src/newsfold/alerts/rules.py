"""Rules of a TOML file: which changes are to be told, and to whom."""

from __future__ import annotations

import base64
import binascii
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from newsfold.reading import FetchError, checked
from newsfold.records import ChangeKind, NewsfoldError

ALERT_KINDS = tuple(kind for kind in get_args(ChangeKind) if kind != "removed")
_MOST_RULES = 100  # bounds a file: rules; more are refused
_LARGEST_RULES = 2**20  # bounds a file: bytes; a larger one is refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """An address that is sent JSON by POST, signed where there is a secret. `timeout` is in seconds."""

    url: str
    secret: bytes | None = None
    timeout: float = 10.0
    allow_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A program that is started without a shell, with JSON on its standard input."""

    arguments: tuple[str, ...]
    timeout: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A letter to one address, by a mail server that the rules name. `timeout` is the longest silence."""

    to: str
    sender: str
    host: str
    port: int
    tls: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password: str | None = None
    timeout: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedTarget:
    """A JSON Feed that is written whole at `path`; `url` is where it is served, if it is known."""

    path: Path
    url: str | None = None


Target = Webhook | Command | Mail | FeedTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Which changes are told: those of these kinds that meet every condition that is given."""

    name: str
    when: frozenset[ChangeKind]
    to: Target
    words: str = ""
    who: str = ""
    place: str = ""
    outlet: str = ""
    min_outlets: int = 1
    figure_over: float | None = None
    about: str = ""


class _WrongError(Exception):
    """What is wrong with a field, and which."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def read_rules(path: str | Path) -> tuple[Rule, ...]:
    """The rules of a file. Raises NewsfoldError, which names the line and the field, for a wrong one."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_RULES + 1)
        if len(raw) > _LARGEST_RULES:
            raise NewsfoldError(f"{path}: more than {_LARGEST_RULES:,} bytes are no file of rules")
        text = raw.decode("utf-8")
        values = tomllib.loads(text)
    except OSError as error:
        raise NewsfoldError(f"{path}: {error.strerror or error}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise NewsfoldError(f"{path}: not TOML: {error}") from error
    tables = values.pop("alert", None)
    if values or not isinstance(tables, list) or not tables:
        other = f"; {next(iter(values))!r} is none" if values else ""
        raise NewsfoldError(f"{path}: a file of rules has tables [[alert]], one a rule{other}")
    if len(tables) > _MOST_RULES:
        raise NewsfoldError(f"{path}: {len(tables)} rules; at most {_MOST_RULES} are taken")
    rules: dict[str, Rule] = {}
    for number, table in enumerate(tables, start=1):
        try:
            rule = _rule(table, path.parent)
            if rule.name in rules:
                raise _WrongError("name", f"{rule.name!r} is the name of another rule")
        except _WrongError as error:
            line = _rule_line(text, number, error.field)
            raise NewsfoldError(f"{path}, line {line}: alert {number}, `{error.field}`: {error}") from error
        rules[rule.name] = rule
    return tuple(rules.values())


def _rule_line(text: str, number: int, field: str) -> int:
    """The line of a field of the alert with this number, or that where it begins."""
    at = -1
    begun = 0
    name = re.escape(field.rpartition(".")[2])
    for line, content in enumerate(text.splitlines(), start=1):
        if re.match(r"\s*\[\[\s*alert\s*\]\]", content):
            begun += 1
            at = line if begun == number else at
        elif begun == number and re.search(rf"(?:^|[{{,])\s*\"?{name}\"?\s*=", content):
            return line
    return max(at, 1)


class _Fields:
    """The fields of a table, taken out one by one; one that is left is unknown."""

    def __init__(self, table: Mapping[str, Any], below: str = "") -> None:
        self._left = dict(table)
        self._below = below

    def take(self, name: str, read: Callable[[Any], Any], default: Any = None) -> Any:
        if name not in self._left:
            return default
        try:
            return read(self._left.pop(name))
        except ValueError as error:
            raise _WrongError(self._below + name, str(error)) from error

    def need(self, name: str, read: Callable[[Any], Any]) -> Any:
        if name not in self._left:
            raise _WrongError(self._below + name, "it is missing")
        return self.take(name, read)

    def end(self, known: Iterable[str]) -> None:
        for name in self._left:
            raise _WrongError(
                self._below + name, f"there is no such field here; there are {', '.join(known)}"
            )


def _rule(table: object, folder: Path) -> Rule:
    if not isinstance(table, dict):
        raise _WrongError("alert", "a table is expected")
    fields = _Fields(table)
    texts = ("words", "who", "place", "outlet", "about")
    rule = Rule(
        name=fields.need("name", _short_text),
        when=fields.need("when", _change_kinds),
        to=fields.need("to", lambda value: _target(value, folder)),
        min_outlets=fields.take("min_outlets", _whole_number, 1),
        figure_over=fields.take("figure_over", _finite_number),
        **{name: fields.take(name, _short_text, "") for name in texts},
    )
    fields.end(("name", "when", "to", "min_outlets", "figure_over", *texts))
    if rule.about and rule.figure_over is None:
        raise _WrongError("about", "it says what a figure counts, so `figure_over` is to be given as well")
    return rule


def _target(value: object, folder: Path) -> Target:
    if not isinstance(value, dict):
        raise ValueError('a table is expected, such as { webhook = "https://desk.example/hook" }')
    makers: dict[str, Callable[[_Fields, Path], Target]] = {
        "webhook": _webhook, "command": _command, "email": _mail_target, "feed": _feed_target,
    }  # fmt: skip
    named = [name for name in makers if name in value]
    if len(named) != 1:
        raise ValueError(f"one of {', '.join(makers)} is expected")
    return makers[named[0]](_Fields(value, "to."), folder)


def _webhook(fields: _Fields, folder: Path) -> Webhook:
    target = Webhook(
        url=fields.need("webhook", _checked_address),
        secret=_secret(fields, "secret", folder, _signing_key),
        timeout=fields.take("timeout", _timeout, 10.0),
        allow_private=fields.take("allow_private", _boolean, False),
    )
    fields.end(("webhook", "secret_env", "secret_file", "timeout", "allow_private"))
    return target


def _command(fields: _Fields, folder: Path) -> Command:
    target = Command(
        arguments=fields.need("command", _arguments), timeout=fields.take("timeout", _timeout, 10.0)
    )
    fields.end(("command", "timeout"))
    return target


def _mail_target(fields: _Fields, folder: Path) -> Mail:
    host, port = fields.need("smtp", _server)
    target = Mail(
        to=fields.need("email", _mailbox),
        sender=fields.need("from", _mailbox),
        host=host,
        port=port,
        tls=fields.take("tls", _tls, "starttls"),
        user=fields.take("user", _short_text),
        password=_secret(fields, "password", folder, str),
        timeout=fields.take("timeout", _timeout, 10.0),
    )
    fields.end(("email", "from", "smtp", "tls", "user", "password_env", "password_file", "timeout"))
    if (target.user is None) != (target.password is None):
        raise _WrongError("to.user", "a user and a password are given together, or neither")
    if target.user is not None and target.tls == "none":
        raise _WrongError("to.tls", "a password is not sent without TLS")
    return target


def _feed_target(fields: _Fields, folder: Path) -> FeedTarget:
    target = FeedTarget(
        path=folder / fields.need("feed", _short_text), url=fields.take("url", _checked_address)
    )
    fields.end(("feed", "url"))
    return target


def _secret(fields: _Fields, name: str, folder: Path, read: Callable[[str], Any]) -> Any:
    """What a variable of the environment, or a file, holds; None where neither is named."""

    def from_environment(variable: object) -> Any:
        held = os.environ.get(_short_text(variable), "").strip()
        if not held:
            raise ValueError(f"the environment has no {variable}, or an empty one")
        return read(held)

    def from_file(path: object) -> Any:
        try:
            held = (folder / _short_text(path)).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"{path} can't be read: {error}") from error
        if not held:
            raise ValueError(f"{path} is empty")
        return read(held)

    secret = fields.take(f"{name}_env", from_environment)
    return fields.take(f"{name}_file", from_file, secret)


def _signing_key(text: str) -> bytes:
    """The key of signatures: what `whsec_` is followed by in Base64, or the text itself."""
    if not text.startswith("whsec_"):
        return text.encode()
    try:
        return base64.b64decode(text.removeprefix("whsec_"), validate=True)
    except binascii.Error as error:
        raise ValueError("behind whsec_ Base64 is expected") from error


# ── values ───────────────────────────────────────────────────────────────────────────────────────


def _short_text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > 200:
        raise ValueError("a text of up to 200 characters is expected")
    return " ".join(value.split())


def _change_kinds(value: object) -> frozenset[ChangeKind]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed:
        raise ValueError(f"a list of kinds of change is expected: {', '.join(ALERT_KINDS)}")
    for kind in listed:
        if kind not in ALERT_KINDS:
            raise ValueError(f"{kind!r} is no kind of change; there are {', '.join(ALERT_KINDS)}")
    return frozenset(cast("list[ChangeKind]", listed))


def _whole_number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 10_000:
        raise ValueError("a whole number from 1 to 10,000 is expected")
    return value


def _finite_number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < 1e18:
        raise ValueError("a number is expected")
    return float(value)


def _timeout(value: object) -> float:
    seconds = _finite_number(value)
    if not 1 <= seconds <= 60:
        raise ValueError("seconds from 1 to 60 are expected")
    return seconds


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false is expected")
    return value


def _arguments(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(argument, str) for argument in value):
        raise ValueError('the program and its arguments are expected as a list: ["notify-desk", "--loud"]')
    if not value[0] or any("\0" in argument for argument in value):
        raise ValueError("the program has no name, or a zero byte stands in an argument")
    return tuple(value)


def _checked_address(value: object) -> str:
    try:
        return checked(_short_text(value))
    except FetchError as error:
        raise ValueError(str(error)) from error


def _mailbox(value: object) -> str:
    text = _short_text(value)
    if not re.fullmatch(r"[\w.+/=!#$%&'*?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", text, re.ASCII):
        raise ValueError("one address is expected, such as desk@news.example")
    return text


def _server(value: object) -> tuple[str, int]:
    host, _, port = _short_text(value).rpartition(":")
    if not re.fullmatch(r"[A-Za-z0-9.:-]+|\[[0-9A-Fa-f:.]+\]", host) or not re.fullmatch(r"[0-9]{1,5}", port):
        raise ValueError("a server and its port are expected, such as mail.news.example:587")
    if not 1 <= int(port) <= 65535:
        raise ValueError("the port is from 1 to 65535")
    return host.strip("[]"), int(port)


def _tls(value: object) -> str:
    if value not in ("starttls", "tls", "none"):
        raise ValueError("one of starttls, tls, none is expected")
    return str(value)
