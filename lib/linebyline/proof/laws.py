r"""Laws of random variables: what a declaration says of them, as formulas.

Declared names are independent of each other, but for those that a law is given: ``x`` given ``z``
has a law for each value of z, and is independent of all else that was declared before it, once z is
known. An array carries copies, one for each value of its indices, that are independent given these;
of a categorical law the last index counts the categories of one draw. Every law has all the moments
that a line mentions. A law is valid where variances are at least zero, rates and shapes positive,
probabilities lie in [0, 1] and sum to one, and an interval has a length: elsewhere nothing is
claimed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any, TypeAlias

from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import bound_in, symbols_in
from linebyline.proof.tree import Expr

Formula: TypeAlias = Any  # a formula; in a declaration also TeX or a number
_SIGNS = {"Gaussian": r"\mathcal{N}", "Uniform": r"\mathcal{U}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What is known of a random variable.

    Attributes:
        indices: names that stand for the last indices of an array in the law's formulas.
        parents: the random names that the law is given.
    """

    indices: tuple[Symbol, ...] = ()
    parents: tuple[Symbol, ...] = ()

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """The parameters, in the order of the declaration; of any law at all, none."""
        values = (getattr(self, name) for name in self.parameters)
        return tuple(value for value in values if value is not None)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the parameters."""
        return tuple(f.name for f in fields(self) if f.name not in ("indices", "parents"))

    @property
    def names(self) -> frozenset[Symbol]:
        """The declared names that the law depends on, those it is given and theirs among them."""
        found = set[Symbol]().union(*(symbols_in(f) - bound_in(f) for f in self.formulas))
        for parent in self.parents:
            found |= {parent, *(parent.law.names if parent.law is not None else ())}
        return frozenset(found.difference(self.indices))

    @property
    def fixed_names(self) -> frozenset[Symbol]:
        """The declared names that the law depends on and that are not random."""
        return frozenset(name for name in self.names if name.law is None)

    @property
    def is_identical(self) -> bool:
        """Whether all copies have one law."""
        return not any(symbols_in(formula).intersection(self.indices) for formula in self.formulas)

    def read_by(
        self,
        read: Callable[[Formula], Expr],
        indices: tuple[Symbol, ...],
        parents: tuple[Symbol, ...] = (),
    ) -> Law:
        """The law with its parameters read."""
        written = {name: getattr(self, name) for name in self.parameters}
        read_ones = {name: read(value) for name, value in written.items() if value is not None}
        return replace(self, indices=indices, parents=parents, **read_ones)

    @property
    def tex(self) -> str:
        r"""The law in TeX, to be written behind ``\sim``."""
        inner = ", ".join(repr(formula) for formula in self.formulas)
        name = type(self).__name__
        return _SIGNS.get(name, rf"\operatorname{{{name}}}") + (f"({inner})" if inner else "")


@dataclass(frozen=True, slots=True)
class Gaussian(Law):
    """The normal law; of a vector where the mean is a column and the variance its covariance."""

    mean: Formula
    variance: Formula


@dataclass(frozen=True, slots=True)
class AnyLaw(Law):
    """Any law with this mean and this variance or covariance; copies have one and the same.

    Without a mean and a variance it is any law at all, of a number.
    """

    mean: Formula = None
    variance: Formula = None

    @property
    def is_free(self) -> bool:
        """Whether not even mean and variance are declared."""
        return self.mean is None

    @property
    def tex(self) -> str:
        """The law in words."""
        if self.is_free:
            return r"\text{any law}"
        return (
            rf"\text{{any law with mean }} {self.mean!r} \text{{ and variance }} {self.variance!r}"
        )


@dataclass(frozen=True, slots=True)
class Bernoulli(Law):
    """One with this probability, else zero."""

    probability: Formula


@dataclass(frozen=True, slots=True)
class Categorical(Law):
    """A one-hot row: entry k is one with this probability, and then all the others are zero."""

    probability: Formula


@dataclass(frozen=True, slots=True)
class Uniform(Law):
    """Uniform on the interval between two ends."""

    low: Formula
    high: Formula


@dataclass(frozen=True, slots=True)
class Rademacher(Law):
    """One or minus one, with equal probability."""


@dataclass(frozen=True, slots=True)
class Poisson(Law):
    """The number of independent rare events, with this mean."""

    mean: Formula


@dataclass(frozen=True, slots=True)
class Exponential(Law):
    """The density r e^(-r x) for x > 0."""

    rate: Formula


@dataclass(frozen=True, slots=True)
class Gamma(Law):
    """The density proportional to x^(k - 1) e^(-r x) for x > 0."""

    shape: Formula
    rate: Formula


@dataclass(frozen=True, slots=True)
class Beta(Law):
    """The density proportional to x^(a - 1) (1 - x)^(b - 1) on (0, 1)."""

    first: Formula
    second: Formula


def random_names(names: frozenset[object]) -> frozenset[Symbol]:
    """Those of the names that are random."""
    return frozenset(s for s in names if isinstance(s, Symbol) and s.law is not None)


@lru_cache(maxsize=20_000)
def random_outside(expr: Expr) -> frozenset[Symbol]:
    """The random names that a formula mentions outside of expectations, or that these are given."""
    if expr.op in ("expect", "variance", "covariance"):
        return frozenset(name for name in expr.data or () if name.law is not None)
    here = {expr.data} if isinstance(expr.data, Symbol) and expr.data.law is not None else set()
    return frozenset(here).union(*(random_outside(child) for child in expr.args))
