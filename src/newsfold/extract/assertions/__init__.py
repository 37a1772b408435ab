"""What a sentence asserts, one thing at a time: each predicate and its subject, as characters of the text."""

from __future__ import annotations

from newsfold.extract.parse import Parsed, parse
from newsfold.language import grammar
from newsfold.records import Article, Assertion

__all__ = ["assertions"]


def assertions(article: Article, doc: Parsed | None = None) -> list[Assertion]:
    """The assertions of an article, in order of their first characters.

    A predicate and all that hangs on it, but for the clauses below it, which are assertions of their own:
    relative clauses, appositions, joined and reported clauses. Where the subject stands elsewhere in the
    sentence ("the man, *who was arrested*"), its place is given. `doc` is the article's text as `parse` gives
    it (parsed here where it is not given). After Open IE by clauses (Del Corro and Gemulla, ClausIE, 2013).
    """
    doc = parse(article.text) if doc is None else doc
    clauses = grammar("newsfold.extract.assertions.clauses", article.language)
    listed: list[Assertion] = clauses.assertions(article.id, doc)
    return sorted(listed, key=lambda assertion: (assertion.parts[0], assertion.predicate))
