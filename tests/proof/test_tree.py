"""Formulas are what was written: no evaluation, exact numbers, shapes that fit."""

from fractions import Fraction

import pytest

from linebyline.proof.symbols import Symbol
from linebyline.proof.traversal import replace, symbols_in, walk
from linebyline.proof.tree import (
    ShapeError,
    add,
    call,
    det,
    diff,
    entry,
    identity,
    matrix,
    mul,
    neg,
    norm,
    number,
    power,
    sum_over,
    symbol,
    transpose,
)

X, Y = symbol(Symbol("x")), symbol(Symbol("y"))
N, M = symbol(Symbol("n")), symbol(Symbol("m"))
A = symbol(Symbol("A", "matrix", dims=(N, M)))
V = symbol(Symbol("v", "matrix", dims=(N, number(1))))


def test_nothing_is_evaluated() -> None:
    assert (X - X).op == "add"
    assert (number(1) + 1).op == "add"
    assert (X / X).op == "div"


def test_equality_is_of_structure_not_of_value() -> None:
    assert X + Y == X + Y
    assert X + Y != Y + X


def test_written_parentheses_stay() -> None:
    assert add(X, add(Y, X)) != add(X, Y, X)
    assert mul(X, mul(Y, X)) != mul(X, Y, X)


def test_an_inner_product_is_a_scalar() -> None:
    assert (V.T * V).shape is None
    assert (V * V.T).shape == (N, N)


@pytest.mark.parametrize(
    "build",
    [
        lambda: A * A,
        lambda: A + transpose(A),
        lambda: det(A),
        lambda: norm(A),
        lambda: call("sin", A),
        lambda: power(A, number(2)),
        lambda: X / A,
        lambda: matrix([[X], [X, Y]]),
    ],
)
def test_shapes_that_do_not_fit_are_refused(build) -> None:
    with pytest.raises(ShapeError):
        build()


def test_floats_are_refused_with_the_fix() -> None:
    with pytest.raises(TypeError, match="write a fraction"):
        X + 0.5


def test_formulas_have_no_truth_value() -> None:
    with pytest.raises(TypeError, match="no truth value"):
        bool(X)


def test_unknown_functions_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown function"):
        call("__import__", X)


def test_one_differentiates_by_names_only() -> None:
    with pytest.raises(TypeError, match="symbol or an entry"):
        diff(X, X + Y)


def test_replace_changes_one_node_and_reworks_the_shape() -> None:
    formula = mul(transpose(V), V)
    assert replace(formula, (0,), transpose(A)).shape == (M, number(1))
    assert replace(add(X, Y), (1,), X) == add(X, X)


def test_walk_yields_each_node_with_the_path_that_leads_to_it() -> None:
    formula = neg(add(X, mul(Y, number(Fraction(1, 2)))))
    for path, node in walk(formula):
        here = formula
        for step in path:
            here = here.args[step]
        assert here is node


def test_symbols_include_bound_indices_and_sizes() -> None:
    i = Symbol("i", "index")
    array = symbol(Symbol("a", "array", dims=(N,)))
    total = sum_over(entry(array, symbol(i)), i, number(1), N)
    assert {s.tex for s in symbols_in(total)} == {"a", "i", "n"}
    assert {s.tex for s in symbols_in(identity(M))} == {"m"}
