r"""Sums of arctangents of rational numbers, decided exactly.

Let :math:`p = \sum c_k \arctan r_k + q \pi` with rational c_k, r_k, q, and N clear the denominators
of the c_k and q. Then N p is an argument of :math:`z = (-1)^{N q} \prod (1 + i r_k)^{N c_k}`, up to
positive factors. If z is real, N p is a multiple of pi, so p is one of pi/N; and a ball around p
that lies between -pi/2N and pi/2N shows that p = 0.
"""

from __future__ import annotations

from math import lcm
from typing import Any

from flint import arb, fmpq

from linebyline.proof.kernel.polynomial import Polynomial

LARGEST_EXPONENT = 200


def is_zero_sum(p: Polynomial) -> bool:
    """Whether a sum of rational multiples of arctangents of rationals and of pi is zero."""
    parts = _parts(p)
    if parts is None or not parts:
        return False
    scale = lcm(*[int(c.q) for c, _ in parts])
    if any(abs(int(c * scale)) > LARGEST_EXPONENT for c, _ in parts):
        return False
    real, imaginary = fmpq(1), fmpq(0)
    for c, r in parts:
        if r is None:
            continue
        for _ in range(abs(int(c * scale))):
            s = r if c > 0 else -r
            real, imaginary = real - imaginary * s, imaginary + real * s
    if imaginary != 0:
        return False
    value = sum((arb(c) * (arb.pi() if r is None else arb(r).atan()) for c, r in parts), arb(0))
    return bool(abs(value) < arb.pi() / (2 * scale))


def _parts(p: Polynomial) -> list[tuple[Any, Any]] | None:
    """Pairs of coefficient and r, with None in the place of r for pi."""
    parts = []
    for m, c in p.terms.items():
        if len(m) != 1 or m[0][1] != 1:
            return None
        atom = m[0][0]
        if atom.kind == "pi":
            parts.append((c, None))
        elif atom.kind == "call" and atom.args[0] == "arctan" and atom.args[1].constant is not None:
            parts.append((c, atom.args[1].constant))
        else:
            return None
    return parts
