"""Changes to pictures that a model must not mind. Pictures are float tensors [3, H, W] in 0..1."""

from __future__ import annotations

import numpy as np
import torch
from torch.nn import functional

Dice = np.random.Generator


def resize(picture: torch.Tensor, width: int, height: int) -> torch.Tensor:
    """To a size, bilinear; pairs of pixels are averaged first when it shrinks a lot."""
    batch = picture[None]
    if width < 0.7 * picture.shape[2]:
        batch = functional.avg_pool2d(batch, 2, ceil_mode=True)
    return functional.interpolate(batch, (height, width), mode="bilinear", align_corners=False)[0]


def texture(width: int, height: int, dice: Dice) -> torch.Tensor:
    """A picture of nothing: random colours at several scales, sometimes with stripes, planks or edges."""
    result = torch.from_numpy(dice.uniform(0.1, 0.9, (3, 1, 1)).astype(np.float32)).expand(3, height, width)
    roughness = dice.uniform(0.3, 0.9)
    weight, cell = dice.uniform(0.1, 0.5), 128
    colour = torch.from_numpy(dice.normal(0, dice.uniform(0.05, 0.4), (3, 1, 1)).astype(np.float32)) + 1
    while cell >= 2:
        grid = torch.from_numpy(dice.standard_normal((1, height // cell + 2, width // cell + 2), np.float32))
        mode = {"mode": "nearest"} if dice.random() < 0.25 else {"mode": "bilinear", "align_corners": False}
        result = result + weight * colour * functional.interpolate(grid[None], (height, width), **mode)[0]
        weight *= roughness
        cell //= int(dice.choice([2, 4]))
    if dice.random() < 0.4:
        angle, period = dice.uniform(0, np.pi), dice.uniform(5, 60)
        y, x = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
        wave = torch.sin((x * float(np.cos(angle)) + y * float(np.sin(angle))) * (2 * np.pi / period))
        result = result + dice.uniform(0.03, 0.25) * (wave.sign() if dice.random() < 0.5 else wave)
    return result.clamp(0, 1)


def recolour(picture: torch.Tensor, dice: Dice, reach: float) -> torch.Tensor:
    """Mixes the channels and shifts them: walls, cars and clothes of other colours."""
    mix = np.eye(3) + dice.normal(0, reach, (3, 3))
    if dice.random() < 0.2:
        mix = mix[dice.permutation(3)]
    shift = dice.normal(0, reach / 2, (3, 1))
    flat = torch.from_numpy(mix.astype(np.float32)) @ picture.flatten(1) + torch.from_numpy(shift.astype(np.float32))
    return flat.view_as(picture).clamp(0, 1)


def tone(dice: Dice) -> np.ndarray:
    """Exposure, contrast and gamma as a table from byte values to 0..1: cheaper than powers of every pixel."""
    values = np.linspace(0, 1, 256) ** np.exp(dice.normal(0, 0.35))
    middle = dice.uniform(0.3, 0.6)
    return ((middle + (values - middle) * dice.uniform(0.55, 1.5)) * dice.uniform(0.6, 1.4)).clip(0, 1).astype(np.float32)


def fade(picture: torch.Tensor, dice: Dice) -> torch.Tensor:
    """Weaker or stronger colours, now and then none."""
    gray = picture.mean(0, keepdim=True)
    strength = 0.0 if dice.random() < 0.15 else float(dice.uniform(0.3, 1.6))
    return torch.lerp(gray.expand_as(picture), picture, strength)


def blur(picture: torch.Tensor, dice: Dice) -> torch.Tensor:
    """Lens or motion blur of up to 5 pixels."""
    across, down = (int(dice.choice([1, 3, 5])) for _ in range(2))
    return functional.avg_pool2d(picture[None], (down, across), 1, (down // 2, across // 2), count_include_pad=False)[0]


def sharpen(picture: torch.Tensor, dice: Dice) -> torch.Tensor:
    """Edges raised, as cheap cameras do."""
    soft = functional.avg_pool2d(picture[None], 3, 1, 1, count_include_pad=False)[0]
    return (picture + float(dice.uniform(0.5, 2.5)) * (picture - soft)).clamp(0, 1)


def noise(width: int, height: int, cell: int, dice: Dice) -> torch.Tensor:
    """Smooth noise [1, H, W] around 0, whose hills are about a cell wide."""
    grid = torch.from_numpy(dice.standard_normal((1, 1, height // cell + 3, width // cell + 3), np.float32))
    return functional.interpolate(grid, (height, width), mode="bicubic", align_corners=False)[0]


def shade(picture: torch.Tensor, dice: Dice) -> torch.Tensor:
    """Shadows of trees and roofs across everything, with soft or hard edges."""
    height, width = picture.shape[1:]
    form = noise(width, height, int(dice.choice([96, 48, 24])), dice) + 0.5 * noise(width, height, int(dice.choice([24, 12])), dice)
    lit = ((form - float(dice.normal(0, 0.5))) * float(dice.uniform(2, 12))).sigmoid()
    return picture * (1 - float(dice.uniform(0.3, 0.7)) * lit)


def restyle(picture: torch.Tensor, dice: Dice) -> torch.Tensor:
    """Other local contrast and colours, the same shapes: a random 3x3 filter, mixed with the picture (Xu et al. 2021, arXiv:2007.13003)."""
    weights = torch.from_numpy(dice.normal(0, 1 / np.sqrt(27), (3, 3, 3, 3)).astype(np.float32))
    other = functional.conv2d(functional.pad(picture[None], (1, 1, 1, 1), mode="replicate"), weights)[0]
    spread = picture.std() / other.std().clamp(min=1e-3)
    other = (other - other.mean((1, 2), keepdim=True)) * spread + picture.mean((1, 2), keepdim=True)
    return torch.lerp(picture, other, float(dice.uniform(0.2, 0.8))).clamp(0, 1)


def _cosines() -> torch.Tensor:
    k, n = np.meshgrid(np.arange(8), np.arange(8), indexing="ij")
    matrix = np.cos((2 * n + 1) * k * np.pi / 16) / 2
    matrix[0] /= np.sqrt(2)
    return torch.from_numpy(matrix.astype(np.float32))


_DCT = _cosines()
_RISE = torch.from_numpy((1 + np.add.outer(np.arange(8), np.arange(8))).astype(np.float32))


def compress(picture: torch.Tensor, dice: Dice) -> torch.Tensor:
    """What block transform coding leaves of a picture; width and height are multiples of 8."""
    channels, height, width = picture.shape
    tiles = picture.view(channels, height // 8, 8, width // 8, 8).permute(0, 1, 3, 2, 4)
    step = _RISE * float(dice.uniform(0.005, 0.03))
    coefficients = torch.round(_DCT @ tiles @ _DCT.T / step) * step
    return (_DCT.T @ coefficients @ _DCT).permute(0, 1, 3, 2, 4).reshape(channels, height, width)


def camera(picture: torch.Tensor, dice: Dice) -> torch.Tensor:
    """What a camera and its encoder may do beside the tone, each with its probability; the result is in 0..1."""
    if dice.random() < 0.5:
        picture = fade(picture, dice)
    if dice.random() < 0.15:
        picture = blur(picture, dice)
    elif dice.random() < 0.25:
        picture = sharpen(picture, dice)
    if dice.random() < 0.3:
        picture = picture + torch.randn(picture.shape) * float(dice.uniform(0.005, 0.06))
    if dice.random() < 0.08:
        picture = compress(picture, dice)
    return picture.clamp(0, 1)
