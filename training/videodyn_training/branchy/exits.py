"""When to stop: thresholds on the probability of the best class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Outcome:
    """Share of right answers, mean multiply-accumulates as a share of the last exit's, and the share of crops per exit."""

    accuracy: float
    cost: float
    shares: tuple[float, ...]


def outcome(probabilities: Sequence[np.ndarray], labels: np.ndarray, macs: Sequence[int], thresholds: Sequence[float]) -> Outcome:
    """What leaving at the first exit whose best probability reaches its threshold gives; the last exit takes the rest.

    probabilities: per exit [n, classes]; thresholds: one fewer than exits.
    """
    n = len(labels)
    chosen = np.full(n, len(probabilities) - 1)
    for place in reversed(range(len(thresholds))):
        chosen[probabilities[place].max(1) >= thresholds[place]] = place
    answers = np.stack([p.argmax(1) for p in probabilities])[chosen, np.arange(n)]
    cost = np.asarray(macs, float)[chosen].mean() / macs[-1]
    return Outcome(float((answers == labels).mean()), float(cost), tuple(float((chosen == i).mean()) for i in range(len(probabilities))))


def choose(probabilities: Sequence[np.ndarray], labels: np.ndarray, macs: Sequence[int], loss: float) -> tuple[float, ...]:
    """The cheapest thresholds of a grid that lose at most so much accuracy against the last exit."""
    grid = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995, 2.0)
    wanted = float((probabilities[-1].argmax(1) == labels).mean()) - loss
    fitting = [(o.cost, (a, b)) for a in grid for b in grid if (o := outcome(probabilities, labels, macs, (a, b))).accuracy >= wanted]
    return min(fitting)[1]
