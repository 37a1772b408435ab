"""Which sentences of two articles make one claim? `python -m benchmarks.alignment --data DIR [--cost]`

Pairs of sentences of different articles, on the stories annotated by hand (`evaluation/gold/claims`): F1 at a
threshold chosen for each story on the others, and recall at precision .8, each story scored by decisions that
never saw it. Beside them plain cosine and word overlap, and the decisions without each of their parts. Then
what the default threshold gives, of pairs and of claims. Then ECB+ topics 36 to 45, on which nothing was
learned: two annotated sentences of one story that share a coreferent event belong together. With `--cost`
the processor seconds that stories of 2 to 500 articles take.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np

from benchmarks import floors
from evaluation import arguments
from evaluation.candidate_pairs import Case, Scores, at_threshold, case, figures, report
from evaluation.datasets import ecbplus as ecb
from evaluation.datasets import load as archive
from evaluation.datasets.jsonl import Row
from evaluation.gold_stories import SETS, PlacePair, linked, load
from evaluation.learning.alignment import left_out
from evaluation.vectors import encoded_statements, in_order
from newsfold.compare import Alignment, encoded, statements
from newsfold.compare.alignment import Candidates, features, pairs, stars
from newsfold.encode import encode_words
from newsfold.encode.cross_encoder import cross_encoder_logits
from newsfold.extract import annotate_all
from newsfold.learned import Table
from newsfold.records import Article, Statement
from newsfold.text import sentences

SEARCHED = 36  # stories of pass1 and extra, which were searched for omissions
SIZES = (2, 20, 100, 500)
CHAIN = re.compile(r"ACT\d+")


def without_wording(candidates: Candidates) -> Candidates:
    """The candidates but for the features of `alignment.wording`."""
    table = candidates.table
    columns = {
        name: table.column(name)
        for name in table.names
        if not name.startswith(("maxsim", "covered", "unmatched"))
    }
    return replace(candidates, table=Table.of_columns(columns))


def scores_of(case: Case, name: str) -> Scores:
    """One feature as a score."""
    return case.table.column(name).astype(float)


def read_alone(case: Case) -> Scores:
    """What reading together says, as likelihoods; next to none for what was not read."""
    return np.where(np.isnan(case.odds), 0.0, 1 / (1 + np.exp(-np.nan_to_num(case.odds))))


def annotated(data: Path, cache: Path | None) -> dict[str, float]:
    """The tables on the stories annotated by hand; the figures that have a floor."""
    cases = [case(story) for story in load(data, SETS, cache)]
    print(f"{len(cases)} stories, {sum(len(c.gold) for c in cases)} pairs of sentences with one claim")
    for name, feature in (("cosine", "cosine"), ("TF-IDF", "tfidf"), ("word by word", "maxsim_idf2_min")):
        report(name, figures(cases, [scores_of(c, feature) for c in cases]))
    plain = [replace(c, candidates=without_wording(c.candidates)) for c in cases]
    report("first decision without word by word", figures(cases, left_out(plain)[0]))
    unread = [replace(c, odds=np.full(len(c.odds), np.nan)) for c in cases]
    report("all but reading together", figures(cases, left_out(unread)[2]))
    first, read, both = left_out(cases)
    report("reading together alone, where possible", figures(cases, [read_alone(c) for c in cases]))
    report("first decision", figures(cases, first))
    report("first decision and reading together", figures(cases, read))
    overall = figures(cases, both)
    report("all", overall)
    by_part = {}
    for name, stories in (("36 stories", range(SEARCHED)), ("the later ones", range(SEARCHED, len(cases)))):
        some = [cases[k] for k in stories]
        for feature in ("cosine", "tfidf"):
            report(f"{name}: {feature}", figures(some, [scores_of(c, feature) for c in some]))
        by_part[name] = figures(some, [both[k] for k in stories])
        report(f"{name}: all", by_part[name])
    threshold = Alignment().threshold
    for name, cut in (("default", threshold), *((f"{t:.2f}", t) for t in (0.5, 0.55, 0.6, 0.65))):
        precision, recall, (low, high) = at_threshold(cases, both, cut)
        print(f"threshold {name:8s} precision {precision:.3f} ({low:.3f}-{high:.3f})   recall {recall:.3f}")
    precision, recall, _ = at_threshold(cases, both, threshold)
    claims = claim_pairs(cases, both)
    print(f"claims at the default: P {claims[0]:.3f}   R {claims[1]:.3f}")
    return {
        "f1": overall.f1,
        "f1_36": by_part["36 stories"].f1,
        "recall_36_at_precision_0.8": by_part["36 stories"].recall,
        "recall_at_precision_0.8": overall.recall,
        "default_precision": precision,
        "default_recall": recall,
        "claims_precision": claims[0],
        "claims_recall": claims[1],
    }


def claim_pairs(cases: Sequence[Case], scores: Sequence[Scores]) -> tuple[float, float]:
    """Precision and recall of the pairs of sentences that stand in one claim of the product."""
    true = proposed = gold = 0
    for story, score in zip(cases, scores, strict=True):
        scored = dict(zip(story.candidates.places, score.tolist(), strict=True))
        joined: set[PlacePair] = set()
        for star in stars(story.statements, scored):
            places = sorted(story.at[i] for i in star.members)
            joined |= {(a, b) for a, b in combinations(places, 2) if a[0] != b[0]}
        true, proposed = true + len(joined & story.gold), proposed + len(joined)
        gold += len(story.gold)
    return true / max(1, proposed), true / gold


def ecbplus(data: Path) -> dict[str, float]:
    """The table on ECB+; the figure that has a floor."""
    stories: dict[str, list[Row]] = defaultdict(list)
    for row in ecb.texts(data):
        if row["topic"] >= ecb.FIRST_TEST_TOPIC:
            stories[row["story"]].append(row)
    cases, scores = [], []
    for rows in stories.values():
        case, both = _ecb_case(rows)
        cases.append(case)
        scores.append(both)
    print(
        f"\nECB+ topics 36 to 45: {len(cases)} stories, {sum(len(c.gold) for c in cases)} pairs of sentences"
    )
    for name, feature in (("cosine", "cosine"), ("TF-IDF", "tfidf"), ("word by word", "maxsim_idf2_min")):
        report(name, figures(cases, [scores_of(c, feature) for c in cases]))
    overall = figures(cases, scores)
    report("all", overall)
    precision, recall, _ = at_threshold(cases, scores, Alignment().threshold)
    print(f"threshold default   precision {precision:.3f}   recall {recall:.3f}")
    return {"ecbplus_f1": overall.f1}


def _ecb_case(rows: Sequence[Row]) -> tuple[Case, Scores]:
    """A story's annotated sentences, the others are left out; and the product's scores of its pairs."""
    articles, chains = [], []
    for row in rows:
        events: dict[int, set[str]] = defaultdict(set)
        marked: set[int] = set()
        for sentence, _, tag in row["chains"]:
            marked.add(sentence)
            events[sentence] |= set(CHAIN.findall(tag))
        numbers = sorted(marked)
        chains.append([events[k] for k in numbers])
        lines = [" ".join(row["sentences"][k]) for k in numbers]
        id = str(row["id"])
        articles.append(Article(id=id, place=id, text="\n".join(lines), title="", language="en"))
    annotations = linked(articles, {annotated.article_id: annotated for annotated in annotate_all(articles)})
    said = in_order(s for a in articles for s in statements(a, annotations[a.id]))
    number = {a.id: k for k, a in enumerate(articles)}
    at = [(number[s.article_id], _line(articles[number[s.article_id]].text, s)) for s in said]
    read = encoded_statements(articles, said)
    candidates = features(read)
    score = {(p.left, p.right): p.score for p in pairs(read, cross_encoder_logits)}
    gold: set[PlacePair] = set()
    places = [(a, k) for a, lines in enumerate(chains) for k in range(len(lines))]
    for left, right in combinations(places, 2):
        if left[0] != right[0] and chains[left[0]][left[1]] & chains[right[0]][right[1]]:
            gold.add((left, right))
    odds = np.full(len(candidates.places), np.nan)
    return Case(statements=said, candidates=candidates, at=at, gold=gold, odds=odds), np.array(
        [score[p] for p in candidates.places]
    )


def _line(text: str, statement: Statement) -> int:
    return text.count("\n", 0, statement.span.start)


def cost(data: Path) -> None:
    """Processor seconds and pairs for stories of several sizes: articles of one running affair."""
    articles: list[str] = []
    for row in archive.articles(data):
        if "Trump" in row["title"] and 1500 <= len(row["text"]) <= 6000:
            articles.append(row["text"])
        if len(articles) == SIZES[-1]:
            break
    said, texts = [], []
    for number, text in enumerate(articles):
        for position, span in enumerate(sentences(text)):
            said.append(Statement(article_id=f"{number:03}", span=span, position=position))
            texts.append(span.of(text))
    read = encoded(said, texts, *encode_words(texts))
    for size in SIZES:
        upto = sum(s.article_id < f"{size:03}" for s in said)
        start = time.process_time()
        listed = pairs(read[:upto], cross_encoder_logits)
        paired = time.process_time()
        scored = {(p.left, p.right): p.score for p in listed}
        stars(said[:upto], scored)
        print(
            f"{size:4} articles, {upto:6} statements, {len(listed):7} pairs: {paired - start:7.2f} s scored, "
            f"{time.process_time() - paired:6.2f} s grouped"
        )


def main() -> None:
    parser = floors.parser(__doc__)
    arguments.add_cache(parser)
    parser.add_argument("--cost", action="store_true", help="only what stories of several sizes cost")
    asked = parser.parse_args()
    if asked.cost:
        cost(asked.data)
        return
    measured = annotated(asked.data, asked.cache) | ecbplus(asked.data)
    floors.check("alignment", measured, asked.lower_floors)


if __name__ == "__main__":
    main()
