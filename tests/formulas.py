"""The formulas of the labelled derivations, read from the chapters and evaluated at numbers.

Nothing is proved here: a chapter's run does that. A notebook's declarations are executed, its
derivations are read, and a formula takes its values from the refuter, which knows no library code.
"""

import ast
import re
from functools import lru_cache
from pathlib import Path

import flint
import nbformat
import numpy as np
from flint import fmpq

import linebyline.proof as proof
from linebyline.proof.reader import read_chain
from linebyline.proof.refuter.evaluate import evaluate
from linebyline.proof.refuter.matrices import Matrix
from linebyline.proof.relation import Relation
from linebyline.proof.substitution import unfold

ROOT = Path(__file__).parents[1]
_DERIVATION = re.compile(r"(\w+/\w+)#([\w-]+)")
_BITS = 160


class Formulas:
    """The formulas of one derivation, from the first to the last, definitions unfolded."""

    def __init__(self, notation, text):
        self._names = dict(notation.names)
        first, steps = read_chain(text, notation.names)
        chain = (first, *(step.target for step in steps))
        sides = [s for f in chain for s in ((f.left, f.right) if isinstance(f, Relation) else (f,))]
        self._sides = [unfold(side, notation.definitions) for side in sides]

    def at(self, place, numbers):
        """Return the value of one formula, a number or an array; ``numbers`` are by TeX name."""
        values = {name: self._value(name, number) for name, number in numbers.items()}
        with flint.ctx.workprec(_BITS):
            found = evaluate(self._sides[place], values)
            if isinstance(found, Matrix):
                return np.squeeze([[_as_float(x) for x in row] for row in found.rows])
            return _as_float(found)

    def _value(self, name, number):
        if callable(number):
            return number
        whole = np.asarray(number, dtype=float)
        kind = self._names[name].kind if name in self._names else "array"  # a table's factor
        if kind == "matrix":
            return _as_matrix(whole)
        if kind == "family":
            return {(i,): _as_matrix(member) for i, member in enumerate(whole, start=1)}
        if whole.ndim == 0:
            return _exact(whole)
        return {tuple(i + 1 for i in at): _exact(whole[at]) for at in np.ndindex(whole.shape)}


@lru_cache(maxsize=40)
def formulas_of(chapter):
    """Return the formulas of a chapter's labelled derivations by label."""
    known, found = dict(vars(proof)), {}
    for cell in nbformat.read(ROOT / "chapters" / f"{chapter}.ipynb", as_version=4).cells:
        if cell.cell_type == "code":
            for statement in ast.parse(cell.source).body:
                _declare(statement, known)
                for call in ast.walk(statement):
                    found |= _read(call, known)
    return found


def named_in(part):
    """Return each function of a part with the derivation that its docstring names."""
    found = set()
    for path in (ROOT / "lib" / "linebyline" / part).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                _, _, named = (ast.get_docstring(node) or "").partition("Derivation:")
                found |= {(node.name, *match) for match in _DERIVATION.findall(named)}
    return found


def assert_computes(chapter, case, numbers, computed, *, rtol=1e-12, atol=1e-14):
    """Assert that a function computed what a formula says at these numbers.

    ``case`` is the function's name, the label of its derivation, and the formula's place there.
    """
    name, label, place = case
    formula = formulas_of(chapter)[label].at(place, numbers)
    np.testing.assert_allclose(computed, formula, rtol=rtol, atol=atol, err_msg=name)


def _declare(statement, known):
    """Execute a declaration of names; leave everything else alone."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="Notation"))):
            known[name] = proof.Notation()
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=value)):
            known[name] = value
        case ast.ImportFrom(module=str(module)) if module.startswith("linebyline.proof"):
            exec(compile(ast.Module([statement], []), "a chapter", "exec"), known)
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name)))) if isinstance(
            known.get(name), proof.Notation
        ):
            _value_of(statement.value, known)


def _read(call, known):
    """The formulas of one call of ``derive`` or ``check`` by its label, if it has one."""
    if not isinstance(call, ast.Call) or getattr(call.func, "id", "") not in ("derive", "check"):
        return {}
    options = {option.arg: option.value for option in call.keywords}
    if "label" not in options:
        return {}
    parts = call.args[1:3] if call.func.id == "derive" else [options["given"], call.args[0]]
    return {_value_of(options["label"], known): Formulas(*(_value_of(x, known) for x in parts))}


def _value_of(node, known):
    return eval(compile(ast.Expression(node), "a chapter", "eval"), known)


def _as_matrix(rows):
    return Matrix([[_exact(x) for x in np.atleast_1d(row)] for row in np.atleast_1d(rows)])


def _exact(number):
    return fmpq(*float(number).as_integer_ratio())


def _as_float(number):
    ball = flint.arb(number)
    assert ball.rad() <= 1e-20 * max(1, abs(ball.mid())), ball
    return float(ball.mid())
