"""An article's names in a language that no grammar parses. All texts were written for these tests."""

from __future__ import annotations

import pytest

from newsfold.extract import annotate, annotate_all, mentions
from newsfold.extract.entities import tagged as module
from newsfold.extract.entities.tagger import Tagged
from newsfold.records import Article, EntityKind, Mention, Span
from tests.factories import article as make_article

NEWS = (
    "Jürgen Hartmann reiste am Montag nach München. Dort traf Hartmann den Bürgermeister.\n"
    "In München regnete es, Hartmann hatte keinen Schirm."
)


def printed(article: Article, listed: list[Mention]) -> list[tuple[str, str]]:
    return [(mention.span.of(article.text), mention.kind) for mention in listed]


def test_names_have_kinds_and_chains() -> None:
    article = make_article(NEWS, language="de")
    listed = mentions(article)
    assert printed(article, listed) == [
        ("Jürgen Hartmann", "person"),
        ("München", "place"),
        ("Hartmann", "person"),
        ("München", "place"),
        ("Hartmann", "person"),
    ]
    person, place, *_ = [mention.chain for mention in listed]
    assert [mention.chain for mention in listed] == [person, place, person, place, person]
    assert person != place and {mention.form for mention in listed} == {"name"}


def test_annotations_have_them_alone_and_in_batches() -> None:
    articles = [make_article(NEWS, "a", language="de"), make_article(NEWS, "b", language="nl")]
    assert annotate(articles[0]).mentions == tuple(mentions(articles[0]))
    assert annotate_all(articles) == [annotate(article) for article in articles]


def with_tags(
    monkeypatch: pytest.MonkeyPatch, text: str, tags: list[tuple[str, EntityKind]]
) -> list[Mention]:
    names, at = [], 0
    for name, kind in tags:
        at = text.index(name, at)
        names.append(Tagged(at, at + len(name), kind))
        at += len(name)

    def given(_: str, sentences: list[Span]) -> list[Tagged]:
        assert sentences
        return names

    monkeypatch.setattr(module, "tagged", given)
    return mentions(make_article(text, language="es"))


def test_a_spelling_has_the_kind_of_most_of_its_mentions(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Lunia gana. LUNIA pierde. Lunia empata."
    listed = with_tags(monkeypatch, text, [("Lunia", "organisation"), ("LUNIA", "place"), ("Lunia", "place")])
    assert [mention.kind for mention in listed] == ["place"] * 3
    assert len({mention.chain for mention in listed}) == 1


def test_a_name_alone_that_two_bear_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ana Ruiz y Luis Ruiz llegaron. Ruiz habló. Luis rio."
    persons: list[tuple[str, EntityKind]] = [(n, "person") for n in ("Ana Ruiz", "Luis Ruiz", "Ruiz", "Luis")]
    ana, luis, alone, given = [mention.chain for mention in with_tags(monkeypatch, text, persons)]
    assert len({ana, luis, alone}) == 3 and given == luis
