"""The subjects of a unit's cues: who stands before a cue, behind it, or further back in the sentence."""

from __future__ import annotations

from newsfold.extract.attributions.reporting_words import form_of
from newsfold.extract.attributions.settings import WORDS
from newsfold.extract.attributions.units import ReportUnit, UnitToken, trimmed_words
from newsfold.extract.attributions.word_phrases import WordPhrases
from newsfold.records import Span


class WordSubjects(WordPhrases):
    """One unit's subjects."""

    def subject_right(self, i: int) -> tuple[Span, int] | None:
        """The subject behind a cue that stands before it, and the token behind it."""
        for at in (i - 1, i - 2, i):
            if 0 <= at < len(self.tokens) and self._enclitic(at):
                return Span(start=self.tokens[at].start, end=self.tokens[at].end), max(i, at + 1)
        k = i
        while k < len(self.tokens) and (self._filler(k) or self._form(k) in self.w.enclitics):
            k += 1
        if k >= len(self.tokens) or self.tokens[k].kind != "word" or self._form(k) in self.w.conjunctions:
            return None
        if self._form(k) in self.w.participles:
            k += 1
        k = self._behind_adverbial(self._behind_listener(k))
        k += self._form(k) in self.w.before_body
        if k < len(self.tokens) and self._kind(k) != "word":
            return None
        span = self.noun_phrase(k, len(self.tokens)) if k < len(self.tokens) else None
        if span is None:
            return None
        return span, self.token_behind(span)

    def _behind_listener(self, k: int) -> int:
        """Behind whom it was said to: "a indiqué à l'AFP une source", "сообщил агентству Иванов"."""
        if self._is_listener(k):
            while (
                self._kind(k) == "word" and not self.tokens[k].capital and self._form(k) not in self.w.stops
            ):
                k += 1
            return k
        if self._form(k) not in self.w.to_listener or k + 1 >= len(self.tokens):
            return k
        end = self.walk(k + 1, len(self.tokens))
        return end if self._form(end) in self.w.determiners else k

    def _is_listener(self, k: int) -> bool:
        """Whether a word is in the case of whom something is said to; names in it may be anything."""
        form = self._form(k)
        is_small = self._kind(k) == "word" and not self.tokens[k].capital and len(form) > WORDS.listener
        known = form in self.w.pronouns or form in self.w.determiners or form in self.w.stops
        return is_small and not known and form.endswith(self.w.listeners)

    def _behind_adverbial(self, k: int) -> int:
        """The token behind what tells how, where or when: "a confié avec émotion Holt"."""
        at = k
        while at + 1 < len(self.tokens) and self._form(at) in self.w.prepositions and at - k <= WORDS.source:
            listener = self._form(at) in self.w.to_listener
            at = self._past_noun(at + 1, listener)
            while self._form(at) in self.w.particles and at + 1 < len(self.tokens):
                at = self._past_noun(at + 1, listener)
            while at < len(self.tokens) and self._filler(at):
                at += 1
        if at == k or at >= len(self.tokens) or self.tokens[at].kind != "word":
            return k
        opens = self.tokens[at].capital or self._form(at) in self.w.determiners
        return at if opens and self._form(at) not in self.w.stops else k

    def _past_noun(self, k: int, listener: bool) -> int:
        """The token behind a noun phrase. Of a listener's a name is part: "aux élus Holt et Lind"."""
        start = k
        while k < len(self.tokens) and self._filler(k):
            k += 1
        if k > start or k >= len(self.tokens):
            return k
        end = self.walk(k, len(self.tokens))
        if (
            k < end
            and not listener
            and not self.tokens[k].capital
            and self._form(k) not in self.w.determiners
        ):
            for at in range(k + 1, end):
                inside = self.tokens[at - 1].capital or self._form(at - 1) in self.w.inside_names
                if self.tokens[at].capital and not inside:
                    return at
        return end

    def _enclitic(self, i: int) -> bool:
        """Whether a pronoun behind a hyphen is the subject: "dit-il", but not "disse-lhe"."""
        form = self._form(i)
        if form not in self.w.enclitics or not form.startswith("-"):
            return False
        bare = form.lstrip("-").removeprefix("t-")
        return bare in self.w.pronouns or bare in self.w.nobody - self.w.clitics

    def _impersonal(self, first: int, last: int) -> bool:
        """Whether a pronoun says that nobody is named: "se espera que", "prevê-se que"."""
        around = [
            self._form(k).lstrip("-") for k in range(first, last + 2) if self._form(k) not in self.w.cues
        ]
        return any(form in self.w.nobody and form in self.w.clitics for form in around)

    def _joined(self, first: int) -> bool:
        """Whether "and" or "sino que" stands right before a cue: its subject is the clause before's."""
        if self._form(first) in self.w.ands:
            return True
        k = first - 1
        while k > 0 and self._form(k) in self.w.conjunctions:
            k -= 1
        return k >= 0 and self._form(k) in self.w.ands

    def subject_left(self, first: int) -> Span | None:
        """The subject of a cue that stands behind it in one clause."""
        if first > 2 and self._form(first - 1) == ")":  # "the police of Lugo (Galicia) said"
            opens = next((k for k in range(first - 2, max(0, first - 10), -1) if self._form(k) == "("), 0)
            return self.subject_left(opens) if opens else None
        start = self.clause_start(first)
        if start >= first:
            return None
        if self._form(start) in self.w.relatives and start >= 2 and self._form(start) not in self.w.pronouns:
            return self._antecedent(self.clause_start(start - 1), start - 1)
        inner = next(
            (k for k in range(first - 1, start - 1, -1) if self._form(k) in self.w.conjunctions), start - 1
        )
        start = max(start, inner + 1)
        while start < first and self._form(start) in self.w.subordinators - self.w.to_listener:
            start += 1
        while "verb first" in self.w.options and start < first and self._form(start) in self.w.auxiliaries:
            start += 1  # "وكانت … قد صرحت"
        marked = next((k for k in range(start, first) if self._form(k) in self.w.subject_marks), None)
        if marked is not None:
            ends = (k for k in range(marked - 1, start, -1) if self._form(k - 1) in self.w.stops)
            return self._span(max(next(ends, start), marked - WORDS.source), marked)
        whole = self.noun_phrase(start, first)
        if whole is not None and not (start == self._opening() and self._may_be_adverb(start, first)):
            return self._behind_abbreviation(start, first) or self._behind_and(start, first) or whole
        if "verb second" in self.w.options:
            return None
        return self._before_bare(start) or self._last_phrase(start, first)

    def _before_bare(self, start: int) -> Span | None:
        """The name before an apposition that no comma closes: "Holt, élu de Brest a dit"."""
        if start < 2 or self._form(start - 1) != "," or self.tokens[start].capital or not self._plain(start):
            return None
        edge = self.clause_start(start - 1)
        named = edge < start - 1 and self.tokens[edge].capital and self.walk(edge, start - 1) == start - 1
        return self.noun_phrase(edge, start - 1) if named else None

    def _antecedent(self, edge: int, comma: int) -> Span | None:
        """The noun phrase that a relative clause behind a comma is of: "al ministro, que añadió …"."""
        for k in range(max(edge, comma - WORDS.source), comma):
            opens = self.tokens[k].kind == "word" and self._form(k) not in self.w.stops
            opens = opens and (
                k == edge
                or self._form(k) in self.w.determiners
                or self.tokens[k].capital
                or self._form(k - 1) in self.w.to_listener
            )
            if opens and self.walk(k, comma) >= comma:
                bare = self._form(k - 1) in self.w.to_listener
                return self.noun_phrase(k, comma, bare=bare)
        last = self.noun_phrase(comma - 1, comma) if "nouns without an article" in self.w.options else None
        return last or self.noun_phrase(edge, comma)

    def subject_of_clause(self, stop: int) -> Span | None:
        """The subject of the main clause before `stop`: a noun phrase that a verb stands behind."""
        k = self._opening()
        while k < stop:
            phrase = self.noun_phrase(k, stop) if self.tokens[k].kind == "word" else None
            end = self.token_behind(phrase) if phrase is not None else k
            form = self._form(end)
            if phrase is not None and end < stop:
                verb = self._kind(end) == "word" and (
                    form in self.w.light or form in self.w.cues or self._plain(end)
                )
                named = form == "," and k == self._opening() and self._begins_name(k)
                if verb or named:
                    return phrase
            comma = next((at for at in range(max(end, k), stop) if self._form(at) == ","), stop)
            k = comma + 1
        return None

    def _plain(self, k: int) -> bool:
        """Whether a word is none of those that end a noun phrase or go on with it."""
        form = self._form(k)
        listed = form in self.w.stops or form in self.w.particles or form in self.w.determiners
        return not (listed or form in self.w.prepositions or form in self.w.relatives or form in self.w.ands)

    def _behind_abbreviation(self, start: int, first: int) -> Span | None:
        """The phrase right before the cue, if a stop shows that a sentence begins: "… in D.C. Holt said"."""
        if self.walk(start, first) >= first:
            return None
        for k in range(first - 1, start, -1):
            if self._form(k - 1) == "." and self.tokens[k].capital and self.walk(k, first) >= first:
                return self.noun_phrase(k, first)
        return None

    def _behind_and(self, start: int, first: int) -> Span | None:
        """The phrase right before the cue that "and" parts from a clause: "It opened and a man said that".

        None where the words before "and" may be of one name: "The Office for Roads and Bridges said that".
        """
        end = self.walk(start, first)
        for k in range(first - 1, end + 1, -1):
            opens = self.tokens[k].capital or self._form(k) in self.w.determiners
            if self._form(k - 1) in self.w.ands and opens and self.walk(k, first) >= first:
                verb = any(self._form(at) in self.w.auxiliaries for at in range(end, k - 1))
                return self.noun_phrase(k, first) if verb or self._ends_phrase(end) else None
        return None

    def _ends_phrase(self, k: int) -> bool:
        """Whether a word shows that the noun phrase before it is over."""
        return self._plain(k) or self._filler(k) or self._form(k) in self.w.determiners

    def _behind_bare(self, end: int) -> int:
        """The token behind an apposition without an article: "según Ruiz, alcaldesa de Lugo, …"."""
        if self._form(end) != "," or not self.w.cased or "nouns in capitals" in self.w.options:
            return end
        bare = self._kind(end + 1) == "word" and not self.tokens[end + 1].capital and self._plain(end + 1)
        comma = self.next_mark(end + 1, ",") if bare else None
        verb = any(t.form in self.w.light | self.w.pronouns.keys() for t in self.tokens[end + 1 : comma])
        return comma if comma is not None and comma - end <= WORDS.source and not verb else end

    def _may_be_adverb(self, start: int, first: int) -> bool:
        """Whether a capital may only be there because the sentence begins: "Natürlich sagt Holt, …"."""
        word = self.tokens[start]
        known = word.form in self.w.pronouns or word.form in self.w.nobody or word.form in self.w.determiners
        is_lone = first - start == 1 and "verb second" in self.w.options
        return is_lone and not known and self.text[word.start : word.end] not in self.names

    def lone(self, first: int) -> Span | None:
        """The single word with a capital before a cue that opens a sentence: "Experts say that …"."""
        alone = first == self._opening() + 1 and self._kind(first - 1) == "word" and self.w.cased
        return self.noun_phrase(first - 1, first) if alone and self.tokens[first - 1].capital else None

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
        if self._bound(edge):
            return None
        comma = self.next_mark(edge, ",") or inner - 1
        if edge > 1 and self._form(edge) in self.w.indefinite and self._form(edge - 1) == ",":
            name = self.clause_start(edge - 1)  # "Puig, un mecánico de Lugo, que …, dijo"
            if self.tokens[name].capital and self.walk(name, edge - 1) == edge - 1:
                return self.noun_phrase(name, edge - 1)
        return self.noun_phrase(edge, comma)

    def _bound(self, k: int) -> bool:
        """Whether a clause only goes on with the noun before it: ", del ministerio, …"."""
        form = self._form(k)
        return (form in self.w.particles or form in self.w.stops) and form not in self.w.determiners

    def apposed(self, first: int) -> bool:
        """Whether the words before a cue are a name with its apposition, and no clause of their own."""
        start = self._opening()
        if self._form(start) in self.w.before_phrase | self.w.openers:
            return False  # "However, …"
        end = self.walk(start, first) if start < first and self._kind(start) == "word" else first
        return self._form(end) == "," and first - end > 2 and self.clause_start(first - 1) > end

    def subject_of_unit(self, stop: int) -> Span | None:
        """Who the words before a colon are of: "Holt is blunt: “…”"; None where a single word may be any."""
        clause = self.clause_start(stop)
        behind_colon = clause > self._opening() and self._form(clause - 1) == ":"
        if behind_colon and 0 < stop - clause <= 5 and self.walk(clause, stop) == stop:
            return self._span(clause, stop)  # "… with two men: Rogers: “…”"
        phrase = self.noun_phrase(self._opening(), stop)
        comma = self.next_mark(self._opening(), ",") if self._form(self._opening()) in self.w.stops else None
        if phrase is None and comma is not None and comma < stop:
            phrase = self.noun_phrase(comma + 1, stop)  # "At a meeting, the minister …"
        if phrase is None or " " in phrase.of(self.text):
            return None if phrase is not None and phrase.of(self.text).count(" ") > WORDS.blanks else phrase
        form = phrase.of(self.text).casefold()
        alone, next_form = stop - self._opening() == 1, self._form(self._opening() + 1)
        return (
            phrase
            if alone or form in self.w.pronouns or next_form in self.w.auxiliaries | self.w.denials
            else None
        )

    # ── inside quotation marks ────────────────────────────────────────────────────────────────────────

    def incise(self, token: UnitToken) -> tuple[Span, Span | None, tuple[Span, ...]] | None:
        """A cue with its subject between commas inside quotation marks."""
        inner = ReportUnit(Span(start=token.start + 1, end=token.end), (), self.unit.number, False)
        inner_tokens = tuple(
            UnitToken(
                "word" if m.group()[-1].isalnum() or (m.group()[0] == "-" and len(m.group()) > 1) else "mark",
                m.start(),
                m.end(),
                form_of(m.group()),
                m.group()[:1].isupper(),
            )
            for m in self.w.token.finditer(self.text, token.start + 1, max(token.start + 1, token.end - 1))
        )
        reader = WordSubjects(self.text, ReportUnit(inner.span, inner_tokens, inner.number, False), self.w)
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
                trimmed_words(self.text, inner_tokens[stop].end, token.end)
                if stop < len(inner_tokens) and stop + 1 < len(inner_tokens)
                else None
            )
            return cue, right[0], (before, Span(start=rest.start, end=token.end)) if rest else (before,)
        return None
