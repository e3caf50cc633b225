"""Checks for the system's packages before anything imports them, so that the message names the package to install."""

from __future__ import annotations

import importlib.util
import shutil
import sys

PACKAGES = {"torch": "python3-torch", "onnx": "python3-onnx", "numpy": "python3-numpy"}


def missing() -> list[str]:
    """Debian packages that training needs and this interpreter does not see."""
    absent = [package for module, package in PACKAGES.items() if importlib.util.find_spec(module) is None]
    return absent + ([] if shutil.which("ffmpeg") else ["ffmpeg"])


def require() -> None:
    """Ends the program with the command to run when a package is missing."""
    absent = missing()
    if absent:
        sys.exit(f"training: needs {', '.join(absent)}; run: apt-get install -y --no-install-recommends {' '.join(absent)}")
