"""The mix of scenes and conditions that detector and segmenter are trained on and measured on."""

from __future__ import annotations

from collections.abc import Callable
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


def elsewhere(index: int) -> Recipe:
    """The clip of a number from a place that the seed makes up, with other people, cars and dogs every second."""
    dice = np.random.default_rng([index, 78])
    options = ["--seed", str(index), "--fps", "5", "--duration", "3", "--speed", f"{dice.uniform(0.7, 1.6):.2f}",
               "--crf", str(dice.integers(18, 31)), "--noise", f"{dice.uniform(0, 2.5) if dice.random() < 0.85 else dice.uniform(3, 9):.2f}"]
    if dice.random() < 0.2:
        options += ["--dusk", f"{dice.uniform(0.3, 1):.2f}"]
    if dice.random() < 0.08:
        options += ["--rain", f"{dice.uniform(0.2, 1):.2f}"]
    return Recipe("anywhere", options)


def render(first: int, count: int, name: str = "scenes", make: Callable[[int], Recipe] = recipe) -> list[Path]:
    """Renders clips first .. first + count - 1 where they are missing."""
    root = cache(name)
    folders = []
    for index in range(first, first + count):
        folder = root / f"{index:05d}"
        if not folder.exists():
            print(f"rendering clip {index - first + 1} of {count} of {name}", flush=True)
            make(index).render(folder)
        folders.append(folder)
    return folders


def clips(first: int, count: int) -> list[Clip]:
    """Clips of the scenes, rendered where they are missing."""
    return [load(folder) for folder in render(first, count)]


def varied(first: int, count: int) -> list[Clip]:
    """Clips of made-up places, rendered where they are missing."""
    return [load(folder) for folder in render(first, count, "anywhere", elsewhere)]
