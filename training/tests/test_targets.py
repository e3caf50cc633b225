"""Assignment and loss of the detector."""

import unittest

import numpy as np
import torch

from videodyn_training.detector import targets
from videodyn_training.detector.losses import generalised_overlap, loss
from videodyn_training.detector.network import boxes, cells
from videodyn_training.detector.samples import Sample, place
from videodyn_training.world import TRUTH


def sample(labels: list[int], corners: list[list[float]], ignored: list[list[float]] | None = None) -> Sample:
    return Sample(torch.zeros(3, 64, 64), torch.tensor(labels, dtype=torch.long), torch.tensor(corners).view(-1, 4), torch.tensor(ignored or []).view(-1, 4))


class Assignment(unittest.TestCase):
    def setUp(self) -> None:
        self.grid = cells(128, 64)
        self.raw = torch.zeros(len(self.grid), 7)

    def assign(self, labels: list[int], corners: list[list[float]]) -> targets.Targets:
        return targets.assign(self.grid, boxes(self.raw, self.grid), self.raw[:, 4:], torch.tensor(labels), torch.tensor(corners))

    def test_every_object_has_a_cell_near_its_middle(self) -> None:
        corners = [[10.0, 10, 40, 50], [60, 8, 125, 60], [100, 2, 112, 18]]
        found = self.assign([0, 1, 0], corners)
        self.assertEqual({0, 1, 2}, set(found.objects.tolist()))
        for cell, number in zip(found.cells.tolist(), found.objects.tolist()):
            column, row, stride = self.grid[cell].tolist()
            x1, y1, x2, y2 = corners[number]
            self.assertLess(abs((column + 0.5) * stride - (x1 + x2) / 2), targets.RADIUS * stride)
            self.assertLess(abs((row + 0.5) * stride - (y1 + y2) / 2), targets.RADIUS * stride)

    def test_a_cell_serves_one_object_only(self) -> None:
        found = self.assign([0, 1], [[20.0, 20, 60, 60], [21, 21, 61, 61]])
        self.assertEqual(len(found.cells), len(set(found.cells.tolist())))

    def test_small_and_large_objects_go_to_fine_and_coarse_levels(self) -> None:
        found = self.assign([0, 0], [[8.0, 8, 22, 30], [0, 0, 128, 64]])
        strides = {number: {self.grid[c, 2].item() for c, n in zip(found.cells, found.objects.tolist()) if n == number} for number in (0, 1)}
        self.assertIn(8.0, strides[0])
        self.assertNotIn(32.0, strides[0])
        self.assertNotIn(8.0, strides[1])

    def test_an_empty_picture_has_no_targets(self) -> None:
        found = targets.assign(self.grid, boxes(self.raw, self.grid), self.raw[:, 4:], torch.zeros(0, dtype=torch.long), torch.zeros(0, 4))
        self.assertEqual(0, len(found.cells))


class Losses(unittest.TestCase):
    def test_overlaps_match_hand_computed_ones(self) -> None:
        first, second = torch.tensor([[0.0, 0, 2, 2]]), torch.tensor([[1.0, 1, 3, 3], [0, 0, 2, 2], [4, 4, 5, 5]])
        np.testing.assert_allclose(targets.overlap(first, second).numpy(), [[1 / 7, 1, 0]], rtol=1e-5)
        np.testing.assert_allclose(generalised_overlap(first.expand(3, 4), second).numpy(), [1 / 7 - 2 / 9, 1, -20 / 25], rtol=1e-5)

    def test_learning_one_picture_lowers_the_loss_and_finds_the_box(self) -> None:
        torch.manual_seed(1)
        grid = cells(64, 64)
        raw = torch.zeros(1, len(grid), 7, requires_grad=True)
        wanted = sample([1], [[16.0, 12, 50, 44]])
        optimizer = torch.optim.Adam([raw], lr=0.05)
        losses = []
        for _ in range(200):
            total, _ = loss(raw, grid, [wanted])
            losses.append(total.item())
            optimizer.zero_grad()
            total.backward()
            optimizer.step()
        self.assertLess(losses[-1], 0.3 * losses[0])
        best = int(raw[0, :, 4].argmax())
        np.testing.assert_allclose(boxes(raw[0], grid)[best].detach().numpy(), [16, 12, 50, 44], atol=2)
        self.assertEqual(1, int(raw[0, best, 5:].argmax()))

    def test_nothing_is_learned_in_ignored_boxes(self) -> None:
        grid = cells(64, 64)
        raw = torch.zeros(1, len(grid), 7, requires_grad=True)
        loss(raw, grid, [sample([], [], [[0.0, 0, 32, 64]])])[0].backward()
        middle = (grid[:, 0] + 0.5) * grid[:, 2]
        moved = raw.grad[0, :, 4].abs() > 0
        self.assertFalse(bool(moved[middle < 32].any()))
        self.assertTrue(bool(moved[middle > 32].all()))


class Placing(unittest.TestCase):
    def test_boxes_move_and_scale_with_the_crop_and_what_is_cut_too_far_does_not_count(self) -> None:
        truth = np.zeros(4, TRUTH)
        truth["box"] = [[20, 20, 40, 60], [0, 20, 12, 60], [200, 0, 240, 40], [30, 30, 50, 70]]
        truth["visibility"] = [1, 1, 1, 0.2]
        labels, boxes_, counts = place(truth, 10, 10, 2.0, 100, 100)
        np.testing.assert_allclose(boxes_, [[20, 20, 60, 100], [0, 20, 4, 100], [40, 40, 80, 100]])
        self.assertEqual([True, False, False], counts.tolist())

    def test_a_stretched_crop_stretches_boxes(self) -> None:
        truth = np.zeros(1, TRUTH)
        truth["box"], truth["visibility"] = [[20, 20, 40, 60]], 1
        np.testing.assert_allclose(place(truth, 10, 10, 2.0, 100, 100, 0.5)[1], [[20, 5, 60, 25]])


if __name__ == "__main__":
    unittest.main()
