"""The reported clause of a cue verb in one parsed English sentence: before it, around it, or after it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from newsfold.extract.attributions.cues_en import (
    ASK,
    DAY_NAMES,
    LOOSE_CLAUSE,
    PARENTHESIS,
    PLEDGE,
    RELATIVE,
    SAY,
    SOURCE_BEGINS,
    SUPPOSING,
    TEMPORAL,
    THINK,
)
from newsfold.extract.attributions.sources_en import SUBJECT, Scope, finite, is_cue
from newsfold.quotes import CLOSING
from newsfold.records import Span

_OPENS = TEMPORAL | SUPPOSING
_PARTICIPLES, _WH = ("VBN", "VBG", "VBD"), ("WDT", "WP", "WP$", "WRB")
_PAUSE = (",", "–", "—", ":", ";")


def trimmed_clause(text: str, start: int, end: int) -> Span | None:
    """[start, end) without spaces, commas and stops at its ends; None where no word is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:.–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—-"):
        end -= 1
    return Span(start=start, end=end) if any(c.isalnum() for c in text[start:end]) else None


def around(verb: Token, who: Token, scope: Scope) -> Iterator[Span]:
    """The words before ", Holt said" or ", said Holt", and those after it where the sentence goes on."""
    doc, sentence, hidden, text = verb.doc, scope.sentence, scope.hidden, scope.text
    first = verb.i
    if sentence.start <= who.left_edge.i <= who.i < verb.i:
        first = who.left_edge.i
    else:
        while first - 1 > sentence.start and doc[first - 1].dep_ in ("aux", "neg", "advmod"):
            first -= 1
    stop = first - 1
    while stop > sentence.start and doc[stop].text in CLOSING:
        stop -= 1
    if stop <= sentence.start or doc[stop].text not in (",", "–", "—", "-", "?", "!"):
        return
    if _clause_follows(verb) or (verb.lemma_ in THINK and verb.lemma_ not in PARENTHESIS):
        return
    left = [t for t in doc[sentence.start : stop] if t.i not in hidden]
    if not any(t.is_alpha for t in left):
        return  # the quoted words alone: the quotation has its own rules
    last = max(verb.i, who.right_edge.i) if who.i > verb.i else verb.i
    rest = tuple(_rest(verb, last, scope))
    if not (rest or _is_clause(left, verb, sentence, last)):
        return
    end = doc[first - 1].idx + len(doc[first - 1]) if stop < first - 1 else doc[stop].idx
    span = trimmed_clause(text, sentence.start_char, end) if stop == first - 1 else None
    span = span or Span(start=_skip_space(text, sentence.start_char), end=end)
    yield span
    yield from rest


def _skip_space(text: str, start: int) -> int:
    while text[start].isspace():
        start += 1
    return start


def _clause_follows(verb: Token) -> bool:
    """Whether the verb goes straight on to its clause: "Holt said (that) the road …"."""
    following = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    if following.lower_ == "that" and following.dep_ in ("mark", "det", "nsubj"):
        return True
    for clause in verb.rights:
        if clause.dep_ in ("ccomp", "xcomp"):
            edge = clause.left_edge.i
            return edge > verb.i and verb.doc[edge - 1].text not in (",", "–", "—") and edge - verb.i < 12
    return False


def _is_clause(left: list[Token], verb: Token, sentence: Slice, last: int) -> bool:
    """Whether the words before the cue are what it reports, and not an adverbial clause."""
    if not any(finite(t) for t in left):
        return False
    tops = [t for t in left if t.pos_ in ("VERB", "AUX") and (t.head == t or t.head not in left)]
    if any(t.dep_ in ("ccomp", "ROOT", "parataxis") for t in tops):
        return True
    ends = all(t.is_punct or t.is_space for t in verb.doc[last + 1 : sentence.end])
    return ends and verb.lemma_ in SAY


def _rest(verb: Token, last: int, scope: Scope) -> Iterator[Span]:
    """What the sentence goes on with after ", Holt says," where that belongs to the words before."""
    doc, sentence, hidden = verb.doc, scope.sentence, scope.hidden
    if last + 2 >= sentence.end or doc[last + 1].text != ",":
        return
    following = doc[last + 2]
    if following.i in hidden or following.lower_ in RELATIVE or following.text in CLOSING:
        return
    if following.tag_ in ("VBG", "VBN", "IN") and following.lower_ not in ("that",):
        return
    tokens = doc[last + 2 : sentence.end]
    main = [t for t in tokens if finite(t) and t.i not in hidden and not _subordinate(t, last + 2)]
    if main and main[0].i - last < 12:
        cut = next((t.i for t in tokens if _new_cue(t, verb)), sentence.end)
        span = trimmed_clause(scope.text, following.idx, doc[cut - 1].idx + len(doc[cut - 1]))
        if span:
            yield span


def _subordinate(token: Token, start: int) -> bool:
    head = token.head if token.dep_ in ("aux", "auxpass") else token
    return head.dep_ in ("relcl", "acl", "advcl") and head.head.i >= start


def after(verb: Token, who: Token, scope: Scope) -> Iterator[Span]:
    """The clause after the verb: "said (that) …", with all that is joined to it."""
    doc = verb.doc
    opened = _opened_by_when(verb, scope) if verb.lemma_ in LOOSE_CLAUSE else None
    if opened is not None:
        span = trimmed_clause(
            scope.text, doc[opened[0]].idx, doc[opened[1] - 1].idx + len(doc[opened[1] - 1])
        )
        if span:
            yield span
        return
    clause = _complement(verb, scope.sentence, scope.hidden)
    if clause is None:
        return
    start = _content_start(verb, clause, scope)
    if who.i > verb.i:
        start = max(start, who.right_edge.i + 1)  # "said Holt, who …"
    end = _content_end(verb, clause, scope.sentence, scope.hidden)
    asked = (t.i for t in doc[start : min(start + 2, clause.i)] if t.lower_ in TEMPORAL)
    end = next((i for i in asked if doc[i + 1].tag_ in _PARTICIPLES), end)  # "said no when asked if …"
    voice = (
        verb.lemma_ in LOOSE_CLAUSE and clause.tag_ == "VBG" and not any(finite(t) for t in clause.subtree)
    )
    voice = voice and clause.left_edge.tag_ == "PRP$"
    if start < end and not voice:  # "said, his voice breaking": no words of his
        span = trimmed_clause(scope.text, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
        if span:
            yield span


def _opened_by_when(verb: Token, scope: Scope) -> tuple[int, int] | None:
    """The tokens of what was said where a clause of time or condition comes first.

    "said when the bus comes she will leave" is said whole; of "said when asked that she left" only what
    "that" opens. None where no main clause follows: "said when he came home".
    """
    end = scope.sentence.end
    following = [t for t in verb.doc[verb.i + 1 : end] if t.i > verb.i + 1 or t.text != ","]
    if len(following) < 2 or following[0].lower_ not in _OPENS or any(t.i in scope.hidden for t in following):
        return None
    that = next((t.i for t in following if t.lower_ == "that" and t.dep_ == "mark"), None)
    if following[1].tag_ in _PARTICIPLES:
        return (that, end) if that is not None else None
    own_verb = next((t.i for t in following if finite(t)), None)
    if own_verb is None or (that is not None and that < own_verb):
        return None
    behind = verb.doc[own_verb + 1 : end]
    who = next((t for t in behind if t.dep_ in SUBJECT or t.dep_ == "expl"), None)
    if that is not None and (who is None or that < who.i):
        return that, end
    if who is None or not any(finite(t) for t in behind if t.i > who.i):
        return None
    between = [t for t in behind if t.i <= who.i]
    joined = any(t.dep_ in ("cc", "mark") or t.tag_ in _WH or t.lower_ in _OPENS for t in between)
    return None if joined else (following[0].i, end)


def _complement(verb: Token, sentence: Slice, hidden: frozenset[int]) -> Token | None:
    """The head of the reported clause, by the parse, or by "that" and a finite verb where it fails."""
    for child in verb.rights:
        if child.dep_ == "ccomp":
            return None if _question(child, verb) or _tells_when(child, verb) else child
        if child.dep_ == "xcomp" and verb.lemma_ in PLEDGE and _infinitive(child) and _active(verb):
            return child
    following = verb.nbor(1) if verb.i + 1 < sentence.end else verb
    if verb.lemma_ not in LOOSE_CLAUSE or verb.dep_ in ("acl", "amod") or following.lower_ in TEMPORAL:
        return None
    for token in verb.doc[verb.i + 1 : sentence.end]:
        if token.text in (",", ":", ";") or token.i in hidden:
            return None
        if finite(token) and not _subordinate(token, verb.i):
            return token
    return None


def _question(clause: Token, verb: Token) -> bool:
    """ "asked what …", "would not say whether …": a question is no statement of its own."""
    first = clause.left_edge
    asks = first.lower_ in ("whether", "if") or first.tag_ in ("WP", "WRB", "WDT")
    return asks and verb.lemma_ in ASK


def _tells_when(clause: Token, verb: Token) -> bool:
    """ "said when asked whether …": the clause tells when, unless another one inside it does."""
    first = clause.left_edge
    is_opener = first.head == clause or (first.dep_ == "advmod" and first.head.dep_ in ("aux", "auxpass"))
    return is_opener and verb.i < first.i <= verb.i + 2 and first.lower_ in TEMPORAL


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)


def _active(verb: Token) -> bool:
    return not any(c.dep_ == "auxpass" for c in verb.children)


def _content_start(verb: Token, clause: Token, scope: Scope) -> int:
    """The first token of the clause: past the person addressed, and when or where it was said."""
    doc = verb.doc
    at = verb.i + 1
    skipped = True
    while skipped and at < clause.i:
        skipped = False
        for child in verb.rights:
            edge = child.right_edge.i
            aside = child.dep_ in ("prt", "dobj", "dative", "npadvmod", "advmod", "prep", "punct", "advcl")
            if child.left_edge.i == at and aside and edge < clause.i and not _where(child, scope):
                follows = doc[edge + 1].lower_
                if follows == "," and doc[min(edge + 2, scope.sentence.end - 1)].dep_ != "mark":
                    break  # "said that at noon, …": the aside belongs to the clause
                at, skipped = edge + 1, True
                break
    return at + 1 if doc[at].lower_ in DAY_NAMES and at < clause.i else at


def _where(child: Token, scope: Scope) -> bool:
    """ "says in Norway rents are rising": the place of what is said, not of the saying."""
    return child.lower_ in ("in", "across") and any(c.i in scope.places for c in child.rights)


def _content_end(verb: Token, clause: Token, sentence: Slice, hidden: frozenset[int]) -> int:
    """One past the clause's last token: the sentence's end, unless something else is said before that."""
    doc = verb.doc
    end = sentence.end
    if verb.dep_ in ("advcl", "relcl", "acl", "pcomp", "ccomp", "csubj"):
        end = min(end, max(verb.right_edge.i, clause.right_edge.i) + 1)
    for token in doc[clause.i + 1 : end]:
        if token.i in hidden:
            continue
        if _new_cue(token, verb) or _leaves(token, verb, clause):
            start = token.left_edge.i if token.left_edge.i > clause.i else token.i
            while start - 1 > clause.i and (doc[start - 1].is_punct or doc[start - 1].dep_ in ("cc", "mark")):
                start -= 1
            return start
    return end


def _new_cue(token: Token, verb: Token) -> bool:
    """Whether another report begins here: ", adding …", ", but Holt says …", ", according to …"."""
    at = token.i - 1
    while at > 0 and token.doc[at].text in CLOSING:
        at -= 1
    paused = token.doc[at].text in _PAUSE
    if token.lower_ in SOURCE_BEGINS:
        return paused
    if not is_cue(token) or token == verb:
        return False
    if token.tag_ == "VBG":
        return paused
    before = token.left_edge.i - 1
    broken = before > 0 and token.doc[before].text in (":", ";")
    return broken or (token.dep_ in ("conj", "parataxis") and token.head == verb)


def _leaves(token: Token, verb: Token, clause: Token) -> bool:
    """Whether the parse takes the token's clause back to the reporting verb."""
    if token.head != verb or token.i < clause.right_edge.i:
        return False
    if token.dep_ == "conj":  # with a subject of its own it more often goes on with what was said
        return token.pos_ in ("VERB", "AUX") and not any(
            c.dep_ in ("mark", *SUBJECT, "expl") for c in token.lefts
        )
    edge = token.left_edge.i
    return token.dep_ in ("advcl", "prep") and edge > clause.i and token.doc[edge - 1].text == ","
