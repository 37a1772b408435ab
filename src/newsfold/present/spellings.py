"""The spellings of a story's names, each with the languages that print it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from newsfold.present.views import SpellingView
from newsfold.records import Annotations, Article
from newsfold.text import collapse


def printed_spellings(
    annotated: Iterable[Annotations], articles: Mapping[str, Article]
) -> dict[str, tuple[SpellingView, ...]]:
    """By entity, every name that articles print for it, by its characters; blanks count as one."""
    languages: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for notes in annotated:
        article = articles[notes.article_id]
        for mention in notes.mentions:
            if mention.entity_id and mention.form == "name":
                name = collapse(mention.span.of(article.text))
                languages[mention.entity_id][name].add(article.language)
    return {
        entity: tuple(SpellingView(text=name, languages=tuple(sorted(spelt[name]))) for name in sorted(spelt))
        for entity, spelt in languages.items()
    }
