"""Entropy and divergences of laws with finitely many outcomes. Without a base: in nats."""

import math

import numpy as np
from numpy.typing import ArrayLike

from linebyline._arguments import Array, matrix_of, number_of, same_size, vector_of

_SUM_TO_ONE = 1e-9  # how far from one the sum of a law may be


def entropy(probs: ArrayLike, *, base: float = math.e) -> float:
    r"""Return :math:`H(p) = -\sum_i p_i \log p_i`, where 0 log 0 = 0.

    Args:
        probs: p (K,), at least zero, with sum one.
        base: of the logarithm; 2 gives bits.

    Returns:
        A number in [0, log K].

    Raises:
        ValueError: if p is no law, or the base is not greater than one.

    Derivation: probability/information#entropy-range
    """
    p = law_of("probs", probs)
    seen = p[p > 0]
    return max(0.0, float(-seen @ np.log(seen))) / _unit(base)


def cross_entropy(probs: ArrayLike, model: ArrayLike, *, base: float = math.e) -> float:
    r"""Return :math:`H(p, q) = -\sum_i p_i \log q_i`; outcomes with p = 0 add nothing.

    Args:
        probs: p (K,), the law of the data.
        model: q (K,).
        base: of the logarithm.

    Returns:
        A number in [H(p), infinity]; infinity if the model excludes what happens.

    Raises:
        ValueError: if p or q is no law, or they differ in size.

    Derivation: probability/information#cross-entropy
    """
    p, q = _two_laws(probs, model)
    seen = p > 0
    with np.errstate(divide="ignore"):
        return max(0.0, float(-p[seen] @ np.log(q[seen]))) / _unit(base)


def kl_divergence(probs: ArrayLike, model: ArrayLike, *, base: float = math.e) -> float:
    r"""Return :math:`D(p \| q) = \sum_i p_i \log\frac{p_i}{q_i}`, summed where p > 0.

    Args:
        probs: p (K,).
        model: q (K,).
        base: of the logarithm.

    Returns:
        A number in [0, infinity], zero only for p = q; infinity where q = 0 < p.

    Raises:
        ValueError: if p or q is no law, or they differ in size.

    Derivation: probability/information#gibbs
    """
    p, q = _two_laws(probs, model)
    seen = p > 0
    with np.errstate(divide="ignore"):
        excess = np.log(p[seen]) - np.log(q[seen])
    return max(0.0, float(p[seen] @ excess)) / _unit(base)


def js_divergence(first: ArrayLike, second: ArrayLike, *, base: float = math.e) -> float:
    r"""Return :math:`\frac12 D(p \| m) + \frac12 D(q \| m)` with the mean :math:`m` of p and q.

    Args:
        first: p (K,).
        second: q (K,).
        base: of the logarithm.

    Returns:
        A number in [0, log 2].

    Raises:
        ValueError: if p or q is no law, or they differ in size.

    Derivation: probability/information#jensen-shannon
    """
    p, q = _two_laws(first, second)
    middle = (p + q) / 2
    middle = middle / middle.sum()
    return (kl_divergence(p, middle, base=base) + kl_divergence(q, middle, base=base)) / 2


def mutual_information(joint: ArrayLike, *, base: float = math.e) -> float:
    r"""Return :math:`\sum_{x,z} p(x, z) \log\frac{p(x, z)}{p(x) p(z)}`.

    Args:
        joint: p (M, N), the joint law of two names, x in rows.
        base: of the logarithm.

    Returns:
        A number in [0, log min(M, N)], zero only for independent names.

    Raises:
        ValueError: if p is no law.

    Derivation: probability/information#mutual-information
    """
    table = matrix_of("joint", joint)
    together = law_of("joint", table.ravel())
    apart = np.outer(table.sum(axis=1), table.sum(axis=0)).ravel()
    return kl_divergence(together, apart / apart.sum(), base=base)


def law_of(name: str, probs: ArrayLike) -> Array:
    """Return a law (K,) scaled to sum exactly one, or refuse it by name."""
    p = vector_of(name, probs)
    if (p < 0).any():
        raise ValueError(f"{name} must not be negative, got {p.min()}")
    if abs(p.sum() - 1) > _SUM_TO_ONE:
        raise ValueError(f"{name} must sum to one, got {p.sum()}: divide by the sum")
    return np.asarray(p / p.sum())


def _two_laws(probs: ArrayLike, model: ArrayLike) -> tuple[Array, Array]:
    p, q = same_size("the first law", probs, "the second law", model)
    return law_of("the first law", p), law_of("the second law", q)


def _unit(base: float) -> float:
    number = number_of("base", base)
    if number <= 1:
        raise ValueError(f"base must be greater than one, got {number}: take 2 for bits")
    return math.log(number)
