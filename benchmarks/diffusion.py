"""Our U-Net and samplers beside those of `diffusers`: time of a step, and memory.

``python -m benchmarks.diffusion`` measures both in one process, in turn, and prints ratios; the
exit status is 1 if a bar is missed. It needs the extra: ``pip install -e '.[bench]'``, best in an
environment of its own. The networks have nearly equal numbers of parameters and two resolutions
each; theirs spreads its parameters over more blocks.
"""

import argparse
import importlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from types import ModuleType

import torch
from torch import Tensor, nn

from benchmarks.bars import Bar, show
from linebyline.generative.diffusion_forward import linear_schedule
from linebyline.generative.diffusion_training import (
    Process,
    UNet,
    ancestral_sample,
    noise_predictor,
    simple_loss,
)

LABELS, NUM_STEPS = 10, 50
WIDTH = 32  # ours
CHANNELS = (24, 28)  # of diffusers: the two resolutions that come nearest to our parameter count
MISSING = "diffusers is not installed: pip install -e '.[bench]', best in an environment of its own"


@dataclass(frozen=True, slots=True)
class Side:
    """One library at work.

    Attributes:
        name: of the library.
        parameters: of its network.
        train: makes one step of training on a batch.
        sample: makes a batch of images, step by step.
        kept: bytes that a step of training keeps for the backward pass.
    """

    name: str
    parameters: int
    train: Callable[[], object]
    sample: Callable[[], object]
    kept: int


def ours(x: Tensor, y: Tensor) -> Side:
    """Return our side, for images x (N, 1, H, W) with labels y (N,)."""
    torch.manual_seed(0)
    network, process = UNet(1, WIDTH, LABELS), Process(linear_schedule(NUM_STEPS, 0.001, 0.2))

    def loss() -> Tensor:
        t = torch.randint(1, NUM_STEPS + 1, (len(x),))
        noise = torch.randn_like(x)
        return simple_loss(network(process.noised(x, t, noise), t, y), noise).mean() / x[0].numel()

    predict, draws = noise_predictor(network, process, y=y), torch.Generator().manual_seed(0)
    return _side(
        "ours",
        network,
        loss,
        lambda: ancestral_sample(predict, tuple(x.shape), process, draws),
    )


def theirs(x: Tensor, y: Tensor, diffusers: ModuleType) -> Side:
    """Return the side of `diffusers`, for the same images and labels."""
    torch.manual_seed(0)
    network = diffusers.UNet2DModel(
        sample_size=x.shape[-1],
        in_channels=1,
        out_channels=1,
        layers_per_block=1,
        block_out_channels=CHANNELS,
        down_block_types=("DownBlock2D",) * 2,
        up_block_types=("UpBlock2D",) * 2,
        norm_num_groups=4,
        add_attention=False,
        num_class_embeds=LABELS + 1,
    )
    betas = linear_schedule(NUM_STEPS, 0.001, 0.2)
    scheduler = diffusers.DDPMScheduler(NUM_STEPS, trained_betas=betas, clip_sample=False)
    scheduler.set_timesteps(NUM_STEPS)

    def loss() -> Tensor:
        t = torch.randint(0, NUM_STEPS, (len(x),))
        noise = torch.randn_like(x)
        output = network(scheduler.add_noise(x, noise, t), t, y).sample
        return nn.functional.mse_loss(output, noise)

    @torch.no_grad()
    def sample() -> Tensor:
        made = torch.randn_like(x)
        for t in scheduler.timesteps:
            made = scheduler.step(network(made, t, y).sample, t, made).prev_sample
        return made

    return _side("diffusers", network, loss, sample)


def _side(
    name: str, network: nn.Module, loss: Callable[[], Tensor], sample: Callable[[], object]
) -> Side:
    adam = torch.optim.Adam(network.parameters())

    def step() -> None:
        adam.zero_grad()
        torch.autograd.backward(loss())
        adam.step()

    count = sum(part.numel() for part in network.parameters())
    return Side(name, count, step, sample, _kept_for_backward(network, loss))


def _kept_for_backward(network: nn.Module, loss: Callable[[], Tensor]) -> int:
    """Bytes of the tensors kept, each memory counted once, the parameters not at all."""
    known = {part.untyped_storage().data_ptr() for part in network.parameters()}
    sizes: dict[int, int] = {}
    alive = []  # so that no memory is given out twice

    def note(tensor: Tensor) -> Tensor:
        memory = tensor.untyped_storage()
        if memory.data_ptr() not in known:
            sizes[memory.data_ptr()] = memory.nbytes()
            alive.append(tensor)
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
        loss()
    return sum(sizes.values())


def measure(first: Side, second: Side, repeats: int) -> Iterator[Bar]:
    """Time both in turn, and compare medians of processor time."""
    counts = f"{first.parameters} and {second.parameters}"
    near = abs(first.parameters / second.parameters - 1) < 0.02
    yield Bar("parameters", "within 2%", counts, near)
    for what, pick, count in (
        ("a step of training", lambda side: side.train, 10),
        (f"{NUM_STEPS} steps of sampling", lambda side: side.sample, 1),
    ):
        spent: dict[str, list[float]] = {first.name: [], second.name: []}
        for turn in range(repeats + 1):
            for side in (first, second):
                seconds = _seconds(pick(side), count)
                if turn:  # the first turn warms up
                    spent[side.name].append(seconds)
        yield _ratio(what, "ms", *(1000 * median(spent[side.name]) for side in (first, second)))
    kept = (side.kept / 2**20 for side in (first, second))
    yield _ratio("kept for the backward pass", "MiB", *kept)


def _seconds(work: Callable[[], object], count: int) -> float:
    begun = time.process_time()
    for _ in range(count):
        work()
    return (time.process_time() - begun) / count


def _ratio(what: str, unit: str, here: float, there: float) -> Bar:
    said = f"{here:.1f} {unit} to {there:.1f} {unit}, ratio {here / there:.2f}"
    return Bar(what, "at most 1.00 of theirs", said, here <= there)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print each bar, and return 1 if one is missed; 2 without `diffusers`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.diffusion", description=__doc__)
    parser.add_argument("--batch", type=int, default=64, help="images in a batch")
    parser.add_argument("--side", type=int, default=8, help="pixels of an image's side, even")
    parser.add_argument("--repeats", type=int, default=9, help="turns of each library")
    chosen = parser.parse_args(argv)
    try:
        diffusers = importlib.import_module("diffusers")
    except ModuleNotFoundError:
        print(MISSING)
        return 2
    torch.set_num_threads(1)
    torch.manual_seed(0)
    x = torch.randn(chosen.batch, 1, chosen.side, chosen.side)
    y = torch.randint(0, LABELS, (chosen.batch,))
    print(f"torch {torch.__version__}, diffusers {diffusers.__version__}, one thread")
    return show(measure(ours(x, y), theirs(x, y, diffusers), chosen.repeats))


if __name__ == "__main__":
    raise SystemExit(main())
