"""The value of a formula at a point, by closures that are compiled once per node.

Balls have the precision that is set when a closure runs.
"""

from __future__ import annotations

from functools import lru_cache

from linebyline.proof.refuter.build_algebra import ALGEBRA
from linebyline.proof.refuter.build_forms import FORMS
from linebyline.proof.refuter.build_names import NAMES
from linebyline.proof.refuter.environment import Env, Run, Value, renew_budget, unsupported
from linebyline.proof.tree import Expr

_BUILDERS = {**NAMES, **ALGEBRA, **FORMS}


@lru_cache(maxsize=20_000)
def compiled(expr: Expr) -> Run:
    """Return a function from points to values; it may change the dict it is given."""
    builder = _BUILDERS.get(expr.op)
    return builder(expr, compiled) if builder else unsupported(f"the construction {expr.op}")


def evaluate(expr: Expr, env: Env) -> Value:
    """Return the value of a formula.

    Raises:
        Undefined: if it has no value there.
        Undecided: if more bits are needed.
        Unsupported: if it holds a construction that the refuter does not know.
    """
    renew_budget()
    return compiled(expr)(dict(env))
