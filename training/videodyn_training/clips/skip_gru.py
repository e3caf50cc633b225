"""A GRU that says how long it need not look (Skip RNN, Campos et al., ICLR 2018)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn

from .actions import LABELS
from .backbone import FEATURES

STATE = 96
N_MAX = 8


class StraightThrough(torch.autograd.Function):
    """Rounds; the gradient passes as if it had not. One half rounds to 0."""

    @staticmethod
    def forward(_: object, x: torch.Tensor) -> torch.Tensor:  # type: ignore[override]
        return torch.round(x)

    @staticmethod
    def backward(_: object, gradient: torch.Tensor) -> torch.Tensor:  # type: ignore[override]
        return gradient


class SkipCell(nn.Module):
    """One look: feature and state to state, update increment and logits."""

    def __init__(self) -> None:
        super().__init__()
        self.gates = nn.Linear(FEATURES + STATE, 2 * STATE)
        self.candidate_input = nn.Linear(FEATURES, STATE)
        self.candidate_state = nn.Linear(STATE, STATE)
        self.increment = nn.Linear(STATE, 1)
        self.classifier = nn.Linear(STATE, len(LABELS))
        # About 0.73: it begins by looking at every frame.
        nn.init.zeros_(self.increment.weight)
        nn.init.ones_(self.increment.bias)

    def forward(self, x: torch.Tensor, h: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        keep, forget = torch.sigmoid(self.gates(torch.cat([x, h], 1))).chunk(2, 1)
        candidate = torch.tanh(self.candidate_input(x) + forget * self.candidate_state(h))
        state = keep * h + (1 - keep) * candidate
        return state, torch.sigmoid(self.increment(state)), self.classifier(state)


@dataclass(frozen=True)
class Unrolled:
    """logits: sequences x steps x labels, those of the state after every step; updates: sequences x steps, 0 or 1."""

    logits: torch.Tensor
    updates: torch.Tensor


def unroll(cell: SkipCell, x: torch.Tensor, skipping: bool, shown: torch.Tensor | None = None) -> Unrolled:
    """Runs sequences x steps x features.

    :param skipping: whether the cell decides when to look; else it looks at every step.
    :param shown: sequences x steps, 0 where a frame was lost: there is no look then, whatever the cell wanted. A look
        that falls due on a lost frame happens at the next one that is there.
    """
    count, steps = x.shape[:2]
    h = x.new_zeros(count, STATE)
    p, a, logits = x.new_ones(count, 1), x.new_zeros(count, 1), x.new_zeros(count, len(LABELS))
    since = x.new_zeros(count, 1)
    all_logits, all_updates = [], []
    for step in range(steps):
        a = a + torch.minimum(p, 1 - a)
        look = StraightThrough.apply(a) if skipping else torch.ones_like(a)
        look = torch.where(since >= N_MAX - 1, torch.ones_like(look), look)
        if shown is not None and step > 0:
            look = look * shown[:, step, None]
        new_h, new_p, new_logits = cell(x[:, step], h)
        h = look * new_h + (1 - look) * h
        p = look * new_p + (1 - look) * p
        logits = look * new_logits + (1 - look) * logits
        a = (1 - look) * a
        since = (1 - look.detach()) * (since + 1)
        all_logits.append(logits)
        all_updates.append(look.squeeze(1))
    return Unrolled(torch.stack(all_logits, 1), torch.stack(all_updates, 1))


def gap(p: float) -> int:
    """Steps from a look with increment p to the next one."""
    return min(N_MAX, int(0.5 // p) + 1) if p > 0 else N_MAX
