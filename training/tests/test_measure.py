"""Average precision and recall."""

import unittest

import numpy as np

from videodyn_training.detector.measure import Curve, once, recall


class Reference(unittest.TestCase):
    def test_an_object_that_is_named_twice_counts_once(self) -> None:
        box, beside = np.array([0.0, 0, 100, 50]), np.array([2.0, 0, 102, 50])
        self.assertEqual(1, len(once([("car", box), ("car", beside)])))
        self.assertEqual(2, len(once([("car", box), ("person", beside)])))
        self.assertEqual(2, len(once([("car", box), ("car", beside + 50)])))


class AveragePrecision(unittest.TestCase):
    def test_all_found_and_nothing_else_is_one(self) -> None:
        curve = Curve()
        boxes = np.array([[0, 0, 10, 10], [20, 20, 30, 30]], float)
        curve.add(boxes, np.array([True, True]), boxes, np.array([0.9, 0.8]))
        self.assertAlmostEqual(1.0, curve.average_precision())

    def test_a_wrong_box_between_two_right_ones_costs_what_the_rule_says(self) -> None:
        curve = Curve()
        truth = np.array([[0, 0, 10, 10], [20, 20, 30, 30]], float)
        found = np.array([[0, 0, 10, 10], [50, 50, 60, 60], [20, 20, 30, 30]], float)
        curve.add(truth, np.array([True, True]), found, np.array([0.9, 0.8, 0.7]))
        self.assertAlmostEqual((51 * 1 + 50 * 2 / 3) / 101, curve.average_precision())

    def test_a_second_box_on_one_object_is_wrong(self) -> None:
        curve = Curve()
        box = np.array([[0, 0, 10, 10]], float)
        curve.add(box, np.array([True]), np.concatenate((box, box)), np.array([0.9, 0.8]))
        self.assertEqual([True, False], curve.right)

    def test_what_lies_on_an_object_that_does_not_count_is_neither_right_nor_wrong(self) -> None:
        curve = Curve()
        box = np.array([[0, 0, 10, 10]], float)
        curve.add(box, np.array([False]), box, np.array([0.9]))
        self.assertEqual(([], 0, None), (curve.right, curve.objects, curve.average_precision()))


class Recall(unittest.TestCase):
    def test_matching_is_one_to_one_and_by_label(self) -> None:
        box = np.array([0.0, 0, 10, 10])
        self.assertEqual((1, 2), recall([("car", box), ("car", box)], [("car", box)]))
        self.assertEqual((0, 1), recall([("car", box)], [("dog", box)]))


if __name__ == "__main__":
    unittest.main()
