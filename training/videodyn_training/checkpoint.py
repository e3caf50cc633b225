"""Interrupted training resumes: the whole state is written every few minutes, replacing the file in one step."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import torch


class Checkpoint:
    """The state of one training run, in a file."""

    def __init__(self, path: Path, every_seconds: float = 120) -> None:
        self.path = path
        self._every = every_seconds
        self._last = time.monotonic()

    def load(self, settings: dict[str, Any]) -> dict[str, Any] | None:
        """The saved state, or None when there is none. A run with other settings is refused rather than mixed in."""
        if not self.path.exists():
            return None
        state: dict[str, Any] = torch.load(self.path, map_location="cpu")
        if state["settings"] != settings:
            raise SystemExit(f"{self.path} was written with {state['settings']}, now it is {settings}; remove it or use the same options")
        return state

    def due(self) -> bool:
        """Whether it is time to save again."""
        return time.monotonic() - self._last >= self._every

    def save(self, settings: dict[str, Any], state: dict[str, Any]) -> None:
        """Writes the state; a reader sees the old file or the new one, never half of one."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        half = self.path.with_suffix(".half")
        torch.save({"settings": settings, **state}, half)
        os.replace(half, self.path)
        self._last = time.monotonic()

    def remove(self) -> None:
        """Removes the file after the run has ended."""
        self.path.unlink(missing_ok=True)
