"""Declarations of random variables: their laws read, checked, and turned into names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from linebyline.proof import domains
from linebyline.proof.laws import (
    AnyLaw,
    Bernoulli,
    Beta,
    Categorical,
    Exponential,
    Formula,
    Gamma,
    Gaussian,
    Law,
    Poisson,
    Rademacher,
    Uniform,
    random_outside,
)
from linebyline.proof.reader import canonical_name
from linebyline.proof.relation import Relation
from linebyline.proof.substitution import unfold
from linebyline.proof.symbols import Domain, Kind, Symbol
from linebyline.proof.traversal import symbols_in
from linebyline.proof.tree import Expr, number, to_expr, zeros
from linebyline.proof.verdict import LineError

if TYPE_CHECKING:
    from linebyline.proof.notation import Notation

ZERO_OR_ONE = Domain("integer", number(0), number(1), True, True)


class Declared(NamedTuple):
    """What is declared of a random name, in the order in which a symbol takes it."""

    kind: Kind
    domain: Domain
    dims: tuple[Expr, ...]
    properties: frozenset[str]
    span: None
    law: Law


def read_law(
    notation: Notation, law: Law, indices: str, sizes: tuple[Expr, ...], given: str
) -> Declared:
    """Return what to declare of a name with this law.

    Raises:
        LineError: if a parameter is random and not given, an index has no place, or shapes do not
            fit.
    """
    letters = tuple(notation.names[letter] for letter in indices.split())
    parents = tuple(_parent(notation, name) for name in given.split())
    read = law.read_by(lambda written: _read(written, notation, parents), letters, parents)
    _check_indices(read, sizes)
    if isinstance(read, AnyLaw) and read.is_free:
        if sizes:
            raise LineError("any law at all is declared of numbers: give no size, or a mean and a "
                            "variance")  # fmt: skip
        return Declared("scalar", domains.REAL, (), frozenset(), None, read)
    if isinstance(read, Gaussian | AnyLaw) and read.variance.shape is not None:
        if sizes:
            raise LineError("a random column has the size of its covariance: give no other")
        read = _column(read)
        return Declared("matrix", domains.REAL, read.mean.shape, frozenset(), None, read)
    if any(formula.shape is not None for formula in read.formulas):
        raise LineError(f"a law of a number has numbers as its parameters, got {read.tex}")
    if isinstance(read, Categorical) and not sizes:
        raise LineError("a categorical law needs the number of its categories as the last size")
    kind: Kind = "array" if sizes else "scalar"
    return Declared(kind, _domain(read), sizes, frozenset(), None, read)


def refuse_random_values(relation: Relation, text: str) -> None:
    """Refuse an assumption on the value of a random variable, which its law may contradict."""
    named = sorted(s.tex for formula in relation.formulas for s in random_outside(formula))
    if named:
        raise LineError(
            f"'{text}' cannot be assumed: {named[0]} is random; assume something of its law"
        )


def _parent(notation: Notation, written: str) -> Symbol:
    name = notation.names.get(canonical_name(written))
    if name is None or name.law is None:
        raise LineError(f"a law is given declared random names, and {written} is none")
    return name


def _read(written: Formula, notation: Notation, parents: tuple[Symbol, ...]) -> Expr:
    formula = notation.formula(written) if isinstance(written, str) else to_expr(written)
    formula = unfold(formula, notation.definitions)
    random = sorted(name.tex for name in random_outside(formula) - set(parents))
    if random:
        raise LineError(
            f"the parameters of a law are fixed numbers, but {random[0]} is random: "
            f"declare the law given='{random[0]}'"
        )
    return formula


def _check_indices(law: Law, sizes: tuple[Expr, ...]) -> None:
    if len(law.indices) > len(sizes):
        raise LineError(f"{len(sizes)} size(s) leave no room for {len(law.indices)} indices")
    loose = sorted(name.tex for name in law.names if name.kind == "index")
    if loose:
        raise LineError(
            f"which index of the array is {loose[0]} in {law.tex}? Write indices='{loose[0]}'"
        )


def _column(law: Gaussian | AnyLaw) -> Gaussian | AnyLaw:
    """A law of a column; the mean 0 is a column of zeros."""
    rows, columns = law.variance.shape
    mean = zeros(rows, number(1)) if law.mean == number(0) else law.mean
    if rows != columns or rows == number(1) or mean.shape != (rows, number(1)):
        raise LineError(f"a covariance is square and the mean a column of its size, got {law.tex}")
    return replace(law, mean=mean)


def _domain(law: Law) -> Domain:
    if isinstance(law, Bernoulli | Categorical):
        return ZERO_OR_ONE
    if isinstance(law, Rademacher):
        return Domain("integer", number(-1), number(1), True, True, without_zero=True)
    if isinstance(law, Poisson):
        return domains.NATURAL
    if isinstance(law, Exponential | Gamma):
        return domains.POSITIVE
    if isinstance(law, Beta):
        return domains.UNIT
    if isinstance(law, Uniform) and not (symbols_in(law.low) | symbols_in(law.high)):
        return domains.interval(law.low, law.high, closed=True)
    return domains.REAL
