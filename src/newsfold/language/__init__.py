"""What is known of a language, as data: word lists, phrases and tables, a folder a language.

A second language is a second folder with the same files; no code changes for it. Three kinds of file:

* `NAME.txt` holds word lists in sections: a line `[section]`, then words between blanks, or a phrase a line.
* `NAME.tsv` holds a table, a row a line, its cells between tabs.
* `NAME.json`, beside the folders, is of all languages at once.

Lines that begin with `#` are comments, and empty lines count for nothing.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["all_languages", "phrases", "table", "words"]


def words(file: str, section: str, language: str = "en") -> tuple[str, ...]:
    """The words of a section of `file`, in its order. Raises KeyError where there is no such section."""
    return tuple(word for line in phrases(file, section, language) for word in line.split())


def phrases(file: str, section: str, language: str = "en") -> tuple[str, ...]:
    """The lines of a section of `file`, in its order. Raises KeyError where there is no such section."""
    return _sections(file, language)[section]


def table(file: str, language: str = "en") -> tuple[tuple[str, ...], ...]:
    """The rows of a table, each with its cells as text."""
    return tuple(tuple(line.split("\t")) for line in _lines(f"{language}/{file}.tsv"))


def all_languages(file: str) -> dict[str, Any]:
    """What one file tells of all languages at once."""
    data: dict[str, Any] = json.loads(_text(f"{file}.json"))
    return data


@lru_cache(maxsize=64)
def _sections(file: str, language: str) -> dict[str, tuple[str, ...]]:
    sections: dict[str, list[str]] = {}
    for line in _lines(f"{language}/{file}.txt"):
        if line.startswith("[") and line.endswith("]"):
            lines = sections.setdefault(line[1:-1], [])
        else:
            lines.append(line.strip())
    return {name: tuple(found) for name, found in sections.items()}


def _lines(path: str) -> list[str]:
    return [line for line in _text(path).splitlines() if line.strip() and not line.startswith("#")]


def _text(path: str) -> str:
    return files("newsfold").joinpath("language", *path.split("/")).read_text(encoding="utf-8")
