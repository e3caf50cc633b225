"""The exponential moving average of weights, which is what is exported."""

from __future__ import annotations

import copy

import torch
from torch import nn


class Average:
    """Follows a network; the decay rises from 0 so that the first steps do not stay in it for long."""

    def __init__(self, network: nn.Module, decay: float = 0.998) -> None:
        self.network = copy.deepcopy(network).eval()
        self.steps = 0
        self._decay = decay
        for parameter in self.network.parameters():
            parameter.requires_grad_(False)

    @torch.no_grad()
    def follow(self, network: nn.Module) -> None:
        """Takes in the network's present weights."""
        self.steps += 1
        decay = min(self._decay, self.steps / (self.steps + 20))
        own = self.network.state_dict()
        for name, value in network.state_dict().items():
            if value.dtype.is_floating_point:
                own[name].mul_(decay).add_(value.detach(), alpha=1 - decay)
            else:
                own[name].copy_(value)


def halfway(first: dict[str, torch.Tensor], second: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The mean of the weights before and after learning something else, which keeps most of both (Wortsman et al. 2022, arXiv:2109.01903)."""
    return {name: (value + second[name]) / 2 if value.dtype.is_floating_point else second[name] for name, value in first.items()}
