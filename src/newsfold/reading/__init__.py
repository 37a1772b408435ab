"""Inputs of every kind become pages; what can't be read becomes `Rejected`. Nothing is lost."""

from newsfold.reading import feed, opml
from newsfold.reading.feed import Item
from newsfold.reading.fetch import Fetched, Fetcher, Fetching, checked, host_of
from newsfold.reading.fields import Columns, field_names
from newsfold.reading.files import Limits, check, is_known, pages
from newsfold.reading.frames import ArrowTable, FrameRow, Source, sources
from newsfold.reading.network import FetchError, Guarded, transport
from newsfold.reading.places import shown
from newsfold.reading.summary import Summary
from newsfold.reading.web import from_item, is_address, page
from newsfold.reading.wrapped import lines_joined

__all__ = [
    "ArrowTable",
    "Columns",
    "FetchError",
    "Fetched",
    "Fetcher",
    "Fetching",
    "FrameRow",
    "Guarded",
    "Item",
    "Limits",
    "Source",
    "Summary",
    "check",
    "checked",
    "feed",
    "field_names",
    "from_item",
    "host_of",
    "is_address",
    "is_known",
    "lines_joined",
    "opml",
    "page",
    "pages",
    "shown",
    "sources",
    "transport",
]
