"""Inputs of every kind become pages; what can't be read becomes `Rejected`. Nothing is lost."""

from newsfold.reading.fetch import Fetching
from newsfold.reading.files import Limits, check, pages

__all__ = ["Fetching", "Limits", "check", "pages"]
