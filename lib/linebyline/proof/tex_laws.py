r"""Expectations and probabilities in TeX."""

from __future__ import annotations

from collections.abc import Callable

from linebyline.proof.tables import law_and_body
from linebyline.proof.tex_pieces import fence
from linebyline.proof.tree import Expr, symbol

Writer = Callable[[Expr], str]
_SIGNS = {
    "expect": r"\mathbb{E}", "variance": r"\operatorname{Var}", "covariance": r"\operatorname{Cov}"
}  # fmt: skip


def mean_tex(expr: Expr, tex: Writer) -> str:
    """Return an expectation, a variance or a covariance, with what is given."""
    inner = ", ".join(map(tex, expr.args))
    if expr.data:
        inner += r" \mid " + ", ".join(name.tex for name in expr.data)
    return _SIGNS[expr.op] + fence(inner, "[", "]")


def probability_tex(expr: Expr, tex: Writer) -> str:
    """Return a probability; a name that has its own value stands alone."""
    name, left, given = expr.data
    axes = [name.table.axes[place] for place in (*left, *given)]
    shown = [
        axis.tex if value == symbol(axis) else f"{axis.tex} = {tex(value)}"
        for axis, value in zip(axes, expr.args, strict=True)
    ]
    front, back = ", ".join(shown[: len(left)]), ", ".join(shown[len(left) :])
    return f"{name.tex}({front}" + (rf" \mid {back})" if given else ")")


def average_tex(expr: Expr, tex: Writer) -> str:
    """Return E_{q(z)}[f], or the sum that it is where it no longer is one."""
    found = law_and_body(expr)
    if found is None:
        return tex(expr.args[0])
    return rf"\mathbb{{E}}_{{{tex(found[0])}}}" + fence(tex(found[1]), "[", "]")
