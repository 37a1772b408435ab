"""Pages in other languages than English: main text, titles, dates and authors, by language, beside peers.

python -m benchmarks.languages --data DIR [--no-peers] [--page N]

DIR is the folder of the language pack, or the one above it. fundus: ROUGE-LSum over words of any script, mean
F1 over pages, sentences by Newsfold's own splitter on both sides. A title is right where it is the same once
normalised, a date where it is of the same day (UTC), authors where the names are the same set. Pages of
languages that are not read are given too ("all"), since much of a page does not depend on its language.
No model was trained on these pages; rules were chosen on them (docs/reading.md).
"""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from benchmarks import floors
from evaluation.datasets.language_pages import LanguagePage, language_pages
from evaluation.metrics.main_text import rouge_lsum
from newsfold.clean import Cleaning, clean
from newsfold.language import languages
from newsfold.records import Article, Page
from newsfold.text import normal_name

_EVERY = tuple({a + b for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"})


@dataclass(frozen=True, slots=True)
class Read:
    """What a system reads of a page."""

    text: str = ""
    title: str | None = None
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None


@dataclass(slots=True)
class Tally:
    """What a system got right of the pages of a language."""

    f1: list[float] = field(default_factory=list)
    right: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    took: float = 0.0

    def share(self, name: str) -> float | None:
        """The share of pages with a true value on which it was found; None without any."""
        return statistics.mean(self.right[name]) if self.right[name] else None


def ours(fast: bool) -> Callable[[LanguagePage], Read]:
    options = Cleaning(languages=_EVERY, min_words=0, fast=fast)

    def read(page: LanguagePage) -> Read:
        result = clean(Page(place=page.url, url=page.url, body=page.body), options)
        if not isinstance(result, Article):
            return Read()
        return Read(result.text, result.title, result.published_at, result.authors, result.language)

    return read


def with_trafilatura(page: LanguagePage) -> Read:
    result = trafilatura.bare_extraction(page.body, url=page.url, include_comments=False, with_metadata=True)
    if result is None:
        return Read()
    fields = result if isinstance(result, dict) else result.as_dict()
    day = fields["date"] and datetime.fromisoformat(fields["date"]).replace(tzinfo=UTC)
    names = tuple(name.strip() for name in (fields["author"] or "").split(";") if name.strip())
    return Read(fields["text"] or "", fields["title"], day, names)


def with_resiliparse(page: LanguagePage) -> Read:
    return Read(str(extract_plain_text(page.body.decode("utf-8", "replace"), main_content=True)))


def score(page: LanguagePage, predicted: Read, tally: Tally) -> None:
    """Count what was found on a page."""
    tally.f1.append(rouge_lsum("\n".join(page.paragraphs), predicted.text, page.language)[2])
    if page.title:
        tally.right["title"].append(normal_name(predicted.title or "") == normal_name(page.title))
    if page.published:
        same = (
            predicted.published
            and predicted.published.astimezone(UTC).date() == page.published.astimezone(UTC).date()
        )
        tally.right["date"].append(bool(same))
    if page.authors:
        wanted, got = ({normal_name(name) for name in names} for names in (page.authors, predicted.authors))
        tally.right["authors"].append(wanted == got)
    if predicted.language:
        tally.right["language"].append(predicted.language == page.language)


def table(name: str, tallies: dict[str, Tally], order: Sequence[str]) -> None:
    """Print what one system got right, a line a language."""
    print(
        f"\n{name}\n{'':6}{'pages':>6}{'F1':>7}{'title':>7}{'date':>7}{'authors':>8}{'language':>9}{'ms':>7}"
    )
    for language in order:
        tally = tallies[language]
        shares = [tally.share(kind) for kind in ("title", "date", "authors", "language")]
        cells = [f"{share:.2f}" if share is not None else "–" for share in shares]
        print(
            f"{language:6}{len(tally.f1):6}{statistics.mean(tally.f1):7.3f}{cells[0]:>7}{cells[1]:>7}{cells[2]:>8}"
            f"{cells[3]:>9}{1000 * tally.took / len(tally.f1):7.0f}"
        )


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--no-peers", action="store_true", help="Newsfold alone")
    parser.add_argument("--pages", action="store_true", help="a line for each page, the worst first")
    options = parser.parse_args()
    systems: dict[str, Callable[[LanguagePage], Read]] = {
        "newsfold": ours(False),
        "newsfold --fast": ours(True),
    }
    if not options.no_peers:
        systems |= {"trafilatura": with_trafilatura, "resiliparse": with_resiliparse}
    scored: dict[str, dict[str, Tally]] = {name: defaultdict(Tally) for name in systems}
    lines: list[tuple[float, str, str]] = []
    for page in language_pages(options.data):
        for name, read in systems.items():
            before = time.process_time()
            try:
                answer = read(page)
            except Exception:  # a peer that fails on a page scores nothing there
                answer = Read()
            took = time.process_time() - before
            for key in (page.language, "all", *(("read",) if page.language in languages() else ())):
                score(page, answer, scored[name][key])
                scored[name][key].took += took
            if name == "newsfold":
                lines.append((scored[name][page.language].f1[-1], page.language, page.url))
    counts = {language: len(tally.f1) for language, tally in scored["newsfold"].items()}
    order = sorted(counts, key=lambda code: (code not in languages(), -counts[code], code))
    for name, tallies in scored.items():
        table(name, tallies, order)
    if options.pages:
        print("\n".join(f"{f1:.3f} {language} {url}" for f1, language, url in sorted(lines)))
    measured = scored["newsfold"]
    figures = {
        f"{code}: F1": statistics.mean(measured[code].f1)
        for code in ("read", "all", *languages())
        if code in measured
    }
    for kind in ("title", "date", "authors", "language"):
        if (share := measured["read"].share(kind)) is not None:
            figures[f"read: {kind}"] = share
    floors.check("languages", figures, options.lower_floors)


if __name__ == "__main__":
    main()
