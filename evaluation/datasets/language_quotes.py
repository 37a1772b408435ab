"""Who said what beyond English, annotated: German Wikinews, Russian sentences, NTREX with our labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from evaluation.datasets.jsonl import Row, rows

GOLD = Path(__file__).parents[1] / "gold" / "languages_attribution"
UNSPACED = frozenset({"zh", "ja"})
_KINDS = {"Direct": "direct", "Indirect": "indirect"}


@dataclass(frozen=True, slots=True)
class Quote:
    """An annotated attribution, its parts as characters [start, end)."""

    content: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...]
    kind: Literal["direct", "indirect", "other"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with all of its attributions."""

    id: str
    text: str
    quotes: tuple[Quote, ...]


def all_sets(data: Path, only: str | None = None) -> dict[str, tuple[str, list[Labelled]]]:
    """Every set by name, with its language: "de wikinews", "ru treebank", and "es" and "es unseen", ours.

    `only` is the language whose sets are read; None for all.
    """
    sets: dict[str, tuple[str, list[Labelled]]] = {}
    if only in (None, "de"):
        sets["de wikinews"] = ("de", german(data))
    if only in (None, "ru"):
        sets["ru treebank"] = ("ru", russian(data))
    for part in ("", "unseen"):
        for language, labelled in sorted(labels(data, part).items()):
            if only in (None, language):
                sets[f"{language} {part}".strip()] = (language, labelled)
    return sets


def ours(name: str) -> bool:
    """Whether we labelled a set ourselves, and may read its errors."""
    return " " not in name


def german(data: Path) -> list[Labelled]:
    """150 articles of Wikinews (uhh-lt, CC BY-NC-SA 4.0: measure only)."""
    return [_german(row) for row in rows(data / "measure_only" / "german_quotes_dev.jsonl.gz")]


def _german(row: Row) -> Labelled:
    quotes = tuple(
        Quote(_pairs(a["quote"]), _pairs(a["speaker"] or ()), _KINDS.get(a["type"], "other"))  # type: ignore[arg-type]
        for a in row["attributions"]
    )
    return Labelled(row["id"], row["text"], quotes)


def _pairs(spans: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((start, end) for start, end in spans))


def russian(data: Path) -> list[Labelled]:
    """119 sentences of treebanks, a reported clause in each (adaq, no licence stated: measure only)."""
    labelled = []
    for row in rows(data / "measure_only" / "slavic_quotes.jsonl.gz"):
        if row["lang"] != "ru":
            continue
        at, spans = 0, dict[str, list[tuple[int, int]]]()
        for token, tag in zip(row["tokens"], row["tags"], strict=True):
            start = row["text"].find(token, at)
            if start < 0:
                continue
            at = start + len(token)
            run = spans.setdefault(tag.split("-")[-1], [])
            if run and not any(c.isalnum() for c in row["text"][run[-1][1] : start]):
                run[-1] = (run[-1][0], at)
            else:
                run.append((start, at))
        content = tuple(spans.get("content", ()))
        quoted = bool(content) and row["text"][content[0][0] : content[0][0] + 1] in '«"“'
        quote = Quote(content, tuple(spans.get("source", ())), "direct" if quoted else "indirect")
        labelled.append(Labelled(row["id"], row["text"], (quote,) if content else ()))
    return labelled


def labels(data: Path, part: str = "") -> dict[str, list[Labelled]]:
    """NTREX's articles with our labels, by language; the labels hold no text.

    Errors of `part` "unseen" are not read: rules are mended on the others alone.
    """
    if not GOLD.is_dir():
        return {}
    texts = {row["id"]: row for row in rows(data / "stories" / "ntrex.jsonl.gz")}
    by_language: dict[str, list[Labelled]] = {}
    for path in sorted((GOLD / part).glob("*.jsonl")):
        for row in rows(path):
            text = article_text(texts[row["id"]])
            if sha256(text.encode()).hexdigest() != row["sha256"]:
                raise ValueError(f"{row['id']} is not the text that was labelled")
            quotes = tuple(
                Quote(_pairs(q["content"]), _pairs(q["source"]), q["kind"]) for q in row["attributions"]
            )
            by_language.setdefault(path.stem, []).append(Labelled(row["id"], text, quotes))
    return by_language


def article_text(row: Row) -> str:
    """NTREX's article as the labels count it: its title, and its sentences as one paragraph."""
    first, *others = row["sentences"]
    return f"{first}\n{('' if row['lang'] in UNSPACED else ' ').join(others)}"
