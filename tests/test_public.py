"""The public names are pinned: a change here is a change for users."""

from __future__ import annotations

import subprocess
import sys

import pytest

import newsfold


def test_public_names() -> None:
    assert newsfold.__all__ == [
        "__version__",
        "AccountSentence",
        "Annotations",
        "Article",
        "Attribution",
        "BusyError",
        "Carrier",
        "Change",
        "ChangePage",
        "Check",
        "CheckedClaim",
        "Claim",
        "Cleaning",
        "Columns",
        "DamagedError",
        "DatabaseError",
        "Derivation",
        "Difference",
        "Discrepancy",
        "Draft",
        "Entity",
        "Evidence",
        "Fetching",
        "Figure",
        "FigureSeries",
        "IngestReport",
        "Mention",
        "NewsfoldError",
        "Newsroom",
        "Origin",
        "Page",
        "QueryError",
        "Rejected",
        "SeriesPoint",
        "Span",
        "Story",
        "StoryDetail",
        "StoryPage",
        "StoryQuery",
        "StorySummary",
        "Thread",
        "ThreadDetail",
        "TimeRef",
        "TimelineEntry",
        "TooMuchError",
        "Value",
    ]
    assert all(getattr(newsfold, name) for name in newsfold.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Newsrom'"):
        _ = newsfold.Newsrom


def test_importing_the_package_loads_no_model_or_library() -> None:
    code = "import sys, newsfold; print({'spacy', 'numpy', 'onnxruntime', 'fastapi'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


STAGES = [
    ("newsfold.reading", "pages"),
    ("newsfold.clean", "clean"),
    ("newsfold.encode", "encode"),
    ("newsfold.fold", "fold"),
    ("newsfold.derive", "derivations"),
    ("newsfold.extract", "attributions"),
    ("newsfold.extract", "figures"),
    ("newsfold.extract", "times"),
    ("newsfold.extract", "mentions"),
    ("newsfold.compare", "compare"),
    ("newsfold.tell.account", "account"),
]


@pytest.mark.parametrize(("module", "name"), STAGES)
def test_each_stage_is_a_documented_function(module: str, name: str) -> None:
    function = getattr(__import__(module, fromlist=[name]), name)
    assert callable(function)
    assert function.__doc__
