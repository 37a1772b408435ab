"""Who and what an article mentions, and which mentions over a whole story are one.

`mentions` reads one article: names (tagger and lexicon), pronouns and offices, joined in chains where the
article itself settles whom they mean. `link` reads the mentions of a story and gives every chain its entity,
with kinds settled by all the story's evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from newsfold.extract.entities.coreference import people, settle_offices
from newsfold.extract.entities.joining import linked
from newsfold.extract.entities.lexicon import NamedSpan
from newsfold.extract.entities.roles import Office, PersonSpan
from newsfold.extract.entities.spans import found_names, merged_names
from newsfold.extract.entities.tagged import tagged_mentions
from newsfold.extract.entities.words import given_names, pronoun_sexes
from newsfold.extract.parse import parse
from newsfold.language import grammar, learned
from newsfold.records import Article, Entity, EntityKind, Mention, Span
from newsfold.text import normal_name

__all__ = [
    "NamedSpan",
    "found_names",
    "given_names",
    "link",
    "mentions",
    "merged_names",
    "pronoun_sexes",
]

_ROOM = "newsfold.extract.entities"


def mentions(article: Article, doc: Doc | None = None) -> list[Mention]:
    """The article's mentions in order of the text, none overlapping another of its form.

    Names of people (without titles), organisations, places, peoples and events; "he", "she" and their forms;
    offices ("the Russian president"). `chain` joins those that the article shows to be one; `entity_id` is
    None until `link`. `doc` is `parse(article.text)` where the caller has it already. In a language whose
    names a model reads without a grammar, names of people, organisations and places are all there is.
    """
    text, language = article.text, article.language
    if learned("names", language):
        return tagged_mentions(article)
    doc = doc if doc is not None else parse(text)
    names = [name for name in found_names(doc, language) if not _is_itself(article, name)]
    person_spans = [(name.start, name.end) for name in names if name.kind == "person"]
    persons, whose = people(text, person_spans, language)
    by_office: list[Office] = grammar(f"{_ROOM}.offices", language).offices(text)
    holders = settle_offices(by_office, persons)
    named = [PersonSpan(*span, whose.get(span)) for span in person_spans]
    named += [PersonSpan(o.start, o.end, i) for o, i in zip(by_office, holders, strict=True)]
    named.sort(key=lambda span: (span.start, span.end))
    pronouns: list[PersonSpan] = grammar(f"{_ROOM}.pronouns", language).pronouns(doc, named, persons)
    place_spans = [(name.start, name.end) for name in names if name.kind == "place"]
    governments: set[tuple[int, int]] = grammar(f"{_ROOM}.governments", language).governments(
        doc, place_spans
    )
    chains = _Chains(len(persons))
    result = []
    for start, end, kind in names:
        chain = whose.get((start, end)) if kind == "person" else chains.of(kind, text[start:end])
        stands_for = (start, end) in governments
        result.append(_mention(article, start, end, kind, chain=chain, government=stands_for))
    for office, i in zip(by_office, holders, strict=True):
        result.append(_mention(article, office.start, office.end, "person", form="office", chain=i))
    for start, end, i in pronouns:
        result.append(_mention(article, start, end, "person", form="pronoun", chain=i))
    return sorted(result, key=lambda m: (m.span, m.form))


def link(
    annotated: Sequence[tuple[Article, Sequence[Mention]]], known: Sequence[Entity] = ()
) -> tuple[list[Entity], dict[str, list[Mention]]]:
    """The story's entities, by id, and every article's mentions with `entity_id` where the story settles it.

    What articles in several languages and scripts name is one entity where the story shows it to be one. The
    order of articles changes nothing. `known` are entities of earlier stories: one that bears a name of
    this story's entity in full, of the same kind, lends it its id and name.
    """
    return linked(annotated, known)


def _is_itself(article: Article, name: NamedSpan) -> bool:
    """Whether an outlet speaks of itself by its last word, “the Observer”: nobody whom the story is of."""
    outlet_words = (article.outlet or "").split()
    if len(outlet_words) < 2 or article.text[name.start : name.end] != outlet_words[-1]:
        return False
    before = article.text[: name.start].rstrip()
    return before[-3:].casefold() == "the" and not before[-4:-3].isalnum()


class _Chains:
    """Chain numbers for everything but persons: one for each kind and normalised name."""

    def __init__(self, first: int) -> None:
        self.next = first
        self.numbers: dict[tuple[str, str], int] = {}

    def of(self, kind: str, name: str) -> int:
        key = (kind, normal_name(name))
        if key not in self.numbers:
            self.numbers[key] = self.next
            self.next += 1
        return self.numbers[key]


def _mention(
    article: Article,
    start: int,
    end: int,
    kind: EntityKind,
    *,
    form: str = "name",
    chain: int | None = None,
    government: bool = False,
) -> Mention:
    base = Mention(
        article_id=article.id, span=Span(start=start, end=end), kind=kind, chain=chain, government=government
    )
    if form == "office":
        return replace(base, form="office")
    return replace(base, form="pronoun") if form == "pronoun" else base
