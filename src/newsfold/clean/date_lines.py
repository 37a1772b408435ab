"""Lines of a page that are nothing but dates: when an article was published, and when it was changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsfold.clean.bylines import begins, byline
from newsfold.clean.dates import ASSUMED, WEEKDAY, Dated, clock, find
from newsfold.clean.dates_in import in_english, is_updated
from newsfold.language import either, phrases, words

_LONGEST_DATE_LINE = 200  # characters: bounds the time; no line that only gives dates has as many
_DATE_LABELS = either(sorted(phrases("page_dates", "labels"), key=len, reverse=True), r"\s+")
_BETWEEN_DATES = rf"(?:{either(words('page_dates', 'between'))})\b"
_MARK_OF_LINE = r"[\s,|•·–—:;/().\[\]-]"
_BESIDE_DATE = rf"(?:{'|'.join(phrases('page_dates', 'beside a date'))})\b\.?"
_REST_OF_LINE = rf"(?:{WEEKDAY}(?!\w)|{_BETWEEN_DATES}|{_BESIDE_DATE}|{_MARK_OF_LINE})*"
# Who publishes, or where, apart from the date: "New Delhi | 2 May 2019", "18 April 2010 – The Agency".
_WHO = r"(?-i:[A-Z])[\w.&'’:-]*(?:,?\s+(?:(?-i:[A-Z])[\w.&'’:-]*|[&-])){0,4}"
_BEHIND_LABEL = either(words("page_dates", "behind a label"))
_LABEL_OF_DATE = rf"(?:(?P<label>{_DATE_LABELS})(?![a-z])(?:\s+(?:{_BEHIND_LABEL})\b)?\s*:?)?"
_BEFORE_DATE = re.compile(rf"{_REST_OF_LINE}{_LABEL_OF_DATE}{_REST_OF_LINE}", re.IGNORECASE)
_WHO_BEFORE = re.compile(rf"(?:{_WHO}\s*[|•·/]\s*|{_WHO}\s+[–—-]\s+|(?-i:[A-Z][A-Z .]+),\s*)+", re.IGNORECASE)
_AFTER_DATE = re.compile(
    rf"{_REST_OF_LINE}(?:\s*(?:[|•·/–—-]|(?<=\s))\s*[(\[]?{_WHO}[)\]]?)?{_REST_OF_LINE}", re.IGNORECASE
)
_OF_A_CHANGE = re.compile(either(words("page_dates", "of a change")), re.IGNORECASE)
_BY_WORD = re.compile(r"(?<!\S)by\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateLine:
    """The dates that a line gives; one of them at least."""

    published: Dated | None = None
    modified: Dated | None = None


def date_line(line: str, *, credited: bool = True) -> DateLine | None:
    """The dates of a line that holds nothing else; None for other lines.

    ("Thursday 25 April 2019", "Updated: 3 May 2019, 10:15 GMT", "Posted at 2:05 PM, Feb 02, 2021 and last
    updated 5:14 PM, Feb 02, 2021".) With `credited`, who publishes or where may stand beside them, apart.
    """
    rest = line.strip()
    if len(rest) > _LONGEST_DATE_LINE or rest.isdigit():
        return None  # a number that stands alone is as well one to telephone
    if dates := _dates_of(rest, credited=credited):
        return dates
    english = in_english(rest)
    return _dates_of(english, credited=credited) if english else None


def _dates_of(rest: str, *, credited: bool) -> DateLine | None:
    published = modified = None
    while match := find(rest):
        dated, before, after = match
        lead = _lead_of_date(before, credited=credited and not (published or modified))
        if lead is None or (not lead["label"] and (published or modified)):
            return None  # two days without a word between them are a stretch of time
        if _is_change(lead["label"]):
            modified = modified or dated
        else:
            published = published or dated
        rest = after
    if not (first := published or modified):
        return None
    later = _BEFORE_DATE.match(rest)
    if later and _is_change(later["label"]) and (changed := clock(rest[later.end() :], first[0])):
        modified, rest = modified or changed[0], changed[1]  # "… 06:30 pm | Updated 07:15 pm IST"
    elif later and later["label"]:
        rest = rest[later.end() :]  # "Updated: 3 hours ago"
    if published and modified and published[0].tzinfo is ASSUMED and modified[1] != "day":
        published = published[0].replace(tzinfo=modified[0].tzinfo), published[1]  # stated once, at the end
    tail = _AFTER_DATE if credited else _BEFORE_DATE
    return DateLine(published, modified) if tail.fullmatch(rest) else None


def is_change_label(line: str) -> bool:
    """Whether a line is the label of a change alone, whose date stands in the next ("Last updated:")."""
    if is_updated(line):
        return True
    match = _BEFORE_DATE.fullmatch(line) if len(line) < 40 else None
    return bool(match and _is_change(match["label"]))


def dated_byline(line: str) -> tuple[tuple[str, ...], DateLine] | None:
    """The authors and the dates of a line that names both ("By Jane Roe Feb 2, 2021, 6:30am EST")."""
    if len(line) > _LONGEST_DATE_LINE or (not (_BY_WORD.search(line) and find(line)) and not begins(line)):
        return None
    starts = [match.start() for match in re.finditer(r"(?<=[\s|•·])\S", line)]
    for at in starts:
        people = byline(line[:at].strip(" |•·–—-,"))
        if (
            people is not None
            and (dates := date_line(line[at:])) is not None
            and _begins_with_date(line[at:])
        ):
            return people, dates
    for at in (match.start() for match in _BY_WORD.finditer(line)):
        if (people := byline(line[at:])) is not None and (dates := date_line(line[:at])):
            return people, dates
    return None


def _begins_with_date(text: str) -> bool:
    """Whether `text` begins with a date, or its label, and not with who publishes."""
    for form in (text, in_english(text)):
        if form and (match := find(form)) and _BEFORE_DATE.fullmatch(match[1]):
            return True
    return False


def _lead_of_date(before: str, *, credited: bool) -> re.Match[str] | None:
    """What stands before a date, read as its label; None where it says anything else."""
    if (lead := _BEFORE_DATE.fullmatch(before)) or not credited:
        return lead
    who = _WHO_BEFORE.match(before)
    return _BEFORE_DATE.fullmatch(before, who.end()) if who else None


def _is_change(label: str | None) -> bool:
    return bool(label and _OF_A_CHANGE.search(label))
