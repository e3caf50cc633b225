"""Loss and measure of the segmenter."""

import unittest

import torch

from videodyn_training.segmenter.losses import Overlaps, overlap_loss
from videodyn_training.segmenter.network import Segmenter
from videodyn_training.segmenter.offsets import mean_overlap, search


class Losses(unittest.TestCase):
    def test_overlap_is_zero_when_right_and_one_when_wrong(self) -> None:
        truth = torch.tensor([[[0, 1], [1, 1]]])
        right = torch.nn.functional.one_hot(truth, 3).permute(0, 3, 1, 2).float()
        self.assertAlmostEqual(0.0, float(overlap_loss(right, truth)), places=6)
        self.assertAlmostEqual(1.0, float(overlap_loss(right.flip(1).roll(1, 1) * 0, truth)), places=6)

    def test_overlap_of_half_right_maps_is_what_the_formula_says(self) -> None:
        truth = torch.tensor([[[0, 0, 1, 1]]])
        found = torch.nn.functional.one_hot(torch.tensor([[[0, 0, 0, 1]]]), 2).permute(0, 3, 1, 2).float()
        self.assertAlmostEqual(1 - (2 * 2 / 5 + 2 * 1 / 3) / 2, float(overlap_loss(found, truth)), places=5)


class Measure(unittest.TestCase):
    def test_intersection_over_union_is_pooled_and_absent_classes_are_left_out(self) -> None:
        meter = Overlaps(3)
        meter.add(torch.tensor([0, 0, 1, 1]), torch.tensor([0, 1, 1, 1]))
        meter.add(torch.tensor([1]), torch.tensor([1]))
        self.assertEqual([0.5, 0.75, None], meter.by_class())
        self.assertEqual([True, True, False], meter.shown())


class Offsets(unittest.TestCase):
    def test_a_class_that_is_found_too_often_is_lowered(self) -> None:
        truth = torch.tensor([0, 0, 0, 1])
        scores = torch.tensor([[0.0, 0.0, 0.0, 0.0], [0.3, 0.3, 0.3, 1.5]])
        self.assertEqual(0.25, mean_overlap(scores, truth))
        offsets = search(scores, truth)
        self.assertEqual(1.0, mean_overlap(scores + offsets[:, None], truth))
        self.assertEqual(0.0, float(offsets[0]))


class Network(unittest.TestCase):
    def test_maps_have_the_pictures_size(self) -> None:
        self.assertEqual((1, 6, 64, 96), tuple(Segmenter(6).eval()(torch.zeros(1, 3, 64, 96)).shape))


if __name__ == "__main__":
    unittest.main()
