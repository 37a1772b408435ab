"""What each article counts: its figures with what they are of, and where; what is no count is left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

from newsfold.compare.denial import is_denied
from newsfold.compare.words import content
from newsfold.language import stem
from newsfold.records import Article, Evidence, Figure, Statement
from newsfold.text import collapse, tokens

_NEAR = 10  # words around a figure that tell what it counts, and where
_BEHIND = 6  # words behind it that tell what an amount is for
_LEAD = 2  # statements at an article's start
_VAGUE = re.compile(
    r"\b(?:dozens|scores|hundreds|thousands|tens|millions|billions|several|few|couple)\b", re.I
)
_TOLL = re.compile(r"\b(?:tolls?|number|count|tally|deaths|fatalities|casualties)\b", re.I)
_REACHED = re.compile(r"\b(?:to|at|of|by|reached|past|above|over|is|was|now)\s+(?:\w+\s+)?$", re.I)
_POSSIBLE = re.compile(
    r"\b(?:could|might|may|would|fear(?:s|ed)?|expect(?:s|ed)?|risk)\b\W+(?:\w+\W+){0,3}$", re.I
)
# A rest ("another 21 states") counts less than all of them; a rate is no count, nor what it is out of.
_REST_OF = re.compile(r"\b(?:another|others?|additional|further|extra|remaining)\s+(?:\w+\s+)?$", re.I)
_MORE = re.compile(r"^\s+(?:more|additional|further|other|remaining)\b", re.I)
_RATE = re.compile(
    r"^\W+(?:\w+\W+){0,4}?(?:per|every|each|out of|(?:an? )?(?:hour|day|week|month|year)ly|"
    r"an? (?:hour|day|week|month|year|night|person|head|share|barrel|gallon))\b",
    re.I,
)
# "two of the bodies"
_PART = re.compile(r"^\s+of\s+(?:the|its|his|her|their|our|these|those|\w+['’]s)\b", re.I)
_OUT_OF = re.compile(r"\b(?:per|(?:for )?every|out of|one in|live[ds]? to|aged?|turn(?:s|ed|ing)?)\s+$", re.I)
_HEDGE = re.compile(
    r"\b(?:at (?:least|most)|(?:more|fewer|less|higher|lower) than|no (?:fewer|less|more) than|up to"
    r"|as (?:many|much) as|close to|upwards of|in excess of|over|above|past|under|below|nearly|almost|about"
    r"|around|some|roughly|approximately|an estimated)\s+(?:another\s+|just\s+|only\s+)?[$€£¥]?$",
    re.I,
)
_CLOCK = re.compile(r"[ap]\.?m\.?s?", re.I)  # the hour of a page's stamp, torn apart: "9 : 53 am"
_CONVERTED = re.compile(r"\d[\w.,]*(?:\s(?:million|billion|trillion|bn|m))?\s*\(\s*[^\w\s()]*\s*$", re.I)
_AMENDED = re.compile(r"\b(?:earlier version|corrections?|corrected|incorrectly|misstated)\b", re.I)
_THERE = re.compile(
    r"\b(?:there|(?:the|that) (?:country|nation|state|city|county|town|region|province|island)"
    r"|(?:its|their|his|her) (?:jurisdiction|district|county|area))\b"
)

# Reports of one disaster count the same people in these words.
_SAME_NOUN = (
    (
        "dead",
        "dead death deaths died dies die killed kill killing fatality fatalities toll perished fatally",
    ),
    ("hurt", "hurt injured injuries injury wounded wounding"),
    ("missing", "missing unaccounted"),
    ("troops", "troops soldiers servicemen military"),
    (
        "people",
        "people person persons men women victims citizens residents individuals lives human humans number",
    ),
)
_NOUN = {stem(word): head for head, forms in _SAME_NOUN for word in forms.split()}
TOLLS = ("dead", "hurt", "missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure in its statement: what it counts, and the words and places around it."""

    at: int
    statement: Statement
    figure: Figure
    article: Article
    thing: frozenset[str]
    around: frozenset[str]
    behind: frozenset[str]  # of those around it, the ones in the few words that follow
    places: frozenset[str]

    @property
    def evidence(self) -> Evidence:
        """The statement's characters."""
        return Evidence(article_id=self.statement.article_id, span=self.statement.span)

    @property
    def is_toll(self) -> bool:
        """Whether it counts the dead, the hurt or the missing."""
        return len(self.thing) == 1 and not self.thing.isdisjoint(TOLLS)


def counted(
    at: int, statement: Statement, figure: Figure, article: Article, home: frozenset[str] = frozenset()
) -> Counted:
    """A figure with what the words next to it tell of it; `home` are the story's own places."""
    text = statement.span.of(article.text)
    where = figure.span.start - statement.span.start, figure.span.end - statement.span.start
    spans = tokens(text)
    before = [s for s in spans if s.end <= where[0]][-_NEAR:]
    after = [s for s in spans if s.start >= where[1]][:_NEAR]
    nearest = (s for pair in zip_longest(after, reversed(before)) for s in pair if s)
    around = [_NOUN.get(w, w) for s in nearest for w in sorted(content(s.of(text)))]
    thing = {_NOUN.get(word, word) for word in content(figure.what)}
    if thing == {"people"} or (not thing and _is_bare_toll(text[: where[0]])):
        thing = {next((w for w in around if w in TOLLS), "")} - {""}
    elif not thing.isdisjoint(TOLLS):
        thing &= set(TOLLS)
    window = (before[0].start if before else where[0], after[-1].end if after else where[1])
    places = {
        m.entity_id
        for m in statement.mentions
        if m.kind in ("place", "nationality")
        and m.entity_id
        and window[0] <= m.span.start - statement.span.start < window[1]
    }
    if not places and _THERE.search(text[window[0] : window[1]]):
        places.add("there")
    return Counted(
        at=at,
        statement=statement,
        figure=figure,
        article=article,
        thing=frozenset(thing),
        around=frozenset(w for w in around if not w[0].isdigit()) - thing,
        behind=frozenset(w for s in after[:_BEHIND] for w in content(s.of(text)) if not w[0].isdigit()),
        places=frozenset(places) - home,
    )


def _is_bare_toll(before: str) -> bool:
    """Whether the words before a figure without a noun make it a toll: "raised the number of dead to"."""
    return bool(_TOLL.search(before) and _REACHED.search(before))


def by_article(
    statements: Sequence[Statement], articles: Mapping[str, Article], since: datetime | None
) -> dict[str, list[Counted]]:
    """The counts of each article, without those of an earlier time and those that it takes back."""
    result: dict[str, list[Counted]] = defaultdict(list)
    for found in _all_counted(statements, articles):
        text = found.statement.span.of(found.article.text)
        if not _of_old(found.statement, since) and not _AMENDED.search(text):
            result[found.article.id].append(found)
    return result


def _of_old(statement: Statement, since: datetime | None) -> bool:
    """Whether a statement tells of a time well before the event."""
    return since is not None and any(
        t.end is not None and t.kind == "date" and t.end < since - timedelta(days=2) for t in statement.times
    )


def _all_counted(statements: Sequence[Statement], articles: Mapping[str, Article]) -> list[Counted]:
    home = _home(statements, len(articles))
    return [
        counted(at, s, f, articles[s.article_id], home)
        for at, s in enumerate(statements)
        for f in s.figures
        if not f.ordinal
        and _is_counted(f, articles[s.article_id].text)
        and not _denies(s, f, articles[s.article_id].text)
    ]


def _is_counted(figure: Figure, text: str) -> bool:
    """Whether a figure is a count that somebody gives, of all there is to count.

    No "dozens", nothing that "could reach 10,000", no rate ("6 a day") and no rest ("another 21").
    """
    before = text[max(0, figure.span.start - 60) : figure.span.start]
    after = text[figure.span.end : figure.span.end + 60].split(".")[0]
    if _VAGUE.search(figure.span.of(text)) or _POSSIBLE.search(before):
        return False
    if _CLOCK.fullmatch(figure.what) or (figure.unit and _CONVERTED.search(before)):
        return False
    rest = _REST_OF.search(before) or _MORE.match(after) or _REST_OF.match(figure.what + " ")
    part = _PART.match(after) and not figure.unit
    return not (rest or part or _RATE.match(after) or _OUT_OF.search(before))


def _denies(statement: Statement, figure: Figure, text: str) -> bool:
    before = text[statement.span.start : figure.span.start]
    return is_denied(before, text[figure.span.end : statement.span.end])


def _home(statements: Iterable[Statement], articles: int) -> frozenset[str]:
    """The places that most articles name at their start: the story's own."""
    named: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for mention in statement.mentions:
            if statement.position < _LEAD and mention.kind in ("place", "nationality") and mention.entity_id:
                named[mention.entity_id].add(statement.article_id)
    return frozenset(id for id, where in named.items() if 2 * len(where) > articles)


def as_told(found: Counted) -> str:
    """A figure in the article's words, with the hedge in front of it, as inside a sentence: "at least 51"."""
    text, start = found.article.text, found.figure.span.start
    number = found.figure.span.of(text)
    hedge = _HEDGE.search(text[found.statement.span.start : start])
    if not hedge or not (found.figure.modifier or hedge.group().casefold().startswith("past")):
        return collapse(number)
    words = hedge.group()
    return collapse((words if words.isupper() else words.lower()) + number)
