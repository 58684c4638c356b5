"""Two small networks: one for points, one for images. Both know the step, and may know a label."""

import math
from typing import cast

import torch
from torch import Tensor, nn

_LONGEST = 10_000  # the slowest wave turns once in 2 pi times as many steps


def time_features(t: Tensor, size: int) -> Tensor:
    """Return cosines and sines (N, size) of the steps t (N,), from fast waves to slow ones.

    Raises:
        ValueError: if the size is odd.

    Source: Vaswani et al. (2017), Attention Is All You Need, section 3.5.
    """
    if size % 2:
        raise ValueError(f"size must be even, a cosine and a sine for each wave, got {size}")
    waves = torch.arange(size // 2, device=t.device, dtype=torch.float32) / (size // 2)
    angles = t[:, None].float() * torch.exp(-math.log(_LONGEST) * waves)
    return torch.cat([angles.cos(), angles.sin()], dim=1)


class Condition(nn.Module):
    """Step and label as one vector (N, width)."""

    def __init__(self, width: int, labels: int, features: int = 64) -> None:
        """Build two layers for the step, and one row for each label and for "no label"."""
        super().__init__()
        self.features, self.labels = features, labels
        self.step = nn.Sequential(nn.Linear(features, width), nn.SiLU(), nn.Linear(width, width))
        self.label = nn.Embedding(labels + 1, width)

    def forward(self, t: Tensor, y: Tensor | None) -> Tensor:
        """Return the vectors for steps t (N,) and labels y (N,), -1 for no label.

        Raises:
            ValueError: if a label is none of -1, ..., labels - 1.
        """
        y = torch.full_like(t, -1) if y is None else y
        if len(y) and not -1 <= int(y.min()) <= int(y.max()) < self.labels:
            raise ValueError(
                f"labels must lie in 0..{self.labels - 1}, or be -1 for none, "
                f"got {int(y.min())}..{int(y.max())}"
            )
        rows = torch.where(y < 0, self.labels, y)
        return cast(Tensor, self.step(time_features(t, self.features)) + self.label(rows))


class PointNetwork(nn.Module):
    """Layers with shortcuts for points (N, D); each layer also sees step and label."""

    def __init__(self, dim: int = 2, width: int = 96, depth: int = 3, labels: int = 0) -> None:
        """Build `depth` hidden layers of a width."""
        super().__init__()
        self.condition = Condition(width, labels)
        self.enter = nn.Linear(dim, width)
        self.layers = nn.ModuleList(nn.Linear(width, width) for _ in range(depth))
        self.leave = nn.Linear(width, dim)

    def forward(self, x_t: Tensor, t: Tensor, y: Tensor | None = None) -> Tensor:
        """Return a prediction (N, D) from points x_t (N, D), steps t (N,) and labels y (N,)."""
        hidden, given = self.enter(x_t), self.condition(t, y)
        for layer in self.layers:
            hidden = hidden + layer(nn.functional.silu(hidden + given))
        # Late in the chain the noise is nearly x_t, early the start is: both begin there.
        return cast(Tensor, x_t + self.leave(nn.functional.silu(hidden)))


class Block(nn.Module):
    """Two convolutions with a shortcut around them; step and label are added between them."""

    def __init__(self, inputs: int, outputs: int, given: int, groups: int = 4) -> None:
        """Build a block from `inputs` to `outputs` channels."""
        super().__init__()
        self.first = _convolution(inputs, outputs, groups)
        self.given = nn.Linear(given, outputs)
        self.second = _convolution(outputs, outputs, groups)
        self.shortcut = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else nn.Identity()

    def forward(self, x: Tensor, given: Tensor) -> Tensor:
        """Return (N, outputs, H, W) from x (N, inputs, H, W) and given (N, G)."""
        hidden = self.first(x) + self.given(nn.functional.silu(given))[:, :, None, None]
        return cast(Tensor, self.shortcut(x) + self.second(hidden))


class UNet(nn.Module):
    """Down to half the resolution and up again, with the fine picture handed across."""

    def __init__(self, channels: int = 1, width: int = 24, labels: int = 0) -> None:
        """Build the network, with `width` channels at full resolution and twice as many at half."""
        super().__init__()
        wide = 2 * width
        self.condition = Condition(wide, labels)
        self.enter = nn.Conv2d(channels, width, 3, padding=1)
        self.fine = Block(width, width, wide)
        self.down = nn.Conv2d(width, wide, 3, stride=2, padding=1)
        self.coarse = Block(wide, wide, wide)
        self.up = nn.Sequential(nn.Upsample(scale_factor=2), nn.Conv2d(wide, width, 3, padding=1))
        self.joined = Block(2 * width, width, wide)
        self.leave = _convolution(width, channels, 4)

    def forward(self, x_t: Tensor, t: Tensor, y: Tensor | None = None) -> Tensor:
        """Return a prediction (N, C, H, W) from images x_t, steps t (N,) and labels y (N,).

        Raises:
            ValueError: if x_t is no batch of images with even height and width.
        """
        if x_t.ndim != 4 or x_t.shape[2] % 2 or x_t.shape[3] % 2:
            raise ValueError(
                f"x_t must be (N, C, H, W) with even H and W, got {tuple(x_t.shape)}: pad it"
            )
        given = self.condition(t, y)
        fine = self.fine(self.enter(x_t), given)
        coarse = self.coarse(self.down(fine), given)
        return cast(Tensor, self.leave(self.joined(torch.cat([fine, self.up(coarse)], 1), given)))


def _convolution(inputs: int, outputs: int, groups: int) -> nn.Sequential:
    return nn.Sequential(
        nn.GroupNorm(groups, inputs), nn.SiLU(), nn.Conv2d(inputs, outputs, 3, padding=1)
    )
