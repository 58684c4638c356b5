r"""Moments of declared random numbers, by joint cumulants.

The moment of a product is a sum over the ways to part its factors into blocks, of the products of
the blocks' joint cumulants:

.. math:: E[x_1 \cdots x_n] = \sum_{B \ni 1} \kappa(B) \, E\Bigl[\prod_{j \notin B} x_j\Bigr]

This holds for every law that has the moments. What makes it short:

- the joint cumulant of independent copies is zero unless all are the same copy, so a block of
  :math:`x_i, x_j` carries :math:`\delta_{ij}`;
- a normal law has no cumulants beyond the second;
- of any other law with a known mean and variance the higher cumulants stay unknown numbers;
- Bernoulli: E x^k = p for k >= 1. One-hot: y_k y_l = delta_{kl} y_k, so E y_k y_l = delta_{kl} p_k;
- Rademacher: twice a fair coin less one;
- Poisson: every cumulant is the mean. Gamma, and exponential with shape 1:
  kappa_k = shape (k - 1)! / rate^k;
- Beta: E x^k = a (a + 1) ... (a + k - 1) / ((a + b) (a + b + 1) ... (a + b + k - 1));
- uniform on [a, b]: kappa_k = B_k (b - a)^k / k for k >= 2, with the Bernoulli numbers B_k.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product as all_choices
from math import comb, factorial, prod

from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.indicators import delta
from linebyline.proof.kernel.polynomial import ONE, ZERO, Atom, Polynomial, product, total
from linebyline.proof.kernel.powers import power
from linebyline.proof.laws import (
    AnyLaw,
    Bernoulli,
    Beta,
    Categorical,
    Exponential,
    Gamma,
    Gaussian,
    Law,
    Poisson,
    Rademacher,
    Uniform,
)
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import Expr, entry, symbol

LARGEST_ORDER = 8
_BERNOULLI = {2: Fraction(1, 6), 4: Fraction(-1, 30), 6: Fraction(1, 42), 8: Fraction(-1, 30)}

_HALF = Polynomial.number(Fraction(1, 2))

Block = tuple[tuple[Atom, int], ...]  # factors, each with how often it stands there


def moment(powers: Block, facts: Facts) -> Polynomial:
    """Return the expectation of a product of powers of one random name and its entries.

    Raises:
        NotProvable: if its order is beyond what is worth writing out.
    """
    if sum(e for _, e in powers) > LARGEST_ORDER:
        raise NotProvable("a moment of so high an order")
    if not powers:
        return ONE
    (first, e), *others = powers
    rest = ((first, e - 1), *others) if e > 1 else tuple(others)
    result = ZERO
    for inside, outside, ways in _parted(rest, _most_beside(first)):
        cumulant = joint_cumulant(_joined(first, inside), facts)
        if cumulant.terms:
            result = result + ways * cumulant * moment(outside, facts)
    return result


def joint_cumulant(block: Block, facts: Facts) -> Polynomial:
    """Return the joint cumulant of entries of one random name."""
    first = block[0][0]
    law, order = _law(first), sum(e for _, e in block)
    if first.args[0].kind == "matrix":
        return _of_column(block, law, facts)
    if isinstance(law, Categorical):
        same = _same_copy(block, facts, skipped=1)
        return same * _of_category(block, facts) if same.terms else ZERO
    same = _same_copy(block, facts)
    return same * cumulant(first, order, facts) if same.terms else ZERO


def cumulant(atom: Atom, order: int, facts: Facts) -> Polynomial:
    """Return a cumulant of one random number."""
    law = _law(atom)
    if isinstance(law, Gaussian | AnyLaw) and order <= 2:
        return parameter(law.mean if order == 1 else law.variance, atom, facts)
    if isinstance(law, Gaussian | AnyLaw):
        return ZERO if isinstance(law, Gaussian) else _unknown(atom, order)
    if isinstance(law, Bernoulli):
        return _of_repeated(parameter(law.probability, atom, facts), order)
    if isinstance(law, Rademacher):
        return _of_repeated(_HALF, order) * 2**order if order > 1 else ZERO
    if isinstance(law, Poisson):
        return parameter(law.mean, atom, facts)
    if isinstance(law, Exponential | Gamma):
        shape = parameter(law.shape, atom, facts) if isinstance(law, Gamma) else ONE
        rate = parameter(law.rate, atom, facts)
        return shape * factorial(order - 1) * power(rate, -order, facts)
    if isinstance(law, Beta):
        first, second = (parameter(end, atom, facts) for end in (law.first, law.second))
        return _of_moments([_of_beta(first, second, k, facts) for k in range(1, order + 1)])
    if isinstance(law, Uniform):
        low, high = (parameter(end, atom, facts) for end in (law.low, law.high))
        factor = _BERNOULLI.get(order, Fraction(0)) / order
        half = Fraction(1, 2)
        p, c = (low + high, half) if order == 1 else ((high - low) ** order, factor)
        return Polynomial.number(c) * p
    raise NotProvable("the moments of this law")


def raw_moment(cumulants: list[Polynomial]) -> Polynomial:
    """The moment of the order up to which cumulants are given."""
    moments = [ONE]
    for n in range(1, len(cumulants) + 1):
        parts = [
            comb(n - 1, j) * cumulant * moments[n - 1 - j]
            for j, cumulant in enumerate(cumulants[:n])
        ]
        moments.append(total(parts))
    return moments[-1]


def outcomes(atom: Atom, facts: Facts) -> list[tuple[Polynomial, Polynomial]]:
    """The values of a random number that has but two, each with its probability."""
    law = _law(atom)
    if isinstance(law, Bernoulli):
        p = parameter(law.probability, atom, facts)
        return [(ZERO, ONE - p), (ONE, p)]
    return [(ONE, _HALF), (-ONE, _HALF)] if isinstance(law, Rademacher) else []


def parameter(formula: Expr, atom: Atom, facts: Facts) -> Polynomial:
    """Return a parameter of the law of an entry, its indices put in."""
    from linebyline.proof.kernel.read import read

    law, places = _law(atom), atom.args[1:]
    names = dict(zip(law.indices, places[len(places) - len(law.indices) :], strict=True))
    return read(formula, facts, names)


def _law(atom: Atom) -> Law:
    law: Law | None = atom.args[0].law
    assert law is not None
    return law


def _most_beside(atom: Atom) -> int:
    """How many factors may stand beside the first in a block whose cumulant is not zero."""
    return 1 if isinstance(_law(atom), Gaussian) else LARGEST_ORDER


def _parted(rest: Block, most: int) -> Iterator[tuple[Block, Block, int]]:
    """Yield the ways to part factors in two, with the number of times that each arises."""
    for taken in all_choices(*(range(min(e, most) + 1) for _, e in rest)):
        if sum(taken) <= most:
            inside = tuple((a, t) for (a, _), t in zip(rest, taken, strict=True) if t)
            outside = tuple((a, e - t) for (a, e), t in zip(rest, taken, strict=True) if e > t)
            ways = prod(comb(e, t) for (_, e), t in zip(rest, taken, strict=True))
            yield inside, outside, ways


def _joined(first: Atom, inside: Block) -> Block:
    counts = {first: 1}
    for atom, e in inside:
        counts[atom] = counts.get(atom, 0) + e
    return tuple(counts.items())


def _same_copy(block: Block, facts: Facts, skipped: int = 0) -> Polynomial:
    """Return 1 where all factors belong to the same copy, else 0."""
    first, *others = (atom.args[1 : len(atom.args) - skipped] for atom, _ in block)
    return product(
        [delta(i - j, facts) for other in others for i, j in zip(first, other, strict=True)]
    )


def _of_repeated(p: Polynomial, order: int) -> Polynomial:
    """The cumulant of a number that is zero or one: all its moments are p."""
    result = p
    for k in range(1, order):
        result = result - comb(order - 1, k - 1) * _of_repeated(p, k) * p
    return result


def _of_moments(moments: list[Polynomial]) -> Polynomial:
    """The cumulant of the order up to which moments are given, without the zeroth."""
    cumulants: list[Polynomial] = []
    for n, m in enumerate(moments, start=1):
        parts = [comb(n - 1, j) * k * moments[n - 2 - j] for j, k in enumerate(cumulants)]
        cumulants.append(m - total(parts))
    return cumulants[-1]


def _of_beta(first: Polynomial, second: Polynomial, order: int, facts: Facts) -> Polynomial:
    factors = [(first + k) * power(first + second + k, -1, facts) for k in range(order)]
    return product(factors)


def _of_category(block: Block, facts: Facts) -> Polynomial:
    """The joint cumulant of entries of one one-hot row, from their joint moments."""
    (first, e), *others = block
    rest = ((first, e - 1), *others) if e > 1 else tuple(others)
    result = _hot(block, facts)
    for inside, outside, ways in _parted(rest, LARGEST_ORDER):
        if outside:
            part = _of_category(_joined(first, inside), facts)
            result = result - ways * part * _hot(outside, facts)
    return result


def _hot(block: Block, facts: Facts) -> Polynomial:
    """The joint moment of entries of one one-hot row: all must be the same entry."""
    first = block[0][0]
    law = _law(first)
    assert isinstance(law, Categorical)
    result = parameter(law.probability, first, facts)
    for atom, _ in block[1:]:
        result = result * delta(first.args[-1] - atom.args[-1], facts)
    return result


def _of_column(block: Block, law: Law, facts: Facts) -> Polynomial:
    """The joint cumulant of entries of a random column: its mean, then its covariance."""
    places = [atom.args[1] for atom, e in block for _ in range(e)]
    assert isinstance(law, Gaussian | AnyLaw)
    if len(places) <= 2:
        return _entry(law.mean if len(places) == 1 else law.variance, places, facts)
    if isinstance(law, Gaussian):
        return ZERO
    raise NotProvable("a moment beyond the second of a column of unknown law")


def _entry(formula: Expr, places: list[Polynomial], facts: Facts) -> Polynomial:
    from linebyline.proof.kernel.read import read

    names = {Symbol(f"#{k}", "index"): place for k, place in enumerate(places)}
    return read(entry(formula, *map(symbol, names)), facts, names)


def _unknown(atom: Atom, order: int) -> Polynomial:
    """A cumulant of which nothing is known but that it is real, and one for all like copies."""
    declared: Symbol = atom.args[0]
    law = _law(atom)
    places = () if law.is_identical else atom.args[1:]
    name = f"{declared.tex}^{order}[{','.join([place.key for place in places])}]"
    free = frozenset(law.names).union(*[place.free for place in places])
    return Polynomial.of(Atom("moment", name, (declared, order, *places), free))
