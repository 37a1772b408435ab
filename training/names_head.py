"""The head that tags names over the multilingual encoder's states, in torch: an LSTM and a chain of labels.

Lample et al. 2016 over a frozen encoder: states and spelling of each unit, made narrow, go through an LSTM in
both directions; the labels of a sentence are read together, with a cost for each step from one to the next
(Lafferty et al. 2001). Steps to an inner label from anything but its own kind cost 10,000.
"""

from __future__ import annotations

import torch
from torch import nn

from newsfold.extract.entities.tagger import LABELS
from newsfold.extract.entities.units import SHAPE_WIDTH as SPELLING

STATE, NARROW, SPELT, HIDDEN = 384, 160, 32, 96
COST = 1e4


def forbidden() -> tuple[torch.Tensor, torch.Tensor]:
    """What beginning with each label, and going from one to another, costs where it can't be."""
    begin, steps = torch.zeros(len(LABELS)), torch.zeros(len(LABELS), len(LABELS))
    for at, label in enumerate(LABELS):
        if label.startswith("I-"):
            begin[at], steps[:, at] = -COST, -COST
            steps[at - 1 : at + 1, at] = 0
    return begin, steps


class Head(nn.Module):
    """States (batch, units, 384) and spelling (batch, units, 17) to odds (batch, units, 7)."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(STATE)
        self.narrow = nn.Linear(STATE, NARROW)
        self.spelt = nn.Linear(SPELLING, SPELT)
        self.lstm = nn.LSTM(NARROW + SPELT, HIDDEN, bidirectional=True, batch_first=True)
        self.out = nn.Linear(2 * HIDDEN, len(LABELS))
        self.dropout = nn.Dropout(0.25)
        self.begin = nn.Parameter(torch.zeros(len(LABELS)))
        self.steps = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.never_begin: torch.Tensor
        self.never_step: torch.Tensor
        for name, tensor in zip(("never_begin", "never_step"), forbidden(), strict=True):
            self.register_buffer(name, tensor)

    def forward(self, states: torch.Tensor, spelling: torch.Tensor, lengths: list[int]) -> torch.Tensor:
        """The odds of each unit's labels; `lengths` says how many units each sentence has."""
        narrow = nn.functional.gelu(self.narrow(self.dropout(self.norm(states))))
        x = self.dropout(torch.cat([narrow, nn.functional.gelu(self.spelt(spelling))], -1))
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        both, _ = nn.utils.rnn.pad_packed_sequence(
            self.lstm(packed)[0], batch_first=True, total_length=states.shape[1]
        )
        odds: torch.Tensor = self.out(self.dropout(both))
        return odds

    def costs(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Of beginning with a label, and of each step from one to another."""
        return self.begin + self.never_begin, self.steps + self.never_step

    def loss(self, odds: torch.Tensor, labels: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The negative log likelihood of the labels, over the units of all sentences."""
        begin, steps = self.costs()
        chosen = odds.gather(2, labels[..., None])[..., 0]
        walked = steps[labels[:, :-1], labels[:, 1:]] + chosen[:, 1:]
        score = begin[labels[:, 0]] + chosen[:, 0] + (walked * mask[:, 1:]).sum(1)
        sums = begin + odds[:, 0]
        for at in range(1, odds.shape[1]):
            further = torch.logsumexp(sums[:, :, None] + steps[None], 1) + odds[:, at]
            there = mask[:, at, None]
            sums = further * there + sums * (1 - there)
        return (torch.logsumexp(sums, 1) - score).sum() / mask.sum()
