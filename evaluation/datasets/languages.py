"""News told in several languages: NTREX's translated articles and MEANTIME's look-alike Wikinews.

Two accounts of one event that share no sentence are cut from one article: its first, third and fifth
sentence are one, its second, fourth and sixth the other, each in any language. The cut in English alone is
the control.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.datasets.ecbplus import joined
from evaluation.datasets.jsonl import Row, rows
from newsfold.records import Article

LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "nl", "ru", "ar", "zh", "ja", "hi")
UNSPACED = frozenset({"zh", "ja"})
_SENTENCES = 6  # of an article that are read


@dataclass(frozen=True)
class TranslatedStory:
    """One article in several languages: its sentences, by language, line by line the same."""

    story: str
    topic: str  # look-alikes share one
    sentences: Mapping[str, Sequence[str]]

    def account(self, language: str, second: bool) -> Article:
        """One of the two accounts in a language."""
        said = self.sentences[language][int(second) : _SENTENCES : 2]
        text = ("" if language in UNSPACED else " ").join(said)
        id = f"{self.story}.{language}.{'second' if second else 'first'}"
        return Article(id=id, place=id, text=text, title="", language=language)


def ntrex(data: Path) -> list[TranslatedStory]:
    """NTREX-128 in the languages read (human translations of WMT's news of 2019; CC BY-SA 4.0)."""
    return _by_story((row, row["sentences"]) for row in rows(data / "stories" / "ntrex.jsonl.gz"))


def meantime(data: Path) -> list[TranslatedStory]:
    """MEANTIME: Wikinews on four narrow topics in English, Spanish, Italian and Dutch (CC BY 4.0)."""
    return _by_story(
        (row, [joined(tokens) for at, tokens in enumerate(row["sentences"]) if at != 1])  # 1 is the date
        for row in rows(data / "stories" / "meantime.jsonl.gz")
    )


def _by_story(records: Iterator[tuple[Row, Sequence[str]]]) -> list[TranslatedStory]:
    stories: dict[str, dict[str, Sequence[str]]] = {}
    topics: dict[str, str] = {}
    for row, sentences in records:
        if row["lang"] in LANGUAGES:
            stories.setdefault(row["story"], {})[row["lang"]] = sentences
            topics[row["story"]] = str(row.get("topic", row["story"]))
    return [TranslatedStory(story, topics[story], stories[story]) for story in sorted(stories)]
