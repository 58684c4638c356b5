"""Integrals that the kernel proves, and false or divergent ones that it must not."""

from pathlib import Path

import pytest
from tests.proof.kernel.integral_names import notation

from linebyline.proof.kernel import prove

NAMES = notation()


def lines(file: str) -> list[str]:
    return Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", lines("integral_true.txt"))
def test_true_integrals_are_proved(line: str) -> None:
    assert prove(NAMES.relation(line)) is not None


@pytest.mark.parametrize("line", lines("integral_false.txt"))
def test_false_and_divergent_integrals_are_not(line: str) -> None:
    assert prove(NAMES.relation(line)) is None


@pytest.mark.parametrize(
    ("line", "conditions"),
    [
        (r"\int e^{-a x^2} dx = \sqrt{\frac{\pi}{a}}", ["a > 0"]),
        (r"\int_0^\infty x^a e^{-x} dx = \Gamma(a + 1)", ["1 + a > 0"]),
        (r"\int_0^\infty e^{-a x} dx = \frac{1}{a}", ["a > 0"]),
        (r"\int_0^1 x^{a - 1} dx = \frac{1}{a}", ["a > 0"]),
        (r"\int_1^\infty x^{a} dx = -\frac{1}{a + 1}", ["-1 - a > 0"]),
        (r"\Gamma(a + 1) = a \Gamma(a)", ["1 + a > 0", "a > 0"]),
        (r"\int_{-\infty}^t p(x) dx = 1 - \int_t^\infty p(x) dx", []),
    ],
)  # fmt: skip
def test_convergence_is_recorded(line: str, conditions: list[str]) -> None:
    proof = prove(NAMES.relation(line))
    assert proof is not None
    assert sorted(map(repr, proof.conditions)) == sorted(conditions)


def test_the_gamma_function_has_no_value_at_its_poles() -> None:
    assert prove(NAMES.relation(r"\Gamma(-1) = \Gamma(-1) + 0")) is None
    assert prove(NAMES.relation(r"\Gamma(0) = 1")) is None
