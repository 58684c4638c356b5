"""Each rule for names that depend on each other, broken on purpose, lets a false line through."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.proof.expectation_names import proof_of
from tests.proof.planted import plant
from tests.proof.test_conditioning import board

from linebyline.proof import dependence
from linebyline.proof.kernel import (
    expectation,
    expectation_exponential,
    expectation_normal,
    expectation_smooth,
    expectation_tower,
    expectation_unknown,
    moments,
)
from linebyline.proof.kernel.polynomial import ONE, ZERO

NOTHING: frozenset[Any] = frozenset()


def _alone(name: Any, given: Any, others: Any) -> Any:
    return frozenset({name}), NOTHING


PLANTED: list[tuple[str, Any, str, Callable[..., Any], str]] = [
    ("all names independent", expectation, "component", _alone, "E[x y] = E[x] E[y]"),
    ("nothing given matters", expectation, "border", lambda *_: NOTHING, r"E[x \mid y] = E[x]"),
    ("a later name tells nothing", expectation, "has_descendant", lambda *_: False,
     r"E[z \mid q] = m"),
    ("every mean passes a tower", expectation_tower, "border", lambda *_: NOTHING,
     "E[E[x \\mid y] f(u)] = E[x f(u)]"),
    ("nothing is learned", expectation_normal, "reciprocal", lambda *_: ZERO,
     r"E[z \mid q] = m"),
    ("by parts without its second part", expectation_smooth, "derivative", lambda *_: ZERO,
     "E[z f(z)] = m E[f(z)]"),
    ("every law symmetric", expectation_unknown, "number", lambda _: board().formula("m"),
     "E[f(z)] = E[f(-z)]"),
    ("parents of one child unmarried", dependence, "_moral_graph", lambda names: {
        name: {x for x in names if x in dependence.parents(name) or name in dependence.parents(x)}
        for name in names}, r"E[S T \mid W] = E[S \mid W] E[T \mid W]"),
    ("all cumulants of a gamma law alike", moments, "factorial", lambda k: 1,
     r"E[(G - E[G])^3] = \frac{r}{w^3}"),
    ("a share without its second step", moments, "_of_beta",
     lambda a, b, k, facts: a * moments.power(a + b, -1, facts), "Var[B] = E[B] - E[B]^2"),
    ("no factor before the slower rate", expectation_exponential, "power", lambda *_: ONE,
     "E[e^{t G}] = w^r"),
]  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED, ids=[p[0] for p in PLANTED])
def test_a_planted_error_proves_a_false_line(
    planted: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, owner, name, wrong, line = planted
    assert proof_of(line, board()) is None
    for cached in (dependence.component, dependence.border):
        cached.cache_clear()
    if owner in (dependence, expectation_tower):
        monkeypatch.setattr(owner, name, wrong)
    else:
        plant(monkeypatch, owner, name, wrong)
    found = proof_of(line, board())
    monkeypatch.undo()
    for cached in (dependence.component, dependence.border):
        cached.cache_clear()
    assert found is not None
