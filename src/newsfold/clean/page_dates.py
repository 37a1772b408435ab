"""Which of the dates on a page are the article's: possible ones, of its own elements, else by search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

import htmldate
from lxml import etree

from newsfold.clean.beside import drop_beside, is_beside
from newsfold.clean.date_lines import date_line, is_change_label
from newsfold.clean.dates import Dated, is_possible, is_zero, parse_date
from newsfold.clean.html import Document, text_content
from newsfold.clean.settings import DATES
from newsfold.text import count_words

_MOST_ELEMENTS = 60  # bounds the time: elements of a page that state a date and are read
_PUBLISHED = re.compile(r"publi|posted|created", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat|edited|revis", re.IGNORECASE)
_DATE_CLASSES = frozenset(
    {"published", "updated", "dt-published", "dt-updated", "entry-date"}
)  # of hNews and h-entry


@dataclass(frozen=True, slots=True)
class PageDates:
    """Reads the dates of one page: its article's heading, where it came from and when, as far as known."""

    document: Document
    heading: etree._Element | None = None
    url: str | None = None
    fetched: datetime | None = None

    def read(self, text: str) -> Dated | None:
        """The date in `text`, where the page may be of that date; else None."""
        dated = parse_date(text)
        return dated if dated and self.may_be(dated) else None

    def may_be(self, dated: Dated) -> bool:
        """Whether the page may be of that date: a possible one, or an old one that it shows too."""
        return is_possible(dated, self.fetched) or (may_show(dated, self.fetched) and self._shows(dated))

    def _shows(self, dated: Dated) -> bool:
        day = dated[0].date()
        if self.url and re.search(rf"{day.year}[/_-]?{day.month:02}(?:\D|[0-3]\d\D)", self.url):
            return True
        text, blocks = self.document.text, self.document.blocks[: DATES.old]
        lines = (text[b.start : b.end] for b in blocks if b.end - b.start <= DATES.shown)
        shown = (line_dates.published for line in lines if (line_dates := date_line(line)))
        return any(other and other[0].date() == day for other in shown)

    def of_elements(self) -> tuple[Dated | None, Dated | None]:
        """When the page's elements say that the article was published, and changed."""
        marked: Dated | None = None
        plain: list[tuple[Dated, int]] = []  # with where they stand
        changed: Dated | None = None
        middle = 0
        for element, position, is_near in _date_elements(self.document.root, self.heading):
            if element is self.heading:
                middle = position
                continue
            dated = self.read(_date_value(element))
            if dated is None or is_beside(element, self.heading):
                continue
            names = f"{element.get('itemprop')} {element.get('class')} {element.get('data-testid')}"
            if _PUBLISHED.search(names) or element.get("pubdate") is not None:
                marked = marked or dated
            elif _CHANGED.search(names) or is_change_label(_text_before(element)):
                changed = changed or dated
            elif is_near:
                plain.append((dated, position))
        nearest = min(plain, key=lambda dated: abs(dated[1] - middle))[0] if plain else None
        return marked or nearest, changed

    def by_search(self) -> Dated | None:
        """The day that htmldate finds in the page's address, markup or text, where nothing states one."""
        root = deepcopy(self.document.root)
        copies = zip(self.document.root.iter(), root.iter(), strict=True)
        drop_beside(root, next((copy for element, copy in copies if element is self.heading), None))
        try:
            # As text, since it takes no tree but one that is slower to walk than ours.
            page = etree.tostring(root, encoding="unicode", method="html")
            text = htmldate.find_date(page, original_date=True, extensive_search=False, url=self.url)
        except (
            Exception
        ):  # it raises many kinds on hostile pages, and a page without a date is an article too
            return None
        return self.read(text) if text else None


def may_show(dated: Dated, fetched: datetime | None = None) -> bool:
    """Whether readers may be shown that date: that of an old text may be from before the web."""
    return is_possible(dated, fetched) or (dated[0].year < 1990 and not is_zero(dated))


def _date_elements(
    root: etree._Element, heading: etree._Element | None
) -> Iterator[tuple[etree._Element, int, bool]]:
    """The heading and the elements that state a date, which elements of the page they are, and whether one
    without a mark may be the article's by its place: the nearest to the heading is.

    It may where it stands in the heading's `<article>`, or with no more than a standfirst in between.
    """
    container = next(heading.iterancestors("article"), None) if heading is not None else None
    inside = set(container.iter()) if container is not None else frozenset()
    prose, left = 0, _MOST_ELEMENTS
    for position, element in enumerate(root.iter("*")):
        if element is heading:
            prose = 0
            yield element, position, False
            continue
        elif element.tag == "p" and count_words(text_content(element)) >= DATES.prose:
            prose += 1
        if not _states_date(element):
            continue
        if left == 0:
            return
        left -= 1
        yield element, position, prose <= 1 or element in inside


def _states_date(element: etree._Element) -> bool:
    if element.tag == "time":
        return True
    if element.tag == "meta":
        return False
    if (element.get("itemprop") or "").startswith("date"):
        return True
    return not _DATE_CLASSES.isdisjoint((element.get("class") or "").split()) and element.tag in (
        "abbr",
        "span",
    )


def _date_value(element: etree._Element) -> str:
    stated = element.get("datetime") or element.get("content") or element.get("title") or ""
    if stated and parse_date(stated):
        return stated
    shown = text_content(element).strip()
    return shown if len(shown) <= DATES.shown else ""


def _text_before(element: etree._Element) -> str:
    """The text right in front of an element, in the same box."""
    previous = element.getprevious()
    if previous is not None:
        return (previous.tail or "").strip() or text_content(previous).strip()
    parent = element.getparent()
    return (parent.text or "").strip() if parent is not None else ""
