"""Substitution never captures a name, and definitions unfold to the bottom."""

from linebyline.proof.substitution import Definition, substitute, unfold
from linebyline.proof.symbols import Symbol
from linebyline.proof.tree import entry, number, sum_over, symbol

i, k = Symbol("i", "index"), Symbol("k", "index")
n, x, y = Symbol("n"), Symbol("x"), Symbol("y")
II, K, N, X, Y = (symbol(s) for s in (i, k, n, x, y))
a = Symbol("a", "array", dims=(N,))
A = symbol(a)


def test_free_symbols_are_replaced() -> None:
    assert substitute(X + Y, {x: Y}) == Y + Y


def test_bound_indices_are_not_replaced() -> None:
    total = sum_over(entry(A, II), i, number(1), N)
    assert substitute(total, {i: X}) == total


def test_a_bound_index_that_would_capture_is_renamed() -> None:
    total = sum_over(X * entry(A, II), i, number(1), N)
    result = substitute(total, {x: entry(A, II)})
    assert result.data != i
    assert entry(A, II) in result.args[0].args


def test_the_ends_of_a_sum_lie_outside_the_binding() -> None:
    total = sum_over(entry(A, II), i, number(1), II)
    result = substitute(total, {i: N})
    assert result.args[2] == N
    assert result.args[0] == entry(A, II)


def test_definitions_unfold_through_definitions() -> None:
    definitions = {x: Definition(x, (), Y + 1), y: Definition(y, (), N * 2)}
    assert unfold(X, definitions) == N * 2 + 1


def test_a_family_unfolds_at_its_index() -> None:
    p = Symbol("p", "array", dims=(N,))
    definitions = {p: Definition(p, (k,), entry(A, K) / N)}
    assert unfold(entry(symbol(p), number(3)), definitions) == entry(A, number(3)) / N


def test_a_definition_with_a_free_index_is_not_captured_by_a_sum() -> None:
    definitions = {x: Definition(x, (), entry(A, II))}
    total = sum_over(X, i, number(1), N)
    result = unfold(total, definitions)
    assert result.data != i
    assert result.args[0] == entry(A, II)
