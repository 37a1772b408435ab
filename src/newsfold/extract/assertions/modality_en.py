"""Whether an English clause tells what is, or what is planned, possible, demanded or a condition."""

from __future__ import annotations

from spacy.tokens import Token

from newsfold.language import words
from newsfold.records import Modality

_AUXILIARIES: dict[str, Modality] = {
    word: kind
    for kind in ("planned", "conditional", "possible", "demanded")
    for word in words("modality", f"{kind} auxiliaries")
}
_GOVERNORS: dict[str, Modality] = {
    word: kind for kind in ("planned", "possible", "demanded") for word in words("modality", kind)
}
_CONDITIONS = words("modality", "conditions")


def modality(head: Token) -> Modality:
    """How far the clause of `head` holds: "asserted" where nothing says otherwise.

    By its subordinating word ("if"), its auxiliary ("may"), its own "to" clause ("plans to visit": the
    visit is a plan), else by the word that governs it ("feared that", "ordered them to"). A joined verb
    without an auxiliary holds as the one before it does ("will kill jobs and *raise* prices").
    """
    children = list(head.children)
    if any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in children):
        return "conditional"
    for child in children:
        if child.dep_ in ("aux", "auxpass") and child.lower_ in _AUXILIARIES:
            return _AUXILIARIES[child.lower_]
    governed = _GOVERNORS.get(head.lemma_.lower())
    if governed and any(_open(child) for child in children):
        return governed
    if head.dep_ == "conj" and head.tag_ in ("VB", head.head.tag_) and head.head != head:
        return modality(head.head)
    above = _GOVERNORS.get(head.head.lemma_.lower(), "asserted")
    if head.head != head and (_infinitive(head) or (head.dep_ == "ccomp" and above == "possible")):
        return above
    return "asserted"


def _infinitive(token: Token) -> bool:
    return any(child.tag_ == "TO" for child in token.children)


def _open(child: Token) -> bool:
    return child.dep_ in ("xcomp", "ccomp", "advcl", "acl") and _infinitive(child)
