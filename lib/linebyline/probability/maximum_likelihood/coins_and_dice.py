"""Likelihoods of outcomes that can be counted."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlog1py, xlogy

from linebyline._arguments import Array, number_of


def coin_log_likelihood(p: float, heads: float, tails: float) -> float:
    r"""Return :math:`h \log p + t \log(1 - p)`, the log-likelihood up to its binomial constant.

    Args:
        p: probability of heads, in [0, 1].
        heads: h, how many heads were seen, at least zero.
        tails: t, how many tails were seen, at least zero.

    Returns:
        A number at most zero; minus infinity where p calls an outcome impossible that was seen.

    Raises:
        ValueError: if p lies outside [0, 1], or a count is negative.

    Derivation: probability/maximum_likelihood#score-of-a-coin
    """
    p = number_of("p", p)
    if not 0 <= p <= 1:
        raise ValueError(f"p must lie in [0, 1], got {p}: it is a probability")
    h, t = _counts(heads, tails)
    return float(xlogy(h, p) + xlog1py(t, -p))


def fit_coin(
    heads: float, tails: float, *, prior_heads: float = 1.0, prior_tails: float = 1.0
) -> float:
    r"""Return the most probable p after h heads and t tails, under the prior Beta(a, b).

    .. math:: \hat p = \frac{a + h - 1}{a + b + h + t - 2}

    With a = b = 1, the default, this is the estimate of largest likelihood, h / (h + t).

    Args:
        heads: h, at least zero.
        tails: t, at least zero.
        prior_heads: a, at least one: one more than the heads imagined beforehand.
        prior_tails: b, at least one.

    Raises:
        ValueError: if a count is negative, a or b is below one, or nothing was seen or imagined.

    Derivation: probability/maximum_likelihood#mode-of-a-coin
    """
    h, t = _counts(heads, tails)
    a, b = number_of("prior_heads", prior_heads), number_of("prior_tails", prior_tails)
    if a < 1 or b < 1:
        raise ValueError(
            f"prior_heads and prior_tails must be at least 1, got {a} and {b}: below 1 the "
            "posterior may have no highest point"
        )
    seen = a + b + h + t - 2
    if seen == 0:
        raise ValueError("no flip was seen or imagined: every p is as likely as any other")
    return (a + h - 1) / seen


def fit_categorical(labels: ArrayLike, num_classes: int) -> Array:
    r"""Return the law of largest likelihood, which is the empirical law of the labels.

    Args:
        labels: y (N,), whole numbers 0, ..., C - 1.
        num_classes: C, at least one.

    Returns:
        q (C,), the share of each class; the shares sum to one.

    Raises:
        TypeError: if a label is no whole number.
        ValueError: if there is no label, or one lies outside 0, ..., C - 1.

    Derivation: probability/maximum_likelihood#relative-counts
    """
    y = np.asarray(labels)
    if y.ndim != 1 or y.size == 0:
        raise ValueError(f"labels must be a nonempty array (N,), got shape {y.shape}")
    if y.dtype.kind not in "iub":
        raise TypeError(f"labels must be whole numbers, got dtype {y.dtype}")
    if y.min() < 0 or y.max() >= num_classes:
        raise ValueError(
            f"labels must lie in 0..{num_classes - 1}, got {y.min()}..{y.max()}: "
            "count the classes from zero, or raise num_classes"
        )
    return np.bincount(y.astype(np.int64), minlength=num_classes) / y.size


def _counts(heads: float, tails: float) -> tuple[float, float]:
    h, t = number_of("heads", heads), number_of("tails", tails)
    if h < 0 or t < 0:
        raise ValueError(f"heads and tails must not be negative, got {h} and {t}: they are counts")
    return h, t
