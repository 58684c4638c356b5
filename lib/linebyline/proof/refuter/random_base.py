"""What every random number answers, so that plain arithmetic does not take it for a ball."""

from __future__ import annotations

from linebyline.proof.refuter.numbers import Number, Unsupported


class Random:
    """A number whose value depends on chance: it has an expectation, but neither sign nor order."""

    __slots__ = ()

    def call(self, name: str) -> Number:
        """Return a known function of it."""
        raise NotImplementedError

    def over(self, start: int) -> Number:
        """Return its expectation over the families of sources from a number on."""
        raise NotImplementedError

    def __sub__(self, other: Number) -> Number:
        return self + (-other)

    def __rsub__(self, other: Number) -> Number:
        return (-self) + other  # type: ignore[operator]

    def is_certainly_nonzero(self) -> bool:
        """Whether it is zero nowhere.

        Raises:
            Unsupported: if that depends on chance.
        """
        raise Unsupported("whether a random number is zero")

    def is_zero(self) -> bool:
        """Never: what is surely zero is a plain number."""
        return False

    def is_finite(self) -> bool:
        """Always."""
        return True

    def contains(self, _: object) -> bool:
        """Whether zero may be among its values."""
        return not self.is_certainly_nonzero()

    def _has_no_order(self, _: object) -> bool:
        raise Unsupported("the order of random numbers")

    __lt__ = __le__ = __gt__ = __ge__ = _has_no_order
