"""Sentences as tokens, each quotation one of them: what the grammar without a parse reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from newsfold.extract.attributions.reporting_words import ReportingWords, form_of
from newsfold.extract.attributions.settings import SPEECH
from newsfold.quotes import Quotation
from newsfold.records import Span
from newsfold.text import sentences
from newsfold.text import trimmed as without_spaces

DASHES = "–—―-"
_TRIM = ",;:.–—―-،。，：؛।、"
_END_MARKS = ".!?…,;؟。！？।،，"
_LONGEST_JOINED = (
    2000  # characters that sentences are joined to, so that a mark never closed joins no whole article
)
_LONGEST_UNIT = 400  # tokens: what is longer is cut, so that no search within one is long
_STOP_BEHIND_CAPITALS = re.compile(r"(?<![\w.])([^\W\d_]{3,10})\.\s+(?=([^\W\d_]))")
_STOP_BEFORE = re.compile(r"[^\W\d_]{2}[.!?…]\s+$")
_STOP_BEHIND = re.compile(r"[.…]?\s+(?=[^\W\d_a-zß-öø-ÿ]|[«“„\"¿¡])")  # and a sentence that begins


@dataclass(frozen=True, slots=True)
class UnitToken:
    """A word, a mark or a whole quotation; `form` is case-folded, straight apostrophes and no prefix."""

    kind: Literal["word", "mark", "quote"]
    start: int
    end: int
    form: str
    capital: bool = False


@dataclass(frozen=True, slots=True)
class ReportUnit:
    """A sentence, or several that one quotation joins."""

    span: Span
    tokens: tuple[UnitToken, ...]
    number: int
    opens: bool  # whether it begins its paragraph


def units(
    text: str, language: str, quoted: Sequence[Quotation], wording: ReportingWords
) -> Iterator[ReportUnit]:
    """The units of `text` in order. Cost is linear: sentences and quotations go in step."""
    at = 0
    for number, (span, opens) in enumerate(_joined_sentences(text, language, quoted)):
        while at < len(quoted) and quoted[at].span.end <= span.start:
            at += 1
        stop = at
        while stop < len(quoted) and quoted[stop].span.start < span.end:
            stop += 1
        unit_tokens = tuple(_tokens(text, span, quoted[at:stop], wording))
        for first in range(0, len(unit_tokens), _LONGEST_UNIT):
            piece = unit_tokens[first : first + _LONGEST_UNIT]
            yield ReportUnit(
                Span(start=piece[0].start, end=piece[-1].end), piece, number, opens and not first
            )


def cut_before_cue(text: str, quoted: Quotation, wording: ReportingWords) -> Quotation:
    """Words that are never closed, up to the cue in their first sentence: "“We go, said Holt. …"."""
    if quoted.closed or quoted.continues:
        return quoted
    before = None
    words = 0
    for match in wording.token.finditer(text, quoted.inner.start, quoted.inner.end):
        form = form_of(match.group())
        if before is not None and before.group() == "," and words > 1:
            follows = wording.token.match(text, match.end() + 1)
            said = follows is not None and form_of(follows.group()) in wording.participles
            if form in wording.cues or (form in wording.auxiliaries and said):
                end = before.start()
                return replace(
                    quoted,
                    span=Span(start=quoted.span.start, end=end),
                    inner=Span(start=quoted.inner.start, end=end),
                )
        if form in (".", "!", "?", ":", ";"):
            break
        words += match.group()[0].isalnum()
        before = match
    return quoted


def _joined_sentences(text: str, language: str, quoted: Sequence[Quotation]) -> Iterator[tuple[Span, bool]]:
    """Sentences, joined where a quotation crosses from one to the next, and whether a paragraph begins."""
    at = 0
    whole: Span | None = None
    for sentence in _cut_sentences(text, language, quoted):
        if whole is None:
            whole = sentence
            continue
        while at < len(quoted) and quoted[at].span.end <= whole.end:
            at += 1
        crossing = at < len(quoted) and quoted[at].span.start < whole.end
        low = text[sentence.start].islower() or text[sentence.start] in ",;:"  # “…?” she asks
        one_line = "\n" not in text[whole.end : sentence.start]
        if one_line and (crossing or low) and sentence.end - whole.start < _LONGEST_JOINED:
            whole = Span(start=whole.start, end=sentence.end)
        else:
            yield whole, _opens_paragraph(text, whole)
            whole = sentence
    if whole is not None:
        yield whole, _opens_paragraph(text, whole)


def _cut_sentences(text: str, language: str, quoted: Sequence[Quotation]) -> Iterator[Span]:
    """Sentences, cut besides where a quotation shows that one ends, and behind a word all in capitals.

    Rules for sentences pair marks by counting them: one that is never closed shifts all behind it.
    """
    at = 0
    for sentence in sentences(text, language):
        cuts, outside = list[int](), sentence.start
        while at < len(quoted) and quoted[at].span.start < sentence.end:
            q = quoted[at]
            cuts += _behind_capitals(text, outside, q.span.start)
            if q.inner.start >= sentence.end or _begins(text, q):
                cuts.append(q.span.start)  # where the mark ends a sentence, it opens the next one
            outside = q.span.end
            if outside > sentence.end:
                break
            at += 1
            behind = _STOP_BEHIND.match(text, outside, sentence.end)
            ended = q.inner.of(text).rstrip()[-1:] in (".", "…") or text.startswith((".", "…"), outside)
            if behind and ended:
                cuts.append(behind.end())
        cuts += _behind_capitals(text, outside, sentence.end)
        for start, end in pairwise((sentence.start, *cuts, sentence.end)):
            if start < end and (span := without_spaces(text, start, end)):
                yield span


def _behind_capitals(text: str, start: int, end: int) -> list[int]:
    """Where a sentence begins behind a word all in capitals: "… HIV and AIDS. More than …"."""
    found = _STOP_BEHIND_CAPITALS.finditer(text, start, end) if start < end else ()
    return [m.end() for m in found if m.group(1).isupper() and m.group(2).isupper()]


def _begins(text: str, q: Quotation) -> bool:
    """Whether quoted speech begins a sentence: with a capital, behind the full stop of another."""
    capital = next((c for c in text[q.inner.start : q.inner.end] if c.isalnum()), "").isupper()
    behind_stop = _STOP_BEFORE.search(text[max(0, q.span.start - 8) : q.span.start])
    return capital and behind_stop is not None and len(q.inner.of(text).split()) >= SPEECH.words


def _opens_paragraph(text: str, span: Span) -> bool:
    return span.start == 0 or text[max(0, span.start - 3) : span.start].strip(" \t")[-1:] == "\n"


def _tokens(
    text: str, span: Span, quoted: Sequence[Quotation], wording: ReportingWords
) -> Iterator[UnitToken]:
    at = span.start
    for q in quoted:
        if q.span.start > at:
            yield from _word_tokens(text, at, q.span.start, wording)
        start, end = max(q.span.start, span.start), min(q.span.end, span.end)
        if end > at:
            yield UnitToken("quote", start, end, text[start:end])
        at = max(at, end)
    yield from _word_tokens(text, at, span.end, wording)


def _word_tokens(text: str, start: int, end: int, wording: ReportingWords) -> Iterator[UnitToken]:
    for match in wording.token.finditer(text, start, end):
        raw = match.group()
        form = form_of(raw)
        word = raw[-1].isalnum() or raw[0].isalnum() or (raw[0] == "-" and len(raw) > 1)
        for prefix in wording.prefixes:
            rest = form.removeprefix(prefix)
            if rest != form and (rest in wording.prefixed):
                form = rest
        yield UnitToken("word" if word else "mark", match.start(), match.end(), form, raw[:1].isupper())


def is_speech(token: UnitToken) -> bool:
    """Whether quoted words are more than a name or a single term."""
    inner = token.form[1:-1].strip() if len(token.form) > 2 else ""
    spaced = len(inner.split()) >= SPEECH.words
    unspaced = len(inner) >= SPEECH.characters and not inner.isascii() and " " not in inner
    return spaced or unspaced or inner[-1:] in _END_MARKS or token.form.rstrip()[-1:] in ".!?"


def trimmed_words(text: str, start: int, end: int) -> Span | None:
    """[start, end) without spaces, commas and stops at its ends; None where no word is left."""
    while start < end and (text[start].isspace() or text[start] in _TRIM):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _TRIM):
        end -= 1
    return Span(start=start, end=end) if any(c.isalnum() for c in text[start:end]) else None
