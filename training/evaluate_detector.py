"""Measures `detector` on held-out seeds and, where the public clips are at hand, on photographs.

Everything runs through VideoDyn itself: `videodyn synth` makes the clips, `videodyn run` finds the boxes.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np

from videodyn_training import scenes
from videodyn_training.detector.measure import Curve, mean, once, recall
from videodyn_training.runs import detect, of_label
from videodyn_training.world import CLASSES, cache, read_truth, repository, videodyn

CLIPS = 24
REAL = ("one-by-one-person-detection", "dog-yard", "street-vehicles")
SHARED = {"person": "person", "bicycle": "bicycle", "dog": "dog", "car": "car", "truck": "car", "bus": "car", "van": "car"}


def held_out(model: Path, clips: int) -> None:
    """AP50 per condition and per class on clips that nothing was trained on."""
    folder = cache("held-out")
    curves: dict[tuple[str, str], Curve] = {}
    frames = 0
    for number in range(clips):
        condition = scenes.CONDITIONS[number % len(scenes.CONDITIONS)]
        recipe = scenes.recipe(scenes.HELD_OUT + number, condition)
        video = folder / f"{number:03d}.mp4"
        if not video.with_suffix(".events.json").exists():
            videodyn("synth", recipe.scene, "--quiet", *recipe.options, "--out", str(video))
        truth = read_truth(video.with_suffix(".truth.csv"))
        for frame, found in detect(video, model, "--confidence", "0.01").items():
            frames += 1
            here = truth[truth["frame"] == frame]
            for index, label in enumerate(CLASSES):
                of_class = here[here["label"] == index]
                # The limits of `videodyn evaluate`.
                counts = (of_class["visibility"] >= 0.3) & (of_class["box"][:, 3] - of_class["box"][:, 1] >= 12)
                boxes, scores = of_label(found, label)
                curves.setdefault((condition, label), Curve()).add(of_class["box"], counts, boxes, scores)
    print(f"{frames} frames of {clips} clips, seeds {scenes.HELD_OUT} to {scenes.HELD_OUT + clips - 1}")
    pooled = {label: Curve() for label in CLASSES}
    for condition in scenes.CONDITIONS:
        row = []
        for label in CLASSES:
            curve = curves[condition, label]
            pooled[label].scores += curve.scores
            pooled[label].right += curve.right
            pooled[label].objects += curve.objects
            row.append(curve.average_precision())
        print(f"| {condition} | {mean(row):.3f} | " + " | ".join("-" if value is None else f"{value:.3f}" for value in row) + " |")
    row = [pooled[label].average_precision() for label in CLASSES]
    print(f"| all | {mean(row):.3f} | " + " | ".join("-" if value is None else f"{value:.3f}" for value in row) + " |")
    print("objects " + " ".join(f"{label} {pooled[label].objects}" for label in CLASSES))


def real(model: Path, data: Path, confidence: float) -> None:
    """Recall against the boxes of a public detector, those over 40 pixels high."""
    for clip in REAL:
        video = data / "videos" / f"{clip}.mp4"
        if not video.exists():
            print(f"{clip}: {video} is not there, not measured")
            continue
        every = ("--every", "10")
        reference = detect(video, data / "models" / "yolox_nano.onnx", *every)
        ours = detect(video, model, "--confidence", str(confidence), *every)
        hits = total = wrong = boxes = 0
        for frame, there in reference.items():
            wanted = once([(SHARED[name], box) for name, _, box in there if name in SHARED and box[3] - box[1] > 40])
            found = [(SHARED[name], box) for name, _, box in ours[frame]]
            right, count = recall(wanted, found)
            hits, total, boxes = hits + right, total + count, boxes + len(found)
            every_box = [(SHARED[name], box) for name, _, box in there if name in SHARED]
            wrong += len(found) - recall(every_box, found)[0]
        print(f"| {clip} | {hits / max(1, total):.3f} | {total} | {boxes} | {wrong} |")


def main() -> None:
    parser = argparse.ArgumentParser(prog="training/evaluate detector", description=__doc__)
    parser.add_argument("--model", type=Path, default=repository() / "samples" / "models" / "detector" / "model.onnx")
    parser.add_argument("--clips", type=int, default=CLIPS, help="held-out clips (default 24)")
    parser.add_argument("--confidence", type=float, default=0.35, help="score on photographs (default 0.35)")
    chosen = parser.parse_args()
    if chosen.clips:
        held_out(chosen.model, chosen.clips)
    real(chosen.model, Path(os.environ.get("VIDEODYN_DATA", repository() / ".." / "shared" / "data")), chosen.confidence)


if __name__ == "__main__":
    main()
