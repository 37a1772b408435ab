"""The sets of many languages as their makers publish them: a function a set, from a folder to records."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from benchmarks.raw_sets import Keyed, every, sentences_of, there

# Our code of each language, by the name of its file.
NTREX = {
    "en": "src.eng", "es": "ref.spa", "fr": "ref.fra", "de": "ref.deu", "pt": "ref.por",
    "pt-BR": "ref.por-BR", "zh": "ref.zho-CN", "zh-TW": "ref.zho-TW", "it": "ref.ita", "nl": "ref.nld",
    "ru": "ref.rus", "ar": "ref.arb", "ja": "ref.jpn", "hi": "ref.hin", "ko": "ref.kor", "tr": "ref.tur",
    "pl": "ref.pol", "uk": "ref.ukr", "el": "ref.ell", "ro": "ref.ron", "cs": "ref.ces", "sv": "ref.swe",
    "fa": "ref.fas", "he": "ref.heb", "id": "ref.ind", "vi": "ref.vie", "ur": "ref.urd", "bn": "ref.ben",
    "sw": "ref.swa", "th": "ref.tha",
}  # fmt: skip
MEANTIME = {"en": "english", "es": "spanish", "it": "italian", "nl": "dutch"}
RECOGNIZERS = {
    "Arabic": "ar", "German": "de", "English": "en", "Spanish": "es", "French": "fr", "Hindi": "hi",
    "Italian": "it", "Japanese": "ja", "Korean": "ko", "Dutch": "nl", "Portuguese": "pt", "Swedish": "sv",
    "Turkish": "tr", "Chinese": "zh",
}  # fmt: skip
FIGURES = {
    "Number": ("Number", "Ordinal", "Percent", "NumberRange"),
    "NumberWithUnit": ("Currency", "Dimension", "Age", "Temperature"),
}
XQUAD = ("en", "es", "de", "ru", "ar", "zh", "hi", "el", "tr", "ro", "th", "vi")


def ntrex(raw: Path) -> Keyed:
    """NTREX-128: a sentence a line, the same line in every language, and the article of each line."""
    documents = there(raw / "DOCUMENT_IDS.tsv").read_text("utf-8").split()
    for language, name in NTREX.items():
        path = there(raw / "NTREX-128" / f"newstest2019-{name}.txt")
        lines = path.read_text("utf-8").rstrip("\n").split("\n")
        for story in dict.fromkeys(documents):
            yield (
                story,
                {
                    "id": f"{story}.{language}",
                    "story": story,
                    "lang": language,
                    "original": language == "en",
                    "sentences": [line for line, of in zip(lines, documents, strict=True) if of == story],
                },
            )


def meantime(raw: Path) -> Keyed:
    """MEANTIME: CAT's XML, in a folder a topic of `intra_cross-doc_annotation` of a folder a language."""
    for language, name in MEANTIME.items():
        for folder in sorted(raw.glob(f"*{name}*/**/intra_cross-doc_annotation")):
            for path in every(folder, "*.xml"):
                story = f"{path.parent.name}/{path.stem.split('_')[0]}"
                yield (
                    story,
                    {
                        "id": f"{story}.{language}",
                        "story": story,
                        "topic": path.parent.name,
                        "lang": language,
                        "original": language == "en",
                        "sentences": sentences_of(ET.parse(path).getroot())[0],
                    },
                )


def universal_ner(raw: Path, name: str, language: str, treebank: str) -> Keyed:
    """Universal NER: IOB2 files with a number, a word and its tag a line; the training and the dev part."""
    for part in ("train", "dev"):
        path = there(raw / f"{treebank}-ud-{part}.iob2")
        for at, sentence in enumerate(_tagged(path, word=1, tag=2)):
            id = f"{name}-{part}-{at}"
            words, tags = zip(*sentence, strict=True)
            yield id, {"id": id, "set": name, "lang": language, "tokens": list(words), "tags": list(tags)}


def germeval(raw: Path) -> Keyed:
    """GermEval 2014: as Universal NER, with a second, inner tag; its dev part."""
    for at, sentence in enumerate(_tagged(there(raw / "NER-de-dev.tsv"), word=1, tag=2)):
        id = f"GermEval2014-dev-{at}"
        words, tags = zip(*sentence, strict=True)
        yield id, {"id": id, "set": "GermEval2014", "lang": "de", "tokens": list(words), "tags": list(tags)}


def _tagged(path: Path, word: int, tag: int) -> Iterator[list[tuple[str, str]]]:
    """The sentences of a file of columns; a line that begins with "#" and has no columns is a comment."""
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        cells = line.split("\t")
        if line and not line.startswith("#") and len(cells) > tag:
            sentence.append((cells[word], cells[tag]))
        elif not line.strip() and sentence:
            yield sentence
            sentence = []


def recognizers_times(raw: Path) -> Keyed:
    """Recognizers-Text: expressions of time, made up for tests, with what they mean."""
    for folder, language in RECOGNIZERS.items():
        path = raw / "Specs" / "DateTime" / folder / "DateTimeModel.json"
        if path.exists():
            yield from _specification(path, "DateTime", language)


def recognizers_figures(raw: Path) -> Keyed:
    """Recognizers-Text: numbers and quantities, by kind."""
    for group, kinds in FIGURES.items():
        for kind in kinds:
            for folder, language in RECOGNIZERS.items():
                path = raw / "Specs" / group / folder / f"{kind}Model.json"
                if path.exists():
                    yield from _specification(path, kind, language)


def _specification(path: Path, kind: str, language: str) -> Keyed:
    for at, case in enumerate(json.loads(path.read_text("utf-8-sig"))):
        id = f"{language}-{kind}Model-{at}"
        results = [
            {
                "text": result.get("Text"),
                "start": result.get("Start"),
                "end": result["End"] + 1 if "End" in result else None,  # theirs is the last character
                "type": result.get("TypeName"),
                "resolution": result.get("Resolution"),
            }
            for result in case.get("Results", [])
        ]
        yield (
            id,
            {
                "id": id,
                "lang": language,
                "kind": kind,
                "text": case["Input"],
                "reference": case.get("Context", {}).get("ReferenceDateTime"),
                "not_supported": case.get("NotSupported"),
                "results": results,
            },
        )


def xquad(raw: Path) -> Keyed:
    """XQuAD: SQuAD's JSON, a file a language; its paragraphs."""
    for language in XQUAD:
        documents = json.loads(there(raw / f"xquad.{language}.json").read_text("utf-8"))["data"]
        for document, article in enumerate(documents):
            for number, paragraph in enumerate(article["paragraphs"]):
                place = f"{document}-{number}"
                yield (
                    place,
                    {
                        "id": f"{place}.{language}",
                        "document": document,
                        "paragraph": number,
                        "lang": language,
                        "text": paragraph["context"],
                    },
                )
