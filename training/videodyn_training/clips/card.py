"""The YAML files beside the networks."""

from __future__ import annotations

from .actions import HEIGHT, LABELS, WIDTH
from .augment import MEAN, STD
from .glance_focus import PATCH

INPUT = f"""input:
  color: rgb
  resize: stretch
  scale: {1 / 255!r}
  mean: [{MEAN}, {MEAN}, {MEAN}]
  std: [{STD}, {STD}, {STD}]
"""


def clip_card(frames: int, seconds: float, first: float, gate: float) -> str:
    """clip.yaml of a model with gates; seconds is the length of a clip in a stream."""
    return f"""frames: {frames}
fps: {frames / seconds:.4g}
order: coarse-to-fine
exit: gate
thresholds:
  gate: {gate:g}
  first: {first:g}
  report: 0.5
labels: [{', '.join(LABELS)}]
background: [walk, loiter]
{INPUT}"""


def sequence_card(fps: int, n_max: int) -> str:
    """sequence.yaml of a Skip-GRU."""
    return f"""fps: {fps}
n_max: {n_max}
labels: [{', '.join(LABELS)}]
background: [walk, loiter]
thresholds:
  report: 0.5
hold: 2
update:
  mode: learned
{INPUT}"""


def focus_card(frames: int = 10, seconds: float = 3, patch: int = PATCH) -> str:
    """focus.yaml: a glance at half the size, one patch of the whole size per frame."""
    return f"""frames: {frames}
fps: {frames / seconds:.4g}
order: coarse-to-fine
labels: [{', '.join(LABELS)}]
background: [walk, loiter]
thresholds:
  report: 0.5
glance: {{width: {WIDTH // 2}, height: {HEIGHT // 2}}}
focus: {{width: {WIDTH}, height: {HEIGHT}, patch: {patch}}}
{INPUT}"""
