"""Glance at a small picture, focus on one patch of the large one (the skeleton of AdaFocus V2, Wang et al., CVPR 2022)."""

from __future__ import annotations

import os

import torch
from torch import nn
from torch.nn import functional

from .actions import HEIGHT, LABELS, WIDTH
from .backbone import FEATURES, Backbone
from .frame_exit import FRAMES, PerStep

EMBEDDED_PATCH = 80
PATCH = int(os.environ.get("VIDEODYN_FOCUS_PATCH", EMBEDDED_PATCH))
"""Side of a patch; another multiple of 16, below the height of the picture, trains a model to compare with (docs/benchmarks/focus.md)."""
GLANCE_WIDTH, GLANCE_HEIGHT = WIDTH // 2, HEIGHT // 2
GLANCE_FEATURES = 64
STATE = 64


class Glance(Backbone):
    """The small picture to a coarse map, for the policy, and a feature."""

    def __init__(self) -> None:
        super().__init__((GLANCE_WIDTH // 16) * (GLANCE_HEIGHT // 16), 0.5, GLANCE_FEATURES)

    def forward(self, image: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:  # type: ignore[override]
        seen = self.trunk(image)
        return seen, self.read(seen)


class Policy(nn.Module):
    """Where to look: map and state to corner and state. (0, 0) is the patch at the upper left, (1, 1) at the lower right."""

    def __init__(self) -> None:
        super().__init__()
        cells = (GLANCE_WIDTH // 16) * (GLANCE_HEIGHT // 16)
        self.narrow = nn.Sequential(nn.Conv2d(48, 16, 1), nn.Tanh(), nn.Flatten(), nn.Linear(16 * cells, STATE), nn.Tanh())
        self.gates = nn.Linear(2 * STATE, 2 * STATE)
        self.candidate = nn.Linear(2 * STATE, STATE)
        self.corner = nn.Linear(STATE, 2)
        # It begins by looking at the middle.
        nn.init.zeros_(self.corner.weight)
        nn.init.zeros_(self.corner.bias)

    def forward(self, seen: torch.Tensor, h: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = self.narrow(seen)
        keep, forget = torch.sigmoid(self.gates(torch.cat([x, h], 1))).chunk(2, 1)
        state = keep * h + (1 - keep) * torch.tanh(self.candidate(torch.cat([x, forget * h], 1)))
        return torch.sigmoid(self.corner(state)), state


class Fusion(nn.Module):
    """Both features into the running maximum, and a classifier per step."""

    def __init__(self) -> None:
        super().__init__()
        self.join = nn.Sequential(nn.Linear(GLANCE_FEATURES + FEATURES, FEATURES, bias=False), nn.BatchNorm1d(FEATURES), nn.ReLU())
        self.classifier = PerStep(FRAMES, FEATURES, len(LABELS))

    def forward(self, glance: torch.Tensor, focus: torch.Tensor, z: torch.Tensor, step: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        pooled = torch.maximum(z, self.join(torch.cat([glance, focus], 1)))
        return pooled, self.classifier(pooled, step)


class GlanceFocus(nn.Module):
    """All four networks; the two heads only help in training."""

    def __init__(self) -> None:
        super().__init__()
        self.glance, self.policy, self.fusion = Glance(), Policy(), Fusion()
        self.focus = Backbone((PATCH // 16) ** 2)
        self.glance_head, self.focus_head = nn.Linear(GLANCE_FEATURES, len(LABELS)), nn.Linear(FEATURES, len(LABELS))


def small(images: torch.Tensor) -> torch.Tensor:
    """The picture that is glanced at."""
    return functional.avg_pool2d(images, 2)


def patches(images: torch.Tensor, corners: torch.Tensor) -> torch.Tensor:
    """Patches by bilinear sampling, through which the gradient reaches the corners.

    :param images: pictures, N x 3 x rows x columns.
    :param corners: N x 2 (x, y), each 0..1.
    """
    rows, columns = images.shape[2:]
    size = torch.tensor([columns, rows], dtype=corners.dtype)
    left_top = corners * (size - PATCH)
    affine = corners.new_zeros(len(images), 2, 3)
    affine[:, 0, 0], affine[:, 1, 1] = PATCH / columns, PATCH / rows
    affine[:, :, 2] = -1 + (2 * left_top + PATCH) / size
    grid = functional.affine_grid(affine, [len(images), 3, PATCH, PATCH], align_corners=False)
    return functional.grid_sample(images, grid, padding_mode="border", align_corners=False)


def best_corners(boxes: torch.Tensor) -> torch.Tensor:
    """Corners of the patches whose centres are those of boxes: N x 4 in pixels to N x 2, each 0..1."""
    size = torch.tensor([WIDTH, HEIGHT], dtype=boxes.dtype)
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2
    return ((centres - PATCH / 2) / (size - PATCH)).clamp(0, 1)
