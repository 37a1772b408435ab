"""Cues and the noun phrases that do the saying, by the parse of an English sentence."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from newsfold.extract.attributions.cues_en import (
    ADDRESS,
    BEFORE_SUBJECT,
    CAUSE,
    FIND,
    HERE,
    MANNER,
    NOBODY,
    PASS_ON,
    PERSONS,
    PLAIN_VERBS,
    POSSIBLE,
    PREPOSITIONS,
    RELATIVE,
    SAY,
    SAYER_ENDINGS,
    SAYERS,
    STUDIES,
    SUPPOSING,
    THINK,
    WHEN,
    WRITINGS,
)
from newsfold.records import Span

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_LEANS = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "parataxis"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A sentence to read: the article's text, the sentence, and its tokens inside quotation marks.

    `hidden` are, besides, those of a dateline. `people` and `places` are the tokens inside names of theirs,
    over the whole article. `heading` marks a
    line of its own without a stop. (`doc.text` is put together anew at every call.)
    """

    text: str
    sentence: Slice
    hidden: frozenset[int]
    people: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    heading: bool = False


def is_cue(token: Token) -> bool:
    """Whether the token is a verb that reports words or thoughts."""
    lemma = token.lemma_.lower()
    if lemma not in SAY and lemma not in THINK and not (lemma in FIND and _by_study(token)):
        return False
    before = token.nbor(-1) if token.i else None
    if before is not None and before.text == "-" and not before.whitespace_:
        return False  # "co-wrote"
    return token.pos_ == "VERB" or (lemma in PLAIN_VERBS and token.tag_ in ("VBD", "VBZ", "VBN", "VBP"))


def finite(token: Token) -> bool:
    """Whether the token is a verb in the past or present, or a modal."""
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD")


def _by_study(verb: Token) -> bool:
    """Whether a study, or somebody whose work it is to find things out, is the verb's subject."""
    subject_token = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if subject_token is not None and subject_token.lower_ in RELATIVE:
        subject_token = verb.head
    return subject_token is not None and subject_token.lemma_.lower() in STUDIES


def subject(verb: Token, hidden: frozenset[int] = frozenset()) -> Token | None:
    """The head of the noun phrase that does the saying; None where the sentence doesn't name it."""
    own_token = _own_subject(verb, hidden)
    who = own_token if own_token is not None and own_token.i not in hidden else _shared_subject(verb, hidden)
    if own_token is not None and who is own_token and own_token.pos_ == "NOUN" and not can_speak(own_token):
        who = _told_of(verb) or own_token
    return who if who is not None and _can_name(who) else None


def _told_of(verb: Token) -> Token | None:
    """The noun without a verb whose relative clause the parse gives the verb to.

    "An official who had seen the plan said …" lacks a main verb where the plan is taken for who said it.
    """
    top = verb
    for above in verb.ancestors:
        top = above
    relative = any(c.dep_ == "relcl" and c.i < verb.i <= c.right_edge.i for c in top.rights)
    return top if relative and top.pos_ in ("NOUN", "PROPN") and can_speak(top) else None


def _can_name(who: Token) -> bool:
    """Whether a word can stand for one who speaks: no mark, no small letter by itself, no "what"."""
    letters = sum(c.isalpha() for c in who.text)
    words = {who.lower_, *(c.lower_ for c in who.lefts)}
    if words & NOBODY or (words & HERE and who.lemma_.lower() in WRITINGS):
        return False  # "no minister", "this story": the page itself
    return (letters > 1 or who.text[:1].isupper()) and who.tag_ not in ("WP", "WDT", "WRB", "EX")


def can_speak(who: Token) -> bool:
    """Whether a word can stand for one who speaks or for something that is read; of nouns those known so."""
    return who.pos_ != "NOUN" or _known_voice(who)


def _known_voice(who: Token) -> bool:
    lemma = who.lemma_.lower()
    listed = lemma in SAYERS or lemma in STUDIES or lemma in WRITINGS
    return listed or (len(lemma) > 4 and lemma.endswith(SAYER_ENDINGS))


def says_things(who: Token, scope: Scope) -> bool:
    """Whether the head of a phrase is known for one who speaks: a name, a pronoun of persons, "officials"."""
    if who.i in scope.people or who.lower_ in PERSONS:
        return True
    if who.pos_ == "PROPN":
        return who.i not in scope.places
    return _known_voice(who)


def supposed(verb: Token) -> bool:
    """Whether it is open if anything was said: "if Holt says …", "Holt may say …"."""
    at = verb
    while at.dep_ == "conj" and at.head.i < at.i:
        at = at.head
    marked = any(c.dep_ in ("mark", "advmod") and c.lower_ in SUPPOSING for c in at.lefts)
    return marked or any(c.dep_ == "aux" and c.lower_ in POSSIBLE for c in verb.lefts)


def _own_subject(verb: Token, hidden: frozenset[int] = frozenset()) -> Token | None:
    agent = next((c for c in verb.children if c.dep_ == "agent"), None)
    if agent is not None:
        return next((c for c in agent.children if c.dep_ == "pobj"), None)
    for child in verb.children:
        if child.dep_ in SUBJECT and child.i not in hidden:
            relative = child.lower_ in RELATIVE and verb.dep_ == "relcl"
            return verb.head if relative else child
    return _inverted(verb)


def _inverted(verb: Token) -> Token | None:
    """The noun right after the verb that the parser took for its object: "said Holt, who …"."""
    if verb.lemma_ not in BEFORE_SUBJECT and verb.lemma_ not in MANNER:
        return None
    for child in verb.rights:
        is_close = child.left_edge.i <= verb.i + 1
        if is_close and child.dep_ in ("dobj", "attr", "oprd", "npadvmod", "dep", "appos"):
            named = child.pos_ in ("PROPN", "PRON", "NOUN") and child.lower_ not in WHEN
            return child if named and verb.lemma_ not in ADDRESS else None
    return None


def _shared_subject(verb: Token, hidden: frozenset[int]) -> Token | None:
    """The subject of the verb this one leans on: "…, adding that …", "said … and warned …"."""
    at, first = verb, None
    if verb.dep_ == "xcomp" and verb.head.lemma_ in CAUSE:
        asked = next((c for c in verb.head.rights if c.dep_ == "dobj" and c.i < verb.i), None)
        if asked is not None and can_speak(asked):  # "led Holt to say"
            return asked
    if verb.dep_ == "acl":
        if verb.tag_ == "VB":  # "evidence to suggest that …" says nothing
            return None
        if verb.tag_ != "VBG" or can_speak(verb.head):
            return verb.head
        first = verb.head  # "fought the suggestion that …, saying …": who fought it says so
    for above in verb.ancestors:
        if at.dep_ not in _LEANS and at.i not in hidden and first is None:
            return None
        at = above
        if at.i in hidden or at.pos_ not in ("VERB", "AUX"):
            continue
        if verb.tag_ == "VBG" and verb.dep_ == "advcl" and not is_cue(at):
            at = next((t for t in at.ancestors if is_cue(t)), at)  # "argued that it hurt, noting …"
        # "was quoted by Efe as saying": who is quoted says it, and not who quotes
        # "was met by Holt and said …": who is met says it too
        done_to = at.lemma_ in PASS_ON or (verb.dep_ == "conj" and finite(verb))
        quoted = next((c for c in at.children if c.dep_ == "nsubjpass"), None) if done_to else None
        who = quoted or _own_subject(at, hidden)
        if who is not None and who.i not in hidden:
            if can_speak(who):
                return who
            first = first or who
    return first


def phrase(head: Token, verb: Token | None = None) -> Span:
    """The noun phrase of a source, up to a clause that a comma sets off, and never past its verb."""
    doc = head.doc
    left, right = head.left_edge.i, head.right_edge.i
    if verb is not None and left <= verb.i <= right:
        left, right = (verb.i + 1, right) if verb.i < head.i else (left, _before_clause(head, verb))
    for child in head.rights:
        edge = child.left_edge.i
        if child.dep_ in ("relcl", "acl", "appos", "conj", "prep") and head.i < edge - 1 and edge <= right:
            if (doc[edge - 1].is_punct and child.dep_ not in ("appos", "conj")) or child.dep_ == "relcl":
                right = edge - 1
            else:
                continue
            break
    while right > head.i and (doc[right].is_punct or doc[right].is_space):
        right -= 1
    while left < head.i and (doc[left].is_punct or doc[left].is_space):
        left += 1
    return between(doc[min(left, head.i)], doc[max(right, head.i)])


def _before_clause(head: Token, verb: Token) -> int:
    """The last token before the clause that holds the verb: "airlines" of "airlines which say"."""
    for child in head.rights:
        if child.left_edge.i <= verb.i <= child.right_edge.i and child.dep_ in ("relcl", "acl"):
            return max(head.i, min(child.left_edge.i, verb.i) - 1)
    return verb.i - 1


def between(first: Token, last: Token) -> Span:
    """The characters from one token to another, both included."""
    return Span(start=first.idx, end=last.idx + len(last))


def cue_span(verb: Token) -> Span:
    """The cue: the verb, with its particle; "according to" whole."""
    following = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    joined = following.dep_ == "prt" or verb.lower_ in PREPOSITIONS
    return between(verb, following if joined else verb)
