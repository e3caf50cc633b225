"""How well one frame tells the action: training/single_frame.py, then the table in docs/models/actions.md.

Trains a classifier on frames drawn at random from the clips, and asks it about ten frames of each held-out clip. A class
is not decidable from one frame when fewer than 60 % of the frames of its clips are recognised.
"""

from __future__ import annotations

import torch

from videodyn_training import options
from videodyn_training.clips import actions, pages
from videodyn_training.clips.loop import shared
from videodyn_training.clips.single_frame import FRAME_STEPS, answers, train_frames


def main() -> None:
    chosen = options.read("single-frame", __doc__ or "")
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(1)
    clips = actions.load(actions.SMOKE if chosen.smoke else actions.TRAIN)
    network = train_frames(clips, 20 if chosen.smoke else FRAME_STEPS, shared(chosen.work))
    pages.single_frame(*answers(network, actions.load(actions.SMOKE if chosen.smoke else actions.HELD_OUT)), write=not chosen.smoke)


if __name__ == "__main__":
    main()
