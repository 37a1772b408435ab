"""Sentences in eleven languages whose names of persons, bodies and places are marked.

`labelled` reads the sets that may be learned from, `measured` those that may only be measured on, each with
its own kinds led to three. What is held out of the former is told by the hash of the document, or of the
sentence where a set names no document (`Sentence.held_out`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.datasets.jsonl import Row, rows
from evaluation.splits import percentile
from newsfold.text import sentences

Name = tuple[int, int, str]  # characters, and PER, ORG or LOC

HELD_OUT = 20  # per cent
UNSPACED = frozenset({"zh", "ja"})
LANGUAGES = ("es", "fr", "de", "pt", "it", "nl", "ru", "ar", "zh", "ja", "hi")

_PERSONS = "PER PERSON Person person PERS NEP 人名"
_BODIES = "ORG ORGANIZATION Org organization organization-company NEO 法人名 政治的組織名 その他の組織名"
_PLACES = (
    "LOC LOCATION Location LocOrg location location-city location-street NEL GPE FAC FACILITY COUNTRY CITY "
    "STATE_OR_PROVINCE DISTRICT 地名 施設名"
)
KINDS = {
    theirs: kind
    for kind, listed in (("PER", _PERSONS), ("ORG", _BODIES), ("LOC", _PLACES))
    for theirs in listed.split()
}
LEARNED = (
    "uner_pt_bosque uner_zh_gsd smartdata_de germeval14_de factrueval_ru stockmark_ja gsd_ja "
    "il_ner_hi hiner_hi aqmar_ar europeana_fr_nl"
).split()
MEASURED = "wikiann wikineural kind_it nerel_ru wojood_sample_ar".split()
# Traffic reports name stops and routes, which news does not; a sentence with one is left out.
_TRAFFIC = frozenset({"location-stop", "location-route"})
_NO_SPACE_BEFORE = re.compile(r" (?=[.,;:!?%)\]}»”…।॥،؛؟](?:\s|$))")
_NO_SPACE_AFTER = re.compile(r"(?<=[(\[{«“¿¡]) |(?<=\w[’']) (?=\w)")

_JOINING = re.compile(
    r"(?:[Dd]e|[Ee]m) (?:[oa]s?|el[ea]s?|est[ea]s?|ess[ea]s?|aquel[ea]s?|isto|isso|aquilo|umas?|uns?)"
    r"|[Aa] [oa]s?|[Pp]or [oa]s?"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence, the characters and kinds of its names, and where it is from."""

    source: str
    language: str
    document: str
    text: str
    names: tuple[Name, ...]

    @property
    def held_out(self) -> bool:
        """Whether nothing is learned from it."""
        return percentile(f"name set {self.source} {self.document}") < HELD_OUT


def labelled(data: Path, sets: Iterable[str] = LEARNED) -> Iterator[Sentence]:
    """Sentences of the sets whose licences let weights be learned; `data` is the folder of languages."""
    for name in sets:
        yield from _of_set(name, data / "names" / f"{name}.jsonl.gz")


def measured(data: Path, sets: Iterable[str] = MEASURED) -> Iterator[Sentence]:
    """Sentences of the sets that may be measured on, and nothing else."""
    for name in sets:
        yield from _of_set(name, data / "measure_only" / f"{name}.jsonl.gz")


def _of_set(name: str, path: Path) -> Iterator[Sentence]:
    for row in rows(path):
        if row["lang"] not in LANGUAGES:
            continue
        document = str(row.get("document", row["id"]))
        if "tokens" in row:
            if not _TRAFFIC & {tag[2:] for tag in row["tags"]}:
                tokens, tags = row["tokens"], row["tags"]
                if row["lang"] == "pt" and name.startswith("uner"):
                    tokens, tags = contracted(tokens, tags)
                yield Sentence(name, row["lang"], document, *of_tokens(tokens, tags, row["lang"]))
        else:
            yield from _of_text(name, document, row)


def of_tokens(tokens: list[str], tags: list[str], language: str) -> tuple[str, tuple[Name, ...]]:
    """Running text of a sentence's tokens, and its names by their tags (IO or BIO)."""
    spaced = language not in UNSPACED
    text, names, begun = "", [], None
    ends: list[tuple[int, int]] = []
    for token in tokens:
        latin = bool(text) and text[-1].isascii() and text[-1].isalnum() and token[:1].isascii()
        glue = " " if text and (spaced or (latin and token[:1].isalnum())) else ""
        text += glue + token
        ends.append((len(text) - len(token), len(text)))
    for at, tag in enumerate([*tags, "O"]):
        goes_on = begun is not None and tag[:2] == "I-" and tag[2:] == tags[begun][2:]
        if begun is not None and not goes_on:
            if kind := KINDS.get(tags[begun][2:]):
                names.append((ends[begun][0], ends[at - 1][1], kind))
            begun = None
        if tag != "O" and begun is None:
            begun = at
    return _closed(text, names) if spaced else (text, tuple(names))


def contracted(tokens: list[str], tags: list[str]) -> tuple[list[str], list[str]]:
    """Portuguese as it is printed: a treebank has "de os" where a page has "dos"."""
    words: list[str] = []
    kinds: list[str] = []
    for token, tag in zip(tokens, tags, strict=True):
        if words and tag == kinds[-1] == "O" and _JOINING.fullmatch(f"{words[-1]} {token}"):
            stem = {"de": "d", "em": "n", "a": "a", "por": "pel"}[words[-1].casefold()]
            if stem == "a" and token.startswith("a"):
                stem, token = "", "à" + token[1:]
            words[-1] = (stem.capitalize() if words[-1][0].isupper() else stem) + token
        else:
            words.append(token)
            kinds.append(tag)
    return words, kinds


def _closed(text: str, names: list[Name]) -> tuple[str, tuple[Name, ...]]:
    """The text without the spaces that tokens have around marks, its names moved with it."""
    gone = sorted(
        m.start() for pattern in (_NO_SPACE_BEFORE, _NO_SPACE_AFTER) for m in pattern.finditer(text)
    )
    if not gone:
        return text, tuple(names)
    lost, place, at = [0] * (len(text) + 1), set(gone), 0
    for i in range(len(text)):
        lost[i] = at
        at += i in place
    lost[len(text)] = at
    closed = "".join(c for i, c in enumerate(text) if i not in place)
    return closed, tuple((a - lost[a], b - lost[b], kind) for a, b, kind in names)


def _of_text(name: str, document: str, row: Row) -> Iterator[Sentence]:
    """The sentences of a text; of names inside each other the longest, and no adjectives ("italienische")."""
    text, entities = row["text"], sorted(row["entities"], key=lambda e: (e[0], -e[1]))
    for span in sentences(text, row["lang"]):
        inside = [e for e in entities if span.start <= e[0] and e[1] <= span.end]
        if any(e[2] in _TRAFFIC for e in inside):
            continue
        names: list[Name] = []
        for start, end, theirs in inside:
            kind = KINDS.get(theirs)
            if kind and not text[start].islower() and (not names or start - span.start >= names[-1][1]):
                names.append((start - span.start, end - span.start, kind))
        yield Sentence(name, row["lang"], document, span.of(text), tuple(names))
