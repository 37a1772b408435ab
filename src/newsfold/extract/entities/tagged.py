"""Names in an article that no grammar parses: the tagger's, one kind for each spelling, joined in chains."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import count

from newsfold.extract.entities.bounds import bounded, without_nouns
from newsfold.extract.entities.forms import name_key
from newsfold.extract.entities.tagger import Tagged, tagged
from newsfold.records import Article, EntityKind, Mention, Span
from newsfold.text import sentences


def tagged_mentions(article: Article) -> list[Mention]:
    """The names of persons, bodies and places in an article, in order of its text, none overlapping another.

    A spelling has one kind over the article: the majority of its mentions, and of a tie the first. `chain`
    joins equal spellings, and a word alone with the one person whose full name it begins or ends. Cost: one
    pass of the multilingual encoder over all sentences.
    """
    names = named(article.text, sentences(article.text, article.language), article.language)
    keys = [name_key(article.text[start:end]) for start, end, _ in names]
    kinds = _kinds_by_key(names, keys)
    chains = _chains(kinds)
    return [
        Mention(article_id=article.id, span=Span(start=start, end=end), kind=kinds[key], chain=chains[key])
        for (start, end, _), key in zip(names, keys, strict=True)
    ]


def named(text: str, spans: Sequence[Span], language: str) -> list[Tagged]:
    """The names in the sentences of `text`, as the tagger and the lists of its language give them."""
    return without_nouns(text, bounded(text, tagged(text, spans), language), language)


def _kinds_by_key(names: Sequence[Tagged], keys: Sequence[str]) -> dict[str, EntityKind]:
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for name, key in zip(names, keys, strict=True):
        votes[key][name.kind] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in votes.items()}


def _chains(kinds: dict[str, EntityKind]) -> dict[str, int]:
    """A number for each spelling; a person's family or given name alone has that of the full name."""
    full: dict[str, set[str]] = defaultdict(set)
    for key, kind in kinds.items():
        words = key.split()
        if kind == "person" and len(words) > 1:
            full[words[0]].add(key)
            full[words[-1]].add(key)
    chains: dict[str, int] = {}
    number = count()
    for key in sorted(kinds, key=lambda key: " " not in key):  # full names first
        bearers = full.get(key, set()) if kinds[key] == "person" else set()
        chains[key] = chains[next(iter(bearers))] if len(bearers) == 1 else next(number)
    return chains
