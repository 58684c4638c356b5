"""Gradient descent on a quadratic, step by step and in eigen-coordinates."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, number_of
from linebyline.linear_algebra.curvature.quadratics import Kind, Quadratic


@dataclass(frozen=True, slots=True)
class StepSizes:
    """Which steps gradient descent may take in a bowl.

    Attributes:
        flattest: m, the smallest eigenvalue of the Hessian.
        steepest: L, the largest.
    """

    flattest: float
    steepest: float

    @property
    def bound(self) -> float:
        """2 / L: with a smaller positive step descent arrives, with a larger one it flies apart."""
        return 2 / self.steepest

    @property
    def best(self) -> float:
        """2 / (m + L): the step whose worst factor is nearest to zero."""
        return 2 / (self.flattest + self.steepest)

    @property
    def condition(self) -> float:
        """L / m, the condition number of the Hessian."""
        return self.steepest / self.flattest

    @property
    def best_rate(self) -> float:
        """(L - m) / (L + m): the factor by which the best step shrinks the worst coordinate."""
        return (self.steepest - self.flattest) / (self.steepest + self.flattest)

    def rate(self, step: float) -> float:
        """Return the worst factor, max |1 - step * l| over the eigenvalues l of the Hessian."""
        return max(abs(1 - step * self.flattest), abs(1 - step * self.steepest))


def step_sizes(quadratic: Quadratic) -> StepSizes:
    """Return the curvatures of a bowl and the steps that they allow.

    Args:
        quadratic: with a positive definite matrix.

    Raises:
        ValueError: if the matrix is not positive definite.

    Derivation: linear_algebra/curvature#best-step
    """
    if quadratic.kind() is not Kind.MINIMUM:
        raise ValueError(f"the quadratic must have one lowest point, it has {quadratic.kind()}")
    curvatures = 2 * quadratic.eigenbasis().values
    return StepSizes(float(curvatures[0]), float(curvatures[-1]))


def gradient_descent(quadratic: Quadratic, start: ArrayLike, step: float, steps: int) -> Array:
    """Walk downhill: x - step * gradient, again and again.

    Args:
        quadratic: of N numbers.
        start: (N,).
        step: the learning rate, > 0.
        steps: T >= 0.

    Returns:
        The path (T + 1, N), the start first.

    Raises:
        ValueError: if ``step`` is not positive, ``steps`` is negative, or the sizes differ.

    Derivation: linear_algebra/curvature#descent-step
    """
    size = _checked(step, steps)
    path = [quadratic.point_of("start", start)]
    for _ in range(steps):
        path.append(path[-1] - size * quadratic.gradient(path[-1]))
    return np.array(path)


def descent_in_eigenbasis(quadratic: Quadratic, start: ArrayLike, step: float, steps: int) -> Array:
    r"""Return the same path from its formula, without walking.

    Coordinate i in the eigenbasis, seen from the critical point, is multiplied by
    :math:`1 - 2 \eta \lambda_i` in every step, so by its k-th power after k of them.

    Args:
        quadratic: of N numbers, with a critical point.
        start: (N,).
        step: the learning rate, > 0.
        steps: T >= 0.

    Returns:
        The path (T + 1, N), the start first.

    Raises:
        ValueError: as for `gradient_descent`, or if there is no critical point.

    Derivation: linear_algebra/curvature#descent-path
    """
    size = _checked(step, steps)
    critical = quadratic.critical_set()
    if critical is None:
        raise ValueError("the quadratic has no critical point to measure from")
    basis = quadratic.eigenbasis()
    first = basis.vectors.T @ (quadratic.point_of("start", start) - critical.point)
    factors = 1 - 2 * size * basis.values
    coordinates = first * factors ** np.arange(steps + 1)[:, None]  # (T + 1, N)
    return critical.point + coordinates @ basis.vectors.T


def _checked(step: float, steps: int) -> float:
    size = number_of("step", step)
    if size <= 0:
        raise ValueError(f"step must be > 0, got {size}: descent goes against the gradient")
    if steps < 0:
        raise ValueError(f"steps must be >= 0, got {steps}")
    return size
