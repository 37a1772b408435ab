"""The files of a language: word lists in sections, tables, and what is of all languages at once.

Where a language has no file of a name, the English one is read, as the English grammar is where it has none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any


def words(file: str, section: str, language: str = "en") -> tuple[str, ...]:
    """The words of a section of `file`, in its order. Raises KeyError where there is no such section."""
    return tuple(word for line in phrases(file, section, language) for word in line.split())


def phrases(file: str, section: str, language: str = "en") -> tuple[str, ...]:
    """The lines of a section of `file`, in its order. Raises KeyError where there is no such section."""
    return _sections_of(file, language)[section]


def table(file: str, language: str = "en") -> tuple[tuple[str, ...], ...]:
    """The rows of a table, each with its cells as text."""
    return tuple(tuple(line.split("\t")) for line in _data_lines(f"{file}.tsv", language))


def common_table(file: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table that tells of all languages at once."""
    lines = _file_text(f"{file}.tsv").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def either(forms: Iterable[str], gap: str = r"\s+") -> str:
    """The forms as alternatives of a regular expression, in their order, without a group around them.

    Where several fit at one place the first wins. `gap` is the expression for a blank inside a phrase.
    """
    return "|".join(re.escape(form).replace(r"\ ", gap) for form in forms)


def all_languages(file: str) -> dict[str, Any]:
    """What one file tells of all languages at once."""
    data: dict[str, Any] = json.loads(_file_text(f"{file}.json"))
    return data


@lru_cache(maxsize=256)
def has_file(name: str, language: str) -> bool:
    """Whether a language has a file of that name of its own."""
    return language.isalpha() and files("newsfold").joinpath("language", language, name).is_file()


@lru_cache(maxsize=256)
def _sections_of(file: str, language: str) -> dict[str, tuple[str, ...]]:
    sections: dict[str, list[str]] = {}
    for line in _data_lines(f"{file}.txt", language):
        if line.startswith("[") and line.endswith("]"):
            if line[1:-1] in sections:
                raise ValueError(f"{language}/{file}.txt has two sections {line}")
            lines = sections.setdefault(line[1:-1], [])
        else:
            lines.append(line.strip())
    return {name: tuple(lines) for name, lines in sections.items()}


def _data_lines(name: str, language: str) -> list[str]:
    """The lines of a file that are no comments."""
    try:
        text = _file_text(f"{language if language.isalpha() else 'en'}/{name}")
    except FileNotFoundError:
        text = _file_text(f"en/{name}")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _file_text(path: str) -> str:
    return files("newsfold").joinpath("language", *path.split("/")).read_text(encoding="utf-8")
