"""Time expressions by the table of a language: `times.tsv`, a template a row, with the words of `times.txt`.

A row is a kind of `table_readers`, a template, and what it adds ("offset=-1 unit=year"). Where several
templates fit at one place, the longest match wins, of equals the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from newsfold.extract.times.joining import combined, is_day
from newsfold.extract.times.settings import LEANING, TABLES
from newsfold.extract.times.spec import Expression, Spec
from newsfold.extract.times.table_cues import CONTEXT, TimeCues
from newsfold.extract.times.table_readers import READERS, TemplateMatch
from newsfold.extract.times.table_words import table_words
from newsfold.extract.times.templates import DIGIT, LETTERS, compiled
from newsfold.language import table

_NUMERIC_TEMPLATES = (  # dates and clocks in digits, the same in every language
    ("date", "<fullyear>-<monthnumber>-<d>", ""),
    ("date", "<d>.<monthnumber>.<fullyear>", ""),
    ("date", "<d>/<monthnumber>/<fullyear>", ""),
    ("date", "<d>-<monthnumber>-<fullyear>", ""),
    ("date", "<d>/<monthnumber>/<y2>", ""),
    ("date", "<d>.<monthnumber>.<y2>", ""),
    ("date", "<dd>/<mm>", ""),
    ("date", "<dd>/<m>", ""),
    ("clock", "<hour><half>", ""),
    ("clock", "<hour>:<minute>~ <half>", ""),
    ("date", "<fullyear>/<monthnumber>/<d>", ""),
    ("date", "<fullyear>.<monthnumber>.<d>", ""),
    ("clock", "<hour>:<minute>", ""),
    ("year", "<year>", "alone=1"),
)
_BREAK = re.compile(r"[.!?;:\n。！？]")
_SENTENCE_END = re.compile(r"[.!?;]\s|\n|[。！？]")

_Row = tuple[str, re.Pattern[str], Mapping[str, str]]


def _row_order(row: tuple[str, str, str]) -> tuple[bool, bool, bool]:
    """The surest rows first, units and lengths last: "at 17 hours" is a clock."""
    kind, _, says = row
    return "after=" not in says, kind == "unit", kind == "length"


class TableGrammar:
    """The grammar of a language that has a table."""

    def __init__(self, language: str) -> None:
        """`language` has a `times.tsv` and a `times.txt`; KeyError where a row names no slot or kind."""
        self._words = table_words(language)
        self._by_letter = self._words.spacing.by_letter
        self._rows: dict[str, list[_Row]] = {}
        rows = sorted((*self._table(), *_NUMERIC_TEMPLATES), key=_row_order)
        for kind, template, says in rows:
            pattern, firsts = compiled(template, self._words.slots, self._words.spacing)
            attributes = dict(pair.split("=", 1) for pair in says.split())
            for first in firsts:
                self._rows.setdefault(first, []).append((kind, pattern, attributes))
        self._prefixes = tuple(word for line in self._words.listed("prefixes") for word in line.split())
        self._token = self._starts_pattern()
        after = {says["after"] for rows in self._rows.values() for _, _, says in rows if "after" in says}
        self._cues = TimeCues(self._words, after)

    def _table(self) -> list[tuple[str, str, str]]:
        rows = ((*row, "", "") for row in table("times", self._words.language))
        return [
            (kind, self._words.fold(template), self._words.fold(says)) for kind, template, says, *_ in rows
        ]

    def _starts_pattern(self) -> re.Pattern[str]:
        """Where an expression may begin: at a word, or at certain letters in a script without blanks."""
        number = (
            r"(?<![\w$€£¥#@])(?<!\d[.,:/-])(?!(?<=\d[ \u00a0\u202f])\d{3}(?!\d))\d"  # none inside "1 456"
        )
        if self._prefixes:
            number += rf"|(?<=[{''.join(self._prefixes)}])(?<![^\W\d_]{{2}})\d"
        if self._by_letter:
            letters = "".join(re.escape(first) for first in sorted(self._rows) if first != DIGIT)
            return re.compile(rf"(?<!\d)(?<!\d[.,:/-])\d|[{letters}]", re.IGNORECASE)
        apostrophe = "|'" if "'" in self._rows else ""
        return re.compile(rf"(?<![^\W\d_\u0900-\u097f])(?<!/){LETTERS}|{number}{apostrophe}")

    def expressions(self, text: str) -> list[Expression]:
        """The time expressions of `text`, in order, none overlapping another."""
        plain = self._words.fold(text)
        listed: list[Expression] = []
        for atom in self._atoms(plain):
            if listed and (both := self._joined(plain, listed[-1], atom)):
                listed[-1] = both
            else:
                listed.append(atom)
        for at in range(1, len(listed)):
            listed[at] = self._of_same_year(plain, listed[at - 1], listed[at])
        for at in reversed(range(len(listed) - 1)):
            listed[at] = self._leaning(plain, listed[at - 1] if at else None, listed[at], listed[at + 1])
        listed = [item for item in listed if item.spec.word != "lone" and item.spec.kind != "nothing"]
        floor, wide = 0, []
        for at, expression in enumerate(listed):
            ceiling = listed[at + 1].start if at + 1 < len(listed) else len(plain)
            wide.append(self._widened(plain, expression, floor, ceiling))
            floor = wide[-1].end
        return wide

    def _starts(self, text: str) -> Iterator[tuple[int, list[_Row]]]:
        rows, by_letter = self._rows, self._by_letter
        for token in self._token.finditer(text):
            word = token.group()
            first = DIGIT if word[0].isdecimal() else word.casefold()
            if candidates := rows.get(first):
                yield token.start(), candidates
            elif not by_letter and self._prefixes and word[:1] in self._prefixes:
                yield from self._behind_prefix(token)

    def _behind_prefix(self, token: re.Match[str]) -> Iterator[tuple[int, list[_Row]]]:
        """A word that begins behind a small word written onto it: Arabic "and", "in", "for"."""
        for length in (1, 2):
            word = token.group()[length:].casefold()
            if token.group()[length - 1 : length] not in self._prefixes:
                return
            if len(word) >= TABLES.prefixed and (candidates := self._rows.get(word)):
                yield token.start() + length, candidates
                return

    def _atoms(self, text: str) -> Iterator[Expression]:
        """The simple expressions, in order, none overlapping another."""
        floor = 0
        for start, rows in self._starts(text):
            if start < floor:
                continue
            best: Expression | None = None
            for kind, pattern, says in rows:
                match = pattern.match(text, start)
                if match is None or (best and match.end() <= best.end):
                    continue
                if spec := self._read(kind, match, says):
                    best = Expression(start, match.end(), spec)
            if best:
                yield best
                floor = best.end

    def _read(self, kind: str, match: re.Match[str], says: Mapping[str, str]) -> Spec | None:
        groups = {name: form for name, form in match.groupdict().items() if form is not None}
        if (says and not self._cues.fit(match, says)) or not self._cues.let(kind, match):
            return None
        return READERS[kind](TemplateMatch(self._words, groups, says))

    def _joined(self, text: str, left: Expression, right: Expression) -> Expression | None:
        gap = text[left.end : right.start]
        if len(gap) > TABLES.gap or _BREAK.search(gap):
            return None
        dated = left.spec.kind == "date" and left.spec.day
        if dated and right.spec.kind == "day" and right.spec.day > left.spec.day:
            if self._cues.through.fullmatch(gap):  # "March 4 to the 12th"
                return Expression(left.start, right.end, replace(left.spec, last_day=right.spec.day))
            return None
        between = " ".join(gap.strip(" \u00a0,()").casefold().split())
        if between and between not in self._cues.between:
            return None
        spec = combined(left.spec, right.spec, comma="," in gap)
        end = right.end + (text[right.end : right.end + 1] == ")" and "(" in gap)
        return Expression(left.start, end, spec) if spec else None

    def _of_same_year(self, text: str, before: Expression, expression: Expression) -> Expression:
        """A month that ends a stretch begun in a named year: "2018年1月到3月"."""
        spec, first = expression.spec, before.spec
        bare = Spec("date", month=spec.month, day=spec.day, last_day=spec.last_day)
        if spec != bare or not spec.month or first.kind != "date" or not first.month or first.year is None:
            return expression
        if not self._cues.through.fullmatch(text, before.end, expression.start):
            return expression
        return replace(expression, spec=replace(spec, year=first.year + (spec.month < first.month)))

    def _leaning(
        self, text: str, before: Expression | None, expression: Expression, following: Expression
    ) -> Expression:
        """A clock or a month that the date behind it completes: "de enero a marzo de 2018"."""
        spec, later, gap = expression.spec, following.spec, text[expression.end : following.start]
        if later.kind == "date" and self._cues.through.fullmatch(gap):
            plain = Spec("date", month=spec.month, day=spec.day, last_day=spec.last_day)
            if spec == plain and spec.month and later.month and later.year:
                return replace(expression, spec=replace(spec, year=later.year - (spec.month > later.month)))
            if spec.kind == "day" and spec.day and later.day:
                return replace(expression, spec=replace(later, day=spec.day, last_day=0))
        if spec.kind != "clock" or spec.base or len(gap) > LEANING.clock or _SENTENCE_END.search(gap):
            return expression
        led = before and is_day(before.spec) and not _SENTENCE_END.search(text[before.end : expression.start])
        day = later if is_day(later) else later.base
        if led or day is None or not is_day(day):
            return expression
        return replace(expression, spec=replace(spec, base=day))

    def _widened(self, text: str, expression: Expression, floor: int, ceiling: int) -> Expression:
        """With the words beside it that belong to it: "a finales de 2019", "casi dos años"."""
        before = text[max(floor, expression.start - CONTEXT) : expression.start]
        kind = expression.spec.kind
        if kind in ("duration", "ago"):
            match = self._cues.about.search(before)
            return replace(expression, start=expression.start - len(match.group())) if match else expression
        if kind in ("setof", "setevery", "vague", "clock"):
            return expression
        start, end = expression.start, expression.end
        if match := self._cues.edge_before.search(before):
            start -= len(match.group())
        if behind := self._cues.edge_behind.match(text, end, min(ceiling, end + CONTEXT)):
            end = behind.end()
        return replace(expression, start=start, end=end)
