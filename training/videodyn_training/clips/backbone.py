"""The small network that looks at one picture."""

from __future__ import annotations

import torch
from torch import nn

FEATURES = 128


def convolution(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    """3x3, batch norm, ReLU."""
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class Residual(nn.Module):
    """A 3x3 layer whose result is added to what it got."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(x + self.body(x))


class Trunk(nn.Sequential):
    """Fully convolutional part: stride 16, 96 channels at full width."""

    def __init__(self, width: float = 1) -> None:
        a, b, c, d = (int(width * channels) for channels in (16, 32, 48, 96))
        self.channels = d
        super().__init__(convolution(3, a, 2), convolution(a, b, 2), convolution(b, c, 2), Residual(c), convolution(c, d, 2))


class Backbone(nn.Module):
    """A picture to a feature vector that knows what is seen (pooled channels) and where (a coarse map).

    :param cells: places of the trunk's output map: (rows / 16) * (columns / 16).
    """

    def __init__(self, cells: int, width: float = 1, features: int = FEATURES) -> None:
        super().__init__()
        self.trunk = Trunk(width)
        self.places = nn.Sequential(nn.Conv2d(self.trunk.channels, 8, 1), nn.ReLU(), nn.Flatten())
        self.head = nn.Sequential(
            nn.Linear(2 * self.trunk.channels + 8 * cells, features, bias=False), nn.BatchNorm1d(features), nn.ReLU())

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.read(self.trunk(image))

    def read(self, seen: torch.Tensor) -> torch.Tensor:
        """The feature vector of a trunk's output map."""
        return self.head(torch.cat([seen.mean((2, 3)), seen.amax((2, 3)), self.places(seen)], 1))


def macs(network: nn.Module, *inputs: torch.Tensor) -> int:
    """Multiply-accumulates of convolutions and linear layers for one run."""
    total = 0
    hooks = []

    def count(layer: nn.Module, _: object, output: torch.Tensor) -> None:
        nonlocal total
        if isinstance(layer, nn.Conv2d):
            total += output.numel() // output.shape[0] * layer.weight[0].numel()
        elif isinstance(layer, nn.Linear):
            total += layer.weight.numel()

    for layer in network.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            hooks.append(layer.register_forward_hook(count))
    with torch.no_grad():
        network(*inputs)
    for hook in hooks:
        hook.remove()
    return total
