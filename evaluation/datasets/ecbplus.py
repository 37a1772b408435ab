"""ECB+ (Cybulska and Vossen 2014): tokenised texts of 43 topics, each with two look-alike events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.datasets.corpus import Corpus
from evaluation.datasets.jsonl import Row, rows
from newsfold.records import Article

FIRST_TEST_TOPIC = 36  # topics 36 to 45 are the usual test part


def texts(data: Path) -> Iterator[Row]:
    """The rows: `topic`, `story`, `sentences` as tokens, `chains` as [sentence, tokens, tag]."""
    return rows(data / "stories" / "ecbplus.jsonl.gz")


def corpus(data: Path) -> Corpus:
    """The set as a corpus to fold; the usual test part is held out."""
    articles, events, held, topics = [], [], [], []
    for row in texts(data):
        # The page's address stands first in the articles of the look-alike event alone.
        sentences = [tokens for tokens in row["sentences"] if not tokens[0].startswith("http")]
        text = "\n".join(joined(tokens) for tokens in sentences)
        articles.append(Article(id=row["id"], place=row["id"], text=text, title="", language="en"))
        events.append(row["story"])
        held.append(row["topic"] >= FIRST_TEST_TOPIC)
        topics.append(str(row["topic"]))
    return Corpus("ECB+", articles, events, held, topics)


def joined(tokens: Sequence[str]) -> str:
    """A sentence's tokens as running text."""
    text = re.sub(r" ([.,;:!?%)\]}]|'s|n't|'re|'ve|'ll|'d|'m)(?=\s|$)", r"\1", " ".join(tokens))
    return re.sub(r" ?''", '"', re.sub(r"`` ?", '"', re.sub(r"([(\[{$]) ", r"\1", text)))
