"""MiniLM's layers in torch, its weights under BERT's names, and its tokenizer: what is fine-tuned here."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

HIDDEN, LAYERS, HEADS = 384, 6, 12
PIECES, POSITIONS = 30_522, 512
BERT_NAMES = {  # of the parts of a `Block`, as BERT's files have them
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


class Block(nn.Module):
    """One layer of the encoder (Vaswani et al. 2017)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up, self.down = nn.Linear(HIDDEN, 4 * HIDDEN), nn.Linear(4 * HIDDEN, HIDDEN)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """The layer's output; `bias` is 0 where a piece may be seen and very low where it is padding."""
        n, length, _ = x.shape
        q, k, v = (
            part(x).view(n, length, HEADS, HIDDEN // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        weights = torch.softmax(q @ k.transpose(2, 3) / (HIDDEN // HEADS) ** 0.5 + bias, dim=-1)
        seen = (weights @ v).transpose(1, 2).reshape(n, length, HIDDEN)
        x = self.norm1(x + functional.dropout(self.out(seen), 0.1, self.training))
        return self.norm2(x + functional.dropout(self.down(functional.gelu(self.up(x))), 0.1, self.training))


def layer_names(layers: int = LAYERS) -> dict[str, str]:
    """The weights of so many blocks, by their names here, as BERT's files have them."""
    return {
        f"blocks.{layer}.{ours}.{end}": f"encoder.layer.{layer}.{theirs}.{end}"
        for layer in range(layers)
        for ours, theirs in BERT_NAMES.items()
        for end in ("weight", "bias")
    }


def load_encoder(model: nn.Module, path: Path, layers: int = LAYERS) -> None:
    """Copies a file's weights into a model that has its embeddings, `norm` and `blocks`, so many of them."""
    weights = load_file(str(path))
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "kinds.weight": "embeddings.token_type_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    state = model.state_dict()
    state.update({ours: weights[theirs] for ours, theirs in (names | layer_names(layers)).items()})
    model.load_state_dict(state)


def whole_tokenizer(path: Path) -> Tokenizer:
    """The encoder's tokenizer, without its padding and its own cut."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
