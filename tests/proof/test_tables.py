"""Joint laws of discrete names: what is written, what is proved, what falls to numbers."""

from functools import cache
from itertools import count, product
from typing import Any

import pytest
from flint import fmpq
from tests.proof.expectation_names import proof_of, verdict_on
from tests.proof.planted import plant

from linebyline.proof import Grade, LineError, Notation
from linebyline.proof.kernel import entropies, tables
from linebyline.proof.kernel.polynomial import ONE
from linebyline.proof.refuter.evaluate import evaluate


@cache
def board() -> Notation:
    names = Notation()
    names.size("n k m")
    names.index("l", 1, "k")
    names.real("a")
    names.table("p q", x="n", z="k")
    names.table("r", factors=r"r(z) r(x \mid z) r(y \mid z)", z="k", x="n", y="m")
    names.table("s", z="k", x="n", y="m")
    names.table("c", factors=r"c(x) c(y) c(z \mid x, y)", x="n", y="m", z="k")
    names.table("h", factors="h(z) h(x | z) h(w | z) h(y | w)", z="k", x="n", w="k", y="m")
    return names


TRUE = [
    r"p(x, z) = p(z) p(x \mid z)",
    r"\sum_x p(x \mid z) = 1",
    r"\sum_z \sum_x p(x, z) a = a",
    r"p(x) \le 1",
    r"p(z = l \mid x) p(x) = p(x, z = l)",
    r"r(x, y \mid z) = r(x \mid z) r(y \mid z)",
    r"r(x, y) = \sum_z r(z) r(x \mid z) r(y \mid z)",
    r"s(x, y, z) = s(y) s(x \mid y) s(z \mid x, y)",
    r"c(x, y) = c(x) c(y)",
    r"c(x \mid y) = c(x)",
    r"h(y \mid w, z, x) = h(y \mid w)",
    r"h(x, y \mid z) = h(x \mid z) h(y \mid z)",
    r"h(y \mid z) = \sum_w h(w \mid z) h(y \mid w)",
    r"-\sum_z p(z \mid x) \log p(z \mid x) \ge 0",
    r"-\sum_z p(z) \log p(z) \le \log k",
    r"\sum_x \sum_z p(x, z) \log\frac{p(x, z)}{p(x) p(z)} \ge 0",
    r"\sum_x \sum_y \sum_z s(x, y, z) \log\frac{s(x, y \mid z)}{s(x \mid z) s(y \mid z)} \ge 0",
    r"\sum_x \sum_z p(x, z) \log\frac{p(x, z)}{q(x, z)} \ge \sum_x p(x) \log\frac{p(x)}{q(x)}",
    r"\sum_x p(x) \sum_z p(z \mid x) \log\frac{p(z \mid x)}{q(z \mid x)} \ge 0",
    r"\sum_z q(z \mid x) \log\frac{q(z \mid x)}{p(z \mid x)} \ge 0",
    r"E_{q(z \mid x)}[\log\frac{p(x, z)}{q(z \mid x)}] \le \log p(x)",
    r"E_{z \sim q(z)}[a] = a",
]  # fmt: skip
FALSE = [
    r"p(x, z) = p(x) p(z)",
    r"p(x \mid z) = p(z \mid x)",
    r"p(x = 1) = p(z = 1)",
    r"\sum_z p(x \mid z) = 1",
    r"r(x, y) = r(x) r(y)",
    r"s(x \mid y, z) = s(x \mid z)",
    r"c(x, y \mid z) = c(x \mid z) c(y \mid z)",
    r"h(y \mid x) = h(y)",
    r"h(y \mid x, z) = h(y \mid x)",
    r"-\sum_z p(z \mid x) \log p(z \mid x) \le -\sum_z p(z) \log p(z)",
    r"\sum_z q(z \mid x) \log\frac{q(z \mid x)}{p(z \mid x)} = 0",
    r"E_{q(z \mid x)}[\log\frac{p(x, z)}{q(z \mid x)}] \ge \log p(x)",
    r"\sum_x \sum_z p(x, z) \log\frac{p(x, z)}{p(x) p(z)} \ge \log 2",
]  # fmt: skip


@pytest.mark.parametrize("line", TRUE)
def test_a_true_line_is_proved_for_all_laws_and_sizes(line: str) -> None:
    verdict = verdict_on(line, board())
    assert (verdict.grade, verdict.conditions) == (Grade.PROVED, ()), verdict
    assert verdict.points >= 8


@pytest.mark.parametrize("line", FALSE)
def test_a_false_line_falls_to_a_law_and_is_not_proved(line: str) -> None:
    assert verdict_on(line, board()).grade is Grade.REFUTED
    assert proof_of(line, board()) is None


PLANTED: list[tuple[str, Any, str, Any, str]] = [
    ("all names apart", tables, "_parts", lambda table, values: [{p: v} for p, v in values.items()],
     "p(x, z) = p(x) p(z)"),
    ("nothing in the denominator", tables, "power", lambda *_: ONE, r"p(x \mid z) = p(x, z)"),
]  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED, ids=[p[0] for p in PLANTED])
def test_a_planted_error_proves_a_false_line(
    planted: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, owner, name, wrong, line = planted
    assert proof_of(line, board()) is None
    plant(monkeypatch, owner, name, wrong)
    assert proof_of(line, board()) is not None


def test_only_sums_over_all_values_leave_a_name_out(monkeypatch: pytest.MonkeyPatch) -> None:
    line = r"\sum_{x=2}^n p(x, z) = p(z)"
    assert proof_of(line, board()) is None

    def without_ends(inner: Any, variable: Any, facts: Any) -> bool:
        return any(atom.args[0].table is not None for atom in inner if atom.kind == "entry")

    plant(monkeypatch, tables, "is_summed_out", without_ends)
    assert proof_of(line, board()) is not None


def test_gibbs_needs_a_law_on_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    line = r"\sum_z q(z \mid x) \log\frac{q(x, z)}{p(x, z)} \ge 0"
    assert proof_of(line, board()) is None
    calls, right = count(), tables.marginal

    def without_denominator(*args: Any) -> Any:
        return ONE if next(calls) % 3 == 2 else right(*args)

    monkeypatch.setattr(entropies, "marginal", without_denominator)
    assert proof_of(line, board()) is not None


@pytest.mark.parametrize("text", [
    r"p(x, z)", r"p(x \mid z)", r"r(x, y \mid z = 1)", r"p(z = l \mid x)",
    r"\mathbb{E}_{q(z \mid x)}[\log(p(x, z))]",
])  # fmt: skip
def test_a_probability_is_written_back_as_it_was_read(text: str) -> None:
    assert repr(board().formula(text)) == text
    assert board().formula(repr(board().formula(text))) == board().formula(text)


def test_both_bars_and_both_spellings_are_read_alike() -> None:
    assert board().formula("p(x | z)") == board().formula(r"p(x \mid z)")
    assert board().formula(r"E_{z \sim q(z|x)}[a]") == board().formula(r"E_{q(z \mid x)}[a]")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("p", r"p is a law: write p\(...\)"),
        ("p(l)", "p is a law of x, z, not of l; a value is written x = l"),
        (r"p(x \mid x)", "a name stands twice"),
        ("p(x = a)", "a value of a law is a whole number"),
        (r"E_{p(x = 1)}[a]", "write no values before the bar"),
        (r"E_{x}[a]", "an index at E is not read"),
    ],
)
def test_what_is_no_probability_is_refused(text: str, why: str) -> None:
    with pytest.raises(LineError, match=why):
        board().formula(text)


@pytest.mark.parametrize("factors", ["u(x)", "u(x) u(x | z) u(z)", "u(x | z) u(z)", "x + z"])
def test_factors_name_each_name_once_behind_what_it_is_given(factors: str) -> None:
    names = Notation()
    names.size("n")
    with pytest.raises(LineError):
        names.table("u", factors=factors, x="n", z="n")


def test_a_marginal_is_the_sum_over_the_factors() -> None:
    names = Notation()
    names.table("u", factors="u(z) u(x | z)", z=2, x=3)
    law = {(1,): fmpq(1, 3), (2,): fmpq(2, 3)}
    given = {(z, x): fmpq(x + z, 6 + 3 * z) for z, x in product((1, 2), (1, 2, 3))}
    point = {"u(z)": law, r"u(x \mid z)": given, "x": fmpq(2), "z": fmpq(1)}
    whole = sum(law[z,] * given[z, 2] for z in (1, 2))
    assert evaluate(names.formula("u(x)"), point) == whole
    assert evaluate(names.formula("u(z | x)"), point) == law[1,] * given[1, 2] / whole
