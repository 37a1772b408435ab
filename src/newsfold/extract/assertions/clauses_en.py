"""English clauses as assertions, from the tree of dependencies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set

from spacy.tokens import Doc, Token

from newsfold.extract.assertions.modality_en import modality
from newsfold.extract.settings import CLAUSES
from newsfold.records import Assertion, Span

_VERB_TAGS = ("VERB", "AUX")
_CLAUSES = frozenset(("conj", "ccomp", "advcl", "relcl", "acl", "parataxis", "pcomp"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
_JOINS = frozenset(("cc", "punct", "mark", "preconj"))  # words that join a clause, and say nothing in it
_OF_NOUNS = frozenset(("relcl", "acl", "appos"))  # clauses that tell something of the noun that they hang on
_BESIDE = frozenset(
    ("conj", "cc", "punct", "appos", "relcl", "acl")
)  # beside a noun, and no part of its name
_RELATIVE_TAGS = frozenset(("WP", "WDT"))


def assertions(article_id: str, doc: Doc) -> list[Assertion]:
    """The assertions of all sentences."""
    listed = []
    for sentence in doc.sents:
        heads = {token for token in sentence if _heads_clause(token)}
        for head in sorted(heads, key=lambda token: token.i):
            clause = _clause_words(head, heads)
            if len(clause) >= CLAUSES.fewest_words:
                listed.append(_assertion(article_id, head, clause, heads))
    return listed


def _heads_clause(token: Token) -> bool:
    if token.dep_ in ("ROOT", "appos"):
        return not (token.is_space or token.is_punct)
    if token.pos_ not in _VERB_TAGS or token.dep_ not in _CLAUSES:
        return False
    return token.dep_ != "conj" or token.head.pos_ in _VERB_TAGS


def _assertion(article_id: str, head: Token, clause: list[Token], heads: Set[Token]) -> Assertion:
    subject = _subject(head, heads)
    return Assertion(
        article_id=article_id,
        parts=tuple(_word_runs(clause)),
        predicate=Span(start=head.idx, end=head.idx + len(head)),
        subject=tuple(_word_runs(subject)),
        modality=modality(head),
        negated=any(child.dep_ == "neg" for child in head.children),
    )


def _clause_words(head: Token, heads: Set[Token]) -> list[Token]:
    """The words that hang on a head, but for those of the clauses below it and of what only joins it."""
    words = _below(head, lambda t: t in heads or (t.head == head and t.dep_ in _JOINS))
    return _without_edges(sorted(words, key=lambda token: token.i))


def _below(head: Token, out: Callable[[Token], bool]) -> Iterator[Token]:
    """`head` and what hangs on it, without the branches whose first word is `out`."""
    waiting = [head]
    while waiting:
        token = waiting.pop()
        yield token
        waiting += [child for child in token.children if not out(child)]


def _without_edges(words: list[Token]) -> list[Token]:
    """Without the marks, spaces and joining words at both ends."""
    ends = [n for n, t in enumerate(words) if not (t.is_punct or t.is_space or t.dep_ in ("cc", "preconj"))]
    return words[ends[0] : ends[-1] + 1] if ends else []


def _subject(head: Token, heads: Set[Token]) -> list[Token]:
    """The words of a clause's subject, where it has none of its own those of the clause or noun above it."""
    climbed = head
    for _ in range(CLAUSES.verbs_above):
        for child in climbed.children:
            if child.dep_ in _SUBJECTS and child.tag_ not in _RELATIVE_TAGS:
                return _noun(child, heads)
        if climbed.dep_ in _OF_NOUNS:
            return _noun(climbed.head, heads)
        if climbed.dep_ == "ROOT":
            return []
        climbed = climbed.head
    return []


def _noun(noun: Token, heads: Set[Token]) -> list[Token]:
    """A noun with its own words, without what stands beside it or tells of it."""
    words = _below(noun, lambda t: t in heads or (t.head == noun and t.dep_ in _BESIDE))
    return _without_edges(sorted(words, key=lambda token: token.i))


def _word_runs(words: Iterable[Token]) -> Iterator[Span]:
    """Words as stretches of characters: those that follow each other are one, with the spaces between."""
    start: Token | None = None
    last: Token | None = None
    for token in words:
        if start is None or last is None:
            start = token
        elif token.i != last.i + 1:
            yield Span(start=start.idx, end=last.idx + len(last))
            start = token
        last = token
    if start is not None and last is not None:
        yield Span(start=start.idx, end=last.idx + len(last))
