"""What a report reports: the words behind its cue, before it, and where they go on."""

from __future__ import annotations

from collections.abc import Sequence

from newsfold.extract.attributions.reporting_words import ReportingWords
from newsfold.extract.attributions.settings import WORDS
from newsfold.extract.attributions.units import DASHES, ReportUnit, is_speech, trimmed_words
from newsfold.extract.attributions.word_subjects import WordSubjects
from newsfold.records import Span


class WordContents(WordSubjects):
    """One unit's quotations and clauses, and which of them have a source already."""

    def __init__(self, text: str, unit: ReportUnit, wording: ReportingWords, names: frozenset[str]) -> None:
        super().__init__(text, unit, wording, names)
        self._taken: set[int] = set()  # quotations that have a source
        self._until = 0  # tokens that a report has taken as its content

    def _behind(self, last: int, cue: int) -> tuple[tuple[Span, ...], int]:
        """What stands behind the cue: after a conjunction, a colon, or in quotation marks; and where."""
        if self.infinitive(last + 1) and self._form(cue) not in self.w.intentions | self.w.parts.keys():
            return self._rest(last + 1)
        comma = False
        for k in range(last + 1, min(len(self.tokens), last + 1 + WORDS.content)):
            token = self.tokens[k]
            if token.kind == "quote":
                if not (is_speech(token) or k <= last + 2) or self._names_listener(k):
                    comma = False
                    continue
                return self._quotes_from(k), k
            if token.form == ":":
                if k + 1 < len(self.tokens) and self.tokens[k + 1].kind == "quote":
                    return self._quotes_from(k + 1), k + 1
                if k - last > WORDS.colon or self._form(k + 1).isdigit():
                    break  # a list, or a time of day
                return self._rest(k + 1)
            if token.form in self.w.conjunctions and self._opens_clause(k, last, comma):
                return self._rest(k)
            if token.kind == "mark" and token.form in ".;?!…" + DASHES:
                break
            if comma and self._subjunctive(k):
                return self._rest(k)
            comma = token.form == "," or (comma and token.kind == "mark")
            if token.kind == "word" and self._is_cue(k) and k > last + 1:
                break
        return (), 0

    def _opens_clause(self, k: int, last: int, comma: bool) -> bool:
        if "conjunctions behind a comma" in self.w.options:
            return comma
        before = self._form(k - 1)
        if before in self.w.comparisons:
            return False  # "plutôt que"
        if self._form(k - 2) in self.w.comparisons and before not in self.w.fillers:
            return False  # "plus sûre que", but "a dit plus tard que"
        noun = self._form(k - 2) not in self.w.fillers and self._form(k - 2) not in self.w.cues
        if before in self.w.ands and k - 1 == last + 1:
            return False
        to_listener = self._form(last + 1) in self.w.to_listener
        if before in self.w.particles and k - 2 > last and noun and not to_listener:
            return False  # "plantea la cuestión de si", but "informó Ruiz de que"
        if before == "," and "verb first" not in self.w.options:
            return any(self._form(at) == "," for at in range(last + 1, k - 1)) or k - 2 <= last
        return comma or k - last <= 12

    def _subjunctive(self, k: int) -> bool:
        """Whether a clause from here on shows by its verb alone that it is reported (Konjunktiv I)."""
        if not self.w.subjunctive or self._form(k) in self.w.subordinators:
            return False
        for at in range(k, min(len(self.tokens), k + 30)):
            token = self.tokens[at]
            if token.kind == "mark" and token.form in ",.;:":
                return False
            if token.form in self.w.subjunctive:
                return True
        return False

    def _names_listener(self, k: int) -> bool:
        """Whether a quotation only names to whom it was said: "dijo a «El Faro» que …"."""
        behind = k + 1 + (self._form(k + 1) == ",")
        opens = any(self._form(at) in self.w.conjunctions for at in (behind, behind + 1))
        return (opens or self._form(k - 1) in self.w.to_listener) and not is_speech(self.tokens[k])

    def _of_object(self, right: tuple[Span, int], left: Span | None, at: int) -> bool:
        """Whether "que" opens a relative clause: "Ruiz anunció un plan que …", "vio a un hombre que …"."""
        first = next((t.form for t in self.tokens if t.start == right[0].start), "")
        number = first.isdigit() and "verb first" not in self.w.options
        if not (first in self.w.indefinite or number) or self._form(at) not in self.w.conjunctions:
            return False
        return left is not None or at > right[1]

    def _rest(self, k: int) -> tuple[tuple[Span, ...], int]:
        span = self._span(k, self._before_speech(k, self._before_credit(k)))
        return ((span,), k) if span is not None else ((), 0)

    def _before_speech(self, k: int, end: int) -> int:
        """Where the content that begins at `k` ends: before ": “…”", whole sentences said besides."""
        for at in range(k + 1, end - 1):
            if (
                self.tokens[at].form == ":"
                and self.tokens[at + 1].kind == "quote"
                and is_speech(self.tokens[at + 1])
            ):
                return at
        return end

    def _before_credit(self, k: int) -> int:
        """Where the content that begins at `k` ends: before ", berichtete die dpa", ", según EFE"."""
        end = len(self.tokens)
        for at in range(max(k + 2, end - WORDS.credit), end - 1):
            if self.tokens[at].form != "," or self.tokens[at + 1].kind != "word":
                continue
            named = self._is_cue(at + 1) and self._form(at + 2) not in self.w.conjunctions
            if (named and self._kind(at + 2) == "word") or self._phrase_at(at + 1, self.w.before_source):
                return at
        return end

    def _quotes_from(self, k: int) -> tuple[Span, ...]:
        """The quotation at `k` and those behind it that no cue takes: what stands between is said too."""
        parts = [Span(start=self.tokens[k].start, end=self.tokens[k].end)]
        for at in range(k + 1, len(self.tokens)):
            token = self.tokens[at]
            if token.kind == "word" and self._is_cue(at):
                break
            if token.kind == "quote":
                few = self.words_between(k + 1, at) <= WORDS.few
                here = Span(start=token.start, end=token.end)
                if few:
                    parts[-1] = Span(start=parts[-1].start, end=token.end)
                elif is_speech(token):
                    parts.append(here)
                else:
                    continue
                k = at
        return tuple(parts)

    def _quoted_before(self, first: int) -> Span | None:
        k = self._back_over_marks(first)
        if k < 0 or self.tokens[k].kind != "quote" or k in self._taken:
            return None
        return Span(start=self.tokens[k].start, end=self.tokens[k].end)

    def _before(self, first: int, last: int, has_subject: bool) -> tuple[Span, ...]:
        """What stands before the cue: quoted words alone, or the clause; and how it goes on behind."""
        k = self._back_over_marks(first)
        start = self._opening()
        if k < start:
            return ()
        parts: list[Span] = []
        if self.tokens[k].kind == "quote":
            if k in self._taken:
                return ()
            lead = self.words_between(start, k)
            if lead <= 1 or self._apart(k) or not self._runs_on(k):
                parts.append(Span(start=self.tokens[k].start, end=self.tokens[k].end))
                opening = [
                    q for q in range(start, k) if self.tokens[q].kind == "quote" and q not in self._taken
                ]
                if opening and self.words_between(opening[0], k) <= WORDS.few:
                    parts[0] = Span(start=self.tokens[opening[0]].start, end=parts[0].end)
        if not parts:
            if (
                self.tokens[first - 1].form not in (",", *DASHES, "!", "?", "…")
                and self.tokens[k].kind != "quote"
            ):
                return ()
            if self.words_between(start, first) < (1 if self._dialogue() else 2) or (
                self._form(start) in self.w.subordinators and not has_subject
            ):
                return ()
            clause = self.tokens[k].kind != "quote" and not has_subject
            if self._is_adverbial(start, first) or (clause and self._new_clause(first)):
                return ()
            end = self.tokens[k].end
            span = Span(start=self.tokens[start].start, end=end) if self.tokens[k].kind == "quote" else None
            span = span or trimmed_words(self.text, self.tokens[start].start, end)
            if span is None:
                return ()
            parts.append(span)
        parts += self._goes_on(last, bool(self.tokens[k].kind == "quote"), first)
        self._claim(parts)
        return tuple(parts)

    def _new_clause(self, first: int) -> bool:
        """Whether a cue says nothing of the clause before it: behind an apposition, or joined by "and"."""
        token = self.tokens[first]
        printed = self.text[token.start : token.end]
        return self.apposed(first) or any(printed == f"{prefix}{token.form}" for prefix in self.w.prefixes)

    def _goes_on(self, last: int, quoted: bool, first: int) -> list[Span]:
        """The words behind ", sagte Holt, …": quoted ones, or the end of a clause that has just begun."""
        mark = self.next_mark(last + 1, ",.:" + DASHES)
        if mark is None:
            return []
        for k in range(mark + 1, min(len(self.tokens), mark + 1 + WORDS.few)):
            if self.tokens[k].kind == "quote":
                return list(self._quotes_from(k))
            if self.tokens[k].kind == "word" and self._form(k) not in self.w.ands:
                break
        if self.tokens[mark].form in DASHES and self._dialogue():
            return [s for s in (self._span(mark + 1, len(self.tokens)),) if s]
        begun = self.words_between(self._opening(), first) < WORDS.begun and self.tokens[mark].form == ","
        if quoted or not begun or self._form(mark + 1) in self.w.relatives | self.w.gerunds:
            return []
        return [s for s in (self._span(mark + 1, len(self.tokens)),) if s]

    def _claim(self, parts: Sequence[Span]) -> None:
        for i, token in enumerate(self.tokens):
            if token.kind == "quote" and any(p.start <= token.start < p.end for p in parts):
                self._taken.add(i)

    def _take(self, at: int, end: int) -> None:
        """Everything from the content on belongs to it, but for what is said besides behind a colon."""
        self._until = len(self.tokens)
        quoted = self.tokens[at].kind == "quote"
        for i in range(at, len(self.tokens)):
            if self.tokens[i].start >= end and (quoted or self.tokens[i].form == ":"):
                self._until = i
                break
            if self.tokens[i].kind == "quote":
                self._taken.add(i)
        k = self._quoted_index_before(at)
        if k is not None:
            self._taken.add(k)
