"""Runs a cell as a notebook would: its last expression is shown, what it prints is kept."""

from __future__ import annotations

import ast
import io
import linecache
import traceback
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from html import escape
from typing import Any, TypedDict

from linebyline.proof import LineRefuted, LineUndecided

_CELL = "this cell"
_ABOVE = "the cells above"


class Output(TypedDict):
    """One output of a cell: ``text``, ``html`` or ``error``, with its content."""

    kind: str
    content: str


def run_cell(source: str, setup: str = "") -> list[Output]:
    """Run a cell in a namespace of its own and return its outputs.

    Args:
        source: the cell.
        setup: what it needs from the cells above.

    Returns:
        What it printed, then what its last expression shows, or its error. A derivation that
        breaks is shown down to the broken line, with its counterexample.
    """
    printed = io.StringIO()
    namespace: dict[str, Any] = {"__name__": "__main__"}
    outputs: list[Output] = []
    with redirect_stdout(printed), redirect_stderr(printed):
        try:
            exec(_compiled(ast.parse(setup), setup, _ABOVE), namespace)
            outputs = _shown(_value(source, namespace))
        except BaseException as error:
            outputs = _error(error)
    if printed.getvalue():
        outputs.insert(0, Output(kind="text", content=printed.getvalue()))
    return outputs


def _value(source: str, namespace: dict[str, Any]) -> object:
    """The value of a cell's last expression; None if it ends in something else."""
    tree = ast.parse(source, _CELL)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
        exec(_compiled(tree, source, _CELL), namespace)
        return None
    exec(_compiled(ast.Module(tree.body[:-1], []), source, _CELL), namespace)
    return eval(_compiled(ast.Expression(last.value), source, _CELL), namespace)


def _compiled(tree: ast.Module | ast.Expression, source: str, name: str) -> Any:
    linecache.cache[name] = len(source), None, source.splitlines(keepends=True), name
    return compile(tree, name, "eval" if isinstance(tree, ast.Expression) else "exec")


def _shown(value: object) -> list[Output]:
    if value is None:
        return []
    if hasattr(value, "_repr_html_"):
        return [Output(kind="html", content=value._repr_html_())]
    if hasattr(value, "_repr_latex_") and (tex := value._repr_latex_()):
        inner = escape(tex.strip().strip("$").removeprefix(r"\displaystyle"))
        return [Output(kind="html", content=rf'<div class="math">\[{inner}\]</div>')]
    return [Output(kind="text", content=repr(value))]


def _error(error: BaseException) -> list[Output]:
    if isinstance(error, LineRefuted | LineUndecided) and error.derivation is not None:
        return [Output(kind="html", content=error.derivation._repr_html_())]
    if isinstance(error, SyntaxError):
        lines = traceback.format_exception_only(error)
        return [Output(kind="error", content="".join(lines).replace('File "this cell", ', ""))]
    where = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == _CELL]
    return [Output(kind="error", content=_place(where) + f"{type(error).__name__}: {error}")]


def _place(frames: Sequence[traceback.FrameSummary]) -> str:
    return "".join(f"line {frame.lineno}:  {frame.line}\n" for frame in frames)
