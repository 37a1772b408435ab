"""The gold set of claims: list its stories, show one to an annotator, pack annotations, compare two passes.

No text of the stories enters the repository: a record holds sentence numbers, offsets and hashes.
How to annotate stands in docs/annotation.md, the records in evaluation/gold/claims/README.md.

    python -m evaluation.annotation list|show|pack|agree …
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from evaluation.datasets.jsonl import Row, rows
from evaluation.gold_stories import Place, Record, claim_pairs, stories
from evaluation.metrics.agreement import kappa
from evaluation.metrics.f1 import f1
from evaluation.splits import hashed
from newsfold.text import collapse, sentences

STORIES = 24
SKIPPED = {
    "train-404": "one news report; the others collect jokes and comment",
    "train-785": "two of three comment on the coverage, not on the event",
    "train-868": "a newsletter of several events, a meditation, a piece on watching the news",
    "train-1228": "three events: a national count, the testing, one state's hospitals",
    "train-2103": "a third story of one running affair (impeachment)",
    "train-2450": "two of three are opinion",
}
SAMPLE = ("vladivostok-summit-2019", "nepal-earthquake-2015", "gotthard-tunnel-2016", "hanoi-summit-2019")
KINDS = ("figure", "time", "place", "name", "negation", "agent")
STATUS = {"!": "disputed", "^": "updated"}
CLAIM = re.compile(r"c (\d+)/(\d+)([!^]?) ([^|]+)\|([^|]+)(?:\|([^|]+))?")
DIFFERENCE = re.compile(r"d (\w+)(\^?) ([^|]+)\|([^|]+)")
SENTENCE = re.compile(r"([A-Z])(\d+)(\*?)")
SHARED = 0.5  # two passes' claims are the same one if their evidence overlaps (Jaccard) at least so much


def digest(text: str) -> str:
    """sha256 of `text` with its white space collapsed, so that it outlives another extraction."""
    return hashlib.sha256(collapse(text).encode()).hexdigest()


def chosen(every: dict[str, list[Row]], limit: int = STORIES) -> list[str]:
    """Ids of the stories to annotate, in order, at most `limit`."""

    def fits(rows: list[Row]) -> bool:
        outlets = {row["outlet"] for row in rows}
        lengths = [len(row["text"].split()) for row in rows]
        return len(rows) >= 3 and len(outlets) == len(rows) and min(lengths) >= 250 and max(lengths) <= 900

    fitting = [story for story, rows in every.items() if fits(rows) and story not in (*SKIPPED, *SAMPLE)]
    return sorted(fitting, key=hashed)[:limit]


def show(story: str, rows: list[Row]) -> None:
    """Print the articles with numbered sentences."""
    print(f"=== {story}")
    for letter, row in zip("ABCDEFGHIJ", rows, strict=False):
        print(f"\n--- {letter}: {row['outlet']} · {row['published'] or 'undated'} · {row['title']}")
        for number, span in enumerate(sentences(row["text"]), 1):
            print(f"{letter}{number} {collapse(span.of(row['text']))}")


def places(listed: str, limits: list[int]) -> list[tuple[int, int, bool]]:
    """(article, sentence, starred) for "A3* B12"; articles from 0, sentences from 1."""
    result = []
    for word in listed.split():
        match = SENTENCE.fullmatch(word)
        if not match:
            raise ValueError(f"{word!r} is no sentence; write A12 or A12*")
        article, number = ord(match[1]) - ord("A"), int(match[2])
        if article >= len(limits) or not 1 <= number <= limits[article]:
            raise ValueError(f"{word} is not in the story")
        result.append((article, number, bool(match[3])))
    if len({place[:2] for place in result}) < len(result):
        raise ValueError(f"a sentence stands twice in {listed!r}")
    return result


def read_claim(line: str, limits: list[int]) -> Record:
    """The claim a line of the compact form states; ValueError says what is wrong with it."""
    match = CLAIM.fullmatch(line)
    if not match:
        raise ValueError("write: c ORIGINS/SAYINGS gist | A1* B2* | source")
    origins, sayings, gist = int(match[1]), int(match[2]), match[4].strip()
    evidence = places(match[5], limits)
    if len(gist.split()) > 8:
        raise ValueError("the gist has more than 8 words")
    articles = sorted({article for article, _, _ in evidence})
    if len(articles) < 2 or sorted(a for a, _, star in evidence if star) != articles:
        raise ValueError("a claim needs two articles, and one clear sentence (*) in each")
    if not 1 <= origins <= sayings <= len(articles):
        raise ValueError("1 <= origins <= sayings <= articles does not hold")
    return {
        "gist": gist,
        "evidence": [[a, n, "clear" if star else "partial"] for a, n, star in sorted(evidence)],
        "origins": origins,
        "sayings": sayings,
        "source": match[6].strip() if match[6] else None,
        "status": STATUS.get(match[3]) or ("corroborated" if origins > 1 else "single origin"),
    }


def read_difference(line: str, limits: list[int]) -> Record:
    """The difference a line of the compact form states; ValueError says what is wrong with it."""
    match = DIFFERENCE.fullmatch(line)
    if not match or match[1] not in KINDS:
        raise ValueError(f"write: d KIND about | A1 B2, with a kind of {', '.join(KINDS)}")
    values = sorted(places(match[4], limits))
    if len({article for article, _, _ in values}) < 2:
        raise ValueError("a difference needs two articles")
    return {
        "kind": match[1],
        "about": match[3].strip(),
        "values": [[a, n] for a, n, _ in values],
        "updated": bool(match[2]),
    }


def pack(story: str, compact: str, rows: list[Row]) -> Record:
    """The record of one story; ValueError names the first wrong line."""
    spans = [sentences(row["text"]) for row in rows]
    limits = [len(cuts) for cuts in spans]
    record: Record = {"story": story, "articles": [], "claims": [], "differences": []}
    for row, cuts in zip(rows, spans, strict=True):
        cut = [[s.start, s.end, digest(s.of(row["text"]))[:16]] for s in cuts]
        about = {key: row[key] for key in ("id", "url", "outlet", "published")}
        sha256 = hashlib.sha256(row["text"].encode()).hexdigest()
        record["articles"].append({**about, "sha256": sha256, "sentences": cut})
    for number, line in enumerate(compact.splitlines(), 1):
        line = line.strip()
        try:
            if line.startswith("c "):
                record["claims"].append(read_claim(line, limits))
            elif line.startswith("d "):
                record["differences"].append(read_difference(line, limits))
            elif line and not line.startswith("#"):
                raise ValueError("a line starts with c, d or #")
        except ValueError as error:
            raise ValueError(f"{story}, line {number}: {error}") from error
    return record


def possible(record: Record) -> int:
    """How many pairs of sentences of different articles the story has."""
    counts = [len(article["sentences"]) for article in record["articles"]]
    return sum(left * right for left, right in combinations(counts, 2))


def sentences_of(claim: Record) -> set[Place]:
    """The claim's evidence without grades."""
    return {(a, n) for a, n, _ in claim["evidence"]}


def matched_claims(first: Record, second: Record) -> list[tuple[Record, Record]]:
    """Claims of both passes paired one to one, best overlap of evidence first."""
    scored = []
    for i, left in enumerate(first["claims"]):
        for j, right in enumerate(second["claims"]):
            a, b = sentences_of(left), sentences_of(right)
            scored.append((-len(a & b) / len(a | b), i, j))
    used_left: set[int] = set()
    used_right: set[int] = set()
    result = []
    for score, i, j in sorted(scored):
        if -score >= SHARED and i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            result.append((first["claims"][i], second["claims"][j]))
    return result


def matched_differences(first: Record, second: Record) -> int:
    """Differences of one kind that name sentences of two same articles in common, paired one to one."""
    left = [(d["kind"], {tuple(v) for v in d["values"]}) for d in first["differences"]]
    right = [(d["kind"], {tuple(v) for v in d["values"]}) for d in second["differences"]]
    count = 0
    for kind, values in left:
        for other in right:
            if other[0] == kind and len({a for a, _ in values & other[1]}) > 1:
                right.remove(other)
                count += 1
                break
    return count


def agree(first: Iterable[Record], second: Iterable[Record]) -> None:
    """Print how far two passes agree, story by story and over all."""
    others = {record["story"]: record for record in second}
    both = [(record, others[record["story"]]) for record in first if record["story"] in others]
    if not both:
        sys.exit("the two passes share no story")
    totals: dict[str, int] = defaultdict(int)
    print(f"{'story':28}{'claims':>9}{'pairs':>11}{'F1':>6}{'clear F1':>10}{'kappa':>7}")
    for record, other in both:
        if [a["sha256"] for a in record["articles"]] != [a["sha256"] for a in other["articles"]]:
            sys.exit(f"{record['story']}: the passes were made on different texts")
        a, b = claim_pairs(record), claim_pairs(other)
        clear_a, clear_b = claim_pairs(record, "clear"), claim_pairs(other, "clear")
        counts = {"a": len(a), "b": len(b), "ab": len(a & b), "total": possible(record)}
        counts |= {"clear_a": len(clear_a), "clear_b": len(clear_b), "clear_ab": len(clear_a & clear_b)}
        counts |= {"claims_a": len(record["claims"]), "claims_b": len(other["claims"])}
        matched = matched_claims(record, other)
        counts["matched"] = len(matched)
        for name in ("origins", "sayings", "status"):
            counts[name] = sum(left[name] == right[name] for left, right in matched)
        counts |= {"diff_a": len(record["differences"]), "diff_b": len(other["differences"])}
        counts["diff_ab"] = matched_differences(record, other)
        for key, value in counts.items():
            totals[key] += value
        print(line_of(record["story"], counts))
    print(line_of("all", totals))
    matched_f1 = f1(totals["matched"], totals["claims_a"], totals["claims_b"])
    matched_all = totals["matched"]
    print(f"\nclaims matched (Jaccard >= {SHARED}): {matched_all}, F1 {matched_f1:.2f}; of these the same:")
    for name in ("origins", "sayings", "status"):
        print(f"  {name:8} {totals[name]}/{matched_all} = {totals[name] / max(1, matched_all):.2f}")
    diff_f1 = f1(totals["diff_ab"], totals["diff_a"], totals["diff_b"])
    print(
        f"differences: {totals['diff_a']} and {totals['diff_b']}, both {totals['diff_ab']}, F1 {diff_f1:.2f}"
    )


def line_of(name: str, c: dict[str, int]) -> str:
    """One row of the agreement table."""
    return (
        f"{name:28}{c['claims_a']:5}/{c['claims_b']:<3}{c['a']:7}/{c['b']:<4}"
        f"{f1(c['ab'], c['a'], c['b']):5.2f}{f1(c['clear_ab'], c['clear_a'], c['clear_b']):10.2f}"
        f"{kappa(c['a'], c['b'], c['ab'], c['total']):7.2f}"
    )


def main() -> None:
    """Run one of the verbs: list, show, pack, agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    listing = verbs.add_parser("list", help="the stories to annotate, in order")
    listing.add_argument("--limit", type=int, default=STORIES, help="how many of those that fit")
    showing = verbs.add_parser("show", help="a story's articles with numbered sentences")
    showing.add_argument("story")
    packing = verbs.add_parser("pack", help="a folder of STORY.txt into records")
    packing.add_argument("folder", type=Path)
    packing.add_argument("--out", type=Path, required=True)
    for verb in (listing, showing, packing):
        verb.add_argument("--data", type=Path, required=True)
    agreeing = verbs.add_parser("agree", help="compare two passes")
    agreeing.add_argument("first", type=Path)
    agreeing.add_argument("second", type=Path)
    options = parser.parse_args()

    if options.verb == "agree":
        agree(rows(options.first), rows(options.second))
        return
    listed = stories(options.data)
    if options.verb == "list":
        order = [*chosen(listed, options.limit), *SAMPLE]
        for number, story in enumerate(order, 1):
            print(number, story, "|", listed[story][0]["title"])
    elif options.verb == "show":
        show(options.story, listed[options.story])
    else:
        done = sorted(path.stem for path in options.folder.glob("*.txt"))
        if unknown := [story for story in done if story not in listed]:
            sys.exit(f"no such story in the data: {', '.join(unknown)}")
        with options.out.open("w", encoding="utf-8") as file:
            for story in done:
                compact = (options.folder / f"{story}.txt").read_text(encoding="utf-8")
                record = pack(story, compact, listed[story])
                file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
        print(f"{len(done)} stories in {options.out}")


if __name__ == "__main__":
    main()
