"""The examples of the docs run as they stand, in an empty folder, and print what stands under them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsfold.records import AccountSentence, Evidence, Span, Story, StoryDetail
from tests import REPOSITORY

_EXAMPLE = re.compile(
    r"^## ([^\n]+)\n(?:(?!^## ).)*?```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL | re.MULTILINE
)
EXAMPLES = [
    example
    for page in ("library.md", "agents.md")
    for example in _EXAMPLE.findall((REPOSITORY / "docs" / page).read_text(encoding="utf-8"))
]


def test_there_are_seven() -> None:
    assert len(EXAMPLES) == 7


@pytest.mark.parametrize(
    ("code", "expected"), [(c, e) for _, c, e in EXAMPLES], ids=[n for n, _, _ in EXAMPLES]
)
def test_examples(
    code: str,
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "docs", "exec"), {"__name__": "example"})
    assert capsys.readouterr().out == expected


def test_a_story_in_a_notebook_shows_no_markup_of_its_sources() -> None:
    hostile = "<script>alert(1)</script> & more"
    evidence = Evidence(article_id="a", span=Span(start=0, end=4))
    detail = StoryDetail(
        story=Story(id=1, article_ids=("a",), title=hostile),
        articles=(),
        account=(AccountSentence(text=hostile, evidence=(evidence,)),),
    )
    shown = detail._repr_html_()
    assert "<script" not in shown and shown.count("&lt;script&gt;") == 2 and "0 articles" in shown
