"""Where a module stands decides what it may import: only what lies below, and of other rooms only their door.

A room is a folder; its door is its `__init__.py`. Everything else of a room is its own business.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import newsfold
from newsfold import _HOME
from tests import REPOSITORY

ROOT = Path(newsfold.__file__).parent
# A module may import from the layers below its own; a layer's modules do not know each other.
LAYERS = [
    {"records", "language", "once", "invisible", "graphs"},
    {"text", "unfinished", "addresses", "learned", "multilingual", "workers", "queries"},
    {"captions", "known_lines", "quotes", "turns"},
    {"codec"},
    {"reading", "clean", "derive", "encode", "fold", "extract", "compare", "tell"},
    {"describe", "store"},
    {"tasks"},
    {"export", "moving", "nearby", "check", "archive", "describing", "intake", "listing", "known"},
    {"threads"},
    {"tables", "profiles"},
    {"newsroom"},
    {"watch", "present"},
    {"publish"},
    {"web", "console", "logs", "alerts"},
    {"agents"},
    {"options"},
    {"configuration"},
    {
        "agent_command",
        "alert_command",
        "archive_commands",
        "database_commands",
        "following_commands",
        "import_command",
        "list_command",
        "profile_commands",
        "running_commands",
    },
    {"cli"},
    {"__main__"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
STAGES = {"clean", "derive", "encode", "fold", "extract", "compare", "tell"}
# Shared folders of a stage stand on each other in this order; those of one line do not know each other.
INSIDE = {
    "extract": [
        {"settings"},
        {"numbers", "digits", "number_words", "splits_en", "rulers"},
        {"number_patterns", "number_sums", "number_hanzi"},
        {"number_runs"},
        {"numbers_en"},
        {"parse"},
        {"entities", "times", "assertions"},
        {"attributions", "figures"},
    ],
    "compare": [
        {"settings"},
        {
            "asides",
            "asides_in",
            "classes",
            "encoded",
            "denial_en",
            "listed_forms",
            "moments",
            "places",
            "words",
        },
        {"denial_in", "event", "exclusion_en", "marks"},
        {"statements", "alignment"},
        {"origins"},
        {"claims", "differences"},
        {"asked"},
    ],
}
# What a stage does without: clocks, chance, logs, other processes, the network, modules named at run time.
MODULES = {
    "http", "httpx", "importlib.import_module", "logging", "random", "secrets", "socket", "sqlite3",
    "subprocess", "tempfile", "time", "urllib.request", "uuid",
}  # fmt: skip
CALLS = {"__import__", "input", "now", "open", "print", "today", "utcnow", "default_rng", "random", "urandom"}
LONGEST, LONGEST_GLOSSARY = (
    420,
    680,
)  # lines; records.py and views.py are lists of declarations, read as glossaries


def modules() -> Iterator[tuple[tuple[str, ...], ast.Module]]:
    """Every module but the package's own door: the parts of its path below `newsfold`, and its code."""
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts != ("__init__",):
            yield parts, ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[tuple[str, str | None]]:
    """All that a module imports, wherever in it: the module named, and the name taken from it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield from ((node.module or "", alias.name) for alias in node.names)


def is_room(parts: tuple[str, ...]) -> bool:
    return ROOT.joinpath(*parts, "__init__.py").is_file()


def offered(room: tuple[str, ...]) -> set[str]:
    """The names in a door's `__all__`."""
    tree = ast.parse(ROOT.joinpath(*room, "__init__.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def test_imports_go_down_and_through_doors() -> None:
    wrong = []
    for here, tree in modules():
        assert here[0] in RANK, f"{here[0]} has no layer"
        for module, name in imports(tree):
            if not module.startswith("newsfold"):
                continue
            there = (*module.split(".")[1:], *([name] if name and module == "newsfold" else []))
            there = (_HOME.get(there[0], there[0]), *there[1:])  # a public name of the package
            where = f"{'.'.join(here)} imports {'.'.join(there)}"
            if there == ("__version__",):
                continue
            if there[0] != here[0] and RANK[there[0]] >= RANK[here[0]]:
                wrong.append(f"{where}: not below")
            elif not _inside_goes_down(here, there):
                wrong.append(f"{where}: not below within {here[0]}")
            rooms = [there[: n + 1] for n in range(len(there)) if is_room(there[: n + 1])]
            foreign = [room for room in rooms if here[: len(room)] != room]
            if foreign and there != foreign[0]:
                wrong.append(f"{where}: past the door of {'.'.join(foreign[0])}")
            elif foreign and module != "newsfold" and name and name not in offered(foreign[0]):
                wrong.append(f"{where}: {name} is not in its __all__")
    assert not wrong, "\n".join(wrong)


def _inside_goes_down(here: tuple[str, ...], there: tuple[str, ...]) -> bool:
    """Whether an import within one stage goes down its own order; the stage's door may use all of it."""
    order = INSIDE.get(here[0], [])
    rank = {name: at for at, names in enumerate(order) for name in names}
    if there[0] != here[0] or len(there) < 2 or here[1] not in rank:
        return True
    return here[1] == there[1] or rank[there[1]] < rank[here[1]]


def called(tree: ast.Module) -> Iterator[str]:
    """The names by which a module calls functions; of a path's own `open`, which reads a model, none."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute) and node.func.attr != "open":
                yield node.func.attr


def test_stages_have_no_clock_chance_or_log() -> None:
    for here, tree in modules():
        if here[0] in STAGES | {"text", "records", "describe"}:
            paths = {f"{module}.{name}." for module, name in imports(tree)}
            forbidden = {path for path in paths for root in MODULES if path.startswith(f"{root}.")}
            forbidden |= CALLS.intersection(called(tree))
            assert not forbidden, f"{'.'.join(here)}: {forbidden}"


def test_records_import_the_standard_library_only() -> None:
    names = {module for here, tree in modules() if here == ("records",) for module, _ in imports(tree)}
    assert names <= {"__future__", "dataclasses", "datetime", "html", "typing"}


def test_modules_stay_short() -> None:
    for here, _ in modules():
        path = ROOT.joinpath(*here).with_suffix(".py")
        limit = LONGEST_GLOSSARY if here in (("records",), ("present", "views")) else LONGEST
        assert len(path.read_text(encoding="utf-8").splitlines()) <= limit, path


def test_folders_of_tests_are_rooms() -> None:
    for path in sorted((REPOSITORY / "tests").rglob("test_*.py")):
        parts = path.relative_to(REPOSITORY / "tests").parts[:-1]
        if parts and parts[0] not in ("benchmarks", "evaluation", "browser"):  # beside the package
            assert is_room(parts), f"{path}: there is no newsfold.{'.'.join(parts)}"
