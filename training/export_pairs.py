"""Writes the trained reader of pairs as int8 ONNX, `src/newsfold/models/align/pairs.onnx`.

    python -m training.export_pairs --model pairs.pt --out src/newsfold/models/align/pairs.onnx

In: `rows`, float32 (1, n, 384), the sum of word and position vectors as the encoder's graph has them
("embedded"), and `second`, float32 (1, n, 1), 1 for the pieces of the second statement. Out: `odds`, float32
(1,), the log-odds of one claim. Checked against the same weights in torch on texts of its own.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

from newsfold.encode.cross import cross
from training.export_encoder import Graph, layers
from training.export_ner import bert_names
from training.train_pairs import Pieces, Reader, scored

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


def built(state: dict[str, torch.Tensor], kind: np.ndarray) -> onnx.ModelProto:
    """The reader as a graph; `kind` is what the encoder's graph has added to each piece's vector already."""
    graph, weights = Graph(), bert_names(state)
    graph.constant("last", np.array([-1]))
    first, other = (state["kinds.weight"][k].numpy() for k in (0, 1))
    placed = graph.op("Add", "placed", "rows", graph.constant("first", first - kind))
    moved = graph.op("Mul", "moved", "second", graph.constant("other", other - first))
    x = graph.norm("embeddings", graph.op("Add", "embedded", placed, moved), weights, "norm")
    x = layers(graph, x, weights)
    along = graph.constant("along", np.array([1]))
    lead = graph.op("Gather", "lead", x, graph.constant("lead.at", np.array(0)), axis=1)
    mean = graph.op("ReduceMean", "mean", x, along, keepdims=0)
    both = graph.op("Concat", "both", lead, mean, axis=1)
    pool, head = (
        (state[f"{name}.weight"].numpy().T.copy(), state[f"{name}.bias"].numpy()) for name in ("pool", "head")
    )
    pooled = graph.op("MatMul", "pool", both, graph.constant("pool.weight", pool[0]))
    bent = graph.op("Tanh", "tanh", graph.op("Add", "pool.sum", pooled, graph.constant("pool.bias", pool[1])))
    told = graph.op("MatMul", "head", bent, graph.constant("head.weight", head[0]))
    told = graph.op("Add", "head.sum", told, graph.constant("head.bias", head[1]))
    graph.op("Reshape", "odds", told, graph.constant("flat", np.array([1])))
    return graph.model(
        "pairs",
        [
            helper.make_tensor_value_info("rows", TensorProto.FLOAT, [1, "n", 384]),
            helper.make_tensor_value_info("second", TensorProto.FLOAT, [1, "n", 1]),
        ],
        [helper.make_tensor_value_info("odds", TensorProto.FLOAT, [1])],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument(
        "--encoder", type=Path, required=True, help="model.safetensors that training began with"
    )
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    state = torch.load(asked.model, map_location="cpu")
    from safetensors.torch import load_file

    kind = load_file(str(asked.encoder))["embeddings.token_type_embeddings.weight"][0].numpy()
    asked.out.write_bytes(built(state, kind).SerializeToString())
    model, pieces = Reader(), Pieces(asked.tokenizer)
    model.load_state_dict(state)
    whole = scored(model, [pieces.row(a, b) for a, b in TEXTS])
    moved = np.abs(cross(TEXTS) - whole)
    print(f"log-odds {np.round(whole, 2)}, moved by {np.round(moved, 3)}")
    if moved.max() > CLOSE:
        raise SystemExit("int8 moves a pair too far")


if __name__ == "__main__":
    main()
