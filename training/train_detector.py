"""Trains `detector`: people, bicycles, cars, vans and dogs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from videodyn_training import options, quantize, scenes
from videodyn_training.averaging import Average, halfway
from videodyn_training.checkpoint import Checkpoint
from videodyn_training.detector.losses import loss
from videodyn_training.detector.network import Detector, Exported, cells, flatten
from videodyn_training.detector.samples import Pictures, Replay
from videodyn_training.export import export
from videodyn_training.schedule import learning_rate
from videodyn_training.world import CLASSES, Clip

FIRST, CLIPS = 12, 70

# Made-up places, for what the scenes lack: cars from the front, hedges, large figures.
ELSEWHERE, PLACES = 1000, 96


class Phase(NamedTuple):
    """Steps, highest learning rate, and the shares of samples that are repainted, that show the scenes and that show
    objects close (see Pictures), and of the shapes of batches."""

    steps: int
    peak: float
    repainted: float
    scenes: float
    near: float = 0
    shares: tuple[float, float, float] = (0.5, 0.3, 0.2)


# First what objects look like in the scenes, then anywhere; each time the finer differences, such as van and car, at the end,
# on pictures as they are. At last close and cut objects in hard light, which photographs are full of.
PHASES = [Phase(4000, 2e-3, 0.6, 1), Phase(400, 7e-4, 0.2, 1), Phase(3000, 1.5e-3, 0.5, 0.4), Phase(600, 6e-4, 0.2, 0.6),
          Phase(2200, 1.2e-3, 0.5, 0.4, 0.5, (0.3, 0.3, 0.4)), Phase(400, 4e-4, 0.2, 0.6, 0.2, (0.4, 0.3, 0.3))]

# The phases from this one on are only half of the result: its weights are averaged with those before it.
CLOSE = 4

# Width, height and number of pictures of a batch: small crops for variety, whole frames for large objects.
SHAPES = [(256, 192, 14), (384, 256, 7), (640, 384, 3)]


def save(network: Detector, folder: Path) -> None:
    """Writes model.onnx with open width and height."""
    export(
        Exported(network), [torch.zeros(1, 3, 384, 640)], folder / "model.onnx", ["images"], ["output"],
        {"images": {2: "height", 3: "width"}, "output": {1: "cells"}},
    )


def at(step: int, phases: Sequence[Phase]) -> tuple[float, Phase]:
    """Learning rate and phase of a step."""
    for phase in phases:
        if step < phase.steps:
            return learning_rate(step, phase.steps, phase.peak), phase
        step -= phase.steps
    raise ValueError("the step lies behind the last phase")


def calibration(clips: Sequence[Clip]) -> Iterator[torch.Tensor]:
    """One whole frame of every other training clip, as rendered."""
    for clip in clips[::2]:
        yield torch.from_numpy(clip.frames[len(clip.frames) // 2].transpose(2, 0, 1).astype(np.float32))[None] / 255


def main() -> None:
    chosen = options.read("detector", __doc__ or "")
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(1)
    count, places, phases = (6, 3, [Phase(40, 2e-3, 0.5, 0.5), Phase(20, 8e-4, 0.2, 0.6)]) if chosen.smoke else (CLIPS, PLACES, PHASES)
    steps = sum(phase.steps for phase in phases)
    source = Pictures(scenes.clips(FIRST, count), scenes.varied(ELSEWHERE, places))
    pictures = Replay(source)
    network = Detector(len(CLASSES)).to(memory_format=torch.channels_last)
    average = Average(network)
    decayed = [p for p in network.parameters() if p.ndim > 1]
    plain = [p for p in network.parameters() if p.ndim <= 1]
    optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.03}, {"params": plain, "weight_decay": 0.0}], lr=phases[0].peak)
    checkpoint = Checkpoint(chosen.work / "checkpoint.pt")
    settings = {"clips": count, "places": places, "steps": steps}
    first, apart = 0, sum(phase.steps for phase in phases[:CLOSE])
    before: dict[str, torch.Tensor] | None = None
    if (state := checkpoint.load(settings)) is not None:
        first = state["step"]
        network.load_state_dict(state["network"])
        average.network.load_state_dict(state["average"])
        average.steps, before = first, state["before"]
        optimizer.load_state_dict(state["optimizer"])
        print(f"resuming at step {first} of {steps}", flush=True)
    parts: dict[str, float] = {}
    started = time.monotonic()
    for step in range(first, steps):
        if step == apart:
            before = {name: value.clone() for name, value in average.network.state_dict().items()}
        rate, phase = at(step, phases)
        source.repainted, source.scenes, source.near = phase.repainted, phase.scenes, phase.near
        dice = np.random.default_rng([step, 1])
        torch.manual_seed(step)
        width, height, batch = SHAPES[int(dice.choice(len(SHAPES), p=phase.shares))]
        samples = pictures.batch(width, height, batch, dice)
        for group in optimizer.param_groups:
            group["lr"] = rate
        images = torch.stack([sample.picture for sample in samples]).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            raw = flatten(network(images))
        total, now = loss(raw, cells(width, height), samples)
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 10)
        optimizer.step()
        average.follow(network)
        parts = {name: parts.get(name, value) * 0.98 + value * 0.02 for name, value in now.items()}
        if (step + 1) % 50 == 0:
            pace = (time.monotonic() - started) / (step + 1 - first)
            words = " ".join(f"{name} {value:.3f}" for name, value in parts.items())
            print(f"step {step + 1}/{steps} {words} {pace:.2f} s/step", flush=True)
        if checkpoint.due() or step + 1 == steps:
            checkpoint.save(settings, {"step": step + 1, "network": network.state_dict(), "average": average.network.state_dict(), "before": before, "optimizer": optimizer.state_dict()})
            save(average.network, chosen.work / "latest")
    if before is not None:
        average.network.load_state_dict(halfway(before, average.network.state_dict()))
    save(average.network, chosen.output)
    torch.save(average.network.backbone.state_dict(), chosen.work / "backbone.pt")
    quantize.save(chosen.output / "model.onnx", chosen.output / "int8.onnx", calibration(scenes.clips(FIRST, count)))
    checkpoint.remove()
    print(f"written {chosen.output / 'model.onnx'}")


if __name__ == "__main__":
    main()
