"""Newsfold: one story from what many outlets wrote, claim by claim, with evidence.

`Newsroom` is the main path, and the other names are what it takes and gives. The stages work alone on
records, each from its own module: `newsfold.clean.clean(page)`, `newsfold.fold.fold(articles, vectors)`,
`newsfold.extract.figures(article)`. Names load when first used, so importing the package costs nothing.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

# Nothing is told to anybody. onnxruntime would keep a store in the user's cache folder and look up its
# maker's server from its import on; only what the environment says before that holds it back.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# Where each public name lives; pinned by tests/test_public.py.
_HOME = {
    "Newsroom": "newsroom",
    "AccountSentence": "records",
    "Annotations": "records",
    "Article": "records",
    "Attribution": "records",
    "BusyError": "records",
    "Carrier": "records",
    "Change": "records",
    "ChangePage": "records",
    "Check": "records",
    "CheckedClaim": "records",
    "Claim": "records",
    "Cleaning": "clean",
    "Columns": "reading",
    "DamagedError": "records",
    "DatabaseError": "records",
    "Derivation": "records",
    "Difference": "records",
    "Discrepancy": "records",
    "Draft": "check",
    "Entity": "records",
    "Evidence": "records",
    "Fetching": "reading",
    "Figure": "records",
    "FigureSeries": "records",
    "IngestReport": "records",
    "Mention": "records",
    "NewsfoldError": "records",
    "Origin": "records",
    "Page": "records",
    "QueryError": "queries",
    "Rejected": "records",
    "SeriesPoint": "records",
    "Span": "records",
    "Story": "records",
    "StoryDetail": "records",
    "StoryPage": "queries",
    "StoryQuery": "queries",
    "StorySummary": "records",
    "Thread": "records",
    "ThreadDetail": "records",
    "TimeRef": "records",
    "TimelineEntry": "records",
    "TooMuchError": "records",
    "Value": "records",
}

__all__ = ["__version__", *sorted(_HOME)]

if TYPE_CHECKING:
    from newsfold.check import Draft as Draft
    from newsfold.clean import Cleaning as Cleaning
    from newsfold.newsroom import Newsroom as Newsroom
    from newsfold.queries import QueryError as QueryError
    from newsfold.queries import StoryPage as StoryPage
    from newsfold.queries import StoryQuery as StoryQuery
    from newsfold.reading import Columns as Columns
    from newsfold.reading import Fetching as Fetching
    from newsfold.records import AccountSentence as AccountSentence
    from newsfold.records import Annotations as Annotations
    from newsfold.records import Article as Article
    from newsfold.records import Attribution as Attribution
    from newsfold.records import BusyError as BusyError
    from newsfold.records import Carrier as Carrier
    from newsfold.records import Change as Change
    from newsfold.records import ChangePage as ChangePage
    from newsfold.records import Check as Check
    from newsfold.records import CheckedClaim as CheckedClaim
    from newsfold.records import Claim as Claim
    from newsfold.records import DamagedError as DamagedError
    from newsfold.records import DatabaseError as DatabaseError
    from newsfold.records import Derivation as Derivation
    from newsfold.records import Difference as Difference
    from newsfold.records import Discrepancy as Discrepancy
    from newsfold.records import Entity as Entity
    from newsfold.records import Evidence as Evidence
    from newsfold.records import Figure as Figure
    from newsfold.records import FigureSeries as FigureSeries
    from newsfold.records import IngestReport as IngestReport
    from newsfold.records import Mention as Mention
    from newsfold.records import NewsfoldError as NewsfoldError
    from newsfold.records import Origin as Origin
    from newsfold.records import Page as Page
    from newsfold.records import Rejected as Rejected
    from newsfold.records import SeriesPoint as SeriesPoint
    from newsfold.records import Span as Span
    from newsfold.records import Story as Story
    from newsfold.records import StoryDetail as StoryDetail
    from newsfold.records import StorySummary as StorySummary
    from newsfold.records import Thread as Thread
    from newsfold.records import ThreadDetail as ThreadDetail
    from newsfold.records import TimelineEntry as TimelineEntry
    from newsfold.records import TimeRef as TimeRef
    from newsfold.records import TooMuchError as TooMuchError
    from newsfold.records import Value as Value


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'newsfold' has no attribute {name!r}")
    return getattr(import_module(f"newsfold.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
