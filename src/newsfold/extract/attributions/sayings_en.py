"""What English sentences report without quotation marks: cue verbs, nouns such as "Holt's claim that …", and
"according to", each with its source and content.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.strings import get_string_id
from spacy.tokens import Span as Slice
from spacy.tokens import Token

from newsfold.extract.attributions.clauses_en import after, around, trimmed_clause
from newsfold.extract.attributions.cues_en import (
    EMPTY_SUBJECTS,
    EVIDENCE,
    NOUNS_OF_SAYING,
    OWN_POSSESSIVES,
    OWN_VOICE,
    POSTS,
    PREPOSITIONS,
    REPORTING,
    SAY,
    TEMPORAL,
    UNSAID,
)
from newsfold.extract.attributions.settings import CUES
from newsfold.extract.attributions.sources_en import (
    Scope,
    finite,
    is_cue,
    phrase,
    says_things,
    subject,
    supposed,
)
from newsfold.extract.attributions.things_en import accusation, judgement, plea, thing
from newsfold.records import Span

# spaCy's numbers of the words, which are sooner compared than the words.
_REPORTING = frozenset(get_string_id(form) for w in REPORTING for form in (w, w.capitalize(), w.upper()))
_PREPOSITIONS = frozenset(get_string_id(word) for word in PREPOSITIONS)
LONG = 400  # tokens: a longer "sentence" is a list or a table, with no clauses to read


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedClause:
    """A cue with its source and content. `who` is the head of the source, `verb` the cue's token."""

    verb: Token
    who: Token | None
    content: tuple[Span, ...]


def sayings(scope: Scope) -> list[ReportedClause]:
    """Reported clauses of a sentence in order of their cues; quoted verbs are none.

    In a heading only "…, Holt says" counts: "Mayor says …" there repeats what the text below says.
    """
    if len(scope.sentence) > LONG:
        return []
    listed = []
    hidden = scope.hidden
    for token in scope.sentence:
        if (token.lemma not in _REPORTING and token.lower not in _PREPOSITIONS) or token.i in hidden:
            continue
        if token.lower_ in PREPOSITIONS:
            said = _according(token, scope)
        elif is_cue(token):
            said = _reported(token, scope) or _reported_thing(token, scope) or _behind_colon(token, scope)
        elif token.pos_ == "VERB":
            said = _reported_thing(token, scope) or _behind_colon(token, scope)
        else:
            said = (
                _claimed(token, scope) if token.lemma_ in NOUNS_OF_SAYING and token.pos_ == "NOUN" else None
            )
        if said is not None:
            listed.append(said)
    return listed


def _reported(verb: Token, scope: Scope) -> ReportedClause | None:
    who = subject(verb, scope.hidden)
    if who is None or _no_source(verb, who) or supposed(verb):
        return None
    if verb.lemma_ in EVIDENCE and not says_things(who, scope):
        return None
    content = tuple(around(verb, who, scope))
    if not content and not scope.heading:
        content = tuple(after(verb, who, scope))
    if len(content) == 1 and not any(c.isspace() for c in content[0].of(scope.text)):
        return None  # a word by itself is a clause that the parse took apart
    return ReportedClause(verb=verb, who=who, content=content) if content else None


def _reported_thing(verb: Token, scope: Scope) -> ReportedClause | None:
    """A figure or an event that somebody reports: "confirmed three deaths", "put the toll at 51"."""
    if scope.heading:
        return None
    reported = thing(verb, scope) or judgement(verb, scope) or plea(verb, scope)
    content = (reported,) if reported is not None else accusation(verb, scope)
    if content is None:
        return None
    who = subject(verb, scope.hidden)
    if who is None or _no_source(verb, who) or supposed(verb) or not says_things(who, scope):
        return None
    spans = tuple(span for c in content if (span := trimmed_clause(scope.text, c.start, c.end)))
    return ReportedClause(verb=verb, who=who, content=spans) if spans else None


def _behind_colon(verb: Token, scope: Scope) -> ReportedClause | None:
    """ "Holt tweeted: We will win this." """
    lemma = verb.lemma_.lower()
    who = subject(verb, scope.hidden) if lemma in SAY or lemma in POSTS else None
    if who is None or who.i > verb.i or _no_source(verb, who) or supposed(verb) or scope.heading:
        return None
    following = verb.doc[verb.i + 1 : min(verb.i + CUES.colon, scope.sentence.end)]
    colon = next((t for t in following if t.text == ":"), None)
    between = verb.doc[verb.i + 1 : colon.i] if colon is not None else ()
    if colon is None or any(t.text == "," or t.dep_ == "dobj" or finite(t) for t in between):
        return None
    said = verb.doc[colon.i + 1 : scope.sentence.end]
    if not any(finite(t) or t.tag_ == "VB" for t in said) or any(t.i in scope.hidden for t in said):
        return None
    span = trimmed_clause(scope.text, said.start_char, said.end_char)
    return ReportedClause(verb=verb, who=who, content=(span,)) if span else None


def _no_source(verb: Token, who: Token) -> bool:
    """The writer's own voice, an empty "it", and words that were not said."""
    if who.lower_ in OWN_VOICE or who.tag_ == "EX":
        return True
    if who.lower_ in EMPTY_SUBJECTS and any(c.dep_ == "auxpass" for c in verb.children):
        return True
    unsaid = any(c.dep_ == "neg" for c in verb.children)
    asked = verb.lemma_ == "ask" and (any(c.dep_ == "auxpass" for c in verb.children) or _when_asked(verb))
    return asked or (unsaid and verb.lemma_ in UNSAID)


def _when_asked(verb: Token) -> bool:
    """ "said when asked that …": nobody asks here."""
    return verb.i > 0 and verb.nbor(-1).lower_ in TEMPORAL and verb.tag_ in ("VBN", "VBD")


def _claimed(noun: Token, scope: Scope) -> ReportedClause | None:
    """ "Holt's claim that the vote was stolen": the possessor is the source, the clause the content."""
    who = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    clause = next((c for c in noun.rights if c.dep_ in ("acl", "ccomp")), None)
    if who is None or clause is None or who.lower_ in OWN_POSSESSIVES:
        return None
    first, last = clause.left_edge, clause.right_edge
    if first.lower_ != "that" or first.i - noun.i > 2 or first.dep_ != "mark":
        return None
    span = trimmed_clause(scope.text, first.idx, last.idx + len(last))
    return ReportedClause(verb=noun, who=who, content=(span,)) if span else None


# ── according to ──────────────────────────────────────────────────────────────────────────────────


def according_to(token: Token, sentence: Slice) -> tuple[Token, Span] | None:
    """The source's head and phrase after "according to"; `token` is "according"."""
    doc = token.doc
    if token.i + 2 >= sentence.end or doc[token.i + 1].lower_ != "to":
        return None
    first = doc[token.i + 2]
    head = first
    while (
        head.head.i > token.i + 1 and head.head.i < sentence.end and head.dep_ != "pobj" and head.head != head
    ):
        if head.head.pos_ in ("VERB", "AUX"):
            break
        head = head.head
    if head.i - first.i > 25:
        head = first
    return head, _noun_phrase(first, head, sentence)


def _noun_phrase(first: Token, head: Token, sentence: Slice) -> Span:
    last = phrase(head).end
    doc = first.doc
    end = next((t for t in doc[head.i + 1 : sentence.end] if t.is_punct and t.text not in "-'’"), None)
    if end is not None and end.idx < last:
        last = end.idx
    return Span(start=first.idx, end=max(last, head.idx + len(head)))


def _according(token: Token, scope: Scope) -> ReportedClause | None:
    doc, sentence, hidden = token.doc, scope.sentence, scope.hidden
    named = according_to(token, sentence)
    if named is None:
        return None
    head, source = named
    before = [t for t in doc[sentence.start : token.i] if t.i not in hidden]
    content: list[Span] = []
    if any(finite(t) for t in before):
        earlier = next((t for t in before if is_cue(t)), None)
        verb = token.head
        start = sentence.start
        if earlier is not None and verb.pos_ in ("VERB", "AUX") and verb.left_edge.i > earlier.i:
            start = verb.left_edge.i
        span = trimmed_clause(scope.text, doc[start].idx, token.idx)
    else:
        following = [t for t in doc[token.i + 2 : sentence.end] if t.idx >= source.end]
        cut = next((t for t in following if is_cue(t) and t.dep_ == "conj" and t.i not in hidden), None)
        end = cut.left_edge.idx if cut is not None and cut.left_edge.idx > source.end else sentence.end_char
        span = trimmed_clause(scope.text, source.end, end) if any(finite(t) for t in following) else None
    if span is not None:
        content.append(span)
    return ReportedClause(verb=token, who=head, content=tuple(content)) if content else None
