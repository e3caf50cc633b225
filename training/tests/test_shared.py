"""What all training programs share."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

from videodyn_training import scenes
from videodyn_training.averaging import Average, halfway
from videodyn_training.checkpoint import Checkpoint
from videodyn_training.export import export
from videodyn_training.pictures import compress, recolour, resize, restyle, shade, sharpen, texture, tone
from videodyn_training.schedule import learning_rate
from videodyn_training.world import read_truth


class Schedule(unittest.TestCase):
    def test_the_rate_rises_then_falls_to_the_floor(self) -> None:
        rates = [learning_rate(step, 1000, 0.1, warm=100, floor=0.02) for step in range(1000)]
        self.assertAlmostEqual(0.001, rates[0])
        self.assertEqual(99, int(np.argmax(rates)))
        self.assertTrue(all(later <= earlier for earlier, later in zip(rates[100:], rates[101:])))
        self.assertAlmostEqual(0.002, rates[-1], places=4)


class Averages(unittest.TestCase):
    def test_the_average_comes_to_weights_that_stand_still(self) -> None:
        network = nn.Linear(2, 2)
        average = Average(network, decay=0.9)
        with torch.no_grad():
            network.weight.fill_(3)
        for _ in range(200):
            average.follow(network)
        np.testing.assert_allclose(average.network.weight.numpy(), 3, atol=1e-4)

    def test_halfway_is_the_mean_of_weights_and_the_later_count(self) -> None:
        first, second = ({"weight": torch.tensor([value]), "steps": torch.tensor(count)} for value, count in ((1.0, 3), (2.0, 7)))
        mean = halfway(first, second)
        self.assertEqual((1.5, 7), (float(mean["weight"]), int(mean["steps"])))


class Checkpoints(unittest.TestCase):
    def test_a_saved_state_comes_back_and_other_settings_are_refused(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            checkpoint = Checkpoint(Path(folder) / "a" / "checkpoint.pt")
            self.assertIsNone(checkpoint.load({"steps": 1}))
            checkpoint.save({"steps": 1}, {"step": 5, "weights": torch.ones(2)})
            state = checkpoint.load({"steps": 1})
            self.assertEqual(5, state["step"])
            with self.assertRaisesRegex(SystemExit, "same options"):
                checkpoint.load({"steps": 2})
            checkpoint.remove()
            self.assertIsNone(checkpoint.load({"steps": 2}))


class Exports(unittest.TestCase):
    def test_normalisation_is_folded_and_open_axes_are_named(self) -> None:
        network = nn.Sequential(nn.Conv2d(3, 4, 3, bias=False), nn.BatchNorm2d(4))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "m" / "model.onnx"
            export(network, [torch.zeros(1, 3, 8, 8)], path, ["x"], ["y"], {"x": {2: "height"}})
            model = onnx.load(str(path))
        self.assertEqual(["Conv"], [node.op_type for node in model.graph.node])
        self.assertEqual(16, model.opset_import[0].version)
        self.assertEqual("height", model.graph.input[0].type.tensor_type.shape.dim[2].dim_param)


class Pictures(unittest.TestCase):
    def test_changes_keep_size_and_range(self) -> None:
        dice = np.random.default_rng(1)
        for _ in range(20):
            picture = texture(64, 48, dice)
            self.assertEqual((3, 48, 64), tuple(picture.shape))
            other = recolour(picture, dice, 0.3)
            self.assertTrue(0 <= other.min() and other.max() <= 1)
            self.assertTrue(tone(dice).min() >= 0 and tone(dice).max() <= 1)

    def test_weak_compression_changes_little(self) -> None:
        picture = resize(torch.rand(3, 4, 4), 32, 32)
        self.assertLess(float((compress(picture, np.random.default_rng(2)) - picture).abs().mean()), 0.05)


    def test_sharpening_raises_edges_and_leaves_plain_parts(self) -> None:
        picture = torch.full((3, 8, 8), 0.4)
        picture[:, :, 4:] = 0.6
        sharp = sharpen(picture, np.random.default_rng(3))
        self.assertTrue(torch.allclose(picture[:, :, :2], sharp[:, :, :2], atol=1e-6))
        self.assertGreater(float(sharp[0, 4, 4]), 0.6)

    def test_shade_only_darkens_and_restyle_keeps_the_range(self) -> None:
        picture = torch.rand(3, 48, 64)
        for seed in range(20):
            dice = np.random.default_rng(seed)
            dark, other = shade(picture, dice), restyle(picture, dice)
            self.assertTrue(bool((dark <= picture).all()) and float(dark.min()) >= 0)
            self.assertLess(float(dark.sum()), float(picture.sum()))
            self.assertTrue(float(other.min()) >= 0 and float(other.max()) <= 1)
            self.assertFalse(torch.equal(other, picture))


class World(unittest.TestCase):
    def test_truth_files_are_read_from_frame_0_with_corners_and_class_indices(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.truth.csv"
            path.write_text("1,4,486.5,161,107.5,41,1,3,0.343\n7,5,1,2,3,4,1,1,1\n", encoding="ascii")
            truth = read_truth(path)
        self.assertEqual([0, 6], truth["frame"].tolist())
        self.assertEqual([2, 0], truth["label"].tolist())
        np.testing.assert_allclose(truth["box"][0], [486.5, 161, 594, 202])

    def test_a_made_up_place_follows_from_its_number_alone(self) -> None:
        self.assertEqual(scenes.elsewhere(31), scenes.elsewhere(31))
        self.assertNotEqual(scenes.elsewhere(31), scenes.elsewhere(32))

    def test_a_recipe_follows_from_its_number_alone(self) -> None:
        self.assertEqual(scenes.recipe(31), scenes.recipe(31))
        self.assertNotEqual(scenes.recipe(31), scenes.recipe(32))


if __name__ == "__main__":
    unittest.main()
