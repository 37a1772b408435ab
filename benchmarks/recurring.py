"""What is set aside as an outlet's recurring lines, on a large set of articles with outlets.

python -m benchmarks.recurring --data DIR [--show 50 --seed 0]

Counts lines and articles; `--show` prints a random sample of the distinct lines, one for each, to be judged.
"""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from evaluation import arguments
from evaluation.datasets import load
from newsfold.derive.recurring import lines, recurs, set_aside
from newsfold.records import Article


def recurring(articles: Iterable[Article]) -> set[int]:
    """The lines that an outlet prints on many pages."""
    pages: defaultdict[int, list[tuple[str, datetime | None]]] = defaultdict(list)
    for article in articles:
        for key in lines(article):
            pages[key].append((article.url or article.id, article.published_at))
    return {key for key, on in pages.items() if recurs(key, on)}


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    read = list(map(load.article, load.articles(options.data)))
    started = time.process_time()
    often = recurring(read)
    tally: Counter[tuple[str, str, bool]] = Counter()
    touched = 0
    for article in read:
        spans = set_aside(article, often)
        touched += bool(spans)
        keys = {span.start: key for key, places in lines(article).items() for span in places}
        for span in spans:
            tally[article.domain or "", span.of(article.text), bool(keys[span.start] & 1)] += 1
    taken = time.process_time() - started
    sentences = [line for line in tally if line[2]]
    print(
        f"{len(read):,} articles: {len(tally):,} distinct lines set aside, {len(sentences):,} of them prose; "
        f"{tally.total():,} places in {touched:,} articles; {taken / len(read) * 1000:.2f} ms an article"
    )
    for domain, line, sentence in random.Random(options.seed).sample(sorted(tally), options.show):
        kind = "prose" if sentence else "line"
        print(f"{tally[domain, line, sentence]:5} {domain:24.24} {kind:8} {line[:150]}")


if __name__ == "__main__":
    main()
