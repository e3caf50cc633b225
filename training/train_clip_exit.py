"""Trains `clip-exit`: early exit from action clips."""

from __future__ import annotations

import torch

from videodyn_training import options
from videodyn_training.clips import actions, pages
from videodyn_training.clips.card import clip_card
from videodyn_training.clips.exit_training import CLIP_STEPS, choose, measure, train_clips, train_gates
from videodyn_training.clips.frame_exit import FRAMES
from videodyn_training.clips.loop import forget, shared
from videodyn_training.clips.single_frame import FRAME_STEPS, train_frames
from videodyn_training.export import export


def main() -> None:
    chosen = options.read("clip-exit", __doc__ or "")
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(1)
    if chosen.smoke:
        clips = select = actions.load(actions.SMOKE)
    else:
        clips, select = actions.load(actions.TRAIN), actions.load(actions.CHOOSE)
    steps = (20, 20, 50) if chosen.smoke else (FRAME_STEPS, CLIP_STEPS, 1500)
    frames = train_frames(clips, steps[0], shared(chosen.work))
    network = train_clips(frames, clips, steps[1], shared(chosen.work))
    gates = train_gates(network, select, steps[2], chosen.work)
    point, result = choose(network, gates, select)
    gate = gates[point.beta]
    print(f"chosen: beta {point.beta:g}, first {point.first:g}, gate {point.gate:g}: {result.words()}", flush=True)
    z, step = torch.zeros(1, network.classifier.weight.shape[2]), torch.zeros(1, dtype=torch.int64)
    folder = chosen.output
    export(network.backbone, [torch.zeros(1, 3, actions.HEIGHT, actions.WIDTH)], folder / "backbone.onnx", ["image"], ["feature"], {"image": {0: "batch"}, "feature": {0: "batch"}})
    export(network.classifier, [z, step], folder / "classifier.onnx", ["z", "step"], ["logits"])
    export(gate, [z, z, step + 1], folder / "gate.onnx", ["z_new", "z_prev", "step"], ["p_exit"])
    (folder / "clip.yaml").write_text(clip_card(FRAMES, 3, point.first, point.gate), encoding="utf-8")
    if not chosen.smoke:
        pages.clip_exit(measure(network, gate, point, actions.load(actions.HELD_OUT)))
    forget(chosen.work)
    print(f"written {folder}")


if __name__ == "__main__":
    main()
