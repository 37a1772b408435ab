"""Makes `src/newsfold/models/names` from a trained head: an ONNX graph in eight bits, and the costs of steps.

    python -m training.export_names --model head.pt

In: `states` (1, n, 384) and `written` (1, n, 16), float32, one row a unit of text. Out: `odds` (1, n, 7) over
`newsfold.extract.entities.tagger.LABELS`. Matrices are int8 with a scale a row.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper

from newsfold.extract.entities.tagger import LABELS
from newsfold.extract.entities.units import SHAPE_WIDTH as SPELLING
from training.export_encoder import Graph
from training.names_head import HIDDEN, STATE, Head

Floats = NDArray[np.float32]


class Int8Graph(Graph):
    """A graph whose matrices are int8 with a scale a row."""

    def matrix(self, name: str, weight: Floats) -> str:
        """The rows of `weight` as they come back from eight bits."""
        scales = np.maximum(np.abs(weight).max(1), 1e-8) / 127
        rows = np.clip(np.rint(weight / scales[:, None]), -127, 127).astype(np.int8)
        return self.op(
            "DequantizeLinear",
            name,
            self.constant(f"{name}.rows", rows),
            self.constant(f"{name}.scales", scales.astype(np.float32)),
            axis=0,
        )

    def affine(self, name: str, x: str, weight: Floats, bias: Floats) -> str:
        """x W + b."""
        turned = self.op("Transpose", f"{name}.turned", self.matrix(f"{name}.weight", weight), perm=[1, 0])
        product = self.op("MatMul", f"{name}.product", x, turned)
        return self.op("Add", name, product, self.constant(f"{name}.bias", bias))


def gates(weight: Floats) -> Floats:
    """An LSTM's gates as ONNX has them (input, output, forget, cell); torch has the output last."""
    first, forget, cell, out = np.split(weight, 4)
    return np.concatenate([first, out, forget, cell])


def built(state: dict[str, Any]) -> onnx.ModelProto:
    """The head as a graph."""
    graph = Int8Graph()
    weights: dict[str, Floats] = {name: tensor.numpy() for name, tensor in state.items()}
    scale, shift = (graph.constant(f"norm.{end}", weights[f"norm.{end}"]) for end in ("weight", "bias"))
    normed = graph.op("LayerNormalization", "norm", "states", scale, shift, epsilon=1e-5, axis=-1)
    narrow = graph.affine("narrow", normed, weights["narrow.weight"], weights["narrow.bias"])
    spelt = graph.affine("spelt", "written", weights["spelt.weight"], weights["spelt.bias"])
    both = [graph.op("Gelu", f"{name}.gelu", name) for name in (narrow, spelt)]
    rows = graph.op("Transpose", "rows", graph.op("Concat", "joined", *both, axis=-1), perm=[1, 0, 2])
    ways = ("", "_reverse")  # as torch ends their names
    axis = graph.constant("one", np.array([0]))

    def stacked(kind: str) -> str:
        parts = [
            graph.matrix(f"lstm.{kind}.there{way}", gates(weights[f"lstm.weight_{kind}_l0{way}"]))
            for way in ways
        ]
        return graph.op(
            "Concat",
            f"lstm.{kind}",
            *(graph.op("Unsqueeze", f"{part}.one", part, axis) for part in parts),
            axis=0,
        )

    bias = np.stack(
        [
            np.concatenate([gates(weights[f"lstm.bias_{kind}_l0{way}"]) for kind in ("ih", "hh")])
            for way in ways
        ]
    )
    read = graph.op(
        "LSTM", "read", rows, stacked("ih"), stacked("hh"), graph.constant("lstm.bias", bias),
        hidden_size=HIDDEN, direction="bidirectional",
    )  # fmt: skip
    ordered = graph.op("Transpose", "ordered", read, perm=[2, 0, 1, 3])  # (batch, n, ways, hidden)
    flat = graph.op("Reshape", "flat", ordered, graph.constant("flat.shape", np.array([1, -1, 2 * HIDDEN])))
    graph.affine("odds", flat, weights["out.weight"], weights["out.bias"])
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "names",
            [
                helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "n", STATE]),
                helper.make_tensor_value_info("written", TensorProto.FLOAT, [1, "n", SPELLING]),
            ],
            [helper.make_tensor_value_info("odds", TensorProto.FLOAT, [1, "n", len(LABELS)])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", 20)],
        ir_version=9,
        producer_name="newsfold",
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/newsfold/models/names"))
    asked = parser.parse_args()
    state = torch.load(asked.model)
    head = Head()
    head.load_state_dict(state)
    begin, steps = (cost.detach().numpy() for cost in head.costs())
    asked.out.mkdir(parents=True, exist_ok=True)
    body = built(state).SerializeToString()
    (asked.out / "model.onnx").write_bytes(body)
    np.savez(asked.out / "steps.npz", begin=begin, steps=steps)
    print(f"{len(body) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
