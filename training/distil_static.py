"""Makes `src/newsfold/models/static`: one vector a word piece, distilled from our encoder.

    python -m training.distil_static --data DATA [--cache FOLDER]

A text's vector is the sum of its word pieces' rows, brought to unit length (as in model2vec, Tulkens and van
Dongen 2024). Rows begin as what the encoder says of the piece alone, over its main directions and weighted
down where a piece is frequent (Arora et al. 2017); then they are trained so that the cosines of texts are the
encoder's own. Texts: the articles of `load/` as the fold reads them, their titles alone, and a stretch of
every second; articles of AllSides' held-out stories are left out. No label is used. Needs torch.
"""

from __future__ import annotations

import math
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from evaluation import arguments, vectors
from evaluation.datasets import allsides, load
from evaluation.splits import hashed
from newsfold.encode import word_pieces

OUT = Path("src/newsfold/models/static")
WIDTH = 128  # numbers in a vector
PIECES = 30_522  # word pieces the tokenizer knows
SMOOTH = 1e-3  # of the weights at the start
STRETCH = 200  # characters of an article's text, from anywhere, for every second article
EPOCHS, BATCH, RATE, NEIGHBOURS, SEED = 6, 1024, 4e-3, 8, 0
DEV = 5  # of 100 texts, never trained on

Floats = NDArray[np.float32]


def texts(data: Path) -> list[str]:
    """What is learned from, each once, in a fixed order."""
    corpus = allsides.corpus(data)
    held = {corpus.articles[at].id for at in corpus.part(True)}
    listed: list[str] = []
    for row in load.articles(data):
        if row["id"] in held:
            continue
        body = row["text"]
        number = hashed(row["id"])
        at = number % max(1, len(body) - STRETCH)
        listed += [f"{row['title']}\n{body[:1536]}", row["title"]]
        listed += [body[at : at + STRETCH]] if number % 2 else []
    return list(dict.fromkeys(text for text in listed if text.strip()))


def pieces_alone(cache: Path | None) -> Floats:
    """The encoder's vector of each word piece by itself."""
    body = files("newsfold") / "models" / "encoder" / "tokenizer.json"
    tokenizer = Tokenizer.from_buffer(body.read_bytes())
    pieces = (tokenizer.id_to_token(piece) or "" for piece in range(PIECES))
    return vectors.encoded([piece.removeprefix("##") for piece in pieces], cache)


def begun(alone: Floats, ids: list[list[int]]) -> Floats:
    """Rows to begin with: the main directions of the pieces' vectors, frequent pieces small."""
    counts = np.bincount(np.concatenate([np.array(pieces) for pieces in ids]), minlength=PIECES)
    weight = SMOOTH / (SMOOTH + counts / counts.sum())
    centred = alone - alone.mean(axis=0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    return np.asarray(centred @ directions[:WIDTH].T * weight[:, None], dtype=np.float32)


class Batches:
    """Texts in batches, each text with its nearest few, so that near pairs are seen as often as far ones."""

    def __init__(self, places: NDArray[np.intp], teacher: Floats, rng: np.random.Generator) -> None:
        self.places, self.rng = places, rng
        vectors = torch.from_numpy(teacher[places])
        nearest = [
            (vectors[at : at + 1024] @ vectors.T).topk(NEIGHBOURS).indices
            for at in range(0, len(vectors), 1024)
        ]
        self.nearest = torch.cat(nearest).numpy()

    def __iter__(self) -> Any:
        order = self.rng.permutation(len(self.places))
        step = BATCH // NEIGHBOURS
        for at in range(0, len(order) - step, step):
            yield self.places[np.unique(self.nearest[order[at : at + step]])]


def bags(ids: list[list[int]], places: NDArray[np.intp]) -> tuple[torch.Tensor, torch.Tensor]:
    parts = [ids[place] for place in places.tolist()]
    starts = np.cumsum([0, *[len(part) for part in parts[:-1]]])
    return torch.tensor([id for part in parts for id in part]), torch.from_numpy(starts)


def loss(student: torch.Tensor, teacher: torch.Tensor) -> torch.Tensor:
    """Mean square by which the cosine of two texts is off the encoder's."""
    off = student @ student.T - teacher @ teacher.T
    return (off**2).sum() / (len(student) * (len(student) - 1))


def trained(rows: Floats, ids: list[list[int]], teacher: Floats) -> Floats:
    rng = np.random.default_rng(SEED)
    torch.manual_seed(SEED)
    dev = rng.random(len(ids)) < DEV / 100
    table = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(rows), freeze=False, mode="sum")
    scale = float(np.abs(rows).std())
    optimiser = torch.optim.Adam(table.parameters(), lr=RATE * scale / 0.05)
    batches = Batches(np.flatnonzero(~dev), teacher, rng)
    held_out = Batches(np.flatnonzero(dev), teacher, np.random.default_rng(SEED))
    checks = list(held_out)
    steps = len(batches.places) * EPOCHS // (BATCH // NEIGHBOURS)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=RATE * scale / 0.05, total_steps=steps + EPOCHS, pct_start=0.1
    )

    def turned(places: NDArray[np.intp]) -> torch.Tensor:
        return torch.nn.functional.normalize(table(*bags(ids, places)), dim=-1)

    def checked() -> float:
        with torch.no_grad():
            squares = [float(loss(turned(p), torch.from_numpy(teacher[p]))) for p in checks]
        return math.sqrt(sum(squares) / len(squares))

    print(f"before: cosines are off by {checked():.4f}", flush=True)
    for epoch in range(EPOCHS):
        for places in batches:
            off = loss(turned(places), torch.from_numpy(teacher[places]))
            optimiser.zero_grad()
            off.backward()
            optimiser.step()
            schedule.step()
        print(f"epoch {epoch + 1}: cosines of texts never trained on are off by {checked():.4f}", flush=True)
    return np.asarray(table.weight.detach().numpy(), dtype=np.float32)


def written(rows: Floats) -> None:
    """In 8 bits, a scale a row."""
    scale = np.maximum(np.abs(rows).max(axis=1), 1e-9) / 127
    np.savez_compressed(
        OUT / "pieces.npz",
        rows=np.round(rows / scale[:, None]).astype(np.int8),
        scale=scale.astype(np.float32),
    )


def main() -> None:
    parser = arguments.parser(__doc__)
    arguments.add_cache(parser)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    said = texts(asked.data)
    ids = [word_pieces(text) for text in said]
    teacher = vectors.encoded(said, asked.cache)
    print(f"{len(said)} texts, {sum(map(len, ids))} word pieces", flush=True)
    OUT.mkdir(parents=True, exist_ok=True)
    written(trained(begun(pieces_alone(asked.cache), ids), ids, teacher))


if __name__ == "__main__":
    main()
