"""Batches of clips for training, and all clips in order for measuring."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch

from .actions import LABELS, Clips
from .augment import changed, to_input


def draw(clips: Clips, step: int, size: int, moments: int, jitter: float = 0.5) -> tuple[torch.Tensor, torch.Tensor]:
    """A random batch with random view and light: clips x moments x RGB x rows x columns, and labels."""
    dice = np.random.default_rng([step, 5])
    chosen = np.concatenate([dice.choice(np.flatnonzero(clips.labels == k), size // len(LABELS)) for k in range(len(LABELS))])
    frames = np.stack([clips.frames[clips.moments(int(c), moments, jitter, dice)] for c in chosen])
    return changed(frames, dice)[0], torch.from_numpy(clips.labels[chosen])


def augmented(clips: Clips, moments: int, rounds: int, size: int = 16) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """All clips several times, each time with another view and light."""
    for turn in range(rounds):
        for first in range(0, len(clips), size):
            dice = np.random.default_rng([turn, first, 6])
            chosen = range(first, min(first + size, len(clips)))
            frames = np.stack([clips.frames[clips.moments(c, moments, 0.5, dice)] for c in chosen])
            yield changed(frames, dice)[0], torch.from_numpy(clips.labels[chosen.start:chosen.stop])


def in_order(clips: Clips, moments: int, size: int = 16) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """All clips as the runtime sees them."""
    for first in range(0, len(clips), size):
        chosen = range(first, min(first + size, len(clips)))
        frames = np.stack([clips.frames[clips.moments(c, moments)] for c in chosen])
        yield to_input(frames), torch.from_numpy(clips.labels[chosen.start:chosen.stop])


def per_frame(network: torch.nn.Module, images: torch.Tensor) -> torch.Tensor:
    """Runs a network of single pictures on clips: clips x moments x features. In bfloat16 while training: twice as fast."""
    flat = images.flatten(0, 1).contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", torch.bfloat16, enabled=network.training):
        out = network(flat)
    return out.float().unflatten(0, images.shape[:2])
