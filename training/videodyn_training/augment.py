"""Bytes of clips to what the networks read, with the changes of view and light that the few rendered clips lack."""

from __future__ import annotations

import numpy as np
import torch
from torch.nn import functional

MEAN, STD = 0.45, 0.25


def to_input(frames: np.ndarray) -> torch.Tensor:
    """Clips x moments x rows x columns x RGB bytes to clips x moments x RGB x rows x columns, as the cards prescribe."""
    return (torch.from_numpy(np.ascontiguousarray(frames)).permute(0, 1, 4, 2, 3).float() / 255 - MEAN) / STD


def random_view(clips: torch.Tensor, generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Mirrors, zooms and moves whole clips.

    :return: the clips, and the affine map (clips x 2 x 3) from places in the result to places in the source, both -1..1.
    """
    count, moments = clips.shape[:2]

    def draw(low: float, high: float) -> torch.Tensor:
        return low + (high - low) * torch.rand(count, generator=generator)

    mirror = torch.where(draw(0, 1) < 0.5, -1.0, 1.0)
    zoom = draw(0.8, 1.1)
    affine = torch.zeros(count, 2, 3)
    affine[:, 0, 0] = mirror * zoom
    affine[:, 1, 1] = zoom * draw(0.95, 1.05)
    affine[:, 0, 2], affine[:, 1, 2] = draw(-0.12, 0.12), draw(-0.1, 0.1)
    flat = clips.reshape(count * moments, *clips.shape[2:])
    grid = functional.affine_grid(affine.repeat_interleave(moments, 0), list(flat.shape), align_corners=False)
    return functional.grid_sample(flat, grid, padding_mode="border", align_corners=False).reshape(clips.shape), affine


def random_light(clips: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Changes brightness, contrast and colour of whole clips, and adds a little noise."""
    count = clips.shape[0]
    shape = (count, 1, 1, 1, 1)
    contrast = torch.exp(0.25 * torch.randn(shape, generator=generator))
    tint = torch.exp(0.08 * torch.randn((count, 1, 3, 1, 1), generator=generator))
    offset = 0.25 * torch.randn(shape, generator=generator)
    return clips * contrast * tint + offset + 0.04 * torch.randn(clips.shape, generator=generator)
