"""Training pictures of the segmenter: crops at random scale with their class maps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch.nn import functional

from ..pictures import Dice, camera, recolour, resize, texture, tone
from ..world import Clip


class Maps:
    """Draws pictures [3, H, W] and class maps [H, W]."""

    def __init__(self, clips: Sequence[Clip]) -> None:
        self._clips = clips

    def draw(self, width: int, height: int, dice: Dice) -> tuple[torch.Tensor, torch.Tensor]:
        """One sample of a size, mostly around an object."""
        clip = self._clips[int(dice.integers(len(self._clips)))]
        index = int(dice.integers(len(clip.frames)))
        rows, columns = clip.frames.shape[1:3]
        # Half of them at their own scale: resizing blurs what is a pixel wide, in picture and truth.
        scale = 1.0 if dice.random() < 0.5 else float(np.exp(dice.uniform(np.log(max(0.6, width / columns, height / rows)), np.log(1.8))))
        cut_width, cut_height = min(columns, round(width / scale)), min(rows, round(height / scale))
        left, top = int(dice.integers(columns - cut_width + 1)), int(dice.integers(rows - cut_height + 1))
        truth = clip.truth[clip.truth["frame"] == index]
        if len(truth) and dice.random() < 0.8:
            rarity = np.array([1.0, 5.0, 1.0, 2.5, 3.0])[truth["label"]]
            x1, y1, x2, y2 = truth["box"][dice.choice(len(truth), p=rarity / rarity.sum())]
            left = int(np.clip((x1 + x2) / 2 - cut_width * dice.uniform(0.2, 0.8), 0, columns - cut_width))
            top = int(np.clip((y1 + y2) / 2 - cut_height * dice.uniform(0.2, 0.8), 0, rows - cut_height))
        part = np.s_[top:top + cut_height, left:left + cut_width]
        picture = resize(torch.from_numpy(tone(dice)[clip.frames[index][part].transpose(2, 0, 1)]), width, height)
        whole = torch.from_numpy(clip.masks[index][part].astype(np.float32))[None, None]
        classes = functional.interpolate(whole, (height, width), mode="nearest-exact")[0, 0].long()
        kind = dice.random()
        if kind < 0.3:
            objects = classes[None] > 0
            scenery = texture(width, height, dice) if kind < 0.12 else recolour(picture, dice, 0.2)
            picture = torch.where(objects, picture, scenery)
        picture = camera(picture, dice)
        return (picture.flip(2), classes.flip(1)) if dice.random() < 0.5 else (picture, classes)
