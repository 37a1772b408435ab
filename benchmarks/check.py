"""Does `newsfold check` find who says so, see what differs, and own up where nothing speaks of it?

    python -m benchmarks.check --data DATA [--filler 150] [--lower-floors]

The annotated stories stand in a database without their first article, among other stories. Asked are: the
first article's sentences that make a claim which the others make too, and those that make none; the
annotators' own short words for each claim; opening sentences of stories that are not in the database; and the
shared sentences with a figure changed, or denied, by rule. Stories are split by the hash of their names: the
weights were learned on one half, and the other is reported; of changed sentences, which are few, all are,
and the rules of what differs were made with a look at some of them. Beside it the database's nearest sentence
by plain cosine and by TF-IDF, each cut where it finds as much as `check` does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.floors import check as check_floors
from benchmarks.gold_stories import GOLD, article_of
from benchmarks.gold_tools import load_rows
from newsfold.compare import outlet_name
from newsfold.encode import WIDTH, encode
from newsfold.newsroom import Newsroom
from newsfold.records import Article, Check, Evidence, Span, Story
from newsfold.store import Store
from newsfold.text import sentences, words

ABSENT = 80  # stories that are asked about and not in the database
OPENING = 2  # sentences of each


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence to ask about, and the places in the database that say so; none where nothing does."""

    story: str
    kind: str  # shared, own, gist, absent, figure, negation
    text: str
    expected: tuple[Evidence, ...] = ()

    @property
    def is_test(self) -> bool:
        """Whether its story is in the half that nothing was tuned on."""
        return int(hashlib.sha256(self.story.encode()).hexdigest(), 16) % 2 == 1


def records() -> list[dict[str, Any]]:
    """The annotated stories of AllSides."""
    lines = [
        line for name in ("pass1", "extra") for line in (GOLD / f"{name}.jsonl").read_text().splitlines()
    ]
    return [r for r in map(json.loads, lines) if r["story"].startswith("train-")]


def cases(found: Iterable[dict[str, Any]], rows: dict[str, dict[str, Any]]) -> list[Case]:
    """The cases of the annotated stories, whose rows are by id."""
    result = []
    for record in found:
        texts = [rows[a["id"]]["text"] for a in record["articles"]]
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
            result.append(case(record, "gist", claim["gist"], others))
        for n, span in enumerate(spans[0], 1):
            text = span.of(texts[0])
            if n in says:
                result.append(case(record, "shared", text, says[n]))
                result += [case(record, kind, t, says[n]) for kind, t in altered(text)]
            elif n not in makes and len(words(text)) > 5:
                result.append(case(record, "own", text, ()))
    return result


def case(record: dict[str, Any], kind: str, text: str, expected: Iterable[Evidence]) -> Case:
    return Case(story=record["story"], kind=kind, text=text, expected=tuple(sorted(expected)))


_NUMBER = re.compile(
    r"(?<![\w.,$])(\$?)(\d{1,3}(?:,\d{3})+|\d+)(?=(?: (?:million|billion|percent|people)|%| [a-z]{4,}s\b))"
)
_VERB = re.compile(r"\b(is|was|were|are|has|had|will|would|could|should)\b(?! (?:not|no|never)\b)")


def altered(text: str) -> list[tuple[str, str]]:
    """The sentence with one figure more than doubled, and with its first verb denied, where it has them."""
    found = []
    number = _NUMBER.search(text)
    if number and not 1900 <= int(number[2].replace(",", "")) <= 2100:
        other = f"{int(number[2].replace(',', '')) * 2 + 1:,}"
        found.append(("figure", text[: number.start(2)] + other + text[number.end(2) :]))
    verb = _VERB.search(text)
    if verb and not re.search(r"\b(?:not|no|never|den(?:y|ied|ies))\b|n['’]t\b", text):
        found.append(("negation", text[: verb.end()] + " not" + text[verb.end() :]))
    return found


def absent(rows: dict[str, list[dict[str, Any]]], names: Sequence[str]) -> list[Case]:
    """The opening sentences of stories that are not in the database."""
    found = []
    for name in names:
        text = rows[name][0]["text"]
        opening = [t for span in sentences(text) if len(words(t := span.of(text))) > 5][:OPENING]
        found += [Case(story=name, kind="absent", text=t) for t in opening]
    return found


def fill(path: Path, stories: Sequence[Sequence[Article]]) -> None:
    """A database of these stories, each as it is; their vectors, which a check does not use, are empty."""
    store, seen = Store(path), set[str]()
    with store.transaction():
        for number, articles in enumerate(stories, 1):
            fresh = [a for a in articles if a.id not in seen]
            seen |= {a.id for a in fresh}
            if fresh:
                store.add_articles(fresh, np.zeros((len(fresh), WIDTH), dtype=np.float32))
                story = Story(id=number, article_ids=tuple(sorted(a.id for a in fresh)))
                store.put_stories([story], {a.id: outlet_name(a) for a in fresh})
    store.close()


def prepared(data: Path, path: Path, filler: int) -> list[Case]:
    """Fills the database at `path` and returns all cases."""
    rows = {k: v for k, v in load_rows(data).items() if k.startswith("train-")}
    gold = records()
    names = {record["story"] for record in gold}
    order = sorted(rows.keys() - names, key=lambda story: hashlib.sha256(story.encode()).hexdigest())
    by_id = {row["id"]: row for own in rows.values() for row in own}
    stories = [[article_of(by_id[a["id"]]) for a in record["articles"][1:]] for record in gold]
    stories += [[article_of(row) for row in rows[name]] for name in order[:filler]]
    fill(path, stories)
    known = {a.id for own in stories for a in own} | {record["articles"][0]["id"] for record in gold}
    strangers = [n for n in order[filler:] if not any(row["id"] in known for row in rows[n])]
    return cases(gold, by_id) + absent(rows, strangers[:ABSENT])


def is_in(evidence: Evidence, places: Iterable[Evidence]) -> bool:
    """Whether an evidence touches one of these places."""
    return any(p.article_id == evidence.article_id and p.span.overlaps(evidence.span) for p in places)


def best(check: Check) -> str:
    """The most that a check finds."""
    return check.found[0].relation if check.found else "nothing"


# ── peers ─────────────────────────────────────────────────────────────────────────────────────────


class Peers:
    """Every sentence of the database, ranked by plain cosine and by TF-IDF."""

    def __init__(self, store: Store) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        stories = store.summaries(None, 0, None)
        articles = store.articles([id for summary in stories for id in summary.story.article_ids])
        self.places = [Evidence(article_id=a.id, span=s) for a in articles for s in sentences(a.text)]
        texts = [s.of(a.text) for a in articles for s in sentences(a.text)]
        self.vectors = encode(texts)
        self.words = TfidfVectorizer(sublinear_tf=True, stop_words="english")
        self.table = self.words.fit_transform(texts)

    def nearest(self, text: str) -> dict[str, tuple[float, Evidence]]:
        """Each peer's best sentence with its likeness."""
        cosine = self.vectors @ encode([text])[0]
        shared = (self.table @ self.words.transform([text]).T).toarray().ravel()
        best = {"cosine": cosine, "TF-IDF": shared}
        return {name: (float(v.max()), self.places[int(v.argmax())]) for name, v in best.items()}


# ── what is reported ──────────────────────────────────────────────────────────────────────────────

ASKED = ("shared", "own", "absent")  # what a cut is judged on


def ours(found: Sequence[tuple[Case, Check]]) -> dict[str, float]:
    """Figures of `check` itself, printed and returned."""
    kinds: dict[str, list[tuple[Case, Check]]] = defaultdict(list)
    for case, check in found:
        if case.expected or case.kind in ("own", "absent"):
            kinds[case.kind].append((case, check))
    print(f"\n{'asked':10s}{'':>6}{'says so':>9}{'differs':>9}{'near':>7}{'nothing':>9}{'right first':>13}")
    for kind, rows in kinds.items():
        counts = [sum(best(c) == name for _, c in rows) for name in ("says so", "differs", "near", "nothing")]
        print(
            f"{kind:10s}{len(rows):6}{counts[0]:9}{counts[1]:9}{counts[2]:7}{counts[3]:9}{right(rows):13.3f}"
        )
    said = [(case, c.found[0]) for kind in ASKED for case, c in kinds[kind] if best(c) == "says so"]
    true = sum(any(is_in(e, case.expected) for e in claim.claim.evidence) for case, claim in said)
    figures = {
        "claim first, sentence": right(kinds["shared"]),
        "claim first, own words": right(kinds["gist"]),
        "says so, precision": true / max(1, len(said)),
        "says so, recall": true / max(1, len(kinds["shared"])),
        "absent, never says so": 1 - share(kinds["absent"], "says so"),
        "absent, nothing": share(kinds["absent"], "nothing"),
        "figure changed, never says so": 1 - share(kinds["figure"], "says so"),
        "figure changed, differs": share(kinds["figure"], "differs"),
        "denied, never says so": 1 - share(kinds["negation"], "says so"),
        "denied, differs": share(kinds["negation"], "differs"),
        "shared, no false difference": 1 - share(kinds["shared"], "differs"),
    }
    for name, value in figures.items():
        print(f"{name:34s}{value:7.3f}")
    return figures


def right(rows: Sequence[tuple[Case, Check]]) -> float:
    """How often the likeliest claim, whatever its relation, is an expected one."""
    hits = 0
    for case, check in rows:
        first = max(check.found, key=lambda c: c.likelihood, default=None)
        hits += first is not None and any(is_in(e, case.expected) for e in first.claim.evidence)
    return hits / max(1, len(rows))


def share(rows: Sequence[tuple[Case, Check]], relation: str) -> float:
    return sum(best(check) == relation for _, check in rows) / max(1, len(rows))


def peers(cases: Sequence[Case], store: Store, recall: float) -> None:
    """Prints the peers' figures, cut where they find as much as `check` does."""
    every = Peers(store)
    near = [(case, every.nearest(case.text)) for case in cases if case.kind in (*ASKED, "gist")]
    for name in ("cosine", "TF-IDF"):
        first = {
            kind: np.mean([is_in(n[name][1], c.expected) for c, n in near if c.kind == kind and c.expected])
            for kind in ("shared", "gist")
        }
        rows = [(n[name][0], is_in(n[name][1], c.expected), c.kind) for c, n in near if c.kind in ASKED]
        rows.sort(key=lambda row: -row[0])
        wanted = recall * sum(c.kind == "shared" for c, _ in near)
        hits = np.cumsum([hit for _, hit, _ in rows])
        cut = int(np.searchsorted(hits, wanted)) + 1
        false = sum(kind == "absent" for _, _, kind in rows[:cut]) / sum(r[2] == "absent" for r in rows)
        print(
            f"{name:8s} claim first, sentence {first['shared']:.3f}, own words {first['gist']:.3f}; "
            f"at our recall: precision {hits[min(cut, len(hits)) - 1] / cut:.3f}, absent said so {false:.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--filler", type=int, default=150, help="other stories in the database")
    parser.add_argument("--lower-floors", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "check.db"
        every = prepared(chosen.data, path, chosen.filler)
        wanted = [case for case in every if case.is_test or case.kind in ("figure", "negation")]
        with Newsroom(path) as room:
            for summary in room.stories():
                room.story(summary.story.id)  # described here, so that the time below is a check's own
            start = time.process_time()
            found = [(case, only(room.check(case.text))) for case in wanted]
            spent = (time.process_time() - start) / len(wanted)
        print(f"{len(wanted)} sentences asked, {spent:.3f} processor seconds each")
        figures = ours(found)
        store = Store(path)
        peers(wanted, store, figures["says so, recall"])
        store.close()
    check_floors("check", figures, chosen.lower_floors)


def only(found: Sequence[Check]) -> Check:
    """One check of a sentence; where it was cut into several, that which found most."""
    rank = {"says so": 0, "differs": 1, "near": 2, "nothing": 3}
    return min(found, key=lambda check: rank[best(check)])


if __name__ == "__main__":
    main()
