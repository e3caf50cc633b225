"""Labelled action clips of the sample world as arrays: rendered by ``videodyn synth``, decoded once, cached outside git."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..world import cache, read_truth, read_video, videodyn

LABELS = ("walk", "run", "fall", "wave", "sit-down", "pick-up", "fight", "loiter")
FPS = 10
WIDTH, HEIGHT = 160, 96


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
HELD_OUT = Split("held-out", 9003, 38)
SMOKE = Split("smoke", 4, 2)


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


def load(split: Split, jobs: int = 2) -> Clips:
    """Gives the clips of a split; renders and decodes what the cache does not have."""
    folder = cache("actions")
    stem = f"{split.seed}-{split.count}"
    files = {part: folder / f"{stem}.{part}.npy" for part in ("frames", "boxes", "starts", "labels")}
    if not all(file.exists() for file in files.values()):
        _write(files, _decode(_render(split, folder / stem, jobs), jobs))
    return Clips(np.load(files["frames"], mmap_mode="r"), *(np.load(files[part]) for part in ("boxes", "starts", "labels")))


def _render(split: Split, folder: Path, jobs: int) -> list[tuple[Path, str]]:
    """Renders the actions in groups at the same time; a group that is complete is not rendered again."""
    def run(group: tuple[str, ...]) -> None:
        part = folder / "-".join(group)
        if (part / "labels.csv").exists():
            return
        print(f"rendering {split.count} clips each of {', '.join(group)}", flush=True)
        videodyn("synth", "--action", ",".join(group), "--count", str(split.count), "--size", f"{2 * WIDTH}x{2 * HEIGHT}",
                 "--fps", str(FPS), "--seed", str(split.seed), "--out", str(part), "--quiet")

    groups = [LABELS[i:i + 2] for i in range(0, len(LABELS), 2)]
    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(run, groups))
    clips = []
    for group in groups:
        part = folder / "-".join(group)
        with open(part / "labels.csv", encoding="utf-8", newline="") as file:
            clips += [(part / row["file"], row["label"]) for row in csv.DictReader(file)]
    return clips


def _decode(clips: list[tuple[Path, str]], jobs: int) -> Clips:
    # The clips were rendered twice as large: bringing them down is the mean of two by two pixels, the same numbers as
    # the bilinear resize of the runtime.
    with ThreadPoolExecutor(jobs) as pool:
        frames = list(pool.map(lambda clip: read_video(clip[0], (WIDTH, HEIGHT)), clips))
    boxes = [around_people(read_truth(file.with_suffix(".truth.csv")), len(own)) for (file, _), own in zip(clips, frames)]
    starts = np.concatenate([[0], np.cumsum([len(own) for own in frames])]).astype(np.int64)
    labels = np.array([LABELS.index(label) for _, label in clips], np.int64)
    return Clips(np.concatenate(frames), np.concatenate(boxes), starts, labels)


def around_people(truth: np.ndarray, frames: int) -> np.ndarray:
    """The box around all people of each frame, in pixels of the kept pictures."""
    boxes = np.full((frames, 4), -1, np.float32)
    for item in truth:
        box, own = item["box"] / 2, boxes[item["frame"]]
        own[:] = box if own[2] < 0 else np.concatenate([np.minimum(own[:2], box[:2]), np.maximum(own[2:], box[2:])])
    return boxes


def _write(files: dict[str, Path], clips: Clips) -> None:
    # Under another name first: an interrupted run must not leave half a file that looks whole.
    for part, file in files.items():
        half = file.with_suffix(".half")
        with open(half, "wb") as stream:
            np.save(stream, getattr(clips, part))
        half.replace(file)
