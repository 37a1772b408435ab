"""Whom "he" and "she" mean in English, by the parse and by who is talked about.

Each person named in the last sentences weighs by the grammatical role of the mention, less with every
sentence (Lappin and Leass 1994); the subjects of the clauses around a pronoun weigh most (Hobbs 1978). Who
weighs clearly most is meant; otherwise the pronoun stays open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from newsfold.extract.entities.coreference import Person
from newsfold.extract.entities.governments_en import root_of
from newsfold.extract.entities.roles import PersonSpan
from newsfold.extract.entities.settings import PRONOUNS
from newsfold.extract.entities.words import name_words, pronoun_sexes
from newsfold.language import words

_SEX = pronoun_sexes("en")
_JOINING_BOTH = frozenset(words("pronouns", "joining both"))
_RELATIVE = frozenset(words("pronouns", "relative"))
_OF_OBJECT = frozenset(words("pronouns", "verbs of the object"))
_SOMEBODY = name_words("en").offices | frozenset(words("pronouns", "somebody"))
_ROLE_WEIGHTS = {
    "nsubj": 1.0,
    "nsubjpass": 0.9,
    "appos": 0.6,
    "dobj": 0.5,
    "poss": 0.5,
    "pobj": 0.4,
    "conj": 0.5,
}


def pronouns(doc: Doc, named: Sequence[PersonSpan], persons: Sequence[Person]) -> list[PersonSpan]:
    """Every "he", "she" and their forms, in order of the text.

    `named` are names and offices in that order; `person` is the number in `persons`, whose sex is filled in
    where a pronoun settles it.
    """
    return _Pronouns(doc, named, persons).run()


class _Pronouns:
    """Reads one article's pronouns in order; what is settled counts for those that follow."""

    def __init__(self, doc: Doc, named: Sequence[PersonSpan], persons: Sequence[Person]) -> None:
        self._doc = doc
        self._persons = persons
        self._sentences = [s.start_char for s in doc.sents]
        self._quotes = _Quotes(doc.text)
        self._heard = list(named)  # names, offices and settled pronouns, in order
        self._starts = [n.start for n in named]
        self._weights = {n.start: self._weight(n) for n in named}

    def run(self) -> list[PersonSpan]:
        """Every "he", "she" and their forms as (start, end, person or None)."""
        spans: list[PersonSpan] = []
        for token in self._doc:
            sex = _SEX.get(token.lower_)
            if sex is None or (token.text.isupper() and len(token.text) > 1):
                continue
            chosen = self._meant(token, sex)
            mention = PersonSpan(token.idx, token.idx + len(token.text), chosen)
            if chosen is not None:
                person = self._persons[chosen]
                person.sex = person.sex or sex
                self._hear(mention, token)
            spans.append(mention)
        return spans

    def _hear(self, mention: PersonSpan, token: Token) -> None:
        at = bisect_left(self._starts, mention.start)
        self._starts.insert(at, mention.start)
        self._heard.insert(at, mention)
        self._weights[mention.start] = _ROLE_WEIGHTS.get(token.dep_, PRONOUNS.other_role)

    def _weight(self, mention: PersonSpan) -> float:
        root = root_of(self._doc, mention.start, mention.end)
        role = _ROLE_WEIGHTS.get(root.dep_, PRONOUNS.other_role) if root is not None else PRONOUNS.other_role
        return role * (PRONOUNS.quoted if self._quotes.inside(mention.start) else 1.0)

    # ── one pronoun ───────────────────────────────────────────────────────────────────────────────

    def _meant(self, token: Token, sex: str) -> int | None:
        here = bisect_right(self._sentences, token.idx) - 1
        first = bisect_left(self._starts, self._sentences[max(0, here - PRONOUNS.back)])
        heard = self._heard[first : bisect_left(self._starts, token.idx)]
        if _either_sex(token):
            return None
        beside = self._beside(token)
        if beside is not None and self._fits(beside.person, sex):
            return beside.person
        opened = self._quotes.opening(token.idx)
        if opened is not None:  # whoever speaks there may mean anybody; only who is named there counts
            heard = [n for n in heard if n.start > opened]
        barred = self._barred(token)
        heard = [
            n for n in heard if self._fits(n.person, sex) and (n.person is None or n.person not in barred)
        ]
        scores: dict[int | None, float] = defaultdict(float)
        for person, weight in self._said(heard, here).items():
            known = person is not None and self._persons[person].sex == sex
            scores[person] = weight * (1.0 if known else PRONOUNS.unknown)
        for person, weight in self._outward(token, heard, opened):
            scores[person] += weight
        return _clearest(scores)

    def _said(self, heard: Sequence[PersonSpan], here: int) -> Mapping[int | None, float]:
        """Each person's weight: the weightiest mention of every sentence, faded by its distance."""
        best: dict[tuple[int | None, int], float] = defaultdict(float)
        for start, _, person in heard:
            place = (person, bisect_right(self._sentences, start) - 1)
            best[place] = max(best[place], self._weights[start])
        total: dict[int | None, float] = defaultdict(float)
        for (person, sentence), weight in best.items():
            total[person] += weight * PRONOUNS.fade ** (here - sentence)
        return total

    def _fits(self, person: int | None, sex: str) -> bool:
        return person is None or self._persons[person].sex in (None, sex)

    def _outward(
        self, token: Token, heard: Sequence[PersonSpan], opened: int | None
    ) -> Iterator[tuple[int | None, float]]:
        """The subjects of the clauses around the pronoun, from its own outward, with what each weighs."""
        weight = PRONOUNS.clause
        for verb in _clauses(token):
            if opened is not None and verb.idx < opened:
                return
            whom = _object(verb)
            other = self._named(whom) if whom is not None and _adverbial(token, verb) else None
            if other is not None and other in heard:  # "Holt met Marsh after he left": either may be meant
                yield other.person, weight + _ROLE_WEIGHTS["nsubj"] - _ROLE_WEIGHTS["dobj"]
            who = (whom if verb.lemma_ in _OF_OBJECT else None) or _subject(verb)
            if who is None or who.i >= token.i:
                continue
            mention = self._named(who)
            if mention is not None and mention in heard:
                yield mention.person, weight
                weight *= PRONOUNS.outward
            elif mention is None and who.lemma_.lower() in _SOMEBODY:
                yield None, weight  # "a spokesman said he …": nobody that is named
                weight *= PRONOUNS.outward

    def _named(self, who: Token) -> PersonSpan | None:
        """The mention that a noun stands in, or that names it ("the doctor, Ann Holt, …")."""
        name_there = _mention_at(self._heard, who)
        if name_there is not None:
            return name_there
        named = (_mention_at(self._heard, c) for c in who.rights if c.dep_ == "appos")
        return next((n for n in named if n is not None), None)

    def _beside(self, token: Token) -> PersonSpan | None:
        """Who is joined with what is theirs: "Holt and her son"."""
        joined = token.dep_ == "poss" and token.head.dep_ == "conj" and token.head.head.i < token.i
        return _mention_at(self._heard, token.head.head) if joined else None

    def _barred(self, token: Token) -> set[int | None]:
        """Who can't be meant: the subject of an object's own clause ("Holt saw him")."""
        if token.dep_ not in ("dobj", "dative", "pobj") or token.lower_.endswith("self"):
            return set()
        verb = next(_clauses(token), None)
        while verb is not None and verb.dep_ == "conj" and _subject(verb) is None:
            verb = next(_clauses(verb), None)
        who = _subject(verb) if verb is not None else None
        mention = _mention_at(self._heard, who) if who is not None else None
        return {mention.person} if mention is not None else set()


def _either_sex(token: Token) -> bool:
    """ "he or she", "his or her": anybody."""
    doc = token.doc
    pair = doc[max(0, token.i - 2) : token.i + 3]
    sexes = {_SEX[t.lower_] for t in pair if t.lower_ in _SEX}
    return len(sexes) > 1 and any(t.lower_ in _JOINING_BOTH for t in pair)


def _clearest(scores: Mapping[int | None, float]) -> int | None:
    """The person that outweighs every other clearly; None where there is none, or the text leaves it open."""
    order = sorted(scores.items(), key=lambda s: (-s[1], s[0] is None, s[0] or 0))
    if not order or (len(order) > 1 and order[0][1] < PRONOUNS.clear * order[1][1]):
        return None
    return order[0][0]


def _mention_at(mentions: Sequence[PersonSpan], token: Token) -> PersonSpan | None:
    at = bisect_right(mentions, token.idx, key=lambda n: n.start) - 1
    return mentions[at] if at >= 0 and mentions[at].start <= token.idx < mentions[at].end else None


def _adverbial(token: Token, verb: Token) -> bool:
    """Whether the token stands in a clause of time or reason of the verb: "met Holt after she …"."""
    clause = next(_clauses(token), None)
    return clause is not None and clause.dep_ == "advcl" and clause.head == verb


def _clauses(token: Token) -> Iterator[Token]:
    """The verbs that a token hangs on, from the nearest outward."""
    return (above for above in token.ancestors if above.pos_ in ("VERB", "AUX"))


def _subject(verb: Token) -> Token | None:
    """Who does what the verb says: its subject, or the noun that its relative clause tells of."""
    for child in verb.lefts:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if verb.dep_ == "relcl" and child.lower_ in _RELATIVE:
                before = child.nbor(-1) if child.i else child
                close = before.nbor(-1) if before.is_punct and before.i else before
                return close if close.pos_ == "PROPN" else verb.head
            return child
    if verb.dep_ == "acl":
        return verb.head
    if verb.dep_ in ("xcomp", "pcomp"):
        above = next(_clauses(verb), None)
        return _object(above) if above is not None and above.i < verb.i else None
    return None


def _object(verb: Token) -> Token | None:
    """Whom the verb is done to: "asked Holt", or who then acts: "got Holt to admit"."""
    return next((c for c in verb.rights if c.dep_ in ("dobj", "dative")), None)


class _Quotes:
    """Which characters stand inside quoted sentences that were opened on their line."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._opening: list[int | None] = []
        opened: int | None = None
        for match in re.finditer(r"``|''|[“”\"\n]", text):
            mark, at = match.group(), match.start()
            either = mark in ('"', "''")
            opened = at if mark in ("“", "``") or (either and opened is None) else None
            # a quoted fragment ("in spite of his record") reads on in the writer's sentence
            fragment = text[match.end() : match.end() + 1].islower()
            self._starts.append(at)
            self._opening.append(None if fragment else opened)

    def opening(self, at: int) -> int | None:
        """Where the quotation around `at` opens; None outside of one, and in a quoted fragment."""
        i = bisect_right(self._starts, at) - 1
        return self._opening[i] if i >= 0 else None

    def inside(self, at: int) -> bool:
        """Whether `at` stands inside a quoted sentence."""
        return self.opening(at) is not None
