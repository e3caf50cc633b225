"""A small fully convolutional segmenter: the detector's backbone and a decoder to the picture's own resolution."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks import Backbone, Conv


class Segmenter(nn.Module):
    """Scores per class, [batch, classes, H, W]. One layer looks at the picture as it is: spokes and legs are a pixel or two wide."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.backbone = Backbone()
        fine, middle, coarse = Backbone.CHANNELS
        self.from32, self.from16, self.from8 = Conv(coarse, 64), Conv(middle, 64), Conv(fine, 48)
        self.from4, self.from2 = Conv(32, 32), Conv(16, 16)
        self.merge16, self.merge8 = Conv(64, 48, 3), Conv(48, 32, 3)
        self.merge4, self.merge2 = Conv(32, 16, 3), Conv(16, 16, 3)
        self.detail, self.merge1 = Conv(3, 16, 3), Conv(16, 16, 3)
        self.last = nn.Conv2d(16, classes, 1)
        self.upsample = nn.Upsample(scale_factor=2, mode="nearest")

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        half = self.backbone.stem[0](picture)
        quarter = self.backbone.stem[1](half)
        fine = self.backbone.stage8(quarter)
        middle = self.backbone.stage16(fine)
        x = self.upsample(self.from32(self.backbone.stage32(middle)))
        x = self.upsample(self.merge16(x + self.from16(middle)))
        x = self.upsample(self.merge8(x + self.from8(fine)))
        x = self.upsample(self.merge4(x + self.from4(quarter)))
        x = self.upsample(self.merge2(x + self.from2(half)))
        return self.last(self.merge1(x + self.detail(picture)))
