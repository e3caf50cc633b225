"""Trains `branchy`: a classifier of object crops with three exits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from videodyn_training import options, scenes
from videodyn_training.averaging import Average
from videodyn_training.branchy.crops import LABELS, Crops
from videodyn_training.branchy.exits import choose, outcome
from videodyn_training.branchy.network import SIZE, Branchy, Last, Whole, macs
from videodyn_training.checkpoint import Checkpoint
from videodyn_training.export import export
from videodyn_training.schedule import learning_rate

FIRST, CLIPS, HELD_OUT_CLIPS = 12, 70, 12
STEPS, BATCH, PEAK = 1800, 64, 3e-3
# Of each exit in the loss: the last one is what the others are measured against.
SHARES = (0.3, 0.5, 1.0)


def save(network: Branchy, folder: Path) -> None:
    """Writes the three stages and the whole."""
    picture = torch.zeros(1, 3, SIZE, SIZE)
    first, second, last = network.stages
    feature = first.eval()(picture)[0].detach()
    later = second.eval()(feature)[0].detach()
    export(first, [picture], folder / "stage1.onnx", ["image"], ["feature", "logits"])
    export(second, [feature], folder / "stage2.onnx", ["feature"], ["next_feature", "logits"])
    export(Last(last), [later], folder / "stage3.onnx", ["feature"], ["logits"])
    export(Whole(network), [picture], folder / "model.onnx", ["image"], ["logits"])


def predict(network: Branchy, crops: Crops, count: int, seed: int) -> tuple[list[np.ndarray], np.ndarray]:
    """Probabilities of every exit on plain crops, and their labels."""
    dice = np.random.default_rng([seed, 5])
    drawn = [crops.draw(dice, plain=True) for _ in range(count)]
    exits: list[list[np.ndarray]] = [[], [], []]
    with torch.no_grad():
        for start in range(0, count, 100):
            for place, logits in enumerate(network(torch.stack([picture for picture, _ in drawn[start:start + 100]]))):
                exits[place].append(logits.softmax(1).numpy())
    return [np.concatenate(parts) for parts in exits], np.array([label for _, label in drawn])


def report(network: Branchy, calibration: Crops, held_out: Crops, count: int) -> Sequence[float]:
    """Chooses thresholds on training seeds and prints what they give on held-out ones."""
    costs = macs(network)
    thresholds = choose(*predict(network, calibration, count, 1), costs, 0.003)
    probabilities, labels = predict(network, held_out, count, 2)
    for place, exit_ in enumerate(probabilities):
        print(f"exit {place + 1}: top-1 {(exit_.argmax(1) == labels).mean():.3f} at {costs[place] / 1e6:.2f} MMAC")
    found = outcome(probabilities, labels, costs, thresholds)
    print(f"thresholds {thresholds}: top-1 {found.accuracy:.3f} at {found.cost:.3f} of the MACs; exits {', '.join(f'{s:.2f}' for s in found.shares)}")
    per_class = [f"{name} {(probabilities[-1].argmax(1) == labels)[labels == index].mean():.3f}" for index, name in enumerate(LABELS)]
    print("last exit by class: " + ", ".join(per_class), flush=True)
    return thresholds


def main() -> None:
    chosen = options.read("branchy", __doc__ or "")
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(2)
    count, steps = (8, 60) if chosen.smoke else (CLIPS, STEPS)
    crops = Crops(scenes.clips(FIRST, count))
    network = Branchy(len(LABELS)).to(memory_format=torch.channels_last)
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
    kept: list[tuple[torch.Tensor, int]] = []
    for step in range(first, steps):
        dice = np.random.default_rng([step, 3])
        torch.manual_seed(step)
        # Half of a batch is new; the other half is shown again.
        kept = kept[-2000:] + [crops.draw(dice) for _ in range(BATCH // 2 if len(kept) >= 500 else BATCH)]
        batch = kept[-(BATCH // 2):] + [kept[int(i)] for i in dice.integers(len(kept), size=BATCH // 2)]
        images = torch.stack([picture for picture, _ in batch]).contiguous(memory_format=torch.channels_last)
        labels = torch.tensor([label for _, label in batch])
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, steps, PEAK)
        with torch.autocast("cpu", torch.bfloat16):
            exits = network(images)
        losses = [functional.cross_entropy(logits.float(), labels, label_smoothing=0.02) for logits in exits]
        optimizer.zero_grad(set_to_none=True)
        sum(share * value for share, value in zip(SHARES, losses)).backward()
        optimizer.step()
        average.follow(network)
        if (step + 1) % 100 == 0:
            print(f"step {step + 1}/{steps} " + " ".join(f"exit{i + 1} {float(v):.3f}" for i, v in enumerate(losses)), flush=True)
        if checkpoint.due() or step + 1 == steps:
            checkpoint.save(settings, {"step": step + 1, "network": network.state_dict(), "average": average.network.state_dict(), "optimizer": optimizer.state_dict()})
    best = average.network
    report(best, crops, Crops(scenes.clips(scenes.HELD_OUT, 2 if chosen.smoke else HELD_OUT_CLIPS)), 300 if chosen.smoke else 2000)
    save(best, chosen.output)
    checkpoint.remove()
    print(f"written {chosen.output}")


if __name__ == "__main__":
    main()
