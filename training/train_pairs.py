"""Learns to read two statements together: the encoder's layers, tuned to say whether both make one claim.

    E="--data DIR --weights model.safetensors --tokenizer tokenizer.json --cache FOLDER"
    python -m training.train_pairs $E --warm warm.pt --out pairs.pt
    python -m training.train_pairs $E --warm warm.pt --scores read.jsonl --folds 3 [--only 0]

First one pass over MultiNLI but for its fiction (is the second sentence entailed?), kept in `--warm`; then
the pairs of the annotated stories that the first decision (`training/train_align.py`) finds possible. With
`--scores` every story's pairs are scored by a reader that never saw it. Word and position vectors stay as
they are, so that they need not ship twice. Torch in bfloat16 on one thread; the same seed gives the same
weights on the same machine.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from evaluation import arguments
from evaluation.candidate_pairs import Case, case
from evaluation.datasets import mnli
from evaluation.gold_stories import SETS, GoldStory, load
from evaluation.learning.alignment import FOLDS, first_left_out
from newsfold.text import collapse
from training.minilm import HIDDEN, LAYERS, PIECES, POSITIONS, Block, load_encoder, whole_tokenizer

POSSIBLE = 0.08  # the first decision's likelihood from which a pair is learned from; lower than asked in use
LONGEST = 64  # pieces of each of the two
BATCH = 2400  # pieces, padding included
RATE = 5e-5
PASSES = 2

Row = tuple[list[int], list[int]]  # pieces, and 1 for those of the second statement


class Reader(nn.Module):
    """MiniLM over both statements, one behind the other; out comes the log-odds of one claim."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.kinds = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.pool = nn.Linear(2 * HIDDEN, HIDDEN)
        self.head = nn.Linear(HIDDEN, 1)
        self.words.weight.requires_grad_(False)
        self.positions.weight.requires_grad_(False)

    def forward(self, ids: torch.Tensor, kinds: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(n,) log-odds."""
        x = self.words(ids) + self.positions(torch.arange(ids.shape[1])[None]) + self.kinds(kinds)
        x = functional.dropout(self.norm(x), 0.1, self.training)
        bias = ((1.0 - mask.float()) * -10000.0)[:, None, None, :]
        for block in self.blocks:
            x = block(x, bias)
        share = mask[..., None].to(x.dtype)
        both = torch.cat([x[:, 0], (x * share).sum(1) / share.sum(1)], 1)
        hidden = functional.dropout(torch.tanh(self.pool(both)), 0.1, self.training)
        return self.head(hidden).float()[:, 0]


class Pieces:
    """Texts as word pieces."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = whole_tokenizer(path)
        self.known: dict[str, list[int]] = {}

    def row(self, one: str, other: str) -> Row:
        """[CLS] one [SEP] other [SEP]."""
        left, right = self._of(one), self._of(other)
        return [101, *left, 102, *right, 102], [0] * (len(left) + 2) + [1] * (len(right) + 1)

    def _of(self, text: str) -> list[int]:
        if text not in self.known:
            self.known[text] = self.tokenizer.encode(text[:900], add_special_tokens=False).ids[:LONGEST]
        return self.known[text]


@dataclass(frozen=True, slots=True)
class Read:
    """A story's possible pairs: their places in the case's table, texts and labels."""

    name: str
    case: Case
    at: NDArray[np.intp]
    texts: list[tuple[str, str]]
    labels: list[float]


def read_stories(stories: Sequence[GoldStory]) -> list[Read]:
    """The pairs of each story that a first decision, which never saw the story, finds possible."""
    cases = dict(enumerate(case(story) for story in stories))
    first = first_left_out(cases, FOLDS)
    found = []
    for k, story in enumerate(stories):
        text = {a.id: a.text for a in story.articles}
        said = [collapse(s.span.of(text[s.article_id])) for s in cases[k].statements]
        at = np.flatnonzero(first[k] >= POSSIBLE)
        places = [cases[k].candidates.places[p] for p in at]
        labels = cases[k].labels[at].astype(float).tolist()
        found.append(Read(story.name, cases[k], at, [(said[i], said[j]) for i, j in places], labels))
    return found


def batches(rows: Sequence[Row], size: int, order: random.Random | None = None) -> list[list[int]]:
    """Rows of like length together, at most `size` pieces with the padding; shuffled by `order`."""
    shaken = [len(r[0]) + (order.random() * 6 if order else 0) for r in rows]
    found: list[list[int]] = [[]]
    widest = 0
    for k in sorted(range(len(rows)), key=lambda k: shaken[k]):
        widest = max(widest, len(rows[k][0]))
        if found[-1] and (len(found[-1]) + 1) * widest > size:
            found.append([])
            widest = len(rows[k][0])
        found[-1].append(k)
    if order:
        order.shuffle(found)
    return found


def tensors(rows: Sequence[Row]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pieces, kinds and mask, (n, longest)."""
    widest = max(len(ids) for ids, _ in rows)
    ids = torch.zeros(len(rows), widest, dtype=torch.long)
    kinds, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for k, (pieces, second) in enumerate(rows):
        ids[k, : len(pieces)] = torch.tensor(pieces)
        kinds[k, : len(pieces)] = torch.tensor(second)
        mask[k, : len(pieces)] = 1
    return ids, kinds, mask


def train(
    model: Reader, passes: Sequence[list[Row]], labels: Sequence[float], seed: int, named: str
) -> Reader:
    """One pass over each of `passes`, rows of the same pairs; the rate rises over a tenth, then falls."""
    order = random.Random(seed)
    torch.manual_seed(seed)
    free = [p for p in model.parameters() if p.requires_grad]
    chooser = torch.optim.AdamW(free, lr=RATE, weight_decay=0.01)
    todo = [(rows, batch) for rows in passes for batch in batches(rows, BATCH, order)]
    truth, started, loss_of = torch.tensor(labels), time.time(), 0.0
    model.train()
    for step, (rows, batch) in enumerate(todo):
        done = step / len(todo)
        for group in chooser.param_groups:
            group["lr"] = RATE * min(1.0, done / 0.1) * (1 - done)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            odds = model(*tensors([rows[k] for k in batch]))
        loss = functional.binary_cross_entropy_with_logits(odds, truth[batch])
        chooser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(free, 1.0)
        chooser.step()
        loss_of = 0.98 * loss_of + 0.02 * loss.item()
        if step % 50 == 49:
            spent = time.time() - started
            print(f"{named}: step {step + 1}/{len(todo)}, loss {loss_of:.3f}, {spent:.0f} s", flush=True)
    return model


def scored(model: Reader, rows: Sequence[Row]) -> NDArray[np.float32]:
    """The log-odds of each row."""
    model.eval()
    found = np.zeros(len(rows), dtype=np.float32)
    for batch in batches(rows, 2 * BATCH) if rows else []:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            found[batch] = model(*tensors([rows[k] for k in batch])).numpy()
    return found


def warmed(data: Path, pieces: Pieces, weights: Path, kept: Path) -> Callable[[], Reader]:
    """Makes readers that have passed once over MultiNLI."""
    if not kept.exists():
        listed = [row for row in mnli.pairs(data) if row[3] != "fiction"]  # part of it is shared alike only
        rows = [pieces.row(one, other) for one, other, _, _ in listed]
        model = Reader()
        load_encoder(model, weights)
        train(model, [rows], [float(label == "entailment") for _, _, label, _ in listed], 0, "MultiNLI")
        torch.save(model.state_dict(), kept)

    def fresh() -> Reader:
        model = Reader()
        model.load_state_dict(torch.load(kept))
        return model

    return fresh


def learned(model: Reader, stories: Sequence[Read], pieces: Pieces, seed: int, named: str) -> Reader:
    """Fine-tuned on the stories' pairs; which statement stands first changes from pass to pass."""
    order = random.Random(seed)
    texts = [pair for one in stories for pair in one.texts]
    passes = [
        [pieces.row(a, b) if order.random() < 0.5 else pieces.row(b, a) for a, b in texts]
        for _ in range(PASSES)
    ]
    return train(model, passes, [label for one in stories for label in one.labels], seed, named)


def placed(one: Read, odds: NDArray[np.float32]) -> list[list[int]]:
    """For each pair its statements' articles and starts, and its log-odds in hundredths."""
    found = []
    for k, value in zip(one.at.tolist(), odds.tolist(), strict=True):
        i, j = one.case.candidates.places[k]
        (a, _), (b, _) = one.case.at[i], one.case.at[j]
        starts = [one.case.statements[p].span.start for p in (i, j)]
        found.append([a, starts[0], b, starts[1], round(100 * value)])
    return found


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    arguments.add_cache(parser)
    parser.add_argument("--warm", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="learns from all stories and writes the weights here")
    parser.add_argument("--scores", type=Path, help="scores each story by a reader that never saw it")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--only", type=int, nargs="+", help="these folds alone")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    pieces = Pieces(asked.tokenizer)
    fresh = warmed(asked.data, pieces, asked.weights, asked.warm)
    stories = read_stories(load(asked.data, SETS, asked.cache))
    print(f"{len(stories)} stories, {sum(len(s.labels) for s in stories)} pairs to read", flush=True)
    if asked.out:
        torch.save(learned(fresh(), stories, pieces, 0, "all").state_dict(), asked.out)
    if not asked.scores:
        return
    with asked.scores.open("w", encoding="utf-8") as file:
        for fold in asked.only or range(asked.folds):
            seen = [s for k, s in enumerate(stories) if k % asked.folds != fold]
            model = learned(fresh(), seen, pieces, fold, f"fold {fold}")
            for one in stories[fold :: asked.folds]:
                odds = scored(model, [pieces.row(a, b) for a, b in one.texts])
                file.write(
                    json.dumps({"story": one.name, "pairs": placed(one, odds)}, separators=(",", ":")) + "\n"
                )


if __name__ == "__main__":
    main()
