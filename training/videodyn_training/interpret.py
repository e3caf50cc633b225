"""Runs the straight part of an exported graph with torch, to see the values of every tensor."""

from __future__ import annotations

from collections.abc import Iterator

import onnx
import torch
from onnx import numpy_helper
from torch.nn import functional

KNOWN = frozenset({"Conv", "Relu", "Add", "Concat", "MaxPool", "Resize"})
"""Operators that are run. Everything behind another one is left out."""


def attributes(node: onnx.NodeProto) -> dict[str, object]:
    """The attributes of a node by name."""
    return {attribute.name: onnx.helper.get_attribute_value(attribute) for attribute in node.attribute}


def _compute(node: onnx.NodeProto, inputs: list[torch.Tensor]) -> torch.Tensor:
    given = attributes(node)
    match node.op_type:
        case "Conv":
            bias = inputs[2] if len(inputs) > 2 else None
            return functional.conv2d(inputs[0], inputs[1], bias, given["strides"], given["pads"][:2], given.get("dilations", 1), given.get("group", 1))
        case "Relu":
            return inputs[0].relu()
        case "Add":
            return inputs[0] + inputs[1]
        case "Concat":
            return torch.cat(inputs, given["axis"])
        case "MaxPool":
            return functional.max_pool2d(inputs[0], given["kernel_shape"], given["strides"], given["pads"][:2])
        case "Resize":
            if given["mode"] != b"nearest":
                raise ValueError(f"Resize '{node.name}' has mode {given['mode']!r}, expected nearest")
            return functional.interpolate(inputs[0], scale_factor=2, mode="nearest")
    raise ValueError(f"operator {node.op_type} is not run here")


def run(model: onnx.ModelProto, picture: torch.Tensor) -> Iterator[tuple[str, torch.Tensor]]:
    """Name and value of the input and of every tensor that KNOWN operators compute from it, in graph order."""
    name = model.graph.input[0].name
    constants = {item.name: torch.from_numpy(numpy_helper.to_array(item).copy()) for item in model.graph.initializer}
    values = {name: picture}
    yield name, picture
    for node in model.graph.node:
        wanted = node.input[:1] if node.op_type == "Resize" else node.input
        if node.op_type in KNOWN and all(i in values or i in constants for i in wanted) and any(i in values for i in wanted):
            values[node.output[0]] = _compute(node, [values[i] if i in values else constants[i] for i in wanted])
            yield node.output[0], values[node.output[0]]
