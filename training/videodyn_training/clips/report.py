"""Tables and pictures of model pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np


def confusion(truth: np.ndarray, found: np.ndarray, labels: int) -> np.ndarray:
    """Rows are the truth, columns what was said; counts."""
    table = np.zeros((labels, labels), int)
    np.add.at(table, (truth, found), 1)
    return table


def recalls(table: np.ndarray) -> np.ndarray:
    """Share of each row on the diagonal."""
    return np.diag(table) / np.maximum(1, table.sum(1))


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; the first column to the left, the others to the right."""
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def replace_block(page: Path, name: str, text: str) -> None:
    """Puts measured text between ``<!-- name -->`` and ``<!-- /name -->`` of a page."""
    content = page.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    if begin not in content or end not in content:
        raise SystemExit(f"{page}: no block '{name}', expected {begin} ... {end}")
    before, rest = content.split(begin, 1)
    page.write_text(f"{before}{begin}\n{text.strip()}\n{end}{rest.split(end, 1)[1]}", encoding="utf-8")


def draw_confusion(table: np.ndarray, labels: Sequence[str], file: Path) -> None:
    """A confusion matrix as SVG: darker is more, shares of the row in percent."""
    cell, left, top = 44, 84, 66
    parts = []
    for i, row in enumerate(table):
        for j, count in enumerate(row):
            share = count / max(1, row.sum())
            x, y = left + j * cell, top + i * cell
            ink = "#fff" if share > 0.5 else "#222"
            parts.append(f'<rect x="{x}" y="{y}" width="{cell}" height="{cell}" fill="rgb({int(246 - 220 * share)},{int(248 - 150 * share)},{int(252 - 90 * share)})"/>')
            if count:
                parts.append(f'<text x="{x + cell / 2}" y="{y + cell / 2 + 5}" text-anchor="middle" fill="{ink}">{100 * share:.0f}</text>')
    for i, label in enumerate(labels):
        parts.append(f'<text x="{left - 6}" y="{top + i * cell + cell / 2 + 5}" text-anchor="end">{label}</text>')
        x, y = left + i * cell + cell / 2, top - 8
        parts.append(f'<text x="{x}" y="{y}" transform="rotate(-40 {x} {y})">{label}</text>')
    _svg(file, left + len(labels) * cell + 40, top + len(labels) * cell + 8, parts)


def draw_bars(values: Sequence[float], names: Sequence[str], title: str, file: Path) -> None:
    """Bars as SVG, with their values."""
    wide, high, left, top = 44, 150, 12, 34
    most = max(max(values), 1e-9)
    parts = [f'<text x="{left}" y="18">{title}</text>']
    for i, (value, name) in enumerate(zip(values, names)):
        height, x = high * value / most, left + i * wide
        parts.append(f'<rect x="{x}" y="{top + 14 + high - height:.1f}" width="{wide - 10}" height="{height:.1f}" fill="#1a628f"/>')
        parts.append(f'<text x="{x + (wide - 10) / 2}" y="{top + 10 + high - height:.1f}" text-anchor="middle">{value:g}</text>')
        parts.append(f'<text x="{x + (wide - 10) / 2}" y="{top + high + 30}" text-anchor="middle">{name}</text>')
    _svg(file, max(left + len(values) * wide + 8, 12 + 7 * len(title)), top + high + 40, parts)


def _svg(file: Path, width: float, height: float, parts: list[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" font-family="sans-serif" font-size="13">'
            f'<rect width="100%" height="100%" fill="#fff"/>')
    file.write_text("\n".join([head, *parts, "</svg>"]) + "\n", encoding="utf-8")
