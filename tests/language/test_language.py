"""Words of a language are data, in one shape, and no module but a language's own grammar spells them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml.html import defs

import newsfold
from newsfold.language import calendar_of, either, grammar, phrases, table, words

ROOT = Path(newsfold.__file__).parent
LANGUAGES = sorted(folder for folder in (ROOT / "language").iterdir() if folder.name.isalpha())
SHOWN = {"present", "console", "web", "cli.py"}  # rooms whose English is what a reader is shown

LIMIT = 15  # words in word lists of one module that is no grammar of a language
# Modules with more, how many at most, and why. These numbers may only shrink.
ALLOWED = {
    "addresses/canonical.py": (20, "segments of addresses, the same in every language"),
    "alerts/message.py": (18, "names of the fields of a message"),
    "archive/nearest.py": (17, "columns of the tables of an archive"),
    "archive/stories.py": (19, "columns of the tables of an archive"),
    "clean/boxes.py": (38, "kinds of boxes and roles of ARIA"),
    "clean/linked_data.py": (18, "types of schema.org"),
    "export.py": (34, "names of tables and of their columns"),
    "publish/linked_data.py": (20, "types and fields of schema.org"),
    "publish/ninjs.py": (31, "fields of ninjs"),
    "reading/opml.py": (17, "names of attributes and kinds of feed"),
    "extract/times/__init__.py": (66, "names of units and rules, the same in every language"),
    "extract/times/table_words.py": (32, "names of slots, the same in every language, and Roman numerals"),
    "extract/times/calendars.py": (26, "names of units, the same in every language"),
}


# ── the reader ────────────────────────────────────────────────────────────────────────────────────


def test_sections_are_read_in_their_order_as_words_or_as_lines() -> None:
    assert words("times", "here")[:3] == ("this", "current", "latest")
    assert "in the region of" in phrases("hedges", "about")
    assert words("hedges", "exactly") == phrases("hedges", "exactly") == ("exactly", "precisely")
    with pytest.raises(KeyError):
        words("times", "no such section")


def test_rows_of_a_table_are_cells() -> None:
    assert ("small", "seven", "7") in table("numbers")
    assert ("people", "person") in table("plurals")


def test_alternatives_keep_their_order_and_are_taken_literally() -> None:
    assert re.match(either(("a.m.", "a")), "a.m.")
    assert re.match(either(("a", "ab")), "ab").group() == "a"  # type: ignore[union-attr]
    assert not re.fullmatch(either(("a.m.",)), "axm.")
    assert re.fullmatch(either(("per cent",)), "per \n cent")
    assert not re.fullmatch(either(("per cent",), gap=" "), "per  cent")


def test_a_language_without_a_grammar_of_its_own_takes_the_english_one() -> None:
    assert grammar("newsfold.extract.splits", "en").__name__ == "newsfold.extract.splits_en"
    for language in ("sv", "../en", "", "en.x"):
        assert grammar("newsfold.extract.splits", language).__name__ == "newsfold.extract.splits_en"
    with pytest.raises(ModuleNotFoundError):
        grammar("newsfold.extract.nothing", "en")


# ── the files ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", [folder.name for folder in LANGUAGES])
def test_a_calendar_is_whole(language: str) -> None:
    calendar = calendar_of(language)
    assert (len(calendar.weekdays), len(calendar.months), len(calendar.seasons)) == (7, 12, 4)
    assert sorted(set(calendar.weekday_number.values())) == list(range(7))
    assert sorted(set(calendar.month_number.values())) == list(range(1, 13))
    assert len(calendar.month_number) == len(calendar.months) + len(calendar.short_months)
    assert len(calendar.weekday_number) == len(calendar.weekdays) + len(calendar.short_weekdays)
    assert all(calendar.month_number[name.casefold()] == n for n, name in enumerate(calendar.months, 1))


@pytest.mark.parametrize("path", sorted((ROOT / "language").glob("*/*.txt")), ids=lambda path: path.name)
def test_no_section_is_empty_or_has_a_word_twice(path: Path) -> None:
    listed = sections(path)
    assert listed
    for name, lines in listed.items():
        assert lines, f"[{name}] is empty"
        # A line of many words is a list of words; one of few is a phrase, and phrases share words.
        entries = [word for line in lines for word in line.split()] if is_word_list(lines) else lines
        assert not duplicates(entries), f"[{name}] has {duplicates(entries)} twice"


@pytest.mark.parametrize("path", sorted((ROOT / "language").glob("*/*.tsv")), ids=lambda path: path.name)
def test_no_row_of_a_table_stands_twice(path: Path) -> None:
    rows = table(path.stem, path.parent.name)
    assert rows
    assert not duplicates(["\t".join(row) for row in rows])
    assert all(cell == cell.strip() for row in rows for cell in row)


def sections(path: Path) -> dict[str, list[str]]:
    """The sections of a file, read apart from the reader under test; text before the first is an error."""
    by_section: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            assert line[1:-1] not in by_section, f"{line} stands twice"
            lines = by_section[line[1:-1]] = []
        elif line.strip() and not line.startswith("#"):
            lines.append(line.strip())
    return by_section


def is_word_list(lines: list[str]) -> bool:
    expressions = any(mark in line for line in lines for mark in "()[]|\\")
    return not expressions and any(len(line.split()) > 8 for line in lines)


def duplicates(entries: list[str]) -> list[str]:
    return sorted({entry for entry in entries if entries.count(entry) > 1})


# ── no words in code ──────────────────────────────────────────────────────────────────────────────

ELEMENTS = defs.tags | {"picture", "svg", "noscript", "template"}  # of HTML, which are no words here
WORD = re.compile(r"[A-Za-z][a-z'’-]+")


def test_no_module_but_a_grammar_holds_lists_of_words() -> None:
    known = frozenset(
        word.casefold()
        for path in (ROOT / "language" / "en").iterdir()
        for word in WORD.findall(path.read_text(encoding="utf-8"))
    )
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if re.search(r"_[a-z]{2}\.py$", name) or name.partition("/")[0] in SHOWN:
            continue
        lists = [listed for listed in word_lists(ast.parse(path.read_text(encoding="utf-8"))) if listed]
        lists = [[word for word in listed if word.casefold() not in ELEMENTS] for listed in lists]
        count = sum(len(listed) for listed in lists if is_language(listed, known))
        most, _ = ALLOWED.get(name, (LIMIT, ""))
        if count > most:
            wrong.append(
                f"{name} holds {count} words in lists, {most} at most: make them a section of a file"
            )
        elif name in ALLOWED and count <= LIMIT:
            wrong.append(f"{name} holds {count} words in lists and needs no exception any more")
    assert not wrong, "\n".join(wrong)


def test_lists_of_words_are_seen_in_every_shape() -> None:
    code = (
        '"""one two three four"""\n'
        'A = "red green blue grey".split()\n'
        'B = {"red", "green", "blue", "grey"}\n'
        'C = {"red": 1, "green": 2, "blue": 3, "grey": 4}\n'
        'D = re.compile(rf"\\b(?:red|green|{x}|blue|grey)\\\\b")\n'
        'raise ValueError("one of red|green|blue|grey")\n'
        'E: Literal["red", "green", "blue", "grey"]\n'
    )
    lists = [listed for listed in word_lists(ast.parse(code)) if listed]
    assert [sorted(listed) for listed in lists] == [["blue", "green", "grey", "red"]] * 4


def is_language(listed: list[str], known: frozenset[str]) -> bool:
    """Whether a list is one of words rather than of names of our own: of four or more, a third are known."""
    return len(listed) > 3 and 3 * sum(word.casefold() in known for word in listed) >= len(listed)


def word_lists(tree: ast.Module) -> Iterator[list[str]]:
    """The words of each literal that lists some: in a text that is split, a set, a dict, a pattern."""
    passed = {id(node) for node in ast.walk(tree) if _is_no_data(node) for node in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            parts = [part for part in node.values if isinstance(part, ast.Constant)]
            passed.update(map(id, parts))
            yield [word for part in parts for word in _alternatives(str(part.value))]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield _alternatives(node.value)
        elif isinstance(node, ast.Set | ast.Tuple | ast.List):
            yield _texts(node.elts)
        elif isinstance(node, ast.Dict):
            yield _texts([*node.keys, *node.values])
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split"
        ):
            whole = node.func.value
            yield WORD.findall(whole.value) if isinstance(whole, ast.Constant) else []  # type: ignore[arg-type]


def _is_no_data(node: ast.AST) -> bool:
    """Docstrings, messages of errors, names that are offered, and types."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) == "__all__"
    return isinstance(node, ast.Raise | ast.Subscript)


def _texts(nodes: list[ast.expr | None] | list[ast.expr]) -> list[str]:
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [text for text in texts if WORD.fullmatch(text)]


def _alternatives(pattern: str) -> list[str]:
    """The words between the bars of a regular expression; none where it has no bar."""
    if "|" not in pattern:
        return []
    plain = re.sub(r"\(\?(?:P<\w+>|<?[=!]|:)", "(", re.sub(r"\\[a-zA-Z]|\[[^\]]*\]", " ", pattern))
    pieces = (piece.strip("()?*+ .$^{}0123456789,") for piece in re.split(r"[|()]", plain))
    return [word for piece in pieces for word in piece.split() if WORD.fullmatch(word)]
