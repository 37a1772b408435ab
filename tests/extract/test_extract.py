"""All extractors over one article, over many at once, and over text that is no article."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.extract import annotate, annotate_all
from newsfold.records import Annotations, Span
from tests.cost import LINEAR, growth
from tests.factories import article
from tests.press import TEXTS

NEWS = [text for _, _, text, _ in TEXTS.values()]


def spans(notes: Annotations) -> Iterator[Span]:
    yield from (*notes.sentences, *notes.clauses)
    yield from (m.span for m in notes.mentions)
    for said in notes.attributions:
        yield from (*said.source, *said.cue, *said.content, *([said.relay] if said.relay else []))
    yield from (f.span for f in notes.figures)
    yield from (t.span for t in notes.times)


def test_articles_read_together_give_what_each_gives_alone() -> None:
    texts = [*NEWS, "", "Word", NEWS[0].upper(), *reversed(NEWS), "No capitals here, the mayor said."] * 2
    articles = [article(text, str(i)) for i, text in enumerate(texts)]
    alone = [annotate(news) for news in articles]
    assert annotate_all(articles) == alone
    assert annotate_all(articles[::-1]) == alone[::-1]
    assert annotate_all(articles[5:9]) == alone[5:9]


ODD = [
    "",  # nothing
    "\n \t\n",  # only spaces
    "Word",  # one word
    "MAYOR SAYS FERRY SANK OFF PORT HALDEN ON MONDAY, 14 DEAD",  # capitals
    "the mayor said on monday that ines marrow paid $3 million to norway",  # none
    "Мэр Анна Холт сказала: “порт закрыт”. 市長は2019年に港を閉じた。 قال العمدة 14 said Holt.",  # scripts
    "“‘“Nested,” she said,’ he said, “and never closed. \"straight ' and «so on „und so",  # unbalanced marks
    "Team | Won | Lost\nOslo | 12 | 3\nLund | 4 | 11\n--- | --- | ---\n" * 20,  # a table
    "a" * 5000 + " said “" + "b" * 5000,  # unbroken runs
    "He said he said he said that she said " * 40,  # no stop at all
    "\u202ereversed\u202c said\x0b \x1b[31mAnn\u00a0Holt\u2028on Monday\u0000.",  # marks that print nothing
    "👩‍🚒 said “🔥”. Ann 👍🏽 Holt told CNN: e\u0301te\u0301 10 %",  # marks of several code points
]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_give_spans_of_the_text(text: str) -> None:
    for span in spans(annotate(article(text))):
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip()


PIECES = st.sampled_from(
    [
        "Ann Holt ", "HOLT SAYS ", "holt said ", "“", "”", '"', "‘", "’", "'", "«", "»", "according to ",
        "CNN reported ", "Moscow said ", "the Russian president ", "he told her ", ", ", ". ", ": ", "\n",
        "\n\n", " | ", "\t",
        "14 people ", "$3 million ", "on Monday ", "in 1991 ", "市長は", "Он сказал ", "!", "?", "—", " ",
        "that ", "\u200b", "e\u0301", "Kim Jong-un ", "Kim's father, ", "U.S. ", "(", ")", "…", "👍🏽",
    ]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.lists(PIECES, max_size=20).map("".join), min_size=1, max_size=3))
def test_any_mix_of_news_and_marks_gives_spans_of_the_text(texts: list[str]) -> None:
    articles = [article(text, str(i)) for i, text in enumerate(texts)]
    together = annotate_all(articles)
    assert together == [annotate(news) for news in articles]
    for news, notes in zip(articles, together, strict=True):
        assert all(0 <= s.start < s.end <= len(news.text) and s.of(news.text).strip() for s in spans(notes))


@pytest.mark.parametrize(
    "unit",
    [
        "“No,” he told Reuters, “and “yes”. ",  # marks that never close, no line break
        "Oslo | 12 | 3 | Ann Holt | said\n",  # a table
        "Ann Holt met Jo Marsh and Moscow said he won ",  # no stop
    ],
)
def test_cost_grows_in_line_with_length(unit: str) -> None:
    assert growth(lambda text: annotate(article(text)), lambda n: unit * (n // len(unit)), 400) < LINEAR
