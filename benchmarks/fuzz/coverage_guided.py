"""The same by atheris, which keeps what reaches new code: inputs that a grammar does not think of.

python -m benchmarks.fuzz.coverage_guided [--corpus DIR] [libFuzzer options: -runs=100000 -timeout=5 …]

Needs the atheris package. The first byte of an input chooses its kind, the rest is the file. The corpus
starts with inputs of the grammar; what breaks an invariant ends the run and is kept as `crash-…`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["newsfold", "feedparser", "htmldate", "trafilatura", "justext"]):
    from benchmarks.fuzz.inputs import Input, made
    from benchmarks.fuzz.invariants import outcomes

KINDS = (
    ("html", ".html"), ("text", ".txt"), ("jsonl", ".jsonl"), ("feed", ".xml"), ("feed", ".json"),
    ("feed", ".opml"), ("warc", ".warc"), ("html", ".html.gz"), ("warc", ".warc.gz"),
)  # fmt: skip
SEEDS = 300


def corpus(folder: Path) -> Path:
    """The folder, with the grammar's first inputs in it."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = {kind: number for number, kind in reversed(list(enumerate(KINDS)))}
    for number in range(SEEDS):
        case = made(0, number)
        if (number_of := chosen.get((case.kind, case.suffix))) is not None and len(case.body) < 20_000:
            (folder / f"{number:04}").write_bytes(bytes([number_of]) + case.body)
    return folder


def main() -> None:
    arguments = sys.argv[1:]
    where = tempfile.mkdtemp()
    if "--corpus" in arguments:
        at = arguments.index("--corpus")
        where = arguments[at + 1]
        del arguments[at : at + 2]
    folder = Path(tempfile.mkdtemp())

    def run(data: bytes) -> None:
        kind, suffix = KINDS[data[0] % len(KINDS)] if data else KINDS[0]
        exact = kind in ("html", "text")
        outcomes(Input(kind, suffix, data[1:], 1, exact), folder, len(data))

    atheris.Setup([sys.argv[0], str(corpus(Path(where))), *arguments], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
