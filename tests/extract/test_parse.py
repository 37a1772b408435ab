from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.extract.parse import Parsed, _piece_docs, parse, parse_all, pipeline
from newsfold.text import sentences
from tests.cost import LINEAR, growth

NEWS = (
    "The harbour was closed on Monday, the mayor said.\n\n"
    "“We will open it again,” Ann Holt told reporters. She gave no date.\n"
    "Ships waited outside."
)


def bounds(doc: Parsed) -> list[str]:
    return [sent.text.strip() for sent in doc.sents]


def test_the_document_is_the_text_and_its_sentences_are_ours() -> None:
    doc = parse(NEWS)
    assert doc.text == NEWS
    assert bounds(doc) == [span.of(NEWS) for span in sentences(NEWS)]
    assert [t.lemma_ for t in doc if t.text == "said"] == ["say"]
    assert any(t.dep_ == "nsubj" and t.text == "mayor" for t in doc)


def test_long_texts_are_cut_and_joined_without_a_trace() -> None:
    text = "\n".join([NEWS] * 40)
    doc = parse(text)
    assert doc.text == text
    assert bounds(doc) == [span.of(text) for span in sentences(text)]
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_a_batch_gives_what_single_texts_give() -> None:
    texts = [NEWS, "", "One word", NEWS.upper()]
    assert [doc.to_json() for doc in parse_all(texts)] == [parse(text).to_json() for text in texts]


def test_tags_and_lemmas_are_the_pipelines_own() -> None:
    text = (
        "There's no doubt they're gonna win, isn't it? Let's say nothin' of what he'd done, y'all. "
        "She has had enough: the boats that were moored there can't be moved, although it rained twice."
    )
    ours, theirs = parse(text), pipeline()(text)
    assert [(t.text, t.tag_, t.pos_, t.lemma_, str(t.morph)) for t in ours] == [
        (t.text, t.tag_, t.pos_, t.lemma_, str(t.morph)) for t in theirs
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",  # nothing at all
        " \n\t ",  # only spaces
        "\n\nLate start",  # leading line breaks keep their offsets
        "MAYOR SHUTS HARBOUR AS STORM NEARS",  # a headline in capitals
        "no capitals here the mayor said",  # none
        "Мэр сказал: порт закрыт. 市長は港を閉じた。 قال العمدة",  # mixed scripts
        "see https://news.example/" + "a/b-" * 400 + " now",  # a long web address
        "“““““ ' \" ” » «",  # marks alone
        "“" * 1500,  # an unbroken run
        "..!?" * 400,
    ],
)
def test_odd_texts_are_parsed(text: str) -> None:
    assert parse(text).text == text


@pytest.mark.parametrize("run", ["(", "—", "..!?", "'s", "é" * 3])
def test_an_unbroken_run_takes_no_longer_than_its_length_asks(run: str) -> None:
    # Tokenizing alone: next to the parser's steps, which are linear, its own would not be seen yet.
    assert growth(partial(_piece_docs, pipeline()), lambda n: run * (n // len(run)), 300) < LINEAR


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB c.\n\t“”\"'—é世!?,1"), max_size=300))
def test_any_text_comes_back_whole(text: str) -> None:
    doc = parse(text)
    assert doc.text == text
    assert [t.i for t in doc if t.is_sent_start][:1] == ([0] if text else [])
