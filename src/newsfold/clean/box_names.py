"""What page builders call the boxes of a page, in classes, ids and attributes for scripts.

The names are data, `language/box_names.json`: expressions over words that hyphens divide.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from newsfold.language import all_languages

_ATTRIBUTES = (
    "class",
    "id",
    "aria-label",
    "data-component",
    "data-module",
    "data-testid",
    "data-type",
    "data-name",
    "data-widget",
    "data-block",
)
_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_DIVIDER = re.compile(r"[^a-z\d\s]+")
_WITHOUT = r"(?<!has-)(?<!no-)(?<!not-)(?<!non-)(?<!with-)(?<!without-)(?<!hide-)(?<!show-)"


def pattern(*kinds: str) -> re.Pattern[str]:
    """What finds a name of these kinds in `names`: as words of a name, unless "has", "no" … stand before."""
    forms = "|".join(form for kind in kinds for form in all_languages("box_names")[kind])
    return re.compile(rf"(?:^|[\s-]){_WITHOUT}(?:{forms})(?=[\s-]|$)")


def whole_pattern(kind: str) -> re.Pattern[str]:
    """What finds a name of this kind that is the whole of a class."""
    forms = "|".join(all_languages("box_names")[kind])
    return re.compile(rf"(?:^|\s)(?:u-|is-|js-)?(?:{forms})(?=\s|$)")


def box_names(element: etree._Element) -> str:
    """An element's names in small letters, their words divided by hyphens, the names by blanks."""
    raw = " ".join(value for name in _ATTRIBUTES if (value := element.get(name)))
    if isinstance(element.tag, str) and "-" in element.tag:
        raw = f"{element.tag} {raw}"  # a component of the page's own
    return normal(raw) if raw else ""


@lru_cache(maxsize=4096)
def normal(raw: str) -> str:
    """Names as a page writes them, in the form that `box_names` gives."""
    return _DIVIDER.sub("-", _CAMEL.sub("-", raw).lower())
