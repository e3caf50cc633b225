"""int8 in QuantizeLinear/DequantizeLinear form: weights per output channel, values per tensor in ranges that were seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from . import interpret

SAME = frozenset({"MaxPool", "Resize"})
"""Operators that only move values: their output keeps the scale of the input."""


@dataclass(frozen=True)
class Scale:
    """A byte q stands for (q - zero) * step."""

    step: float
    zero: int

    @staticmethod
    def of(low: float, high: float) -> Scale:
        """The scale for a range of values, 0 included, on bytes 0..255."""
        low, high = min(low, 0.0), max(high, 0.0, low + 1e-6)
        step = (high - low) / 255
        return Scale(step, int(round(-low / step)))


def ranges(model: onnx.ModelProto, pictures: Iterable[torch.Tensor], share: float = 1e-4) -> dict[str, tuple[float, float]]:
    """Per tensor the range that holds all but a share of its values at either end, averaged over pictures [1, 3, H, W]."""
    seen: dict[str, list[tuple[float, float]]] = {}
    with torch.no_grad():
        for picture in pictures:
            for name, value in interpret.run(model, picture):
                ordered = value.flatten().sort().values
                cut = int(share * len(ordered))
                seen.setdefault(name, []).append((float(ordered[cut]), float(ordered[-1 - cut])))
    return {name: (sum(low for low, _ in ends) / len(ends), sum(high for _, high in ends) / len(ends)) for name, ends in seen.items()}


def weights(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 weights and one step per output channel (axis 0), symmetric."""
    steps = np.maximum(np.abs(values).reshape(len(values), -1).max(1), 1e-8) / 127
    shape = (-1,) + (1,) * (values.ndim - 1)
    return np.clip(np.round(values / steps.reshape(shape)), -127, 127).astype(np.int8), steps.astype(np.float32)


class _Writer:
    """Collects nodes and constants of the new graph."""

    def __init__(self, scales: dict[str, Scale]) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._scales = scales
        self._done: dict[str, str] = {}

    def constant(self, name: str, values: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(values, name))
        return name

    def through_bytes(self, name: str) -> str:
        """The tensor after quantising and back, made once."""
        if name not in self._done:
            scale = self._scales[name]
            step = self.constant(name + "/step", np.array(scale.step, np.float32))
            zero = self.constant(name + "/zero", np.array(scale.zero, np.uint8))
            self.nodes.append(helper.make_node("QuantizeLinear", [name, step, zero], [name + "/bytes"], name + "/quantize"))
            self.nodes.append(helper.make_node("DequantizeLinear", [name + "/bytes", step, zero], [name + "/back"], name + "/dequantize"))
            self._done[name] = name + "/back"
        return self._done[name]

    def convolution(self, node: onnx.NodeProto, kernel: np.ndarray, bias: np.ndarray) -> None:
        """A convolution with byte weights; the bias is in steps of input times weight, as the kernels add it."""
        table, steps = weights(kernel)
        name = node.output[0]
        step = self.constant(name + "/w_step", steps)
        zero = self.constant(name + "/w_zero", np.zeros(len(steps), np.int8))
        self.nodes.append(helper.make_node("DequantizeLinear", [self.constant(name + "/w", table), step, zero], [name + "/w_back"], axis=0))
        fine = (self._scales[node.input[0]].step * steps.astype(np.float64))
        whole = self.constant(name + "/b", np.round(bias / fine).astype(np.int32))
        bias_step = self.constant(name + "/b_step", fine.astype(np.float32))
        bias_zero = self.constant(name + "/b_zero", np.zeros(len(steps), np.int32))
        self.nodes.append(helper.make_node("DequantizeLinear", [whole, bias_step, bias_zero], [name + "/b_back"], axis=0))
        copy = onnx.NodeProto()
        copy.CopyFrom(node)
        copy.input[:] = [self.through_bytes(node.input[0]), name + "/w_back", name + "/b_back"]
        self.nodes.append(copy)


def quantize(model: onnx.ModelProto, seen: dict[str, tuple[float, float]]) -> onnx.ModelProto:
    """The model with bytes between all operators of interpret.KNOWN whose result another one of them reads.

    Convolutions whose result leaves that part (the last ones) stay as they are.
    """
    readers: dict[str, list[onnx.NodeProto]] = {}
    for node in model.graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    constants = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    scales: dict[str, Scale] = {}
    for node in model.graph.node:
        for name in [*node.input, *node.output]:
            if name in seen and name not in scales:
                scales[name] = Scale.of(*seen[name])
        if node.op_type in SAME and node.input[0] in scales:
            scales[node.output[0]] = scales[node.input[0]]
    # Convolution and ReLU are one kernel; nothing may come between them.
    fused = {node.output[0] for node in model.graph.node if node.op_type == "Conv" and [r.op_type for r in readers.get(node.output[0], [])] == ["Relu"]}
    writer = _Writer(scales)
    for node in model.graph.node:
        inside = node.output[0] in seen
        leaves = not all(reader.op_type in interpret.KNOWN for reader in readers.get(node.output[0], [])) or node.output[0] not in readers
        if not inside or (node.op_type == "Conv" and leaves):
            writer.nodes.append(node)
        elif node.op_type == "Conv":
            kernel = constants[node.input[1]]
            writer.convolution(node, kernel, constants[node.input[2]] if len(node.input) > 2 else np.zeros(len(kernel), np.float32))
        elif node.op_type == "Relu" and node.input[0] in fused:
            writer.nodes.append(node)
        else:
            copy = onnx.NodeProto()
            copy.CopyFrom(node)
            copy.input[:] = [writer.through_bytes(name) if name in seen else name for name in node.input]
            writer.nodes.append(copy)
    used = {name for node in writer.nodes for name in node.input}
    graph = helper.make_graph(
        writer.nodes, model.graph.name, model.graph.input, model.graph.output,
        [item for item in model.graph.initializer if item.name in used] + writer.constants,
    )
    made = helper.make_model(graph, opset_imports=model.opset_import, ir_version=model.ir_version, producer_name="videodyn training")
    onnx.checker.check_model(made, full_check=True)
    return made


def save(source: Path, target: Path, pictures: Iterable[torch.Tensor]) -> None:
    """Writes the int8 form of a model file."""
    model = onnx.load(str(source))
    onnx.save(quantize(model, ranges(model, pictures)), str(target))
