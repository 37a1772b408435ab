"""Sets of names, read as running text. All sentences were written for these tests."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.datasets.names import contracted, labelled, measured, of_tokens


@pytest.mark.parametrize(
    ("tokens", "tags", "language", "text", "names"),
    [
        (
            ["Ana", "Ruiz", "(", "Sevilla", ")", "habló", "."],
            ["B-PER", "I-PER", "O", "B-LOC", "O", "O", "O"],
            "es",
            "Ana Ruiz (Sevilla) habló.",
            [("Ana Ruiz", "PER"), ("Sevilla", "LOC")],
        ),
        (["L'", "OTAN", "attend"], ["O", "I-ORG", "O"], "fr", "L'OTAN attend", [("OTAN", "ORG")]),
        (
            ["李建国", "在", "上海"],
            ["B-PER", "O", "B-LOC"],
            "zh",
            "李建国在上海",
            [("李建国", "PER"), ("上海", "LOC")],
        ),
        (["Oslo", "Bergen"], ["B-LOC", "B-LOC"], "nl", "Oslo Bergen", [("Oslo", "LOC"), ("Bergen", "LOC")]),
        (["Jazz", "1998"], ["B-MISC", "I-MISC"], "it", "Jazz 1998", []),
    ],
)
def test_tokens_are_running_text_and_names_stay_on_their_letters(
    tokens: list[str], tags: list[str], language: str, text: str, names: list[tuple[str, str]]
) -> None:
    joined, spans = of_tokens(tokens, tags, language)
    assert joined == text
    assert [(joined[start:end], kind) for start, end, kind in spans] == names


def test_portuguese_is_put_together_as_it_is_printed() -> None:
    tokens = ["Falou", "de", "as", "obras", "em", "o", "Porto", "e", "de", "O", "Globo"]
    tags = ["O", "O", "O", "O", "O", "O", "B-LOC", "O", "O", "B-ORG", "I-ORG"]
    words, kinds = contracted(tokens, tags)
    assert words == ["Falou", "das", "obras", "no", "Porto", "e", "de", "O", "Globo"]
    assert len(kinds) == len(words) and kinds[-2:] == ["B-ORG", "I-ORG"]


def written(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def test_texts_are_cut_into_sentences_with_the_longest_of_nested_names(tmp_path: Path) -> None:
    text = "Универ Москвы закрыт. Анна приехала."
    entities = [[0, 13, "Org"], [7, 13, "Location"], [22, 26, "Person"]]
    row = {"id": "a", "lang": "ru", "text": text, "entities": entities}
    written(tmp_path / "names" / "factrueval_ru.jsonl.gz", [row, row | {"id": "b", "lang": "ko"}])
    first, second = labelled(tmp_path, ["factrueval_ru"])
    assert [first.text[a:b] + " " + kind for a, b, kind in first.names] == ["Универ Москвы ORG"]
    assert [second.text[a:b] + " " + kind for a, b, kind in second.names] == ["Анна PER"]
    assert first.held_out == second.held_out  # one document


def test_a_fifth_is_held_out_by_document_or_sentence(tmp_path: Path) -> None:
    rows = [{"id": str(at), "lang": "it", "tokens": ["Roma"], "tags": ["B-LOC"]} for at in range(1000)]
    written(tmp_path / "measure_only" / "kind_it.jsonl.gz", rows)
    assert 150 < sum(sentence.held_out for sentence in measured(tmp_path, ["kind_it"])) < 250
