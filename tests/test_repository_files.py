"""The files that a host of repositories reads are what it can read."""

from __future__ import annotations

from typing import Any

import pytest

from tests import REPOSITORY

yaml: Any = pytest.importorskip("yaml")
FORMS = sorted((REPOSITORY / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


@pytest.mark.parametrize("name", [".pre-commit-config.yaml", "CITATION.cff", "compose.yaml"])
def test_a_file_is_yaml(name: str) -> None:
    assert isinstance(yaml.safe_load((REPOSITORY / name).read_text(encoding="utf-8")), dict)


@pytest.mark.parametrize("name", [path.name for path in FORMS if path.name != "config.yml"])
def test_a_form_asks_with_labels_and_keys(name: str) -> None:
    form = yaml.safe_load((FORMS[0].parent / name).read_text(encoding="utf-8"))
    assert form["name"] and form["description"]
    keys = [part["id"] for part in form["body"]]
    assert len(keys) == len(set(keys))
    for part in form["body"]:
        assert part["type"] in ("textarea", "input", "dropdown") and part["attributes"]["label"]
        assert (part["type"] == "dropdown") == ("options" in part["attributes"])
