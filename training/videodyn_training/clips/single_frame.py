"""A classifier that sees one frame of a clip: what can be known without time, and where clip models start from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from .actions import LABELS, Clips
from .backbone import FEATURES, Backbone
from .batches import draw, in_order, per_frame
from .frame_exit import CELLS, FRAMES
from .loop import train


FRAME_STEPS = 500
"""Steps of the whole training."""


class FrameNetwork(nn.Module):
    """Backbone and one linear layer."""

    def __init__(self) -> None:
        super().__init__()
        self.backbone = Backbone(CELLS)
        self.classifier = nn.Linear(FEATURES, len(LABELS))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.classifier(functional.dropout(self.backbone(image), 0.2, self.training))


def train_frames(clips: Clips, steps: int, work: Path) -> FrameNetwork:
    """Trains on frames drawn at random from the whole clip, each with the label of its clip."""
    network = FrameNetwork()

    def loss(step: int) -> tuple[torch.Tensor, dict[str, float]]:
        images, labels = draw(clips, step, 16, 6)
        logits = per_frame(network, images)
        total = functional.cross_entropy(logits.flatten(0, 1), labels.repeat_interleave(6), label_smoothing=0.05)
        return total, {"loss": float(total), "top-1": float((logits.argmax(2) == labels[:, None]).float().mean())}

    return train("frames", network, loss, steps, 2e-3, work)  # type: ignore[return-value]


@torch.no_grad()
def answers(network: FrameNetwork, clips: Clips) -> tuple[np.ndarray, np.ndarray]:
    """What is said of each of ten frames of every clip: logits, clips x frames x labels; and the labels."""
    network.eval()
    logits = [per_frame(network, images) for images, _ in in_order(clips, FRAMES)]
    return torch.cat(logits).numpy(), clips.labels
