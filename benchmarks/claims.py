"""Claims, origins and differences on the annotated stories: `python -m benchmarks.claims --data DIR`.

Two questions are kept apart. *In the product*: stories go in, and what comes out is held against the
annotators' claims and differences. *Given the annotators' claims*: which sentences make a claim is taken
from the gold set, and only the origins are worked out, so that what alignment misses does not hide what
origins get wrong. Beside it stands what counting outlets would say. The decision on origins was learned from
these stories: `training/train_origins.py` prints the same figure with each story left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from benchmarks import floors
from evaluation import arguments
from evaluation.annotation import SHARED
from evaluation.described import DescribedStory, described_gold, gold_claims
from evaluation.gold_stories import SETS, GoldStory, Place, PlacePair, Record, load
from evaluation.metrics import bootstrap
from newsfold.compare.origins import Provenance, acts, origins
from newsfold.encode import encode
from newsfold.records import Evidence


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim of the product in the gold set's terms."""

    places: frozenset[Place]
    origins: int
    sayings: int
    status: str


@dataclass(frozen=True, slots=True)
class Read(DescribedStory):
    """The same, with the claims of both sides in one form."""

    claims: tuple[ShownClaim, ...]  # those that two articles or more make
    given: tuple[tuple[int, int], ...]  # origins and sayings of each of the annotators' claims


def read(gold: GoldStory) -> Read:
    """A story, run through the product."""
    story = described_gold(gold)
    claims = [
        ShownClaim(_places(gold, claim.evidence), len(claim.origins), claim.sayings, claim.status)
        for claim in story.detail.claims
    ]
    several = tuple(c for c in claims if len({article for article, _ in c.places}) > 1)
    return Read(gold, story.detail, several, tuple(_given(story)))


def _given(story: DescribedStory) -> Iterator[tuple[int, int]]:
    """Origins and sayings of the annotators' claims, one by one."""
    annotations = {annotated.article_id: annotated for annotated in story.detail.annotations}
    claims = list(gold_claims(story.gold, annotations))
    text = {article.id: article.text for article in story.detail.articles}
    every = sorted({s for _, said in claims for s in said}, key=lambda s: (s.article_id, s.span))
    vectors = encode([s.span.of(text[s.article_id]) for s in every])
    known = dict(zip(every, acts(list(vectors)), strict=True))
    provenance = Provenance.of(story.detail.articles, story.detail.derivations, known)
    for _, said in claims:
        counted = origins(said, provenance)
        yield len(counted.origins), counted.sayings


def _places(gold: GoldStory, evidence: Sequence[Evidence]) -> frozenset[Place]:
    number = {article.id: n for n, article in enumerate(gold.articles)}
    return frozenset((number[e.article_id], gold.sentence_of(number[e.article_id], e.span)) for e in evidence)


def _wanted(claim: Record) -> frozenset[Place]:
    return frozenset((article, sentence) for article, sentence, _ in claim["evidence"])


def _pairs(places: frozenset[Place]) -> set[PlacePair]:
    return {(a, b) for a, b in combinations(sorted(places), 2) if a[0] != b[0]}


def matched(story: Read) -> list[tuple[ShownClaim, Record]]:
    """Claims of the product with the annotators' that they share most evidence with, one to one.

    The product shows one sentence of each article, so the annotators' clear sentences are held against it.
    """
    scored = []
    for i, claim in enumerate(story.claims):
        for j, gold in enumerate(story.gold.record["claims"]):
            wanted = frozenset((a, n) for a, n, grade in gold["evidence"] if grade == "clear")
            overlap = len(claim.places & _wanted(gold)) / len(claim.places | wanted)
            scored.append((-overlap, i, j))
    left, right = set[int](), set[int]()
    result = []
    for score, i, j in sorted(scored):
        if -score >= SHARED and i not in left and j not in right:
            left.add(i)
            right.add(j)
            result.append((story.claims[i], story.gold.record["claims"][j]))
    return result


def claims_row(stories: Sequence[Read]) -> dict[str, float]:
    """Precision and recall of pairs of sentences and of claims, as the product shows them."""
    shown = right = wanted = recalled = said = whole = hits = annotated = 0
    for story in stories:
        every = [_wanted(c) for c in story.gold.record["claims"]]
        truth = set[PlacePair]().union(*map(_pairs, every))
        proposed = [_pairs(c.places) for c in story.claims]
        shown += sum(map(len, proposed))
        right += sum(len(pairs & truth) for pairs in proposed)
        wanted += len(truth)
        recalled += len(truth & set[PlacePair]().union(*proposed))
        said += len(proposed)
        whole += sum(pairs <= truth for pairs in proposed)
        hits += len(matched(story))
        annotated += len(every)
    return {
        "pairs right": right / max(1, shown),
        "pairs found": recalled / max(1, wanted),
        "claims right": whole / max(1, said),
        "claims found": hits / max(1, annotated),
    }


def product_row(stories: Sequence[Read]) -> dict[str, float]:
    """Of claims that both have: the share with the same counts; and how often "corroborated" is right."""
    both = [pair for story in stories for pair in matched(story)]
    corroborated = [(c, story) for story in stories for c in story.claims if c.status == "corroborated"]
    right = sum(_is_corroborated(c, story) for c, story in corroborated)
    n = max(1, len(both))
    return {
        "origins exact": sum(c.origins == g["origins"] for c, g in both) / n,
        "sayings exact": sum(c.sayings == g["sayings"] for c, g in both) / n,
        "status same": sum(c.status == g["status"] for c, g in both) / n,
        "corroborated right": right / max(1, len(corroborated)),
    }


def _is_corroborated(claim: ShownClaim, story: Read) -> bool:
    """Whether the annotators join two of its sentences in a claim of two origins or more."""
    return any(
        gold["origins"] > 1 and _pairs(claim.places) & _pairs(_wanted(gold))
        for gold in story.gold.record["claims"]
    )


def given_row(stories: Sequence[Read], outlets: bool = False) -> dict[str, float]:
    """The annotators' claims with their origins as Newsfold gives them, or as many as there are outlets."""
    rows = [
        (gold, *(_outlets(story, gold) if outlets else given))
        for story in stories
        for gold, given in zip(story.gold.record["claims"], story.given, strict=True)
    ]
    n = max(1, len(rows))
    several = [gold for gold, origins, _ in rows if origins > 1]
    wanted = [origins for gold, origins, _ in rows if gold["origins"] > 1]
    return {
        "origins exact": sum(origins == gold["origins"] for gold, origins, _ in rows) / n,
        "sayings exact": sum(sayings == gold["sayings"] for gold, _, sayings in rows) / n,
        "two or more right": sum(gold["origins"] > 1 for gold in several) / max(1, len(several)),
        "two or more found": sum(origins > 1 for origins in wanted) / max(1, len(wanted)),
    }


def _outlets(story: Read, gold: Record) -> tuple[int, int]:
    """What counting labels says: every outlet is an origin."""
    outlets = len({story.gold.articles[article].outlet for article, _, _ in gold["evidence"]})
    return outlets, outlets


def differences_row(stories: Sequence[Read]) -> dict[str, float]:
    """How many differences are shown, how many are the annotators', how many both have."""
    shown = wanted = both = 0
    for story in stories:
        left = [(d.kind, _sides(story, d.values)) for d in story.detail.differences]
        right = [(d["kind"], {tuple(v) for v in d["values"]}) for d in story.gold.record["differences"]]
        shown, wanted = shown + len(left), wanted + len(right)
        for kind, sides in left:
            hit = next((r for r in right if r[0] == kind and len({a for a, _ in sides & r[1]}) > 1), None)
            if hit:
                right.remove(hit)
                both += 1
    return {"shown": shown, "annotated": wanted, "both": both}


def _sides(story: Read, values: Sequence[Any]) -> set[Place]:
    return set[Place]().union(*(_places(story.gold, value.evidence) for value in values))


def interval(stories: Sequence[Read], row: Callable[[Sequence[Read]], dict[str, float]], key: str) -> str:
    """A 95 % bootstrap interval over stories, seed 0."""
    low, high = bootstrap.interval(stories, lambda drawn: row(drawn)[key], 1000, 0)
    return f"[{low:.2f}, {high:.2f}]"


def table(
    stories: Sequence[Read], name: str, row: Callable[[Sequence[Read]], dict[str, float]]
) -> dict[str, float]:
    """Print one row with its intervals; returns it."""
    figures = row(stories)
    print(f"\n{name}")
    for key, value in figures.items():
        print(f"  {key:20} {value:.3f} {interval(stories, row, key)}")
    return figures


def main() -> None:
    parser = floors.parser(__doc__)
    arguments.add_cache(parser)
    parser.add_argument("--show", action="store_true", help="list every difference that is shown or missed")
    options = parser.parse_args()

    stories = [read(gold) for gold in load(options.data, SETS, options.cache)]
    claims = sum(len(story.gold.record["claims"]) for story in stories)
    print(f"{len(stories)} stories, {claims} claims annotated, {sum(len(s.claims) for s in stories)} shown")
    product = table(stories, "claims, in the product", claims_row)
    counts = table(stories, "origins, in the product, of claims both have", product_row)
    given = table(stories, "origins, given the annotators' claims", given_row)
    table(stories, "the same by counting outlets", lambda s: given_row(s, outlets=True))
    differences = differences_row(stories)
    print("\ndifferences:", ", ".join(f"{key} {value:.0f}" for key, value in differences.items()))
    if options.show:
        for story in stories:
            show_differences(story)
    floors.check(
        "claims",
        {
            "pairs_right": product["pairs right"],
            "pairs_found": product["pairs found"],
            "corroborated_right": counts["corroborated right"],
            "origins_exact": counts["origins exact"],
            "given_origins_exact": given["origins exact"],
            "differences_right": differences["both"] / max(1, differences["shown"]),
        },
        options.lower_floors,
    )


def show_differences(story: Read) -> None:
    """Print what is shown and what was annotated, for reading beside the articles."""
    for shown in story.detail.differences:
        places = sorted(_sides(story, shown.values))
        print(f"{story.gold.name} shown {shown.kind} {[v.text[:60] for v in shown.values]} at {places}")
    for wanted in story.gold.record["differences"]:
        print(f"{story.gold.name} annotated {wanted['kind']} {wanted['about']} at {wanted['values']}")


if __name__ == "__main__":
    main()
