r"""Derivations of the field for general sizes: least squares, ridge, Gaussians, Kalman, Schur.

Each line is proved; where an inverse must be supposed to exist, the condition is named.
"""

import pytest
from tests.proof.kernel.matrix_names import proof_of

HAT = r"X (X^\top X)^{-1} X^\top"
OLS = r"(X^\top X)^{-1} X^\top y"
RIDGE = r"(X^\top X + \lambda I_d)^{-1} X^\top y"
SCHUR = r"(S - L Z^{-1} L^\top)^{-1}"
GAIN = r"K U (U^\top K U + G)^{-1}"
LINES = {
    "normal equations": rf"X^\top (y - X {OLS}) = 0",
    "residuals are orthogonal to the fit": rf"({HAT} y)^\top (I_n - {HAT}) y = 0",
    "Pythagoras for least squares": (
        rf"\lVert y - X \beta\rVert^2 = \lVert y - X {OLS}\rVert^2"
        rf" + \lVert X (\beta - {OLS})\rVert^2"
    ),
    "trace of the residual maker": rf"\operatorname{{tr}}(I_n - {HAT}) = n - d",
    "Gauss-Markov": (
        r"V X = I_d \Rightarrow V V^\top - (X^\top X)^{-1}"
        r" = (V - (X^\top X)^{-1} X^\top) (V - (X^\top X)^{-1} X^\top)^\top"
    ),
    "normal equations of ridge": (
        rf"X^\top (X \beta - y) + \lambda \beta = 0 \Rightarrow \beta = {RIDGE}"
    ),
    "ridge shrinks": (
        r"(X^\top X + \lambda I_d)^{-1} X^\top X \beta"
        r" = \beta - \lambda (X^\top X + \lambda I_d)^{-1} \beta"
    ),
    "ridge has its minimum there": (
        rf"\lVert y - X \beta\rVert^2 + \lambda \lVert\beta\rVert^2"
        rf" - \lVert y - X {RIDGE}\rVert^2 - \lambda \lVert {RIDGE}\rVert^2"
        rf" = (\beta - {RIDGE})^\top (X^\top X + \lambda I_d) (\beta - {RIDGE})"
    ),
    "completing the square": (
        r"\frac{1}{2} x^\top K x - y^\top x = \frac{1}{2} (x - K^{-1} y)^\top K (x - K^{-1} y)"
        r" - \frac{1}{2} y^\top K^{-1} y"
    ),
    "affine map of a Gaussian, exponent": (
        r"(M x - M y)^\top (M K M^\top)^{-1} (M x - M y) = (x - y)^\top K^{-1} (x - y)"
    ),
    "affine map of a Gaussian, volume": r"\det(M K M^\top) = (\det(M))^2 \det(K)",
    "eigenvectors of a symmetric matrix": r"S u = a u \Rightarrow (S u)^\top v = a u^\top v",
    "dual principal components": (
        r"Y Y^\top u = a u \Rightarrow Y^\top Y (Y^\top u) = a (Y^\top u)"
    ),
    "determinant through eigenvalues": r"\det(Q D Q^\top) = \det(D)",
    "trace through eigenvalues": r"\operatorname{tr}(Q D Q^\top) = \operatorname{tr}(D)",
    "powers through eigenvalues": r"(Q D Q^\top)^3 = Q D^3 Q^\top",
    "Kalman: two forms of the gain": (
        rf"{GAIN} = (K^{{-1}} + U G^{{-1}} U^\top)^{{-1}} U G^{{-1}}"
    ),
    "Kalman: Joseph form": (
        rf"(I_n - {GAIN} U^\top) K (I_n - {GAIN} U^\top)^\top + {GAIN} G ({GAIN})^\top"
        rf" = K - {GAIN} U^\top K"
    ),
    "Kalman: information form": (
        rf"(K - {GAIN} U^\top K) (K^{{-1}} + U G^{{-1}} U^\top) = I_n"
    ),
    "kernel ridge": (
        r"Y (Y^\top Y + \lambda I_d)^{-1} Y^\top y = Y Y^\top (Y Y^\top + \lambda I_n)^{-1} y"
    ),
    "Householder keeps lengths": (
        r"\lVert u\rVert = 1 \Rightarrow \lVert (I_n - 2 u u^\top) x\rVert = \lVert x\rVert"
    ),
}
SCHUR_LINES = {
    "block inverse, first row": rf"S {SCHUR} - L Z^{{-1}} L^\top {SCHUR} = I_n",
    "block inverse, second row": rf"L^\top {SCHUR} - Z (Z^{{-1}} L^\top {SCHUR}) = 0",
    "conditional Gaussian, exponent": (
        rf"x^\top {SCHUR} x - 2 x^\top {SCHUR} L Z^{{-1}} g"
        rf" + g^\top (Z^{{-1}} + Z^{{-1}} L^\top {SCHUR} L Z^{{-1}}) g"
        rf" = (x - L Z^{{-1}} g)^\top {SCHUR} (x - L Z^{{-1}} g) + g^\top Z^{{-1}} g"
    ),
    "determinant of a block matrix": (
        r"\det(S - L Z^{-1} L^\top) \det(Z) = \det(Z) \det(S - L Z^{-1} L^\top)"
    ),
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_a_line_of_the_field_is_proved(line: str) -> None:
    proof = proof_of(line)
    assert proof is not None
    assert proof.conditions == ()


@pytest.mark.parametrize("line", SCHUR_LINES.values(), ids=SCHUR_LINES.keys())
def test_a_line_with_a_schur_complement_supposes_its_inverse_at_most(line: str) -> None:
    proof = proof_of(line)
    assert proof is not None
    assert {repr(c) for c in proof.conditions} <= {r"\det(S - L Z^{-1} L^\top) \ne 0"}
