"""The sample world as arrays: runs `videodyn synth` and reads pictures, masks and truth."""

from __future__ import annotations

import csv
import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CLASSES = ("person", "bicycle", "car", "van", "dog")
"""Labels in the order of the models; class n of a truth file is CLASSES[n - 1]."""

TRUTH = np.dtype([("frame", "i4"), ("id", "i4"), ("label", "i4"), ("box", "f4", 4), ("visibility", "f4")])
"""One object in one picture: picture from 0, label as index into CLASSES, box as x1, y1, x2, y2 in pixels."""


def repository() -> Path:
    """The root of this checkout."""
    return Path(__file__).resolve().parents[2]


def cache(name: str) -> Path:
    """A folder for rendered data outside the repository; VIDEODYN_TRAINING_CACHE moves it."""
    root = os.environ.get("VIDEODYN_TRAINING_CACHE") or Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "videodyn-training"
    folder = Path(root) / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def videodyn(*arguments: str) -> None:
    """Runs the videodyn command of this checkout; VIDEODYN_COMMAND names another one. Raises with what it printed."""
    command = shlex.split(os.environ.get("VIDEODYN_COMMAND", str(repository() / "videodyn")))
    done = subprocess.run([*command, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"videodyn {shlex.join(arguments)} failed with exit code {done.returncode}:\n{done.stderr.strip()}")


def read_video(path: Path, size: tuple[int, int], every: int = 1, pixels: str = "rgb24") -> np.ndarray:
    """All pictures (or each n-th) of a video, or of numbered PNGs, as uint8 [N, height, width, 3], or [N, height, width] for gray.

    size is (width, height); pictures of another size are stretched to it, masks without mixing values.
    """
    gray = pixels == "gray"
    scale = f"select=not(mod(n\\,{every})),scale={size[0]}:{size[1]}:flags={'neighbor' if gray else 'area'}"
    command = ["ffmpeg", "-v", "error", "-nostdin", "-threads", "1", "-i", str(path), "-vf", scale, "-vsync", "0",
               "-f", "rawvideo", "-pix_fmt", pixels, "-"]
    done = subprocess.run(command, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"{path} cannot be read: {done.stderr.decode(errors='replace').strip()}")
    shape = (-1, size[1], size[0]) if gray else (-1, size[1], size[0], 3)
    return np.frombuffer(done.stdout, np.uint8).reshape(shape)


def read_truth(path: Path) -> np.ndarray:
    """A truth file (MOTChallenge columns) as an array of TRUTH."""
    rows = []
    with open(path, newline="", encoding="ascii") as file:
        for row in csv.reader(file):
            left, top, width, height = (float(value) for value in row[2:6])
            rows.append((int(row[0]) - 1, int(row[1]), int(row[7]) - 1, (left, top, left + width, top + height), float(row[8])))
    return np.array(rows, TRUTH)


@dataclass(frozen=True)
class Clip:
    """A rendered clip: pictures [N, H, W, 3], class masks [N, H, W] (0 for scenery), truth of all pictures."""

    frames: np.ndarray
    masks: np.ndarray
    truth: np.ndarray


@dataclass(frozen=True)
class Recipe:
    """How one clip is rendered: options of `videodyn synth`, and every how many pictures one is kept."""

    scene: str
    options: Sequence[str]
    every: int = 1
    size: tuple[int, int] = (640, 384)

    def render(self, folder: Path) -> None:
        """Renders into a folder unless it is there already. The folder appears whole or not at all."""
        if folder.exists():
            return
        with tempfile.TemporaryDirectory(dir=folder.parent) as work:
            video = Path(work) / "clip.mp4"
            videodyn("synth", self.scene, "--quiet", "--masks", "--size", f"{self.size[0]}x{self.size[1]}", *self.options, "--out", str(video))
            made = Path(work) / "arrays"
            made.mkdir()
            np.save(made / "frames.npy", read_video(video, self.size, self.every))
            np.save(made / "masks.npy", read_video(Path(work) / "clip.masks" / "%06d.png", self.size, self.every, "gray"))
            truth = read_truth(video.with_suffix(".truth.csv"))
            truth = truth[truth["frame"] % self.every == 0]
            truth["frame"] //= self.every
            np.save(made / "truth.npy", truth)
            shutil.move(made, folder)


def load(folder: Path) -> Clip:
    """Opens a rendered clip; pictures and masks stay on disk until they are read."""
    return Clip(np.load(folder / "frames.npy", "r"), np.load(folder / "masks.npy", "r"), np.load(folder / "truth.npy"))
