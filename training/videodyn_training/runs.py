"""Runs a model through `videodyn run` and reads what it found."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .world import videodyn

Found = dict[int, list[tuple[str, float, np.ndarray]]]
"""Per frame: label, score and box in pixels of the frame."""


def detect(video: Path, model: Path, *options: str) -> Found:
    """Detections of every analyzed frame of a video."""
    with tempfile.TemporaryDirectory() as folder:
        videodyn("run", str(video), "--model", str(model), "--detections", "--tracker", "none", "--quiet", "--out", folder, *options)
        found: Found = {}
        with open(Path(folder) / "detections.jsonl", encoding="utf-8") as lines:
            for line in lines:
                data = json.loads(line)["data"]
                found[data["frame"]] = [(d["label"], d["score"], np.array(d["box"])) for d in data["detections"]]
        return found


def of_label(found: Sequence[tuple[str, float, np.ndarray]], label: str) -> tuple[np.ndarray, np.ndarray]:
    """Boxes [n, 4] and scores [n] of a label in one frame."""
    chosen = [(box, score) for name, score, box in found if name == label]
    return np.array([box for box, _ in chosen]).reshape(-1, 4), np.array([score for _, score in chosen])
