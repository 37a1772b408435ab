"""Pairs of statements for two more gold sets: values that may clash, and claims whose origins are counted.

    python -m evaluation.choose_pairs stories --data DIR [--folded FILE] > stories.jsonl
    python -m evaluation.choose_pairs candidates stories.jsonl --data DIR > candidates.jsonl
    python -m evaluation.choose_pairs pick candidates.jsonl > chosen.jsonl

`stories` lists those that no gold set has, `candidates` looks through them as the product would, `pick`
takes as many of each kind. Records are as in evaluation/gold/pairs/README.md, with the `kinds` of each
pair; `evaluation.statement_pairs` writes the pages for readers and packs their labels.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, combinations, islice, zip_longest
from pathlib import Path

from evaluation.datasets import allsides
from evaluation.datasets.jsonl import Row, rows
from evaluation.gold_stories import CLAIMS, Record
from evaluation.gold_stories import records as claim_records
from evaluation.pair_labels import records as pair_records
from evaluation.splits import hashed
from evaluation.statement_pairs import aligned, every_row
from newsfold.compare import EncodedStatement, content, grouped
from newsfold.compare.alignment import Alignment, Pair
from newsfold.compare.denial_en import denies, one_denies
from newsfold.compare.differences.clashes import denied
from newsfold.compare.moments import any_meet, is_resolved
from newsfold.records import Figure, Mention
from newsfold.text import collapse

FEWEST_WORDS, MOST_WORDS, FEWEST_ARTICLES = 80, 2000, 3
SCORE, COSINE = 0.3, 0.6  # either is enough for a pair whose values may clash
ALIKE, ALIKE_STEMS = 1 / 3, 3  # of the shorter statement's stems, names aside, that the other has
CLAIM, BINS = 0.6, 4  # the score of a claim's pairs, and in how many equal parts it is sampled from there
PLACES = ("place", "nationality")
# The scarcest kind first: a pair that is of several is taken for the first that has room.
CLASHES = ("name", "figure", "look-alike", "time", "denial")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A pair by its places in the record, its kinds, and its claim: the first place in the group of both."""

    left: int
    right: int
    score: float
    rank: float  # the higher the sooner it is taken for its story
    kinds: tuple[str, ...]
    claim: int | None = None


def stories(data: Path, folded: Sequence[Record]) -> list[Record]:
    """`story` and `articles` (ids) of those that can be labelled, in an order by hash; no article twice."""
    sets = chain(pair_records(), *(claim_records(file.stem) for file in CLAIMS.glob("*.jsonl")))
    taken = {a["id"] for record in sets for a in record.get("articles", ())}
    taken |= {row["id"] for row in rows(CLAIMS / "sample.jsonl")}
    by_id = every_row(data)
    every = {s: sorted({row["id"] for row in listed}) for s, listed in allsides.stories(data).items()}
    every |= {record["story"]: record["articles"] for record in folded}
    result = []
    for story in sorted(every, key=lambda s: hashed(f"fresh {s}")):
        listed = [by_id[id] for id in every[story]]
        if taken.isdisjoint(every[story]) and _is_fit(listed):
            result.append({"story": story, "articles": every[story]})
            taken |= set(every[story])
    return result


def _is_fit(listed: Sequence[Row]) -> bool:
    outlets = {row["outlet"] for row in listed}
    lengths = [len(row["text"].split()) for row in listed]
    long_enough = all(FEWEST_WORDS <= n <= MOST_WORDS for n in lengths)
    return len(listed) >= FEWEST_ARTICLES and len(outlets) > 1 and long_enough


def candidates(
    said: Sequence[EncodedStatement], pairs: Sequence[Pair], outlets: Sequence[str]
) -> list[Candidate]:
    """All candidates of a story; `outlets` has that of each statement."""
    claim = {pair: star.centre for star in grouped(said, pairs) for pair in combinations(star.members, 2)}
    result = []
    for pair in pairs:
        left, right = said[pair.left], said[pair.right]
        if collapse(left.text).casefold() == collapse(right.text).casefold():
            continue  # the product counts what is printed alike once
        loosely = pair.score >= SCORE or pair.cosine >= COSINE
        kinds = clashes(left, right) if loosely else []
        same = (pair.left, pair.right) in claim
        if same and pair.score >= CLAIM and outlets[pair.left] != outlets[pair.right]:
            kinds.append(origin_kind(pair.score))
        if (same or pair.score >= Alignment().threshold) and "look-alike" in kinds:
            kinds.remove("look-alike")  # alike is what only looks so
        if kinds:
            result.append(
                Candidate(
                    left=pair.left,
                    right=pair.right,
                    score=round(pair.score, 4),
                    rank=round(pair.score + pair.cosine / 2, 4),
                    kinds=tuple(kinds),
                    claim=claim[pair.left, pair.right] if same else None,
                )
            )
    return result


def origin_kind(score: float) -> str:
    """The part of the scores from `CLAIM` to 1 that a claim is sampled from."""
    return f"origin {min(BINS - 1, int((score - CLAIM) / (1 - CLAIM) * BINS))}"


def clashes(left: EncodedStatement, right: EncodedStatement) -> list[str]:
    """In what ways the values of two statements may clash."""
    names = _other_names(left, right), _other_names(right, left)
    tests = {
        "name": _is_name_exchanged(*names) and _rest_alike(left, right),
        "figure": _figures_apart(left.statement.figures, right.statement.figures),
        "look-alike": all(names) and _rest_alike(left, right),
        "time": _times_apart(left, right) and _alike(content(left.text), content(right.text)),
        "denial": denies(left.text) != denies(right.text) and _is_of_what_is_said(left.text, right.text),
    }
    return [kind for kind, holds in tests.items() if holds]


def _figures_apart(left: Sequence[Figure], right: Sequence[Figure]) -> bool:
    """Whether both count in one unit, or one noun, and never the same."""
    of_a_kind = [
        (a.value, b.value)
        for a in left
        for b in right
        if not (a.ordinal or b.ordinal) and a.unit == b.unit and (a.unit or content(a.what) & content(b.what))
    ]
    return bool(of_a_kind) and all(a != b for a, b in of_a_kind)


def _times_apart(left: EncodedStatement, right: EncodedStatement) -> bool:
    left_times, right_times = ([t for t in s.statement.times if is_resolved(t)] for s in (left, right))
    return bool(left_times and right_times) and not any_meet(left_times, right_times)


def _named(said: EncodedStatement) -> list[Mention]:
    return [m for m in said.statement.mentions if m.form == "name" and m.entity_id]


def _words(said: EncodedStatement, mention: Mention) -> frozenset[str]:
    start = said.statement.span.start
    return content(said.text[mention.span.start - start : mention.span.end - start])


def _other_names(said: EncodedStatement, other: EncodedStatement) -> list[Mention]:
    """The names of a statement that the other has neither as an entity nor in words."""
    known, stems = {m.entity_id for m in other.statement.mentions}, content(other.text)
    return [m for m in _named(said) if m.entity_id not in known and not _words(said, m) & stems]


def _is_name_exchanged(left: Sequence[Mention], right: Sequence[Mention]) -> bool:
    """Whether each side has one name, both of them of places or neither."""
    sides = [{(m.entity_id, m.kind in PLACES) for m in names} for names in (left, right)]
    return all(len(side) == 1 for side in sides) and len({place for side in sides for _, place in side}) == 1


def _is_of_what_is_said(left: str, right: str) -> bool:
    """Whether what the one denies is spoken of in the other."""
    return one_denies(left, right) or bool(denied(left) & content(right) or denied(right) & content(left))


def _rest_alike(left: EncodedStatement, right: EncodedStatement) -> bool:
    """Whether the words beside the names are much the same."""
    a, b = (content(s.text).difference(*(_words(s, m) for m in _named(s))) for s in (left, right))
    return _alike(a, b)


def _alike(left: frozenset[str], right: frozenset[str]) -> bool:
    return len(left & right) >= max(ALIKE_STEMS, ALIKE * min(len(left), len(right)))


def spread(by_story: Mapping[str, Sequence[Candidate]], name: str) -> Iterator[tuple[str, Candidate]]:
    """Each story's first candidate, then each one's second, …, stories in an order that depends on `name`."""
    order = sorted(by_story, key=lambda story: hashed(f"{name} {story}"))
    for turn in zip_longest(*(by_story[story] for story in order)):
        yield from (
            (story, candidate) for story, candidate in zip(order, turn, strict=True) if candidate is not None
        )


def pick(
    by_story: Mapping[str, Sequence[Candidate]], differences: int, origins: int
) -> dict[str, dict[tuple[int, int], list[str]]]:
    """The pairs of each story with the kinds they were taken for: as many of each kind, of each claim one."""
    result: defaultdict[str, dict[tuple[int, int], list[str]]] = defaultdict(dict)
    for kind in CLASHES:
        free = {
            story: sorted(
                (c for c in listed if kind in c.kinds and (c.left, c.right) not in result[story]),
                key=lambda c: (-c.rank, c.left, c.right),
            )
            for story, listed in by_story.items()
        }
        for story, candidate in islice(spread(free, kind), differences // len(CLASHES)):
            result[story][candidate.left, candidate.right] = [kind]
    claims: set[tuple[str, int | None]] = set()
    for kind in (f"origin {part}" for part in range(BINS)):
        free = {
            story: sorted(
                (c for c in listed if kind in c.kinds),
                key=lambda c: hashed(f"{story} {c.left} {c.right}"),
            )
            for story, listed in by_story.items()
        }
        room = origins // BINS
        for story, candidate in spread(free, kind):
            if room and (story, candidate.claim) not in claims:
                claims.add((story, candidate.claim))
                result[story].setdefault((candidate.left, candidate.right), []).append("origin")
                room -= 1
    return {story: dict(sorted(chosen.items())) for story, chosen in result.items() if chosen}


def main() -> None:
    """Run one of the verbs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    listing = verbs.add_parser("stories", help="stories that no gold set has")
    listing.add_argument("--folded", type=Path, help="stories of the archive: records of story and articles")
    looking = verbs.add_parser("candidates", help="records with every pair that may be chosen")
    looking.add_argument("stories", type=Path)
    for verb in (listing, looking):
        verb.add_argument("--data", type=Path, required=True)
    picking = verbs.add_parser("pick", help="records with as many pairs of each kind")
    picking.add_argument("candidates", type=Path)
    picking.add_argument("--differences", type=int, default=450)
    picking.add_argument("--origins", type=int, default=320)
    options = parser.parse_args()
    if options.verb == "stories":
        for record in stories(options.data, list(rows(options.folded)) if options.folded else []):
            print(json.dumps(record))
    elif options.verb == "candidates":
        by_id = every_row(options.data)
        for listed in rows(options.stories):
            record, said, pairs = aligned(listed["story"], [by_id[id] for id in listed["articles"]])
            outlets = [record["articles"][article]["outlet"] for article, _, _ in record["statements"]]
            record["candidates"] = [asdict(c) for c in candidates(said, pairs, outlets)]
            print(json.dumps(record, separators=(",", ":")), flush=True)
    else:
        _print_picked(list(rows(options.candidates)), options.differences, options.origins)


def _print_picked(records: Sequence[Record], differences: int, origins: int) -> None:
    by_story = {
        record["story"]: [Candidate(**c | {"kinds": tuple(c["kinds"])}) for c in record.pop("candidates")]
        for record in records
    }
    picked = pick(by_story, differences, origins)
    for record in records:
        if chosen := picked.get(record["story"]):
            record |= {"pairs": [list(places) for places in chosen], "kinds": list(chosen.values())}
            print(json.dumps(record, separators=(",", ":")))


if __name__ == "__main__":
    main()
