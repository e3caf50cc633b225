"""What trainings on clips share, early exit, skipped updates, glance and focus."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
from torch import nn

from videodyn_training.clips.actions import Clips, around_people
from videodyn_training.clips.augment import changed, to_input
from videodyn_training.clips.backbone import Backbone, macs
from videodyn_training.clips.frame_exit import Gate, PerStep, balanced, coarse_to_fine, exits, losses, may_exit, pooled
from videodyn_training.clips.glance_focus import PATCH, best_corners, patches
from videodyn_training.clips.glance_training import moved
from videodyn_training.clips.loop import train
from videodyn_training.clips.report import confusion, recalls, replace_block
from videodyn_training.clips.skip_gru import N_MAX, SkipCell, StraightThrough, gap, unroll
from videodyn_training.clips.skip_training import objective
from videodyn_training.world import TRUTH


def clips_of(*lengths: int) -> Clips:
    total = sum(lengths)
    frames = np.arange(total, dtype=np.uint8)[:, None, None, None] * np.ones((1, 4, 6, 3), np.uint8)
    return Clips(frames, np.full((total, 4), -1, np.float32), np.concatenate([[0], np.cumsum(lengths)]), np.arange(len(lengths)))


class Data(unittest.TestCase):
    def test_moments_are_the_middles_of_equal_parts(self) -> None:
        self.assertEqual([0, 1, 2, 3], clips_of(4).moments(0, 4).tolist())
        self.assertEqual([21, 24, 27], clips_of(20, 9).moments(1, 3).tolist())

    def test_moments_of_a_short_clip_repeat_frames(self) -> None:
        self.assertEqual([0, 0, 1, 1], clips_of(2).moments(0, 4).tolist())

    def test_moved_moments_stay_in_their_clip(self) -> None:
        clips, dice = clips_of(7, 7, 7), np.random.default_rng(1)
        for _ in range(50):
            found = clips.moments(1, 5, 0.5, dice)
            self.assertTrue(((found >= 7) & (found < 14)).all() and (np.diff(found) >= 0).all())

    def test_a_subset_keeps_frames_and_labels_together(self) -> None:
        part = clips_of(2, 3, 4).subset(np.array([2, 0]))
        self.assertEqual([5, 6, 7, 8, 0, 1], part.frames[:, 0, 0, 0].tolist())
        self.assertEqual([2, 0], part.labels.tolist())

    def test_the_box_goes_around_all_people_at_half_the_size(self) -> None:
        truth = np.array([(1, 1, 0, (10, 20, 30, 40), 1), (1, 2, 0, (20, 10, 50, 30), 1)], TRUTH)
        self.assertEqual([[-1, -1, -1, -1], [5, 5, 25, 20]], around_people(truth, 2).tolist())


class Views(unittest.TestCase):
    def test_without_chance_the_input_is_scaled_as_the_card_says(self) -> None:
        frames = np.full((1, 1, 2, 2, 3), 51, np.uint8)
        self.assertAlmostEqual((0.2 - 0.45) / 0.25, float(to_input(frames)[0, 0, 0, 0, 0]), places=5)

    def test_the_shown_part_says_where_things_went(self) -> None:
        frames = np.zeros((20, 1, 96, 160, 3), np.uint8)
        frames[:, 0, 40:56, 60:76] = 255
        box = np.full((20, 1, 4), (60, 40, 76, 56), np.float32)
        images, parts = changed(frames, np.random.default_rng(2))
        for image, (left, top, right, bottom) in zip(images[:, 0].mean(1), moved(box, parts)[:, 0]):
            bright = (image > (image.min() + image.max()) / 2).nonzero().float()
            self.assertAlmostEqual(float(bright[:, 1].mean()) + 0.5, (left + right) / 2, delta=1)
            self.assertAlmostEqual(float(bright[:, 0].mean()) + 0.5, (top + bottom) / 2, delta=1)

    def test_nobody_stays_nobody(self) -> None:
        gone = moved(np.full((1, 1, 4), -1, np.float32), np.array([[0.1, 0.1, 0.9, 0.9]], np.float32))
        self.assertEqual(-1, gone[0, 0, 2])


class EarlyExit(unittest.TestCase):
    def test_the_order_is_that_of_the_rule(self) -> None:
        self.assertEqual([7, 0, 15, 3, 11, 1, 5, 9, 13, 2, 4, 6, 8, 10, 12, 14], coarse_to_fine(16))
        for count in range(1, 20):
            self.assertEqual(list(range(count)), sorted(coarse_to_fine(count)))

    def test_features_are_pooled_by_their_running_maximum(self) -> None:
        self.assertEqual([[1, 2, 2]], pooled(torch.tensor([[[1.0], [2.0], [0.0]]])).squeeze(2).tolist())

    def test_the_tolerance_of_exits_grows_with_the_step(self) -> None:
        loss = torch.full((1, 4), 0.02)
        self.assertEqual([[0, 0, 1, 1]], may_exit(loss, 0.01).tolist())

    def test_losses_are_those_of_each_step(self) -> None:
        logits = torch.tensor([[[0.0, 0.0], [100.0, 0.0], [0.0, 100.0]]])
        self.assertTrue(torch.allclose(torch.tensor([[0.6931, 0.0, 100.0]]), losses(logits, torch.tensor([0])), atol=1e-3))

    def test_rare_answers_weigh_as_much_as_frequent_ones(self) -> None:
        logits = torch.zeros(10, 1, requires_grad=True)
        balanced(logits, torch.tensor([[1.0]] * 2 + [[0.0]] * 8)).backward()
        self.assertAlmostEqual(0, float(logits.grad.sum()), places=6)  # type: ignore[union-attr]

    def test_the_first_step_that_says_so_is_the_exit_and_the_last_one_always_is(self) -> None:
        gates = torch.tensor([[0.1, 0.9, 0.9], [0.9, 0.1, 0.1], [0.1, 0.1, 0.1]])
        self.assertEqual([2, 0, 3], exits(torch.tensor([0.5, 0.99, 0.5]), gates, 0.95, 0.5).tolist())

    def test_one_step_gives_what_all_steps_give(self) -> None:
        layer, z = PerStep(4, 6, 3), torch.randn(2, 4, 6)
        for step in range(4):
            self.assertTrue(torch.allclose(layer.all(z)[:, step], layer(z[:, step], torch.tensor([step])), atol=1e-5))

    def test_the_exported_gate_gives_what_was_trained(self) -> None:
        gate, z = Gate(), torch.rand(2, 10, 128)
        for step in range(1, 10):
            one = gate(z[:, step], z[:, step - 1], torch.tensor([step]))
            self.assertTrue(torch.allclose(torch.sigmoid(gate.all(z)[:, step - 1]), one.squeeze(1), atol=1e-5))


class Skipping(unittest.TestCase):
    def test_the_gradient_passes_rounding(self) -> None:
        x = torch.tensor([0.2, 0.5, 0.8], requires_grad=True)
        rounded = StraightThrough.apply(x)
        (rounded * torch.tensor([1.0, 2.0, 3.0])).sum().backward()
        self.assertEqual([0, 0, 1], rounded.tolist())
        self.assertEqual([1, 2, 3], x.grad.tolist())  # type: ignore[union-attr]

    def test_looks_are_as_far_apart_as_the_closed_form_says(self) -> None:
        cell = SkipCell()
        for p in (0.73, 0.4, 0.2, 0.11, 0.07, 0.01):
            with torch.no_grad():
                cell.increment.weight.zero_()
                cell.increment.bias.fill_(float(np.log(p / (1 - p))))
            looks = unroll(cell, torch.randn(1, 30, 128), True).updates[0].nonzero().flatten().tolist()
            self.assertEqual(list(range(0, 30, gap(p))), looks, p)
        self.assertEqual(N_MAX, gap(0.01))

    def test_state_and_answer_stay_between_looks(self) -> None:
        cell = SkipCell()
        nn.init.constant_(cell.increment.bias, -1.4)
        run = unroll(cell, torch.randn(1, 12, 128), True)
        for step in range(1, 12):
            same = torch.equal(run.logits[0, step], run.logits[0, step - 1])
            self.assertEqual(run.updates[0, step] == 0, same)

    def test_a_look_that_falls_on_a_lost_frame_happens_at_the_next_one(self) -> None:
        shown = torch.ones(1, 6)
        shown[0, 2] = 0
        self.assertEqual([1, 1, 0, 1, 1, 1], unroll(SkipCell(), torch.randn(1, 6, 128), True, shown).updates[0].tolist())

    def test_the_price_of_looks_reaches_the_increment(self) -> None:
        cell = SkipCell()
        nn.init.constant_(cell.increment.bias, -1.0)
        unroll(cell, torch.randn(2, 10, 128), True).updates.sum().backward()
        self.assertGreater(float(cell.increment.bias.grad.abs().sum()), 0)  # type: ignore[union-attr]

    def test_what_follows_the_end_of_a_sequence_does_not_count(self) -> None:
        logits, lengths, labels = torch.randn(2, 8, 8), torch.tensor([4, 8]), torch.tensor([1, 2])
        other = logits.clone()
        other[0, 4:] = 100
        other[0, :2] = 100
        self.assertAlmostEqual(float(objective(logits, lengths, labels)), float(objective(other, lengths, labels)), places=5)


class Glances(unittest.TestCase):
    def test_a_patch_at_whole_pixels_is_a_crop(self) -> None:
        images = torch.rand(1, 3, 96, 160)
        corner = torch.tensor([[24 / (160 - PATCH), 8 / (96 - PATCH)]])
        self.assertTrue(torch.allclose(images[:, :, 8:8 + PATCH, 24:24 + PATCH], patches(images, corner), atol=1e-4))

    def test_the_gradient_reaches_the_corner(self) -> None:
        corner = torch.full((1, 2), 0.4, requires_grad=True)
        ramp = torch.arange(160.0).expand(1, 3, 96, 160)
        patches(ramp, corner).mean().backward()
        self.assertAlmostEqual(160 - PATCH, float(corner.grad[0, 0]), delta=1)  # type: ignore[index]
        self.assertAlmostEqual(0, float(corner.grad[0, 1]), delta=1e-3)  # type: ignore[index]

    def test_the_best_corner_puts_the_box_into_the_middle(self) -> None:
        corners = best_corners(torch.tensor([[70.0, 38.0, 90.0, 58.0], [0.0, 0.0, 4.0, 4.0]]))
        self.assertTrue(torch.allclose(torch.tensor([[0.5, 0.5], [0.0, 0.0]]), corners))


class Shared(unittest.TestCase):
    def test_multiply_accumulates_are_counted_by_hand(self) -> None:
        network = nn.Sequential(nn.Conv2d(3, 4, 3, 2, 1), nn.Flatten(), nn.Linear(16, 5))
        self.assertEqual(4 * 4 * 27 + 16 * 5, macs(network, torch.zeros(2, 3, 4, 4)))

    def test_a_patch_costs_less_than_a_third_of_the_frame(self) -> None:
        full, patch = (macs(Backbone(h * w).eval(), torch.zeros(1, 3, 16 * h, 16 * w)) for h, w in ((6, 10), (4, 4)))
        self.assertLess(patch, full / 3)

    def test_an_interrupted_stage_ends_as_an_unbroken_one(self) -> None:
        def run(work: Path, stop: int) -> nn.Module:
            torch.manual_seed(3)
            network = nn.Linear(4, 1)

            def loss(step: int) -> tuple[torch.Tensor, dict[str, float]]:
                if step == stop:
                    raise KeyboardInterrupt
                return network(torch.randn(8, 4)).square().mean(), {}

            return train("stage", network, loss, 12, 1e-2, work, save_every=0)

        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            whole = run(Path(one), -1)
            with self.assertRaises(KeyboardInterrupt):
                run(Path(two), 7)
            resumed = run(Path(two), -1)
        for a, b in zip(whole.parameters(), resumed.parameters()):
            self.assertTrue(torch.equal(a, b))

    def test_confusion_has_the_truth_in_rows(self) -> None:
        table = confusion(np.array([0, 0, 1]), np.array([0, 1, 1]), 2)
        self.assertEqual([[1, 1], [0, 1]], table.tolist())
        self.assertEqual([0.5, 1], recalls(table).tolist())

    def test_a_page_keeps_what_stands_around_a_block(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "page.md"
            page.write_text("a\n<!-- x -->\nold\n<!-- /x -->\nb\n", encoding="utf-8")
            replace_block(page, "x", "new")
            self.assertEqual("a\n<!-- x -->\nnew\n<!-- /x -->\nb\n", page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
