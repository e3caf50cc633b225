"""Exits of the classifier."""

import unittest

import numpy as np
import torch

from videodyn_training.branchy.exits import choose, outcome
from videodyn_training.branchy.network import SIZE, Branchy, Whole, macs


class Exits(unittest.TestCase):
    def setUp(self) -> None:
        early = np.array([[0.95, 0.05], [0.6, 0.4], [0.45, 0.55]])
        late = np.array([[0.99, 0.01], [0.1, 0.9], [0.1, 0.9]])
        self.exits, self.labels, self.macs = [early, early, late], np.array([0, 1, 1]), [10, 50, 100]

    def test_confident_crops_leave_early_and_the_rest_goes_to_the_end(self) -> None:
        found = outcome(self.exits, self.labels, self.macs, (0.9, 2.0))
        self.assertEqual((1.0, (1 / 3, 0.0, 2 / 3)), (found.accuracy, found.shares))
        self.assertAlmostEqual(0.7, found.cost)

    def test_leaving_never_is_the_last_exit(self) -> None:
        found = outcome(self.exits, self.labels, self.macs, (2.0, 2.0))
        self.assertEqual((1.0, 1.0), (found.accuracy, found.cost))

    def test_the_cheapest_thresholds_within_the_loss_are_chosen(self) -> None:
        thresholds = choose(self.exits, self.labels, self.macs, 0.0)
        self.assertAlmostEqual(0.7, outcome(self.exits, self.labels, self.macs, thresholds).cost)
        self.assertLess(outcome(self.exits, self.labels, self.macs, choose(self.exits, self.labels, self.macs, 1.0)).cost, 0.2)

    def test_stages_one_after_another_are_the_whole(self) -> None:
        network = Branchy(6).eval()
        x = torch.rand(2, 3, SIZE, SIZE)
        torch.testing.assert_close(Whole(network)(x), network(x)[-1])
        costs = macs(network)
        self.assertEqual(3, len(costs))
        self.assertEqual(sorted(costs), costs)
        self.assertLess(costs[0], 0.3 * costs[2])


if __name__ == "__main__":
    unittest.main()
