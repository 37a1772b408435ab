"""Sentences as tokens, each quotation one of them: what the grammar without a parse reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from newsfold.extract.attributions.reporting_words import ReportingWords, form_of
from newsfold.quotes import Quotation
from newsfold.records import Span
from newsfold.text import sentences
from newsfold.text import trimmed as without_spaces

DASHES = "–—―-"
_TRIM = ",;:.–—―-،。，：؛।、"
_ENDS = ".!?…,;؟。！？।،，"
_SPEECH = 4  # words that make quoted words more than a name
_RUN = 2000  # characters that sentences are joined to
_MOST = 400  # tokens: what is longer is cut, so that no search within one is long
_STOP_BEHIND = re.compile(r"[.…]?\s+(?=[^\W\d_a-zß-öø-ÿ]|[«“„\"¿¡])")  # and a sentence that begins


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a whole quotation; `form` is case-folded, straight apostrophes and no prefix."""

    kind: Literal["word", "mark", "quote"]
    start: int
    end: int
    form: str
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or several that one quotation joins."""

    span: Span
    tokens: tuple[Token, ...]
    number: int
    opens: bool  # whether it begins its paragraph


def units(text: str, language: str, quoted: Sequence[Quotation], wording: ReportingWords) -> Iterator[Unit]:
    """The units of `text` in order. Cost is linear: sentences and quotations go in step."""
    at = 0
    for number, (span, opens) in enumerate(_joined(text, language, quoted)):
        while at < len(quoted) and quoted[at].span.end <= span.start:
            at += 1
        stop = at
        while stop < len(quoted) and quoted[stop].span.start < span.end:
            stop += 1
        unit_tokens = tuple(_tokens(text, span, quoted[at:stop], wording))
        for first in range(0, len(unit_tokens), _MOST):
            piece = unit_tokens[first : first + _MOST]
            yield Unit(Span(start=piece[0].start, end=piece[-1].end), piece, number, opens and not first)


def _joined(text: str, language: str, quoted: Sequence[Quotation]) -> Iterator[tuple[Span, bool]]:
    """Sentences, joined where a quotation crosses from one to the next, and whether a paragraph begins."""
    at = 0
    whole: Span | None = None
    for sentence in _cut(text, language, quoted):
        if whole is None:
            whole = sentence
            continue
        while at < len(quoted) and quoted[at].span.end <= whole.end:
            at += 1
        crossing = at < len(quoted) and quoted[at].span.start < whole.end
        low = text[sentence.start].islower() or text[sentence.start] in ",;:"  # “…?” she asks
        one_line = "\n" not in text[whole.end : sentence.start]
        if one_line and (crossing or low) and sentence.end - whole.start < _RUN:
            whole = Span(start=whole.start, end=sentence.end)
        else:
            yield whole, _opens(text, whole)
            whole = sentence
    if whole is not None:
        yield whole, _opens(text, whole)


def _cut(text: str, language: str, quoted: Sequence[Quotation]) -> Iterator[Span]:
    """Sentences, cut besides where a quotation shows that one ends.

    Rules for sentences pair marks by counting them: one that is never closed shifts all behind it.
    """
    at = 0
    for sentence in sentences(text, language):
        start = sentence.start
        while at < len(quoted) and quoted[at].span.start < sentence.end:
            q = quoted[at]
            if q.span.end > sentence.end:
                if q.inner.start >= sentence.end and (span := without_spaces(text, start, q.span.start)):
                    yield span  # the mark at its end opens the next one
                    start = q.span.start
                break
            at += 1
            behind = _STOP_BEHIND.match(text, q.span.end, sentence.end)
            ended = q.inner.of(text).rstrip()[-1:] in (".", "…") or text.startswith((".", "…"), q.span.end)
            if behind and ended and (span := without_spaces(text, start, behind.end())):
                yield span
                start = behind.end()
        if span := without_spaces(text, start, sentence.end):
            yield span


def _opens(text: str, span: Span) -> bool:
    return span.start == 0 or text[max(0, span.start - 3) : span.start].strip(" \t")[-1:] == "\n"


def _tokens(text: str, span: Span, quoted: Sequence[Quotation], wording: ReportingWords) -> Iterator[Token]:
    at = span.start
    for q in quoted:
        if q.span.start > at:
            yield from _words(text, at, q.span.start, wording)
        start, end = max(q.span.start, span.start), min(q.span.end, span.end)
        if end > at:
            yield Token("quote", start, end, text[start:end])
        at = max(at, end)
    yield from _words(text, at, span.end, wording)


def _words(text: str, start: int, end: int, wording: ReportingWords) -> Iterator[Token]:
    for match in wording.token.finditer(text, start, end):
        raw = match.group()
        form = form_of(raw)
        word = raw[-1].isalnum() or raw[0].isalnum() or (raw[0] == "-" and len(raw) > 1)
        for prefix in wording.prefixes:
            rest = form.removeprefix(prefix)
            if rest != form and (rest in wording.prefixed):
                form = rest
        yield Token("word" if word else "mark", match.start(), match.end(), form, raw[:1].isupper())


def is_speech(token: Token) -> bool:
    """Whether quoted words are more than a name or a single term."""
    inner = token.form[1:-1].strip() if len(token.form) > 2 else ""
    spaced = len(inner.split()) >= _SPEECH
    unspaced = len(inner) >= 12 and not inner.isascii() and " " not in inner
    return spaced or unspaced or inner[-1:] in _ENDS or token.form.rstrip()[-1:] in ".!?"


def trimmed(text: str, start: int, end: int) -> Span | None:
    """[start, end) without spaces, commas and stops at its ends; None where no word is left."""
    while start < end and (text[start].isspace() or text[start] in _TRIM):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _TRIM):
        end -= 1
    return Span(start=start, end=end) if any(c.isalnum() for c in text[start:end]) else None
