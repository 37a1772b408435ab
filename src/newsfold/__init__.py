"""Newsfold: one story from what many outlets wrote, claim by claim, with evidence.

`Newsroom` is the main path. The stages work alone on records, each from its own module:
`newsfold.clean.clean(page)`, `newsfold.fold.fold(articles, vectors)`, `newsfold.extract.figures(article)`.
Names load when first used, so importing the package costs nothing.
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
    "Article": "records",
    "NewsfoldError": "records",
    "Page": "records",
    "IngestReport": "records",
    "Rejected": "records",
    "Span": "records",
    "Story": "records",
    "StoryDetail": "records",
}

__all__ = ["__version__", *sorted(_HOME)]

if TYPE_CHECKING:
    from newsfold.newsroom import Newsroom as Newsroom
    from newsfold.records import Article as Article
    from newsfold.records import IngestReport as IngestReport
    from newsfold.records import NewsfoldError as NewsfoldError
    from newsfold.records import Page as Page
    from newsfold.records import Rejected as Rejected
    from newsfold.records import Span as Span
    from newsfold.records import Story as Story
    from newsfold.records import StoryDetail as StoryDetail


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'newsfold' has no attribute {name!r}")
    return getattr(import_module(f"newsfold.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
