"""A language leads to the module of its grammar by the module's name alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsfold.language import grammar


def test_new_files_are_all_that_a_language_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "greetings_en.py").write_text("HELLO = 'hello'\n", encoding="utf-8")
    (tmp_path / "greetings_sv.py").write_text("HELLO = 'hej'\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert grammar("greetings", "sv").HELLO == "hej"
    assert grammar("greetings", "en").HELLO == "hello"
    assert grammar("greetings", "de").HELLO == "hello"  # it has none of its own
