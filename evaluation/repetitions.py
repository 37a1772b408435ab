"""Texts of one piece repeated, through every stage: what costs more than in line with length shows there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.processor_time import processor_seconds
from newsfold import Newsroom
from newsfold.clean import clean
from newsfold.compare import statements
from newsfold.derive import derivations
from newsfold.encode import article_text, encode
from newsfold.extract import annotate, attributions, figures, mentions, parse, times
from newsfold.fold import fold
from newsfold.quotes import quotations
from newsfold.records import Article, Page
from newsfold.text import dateline_end, names_day, normal_name, sentences, tokens, words

UNITS: Mapping[str, str] = {
    "digits": "1234567890", "digit and comma": "1,", "digit and point": "1.", "lone digits": "1 ",
    "one": "one ", "number words": "twenty-one hundred and ", "ranges": "1 to ", "betweens": "between 1 and ",
    "millions": "1 million ", "fractions": "1/", "clocks": "12:", "dollars": "$", "shares": "% ",
    "months": "May ", "days of a month": "May 1, ", "weekdays": "Monday ", "times ago": "two days ago ",
    "the": "the ", "of the": "of the ", "and": "and ", "said": "said ", "he said": "he said, ",
    "possessives": "a's ", "bylines": "By A ", "abbreviations": "U.S.", "titles": "Mr. ",
    "capitals": "A", "names": "Abc ", "shouts": "ABC ", "small letters": "a", "lines": "a\n",
    "quotes": '"', "quotes apart": '" ', "curly quotes": "“", "quoted letters": "“a” ", "apostrophes": "'",
    "brackets": "(", "empty brackets": "() ", "square brackets": "[", "hyphens": "-", "joined words": "a-",
    "dashes": " — ", "commas": ",", "full stops": ".", "stops apart": ". ", "questions": "? ",
    "spaces": " ", "no-break spaces": "\u00a0", "line breaks": "\n", "zero-width spaces": "\u200b",
    "accents": "e\u0301", "emoji": "\U0001f600", "addresses": "http://a.b/", "handles": "@a ",
    "tags": "<b>", "entities": "&amp;",
}  # fmt: skip
"""Pieces that patterns have been known to stumble over, by what they are."""

PROSE = "The council met on Tuesday, and the mayor said that the bridge would stay shut for two weeks. " * 6
MOST = 15  # times the cost for ten times the text: in line with length it is ten, with sorting thirteen
_AGAIN = 4  # measurements more, where one is over that: a busy machine may only add to a cost
_MEASURABLE = 0.004  # seconds of processor time; what takes less is taken to take so much


@dataclass(frozen=True, slots=True)
class Growth:
    """How many times as much one stage cost when one piece was repeated ten times as often."""

    stage: str
    unit: str
    length: int  # characters of the longer text
    seconds: float  # of processor time, for the longer text
    times: float


def article(text: str, id: str = "a") -> Article:
    """An article of this text."""
    published = datetime(2021, 2, 2, tzinfo=UTC)
    return Article(
        id=id, place=id, text=text, title="The bridge", language="en", outlet=id, published_at=published
    )


def _page(text: str, media_type: str) -> Page:
    html = f"<title>The bridge is shut</title><article><p>{PROSE}</p><p>{text}</p><p>{PROSE}</p></article>"
    plain = f"The bridge is shut\n{PROSE}\n{text}\n{PROSE}"
    return Page(place="p", body=(html if "html" in media_type else plain).encode(), media_type=media_type)


def _statements(text: str) -> object:
    made = article(text)
    return statements(made, annotate(made))


def _attributions(text: str) -> object:
    doc = parse(text)
    return attributions(article(text), doc, mentions(article(text), doc))


def _folded(text: str) -> object:
    pair = [article(PROSE + text), article(PROSE + text + "b", "b")]
    return fold(pair, encode([article_text(item) for item in pair], "static"))


def _checked(text: str) -> object:
    with TemporaryDirectory() as folder, Newsroom(Path(folder) / "news.db") as newsroom:
        return newsroom.check(f"bridge {text}"[:2000])


CHEAP: Mapping[str, Callable[[str], object]] = {
    "clean html": lambda text: clean(_page(text, "text/html")),
    "clean plain": lambda text: clean(_page(text, "text/plain")),
    "text": lambda text: [f(text) for f in (sentences, tokens, words, normal_name, dateline_end, names_day)],
    "quotations": quotations,
    "times": lambda text: times(article(text)),
    "figures": lambda text: figures(article(text)),
    "derive": lambda text: derivations([article(PROSE + text), article(PROSE + text + "b", "b")]),
    "fold": _folded,
}
"""Stages by name that need no parse."""

PARSED: Mapping[str, Callable[[str], object]] = {
    "parse": parse,
    "attributions": _attributions,
    "statements": _statements,
    "check": _checked,  # reads 2,000 characters at most
}
"""Stages that tag and parse, which costs some 40 microseconds a character."""


def growths(
    stages: Mapping[str, Callable[[str], object]],
    lengths: tuple[int, ...],
    units: Iterable[str] = tuple(UNITS),
) -> Iterator[Growth]:
    """Each stage on each piece, from each length to the next, which is ten times as long."""
    for name, stage in stages.items():
        stage(PROSE)  # loads what is loaded once
        for unit in units:
            piece = UNITS[unit]
            works = [partial(stage, (piece * (n // len(piece) + 1))[:n]) for n in lengths]
            spent = [processor_seconds(work) for work in works]
            for shorter, longer in pairwise(range(len(lengths))):
                for _ in range(_AGAIN):
                    if _times(spent[shorter], spent[longer]) <= MOST:
                        break
                    for at in (shorter, longer):  # side by side, so that both meet the same machine
                        spent[at] = min(spent[at], processor_seconds(works[at]))
                times = _times(spent[shorter], spent[longer])
                yield Growth(name, unit, lengths[longer], spent[longer], times)


def _times(before: float, after: float) -> float:
    """How many times as much; what takes too little to be measured counts as much as can be."""
    return max(after, _MEASURABLE) / max(before, _MEASURABLE)
