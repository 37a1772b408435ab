"""Pages become articles: main text, metadata and boilerplate, each with where it came from."""

from newsfold.clean.changes import Changes, PassageChange, changes, replaced, told_apart, versions
from newsfold.clean.decode import decode
from newsfold.clean.options import Cleaning
from newsfold.clean.pages import clean

__all__ = [
    "Changes",
    "Cleaning",
    "PassageChange",
    "changes",
    "clean",
    "decode",
    "replaced",
    "told_apart",
    "versions",
]
