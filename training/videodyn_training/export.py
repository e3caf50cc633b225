"""Writes ONNX files (opset 16) and checks them."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from torch import nn


def _skip_identities(graph: onnx.GraphProto) -> None:
    """Equal constants are exported once, with an Identity for each further use; readers take the constant itself."""
    same = {node.output[0]: node.input[0] for node in graph.node if node.op_type == "Identity"}
    kept = [node for node in graph.node if node.op_type != "Identity" or node.output[0] in {output.name for output in graph.output}]
    for node in kept:
        node.input[:] = [same.get(name, name) for name in node.input]
    del graph.node[:]
    graph.node.extend(kept)


def export(
    network: nn.Module,
    inputs: Sequence[torch.Tensor],
    path: Path,
    input_names: Sequence[str],
    output_names: Sequence[str],
    dynamic: dict[str, dict[int, str]] | None = None,
) -> onnx.ModelProto:
    """Exports a network as it is in evaluation: batch normalisation is folded into the convolutions.

    dynamic names the open axes per tensor. The file is replaced in one step, after the checker has passed it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the exporter about its own constants
        torch.onnx.export(
            network, tuple(inputs), str(half), opset_version=16, do_constant_folding=True,
            input_names=list(input_names), output_names=list(output_names), dynamic_axes=dynamic or {},
        )
    for module, training in modes:
        module.training = training
    model = onnx.load(str(half))
    _skip_identities(model.graph)
    for node in model.graph.node:
        node.doc_string = ""
    onnx.checker.check_model(onnx.shape_inference.infer_shapes(model), full_check=True)
    onnx.save(model, str(half))
    half.replace(path)
    return model
