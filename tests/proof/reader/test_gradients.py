"""Gradients as they are written: the round trip, the plain notation, and what is refused."""

import pytest
from tests.proof.kernel.matrix_names import NAMES

from linebyline.proof import LineError
from linebyline.proof.reader.plain import read_plain_formula
from linebyline.proof.tex_writer import tex


@pytest.mark.parametrize(
    "written",
    [
        r"\nabla_x (x^\top A x)",
        r"\nabla_x^2 (x^\top A x)",
        r"2 (\nabla_x (x^\top x))",
        r"\nabla_x \lVert x\rVert^2",
        r"\nabla_\beta (\lambda \lVert \beta\rVert^2)",
        r"\frac{\partial}{\partial x^\top} (A x)",
        r"\frac{\partial}{\partial x} \frac{\partial}{\partial x^\top} (x^\top x)",
        r"\nabla_x (u^\top (\nabla_x (x^\top A x)))",
    ],
)
def test_a_gradient_is_written_as_it_was_read(written: str) -> None:
    formula = NAMES.formula(written)
    assert NAMES.formula(tex(formula)) == formula


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\nabla^2_x x^\top x", r"\nabla_x^2 (x^\top x)"),
        (r"\nabla_{x} x^\top x", r"\nabla_x (x^\top x)"),
        (
            r"\frac{\partial^2}{\partial x \partial x^\top} (x^\top x)",
            r"\frac{\partial}{\partial x} \frac{\partial}{\partial x^\top} (x^\top x)",
        ),
    ],
)
def test_spellings_of_one_gradient(one: str, other: str) -> None:
    assert NAMES.formula(one) == NAMES.formula(other)


def test_plain_gradients() -> None:
    assert read_plain_formula("grad(x' A x, x)", NAMES.names) == NAMES.formula(
        r"\nabla_x (x^\top A x)"
    )
    assert read_plain_formula("hess(x' A x, x)", NAMES.names) == NAMES.formula(
        r"\nabla_x^2 (x^\top A x)"
    )
    assert read_plain_formula("diff(A x, x')", NAMES.names) == NAMES.formula(
        r"\frac{\partial (A x)}{\partial x^\top}"
    )


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (r"\nabla x^\top x", "by what"),
        (r"\nabla_x^3 x^\top x", "order 1, a Hessian order 2"),
        (r"\nabla_x (A x)", "a number by a column or a matrix"),
        (r"\nabla_a a^2", "a number by a column or a matrix"),
        (r"\nabla_S \operatorname{tr}(S)", "depend on each other"),
        (r"\nabla_A^2 \operatorname{tr}(A)", "a Hessian is taken by a column"),
        (r"\frac{\partial (A x)}{\partial x}", "the Jacobian is that of a column by a row"),
        (r"\nabla_x (x^\top x) u", "beyond the parentheses"),
        (r"\nabla_x a x^\top x", "whole product"),
    ],
)
def test_unclear_gradients_are_refused(written: str, why: str) -> None:
    with pytest.raises(LineError, match=why):
        NAMES.formula(written)
