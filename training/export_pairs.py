"""Writes the trained reader of pairs as int8 ONNX, `src/newsfold/models/align/pairs.onnx`.

    python -m training.export_pairs --model pairs.pt --tokenizer tokenizer.json \\
        --out src/newsfold/models/align/pairs.onnx

In: `ids`, int64 (1, n), word pieces, and `second`, int64 (1, n), 1 for those of the second statement. Out:
`odds`, float32 (1,), the log-odds of one claim, the first of the answers that were learned. Checked against
the same weights in torch on texts of its own.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

from newsfold.encode.cross_encoder import cross_encoder
from training.export_encoder import Graph, layers
from training.export_ner import bert_names
from training.train_pairs import LAYERS, LONGEST, Pieces, Reader, scored

CLOSE = 0.35  # log-odds by which int8 may move a pair of the texts below at most
TEXTS = [
    (
        "The bridge over the Alder was closed on Monday.",
        "Officials shut the Alder bridge at the start of the week.",
    ),
    ("Three miners died in the shaft, the company said.", "The company said that it regretted the accident."),
    ("Orla Venn called the audit a joke.", "Venn, who was arrested on Friday, denied it."),
    ("At least 49 people were killed in the fire.", "The blaze killed 51 people, police said."),
]


def built(state: dict[str, torch.Tensor]) -> onnx.ModelProto:
    """The reader as a graph."""
    graph, weights = Graph(), bert_names(state, LAYERS)
    graph.constant("last", np.array([-1]))
    one, zero = graph.constant("one", np.array([1])), graph.constant("zero", np.array([0]))
    length = graph.op("Gather", "length", graph.op("Shape", "shape", "ids"), one)
    places = state["positions.weight"][: 2 * LONGEST + 3].numpy()
    here = graph.op("Slice", "here", graph.constant("places", places), zero, length, zero)
    words = graph.looked_up("ids", state["words.weight"].numpy())
    kind = graph.op("Gather", "kind", graph.constant("kinds", state["kinds.weight"].numpy()), "second")
    embedded = graph.op("Add", "embedded", graph.op("Add", "placed", words, here), kind)
    x = graph.norm("embeddings", embedded, weights, "norm")
    x = layers(graph, x, weights, LAYERS)
    along = graph.constant("along", np.array([1]))
    lead = graph.op("Gather", "lead", x, graph.constant("lead.at", np.array(0)), axis=1)
    mean = graph.op("ReduceMean", "mean", x, along, keepdims=0)
    both = graph.op("Concat", "both", lead, mean, axis=1)
    pool, head = (
        (state[f"{name}.weight"].numpy()[:rows].T.copy(), state[f"{name}.bias"].numpy()[:rows])
        for name, rows in (("pool", None), ("head", 1))
    )
    pooled = graph.op("MatMul", "pool", both, graph.constant("pool.weight", pool[0]))
    bent = graph.op("Tanh", "tanh", graph.op("Add", "pool.sum", pooled, graph.constant("pool.bias", pool[1])))
    odds = graph.op("MatMul", "head", bent, graph.constant("head.weight", head[0]))
    odds = graph.op("Add", "head.sum", odds, graph.constant("head.bias", head[1]))
    graph.op("Reshape", "odds", odds, graph.constant("flat", np.array([1])))
    return graph.model(
        "pairs",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"]),
            helper.make_tensor_value_info("second", TensorProto.INT64, [1, "n"]),
        ],
        [helper.make_tensor_value_info("odds", TensorProto.FLOAT, [1])],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    state = torch.load(asked.model, map_location="cpu")
    asked.out.write_bytes(built(state).SerializeToString())
    model, pieces = Reader(), Pieces(asked.tokenizer)
    model.load_state_dict(state)
    whole = scored(model, [pieces.row(a, b) for a, b in TEXTS])
    moved = np.abs(cross_encoder(asked.out.read_bytes())(TEXTS) - whole)
    print(f"log-odds {np.round(whole, 2)}, moved by {np.round(moved, 3)}")
    if moved.max() > CLOSE:
        raise SystemExit("int8 moves a pair too far")


if __name__ == "__main__":
    main()
