"""How a formula depends on some of its names: as a polynomial, or homogeneously."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from linebyline.proof.refuter.space import free_names
from linebyline.proof.tree import Expr, number

Names: TypeAlias = frozenset[str]


def depends(expr: Expr, names: Names) -> bool:
    """Return whether the formula mentions one of the names freely."""
    return any(symbol.tex in names for symbol in free_names(expr))


def degree(expr: Expr, names: Names) -> int | None:
    """Return a bound on the joint polynomial degree in all entries of the names.

    ``None`` where the formula is not seen to be a polynomial in them. Degree 1 means affine: each
    entry of the result is a constant plus a linear map of all entries together.
    """
    if not depends(expr, names):
        return 0
    args = expr.args
    match expr.op:
        case "symbol":
            return 1
        case "neg" | "transpose" | "trace" | "add" | "matrix" | "blocks" | "diag" | "vec":
            return _largest([degree(arg, names) for arg in args])
        case "mul" | "hadamard" | "kronecker":
            return _total([degree(arg, names) for arg in args])
        case "diff" | "nabla":
            inner = degree(args[0], names)
            return None if inner is None else max(inner - _order(expr, names), 0)
        case "entry" | "member" | "sum" | "div" if _is_fixed(args[1:], names):
            return degree(args[0], names)
        case "pow" if args[0].op == "norm" and args[1] == number(2):
            return _total([degree(args[0].args[0], names)] * 2)
        case "pow" if args[1].op == "number" and args[1].data.denominator == 1 and args[1].data > 0:
            inner = degree(args[0], names)
            return None if inner is None else inner * int(args[1].data)
        case _:
            return None


def homogeneity(expr: Expr, names: Names) -> Fraction | None:
    """Return k where the formula becomes c^k times itself when the names are scaled by c > 0."""
    if not depends(expr, names):
        return Fraction(0)
    args = expr.args
    match expr.op:
        case "symbol":
            return Fraction(1)
        case "neg" | "transpose" | "trace" | "norm" | "diag" | "vec":
            return homogeneity(args[0], names)
        case "add" | "matrix" | "blocks":
            return _common([homogeneity(arg, names) for arg in args])
        case "mul" | "hadamard" | "kronecker":
            return _sum_of([homogeneity(arg, names) for arg in args])
        case "div":
            return _ratio(homogeneity(args[0], names), homogeneity(args[1], names))
        case "diff" | "nabla":
            inner = homogeneity(args[0], names)
            return None if inner is None else inner - _order(expr, names)
        case "entry" | "member" | "sum" if _is_fixed(args[1:], names):
            return homogeneity(args[0], names)
        case "pow" if args[1].op == "number":
            return _times(homogeneity(args[0], names), args[1].data)
        case "call":
            return _of_function(expr, names)
        case _:
            return None


def _order(derivative: Expr, names: Names) -> int:
    """By how much a derivative lowers the joint degree in the names."""
    order = derivative.data if derivative.op == "nabla" else 1
    return order if depends(derivative.args[1], names) else 0


def _is_fixed(parts: tuple[Expr, ...], names: Names) -> bool:
    return not any(depends(part, names) for part in parts)


def _of_function(expr: Expr, names: Names) -> Fraction | None:
    if expr.data in ("abs", "max", "min", "relu"):
        return _common([homogeneity(arg, names) for arg in expr.args])
    if expr.data == "sqrt":
        return _times(homogeneity(expr.args[0], names), Fraction(1, 2))
    return None


def _largest(degrees: list[int | None]) -> int | None:
    known = [d for d in degrees if d is not None]
    return max(known) if len(known) == len(degrees) else None


def _total(degrees: list[int | None]) -> int | None:
    known = [d for d in degrees if d is not None]
    return sum(known) if len(known) == len(degrees) else None


def _sum_of(degrees: list[Fraction | None]) -> Fraction | None:
    known = [d for d in degrees if d is not None]
    return sum(known, Fraction(0)) if len(known) == len(degrees) else None


def _common(degrees: list[Fraction | None]) -> Fraction | None:
    return degrees[0] if len(set(degrees)) == 1 else None


def _times(k: Fraction | None, factor: Fraction) -> Fraction | None:
    return None if k is None else k * factor


def _ratio(top: Fraction | None, bottom: Fraction | None) -> Fraction | None:
    return None if top is None or bottom is None else top - bottom
