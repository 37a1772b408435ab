# ruff: noqa: E501
from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.records import Segment, Span
from newsfold.text import (
    count_words,
    dateline_end,
    leans,
    merged,
    names_day,
    normal_name,
    paragraphs,
    runs,
    sentences,
    to_page,
    tokens,
    words,
)

SPLITS = [
    # abbreviations and initials do not end a sentence
    ("Mr. Orr met Gen. Diaz. J. K. Lind stayed.", ["Mr. Orr met Gen. Diaz.", "J. K. Lind stayed."]),
    # a line break always does
    ("A headline without a stop\nThe text.", ["A headline without a stop", "The text."]),
    # a quotation stays with its cue
    ("“Is it far?” she asked. No one knew.", ["“Is it far?” she asked.", "No one knew."]),
    # characters outside the basic plane count as one
    ("🎉 They won. It rained.", ["🎉 They won.", "It rained."]),
    # a clock's full stop ends no sentence before what goes on with the time
    ("It shut at 10 p.m. PDT on Monday. It rained.", ["It shut at 10 p.m. PDT on Monday.", "It rained."]),
    ("Fire broke out at 3 a.m. Tuesday in a mill.", ["Fire broke out at 3 a.m. Tuesday in a mill."]),
    ("It opens at 8 a.m. Eastern time.", ["It opens at 8 a.m. Eastern time."]),
    ("The bell rang at 5 p.m. April 4 in Orva.", ["The bell rang at 5 p.m. April 4 in Orva."]),
    # and does before anything else
    ("It shut at 10 p.m. The mayor left.", ["It shut at 10 p.m.", "The mayor left."]),
    ("It shut at 10 p.m. Monday was quiet.", ["It shut at 10 p.m.", "Monday was quiet."]),
    ("It shut at 10 p.m. May Orr left.", ["It shut at 10 p.m.", "May Orr left."]),
    ("", []),
    (" \n \t", []),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KATHMANDU, April 25 (CW) - A quake struck.", "A quake struck."),
        ("PORT HALDEN (Meridian Wire) — The ferry sank.", "The ferry sank."),
        ("WASHINGTON, D.C. — “No,” he said.", "“No,” he said."),
        ("NATO - the alliance - met.", "NATO - the alliance - met."),
        ("The A-B road closed - again.", "The A-B road closed - again."),
    ],
)
def test_a_sentence_without_its_dateline(text: str, expected: str) -> None:
    assert text[dateline_end(text) :] == expected


@pytest.mark.parametrize(
    "words", ["noon on Tuesday", "Thursday night", "this morning", "3 May at 10:00", "overnight"]
)
def test_words_that_name_a_day(words: str) -> None:
    assert names_day(words)


@pytest.mark.parametrize("words", ["midnight", "5 p.m.", "10:00", "the evening", "3 a.m. GMT"])
def test_words_that_name_no_day(words: str) -> None:
    assert not names_day(words)


@pytest.mark.parametrize(("text", "expected"), SPLITS)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


@given(st.text())
def test_sentences_cover_all_but_spaces_in_order(text: str) -> None:
    cut = sentences(text)
    assert cut == sorted(cut)
    assert all(not left.overlaps(right) for left, right in itertools.pairwise(cut))
    inside = "".join(span.of(text) for span in cut)
    assert "".join(inside.split()) == "".join(" ".join(p.of(text) for p in paragraphs(text)).split())


@given(st.text())
def test_tokens_slice(text: str) -> None:
    assert all(span.of(text).strip() for span in tokens(text))


def test_a_long_line_is_cut_at_spaces() -> None:
    text = "word " * 20_000
    assert max(span.end - span.start for span in sentences(text)) <= 20_000


NAMES = [
    ("Kim Jong-un", "Kim Jong Un"),
    ("Erdoğan’s", "Erdogan"),
    ("U.N.", "U N"),
    ("JEAN  PAUL", "Jean-Paul"),
]


@pytest.mark.parametrize(("left", "right"), NAMES)
def test_spellings_of_one_name_are_equal(left: str, right: str) -> None:
    assert normal_name(left) == normal_name(right)


def test_words_fold_case_and_drop_possessives() -> None:
    assert words("Kim’s TRAIN, the nurses' 1,200 beds") == ["kim", "train", "the", "nurses", "1,200", "beds"]


def test_to_page_leads_back() -> None:
    segments = [
        Segment(text_start=0, page_start=10, length=5),
        Segment(text_start=6, page_start=40, length=4),
    ]
    assert to_page(segments, Span(start=1, end=3)) == Span(start=11, end=13)
    assert to_page(segments, Span(start=3, end=8)) == Span(start=13, end=42)
    assert to_page(segments, Span(start=5, end=6)) is None


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)).map(lambda p: Span(start=p[0], end=sum(p)))))
def test_merged_covers_the_same(spans: list[Span]) -> None:
    def covered(some: list[Span]) -> set[int]:
        return {i for span in some for i in range(span.start, span.end)}

    result = merged(spans)
    assert covered(result) == covered(spans)
    assert all(left.end < right.start for left, right in itertools.pairwise(result))


def test_a_span_must_run_forward() -> None:
    with pytest.raises(ValueError, match=r"3\.\.2"):
        Span(start=3, end=2)


def test_a_known_dateline_may_end_in_a_colon() -> None:
    text = "Moscow: The two met on Thursday."
    assert text[dateline_end(text, "Moscow") :] == "The two met on Thursday."
    assert dateline_end(text) == dateline_end(text, "Oslo") == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge was closed.", False),
        ("“We will rebuild,” the mayor said.", False),
        ("He closed the bridge.", True),
        ("But the bridge was closed.", True),
        ("“after the vote the bridge was closed.", True),
        ("", False),
    ],
)
def test_a_sentence_that_needs_words_before_it_leans(text: str, expected: bool) -> None:
    assert leans(text) is expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "他说：“我们不会放弃。”随后离开。天气很好！是吗？", ["他说：“我们不会放弃。”", "随后离开。", "天气很好！", "是吗？"]),
        ("ja", "首相は「問題ない。」と述べた。その後、会見を終えた。", ["首相は「問題ない。」と述べた。", "その後、会見を終えた。"]),
        ("ja", "市長は「雨。続けた。本当か？", ["市長は「雨。続けた。本当か？"]),
        ("fr", "M. Dupont a ouvert le pont. Il est parti.", ["M. Dupont a ouvert le pont.", "Il est parti."]),
        ("nl", "Hij kwam o.a. naar Utrecht. Goed.", ["Hij kwam o.a. naar Utrecht.", "Goed."]),
        ("hi", "मेयर ने पुल खोला। वे चले गए।", ["मेयर ने पुल खोला।", "वे चले गए।"]),
        ("ar", "افتتح العمدة الجسر. هل هذا صحيح؟ نعم.", ["افتتح العمدة الجسر.", "هل هذا صحيح؟", "نعم."]),
        ("ar", "وصل جون إف. حداد إلى الجسر. نعم.", ["وصل جون إف. حداد إلى الجسر.", "نعم."]),
        ("hi", "टिकट रु. 500 का है। ठीक है।", ["टिकट रु. 500 का है।", "ठीक है।"]),
        ("ru", "Мэр открыл мост в 1830 г. в Москве. Он уехал.", ["Мэр открыл мост в 1830 г. в Москве.", "Он уехал."]),
    ],
)  # fmt: skip
def test_sentences_of_other_languages(language: str, text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text, language)] == expected


def test_words_of_scripts_without_spaces_are_two_characters_long() -> None:
    assert count_words("市长打开了新桥。") == 4
    assert count_words("The 市长 opened it") == 4
    assert count_words("“Well”, she said – “no”.") == len("“Well”, she said – “no”.".split())
    assert runs("市长打开了桥") == ["市长", "打开", "了桥"]
    assert runs("हिन्दी में समाचार") == ["हिन्दी", "में", "समाचार"]


@pytest.mark.parametrize("language", ["zh", "ja", "hi", "ar"])
def test_a_text_without_a_space_costs_what_its_length_does(language: str) -> None:
    text = "字。" * 50_000 + "字" * 100_000
    began = time.process_time()
    cut = sentences(text, language)
    assert time.process_time() - began < 20
    assert "".join(span.of(text) for span in cut) == text
