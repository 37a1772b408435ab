"""Clippings in Markdown, with what stands above them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.making import HEADLINE, SENTENCES, pdf, read, refused, taken

CLIPPING = f"""---
title: "{HEADLINE}"
source: https://courier.example/ferry
publisher: Harbour Courier
published: 2019-03-04
author:
  - "[[Ada Brandt]]"
  - Jo Lind
tags: [ferry, harbour]
---
# {HEADLINE}

{SENTENCES[0].replace("Skerry Isle", "[Skerry Isle](https://skerry.example)")}

> **About 340 people** waited at the pier,
> and 12 of them were taken across by the lifeboat.

![The pier](pier.jpg)

| Pier  | Waiting |
|-------|---------|
| North | 120     |
"""


@pytest.mark.parametrize("name", ["clip.md", "clip.markdown"])
def test_a_clipping_is_its_text_with_what_stands_above_it(tmp_path: Path, name: str) -> None:
    [page] = taken(read(tmp_path, name, CLIPPING.encode()))
    lines = page.body.decode().split("\n")
    assert lines == [HEADLINE, *SENTENCES[:2], "Pier", "Waiting", "North", "120"]
    assert (page.title, page.url, page.outlet) == (
        HEADLINE,
        "https://courier.example/ferry",
        "Harbour Courier",
    )
    assert (page.published, page.authors) == ("2019-03-04", ("Ada Brandt", "Jo Lind"))


def test_without_anything_above_it_the_first_heading_is_the_title(tmp_path: Path) -> None:
    [page] = taken(read(tmp_path, "a.md", f"## Harbour\n\n# {HEADLINE}\n\n{SENTENCES[0]}\n".encode()))
    assert page.title == HEADLINE and page.published is None


def test_bad_clippings(tmp_path: Path) -> None:
    for name, body in {
        "1 empty.md": b" \n",
        "2 sheet.md": pdf([("A sheet.",)]),
        "3 large.md": b"words " * 400_000,
        "4 nothing.md": b"---\ntitle: A\n",
        "5 deep.md": b"> " * 20_000 + b"words",
        "6 brackets.md": b"![](" * 20_000,
        "7 no text.md": b"---\ntags: [a]\n---\n\n",
    }.items():
        (tmp_path / name).write_bytes(body)
    items = read(tmp_path, "last.md", CLIPPING.encode())
    reasons = [("1 empty.md", "empty"), ("2 sheet.md", "binary"), ("3 large.md", "too large")]
    assert refused(items) == [*reasons, ("5 deep.md", "empty"), ("7 no text.md", "empty")]
    assert [page.key for page in taken(items)] == ["4 nothing.md", "6 brackets.md", "last.md"]
