"""Offsets of the classes' scores: a loss of pixels and the mean overlap of classes do not agree where to draw thin objects."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from ..world import Clip
from .network import Segmenter

STEPS = (-1.0, -0.7, -0.4, -0.2, 0.0, 0.2, 0.4, 0.7, 1.0)
"""Changes that are tried for a class at a time."""

SURE = 4.0
"""Pixels whose scenery score is higher than all others by more than this stay scenery, so they are not looked at."""


def mean_overlap(scores: torch.Tensor, truth: torch.Tensor) -> float:
    """Mean intersection over union of the classes but scenery that the truth shows. scores [classes, pixels], truth [pixels]."""
    found = scores.argmax(0)
    values = []
    for label in truth.unique().tolist():
        if label > 0:
            one, other = found == label, truth == label
            values.append(float((one & other).sum()) / float((one | other).sum()))
    return sum(values) / max(1, len(values))


def search(scores: torch.Tensor, truth: torch.Tensor, rounds: int = 2) -> torch.Tensor:
    """One offset per class, 0 for scenery, that raises the mean overlap: class by class, the best of STEPS."""
    offsets = torch.zeros(len(scores))
    for _ in range(rounds):
        for label in range(1, len(scores)):
            tried = []
            for step in sorted(STEPS, key=abs):
                offset = offsets.clone()
                offset[label] += step
                tried.append((mean_overlap(scores + offset[:, None], truth), offset))
            offsets = max(tried, key=lambda pair: pair[0])[1]
    return offsets


@torch.no_grad()
def balance(network: Segmenter, clips: Sequence[Clip]) -> torch.Tensor:
    """Adds the offsets that suit pictures of training clips, as rendered, to the last layer; returns them."""
    scores, truths = [], []
    for clip in clips:
        for index in range(4, len(clip.frames), 13):
            picture = torch.from_numpy(clip.frames[index].transpose(2, 0, 1).astype(np.float32))[None] / 255
            truth = torch.from_numpy(clip.masks[index].astype(np.int64))
            found = network(picture)[0]
            kept = ((found[1:] - found[:1]).amax(0) > -SURE) | (truth > 0)
            scores.append(found[:, kept])
            truths.append(truth[kept])
    offsets = search(torch.cat(scores, 1), torch.cat(truths))
    network.last.bias += offsets
    return offsets
