"""Learns to read two statements together: twelve layers, tuned to say whether both make one claim.

    E="--data DIR --weights reranker.safetensors --tokenizer tokenizer.json --cache FOLDER --warm warm.pt"
    python -m training.train_pairs $E --out pairs.pt
    python -m training.train_pairs $E --scores read.jsonl --readers FOLDER [--only 0]

First one pass over MultiNLI but for its fiction, kept in `--warm`; then two over the labelled pairs
(`training/pair_examples.py`), each with pairs whose numbers or names are altered. Five answers are learned
at once, since entailment and clash teach what one claim is; the first is what ships. With `--scores` the
pairs of every story are scored by a reader that never saw it, which is kept in `--readers`. Word and
position vectors stay as they are. Torch in bfloat16 on one thread; the same seed gives the same weights on
the same machine.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from evaluation import arguments
from evaluation.datasets import mnli
from evaluation.gold_stories import SETS, load
from evaluation.splits import READER_FOLDS, reader_fold
from training.minilm import HIDDEN, PIECES, POSITIONS, Block, load_encoder, whole_tokenizer
from training.pair_examples import ANSWERS, UNKNOWN, Example, altered, examples
from training.possible_pairs import Read, read_stories

LAYERS = 12
LONGEST = 64  # pieces of each of the two
BATCH = 2400  # pieces, padding included
RATE = 5e-5
PASSES = 2
WEIGHTS = (1.0, 1.0, 1.0, 0.5, 0.5)  # of the answers in what is learned

Row = tuple[list[int], list[int]]  # pieces, and 1 for those of the second statement


class Reader(nn.Module):
    """MiniLM over both statements, one behind the other; out come the log-odds of the five answers."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.kinds = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.pool = nn.Linear(2 * HIDDEN, HIDDEN)
        self.head = nn.Linear(HIDDEN, len(ANSWERS))
        self.words.weight.requires_grad_(False)
        self.positions.weight.requires_grad_(False)

    def forward(self, ids: torch.Tensor, kinds: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(n, 5) log-odds."""
        x = self.words(ids) + self.positions(torch.arange(ids.shape[1])[None]) + self.kinds(kinds)
        x = functional.dropout(self.norm(x), 0.1, self.training)
        bias = ((1.0 - mask.float()) * -10000.0)[:, None, None, :]
        for block in self.blocks:
            x = block(x, bias)
        share = mask[..., None].to(x.dtype)
        both = torch.cat([x[:, 0], (x * share).sum(1) / share.sum(1)], 1)
        hidden = functional.dropout(torch.tanh(self.pool(both)), 0.1, self.training)
        return self.head(hidden).float()


class Pieces:
    """Texts as word pieces."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = whole_tokenizer(path)
        self.known: dict[str, list[int]] = {}

    def row(self, first: str, second: str) -> Row:
        """[CLS] first [SEP] second [SEP]."""
        left, right = self._of(first), self._of(second)
        return [101, *left, 102, *right, 102], [0] * (len(left) + 2) + [1] * (len(right) + 1)

    def _of(self, text: str) -> list[int]:
        if text not in self.known:
            self.known[text] = self.tokenizer.encode(text[:900], add_special_tokens=False).ids[:LONGEST]
        return self.known[text]


def batches(rows: Sequence[Row], size: int, order: random.Random | None = None) -> list[list[int]]:
    """Rows of like length together, at most `size` pieces with the padding; shuffled by `order`."""
    shaken = [len(r[0]) + (order.random() * 6 if order else 0) for r in rows]
    batched: list[list[int]] = [[]]
    widest = 0
    for k in sorted(range(len(rows)), key=lambda k: shaken[k]):
        widest = max(widest, len(rows[k][0]))
        if batched[-1] and (len(batched[-1]) + 1) * widest > size:
            batched.append([])
            widest = len(rows[k][0])
        batched[-1].append(k)
    if order:
        order.shuffle(batched)
    return batched


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


def loss_of(odds: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """Cross-entropy over the answers that are known."""
    known = ~torch.isnan(truth)
    each = functional.binary_cross_entropy_with_logits(odds, torch.nan_to_num(truth), reduction="none")
    return (each * known * torch.tensor(WEIGHTS)).sum() / len(odds) / 2


def train(
    model: Reader, passes: Sequence[Sequence[Example]], pieces: Pieces, seed: int, named: str
) -> Reader:
    """One pass over each of `passes`; the rate rises over a tenth, then falls."""
    order = random.Random(seed)
    torch.manual_seed(seed)
    free = [p for p in model.parameters() if p.requires_grad]
    chooser = torch.optim.AdamW(free, lr=RATE, weight_decay=0.01)
    rows = [[pieces.row(example.left, example.right) for example in some] for some in passes]
    truth = [torch.tensor([example.target for example in some]) for some in passes]
    todo = [(k, batch) for k, some in enumerate(rows) for batch in batches(some, BATCH, order)]
    started, loss_so_far = time.time(), 0.0
    model.train()
    for step, (k, batch) in enumerate(todo):
        done = step / len(todo)
        for group in chooser.param_groups:
            group["lr"] = RATE * min(1.0, done / 0.1) * (1 - done)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            odds = model(*tensors([rows[k][i] for i in batch]))
        loss = loss_of(odds, truth[k][batch])
        chooser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(free, 1.0)
        chooser.step()
        loss_so_far = 0.98 * loss_so_far + 0.02 * loss.item()
        if step % 50 == 49:
            spent = time.time() - started
            print(f"{named}: step {step + 1}/{len(todo)}, loss {loss_so_far:.3f}, {spent:.0f} s", flush=True)
    return model


def scored(model: Reader, rows: Sequence[Row]) -> NDArray[np.float32]:
    """The log-odds that each row is one claim."""
    model.eval()
    odds = np.zeros(len(rows), dtype=np.float32)
    for batch in batches(rows, 2 * BATCH) if rows else []:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            odds[batch] = model(*tensors([rows[k] for k in batch]))[:, 0].numpy()
    return odds


def warmed(data: Path, pieces: Pieces, weights: Path, file: Path) -> Callable[[], Reader]:
    """Makes readers that have passed once over MultiNLI."""
    if not file.exists():
        listed = [row for row in mnli.pairs(data) if row[3] != "fiction"]  # part of it is shared alike only
        model = Reader()
        load_encoder(model, weights, LAYERS)
        train(model, [[_inference(*row[:3]) for row in listed]], pieces, 0, "MultiNLI")
        torch.save(model.state_dict(), file)

    def fresh() -> Reader:
        model = Reader()
        model.load_state_dict(torch.load(file))
        return model

    return fresh


def _inference(premise: str, hypothesis: str, label: str) -> Example:
    entailed = float(label == "entailment")
    back = UNKNOWN if entailed else 0.0
    return Example(
        "", premise, hypothesis, (entailed, entailed, back, float(label == "contradiction"), UNKNOWN)
    )


def learned(model: Reader, given: Sequence[Example], pieces: Pieces, seed: int, named: str) -> Reader:
    """Fine-tuned on examples; what is altered and which statement stands first change from pass to pass."""
    order = random.Random(seed)
    passes = []
    for _ in range(PASSES):
        every = [*given, *altered(given, order)]
        passes.append([example.turned() if order.random() < 0.5 else example for example in every])
    return train(model, passes, pieces, seed, named)


def placed(read: Read, odds: NDArray[np.float32]) -> list[list[int]]:
    """For each pair its statements' articles and starts, and its log-odds in hundredths."""
    rows = []
    for k, value in zip(read.at.tolist(), odds.tolist(), strict=True):
        i, j = read.case.candidates.places[k]
        (a, _), (b, _) = read.case.at[i], read.case.at[j]
        starts = [read.case.statements[p].span.start for p in (i, j)]
        rows.append([a, starts[0], b, starts[1], round(100 * value)])
    return rows


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    arguments.add_cache(parser)
    parser.add_argument("--warm", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="learns from all stories and writes the weights here")
    parser.add_argument("--scores", type=Path, help="scores each story by a reader that never saw it")
    parser.add_argument("--readers", type=Path, help="folder for the weights of those readers")
    parser.add_argument("--only", type=int, nargs="+", default=range(READER_FOLDS), help="these folds alone")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    pieces = Pieces(asked.tokenizer)
    fresh = warmed(asked.data, pieces, asked.weights, asked.warm)
    every = examples(asked.data, asked.cache)
    print(f"{len(every)} labelled pairs", flush=True)
    if asked.out:
        torch.save(learned(fresh(), every, pieces, 0, "all").state_dict(), asked.out)
    if asked.scores:
        stories = read_stories(load(asked.data, SETS, asked.cache))
        with asked.scores.open("w", encoding="utf-8") as file:
            for fold in asked.only:
                seen = [example for example in every if reader_fold(example.story) != fold]
                model = learned(fresh(), seen, pieces, 0, f"fold {fold}")
                if asked.readers:
                    torch.save(model.state_dict(), asked.readers / f"{fold}.pt")
                for read in (read for read in stories if reader_fold(read.name) == fold):
                    odds = scored(model, [pieces.row(a, b) for a, b in read.texts])
                    record = {"story": read.name, "pairs": placed(read, odds)}
                    file.write(json.dumps(record, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
