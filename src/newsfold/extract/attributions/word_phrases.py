"""The noun phrases of a unit, by words and marks alone, and the marks around them."""

from __future__ import annotations

from bisect import bisect_left

from newsfold.extract.attributions.settings import WORDS
from newsfold.extract.attributions.units import DASHES, is_speech
from newsfold.extract.attributions.word_cues import WordCues
from newsfold.records import Span


class WordPhrases(WordCues):
    """One unit's noun phrases."""

    def walk(self, start: int, limit: int, led: bool = False) -> int:
        """Where the noun phrase that begins at `start` ends; `led` by a preposition it holds no pronoun."""
        w, k, run, named = self.w, start, 0, False
        by_name = self._begins_name(start)
        while k < min(limit, len(self.tokens), start + WORDS.source):
            token = self.tokens[k]
            if token.kind == "quote":
                if is_speech(token) or k == start:
                    break
                k += 1  # "the trainer of “Lakers” Luke Holt"
                if not (k < len(self.tokens) and self.tokens[k].capital):
                    break
                continue
            if token.kind == "mark":
                after_initial = (
                    token.form == "."
                    and k > start
                    and (len(self.tokens[k - 1].form) == 1 or self.tokens[k - 1].form in w.titles)
                )
                if not after_initial and token.form not in "&/'’":
                    break
                k += 1
                continue
            if token.form in w.particles and k > start and self._goes_on_with_name(k, start):
                k += 1
                continue
            if token.form in w.ands:
                follows = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
                if follows is None or not (follows.capital or follows.form in w.determiners) or k == start:
                    break
                named, run = False, 0
                k += 1
                by_name = by_name and follows.capital and follows.form not in w.determiners
                continue
            if token.form in w.stops or token.form in w.plain_relatives or token.form in w.auxiliaries:
                break
            noun = k == start + 1 and self._form(start) in w.determiners  # "selon l'annonce"
            if k > start and not noun and (token.form in w.cues or token.form in w.behind_source):
                break
            if led and k > start and token.form in w.pronouns and token.form not in w.determiners:
                break  # "согласно записям они …"
            if token.form in w.determiners:
                if k > start and (by_name or named or self._new_phrase(k)):
                    break
                run = 0
            elif token.capital or token.form.isdigit():
                run += 1
                named = named or run >= 2
            else:
                if k > start and (by_name or named or self._behind_noun(k, run)):
                    break
                run = 0
            k += 1
        while k > start + 1 and self.tokens[k - 1].form in w.after_phrase:
            k -= 1
        return k

    def _begins_name(self, start: int) -> bool:
        """Whether a phrase opens with a name: a capital that the start of a sentence does not explain."""
        token = self.tokens[start]
        if not self.w.cased or not token.capital or token.form in self.w.determiners:
            return False
        follows = start + 1 < len(self.tokens) and self.tokens[start + 1].capital
        return start > self._opening() or follows or self.text[token.start : token.end] in self.names

    def _new_phrase(self, k: int) -> bool:
        """Whether an article begins another phrase: "à l'AFP une source", but "la source de la ville"."""
        return "nouns in capitals" not in self.w.options and self._form(k - 1) not in self.w.after_phrase

    def _behind_noun(self, k: int, run: int) -> bool:
        """Whether a small word behind a noun ends the phrase, where every noun has a capital."""
        if not run or "nouns in capitals" not in self.w.options:
            return False
        follows = self.tokens[k + 1].capital if k + 1 < len(self.tokens) else False
        return not (follows and self._form(k).endswith(self.w.endings))

    def _goes_on_with_name(self, k: int, start: int) -> bool:
        if k - start > 1 and self._form(k + 1) in self.w.determiners:
            return False  # "Anna Holt von der Stadt", but "Ursula von der Leyen"
        for at in range(k + 1, min(k + 3, len(self.tokens))):
            if self.tokens[at].capital or not self.w.cased:
                return True
            if self.tokens[at].form not in self.w.inside_names:
                return False
        return False

    def noun_phrase(self, start: int, stop: int, bare: bool = False) -> Span | None:
        """The noun phrase that opens the tokens [start, stop); None where none does.

        `bare` ones have neither article nor capital, since a preposition before them holds the article.
        """
        while start < stop and self._form(start) in self.w.before_phrase:
            start += 1
        if start >= stop or self.tokens[start].kind != "word":
            return None
        form = self._form(start)
        follows = self._form(start + 1) if start + 1 < stop and self._kind(start + 1) == "word" else ""
        article = form in self.w.determiners and follows and follows not in self.w.after_pronoun
        if (form in self.w.pronouns or form in self.w.nobody) and not article:
            return Span(start=self.tokens[start].start, end=self.tokens[start].end)
        if (form in self.w.stops and form not in self.w.determiners) or form in self.w.plain_relatives:
            return None
        if form in self.w.cues and not self.tokens[start].capital:
            return None
        end = self.walk(start, stop, led=bare)
        end = self._with_apposition(start, end)
        named = form in self.w.determiners or any(
            t.capital or t.form[0].isdigit() for t in self.tokens[start:end]
        )
        bare = bare or not self.w.cased or "nouns without an article" in self.w.options
        return self._span(start, end) if bare or named else None

    def _with_apposition(self, start: int, end: int) -> int:
        """The end of a name behind a comma: "the head of the council, Ann Holt"."""
        if not self.w.cased or self._form(end) != "," or self._form(start) not in self.w.determiners:
            return end
        k = end + 1
        while k < len(self.tokens) and k - end <= 5 and self.tokens[k].kind == "word":
            particle = self.tokens[k].form in self.w.particles and k > end + 1
            if not (self.tokens[k].capital or particle) or self.tokens[k].form in self.w.determiners:
                break
            k += 1
        closed = k >= len(self.tokens) or self.tokens[k].kind != "word" or self.tokens[k].form in self.w.stops
        return k if k - end > 2 and closed else end

    def token_behind(self, span: Span) -> int:
        """The first token behind a span, and behind brackets that follow it."""
        k = bisect_left(self.tokens, span.end, key=lambda token: token.start)
        if self._form(k) == "(":
            return next((at + 1 for at in range(k, min(k + 8, len(self.tokens))) if self._form(at) == ")"), k)
        return k

    def _filler(self, k: int) -> bool:
        """Whether a word may stand between a cue and its subject: "hoy", "el lunes"."""
        opens = self._form(k) in self.w.determiners or self._form(k) in self.w.stops - self.w.conjunctions
        day = self._form(k + 1) in self.w.fillers and opens
        return self._form(k) in self.w.fillers or day

    # ── marks and quotations ──────────────────────────────────────────────────────────────────────

    def _opening(self) -> int:
        """The first token that is no dash, bullet or coordinator."""
        k = 0
        while k < len(self.tokens) and self.tokens[k].kind == "mark" and self.tokens[k].form not in "([¿¡":
            k += 1
        return k

    def _dialogue(self) -> bool:
        return bool(self.tokens) and self.tokens[0].kind == "mark" and self.tokens[0].form in DASHES

    def _back_over_marks(self, i: int) -> int:
        k = i - 1
        while k >= 0 and self.tokens[k].kind == "mark" and self.tokens[k].form not in ")]":
            k -= 1
        return k

    def _quoted_index_before(self, at: int) -> int | None:
        return next((k for k in range(at - 1, -1, -1) if self.tokens[k].kind == "quote"), None)

    def _apart(self, k: int) -> bool:
        """Whether a quotation is whole sentences of its own, behind a stop or a colon."""
        before = self.tokens[k - 1].form if k else "."
        return before == ":" or (before in ".!?…" and is_speech(self.tokens[k]))

    def _runs_on(self, k: int) -> bool:
        """Whether the words before a quotation lead into it: "The road is “closed”"."""
        return k > 0 and self.tokens[k - 1].kind == "word"

    def _is_adverbial(self, start: int, first: int) -> bool:
        """Whether the words before the cue only tell when or where: "Am Montag, sagte Holt, …"."""
        return self._form(start) in self.w.stops and self.words_between(start, first) <= 4

    def _ends_behind(self, last: int) -> bool:
        rest = self.words_between(last + 1, len(self.tokens))
        return rest <= 8 and not any(t.kind == "quote" for t in self.tokens[last + 1 :])
