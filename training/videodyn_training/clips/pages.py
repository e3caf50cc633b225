"""The measured parts of the model pages in docs/models."""

from __future__ import annotations

import numpy as np
import torch

from ..world import repository
from .actions import HEIGHT, LABELS, WIDTH
from .backbone import FEATURES, macs
from .exit_training import Result
from .frame_exit import FRAMES, ClipNetwork
from .glance_focus import GLANCE_FEATURES, GLANCE_HEIGHT, GLANCE_WIDTH, PATCH, STATE, GlanceFocus
from .report import confusion, draw_bars, draw_confusion, markdown, recalls, replace_block
from .skip_training import SkipResult

DECIDABLE = 0.6
"""A class is decidable from one frame when at least this share of the frames of its clips is recognised."""


def single_frame(logits: np.ndarray, labels: np.ndarray, write: bool) -> None:
    """The proof that one frame does not tell: recall by class for a frame drawn at random and at the best moment for all."""
    right = logits.argmax(2) == labels[:, None]
    of_moment = right.mean(0)
    best = int(of_moment.argmax())
    table = confusion(np.repeat(labels, logits.shape[1]), logits.argmax(2).ravel(), len(LABELS))
    random, at_best = recalls(table), np.array([right[labels == k, best].mean() for k in range(len(LABELS))])
    rows = [[name, f"{random[k]:.3f}", f"{at_best[k]:.3f}", "yes" if random[k] >= DECIDABLE else "no"] for k, name in enumerate(LABELS)]
    rows.append(["**all**", f"{right.mean():.3f}", f"{of_moment[best]:.3f}", f"{(random >= DECIDABLE).sum()} of {len(LABELS)}"])
    text = markdown(["class", "a frame drawn at random", f"frame {best} of {FRAMES}, the best one", "decidable"], rows)
    print(text)
    if write:
        folder = repository() / "docs"
        draw_confusion(table, LABELS, folder / "images" / "models-single-frame.svg")
        replace_block(folder / "models" / "actions.md", "single-frame", text)


def clip_exit(result: Result) -> None:
    """Accuracy, frames looked at, and where clips are left."""
    rows = [["all frames", f"{FRAMES}", f"{result.top1_full:.3f}"], ["with exits", f"{result.looked.mean():.2f}", f"{result.top1:.3f}"]]
    full, early = (recalls(confusion(result.labels, found, len(LABELS))) for found in (result.full, result.early))
    each = [[name, f"{full[k]:.3f}", f"{early[k]:.3f}", f"{result.looked[result.labels == k].mean():.2f}"] for k, name in enumerate(LABELS)]
    text = (f"{len(result.labels)} held-out clips:\n\n" + markdown(["", "frames", "top-1"], rows) + "\n"
            + markdown(["class", "recall, all frames", "recall with exits", "frames"], each))
    print(text)
    folder = repository() / "docs"
    left_at = [int((result.looked == step + 1).sum()) for step in range(FRAMES)]
    draw_bars(left_at, [str(step + 1) for step in range(FRAMES)], "Clips by the number of frames looked at", folder / "images" / "models-clip-exit-frames.svg")
    draw_confusion(confusion(result.labels, result.early, len(LABELS)), LABELS, folder / "images" / "models-clip-exit.svg")
    replace_block(folder / "models" / "clip-exit.md", "measured", text)


def skip_gru(skipping: SkipResult, looking: SkipResult, plain: SkipResult) -> None:
    """Accuracy against looks, of the exported cell both ways and of the cell before looks had a price."""
    rows = [[name, f"{100 * result.share:.0f} %", f"{result.top1:.3f}"] for name, result in (
        ("skipping", skipping), ("the same cell, made to look at every frame", looking), ("trained without a price, every frame", plain))]
    all_frames, seen = (recalls(confusion(result.labels, result.found, len(LABELS))) for result in (plain, skipping))
    each = [[name, f"{all_frames[k]:.3f}", f"{seen[k]:.3f}", f"{100 * skipping.updates[skipping.labels == k].mean():.0f} %"] for k, name in enumerate(LABELS)]
    text = (f"{len(skipping.labels)} held-out clips, answer after the last frame:\n\n" + markdown(["", "looks", "top-1"], rows) + "\n"
            + markdown(["class", "recall, every frame", "recall, skipping", "looks"], each))
    print(text)
    folder = repository() / "docs"
    draw_confusion(confusion(skipping.labels, skipping.found, len(LABELS)), LABELS, folder / "images" / "models-skip-gru.svg")
    replace_block(folder / "models" / "skip-gru.md", "measured", text)


def glance_focus(network: GlanceFocus, whole: ClipNetwork, found: np.ndarray, of_full_frames: np.ndarray, labels: np.ndarray) -> None:
    """Accuracy and multiply-accumulates per frame, against the focus network on whole frames."""
    network.eval()
    step = torch.zeros(1, dtype=torch.int64)
    seen = network.glance.trunk(torch.zeros(1, 3, GLANCE_HEIGHT, GLANCE_WIDTH))
    parts = {
        "glance": macs(network.glance, torch.zeros(1, 3, GLANCE_HEIGHT, GLANCE_WIDTH)),
        "policy": macs(network.policy, seen, torch.zeros(1, STATE)),
        "focus": macs(network.focus, torch.zeros(1, 3, PATCH, PATCH)),
        "classifier": macs(network.fusion, torch.zeros(1, GLANCE_FEATURES), torch.zeros(1, FEATURES), torch.zeros(1, FEATURES), step) + FEATURES * len(LABELS),
    }
    full = macs(whole.eval().backbone, torch.zeros(1, 3, HEIGHT, WIDTH)) + FEATURES * len(LABELS)
    total = sum(parts.values())
    rows = [["focus network on the full frame", f"{full / 1e6:.2f}", "100 %", f"{(of_full_frames[:, -1] == labels).mean():.3f}"],
            ["glance and focus", f"{total / 1e6:.2f}", f"{100 * total / full:.0f} %", f"{(found[:, -1] == labels).mean():.3f}"]]
    split = ", ".join(f"{name} {count / 1e6:.2f}" for name, count in parts.items())
    steps = [[str(t + 1), f"{(of_full_frames[:, t] == labels).mean():.3f}", f"{(found[:, t] == labels).mean():.3f}"] for t in range(FRAMES)]
    text = (f"{len(labels)} held-out clips, {FRAMES} frames each:\n\n" + markdown(["", "million MACs per frame", "share", "top-1"], rows)
            + f"\nMillion MACs per frame: {split}.\n\n" + markdown(["frames seen", "full frames", "glance and focus"], steps))
    print(text)
    folder = repository() / "docs"
    draw_confusion(confusion(labels, found[:, -1], len(LABELS)), LABELS, folder / "images" / "models-glance-focus.svg")
    replace_block(folder / "models" / "glance-focus.md", "measured", text)
