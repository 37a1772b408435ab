"""The recipes of docs/extending.md, applied to a copy of the package, do what they say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsfold.language import table
from tests import REPOSITORY

PAGE = (REPOSITORY / "docs" / "extending.md").read_text(encoding="utf-8")
RECIPES: dict[str, str] = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
_DIFF = re.compile(r"^```diff\n\+\+\+ ([^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def applied(diff: str, before: str) -> str:
    """A text with one change made, whose old lines stand there exactly once."""
    lines = [(line[:1], line[1:]) for line in diff.splitlines()]
    old, new = ("".join(f"{text}\n" for sign, text in lines if sign != other) for other in "+-")
    if not old:
        assert not before, "a new file is there already"
        return new
    assert f"\n{before}".count(f"\n{old}") == 1, f"stands there not once: {old}"
    return f"\n{before}".replace(f"\n{old}", f"\n{new}")[1:]


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package's source with all recipes applied."""
    root = tmp_path_factory.mktemp("changed")
    package = root / "src" / "newsfold"
    original = REPOSITORY / "src" / "newsfold"
    shutil.copytree(original, package, ignore=shutil.ignore_patterns("models", "sample", "__pycache__"))
    for folder in ("models", "sample"):
        (package / folder).symlink_to(original / folder)
    for recipe in RECIPES.values():
        for name, diff in _DIFF.findall(recipe):
            path = root / name
            path.parent.mkdir(exist_ok=True)
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            path.write_text(applied(diff, before), encoding="utf-8")
    return root / "src"


# Runs each program of a list, given as JSON, and prints what each printed, or how it failed.
_DRIVER = """
import contextlib, io, json, sys
for program in json.loads(sys.stdin.read()):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        try:
            exec(compile(program, "recipe", "exec"), {"__name__": "recipe"})
        except Exception as error:
            print(repr(error))
    print(json.dumps(out.getvalue()))
"""


def printed(programs: list[str], source: Path, folder: Path) -> list[str]:
    """What each program prints with the package of `source`."""
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _DRIVER],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(source)},
        input=json.dumps(programs),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_recipes_are_those_that_contributors_are_promised() -> None:
    assert list(RECIPES) == [
        "A cue",
        "A unit",
        "A time rule",
        "A kind of difference",
        "An export",
        "A language",
    ]


def test_the_kinds_of_units_are_those_of_the_table() -> None:
    listed = re.search(r"^The kinds are ([^.]*)\.", RECIPES["A unit"], re.MULTILINE)
    assert listed
    assert set(re.findall(r"`(\w+)`", listed[1])) == {kind for _, _, _, kind in table("units")}


def test_every_section_of_the_words_of_attributions_is_explained() -> None:
    page = (REPOSITORY / "docs" / "adding-a-language.md").read_text(encoding="utf-8")
    part = page.partition("### Who said what, without a parse")[2].partition("\n## ")[0]
    explained = {
        name for row in re.findall(r"^\| (`[^|]*) \|", part, re.M) for name in re.findall(r"`(.*?)`", row)
    }
    words = REPOSITORY / "src" / "newsfold" / "language" / "es" / "attributions.txt"
    assert explained == set(re.findall(r"^\[(.*)\]$", words.read_text(encoding="utf-8"), re.M))


@pytest.mark.timeout(300)
def test_each_recipe_does_what_it_says_and_nothing_did_it_before(changed: Path, tmp_path: Path) -> None:
    examples = [_EXAMPLE.findall(recipe) for recipe in RECIPES.values()]
    assert all(examples)
    programs, expected = zip(*(example for recipe in examples for example in recipe), strict=True)
    assert printed(list(programs), changed, tmp_path / "after") == list(expected)
    before = printed(list(programs), REPOSITORY / "src", tmp_path / "before")
    assert not set(before).intersection(expected)
