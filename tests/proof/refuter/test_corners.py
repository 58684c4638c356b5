"""The search reaches what draws seldom meet: far scales, unequal sizes, balls around zero."""

from itertools import permutations
from random import Random

import pytest
from flint import arb, fmpq

from linebyline.proof.exam.declare import notation_of
from linebyline.proof.refuter import search
from linebyline.proof.refuter.corners import corners
from linebyline.proof.refuter.draw_arrays import draw_array
from linebyline.proof.refuter.draw_scalars import belongs
from linebyline.proof.refuter.functions import power
from linebyline.proof.refuter.space import Space

SUMS = ["size n", "index i k 1 n"]
FALSE = [
    (["real a"], r"(e^a - e^a)^2 = 1"),
    (["real a"], r"(\sqrt{2} \sqrt{2} - 2)^3 = 1 + a^2"),
    (["real z"], r"\frac{\partial}{\partial z} \tanh z = 1 - (e^z - e^z)^2"),
    (["size n k", "index i 1 n", "index j c 1 k", "array w k", "array g n", "array x n+k"],
     r"\frac{\partial}{\partial w_c} \sum_i g_i \sum_{j=1}^n w_j x_{i+j-1} = \sum_i g_i x_{i+c-1}"),
    ([*SUMS, "array a b n positive"],
     r"\sum_i a_i \log\frac{a_i \sum_k b_k}{b_i \sum_k a_k}"
     r" \ge \sum_i (1 - \frac{b_i \sum_k a_k}{a_i \sum_k b_k})"),
    ([*SUMS, "probabilities p q n"], r"\sum_i p_i \log\frac{p_i}{q_i} \le \sum_i |p_i - q_i|"),
    ([*SUMS, "probabilities p q n"], r"\sum_i p_i \log\frac{p_i}{q_i} \le 5"),
    ([*SUMS, "probabilities p n"], r"\sum_i p_i^2 \le \frac{9}{10}"),
    ([*SUMS, "array x n positive"], r"\sum_i (x_i - 1 - \log x_i) > 0"),
    ([*SUMS, "array x n"], r"\frac{1}{n} \sum_i (x_i - \frac{1}{n} \sum_k x_k)^3 \ge 0"),
    (["size n", "matrix A n n positive definite", "vector x n"],
     r"x^\top A x \ge \frac{x^\top x}{50}"),
    (["size n", "vector x y n"], r"\|x\|^2 + \|y\|^2 \ge \frac{\|x\|^3}{90}"),
]  # fmt: skip


@pytest.mark.parametrize(("names", "line"), FALSE, ids=[line for _, line in FALSE])
def test_rare_counterexamples_are_found(names: list[str], line: str) -> None:
    found = search(notation_of(names).relation(line))
    assert found.witness is not None
    assert found.witness.certified


TRUE = [
    ([*SUMS, "probabilities p q n"], r"\sum_i p_i \log\frac{p_i}{q_i} \ge 0"),
    ([*SUMS, "array a n positive"], r"\sum_i a_i \sum_k \frac{1}{a_k} \ge n^2"),
    (["real a"], r"(e^a - e^a)^2 = 0"),
    (["real a"], r"(e^a - e^a)^4 \ge 0"),
    (["size n", "matrix A n n positive definite", "vector x n"], r"x^\top A x \ge 0"),
]


@pytest.mark.parametrize(("names", "line"), TRUE, ids=[line for _, line in TRUE])
def test_far_points_do_not_refute_what_is_true(names: list[str], line: str) -> None:
    found = search(notation_of(names).relation(line), points=60)
    assert found.witness is None
    assert found.points


@pytest.mark.parametrize("exponent", range(1, 8))
def test_a_power_of_a_ball_around_zero_holds_the_power_of_each_member(exponent: int) -> None:
    ball = arb(fmpq(1, 10), 1)  # from -0.9 to 1.1
    result = power(ball, fmpq(exponent))
    for k in range(-9, 12):
        assert result.contains(arb(fmpq(k, 10) ** exponent))
    assert abs(result) < fmpq(12, 10) ** exponent


def test_sizes_differ_in_every_order_with_indices_at_their_last_values() -> None:
    declared = ["size n m d", "index i 1 n", "index j 1 m", "table x n m", "array y d"]
    names = notation_of(declared).names
    space = Space(names.values())
    found = corners(space.symbols, space.sizes)
    orders = [c for c in found if {"n", "m", "d", "i", "j"} == set(c)]
    assert {(c["n"], c["m"], c["d"]) for c in orders} == set(permutations(map(fmpq, (2, 3, 4))))
    assert all((c["i"], c["j"]) == (c["n"], c["m"]) for c in orders)


def test_an_index_with_an_end_that_is_not_a_size_is_left_free() -> None:
    names = notation_of(["size n", "integer m", "index i 1 m", "array x n"]).names
    space = Space(names.values())
    assert not any("i" in corner for corner in corners(space.symbols, space.sizes - {names["m"]}))


@pytest.mark.parametrize("declared", ["probabilities p n", "array p n positive", "array p n unit"])
def test_skewed_draws_stay_in_their_domain(declared: str) -> None:
    symbol = notation_of(["size n", declared]).names["p"]
    rng = Random(0)
    drawn = [draw_array(symbol, (3,), rng, special=True) for _ in range(200)]
    assert all(belongs(symbol.domain, x) for entries in drawn for x in entries.values())
    if "probabilities" in symbol.properties:
        assert all(sum(entries.values(), fmpq(0)) == 1 for entries in drawn)
    assert any(max(e.values()) > 50 * min(e.values()) for e in drawn)
