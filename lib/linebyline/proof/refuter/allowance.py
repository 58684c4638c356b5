"""An allowance of steps for one search: what takes longer is given up, everywhere at one place.

A step is about a microsecond on a usual machine. Sums, unknown functions and points are counted,
where the time goes; plain arithmetic is bounded by the length of a line.
"""

from __future__ import annotations

STEPS_OF_A_SEARCH = 1_500_000


class _Allowance:
    """The steps that are left."""

    left = STEPS_OF_A_SEARCH


def begin_search(steps: int = STEPS_OF_A_SEARCH) -> None:
    """Allow so many steps from here on."""
    _Allowance.left = steps


def count_steps(steps: int) -> None:
    """Count steps."""
    _Allowance.left -= steps


def steps_left() -> int:
    """How many steps are left."""
    return max(_Allowance.left, 0)


def is_exhausted() -> bool:
    """Whether the steps are used up."""
    return _Allowance.left < 0
