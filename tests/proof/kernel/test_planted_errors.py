"""Errors planted in the rules: the list of false lines notices each of them."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from tests.proof.kernel.scalar_names import lines_of, proof_of

from linebyline.proof.kernel.polynomial import ONE, ZERO
from linebyline.proof.kernel.sign_sets import Signs

FALSE = list(lines_of("scalar_false.txt"))
Claims = set[tuple[str, frozenset[str]]]


def claims() -> Claims:
    """The false lines that are proved, with their side conditions."""
    found = [(line[0], proof_of(*line)) for line in FALSE]
    return {(line, frozenset(map(repr, p.conditions))) for line, p in found if p is not None}


@pytest.fixture(scope="module")
def honest_claims() -> Claims:
    return claims()


def first_case_only(cases: Callable[..., Any]) -> Callable[..., Any]:
    def planted(*args: Any) -> Any:
        yield next(cases(*args))

    return planted


def always(value: object) -> Callable[..., Callable[..., object]]:
    return lambda _: lambda *args, **kwargs: value


def first_argument(_: object) -> Callable[..., object]:
    return lambda p, *args: p


def without_addition(pair: Callable[..., Any]) -> Callable[..., Any]:
    """Take the cosine of a sum to be cos a cos b + sin a sin b."""

    def planted(angle: Any, facts: Any) -> Any:
        c, s = ONE, ZERO
        for m, factor in angle.terms.items():
            c2, s2 = pair(type(angle)({m: factor}), facts)
            c, s = c * c2 + s * s2, s * c2 + c * s2
        return c, s

    return planted


PLANTED = {
    "the root of a square keeps its sign": ("powers", "absolute", first_argument),
    "the absolute value has one case": ("zero_test", "cases_of", first_case_only),
    "every index is in range": ("sums", "is_in_range", always(True)),
    "every sum of entries is one": ("sum_forms", "is_total_probability", always(True)),
    "cos(a + b) with a plus": ("trigonometry", "_pair", without_addition),
    "the first case of an induction is skipped": (
        "induction",
        "why_zero",
        lambda old: lambda p, facts: old(p, facts) if facts.equations else "skipped",
    ),
    "every factor leaves a logarithm": (
        "exponentials",
        "atom_signs",
        always(Signs.POSITIVE),
    ),
    "no divisor is looked at": ("powers", "require_nonzero", always(None)),
    "every condition is given": ("side_conditions", "is_given", always(True)),
    "every number is at most one": ("signs", "atom_size", always(False)),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_error_is_noticed(
    planted: str, honest_claims: Claims, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, name, change = PLANTED[planted]
    module = import_module(f"linebyline.proof.kernel.{where}")
    monkeypatch.setattr(module, name, change(getattr(module, name)))
    assert claims() - honest_claims
