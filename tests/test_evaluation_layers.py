"""Benchmarks and training stand side by side on `evaluation`, which knows neither of them."""

from __future__ import annotations

import ast

import pytest

from tests import REPOSITORY

BELOW = {
    "evaluation": {"evaluation", "newsfold"},
    "benchmarks": {"benchmarks", "evaluation", "newsfold"},
    "training": {"training", "evaluation", "newsfold"},
}


def imports(folder: str) -> set[tuple[str, str]]:
    """(module of the folder, package it imports) of all imports, wherever in the module."""
    imported = set()
    for path in sorted((REPOSITORY / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {(path.name, alias.name.split(".")[0]) for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path}: relative import"
                imported.add((path.name, (node.module or "").split(".")[0]))
    return imported


@pytest.mark.parametrize("folder", BELOW)
def test_a_folder_stands_on_those_below(folder: str) -> None:
    siblings = {path.stem for above in BELOW for path in (REPOSITORY / above).rglob("*.py")} - {"__init__"}
    forbidden = (BELOW.keys() | {"tests"} | siblings) - BELOW[folder]
    imported = imports(folder)
    assert len(imported) > 20
    assert {(module, package) for module, package in imported if package in forbidden} == set()
