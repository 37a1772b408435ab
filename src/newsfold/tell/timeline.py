"""A story's dated entries in order of time, and the title that its articles support most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache

from newsfold.language import calendar_of, either
from newsfold.language import words as listed
from newsfold.records import Annotations, Article, Claim, Evidence, Story, TimelineEntry, TimeRef
from newsfold.text import collapse, names_day, words


def timeline(
    story: Story,
    articles: Mapping[str, Article],
    annotations: Iterable[Annotations],
    claims: Sequence[Claim],
    told: str = "en",
) -> list[TimelineEntry]:
    """One dated entry for each claim that carries a date, in order of time, background marked apart.

    In the words of an article in the language `told`, where one gives it.

    An hour alone ("at noon") is no date: its day would be a guess, and so would the day of "today" in an
    article without a date. The date of a relative clause ("the mayor, who left on Friday, was charged") is
    not its sentence's.
    """
    times = {annotation.article_id: annotation.times for annotation in annotations}
    entries = []
    for claim in claims:
        dated = [
            (time, evidence)
            for evidence in claim.evidence
            for time in times.get(evidence.article_id, ())
            if evidence.span.contains(time.span) and _says_date(time, evidence, articles[evidence.article_id])
        ]
        if not dated:
            continue
        time, evidence = min(
            dated,
            key=lambda item: (
                articles[item[1].article_id].language != told,
                _width(item[0]),
                item[1],
                item[0].span,
            ),
        )
        assert time.start and time.end and time.grain  # those without were left out
        far = story.event_start is not None and time.end < story.event_start - timedelta(days=1)
        entries.append(
            TimelineEntry(
                start=time.start,
                end=time.end,
                grain=time.grain,
                text=collapse(evidence.span.of(articles[evidence.article_id].text)),
                evidence=(evidence, *(e for e in claim.evidence if e != evidence)),
                background=far,
                inferred=time.resolved_against == "story",
            )
        )
    return sorted(entries, key=lambda e: (e.start, e.end, e.evidence))


def _says_date(time: TimeRef, evidence: Evidence, article: Article) -> bool:
    """Whether a time inside a statement says on which date it was."""
    if not (time.start and time.end):
        return False
    if _relative_clause(article.language).search(article.text, evidence.span.start, time.span.start):
        return False
    text = time.span.of(article.text)
    if time.resolved_against == "story" and not _named_day(article.language).search(text):
        return False
    is_certain = time.resolved_against in ("text", "itself") or names_day(text, article.language)
    return time.kind == "date" or (time.kind == "time" and is_certain)


@lru_cache(maxsize=16)
def _relative_clause(language: str) -> re.Pattern[str]:
    """ "the mayor, who left on Friday", "según dijo ayer": up to the date no comma ends the clause."""
    clauses = (
        *_optional_words("relative pronouns", language),
        *_optional_words("sayings behind a comma", language),
    )
    lead = r"\w\W+" if language == "en" else r"\w[\"'”»“]?[,،]\s"  # in English a comma may be missing
    return re.compile(rf"{lead}(?:{either(clauses) or '(?!)'})\b[^,;:—–،]*$", re.IGNORECASE)


def _optional_words(name: str, language: str) -> tuple[str, ...]:
    """The words of a section that a language may lack."""
    try:
        return listed("times", name, language)
    except KeyError:
        return ()


@lru_cache(maxsize=16)
def _named_day(language: str) -> re.Pattern[str]:
    """A weekday or a month by its name: what the date of a story can complete."""
    calendar = calendar_of(language)
    return re.compile(
        rf"\b(?:{either((*calendar.weekdays, *calendar.months, *calendar.short_months))})\b", re.I
    )


def _width(time: TimeRef) -> timedelta:
    assert time.start and time.end
    return time.end - time.start


def title(articles: Sequence[Article]) -> str:
    """The title that shares most words with the other articles' titles and openings; "" for no articles."""
    heads = {a.id: set(words(a.title + " " + a.text[:300])) for a in articles}
    seen = Counter(word for head in heads.values() for word in head if len(word) > 2)

    def worth(article: Article) -> tuple[float, int, str, str]:
        title_words = [w for w in dict.fromkeys(words(article.title)) if len(w) > 2]
        shared = sum(seen[w] - 1 for w in title_words) / (3 + len(title_words)) if title_words else -1.0
        return -shared, len(article.title), article.title, article.id

    return min(articles, key=worth).title if articles else ""
