"""The command line that all training programs share."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from .world import cache, repository


@dataclass(frozen=True)
class Options:
    """threads of torch, whether this is only the two-minute trial, the folder of the model and that of checkpoints."""

    threads: int
    smoke: bool
    output: Path
    work: Path


def read(model: str, description: str) -> Options:
    """Reads the command line of `training/train MODEL`; the trial writes beside the checkpoints, never into samples."""
    parser = argparse.ArgumentParser(prog=f"training/train {model}", description=description)
    parser.add_argument("--threads", type=int, default=2, help="threads for torch (default 2)")
    parser.add_argument("--smoke", action="store_true", help="two-minute trial: few clips, few steps, nothing is kept in samples/models")
    parser.add_argument("--out", type=Path, help="folder of the model (default samples/models/MODEL)")
    given = parser.parse_args()
    if given.threads < 1:
        parser.error(f"--threads is {given.threads}, expected 1 or more")
    work = cache("smoke" if given.smoke else "runs") / model
    work.mkdir(parents=True, exist_ok=True)
    output = given.out or (work / "model" if given.smoke else repository() / "samples" / "models" / model)
    return Options(given.threads, given.smoke, output, work)
