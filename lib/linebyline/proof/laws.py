r"""Laws of random variables: what a declaration says of them, as formulas.

Declared names are independent of each other. An array carries independent copies, one for each
value of its indices; of a categorical law the last index counts the categories of one draw. Every
law has all the moments that a line mentions. A law is valid where variances are at least zero,
probabilities lie in [0, 1] and sum to one, and an interval has a length: elsewhere nothing is
claimed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias

from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import symbols_in
from linebyline.proof.tree import Expr

Formula: TypeAlias = Any  # a formula; in a declaration also TeX or a number
_SIGNS = {"Gaussian": r"\mathcal{N}", "Uniform": r"\mathcal{U}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What is known of a random variable.

    Attributes:
        indices: names that stand for the last indices of an array in the law's formulas.
    """

    indices: tuple[Symbol, ...] = ()

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """The parameters, in the order of the declaration."""
        return tuple(getattr(self, f.name) for f in fields(self) if f.name != "indices")

    @property
    def names(self) -> frozenset[Symbol]:
        """The declared names that the law depends on."""
        found: set[Symbol] = set().union(*(symbols_in(formula) for formula in self.formulas))
        return frozenset(found.difference(self.indices))

    @property
    def is_identical(self) -> bool:
        """Whether all copies have one law."""
        return not any(
            symbols_in(formula).intersection(self.indices) for formula in self.formulas
        )

    def read_by(self, read: Callable[[Formula], Expr], indices: tuple[Symbol, ...]) -> Law:
        """The law with its parameters read."""
        names = (f.name for f in fields(self) if f.name != "indices")
        read_ones = {name: read(getattr(self, name)) for name in names}
        return replace(self, indices=indices, **read_ones)

    @property
    def tex(self) -> str:
        r"""The law in TeX, to be written behind ``\sim``."""
        inner = ", ".join(repr(formula) for formula in self.formulas)
        return f"{_SIGNS.get(type(self).__name__, type(self).__name__)}({inner})"


@dataclass(frozen=True, slots=True)
class Gaussian(Law):
    """The normal law; of a vector where the mean is a column and the variance its covariance."""

    mean: Formula
    variance: Formula


@dataclass(frozen=True, slots=True)
class AnyLaw(Law):
    """Any law with this mean and this variance or covariance; copies have one and the same."""

    mean: Formula
    variance: Formula

    @property
    def tex(self) -> str:
        """The law in words."""
        return (
            rf"\text{{any law with mean }} {self.mean!r} \text{{ and variance }} {self.variance!r}"
        )


@dataclass(frozen=True, slots=True)
class Bernoulli(Law):
    """One with this probability, else zero."""

    probability: Formula

    @property
    def tex(self) -> str:
        r"""The law in TeX, to be written behind ``\sim``."""
        return rf"\operatorname{{Bernoulli}}({self.probability!r})"


@dataclass(frozen=True, slots=True)
class Categorical(Law):
    """A one-hot row: entry k is one with this probability, and then all the others are zero."""

    probability: Formula

    @property
    def tex(self) -> str:
        r"""The law in TeX, to be written behind ``\sim``."""
        return rf"\operatorname{{Categorical}}({self.probability!r})"


@dataclass(frozen=True, slots=True)
class Uniform(Law):
    """Uniform on the interval between two ends."""

    low: Formula
    high: Formula


def random_names(names: frozenset[object]) -> frozenset[Symbol]:
    """Those of the names that are random."""
    return frozenset(s for s in names if isinstance(s, Symbol) and s.law is not None)


def random_outside(expr: Expr) -> frozenset[Symbol]:
    """The random names that a formula mentions outside of every expectation."""
    if expr.op in ("expect", "variance", "covariance"):
        return frozenset()
    here = {expr.data} if isinstance(expr.data, Symbol) and expr.data.law is not None else set()
    return frozenset(here).union(*(random_outside(child) for child in expr.args))
