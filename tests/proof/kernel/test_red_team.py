"""False relations that the kernel once proved, each under the law that was broken."""

from fractions import Fraction

import pytest

from linebyline.proof import domains
from linebyline.proof.kernel import ConvexMinimum, Induction, Monotone, prove
from linebyline.proof.notation import Notation
from linebyline.proof.relation import Relation
from linebyline.proof.symbols import Domain, Symbol
from linebyline.proof.tree import (
    Expr,
    call,
    delta,
    diff,
    entry,
    identity,
    number,
    power,
    sum_over,
    symbol,
    trace,
)
from linebyline.proof.verdict import Proof

ONE, ZERO = number(1), number(0)


def name(tex: str, domain: Domain = domains.REAL) -> Expr:
    return symbol(Symbol(tex, domain=domain))


N, M = name("n", domains.SIZE), name("m", domains.SIZE)
X, Y = name("x"), name("y")
K = Symbol("k", "index", domains.INTEGER)


def proof_of(sign: str, left: Expr, right: Expr, *given: Relation, hint: object = None) -> Proof:
    proof = prove(Relation(sign, left, right), given, hint)  # type: ignore[arg-type]
    assert proof is not None
    return proof


def is_proved(sign: str, left: Expr, right: Expr, *given: Relation, hint: object = None) -> bool:
    proof = prove(Relation(sign, left, right), given, hint)  # type: ignore[arg-type]
    return proof is not None and not proof.conditions


def conditions_of(proof: Proof) -> list[str]:
    return [repr(condition) for condition in proof.conditions]


def test_a_delta_picks_a_term_only_at_an_integer() -> None:
    middle = sum_over(delta(symbol(K), (N + 1) / number(2)), K, ONE, N)
    assert not is_proved("=", middle, ONE)  # 0 for n = 2
    last = sum_over(delta(symbol(K), N), K, ONE, N)
    assert is_proved("=", last, ONE)


def test_induction_does_not_move_the_size_of_an_identity_matrix() -> None:
    assert not is_proved("=", (N - 1) * (N - trace(identity(N)) - 1), ZERO)  # -1 for n = 2


def test_induction_starts_where_the_step_is_known() -> None:
    claim = (">=", (N - 1) * (N - 10), ZERO)  # -8 for n = 9
    at_nine = Relation(">=", N, number(9))
    assert not is_proved(*claim, at_nine, hint=Induction(N.data, 1))
    assert not is_proved(*claim, Relation(">", N, number(Fraction(17, 2))))
    from_nine = name("n", Domain("integer", number(9), None, True))
    line = (">=", (from_nine - 1) * (from_nine - 10), ZERO)
    assert not is_proved(*line, hint=Induction(from_nine.data, 1))


def test_induction_reaches_from_a_fractional_bound_upward() -> None:
    given = Relation(">", N, number(Fraction(7, 2)))
    claim = Relation(">=", power(number(2), N), power(N, number(2)))
    proof = prove(claim, (given,))
    assert proof is None or not proof.conditions  # true from n = 4 on


def test_induction_refuses_a_domain_that_ends_at_the_size() -> None:
    u = name("u", Domain("real", ZERO, N, True, True))
    claim = Relation("<=", u, number(2) * N - 1)
    assert prove(claim, (), Induction(N.data, 1)) is None


def test_a_power_may_be_cancelled_from_an_assumption_only_where_it_is_not_zero() -> None:
    given = Relation("=", power(X, M) * Y, power(X, N)), Relation(">=", N, M)
    proof = proof_of("=", Y, power(X, N - M), *given)
    assert conditions_of(proof) == [r"x \ne 0"]  # x = 0 leaves y free
    assert is_proved("=", power(X, N - M) * power(X, M), power(X, N), given[1])


def test_proportionality_needs_an_interval_without_gap() -> None:
    angle = call("arctan", X) + call("arctan", ONE / X)  # pi/2, and -pi/2 for x < 0
    gap = Relation("!=", X, ZERO)
    proof = prove(Relation("propto", call("exp", angle), ONE, (X.data,)), (gap,))
    assert proof is None


def test_a_function_without_slope_is_constant_on_one_interval_only() -> None:
    angle = call("arctan", X) + call("arctan", ONE / X)
    assert not is_proved("=", angle, name("c"), Relation("!=", X, ZERO))
    half_turn = Notation().formula(r"\frac{\pi}{2}")
    assert not is_proved("=", angle, half_turn, Relation("!=", X, ZERO))


def test_a_convex_minimum_reaches_over_the_declared_interval_only() -> None:
    gap = Relation("!=", X, ZERO)
    two_branches = ONE / power(X, number(2)) + 2 * X - 3  # -4 at x = -1
    assert not is_proved(">=", two_branches, ZERO, gap, hint=ConvexMinimum(X.data, ONE))
    cubic = power(X, number(3)) - 3 * power(X, number(2))  # -4 at x = 2
    from_two = Relation(">=", X, number(2))
    assert not is_proved(">=", cubic, ZERO, from_two, hint=ConvexMinimum(X.data, ZERO))


def test_growth_is_needed_all_the_way_from_the_start() -> None:
    falling = power(X, number(2)) - 4 * X  # -3 at x = 3
    hint = Monotone(X.data, ZERO)
    assert not is_proved(">=", falling, ZERO, Relation(">=", X, number(2)), hint=hint)
    t = name("t", domains.interval(2, 5))
    parabola = power(t, number(2)) - 4 * t
    assert not is_proved(">=", parabola, ZERO, hint=Monotone(t.data, ZERO))


def test_monotone_growth_from_a_start_inside_the_assumptions_is_proved() -> None:
    t = name("t", domains.POSITIVE)
    claim = (">=", call("exp", t) - 1 - t, ZERO)
    assert is_proved(*claim, hint=Monotone(t.data, ZERO))


def test_there_is_no_derivative_by_an_integer() -> None:
    triangle = sum_over(symbol(K), K, ONE, N)
    assert not is_proved("=", diff(triangle, N), N + number(Fraction(1, 2)))


def test_a_root_has_no_slope_at_zero() -> None:
    h = name("h", domains.NONNEGATIVE)
    root = call("sqrt", h)
    proof = proof_of("=", 2 * root * diff(root, h), ONE)
    assert conditions_of(proof) == [r"h \ne 0"]


@pytest.mark.parametrize("word", ["positive definite", "symmetric", "diagonal", "orthogonal"])
def test_entries_that_depend_on_each_other_are_not_differentiated_apart(word: str) -> None:
    a = symbol(Symbol("A", "matrix", domains.REAL, (N, N), frozenset({word})))
    i, j = (symbol(Symbol(tex, "index", domains.INTEGER, span=(ONE, N))) for tex in "ij")
    assert not is_proved("=", diff(entry(a, j, i), entry(a, i, j)), delta(i, j))


def test_a_sum_to_an_open_end_says_where_it_has_a_value() -> None:
    q = name("q", domains.INTEGER)
    proof = proof_of("=", sum_over(symbol(K), K, ONE, q), q * (q + 1) / number(2))
    assert conditions_of(proof) == ["1 + q > 0"]
    assert is_proved("=", sum_over(symbol(K), K, ONE, N), N * (N + 1) / number(2))


def test_an_inner_sum_that_ends_before_it_begins_is_refused() -> None:
    inner = sum_over(ONE, Symbol("j", "index", domains.INTEGER), ONE, symbol(K) - 2)
    outer = sum_over(inner, K, ONE, N)
    assert not is_proved("=", outer, N * (N + 1) / number(2) - 2 * N)


def test_a_factorial_says_where_it_has_a_value() -> None:
    count = name("l", domains.NATURAL)
    proof = proof_of("=", call("factorial", count), count * call("factorial", count - 1))
    assert conditions_of(proof) == ["l > 0"]


def test_an_equation_of_exponentials_says_nothing_of_their_square_roots() -> None:
    z, w = name("z", domains.COMPLEX), name("w", domains.COMPLEX)
    given = Relation("=", call("exp", z), w)  # z = 2 pi i, w = 1
    claim = ("=", call("exp", z / number(2)), call("sqrt", w))
    assert not is_proved(*claim, given)
    assert is_proved("=", call("exp", 2 * z), power(w, number(2)), given)


def test_matrices_of_different_sizes_are_not_compared() -> None:
    a = symbol(Symbol("A", "matrix", domains.REAL, (N, N)))
    b = symbol(Symbol("B", "matrix", domains.REAL, (M, M)))
    assert prove(Relation("=", a, b)) is None


def test_an_assumed_power_does_not_keep_its_base_from_zero() -> None:
    given = Relation("=", Y * X, power(X, M - 2) * X)  # x = 0, m > 2 leaves y free
    assert not is_proved("=", Y, power(X, M - 2), given)


def test_an_assumed_sum_says_nothing_of_terms_that_it_has_not() -> None:
    given = Relation("=", sum_over(ONE / (X - symbol(K)), K, number(2), N), Y)
    assert not is_proved("!=", X, ONE, given)
    assert is_proved("!=", X, ZERO, Relation("=", Y, ONE / X))


def test_an_assumed_slope_says_nothing_of_the_parts_of_its_function() -> None:
    given = Relation("=", Y, diff(X * call("abs", X), X))
    assert not is_proved("!=", X, ZERO, given)


def test_a_condition_for_all_values_of_an_index_is_not_shown_as_one_for_a_single_value() -> None:
    w = symbol(Symbol("w", "array", domains.REAL, (N,)))
    term = entry(w, symbol(K))
    left = sum_over(term / term, K, ONE, N)
    assert prove(Relation("=", left, N)) is None
