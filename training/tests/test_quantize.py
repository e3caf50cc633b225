"""The int8 form."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch

from videodyn_training import interpret
from videodyn_training.detector.network import Detector, Exported
from videodyn_training.export import export
from videodyn_training.quantize import Scale, quantize, ranges, weights


class Quantizing(unittest.TestCase):
    def test_a_scale_holds_its_range_and_zero_exactly(self) -> None:
        for low, high in ((0.0, 6.0), (-1.0, 3.0), (2.0, 5.0)):
            scale = Scale.of(low, high)
            values = (np.arange(256) - scale.zero) * scale.step
            self.assertIn(0.0, values)
            self.assertGreaterEqual(values[-1], high - scale.step)
            self.assertLessEqual(values[0], low + scale.step)

    def test_weights_come_back_within_half_a_step_per_channel(self) -> None:
        given = np.random.default_rng(1).normal(0, [[[[0.1]]], [[[5.0]]]], (2, 3, 3, 3))
        table, steps = weights(given)
        self.assertTrue((np.abs(table * steps.reshape(2, 1, 1, 1) - given) <= steps.reshape(2, 1, 1, 1) * 0.5001).all())

    def test_the_detector_keeps_inputs_and_outputs_and_all_but_its_last_convolutions_are_bytes(self) -> None:
        torch.manual_seed(1)
        network = Detector(5).eval()
        with tempfile.TemporaryDirectory() as folder:
            model = export(Exported(network), [torch.zeros(1, 3, 64, 64)], Path(folder) / "m.onnx", ["images"], ["output"], {"images": {2: "h", 3: "w"}})
        picture = torch.rand(1, 3, 64, 96)
        values = dict(interpret.run(model, picture))
        wanted = network(picture)
        heads = sorted(node.output[0] for node in model.graph.node if node.op_type == "Conv" and "heads." in node.output[0])
        for name, level in zip(heads, wanted):
            torch.testing.assert_close(values[name], level, atol=1e-4, rtol=1e-3)
        made = quantize(model, ranges(model, [picture]))
        self.assertEqual([i.name for i in model.graph.input], [i.name for i in made.graph.input])
        plain = [node for node in made.graph.node if node.op_type == "Conv" and not node.input[1].endswith("/w_back")]
        self.assertEqual(3, len(plain))
        self.assertEqual(len([n for n in model.graph.node if n.op_type == "Conv"]), len([n for n in made.graph.node if n.op_type == "Conv"]))
        onnx.checker.check_model(made)


if __name__ == "__main__":
    unittest.main()
