"""Measures `segmenter` on held-out seeds, through VideoDyn itself: `videodyn synth` makes clips and true maps, `videodyn run` the found ones."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch

from videodyn_training import scenes
from videodyn_training.segmenter.losses import Overlaps
from videodyn_training.world import CLASSES, cache, read_video, repository, videodyn

CLIPS = 12
SIZE = (640, 384)
LABELS = ("scenery", *CLASSES)


def clip(number: int, condition: str) -> tuple[Path, Path]:
    """A held-out clip and the folder of its true class maps, rendered when they are missing."""
    video = cache("held-out") / f"{number:03d}.mp4"
    masks = video.with_suffix(".masks")
    recipe = scenes.recipe(scenes.HELD_OUT + number, condition)
    if not masks.exists() or not video.with_suffix(".events.json").exists():
        videodyn("synth", recipe.scene, "--quiet", "--masks", *recipe.options, "--out", str(video))
    return video, masks


def row(meter: Overlaps) -> str:
    """Mean and classes, as a row of the page's table; of the classes that the truth shows."""
    each = [value if shown else None for value, shown in zip(meter.by_class(), meter.shown())]
    known = [value for value in each if value is not None]
    return f"{sum(known) / len(known):.3f} | " + " | ".join("-" if value is None else f"{value:.3f}" for value in each) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="training/evaluate segmenter", description=__doc__)
    parser.add_argument("--model", type=Path, default=repository() / "samples" / "models" / "segmenter" / "model.onnx")
    parser.add_argument("--clips", type=int, default=CLIPS, help=f"held-out clips (default {CLIPS})")
    parser.add_argument("--region", default="dense", help="region of the run, e.g. blocks:change (default dense)")
    chosen = parser.parse_args()
    if chosen.clips < 1:
        parser.error(f"--clips is {chosen.clips}, expected 1 or more")
    meters = {condition: Overlaps(len(LABELS)) for condition in (*scenes.CONDITIONS, "all")}
    frames = 0
    for number in range(chosen.clips):
        condition = scenes.CONDITIONS[number % len(scenes.CONDITIONS)]
        video, masks = clip(number, condition)
        with tempfile.TemporaryDirectory() as folder:
            videodyn("run", str(video), "--model", str(chosen.model), "--masks", "--quiet", "--region", chosen.region, "--out", folder)
            found = read_video(Path(folder) / "masks" / "%06d.png", SIZE, pixels="gray")
        truth = read_video(masks / "%06d.png", SIZE, pixels="gray")
        if len(found) != len(truth):
            raise SystemExit(f"{video}: {len(found)} maps were found, expected {len(truth)}")
        for one, other in zip(found, truth):
            pair = torch.from_numpy(one.copy()), torch.from_numpy(other.copy())
            meters[condition].add(*pair)
            meters["all"].add(*pair)
        frames += len(truth)
    print(f"{frames} frames of {chosen.clips} clips, seeds {scenes.HELD_OUT} to {scenes.HELD_OUT + chosen.clips - 1}")
    print("| condition | mIoU | " + " | ".join(LABELS) + " |")
    for condition, meter in meters.items():
        if any(value is not None for value in meter.by_class()):
            print(f"| {condition} | {row(meter)}")


if __name__ == "__main__":
    main()
