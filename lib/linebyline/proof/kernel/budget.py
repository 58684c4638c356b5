"""A budget of steps: what takes too long is given up, on every machine at the same point."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

STEPS = 100_000
_left = STEPS


class BudgetExceeded(ArithmeticError):
    """The attempt was given up; nothing was shown."""


def spend(steps: int = 1) -> None:
    """Count steps.

    Raises:
        BudgetExceeded: if none are left.
    """
    global _left
    _left -= steps
    if _left < 0:
        raise BudgetExceeded


def steps_used() -> int:
    """How many steps the last proof, or the attempt at one, has taken."""
    return STEPS - max(_left, 0)


def ran_out() -> bool:
    """Whether the last proof was given up because no steps were left."""
    return _left < 0


@contextmanager
def allowance(steps: int) -> Iterator[None]:
    """Allow at most so many steps inside; what was spent also counts outside."""
    global _left
    outer, _left = _left, min(steps, _left)
    granted = _left
    try:
        yield
    finally:
        _left = outer - (granted - _left)


def refill(steps: int = STEPS) -> None:
    """Start over with a full budget."""
    global _left
    _left = steps
