"""Trains `segmenter`: the class of every pixel. Starts from the detector's layers when that was trained on this machine."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from videodyn_training import options, scenes
from videodyn_training.averaging import Average
from videodyn_training.checkpoint import Checkpoint
from videodyn_training.export import export
from videodyn_training.schedule import learning_rate
from videodyn_training.segmenter.losses import Overlaps, loss
from videodyn_training.segmenter.network import Segmenter
from videodyn_training.segmenter.offsets import balance
from videodyn_training.segmenter.samples import Maps
from videodyn_training.world import CLASSES, cache

FIRST, CLIPS, HELD_OUT_CLIPS = 12, 70, 12
STEPS, PEAK = 11000, 3e-3
LABELS = ("scenery", *CLASSES)
SHAPES = [(256, 192, 10), (384, 256, 5)]


def save(network: Segmenter, folder: Path) -> None:
    """Writes model.onnx with open width and height."""
    axes = {2: "height", 3: "width"}
    export(network, [torch.zeros(1, 3, 384, 640)], folder / "model.onnx", ["images"], ["classes"], {"images": axes, "classes": {2: "rows", 3: "columns"}})


def report(network: Segmenter, count: int) -> None:
    """Mean intersection over union on held-out clips, at the resolution of the truth."""
    meter = Overlaps(len(LABELS))
    frames = 0
    with torch.no_grad():
        for clip in scenes.clips(scenes.HELD_OUT, count):
            for index in range(0, len(clip.frames), 3):
                picture = torch.from_numpy(clip.frames[index].transpose(2, 0, 1).astype(np.float32))[None] / 255
                found = network(picture).argmax(1)[0]
                meter.add(found, torch.from_numpy(clip.masks[index].copy()))
                frames += 1
    each = meter.by_class()
    known = [value for value in each if value is not None]
    print(f"{frames} frames: mIoU {sum(known) / len(known):.3f}; " + ", ".join(f"{n} {'-' if v is None else format(v, '.3f')}" for n, v in zip(LABELS, each)), flush=True)


def main() -> None:
    chosen = options.read("segmenter", __doc__ or "")
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(3)
    count, steps = (8, 60) if chosen.smoke else (CLIPS, STEPS)
    maps = Maps(scenes.clips(FIRST, count))
    network = Segmenter(len(LABELS)).to(memory_format=torch.channels_last)
    ready = cache("runs") / "detector" / "backbone.pt"
    if ready.exists():
        network.backbone.load_state_dict(torch.load(ready))
        print("starting from the detector's layers", flush=True)
    average = Average(network)
    optimizer = torch.optim.AdamW(network.parameters(), lr=PEAK, weight_decay=0.02)
    checkpoint = Checkpoint(chosen.work / "checkpoint.pt")
    settings = {"clips": count, "steps": steps}
    first = 0
    if (state := checkpoint.load(settings)) is not None:
        first = average.steps = state["step"]
        network.load_state_dict(state["network"])
        average.network.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        print(f"resuming at step {first} of {steps}", flush=True)
    smooth = 0.0
    for step in range(first, steps):
        dice = np.random.default_rng([step, 4])
        torch.manual_seed(step)
        width, height, batch = SHAPES[int(dice.integers(len(SHAPES)))]
        drawn = [maps.draw(width, height, dice) for _ in range(batch)]
        images = torch.stack([picture for picture, _ in drawn]).contiguous(memory_format=torch.channels_last)
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, steps, PEAK)
        with torch.autocast("cpu", torch.bfloat16):
            scores = network(images)
        total = loss(scores, torch.stack([classes for _, classes in drawn]))
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        optimizer.step()
        average.follow(network)
        smooth = float(total) if step == first else 0.98 * smooth + 0.02 * float(total)
        if (step + 1) % 50 == 0:
            print(f"step {step + 1}/{steps} loss {smooth:.3f}", flush=True)
        if checkpoint.due() or step + 1 == steps:
            checkpoint.save(settings, {"step": step + 1, "network": network.state_dict(), "average": average.network.state_dict(), "optimizer": optimizer.state_dict()})
    offsets = balance(average.network, scenes.clips(FIRST, count)[::2])
    print("offsets " + ", ".join(f"{name} {value:.1f}" for name, value in zip(LABELS, offsets.tolist())), flush=True)
    report(average.network, 2 if chosen.smoke else HELD_OUT_CLIPS)
    save(average.network, chosen.output)
    checkpoint.remove()
    print(f"written {chosen.output / 'model.onnx'}")


if __name__ == "__main__":
    main()
