"""Places that stand for their governments in English: "Moscow said", "talks between Moscow and Pyongyang"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from newsfold.extract.entities.places import country_of, is_capital
from newsfold.language import words


def _section(name: str) -> frozenset[str]:
    return frozenset(words("governments", name))


_ACTS = _section("acts")
_STATES = _section("states")
_POSSESSIONS = _section("possessions")
_RELATION_PREPOSITIONS = _section("prepositions of relations")
_BETWEEN_WORDS = _section("between")
_RELATIONS = _section("relations")
_OWN_RELATIONS = _RELATIONS - _section("relations of cities too")
_BEING = _RELATIONS | _ACTS | _section("being an ally")
_JOINING_SIDES = _section("joining sides")
_SIDES = _section("sides")
_DONE_TO = _section("done to governments")
_BODIES = _section("bodies")


def governments(doc: Doc, places: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of `places` (spans of `doc.text`) that stand for a government, by how the sentence uses them.

    Only capitals and countries can. A country counts only where it speaks or acts; a capital also as one side
    of relations ("ties between Moscow and Pyongyang") and as the owner of a policy.
    """
    text = doc.text  # spaCy joins it from its tokens each time
    spans = set()
    for start, end in places:
        name = text[start:end]
        capital = is_capital(name, "en")
        if not capital and not country_of(name, "en"):
            continue
        root = root_of(doc, start, end)
        if root is not None and _governs(root, capital):
            spans.add((start, end))
    return spans


def root_of(doc: Doc, start: int, end: int) -> Token | None:
    """The token of [start, end) that the others hang on; `Span.root` would walk the whole text each time."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    return next((t for t in span if not span.start <= t.head.i < span.end or t.head.i == t.i), span[0])


def _governs(token: Token, capital: bool) -> bool:
    while token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN") and token.head is not token:
        token = token.head
    head = token.head
    if token.dep_ in ("nsubj", "nsubjpass", "agent"):
        if head.lemma_ in _ACTS:
            return True
        complements = (c for c in head.children if c.dep_ in ("attr", "xcomp"))
        return capital and head.lemma_ in _STATES and any(c.lemma_ in _BEING for c in complements)
    if not capital:
        return False
    if token.dep_ == "poss":
        return head.lemma_ in _POSSESSIONS or head.text.lower() in _POSSESSIONS
    if token.dep_ == "pobj" and head.lower_ in _RELATION_PREPOSITIONS:
        above = head.head
        if head.lower_ in _BETWEEN_WORDS:
            return above.lemma_ in _RELATIONS or above.pos_ == "NOUN"
        return above.lemma_ in _OWN_RELATIONS
    if token.dep_ == "pobj" and head.lower_ in _JOINING_SIDES:
        return head.head.lemma_ in _SIDES
    if token.dep_ in ("dobj", "dative", "nsubj"):
        return head.lemma_ in _DONE_TO
    return token.dep_ == "compound" and head.lemma_ in _BODIES
