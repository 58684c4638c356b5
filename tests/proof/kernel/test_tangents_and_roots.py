"""Tangents of exp and log, roots and sums of roots: what they prove, and what breaks them."""

import pytest

from linebyline.proof import kernel
from linebyline.proof.exam.declare import notation_of
from linebyline.proof.verdict import Proof

NAMES = [
    "size n", "index i k 1 n", "array x y w n", "array a b n positive", "probabilities p q n",
    "real s t", "positive u v", "unit r c d", "array z n nonnegative",
]  # fmt: skip
CONJUGATE = (r"\lambda > 1", r"\mu > 1", r"\frac{1}{\lambda} + \frac{1}{\mu} = 1")


def proved(line: str, *assume: str) -> Proof | None:
    notation = notation_of([*NAMES, r"real \lambda \mu"], assume)
    return kernel.prove(notation.relation(line), notation.setting.assumptions)


TRUE = [
    (r"u^r v^{1-r} \le r u + (1-r) v", ()),
    (r"u v \le \frac{u^\lambda}{\lambda} + \frac{v^\mu}{\mu}", CONJUGATE),
    (r"u^\lambda \ge 1 + \lambda (u - 1)", (r"\lambda > 1",)),
    (r"u^r \le 1 + r (u - 1)", ()),
    (r"e^{\sum_i p_i x_i} \le \sum_i p_i e^{x_i}", ()),
    (r"\prod_i a_i^{p_i} \le \sum_i p_i a_i", ()),
    (r"\prod_i a_i^{1/n} \le \frac{1}{n} \sum_i a_i", ()),
    (r"\log \sum_i e^{x_i} \ge \frac{1}{n} \sum_i x_i + \log n", ()),
    (
        r"\sum_i a_i \log\frac{a_i}{b_i} \ge (\sum_i a_i) \log\frac{\sum_i a_i}{\sum_i b_i}",
        (),
    ),
    (r"c \log\frac{c}{d} + (1-c) \log\frac{1-c}{1-d} \ge 2 (c - d)^2", ()),
    (r"\sum_i x_i y_i \le \sqrt{\sum_i x_i^2} \sqrt{\sum_i y_i^2}", ()),
    (r"\sqrt{\sum_i (x_i + y_i)^2} \le \sqrt{\sum_i x_i^2} + \sqrt{\sum_i y_i^2}", ()),
    (r"\sum_i p_i \sqrt{z_i} \le \sqrt{\sum_i p_i z_i}", ()),
    (r"\sum_i \sqrt{p_i q_i} \le 1", ()),
    (r"|\sum_i p_i x_i| \le \sum_i p_i |x_i|", ()),
    (r"\frac{1}{2} \sum_i |p_i - q_i| \le 1", ()),
    (r"|r s + (1-r) t| \le r |s| + (1-r) |t|", ()),
    (r"\sum_{k=0}^n k^2 \binom{n}{k} r^k (1-r)^{n-k} = n r (1-r) + n^2 r^2", ()),
]

FALSE = [
    (r"u^r v^{1-r} \ge r u + (1-r) v", ()),
    (r"u v \le \frac{u^\lambda}{\lambda} + \frac{v^\mu}{\mu}", CONJUGATE[:2]),
    (r"u^\lambda \ge 1 + \lambda (u - 1)", ()),
    (r"u^r \ge 1 + r (u - 1)", ()),
    (r"e^{\sum_i w_i x_i} \le \sum_i w_i e^{x_i}", ()),
    (r"e^{\sum_i x_i} \le \sum_i e^{x_i}", ()),
    (r"\prod_i a_i^{p_i} \le \sum_i p_i^2 a_i", ()),
    (r"\prod_i a_i \le \frac{1}{n} \sum_i a_i", ()),
    (r"\log \sum_i e^{x_i} \ge \sum_i x_i + \log n", ()),
    (r"\sum_i a_i \log\frac{a_i}{b_i} \ge \log\frac{\sum_i a_i}{\sum_i b_i}", ()),
    (r"c \log\frac{c}{d} + (1-c) \log\frac{1-c}{1-d} \ge 3 (c - d)^2", ()),
    (r"\sum_i x_i y_i < \sqrt{\sum_i x_i^2} \sqrt{\sum_i y_i^2}", ()),
    (r"\sqrt{\sum_i (x_i + y_i)^2} \ge \sqrt{\sum_i x_i^2} + \sqrt{\sum_i y_i^2}", ()),
    (r"\sum_i \sqrt{z_i} \le \sqrt{\sum_i z_i}", ()),
    (r"\sum_i \sqrt{a_i b_i} \le 1", ()),
    (r"|\sum_i w_i x_i| \le \sum_i w_i |x_i|", ()),
    (r"\sum_i |p_i - q_i| \le 1", ()),
    (r"|\lambda s + (1-\lambda) t| \le \lambda |s| + (1-\lambda) |t|", ()),
    (r"\sum_{k=0}^n k^2 \binom{n}{k} r^k (1-r)^{n-k} = n r (1-r)", ()),
]


@pytest.mark.parametrize(("line", "assume"), TRUE, ids=[line for line, _ in TRUE])
def test_classical_inequalities_are_proved(line: str, assume: tuple[str, ...]) -> None:
    found = proved(line, *assume)
    assert found is not None
    assert found.conditions == ()


@pytest.mark.parametrize(("line", "assume"), FALSE, ids=[line for line, _ in FALSE])
def test_a_broken_condition_proves_nothing(line: str, assume: tuple[str, ...]) -> None:
    assert proved(line, *assume) is None
