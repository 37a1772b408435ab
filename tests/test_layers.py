"""Imports go down only: cli, web → newsroom → engines, store → stages → text → records."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import newsfold

ROOT = Path(newsfold.__file__).parent
# A module may import from the layers below its own; a layer's modules do not know each other.
LAYERS = [
    {"records"},
    {"text"},
    {"quotes"},
    {"codec"},
    {"reading", "clean", "derive", "encode", "fold", "extract", "compare", "account", "timeline"},
    {"speakers", "recurring", "schema", "engines"},
    {"describe"},
    {"database"},
    {"entity_records", "fold_records", "outlet_lines", "search"},
    {"store"},
    {"export", "nearby", "check"},
    {"newsroom"},
    {"watch", "present"},
    {"web"},
    {"terminal"},
    {"console", "console_check", "console_story"},
    {"cli"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def modules() -> list[Path]:
    return sorted(p for p in ROOT.rglob("*.py") if p.name != "__init__.py" or p.parent != ROOT)


def room(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    """Full names of all that a module imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_every_module_has_a_layer() -> None:
    assert {room(path) for path in modules()} <= RANK.keys()


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    own = room(path)
    for name in imported(path):
        if not name.startswith("newsfold."):
            continue
        other = name.split(".")[1]
        if other in RANK:  # a public name of the package itself is checked by what it imports
            assert other == own or RANK[other] < RANK[own], f"{own} imports {other}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_stages_have_no_clock_chance_or_log(path: Path) -> None:
    stages = LAYERS[3] - {"reading"}
    if room(path) in stages | {"text", "records", "describe"}:
        assert not {n.split(".")[0] for n in imported(path)} & {
            "logging",
            "random",
            "time",
            "sqlite3",
            "socket",
        }


def test_records_import_the_standard_library_only() -> None:
    names = {name.split(".")[0] for name in imported(ROOT / "records.py")}
    assert names <= {"__future__", "dataclasses", "datetime", "typing"}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_stay_short(path: Path) -> None:
    # records.py is a list of declarations, read from the top as a glossary.
    limit = 560 if path.name == "records.py" else 420
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit
