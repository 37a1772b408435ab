"""Whether a change is one that a rule asks for; each story is looked up once a round."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator

from newsfold.alerts.rules import Rule
from newsfold.newsroom import Newsroom
from newsfold.records import Article, Change, Difference, Evidence, Figure, NewsfoldError, StoryDetail

_log = logging.getLogger("newsfold.alerts")
_HOPS = 10  # bounds a search: mergers that a story is followed through
_HISTORY = 100  # bounds a search: changes of a story in which its merger is looked for
_CACHED_ARTICLES = 1000  # bounds the memory: articles
_DIFFERENCE_KINDS = ("difference", "difference gone", "figure updated")


class Stories:
    """Stories as they are now. One that has merged is the story it went into."""

    def __init__(self, room: Newsroom) -> None:
        self._room = room
        self._articles: dict[int, tuple[int, list[Article]]] = {}
        self._details: dict[int, StoryDetail | None] = {}

    def articles(self, id: int) -> tuple[int, list[Article]]:
        """The id that a story has now, and its articles; none where it has ended."""
        if id not in self._articles:
            if sum(len(some) for _, some in self._articles.values()) > _CACHED_ARTICLES:
                self._articles.clear()
                self._details.clear()
            now = id
            stored = self._room.articles_of(now)
            for _ in range(_HOPS):
                if stored or (then := self._went_into(now)) is None:
                    break
                now, stored = then, self._room.articles_of(then)
            self._articles[id] = (now, stored)
        return self._articles[id]

    def _went_into(self, id: int) -> int | None:
        history = self._room.changes(limit=_HISTORY, story=id).changes
        return next((c.other_id for c in reversed(history) if c.kind == "merged" and c.story_id == id), None)

    def detail(self, id: int) -> StoryDetail | None:
        """A story with all that it says, which is worked out where it is not yet; None where it has ended."""
        now, articles = self.articles(id)
        if now not in self._details:
            try:
                self._details[now] = self._room.story(now) if articles else None
            except NewsfoldError:  # it went between two looks
                self._details[now] = None
            except Exception:  # one story that can't be worked out must not hold up all that come after
                _log.exception("story %d can't be described, so no rule sees what it says", now)
                self._details[now] = None
        return self._details[now]


def matches(rule: Rule, change: Change, stories: Stories) -> bool:
    """Whether a change meets every condition of a rule."""
    if change.kind not in rule.when:
        return False
    if rule.min_outlets > 1 or rule.outlet or rule.words:
        _, articles = stories.articles(change.story_id)
        if not _is_reported(rule, change, articles):
            return False
    if not (rule.who or rule.place or rule.figure_over is not None):
        return True
    detail = stories.detail(change.story_id)
    return detail is not None and _is_in(rule, detail) and _has_figure_over(rule, change, detail)


def _is_reported(rule: Rule, change: Change, articles: list[Article]) -> bool:
    """Whether the articles of a story are of the outlets, and have the words, that a rule names."""
    outlets = {name.casefold() for article in articles if (name := known_outlet(article))}
    if len(outlets) < rule.min_outlets and rule.min_outlets > 1:
        return False
    if rule.outlet and rule.outlet.casefold() not in outlets:
        return False
    return not rule.words or _says_words(rule.words, change, articles)


def known_outlet(article: Article) -> str:
    """Who published an article, as far as it is known."""
    return article.outlet or article.domain or ""


def _says_words(words: str, change: Change, articles: list[Article]) -> bool:
    """Whether all these words stand in one article of the story, or in what the change says."""
    texts: Iterator[str] = (f"{article.title}\n{article.text}" for article in articles)
    wanted = words.split()
    return _all_in(wanted, "\n".join(change.words)) or any(_all_in(wanted, text) for text in texts)


def _all_in(words: Iterable[str], text: str) -> bool:
    folded = text.casefold()
    return all(re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", folded) for word in words)


def _is_in(rule: Rule, detail: StoryDetail) -> bool:
    """Whether who and where a rule names are among the story's entities, by whole words of a name."""
    for name, is_place in ((rule.who, False), (rule.place, True)):
        if name and not any(
            (entity.kind == "place") == is_place
            and any(_all_in(name.split(), spelling) for spelling in (entity.name, *entity.aliases))
            for entity in detail.entities
        ):
            return False
    return True


def _has_figure_over(rule: Rule, change: Change, detail: StoryDetail) -> bool:
    """Whether what the change is of has a figure over the rule's, of what it counts."""
    if rule.figure_over is None:
        return True
    within, subject = concerned(change, detail)
    named = rule.about.split()
    figures = (
        figure for annotations in detail.annotations for figure in annotations.figures if not figure.ordinal
    )
    return any(
        figure.value > rule.figure_over
        and _is_within(figure, within)
        and (_all_in(named, figure.what) or (bool(subject) and _all_in(named, subject)))
        for figure in figures
    )


def _is_within(figure: Figure, within: list[Evidence] | set[str]) -> bool:
    if isinstance(within, set):
        return figure.article_id in within
    return any(e.article_id == figure.article_id and e.span.contains(figure.span) for e in within)


def concerned(change: Change, detail: StoryDetail) -> tuple[list[Evidence] | set[str], str]:
    """The passages that a change is of, and what they are about; or the articles, by id."""
    if change.kind == "second origin":
        return [e for c in detail.claims if c.text in change.words for e in c.evidence], ""
    if change.kind in _DIFFERENCE_KINDS:
        difference = difference_of(change, detail)
        if difference is not None:
            return [e for value in difference.values for e in value.evidence], difference.about
        return [], ""
    if change.article_id is not None:
        return {change.article_id}, ""
    return {article.id for article in detail.articles}, ""


def difference_of(change: Change, detail: StoryDetail) -> Difference | None:
    """The difference that a change is of, while the story has it still."""
    for difference in detail.differences:
        if tuple(value.text for value in difference.values) == change.words:
            return difference
    return None
