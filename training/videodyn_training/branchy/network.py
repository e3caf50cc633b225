"""A small classifier with two side exits (Teerapittayanon et al. 2016, BranchyNet), cut into three stages."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks import Conv, Residual

SIZE = 64
"""Width and height of a crop."""


class Exit(nn.Sequential):
    """Mean over the picture, then one linear layer."""

    def __init__(self, channels: int, classes: int) -> None:
        super().__init__(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, classes))


class Stage(nn.Module):
    """Layers and their exit: input -> (feature, logits)."""

    def __init__(self, body: nn.Module, exit_: nn.Module) -> None:
        super().__init__()
        self.body, self.exit = body, exit_

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = self.body(x)
        return x, self.exit(x)


class Last(nn.Module):
    """The last stage: feature -> logits."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.stage(x)[1]


class Branchy(nn.Module):
    """Three stages; every later exit costs more and sees more."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.stages = nn.ModuleList([
            Stage(nn.Sequential(Conv(3, 16, 3, 2), Conv(16, 32, 3, 2), Conv(32, 32, 3, 2)), Exit(32, classes)),
            Stage(nn.Sequential(Residual(32), Conv(32, 64, 3), Residual(64), Residual(64)), Exit(64, classes)),
            Stage(nn.Sequential(Conv(64, 128, 3, 1), Residual(128), Residual(128)), Exit(128, classes)),
        ])

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        exits = []
        for stage in self.stages:
            x, logits = stage(x)
            exits.append(logits)
        return exits


class Whole(nn.Module):
    """All stages and the last exit only, as a plain classifier."""

    def __init__(self, network: Branchy) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.network(x)[-1]


def macs(network: Branchy) -> list[int]:
    """Multiply-accumulates up to and including each exit, for one crop."""
    counts: list[int] = []
    total = 0

    def count(module: nn.Module, inputs: tuple[torch.Tensor], output: torch.Tensor) -> None:
        nonlocal total
        if isinstance(module, nn.Conv2d):
            total += output[0].numel() * module.weight[0].numel()
        elif isinstance(module, nn.Linear):
            total += module.weight.numel()

    hooks = [module.register_forward_hook(count) for module in network.modules()]
    with torch.no_grad():
        x = torch.zeros(1, 3, SIZE, SIZE)
        for stage in network.eval().stages:
            x, _ = stage(x)
            counts.append(total)
    for hook in hooks:
        hook.remove()
    return counts
