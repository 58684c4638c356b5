"""Each rule for expectations, broken on purpose, lets a false line through.

So the list of false lines guards the rules: were one of them to break, a test would fail.
"""

from collections.abc import Callable
from typing import Any

import pytest
from tests.proof.expectation_names import columns, numbers, proof_of
from tests.proof.planted import plant

from linebyline.proof import Notation
from linebyline.proof.kernel import (
    expectation,
    expectation_exponential,
    expectation_unknown,
    expectation_words,
    moments,
)
from linebyline.proof.kernel.matrix_sums import zero
from linebyline.proof.kernel.polynomial import ONE, ZERO, Atom, Polynomial, rational
from linebyline.proof.kernel.sign_sets import Signs


def _all_apart(powers: Any, given: Any) -> list[Any]:
    return [({atom: 1}, given) for atom, e in powers.items() for _ in range(e)]


def _as_if_normal(atom: Atom, order: int) -> Polynomial:
    return ZERO


def _no_growth(p: Polynomial, x: Atom) -> tuple[Polynomial, Polynomial]:
    return ZERO, ZERO


def _mean_only(name: Any, facts: Any) -> Any:
    mean, covariance = right_two(name, facts)
    return mean, zero(covariance.rows, covariance.columns)


def _one_for_all(atom: Atom, order: int) -> Polynomial:
    return Polynomial.of(Atom("moment", f"k{order}", (atom.args[0], order), ()))


def _never_same(block: Any, facts: Any, skipped: int = 0) -> Polynomial:
    return ONE if len(block) == 1 else ZERO


def _always_known(chains: Any) -> bool:
    return True


right_two = expectation_words._first_two
right_copies = expectation_unknown.copies
PLANTED: list[tuple[str, Any, str, Any, str, Callable[[], Notation]]] = [
    ("all factors independent", expectation, "_groups", _all_apart,
     "E[f(x) h(x)] = E[f(x)] E[h(x)]", numbers),
    ("copies never the same", moments, "_same_copy", _never_same,
     "E[X_i X_j] = m^2", numbers),
    ("copies always the same", moments, "_same_copy", lambda *_, **__: ONE,
     "E[X_i X_j] = m^2 + v", numbers),
    ("every law normal", moments, "_unknown", _as_if_normal, "E[(x - m)^4] = 3 v^2", numbers),
    ("one unknown law for all", moments, "_unknown", _one_for_all, "E[x^3] = E[y^3]", numbers),
    ("zero or one without its square", moments, "_of_repeated",
     lambda p, order: p if order == 1 else ZERO, "E[B^2] = p^2", numbers),
    ("categories independent", moments, "_hot", lambda block, facts: moments.product(
        [moments.parameter(moments._law(a).probability, a, facts) ** e for a, e in block]),
     r"E[O_j O_k] = \rho_j \rho_k", numbers),
    ("normal with a third cumulant", moments, "_most_beside", lambda atom: 0,
     "E[g^2] = m^2", numbers),
    ("no tilt", expectation_exponential, "_slope_and_rest", _no_growth,
     r"E[e^{t \epsilon}] = 1", numbers),
    ("values known inside", expectation_unknown, "refuse_known_values", lambda facts: None,
     r"x > 0 \Rightarrow E[\lvert x \rvert] = E[x]", numbers),
    ("sign of what may be negative", expectation_unknown, "signs_of_expectation",
     lambda atom, facts: Signs.POSITIVE, "E[f(x)] > 0", numbers),
    ("a fair coin", expectation, "outcomes",
     lambda *_: [(v, ONE * (rational(1) / 2)) for v in (ZERO, ONE)],
     r"E[e^{t B}] = \frac{1 + e^t}{2}", numbers),
    ("copies that differ", expectation_unknown, "copies",
     lambda p, name: iter(list(right_copies(p, name))[:1]),
     "E[f(X_1) f(X_j)] = E[f(X_1)^2]", numbers),
    ("no covariance", expectation_words, "_first_two", _mean_only,
     r"E[y^\top A y] = \nu^\top A \nu", columns),
    ("every column normal", expectation_words, "_is_known", _always_known,
     r"E[(e^\top e)^2] = n (n + 2) s^4", columns),
]  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED, ids=[p[0] for p in PLANTED])
def test_a_planted_error_proves_a_false_line(
    planted: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, owner, name, wrong, line, board = planted
    assert proof_of(line, board()) is None
    plant(monkeypatch, owner, name, wrong)
    assert proof_of(line, board()) is not None


def test_the_half_in_the_tilt_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    line = r"E[e^{t \epsilon}] = e^{4 t^2}"
    assert proof_of(line, numbers()) is None
    monkeypatch.setattr(expectation_exponential, "rational", lambda c: 2 * rational(c))
    assert proof_of(line, numbers()) is not None
