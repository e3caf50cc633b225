"""Building blocks that the block engine runs: plain convolutions, channels in multiples of 16, ReLU."""

from __future__ import annotations

import torch
from torch import nn


class Conv(nn.Sequential):
    """Convolution, batch normalisation (folded on export) and ReLU."""

    def __init__(self, inputs: int, outputs: int, kernel: int = 1, stride: int = 1) -> None:
        super().__init__(
            nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(inplace=True),
        )


class Residual(nn.Module):
    """1x1 and 3x3 convolution beside a shortcut."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.body = nn.Sequential(Conv(channels, channels), Conv(channels, channels, 3))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.body(x)


class CrossStage(nn.Module):
    """Half of the channels pass residual blocks, the other half go by (Wang et al. 2019, arXiv:1911.11929)."""

    def __init__(self, channels: int, hidden: int, depth: int) -> None:
        super().__init__()
        self.inner = Conv(channels, hidden)
        self.past = Conv(channels, hidden)
        self.blocks = nn.Sequential(*[Residual(hidden) for _ in range(depth)])
        self.join = Conv(2 * hidden, channels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.join(torch.cat((self.blocks(self.inner(x)), self.past(x)), 1))


class Backbone(nn.Module):
    """Feature maps at strides 8, 16 and 32. Little is computed at strides 2 and 4, where a pixel costs most."""

    CHANNELS = (64, 96, 192)

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(Conv(3, 16, 3, 2), Conv(16, 32, 3, 2))
        self.stage8 = nn.Sequential(Conv(32, 64, 3, 2), CrossStage(64, 32, 1))
        self.stage16 = nn.Sequential(Conv(64, 96, 3, 2), CrossStage(96, 48, 2))
        self.stage32 = nn.Sequential(Conv(96, 192, 3, 2), CrossStage(192, 96, 2))

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        fine = self.stage8(self.stem(x))
        middle = self.stage16(fine)
        return fine, middle, self.stage32(middle)
