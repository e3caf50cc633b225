"""Training of glance and focus in one stage, from a network that has learned whole frames."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from .actions import HEIGHT, WIDTH, Clips
from .augment import changed
from .batches import in_order, per_frame
from .exit_training import ORDER
from .frame_exit import FRAMES, ClipNetwork, losses, pooled
from .glance_focus import PATCH, STATE, GlanceFocus, best_corners, patches, small
from .loop import train


GLANCE_STEPS = 1200

RANDOM = 4
"""Clips of a batch of 16 that get random patches."""


def draw(clips: Clips, step: int, size: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """A random batch in the order of looking, labels, and where people are: clips x moments x 4, in pixels."""
    dice = np.random.default_rng([step, 8])
    chosen = dice.choice(len(clips), size)
    index = np.stack([clips.moments(int(c), FRAMES, 0.5, dice)[ORDER] for c in chosen])
    images, parts = changed(np.stack([clips.frames[i] for i in index]), dice)
    return images, torch.from_numpy(clips.labels[chosen]), torch.from_numpy(moved(clips.boxes[index], parts))


def moved(boxes: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """Boxes of the pictures in pixels of the shown parts; -1 stays where nobody is."""
    size = np.array([WIDTH, HEIGHT] * 2, np.float32)
    low, high = np.tile(parts[:, None, :2], 2), np.tile(parts[:, None, 2:], 2)
    places = (boxes / size - low) / (high - low) * size
    left, right = np.minimum(places[..., 0], places[..., 2]), np.maximum(places[..., 0], places[..., 2])
    new = np.stack([left, places[..., 1], right, places[..., 3]], -1)
    return np.where(boxes[..., 2:3] < 0, -1, new).astype(np.float32)


def glance(network: GlanceFocus, images: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Corners and features of all moments. The policy learns from where it looked, not through the glance's features."""
    flat = small(images.flatten(0, 1)).contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", torch.bfloat16, enabled=network.training):
        seen, feature = network.glance(flat)
    seen = seen.float().detach().unflatten(0, images.shape[:2])
    h, corners = images.new_zeros(len(images), STATE), []
    for step in range(images.shape[1]):
        corner, h = network.policy(seen[:, step], h)
        corners.append(corner)
    return torch.stack(corners, 1), feature.float().unflatten(0, images.shape[:2])


def focus(network: GlanceFocus, images: torch.Tensor, corners: torch.Tensor, seen: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Logits of all steps, and the features of the patches."""
    cut = patches(images.flatten(0, 1), corners.flatten(0, 1)).unflatten(0, images.shape[:2])
    feature = per_frame(network.focus, cut, exact=not network.training)
    joined = network.fusion.join(torch.cat([seen, feature], 2).flatten(0, 1)).unflatten(0, images.shape[:2])
    return network.fusion.classifier.all(pooled(joined)), feature


def train_all(start: ClipNetwork, clips: Clips, steps: int, work: Path) -> GlanceFocus:
    """One stage: patches of the policy for most clips of a batch, random ones for the others."""
    network = GlanceFocus()
    network.focus.trunk.load_state_dict(start.backbone.trunk.state_dict())

    def loss(step: int) -> tuple[torch.Tensor, dict[str, float]]:
        images, labels, boxes = draw(clips, step, 16)
        wanted, seen = glance(network, images)
        random = torch.rand(RANDOM, FRAMES, 2)
        logits, feature = focus(network, images, torch.cat([wanted[:-RANDOM], random]), seen)
        fused = losses(logits, labels).mean()
        by_glance = functional.cross_entropy(network.glance_head(pooled(seen)[:, -1]), labels)
        by_focus = functional.cross_entropy(network.focus_head(pooled(feature)[:, -1]), labels)
        # The world knows where people are; the sampled patch alone says it too faintly for so few clips.
        there = (boxes[..., 2] > 0).flatten()
        to_person = functional.smooth_l1_loss(wanted.flatten(0, 1)[there], best_corners(boxes.flatten(0, 1)[there]), beta=0.1)
        right = (logits[:, -1].argmax(1) == labels).float()
        return fused + 0.5 * by_glance + 0.5 * by_focus + 2 * to_person, {
            "loss": float(fused), "policy": float(right[:-RANDOM].mean()), "random": float(right[-RANDOM:].mean()), "corner": float(to_person)}

    return train("glance-focus", network, loss, steps, 1.5e-3, work, decay=0.05)  # type: ignore[return-value]


@torch.no_grad()
def answers(network: GlanceFocus, clips: Clips) -> np.ndarray:
    """Labels after every step, clips x steps, with whole-pixel patches as the runtime cuts them."""
    network.eval()
    size = torch.tensor([WIDTH, HEIGHT]) - PATCH
    found = []
    for images, _ in in_order(clips, FRAMES):
        looked = images[:, ORDER]
        wanted, seen = glance(network, looked)
        found.append(focus(network, looked, torch.round(wanted * size) / size, seen)[0].argmax(2))
    return torch.cat(found).numpy()


@torch.no_grad()
def answers_of_full_frames(network: ClipNetwork, clips: Clips) -> np.ndarray:
    """Labels after every step of the focus network on whole frames."""
    network.eval()
    return torch.cat([network.classifier.all(pooled(per_frame(network.backbone, images[:, ORDER], exact=True))).argmax(2) for images, _ in in_order(clips, FRAMES)]).numpy()
