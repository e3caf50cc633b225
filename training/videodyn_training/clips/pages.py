"""The measured parts of the model pages in docs/models."""

from __future__ import annotations

import numpy as np

from ..world import repository
from .actions import LABELS
from .exit_training import Result
from .frame_exit import FRAMES
from .report import confusion, draw_bars, draw_confusion, markdown, recalls, replace_block

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
