"""The domains that mathematics writes most, and how each is shown."""

from __future__ import annotations

from linebyline.proof.densities import is_density, show_density
from linebyline.proof.symbols import Domain, Symbol
from linebyline.proof.tree import Expr, number, to_expr

REAL = Domain()
POSITIVE = Domain(low=number(0))
NONNEGATIVE = Domain(low=number(0), low_closed=True)
NONZERO = Domain(without_zero=True)
UNIT = Domain(low=number(0), high=number(1))
COMPLEX = Domain(base="complex")
INTEGER = Domain(base="integer")
NATURAL = Domain(base="integer", low=number(0), low_closed=True)
SIZE = Domain(base="integer", low=number(1), low_closed=True)


def interval(low: object, high: object, *, closed: bool = False) -> Domain:
    """The real numbers between two constants, ends included only where ``closed``."""
    return Domain("real", to_expr(low), to_expr(high), closed, closed)


def show(symbol: Symbol) -> str:
    r"""What is known of a symbol, in TeX, to be written behind its name: ``\in \mathbb{R}^n``."""
    if symbol.law is not None:
        sign = "> 0, " if symbol.domain == POSITIVE and not symbol.law.formulas else ""
        given = ", ".join(name.tex for name in symbol.law.parents)
        copies = r"\ \text{independent}" if symbol.dims else ""
        tail = rf"\ \text{{given}}\ {given}" if given else ""
        return rf"{sign}\sim {symbol.law.tex}{copies}{tail}"
    if symbol.table is not None:
        return rf"\text{{positive, with the factors }} {symbol.table.tex}"
    where = _set(symbol.domain)
    if symbol.kind == "matrix":
        rows, columns = symbol.dims
        power = f"{rows!r}" if columns == number(1) else rf"{rows!r} \times {columns!r}"
        words = ", ".join(sorted(symbol.properties))
        return rf"\in {where}^{{{power}}}" + (rf"\ \text{{{words}}}" if words else "")
    if symbol.kind == "family":
        *counts, rows, columns = symbol.dims
        shape = f"{rows!r}" if columns == number(1) else rf"{rows!r} \times {columns!r}"
        power = r" \times ".join(repr(count) for count in counts)
        words = ", ".join(["each", *sorted(symbol.properties)]) if symbol.properties else ""
        shown = rf"\in ({where}^{{{shape}}})^{{{power}}}"
        return shown + (rf"\ \text{{{words}}}" if words else "")
    if symbol.kind == "array":
        sizes = r" \times ".join(repr(size) for size in symbol.dims)
        words = r"\ \text{summing to one}" if "probabilities" in symbol.properties else ""
        return rf"\in {where}^{{{sizes}}}{words}"
    if is_density(symbol):
        return show_density(symbol)
    if symbol.kind == "function":
        words = "".join(rf"\ \text{{{word}}}" for word in sorted(symbol.properties))
        arrow = rf"\colon \mathbb{{R}}^{{{len(symbol.dims)}}} \to {where}".replace("^{1}", "")
        return arrow + words
    if symbol.span is not None:
        return rf"= {symbol.span[0]!r}, \dots, {symbol.span[1]!r}"
    return _condition(symbol.domain) or rf"\in {where}"


def _condition(domain: Domain) -> str | None:
    if domain.base != "real":
        return None
    return {POSITIVE: "> 0", NONNEGATIVE: r"\ge 0", NONZERO: r"\ne 0"}.get(domain)


def _set(domain: Domain) -> str:
    if domain.base == "complex":
        return r"\mathbb{C}"
    letter = r"\mathbb{Z}" if domain.is_integer else r"\mathbb{R}"
    if domain.is_integer and domain.low is not None and domain.high is None:
        return rf"\mathbb{{Z}}_{{\ge {domain.low!r}}}"
    if domain.low is None and domain.high is None:
        return letter + (r"\setminus\{0\}" if domain.without_zero else "")
    opening, closing = "[" if domain.low_closed else "(", "]" if domain.high_closed else ")"
    return rf"{opening}{_end(domain.low, '-')}, {_end(domain.high, '')}{closing}"


def _end(end: Expr | None, sign: str) -> str:
    return rf"{sign}\infty" if end is None else repr(end)
