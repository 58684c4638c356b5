"""Joint laws of discrete names as arrays, one axis for each name."""

from collections.abc import Collection

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, same_size, vector_of

_SUM_TO_ONE = 1e-9  # how far from one the sum of a law may be


def marginal(joint: ArrayLike, keep: Collection[int]) -> Array:
    r"""Return the law of some names, :math:`p(x) = \sum_z p(x, z)`.

    Args:
        joint: one axis for each name, at least zero, with sum one.
        keep: the axes of the names to keep.

    Returns:
        The law of the kept names, their axes in the order of ``joint``.

    Raises:
        ValueError: if ``joint`` is no law, or has no such axis.

    Derivation: probability/dependence#sum-rule
    """
    table = law_of("joint", joint)
    kept = _axes("keep", keep, table.ndim)
    others = tuple(axis for axis in range(table.ndim) if axis not in kept)
    return np.asarray(table.sum(axis=others), dtype=np.float64)


def conditional(joint: ArrayLike, given: Collection[int]) -> Array:
    r"""Return the law of all other names given some, :math:`p(x \mid z) = p(x, z) / p(z)`.

    Args:
        joint: one axis for each name, at least zero, with sum one.
        given: the axes of the names that are known.

    Returns:
        An array of the shape of ``joint``, which sums to one over the axes that are not given.

    Raises:
        ValueError: if ``joint`` is no law, has no such axis, or a condition has probability zero.

    Derivation: probability/dependence#conditional
    """
    table = law_of("joint", joint)
    known = _axes("given", given, table.ndim)
    others = tuple(axis for axis in range(table.ndim) if axis not in known)
    of_given = table.sum(axis=others, keepdims=True)
    if (of_given == 0).any():
        raise ValueError("every condition must have a positive probability, got one with zero")
    return np.asarray(table / of_given, dtype=np.float64)


def posterior(prior: ArrayLike, likelihood: ArrayLike) -> Array:
    r"""Return :math:`p(z \mid x) = p(z) p(x \mid z) / \sum_z p(z) p(x \mid z)` for one x.

    Args:
        prior: p(z) (K,), at least zero, with sum one.
        likelihood: p(x | z) (K,) of the one x that was observed, in [0, 1]; needs no sum one.

    Raises:
        ValueError: if ``prior`` is no law, the sizes differ, a likelihood lies outside of [0, 1],
            or what was observed has probability zero.

    Derivation: probability/dependence#bayes
    """
    before, fits = same_size("prior", prior, "likelihood", likelihood)
    law_of("prior", before)
    if (fits < 0).any() or (fits > 1).any():
        raise ValueError(f"a likelihood is a probability in [0, 1], got {fits}")
    weights = before * fits
    evidence = weights.sum()
    if evidence == 0:
        raise ValueError("what was observed has probability zero under this prior")
    return np.asarray(weights / evidence, dtype=np.float64)


def departure(joint: ArrayLike) -> float:
    r"""Return the largest :math:`|p(x, z) - p(x) p(z)|`; zero exactly for independent names.

    Args:
        joint: p(x, z) (N, K), at least zero, with sum one.

    Raises:
        ValueError: if ``joint`` is no law of two names.

    Derivation: probability/dependence#rank-one
    """
    table = law_of("joint", joint, names=2)
    return float(np.abs(table - np.outer(table.sum(axis=1), table.sum(axis=0))).max())


def conditional_departure(joint: ArrayLike) -> float:
    r"""Return the largest :math:`|p(x, y \mid z) - p(x \mid z) p(y \mid z)|`.

    Args:
        joint: p(x, y, z) (N, M, K), at least zero, with sum one.

    Raises:
        ValueError: if ``joint`` is no law of three names, or a z has probability zero.

    Derivation: probability/dependence#two-forms
    """
    pair = conditional(law_of("joint", joint, names=3), given=[2])
    product = pair.sum(axis=1, keepdims=True) * pair.sum(axis=0, keepdims=True)
    return float(np.abs(pair - product).max())


def table_covariance(joint: ArrayLike, rows: ArrayLike, columns: ArrayLike) -> float:
    r"""Return the covariance :math:`\sum_{x, z} (p(x, z) - p(x) p(z)) f_x g_z` of two values.

    Args:
        joint: p(x, z) (N, K), at least zero, with sum one.
        rows: f (N,), the number that stands for each x.
        columns: g (K,), the number that stands for each z.

    Raises:
        ValueError: if ``joint`` is no law of two names, or the sizes differ.

    Derivation: probability/dependence#departures
    """
    table = law_of("joint", joint, names=2)
    f, g = vector_of("rows", rows), vector_of("columns", columns)
    if (f.size, g.size) != table.shape:
        raise ValueError(f"joint must be ({f.size}, {g.size}) for these values, got {table.shape}")
    gaps = table - np.outer(table.sum(axis=1), table.sum(axis=0))
    return float(f @ gaps @ g)


def law_of(name: str, values: ArrayLike, names: int | None = None) -> Array:
    """Return a joint law, or refuse it by name."""
    table = np.asarray(values, dtype=np.float64)
    if table.size == 0 or table.ndim == 0 or (names is not None and table.ndim != names):
        wanted = "at least one axis" if names is None else f"{names} axes"
        raise ValueError(f"{name} must be a table with {wanted}, got shape {table.shape}")
    if not np.isfinite(table).all() or (table < 0).any():
        raise ValueError(f"{name} must hold probabilities, at least zero: look for signs and NaN")
    if abs(table.sum() - 1) > _SUM_TO_ONE:
        raise ValueError(f"{name} must sum to one, got {table.sum()}: divide it by its sum")
    return table


def _axes(name: str, axes: Collection[int], count: int) -> tuple[int, ...]:
    chosen = tuple(axes)
    if len(set(chosen)) != len(chosen) or not all(0 <= axis < count for axis in chosen):
        raise ValueError(f"{name} must name different axes in 0..{count - 1}, got {chosen}")
    return chosen
