"""Places that stand for their governments: "Moscow said", "talks between Washington and Pyongyang"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from newsfold.extract.entities.places import country_of, is_capital

# what cities don't do and governments do
_ACTS = frozenset(
    """say tell add announce accuse deny claim insist argue warn believe think hope want promise vow pledge
    agree refuse reject accept demand offer propose urge call threaten impose lift sanction condemn
    criticize criticise blame support back oppose fear seek try push plan decide intend prepare sign
    withdraw expel recognize recognise ban block boost provide supply send deploy fund respond retaliate
    negotiate cooperate test fire launch abandon need welcome praise dismiss declare consider expect
    regard view see deem hit help install reduce ask invite summon recall pressure urge veto ratify
    approve order abide comply violate breach
    """.split()
)
# what belongs to governments when a capital has it
_THEIRS = frozenset(
    """government policy agenda decision denuclearization denuclearisation program programme arsenal stance
    position envoy ambassador ally allies backing support sanctions influence interest interests demand
    demands nuclear military army intelligence diplomacy response claim claims offer involvement role
    proposal refusal threat missile missiles regime leadership commitment concern concerns invasion
    annexation intervention aid
    """.split()
)
_BETWEEN = frozenset("between with against toward towards from for to by".split())
_RELATIONS = frozenset(
    """tie talk relation relationship negotiation tension deal agreement alliance war conflict dispute
    summit treaty trade pressure sanction cooperation diplomacy dialogue rapprochement pact accord
    standoff rivalry aid backer player message
    """.split()
)


def governments(doc: Doc, places: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of `places` (spans of `doc.text`) that stand for a government, by how the sentence uses them.

    Only capitals and countries can. A country counts only where it speaks or acts; a capital also as one side
    of relations ("ties between Moscow and Pyongyang") and as the owner of a policy.
    """
    text = doc.text  # spaCy joins it from its tokens each time
    found = set()
    for start, end in places:
        name = text[start:end]
        capital = is_capital(name)
        if not capital and not country_of(name):
            continue
        root = root_of(doc, start, end)
        if root is not None and _governs(root, capital):
            found.add((start, end))
    return found


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
        return (
            capital
            and head.lemma_ in ("be", "remain", "become", "have")
            and any(
                c.dep_ in ("attr", "xcomp")
                and c.lemma_ in _RELATIONS | _ACTS | {"ally", "supporter", "partner", "ready"}
                for c in head.children
            )
        )
    if not capital:
        return False
    if token.dep_ == "poss":
        return head.lemma_ in _THEIRS or head.text.lower() in _THEIRS
    if token.dep_ == "pobj" and head.lower_ in _BETWEEN:
        above = head.head
        if head.lower_ == "between":
            return above.lemma_ in _RELATIONS or above.pos_ == "NOUN"
        return above.lemma_ in _RELATIONS - {"summit", "talk", "negotiation", "trade"}
    if token.dep_ == "pobj" and head.lower_ == "of":
        return head.head.lemma_ in ("backer", "ally", "part", "side", "behalf")
    if token.dep_ in ("dobj", "dative", "nsubj"):
        return head.lemma_ in (
            "need",
            "pressure",
            "urge",
            "accuse",
            "ask",
            "put",
            "blame",
            "sanction",
            "warn",
            "tell",
        )
    return token.dep_ == "compound" and head.lemma_ in ("government", "regime", "administration")
