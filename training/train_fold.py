"""Makes `src/newsfold/models/fold`: document frequencies of a background, and what decides on a pair.

    python training/train_fold.py background --data DATA
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np

from newsfold.fold.traits import BODY, read

OUT = Path("src/newsfold/models/fold")
LEAST = 3  # articles a word must stand in to be kept


def background(data: Path) -> None:
    """Counts words over the articles of `load/`; only words' codes and counts are kept."""
    documents: Counter[int] = Counter()
    places: Counter[int] = Counter()
    capitals: Counter[int] = Counter()
    total = 0
    with gzip.open(data / "load" / "articles.jsonl.gz", "rt") as lines:
        for line in lines:
            row = json.loads(line)
            text = read(row["text"], BODY)
            documents.update({token.code for token in read(row["title"], BODY) + text})
            inside = [token for token in text if not token.opening]
            places.update(token.code for token in inside)
            capitals.update(token.code for token in inside if token.capital)
            total += 1
    codes = np.array(sorted(code for code, count in documents.items() if count >= LEAST), dtype=np.uint32)
    np.savez_compressed(
        OUT / "background.npz",
        codes=codes,
        documents=np.array([documents[int(c)] for c in codes], dtype=np.uint16),
        capital=np.array([round(255 * capitals[int(c)] / max(1, places[int(c)])) for c in codes], dtype=np.uint8),
        total=np.int64(total),
    )
    print(f"{total} articles, {len(codes)} words")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=["background"])
    parser.add_argument("--data", type=Path, required=True)
    asked = parser.parse_args()
    background(asked.data)


if __name__ == "__main__":
    main()
