"""The loop of all trainings on clips: schedule, averaged weights, resuming."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn

from ..averaging import Average
from ..checkpoint import Checkpoint
from ..schedule import learning_rate

Loss = Callable[[int], tuple[torch.Tensor, dict[str, float]]]
"""Step to the loss and numbers worth printing. Everything random must follow from the step, so that a run resumes alike."""


def train(name: str, network: nn.Module, loss: Loss, steps: int, peak: float, work: Path, decay: float = 0.02,
          save_every: float = 60) -> nn.Module:
    """Trains a network and gives its averaged weights; a stage that has ended before is read, not repeated.

    :param name: of the stage; its checkpoint stays in ``work`` until :func:`forget`.
    """
    checkpoint = Checkpoint(work / f"{name}.pt", every_seconds=save_every)
    settings = {"stage": name, "steps": steps, "peak": peak}
    average = Average(network, 0.99 if steps < 1000 else 0.995)
    groups = [{"params": [p for p in network.parameters() if p.requires_grad and p.ndim > 1], "weight_decay": decay},
              {"params": [p for p in network.parameters() if p.requires_grad and p.ndim <= 1], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=peak)
    first = 0
    if (state := checkpoint.load(settings)) is not None:
        first = average.steps = state["step"]
        network.load_state_dict(state["network"])
        average.network.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        print(f"{name}: {'done before' if first == steps else f'resuming at step {first} of {steps}'}", flush=True)
    numbers: dict[str, float] = {}
    began = time.monotonic()
    for step in range(first, steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, steps, peak)
        network.train()
        torch.manual_seed(step)
        total, now = loss(step)
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], 5)
        optimizer.step()
        average.follow(network)
        numbers = {key: numbers.get(key, value) * 0.95 + value * 0.05 for key, value in now.items()}
        if (step + 1) % 50 == 0 or step + 1 == steps:
            pace = (time.monotonic() - began) / (step + 1 - first)
            words = " ".join(f"{key} {value:.3f}" for key, value in numbers.items())
            print(f"{name} {step + 1}/{steps} {words} {pace:.2f} s/step", flush=True)
        if checkpoint.due() or step + 1 == steps:
            checkpoint.save(settings, {"step": step + 1, "network": network.state_dict(),
                                       "average": average.network.state_dict(), "optimizer": optimizer.state_dict()})
    return average.network


def forget(work: Path) -> None:
    """Removes the checkpoints of all stages after a model has been written."""
    for file in work.glob("*.pt"):
        file.unlink()


def shared(work: Path) -> Path:
    """The folder of stages that several models of actions begin with: whoever comes first trains them."""
    return work.parent / "actions"
