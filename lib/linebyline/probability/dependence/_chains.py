"""Markov chains: joint laws that are products of one-step laws."""

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of
from linebyline.probability.dependence._tables import law_of

_MOST_ENTRIES = 10_000_000  # of a table of all paths


def chain_joint(initial: ArrayLike, transition: ArrayLike, steps: int) -> Array:
    r"""Return the joint law :math:`p(x_{0:T}) = p(x_0) \prod_{t=1}^T p(x_t \mid x_{t-1})`.

    Args:
        initial: p(x_0) (S,), at least zero, with sum one.
        transition: (S, S); row a is the law of the next state after state a.
        steps: T, at least 0.

    Returns:
        The probability of every path, T + 1 axes of length S.

    Raises:
        ValueError: if a row is no law, the sizes differ, or there are too many paths to list.

    Derivation: probability/dependence#markov-chain
    """
    joint, rows = _chain(initial, transition, steps)
    _refuse_long_lists(len(rows), steps)
    for _ in range(steps):
        joint = joint[..., np.newaxis] * rows
    return joint


def chain_marginal(initial: ArrayLike, transition: ArrayLike, steps: int) -> Array:
    r"""Return the law of :math:`x_T`, one step :math:`\sum_y p(y) p(z \mid y)` after the other.

    Args:
        initial: p(x_0) (S,), at least zero, with sum one.
        transition: (S, S); row a is the law of the next state after state a.
        steps: T, at least 0.

    Raises:
        ValueError: if a row is no law, or the sizes differ.

    Derivation: probability/dependence#two-steps
    """
    law, rows = _chain(initial, transition, steps)
    for _ in range(steps):
        law = law @ rows
    return law


def _chain(initial: ArrayLike, transition: ArrayLike, steps: int) -> tuple[Array, Array]:
    start, rows = law_of("initial", initial, names=1), matrix_of("transition", transition)
    if rows.shape != (start.size, start.size):
        raise ValueError(
            f"transition must be ({start.size}, {start.size}), one row a state, got {rows.shape}"
        )
    for number, row in enumerate(rows):
        law_of(f"row {number} of transition", row)
    if isinstance(steps, bool) or not isinstance(steps, int) or steps < 0:
        raise ValueError(f"steps must be a whole number, at least 0, got {steps!r}")
    return start, rows


def _refuse_long_lists(states: int, steps: int) -> None:
    if states ** (steps + 1) > _MOST_ENTRIES:
        raise ValueError(f"{states}^{steps + 1} paths are too many to list: take fewer steps")
