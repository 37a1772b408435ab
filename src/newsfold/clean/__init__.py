"""Pages become articles: main text, metadata and furniture, each with where it came from."""

from newsfold.clean.furniture import recurring_lines
from newsfold.clean.options import Cleaning
from newsfold.clean.pages import clean

__all__ = ["Cleaning", "clean", "recurring_lines"]
