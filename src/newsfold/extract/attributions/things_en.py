"""What English reports without a clause: a figure or an event as the object of a verb."""

from __future__ import annotations

from spacy.tokens import Token

from newsfold.extract.attributions.cues_en import (
    COUNTS,
    EVENT_ENDINGS,
    EVENTS,
    FIGURE_PREPOSITIONS,
    FIND,
    JUDGEMENT_PREPOSITIONS,
    JUDGES_SOMEBODY,
    MEASURED,
    REPORTS_THING,
    SETS_FIGURE,
)
from newsfold.extract.attributions.sources_en import Scope, between, is_cue
from newsfold.records import Span

_NOMINAL = ("NOUN", "PROPN", "ADJ")
_REACH = 6  # tokens from a verb to its object


def thing(verb: Token, scope: Scope) -> Span | None:
    """The object of a reporting verb, with its figure: "three deaths", "the toll at 51".

    Verbs of reporting take what happens or has a figure, verbs of counting what has a figure, and verbs of
    setting one what is measured, with a preposition before it. None where there is no such object.
    """
    lemma = verb.lemma_.lower()
    reports = lemma in REPORTS_THING or (lemma in FIND and is_cue(verb))
    counts, sets = lemma in COUNTS, lemma in SETS_FIGURE
    if not (reports or counts or sets) or any(c.dep_ in ("neg", "auxpass") for c in verb.children):
        return None
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
        return None
    what = _object(verb)
    if what is None or what.i in scope.hidden or what.left_edge.i in scope.hidden:
        return None
    figure = _figure_behind(verb, what)
    if sets and figure is not None and what.lemma_.lower() in MEASURED:
        return between(what.left_edge, figure.right_edge)
    if counts and _has_figure(what):
        return between(what.left_edge, what.right_edge)
    if reports and (_has_figure(what) or _happens(what)) and what.i not in scope.people:
        return between(what.left_edge, what.right_edge)
    return None


def judgement(verb: Token, scope: Scope) -> Span | None:
    """What is said of somebody: "accused the mayor of lying", "called the plan a disgrace"."""
    if verb.lemma_.lower() not in JUDGES_SOMEBODY or any(c.dep_ in ("neg", "auxpass") for c in verb.children):
        return None
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    first = next((c for c in verb.rights if c.dep_ in ("dobj", "ccomp")), None)
    if first is None or first.left_edge.i > verb.i + 1:
        return None
    if any(t.i in scope.hidden for t in verb.doc[verb.i : verb.right_edge.i + 1]):
        return None  # quoted words have their own rules
    if verb.lemma_.lower() == "call":
        named = (
            first.dep_ == "ccomp" and any(c.dep_ == "nsubj" for c in first.lefts) and first.pos_ in _NOMINAL
        )
        return between(first.left_edge, first.right_edge) if named else _second(verb, first)
    behind = next(
        (c for c in (*verb.rights, *first.rights) if c.i > first.i and c.lower_ in JUDGEMENT_PREPOSITIONS),
        None,
    )
    return between(first.left_edge, behind.right_edge) if behind is not None else None


def _second(verb: Token, first: Token) -> Span | None:
    """The first object with the second: "the plan a disgrace"."""
    second = next((c for c in verb.rights if c.i > first.i and c.dep_ in ("oprd", "attr")), None)
    return between(first.left_edge, second.right_edge) if second is not None else None


def _happens(what: Token) -> bool:
    lemma = what.lemma_.lower()
    return lemma in EVENTS or (len(lemma) > 5 and lemma.endswith(EVENT_ENDINGS))


def _object(verb: Token) -> Token | None:
    for child in verb.rights:
        if child.dep_ in ("dobj", "attr", "oprd", "ccomp") and child.left_edge.i - verb.i <= _REACH:
            noun = child.pos_ in ("NOUN", "PROPN", "NUM") or (child.pos_ == "ADJ" and _has_figure(child))
            return child if noun else None
    return None


def _has_figure(token: Token) -> bool:
    return any(t.like_num or t.tag_ == "CD" for t in token.subtree)


def _figure_behind(verb: Token, what: Token) -> Token | None:
    """The preposition of the figure: "at 51", "as 17", wherever the parse hangs it."""
    for at in (*verb.rights, *what.rights):
        if at.i > what.i and at.lower_ in FIGURE_PREPOSITIONS and _has_figure(at):
            return at
    return None
