"""The comparison with diffusers: what it counts, and what it says without that package."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MEMORY = """
import torch
from benchmarks.diffusion import _kept_for_backward
x = torch.randn(5, 3)
layers = torch.nn.Sequential(torch.nn.Linear(3, 7), torch.nn.Sigmoid(), torch.nn.Linear(7, 2))
print(_kept_for_backward(layers, lambda: layers(x).sum()))
"""
SIDE = """
import torch
from benchmarks.diffusion import ours
side = ours(torch.randn(2, 1, 4, 4), torch.tensor([3, 7]))
side.train()
print(tuple(side.sample().shape), side.kept > 2 * 16 * 4)
"""
BAR = """
from benchmarks.diffusion import _ratio
print(_ratio("time", "ms", 9.0, 10.0).met, _ratio("time", "ms", 11.0, 10.0).met)
"""
ABSENT = """
import sys
sys.modules["diffusers"] = None  # importing it fails, wherever it is
from benchmarks.diffusion import main
print(main([]))
"""


@pytest.mark.parametrize(
    ("program", "printed"),
    [
        (MEMORY, str(4 * (5 * 3 + 5 * 7))),  # the input, and the sigmoid's output once
        (SIDE, "(2, 1, 4, 4) True"),
        (BAR, "True False"),
    ],
    ids=["memory of a step", "our side", "a slower side misses"],
)
def test_the_benchmark_counts_right(program, printed):
    assert run(program) == printed


def test_without_the_package_it_says_what_to_install():
    message, status = run(ABSENT).splitlines()
    assert status == "2"
    assert "pip install -e '.[bench]'" in message


def run(program):
    """Return what a program prints in the book's root, where the benchmarks can be imported."""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()
