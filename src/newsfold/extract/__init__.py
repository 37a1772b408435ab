"""What one article says: entities, attributions, figures, times and assertions, each with its characters.

Each extractor is a function from an article to records; `annotate` runs all of them over one parse,
`annotate_all` over many articles.
To add one: a module here with one function, a line in `annotate`, a field in `Annotations`, a table
in `schema.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsfold.extract.assertions import assertions
from newsfold.extract.attributions import attributions, named, office_holders
from newsfold.extract.entities import link, mentions
from newsfold.extract.figures import figures
from newsfold.extract.parse import Parsed, parse, parse_all
from newsfold.extract.times import times
from newsfold.language import grammar, reads
from newsfold.records import Annotations, Article
from newsfold.text import sentences

__all__ = [
    "annotate",
    "annotate_all",
    "assertions",
    "attributions",
    "figures",
    "link",
    "mentions",
    "named",
    "office_holders",
    "parse",
    "parse_all",
    "times",
]

_PARSED_AT_ONCE = 8  # articles parsed at once: more gains nothing and holds more memory


def annotate(article: Article, parsed: Parsed | None = None) -> Annotations:
    """All that extraction finds in one article; mentions are not linked to entities yet.

    In a language that has neither grammar nor model for a stage, the stage finds nothing. `parsed` is
    `parse(article.text)`, made here if it isn't given; an article of a language without statements is not
    parsed.
    """
    language = article.language
    lines = tuple(sentences(article.text, language))
    times_read = tuple(times(article)) if reads("times", language) else ()
    if not reads("statements", language):
        names = mentions(article) if reads("names", language) else []
        said = tuple(attributions(article, mentions=names)) if reads("attributions", language) else ()
        return Annotations(
            article_id=article.id,
            sentences=lines,
            mentions=tuple(names),
            attributions=said,
            figures=tuple(figures(article)) if reads("figures", language) else (),
            times=times_read,
        )
    doc = parse(article.text) if parsed is None else parsed
    named = mentions(article, doc)
    return Annotations(
        article_id=article.id,
        sentences=lines,
        clauses=tuple(grammar("newsfold.extract.splits", language).split_sentences(doc)),
        mentions=tuple(named),
        attributions=tuple(attributions(article, doc, named)),
        figures=tuple(figures(article, doc)),
        times=times_read,
        assertions=tuple(assertions(article, doc)),
    )


def annotate_all(articles: Sequence[Article]) -> list[Annotations]:
    """`annotate` of every article, in order, parsed in batches: the same results, sooner."""
    annotated: list[Annotations] = []
    for start in range(0, len(articles), _PARSED_AT_ONCE):
        batch = articles[start : start + _PARSED_AT_ONCE]
        parsed = [article for article in batch if reads("statements", article.language)]
        docs = dict(zip(parsed, parse_all([article.text for article in parsed]), strict=True))
        annotated += [annotate(article, docs.get(article)) for article in batch]
    return annotated
