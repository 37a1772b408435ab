"""How long each stage takes over an article, by language.

    python -m benchmarks.languages_speed --data DIR [--articles 12]

Milliseconds of processor time on one core, models loaded: the median over articles of NTREX, which are the
same in every language. `language` is finding out which one it is; `meaning` the vector by which articles
fold; `statements` and `their vectors` what is compared, by meaning. Cleaning a page takes as long in every
language and is measured by `benchmarks.speed`.
"""

from __future__ import annotations

import statistics as averages
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from evaluation import arguments
from evaluation.datasets.languages import LANGUAGES, UNSPACED, ntrex
from newsfold.clean.language import language
from newsfold.compare import statements
from newsfold.encode import article_text, encode, encode_meaning, encode_sentences
from newsfold.extract import annotate
from newsfold.extract.attributions import attributions
from newsfold.extract.entities import mentions
from newsfold.extract.figures import figures
from newsfold.extract.times import times
from newsfold.records import Article
from newsfold.text import sentences


def articles(data: Path, code: str, count: int) -> list[Article]:
    """The first stories in a language, each an article."""
    space = "" if code in UNSPACED else " "
    stories = [story for story in ntrex(data / "languages") if code in story.sentences][:count]
    return [
        Article(
            id=story.story,
            place=story.story,
            text=space.join(story.sentences[code]),
            title="",
            language=code,
            published_at=datetime(2019, 2, 1, tzinfo=UTC),
            published_grain="day",
        )
        for story in stories
    ]


def stages(article: Article) -> dict[str, Callable[[], object]]:
    """Each stage over one article, by its name."""
    annotations = annotate(article)
    said = statements(article, annotations)
    texts = [statement.span.of(article.text) for statement in said]
    english = article.language == "en"
    return {
        "language": lambda: language(article.text, None),
        "sentences": lambda: sentences(article.text, article.language),
        "names": lambda: mentions(article),
        "who said what": lambda: attributions(article, mentions=annotations.mentions),
        "figures": lambda: figures(article),
        "times": lambda: times(article),
        "statements": lambda: statements(article, annotations),
        "meaning": lambda: (
            encode([article_text(article)], "full")
            if english
            else encode_meaning([article_text(article)], [article.language])
        ),
        "their vectors": lambda: encode_sentences(texts, [article.language] * len(texts)),
    }


def milliseconds(work: Callable[[], object]) -> float:
    """What one run takes."""
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun)


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--articles", type=int, default=12)
    options = parser.parse_args()
    names: list[str] = []
    for code in LANGUAGES:
        first, *others = articles(options.data, code, options.articles + 1)
        for stage in stages(first).values():  # loads what they need
            stage()
        spent = [{name: milliseconds(stage) for name, stage in stages(article).items()} for article in others]
        if not names:
            names = list(spent[0])
            print("| language | " + " | ".join(names) + " |\n|" + "---|" * (len(names) + 1))
        medians = (averages.median(row[name] for row in spent) for name in names)
        print(f"| {code} | " + " | ".join(f"{median:.1f}" for median in medians) + " |", flush=True)


if __name__ == "__main__":
    main()
