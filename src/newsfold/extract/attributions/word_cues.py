"""The cues of a unit, the verb groups around them, and where its clauses begin."""

from __future__ import annotations

from itertools import accumulate, pairwise

from newsfold.extract.attributions.reporting_words import Phrases, ReportingWords
from newsfold.extract.attributions.settings import WORDS
from newsfold.extract.attributions.units import DASHES, ReportUnit, is_speech, trimmed_words
from newsfold.records import Span

_CLAUSE_MARKS = ",;:.!?…()[]" + DASHES + "،؛؟।"


class WordCues:
    """One unit's tokens, and what stands around a place in them."""

    def __init__(
        self, text: str, unit: ReportUnit, wording: ReportingWords, names: frozenset[str] = frozenset()
    ) -> None:
        """`names` are the words that the text prints with a capital inside sentences too."""
        self.text = text
        self.names = names
        self.unit = unit
        self.w = wording
        self.tokens = unit.tokens
        self._counts = [0, *accumulate(token.kind == "word" for token in unit.tokens)]

    def _form(self, i: int) -> str:
        return self.tokens[i].form if 0 <= i < len(self.tokens) else ""

    def _phrase_at(self, i: int, table: Phrases) -> int:
        for parts in table.get(self._form(i), ()):
            if all(self._form(i + k) == part for k, part in enumerate(parts)):
                return len(parts)
        return 0

    def _kind(self, i: int) -> str:
        return self.tokens[i].kind if 0 <= i < len(self.tokens) else ""

    def _span(self, start: int, stop: int) -> Span | None:
        if start >= stop:
            return None
        if self.tokens[stop - 1].kind == "quote":
            return Span(start=self.tokens[start].start, end=self.tokens[stop - 1].end)
        span = trimmed_words(self.text, self.tokens[start].start, self.tokens[stop - 1].end)
        last = next((t for t in reversed(self.tokens[start:stop]) if t.kind != "mark"), None)
        if span is not None and last is not None and last.kind == "quote":
            return Span(start=span.start, end=max(span.end, last.end))
        return span

    def words_between(self, start: int, stop: int) -> int:
        """How many words stand there outside quotation marks."""
        return max(0, self._counts[min(stop, len(self.tokens))] - self._counts[max(0, start)])

    def next_mark(self, i: int, marks: str) -> int | None:
        """The first of these marks within reach, no other mark and no quotation before it."""
        for k in range(i, min(len(self.tokens), i + WORDS.back)):
            if self.tokens[k].kind == "quote":
                return None
            if self.tokens[k].kind == "mark" and self.tokens[k].form in marks:
                return k
        return None

    # ── cues ──────────────────────────────────────────────────────────────────────────────────────

    def _is_cue(self, i: int) -> bool:
        form = self._form(i)
        if form in self.w.parts:
            behind = self.tokens[i + 1 : i + 1 + WORDS.back]
            ends = (
                t
                for t, follows in pairwise((*behind, None))
                if follows is None or follows.kind != "word" or follows.form in self.w.conjunctions
            )
            return form in self.w.cues or any(t.form in self.w.parts[form] for t in ends if t is not None)
        if form in self.w.cues:
            capital = self.w.cased and self.tokens[i].capital and i and self.tokens[i - 1].kind == "word"
            return not (capital or self._behind_article(i))
        return form in self.w.participles and self._auxiliary(i) is not None

    def _behind_article(self, i: int) -> bool:
        """Whether an article makes a noun of a word: "la espera", but not "Holt la critica"."""
        if self._form(i - 1) not in self.w.determiners or not self.w.cased:
            return False
        if self._phrase_at(i - 1, self.w.backward) == 1:
            return False  # "Lo riferisce l'Ansa"
        if self._form(i - 1) not in self.w.clitics:
            return self._form(i - 1) not in self.w.pronouns and self._form(i - 1) not in self.w.relatives
        return i < 2 or self._kind(i - 2) != "word" or self._form(i - 2) in self.w.stops

    def _auxiliary(self, i: int) -> int | None:
        """Where the auxiliary of a participle stands."""
        reach = 12 if "participles stand last" in self.w.options else 4
        for k in range(i - 1, max(-1, i - 1 - reach), -1):
            token = self.tokens[k]
            if token.form in self.w.auxiliaries:
                passive = token.form in self.w.reflexive and self._form(k - 1) not in self.w.clitics
                return None if passive else k
            if token.kind == "quote" or token.form in ".;:":
                return None
        return i if self._form(i + 1) in self.w.auxiliaries else None

    def group(self, i: int) -> tuple[int, int]:
        """The first and last token of the verb group around a cue."""
        first = last = i
        auxiliary = self._auxiliary(i) if self._form(i) in self.w.participles else None
        if (
            auxiliary is not None
            and auxiliary < i
            and (self._form(i) not in self.w.cues or i - auxiliary <= 3)
        ):
            first = auxiliary
            if "participles stand last" in self.w.options and self._form(first + 1) == self._form(i):
                first = self._modal(first)
        while first and self.tokens[first - 1].kind == "word" and self._light(first - 1):
            first -= 1
        while last + 1 < len(self.tokens) and self._form(last + 1) in self.w.auxiliaries and last > first:
            last += 1
        if self._form(last + 1) in self.w.auxiliaries and self._form(i) in self.w.participles:
            last += 1
        return first, last

    def _modal(self, auxiliary: int) -> int:
        """Where the verb group begins that ends in an infinitive: "zou de minister hebben gezegd"."""
        for k in range(auxiliary - 1, max(-1, auxiliary - 8), -1):
            if self.tokens[k].kind != "word" or self._form(k) in self.w.conjunctions:
                break
            if self._form(k) in self.w.auxiliaries:
                return k
        return auxiliary

    def _light(self, i: int) -> bool:
        form = self.tokens[i].form
        return form in self.w.light

    def denied(self, first: int, last: int) -> bool:
        """Whether a cue gives nobody's words: "no dijo que …"."""
        start = first - 1 - (first > 1 and self._form(first - 1) in self.w.stops)  # "niet te geloven"
        around = self.tokens[max(0, start) : last + 1 + (not self.infinitive(last + 1))]
        return any(t.form in self.w.denials for t in around)

    def infinitive(self, k: int) -> bool:
        """Whether a clause without a conjunction begins: "a déclaré ne pas vouloir", "dice tener"."""
        if not self.w.infinitives:
            return False
        for at in range(k, min(len(self.tokens), k + 4)):
            token = self.tokens[at]
            if token.kind != "word" or token.capital:
                return False
            ends = token.form.endswith(self.w.infinitives)
            if token.form in self.w.before_infinitive:
                if ends:
                    return True
                continue
            known = (
                token.form in self.w.stops or token.form in self.w.fillers or token.form in self.w.determiners
            )
            return ends and not known
        return False

    def clause_start(self, i: int) -> int:
        """The first token of the clause before `i`: behind the last mark, quotation or conjunction."""
        k = i
        while k > max(0, i - WORDS.back):
            token = self.tokens[k - 1]
            initial = token.form == "." and k > 1 and len(self.tokens[k - 2].form) <= 2
            title = token.form == "." and k > 1 and self.tokens[k - 2].form in self.w.titles
            if token.kind == "quote" and is_speech(token):
                break
            if token.kind == "mark" and token.form in _CLAUSE_MARKS and not (initial or title):
                break
            k -= 1
        while k < i and self._form(k) in self.w.before_clause:
            k += 1
        return k
