"""Reports of a text without a parse: quotation marks, cues, and the noun phrases beside them.

One grammar for all languages that write spaces; what differs is in language/…/attributions.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsfold.extract.attributions.reporting_words import ReportingWords
from newsfold.extract.attributions.settings import WORDS
from newsfold.extract.attributions.units import (
    DASHES,
    ReportUnit,
    cut_before_cue,
    is_speech,
    trimmed_words,
    units,
)
from newsfold.extract.attributions.word_contents import WordContents
from newsfold.quotes import Quotation
from newsfold.records import Span

_SENTENCES = re.compile(r"\w{2}[.!?]\s.*\s.*\s.*\s", re.DOTALL)  # a sentence, and some words of another
_INSIDE = re.compile(r"(?<=[\w,] )[^\W\d_][\w-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A report before its speaker is known. With neither cue nor source it goes on from the one before.

    `left_out` marks a cue whose subject the language leaves out, since it is who spoke before.
    """

    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    number: int = 0
    left_out: bool = False
    spoken: bool = False  # direct speech behind a dash, without quotation marks


def said(text: str, language: str, quoted: Sequence[Quotation], wording: ReportingWords) -> list[Said]:
    """What the text reports, in order of its content. Cost is linear."""
    reports: list[Said] = []
    names = frozenset(_INSIDE.findall(text)) if wording.cased else frozenset()
    quoted = [cut_before_cue(text, q, wording) for q in quoted]
    previous: ReportUnit | None = None
    for unit in units(text, language, quoted, wording):
        last = reports[-1] if reports else None
        reader = _Reader(text, unit, wording, names, _unsaid(text, previous, last))
        listed = reader.reports(last)
        if last is not None and listed and listed[0].content == last.content:
            reports.pop()  # quoted words that only this sentence gives a source
        reports += listed
        previous = unit
    return sorted(reports, key=lambda report: (report.content[0], report.cue or report.content[0]))


def _unsaid(text: str, previous: ReportUnit | None, last: Said | None) -> tuple[Span, ...]:
    """What the sentence before says, if nobody has said it yet."""
    if previous is None:
        return ()
    if last is not None and last.number == previous.number:
        return last.content if last.cue is None and last.source is None else ()
    whole = trimmed_words(text, previous.span.start, previous.span.end)
    return (whole,) if whole is not None else ()


class _Reader(WordContents):
    """One unit: its cues in turn, then the quotations that none has taken."""

    def __init__(
        self,
        text: str,
        unit: ReportUnit,
        wording: ReportingWords,
        names: frozenset[str],
        unsaid: tuple[Span, ...] = (),
    ) -> None:
        super().__init__(text, unit, wording, names)
        self._unsaid = unsaid  # the sentence before, if it has no source
        self._behind_phrase = 0  # the token behind the last "according to …"
        self._last_source: Span | None = None  # of the last report in this unit

    def reports(self, before: Said | None) -> list[Said]:
        listed: list[Said] = []
        for i, token in enumerate(self.tokens):
            if token.kind != "word" or i < self._until or i < self._behind_phrase:
                continue
            report = self._of_cue(i) if self._is_cue(i) else self._of_preposition(i)
            if report is not None:
                listed.append(report)
                self._last_source = report.source
        listed += self._inside()
        listed += self._without_cue(before, bool(listed))
        return [replace(report, number=self.unit.number) for report in listed]

    # ── cues ──────────────────────────────────────────────────────────────────────────────────────

    def _of_cue(self, i: int) -> Said | None:
        first, last = self.group(i)
        bracket = i - first > 1 and "participles stand last" in self.w.options  # "hat Anna Holt gesagt"
        begins = first
        while begins < i and self._form(begins) in self.w.before_phrase:
            begins += 1
        cue = Span(start=self.tokens[i if bracket else begins].start, end=self.tokens[last].end)
        if self.denied(first, last):
            return None
        clause = self.clause_start(first)
        if self._form(clause) in self.w.like and clause < first:
            colon = self.next_mark(last + 1, ":")
            quoted = colon is not None and self._kind(colon + 1) == "quote"
            report = None if quoted else self._of_like(clause, first, last, cue)
            if report is not None or colon is None:
                return report
        back = self.tokens[first - 1] if first else None
        if self._form(i) in self.w.gerunds:
            return self._of_gerund(i, first, cue)
        left = self.subject_left(first)
        right = self.subject_right(first + 1) if bracket else self.subject_right(last + 1)
        if self.infinitive(last + 1):
            right = None
        stands_first = back is None or back.kind != "word" or "verb first" in self.w.options
        joined = self._joined(first)
        if self._impersonal(first, last) and (left is None or joined):
            return None
        content, at = self._behind(max(last, right[1] - 1 if right else last), i)
        if right and not content and self._unsaid and self._points_back(first):
            return Said(content=self._unsaid, cue=cue, source=right[0])
        if content and right and self._of_object(right, left if not stands_first else None, at):
            content = ()
        if joined and right is None:
            left = self.subject_of_unit(first) or self.subject_of_clause(first)
        if content and stands_first and self._quoted_before(first) is not None and not self._named(first, at):
            content = content if self._kind(at) == "quote" or self._form(at - 1) == ":" else ()
        if content:
            source = (right[0] if stands_first and right else None) or left or (right[0] if right else None)
            if stands_first and right is None:
                source = left or self.before_apposition(first)
            if source is None and right is None:
                source = self.lone(first)
            opening = self._quoted_before(first) if stands_first else None
            k = self._back_over_marks(first)
            named = opening is not None and self._runs_on(k) and not is_speech(self.tokens[k])
            if named or (opening is not None and self.tokens[at].kind != "quote"):
                opening = None
            parts = (opening, *content) if opening else content
            self._take(at, parts[-1].end)
            clause = self._form(at) in self.w.conjunctions or self.tokens[at - 1].form == ","
            return self._report(parts, cue, source, stands_first, clause)
        if stands_first and back is not None:
            parts = self._before(
                first, max(last, right[1] - 1 if right else last), self._credits(first, right)
            )
            if parts:
                return self._report(parts, cue, right[0] if right else None, True)
            return None
        edge = self.clause_start(first)
        marked = any(self._form(k) in self.w.subject_marks for k in range(edge, first))
        quoted = self.tokens[self._back_over_marks(edge)].kind == "quote" if edge else False
        if left is not None and (quoted or marked) and self._ends_behind(last):
            parts = self._before(edge, last, True) if edge else ()
            return self._report(parts, cue, left, False) if parts else None
        return None

    def _credits(self, first: int, right: tuple[Span, int] | None) -> bool:
        """Whether a name ends a long sentence behind its cue: "Holt, el alcalde, …, señaló Nielsen."."""
        if right is None or self.words_between(self._opening(), first) < WORDS.long:
            return False
        ends = right[1] >= len(self.tokens) or self._form(right[1]) in ".!?…"
        return ends and any(word[:1].isupper() for word in right[0].of(self.text).split())

    def _points_back(self, first: int) -> bool:
        """Whether a sentence only says who said the one before: "Об этом сообщает …", "Lo ha detto …"."""
        opening = self._opening()
        reach = self._phrase_at(opening, self.w.backward)
        short = not any(token.kind == "quote" for token in self.tokens)
        return bool(reach) and short and first in (opening, opening + reach)

    def _named(self, first: int, at: int) -> bool:
        """Whether the marks before a cue are a name's: "the head of “The Lens”, Ruiz, said that …"."""
        k = self._back_over_marks(first)
        clause = self._form(at) in self.w.conjunctions
        return clause and self._runs_on(k) and not is_speech(self.tokens[k])

    def _of_gerund(self, i: int, first: int, cue: Span) -> Said | None:
        """ "…, añadiendo que …": whoever said the words before, or the subject of their clause."""
        content, at = self._behind(i, i)
        if not content:
            return None
        quoted = self._last_source or self.subject_of_clause(first)
        self._take(at, content[-1].end)
        return self._report(content, cue, quoted, True, True)

    def _report(
        self,
        parts: tuple[Span, ...],
        cue: Span,
        source: Span | None,
        may_leave_out: bool,
        clause: bool = False,
    ) -> Said | None:
        quoted = clause or any(
            t.kind == "quote" and t.start == part.start for part in parts for t in self.tokens
        )
        if source is None and not quoted and "subject may be left out" not in self.w.options:
            return None
        left_out = source is None and may_leave_out and "subject may be left out" in self.w.options
        return Said(content=parts, cue=cue, source=source, left_out=left_out, spoken=self._spoken(parts))

    def _spoken(self, parts: Sequence[Span]) -> bool:
        opens = self.unit.opens and self.tokens[0].form in DASHES and self.tokens[0].kind == "mark"
        return opens and parts[0].start <= self.tokens[1].start if len(self.tokens) > 1 else False

    def _of_like(self, clause: int, first: int, last: int, cue: Span) -> Said | None:
        """ "Wie die Polizei mitteilte, …", "…, como señaló Ruiz, …"."""
        right = self.subject_right(last + 1)
        source = self.noun_phrase(clause + 1, first) or (right[0] if right else None)
        if any(self._form(k) in self.w.plain_relatives for k in range(clause + 1, first)):
            return None  # "como una mujer que dijo …"
        left_out = source is None and "subject may be left out" in self.w.options
        opens = clause
        while opens and self._form(opens - 1) in self.w.openers:
            opens -= 1  # "tal como …"
        stop = self.next_mark(max(last, right[1] - 1 if right else last) + 1, ",")
        parts: list[Span] = []
        if opens > 0 and (span := self._span(self._opening(), opens)):
            parts.append(span)
        if (opens == 0 or self.words_between(0, opens) < WORDS.begun) and stop is not None:
            parts += [s for s in (self._span(stop + 1, len(self.tokens)),) if s]
            self._until = len(self.tokens)
        if not parts or (source is None and not left_out):
            return None
        self._claim(parts)
        return Said(content=tuple(parts), cue=cue, source=source, left_out=left_out)

    # ── prepositions ──────────────────────────────────────────────────────────────────────────────

    def _of_preposition(self, i: int) -> Said | None:
        if lead := self._phrase_at(i, self.w.by_pronoun):
            return self._by_pronoun(i, lead)
        lead = self._phrase_at(i, self.w.before_source)
        closes = 0
        if not lead and i and self.tokens[i - 1].kind != "word":
            lead = closes = self._phrase_at(i, self.w.closing)
        if not lead:
            return self._of_postposition(i)
        before = self._form(i - 1)
        if before in self.w.determiners and before not in self.w.clitics | self.w.relatives:
            return None  # "un secondo incontro"
        if before in self.w.prepositions | self.w.particles and before not in self.w.ands:
            return None  # "no segundo trimestre"
        reach = i + lead
        source = self.noun_phrase(reach, len(self.tokens), bare=True)
        if source is None or self._is_rule(source):
            return None
        end = self._behind_bare(self.token_behind(source))
        self._behind_phrase = end
        if end < len(self.tokens) and self._form(end) in self.w.behind_source:
            end += 1
        cue = Span(start=self.tokens[i].start, end=self.tokens[reach - 1].end)
        parts = self._around(i, end, bool(closes))
        return Said(content=parts, cue=cue, source=source) if parts else None

    def _is_rule(self, source: Span) -> bool:
        """Whether what follows "according to" is no source: a law, a plan."""
        said = source.of(self.text).casefold().split()
        return bool(said) and (said[0] in self.w.no_sources or said[-1] in self.w.no_sources)

    def _by_pronoun(self, i: int, lead: int) -> Said | None:
        """ "По его словам, …": the pronoun inside the phrase is the source."""
        words = self.tokens[i : i + lead]
        source = next((Span(start=t.start, end=t.end) for t in words if t.form in self.w.pronouns), None)
        parts = self._around(i, i + lead, False)
        cue = Span(start=words[0].start, end=words[-1].end)
        return Said(content=parts, cue=cue, source=source) if parts else None

    def _of_postposition(self, i: int) -> Said | None:
        """ "Der Polizei zufolge …"."""
        if self._form(i) not in self.w.behind_source:
            return None
        clause = self.clause_start(i)
        source = self.noun_phrase(clause, i)
        if source is None:
            return None
        cue = Span(start=self.tokens[i].start, end=self.tokens[i].end)
        parts = self._around(clause, i + 1, False)
        return Said(content=parts, cue=cue, source=source) if parts else None

    def _around(self, start: int, end: int, closes: bool) -> tuple[Span, ...]:
        """The sentence without the phrase [start, end) that says whose it is."""
        opening = self._opening()
        before = self._span(opening, start) if start > opening else None
        behind = self._span(end, len(self.tokens)) if end < len(self.tokens) else None
        led = self.words_between(opening, start)
        mark = self.tokens[end].form if end < len(self.tokens) else "."
        k = self._back_over_marks(start)
        if before is not None and k >= opening and self.tokens[k].kind == "quote":
            first_part = Span(start=self.tokens[k].start, end=self.tokens[k].end)
            alone = self.words_between(opening, k) <= 1 or self._apart(k) or not self._runs_on(k)
            if alone and k not in self._taken and is_speech(self.tokens[k]):
                parts = [first_part, *self._goes_on(end - 1, True, start)]
                self._claim(parts)
                return tuple(parts)
        elif closes and (before is None or self.tokens[start - 1].form != ","):
            return ()
        parts = [s for s in (before, behind) if s]
        if led == 0 and behind is not None:
            parts = [behind]
            quoted = next((q for q in range(end, end + 2) if self._kind(q) == "quote"), None)
            if quoted is not None and self._kind(end) != "word":
                parts = list(self._quotes_from(quoted))
        elif before is not None and (mark in ".;!?" or closes or (led > 2 * WORDS.begun and mark == ",")):
            parts = [before]
        if len(parts) == 1 and len(self.text[parts[0].start : parts[0].end].split()) < 2:
            return ()
        if any(self._is_cue(k) for k in range(opening, start)) and led:
            return ()
        self._claim(parts)
        self._until = len(self.tokens) if led == 0 else self._until
        return tuple(parts)

    # ── quotations without a cue ──────────────────────────────────────────────────────────────────

    def _inside(self) -> Iterator[Said]:
        """Cues inside the marks, as French prints them: «Nous gagnerons, a dit Holt, et vite.»"""
        if "cues inside quotations" not in self.w.options:
            return
        for i, token in enumerate(self.tokens):
            if token.kind == "quote" and i not in self._taken and (incised := self.incise(token)) is not None:
                cue, source, parts = incised
                self._taken.add(i)
                yield Said(content=parts, cue=cue, source=source)

    def _without_cue(self, before: Said | None, any_found: bool) -> Iterator[Said]:
        """Quoted words behind a colon, or alone: the speaker before goes on."""
        words = [k for k, t in enumerate(self.tokens) if t.kind == "word"]
        said = [k for k in words if self.tokens[k].form not in self.w.ands]
        for i, token in enumerate(self.tokens):
            if token.kind != "quote" or i in self._taken or i < self._until:
                continue
            colon = i > 0 and self.tokens[i - 1].form == ":" and " " in token.form
            next_to = before is not None and self.unit.number - before.number <= 1
            if not (is_speech(token) or colon or (next_to and not words)):
                continue
            if colon and (source := self.subject_of_unit(i - 1)) is not None:
                self._taken.add(i)
                yield Said(content=(Span(start=token.start, end=token.end),), source=source)
            elif not (said and said[0] < i) and not (words and words[-1] > i):
                self._taken.add(i)
                yield Said(content=(Span(start=token.start, end=token.end),))
            elif any_found and self._apart(i):
                yield Said(content=(Span(start=token.start, end=token.end),))
            elif _SENTENCES.search(token.form) and words[-1] < i:
                yield Said(content=(Span(start=token.start, end=token.end),), source=self.subject_of_unit(i))
        if not any_found and before is not None and (self._spoken_on(before) or self._free_indirect(before)):
            span = self._span(self._opening(), len(self.tokens))
            if span is not None:
                yield Said(content=(span,), spoken=before.spoken)

    def _spoken_on(self, before: Said) -> bool:
        """Whether a dialogue goes on behind a dash: "— Иди, — сказал Иван. — Уже поздно."."""
        return (
            before.spoken
            and self._dialogue()
            and self.unit.number - before.number == 1
            and not self.unit.opens
        )

    def _free_indirect(self, before: Said) -> bool:
        """Whether the sentence only goes on with what was said before, as its verb shows."""
        is_next = self.unit.number - before.number <= 1 and not self._taken
        if not is_next or not self.w.subjunctive or not self.tokens:
            return False
        if self._form(0) in self.w.subordinators:
            return False
        return any(t.form in self.w.subjunctive for t in self.tokens[:14] if t.kind == "word")
