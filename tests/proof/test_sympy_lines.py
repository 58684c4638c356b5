"""SymPy's expressions are lines like any other, read by node type, with nothing hidden in them."""

import pytest
import sympy as sp

from linebyline.proof import (
    ContradictionError,
    Grade,
    LineRefuted,
    Notation,
    Open,
    check,
    derive,
    kernel,
    tree,
)  # fmt: skip
from linebyline.proof import second_opinion as opinion
from linebyline.proof.refuter import Search
from linebyline.proof.relation import Relation
from linebyline.proof.sympy_reader import from_sympy, relation_from_sympy
from linebyline.proof.sympy_writer import NotExpressible, to_sympy
from linebyline.proof.verdict import Proof

x, y, n = sp.Symbol("x", real=True), sp.Symbol("y", real=True), sp.Symbol("n", integer=True)
i, j = sp.symbols("i j", integer=True)
z = sp.IndexedBase("z")
A, B = sp.MatrixSymbol("A", n, n), sp.MatrixSymbol("B", n, n)


@pytest.fixture
def board() -> Notation:
    notation = Notation()
    notation.real(r"x y \theta")
    notation.positive("a b")
    notation.size("n")
    notation.index("i j", 1, "n")
    notation.array("z", "n")
    notation.matrix("A B", "n", "n")
    notation.function("f")
    return notation


@pytest.mark.parametrize(
    ("expression", "tex"),
    [
        (x**2 + 2 * x * y, "x^2 + 2 x y"),
        (x / y, r"\frac{x}{y}"),
        (-x, "-x"),
        (x / (2 * y**2), r"\frac{1}{2} \frac{x}{y^2}"),
        (sp.Sum(z[i] ** 2, (i, 1, n)), r"\sum_{i=1}^n z_i^2"),
        (sp.Product(1 + z[i], (i, 1, n)), r"\prod_{i=1}^n (1 + z_i)"),
        (sp.KroneckerDelta(i, j), r"\delta_{ij}"),
        (sp.Function("f")(x), "f(x)"),
        (sp.Derivative(sp.sin(x), x), r"\frac{\partial}{\partial x} \sin x"),
        (sp.Trace(A * B.T), r"\operatorname{tr}(A B^\top)"),
        (sp.Determinant(A), r"\det(A)"),
        (sp.Max(x, y), r"\max(x, y)"),
        (sp.exp(x) + sp.pi, r"\pi + e^x"),
    ],
)
def test_an_expression_becomes_the_formula_that_it_shows(board, expression, tex):
    found = from_sympy(expression, board.names)
    wanted = board.formula(tex)
    assert to_sympy(found) == to_sympy(wanted)
    same = repr(found) == repr(wanted)
    assert same or kernel.prove(Relation("=", found, wanted)) is not None


@pytest.mark.parametrize(
    "tex",
    [
        r"x^2 + 3 x y", r"\sqrt{a} \log(a)", r"\cos(\theta) + \pi", r"\sum_{i=1}^n z_i z_i",
        r"\frac{x}{a + b}", r"f(x + y)", r"A^\top A B", r"\operatorname{tr}(A^{-1} B)",
        r"\delta_{ij}", r"|x| + \max(x, y)", r"\binom{n}{2} + n!", r"A_{ij} z_j", r"e^{-x^2}",
    ],
)  # fmt: skip
def test_there_and_back_is_the_same_to_sympy(board, tex):
    there = to_sympy(board.formula(tex))
    assert to_sympy(from_sympy(there, board.names)) == there


def test_relations_are_read_with_their_sign(board):
    for relation, sign in (
        (sp.Eq(x, y), "="), (sp.Ne(x, y), "!="), (x <= y, "<="), (x >= y, ">="), (x < y, "<"),
        (x > y, ">"),
    ):  # fmt: skip
        found = relation_from_sympy(relation, board.names)
        assert (found.sign, repr(found.left), repr(found.right)) == (sign, "x", "y")


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        (sp.Float("0.1") * x, "float"), (0.5, "float"), (sp.Symbol("q"), "not declared"),
        (sp.Function("g")(x), "not declared"), (sp.Integral(x, x), "cannot read"),
        (sp.Sum(x, (sp.Symbol("x"), 1, n)), "declare it as an index"),
        ("x + y", "SymPy expression"),
        (sp.Piecewise((x, x > 0), (0, True)), "cannot read"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(board, expression, why):
    with pytest.raises(ValueError, match=why):
        from_sympy(expression, board.names)


def test_a_relation_that_sympy_has_decided_is_refused(board):
    for decided in (sp.Eq(x / x, 1), sp.Eq(sp.Integer(1), 2), True):
        with pytest.raises(ValueError, match="evaluate=False"):
            relation_from_sympy(decided, board.names)
    with pytest.raises(ValueError, match="a relation is needed"):
        relation_from_sympy(x + y, board.names)


def test_unevaluated_expressions_keep_what_sympy_would_take_out(board):
    with sp.evaluate(False):
        kept = sp.Eq(x * sp.Pow(x, -1), 1)
    verdict = check(kept, board).lines[0].verdict
    assert [repr(condition) for condition in verdict.conditions] == [r"x \ne 0"]


def test_sympy_relations_are_checked_like_written_ones(board):
    assert check(sp.Eq((x + y) ** 2, x**2 + 2 * x * y + y**2), board).grade is Grade.PROVED
    assert check(x**2 + y**2 >= 2 * x * y, board).grade is Grade.PROVED
    with pytest.raises(LineRefuted):
        check(sp.Eq((x + y) ** 2, x**2 + y**2), board)


def test_a_derivation_takes_hints_in_sympy_lines(board):
    steps = [("=", x**2 + 2 * x * y + y**2, "expand"), (">=", 2 * x * y, "drop squares [why]")]
    found = derive("Square", board, ((x + y) ** 2, steps), why=Open("later"))
    assert [line.reason for line in found.lines] == ["expand", "drop squares"]


def test_every_line_gives_its_sympy_form(board):
    found = derive("Sum", board, "\\sum_i (z_i + 1)\n = n + \\sum_i z_i :: split")
    size, entry, index = (to_sympy(board.formula(name)) for name in ("n", "z_i", "i"))
    assert found.lines[0].sympy == size + sp.Sum(entry, (index, 1, size))
    with pytest.raises(NotExpressible, match="relu"):
        to_sympy(tree.call("relu", board.formula("x")))


# -- the second opinion ---------------------------------------------------------------------------
def test_a_contradiction_stops_everything(board, monkeypatch):
    """A kernel that lies where the refuter looks away is found out by SymPy."""
    monkeypatch.setattr(kernel, "prove", lambda *_: Proof("trust me"))
    monkeypatch.setattr("linebyline.proof.ladder.refuter.search", lambda *_, **__: Search(None, 24))
    with pytest.raises(ContradictionError, match="SymPy contradicts"):
        check(r"(x + 1)^2 = x^2 + 2 x + 2", board)
    with pytest.raises(ContradictionError, match="SymPy contradicts"):
        check(r"x^2 + 1 \le 0", board)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (r"(x + 1)^2 = x^2 + 2 x + 1", "agrees"),
        (r"x^2 \ge 0", "agrees"),
        (r"\operatorname{tr}(A B) = \operatorname{tr}(B A)", "not expressible"),
    ],
)
def test_every_proved_line_has_a_second_opinion(board, line, said):
    verdict = check(line, board).lines[0].verdict
    assert (verdict.grade, verdict.second_opinion) == (Grade.PROVED, said)


def test_a_failure_inside_sympy_is_no_opinion(board, monkeypatch):
    def fails(_):
        raise StopIteration

    monkeypatch.setattr(sp, "expand", fails)
    assert opinion.second_opinion(board.relation("x + y = y + x + 0")) in ("agrees", "cannot tell")
    monkeypatch.setattr(opinion, "to_sympy", fails)
    assert opinion.second_opinion(board.relation("x + y = y + x")) == "not expressible"
