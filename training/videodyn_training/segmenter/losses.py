"""The segmenter's loss: cross-entropy of pixels, and overlap of classes, which small classes need."""

from __future__ import annotations

import torch
from torch.nn import functional


def overlap_loss(probabilities: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """One less the soft Dice overlap (Milletari et al. 2016, arXiv:1606.04797), mean over the classes that the batch shows.

    probabilities [batch, classes, H, W]; truth [batch, H, W] as class numbers.
    """
    wanted = (truth[:, None] == torch.arange(probabilities.shape[1])[:, None, None]).float()
    axes = (0, 2, 3)
    both = (probabilities * wanted).sum(axes)
    sizes = probabilities.sum(axes) + wanted.sum(axes)
    shown = wanted.sum(axes) > 0
    return (1 - 2 * both / sizes.clamp(min=1e-6))[shown].mean()


def loss(scores: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """Cross-entropy plus overlap."""
    scores = scores.float()
    return functional.cross_entropy(scores, truth) + overlap_loss(scores.softmax(1), truth)


class Overlaps:
    """Intersection over union per class, pooled over pictures."""

    def __init__(self, classes: int) -> None:
        self._counts = torch.zeros(classes * classes, dtype=torch.long)
        self._classes = classes

    def add(self, found: torch.Tensor, truth: torch.Tensor) -> None:
        """Counts the pixels of class maps of equal size."""
        self._counts += torch.bincount(truth.flatten().long() * self._classes + found.flatten().long(), minlength=self._classes ** 2)

    def by_class(self) -> list[float | None]:
        """Per class; None for one that neither shows."""
        table = self._counts.view(self._classes, self._classes).double()
        union = table.sum(0) + table.sum(1) - table.diagonal()
        return [float(table[i, i] / union[i]) if union[i] > 0 else None for i in range(self._classes)]

    def shown(self) -> list[bool]:
        """Per class, whether the truth shows it."""
        return (self._counts.view(self._classes, self._classes).sum(1) > 0).tolist()
