"""Learning rate over a run: a short linear rise, then half a cosine."""

from __future__ import annotations

import math


def learning_rate(step: int, steps: int, peak: float, warm: int = 200, floor: float = 0.02) -> float:
    """The rate of a step of 0 .. steps - 1; floor is the share of the peak that is left at the end."""
    warm = min(warm, max(1, steps // 10))
    if step < warm:
        return peak * (step + 1) / warm
    share = (step - warm) / max(1, steps - warm)
    return peak * (floor + (1 - floor) * 0.5 * (1 + math.cos(math.pi * min(1.0, share))))
