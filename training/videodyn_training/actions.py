"""Labelled action clips of the sample world as arrays: rendered by ``videodyn synth``, decoded once, cached outside git."""

from __future__ import annotations

import csv
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

LABELS = ("walk", "run", "fall", "wave", "sit-down", "pick-up", "fight", "loiter")
FPS = 10
WIDTH, HEIGHT = 160, 96

# Twice the size of the pictures that are kept, so that bringing them down is the mean of two by two pixels: the same
# numbers as the bilinear resize of the runtime.
_RENDERED = f"{2 * WIDTH}x{2 * HEIGHT}"

_REPOSITORY = Path(__file__).resolve().parents[2]
CACHE = _REPOSITORY / "artifacts" / "training"


@dataclass(frozen=True)
class Split:
    """Clips that nothing else of the training sees.

    :param seed: given to ``videodyn synth``; clips of different seeds have nothing in common.
    :param count: clips per action.
    """

    name: str
    seed: int
    count: int


TRAIN = Split("train", 1, 240)
CHOOSE = Split("choose", 2, 30)
HELD_OUT = Split("held-out", 3, 40)


@dataclass(frozen=True)
class Clips:
    """Clips behind one another.

    :param frames: frames, rows, columns, RGB; bytes.
    :param boxes: per frame left, top, right, bottom around all people, in pixels of ``frames``; -1 where nobody is.
    :param starts: first frame of each clip, and one entry more for the end of the last.
    :param labels: index into :data:`LABELS` of each clip.
    """

    frames: np.ndarray
    boxes: np.ndarray
    starts: np.ndarray
    labels: np.ndarray

    def __len__(self) -> int:
        return len(self.labels)

    def length(self, clip: int) -> int:
        """Frames of a clip."""
        return int(self.starts[clip + 1] - self.starts[clip])

    def moments(self, clip: int, count: int, jitter: float = 0, dice: np.random.Generator | None = None) -> np.ndarray:
        """Frame numbers of ``count`` moments spread over a clip: the frames shown at (i + 1/2) L / count.

        :param jitter: how far a moment may be moved, as a share of the distance between two.
        """
        length = self.length(clip)
        places = np.arange(count) + 0.5
        if dice is not None and jitter > 0:
            places = places + dice.uniform(-jitter, jitter, count)
        return self.starts[clip] + np.clip((places * length / count).astype(np.int64), 0, length - 1)

    def subset(self, chosen: np.ndarray) -> Clips:
        """Some of the clips; the frames are shared where they follow one another."""
        parts = [np.arange(self.starts[c], self.starts[c + 1]) for c in chosen]
        starts = np.concatenate([[0], np.cumsum([len(p) for p in parts])])
        index = np.concatenate(parts)
        return Clips(self.frames[index], self.boxes[index], starts, self.labels[chosen])

    def tail(self, per_label: int) -> tuple[Clips, Clips]:
        """All but the last clips of each label, and the last ones."""
        late = np.concatenate([np.flatnonzero(self.labels == k)[-per_label:] for k in range(len(LABELS))])
        early = np.setdiff1d(np.arange(len(self)), late)
        return self.subset(early), self.subset(np.sort(late))


def load(split: Split, cache: Path = CACHE, jobs: int = 2) -> Clips:
    """Gives the clips of a split; renders and decodes what the cache does not have."""
    stem = cache / f"actions-{split.seed}-{split.count}"
    files = {part: stem.with_name(f"{stem.name}.{part}.npy") for part in ("frames", "boxes", "starts", "labels")}
    if not all(file.exists() for file in files.values()):
        _write(files, _decode(_render(split, stem, jobs)))
    return Clips(np.load(files["frames"], mmap_mode="r"), *(np.load(files[part]) for part in ("boxes", "starts", "labels")))


def _render(split: Split, folder: Path, jobs: int) -> list[tuple[Path, str]]:
    """Renders the actions in groups at the same time; a group that is complete is not rendered again."""
    groups = [LABELS[i::jobs] for i in range(jobs)]

    def run(group: tuple[str, ...]) -> None:
        part = folder / "-".join(group)
        if (part / "labels.csv").exists():
            return
        command = [
            str(_REPOSITORY / "videodyn"), "synth", "--action", ",".join(group), "--count", str(split.count),
            "--size", _RENDERED, "--fps", str(FPS), "--seed", str(split.seed), "--out", str(part), "--quiet",
        ]
        subprocess.run(command, check=True)

    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(run, groups))
    clips = []
    for part in sorted(folder.iterdir()):
        with open(part / "labels.csv", encoding="utf-8", newline="") as file:
            clips += [(part / row["file"], row["label"]) for row in csv.DictReader(file)]
    return sorted(clips, key=lambda clip: (LABELS.index(clip[1]), clip[0].name))


def _decode(clips: list[tuple[Path, str]]) -> Clips:
    frames, boxes = [], []
    for file, _ in clips:
        command = [
            "ffmpeg", "-v", "error", "-threads", "1", "-i", str(file), "-vf", f"scale={WIDTH}:{HEIGHT}:flags=area",
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-",
        ]
        raw = subprocess.run(command, check=True, capture_output=True).stdout
        frames.append(np.frombuffer(raw, np.uint8).reshape(-1, HEIGHT, WIDTH, 3))
        boxes.append(read_boxes(file.with_suffix(".truth.csv"), len(frames[-1])))
    starts = np.concatenate([[0], np.cumsum([len(f) for f in frames])]).astype(np.int64)
    labels = np.array([LABELS.index(label) for _, label in clips], np.int64)
    return Clips(np.concatenate(frames), np.concatenate(boxes), starts, labels)


def read_boxes(truth: Path, frames: int) -> np.ndarray:
    """The box around all people of each frame, in pixels of the kept pictures."""
    boxes = np.full((frames, 4), -1, np.float32)
    with open(truth, encoding="utf-8") as file:
        for line in file:
            frame, _, left, top, width, height = (float(word) for word in line.split(",")[:6])
            box = np.array([left, top, left + width, top + height], np.float32) / 2
            own = boxes[int(frame) - 1]
            own[:] = box if own[2] < 0 else np.concatenate([np.minimum(own[:2], box[:2]), np.maximum(own[2:], box[2:])])
    return boxes


def _write(files: dict[str, Path], clips: Clips) -> None:
    # Under another name first: an interrupted run must not leave half a file that looks whole.
    for part, file in files.items():
        partial = file.with_suffix(".part")
        with open(partial, "wb") as stream:
            np.save(stream, getattr(clips, part))
        partial.rename(file)
