"""Early exit from a clip (FrameExit, Ghodrati et al., CVPR 2021): running maximum, a classifier and a gate per step."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from .actions import HEIGHT, LABELS, WIDTH
from .backbone import FEATURES, Backbone

FRAMES = 10
CELLS = (WIDTH // 16) * (HEIGHT // 16)


def coarse_to_fine(count: int) -> list[int]:
    """Middle, first and last frame, then the midpoints of 2, 4, 8 ... equal parts that are new."""
    order = list(dict.fromkeys([(count - 1) // 2, 0, count - 1]))
    parts = 2
    while len(order) < count:
        edges = [i * (count - 1) // parts for i in range(parts + 1)]
        order += [m for m in dict.fromkeys((a + b) // 2 for a, b in zip(edges, edges[1:])) if m not in order]
        parts *= 2
    return order


class PerStep(nn.Module):
    """A linear layer with weights of its own for each step."""

    def __init__(self, steps: int, inputs: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(steps, outputs, inputs) * inputs ** -0.5)
        self.bias = nn.Parameter(torch.zeros(steps, outputs))

    def forward(self, z: torch.Tensor, step: torch.Tensor) -> torch.Tensor:
        """One step, as exported: batch x inputs, int64 of shape [1]."""
        weight = torch.index_select(self.weight, 0, step).squeeze(0)
        return z @ weight.transpose(0, 1) + torch.index_select(self.bias, 0, step)

    def all(self, z: torch.Tensor) -> torch.Tensor:
        """All steps at once: batch x steps x inputs."""
        return torch.einsum("bti,toi->bto", z, self.weight) + self.bias


class ClipNetwork(nn.Module):
    """Backbone and classifiers."""

    def __init__(self) -> None:
        super().__init__()
        self.backbone = Backbone(CELLS)
        self.classifier = PerStep(FRAMES, FEATURES, len(LABELS))


class Gate(nn.Module):
    """Whether the answer stands: both pooled vectors through the same two layers, then weights of the step."""

    def __init__(self, hidden: int = 48) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(FEATURES, hidden), nn.ReLU(), nn.Linear(hidden, hidden // 2), nn.ReLU())
        self.last = PerStep(FRAMES, hidden, 1)

    def forward(self, z_new: torch.Tensor, z_prev: torch.Tensor, step: torch.Tensor) -> torch.Tensor:
        """1 means exit."""
        return torch.sigmoid(self.last(torch.cat([self.body(z_new), self.body(z_prev)], 1), step))

    def all(self, z: torch.Tensor) -> torch.Tensor:
        """Logits of the steps from 1 on: batch x (steps - 1), from the pooled vectors of all steps."""
        body = self.body(z)
        pairs = torch.cat([body[:, 1:], body[:, :-1]], 2)
        return (torch.einsum("bti,toi->bto", pairs, self.last.weight[1:]) + self.last.bias[1:]).squeeze(2)


def pooled(features: torch.Tensor) -> torch.Tensor:
    """Features in the order of looking to their running maximum."""
    return torch.cummax(features, 1).values


def losses(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of every clip at every step."""
    steps = logits.shape[1]
    return functional.cross_entropy(logits.flatten(0, 1), labels.repeat_interleave(steps), reduction="none").unflatten(0, (-1, steps))


def may_exit(loss: torch.Tensor, beta: float) -> torch.Tensor:
    """What the gates learn: 1 where the loss of step t is at most beta * e^(t/2). Early exits must be surer than late ones."""
    steps = torch.arange(loss.shape[1], dtype=loss.dtype)
    return (loss <= beta * torch.exp(steps / 2)).float()


def balanced(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy in which both answers weigh the same at every step."""
    yes = targets.mean(0, keepdim=True)
    weight = torch.where(targets > 0.5, 0.5 / yes.clamp(min=0.05), 0.5 / (1 - yes).clamp(min=0.05))
    return (functional.binary_cross_entropy_with_logits(logits, targets, reduction="none") * weight).mean()


def exits(first: torch.Tensor, gates: torch.Tensor, first_threshold: float, gate_threshold: float) -> torch.Tensor:
    """The step at which every clip is left.

    :param first: best softmax after the first frame, per clip.
    :param gates: p_exit of the steps from 1 on; that of the last step does not matter.
    """
    leaves = torch.cat([(first >= first_threshold)[:, None], gates >= gate_threshold], 1)
    leaves[:, -1] = True
    return leaves.float().argmax(1)
