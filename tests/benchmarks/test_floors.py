from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import floors


@pytest.fixture
def pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"times": {"strict": 0.8, "value": 0.7}}), encoding="utf-8")
    monkeypatch.setattr(floors, "FILE", path)
    return path


def test_a_figure_under_its_floor_fails(pinned: Path) -> None:
    floors.check("times", {"strict": 0.8, "value": 0.71})
    with pytest.raises(SystemExit, match="times fell under its floor"):
        floors.check("times", {"strict": 0.79, "value": 0.71})


def test_what_was_not_measured_is_said_to_be_so(pinned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors.check("times", {"strict": 0.9})
    assert "times value: not measured (at least 0.7)" in capsys.readouterr().out


def test_figures_are_kept_for_a_table(pinned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "kept.jsonl"
    monkeypatch.setenv(floors.FIGURES_FILE, str(file))
    floors.check("times", {"value": 0.71, "strict": 0.9})
    floors.check("names", {"F1": 0.5})
    assert floors.table(file.read_text(encoding="utf-8").splitlines()).splitlines()[2:] == [
        "| times | strict | 0.900 | 0.8 |",
        "| times | value | 0.710 | 0.7 |",
        "| names | F1 | 0.500 |  |",
    ]


def test_lowered_floors_are_what_was_measured(pinned: Path) -> None:
    floors.check("times", {"strict": 0.6543}, lower=True)
    assert json.loads(pinned.read_text(encoding="utf-8")) == {"times": {"strict": 0.654}}
