"""SymPy as the second engine: an independent opinion on each proved line that it can express.

It decides nothing. Lines with matrices are not put to it: its answers there are not reliable.
"""

from __future__ import annotations

from typing import Any

from linebyline.proof.relation import Relation
from linebyline.proof.sympy_writer import NotExpressible, to_sympy
from linebyline.proof.traversal import walk
from linebyline.proof.tree import Expr

AGREES, CANNOT_TELL, NOT_EXPRESSIBLE = "agrees", "cannot tell", "not expressible"
CONTRADICTS = "contradicts"
_LARGEST = 150


def second_opinion(relation: Relation) -> str:
    """Return what SymPy makes of a relation that the kernel has proved.

    Returns:
        ``agrees`` if SymPy reduces an equation to zero by itself or finds an inequality true,
        ``cannot tell`` if it does not get there, ``not expressible``, or ``contradicts`` if it
        reduces the difference to a number other than zero, or finds the inequality false.
    """
    if relation.sign not in ("=", "<=", ">=", "<", ">") or _holds_matrices(relation):
        return NOT_EXPRESSIBLE
    assert isinstance(relation.left, Expr)
    assert isinstance(relation.right, Expr)
    try:
        difference = to_sympy(relation.left) - to_sympy(relation.right)
    except NotExpressible:
        return NOT_EXPRESSIBLE
    except Exception:  # SymPy fails in many ways while it builds; that says nothing of the line
        return NOT_EXPRESSIBLE
    try:
        if relation.sign != "=":
            return _opinion_on_sign(difference, relation.sign)
        return _opinion_on_zero(difference)
    except Exception:  # likewise while it simplifies
        return CANNOT_TELL


def _holds_matrices(relation: Relation) -> bool:
    return any(node.shape is not None for f in relation.formulas for _, node in walk(f))


def _opinion_on_zero(difference: Any) -> str:
    import sympy

    for attempt in (sympy.expand, sympy.expand_trig, _simplify_if_small):
        difference = sympy.expand(attempt(difference))
        if difference.is_number:
            return _opinion_on_number(difference)
    return CANNOT_TELL


def _simplify_if_small(expr: Any) -> Any:
    """Simplify what is short and holds no sums: SymPy counts no steps, and may take minutes."""
    import sympy

    is_small = sympy.count_ops(expr) <= _LARGEST and not expr.has(sympy.Sum, sympy.Product)
    return sympy.simplify(expr) if is_small else expr


def _opinion_on_number(value: Any) -> str:
    if value == 0:
        return AGREES
    return CONTRADICTS if value.is_zero is False else CANNOT_TELL


def _opinion_on_sign(difference: Any, sign: str) -> str:
    import sympy

    factored = sympy.factor(difference)
    holds = {
        "<=": factored.is_nonpositive, ">=": factored.is_nonnegative,
        "<": factored.is_negative, ">": factored.is_positive,
    }[sign]  # fmt: skip
    return AGREES if holds else CONTRADICTS if holds is False else CANNOT_TELL
