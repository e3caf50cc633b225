"""The mix of scenes and conditions that detector and segmenter are trained on and measured on."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .world import Clip, Recipe, cache, load

CONDITIONS = ("day", "dusk", "rain", "noise", "light", "motion")
"""day: nothing special. light: clouds and flicker. motion: pan, shake and wind. Each with some of the others' mild forms."""

HELD_OUT = 9000
"""Seeds from here on are never trained on."""


def recipe(index: int, condition: str | None = None) -> Recipe:
    """The clip of a number: scene, number of objects and condition follow from it alone.

    Speeds are high so that pictures a fifth of a second apart differ; every third clip has the scene's own camera.
    """
    dice = np.random.default_rng([index, 77])
    scene = str(dice.choice(["street", "plaza", "aisle", "corridor"], p=[0.45, 0.3, 0.15, 0.1]))
    condition = condition or str(dice.choice(CONDITIONS, p=[0.35, 0.17, 0.1, 0.12, 0.13, 0.13]))
    options = ["--seed", str(index), "--fps", "5", "--duration", "5", "--speed", f"{dice.uniform(2, 3):.2f}",
               "--people", str(dice.integers(2, 13)), "--crf", str(dice.integers(18, 31)), "--noise", f"{dice.uniform(0, 2.5):.2f}"]
    if scene in ("street", "plaza"):
        options += ["--bicycles", str(dice.integers(1, 6)), "--dogs", str(dice.integers(1, 6)), "--foliage", f"{dice.uniform(0, 0.5):.2f}"]
    if scene == "street":
        options += ["--cars", str(dice.integers(2, 11))]
    if index % 3:
        options += ["--viewpoint", f"{dice.uniform(0.3, 1):.2f}"]
    match condition:
        case "dusk":
            options += ["--dusk", f"{dice.uniform(0.4, 1):.2f}"]
        case "rain":
            options += ["--rain", f"{dice.uniform(0.3, 1):.2f}"]
        case "noise":
            options[options.index("--noise") + 1] = f"{dice.uniform(3, 9):.2f}"
        case "light":
            options += ["--clouds", f"{dice.uniform(0.3, 1):.2f}", "--flicker", f"{dice.uniform(0, 0.3):.2f}"]
        case "motion":
            options += ["--pan", f"{dice.uniform(3, 15):.2f}", "--shake", f"{dice.uniform(0, 6):.2f}"]
    return Recipe(scene, options)


def render(first: int, count: int) -> list[Path]:
    """Renders clips first .. first + count - 1 where they are missing."""
    root = cache("scenes")
    folders = []
    for index in range(first, first + count):
        folder = root / f"{index:05d}"
        if not folder.exists():
            print(f"rendering clip {index - first + 1} of {count}", flush=True)
            recipe(index).render(folder)
        folders.append(folder)
    return folders


def clips(first: int, count: int) -> list[Clip]:
    """Renders what is missing and opens it."""
    return [load(folder) for folder in render(first, count)]
