"""Which cell is responsible for which object: a light form of SimOTA (Ge et al. 2021, arXiv:2107.08430)."""

from __future__ import annotations

from dataclasses import dataclass

import torch

RADIUS = 1.6
"""Cells whose middle lies within so many strides of the object's middle can answer for it."""

TYPICAL = 4.5
"""Side of a typical object of a level, in strides; other sizes cost."""


@dataclass(frozen=True)
class Targets:
    """Cells that answer for an object: their numbers, the numbers of their objects and the overlap they reach now."""

    cells: torch.Tensor
    objects: torch.Tensor
    overlaps: torch.Tensor


def overlap(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """Intersection over union of every box with every other: [n, 4], [m, 4] -> [n, m]."""
    low = torch.maximum(first[:, None, :2], second[None, :, :2])
    high = torch.minimum(first[:, None, 2:], second[None, :, 2:])
    both = (high - low).clamp(min=0).prod(2)
    areas = [(boxes[:, 2:] - boxes[:, :2]).clamp(min=0).prod(1) for boxes in (first, second)]
    return both / (areas[0][:, None] + areas[1][None] - both).clamp(min=1e-6)


def inside(grid: torch.Tensor, boxes: torch.Tensor) -> torch.Tensor:
    """Whether the middle of each cell lies in each box: [cells, boxes]."""
    middle = (grid[:, None, :2] + 0.5) * grid[:, None, 2:]
    return ((middle > boxes[None, :, :2]) & (middle < boxes[None, :, 2:])).all(2)


def assign(grid: torch.Tensor, predicted: torch.Tensor, logits: torch.Tensor, labels: torch.Tensor, boxes: torch.Tensor) -> Targets:
    """Chooses, for every object, as many cells as the summed overlap of its ten best, at least one; a cell serves one object.

    grid [cells, 3]; predicted boxes [cells, 4]; logits of objectness and classes [cells, 1 + classes]; truth.
    """
    empty = torch.zeros(0, dtype=torch.long)
    if len(labels) == 0:
        return Targets(empty, empty, torch.zeros(0))
    middle = (grid[:, None, :2] + 0.5) * grid[:, None, 2:]
    centre = (boxes[None, :, :2] + boxes[None, :, 2:]) / 2
    away = ((middle - centre).abs() / grid[:, None, 2:]).amax(2)
    candidates = torch.nonzero((away < RADIUS).any(1)).flatten()
    overlaps = overlap(predicted[candidates], boxes)
    scores = (logits[candidates, :1].sigmoid() * logits[candidates, 1:].sigmoid())[:, labels].sqrt()
    side = (boxes[:, 2:] - boxes[:, :2]).clamp(min=1).prod(1).sqrt()
    misfit = torch.log2(side[None] / (TYPICAL * grid[candidates, 2:])).abs()
    cost = -torch.log(scores.clamp(min=1e-4)) - 3 * torch.log(overlaps.clamp(min=1e-3)) + 2 * misfit
    cost = cost + 1e5 * (away[candidates] >= RADIUS) + 3 * (~inside(grid[candidates], boxes))
    near = torch.where(away[candidates] < RADIUS, overlaps, torch.zeros(()))
    wanted = near.topk(min(10, len(candidates)), 0).values.sum(0).long().clamp(min=1)
    chosen = torch.zeros_like(cost, dtype=torch.bool)
    order = cost.argsort(0)
    for number, count in enumerate(wanted.tolist()):
        chosen[order[:count, number], number] = True
    chosen &= cost < 1e4
    best = torch.where(chosen, cost, torch.full((), torch.inf)).argmin(1)
    used = torch.nonzero(chosen.any(1)).flatten()
    return Targets(candidates[used], best[used], overlaps[used, best[used]])
