"""A small fully convolutional, anchor-free detector in the layout of YOLOX (Ge et al. 2021, arXiv:2107.08430)."""

from __future__ import annotations

import math

import torch
from torch import nn

from ..blocks import Backbone, Conv

STRIDES = (8, 16, 32)
"""Input pixels per cell of each level."""


class Detector(nn.Module):
    """Per cell: x, y, log width, log height (in cells), objectness and classes, all before the sigmoid."""

    WIDTHS = (48, 64, 96)

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.classes = classes
        fine, middle, coarse = self.WIDTHS
        self.backbone = Backbone()
        inputs = Backbone.CHANNELS
        # Two max pools of 5 widen the view of the coarsest level to most of a picture.
        self.reduce = Conv(inputs[2], coarse)
        self.pool = nn.MaxPool2d(5, 1, 2)
        self.gather = Conv(3 * coarse, coarse)
        self.side16, self.side8 = Conv(inputs[1], middle), Conv(inputs[0], fine)
        self.down_to16, self.down_to8 = Conv(coarse, middle), Conv(middle, fine)
        self.merge16 = Conv(middle, middle, 3)
        self.merge8 = Conv(fine, fine, 3)
        self.up16, self.up32 = Conv(fine, middle, 3, 2), Conv(middle, coarse, 3, 2)
        self.last = nn.ModuleList([Conv(fine, 64, 1), Conv(middle, 64, 3), Conv(coarse, 96, 3)])
        self.heads = nn.ModuleList([nn.Conv2d(c, 5 + classes, 1) for c in (64, 64, 96)])
        self.upsample = nn.Upsample(scale_factor=2, mode="nearest")
        for head in self.heads:
            nn.init.normal_(head.weight, std=0.01)
            nn.init.zeros_(head.bias)
            nn.init.constant_(head.bias[4], -math.log(99))

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        fine, middle, coarse = self.backbone(x)
        coarse = self.reduce(coarse)
        once = self.pool(coarse)
        coarse = self.gather(torch.cat((coarse, once, self.pool(once)), 1))
        middle = self.merge16(self.side16(middle) + self.upsample(self.down_to16(coarse)))
        fine = self.merge8(self.side8(fine) + self.upsample(self.down_to8(middle)))
        middle = middle + self.up16(fine)
        coarse = coarse + self.up32(middle)
        return [head(last(level)) for head, last, level in zip(self.heads, self.last, (fine, middle, coarse))]


class Exported(nn.Module):
    """The detector as it is exported: one row per cell, objectness and classes as probabilities."""

    def __init__(self, detector: Detector) -> None:
        super().__init__()
        self.detector = detector

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        rows = []
        for level in self.detector(x):
            level = torch.cat((level[:, :4], level[:, 4:].sigmoid()), 1)
            rows.append(level.flatten(2))
        return torch.cat(rows, 2).permute(0, 2, 1)


def flatten(levels: list[torch.Tensor]) -> torch.Tensor:
    """Levels as one [batch, cells, 5 + classes]."""
    return torch.cat([level.flatten(2) for level in levels], 2).permute(0, 2, 1)


def cells(width: int, height: int) -> torch.Tensor:
    """Column, row and stride of every cell, in the order of flatten: [cells, 3]."""
    grids = []
    for stride in STRIDES:
        rows, columns = torch.meshgrid(torch.arange(height // stride), torch.arange(width // stride), indexing="ij")
        grids.append(torch.stack((columns.flatten(), rows.flatten(), torch.full((rows.numel(),), stride)), 1))
    return torch.cat(grids).float()


def boxes(raw: torch.Tensor, grid: torch.Tensor) -> torch.Tensor:
    """Corners in input pixels of raw values [..., cells, >= 4], as VideoDyn's yolox head decodes them."""
    stride = grid[:, 2:]
    centre = (raw[..., :2] + grid[:, :2]) * stride
    half = raw[..., 2:4].clamp(max=8).exp() * stride / 2
    return torch.cat((centre - half, centre + half), -1)
