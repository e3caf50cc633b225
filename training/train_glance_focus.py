"""Trains `glance-focus`: a glance at the small picture, then one patch of the large one."""

from __future__ import annotations

import torch

from videodyn_training import options
from videodyn_training.clips import actions, pages
from videodyn_training.clips.backbone import FEATURES
from videodyn_training.clips.card import focus_card
from videodyn_training.clips.exit_training import CLIP_STEPS, train_clips
from videodyn_training.clips.glance_focus import EMBEDDED_PATCH, GLANCE_FEATURES, GLANCE_HEIGHT, GLANCE_WIDTH, PATCH, STATE, GlanceFocus
from videodyn_training.clips.glance_training import GLANCE_STEPS, answers, answers_of_full_frames, train_all
from videodyn_training.clips.loop import forget, shared
from videodyn_training.clips.single_frame import FRAME_STEPS, train_frames
from videodyn_training.export import export


def main() -> None:
    chosen = options.read("glance-focus", __doc__ or "")
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(1)
    clips = actions.load(actions.SMOKE if chosen.smoke else actions.TRAIN)
    steps = (20, (20,), 20) if chosen.smoke else (FRAME_STEPS, CLIP_STEPS, GLANCE_STEPS)
    frames = train_frames(clips, steps[0], shared(chosen.work))
    start = train_clips(frames, clips, steps[1][:3], shared(chosen.work))
    network = train_all(start, clips, steps[2], chosen.work)
    write(network, chosen)
    # The page is about the embedded model.
    if not chosen.smoke and PATCH == EMBEDDED_PATCH:
        # The rival goes on learning on whole frames while this network learns to glance.
        whole = train_clips(frames, clips, steps[1], shared(chosen.work))
        held_out = actions.load(actions.HELD_OUT)
        pages.glance_focus(network, whole, answers(network, held_out), answers_of_full_frames(whole, held_out), held_out.labels)
    forget(chosen.work)
    print(f"written {chosen.output}")


def write(network: GlanceFocus, chosen: options.Options) -> None:
    """The four networks and the card."""
    folder, step = chosen.output, torch.zeros(1, dtype=torch.int64)
    seen, h = torch.zeros(1, 48, GLANCE_HEIGHT // 16, GLANCE_WIDTH // 16), torch.zeros(1, STATE)
    batch = {0: "batch"}
    export(network.glance, [torch.zeros(1, 3, GLANCE_HEIGHT, GLANCE_WIDTH)], folder / "glance.onnx", ["image"], ["map", "feature"],
           {"image": batch, "map": batch, "feature": batch})
    export(network.policy, [seen, h], folder / "policy.onnx", ["map", "h"], ["corner", "h_new"])
    export(network.focus, [torch.zeros(1, 3, PATCH, PATCH)], folder / "focus.onnx", ["patch"], ["feature"], {"patch": batch, "feature": batch})
    inputs = [torch.zeros(1, GLANCE_FEATURES), torch.zeros(1, FEATURES), torch.zeros(1, FEATURES), step]
    export(network.fusion, inputs, folder / "classifier.onnx", ["glance", "focus", "z", "step"], ["z_new", "logits"])
    (folder / "focus.yaml").write_text(focus_card(), encoding="utf-8")


if __name__ == "__main__":
    main()
