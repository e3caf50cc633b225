"""The detector's loss: objectness, class and box."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch.nn import functional

from .network import boxes as decode
from .samples import Sample
from .targets import assign, inside


def generalised_overlap(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """GIoU (Rezatofighi et al. 2019, arXiv:1902.09630) of pairs of boxes [n, 4], in -1..1."""
    low, high = torch.maximum(first[:, :2], second[:, :2]), torch.minimum(first[:, 2:], second[:, 2:])
    both = (high - low).clamp(min=0).prod(1)
    union = (first[:, 2:] - first[:, :2]).prod(1) + (second[:, 2:] - second[:, :2]).prod(1) - both
    hull = (torch.maximum(first[:, 2:], second[:, 2:]) - torch.minimum(first[:, :2], second[:, :2])).prod(1)
    return both / union.clamp(min=1e-6) - (hull - union) / hull.clamp(min=1e-6)


def loss(raw: torch.Tensor, grid: torch.Tensor, samples: Sequence[Sample]) -> tuple[torch.Tensor, dict[str, float]]:
    """The loss of a batch per positive cell, and its parts. raw is [batch, cells, 5 + classes]."""
    raw = raw.float()
    predicted = decode(raw, grid)
    objectness = torch.zeros(raw.shape[:2])
    weight = torch.ones(raw.shape[:2])
    pairs, wanted_boxes, wanted_classes = [], [], []
    for number, sample in enumerate(samples):
        with torch.no_grad():
            found = assign(grid, predicted[number], raw[number, :, 4:], sample.labels, sample.boxes)
            if len(sample.ignored):
                weight[number][inside(grid, sample.ignored).any(1)] = 0
            objectness[number, found.cells] = 1
            weight[number, found.cells] = 1
        pairs.append(torch.stack((torch.full_like(found.cells, number), found.cells), 1))
        wanted_boxes.append(sample.boxes[found.objects])
        one_hot = functional.one_hot(sample.labels[found.objects], raw.shape[2] - 5).float()
        wanted_classes.append(one_hot * found.overlaps.clamp(min=0.1)[:, None])
    picked = torch.cat(pairs)
    positives = max(1, len(picked))
    rows = raw[picked[:, 0], picked[:, 1]]
    box = (1 - generalised_overlap(predicted[picked[:, 0], picked[:, 1]], torch.cat(wanted_boxes))).sum() / positives
    kind = functional.binary_cross_entropy_with_logits(rows[:, 5:], torch.cat(wanted_classes), reduction="sum") / positives
    seen = functional.binary_cross_entropy_with_logits(raw[..., 4], objectness, weight, reduction="sum") / positives
    return 5 * box + kind + seen, {"box": float(box), "class": float(kind), "object": float(seen)}
