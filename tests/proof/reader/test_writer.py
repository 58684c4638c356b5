"""The writer: right parentheses, the written order, and a round trip through the reader."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linebyline.proof import tree
from linebyline.proof.reader import read_formula, read_relation
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Domain, Symbol
from linebyline.proof.tex_writer import tex, tex_relation
from linebyline.proof.tree import Expr, add, call, div, mul, neg, number, power
from linebyline.proof.variances import expect

ONE = number(1)
WHOLE = Domain("integer", ONE, None, True)
N_SYMBOL, D_SYMBOL = Symbol("n", domain=WHOLE), Symbol("d", domain=WHOLE)
N, D = tree.symbol(N_SYMBOL), tree.symbol(D_SYMBOL)
ROW, COLUMN = (Symbol(name, "index", Domain("integer"), span=(ONE, N)) for name in "ij")
SCALARS = [
    Symbol(name) for name in ("a", "b", r"\alpha", "x_0", r"\theta^*", r"\bar\mu", r"p(x\mid z)")
]
Z, W = Symbol("z", "array", dims=(N,)), Symbol("W_0", "array", dims=(N, N))
A, X = Symbol("A", "matrix", dims=(N, N)), Symbol("X", "matrix", dims=(N, D))
X_COLUMN = Symbol("x", "matrix", dims=(N, ONE))
F = Symbol("f", "function", dims=(ONE,))
NAMES = {s.tex: s for s in [*SCALARS, N_SYMBOL, D_SYMBOL, ROW, COLUMN, Z, W, A, X, X_COLUMN, F]}
a, b = tree.symbol(SCALARS[0]), tree.symbol(SCALARS[1])
x, matrix_a = tree.symbol(X_COLUMN), tree.symbol(A)

Formulas = st.SearchStrategy[Expr]
FUNCTIONS = (
    "log", "sin", "cos", "tanh", "exp", "sqrt", "abs", "floor", "sign", "factorial", "gamma",
    "arctan", "softplus",
)  # fmt: skip


def scalars(depth: int, indices: tuple[Symbol, ...] = (ROW, COLUMN)) -> Formulas:
    leaves = st.one_of(
        st.sampled_from(SCALARS).map(tree.symbol),
        st.integers(0, 120).map(number),
        st.sampled_from(["pi", "i", "e"]).map(tree.constant),
        st.sampled_from([ROW, COLUMN]).map(
            lambda i: tree.entry(tree.symbol(Z), tree.symbol(i) + 1)
        ),
        st.sampled_from([ROW, COLUMN]).map(lambda i: tree.entry(tree.symbol(W), tree.symbol(i), N)),
        st.just(tree.delta(tree.symbol(ROW), tree.symbol(COLUMN))),
    )
    if depth == 0:
        return leaves
    inner = scalars(depth - 1, indices)
    some = st.lists(inner, min_size=2, max_size=4)
    grown = [
        some.map(lambda parts: add(*parts)),
        some.map(lambda parts: mul(*parts)),
        inner.map(neg),
        st.builds(div, inner, inner),
        st.builds(power, inner, inner),
        st.builds(call, st.sampled_from(FUNCTIONS), inner),
        st.builds(call, st.sampled_from(["max", "min", "binomial"]), inner, inner),
        inner.map(lambda body: tree.apply(F, body)),
        inner.map(lambda body: tree.diff(body, a)),
        inner.map(expect),
        columns(depth - 1).map(tree.norm),
        columns(depth - 1).map(lambda v: mul(tree.transpose(v), v)),
        columns(depth - 1).map(lambda v: tree.entry(v, tree.symbol(ROW))),
        squares(depth - 1).map(tree.trace),
        squares(depth - 1).map(tree.det),
    ]
    if indices:
        body, index = scalars(depth - 1, indices[1:]), indices[0]
        for make in (tree.sum_over, tree.prod_over):
            grown.append(body.map(lambda e, make=make: make(e, index, ONE, N - 1)))
    return st.one_of(leaves, *grown)


def columns(depth: int) -> Formulas:
    if depth == 0:
        return st.just(x)
    inner = columns(depth - 1)
    return st.one_of(
        inner,
        st.builds(lambda u, v: u - v, inner, inner),
        st.builds(mul, scalars(depth - 1), inner),
        st.builds(mul, squares(depth - 1), inner),
    )


def squares(depth: int) -> Formulas:
    if depth == 0:
        return st.sampled_from([matrix_a, tree.identity(N), mul(tree.symbol(X), tree.symbol(X).T)])
    inner = squares(depth - 1)
    return st.one_of(
        inner,
        inner.map(tree.transpose),
        inner.map(tree.inverse),
        inner.map(lambda m: power(m, number(2))),
        st.builds(add, inner, inner),
        st.builds(mul, inner, inner),
        st.builds(mul, scalars(depth - 1), inner),
    )


@settings(max_examples=400, deadline=None)
@given(st.one_of(scalars(3), columns(3), squares(3)))
def test_reading_what_is_written_gives_the_same_tree(formula: Expr) -> None:
    assert read_formula(tex(formula), NAMES) == formula


@settings(max_examples=100, deadline=None)
@given(scalars(2), scalars(2), st.sampled_from(["=", "<=", ">=", "<", ">", "!=", "propto"]))
def test_reading_a_written_relation_gives_the_same_relation(left: Expr, right: Expr, sign) -> None:
    relation = Relation(sign, left, right, (SCALARS[0],) if sign == "propto" else ())
    assert read_relation(tex_relation(relation), NAMES) == relation


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        (a**2 + b**2 - 2 * a * b * call("cos", a), r"a^2 + b^2 - 2 a b \cos a"),
        (mul(mul(a, b), a), "(a b) a"),
        (mul(a, mul(b, a)), "a (b a)"),
        (add(add(a, b), a), "(a + b) + a"),
        (a - add(b, a), "a - (b + a)"),
        (mul(a + 1, neg(b)), "(a + 1) (-b)"),
        (neg(mul(a, b)), "-a b"),
        (power(neg(a), number(2)), "(-a)^2"),
        (neg(power(a, number(2))), "-a^2"),
        (mul(a, number(2)), r"a \cdot 2"),
        (power(a, div(ONE, b)), "a^{1/b}"),
        (power(call("sin", a), number(2)), r"\sin^2 a"),
        (mul(call("sin", a), b), r"\sin(a) b"),
        (mul(call("sin", a), call("cos", b)), r"\sin a \cos b"),
        (call("log", div(a, b)), r"\log\frac{a}{b}"),
        (call("exp", neg(a)), r"\exp(-a)"),
        (power(tree.constant("e"), neg(a)), "e^{-a}"),
        (call("abs", a), r"\left|a\right|"),
        (tree.norm(x), r"\lVert x\rVert"),
        (mul(tree.transpose(x), x), r"x^\top x"),
        (tree.inverse(matrix_a), "A^{-1}"),
        (tree.transpose(tree.inverse(matrix_a)), r"A^{-\top}"),
        (tree.transpose(mul(matrix_a, x)), r"(A x)^\top"),
        (tree.matrix([[a, ONE], [number(0), b]]), r"\begin{bmatrix} a & 1 \\ 0 & b \end{bmatrix}"),
        (div(add(a, b), number(2)), r"\frac{a + b}{2}"),
        (
            mul(a, tree.sum_over(tree.entry(tree.symbol(Z), tree.symbol(ROW)), ROW, ONE, N)),
            r"a \sum_{i=1}^n z_i",
        ),
    ],
)
def test_formulas_are_written_as_mathematicians_do(formula: Expr, written: str) -> None:
    assert tex(formula) == written


def test_a_sum_before_another_factor_keeps_its_parentheses() -> None:
    total = tree.sum_over(tree.entry(tree.symbol(Z), tree.symbol(ROW)), ROW, ONE, N)
    assert tex(mul(total, a)) == r"\left(\sum_{i=1}^n z_i\right) a"
    assert tex(mul(total, a)) != tex(tree.sum_over(mul(total.args[0], a), ROW, ONE, N))


def test_implications_are_written_with_their_relations() -> None:
    premise, conclusion = Relation("=", a, b), Relation("<=", a**2, b**2)
    assert (
        tex_relation(Relation("implies", premise, conclusion)) == r"a = b \Rightarrow a^2 \le b^2"
    )
