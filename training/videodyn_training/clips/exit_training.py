"""The three stages of early exit: pooled classifiers, gates, and the choice of the operating point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .actions import Clips
from .batches import augmented, draw, in_order, per_frame
from .frame_exit import FRAMES, ClipNetwork, Gate, balanced, coarse_to_fine, exits, losses, may_exit, pooled
from .loop import train
from .single_frame import FrameNetwork

CLIP_STEPS = (700, 500, 500, 1300)
"""Steps of the rounds of backbone and classifiers."""

BETAS = (0.01, 0.03, 0.06, 0.1)

MOST = 0.42 * FRAMES
"""Frames that an operating point may look at, on average: so few that a clip takes less than half of the time, gates and all."""
ORDER = coarse_to_fine(FRAMES)


@dataclass(frozen=True)
class Point:
    """An operating point. beta: of the gates' targets; first, gate: thresholds of the card."""

    beta: float
    first: float
    gate: float


@dataclass(frozen=True)
class Result:
    """What a point does on some clips, clip by clip: answers after the first frame, after all, at the exit; frames seen."""

    labels: np.ndarray
    first: np.ndarray
    full: np.ndarray
    early: np.ndarray
    looked: np.ndarray

    @property
    def top1_full(self) -> float:
        """Share of right answers after all frames."""
        return float((self.full == self.labels).mean())

    @property
    def top1(self) -> float:
        """Share of right answers at the exit."""
        return float((self.early == self.labels).mean())

    def words(self) -> str:
        """One line."""
        return f"top-1 {self.top1:.3f} after {self.looked.mean():.2f} of {FRAMES} frames, {self.top1_full:.3f} after all"


def train_clips(start: FrameNetwork, clips: Clips, steps: Sequence[int], work: Path) -> ClipNetwork:
    """Backbone and classifiers together, all steps weighing the same, from a network that knows single frames: from
    nothing the maximum of ten features learns several times more slowly.

    :param steps: of each round; a round begins with the averaged weights of the one before and a high rate again.
    """
    network = ClipNetwork()
    network.backbone.load_state_dict(start.backbone.state_dict())
    with torch.no_grad():
        network.classifier.weight.copy_(start.classifier.weight.expand_as(network.classifier.weight))
    for turn, count in enumerate(steps):
        def loss(step: int, network: ClipNetwork = network, turn: int = turn) -> tuple[torch.Tensor, dict[str, float]]:
            images, labels = draw(clips, step + 100_000 * turn, 16, FRAMES)
            logits = network.classifier.all(pooled(per_frame(network.backbone, images[:, ORDER])))
            each = losses(logits, labels)
            return each.mean(), {"loss": float(each.mean()), "last": float((logits[:, -1].argmax(1) == labels).float().mean())}

        average = train("clips" if turn == 0 else f"clips-{turn + 1}", network, loss, count, 2e-3, work, decay=0.05)
        network.load_state_dict(average.state_dict())
    return network


@torch.no_grad()
def look(network: ClipNetwork, clips: Clips, rounds: int = 0) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pooled features and logits of every step, in the order of looking, and labels.

    :param rounds: 0 for the clips as they are, else how often each is seen with a random view and light.
    """
    network.eval()
    source = augmented(clips, FRAMES, rounds) if rounds else in_order(clips, FRAMES)
    z, labels = zip(*[(pooled(per_frame(network.backbone, images[:, ORDER], exact=not rounds)), labels) for images, labels in source])
    both = torch.cat(z)
    return both, network.classifier.all(both), torch.cat(labels)


def train_gates(network: ClipNetwork, unseen: Clips, steps: int, work: Path) -> dict[float, Gate]:
    """Gates for each beta, on clips that the classifiers have not learned from: on those they are too sure."""
    z, logits, labels = look(network, unseen, rounds=5)
    loss_of_step = losses(logits, labels)
    gates = {}
    for beta in BETAS:
        gate = Gate()
        targets = may_exit(loss_of_step, beta)[:, 1:]

        def loss(step: int, gate: Gate = gate, targets: torch.Tensor = targets) -> tuple[torch.Tensor, dict[str, float]]:
            chosen = torch.randint(len(z), (128,))
            total = balanced(gate.all(z[chosen])[:, :-1], targets[chosen][:, :-1])
            return total, {"loss": float(total), "exit": float(targets[chosen].mean())}

        gates[beta] = train(f"gates-{beta:g}", gate, loss, steps, 1e-3, work)
    return gates  # type: ignore[return-value]


@torch.no_grad()
def measure(network: ClipNetwork, gate: Gate, point: Point, clips: Clips) -> Result:
    """Runs an operating point on clips as they are."""
    z, logits, labels = look(network, clips)
    return _at(torch.sigmoid(gate.eval().all(z)), logits, labels, point)


@torch.no_grad()
def choose(network: ClipNetwork, gates: Mapping[float, Gate], clips: Clips) -> tuple[Point, Result]:
    """The point that is right most often on these clips among those with at most MOST frames; of equals the one that
    looks longest, for other clips are harder than these."""
    z, logits, labels = look(network, clips)
    found = []
    for beta, gate in gates.items():
        p_exit = torch.sigmoid(gate.eval().all(z))
        for first in (0.8, 0.9, 0.95, 0.98, 0.99, 1.01):
            for threshold in np.arange(0.3, 0.91, 0.05).round(2).tolist():
                point = Point(beta, first, threshold)
                found.append((point, _at(p_exit, logits, labels, point)))
    few = [pair for pair in found if pair[1].looked.mean() <= MOST] or found
    return max(few, key=lambda pair: (pair[1].top1, pair[1].looked.mean()))


def _at(p_exit: torch.Tensor, logits: torch.Tensor, labels: torch.Tensor, point: Point) -> Result:
    steps = exits(logits[:, 0].softmax(1).amax(1), p_exit, point.first, point.gate)
    early = logits[torch.arange(len(labels)), steps].argmax(1)
    return Result(labels.numpy(), logits[:, 0].argmax(1).numpy(), logits[:, -1].argmax(1).numpy(), early.numpy(), steps.numpy() + 1)
