"""What can be called is written down: commands and options in docs/cli.md, routes in docs/web.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

import newsfold
from newsfold import cli
from newsfold.web import create_app, feeds, following, lasting, operation, pages, profiles, reference
from tests import REPOSITORY
from tests.test_layers import LAYERS

DOCS = REPOSITORY / "docs"
CLI = (DOCS / "cli.md").read_text(encoding="utf-8")
WEB = (DOCS / "web.md").read_text(encoding="utf-8")
COMMANDS: dict[str, Any] = dict(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]


def section(command: str) -> str:
    match = re.search(rf"^## `newsfold {command}(?![\w-]).*?(?=^## |\Z)", CLI, re.M | re.S)
    assert match, f"docs/cli.md has no section on `newsfold {command}`"
    return match.group()


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
    paths: dict[str, Any] = app.openapi()["paths"]
    return paths | {app.openapi_url: {"get": {}}}


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


PAGES = sorted([*DOCS.rglob("*.md"), *REPOSITORY.glob("*.md"), REPOSITORY / "benchmarks" / "DATA.md"])


def anchors(page: Path) -> set[str]:
    """The headings of a page as they are linked to."""
    titles = re.findall(r"^#+ (.*)", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\s-]", "", title.casefold()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in re.findall(r"\]\(([^)#:\s]*)(?:#([^)\s]+))?\)", page.read_text(encoding="utf-8")):
        there = page.parent / target if target else page
        assert there.exists(), target
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{target}#{anchor}"


def test_what_is_cited_is_this_version() -> None:
    assert f"\nversion: {newsfold.__version__}\n" in (REPOSITORY / "CITATION.cff").read_text(encoding="utf-8")


def test_the_notice_names_what_models_learned_from() -> None:
    notice = (REPOSITORY / "NOTICE").read_text(encoding="utf-8")
    for page in (REPOSITORY / "src").rglob("PROVENANCE.md"):
        text = page.read_text(encoding="utf-8")
        for name in re.findall(
            r"AllSides|Article-Bias-Prediction|NeuS|ECB\+|NTREX-128|MEANTIME|WNUT17|wikigold|MultiNLI|wordfreq|"
            r"Groningen Meaning Bank|Natural Earth|[\w-]*MiniLM-L\d+-v2|multilingual-e5-small|GeoNames",
            text,
        ):
            known = "Article-Bias-Prediction" if name == "AllSides" else name
            assert known in notice, f"{name} of {page.parent.name}"


def test_the_map_has_every_room_and_module_once_and_in_the_order_of_the_layers() -> None:
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    rows = page.partition("| floor | rooms and modules |")[2].partition("\n\n")[0].splitlines()
    shown = [name for row in rows[2:] for name in re.findall(r"`(\w+)/?`", row.split("|")[2])]
    assert sorted(shown) == sorted(set().union(*LAYERS) - {"__main__"})
    ranks = [next(rank for rank, names in enumerate(LAYERS) if name in names) for name in shown]
    assert ranks == sorted(ranks, reverse=True)


SETTINGS = sorted((REPOSITORY / "src" / "newsfold").rglob("settings.py"))


@pytest.mark.parametrize("path", SETTINGS, ids=lambda path: path.parent.name)
def test_settings_say_where_they_were_measured(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    module = " ".join((ast.get_docstring(tree) or "").split())
    for name, node in classes.items():
        text = " ".join((ast.get_docstring(node) or "").split())
        by = re.findall(r"\b(?:as|with) `(\w+)`", text)  # "measured as `Copying`"
        assert "docs/" in module + text or "models/" in text or classes.keys() & set(by), name
    for text in (module, *(" ".join((ast.get_docstring(node) or "").split()) for node in classes.values())):
        for page, quoted in re.findall(r'docs/([\w/-]+\.md)((?:, "[^"]*")?)', text):
            assert (DOCS / page).is_file(), page
            if quoted:
                titles = re.findall(r"^#+ (.*)", (DOCS / page).read_text(encoding="utf-8"), re.M)
                assert quoted[3:-1] in titles, f"{page}{quoted}"
        for number in re.findall(r"docs/decisions/(\d+)", text):
            assert list((DOCS / "decisions").glob(f"{number}-*.md")), number


WRITTEN = {"README.txt", "ID.txt", "STORY.txt"}  # by Newsfold, or for it
FILES = "\n".join(
    path.relative_to(REPOSITORY).as_posix()
    for folder in ("src/newsfold", "tests", "benchmarks", "evaluation", "training")
    for path in (REPOSITORY / folder).rglob("*.*")
)


def named(page: str) -> list[str]:
    """The files that a page names, but those that a recipe in it makes."""
    prose = re.sub(r"^```.*?^```$", "", page, flags=re.M | re.S)
    names = re.findall(r"`([^`\s]+\.(?:py|txt|tsv))`", prose)
    made = {made.rpartition("/")[2] for made in re.findall(r"^\+\+\+ (\S+)$", page, re.M)}
    return [
        name for name in names if name.rpartition("/")[2].removeprefix("test_") not in made | WRITTEN | {"*"}
    ]


def is_there(name: str) -> bool:
    """Whether a file's path ends so; "CODE", "…" and Swedish, the worked example, stand for any language."""
    pattern = re.escape(name).replace("CODE", "[a-z]+").replace("…", "[a-z_]*").replace(r"\*", "[^/\n]*")
    pattern = re.sub(r"(?<=/)sv(?=/)|(?<=_)sv(?=\\\.)", "[a-z]{2}", pattern)
    return bool(re.search(rf"(?:^|/){pattern}$", FILES, re.M))


@pytest.mark.parametrize(
    "page", [*DOCS.glob("*.md"), *DOCS.glob("measured/*.md")], ids=lambda page: page.stem
)
def test_files_that_are_named_are_there(page: Path) -> None:
    missing = {name for name in named(page.read_text(encoding="utf-8")) if not is_there(name)}
    assert not missing


def test_a_file_that_is_not_there_is_seen() -> None:
    assert named("`a/b.py` and `c.txt`\n```\n`d.py`\n```\n") == ["a/b.py", "c.txt"]
    assert is_there("compare/settings.py")
    assert is_there("language/CODE/counted.tsv")
    assert is_there("extract/numbers_sv.py")
    assert not is_there("encode/cross.py")
    assert not is_there("language/sv/clashes.txt")


MOST_WORDS = 35  # of a sentence


def sentences(text: str) -> Iterator[str]:
    """The sentences of a page's prose: no code, tables or headings. A list item begins a new one."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
    text = re.sub(r"\n\n(?: {4}\S.*\n)+(?=\n)", "\n\n", text)  # code by its indent
    text = re.sub(r"`[^`]*`", "code", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^(?:[|#]|:::).*$", "", text, flags=re.M)
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", text):
        words = re.sub(r"^(?:[-*]|\d+\.)\s+", "", " ".join(block.split()))
        yield from re.split(r"(?<=[.!?:])[\"”)*_]*\s+(?=[\"“(*_]*(?:[A-Z0-9]|code))", words)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_sentences_are_read_once(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    if page.name == "CHANGELOG.md":
        text = text.partition("\n## 0.1.0\n")[2]  # what is unreleased is put in order with the release
    long = [s for s in sentences(text) if len(re.findall(r"\w[\w'’.,%-]*", s)) > MOST_WORDS]
    assert not long, f"{len(long)} sentences of over {MOST_WORDS} words, the first: {long[0]}"


def test_long_sentences_are_seen() -> None:
    page = (
        "# Title\n\n"
        + "word " * 36
        + "end.\n\n- "
        + "`a b` " * 20
        + "Short. Then "
        + "word " * 30
        + "\n- item\n"
    )
    counts = [len(re.findall(r"\w+", sentence)) for sentence in sentences(page)]
    assert counts == [0, 37, 21, 31, 1]  # the heading has none
