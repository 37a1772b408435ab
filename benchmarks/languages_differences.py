"""Are differences between accounts in other languages found where they are, and nowhere else?

    python -m benchmarks.languages_differences --data DATA [--cache FOLDER]

DATA is the folder of all sets; what is in other languages lies in its folder `languages`. Articles told in
several languages line by line (NTREX, MEANTIME), two languages at a time, English beside English aside.

*Unchanged*: the translations as they are. Every difference that is shown is printed, to be read by hand: two
translations of one text differ only where a translator wrote another number. *Apart*: the first, third and
fifth line against the second, fourth and sixth, which tell nothing twice, so whatever is shown is false.
*Changed*: one number that both print is made a third larger in one of them. Of these, how many are shown with
both values, by what the number is of. Names are not read here, so places never keep two counts apart: in a
newsroom less is shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np

from benchmarks import floors
from evaluation import arguments, vectors
from evaluation.across_pairs import Document, by_story, meantime, ntrex
from evaluation.datasets.languages import LANGUAGES
from evaluation.splits import hashed
from newsfold.compare import EncodedStatement
from newsfold.compare.alignment.across import across
from newsfold.compare.differences import compared_counts, denial_differences, figure_differences
from newsfold.compare.differences.counts import Counted
from newsfold.encode.languages import sentence_centre
from newsfold.extract import figures, times
from newsfold.records import Article, Difference, Span, Statement

DAY = datetime(2019, 1, 10, tzinfo=UTC)
STRETCHES = ("second", "minute", "hour", "day", "week", "month", "year")
LARGER = 4 / 3  # times, of a number that is changed


@dataclass(frozen=True)
class Account:
    """An article with its statements, encoded."""

    article: Article
    said: Sequence[EncodedStatement]


def account(document: Document, id: str, cache: Path | None, lines: Sequence[str] = ()) -> Account:
    """A document, or other lines in its language, as the product reads an article."""
    texts = lines or [line.text for line in document.lines]
    language = document.language[:2]
    article = Article(
        id=id, place=id, text="\n".join(texts), title=texts[0], language=language, outlet=id, published_at=DAY
    )
    counted, dated = list(figures(article)), list(times(article))
    none, centre = np.zeros(0, dtype=np.float32), sentence_centre()
    said, at = [], 0
    for number, line in enumerate(texts):
        span = Span(start=at, end=at + len(line))
        at = span.end + 1
        statement = Statement(
            article_id=id,
            span=span,
            position=number,
            figures=tuple(f for f in counted if span.contains(f.span)),
            times=tuple(t for t in dated if span.contains(t.span)),
        )
        said.append(
            EncodedStatement(
                statement=statement,
                text=line,
                vector=none,
                tokens=none.reshape(0, 0).astype(np.float16),
                language=language,
                meaning=centre.leave(vectors.state(line, cache), language),
            )
        )
    return Account(article, said)


def differences(left: Account, right: Account) -> list[Difference]:
    """What is shown of two articles."""
    said = [*left.said, *right.said]
    statements = [s.statement for s in said]
    articles = {side.article.id: side.article for side in (left, right)}
    pairs = across(said)
    compared = compared_counts(statements, articles, pairs)
    return [*figure_differences(compared), *denial_differences(statements, articles, pairs)]


def shown(differences: Sequence[Difference], left: Account, right: Account) -> None:
    """Print differences, to be read."""
    texts = {side.article.id: side.article.text for side in (left, right)}
    for difference in differences:
        print(f"  {difference.kind}: {difference.about!r}")
        for value in difference.values:
            for evidence in value.evidence:
                print(f"    {value.text!r}: {evidence.span.of(texts[evidence.article_id])}")


def same_number(left: Counted, right: Counted) -> bool:
    """Whether two counts of one line are the same number, without a hedge, and no stretch of time."""
    values = left.figure.value, left.figure.unit
    plain = not (left.figure.modifier or right.figure.modifier) and left.figure.unit not in STRETCHES
    return plain and values == (right.figure.value, right.figure.unit) and left.figure.value > 1


def changeable(left: Account, right: Account) -> list[tuple[Counted, Counted]]:
    """Numbers of two digits or more that a line prints in both languages, each once in its article."""
    said = [s.statement for side in (left, right) for s in side.said]
    articles = {side.article.id: side.article for side in (left, right)}
    counts = compared_counts(said, articles).counts
    pairs = [
        (a, b)
        for a in counts.get(left.article.id, ())
        for b in counts.get(right.article.id, ())
        if a.statement.position == b.statement.position and same_number(a, b)
    ]
    return [
        (a, b)
        for a, b in pairs
        if (printed := b.figure.span.of(b.article.text).split()[0]).isdecimal()
        and len(printed) > 1
        and b.article.text.count(printed) == 1
    ]


def changed(document: Document, count: Counted, id: str, cache: Path | None) -> Account:
    """The account with one number a third larger."""
    printed = count.figure.span.of(count.article.text).split()[0]
    lines = [line.text for line in document.lines]
    at = count.statement.position
    lines[at] = lines[at].replace(printed, str(round(LARGER * int(printed))))
    return account(document, id, cache, lines)


def kind_of(count: Counted) -> str:
    """What a number is of, as the table names it."""
    if count.figure.unit:
        return "amounts"
    if count.thing is None or not count.thing.is_shared:
        return "other nouns"
    return "tolls" if count.is_toll else "known nouns"


def pairs_of(versions: dict[str, Document]) -> Iterator[tuple[Document, Document]]:
    """Each two languages of a story, and each language with itself, but English."""
    named = [language for language in LANGUAGES if language in versions]
    for language, other in combinations_with_replacement(named, 2):
        if (language, other) != ("en", "en"):
            yield versions[language], versions[other]


def main() -> None:
    parser = floors.parser(__doc__)
    arguments.add_cache(parser)
    asked = parser.parse_args()
    data = asked.data / "languages"
    sets = {"NTREX": by_story(ntrex(data)), "MEANTIME": by_story(meantime(data))}
    seen, wrong = Counter[str](), Counter[str]()
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for name, stories in sets.items():
        for story, versions in stories.items():
            whole = {
                x: account(d, f"{story} {x}", asked.cache) for x, d in versions.items() if x in LANGUAGES
            }
            halves = {
                (x, n): account(d.every_second(n), f"{story} {x} {n}", asked.cache)
                for x, d in versions.items()
                if x in LANGUAGES
                for n in (0, 1)
            }
            for document, other in pairs_of(versions):
                of_parts = differences(halves[document.language, 0], halves[other.language, 1])
                seen[f"{name} apart"] += 1
                wrong[f"{name} apart"] += len(of_parts)
                shown(of_parts, halves[document.language, 0], halves[other.language, 1])
                if document.language == other.language:
                    continue
                left, beside = whole[document.language], whole[other.language]
                of_wholes = differences(left, beside)
                seen[f"{name} unchanged"] += 1
                wrong[f"{name} unchanged"] += len(of_wholes)
                shown(of_wholes, left, beside)
                if hashed(f"{story} {document.language} {other.language}") % 4 or not (
                    able := changeable(left, beside)
                ):
                    continue
                count, theirs = able[hashed(f"{story} {other.language}") % len(able)]
                after = changed(other, theirs, beside.article.id, asked.cache)
                values = {v.text for d in differences(left, after) for v in d.values}
                given = round(LARGER * int(theirs.figure.span.of(theirs.article.text).split()[0]))
                right[kind_of(count)].append(any(str(given) in value for value in values))
    for name, number in seen.items():
        print(f"{name:20} {wrong[name]:4} differences shown in {number} pairs of articles")
    for kind, hits in sorted(right.items()):
        print(f"changed, {kind:12} {sum(hits):4} of {len(hits)} shown")
    every = [hit for hits in right.values() for hit in hits]
    figures_of = {f"{name}, none shown": 1 - wrong[name] / number for name, number in seen.items()}
    figures_of["changed, shown"] = sum(every) / len(every)
    floors.check("languages_differences", figures_of, asked.lower_floors)


if __name__ == "__main__":
    main()
