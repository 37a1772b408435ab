"""Are planted copies found, whatever was edited, and are the copied characters marked?

    python benchmarks/derivation.py --data DATA [--articles 200]

Copies are made from articles of `load/` by one edit at one strength each: sentences of another article put
in, sentences cut, sentences moved, words replaced by synonyms (a table of our own) or by unrelated ones, the
title alone, and all of these together; the copy has a later date. The pool holds as many unrelated articles
besides. A pair counts where its exact Jaccard on 5-word shingles is .5 or more; `farther` is the recall of
the copies below that. A claim with a copy in it is right where both are of one original. Spans are scored by
the characters of the words that stayed. Peers in the same run: rensa's MinHash alone (32 bands of 4 rows)
for the pairs, and matching blocks of Python's difflib for the spans.
"""

from __future__ import annotations

import argparse
import difflib
import random
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from derivation_real import load_articles
from floors import check
from rensa import RMinHash, RMinHashLSH

from newsfold.derive import derivations
from newsfold.records import Article
from newsfold.text import sentences

SEED = 5
EDITS = ("insert", "cut", "reorder", "synonym", "replace", "retitle", "all")
STRENGTHS = (0.05, 0.1, 0.2, 0.3)
START = datetime(2016, 1, 4, tzinfo=UTC)
VOCABULARY = (
    "official large region began notice several around report change member group public later small further "
    "minister former city number often support local early carry follow remain expect appear mention decide"
).split()
# Words that can stand for each other in most sentences, one group a line, each in one grammatical form.
SYNONYMS = """
said stated declared
says states declares
told informed
announced declared
called named
asked requested
wants wishes
wanted wished
began started
begin start
ended finished
end finish
killed slain
died perished
hurt injured wounded
fired dismissed
hired engaged
bought purchased
sold traded
built constructed
build construct
helped aided assisted
help aid assist
showed demonstrated revealed
show demonstrate reveal
shows demonstrates reveals
gave granted handed
get obtain
got obtained
need require
needs requires
needed required
tried attempted
trying attempting
try attempt
made produced
make produce
used employed
using employing
kept retained
keep retain
left departed
leave depart
went travelled
came arrived
come arrive
saw witnessed
see witness
thought believed
think believe
thinks believes
knew understood
know understand
found discovered
find discover
took seized
take seize
put placed
let allowed
allow permit
allowed permitted
stopped halted
stop halt
rose climbed increased
rise climb increase
fell dropped declined
fall drop decline
grew expanded
won gained
lost forfeited
led headed
leads heads
met encountered
backed supported
back support
opposed resisted
urged pressed
agreed consented
refused declined
denied rejected
accused charged
criticized attacked
planned intended
plans intends
plan scheme
hopes expects
hoped expected
vote ballot
voters electors
people persons
person individual
children youngsters
officials authorities
country nation
countries nations
government administration
law statute
laws statutes
rules regulations
bill measure
issue matter
issues matters
problem difficulty
problems difficulties
job post
jobs posts
money cash
work labour
company firm
companies firms
office bureau
house home
city town
area zone
areas zones
street road
war conflict
attack assault
attacks assaults
fight battle
deal accord
talks negotiations
meeting gathering
speech address
report account
story tale
answer reply
question query
questions queries
idea notion
reason cause
result outcome
results outcomes
effort attempt
efforts attempts
way manner
part portion
kind sort
lot plenty
group band
groups bands
leader chief
leaders chiefs
president head
lawmakers legislators
lawyer attorney
police constables
case matter
evidence proof
investigation inquiry
decision ruling
policy programme
campaign drive
power might
support backing
big large
large big
small little
new fresh
old aged
long lengthy
short brief
good fine
bad poor
hard difficult
easy simple
important significant
major main
main chief
recent latest
many numerous
several various
few scant
more additional
enough sufficient
whole entire
certain sure
clear plain
strong powerful
weak feeble
quick rapid
quickly rapidly
soon shortly
often frequently
also too
now currently
later afterwards
about roughly
around about
nearly almost
almost nearly
only merely
still yet
but yet
because since
while whereas
although though
though although
after following
before ahead
during throughout
against versus
including counting
toward towards
among amid
perhaps maybe
probably likely
"""


def synonyms() -> dict[str, tuple[str, ...]]:
    """For each word the others of its lines."""
    table: dict[str, tuple[str, ...]] = {}
    for line in SYNONYMS.strip().splitlines():
        group = line.split()
        for word in group:
            table[word] = table.get(word, ()) + tuple(other for other in group if other != word)
    return table


def table(names: list[str], rows: list[list[object]]) -> None:
    cells = [names, *([f"{c:.3f}" if isinstance(c, float) else str(c) for c in row] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(names))]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


def words(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), m.group().casefold()) for m in re.finditer(r"[^\W_]+", text)]


def shingles(text: str) -> set[tuple[str, ...]]:
    own = [word for _, _, word in words(text)]
    return {tuple(own[at : at + 5]) for at in range(len(own) - 4)}


def jaccard(left: str, right: str) -> float:
    one, other = shingles(left), shingles(right)
    return len(one & other) / max(1, len(one | other))


class Copy:
    """A text built piece by piece, knowing which characters stayed."""

    def __init__(self) -> None:
        self.text = ""
        self.kept: list[tuple[int, int]] = []

    def add(self, piece: str, kept: bool) -> None:
        """Puts a piece at the end; `kept` where it is from the original."""
        if kept and self.kept and self.kept[-1][1] == len(self.text):
            self.kept[-1] = (self.kept[-1][0], len(self.text) + len(piece))
        elif kept:
            self.kept.append((len(self.text), len(self.text) + len(piece)))
        self.text += piece


def edited(text: str, other: str, kind: str, strength: float, rng: random.Random) -> Copy:
    """A copy of `text`; the strength is the share of sentences, or twice that of words, that is edited."""
    own = [span.of(text) for span in sentences(text)]
    foreign = [span.of(other) for span in sentences(other)] or ["Nothing more was known."]

    def does(name: str) -> bool:
        return kind in (name, "all")

    share = strength / 2 if kind == "all" else strength
    if does("cut"):
        own = [s for s in own if rng.random() >= share] or own[:1]
    if does("reorder"):
        for _ in range(max(1, round(share * len(own)))):
            own.insert(rng.randrange(len(own)), own.pop(rng.randrange(len(own))))
    tokens = re.findall(r"\w+", text)
    known = sum(token in ALIKE for token in tokens) / max(1, len(tokens))
    copy = Copy()
    for sentence in own:
        if does("insert") and rng.random() < share:
            copy.add(rng.choice(foreign) + "\n", False)
        for token in re.findall(r"\w+|\W+", sentence):
            if does("synonym") and token in ALIKE and rng.random() < share / 2 / known:
                copy.add(rng.choice(ALIKE[token]), False)
            elif does("replace") and token.isalpha() and rng.random() < share / 2:
                copy.add(rng.choice(VOCABULARY), False)
            else:
                copy.add(token, True)
        copy.add("\n", True)
    return copy


ALIKE = synonyms()


@dataclass(frozen=True)
class Planted:
    """A copy with what is true of it."""

    article: Article
    source: Article
    kind: str
    strength: float
    kept: tuple[tuple[int, int], ...]
    near: bool  # Jaccard .5 or more


def planted(originals: list[Article], others: list[Article], rng: random.Random) -> list[Planted]:
    """Each original edited in each way, at one of the strengths in turn."""
    found = []
    for kind in EDITS:
        for n, (source, other) in enumerate(zip(originals, others, strict=True)):
            strength = STRENGTHS[n % len(STRENGTHS)]
            copy = edited(source.text, other.text, kind, strength, rng)
            article = replace(
                source,
                id=f"{source.id}/{kind}",
                text=copy.text,
                title="Another title" if kind in ("retitle", "all") else source.title,
                outlet=f"{kind} {strength}",
                published_at=START + timedelta(hours=1),
            )
            near = jaccard(source.text, copy.text) >= 0.5
            found.append(Planted(article, source, kind, strength, tuple(copy.kept), near))
    return found


def marked(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    """Places of the words that lie inside one of the spans."""
    inside = bytearray(len(text) + 1)
    for start, end in spans:
        inside[start:end] = b"\1" * (end - start)
    return {a for a, b, _ in words(text) if all(inside[a:b])}


def by_difflib(copy: str, source: str) -> list[tuple[int, int]]:
    left, right = words(copy), words(source)
    blocks = difflib.SequenceMatcher(
        None, [w for *_, w in left], [w for *_, w in right], False
    ).get_matching_blocks()
    return [(left[b.a][0], left[b.a + b.size - 1][1]) for b in blocks if b.size >= 3]


def length(text: str, places: set[int]) -> int:
    return sum(b - a for a, b, _ in words(text) if a in places)


def lsh_pairs(articles: list[Article]) -> set[frozenset[str]]:
    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    found: set[frozenset[str]] = set()
    for at, article in enumerate(articles):
        sketch = RMinHash(num_perm=128, seed=7)
        sketch.update([" ".join(s) for s in shingles(article.text)])
        found |= {frozenset((articles[other].id, article.id)) for other in index.query(sketch)}
        index.insert(at, sketch)
    return found


def span_scores(one: Planted, claimed: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Characters that are marked rightly, marked, and to be marked, by ours and by difflib."""
    text = one.article.text
    gold = marked(text, one.kept)
    ways = marked(text, claimed), marked(text, by_difflib(text, one.source.text))
    return [(length(text, gold & own), length(text, own), length(text, gold)) for own in ways]


def summed(scores: list[tuple[int, int, int]]) -> float:
    """Span F1 of all copies together."""
    both, own, gold = (sum(score[at] for score in scores) for at in range(3))
    return f1(both, own, gold)


def f1(both: int, own: int, gold: int) -> float:
    return 2 * both / max(1, own + gold)


def found_of(copies: list[Planted], pairs: set[frozenset[str]]) -> float | str:
    """The share of the copies that is paired with its original."""
    found = sum(frozenset((one.article.id, one.source.id)) in pairs for one in copies)
    return found / len(copies) if copies else "-"


def shares(
    copies: list[Planted], pairs: set[frozenset[str]], root: dict[str, str]
) -> tuple[float | str, float | str, float]:
    """Recall of the copies that are near their original, and of the others; precision of all their pairs."""
    ids = {one.article.id for one in copies}
    claimed = [pair for pair in pairs if pair & ids]
    right = sum(len({root[id] for id in pair}) == 1 for pair in claimed)
    near, far = ([one for one in copies if one.near is side] for side in (True, False))
    return found_of(near, pairs), found_of(far, pairs), right / max(1, len(claimed))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--lower-floors", action="store_true")
    asked = parser.parse_args()
    rng = random.Random(SEED)
    pool = [a for a in load_articles(asked.data) if 150 < len(a.text.split()) < 1500]
    chosen = rng.sample(pool, 3 * asked.articles)
    originals, others, unrelated = (chosen[at::3] for at in range(3))
    originals = [
        replace(a, published_at=START, published_grain="minute", outlet=f"Outlet {n}", domain=None)
        for n, a in enumerate(originals)
    ]
    copies = planted(originals, others, rng)
    found, banded, pools, spent, lsh_spent = [], set(), 0, 0.0, 0.0
    for kind in EDITS:  # one copy of an original at a time, or a copy would be explained by another
        held = [*originals, *unrelated, *(one.article for one in copies if one.kind == kind)]
        begin = time.process_time()
        found += [d for d in derivations(held) if d.from_article_id]
        between = time.process_time()
        banded |= lsh_pairs(held)
        spent, lsh_spent = spent + between - begin, lsh_spent + time.process_time() - between
        pools += len(held)
    root = {a.id: a.id for a in [*originals, *unrelated]} | {one.article.id: one.source.id for one in copies}
    pairs = {frozenset((d.article_id, d.from_article_id or "")) for d in found}
    claims: dict[str, list[tuple[int, int]]] = {one.article.id: [] for one in copies}
    for d in found:
        if d.article_id in claims and d.from_article_id and root[d.from_article_id] == root[d.article_id]:
            claims[d.article_id] += [(span.start, span.end) for span in d.spans]

    scores = {one.article.id: span_scores(one, claims[one.article.id]) for one in copies if one.near}

    def row(names: tuple[object, object], some: list[Planted]) -> list[object]:
        near = [scores[one.article.id] for one in some if one.near]
        ours, lsh = shares(some, pairs, root), shares(some, banded, root)
        spans = [summed([score[way] for score in near]) for way in (0, 1)] if near else ["-", "-"]
        return [*names, len(near), *ours, *lsh, *spans]

    rows = [
        row((kind, strength), [one for one in copies if (one.kind, one.strength) == (kind, strength)])
        for kind in EDITS
        for strength in STRENGTHS
    ]
    rows += [row((kind, "any"), [one for one in copies if one.kind == kind]) for kind in EDITS]
    rows.append(row(("every kind", "any"), copies))
    heads = "edit strength pairs recall farther precision LSH farther precision spans difflib".split()
    table(heads, rows)
    cost, lsh_cost = (1000 * seconds / pools for seconds in (spent, lsh_spent))
    print(f"{cost:.1f} ms of processor an article; MinHash {lsh_cost:.1f}")
    _, _, _, recall, _, precision, _, _, _, span, _ = rows[-1]
    check(
        "derivation",
        {
            "recall": float(str(recall)),
            "precision": float(str(precision)),
            "span_f1": float(str(span)),
            "span_f1_worst_edit": min(float(str(r[9])) for r in rows[-1 - len(EDITS) : -1]),
        },
        asked.lower_floors,
    )


if __name__ == "__main__":
    main()
