"""Learns the head that tags names in eleven languages over the multilingual encoder's states.

    python -m training.train_names --data DATA --cache FOLDER --out first.pt
    python -m training.silver_names --data DATA --cache FOLDER --model first.pt --out silver.jsonl
    python -m training.train_names --data DATA --cache FOLDER --out head.pt --silver silver.jsonl

DATA is the folder of all sets. Sentences of `evaluation/datasets/names.py` that are not held out, so many a
set; of those without a name two in five. States are worked out once and kept in FOLDER; a run that can't end
within `--seconds` says so and goes on when it is run again. Prints F1 on what is held out.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from evaluation import arguments
from evaluation.datasets.names import Name, Sentence, labelled
from evaluation.metrics.f1 import f1
from evaluation.splits import hashed
from newsfold.extract.entities.tagger import LABELS
from newsfold.extract.entities.units import SHAPE_WIDTH as SPELLING
from newsfold.extract.entities.units import written
from newsfold.extract.entities.viterbi import best_path
from training.name_states import WIDTH, States
from training.names_head import Head

# Sentences of each set: as many as one core reads in the time there was.
MOST = {
    "uner_pt_bosque": 1700, "uner_zh_gsd": 1400, "smartdata_de": 1000, "germeval14_de": 1200, "gsd_ja": 700,
    "stockmark_ja": 800, "il_ner_hi": 700, "hiner_hi": 700, "europeana_fr_nl": 150, "factrueval_ru": 1356,
    "aqmar_ar": 1110,
}  # fmt: skip
MEASURED = 120  # held-out sentences of each set
SHORTEST = 12  # characters of a sentence
NAMELESS = 4  # of ten sentences without a name
Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, list[int]]


def sentences(data: Path) -> tuple[list[Sentence], list[Sentence]]:
    """What is learned from, and what is measured on."""
    by_set: defaultdict[tuple[str, str, bool], list[Sentence]] = defaultdict(list)
    for sentence in labelled(data):
        drawn = sentence.names or hashed(f"x{sentence.text}") % 10 < NAMELESS
        if len(sentence.text) >= SHORTEST and (sentence.held_out or drawn):
            by_set[sentence.source, sentence.language, sentence.held_out].append(sentence)
    parts: dict[bool, list[Sentence]] = {False: [], True: []}
    for (source, _, held_out), some in sorted(by_set.items()):
        some.sort(key=lambda sentence: hashed(sentence.source + sentence.text))
        parts[held_out] += some[: MEASURED if held_out else MOST[source]]
    return parts[False], parts[True]


def batches(
    states: States, some: Sequence[Sentence], units: int, draw: random.Random
) -> list[list[Sentence]]:
    """Sentences of like length together, so many units in a batch with the padding; batches shuffled."""
    lengths = {sentence.text: len(states.known[sentence.text][1]) for sentence in some}
    order = [s for s in some if lengths[s.text]]
    order.sort(key=lambda s: lengths[s.text] + 3 * draw.random())
    result: list[list[Sentence]] = [[]]
    for sentence in order:
        if (len(result[-1]) + 1) * lengths[sentence.text] > units and result[-1]:
            result.append([])
        result[-1].append(sentence)
    draw.shuffle(result)
    return result


def tensors(states: States, batch: Sequence[Sentence]) -> Batch:
    """States, spelling, labels, which units are there, and how many each sentence has."""
    read = [states.of(sentence.text) for sentence in batch]
    lengths = [len(bounds) for bounds, _ in read]
    shape = (len(batch), max(lengths))
    rows = np.zeros((*shape, WIDTH), dtype=np.float32)
    spelling = np.zeros((*shape, SPELLING), dtype=np.float32)
    labels, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.float32)
    for at, (sentence, (bounds, state)) in enumerate(zip(batch, read, strict=True)):
        rows[at, : lengths[at]] = state
        spelling[at, : lengths[at]] = written(sentence.text, bounds)
        mask[at, : lengths[at]] = 1
        for start, end, kind in sentence.names:
            inside = [i for i, (a, b) in enumerate(bounds) if a < end and start < b]
            labels[at, inside] = LABELS.index(f"I-{kind}")
            labels[at, inside[:1]] = LABELS.index(f"B-{kind}")
    return (*map(torch.from_numpy, (rows, spelling, labels, mask)), lengths)


def train(head: Head, states: States, some: Sequence[Sentence], asked: argparse.Namespace) -> None:
    """AdamW; the rate rises over the first 50 steps and falls to 2 % at the end.

    The end is that of the passes, or of the seconds where they are over before: then the run is another on
    each machine.
    """
    draw = random.Random(3)
    todo = [batch for _ in range(asked.passes) for batch in batches(states, some, asked.batch, draw)]
    chooser = torch.optim.AdamW(head.parameters(), lr=asked.rate, weight_decay=0.01)
    head.train()
    began, total = time.monotonic(), 0.0
    for step, batch in enumerate(todo, 1):
        done = max(step / len(todo), (time.monotonic() - began) / asked.seconds)
        if done > 1:
            break
        for group in chooser.param_groups:
            group["lr"] = asked.rate * min(1, step / 50) * max(0.02, 1 - done)
        rows, spelling, labels, mask, lengths = tensors(states, batch)
        loss = head.loss(head(rows, spelling, lengths), labels, mask)
        chooser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
        chooser.step()
        total += loss.item()
        if step % 50 == 0:
            spent = time.monotonic() - began
            print(f"{step} of {len(todo)}: {total / 50:.4f}, {spent:.0f} s", flush=True)
            total = 0.0


def tagged(head: Head, states: States, some: Sequence[Sentence]) -> list[list[Name]]:
    """The names that the head reads in each sentence."""
    head.eval()
    begin, steps = (cost.detach().numpy() for cost in head.costs())
    names: dict[str, list[Name]] = {sentence.text: [] for sentence in some}
    with torch.inference_mode():
        for batch in batches(states, some, 4000, random.Random(0)):
            if not batch:
                continue
            rows, spelling, _, _, lengths = tensors(states, batch)
            odds = head(rows, spelling, lengths).numpy()
            for sentence, row, length in zip(batch, odds, lengths, strict=True):
                path = best_path(row[:length], begin, steps)
                names[sentence.text] = spans(path, states.known[sentence.text][1])
    return [names[sentence.text] for sentence in some]


def spans(path: Sequence[int], bounds: Sequence[tuple[int, int]]) -> list[Name]:
    """The names on a path of labels."""
    result: list[Name] = []
    for label, (start, end) in zip((LABELS[at] for at in path), bounds, strict=True):
        if label[0] == "B":
            result.append((start, end, label[2:]))
        elif label[0] == "I":
            result[-1] = (result[-1][0], end, result[-1][2])
    return result


def measure(head: Head, states: States, some: Sequence[Sentence]) -> None:
    counts: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for sentence, names in zip(some, tagged(head, states, some), strict=True):
        gold, ours = set(sentence.names), set(names)
        for at, count in enumerate((len(gold & ours), len(ours), len(gold))):
            counts[sentence.language, sentence.source][at] += count
    for key, (right, proposed, gold_names) in sorted(counts.items()):
        print(f"{' '.join(key):24}{f1(right, proposed, gold_names):.3f} of {gold_names}")


def main() -> None:
    parser = arguments.parser(__doc__)
    arguments.add_cache(parser)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--silver", type=Path, help="lines that silver_names.py wrote")
    parser.add_argument("--start", type=Path, help="a head to go on from")
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--batch", type=int, default=2000, help="units")
    parser.add_argument("--seconds", type=float, default=330, help="of working out states, and of training")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    learned, held = sentences(asked.data / "languages")
    if asked.silver:
        rows = map(json.loads, asked.silver.read_text("utf-8").splitlines())
        learned += [Sentence(**row | {"names": tuple(map(tuple, row["names"]))}) for row in rows]
    states = States(asked.cache)
    if missing := states.add((sentence.text for sentence in (*learned, *held)), asked.seconds):
        raise SystemExit(f"{missing} sentences are not encoded yet: run it again")
    head = Head()
    if asked.start:
        head.load_state_dict(torch.load(asked.start))
    train(head, states, learned, asked)
    torch.save(head.state_dict(), asked.out)
    measure(head, states, held)


if __name__ == "__main__":
    main()
