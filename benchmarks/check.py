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

import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import floors
from evaluation.queries import Query, is_in, prepared
from newsfold.encode import encode
from newsfold.newsroom import Newsroom
from newsfold.queries import StoryQuery
from newsfold.records import Check, Evidence
from newsfold.store import Store
from newsfold.text import sentences


def best(check: Check) -> str:
    """The most that a check finds."""
    return check.claims[0].relation if check.claims else "nothing"


# ── peers ─────────────────────────────────────────────────────────────────────────────────────────


class Peers:
    """Every sentence of the database, ranked by plain cosine and by TF-IDF."""

    def __init__(self, store: Store) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        stories = store.list_stories(StoryQuery(single="with"), with_facets=False)
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


def ours(answers: Sequence[tuple[Query, Check]]) -> dict[str, float]:
    """Figures of `check` itself, printed and returned."""
    kinds: dict[str, list[tuple[Query, Check]]] = defaultdict(list)
    for query, check in answers:
        if query.expected or query.kind in ("own", "absent"):
            kinds[query.kind].append((query, check))
    relations = ("says so", "differs", "similar", "nothing")
    print(f"\n{'asked':16s}{''.join(f'{relation:>9}' for relation in relations)}{'right first':>13}")
    for kind, rows in kinds.items():
        counts = (sum(best(c) == relation for _, c in rows) for relation in relations)
        print(f"{kind:10s}{len(rows):6}{''.join(f'{count:9}' for count in counts)}{right(rows):13.3f}")
    said = [(query, c.claims[0]) for kind in ASKED for query, c in kinds[kind] if best(c) == "says so"]
    true = sum(any(is_in(e, query.expected) for e in claim.claim.evidence) for query, claim in said)
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


def right(rows: Sequence[tuple[Query, Check]]) -> float:
    """How often the likeliest claim, whatever its relation, is an expected one."""
    hits = 0
    for query, check in rows:
        first = max(check.claims, key=lambda c: c.likelihood, default=None)
        hits += first is not None and any(is_in(e, query.expected) for e in first.claim.evidence)
    return hits / max(1, len(rows))


def share(rows: Sequence[tuple[Query, Check]], relation: str) -> float:
    return sum(best(check) == relation for _, check in rows) / max(1, len(rows))


def peers(queries: Sequence[Query], store: Store, recall: float) -> None:
    """Prints the peers' figures, cut where they find as much as `check` does."""
    every = Peers(store)
    neighbours = [(query, every.nearest(query.text)) for query in queries if query.kind in (*ASKED, "gist")]
    for name in ("cosine", "TF-IDF"):
        first = {
            kind: np.mean(
                [is_in(n[name][1], c.expected) for c, n in neighbours if c.kind == kind and c.expected]
            )
            for kind in ("shared", "gist")
        }
        rows = [(n[name][0], is_in(n[name][1], c.expected), c.kind) for c, n in neighbours if c.kind in ASKED]
        rows.sort(key=lambda row: -row[0])
        wanted = recall * sum(c.kind == "shared" for c, _ in neighbours)
        hits = np.cumsum([hit for _, hit, _ in rows])
        cut = int(np.searchsorted(hits, wanted)) + 1
        false = sum(kind == "absent" for _, _, kind in rows[:cut]) / sum(r[2] == "absent" for r in rows)
        print(
            f"{name:8s} claim first, sentence {first['shared']:.3f}, own words {first['gist']:.3f}; "
            f"at our recall: precision {hits[min(cut, len(hits)) - 1] / cut:.3f}, absent said so {false:.3f}"
        )


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--filler", type=int, default=150, help="other stories in the database")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "check.db"
        every = prepared(chosen.data, path, chosen.filler)
        wanted = [query for query in every if query.is_test or query.kind in ("figure", "negation")]
        with Newsroom(path) as room:
            for summary in room.stories():
                room.story(summary.story.id)  # described here, so that the time below is a check's own
            start = time.process_time()
            answers = [(query, only(room.check(query.text))) for query in wanted]
            spent = (time.process_time() - start) / len(wanted)
        print(f"{len(wanted)} sentences asked, {spent:.3f} processor seconds each")
        figures = ours(answers)
        store = Store(path)
        peers(wanted, store, figures["says so, recall"])
        store.close()
    floors.check("check", figures, chosen.lower_floors)


def only(checks: Sequence[Check]) -> Check:
    """One check of a sentence; where it was cut into several, that which found most.

    A part that asserts nothing (a bare name) is only looked for as mentioned, and comes last.
    """
    rank = {"says so": 0, "differs": 1, "similar": 2, "nothing": 3, "mentions": 4}
    return min(checks, key=lambda check: rank[best(check)])


if __name__ == "__main__":
    main()
