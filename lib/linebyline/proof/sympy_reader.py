r"""SymPy expressions as formulas over declared names, node by node.

SymPy evaluates as it builds, so an expression has already lost whatever SymPy took out: ``x/x`` is
1 and ``sqrt(x)**2`` is x before this module sees them, with no trace of the x that must not be zero
or negative. A line is then checked as SymPy left it. ``with sympy.evaluate(False):`` keeps it as
written. Nothing is ever parsed from text here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any, cast

from linebyline.proof import tree
from linebyline.proof.relation import Relation, Sign
from linebyline.proof.symbols import Symbol
from linebyline.proof.sympy_writer import CONSTANTS, RENAMED
from linebyline.proof.tree import Expr

_READ = {new: old for old, new in RENAMED.items()}
_SIGNS: dict[str, Sign] = {
    "Equality": "=", "Unequality": "!=", "LessThan": "<=", "GreaterThan": ">=",
    "StrictLessThan": "<", "StrictGreaterThan": ">",
}  # fmt: skip


def from_sympy(expr: Any, names: Mapping[str, Symbol]) -> Expr:
    r"""Return a SymPy expression as a formula over declared names, in SymPy's own order.

    Args:
        expr: an expression of sums, products, powers, known and declared functions, derivatives,
            indexed sums, and matrices.
        names: the declared names; SymPy's symbols are looked up by their own name or as TeX
            (``alpha`` finds ``\alpha``).

    Raises:
        ValueError: if a name is not declared, a construction is not known, or a number is a float.
    """
    return _Reading(names).formula(expr)


def relation_from_sympy(relation: Any, names: Mapping[str, Symbol]) -> Relation:
    """Return a SymPy relational (``Eq``, ``Ne``, ``<=``, ...) as a relation over declared names.

    Raises:
        ValueError: if it is none; also where SymPy has decided it while building it, so that there
            is nothing left to check.
    """
    kind = type(relation).__name__
    if kind in ("BooleanTrue", "BooleanFalse", "bool"):
        raise ValueError(
            f"SymPy has evaluated this relation to {relation} while building it, so there is "
            "nothing left to check: build it with evaluate=False"
        )
    if kind not in _SIGNS:
        raise ValueError(f"a relation is needed, such as sympy.Eq(left, right), got {relation!r}")
    reading = _Reading(names)
    return Relation(_SIGNS[kind], reading.formula(relation.lhs), reading.formula(relation.rhs))


class _Reading:
    """Turns SymPy's nodes into formulas, by their type."""

    def __init__(self, names: Mapping[str, Symbol]) -> None:
        self._names = names

    def formula(self, expr: Any) -> Expr:
        """One expression."""
        import sympy

        if isinstance(expr, float | sympy.Float):
            raise ValueError(f"{expr} is a float, which hides what was meant: use sympy.Rational")
        if isinstance(expr, int | sympy.Rational):
            return _exact(sympy.Rational(expr))
        if not isinstance(expr, sympy.Basic):
            raise ValueError(f"a SymPy expression is needed, got {expr!r}")
        for name, kind in CONSTANTS.items():
            if expr is getattr(sympy.S, kind):
                return tree.constant(name)
        rule = getattr(self, f"_{type(expr).__name__}", None)
        if rule is not None:
            return cast(Expr, rule(expr))
        if isinstance(expr, sympy.Function):
            return self._function(expr)
        raise ValueError(f"cannot read {expr} ({type(expr).__name__}) as a formula")

    def _declared(self, spelled: str) -> Symbol:
        found = self._names.get(spelled) or self._names.get("\\" + spelled)
        if found is None:
            known = ", ".join(self._names) or "none"
            raise ValueError(f"SymPy symbol {spelled} is not declared; declared are {known}")
        return found

    def _args(self, expr: Any) -> list[Expr]:
        return [self.formula(child) for child in expr.args]

    def _Symbol(self, expr: Any) -> Expr:
        return tree.symbol(self._declared(expr.name))

    _Dummy = _MatrixSymbol = _Idx = _Symbol

    def _Add(self, expr: Any) -> Expr:
        return tree.add(*self._args(expr))

    _MatAdd = _Add

    def _Mul(self, expr: Any) -> Expr:
        """A product; factors with negative whole exponents become a denominator."""
        above: list[Any] = []
        below: list[Any] = []
        for factor in expr.args:
            bottom = _denominator(factor)
            (above if bottom is None else below).append(factor if bottom is None else bottom)
        is_negative = bool(above) and above[0] == -1 and len(above) + len(below) > 1
        factors = [self.formula(f) for f in above[is_negative:]] or [tree.number(1)]
        whole = tree.mul(*factors)
        if below:
            whole = tree.div(whole, tree.mul(*(self.formula(f) for f in below)))
        return tree.neg(whole) if is_negative else whole

    def _MatMul(self, expr: Any) -> Expr:
        return tree.mul(*self._args(expr))

    def _Pow(self, expr: Any) -> Expr:
        import sympy

        if expr.exp == sympy.Rational(1, 2):
            return tree.call("sqrt", self.formula(expr.base))
        bottom = _denominator(expr)
        if bottom is not None:
            return tree.div(tree.number(1), self.formula(bottom))
        return tree.power(*self._args(expr))

    _MatPow = _Pow

    def _Derivative(self, expr: Any) -> Expr:
        steps = [self.formula(v) for v, times in expr.variable_count for _ in range(int(times))]
        return reduce(tree.diff, steps, self.formula(expr.expr))

    def _Sum(self, expr: Any) -> Expr:
        make = tree.sum_over if type(expr).__name__ == "Sum" else tree.prod_over
        body = self.formula(expr.function)
        for limits in expr.limits:
            if len(limits) != 3:
                raise ValueError(f"the ends of {expr} are needed")
            index = self._declared(limits[0].name)
            if index.kind != "index":
                raise ValueError(f"{index.tex} runs through a sum: declare it as an index")
            body = make(body, index, self.formula(limits[1]), self.formula(limits[2]))
        return body

    _Product = _Sum

    def _Indexed(self, expr: Any) -> Expr:
        whole = tree.symbol(self._declared(str(expr.base.label)))
        return tree.entry(whole, *(self.formula(index) for index in expr.indices))

    def _MatrixElement(self, expr: Any) -> Expr:
        places = [self.formula(place + 1) for place in expr.indices]  # SymPy counts from zero
        return tree.entry(self.formula(expr.parent), *places)

    def _KroneckerDelta(self, expr: Any) -> Expr:
        return tree.delta(*self._args(expr)[:2])

    def _Transpose(self, expr: Any) -> Expr:
        return tree.transpose(self.formula(expr.arg))

    def _Inverse(self, expr: Any) -> Expr:
        return tree.inverse(self.formula(expr.arg))

    def _Trace(self, expr: Any) -> Expr:
        return tree.trace(self.formula(expr.arg))

    def _Determinant(self, expr: Any) -> Expr:
        return tree.det(self.formula(expr.arg))

    def _Identity(self, expr: Any) -> Expr:
        return tree.identity(self.formula(expr.shape[0]))

    def _function(self, expr: Any) -> Expr:
        name = type(expr).__name__
        known = _READ.get(name, name)
        if known in tree.FUNCTIONS:
            return tree.call(known, *self._args(expr))
        if not _is_unknown(expr):
            raise ValueError(f"cannot read {expr} ({name}) as a formula")
        declared = self._declared(name)
        if declared.kind != "function":
            raise ValueError(f"{declared.tex} is no function")
        return tree.apply(declared, *self._args(expr))

    _Max = _Min = _function


def _is_unknown(expr: Any) -> bool:
    from sympy.core.function import AppliedUndef

    return isinstance(expr, AppliedUndef)


def _exact(number: Any) -> Expr:
    top, bottom = tree.number(int(number.p)), tree.number(int(number.q))
    return top if number.q == 1 else tree.div(top, bottom)


def _denominator(factor: Any) -> Any:
    """What 1 is divided by, if this is a negative whole power of a number; else None."""
    import sympy

    if isinstance(factor, sympy.Pow) and factor.exp.is_Integer and factor.exp < 0:
        return factor.base if factor.exp == -1 else sympy.Pow(factor.base, -factor.exp)
    return None
