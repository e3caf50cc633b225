"""Trains `skip-gru`: a GRU over the frames of a stream that says how long it need not look."""

from __future__ import annotations

import torch

from videodyn_training import options
from videodyn_training.clips import actions, pages
from videodyn_training.clips.backbone import FEATURES
from videodyn_training.clips.card import sequence_card
from videodyn_training.clips.exit_training import CLIP_STEPS, train_clips
from videodyn_training.clips.loop import forget, shared
from videodyn_training.clips.single_frame import FRAME_STEPS, train_frames
from videodyn_training.clips.skip_gru import N_MAX, STATE
from videodyn_training.clips.skip_training import collapsed, features, measure, train_cell
from videodyn_training.export import export

PRICES = (0.3, 0.6, 1.2)


def main() -> None:
    chosen = options.read("skip-gru", __doc__ or "")
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(1)
    clips, select = (actions.load(actions.SMOKE),) * 2 if chosen.smoke else (actions.load(actions.TRAIN), actions.load(actions.CHOOSE))
    frames, joint, cell, skip = (20, 20, 30, 30) if chosen.smoke else (FRAME_STEPS, CLIP_STEPS, 700, 700)
    backbone = train_clips(train_frames(clips, frames, shared(chosen.work)), clips, joint, shared(chosen.work)).backbone
    data, unseen = features(backbone, clips, rounds=1 if chosen.smoke else 2), features(backbone, select)
    always = train_cell(data, cell, 0, chosen.work)
    print(f"looking always: {measure(always, unseen, False).top1:.3f}", flush=True)
    found = []
    for price in PRICES:
        candidate = train_cell(data, skip, price, chosen.work, always)
        result = measure(candidate, unseen, True)
        print(f"price {price:g}: top-1 {result.top1:.3f}, always {measure(candidate, unseen, False).top1:.3f}, updates {result.share:.3f}", flush=True)
        if not collapsed(result, unseen):
            found.append((candidate, result))
    # Of those that look at no more than a third of the frames, to leave room for other clips, the most accurate one.
    frugal = [pair for pair in found if pair[1].share <= 0.35] or found
    best = max(frugal, key=lambda pair: (pair[1].top1, -pair[1].share))[0]
    folder = chosen.output
    x, h = torch.zeros(1, FEATURES), torch.zeros(1, STATE)
    export(backbone, [torch.zeros(1, 3, actions.HEIGHT, actions.WIDTH)], folder / "features.onnx", ["image"], ["x"], {"image": {0: "batch"}, "x": {0: "batch"}})
    export(best, [x, h], folder / "cell.onnx", ["x", "h"], ["h_new", "p", "logits"])
    (folder / "sequence.yaml").write_text(sequence_card(actions.FPS, N_MAX), encoding="utf-8")
    if not chosen.smoke:
        held_out = features(backbone, actions.load(actions.HELD_OUT))
        pages.skip_gru(measure(best, held_out, True), measure(best, held_out, False), measure(always, held_out, False))
    forget(chosen.work)
    print(f"written {folder}")


if __name__ == "__main__":
    main()
