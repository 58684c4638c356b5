"""The hints that ask for a weaker grade, where a line cannot be proved in general."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

End = int | Fraction | str
MOST_SIZE = 6
FEWEST_SAMPLES = 1000
MOST_SAMPLES = 1_000_000


class WeakerGrade:
    """A hint that is satisfied with less than a general proof, and says nothing to the kernel."""

    __slots__ = ()


def for_kernel(hint: object) -> object:
    """Return the hint, or None where it is not meant for the kernel."""
    return None if isinstance(hint, WeakerGrade) else hint


@dataclass(frozen=True, slots=True)
class Numeric(WeakerGrade):
    """Hint: agreement at this many points is all that is claimed."""

    points: int = 200


@dataclass(frozen=True, slots=True)
class Open(WeakerGrade):
    """Hint: the line may stay undecided, for the reason given."""

    reason: str


@dataclass(frozen=True, slots=True, init=False)
class AtSizes(WeakerGrade):
    """Hint: decide the line exactly at these sizes, each size name taking each of them.

    >>> AtSizes(1, 2, 3).sizes
    (1, 2, 3)
    """

    sizes: tuple[int, ...]

    def __init__(self, *sizes: int) -> None:
        if not sizes or any(type(n) is not int or not 1 <= n <= MOST_SIZE for n in sizes):
            raise ValueError(f"AtSizes takes whole numbers from 1 to {MOST_SIZE}, got {sizes}")
        object.__setattr__(self, "sizes", tuple(sorted(set(sizes))))


@dataclass(frozen=True, slots=True, init=False)
class OnBox(WeakerGrade):
    r"""Hint: the line claims its inequality on a box only, and interval arithmetic certifies it.

    >>> OnBox({"x": (0, 1), r"\\alpha": ("1/3", 2)}).sides["x"]
    (Fraction(0, 1), Fraction(1, 1))
    """

    sides: Mapping[str, tuple[Fraction, Fraction]]

    def __init__(self, sides: Mapping[str, tuple[End, End]]) -> None:
        read = {name: (_end(low), _end(high)) for name, (low, high) in sides.items()}
        for name, (low, high) in read.items():
            if low >= high:
                raise ValueError(f"the side of {name} runs from low to high, got ({low}, {high})")
        if not read:
            raise ValueError('OnBox names at least one side, as in OnBox({"x": (0, 1)})')
        object.__setattr__(self, "sides", read)


@dataclass(frozen=True, slots=True)
class MonteCarlo(WeakerGrade):
    """Hint: both sides are compared as means over samples drawn by the declared laws.

    Attributes:
        samples: number of draws at each setting of the parameters.
        seed: of the draws.
    """

    samples: int = 20_000
    seed: int = 0

    def __post_init__(self) -> None:
        if not FEWEST_SAMPLES <= self.samples <= MOST_SAMPLES:
            raise ValueError(
                f"MonteCarlo takes {FEWEST_SAMPLES:,} to {MOST_SAMPLES:,} samples, "
                f"got {self.samples}"
            )


def _end(end: End) -> Fraction:
    if isinstance(end, bool) or not isinstance(end, int | Fraction | str):
        raise TypeError(f"the ends of a box are rational: write '1/10', not {end!r}")
    return Fraction(end)
