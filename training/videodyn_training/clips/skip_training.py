"""Training of the Skip-GRU on features of a backbone that has learned clips already."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from .actions import Clips
from .augment import changed, to_input
from .batches import per_frame
from .loop import train
from .skip_gru import SkipCell, unroll


@dataclass(frozen=True)
class Sequences:
    """Features of whole clips, one per frame; what follows the end of a clip repeats its last frame and does not count."""

    x: torch.Tensor
    lengths: torch.Tensor
    labels: torch.Tensor


@torch.no_grad()
def features(backbone: nn.Module, clips: Clips, rounds: int = 0) -> Sequences:
    """Looks at every frame of every clip once, or several times with random views and lights."""
    longest = max(clips.length(c) for c in range(len(clips)))
    xs, lengths = [], []
    was = backbone.training
    for turn in range(max(1, rounds)):
        for clip in range(len(clips)):
            frames = clips.frames[clips.starts[clip]:clips.starts[clip + 1]][None]
            images = changed(frames, np.random.default_rng([turn, clip, 7]))[0] if rounds else to_input(frames)
            x = per_frame(backbone.eval(), images)[0]
            lengths.append(len(x))
            xs.append(functional.pad(x.T, (0, longest - len(x)), mode="replicate").T)
    backbone.train(was)
    labels = np.tile(clips.labels, max(1, rounds))
    return Sequences(torch.stack(xs), torch.tensor(lengths), torch.from_numpy(labels))


def objective(logits: torch.Tensor, lengths: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Cross-entropy at the end of each sequence, and with less weight over its second half, where most actions show."""
    count, steps = logits.shape[:2]
    place = torch.arange(steps)[None]
    inside = (place < lengths[:, None]).float()
    late = inside * (place >= lengths[:, None] // 2)
    weight = 0.4 * late / late.sum(1, keepdim=True) + 0.6 * (place == lengths[:, None] - 1)
    each = functional.cross_entropy(logits.flatten(0, 1), labels.repeat_interleave(steps), reduction="none", label_smoothing=0.05)
    return (each.unflatten(0, (count, steps)) * weight).sum(1).mean()


def train_cell(data: Sequences, steps: int, price: float, work: Path, start: SkipCell | None = None) -> SkipCell:
    """Trains a cell. Without a start every frame is looked at; with one, looks cost more and more up to ``price`` each share."""
    cell = SkipCell() if start is None else copy.deepcopy(start).requires_grad_(True)
    skipping = start is not None

    def loss(step: int) -> tuple[torch.Tensor, dict[str, float]]:
        chosen = torch.randint(len(data.labels), (64,))
        longest = int(data.lengths[chosen].max())
        # Lost frames are part of life: in half of the sequences up to a third is missing.
        rate = torch.rand(64, 1) * 0.33 * (torch.rand(64, 1) < 0.5)
        shown = (torch.rand(64, longest) >= rate).float()
        x = data.x[chosen, :longest]
        run = unroll(cell, x + 0.05 * torch.randn_like(x), skipping, shown)
        task = objective(run.logits, data.lengths[chosen], data.labels[chosen])
        inside = (torch.arange(longest)[None] < data.lengths[chosen, None]).float()
        share = (run.updates * inside).sum() / inside.sum()
        ramp = min(1.0, step / max(1, 0.6 * steps))
        total = task + price * ramp * share
        last = run.logits[torch.arange(64), data.lengths[chosen] - 1].argmax(1)
        return total, {"loss": float(task), "top-1": float((last == data.labels[chosen]).float().mean()), "updates": float(share)}

    return train(f"cell-{price:g}" if skipping else "cell", cell, loss, steps, 1e-3 if skipping else 3e-3, work)  # type: ignore[return-value]


@dataclass(frozen=True)
class SkipResult:
    """Answers at the end of each clip, and the share of its frames that were looked at."""

    labels: np.ndarray
    found: np.ndarray
    updates: np.ndarray

    @property
    def top1(self) -> float:
        """Share of right answers."""
        return float((self.found == self.labels).mean())

    @property
    def share(self) -> float:
        """Looks by frames, all clips together weighing the same."""
        return float(self.updates.mean())


@torch.no_grad()
def measure(cell: SkipCell, data: Sequences, skipping: bool) -> SkipResult:
    """Runs whole clips."""
    run = unroll(cell.eval(), data.x, skipping)
    inside = (torch.arange(data.x.shape[1])[None] < data.lengths[:, None]).float()
    found = run.logits[torch.arange(len(data.labels)), data.lengths - 1].argmax(1)
    return SkipResult(data.labels.numpy(), found.numpy(), ((run.updates * inside).sum(1) / data.lengths).numpy())


def collapsed(result: SkipResult, data: Sequences) -> bool:
    """Whether a cell hardly looks at all: fewer than two looks per clip."""
    return float((result.updates * data.lengths.numpy()).mean()) < 2
