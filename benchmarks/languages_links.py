"""Who is meant across languages and scripts: names given by hand, joined over the articles of one story.

    python -m benchmarks.languages_links --data DATA [--wrong] [--lower-floors]

Spellings: persons of NTREX-128's translated articles and, as look-alikes, relatives and namesakes whom one
story can name, in English, Russian, Arabic, Chinese, Japanese and Hindi, as they are printed there,
inflected and misspelt (evaluation/gold/spellings.jsonl, made for this project: names, no text). Each story
is one article a language that lists its names; "all at once" is one story of all names. Costs and
thresholds were chosen on the stories of the first half; rules were written after reading what went wrong in
both. "unseen" are 46 persons written down when all rules stood. "Han" are 92 Japanese, Korean and Chinese
names, written down before any reading was compared; nothing was mended for what is missed of them.
"Companies" are 60, in English, Russian, Arabic, Japanese and Hindi, written down likewise.
"Strangers": a story whose English article names half of the persons and its other article the other half,
so that every join is wrong.

MEANTIME: persons, bodies and places of Wikinews in English, Spanish, Italian and Dutch by its own mentions
that are proper names and its instances (CC BY 4.0); a story is one article in its languages.

A pair of names is right where both name one entity. Precision: of the pairs joined; recall: of the right
pairs; pairs of one language and of two apart. Peer in the same run: names that are the same once
normalised.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from benchmarks import floors
from evaluation.datasets.jsonl import rows
from evaluation.labels import labels
from evaluation.metrics.f1 import harmonic
from evaluation.splits import is_test
from newsfold.extract.entities import link
from newsfold.records import Article, EntityKind, Mention, Span
from newsfold.text import normal_name, strip_accents

_KINDS: dict[str, EntityKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


class Name(NamedTuple):
    """A name in an article: its language, its spelling, its kind, and whom it names."""

    language: str
    spelling: str
    kind: EntityKind
    entity: str


@dataclass(slots=True)
class Tally:
    """Pairs of names: joined, right, and both."""

    joined: int = 0
    right: int = 0
    both: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the pairs joined, those that are right."""
        return self.both / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        """Of the right pairs, those that are joined."""
        return self.both / self.right if self.right else 1.0


Answers = Sequence[str | None]
System = Callable[[Sequence[Name]], Answers]


def spellings(chosen: Callable[[str], bool]) -> dict[str, list[Name]]:
    """The names by story, of the stories chosen."""
    stories: dict[str, list[Name]] = defaultdict(list)
    for row in labels("spellings"):
        if chosen(row["story"]):
            whom = next(iter(row["names"].values()))
            kind = row.get("kind", "person")
            stories[row["story"]] += [Name(code, name, kind, whom) for code, name in row["names"].items()]
    return stories


def second_half(story: str) -> bool:
    """Whether costs and thresholds were not chosen on a story, though rules were written after reading it."""
    return not (unseen(story) or by_full_name(story)) and is_test(story)


def unseen(story: str) -> bool:
    """Whether a story was written down when all rules stood."""
    return story.startswith("unseen.")


def in_han(story: str) -> bool:
    """Whether a story's names are Japanese, Korean or Chinese, in Chinese characters and in letters."""
    return story.startswith("han.")


def of_companies(story: str) -> bool:
    """Whether a story's names are companies'."""
    return story.startswith("companies.")


def by_full_name(story: str) -> bool:
    """Whether a name of a story is one thing's as a whole: the last word of others is a family's."""
    return in_han(story) or of_companies(story)


def strangers(chosen: Callable[[str], bool]) -> dict[str, list[Name]]:
    """For each language a story that names half of the persons of the stories chosen, English the others."""
    stories: dict[str, list[Name]] = defaultdict(list)
    for row in labels("spellings"):
        names = row["names"]
        if "en" not in names or not chosen(row["story"]):
            continue
        last = strip_accents(names["en"]).casefold()
        last = last if by_full_name(row["story"]) else last.split()[-1]
        for language in names:
            if language != "en":
                key = last if by_full_name(row["story"]) else last[:2]
                spelling = names["en"] if is_test(key) else names[language]
                code = "en" if is_test(key) else language
                kind = row.get("kind", "person")
                stories[language].append(Name(code, spelling, kind, last))
    return {language: list(dict.fromkeys(members)) for language, members in stories.items()}


def meantime(data: Path) -> dict[str, list[Name]]:
    """The names by story: every spelling of an instance once an article."""
    stories: dict[str, dict[Name, None]] = defaultdict(dict)
    for row in rows(data / "stories" / "meantime.jsonl.gz"):
        sentences = dict(zip(row["sentence_ids"], row["sentences"], strict=True))
        for mention in row["mentions"]:
            if mention["type"] not in _KINDS or mention["pos"] != "PROPN" or len(mention["tokens"]) > 5:
                continue
            spelling = " ".join(sentences[mention["sentence"]][at] for at in mention["tokens"])
            name = Name(row["lang"], spelling, _KINDS[mention["type"]], mention["instance"])
            stories[row["story"]][name] = None
    return {story: list(names) for story, names in stories.items()}


def ours(names: Sequence[Name]) -> Answers:
    """The entity of each name."""
    listed: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        listed[name.language].append(at)
    annotated, places = [], {}
    for language, members in listed.items():
        text = ""
        mentions: list[Mention] = []
        for at in members:
            start = len(text)
            text += names[at].spelling + "\n\n"
            span = Span(start=start, end=start + len(names[at].spelling))
            places[at] = (language, len(mentions))
            mentions.append(Mention(article_id=language, span=span, kind=names[at].kind))
        annotated.append(
            (Article(id=language, place=language, text=text, title="", language=language), mentions)
        )
    linked = link(annotated)[1]
    return [linked[places[at][0]][places[at][1]].entity_id for at in range(len(names))]


def same_spelling(names: Sequence[Name]) -> Answers:
    """Names that are the same once normalised are one."""
    return [f"{name.kind} {normal_name(name.spelling)}" for name in names]


def count(stories: Mapping[str, Sequence[Name]], system: System) -> dict[str, Tally]:
    """Tallies by "one language", "two languages", and each pair of languages."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for story in sorted(stories):
        names = stories[story]
        answers = system(names)
        for (name, left), (other, right) in combinations(zip(names, answers, strict=True), 2):
            joined = left is not None and left == right
            same = name.entity == other.entity
            languages = "-".join(sorted((name.language, other.language)))
            across = name.language != other.language
            for key in ("two languages", languages) if across else ("one language",):
                tallies[key].joined += joined
                tallies[key].right += same
                tallies[key].both += joined and same
            if joined != same:
                kind = "two languages" if across else "one language"
                tallies[kind].wrong.append(
                    f"{'joined' if joined else 'apart'} {languages} {story}: {name.spelling}|{other.spelling}"
                )
    return tallies


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--wrong", action="store_true", help="every pair that is joined or apart wrongly")
    options = parser.parse_args()
    folder = options.data / "languages" if (options.data / "languages").is_dir() else options.data
    sets = {
        "spellings, first half": spellings(
            lambda story: not (second_half(story) or unseen(story) or by_full_name(story))
        ),
        "spellings": spellings(second_half),
        "all spellings at once": {"all": [name for of in spellings(second_half).values() for name in of]},
        "unseen": spellings(unseen),
        "Han": spellings(in_han),
        "Han at once": {"all": list(dict.fromkeys(name for of in spellings(in_han).values() for name in of))},
        # the last words of Korean names are given names
        "strangers": strangers(lambda story: story != "alike.koreas" and not by_full_name(story)),
        "Han strangers": strangers(in_han),
        "companies": spellings(of_companies),
        "companies at once": {"all": [name for of in spellings(of_companies).values() for name in of]},
        "companies strangers": strangers(of_companies),
        "MEANTIME": meantime(folder),
    }
    figures: dict[str, float] = {}
    for name, stories in sets.items():
        wanted = ("one language", "two languages") if name == "MEANTIME" else ("two languages",)
        for title, system in (("newsfold", ours), ("same spelling", same_spelling)):
            print(
                f"\n{name}, {title}\n{'':14}{'pairs':>7}{'joined':>8}{'precision':>11}{'recall':>8}{'F1':>7}"
            )
            tallies = count(stories, system)
            for key in sorted(tallies, key=lambda key: (" " not in key, key)):
                tally = tallies[key]
                print(
                    f"{key:14}{tally.right:7}{tally.joined:8}{tally.precision:11.3f}{tally.recall:8.3f}"
                    f"{harmonic(tally.precision, tally.recall):7.3f}"
                )
                if system is ours and "strangers" in name:
                    if key == "two languages":
                        figures[f"{name} apart"] = 1 - tally.joined / sum(map(len, stories.values()))
                elif system is ours and key in wanted and "half" not in name and tally.right:
                    figures[f"{name} {key} precision"] = tally.precision
                    figures[f"{name} {key} recall"] = tally.recall
                if system is ours and options.wrong:
                    print("\n".join(tally.wrong))
    floors.check("languages_links", figures, options.lower_floors)


if __name__ == "__main__":
    main()
