"""Cue verbs and "according to" in one parsed English sentence, with their sources and reported clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.strings import get_string_id
from spacy.tokens import Span as Slice
from spacy.tokens import Token

from newsfold.extract.attributions.cues_en import (
    ASK,
    CLAIM,
    DAYS,
    EMPTY_SUBJECTS,
    EVIDENCE,
    LOOSE_CLAUSE,
    OWN_POSSESSIVES,
    OWN_VOICE,
    PARENTHESIS,
    PLEDGE,
    PREPOSITIONS,
    RELATIVE,
    REPORTING,
    SAY,
    SOURCE_BEGINS,
    TEMPORAL,
    THINK,
    UNSAID,
)
from newsfold.extract.attributions.sources_en import (
    SUBJECT,
    Scope,
    is_cue,
    phrase,
    says_things,
    subject,
    supposed,
)
from newsfold.extract.attributions.things_en import judgement, thing
from newsfold.quotes import CLOSING
from newsfold.records import Span

# spaCy's numbers of the words, which are sooner compared than the words.
_REPORTING = frozenset(get_string_id(form) for w in REPORTING for form in (w, w.capitalize(), w.upper()))
_PREPOSITIONS = frozenset(get_string_id(word) for word in PREPOSITIONS)
_PAUSE = (",", "–", "—", ":", ";")
LONG = 400  # tokens: a longer "sentence" is a list or a table, with no clauses to read


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A cue with its source and content. `who` is the head of the source, `verb` the cue's token."""

    verb: Token
    who: Token | None
    content: tuple[Span, ...]


def sayings(scope: Scope) -> list[Saying]:
    """Reported clauses of a sentence in order of their cues; quoted verbs are none.

    In a heading only "…, Holt says" counts: "Mayor says …" there repeats what the text below says.
    """
    if len(scope.sentence) > LONG:
        return []
    found = []
    hidden = scope.hidden
    for token in scope.sentence:
        if (token.lemma not in _REPORTING and token.lower not in _PREPOSITIONS) or token.i in hidden:
            continue
        if token.lower_ in PREPOSITIONS:
            said = _according(token, scope)
        elif is_cue(token):
            said = _reported(token, scope) or _reported_thing(token, scope)
        elif token.pos_ == "VERB":
            said = _reported_thing(token, scope)
        else:
            said = _claimed(token, scope) if token.lemma_ in CLAIM and token.pos_ == "NOUN" else None
        if said is not None:
            found.append(said)
    return found


def trimmed(text: str, start: int, end: int) -> Span | None:
    """[start, end) without spaces, commas and stops at its ends; None where no word is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:.–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—-"):
        end -= 1
    return Span(start=start, end=end) if any(c.isalnum() for c in text[start:end]) else None


# ── the reported clause ───────────────────────────────────────────────────────────────────────────


def _reported(verb: Token, scope: Scope) -> Saying | None:
    who = subject(verb, scope.hidden)
    if who is None or _no_source(verb, who) or supposed(verb):
        return None
    if verb.lemma_ in EVIDENCE and not says_things(who, scope):
        return None
    content = tuple(_around(verb, who, scope))
    if not content and not scope.heading:
        content = tuple(_after(verb, who, scope))
    if len(content) == 1 and not any(c.isspace() for c in content[0].of(scope.text)):
        return None  # a word by itself is a clause that the parse took apart
    return Saying(verb=verb, who=who, content=content) if content else None


def _reported_thing(verb: Token, scope: Scope) -> Saying | None:
    """A figure or an event that somebody reports: "confirmed three deaths", "put the toll at 51"."""
    content = None if scope.heading else thing(verb, scope) or judgement(verb, scope)
    if content is None:
        return None
    who = subject(verb, scope.hidden)
    if who is None or _no_source(verb, who) or supposed(verb) or not says_things(who, scope):
        return None
    span = trimmed(scope.text, content.start, content.end)
    return Saying(verb=verb, who=who, content=(span,)) if span else None


def _no_source(verb: Token, who: Token) -> bool:
    """The writer's own voice, an empty "it", and words that were not said."""
    if who.lower_ in OWN_VOICE or who.tag_ == "EX":
        return True
    if who.lower_ in EMPTY_SUBJECTS and any(c.dep_ == "auxpass" for c in verb.children):
        return True
    unsaid = any(c.dep_ == "neg" for c in verb.children)
    asked = verb.lemma_ == "ask" and any(c.dep_ == "auxpass" for c in verb.children)
    return asked or (unsaid and verb.lemma_ in UNSAID)


def _finite(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD")


def _around(verb: Token, who: Token, scope: Scope) -> Iterator[Span]:
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
    span = trimmed(text, sentence.start_char, end) if stop == first - 1 else None
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
    if not any(_finite(t) for t in left):
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
    main = [t for t in tokens if _finite(t) and t.i not in hidden and not _subordinate(t, last + 2)]
    if main and main[0].i - last < 12:
        cut = next((t.i for t in tokens if _new_cue(t, verb)), sentence.end)
        span = trimmed(scope.text, following.idx, doc[cut - 1].idx + len(doc[cut - 1]))
        if span:
            yield span


def _subordinate(token: Token, start: int) -> bool:
    head = token.head if token.dep_ in ("aux", "auxpass") else token
    return head.dep_ in ("relcl", "acl", "advcl") and head.head.i >= start


def _after(verb: Token, who: Token, scope: Scope) -> Iterator[Span]:
    """The clause after the verb: "said (that) …", with all that is joined to it."""
    doc = verb.doc
    clause = _complement(verb, scope.sentence, scope.hidden)
    if clause is None:
        return
    start = _content_start(verb, clause, scope)
    if who.i > verb.i:
        start = max(start, who.right_edge.i + 1)  # "said Holt, who …"
    end = _content_end(verb, clause, scope.sentence, scope.hidden)
    if start < end:
        span = trimmed(scope.text, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
        if span:
            yield span


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
        if _finite(token) and not _subordinate(token, verb.i):
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
    own = first.head == clause or (first.dep_ == "advmod" and first.head.dep_ in ("aux", "auxpass"))
    return own and verb.i < first.i <= verb.i + 2 and first.lower_ in TEMPORAL


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
    return at + 1 if doc[at].lower_ in DAYS and at < clause.i else at


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


def _claimed(noun: Token, scope: Scope) -> Saying | None:
    """ "Holt's claim that the vote was stolen": the possessor is the source, the clause the content."""
    who = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    clause = next((c for c in noun.rights if c.dep_ in ("acl", "ccomp")), None)
    if who is None or clause is None or who.lower_ in OWN_POSSESSIVES:
        return None
    first, last = clause.left_edge, clause.right_edge
    if first.lower_ != "that" or first.i - noun.i > 2 or first.dep_ != "mark":
        return None
    span = trimmed(scope.text, first.idx, last.idx + len(last))
    return Saying(verb=noun, who=who, content=(span,)) if span else None


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


def _according(token: Token, scope: Scope) -> Saying | None:
    doc, sentence, hidden = token.doc, scope.sentence, scope.hidden
    named = according_to(token, sentence)
    if named is None:
        return None
    head, source = named
    before = [t for t in doc[sentence.start : token.i] if t.i not in hidden]
    content: list[Span] = []
    if any(_finite(t) for t in before):
        earlier = next((t for t in before if is_cue(t)), None)
        verb = token.head
        start = sentence.start
        if earlier is not None and verb.pos_ in ("VERB", "AUX") and verb.left_edge.i > earlier.i:
            start = verb.left_edge.i
        span = trimmed(scope.text, doc[start].idx, token.idx)
    else:
        following = [t for t in doc[token.i + 2 : sentence.end] if t.idx >= source.end]
        cut = next((t for t in following if is_cue(t) and t.dep_ == "conj" and t.i not in hidden), None)
        end = cut.left_edge.idx if cut is not None and cut.left_edge.idx > source.end else sentence.end_char
        span = trimmed(scope.text, source.end, end) if any(_finite(t) for t in following) else None
    if span is not None:
        content.append(span)
    return Saying(verb=token, who=head, content=tuple(content)) if content else None
