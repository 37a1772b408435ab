"""Writes the trained name tagger as int8 ONNX: the graph node by node, weights by onnxruntime's quantizer.

    python -m training.export_ner --model final.pt --out src/newsfold/models/ner/model.onnx

In: `ids` and `shapes`, int64 (1, n), one sentence's pieces between [CLS] and [SEP], with how each piece's
word is written. Out: `labels`, float32 (1, n, 11), log-odds over `newsfold.extract.entities.ner.LABELS`.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime calls its maker from its import on

from onnxruntime.quantization import QuantType, quantize_dynamic

from newsfold.extract.entities.ner import LABELS
from training.export_encoder import Graph, layers
from training.minilm import LAYERS, layer_names


class Plain(Graph):
    """The encoder's graph with its products left whole, for the quantizer to find."""

    def dense(self, name: str, x: str, weight: Any, bias: Any, low: float = 1.0) -> str:
        """x W + b; `low` is for the encoder's own 8-bit form."""
        product = self.op("MatMul", f"{name}.product", x, self.constant(f"{name}.weight", weight.T.copy()))
        return self.op("Add", name, product, self.constant(f"{name}.bias", bias))


def bert_names(state: dict[str, torch.Tensor], layers: int = LAYERS) -> dict[str, NDArray[np.float32]]:
    """A fine-tuned model's layers, so many, under BERT's names."""
    weights = {theirs: state[ours].numpy() for ours, theirs in layer_names(layers).items()}
    return weights | {f"norm.{end}": state[f"norm.{end}"].numpy() for end in ("weight", "bias")}


def built(state: dict[str, torch.Tensor]) -> onnx.ModelProto:
    """The tagger as a graph; word vectors are in 8 bits already."""
    graph, weights = Plain(), bert_names(state)
    places = (state["positions.weight"] + state["kinds.weight"][0]).numpy()
    one, zero = graph.constant("one", np.array([1])), graph.constant("zero", np.array([0]))
    length = graph.op("Gather", "length", graph.op("Shape", "shape", "ids"), one)
    here = graph.op("Slice", "here", graph.constant("places", places), zero, length, zero)
    words = graph.looked_up("ids", state["words.weight"].numpy())
    written = graph.op(
        "Gather", "written", graph.constant("shape.rows", state["shapes.weight"].numpy()), "shapes"
    )
    embedded = graph.op("Add", "embedded", graph.op("Add", "placed", words, here), written)
    x = graph.norm("embeddings", embedded, weights, "norm")
    x = layers(graph, x, weights)
    head = graph.op("MatMul", "head", x, graph.constant("head.weight", state["head.weight"].numpy().T))
    head = graph.op("Add", "head.sum", head, graph.constant("head.bias", state["head.bias"].numpy()))
    by_shape = graph.op(
        "Gather", "by_shape", graph.constant("shape.labels", state["shape_head.weight"].numpy()), "shapes"
    )
    graph.op("Add", "labels", head, by_shape)
    return graph.model(
        "ner",
        [helper.make_tensor_value_info(n, TensorProto.INT64, [1, "n"]) for n in ("ids", "shapes")],
        [helper.make_tensor_value_info("labels", TensorProto.FLOAT, [1, "n", len(LABELS)])],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    state = torch.load(options.model, map_location="cpu")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        whole.write_bytes(built(state).SerializeToString())
        quantize_dynamic(
            whole, options.out, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"]
        )


if __name__ == "__main__":
    main()
