"""Training pictures of the detector: crops of rendered frames at random scale, recoloured, on other backgrounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from ..pictures import Dice, camera, noise, recolour, resize, restyle, shade, texture, tone
from ..world import Clip

MINIMUM_HEIGHT = 10.0
"""Lower boxes, in pixels of the model's input, are neither learned nor counted against the model."""

MINIMUM_VISIBILITY = 0.3
"""The same for objects of which less can be seen."""


@dataclass(frozen=True)
class Sample:
    """A picture [3, H, W], its objects (label, box) and the boxes in which nothing is learned."""

    picture: torch.Tensor
    labels: torch.Tensor
    boxes: torch.Tensor
    ignored: torch.Tensor


def place(truth: np.ndarray, left: float, top: float, scale: float, width: int, height: int,
          scale_y: float | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Truth of a frame in a crop: labels, boxes, and whether each counts. Objects outside are left out.

    Pixel p of the frame lies at (p - (left, top)) * (scale, scale_y), which are equal unless both are given. Of an object cut by the crop the rest counts when it is at least
    as much as MINIMUM_VISIBILITY of the object.
    """
    across, down = scale, scale_y or scale
    boxes = (truth["box"] - np.array([left, top, left, top], np.float32)) * np.array([across, down, across, down], np.float32)
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    cut = np.clip(boxes, 0, np.array([width, height, width, height], np.float32))
    sizes = cut[:, 2:] - cut[:, :2]
    seen = (sizes > 1).all(1)
    share = sizes.prod(1) / np.maximum(areas, 1e-6)
    counts = (truth["visibility"] * share >= MINIMUM_VISIBILITY) & (sizes[:, 1] >= MINIMUM_HEIGHT) & (sizes[:, 0] >= 4)
    return truth["label"][seen], cut[seen], counts[seen]


def _repaint(picture: torch.Tensor, mask: torch.Tensor, boxes: np.ndarray, dice: Dice) -> torch.Tensor:
    """Other scenery behind the objects and other colours on them."""
    height, width = picture.shape[1:]
    objects = picture
    if dice.random() < 0.5:
        objects = objects.clone()
        for x1, y1, x2, y2 in boxes.round().astype(int):
            part = objects[:, y1:y2, x1:x2]
            if part.numel():
                objects[:, y1:y2, x1:x2] = recolour(part, dice, 0.3)
    if dice.random() < 0.35:
        # Cloth, fur and paint are not as smooth as rendered ones.
        objects = (objects * (1 + float(dice.uniform(0.2, 0.9)) * (texture(width, height, dice).mean(0) - 0.5))).clamp(0, 1)
    scenery, kind = picture, dice.random()
    if kind < 0.3:
        scenery = texture(width, height, dice)
    elif kind < 0.45:
        share = float(dice.uniform(0.3, 0.8))
        scenery = texture(width, height, dice) * share + picture * (1 - share)
    elif kind < 0.75:
        scenery = recolour(picture, dice, 0.25)
    return torch.where(mask, objects, scenery)


def _patches(picture: torch.Tensor, boxes: np.ndarray, dice: Dice) -> torch.Tensor:
    """Parts of every object in other colours: spots in fur, prints and bags, reflections in paint."""
    result = picture.clone()
    for x1, y1, x2, y2 in boxes.round().astype(int):
        part = picture[:, y1:y2, x1:x2]
        if part.shape[1] >= 12 and part.shape[2] >= 8 and dice.random() < 0.6:
            form = noise(part.shape[2], part.shape[1], max(4, int(max(part.shape[1:]) * dice.uniform(0.12, 0.5))), dice)
            other = recolour(part, dice, 0.4) if dice.random() < 0.6 else texture(part.shape[2], part.shape[1], dice)
            result[:, y1:y2, x1:x2] = torch.lerp(part, other, ((form - float(dice.uniform(0, 0.8))) * 12).sigmoid())
    return result


def _leaves(picture: torch.Tensor, dice: Dice) -> torch.Tensor:
    """Twigs with leaves before a part of the picture."""
    height, width = picture.shape[1:]
    where = noise(width, height, 64, dice) - float(dice.uniform(0.7, 1.6))
    covered = where + 0.7 * noise(width, height, int(dice.choice([4, 8, 12])), dice) > 0.3
    return torch.where(covered, recolour(texture(width, height, dice) * float(dice.uniform(0.3, 1)), dice, 0.2), picture)


def _occlude(picture: torch.Tensor, dice: Dice) -> torch.Tensor:
    """A few posts, rails and patches in front of everything, small enough to leave objects recognisable."""
    picture = picture.clone()
    height, width = picture.shape[1:]
    for _ in range(int(dice.integers(1, 5))):
        w, h = int(dice.integers(2, width // 12)), int(dice.integers(2, height // 6))
        x, y = int(dice.integers(0, width - w)), int(dice.integers(0, height - h))
        picture[:, y:y + h, x:x + w] = torch.from_numpy(dice.uniform(0, 1, (3, 1, 1)).astype(np.float32))
    return picture


def _pole(picture: torch.Tensor, boxes: np.ndarray, dice: Dice) -> torch.Tensor:
    """A pole or a trunk from above to below the picture, mostly before an object."""
    height, width = picture.shape[1:]
    thick = int(dice.integers(2, max(3, width // 40)))
    foot = float(dice.integers(width))
    if len(boxes) and dice.random() < 0.7:
        x1, _, x2, _ = boxes[int(dice.integers(len(boxes)))]
        foot = float(dice.uniform(x1, x2))
        thick = int(np.clip(thick, 2, max(2, (x2 - x1) / 4)))
    lean = float(dice.normal(0, 0.06))
    rows, columns = torch.arange(height)[:, None], torch.arange(width)[None]
    covered = (columns - foot - lean * (rows - height / 2)).abs() <= thick / 2
    return torch.where(covered, picture.new_tensor(dice.uniform(0, 0.7)) * (0.8 + 0.2 * picture.mean(0)), picture)


class Pictures:
    """Draws samples from rendered clips of the scenes and of made-up places."""

    def __init__(self, clips: Sequence[Clip], elsewhere: Sequence[Clip] = ()) -> None:
        self._clips = clips
        self._elsewhere = elsewhere
        self.scenes = 0.5
        """Share of the samples that show the scenes."""
        self.repainted = 0.6
        """Share of the samples that get other scenery and colours."""
        self.near = 0.0
        """Share of the samples that show one object close, or cut by the picture's edge, and of those with further changes."""

    def draw(self, width: int, height: int, dice: Dice) -> Sample:
        """A new sample of a size."""
        far = not self._elsewhere or dice.random() < self.scenes
        clips = self._clips if far else self._elsewhere
        clip = clips[int(dice.integers(len(clips)))]
        index = int(dice.integers(len(clip.frames)))
        truth = clip.truth[clip.truth["frame"] == index]
        rows, columns = clip.frames.shape[1:3]
        # Between the whole frame in the crop and twice its size; made-up places show large objects as they are.
        smallest = max(width / columns, height / rows)
        largest = max(2.2, smallest * 1.5) if far else max(1.2, smallest * 1.3)
        scale = float(np.exp(dice.uniform(np.log(max(0.4, smallest)), np.log(largest))))
        # Taller or wider than it is: other builds, other lenses.
        stretch = float(np.exp(np.clip(dice.normal(0, 0.1), -0.25, 0.25)))
        close = self._close(truth, width, height, dice) if dice.random() < self.near else None
        if close is not None:
            scale = max(smallest, close[0])
        cut_width, cut_height = min(columns, round(width / scale)), min(rows, round(height / scale * stretch))
        if close is not None:
            left, top = (int(np.clip(middle - cut * share, 0, whole - cut)) for middle, cut, share, whole in
                         zip(close[1], (cut_width, cut_height), close[2], (columns, rows)))
        else:
            left, top = self._corner(truth, columns - cut_width, rows - cut_height, cut_width, cut_height, dice)
        part = np.s_[top:top + cut_height, left:left + cut_width]
        picture = resize(torch.from_numpy(tone(dice)[clip.frames[index][part].transpose(2, 0, 1)]), width, height)
        labels, boxes, counts = place(truth, left, top, width / cut_width, width, height, height / cut_height)
        if dice.random() < self.repainted:
            mask = torch.from_numpy((clip.masks[index][part] > 0).astype(np.float32))
            mask = functional.interpolate(mask[None, None], (height, width), mode="nearest")[0] > 0.5
            picture = _repaint(picture, mask, boxes, dice)
            if dice.random() < self.near:
                picture = torch.where(mask, _patches(picture, boxes, dice), picture)
        if dice.random() < 0.2:
            picture = _occlude(picture, dice)
        if dice.random() < 0.2:
            picture = _pole(picture, boxes, dice)
        if dice.random() < 0.3 * self.near:
            picture = _leaves(picture, dice)
        if dice.random() < 0.6 * self.near:
            picture = shade(picture, dice)
        if dice.random() < 0.5 * self.near:
            picture = restyle(picture, dice)
        picture = camera(picture, dice)
        if dice.random() < 0.5:
            picture = picture.flip(2)
            boxes = np.stack((width - boxes[:, 2], boxes[:, 1], width - boxes[:, 0], boxes[:, 3]), 1)
        return Sample(picture, torch.from_numpy(labels[counts]).long(), torch.from_numpy(boxes[counts]), torch.from_numpy(boxes[~counts]))

    @staticmethod
    def _close(truth: np.ndarray, width: int, height: int, dice: Dice) -> tuple[float, tuple[float, float], tuple[float, float]] | None:
        """Scale, middle of an object and where in the crop that comes to lie; None without an object of some size.

        Half of them fill most of the picture, half are cut by its left or right edge.
        """
        sizes = truth["box"][:, 2:] - truth["box"][:, :2]
        fit = truth[(sizes.max(1) >= 48) & (truth["visibility"] >= 0.5)]
        if len(fit) == 0:
            return None
        rarity = np.array([1.0, 1.0, 3.0, 1.5, 2.0])[fit["label"]]
        x1, y1, x2, y2 = fit["box"][dice.choice(len(fit), p=rarity / rarity.sum())]
        middle = (float(x1 + x2) / 2, float(y1 + y2) / 2)
        whole = min(width / (x2 - x1), height / (y2 - y1))
        if dice.random() < 0.5:
            return float(min(3.0, whole * dice.uniform(0.5, 1.1))), middle, (float(dice.uniform(0.35, 0.65)), float(dice.uniform(0.4, 0.6)))
        scale = float(min(2.0, whole * np.exp(dice.uniform(np.log(0.1), np.log(0.6)))))
        # The edge leaves out up to 0.6 of the object.
        inside = float(dice.uniform(-0.1, 0.5)) * (x2 - x1) * scale / width
        return scale, middle, (float(inside if dice.random() < 0.5 else 1 - inside), float(dice.uniform(0.2, 0.8)))

    @staticmethod
    def _corner(truth: np.ndarray, reach_x: int, reach_y: int, width: int, height: int, dice: Dice) -> tuple[int, int]:
        """Where the crop begins: mostly around an object, rare classes first, so that few crops are empty."""
        if len(truth) == 0 or dice.random() < 0.15:
            return int(dice.integers(reach_x + 1)), int(dice.integers(reach_y + 1))
        rarity = np.array([1.0, 2.0, 2.0, 2.5, 2.0])[truth["label"]]
        x1, y1, x2, y2 = truth["box"][dice.choice(len(truth), p=rarity / rarity.sum())]
        x = (x1 + x2) / 2 - width * dice.uniform(0.2, 0.8)
        y = (y1 + y2) / 2 - height * dice.uniform(0.2, 0.8)
        return int(np.clip(x, 0, reach_x)), int(np.clip(y, 0, reach_y))


def mirror(sample: Sample) -> Sample:
    """The sample as in a mirror."""
    width = sample.picture.shape[2]

    def turned(boxes: torch.Tensor) -> torch.Tensor:
        return torch.stack((width - boxes[:, 2], boxes[:, 1], width - boxes[:, 0], boxes[:, 3]), 1)

    return Sample(sample.picture.flip(2), sample.labels, turned(sample.boxes), turned(sample.ignored))


class Replay:
    """Shows every sample twice, the second time later and mirrored: drawing one costs as much as learning from it."""

    def __init__(self, pictures: Pictures, depth: int = 100) -> None:
        self._pictures = pictures
        self._depth = depth
        self._kept: dict[tuple[int, int], list[Sample]] = {}

    def batch(self, width: int, height: int, count: int, dice: Dice) -> list[Sample]:
        """Samples of one size: half of them new, as soon as there are enough old ones."""
        kept = self._kept.setdefault((width, height), [])
        old = min(count // 2, max(0, len(kept) - self._depth))
        result = [mirror(kept.pop(int(dice.integers(len(kept))))) for _ in range(old)]
        new = [self._pictures.draw(width, height, dice) for _ in range(count - old)]
        kept += new
        return result + new
