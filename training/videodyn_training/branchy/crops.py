"""Crops of rendered objects, and of places where none is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from ..pictures import Dice, camera, recolour, resize, tone
from ..world import CLASSES, Clip
from .network import SIZE

LABELS = (*CLASSES, "nothing")
"""Classes of the classifier: those of the world, and scenery."""


def cut(picture: np.ndarray, box: np.ndarray, table: np.ndarray) -> torch.Tensor | None:
    """A box as a [3, SIZE, SIZE] picture, stretched, through a tone table; None when hardly any of it is in the picture."""
    height, width = picture.shape[:2]
    x1, y1 = max(0, round(float(box[0]))), max(0, round(float(box[1])))
    x2, y2 = min(width, round(float(box[2]))), min(height, round(float(box[3])))
    if x2 - x1 < 5 or y2 - y1 < 5:
        return None
    return resize(torch.from_numpy(table[picture[y1:y2, x1:x2].transpose(2, 0, 1)]), SIZE, SIZE)


class Crops:
    """Draws crops from clips: classes equally often, one in eight of scenery."""

    def __init__(self, clips: Sequence[Clip]) -> None:
        self._clips = clips
        self._places: list[list[tuple[int, int]]] = [[] for _ in CLASSES]
        for number, clip in enumerate(clips):
            sizes = clip.truth["box"][:, 2:] - clip.truth["box"][:, :2]
            good = (clip.truth["visibility"] > 0.5) & (sizes.min(1) >= 6) & (sizes.max(1) >= 14)
            for row in np.flatnonzero(good):
                self._places[clip.truth["label"][row]].append((number, int(row)))

    def draw(self, dice: Dice, plain: bool = False) -> tuple[torch.Tensor, int]:
        """A crop and its label; plain leaves the picture as rendered."""
        table = (np.arange(256) / 255).astype(np.float32) if plain else tone(dice)
        while True:
            if dice.random() < 0.125:
                made = self._nothing(dice, table)
                label = len(CLASSES)
            else:
                label = int(dice.integers(len(CLASSES)))
                number, row = self._places[label][int(dice.integers(len(self._places[label])))]
                clip = self._clips[number]
                box = clip.truth["box"][row]
                size = np.tile(box[2:] - box[:2], 2)
                # Detectors do not cut exactly.
                made = cut(clip.frames[clip.truth["frame"][row]], box + size * dice.uniform(-0.1, 0.1, 4) + size * [-0.05, -0.05, 0.05, 0.05], table)
            if made is not None:
                break
        if plain:
            return made, label
        if dice.random() < 0.4:
            made = recolour(made, dice, 0.2)
        made = camera(made, dice)
        return (made.flip(2) if dice.random() < 0.5 else made), label

    def _nothing(self, dice: Dice, table: np.ndarray) -> torch.Tensor | None:
        clip = self._clips[int(dice.integers(len(self._clips)))]
        index = int(dice.integers(len(clip.frames)))
        width, height = int(dice.integers(12, 120)), int(dice.integers(16, 150))
        x, y = int(dice.integers(0, clip.frames.shape[2] - width)), int(dice.integers(0, clip.frames.shape[1] - height))
        if (clip.masks[index, y:y + height, x:x + width] > 0).mean() > 0.03:
            return None
        return cut(clip.frames[index], np.array([x, y, x + width, y + height]), table)
