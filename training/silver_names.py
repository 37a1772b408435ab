"""NTREX's lines in eleven languages with names, where their English line bears them out.

    python -m training.silver_names --data DATA --cache FOLDER --model first.pt --out silver.jsonl

French, Spanish, Italian and Dutch have no news with names by hand that a model may learn from. NTREX's lines
are translations of each other: a first head tags a line, our English tagger the English one, and the line is
kept where both have the same names: those written alike (the kind is the English one's, and one that the head
missed is put in), and of the rest as many of each kind.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from rapidfuzz.fuzz import ratio

from evaluation import arguments
from evaluation.datasets import languages
from evaluation.datasets.names import LANGUAGES, Name, Sentence
from evaluation.splits import hashed
from newsfold.extract.entities import found_names
from newsfold.extract.parse import parse_all
from newsfold.text import strip_accents
from training.name_states import States
from training.names_head import Head
from training.train_names import tagged

KINDS = {"person": "PER", "organisation": "ORG", "place": "LOC"}
WITHOUT_GOLD = frozenset({"es", "fr", "it", "nl"})
SHARE = 3  # of ten lines of other languages, and of those without a name
ALIKE = 80  # rapidfuzz's ratio, 0 to 100


def lines(data: Path) -> Iterator[tuple[list[tuple[str, str]], Sentence]]:
    """Each line that is tried: the names and kinds of the English one, and the line itself."""
    for story in languages.ntrex(data):
        english = list(story.sentences["en"])
        for at, doc in enumerate(parse_all(english)):
            names = [
                (english[at][name.start : name.end], KINDS[name.kind])
                for name in found_names(doc)
                if name.kind in KINDS
            ]
            for language in LANGUAGES:
                drawn = hashed(f"{story.story}{at}{language}") % 10 < SHARE
                if language in WITHOUT_GOLD or drawn:
                    yield names, Sentence("ntrex", language, story.story, story.sentences[language][at], ())


def borne_out(text: str, names: Sequence[tuple[str, str]], tags: Sequence[Name]) -> list[Name] | None:
    """The names of a line, by its own tags and the English names; None where they don't fit each other."""
    spans = {(start, end): kind for start, end, kind in tags}
    free = dict(spans)
    rest: Counter[str] = Counter()
    for name, kind in names:
        scores = {at: ratio(_plain(name), _plain(text[at[0] : at[1]])) for at in free}
        best = max(scores, key=lambda at: (scores[at], at), default=None)
        if best is not None and scores[best] >= ALIKE:
            spans[best] = kind
            del free[best]
            continue
        start = text.find(name)
        end = start + len(name)
        if start >= 0 and all(end <= a or b <= start for a, b in spans) and not text[end : end + 1].isalnum():
            spans[start, end] = kind
            continue
        rest[kind] += 1
    if rest != Counter(free.values()):
        return None
    return [(start, end, kind) for (start, end), kind in sorted(spans.items())]


def _plain(name: str) -> str:
    return strip_accents(name).casefold()


def main() -> None:
    parser = arguments.parser(__doc__)
    arguments.add_cache(parser)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=500)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    tried = list(lines(asked.data / "languages"))
    states = States(asked.cache)
    if missing := states.add((line.text for _, line in tried), asked.seconds):
        raise SystemExit(f"{missing} lines are not encoded yet: run it again")
    head = Head()
    head.load_state_dict(torch.load(asked.model))
    counts: Counter[str] = Counter()
    with asked.out.open("w", encoding="utf-8") as out:
        for (names, line), tags in zip(tried, tagged(head, states, [line for _, line in tried]), strict=True):
            spans = borne_out(line.text, names, tags)
            if spans is not None and (spans or hashed(line.text) % 10 < SHARE):
                out.write(json.dumps(asdict(line) | {"names": spans}, ensure_ascii=False) + "\n")
                counts[line.language] += 1
    print(f"{sum(counts.values())} of {len(tried)} lines: {dict(counts)}")


if __name__ == "__main__":
    main()
