"""What can be called is written down: commands and options in docs/cli.md, routes in docs/web.md."""

from __future__ import annotations

import re
from typing import Any

import pytest
import typer.main

from newsfold import cli
from newsfold.web import create_app, feeds, following, lasting, operation, pages, profiles, reference
from tests import REPOSITORY

DOCS = REPOSITORY / "docs"
CLI = (DOCS / "cli.md").read_text(encoding="utf-8")
WEB = (DOCS / "web.md").read_text(encoding="utf-8")
COMMANDS: dict[str, Any] = dict(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]


def section(command: str) -> str:
    found = re.search(rf"^## `newsfold {command}(?![\w-]).*?(?=^## |\Z)", CLI, re.M | re.S)
    assert found, f"docs/cli.md has no section on `newsfold {command}`"
    return found.group()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_is_documented(command: str) -> None:
    text = section(command)
    for parameter in COMMANDS[command].params:
        if parameter.param_type_name == "argument":
            assert parameter.metavar in text.splitlines()[0]
        else:
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert re.search(rf"`{option}[` ]", text), f"{option} of {command}"


def test_no_command_or_option_is_documented_that_is_not_there() -> None:
    assert set(re.findall(r"^## `newsfold ([\w-]+)", CLI, re.M)) == set(COMMANDS)
    for command in COMMANDS:
        options = {o for p in COMMANDS[command].params for o in (*p.opts, *p.secondary_opts)}
        assert set(re.findall(r"^\| `(--[\w-]+)", section(command), re.M)) <= options


def api() -> dict[str, Any]:
    def opener() -> Any:
        raise AssertionError

    app: Any = create_app(opener).app
    found: dict[str, Any] = app.openapi()["paths"]
    return found | {app.openapi_url: {"get": {}}}


def test_every_route_is_documented_and_no_other() -> None:
    documented = set(re.findall(r"^\| `(/[^`]*)`", WEB, re.M))
    shown: list[Any] = [*following.pages.routes] + [
        route for part in (pages, lasting, operation, reference, feeds) for route in part.router.routes
    ]
    shown += profiles.pages.routes
    assert documented == {route.path for route in shown} | set(api())


def test_every_parameter_of_the_api_is_documented() -> None:
    for path, methods in api().items():
        line = next(line for line in WEB.splitlines() if line.startswith(f"| `{path}`"))
        for parameter in methods["get"].get("parameters", []):
            name = parameter["name"]
            assert f"`?{name}=" in line or f"{{{name}}}" in line, f"{name} of {path}"


def test_links_in_the_docs_lead_somewhere() -> None:
    for page in DOCS.rglob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{target} in {page.name}"
