"""The cue of an English quotation: right after it, right before it, or the verb its words depend on."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from spacy.tokens import Token

from newsfold.extract.attributions.cues_en import ADDRESS, JUDGE, MANNER, NAMING, PERSONS, PREPOSITIONS, THINK
from newsfold.extract.attributions.sayings_en import LONG
from newsfold.extract.attributions.settings import CUES
from newsfold.extract.attributions.sources_en import Scope, is_cue, subject
from newsfold.quotes import Quotation

_offset = attrgetter("idx")


def governor(q: Quotation, scope: Scope) -> Token | None:
    """The cue's verb (or "according") for a quotation that begins in `sentence`; None where it has none."""
    sentence, hidden, text = scope.sentence, scope.hidden, scope.text
    if len(sentence) > LONG:
        return None
    tokens = list(sentence)
    first = bisect_left(tokens, q.span.start, key=_offset)
    before, after = tokens[:first], tokens[bisect_left(tokens, q.span.end, first, key=_offset) :]
    stop = next((k for k, t in enumerate(after) if t.i in hidden), len(after))
    return _after(q, after[:stop], before, scope) or _cue_before(q, before, hidden, text) or _upward(q, scope)


def _after(q: Quotation, after: list[Token], before: list[Token], scope: Scope) -> Token | None:
    """The verb of "…,” Holt said" or "…,” said Holt": its subject, or itself, comes at once."""
    inner = q.inner.of(scope.text).rstrip()
    opens = not any(t.is_alpha for t in before)
    pause = inner[-1:] in (",", "?", "!", "–", "—", "-", "…") or (
        bool(after) and after[0].text in (",", "–", "—")
    )
    words = [t for t in after if not (t.is_space or t.is_punct)][: CUES.quotation]
    if not words:
        return None
    if words[0].lower_ in PREPOSITIONS:
        return words[0]
    if _bare_tail(words):
        return next(t for t in words if is_cue(t))
    if opens and pause and " " in inner and _manner(words, scope):
        return words[0]
    for token in words:
        if token.pos_ not in ("VERB", "AUX") and not is_cue(token):
            continue
        who = subject(token, scope.hidden)
        at_once = token == words[0]
        led = (
            who is not None
            and who.i < token.i
            and who.left_edge.i <= words[0].i + 1
            and who.idx >= q.span.end
        )
        if (at_once or led) and pause:
            spoken = is_cue(token) and token.lemma_ not in THINK
            if spoken or (opens and led and " " in inner and token.lemma_ in MANNER):
                return token if not (at_once and token.tag_ in ("VBG", "VBN", "VB")) else None
            if (
                opens
                and " " in inner
                and token.pos_ == "VERB"
                and led
                and who is not None
                and _person(who, scope)
            ):
                return token
        if token.dep_ not in ("relcl", "acl", "amod", "compound", "aux", "auxpass"):
            return None
    return None


def _manner(words: list[Token], scope: Scope) -> bool:
    """ "…,” sighed Mara Holt", "…,” sighed the mayor": any verb in the past before a person's name."""
    verb, *following = words
    if verb.tag_ not in ("VBD", "VBN", "VBZ") or not following or is_cue(verb):
        return False
    if following[0].i in scope.people:
        return True
    return verb.lemma_ in MANNER and following[0].pos_ in ("DET", "PRON", "PROPN", "NOUN")


def _bare_tail(words: list[Token]) -> bool:
    """ "…” Holt says." with nothing else, which the parser often gets wrong."""
    nouns = ("PROPN", "PRON", "NOUN", "ADJ", "DET", "ADP")
    return 2 <= len(words) <= 6 and is_cue(words[-1]) and all(t.pos_ in nouns for t in words[:-1])


def _person(token: Token, scope: Scope) -> bool:
    return token.lower_ in PERSONS or token.i in scope.people


def _cue_before(q: Quotation, before: list[Token], hidden: frozenset[int], text: str) -> Token | None:
    """The nearest cue before the quotation, with no other clause between: "Holt said: “…”"."""
    seen: list[Token] = []
    pause = text[: q.span.start].rstrip()[-1:] in (":", ",") if before else False
    for token in reversed(before[-CUES.quotation :]):
        if token.i in hidden:
            return None
        if token.lower_ in PREPOSITIONS:
            return token
        if is_cue(token) and token.lemma_ not in THINK:
            clauses = [t for t in seen if t.tag_ in ("VBD", "VBZ", "VBP", "MD") and not _aside(t)]
            if _addressed(q, token) or (clauses and not pause):
                return None
            return token if pause or _governs(token, q, before[-1]) else None
        seen.append(token)
    return None


def _addressed(q: Quotation, verb: Token) -> bool:
    """ "told “Today” that …": the one spoken to, not what was said."""
    if verb.lemma_ in ADDRESS and verb.i + 1 < len(verb.doc) and _addressee(q, verb):
        return True
    close = all(t.idx >= q.span.start or t.i <= verb.i for t in verb.doc[verb.i + 1 : verb.i + 2])
    clause = any(c.dep_ == "ccomp" and c.idx >= q.span.end for c in verb.rights)
    return verb.lemma_ in ADDRESS and close and clause


def _addressee(q: Quotation, verb: Token) -> bool:
    """ "told “Today”": a capitalised word right behind the verb, and no sentence."""
    at_once = verb.nbor(1).idx >= q.span.start
    words = [
        t for t in verb.doc[verb.i + 1 : verb.i + 8] if q.inner.start <= t.idx < q.inner.end and t.is_alpha
    ]
    return at_once and 0 < len(words) <= 2 and all(t.text[:1].isupper() for t in words)


def _governs(verb: Token, q: Quotation, last: Token) -> bool:
    """Whether the quoted words hang on the verb, and not on a name or clause within its subject."""
    if last.i + 1 >= len(verb.doc):
        return False
    at = next((t for t in verb.doc[last.i + 1 : last.i + 4] if t.idx >= q.inner.start), None)
    if at is None:
        return False
    while at.head != at and at != verb:
        if at.idx < q.span.start and at.dep_ in ("nsubj", "relcl", "nmod"):
            return False
        at = at.head
    return True


def _aside(token: Token) -> bool:
    head = token.head if token.dep_ in ("aux", "auxpass") else token
    return head.dep_ in ("relcl", "acl", "advcl")


def _upward(q: Quotation, scope: Scope) -> Token | None:
    """The verb of saying or naming that the words depend on: "lashed out at “countries …”"."""
    at = next((t for t in scope.sentence if t.idx >= q.inner.start), None)
    if at is None:
        return None
    for above in at.ancestors:
        if above.i in scope.hidden or above.pos_ != "VERB":
            continue
        if above.lemma_.lower() in JUDGE or (is_cue(above) and above.lemma_ not in THINK):
            return None if _gives_name(above, q, scope.text) else above
        return None
    return None


def _gives_name(verb: Token, q: Quotation, text: str) -> bool:
    """ "a boat called “Hope”", "known as “Level 4”": a name or a term, nobody's words."""
    words = q.inner.of(text).split()
    titled = all(w[:1].isupper() or not w[:1].isalpha() for w in words)
    named = verb.lemma_.lower() in NAMING and (titled or verb.dep_ in ("acl", "amod", "relcl"))
    return named and len(words) <= 5
