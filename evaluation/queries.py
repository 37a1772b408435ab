"""Sentences to ask `check` about, in a database that holds the annotated stories without their first article.

Asked are: the first article's sentences that make a claim which the others make too ("shared"), and those
that make none ("own"); the annotators' own short words for each claim ("gist"); opening sentences of stories
that are not in the database ("absent"); and the shared sentences with a figure changed ("figure"), or denied
("negation"), by rule.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evaluation import splits
from evaluation.datasets.allsides import article
from evaluation.datasets.jsonl import Row
from evaluation.gold_stories import Record, records, stories
from newsfold.compare import outlet_name
from newsfold.encode import WIDTH
from newsfold.records import Article, Evidence, Span, Story
from newsfold.store import Store
from newsfold.text import sentences, words

ABSENT = 80  # stories that are asked about and not in the database
OPENING = 2  # sentences of each


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A sentence to ask about, and the places in the database that say so; none where nothing does."""

    story: str
    kind: str  # shared, own, gist, absent, figure, negation
    text: str
    expected: tuple[Evidence, ...] = ()

    @property
    def is_test(self) -> bool:
        """Whether its story is in the half that nothing was tuned on."""
        return splits.is_test(self.story)


def annotated() -> list[Record]:
    """The annotated stories of AllSides."""
    return [r for name in ("pass1", "extra") for r in records(name) if r["story"].startswith("train-")]


def queries(gold: Iterable[Record], by_id: dict[str, Row]) -> list[Query]:
    """What is asked about the annotated stories, whose rows are by id."""
    result = []
    for record in gold:
        texts = [by_id[a["id"]]["text"] for a in record["articles"]]
        spans = [[Span(start=s, end=e) for s, e, _ in a["sentences"]] for a in record["articles"]]
        says: dict[int, set[Evidence]] = defaultdict(set)
        makes = {n for c in record["claims"] for a, n, _ in c["evidence"] if a == 0}
        for claim in record["claims"]:
            others = {
                Evidence(article_id=record["articles"][a]["id"], span=spans[a][n - 1])
                for a, n, _ in claim["evidence"]
                if a > 0
            }
            for a, n, grade in claim["evidence"]:
                if a == 0 and grade == "clear":
                    says[n] |= others
            result.append(_query(record, "gist", claim["gist"], others))
        for n, span in enumerate(spans[0], 1):
            text = span.of(texts[0])
            if n in says:
                result.append(_query(record, "shared", text, says[n]))
                result += [_query(record, kind, t, says[n]) for kind, t in altered(text)]
            elif n not in makes and len(words(text)) > 5:
                result.append(_query(record, "own", text, ()))
    return result


def _query(record: Record, kind: str, text: str, expected: Iterable[Evidence]) -> Query:
    return Query(story=record["story"], kind=kind, text=text, expected=tuple(sorted(expected)))


_NUMBER = re.compile(
    r"(?<![\w.,$])(\$?)(\d{1,3}(?:,\d{3})+|\d+)(?=(?: (?:million|billion|percent|people)|%| [a-z]{4,}s\b))"
)
_VERB = re.compile(r"\b(is|was|were|are|has|had|will|would|could|should)\b(?! (?:not|no|never)\b)")


def altered(text: str) -> list[tuple[str, str]]:
    """The sentence with one figure more than doubled, and with its first verb denied, where it has them."""
    result = []
    number = _NUMBER.search(text)
    if number and not 1900 <= int(number[2].replace(",", "")) <= 2100:
        other = f"{int(number[2].replace(',', '')) * 2 + 1:,}"
        result.append(("figure", text[: number.start(2)] + other + text[number.end(2) :]))
    verb = _VERB.search(text)
    if verb and not re.search(r"\b(?:not|no|never|den(?:y|ied|ies))\b|n['’]t\b", text):
        result.append(("negation", text[: verb.end()] + " not" + text[verb.end() :]))
    return result


def absent(every: dict[str, list[Row]], names: Sequence[str]) -> list[Query]:
    """The opening sentences of stories that are not in the database."""
    result = []
    for name in names:
        text = every[name][0]["text"]
        opening = [t for span in sentences(text) if len(words(t := span.of(text))) > 5][:OPENING]
        result += [Query(story=name, kind="absent", text=t) for t in opening]
    return result


def fill(path: Path, listed: Sequence[Sequence[Article]]) -> None:
    """A database of these stories, each as it is; their vectors, which a check does not use, are empty."""
    store, seen = Store(path), set[str]()
    with store.transaction():
        for number, articles in enumerate(listed, 1):
            fresh = [a for a in articles if a.id not in seen]
            seen |= {a.id for a in fresh}
            if fresh:
                store.add_articles(fresh, np.zeros((len(fresh), WIDTH), dtype=np.float32))
                story = Story(id=number, article_ids=tuple(sorted(a.id for a in fresh)))
                store.put_stories([story], {a.id: outlet_name(a) for a in fresh})
    store.close()


def prepared(data: Path, path: Path, filler: int) -> list[Query]:
    """Fills the database at `path`, with `filler` other stories, and returns all that is asked."""
    every = {k: v for k, v in stories(data).items() if k.startswith("train-")}
    gold = annotated()
    names = {record["story"] for record in gold}
    order = sorted(every.keys() - names, key=splits.hashed)
    by_id = {row["id"]: row for rows in every.values() for row in rows}
    listed = [[article(by_id[a["id"]]) for a in record["articles"][1:]] for record in gold]
    listed += [[article(row) for row in every[name]] for name in order[:filler]]
    fill(path, listed)
    known = {a.id for articles in listed for a in articles} | {record["articles"][0]["id"] for record in gold}
    strangers = [n for n in order[filler:] if not any(row["id"] in known for row in every[n])]
    return queries(gold, by_id) + absent(every, strangers[:ABSENT])


def is_in(evidence: Evidence, places: Iterable[Evidence]) -> bool:
    """Whether an evidence touches one of these places."""
    return any(p.article_id == evidence.article_id and p.span.overlaps(evidence.span) for p in places)
