"""Words printed under their speaker's name, or in answer to a question, as reports."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from newsfold.extract.attributions.reports import Report
from newsfold.records import Mention
from newsfold.turns import Turn, turns

_POINTS = {"name": 1.0, "office": 0.5, "pronoun": 0.5}  # what a mention in the introduction tells


def printed_turns(text: str, language: str, mentions: Sequence[Mention]) -> list[Turn]:
    """The text's turns, its persons' names known."""
    names = {m.span.of(text) for m in mentions if m.kind == "person" and m.form == "name"}
    named = {word for name in names for word in name.casefold().split()}
    return turns(text, language, named)


def with_turns(
    reports: Sequence[Report],
    said: Sequence[Turn],
    mentions: Sequence[Mention],
    text: str,
    authors: Collection[str],
) -> list[Report]:
    """The reports outside the turns, and the turns' own, in order of their content.

    What somebody reports inside a turn is his words, and a question without a name is nobody's statement.
    """
    if not said:
        return list(reports)
    inside = [part for turn in said for part in turn.parts]
    outside = [r for r in reports if not any(part.overlaps(c) for part in inside for c in r.content)]
    answering = _person_asked(said, mentions, text, authors)
    verbatim = [
        Report(content=turn.parts, source=turn.label, verbatim=True, answering=answering)
        for turn in said
        if turn.kind != "question"
    ]
    return sorted([*outside, *verbatim], key=lambda r: (r.content[0], r.cue or r.content[0]))


def _person_asked(
    said: Sequence[Turn], mentions: Sequence[Mention], text: str, authors: Collection[str]
) -> Mention | None:
    """The person whom the lines before the first question speak of most; of several, the first."""
    starts = [turn.parts[0].start for turn in said if turn.kind in ("question", "answer")]
    asking = {author.casefold() for author in authors}
    points: dict[int, float] = {}
    first: dict[int, Mention] = {}
    for mention in mentions:
        if not starts or mention.span.start >= min(starts):
            break
        named = mention.span.of(text).casefold() in asking
        if mention.kind == "person" and mention.chain is not None and not named:
            points[mention.chain] = points.get(mention.chain, 0.0) + _POINTS[mention.form]
            if mention.form == "name":
                first.setdefault(mention.chain, mention)
    if not first:
        return None
    return max(first.values(), key=lambda m: (points[m.chain or 0], -m.span.start))
