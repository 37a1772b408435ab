"""Sentences, tokens, offset maps, and the normalising of names and spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import sentencex

from newsfold.language import calendar_of, either, grammar, has_file, has_grammar, phrases, time_zones
from newsfold.language import words as listed
from newsfold.records import Segment, Span

_COMPOUND = re.compile(r"\w+(?:['’.,]\w+)*")
ALPHANUMERIC = re.compile(r"[^\W_]+")  # letters and digits that stand together
_LINE_TEXT = re.compile(r"[^\n]+")
_SPACE_RUN = re.compile(r"\s+")
_DATELINE_START = re.compile(
    r"(?:[A-Z][A-Z.'’ -]{2,}(?:,? [A-Z][\w.]+(?: \d{1,2})?)*)?\s*(?:\([A-Z][\w ]{1,20}\))?\s*"
    r"(?:—|–|--|-)\s+(?=[\"“‘'(A-Z0-9])"
)
# Words that need the sentence before them; a sentence that opens with one does not stand alone.
_LEANING_WORD = re.compile(rf"^[\"“”'‘’(]*(?:{either(phrases('account', 'leaning'), ' ')})\b", re.I)
# Han, kana and Hangul's neighbours of them: scripts that put no space between words, whose words have two
# characters on the average. Devanagari's signs for vowels are no letters for `\w`, and part of its words.
_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
SIGNS_IN_WORDS = (  # marks over letters, and signs for vowels, of Latin, Arabic and Devanagari
    "\u0300-\u036f\u064b-\u0652\u0670\u0900-\u0963\u0966-\u097f"
)
_SPECIAL = re.compile(f"[{_UNSPACED}{SIGNS_IN_WORDS}]")
_PLAIN_RUN = re.compile(r"\w+")
_SCRIPT_RUN = re.compile(rf"[{_UNSPACED}]{{1,2}}|(?:(?![{_UNSPACED}])\w|[{SIGNS_IN_WORDS}])+")
_PAIR = re.compile(f"[{_UNSPACED}]{{1,2}}")
ENDS = ".!?…。！？．؟۔।॥"
"""Marks that end a sentence, in any script."""
_LONGEST_DATELINE = 160  # characters
_GRAMMAR = "newsfold.language.sentences"
_SENTENCE_LIMIT = 20_000  # a paragraph longer than this has no structure to find, and is cut at spaces


def paragraphs(text: str) -> list[Span]:
    """The lines of `text` that hold more than spaces, without the spaces at their ends."""
    return [
        span for match in _LINE_TEXT.finditer(text) if (span := trimmed(text, match.start(), match.end()))
    ]


def sentences(text: str, language: str = "en") -> list[Span]:
    """Sentences of `text` in order; none crosses a line break, none is empty.

    They are sentencex's, put together where its rules cut inside one; those of a language that has a grammar
    of its own (`language/sentences_….py`) are that grammar's.
    """
    spans: list[Span] = []
    for paragraph in paragraphs(text):
        first = len(spans)
        for start, end in _chunks(text, paragraph):
            at = start
            for piece in _segments(text[start:end], language):
                if span := trimmed(text, at, at + len(piece)):
                    if len(spans) > first and _continues_sentence(text, spans[-1], span, language):
                        span = Span(start=spans.pop().start, end=span.end)
                    spans.append(span)
                at += len(piece)
    return spans


def _segments(text: str, language: str) -> Iterable[str]:
    """The sentences of a piece of one paragraph, which are all of its characters."""
    if has_grammar(_GRAMMAR, language):
        pieces: Iterable[str] = grammar(_GRAMMAR, language).segment(text)
        return pieces
    segments: Iterable[str] = sentencex.segment(language, text)
    return segments


def _continues_sentence(text: str, left: Span, right: Span, language: str) -> bool:
    """Whether the sentence `right` only goes on with `left`, whose full stop is an abbreviation's."""
    if language == "en" or not has_file("sentences.txt", language):
        return _clock_goes_on(text, left, right, language) if language == "en" else False
    return text[right.start].islower() or bool(_abbreviated(language).search(text, left.start, left.end))


@lru_cache(maxsize=16)
def _abbreviated(language: str) -> re.Pattern[str]:
    """A text that ends in an abbreviation behind which a sentence goes on ("M. Dupont")."""
    return re.compile(rf"(?<!\w)(?:{either(listed('sentences', 'abbreviations', language))})$")


def _clock_goes_on(text: str, left: Span, right: Span, language: str) -> bool:
    """Whether the full stop between them is of a clock that goes on: "10 p.m." before "PDT on Monday"."""
    end, start = _clock_stop(language)
    return bool(end.search(text, max(left.start, left.end - 8), left.end) and start.match(text, right.start))


@lru_cache(maxsize=16)
def _clock_stop(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a clock ends in a full stop, and what may go on with it."""
    calendar = calendar_of(language)
    zones = either(zone.upper() for zone in time_zones(language).offsets if len(zone) > 1)
    general = either(time_zones(language).general)
    weekdays = either([*calendar.weekdays, *calendar.short_weekdays])
    verbs = either(phrases("sentences", "a weekday's verbs", language))
    months = either([*calendar.months, *calendar.short_months])
    zone = rf"(?:{zones}|local)\b|(?:{general})\b(?!\s+[A-Z])"
    behind = rf"{zone}|(?:{weekdays})\b(?!\s*(?:{verbs})\b)|(?:{months})\.?\s\d|\("
    ends = either(phrases("sentences", "ends of a clock", language))
    return re.compile(rf"(?:^|\W|\d)(?:{ends})$", re.I), re.compile(behind)


def _chunks(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    start = paragraph.start
    while paragraph.end - start > _SENTENCE_LIMIT:
        cut = text.rfind(" ", start, start + _SENTENCE_LIMIT)
        if cut <= start:
            cut = text.rfind("。", start, start + _SENTENCE_LIMIT) + 1
        cut = cut if cut > start else start + _SENTENCE_LIMIT
        yield start, cut
        start = cut
    yield start, paragraph.end


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The characters [start, end) without the spaces at their ends; None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end) if end > start else None


def tokens(text: str) -> list[Span]:
    """Words and numbers of `text`; "U.S", "1,200" and "Kim's" are one token each."""
    return [Span(start=m.start(), end=m.end()) for m in _COMPOUND.finditer(text)]


def words(text: str) -> list[str]:
    """The tokens of `text`, case-folded, possessive endings dropped."""
    return [re.sub(r"['’]s?$", "", word) for word in _COMPOUND.findall(text.casefold())]


def runs(text: str) -> list[str]:
    """The words of `text` as running text is counted and compared by: those of scripts without spaces are cut
    into pairs of characters, and signs of vowels stay with their word."""
    if text.isascii() or not _SPECIAL.search(text):
        return _PLAIN_RUN.findall(text)
    return _SCRIPT_RUN.findall(text)


def count_words(text: str) -> int:
    """How many words `text` has: what stands between spaces; of scripts without, every two characters."""
    spaced = len(text.split())
    if text.isascii() or not (pairs := len(_PAIR.findall(text))):
        return spaced
    return pairs + sum(1 for piece in _PAIR.sub(" ", text).split() if _PLAIN_RUN.search(piece))


def is_unspaced(text: str) -> bool:
    """Whether `text` has characters of a script that puts no space between words."""
    return not text.isascii() and _PAIR.search(text) is not None


def pieces(text: str) -> list[str]:
    """What stands between the spaces of `text`; of a script without spaces, its runs."""
    return text.split() if text.isascii() or not _PAIR.search(text) else runs(text)


def collapse(text: str) -> str:
    """`text` with every run of white space as one space, and none at the ends."""
    return " ".join(text.split())


def dateline_end(text: str, place: str | None = None) -> int:
    """Where a sentence begins behind its dateline, "KATHMANDU, April 25 (AP) — "; 0 where there is none.

    `place` is the article's dateline, where it is known: "Moscow: " is one then too.
    """
    if place and (known := re.match(rf"{re.escape(place)}\s*:\s+(?=\S)", text)):
        return known.end()
    match = _DATELINE_START.match(text, 0, _LONGEST_DATELINE)
    return match.end() if match and match.group().strip(" -–—") and match.end() < len(text) else 0


def names_day(words: str, language: str = "en") -> bool:
    """Whether the words of a time expression name a day: "noon on Tuesday" does, "5 p.m." does not."""
    return bool(_named_day(language).search(words))


@lru_cache(maxsize=16)
def _named_day(language: str) -> re.Pattern[str]:
    if language != "en":
        return _day_by_name(language)
    calendar = calendar_of(language)
    month = rf"(?:{either((*calendar.months, *calendar.short_months))})[a-z]*"
    parts = either(phrases("calendar", "before a part of the day", language), " ")
    return re.compile(
        rf"\b(?:{either(calendar.weekdays)}|{either(phrases('calendar', 'days without a date', language))}|"
        rf"(?:{parts}) (?:{either(calendar.day_parts)})|{month}\.? \d{{1,2}}|"
        rf"\d{{1,2}}(?:{either(listed('numbers', 'endings of ordinals', language))})? {month}|"
        r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})\b",
        re.IGNORECASE,
    )


def _day_by_name(language: str) -> re.Pattern[str]:
    """A name of a day or a month in any of its forms, or a day in digits."""
    calendar = calendar_of(language)
    relative = (phrases("calendar", name, language) for name in ("days without a date", "relative days"))
    names = {
        *calendar.weekday_number,
        *calendar.month_number,
        *(word for words in relative for word in words),
    }
    told = either(sorted((one for one in names if len(one) > 3 or is_unspaced(one)), key=len, reverse=True))
    start = "" if is_unspaced(calendar.weekdays[0]) else r"(?<!\w)"
    digits = r"\d\s?[日号號]|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
    return re.compile(rf"{start}(?:{told})|{digits}", re.IGNORECASE)


def strip_accents(text: str) -> str:
    """`text` without combining marks: "Erdoğan" becomes "Erdogan"."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def normal_name(name: str) -> str:
    """A name's form for comparing: case, accents, hyphens, dots and a possessive ending do not count."""
    folded = strip_accents(name).casefold().replace("’", "'")
    folded = re.sub(r"'s?$", "", folded.strip())
    return _SPACE_RUN.sub(" ", re.sub(r"[-‐‑.,'\"]", " ", folded)).strip()


def to_page(origin_map: Sequence[Segment], span: Span) -> Span | None:
    """The page's characters that `span` of the article's text came from; None where none are known."""
    covered = [
        (
            s.page_start + max(0, span.start - s.text_start),
            s.page_start + min(s.length, span.end - s.text_start),
        )
        for s in origin_map
        if s.text_start < span.end and span.start < s.text_start + s.length
    ]
    if not covered:
        return None
    return Span(start=min(a for a, _ in covered), end=max(b for _, b in covered))


def merged(spans: Sequence[Span]) -> list[Span]:
    """The same characters as sorted spans that neither touch nor overlap."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(start=result[-1].start, end=max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def leans(text: str) -> bool:
    """Whether a sentence needs words before it to be understood: "He …", "But …", "after the vote …"."""
    return text.lstrip("\"“”'‘’([")[:1].islower() or bool(_LEANING_WORD.match(text))
