"""What a reader is told that counts are of, in words of the sources: "people killed in Egypt"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsfold.compare.differences.counts import ABOARD, Counted
from newsfold.compare.differences.counts_en import SAME_NOUN, hedge, is_generic, on_board
from newsfold.compare.differences.labels_in import label_in
from newsfold.compare.places import PLACE_PREPOSITIONS
from newsfold.compare.settings import COUNTS
from newsfold.compare.words import STOP_WORDS, content
from newsfold.language import either
from newsfold.records import Mention, Span
from newsfold.text import collapse, tokens

_NO_FATE = ("ing", "ly")  # "killing" and "fatally" are less of a label than "killed"
_LABEL_STOP = re.compile(r"[,;:!?()\[\]\"“”—–\n]|\.(?=\s+[A-Z]|\s*$)")
_LOCATED = re.compile(rf"\b(?:{either(PLACE_PREPOSITIONS)})\s+(?:the\s+)?$", re.I)


def count_label(counts: Sequence[Counted]) -> str:
    """What is counted, as one of the accounts words it, with its place where one is printed.

    Every word of it stands in the statement of one count, but for "age" where no name does;
    "" where an account says no more than the number.
    """
    return max(
        (_label_of(count) for count in counts),
        key=lambda labelled: (labelled[0], len(labelled[1]), labelled[1]),
    )[1]


def _label_of(count: Counted) -> tuple[int, str]:
    """A label of one count, and how good it is: a noun that says it all, and a place, are more.

    One in English is better than one in another language, where an account is in English.
    """
    if count.article.language != "en":
        return 0, label_in(count)
    if count.figure.what == "age":
        return 1, _aged_person(count) or count.figure.what
    noun = _printed_noun(count)
    if not noun:
        words = behind(count)
        return (1, words) if words else (0, _ahead(count))
    whole = not count.is_toll or (_names_thing(noun, count.noun_key) and not noun.endswith(_NO_FATE))
    place = _printed_place(count, noun)
    return 2 + 2 * whole + bool(place), f"{noun} {place}".strip()


def behind(count: Counted) -> str:
    """The words behind a figure, up to the next mark of punctuation: what an amount is for."""
    text, said = count.article.text, count.statement.span
    rest = _LABEL_STOP.split(text[count.figure.span.end : said.end])[0]
    spans = tokens(rest)[: COUNTS.phrase]
    return collapse(rest[: spans[-1].end]) if spans else ""


def _aged_person(count: Counted) -> str:
    """The name of the person that stands next to an age."""
    named = [m for m in count.statement.mentions if m.kind == "person" and m.form == "name"]
    at = count.figure.span.start
    nearest = min(named, key=lambda m: (abs(m.span.start - at), m.span), default=None)
    return collapse(nearest.span.of(count.article.text)) if nearest else ""


def _ahead(count: Counted) -> str:
    """The words in front of a figure that nothing follows, from the last mark of punctuation on."""
    before = count.article.text[count.statement.span.start : count.figure.span.start]
    text = before[: len(before) - len(hedge(before))]
    text = _LABEL_STOP.split(text)[-1]
    spans = tokens(text)[-COUNTS.phrase :]
    return collapse(text[spans[0].start : spans[-1].end]) if spans else ""


def _printed_noun(count: Counted) -> str:
    """The counted noun as printed behind the number, and for a toll the word of its fate: "people killed"."""
    text = count.article.text[count.figure.span.end : count.statement.span.end]
    wanted = content(count.figure.what)
    spans = tokens(_LABEL_STOP.split(text)[0])[: COUNTS.noun]
    ends = [n for n, s in enumerate(spans) if content(s.of(text)) & wanted or is_generic(s.of(text))]
    noun = ""
    while spans and ends and ends[0] and spans[0].of(text).casefold() in STOP_WORDS:
        spans, ends = spans[1:], [n - 1 for n in ends]
    if ends:
        last = next((n for n in reversed(ends) if n - ends[0] < len(ends)), ends[0])
        noun = collapse(text[spans[0].start : spans[last].end])
    if count.noun_key == {ABOARD}:
        return on_board(text) or noun
    if noun and not count.is_toll and all(is_generic(word) for word in noun.split()):
        return f"{noun} {_becoming(text, spans[ends[-1] + 1 :])}".strip()
    if not count.is_toll or (noun and _names_thing(noun, count.noun_key)):
        return noun
    fate = _nearest_fate(count)
    return f"{noun} {fate}".strip() if fate else noun


def _becoming(text: str, spans: Sequence[Span]) -> str:
    """The first word of meaning behind people of whom nothing else is known: "people (were) detained"."""
    return next((word for span in spans if content(word := span.of(text))), "")


def _names_thing(words: str, thing: frozenset[str]) -> bool:
    return any(SAME_NOUN.get(word, word) in thing for word in content(words))


def _nearest_fate(count: Counted) -> str:
    """The word of a toll that stands nearest to its figure: "killed", "wounded"."""
    text, said = count.article.text, count.statement.span
    at = (count.figure.span.start + count.figure.span.end) // 2 - said.start
    spans = [s for s in tokens(said.of(text)) if _names_thing(s.of(said.of(text)), count.noun_key)]
    nearest = min(spans, key=lambda s: abs((s.start + s.end) // 2 - at), default=None)
    return nearest.of(said.of(text)) if nearest else ""


def _ends_there(behind: str) -> bool:
    """Whether a name ends a phrase: "in Kathmandu", not "in the Kathmandu valley"."""
    following = tokens(behind[:40])[:1]
    return not following or behind[:1] != " " or following[0].of(behind).casefold() in STOP_WORDS


def _printed_place(count: Counted, noun: str) -> str:
    """The place that is printed with a count: "in Egypt"; "" where none is, or the noun names it."""
    text, said = count.article.text, count.statement.span
    ends = count.figure.span.end + len(noun)
    placed = [
        (m, match)
        for m in count.statement.mentions
        if m.kind == "place" and m.form == "name" and m.span.of(text) not in noun
        for match in [_LOCATED.search(text, said.start, m.span.start)]
        if match
        and _ends_there(text[m.span.end : said.end])
        and len(tokens(text[min(ends, match.start()) : max(ends, match.start())])) <= COUNTS.beside
        and not _LABEL_STOP.search(text[ends : match.start()])
    ]

    def distance(pair: tuple[Mention, re.Match[str]]) -> tuple[bool, int]:
        ahead = pair[0].span.start - count.figure.span.end
        return ahead < 0, abs(ahead)

    if not placed:
        return ""
    mention, match = min(placed, key=distance)
    return collapse(f"{match.group()}{mention.span.of(text)}")
