"""Atoms and exact numbers: what polynomials are made of.

Atoms are interned by kind and name; ``forget_atoms`` starts a new notation, in which the same name
may mean something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, TypeAlias

from flint import fmpq

Exponent: TypeAlias = int | Fraction
Number: TypeAlias = Any  # int, Fraction or flint's fmpq; stored as fmpq


class TooLarge(ArithmeticError):
    """A power or a product would be too long to write out."""


class Atom:
    """An interned unknown: equal atoms are one object.

    Attributes:
        kind: what it is, which decides what is known of it.
        name: what tells it apart within its kind.
        args: what it is made of.
        key: orders atoms, the same from run to run.
        free: declared symbols and bound variables that it depends on.
    """

    __slots__ = ("args", "free", "key", "kind", "name")
    kind: str
    name: str
    args: tuple[Any, ...]
    key: str
    free: frozenset[object]

    def __new__(
        cls,
        kind: str,
        name: str = "",
        args: tuple[Any, ...] = (),
        free: Iterable[object] | None = None,
    ) -> Atom:
        """Return the atom; without a name it is named after its polynomial arguments."""
        if not name:
            name = ";".join([str(getattr(part, "key", part)) for part in args])
        known = _ATOMS.get((kind, name))
        if known is not None:
            return known
        atom = object.__new__(cls)
        atom.kind, atom.name, atom.args, atom.key = kind, name, args, f"{kind}({name})"
        if free is None:
            inner: list[frozenset[object]] = [getattr(part, "free", frozenset()) for part in args]
            free = frozenset().union(*inner)
        atom.free = frozenset(free)
        _ATOMS[kind, name] = atom
        return atom

    def __repr__(self) -> str:
        return self.key


_ATOMS: dict[tuple[str, str], Atom] = {}


def forget_atoms() -> None:
    """Drop all atoms but the constants: names mean something else in the next notation."""
    constants = {key: atom for key, atom in _ATOMS.items() if atom.kind in ("pi", "imaginary")}
    _ATOMS.clear()
    _ATOMS.update(constants)


def rational(value: Number) -> Any:
    """Return a rational number as flint's fmpq; floats are refused."""
    if isinstance(value, fmpq):
        return value
    if isinstance(value, float):
        raise TypeError(f"a polynomial is exact, got the float {value!r}")
    return fmpq(int(value.numerator), int(value.denominator))


def to_fraction(value: Any) -> Fraction:
    """Return flint's fmpq as a Fraction."""
    return Fraction(int(value.p), int(value.q))


def exponent(value: Number) -> Exponent:
    """Return a rational number as an exponent: an int where it is whole."""
    fraction = value if isinstance(value, int | Fraction) else to_fraction(rational(value))
    return int(fraction) if fraction.denominator == 1 else fraction
