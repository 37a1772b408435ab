from __future__ import annotations

from pathlib import Path

from evaluation.datasets import conll


def test_words_and_tags_sentence_by_sentence(tmp_path: Path) -> None:
    file = tmp_path / "names.conll"
    lines = "-DOCSTART- O", "", "Ada I-PER", "Quill I-PER", "spoke O", "", "", "#news\tO", "Halden\tB-LOC\t-"
    file.write_text("\n".join(lines), "utf-8")
    assert list(conll.sentences(file)) == [
        [("Ada", "I-PER"), ("Quill", "I-PER"), ("spoke", "O")],
        [("#news", "O"), ("Halden", "B-LOC")],  # a hashtag is a word
    ]
