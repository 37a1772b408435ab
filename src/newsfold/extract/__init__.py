"""What one article says: entities, attributions, figures and times, each with its characters.

Each extractor is a function from an article to records; `annotate` runs all of them over one parse.
To add one: a module here with one function, a line in `annotate`, a field in `Annotations`, a table
in `schema.py`.
"""

from __future__ import annotations

from newsfold.extract.attributions import attributions
from newsfold.extract.entities import link, mentions
from newsfold.extract.figures import figures
from newsfold.extract.parse import Parsed, parse, parse_all
from newsfold.extract.splits import split_sentences
from newsfold.extract.times import times
from newsfold.records import Annotations, Article, Span

__all__ = ["annotate", "attributions", "figures", "link", "mentions", "parse", "parse_all", "times"]


def annotate(article: Article, parsed: Parsed | None = None) -> Annotations:
    """All that extraction finds in one article; mentions are not linked to entities yet.

    `parsed` is `parse(article.text)`, made here if it isn't given.
    """
    doc = parse(article.text) if parsed is None else parsed
    named = mentions(article, doc)
    return Annotations(
        article_id=article.id,
        sentences=tuple(Span(start=s.start_char, end=s.end_char) for s in doc.sents),
        clauses=tuple(split_sentences(doc)),
        mentions=tuple(named),
        attributions=tuple(attributions(article, doc, named)),
        figures=tuple(figures(article, doc)),
        times=tuple(times(article)),
    )
