"""What English reports without a clause: a figure or an event as the object of a verb."""

from __future__ import annotations

from spacy.tokens import Token

from newsfold.extract.attributions.cues_en import (
    EVENT_ENDINGS,
    EVENTS,
    FIGURE_PREPOSITIONS,
    FIND,
    JUDGEMENT_PREPOSITIONS,
    JUDGES_SOMEBODY,
    JUDGING,
    MEASURED_NOUNS,
    NAMING,
    NOUNS_OF_SAYING,
    PLEAS,
    PRAISES,
    REJECTS,
    REPORTS_THING,
    SETS_FIGURE,
    VERBS_OF_COUNTING,
)
from newsfold.extract.attributions.settings import CUES
from newsfold.extract.attributions.sources_en import Scope, between, is_cue
from newsfold.records import Span

_NOMINAL = ("NOUN", "PROPN", "ADJ")


def thing(verb: Token, scope: Scope) -> Span | None:
    """The object of a reporting verb, with its figure: "three deaths", "the toll at 51".

    Verbs of reporting take what happens or has a figure, verbs of counting what has a figure, and verbs of
    setting one what is measured, with a preposition before it. None where there is no such object.
    """
    lemma = verb.lemma_.lower()
    reports = lemma in REPORTS_THING or (lemma in FIND and is_cue(verb))
    counts, sets = lemma in VERBS_OF_COUNTING, lemma in SETS_FIGURE
    if not (reports or counts or sets) or any(c.dep_ in ("neg", "auxpass") for c in verb.children):
        return None
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
        return None
    what = _object(verb)
    if what is None or what.i in scope.hidden or what.left_edge.i in scope.hidden:
        return None
    figure = _figure_behind(verb, what)
    if sets and figure is not None and what.lemma_.lower() in MEASURED_NOUNS:
        return between(what.left_edge, figure.right_edge)
    if counts and _has_figure(what):
        return between(what.left_edge, what.right_edge)
    if reports and (_has_figure(what) or _happens(what)) and what.i not in scope.people:
        return between(what.left_edge, what.right_edge)
    return None


def judgement(verb: Token, scope: Scope) -> Span | None:
    """What is said of somebody: "accused the mayor of lying", "called the plan a disgrace".

    Of what is praised or condemned the thing alone is what was said, where words behind it tell which
    ("praised the decision to wait"); of claims that are rejected always.
    """
    lemma = verb.lemma_.lower()
    if lemma not in JUDGING or any(c.dep_ in ("neg", "auxpass") for c in verb.children):
        return None
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    first = next((c for c in verb.rights if c.dep_ in ("dobj", "ccomp")), None)
    if first is None or first.left_edge.i > verb.i + 1:
        return None
    if any(t.i in scope.hidden for t in verb.doc[verb.i : verb.right_edge.i + 1]):
        return None  # quoted words have their own rules
    if any(is_cue(t) and t.tag_ in ("VBD", "VBZ", "VBP") for t in verb.subtree if t.i > verb.i):
        return None  # "derides the board for a lack that Holt says …": what Holt says is told by itself
    said = _of_somebody(verb, first) if lemma in JUDGES_SOMEBODY else None
    if said is not None or first.dep_ != "dobj" or first.i in scope.people:
        return said
    is_praised = lemma in PRAISES and any(c.dep_ in ("acl", "relcl", "prep", "ccomp") for c in first.rights)
    alone = is_praised or (lemma in REJECTS and first.lemma_.lower() in NOUNS_OF_SAYING)
    return between(first.left_edge, first.right_edge) if alone and first.pos_ == "NOUN" else None


def plea(verb: Token, scope: Scope) -> Span | None:
    """What somebody calls for or warns of: "called for a new inquiry"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("neg", "auxpass") for c in verb.children):
        return None
    behind = next((c for c in verb.rights if c.dep_ == "prep" and c.i == verb.i + 1), None)
    if behind is None or (verb.lemma_.lower(), behind.lower_) not in PLEAS:
        return None
    if any(t.i in scope.hidden for t in verb.doc[verb.i : behind.right_edge.i + 1]):
        return None  # quoted words have their own rules
    what = next((c for c in behind.rights if c.dep_ in ("pobj", "pcomp")), None)
    return (
        between(what.left_edge, what.right_edge) if what is not None and what.i not in scope.people else None
    )


def accusation(verb: Token, scope: Scope) -> tuple[Span, Span] | None:
    """What is said of somebody in the passive: "Brandt was accused by Holt of lying"."""
    if verb.lemma_.lower() not in JUDGES_SOMEBODY or not any(c.dep_ == "agent" for c in verb.rights):
        return None
    whom = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    agent = next(c for c in verb.rights if c.dep_ == "agent")
    behind = next(
        (c for c in verb.rights if c.i > agent.i and c.dep_ == "prep" and c.lower_ in JUDGEMENT_PREPOSITIONS),
        None,
    )
    if whom is None or behind is None or any(t.i in scope.hidden for t in verb.subtree):
        return None
    return between(whom.left_edge, whom.right_edge), between(behind, behind.right_edge)


def _of_somebody(verb: Token, first: Token) -> Span | None:
    """A judgement with a preposition, or with a second object."""
    if verb.lemma_.lower() in NAMING:
        named = (
            first.dep_ == "ccomp" and any(c.dep_ == "nsubj" for c in first.lefts) and first.pos_ in _NOMINAL
        )
        if named:
            return between(first.left_edge, first.right_edge)
        if (span := _second(verb, first)) is not None:
            return span
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
        if child.dep_ in ("dobj", "attr", "oprd", "ccomp") and child.left_edge.i - verb.i <= CUES.object:
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
