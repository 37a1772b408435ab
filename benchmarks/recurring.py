"""What is set aside as an outlet's recurring lines, on a large set of articles with outlets.

python benchmarks/recurring.py --data DIR [--show 50 --seed 0]

Counts lines and articles; `--show` prints a random sample of the distinct lines, one for each, to be judged.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path

from newsfold.clean import names
from newsfold.clean.dates import parse
from newsfold.records import Article
from newsfold.recurring import LEAST, lines, recurs, set_aside


def articles(path: Path) -> list[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        return [_article(json.loads(row)) for row in rows]


def _article(row: dict[str, str]) -> Article:
    published = parse(row["published"]) if row["published"] else None
    return Article(
        id=row["id"],
        place=row["id"],
        text=row["text"],
        title=row["title"],
        language="en",
        url=names.canonical(row["url"]),
        outlet=row["outlet"],
        domain=names.domain(row["url"]),
        published_at=published[0] if published else None,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    read = articles(options.data / "load" / "articles.jsonl.gz")
    started = time.process_time()
    pages: defaultdict[int, list[tuple[str, datetime | None]]] = defaultdict(list)
    for article in read:
        for key in lines(article):
            pages[key].append((article.url or article.id, article.published_at))
    often = {key for key, on in pages.items() if len(on) >= LEAST and recurs(key, on)}
    found: Counter[tuple[str, str, bool]] = Counter()
    touched = 0
    for article in read:
        spans = set_aside(article, often)
        touched += bool(spans)
        keys = {span.start: key for key, own in lines(article).items() for span in own}
        for span in spans:
            found[article.domain or "", span.of(article.text), bool(keys[span.start] & 1)] += 1
    taken = time.process_time() - started
    sentences = [line for line in found if line[2]]
    print(
        f"{len(read):,} articles: {len(found):,} distinct lines set aside, {len(sentences):,} of them prose; "
        f"{found.total():,} places in {touched:,} articles; {taken / len(read) * 1000:.2f} ms an article"
    )
    for domain, line, sentence in random.Random(options.seed).sample(sorted(found), options.show):
        kind = "prose" if sentence else "line"
        print(f"{found[domain, line, sentence]:5} {domain:24.24} {kind:8} {line[:150]}")


if __name__ == "__main__":
    main()
