"""Cue verbs and "according to" in one parsed sentence, with their sources and indirect contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from newsfold.extract.cues import SAY, THINK
from newsfold.extract.quotes import Quotation
from newsfold.records import Span

_SUBJECT = {"nsubj", "nsubjpass", "csubj", "expl"}
_RELATIVE = {"who", "which", "that", "whom"}
_CLAUSE = {"ccomp", "xcomp"}
_LONG = 400  # tokens: a "sentence" longer than this is a list or a table, and is not parsed for clauses


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One cue with its source and content; `verb` is the cue's token, `who` the source's head."""

    verb: Token
    cue: Span
    who: Token | None
    source: Span | None
    content: tuple[Span, ...]


def sayings(sentence: Slice, quoted: Sequence[Quotation]) -> list[Saying]:
    """Attributions of clauses in `sentence`, in order of their cues; cues inside `quoted` do not count."""
    if len(sentence) > _LONG:
        return []
    found = []
    for token in sentence:
        if inside(token, quoted):
            continue
        if token.lower_ == "according":
            said = _according(token, sentence)
        elif is_cue(token):
            said = _clause(token, sentence)
        else:
            said = None
        if said is not None:
            found.append(said)
    return found


def inside(token: Token, quoted: Sequence[Quotation]) -> bool:
    """Whether the token stands within one of the quotations."""
    return any(q.span.start <= token.idx < q.span.end for q in quoted)


def is_cue(token: Token) -> bool:
    """Whether the token is a verb that reports words or thoughts."""
    lemma = token.lemma_.lower()
    if lemma in ("say", "says", "said", "tell", "told"):
        return token.tag_[:1] in "VN"
    return token.pos_ == "VERB" and (lemma in SAY or lemma in THINK)


def subject(verb: Token, depth: int = 6) -> Token | None:
    """The head of the noun phrase that does the saying, by the parse; None where none is found."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    for child in verb.children:
        if child.dep_ in _SUBJECT and child.tag_ != "EX":
            if child.lower_ in _RELATIVE and verb.dep_ == "relcl":
                return verb.head
            return child
    if depth == 0 or verb.head == verb:
        return _inverted(verb)
    if verb.dep_ == "acl":
        return verb.head
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep", "dep"):
        return _inverted(verb) or subject(verb.head, depth - 1)
    return _inverted(verb)


def _inverted(verb: Token) -> Token | None:
    """The noun right after the verb, which the parser took for an object: "said Holt, who …"."""
    if verb.lemma_ not in ("say", "add", "write", "explain", "tweet", "note", "recall", "ask"):
        return None
    for child in verb.rights:
        if child.dep_ in ("dobj", "attr", "oprd", "npadvmod") and child.pos_ in ("PROPN", "PRON", "NOUN"):
            return child if child.ent_type_ not in ("DATE", "TIME") else None
    return None


def phrase(head: Token, verb: Token | None = None) -> Span:
    """The noun phrase around `head`, without a clause set off by a comma, and not past `verb`."""
    left, right = head.left_edge.i, head.right_edge.i
    doc = head.doc
    if verb is not None and left <= verb.i <= right:
        left, right = (verb.i + 1, right) if verb.i < head.i else (left, verb.i - 1)
    for child in head.rights:
        if child.dep_ in ("relcl", "acl") and child.left_edge.i - 1 > head.i and child.left_edge.i <= right:
            before = doc[child.left_edge.i - 1]
            if before.is_punct:
                right = before.i - 1
                break
    while right > head.i and (doc[right].is_punct or doc[right].is_space):
        right -= 1
    while left < head.i and (doc[left].is_punct or doc[left].is_space):
        left += 1
    return between(doc[left], doc[right])


def between(first: Token, last: Token) -> Span:
    """The characters from one token to another, both included."""
    return Span(start=first.idx, end=last.idx + len(last))


def cue_span(verb: Token) -> Span:
    """The cue: the verb alone, or with its particle."""
    particle = next((c for c in verb.rights if c.dep_ == "prt" and c.i == verb.i + 1), None)
    return between(verb, particle or verb)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """[start, end) without spaces, commas and stops at its ends; None where nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:.–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—-"):
        end -= 1
    return Span(start=start, end=end) if end > start else None


# ── clauses ───────────────────────────────────────────────────────────────────────────────────────


def _clause(verb: Token, sentence: Slice) -> Saying | None:
    who = subject(verb)
    if who is None:
        return None
    content = tuple(_parenthetical(verb, who, sentence)) or tuple(_complement(verb, sentence))
    if not content:
        return None
    return Saying(verb=verb, cue=cue_span(verb), who=who, source=phrase(who, verb), content=content)


def _parenthetical(verb: Token, who: Token, sentence: Slice) -> Iterator[Span]:
    """Content before ", Holt said" or ", said Holt", and after it where the sentence goes on."""
    doc = verb.doc
    if verb.lemma_ in THINK and verb.lemma_ not in ("believe", "think"):
        return
    first = min(who.left_edge.i, verb.i)
    if who.i > verb.i:
        first = verb.i
    while (
        first > sentence.start
        and doc[first - 1].dep_ in ("aux", "advmod", "neg")
        and doc[first - 1].head == verb
    ):
        first -= 1
    if first - 1 <= sentence.start or doc[first - 1].text not in (",", "–", "—", "-"):
        return
    if any(
        c.dep_ in _CLAUSE and c.i > verb.i and _has_subject(c) and not _comma_after(verb, c)
        for c in verb.rights
    ):
        return
    if not any(t.pos_ in ("VERB", "AUX") for t in doc[sentence.start : first - 1]):
        return
    if verb.dep_ in ("advcl", "conj", "relcl", "acl") and who.i < verb.i and not _left_clause(verb):
        return
    span = trimmed(doc.text, sentence.start_char, doc[first - 1].idx)
    if span:
        yield span


def _left_clause(verb: Token) -> bool:
    return any(c.dep_ in ("ccomp", "parataxis") and c.i < verb.i for c in verb.lefts)


def _comma_after(verb: Token, clause: Token) -> bool:
    edge = clause.left_edge.i
    return edge - 1 > verb.i and verb.doc[edge - 1].text == ","


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECT for c in verb.children)


def _complement(verb: Token, sentence: Slice) -> Iterator[Span]:
    """The clause after the verb: "said (that) …", with clauses joined to it by "and that"."""
    clause = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    if clause is None and verb.lemma_ not in THINK:
        clause = next(
            (c for c in verb.rights if c.dep_ == "xcomp" and _infinitive(c) and _promises(verb)), None
        )
    if clause is None:
        return
    doc = verb.doc
    left = max(clause.left_edge.i, verb.i + 1)
    right = min(clause.right_edge.i, sentence.end - 1)
    for other in verb.rights:  # "said … and that …": the parser may hang the second on the verb
        if (
            other.i > right
            and other.dep_ in ("ccomp", "conj")
            and any(c.lower_ == "that" for c in other.lefts)
        ):
            right = min(other.right_edge.i, sentence.end - 1)
    span = trimmed(doc.text, doc[left].idx, doc[right].idx + len(doc[right]))
    if span:
        yield span


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)


def _promises(verb: Token) -> bool:
    return verb.lemma_ in ("promise", "vow", "pledge", "urge", "tell", "ask", "threaten", "claim", "demand")


# ── according to ──────────────────────────────────────────────────────────────────────────────────


def _according(token: Token, sentence: Slice) -> Saying | None:
    doc = token.doc
    if token.i + 1 >= sentence.end or doc[token.i + 1].lower_ != "to":
        return None
    to = doc[token.i + 1]
    head = next((c for c in to.rights if c.dep_ == "pobj"), None)
    head = head or next((c for c in token.rights if c.dep_ == "pobj"), None)
    if head is None:
        return None
    source = phrase(head)
    end = source.end
    content = []
    before = trimmed(doc.text, sentence.start_char, token.idx)
    after = trimmed(doc.text, end, sentence.end_char)
    if before and any(t.pos_ in ("VERB", "AUX") for t in doc[sentence.start : token.i]):
        content.append(before)
    elif after:
        content.append(after)
    if not content:
        return None
    return Saying(verb=token, cue=between(token, to), who=head, source=source, content=tuple(content))
