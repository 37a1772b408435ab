"""The versions of the pages of a story, and what changed between them, as a reader is shown it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from newsfold.present.lists import outlet_of
from newsfold.present.views import ChangeView, RevisionView
from newsfold.records import Article, Span

if TYPE_CHECKING:
    from newsfold.clean import PassageChange

ChangeNotice = Literal["silent", "said", "unknown"]
REVISED: dict[ChangeNotice, str] = {
    "silent": "changed its article and does not say so",
    "said": "changed its article and says so",
    "unknown": "has two versions of its article; nothing tells which is the later",
}


def way(revision: RevisionView) -> ChangeNotice:
    """How one version became the other."""
    return "unknown" if not revision.ordered else "silent" if revision.silent else "said"


def revisions(articles: Sequence[Article]) -> tuple[RevisionView, ...]:
    """Each two versions that follow each other, by address, oldest first."""
    addresses = [article.url for article in articles if article.url]
    if len(set(addresses)) == len(addresses):
        return ()  # the usual case, without loading what cleaning needs
    from newsfold.clean import versions

    return tuple(_revision_view(old, new) for group in versions(articles) for old, new in pairwise(group))


def sides(change: ChangeView) -> list[tuple[Literal["-", "+"], list[tuple[str, bool]]]]:
    """What a change takes away and what it puts there, each in pieces with whether their words differ."""
    listed: list[tuple[Literal["-", "+"], list[tuple[str, bool]]]] = []
    if change.old is not None:
        listed.append(("-", worded(change.old, change.old_words)))
    if change.new is not None:
        listed.append(("+", worded(change.new, change.new_words)))
    return listed


def worded(text: str, words: Sequence[Span]) -> list[tuple[str, bool]]:
    """`text` in pieces, each with whether it is of the `words` that stand out (sorted, apart)."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for span in words:
        pieces += [(text[at : span.start], False), (span.of(text), True)]
        at = span.end
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]


def _revision_view(old: Article, new: Article) -> RevisionView:
    from newsfold.clean import changes, told_apart

    revision, ordered = changes(old, new), told_apart(old, new)
    return RevisionView(
        outlet=outlet_of(new),
        url=new.address or new.url or "",
        old_id=old.id,
        new_id=new.id,
        ordered=ordered,
        silent=ordered and revision.silent,
        changes=tuple(_change_view(old, new, change) for change in revision.changes),
    )


def _change_view(old: Article, new: Article, change: PassageChange) -> ChangeView:
    if change.kind == "title":
        return ChangeView(kind="title", old=old.title, new=new.title, old_words=(), new_words=())
    return ChangeView(
        kind=change.kind,
        old=change.old.of(old.text) if change.old else None,
        new=change.new.of(new.text) if change.new else None,
        old_words=_within_paragraph(change.old, change.old_words),
        new_words=_within_paragraph(change.new, change.new_words),
    )


def _within_paragraph(paragraph: Span | None, words: Sequence[Span]) -> tuple[Span, ...]:
    """Spans of the article as spans of the paragraph they stand in."""
    start = paragraph.start if paragraph else 0
    return tuple(Span(start=span.start - start, end=span.end - start) for span in words)
