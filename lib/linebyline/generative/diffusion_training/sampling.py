"""From noise to data: the chain with fresh noise at each step, and its fast relative, DDIM."""

import torch
from torch import Tensor

from linebyline.generative.diffusion_reverse import noise_scale
from linebyline.generative.diffusion_reverse import steps as steps_of
from linebyline.generative.diffusion_reverse.sampling import Scale
from linebyline.generative.diffusion_training.predictions import Predict
from linebyline.generative.diffusion_training.process import Process


def ancestral_sample(
    predict: Predict,
    shape: tuple[int, ...],
    process: Process,
    generator: torch.Generator,
    scale: Scale = "posterior",
) -> Tensor:
    """Run the reverse chain from noise; the last step adds none.

    Args:
        predict: the noise in points (N, ...) at steps t (N,).
        shape: (N, ...).
        process: the diffusion; the samples are made on its device.
        generator: the source of the noise.
        scale: of the noise: "forward" for the root of beta, "posterior" for the root of the
            posterior variance; "variance" is a slip, beta without the root.

    Returns:
        Samples (N, ...) in the default dtype.

    Raises:
        ValueError: if the scale is none of these.

    Derivation: generative/diffusion_training#mean-by-noise
    Source: Ho, Jain and Abbeel (2020), algorithm 2.
    """
    scales = [noise_scale(step, scale) for step in steps_of(process.betas.cpu().numpy())]
    x = _normal(shape, process, generator)
    for t in range(process.num_steps, 0, -1):
        beta, kept = float(process.betas[t - 1]), float(process.kept[t])
        noise = predict(x, _steps(t, x))
        x = (x - beta / (1 - kept) ** 0.5 * noise) / (1 - beta) ** 0.5
        if t > 1:
            x = x + scales[t - 1] * _normal(shape, process, generator)
    return x


def ddim_sample(
    predict: Predict,
    shape: tuple[int, ...],
    process: Process,
    generator: torch.Generator,
    steps: int,
    eta: float = 0.0,
) -> Tensor:
    """Jump from noise to data over few of the steps, with or without fresh noise.

    Args:
        predict: the noise in points (N, ...) at steps t (N,).
        shape: (N, ...).
        process: the diffusion; the samples are made on its device.
        generator: the source of the noise.
        steps: how many jumps, in 1..T.
        eta: 0 for no fresh noise; 1, over all steps, is the chain with posterior variances.

    Returns:
        Samples (N, ...) in the default dtype.

    Raises:
        ValueError: if there are not so many steps, or eta lies outside of [0, 1].

    Source: Song, Meng and Ermon (2021), Denoising Diffusion Implicit Models, equations 12 and 16.
    """
    if not 0 <= eta <= 1:
        raise ValueError(f"eta must lie in [0, 1], got {eta}")
    stops = ddim_stops(process.num_steps, steps)
    x = _normal(shape, process, generator)
    for t, s in zip(stops, [*stops[1:], 0], strict=True):
        now, then = float(process.kept[t]), float(process.kept[s])
        noise = predict(x, _steps(t, x))
        start = (x - (1 - now) ** 0.5 * noise) / now**0.5
        fresh = eta**2 * (1 - then) / (1 - now) * (1 - now / then)  # variance of new noise
        x = then**0.5 * start + (1 - then - fresh) ** 0.5 * noise
        if fresh > 0:
            x = x + fresh**0.5 * _normal(shape, process, generator)
    return x


def ddim_stops(num_steps: int, stops: int) -> list[int]:
    """Return the steps at which DDIM stops, from T downward, as evenly as whole numbers allow.

    Raises:
        ValueError: if there are not so many steps.
    """
    if not 1 <= stops <= num_steps:
        raise ValueError(f"steps must lie in 1..{num_steps}, got {stops}")
    return [num_steps - k * num_steps // stops for k in range(stops)]


def _normal(shape: tuple[int, ...], process: Process, generator: torch.Generator) -> Tensor:
    drawn = torch.randn(shape, generator=generator, device=generator.device)
    return drawn.to(process.betas.device)


def _steps(t: int, x: Tensor) -> Tensor:
    return torch.full((len(x),), t, device=x.device)
