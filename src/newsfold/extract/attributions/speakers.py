"""Who a source is: names, pronouns, offices and roles led to the fullest name in the article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Token

from newsfold.extract.attributions.salience import FAR, Salience
from newsfold.extract.attributions.settings import SALIENCE
from newsfold.records import Mention, Span
from newsfold.text import collapse

_LONG_SENTENCE = 60  # tokens of a long sentence: bounds what is searched where sentences have no end


class Speakers(Salience):
    """Whom each source phrase of an article means. Sources are asked in the order of the text."""

    def of(self, who: Token | None, source: Span | None) -> tuple[str | None, str | None]:
        """The speaker's name to show and entity id; both None where the text leaves the source open."""
        if who is None or source is None:
            return None, None
        if self._several(who, source):
            return self._shown(source.of(self._text)), None
        author = self._author(who) if who.lemma_.lower() in self._words.statements else None
        mention = author or self._meant(who, source)
        if mention is None or mention.chain is None:
            is_open = who.lower_ in self._pronouns or who.lower_ in self._words.open_pronouns
            return (None if is_open else self._shown(self._bare(who, source))), None
        self._spoke.append((source.start, mention.chain))
        if mention.kind != "person" and mention.span.overlaps(source):
            return self._longer(self._shown(source.of(self._text))), mention.entity_id
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
        mention_there = self._at(who)
        if mention_there is not None and who.lower_ not in self._pronouns:
            return mention_there
        if who.lower_ in self._pronouns:
            return self._salient(who.idx, "person", SALIENCE.pronoun, self._pronouns[who.lower_])
        if who.lower_ in self._words.pronouns_for_bodies:
            return self._only_body(who.idx)
        for child in who.children:
            beside = self._at(child) if child.dep_ == "appos" or child.i == who.i + 1 else None
            if beside is not None and beside.kind == "person" and beside.span.start < source.end + 40:
                return beside
        return self._described(who, source) if who.pos_ in ("NOUN", "PROPN") else None

    def _several(self, who: Token, source: Span) -> bool:
        """Whether the source joins several: "Holt, Brandt and Lind", "Holt and other critics".

        "The mayor and party leader, Ann Holt" and "Ann Holt, a mayor and lawyer" are one.
        """
        first = bisect_left(self._starts, source.start)
        inside = self._mentions[first : bisect_left(self._starts, source.end)]
        names = [m.span for m in inside if m.kind == "person" and m.form == "name"]
        if len(names) > 1:
            between = self._text[names[-2].end : names[-1].start]
            return between[:1] not in "'’" and bool(self._words.conjunction.search(between))
        joined = (c for c in who.rights if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "PRON"))
        others = [c.idx for c in joined if c.idx < source.end]
        if not names or not others:
            return bool(others)
        set_off = "," in self._text[names[0].end : others[0]]
        return not set_off and others[0] >= names[0].start and names[0].start <= who.idx < others[0]

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

    def _longer(self, name: str) -> str:
        """The one longer name that "the Post" is short for, where the article prints it."""
        first, _, last = name.rpartition(" ")
        if last not in self._words.short_outlets or (first and first.casefold() not in self._words.articles):
            return name
        longer = {n for n in self._names.values() if n.endswith(f" {last}")}
        return next(iter(longer)) if len(longer) == 1 else name

    def _body_called(self, who: Token) -> Mention | None:
        """Whom "the agency" means: the one body last called so, in its name or beside it.

        Else the one body that spoke just before; or, since few names hold "company", that was told of.
        """
        stop = bisect_left(self._starts, who.idx)
        for i in range(stop - 1, max(-1, stop - 1 - FAR), -1):
            mention = self._mentions[i]
            if mention.kind == "organisation" and who.lower_ in self._called(mention):
                return mention
        return self._only_body(who.idx, spoke=who.lower_ not in self._words.firms)

    def _called(self, mention: Mention) -> set[str]:
        """The words of a body's name, and the nouns before and behind it: "the ferry line Norlink"."""
        span = self._slice(mention)
        if span is None:
            return set()
        beside = [c for c in span.root.children if c.dep_ in ("compound", "nmod", "appos")]
        if span.root.dep_ == "appos":
            beside.append(span.root.head)
        return {t.lower_ for t in (*span, *beside)}

    def _author(self, work: Token) -> Mention | None:
        """Whose statement, letter or post it is, where that is printed.

        With it ("Holt's letter", "a letter by Holt", "a council statement"), by the verb that it is said in
        or put out with ("Holt issued a statement saying …"), or, of "the letter", in the sentences before.
        """
        author = self._author_beside(work) or self._author_by_verb(work)
        if author is not None or not any(c.lower_ in self._words.articles for c in work.lefts):
            return author
        here = bisect_right(self._sentences, work.idx) - 1
        window = self._sentences[max(0, here - SALIENCE.description)]
        for before in reversed(self._doc[max(0, work.i - SALIENCE.description * _LONG_SENTENCE) : work.i]):
            if before.idx >= window and before.lemma_.lower() == work.lemma_.lower():
                earlier = self._author_beside(before) or self._author_by_verb(before)
                if earlier is not None:
                    return earlier
        return None

    def _author_beside(self, work: Token) -> Mention | None:
        for child in work.children:
            whose = child
            if child.dep_ == "prep" and child.lower_ in self._words.by:
                whose = next((c for c in child.rights if c.dep_ == "pobj"), child)
            elif child.dep_ not in ("poss", "compound", "nmod"):
                continue
            meant = self._someone(whose)
            if meant is not None:
                return meant
        return None

    def _author_by_verb(self, work: Token) -> Mention | None:
        """Who said it "in a statement", or "issued a letter"."""
        above = work.head
        if work.dep_ == "pobj" and above.lower_ in self._words.inside:
            above = above.head
        elif work.dep_ != "dobj" or above.lemma_.lower() not in self._words.putting_out:
            return None
        if above.pos_ in ("PROPN", "PRON"):  # "Holt in a statement said"
            return self._someone(above)
        who = next((c for c in above.lefts if c.dep_ == "nsubj"), None)
        return self._someone(who) if who is not None else None

    def _someone(self, token: Token) -> Mention | None:
        """The person or body that a name, a pronoun or an office stands for."""
        if token.lower_ in self._pronouns:
            return self._salient(token.idx, "person", SALIENCE.pronoun, self._pronouns[token.lower_])
        mention_there = self._at(token)
        if mention_there is not None:
            return mention_there if mention_there.kind in ("person", "organisation") else None
        return self._described(token, Span(start=token.idx, end=token.idx + len(token)))

    # ── roles and descriptions ────────────────────────────────────────────────────────────────────

    @cached_property
    def _roles(self) -> dict[str, list[tuple[frozenset[str], Mention]]]:
        """Persons by the nouns that introduce them: "police chief Ann Holt", "Ann Holt, the mayor"."""
        roles: dict[str, list[tuple[frozenset[str], Mention]]] = {}
        for mention in self._mentions:
            span = self._slice(mention) if mention.kind == "person" and mention.form == "name" else None
            if span is None or mention.chain is None:
                continue
            root = span.root
            before = [c for c in root.lefts if c.dep_ in ("compound", "nmod", "amod") and c.i < span.start]
            if before:
                titles = frozenset(t.lower_ for c in before for t in c.subtree)
                roles.setdefault(before[-1].lower_, []).append((titles, mention))
            nouns = [c for c in root.rights if c.dep_ == "appos" and c.pos_ in ("NOUN", "PROPN")]
            if root.dep_ == "appos":
                nouns.append(root.head)
            for noun in nouns:
                name_words = {t.lower_ for t in span}
                roles.setdefault(noun.lower_, []).append((_describing(noun) - name_words, mention))
        return roles

    def _described(self, who: Token, source: Span) -> Mention | None:
        """Whom "the police chief", "the 43-year-old" or "the company" means, where the text settles it."""
        if not any(c.lower_ in self._words.articles for c in who.lefts) or any(
            c.dep_ == "poss" for c in who.children
        ):
            return None
        words = _describing(who)
        known = [
            (role, m) for role, m in self._roles.get(who.lower_, [])[:FAR] if m.span.start < source.start
        ]
        fitting = [m for role, m in known if words <= role]
        chains = {m.chain for m in fitting}
        if len(chains) == 1:
            return fitting[-1]
        if fitting:
            return self._salient(
                source.start, "person", SALIENCE.description, among=chains, clear=SALIENCE.clear_office
            )
        if known or any(c.dep_ in ("prep", "relcl", "acl") for c in who.children):
            return None
        if who.lower_ in self._words.bodies and len(words) == 1:
            return self._body_called(who)
        if self._words.describes_person.search(source.of(self._text)):
            return self._salient(source.start, "person", SALIENCE.description)
        return None


def _describing(noun: Token) -> frozenset[str]:
    """The noun with what is said of it: "the FBI director" and "the director of the FBI" say the same."""
    words = {noun.lower_}
    for child in noun.children:
        if child.dep_ in ("compound", "amod", "nmod") or child.dep_ == "poss":
            words |= {t.lower_ for t in child.subtree if t.is_alpha}
        elif child.dep_ == "prep":
            words |= {t.lower_ for t in child.subtree if t.is_alpha and t.pos_ in ("NOUN", "PROPN", "ADJ")}
    return frozenset(words)


def _ends_alike(name: Sequence[str], label: Sequence[str]) -> bool:
    """Whether a label ends with the whole name, or the name ends with the last word of the label."""
    return list(label[-len(name) :]) == list(name) or (len(name) > 1 and name[-1] == label[-1])
