"""States of sentences' units in the multilingual encoder, worked out once and kept in a folder.

`rows.jsonl` has each text with the characters of its units, `states.f16` a row of 384 half-precision numbers
a unit. A run that is ended goes on where it stopped.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsfold.extract.entities.units import Bounds, pooled, units
from newsfold.multilingual import PIECES, pieces_of, states_of

WIDTH = 384


class States:
    """The states of texts by their words; of a long text those of the first 126 word pieces."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.index, self.rows = folder / "rows.jsonl", folder / "states.f16"
        self.known: dict[str, tuple[int, list[Bounds]]] = {}
        self.size = 0
        if self.index.exists():
            for line in self.index.read_text("utf-8").splitlines():
                row = json.loads(line)
                self._note(row["text"], [(a, b) for a, b in row["units"]])

    def _note(self, text: str, bounds: list[Bounds]) -> None:
        self.known[text] = (self.size, bounds)
        self.size += len(bounds)

    def add(self, texts: Iterable[str], seconds: float) -> int:
        """Encodes texts that are not there yet, for so long at most; how many still are not."""
        missing = [text for text in dict.fromkeys(texts) if text not in self.known]
        began, done = time.monotonic(), 0
        with self.index.open("a", encoding="utf-8") as index, self.rows.open("ab") as rows:
            rows.truncate(self.size * WIDTH * 2)
            for text in missing:
                if time.monotonic() - began > seconds:
                    break
                pieces = pieces_of(text)
                cut = pieces.bounds[:PIECES]
                end = len(text) if len(pieces.ids) <= PIECES else cut[-1][1]
                bounds = [(a, b) for a, b in units(text, cut) if b <= end]
                if bounds:
                    rows.write(
                        pooled(bounds, cut, states_of(pieces.ids[:PIECES])).astype(np.float16).tobytes()
                    )
                index.write(json.dumps({"text": text, "units": bounds}, ensure_ascii=False) + "\n")
                self._note(text, bounds)
                done += 1
        return len(missing) - done

    def of(self, text: str) -> tuple[list[Bounds], NDArray[np.float16]]:
        """The units of a text that was added, and their states."""
        first, bounds = self.known[text]
        shape = (len(bounds), WIDTH)
        if not bounds:
            return bounds, np.zeros(shape, dtype=np.float16)
        rows = np.memmap(self.rows, dtype=np.float16, mode="r", offset=first * WIDTH * 2, shape=shape)
        return bounds, np.array(rows)
