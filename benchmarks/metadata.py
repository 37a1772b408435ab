"""Metadata read without a page's JSON-LD, against what its JSON-LD says.

python -m benchmarks.metadata --data DIR

For each field: on how many pages JSON-LD states it, on how many of these the other rules found a value, and
how many of those agree. Agreement is equality after names are normalised; dates agree on the day (UTC).
"""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from evaluation import arguments
from evaluation.datasets.web_pages import SETS, pages
from newsfold.clean.decode import decode
from newsfold.clean.head import read_head
from newsfold.clean.html import parse_html
from newsfold.clean.main_text import main_blocks
from newsfold.clean.metadata import Stated, date_by_search, metadata
from newsfold.text import normal_name

FIELDS = (
    "title", "outlet", "published", "modified", "authors", "section", "language", "image", "kind", "paywalled"
)  # fmt: skip


def agree(field: str, stated: Stated, predicted: Stated) -> bool:
    left, right = getattr(stated, field), getattr(predicted, field)
    if field in ("published", "modified"):
        return bool(abs((left[0] - right[0]).total_seconds()) < 86400)
    if field == "authors":
        return bool({normal_name(name) for name in left} & {normal_name(name) for name in right})
    if field == "paywalled":
        return bool(left == right)
    if field == "image":
        return picture(left) == picture(right)
    if field == "language":
        return bool(left[:2].lower() == right[:2].lower())
    a, b = ("".join(c for c in normal_name(value) if c.isalnum()) for value in (left, right))
    return a == b or (field == "outlet" and min(len(a), len(b)) > 3 and (a in b or b in a))


def picture(address: str) -> str:
    """A picture's file, whatever size or host it is asked for in."""
    return urlsplit(address).path.rsplit("/", 1)[-1].lower()


def without(source: str, url: str) -> Stated | None:
    """What the rules other than JSON-LD find."""
    document = parse_html(source)
    if document is None:
        return None
    predicted = metadata(document, url, with_json_ld=False)
    head = read_head(document, main_blocks(document, source, predicted.title), predicted.title)
    predicted.put("authors", head.authors, "byline")
    predicted.put("published", head.published or date_by_search(document, url), "page")
    return predicted


def main() -> None:
    parser = arguments.parser(__doc__)
    options = parser.parse_args()
    stated_by, predicted_by, agreed = Counter[str](), Counter[str](), Counter[str]()
    for name in SETS:
        for page in pages(options.data, name):
            source = decode(page.body) or ""
            document = parse_html(source)
            if document is None or "json-ld" not in (known := metadata(document, page.url)).rules.values():
                continue
            predicted = without(source, page.url)
            for field in FIELDS:
                if known.rules.get(field) == "json-ld" and predicted is not None:
                    stated_by[field] += 1
                    predicted_by[field] += bool(getattr(predicted, field))
                    agreed[field] += bool(getattr(predicted, field)) and agree(field, known, predicted)
    print(f"{'':12}{'JSON-LD states':>16}{'found without':>16}{'agree':>8}{'share':>8}")
    for field in FIELDS:
        share = agreed[field] / predicted_by[field] if predicted_by[field] else 0.0
        print(f"{field:12}{stated_by[field]:16}{predicted_by[field]:16}{agreed[field]:8}{share:8.2f}")


if __name__ == "__main__":
    main()
