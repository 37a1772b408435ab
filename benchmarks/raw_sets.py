"""How the public sets look as their makers publish them: a function a set, from a folder to records.

Each function takes the folder of an unpacked download or clone, and gives the records that
`evaluation.datasets` reads, each with the key by which `benchmarks/selection` names it. Raises `MissingError`
where a file is missing.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Keyed = Iterator[tuple[str, Row]]


class MissingError(Exception):
    """A file or folder of a set is not where its makers put it."""


def there(path: Path) -> Path:
    """The path, where something is."""
    if not path.exists():
        raise MissingError(f"{path} is missing; see benchmarks/DATA.md for what to download")
    return path


def text_of(path: Path) -> str:
    """The text of a file as it is: its ends of lines count where offsets do."""
    return there(path).read_bytes().decode("utf-8")


def every(folder: Path, pattern: str) -> list[Path]:
    """All files of a pattern below a folder, by name; at least one."""
    files = sorted(there(folder).rglob(pattern))
    if not files:
        raise MissingError(f"{folder} has no {pattern}; see benchmarks/DATA.md for what to download")
    return files


# ── stories ───────────────────────────────────────────────────────────────────────────────────────


def bias_articles(raw: Path) -> Keyed:
    """Article-Bias-Prediction: a JSON object a file in `data/jsons`."""
    for path in every(raw / "data" / "jsons", "*.json"):
        row = json.loads(path.read_text("utf-8"))
        yield (
            row["ID"],
            {
                "id": row["ID"],
                "outlet": row["source"],
                "url": row["url"],
                "published": row["date"] or None,
                "title": row["title"],
                "text": row["content_original"],
            },
        )


def neutral_summaries(raw: Path) -> dict[str, str]:
    """NeuS: the neutral summary that editors wrote of each story, by `train-` and its line, from 0."""
    path = raw / "data" / "naacl2022_lrc_roundup_random_order_probe" / "train.target"
    return {f"train-{at}": line for at, line in enumerate(text_of(path).split("\n"))}


def ecbplus(raw: Path) -> Keyed:
    """ECB+: an XML file a text; `12_3ecbplus.xml` is the third text of an event of topic 12."""
    for path in every(raw, "*ecb*.xml"):
        match = re.fullmatch(r"(\d+)_(\d+)(ecb(?:plus)?)", path.stem)
        if match:
            topic, number, event = match.groups()
            id = f"{topic}/{topic}{event}/{number}"
            sentences, chains = _annotated(ET.parse(path).getroot(), path.stem)
            yield (
                id,
                {
                    "id": id,
                    "topic": int(topic),
                    "story": f"{topic}{event}",
                    "sentences": sentences,
                    "chains": chains,
                },
            )


def _annotated(root: ET.Element, name: str) -> tuple[list[list[str]], list[list[Any]]]:
    """The sentences of a text in CAT's XML, and its mentions as [sentence, token, tag in brackets]."""
    sentences, places = sentences_of(root)
    chain = _chains(root, name)
    tags: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for mention in _part(root, "Markables"):
        at = [places[anchor.get("t_id", "")] for anchor in mention.iter("token_anchor")]
        if at:
            id = mention.get("m_id", "")
            tag = chain.get(id) or f"Singleton_{mention.tag[:4]}_{id}_{name}"
            first, last = min(at), max(at)
            if first == last:
                tags[first].append(f"({tag})")
            else:
                tags[first].append(f"({tag}")
                tags[last].append(f"{tag})")
    return sentences, [[*place, "|".join(marks)] for place, marks in sorted(tags.items())]


def sentences_of(root: ET.Element) -> tuple[list[list[str]], dict[str, tuple[int, int]]]:
    """The sentences as tokens, and where each token stands, by its id."""
    numbers = sorted({int(token.get("sentence", 0)) for token in root.iter("token")})
    order = {number: at for at, number in enumerate(numbers)}
    sentences: list[list[str]] = [[] for _ in numbers]
    places: dict[str, tuple[int, int]] = {}
    for token in root.iter("token"):
        at = order[int(token.get("sentence", 0))]
        places[token.get("t_id", "")] = (at, len(sentences[at]))
        sentences[at].append(token.text or "")
    return sentences, places


def _chains(root: ET.Element, name: str) -> dict[str, str]:
    """The chain of each mention that has one, by the mention's id."""
    chain: dict[str, str] = {}
    for relation in _part(root, "Relations"):
        tag = relation.get("note") or f"INTRA_{relation.get('r_id')}_{name}"
        for source in relation.iter("source"):
            chain[source.get("m_id", "")] = tag
    return chain


def _part(root: ET.Element, name: str) -> ET.Element:
    """A part of an XML document."""
    part = root.find(name)
    if part is None:
        raise MissingError(f"{root.get('doc_name')} has no <{name}>")
    return part


UCI_COLUMNS = ("ID", "TITLE", "URL", "PUBLISHER", "CATEGORY", "STORY", "HOSTNAME", "TIMESTAMP")


def uci(raw: Path) -> Keyed:
    """UCI News Aggregator: `newsCorpora.csv`, columns apart by tabs, nothing quoted, no line of names."""
    with there(raw / "newsCorpora.csv").open(encoding="utf-8", newline="") as lines:
        for cells in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield cells[0], dict(zip(UCI_COLUMNS, cells, strict=True))


# ── what an article says ──────────────────────────────────────────────────────────────────────────


def polnear(raw: Path, part: str) -> Keyed:
    """PolNeAR: a text a file, and brat annotations a text and annotator."""
    texts = there(raw / "data" / part / "text")
    for path in every(raw / "data" / part / "attributions", "*.ann"):
        id, annotator = path.stem.rsplit("_", 1)
        outlet, published, _ = id.split("_", 2)
        yield (
            path.stem,
            {
                "id": id,
                "annotator": annotator,
                "outlet": outlet,
                "published": published,
                "text": text_of(texts / f"{id}.txt"),
                "attributions": _brat_attributions(text_of(path)),
            },
        )


def _brat_attributions(annotations: str) -> list[dict[str, list[list[int]]]]:
    spans: dict[str, list[list[int]]] = {}
    events: list[list[str]] = []
    for line in annotations.splitlines():
        id, _, rest = line.partition("\t")
        if id.startswith("T"):
            places = rest.split("\t")[0].partition(" ")[2]
            spans[id] = [[int(place) for place in part.split()] for part in places.split(";")]
        elif id.startswith("E"):
            events.append(rest.split())
    return [
        {
            role.casefold(): [
                span
                for argument in event
                for name, _, id in [argument.partition(":")]
                if name.rstrip("0123456789") == role
                for span in spans[id]
            ]
            for role in ("Source", "Cue", "Content")
        }
        for event in events
    ]


def newsquant(raw: Path) -> Keyed:
    """NewsQuant, in the repository of CQE; a sentence has no id, so its text's hash is its key."""
    path = there(raw / "data" / "formatted_test_set" / "NewsQuant.json")
    for row in json.loads(path.read_text("utf-8")):
        yield hashlib.sha256(row["text"].encode()).hexdigest()[:12], row


def timeml(raw: Path) -> Keyed:
    """TempEval-3's TimeBank and AQUAINT: a TimeML file a document."""
    for path in every(raw, "*.tml"):
        yield path.stem, {"id": path.stem, "timeml": text_of(path)}


def krauts(raw: Path) -> Keyed:
    """KRAUTS: TimeML files in a folder an outlet and year."""
    for path in every(raw, "*.tml"):
        id = f"{path.parent.name}/{path.stem}"
        yield id, {"id": id, "lang": "de", "timeml": text_of(path)}
