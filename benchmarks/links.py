"""Who is meant: names, pronouns and offices led to their person, inside an article and across a story.

    python -m benchmarks.links --data DIR [--show N] [--lower-floors]

Nine AllSides stories of three articles each, annotated for this project (evaluation/gold/links.jsonl:
offsets, numbers of persons and a hash of the text, no text): the nine with most "he" and "she" among those of
articles of 200 to 620 words. Each name of a person, each "he", "she" and their forms, and each office or role
in place of a name ("the president", "the California Democrat") has its person over the story, or none where
it means nobody that the article names. Left out are family names of families and what a page's boilerplate
glued together.

Names: B-cubed (Bagga, Baldwin 1998) over the annotated names, inside articles and over stories; what is not
found or stays open stands alone. Pronouns and offices: of those with a person, the share led to the right one
and the share left open; precision is over all that were led anywhere, those that mean nobody included. An
entity stands for the person whom most of its names mean. Intervals: 95 %, 500 bootstrap draws of articles
(stories for names), seed 7. Peers in the same run: one surname, one person, with the person named last before
a pronoun or office; and the same with the sex of given names and titles respected.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from benchmarks import floors
from evaluation.datasets import allsides
from evaluation.labels import labels as labels_of
from evaluation.labels import sha256
from evaluation.metrics import bootstrap, clustering
from newsfold.extract.entities import link, mentions, pronoun_sexes
from newsfold.extract.entities.coreference import sex_of
from newsfold.extract.entities.names import person_name
from newsfold.records import Article, Mention
from newsfold.text import normal_name

Label = str | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One annotated mention: where, its form, and its person's number in the story."""

    article: str
    start: int
    end: int
    form: str
    person: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedStory:
    """A story's articles and what is annotated in them."""

    id: str
    articles: tuple[Article, ...]
    gold: tuple[Gold, ...]


def annotated(data: Path) -> list[AnnotatedStory]:
    """The stories; an article whose text has changed is an error."""
    texts = {row["id"]: row["text"] for row in allsides.articles(data)}
    stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in labels_of("links"):
        if sha256(texts[row["id"]]) != row["sha256"]:
            raise ValueError(f"the text of {row['id']} is not the one annotated; take the data as published")
        stories[row["story"]].append(row)
    return [
        AnnotatedStory(
            id=story,
            articles=tuple(
                Article(id=r["id"], place=r["id"], text=texts[r["id"]], title="", language="en") for r in rows
            ),
            gold=tuple(
                Gold(article=r["id"], start=a, end=b, form=form, person=person)
                for r in rows
                for a, b, form, person in r["mentions"]
            ),
        )
        for story, rows in stories.items()
    ]


# ── systems: a story → a label for every annotated mention ────────────────────────────────────────


def newsfold(story: AnnotatedStory) -> list[Label]:
    _, linked = link([(a, mentions(a)) for a in story.articles])
    return [_label(g, linked[g.article]) for g in story.gold]


def _label(gold: Gold, mentions: Sequence[Mention]) -> Label:
    for m in mentions:
        if m.form == gold.form and m.span.start < gold.end and gold.start < m.span.end and m.entity_id:
            return m.entity_id if m.kind == "person" else None
    return None


def surname_and_last(story: AnnotatedStory, sexed: bool = False) -> list[Label]:
    """One surname is one person; anything else means the person named last before it."""
    texts = {a.id: a.text for a in story.articles}
    labels: list[Label] = []
    sexes: dict[str, str] = {}
    seen: list[tuple[str, str]] = []  # (article, surname) of the names so far
    for g in story.gold:
        text = texts[g.article]
        if g.form == "name":
            name = person_name(text[g.start : g.end])
            if sex := sex_of(text, g.start, name):
                sexes.setdefault(name.family, sex)
            seen.append((g.article, name.family))
            labels.append(name.family)
            continue
        sex = pronoun_sexes().get(normal_name(text[g.start : g.end])) if sexed else None
        before = [s for a, s in seen if a == g.article and (sex is None or sexes.get(s, sex) == sex)]
        labels.append(before[-1] if before else None)
    return labels


SYSTEMS: dict[str, Callable[[AnnotatedStory], list[Label]]] = {
    "surname, last named": surname_and_last,
    "the same, by sex": lambda story: surname_and_last(story, sexed=True),
    "newsfold": newsfold,
}


# ── measures ──────────────────────────────────────────────────────────────────────────────────────


Sums = tuple[float, float, int]  # of precision and recall over mentions, and how many these are


def b_cubed(pairs: Sequence[tuple[int | None, Label]]) -> Sums:
    """B-Cubed over mentions given as (gold, label); a label of None stands alone."""
    labels = [label if label is not None else ("alone", i) for i, (_, label) in enumerate(pairs)]
    precision, recall = clustering.b_cubed([person for person, _ in pairs], labels)
    return precision, recall, len(pairs)


def scores(sums: Iterable[Sums]) -> tuple[float, float, float]:
    precision, recall, count = (sum(column) for column in zip(*sums, strict=True))
    p, r = precision / max(1, count), recall / max(1, count)
    return p, r, 2 * p * r / max(1e-9, p + r)


def interval(rows: Sequence[T], measure: Callable[[Sequence[T]], float]) -> str:
    return "{:.3f}-{:.3f}".format(*bootstrap.interval(rows, measure))


def persons_of(story: AnnotatedStory, labels: Sequence[Label]) -> Mapping[str, int | None]:
    """Each label's person: whom most of its names mean."""
    votes: dict[str, Counter[int | None]] = defaultdict(Counter)
    for g, label in zip(story.gold, labels, strict=True):
        if g.form == "name" and label is not None:
            votes[label][g.person] += 1
    return {label: max(c, key=lambda k: (c[k], str(k))) for label, c in votes.items()}


def led(story: AnnotatedStory, labels: Sequence[Label], form: str) -> dict[str, list[int]]:
    """By article: with a person, right, left open, led anywhere."""
    meant = persons_of(story, labels)
    counts = {a.id: [0, 0, 0, 0] for a in story.articles}
    for g, label in zip(story.gold, labels, strict=True):
        if g.form != form:
            continue
        row = counts[g.article]
        row[0] += g.person is not None
        row[1] += g.person is not None and label is not None and meant.get(label, -1) == g.person
        row[2] += g.person is not None and label is None
        row[3] += label is not None
    return counts


def shares(rows: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    """Right, left open (of those with a person), precision (of those led anywhere)."""
    wanted, right, left, given = (sum(column) for column in zip(*rows, strict=True))
    return right / max(1, wanted), left / max(1, wanted), right / max(1, given)


def tables(stories: Sequence[AnnotatedStory]) -> dict[str, float]:
    measured: dict[str, float] = {}
    labels = {name: [system(s) for s in stories] for name, system in SYSTEMS.items()}
    print(f"{'names, B-cubed':24}{'inside':>9}{'P':>8}{'R':>8}{'F1':>8}{'95 %':>14}")
    for name, predicted in labels.items():
        for inside in ("article", "story"):
            rows = [_sums(s, ls, inside) for s, ls in zip(stories, predicted, strict=True)]
            p, r, f1 = scores(t for row in rows for t in row)
            spread = interval(rows, lambda rs: scores(t for row in rs for t in row)[2])
            print(f"{name:24}{inside:>9}{p:8.3f}{r:8.3f}{f1:8.3f}{spread:>14}")
            if name == "newsfold":
                measured[f"names_{inside}"] = f1
    for form in ("pronoun", "office"):
        count = sum(g.form == form and g.person is not None for s in stories for g in s.gold)
        print(f"\n{form + 's, ' + str(count):24}{'right':>8}{'95 %':>14}{'open':>8}{'precision':>11}")
        for name, predicted in labels.items():
            counts = [
                row for s, ls in zip(stories, predicted, strict=True) for row in led(s, ls, form).values()
            ]
            right, left, precision = shares(counts)
            spread = interval(counts, lambda rs: shares(rs)[0])
            print(f"{name:24}{right:8.3f}{spread:>14}{left:8.3f}{precision:11.3f}")
            if name == "newsfold":
                measured |= {f"{form}_right": right, f"{form}_precision": precision}
    return measured


def _sums(story: AnnotatedStory, labels: Sequence[Label], inside: str) -> list[Sums]:
    groups: dict[str, list[tuple[int | None, Label]]] = defaultdict(list)
    for g, label in zip(story.gold, labels, strict=True):
        if g.form == "name":
            groups[g.article if inside == "article" else story.id].append((g.person, label))
    return [b_cubed(group) for group in groups.values()]


def show(stories: Sequence[AnnotatedStory], count: int) -> None:
    """What newsfold got wrong, in its words."""
    for story in stories:
        texts = {a.id: a.text for a in story.articles}
        labels = newsfold(story)
        meant = persons_of(story, labels)
        names = {g.person: texts[g.article][g.start : g.end] for g in story.gold if g.form == "name"}
        for g, label in zip(story.gold, labels, strict=True):
            person = meant.get(label) if label else None
            if person == g.person and (g.person is None) == (label is None):
                continue
            if count <= 0:
                return
            count -= 1
            t = texts[g.article]
            around = f"{t[max(0, g.start - 160) : g.start]}[[{t[g.start : g.end]}]]{t[g.end : g.end + 60]}"
            print(f"{story.id} {g.form}: means {names.get(g.person)}, led to {label}")
            print(f"    {' '.join(around.split())}")


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--show", type=int, default=0, help="print so many errors instead")
    options = parser.parse_args()
    stories = annotated(options.data)
    if options.show:
        show(stories, options.show)
        return
    floors.check("links", tables(stories), options.lower_floors)


if __name__ == "__main__":
    main()
