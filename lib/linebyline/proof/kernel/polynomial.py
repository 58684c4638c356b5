r"""Polynomials over atoms: exact arithmetic that needs no knowledge of the context.

A ``Polynomial`` is a finite sum of c a_1^{e_1} ... a_k^{e_k} with rational c and rational e. An
``Atom`` is anything that is not taken apart further: a symbol, exp(x), a sum, x^T A y.

Only identities that hold for all values of the atoms are used here:

- ``prime``, a prime number p: p^{n + r} = p^n p^r, so its exponents lie in [0, 1);
- ``imaginary``: i^2 = -1;
- ``base``, a polynomial q that stands under a root or a fraction bar: q^{n + r} = q^n q^r, with
  q^n expanded for n >= 1;
- ``sine`` of t: sin^2 t = 1 - cos^2 t;
- ``absolute``, |q| of a real q: |q|^2 = q^2;
- ``delta``, ``less``, ``step`` and ``point``, which are 0 or 1: their positive powers equal
  themselves;
- ``parity``, (-1)^n: its exponent counts modulo 2.

Powers add, x^a x^b = x^{a+b}: true wherever both sides are defined, for principal powers too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import floor
from typing import Any, TypeAlias

from flint import fmpq

from linebyline.proof.kernel.atoms import (
    Atom,
    Exponent,
    Number,
    TooLarge,
    exponent,
    forget_atoms,
    rational,
    to_fraction,
)
from linebyline.proof.kernel.budget import spend

__all__ = [
    "ONE", "PI", "ZERO", "Atom", "Exponent", "I", "Monomial", "Number", "Polynomial", "TooLarge",
    "as_polynomial", "coefficient_of", "exponent", "forget_atoms", "monomial", "monomial_key",
    "product", "rational", "to_fraction", "total",
]  # fmt: skip
LARGEST_POWER = 64
LARGEST_PRIME_POWER = 4096
Monomial: TypeAlias = tuple[tuple[Atom, Exponent], ...]


class Polynomial:
    """A finite sum of rational multiples of products of powers of atoms.

    Attributes:
        terms: the coefficient, never zero, of each monomial.
    """

    __slots__ = ("_free", "_key", "terms")

    def __init__(self, terms: Mapping[Monomial, Any]) -> None:
        self.terms = terms
        self._key: str | None = None
        self._free: frozenset[object] | None = None

    @staticmethod
    def of(atom: Atom, exponent: Exponent = 1) -> Polynomial:
        """One atom, to a power."""
        if exponent == 1:
            return Polynomial({((atom, 1),): _ONE})
        return monomial(1, {atom: exponent})

    @staticmethod
    def number(value: Number) -> Polynomial:
        """A rational constant."""
        exact = rational(value)
        return Polynomial({(): exact} if exact else {})

    @property
    def constant(self) -> Any | None:
        """The value as flint's fmpq, if no atom occurs."""
        if not self.terms:
            return _ZERO
        return self.terms.get(()) if len(self.terms) == 1 else None

    @property
    def key(self) -> str:
        """A text that is the same for equal polynomials only."""
        if self._key is None:
            parts = sorted([f"{c}*{monomial_key(m)}" for m, c in self.terms.items()])
            self._key = "{" + "+".join(parts) + "}"
        return self._key

    @property
    def free(self) -> frozenset[object]:
        """Declared symbols and bound variables that occur."""
        if self._free is None:
            self._free = frozenset().union(*[a.free for a in self.atoms])
        return self._free

    @property
    def atoms(self) -> list[Atom]:
        """The atoms at the top level, in order."""
        found = {atom for m in self.terms for atom, _ in m}
        return sorted(found, key=lambda atom: atom.key)

    @property
    def single(self) -> tuple[Any, dict[Atom, Exponent]] | None:
        """Coefficient and powers, if there is exactly one term."""
        if len(self.terms) != 1:
            return None
        m, c = next(iter(self.terms.items()))
        return c, dict(m)

    @property
    def single_atom(self) -> Atom | None:
        """The atom, if the polynomial is just one atom."""
        if len(self.terms) != 1:
            return None
        m, c = next(iter(self.terms.items()))
        return m[0][0] if c == 1 and len(m) == 1 and m[0][1] == 1 else None

    def __add__(self, other: Polynomial | int) -> Polynomial:
        right = as_polynomial(other)
        if not right.terms:
            return self
        total = dict(self.terms)
        _add_into(total, right.terms)
        return Polynomial(total)

    __radd__ = __add__

    def __neg__(self) -> Polynomial:
        return Polynomial({m: -c for m, c in self.terms.items()})

    def __sub__(self, other: Polynomial | int) -> Polynomial:
        return self + (-as_polynomial(other))

    def __rsub__(self, other: Polynomial | int) -> Polynomial:
        return as_polynomial(other) - self

    def __mul__(self, other: Polynomial | Number) -> Polynomial:
        right = as_polynomial(other)
        spend(1 + len(self.terms) * len(right.terms))
        total: dict[Monomial, Any] = {}
        for m, c in self.terms.items():
            for n, d in right.terms.items():
                if not m or not n:
                    _add_term(total, m or n, c * d)
                else:
                    _add_into(total, _product(m, n, c * d))
        return Polynomial(total)

    __rmul__ = __mul__

    def scaled(self, factor: Number) -> Polynomial:
        """Return a rational multiple."""
        c = rational(factor)
        return Polynomial({m: c * d for m, d in self.terms.items()}) if c else ZERO

    def __pow__(self, exponent: int) -> Polynomial:
        if exponent < 0 or (exponent > LARGEST_POWER and len(self.terms) > 1):
            raise TooLarge(f"the power {exponent} of a sum")
        result, square = ONE, self
        while exponent:
            if exponent & 1:
                result = result * square
            exponent >>= 1
            if exponent:
                square = square * square
        return result

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and self.terms == other.terms

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return self.key


def as_polynomial(value: Polynomial | Number) -> Polynomial:
    """Return numbers as constant polynomials, and polynomials as they are."""
    return value if isinstance(value, Polynomial) else Polynomial.number(value)


def monomial_key(m: Monomial) -> str:
    """A text that tells monomials apart, and orders them."""
    return ".".join([a.key if e == 1 else f"{a.key}^{e}" for a, e in m])


def monomial(coefficient: Number, powers: Mapping[Atom, Exponent]) -> Polynomial:
    """Return coefficient times the product of the powers, in normal form."""
    kept: dict[Atom, Exponent] = {}
    factors: list[Polynomial] = []
    for atom, e in powers.items():
        reduce = _REDUCTIONS.get(atom.kind)
        if reduce is not None and e:
            e, factor = reduce(atom, e)
            if factor is not None:
                factors.append(factor)
        if e:
            kept[atom] = e
    c = rational(coefficient)
    if not c:
        return ZERO
    result = Polynomial({_sorted(kept): c})
    for factor in factors:
        result = result * factor
    return result


def product(factors: Iterable[Polynomial]) -> Polynomial:
    """Return the product of polynomials; the empty product is 1."""
    result = ONE
    for factor in factors:
        result = result * factor
    return result


def coefficient_of(p: Polynomial, atom: Atom) -> tuple[Polynomial, Polynomial]:
    """Return c and r with p = c * atom + r, c not holding the atom to the first power."""
    inside, outside = ZERO, ZERO
    for m, c in p.terms.items():
        powers = dict(m)
        if powers.get(atom) == 1:
            del powers[atom]
            inside = inside + monomial(c, powers)
        else:
            outside = outside + Polynomial({m: c})
    return inside, outside


def total(summands: Iterable[Polynomial]) -> Polynomial:
    """Return the sum of polynomials; the empty sum is 0."""
    terms: dict[Monomial, Any] = {}
    for summand in summands:
        _add_into(terms, summand.terms)
    return Polynomial(terms)


def _sorted(powers: Mapping[Atom, Exponent]) -> Monomial:
    if len(powers) < 2:
        return tuple(powers.items())
    return tuple(sorted(powers.items(), key=_by_key))


def _by_key(power: tuple[Atom, Exponent]) -> str:
    return power[0].key


def _product(m: Monomial, n: Monomial, c: Any) -> Mapping[Monomial, Any]:
    powers = dict(m)
    special = False
    for atom, e in n:
        if atom in powers:
            joined = powers[atom] + e
            powers[atom] = joined if type(joined) is int else exponent(joined)
            special = special or atom.kind in _REDUCTIONS or not joined
        else:
            powers[atom] = e
    return monomial(c, powers).terms if special else {_sorted(powers): c}


def _add_term(terms: dict[Monomial, Any], m: Monomial, c: Any) -> None:
    left = terms.get(m)
    if left is None:
        terms[m] = c
        return
    left = left + c
    if left:
        terms[m] = left
    else:
        del terms[m]


def _add_into(terms: dict[Monomial, Any], more: Mapping[Monomial, Any]) -> None:
    for m, c in more.items():
        _add_term(terms, m, c)


Reduction: TypeAlias = tuple[Exponent, "Polynomial | None"]


def _reduce_prime(atom: Atom, e: Exponent) -> Reduction:
    whole = floor(e)
    if abs(whole) > LARGEST_PRIME_POWER:
        raise TooLarge(f"{atom.args[0]} to the power {whole}")
    factor = fmpq(atom.args[0]) ** whole
    return exponent(e - whole), Polynomial.number(factor) if whole else None


def _reduce_imaginary(_: Atom, e: Exponent) -> Reduction:
    if not isinstance(e, int):
        return e, None
    return e % 2, -ONE if e % 4 >= 2 else None


def _reduce_base(atom: Atom, e: Exponent) -> Reduction:
    whole = floor(e)
    if whole < 1:
        return e, None
    return exponent(e - whole), atom.args[0] ** whole


def _reduce_sine(atom: Atom, e: Exponent) -> Reduction:
    pairs = floor(e) // 2
    if pairs < 1:
        return e, None
    cosine = Polynomial.of(Atom("cosine", args=atom.args))
    return exponent(e - 2 * pairs), (ONE - cosine * cosine) ** pairs


def _reduce_absolute(atom: Atom, e: Exponent) -> Reduction:
    pairs = floor(e) // 2
    if pairs < 1:
        return e, None
    return exponent(e - 2 * pairs), atom.args[0] ** (2 * pairs)


def _reduce_indicator(_: Atom, e: Exponent) -> Reduction:
    return (1 if e > 0 else e), None


def _reduce_parity(_: Atom, e: Exponent) -> Reduction:
    return (e % 2 if isinstance(e, int) else e), None


_REDUCTIONS: dict[str, Callable[[Atom, Exponent], Reduction]] = {
    "prime": _reduce_prime, "imaginary": _reduce_imaginary, "base": _reduce_base,
    "sine": _reduce_sine, "absolute": _reduce_absolute, "delta": _reduce_indicator,
    "less": _reduce_indicator, "step": _reduce_indicator, "point": _reduce_indicator,
    "parity": _reduce_parity,
}  # fmt: skip

_ONE, _ZERO = fmpq(1), fmpq(0)
ONE = Polynomial({(): _ONE})
ZERO = Polynomial({})
PI = Polynomial.of(Atom("pi", "pi"))
I = Polynomial.of(Atom("imaginary", "i"))  # noqa: E741  (the field writes i; here a constant)
