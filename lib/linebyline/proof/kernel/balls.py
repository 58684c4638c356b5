"""The sign of a constant, certified by ball arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flint
from flint import acb, arb

from linebyline.proof.kernel.polynomial import Atom, Polynomial
from linebyline.proof.kernel.sign_sets import Signs

PRECISIONS = (64, 256, 1024)


class NoBallError(Exception):
    """A constant that is not evaluated here."""


def sign_of_constant(p: Polynomial) -> Signs:
    """Return the sign of a polynomial without free symbols: a ball that excludes zero decides."""
    try:
        for bits in PRECISIONS:
            with precision(bits):
                value = ball_of(p)
                signs = _sign_of_ball(value)
            if signs != Signs.ANY:
                return signs
    except NoBallError:
        pass
    return Signs.ANY


class precision:
    """Set flint's precision inside."""

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def __enter__(self) -> None:
        self.before = flint.ctx.prec
        flint.ctx.prec = self.bits

    def __exit__(self, *_: object) -> None:
        flint.ctx.prec = self.before


def _sign_of_ball(value: Any) -> Signs:
    if not value.imag.contains(0):
        return Signs.OTHER
    if value.imag == 0:
        if value.real > 0:
            return Signs.POSITIVE
        if value.real < 0:
            return Signs.NEGATIVE
        return Signs.ANY
    return Signs.ANY if value.real.contains(0) else Signs.NONZERO


def ball_of(p: Polynomial) -> Any:
    """Return a ball around a constant, at flint's precision."""
    value = acb(0)
    for m, c in p.terms.items():
        term = acb(c)
        for atom, e in m:
            term = term * _power(_ball_of_atom(atom), e)
        value = value + term
    if not value.is_finite():
        raise NoBallError
    return value


def _power(base: Any, e: Any) -> Any:
    if e.denominator == 1:
        return base ** int(e)
    if not (base.imag == 0 and base.real > 0):
        raise NoBallError
    exponent = acb(flint.fmpq(e.numerator, e.denominator))
    return (exponent * base.log()).exp()


def _ball_of_atom(atom: Atom) -> Any:
    make = _BALLS.get(atom.kind)
    if make is None:
        raise NoBallError
    return make(atom)


def _logarithm(atom: Atom) -> Any:
    value = ball_of(atom.args[0])
    if not (value.imag == 0 and value.real > 0):
        raise NoBallError
    return value.log()


def _absolute(atom: Atom) -> Any:
    value = ball_of(atom.args[0])
    if value.imag != 0:
        raise NoBallError
    return acb(abs(value.real))


_BALLS: dict[str, Callable[[Atom], Any]] = {
    "pi": lambda _: acb(arb.pi()),
    "imaginary": lambda _: acb(0, 1),
    "prime": lambda atom: acb(int(atom.args[0])),
    "base": lambda atom: ball_of(atom.args[0]),
    "exp": lambda atom: ball_of(atom.args[0]).exp(),
    "cosine": lambda atom: ball_of(atom.args[0]).cos(),
    "sine": lambda atom: ball_of(atom.args[0]).sin(),
    "log": _logarithm,
    "absolute": _absolute,
}
