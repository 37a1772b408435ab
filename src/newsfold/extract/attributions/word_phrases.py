"""The noun phrases of a unit, by words and marks alone."""

from __future__ import annotations

from bisect import bisect_left

from newsfold.extract.attributions.reporting_words import form_of
from newsfold.extract.attributions.units import DASHES, Token, Unit, is_speech, trimmed
from newsfold.extract.attributions.word_cues import WordCues
from newsfold.records import Span

_LONG = 14  # tokens of the longest source
_WORDS = 6  # blanks in a subject that is far from its cue


class WordPhrases(WordCues):
    """One unit's noun phrases, and what stands beside its cues."""

    def walk(self, start: int, limit: int) -> int:
        """Where the noun phrase that begins at `start` ends."""
        w, k, run, named = self.w, start, 0, False
        by_name = self._begins_name(start)
        while k < min(limit, len(self.tokens), start + _LONG):
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
            if k > start and (token.form in w.cues or token.form in w.behind_source):
                break
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
        end = self.walk(start, stop)
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

    def subject_right(self, i: int) -> tuple[Span, int] | None:
        """The subject behind a cue that stands before it, and the token behind it."""
        for at in (i - 1, i - 2, i):
            if 0 <= at < len(self.tokens) and self._enclitic(at):
                return Span(start=self.tokens[at].start, end=self.tokens[at].end), max(i, at + 1)
        k = i
        while k < len(self.tokens) and self._filler(k):
            k += 1
        if k >= len(self.tokens) or self.tokens[k].kind != "word" or self._form(k) in self.w.conjunctions:
            return None
        if self._form(k) in self.w.participles:
            k += 1
        k = self._behind_listener(k)
        k += self._form(k) in self.w.before_body
        span = self.noun_phrase(k, len(self.tokens)) if k < len(self.tokens) else None
        if span is None:
            return None
        return span, self.token_behind(span)

    def _behind_listener(self, k: int) -> int:
        """The token behind whom it was said to: "a indiqué à l'AFP une source"."""
        if self._form(k) not in self.w.to_listener or k + 1 >= len(self.tokens):
            return k
        end = self.walk(k + 1, len(self.tokens))
        return end if self._form(end) in self.w.determiners else k

    def token_behind(self, span: Span) -> int:
        """The first token behind a span, and behind brackets that follow it."""
        k = bisect_left(self.tokens, span.end, key=lambda token: token.start)
        if self._form(k) == "(":
            return next((at + 1 for at in range(k, min(k + 8, len(self.tokens))) if self._form(at) == ")"), k)
        return k

    def _filler(self, k: int) -> bool:
        """Whether a word may stand between a cue and its subject: "hoy", "el lunes"."""
        day = self._form(k + 1) in self.w.fillers and (
            self._form(k) in self.w.determiners or self._form(k) in self.w.stops
        )
        return self._form(k) in self.w.fillers or day

    def _enclitic(self, i: int) -> bool:
        return self._form(i) in self.w.enclitics and self._form(i).startswith("-")

    def subject_left(self, first: int) -> Span | None:
        """The subject of a cue that stands behind it in one clause."""
        start = self.clause_start(first)
        if start >= first:
            return None
        if self._form(start) in self.w.relatives and start >= 2 and self._form(start) not in self.w.pronouns:
            edge = self.clause_start(start - 1)
            return self.noun_phrase(edge, start - 1)
        inner = next(
            (k for k in range(first - 1, start, -1) if self._form(k) in self.w.conjunctions), start - 1
        )
        start = max(start, inner + 1)
        marked = next((k for k in range(start, first) if self._form(k) in self.w.subject_marks), None)
        if marked is not None:
            return self._span(max(start, marked - _LONG), marked)
        whole = self.noun_phrase(start, first)
        if whole is not None and not (start == self._opening() and self._may_be_adverb(start, first)):
            return whole
        if "verb second" in self.w.options:
            return None
        return self._last_phrase(start, first)

    def _may_be_adverb(self, start: int, first: int) -> bool:
        """Whether a capital may only be there because the sentence begins: "Natürlich sagt Holt, …"."""
        word = self.tokens[start]
        known = word.form in self.w.pronouns or word.form in self.w.nobody or word.form in self.w.determiners
        is_lone = first - start == 1 and "verb second" in self.w.options
        return is_lone and not known and self.text[word.start : word.end] not in self.names

    def _last_phrase(self, start: int, first: int) -> Span | None:
        """The noun phrase right before the cue, where something else opens the clause."""
        for k in range(start + 1, first):
            opens = self._form(k) in self.w.determiners or self._form(k) in self.w.pronouns
            opens = opens or (self.w.cased and self.tokens[k].capital)
            if opens and self._form(k - 1) not in self.w.stops and self.walk(k, first) >= first:
                return self.noun_phrase(k, first)
        return None

    def before_apposition(self, first: int) -> Span | None:
        """The subject that a clause between commas parts from its cue: "Holt, the mayor, said"."""
        if not first or self.tokens[first - 1].form != ",":
            return None
        inner = self.clause_start(first - 1)
        if inner < 2 or self.tokens[inner - 1].form != ",":
            return None
        edge = inner
        for _ in range(4):
            edge = self.clause_start(edge - 1)
            if not self._bound(edge) or edge < 2 or self.tokens[edge - 1].form != ",":
                break
        return None if self._bound(edge) else self.noun_phrase(edge, self.next_mark(edge, ",") or inner - 1)

    def _bound(self, k: int) -> bool:
        """Whether a clause only goes on with the noun before it: ", del ministerio, …"."""
        form = self._form(k)
        return (form in self.w.particles or form in self.w.stops) and form not in self.w.determiners

    def apposed(self, first: int) -> bool:
        """Whether the words before a cue are a name with its apposition, and no clause of their own."""
        start = self._opening()
        end = self.walk(start, first) if start < first and self._kind(start) == "word" else first
        return self._form(end) == "," and first - end > 2 and self.clause_start(first - 1) > end

    def subject_of_unit(self, stop: int) -> Span | None:
        """Who the words before a colon are of: "Holt is blunt: “…”"; None where a single word may be any."""
        clause = self.clause_start(stop)
        behind_colon = clause > self._opening() and self._form(clause - 1) == ":"
        if behind_colon and 0 < stop - clause <= 5 and self.walk(clause, stop) == stop:
            return self._span(clause, stop)  # "… with two men: Rogers: “…”"
        phrase = self.noun_phrase(self._opening(), stop)
        if phrase is None or " " in phrase.of(self.text):
            return None if phrase is not None and phrase.of(self.text).count(" ") > _WORDS else phrase
        form = phrase.of(self.text).casefold()
        alone = stop - self._opening() == 1
        return (
            phrase
            if alone or form in self.w.pronouns or self._form(self._opening() + 1) in self.w.auxiliaries
            else None
        )

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

    def incise(self, token: Token) -> tuple[Span, Span | None, tuple[Span, ...]] | None:
        """A cue with its subject between commas inside quotation marks."""
        inner = Unit(Span(start=token.start + 1, end=token.end), (), self.unit.number, False)
        inner_tokens = tuple(
            Token(
                "word" if m.group()[-1].isalnum() or (m.group()[0] == "-" and len(m.group()) > 1) else "mark",
                m.start(),
                m.end(),
                form_of(m.group()),
                m.group()[:1].isupper(),
            )
            for m in self.w.token.finditer(self.text, token.start + 1, max(token.start + 1, token.end - 1))
        )
        reader = WordPhrases(self.text, Unit(inner.span, inner_tokens, inner.number, False), self.w)
        for i, inner_token in enumerate(inner_tokens):
            if inner_token.kind != "word" or not reader._is_cue(i):
                continue
            first, last = reader.group(i)
            if first < 2 or inner_tokens[first - 1].form not in (
                "—–" if inner_tokens[first - 2].form in ",!?…" else ","
            ):
                continue
            right = reader.subject_right(last + 1)
            if right is None:
                continue
            stop = right[1]
            while stop < len(inner_tokens) and inner_tokens[stop].kind == "word" and stop - right[1] < 8:
                stop += 1
            cue = Span(start=inner_tokens[first].start, end=inner_tokens[last].end)
            edge = (
                inner_tokens[first - 1].start
                if inner_tokens[first - 1].form == ","
                else inner_tokens[first - 2].start
            )
            before = Span(start=token.start, end=edge)
            rest = (
                trimmed(self.text, inner_tokens[stop].end, token.end)
                if stop < len(inner_tokens) and stop + 1 < len(inner_tokens)
                else None
            )
            return cue, right[0], (before, Span(start=rest.start, end=token.end)) if rest else (before,)
        return None
