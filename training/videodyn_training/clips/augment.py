"""Bytes of clips to what the networks read, with the changes of view and light that the few rendered clips lack."""

from __future__ import annotations

import numpy as np
import torch
from torch.nn import functional

MEAN, STD = 0.45, 0.25


def to_input(frames: np.ndarray) -> torch.Tensor:
    """Clips x moments x rows x columns x RGB bytes to clips x moments x RGB x rows x columns, as the cards prescribe."""
    return torch.from_numpy(np.ascontiguousarray(frames)).permute(0, 1, 4, 2, 3).float().mul_(1 / (255 * STD)).sub_(MEAN / STD)


def changed(frames: np.ndarray, dice: np.random.Generator) -> tuple[torch.Tensor, np.ndarray]:
    """Shows whole clips in another view (part of the picture, mirrored or not) and light (brightness, contrast, tint).

    :return: what the networks read, and the part shown of each clip: left, top, right, bottom as shares of the picture;
        left is greater than right where it is mirrored.
    """
    clips, moments, rows, columns = frames.shape[:4]
    out = torch.empty(clips, moments, 3, rows, columns)
    parts = np.empty((clips, 4), np.float32)
    for k in range(clips):
        zoom = dice.uniform(0.78, 1)
        high, wide = int(rows * zoom * dice.uniform(0.97, 1)), int(columns * zoom)
        # Mostly about the middle, where the action is.
        top = round((rows - high) * float(dice.beta(2, 2)))
        left = round((columns - wide) * float(dice.beta(2, 2)))
        seen = torch.from_numpy(np.ascontiguousarray(frames[k, :, top:top + high, left:left + wide])).permute(0, 3, 1, 2).float()
        if (high, wide) != (rows, columns):
            seen = functional.interpolate(seen, size=(rows, columns), mode="bilinear", align_corners=False)
        mirrored = dice.random() < 0.5
        contrast, tint, offset = np.exp(dice.normal(0, 0.25)), np.exp(dice.normal(0, 0.08, 3)), dice.normal(0, 0.25)
        scale = torch.tensor(contrast * tint / (255 * STD), dtype=torch.float32)[None, :, None, None]
        seen = seen * scale + float(offset - contrast * MEAN / STD)
        out[k] = seen.flip(3) if mirrored else seen
        edges = (left / columns, (left + wide) / columns)
        parts[k] = (edges[mirrored], top / rows, edges[not mirrored], (top + high) / rows)
    return out, parts
