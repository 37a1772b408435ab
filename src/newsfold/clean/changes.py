"""The versions of a page, which of them is the later, and what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from typing import Literal

from newsfold.clean.bylines_en import is_note
from newsfold.records import Article, Span
from newsfold.text import merged, paragraphs, tokens

_MOST_WORDS = 400  # bounds the time, which grows with their square: a longer paragraph is compared whole
_MOST_PARAGRAPHS = 2000  # bounds the time: those beyond are not compared
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageChange:
    """One paragraph that is not the same in both versions.

    `old` and `new` are its places in the two texts (one is None for an added or removed paragraph);
    `old_words` and `new_words` the words in them that differ.
    """

    kind: Literal["added", "removed", "changed", "title"]
    old: Span | None = None
    new: Span | None = None
    old_words: tuple[Span, ...] = ()
    new_words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that changed, in order of the text; `silent` where the new version does not say that it changed.

    It says so with a note ("An earlier version of this article …") that the old one does not have, or with
    a time of change that is later than the old one's.
    """

    changes: tuple[PassageChange, ...]
    silent: bool


def versions(articles: Iterable[Article]) -> list[tuple[Article, ...]]:
    """Articles under one address, each group oldest first, by address; pages of one version are left out.

    The later version is the one that states a later time (of change, else of publication), else was fetched
    later, else has a note on a correction that the other lacks. Where nothing tells (see `told_apart`) they
    stand by the key that the input gave, then by id; the order in which they were read changes nothing.
    """
    groups: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.url:
            groups[article.url].append(article)
    return [
        tuple(sorted(group, key=lambda a: (_times_and_notes(a), a.key or "", a.id)))
        for _, group in sorted(groups.items())
        if len(group) > 1
    ]


def told_apart(old: Article, new: Article) -> bool:
    """Whether anything tells which of two versions is the later."""
    return _times_and_notes(old) != _times_and_notes(new)


def replaced(articles: Iterable[Article]) -> frozenset[str]:
    """The ids of articles that a later version of their page has replaced, where anything tells which is."""
    return frozenset(
        old.id for group in versions(articles) for old in group[:-1] if told_apart(old, group[-1])
    )


def _times_and_notes(article: Article) -> tuple[datetime, datetime, int]:
    stated = [time for time in (article.published_at, article.modified_at) if time]
    return max(stated, default=_LONG_AGO), article.fetched_at or _LONG_AGO, _count_notes(article)


def changes(old: Article, new: Article) -> Changes:
    """What is not the same in the text and the title of two versions of one article.

    Paragraphs are aligned by Ratcliff and Obershelp's method (`difflib`), and words within them.
    """
    before, after = paragraphs(old.text)[:_MOST_PARAGRAPHS], paragraphs(new.text)[:_MOST_PARAGRAPHS]
    left, right = [p.of(old.text) for p in before], [p.of(new.text) for p in after]
    listed: list[PassageChange] = []
    if old.title != new.title:
        listed.append(PassageChange(kind="title"))
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        both = min(b - a, d - c)
        listed += [_changed_passage(old.text, before[a + i], new.text, after[c + i]) for i in range(both)]
        listed += [PassageChange(kind="removed", old=span) for span in before[a + both : b]]
        listed += [PassageChange(kind="added", new=span) for span in after[c + both : d]]
    return Changes(changes=tuple(listed), silent=bool(listed) and not _says_so(old, new))


def _changed_passage(old: str, before: Span, new: str, after: Span) -> PassageChange:
    left, right = _word_spans(old, before), _word_spans(new, after)
    if max(len(left), len(right)) > _MOST_WORDS:
        return PassageChange(kind="changed", old=before, new=after, old_words=(before,), new_words=(after,))
    match = SequenceMatcher(None, [s.of(old) for s in left], [s.of(new) for s in right], autojunk=False)
    other = [(a, b, c, d) for tag, a, b, c, d in match.get_opcodes() if tag != "equal"]
    return PassageChange(
        kind="changed",
        old=before,
        new=after,
        old_words=_merged([span for a, b, _, _ in other for span in left[a:b]]),
        new_words=_merged([span for _, _, c, d in other for span in right[c:d]]),
    )


def _word_spans(text: str, paragraph: Span) -> list[Span]:
    return [
        Span(start=paragraph.start + s.start, end=paragraph.start + s.end) for s in tokens(paragraph.of(text))
    ]


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(merged(spans))


def _says_so(old: Article, new: Article) -> bool:
    if new.modified_at is not None and (old.modified_at is None or new.modified_at > old.modified_at):
        return True
    return _count_notes(new) > _count_notes(old)


def _count_notes(article: Article) -> int:
    return sum(1 for line in article.page_text.split("\n") if is_note(line.strip()))
