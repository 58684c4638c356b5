"""How deeply sums are nested in a polynomial, so that bound names of nested sums differ.

Sums also hide in the coefficients inside of a matrix letter, under an inverse for instance.
"""

from __future__ import annotations

from typing import Any

from linebyline.proof.kernel.polynomial import Atom, Polynomial
from linebyline.proof.kernel.words import Letter


def depth_of(p: Polynomial) -> int:
    """How deeply sums are nested in p."""
    return max((_atom_depth(atom) for m in p.terms for atom, _ in m), default=0)


def _atom_depth(atom: Atom) -> int:
    if atom.kind in ("sum", "product", "extremum"):
        return int(atom.args[3])
    if atom.kind == "expect":
        return depth_of(atom.args[0][0])
    return max((_part_depth(part) for part in atom.args), default=0)


def _part_depth(part: Any) -> int:
    if isinstance(part, Polynomial):
        return depth_of(part)
    if isinstance(part, Letter):
        return _letter_depth(part)
    return depth_of_matrix(part) if hasattr(part, "terms") else 0


def depth_of_matrix(matrix: Any) -> int:
    """How deeply sums are nested in a sum of words."""
    inside = [depth_of(c) for c in matrix.terms.values()]
    inside += [_letter_depth(letter) for word in matrix.terms for letter in word]
    return max(inside, default=0)


def _letter_depth(letter: Letter) -> int:
    if letter.inverse_of is not None:
        return depth_of_matrix(letter.inverse_of)
    if letter.made is None:
        return 0
    inside = max((_part_depth(part) for part in letter.made.parts), default=0)
    return inside + (letter.made.kind == "sum")
