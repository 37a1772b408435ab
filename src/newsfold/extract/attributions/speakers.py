"""Who a source is: names, pronouns, offices and roles led to the fullest name in the article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from newsfold.extract.attributions.words import speaker_words
from newsfold.extract.entities import given_names, pronoun_sexes
from newsfold.extract.parse import Parsed
from newsfold.quotes import Quotation
from newsfold.records import EntityKind, Mention, Span
from newsfold.text import collapse

_WEIGHT = {"nsubj": 1.0, "nsubjpass": 0.9, "appos": 0.7, "dobj": 0.5, "ROOT": 0.5, "poss": 0.5, "pobj": 0.35}
_SPOKE = 0.4  # what having spoken adds
_FADE = 0.35  # what a sentence's distance leaves
_FAR = 300  # mentions
_REACH = 8  # sentences a pronoun may look back over
_NEAR = 3  # sentences a description may look back over


class Speakers:
    """The people and bodies an article names, and whom each source phrase of it means.

    Sources are asked in the order of the text. A pronoun leads to the most salient person that fits: each
    mention weighs by its grammatical role, halved with every sentence, as in Lappin and Leass, 1994.
    """

    def __init__(
        self,
        text: str,
        doc: Parsed,
        quoted: Sequence[Quotation],
        mentions: Sequence[Mention],
        language: str = "en",
    ) -> None:
        self._words = speaker_words(language)
        self._pronouns = pronoun_sexes(language)
        self._given_names = given_names(language)
        self._doc = doc
        self._text = text
        self._mentions = sorted((m for m in mentions if m.chain is not None or m.form == "name"), key=_place)
        self._starts = [m.span.start for m in self._mentions]
        self._sentences = [s.start_char for s in doc.sents]
        self._names = _fullest(self._mentions, self._text)
        self._first_of = {m.chain: m for m in reversed(self._mentions) if m.chain is not None}
        self._sexes = self._known_sexes()
        self._quoted = quoted
        self._quote_starts = [q.span.start for q in quoted]
        self._slices: dict[Span, Slice | None] = {}
        self._weights = [self._weight(m) for m in self._mentions]
        self._roles = self._known_roles()
        self._spoke: list[tuple[int, int]] = []  # (offset, chain) of those who spoke, in order

    def of(self, who: Token | None, source: Span | None) -> tuple[str | None, str | None]:
        """The speaker's name to show and entity id; both None where the text leaves the source open."""
        if who is None or source is None:
            return None, None
        mention = self._meant(who, source)
        if mention is None or mention.chain is None:
            is_open = who.lower_ in self._pronouns or who.lower_ in self._words.open_pronouns
            return (None if is_open else self._shown(self._bare(who, source))), None
        self._spoke.append((source.start, mention.chain))
        if mention.kind != "person" and mention.span.overlaps(source):
            return self._shown(source.of(self._text)), mention.entity_id
        return self._names.get(mention.chain, mention.span.of(self._text)), mention.entity_id

    def printed(self, label: Span) -> tuple[str | None, str | None]:
        """Whom a label ("SMITH", "Prime Minister Ann Holt") names: the name to show and entity id.

        A surname, in capitals too, leads to the one person named so.
        """
        inside = [m for m in self._mentions if m.form == "name" and label.overlaps(m.span)]
        said = [word.strip(".,") for word in label.of(self._text).casefold().split()]
        fitting = {
            chain
            for chain, name in self._names.items()
            if self._is_person(chain) and said and _ends_alike(name.casefold().split(), said)
        }
        longest = max((len(self._names[chain].split()) for chain in fitting), default=0)
        fitting = {chain for chain in fitting if len(self._names[chain].split()) == longest}
        if len(fitting) == 1:
            chain = next(iter(fitting))
            return self.of_mention(self._first_of[chain])
        person = next((m for m in inside if m.kind == "person" and m.chain is not None), None)
        if person is not None and not label.of(self._text).isupper():
            return self.of_mention(person)
        return self._shown(label.of(self._text)), next((m.entity_id for m in inside), None)

    def of_mention(self, mention: Mention) -> tuple[str | None, str | None]:
        """The name to show of somebody mentioned, and the entity id."""
        if mention.chain is None:
            return mention.span.of(self._text), mention.entity_id
        self._spoke.append((mention.span.start, mention.chain))
        return self._names.get(mention.chain, mention.span.of(self._text)), mention.entity_id

    def _is_person(self, chain: int) -> bool:
        return self._first_of[chain].kind == "person"

    def _meant(self, who: Token, source: Span) -> Mention | None:
        """The mention that the phrase's head stands in, or whom the head's pronoun or role leads to."""
        own = self._at(who)
        if own is not None and who.lower_ not in self._pronouns:
            return own
        if who.lower_ in self._pronouns:
            return self._salient(who.idx, "person", _REACH, self._pronouns[who.lower_])
        if who.lower_ in self._words.pronouns_for_bodies:
            return self._only_body(who.idx)
        for child in who.children:
            beside = self._at(child) if child.dep_ == "appos" or child.i == who.i + 1 else None
            if beside is not None and beside.kind == "person" and beside.span.start < source.end + 40:
                return beside
        return self._described(who, source) if who.pos_ in ("NOUN", "PROPN") else None

    def _bare(self, who: Token, source: Span) -> str:
        """The source phrase; of a name with an age or office after it ("Ana Ruiz, 54, a baker") the name."""
        phrase = source.of(self._text)
        first, _, rest = phrase.partition(", ")
        named = who.pos_ == "PROPN" and rest and who.idx < source.start + len(first)
        return first if named else phrase

    def _shown(self, phrase: str) -> str:
        """A source phrase as a name to show: on one line, no possessive ending, no capital "The"."""
        phrase = re.sub(r"['’]s?$", "", collapse(phrase))
        first, _, rest = phrase.partition(" ")
        return f"{first.lower()} {rest}" if rest and first in self._words.lowered else phrase

    def _at(self, token: Token) -> Mention | None:
        at = bisect_right(self._starts, token.idx) - 1
        for mention in reversed(self._mentions[max(0, at - 2) : at + 1]):
            if mention.span.start <= token.idx < mention.span.end:
                return mention
        return None

    # ── salience ──────────────────────────────────────────────────────────────────────────────────

    def _salient(self, at: int, kind: EntityKind, reach: int, sex: str | None = None) -> Mention | None:
        """The chain of that kind with most weight over the `reach` sentences up to `at`."""
        here = bisect_right(self._sentences, at) - 1
        window = self._sentences[max(0, here - reach)]
        weights: dict[tuple[int, int], float] = {}  # (chain, sentence) → its weightiest mention there
        last: dict[int, Mention] = {}
        for i in range(bisect_left(self._starts, window), bisect_left(self._starts, at)):
            mention = self._mentions[i]
            if mention.kind == kind and mention.chain is not None and self._fits(mention, sex):
                place = (mention.chain, bisect_right(self._sentences, mention.span.start) - 1)
                weights[place] = max(weights.get(place, 0.0), self._weights[i])
                last[mention.chain] = mention
        for offset, chain in reversed(self._spoke):
            if offset < window:
                break
            place = (chain, bisect_right(self._sentences, offset) - 1)
            if chain in last and offset < at:
                weights[place] = weights.get(place, 0.0) + _SPOKE
        if not last:
            return self._last_fitting(at, sex) if sex else None
        scores = dict.fromkeys(last, 0.0)
        for (chain, sentence), weight in weights.items():
            scores[chain] += weight * _FADE ** (here - sentence)
        for chain in scores:
            if sex and self._sexes.get(chain) == sex:
                scores[chain] *= 1.5
        return last[max(scores, key=lambda c: (scores[c], last[c].span))]

    def _only_body(self, at: int) -> Mention | None:
        """The one organisation that the last sentences name; None where they name several."""
        here = bisect_right(self._sentences, at) - 1
        first = bisect_left(self._starts, self._sentences[max(0, here - _NEAR)])
        named = [m for m in self._mentions[first : bisect_left(self._starts, at)] if m.kind == "organisation"]
        return named[-1] if len({m.chain for m in named}) == 1 else None

    def _last_fitting(self, at: int, sex: str) -> Mention | None:
        """The last person of that sex before `at`, far back too; else None."""
        stop = bisect_left(self._starts, at)
        for mention in reversed(self._mentions[max(0, stop - _FAR) : stop]):
            if mention.kind == "person" and mention.chain is not None and self._fits(mention, sex):
                return mention
        return None

    def _weight(self, mention: Mention) -> float:
        span = self._slice(mention)
        role = _WEIGHT.get(span.root.dep_, 0.3) if span is not None else 0.3
        at = bisect_right(self._quote_starts, mention.span.start) - 1
        quoted = at >= 0 and self._quoted[at].span.contains(mention.span)
        return role * (0.3 if quoted else 1.0)

    def _slice(self, mention: Mention) -> Slice | None:
        span = mention.span
        if span not in self._slices:
            self._slices[span] = self._doc.char_span(span.start, span.end, alignment_mode="expand")
        return self._slices[span]

    def _fits(self, mention: Mention, sex: str | None) -> bool:
        if sex is None:
            return True
        name = self._names.get(mention.chain or 0, "")
        return self._sexes.get(mention.chain or 0, sex) == sex and not (name.isupper() and len(name) < 6)

    def _known_sexes(self) -> dict[int, str]:
        """Each person's sex where a title, the given name, or a pronoun settled by the text shows it."""
        sexes: dict[int, str] = {}
        for mention in self._mentions:
            if mention.kind != "person" or mention.chain is None or mention.chain in sexes:
                continue
            words = mention.span.of(self._text).casefold().split()
            before = re.search(
                r"(\w+)\.? $", self._text[max(0, mention.span.start - 14) : mention.span.start]
            )
            sex = self._words.title_sexes.get(before.group(1).casefold()) if before else None
            if mention.form == "pronoun":
                sex = self._pronouns.get(words[0]) if words else None
            elif sex is None and len(words) > 1:
                sex = self._given_names.get(words[0])
            if sex:
                sexes[mention.chain] = sex
        return sexes

    # ── roles and descriptions ────────────────────────────────────────────────────────────────────

    def _known_roles(self) -> dict[str, list[tuple[frozenset[str], Mention]]]:
        """Persons by the nouns that introduce them: "police chief Ann Holt", "Ann Holt, the mayor"."""
        roles: dict[str, list[tuple[frozenset[str], Mention]]] = {}
        for mention in self._mentions:
            span = self._slice(mention) if mention.kind == "person" and mention.form == "name" else None
            if span is None or mention.chain is None:
                continue
            root = span.root
            before = [c for c in root.lefts if c.dep_ in ("compound", "nmod", "amod") and c.i < span.start]
            if before:
                roles.setdefault(before[-1].lower_, []).append((frozenset(t.lower_ for t in before), mention))
            nouns = [c for c in root.rights if c.dep_ == "appos" and c.pos_ in ("NOUN", "PROPN")]
            if root.dep_ == "appos":
                nouns.append(root.head)
            for noun in nouns:
                words = frozenset(
                    [noun.lower_, *(c.lower_ for c in noun.lefts if c.dep_ in ("compound", "amod"))]
                )
                roles.setdefault(noun.lower_, []).append((words, mention))
        return roles

    def _described(self, who: Token, source: Span) -> Mention | None:
        """Whom "the police chief", "the 43-year-old" or "the company" means, where the text settles it."""
        if not any(c.lower_ in self._words.articles for c in who.lefts) or any(
            c.dep_ == "poss" for c in who.children
        ):
            return None
        words = {who.lower_, *(c.lower_ for c in who.lefts if c.dep_ in ("compound", "amod"))}
        known = [
            (role, m) for role, m in self._roles.get(who.lower_, [])[:_FAR] if m.span.start < source.start
        ]
        fitting = [m for role, m in known if words <= role] or [m for _, m in known]
        if len({m.chain for m in fitting}) == 1:
            return fitting[-1]
        if known or any(c.dep_ in ("prep", "relcl", "acl") for c in who.children):
            return None
        if who.lower_ in self._words.bodies and len(words) == 1:
            return self._only_body(source.start)
        if self._words.describes_person.search(source.of(self._text)):
            return self._salient(source.start, "person", _NEAR)
        return None


def _place(mention: Mention) -> tuple[Span, str]:
    return mention.span, mention.form


def _fullest(mentions: Sequence[Mention], text: str) -> dict[int, str]:
    """The name to show for each chain: the one with most words, and the first of those."""
    names: dict[int, str] = {}
    for mention in mentions:
        if mention.form != "name" or mention.chain is None:
            continue
        name = collapse(mention.span.of(text))
        known = names.get(mention.chain)
        if known is None or len(name.split()) > len(known.split()):
            names[mention.chain] = name
    return names


def _ends_alike(name: Sequence[str], label: Sequence[str]) -> bool:
    """Whether a label ends with the whole name, or the name ends with the last word of the label."""
    return list(label[-len(name) :]) == list(name) or (len(name) > 1 and name[-1] == label[-1])
