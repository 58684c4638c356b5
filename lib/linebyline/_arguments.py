"""Arguments of library functions, read as float64 or refused by name."""

import numbers

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def number_of(name: str, value: float, *, finite: bool = True) -> float:
    """Return a real number as a float.

    Raises:
        TypeError: if it is no real number.
        ValueError: if it is NaN, or infinite where ``finite``.
    """
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Real):
        raise TypeError(f"{name} must be a real number, got {type(value).__name__} {value!r}")
    number = float(value)
    if np.isnan(number) or (finite and np.isinf(number)):
        raise ValueError(f"{name} must be {'finite' if finite else 'a number'}, got {number}")
    return number


def vector_of(name: str, values: ArrayLike) -> Array:
    """Return a nonempty finite vector (D,), or refuse it by name."""
    return _finite(name, values, ("D",))


def matrix_of(name: str, values: ArrayLike) -> Array:
    """Return a nonempty finite matrix (M, N), or refuse it by name."""
    return _finite(name, values, ("M", "N"))


def same_size(name: str, values: ArrayLike, other: str, others: ArrayLike) -> tuple[Array, Array]:
    """Return two vectors of one size (D,), or refuse them by name."""
    first, second = vector_of(name, values), vector_of(other, others)
    if first.shape != second.shape:
        raise ValueError(
            f"{name} and {other} must have the same size, got {first.shape} and {second.shape}"
        )
    return first, second


def _finite(name: str, values: ArrayLike, axes: tuple[str, ...]) -> Array:
    shape = f"({', '.join(axes)}{',' if len(axes) == 1 else ''})"
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(f"{name} must be an array {shape}: its rows differ in length") from None
    if array.ndim != len(axes) or array.size == 0:
        raise ValueError(f"{name} must be a nonempty array {shape}, got shape {array.shape}")
    if array.dtype.kind not in "iuf":
        raise TypeError(f"{name} must hold real numbers, got dtype {array.dtype}")
    array = array.astype(np.float64)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, got {values!r}: remove NaN and infinity")
    return array
