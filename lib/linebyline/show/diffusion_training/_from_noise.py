"""A trained model on its way from noise to two moons: the chain beside DDIM."""

from functools import cache

import torch
from torch import Tensor

from linebyline.generative.diffusion_training import (
    ancestral_sample,
    ddim_sample,
    moons,
    noise_predictor,
)
from linebyline.generative.discrepancy import squared_mmd
from linebyline.show.scene import Dot, Label, Mark, Readout, Scene

JUMPS = 20
_DRAWN, _COUNTED = 110, 600
_APART = 4.9
_PANELS = {"chain": ("chain, 100 steps", "first"), "ddim": ("DDIM, 20 jumps", "second")}


def from_noise(done: float = JUMPS) -> Scene:
    """Draw points of the chain and of DDIM after a share of their ways.

    Args:
        done: twentieths of the way, a whole number in [0, 20].
    """
    marks: list[Mark] = []
    readouts = []
    for column, (name, (word, role)) in enumerate(_PANELS.items()):
        x = _path(name)[round(done)]
        drawn = x[:_DRAWN].clamp(-2.3, 2.3) + torch.tensor([_APART * column, 0.0])
        marks += [Dot((round(a, 2), round(b, 2)), role) for a, b in drawn.tolist()]
        marks.append(Label((_APART * column, 2.6), word, role, math=False))
        gap = squared_mmd(x, _held_out(), moons.WIDTH)
        readouts.append(Readout(f"squared discrepancy, {word}", gap, role, digits=4))
    alt = (
        "Two clouds of points, made by a trained network from round noise: as more of the way is "
        "done, both become two half moons."
    )
    return Scene((-2.5, _APART + 2.5, -2.5, 3.0), tuple(marks), tuple(readouts), alt)


@cache
def _held_out() -> Tensor:
    return moons.points(_COUNTED, seed=1)


@cache
def _path(name: str) -> list[Tensor]:
    """The points after 0, 1, ..., 20 twentieths of the way."""
    predict = noise_predictor(moons.trained(), moons.PROCESS)
    seen: list[Tensor] = []

    def watched(x_t: Tensor, t: Tensor) -> Tensor:
        seen.append(x_t)
        return predict(x_t, t)

    generator, shape = torch.Generator().manual_seed(2), (_COUNTED, 2)
    if name == "chain":
        end = ancestral_sample(watched, shape, moons.PROCESS, generator)
    else:
        end = ddim_sample(watched, shape, moons.PROCESS, generator, JUMPS)
    return [*seen[:: len(seen) // JUMPS], end]
