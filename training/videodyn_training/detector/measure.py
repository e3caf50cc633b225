"""Average precision by the rules of COCO, pooled over pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np


def overlaps(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Intersection over union of every box with every other: [n, 4], [m, 4] -> [n, m]."""
    low = np.maximum(first[:, None, :2], second[None, :, :2])
    high = np.minimum(first[:, None, 2:], second[None, :, 2:])
    both = np.clip(high - low, 0, None).prod(2)
    areas = [(boxes[:, 2:] - boxes[:, :2]).prod(1) for boxes in (first, second)]
    return both / np.maximum(areas[0][:, None] + areas[1][None] - both, 1e-6)


@dataclass
class Curve:
    """Detections of one class judged so far: score and whether right; and how many objects there are."""

    scores: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    objects: int = 0

    def add(self, truth: np.ndarray, counts: np.ndarray, boxes: np.ndarray, scores: np.ndarray, threshold: float = 0.5) -> None:
        """Judges one picture. Objects that do not count are neither found nor missed, and excuse what lies on them."""
        self.objects += int(counts.sum())
        table = overlaps(boxes, truth) if len(boxes) and len(truth) else np.zeros((len(boxes), len(truth)))
        taken = np.zeros(len(truth), bool)
        for number in np.argsort(-scores, kind="stable"):
            free = np.where(taken, 0, table[number])
            counted = np.where(counts, free, 0)
            if len(truth) and counted.max() >= threshold:
                taken[counted.argmax()] = True
                self.scores.append(float(scores[number]))
                self.right.append(True)
            elif not (len(truth) and np.where(counts, 0, table[number]).max() >= threshold):
                self.scores.append(float(scores[number]))
                self.right.append(False)

    def average_precision(self) -> float | None:
        """Precision averaged over 101 recalls; None without any object."""
        if self.objects == 0:
            return None
        right = np.array(self.right, bool)[np.argsort(-np.array(self.scores), kind="stable")]
        hits = right.cumsum()
        recall = hits / self.objects
        precision = np.maximum.accumulate((hits / np.arange(1, len(hits) + 1))[::-1])[::-1]
        places = np.searchsorted(recall, np.arange(101) / 100)
        return float(sum(precision[place] for place in places if place < len(precision)) / 101)


def mean(values: Iterable[float | None]) -> float:
    """The mean of those that exist; 0 when none does."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0


def once(boxes: Sequence[tuple[str, np.ndarray]]) -> list[tuple[str, np.ndarray]]:
    """Boxes without those that name the same object again, as when it is called a car and a truck."""
    kept: list[tuple[str, np.ndarray]] = []
    for label, box in boxes:
        if all(label != other or overlaps(box[None], seen[None])[0, 0] < 0.7 for other, seen in kept):
            kept.append((label, box))
    return kept


def recall(reference: Sequence[tuple[str, np.ndarray]], found: Sequence[tuple[str, np.ndarray]], threshold: float = 0.5) -> tuple[int, int]:
    """How many reference boxes have a found box of the same label at that overlap, one to one, and how many there are."""
    hits, taken = 0, set()
    for label, box in reference:
        best, place = threshold, -1
        for number, (other, candidate) in enumerate(found):
            if other == label and number not in taken and (value := float(overlaps(box[None], candidate[None])[0, 0])) >= best:
                best, place = value, number
        if place >= 0:
            taken.add(place)
            hits += 1
    return hits, len(reference)
