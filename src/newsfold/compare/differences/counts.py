"""What each article counts: its figures with what they are of, and where; what is no count is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest

from newsfold.compare.denial_en import is_denied
from newsfold.compare.differences.counts_en import (
    COUNTED_UP,
    SAME_NOUN,
    hedge,
    is_aboard,
    is_bare_toll,
    is_clock,
    is_converted,
    is_forecast,
    is_part,
    is_possible,
    is_torn,
    is_vague,
    speaks_of_that_place,
    takes_back,
)
from newsfold.compare.differences.counts_in import as_printed_in, no_count_in
from newsfold.compare.differences.refusals import Refusal
from newsfold.compare.differences.things import PEOPLE, TOLLS, Thing, thing_of
from newsfold.compare.settings import COUNTS, EARLIER
from newsfold.compare.words import content
from newsfold.language import stem
from newsfold.records import Article, Evidence, Figure, Span, Statement
from newsfold.text import collapse, tokens

ABOARD = "aboard"  # all who are on a ship, a train or a plane
_FATES = (*TOLLS, "hospital")  # what is said of people right beside their number

FigurePlace = tuple[str, Span]  # of a figure: its article and its characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure in its statement: what it counts, and the words and places around it."""

    at: int
    statement: Statement
    figure: Figure
    article: Article
    noun_key: frozenset[str]
    context: frozenset[str]
    behind: frozenset[str]  # of those around it, the ones in the few words that follow
    places: frozenset[str]
    group: frozenset[str]  # whom a toll counts, where not people in general: "civilians"
    earlier: bool = False  # it tells of a time before the event
    forecast: bool = False  # it is of a time to come ("will reach 40"); read in English alone
    thing: Thing | None = None  # what it counts in any language, in a story that is not in English alone

    @property
    def evidence(self) -> Evidence:
        """The statement's characters."""
        return Evidence(article_id=self.statement.article_id, span=self.statement.span)

    @property
    def place(self) -> FigurePlace:
        """Where the figure stands."""
        return self.article.id, self.figure.span

    @property
    def is_toll(self) -> bool:
        """Whether it counts the dead, the hurt or the missing."""
        return len(self.noun_key) == 1 and not self.noun_key.isdisjoint(TOLLS)

    @property
    def is_counted_up(self) -> bool:
        """Whether it grows as more is known: a toll, arrests, houses that burned."""
        return self.is_toll or not self.noun_key.isdisjoint(COUNTED_UP)

    @property
    def words_around(self) -> str:
        """The text from a few words before the figure to a few behind it, inside its statement."""
        text, said = self.article.text, self.statement.span
        before, after = _neighbouring_words(
            said.of(text), self.figure.span.start - said.start, self.figure.span.end - said.start
        )
        start = before[0].start if before else self.figure.span.start - said.start
        return said.of(text)[start : after[-1].end if after else self.figure.span.end - said.start]


def _neighbouring_words(text: str, start: int, end: int) -> tuple[list[Span], list[Span]]:
    """The words of `text` next before and behind a figure, in order."""
    spans, most = tokens(text), COUNTS.around
    return [s for s in spans if s.end <= start][-most:], [s for s in spans if s.start >= end][:most]


def counted_figure(
    at: int,
    statement: Statement,
    figure: Figure,
    article: Article,
    home: frozenset[str] = frozenset(),
    *,
    earlier: bool = False,
) -> Counted:
    """A figure with what the words next to it tell of it; `home` are the story's own places."""
    text = statement.span.of(article.text)
    where = figure.span.start - statement.span.start, figure.span.end - statement.span.start
    before, after = _neighbouring_words(text, *where)
    nearest = (s for pair in zip_longest(after, reversed(before)) for s in pair if s)
    around = [SAME_NOUN.get(w, w) for s in nearest for w in sorted(content(s.of(text)))]
    thing = {SAME_NOUN.get(word, word) for word in content(figure.what)}
    group = thing - {PEOPLE, *TOLLS}
    if not figure.unit and is_aboard(text[: where[0]], figure.what, text[where[1] :]):
        thing = {ABOARD}
    elif thing == {PEOPLE}:
        thing = {next((w for w in around if w in _FATES), PEOPLE)}
    elif not thing and is_bare_toll(text[: where[0]]):
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
    if not places and speaks_of_that_place(text[window[0] : window[1]]):
        places.add("there")
    return Counted(
        at=at,
        statement=statement,
        figure=figure,
        article=article,
        noun_key=frozenset(thing),
        context=frozenset(w for w in around if not w[0].isdigit()) - thing,
        behind=frozenset(
            w for s in after[: COUNTS.behind] for w in content(s.of(text)) if not w[0].isdigit()
        ),
        places=frozenset(places) - home,
        group=frozenset(group) if not thing.isdisjoint(TOLLS) else frozenset(),
        earlier=earlier,
        forecast=is_forecast(text[: where[0]]),
    )


def by_article(
    statements: Sequence[Statement], articles: Mapping[str, Article], since: datetime | None
) -> dict[str, list[Counted]]:
    """The counts of each article; those of a time before `since` are marked as `earlier`."""
    home = _home(statements, len(articles))
    several = any(article.language != "en" for article in articles.values())
    result: dict[str, list[Counted]] = defaultdict(list)
    for at, statement in enumerate(statements):
        article = articles[statement.article_id]
        refused, counted = (
            (no_count, counted_figure) if article.language == "en" else (no_count_in, counted_in)
        )
        for figure in statement.figures:
            if refused(statement, figure, article) is None:
                count = counted(at, statement, figure, article, home, earlier=is_of_old(statement, since))
                thing = thing_of(statement, figure, article) if several else None
                result[article.id].append(replace(count, thing=thing))
    return result


def counted_in(
    at: int,
    statement: Statement,
    figure: Figure,
    article: Article,
    home: frozenset[str] = frozenset(),
    *,
    earlier: bool = False,
) -> Counted:
    """A figure of an article that is not English, known by the key of what it counts (`thing_of`).

    Its noun stands as English has it, so that what grows with time is known by one list; no words do.
    """
    thing = thing_of(statement, figure, article)
    noun = "" if thing is None or not thing.is_shared else thing.noun
    fate = thing.fate if thing else ""
    group = {noun} - {PEOPLE} if fate in TOLLS else set[str]()
    key = fate if fate in TOLLS else stem(fate or noun)
    places = {m.entity_id for m in statement.mentions if m.kind in ("place", "nationality") and m.entity_id}
    return Counted(
        at=at,
        statement=statement,
        figure=figure,
        article=article,
        noun_key=frozenset({key} - {""}),
        context=frozenset(),
        behind=frozenset(),
        places=frozenset(places) - home,
        group=frozenset(group),
        earlier=earlier,
    )


def no_count(statement: Statement, figure: Figure, article: Article) -> Refusal | None:
    """Why a figure is no count that somebody gives, of all there is to count.

    No "dozens", nothing that "could reach 10,000", no rate ("6 a day") and no rest ("another 21").
    """
    text, span = article.text, figure.span
    before = text[max(0, span.start - 60) : span.start]
    after = text[span.end : span.end + 60].split(".")[0]
    said = statement.span
    if figure.ordinal:
        return "an ordinal"
    if is_vague(span.of(text)):
        return "no exact number"
    if is_possible(before):
        return "only possible"
    if is_torn(before, text[span.end : span.end + 6]):
        return "a piece of a number"
    if is_clock(figure.what, before):
        return "an hour of the clock"
    if figure.unit and is_converted(before):
        return "another value in another unit"
    mean = not figure.unit and figure.value % 1 != 0  # "7.2 rebounds"
    if mean or is_part(before, after, figure.what, figure.unit):
        return "a part, a rest or a rate"
    if is_denied(text[said.start : span.start], text[span.end : said.end]):
        return "denied"
    return "taken back" if takes_back(said.of(text)) else None


def is_of_old(statement: Statement, since: datetime | None) -> bool:
    """Whether a statement tells of a time well before the event."""
    return since is not None and any(
        t.end is not None and t.kind == "date" and t.end < since - EARLIER for t in statement.times
    )


def _home(statements: Iterable[Statement], articles: int) -> frozenset[str]:
    """The places that most articles name at their start: the story's own."""
    named: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for mention in statement.mentions:
            if (
                statement.position < COUNTS.home
                and mention.kind in ("place", "nationality")
                and mention.entity_id
            ):
                named[mention.entity_id].add(statement.article_id)
    return frozenset(id for id, where in named.items() if 2 * len(where) > articles)


def as_told(count: Counted) -> str:
    """A figure in the article's words, with the hedge in front of it, as inside a sentence: "at least 51"."""
    text, start = count.article.text, count.figure.span.start
    if count.article.language != "en":
        return collapse(as_printed_in(count.statement, count.figure, count.article).of(text))
    number = count.figure.span.of(text)
    words = hedge(text[count.statement.span.start : start])
    if not (count.figure.modifier or words.casefold().startswith("past")):
        return collapse(number)
    return collapse((words if words.isupper() else words.lower()) + number)
