"""Matrices compared by their quadratic forms: the Loewner order."""

from linebyline.proof import Derivation, derive, refute

from .catalog import exhibit, given


@exhibit("∎∎")
def gauss_markov_in_the_order_of_matrices() -> Derivation:
    model = given(
        "size n d", "matrix X n d full column rank", "matrix C d n", r"positive s",
        assume=["C X = I"],
    )  # fmt: skip
    return derive(
        "Gauss and Markov, as matrices",
        model,
        r"""
        s^2 C C^\top
      = s^2 (C - (X^\top X)^{-1} X^\top) (C - (X^\top X)^{-1} X^\top)^\top
        + s^2 (X^\top X)^{-1} :: an unbiased estimator is least squares plus noise
      \succeq s^2 (X^\top X)^{-1} :: the covariance of least squares
    """,
    )


@exhibit("∎∎")
def posterior_is_narrower() -> Derivation:
    model = given(
        "size n d", "matrix P d d positive definite", "matrix H n d",
        "matrix R n n positive definite",
    )  # fmt: skip
    return derive(
        "A posterior is narrower than the prior",
        model,
        r"""
        P - P H^\top (H P H^\top + R)^{-1} H P
      = (P^{-1} + H^\top R^{-1} H)^{-1} :: Woodbury
      \preceq P :: more precision, less variance
    """,
    )


@exhibit("✗")
def precision_the_wrong_way_round() -> Derivation:
    model = given("size n", "matrix P R n n positive definite")
    return refute(
        "Precision added, variance added",
        model,
        r"""
        (P^{-1} + R^{-1})^{-1}
      \succeq P :: it is the other way round
    """,
    )


@exhibit("∎∎")
def ridge_covariance_is_smaller() -> Derivation:
    data = given("size n d", "matrix X n d full column rank", r"positive \lambda \mu")
    return derive(
        "A stronger penalty shrinks",
        data,
        r"""
        (X^\top X + (\lambda + \mu) I)^{-1}
      \preceq (X^\top X + \lambda I)^{-1} :: the inverse turns the order round
      \preceq (X^\top X)^{-1} :: once more
    """,
    )


@exhibit("∎∎")
def hat_matrix_is_a_contraction() -> Derivation:
    data = given("size n d", "matrix X n d full column rank", "vector y n")
    return derive(
        "A projection shortens",
        data,
        r"""
        X (X^\top X)^{-1} X^\top
      = (X (X^\top X)^{-1} X^\top)^\top X (X^\top X)^{-1} X^\top :: a symmetric projection
      \preceq I :: the residual's square is not negative
    """,
    )


@exhibit("∎∎")
def scatter_is_above_zero() -> Derivation:
    data = given("size n d", "matrix X n d", "positive w")
    return derive(
        "A scatter matrix is semidefinite",
        data,
        r"""
        w X^\top X
      = (\sqrt{w} X)^\top (\sqrt{w} X) :: pull the weight in
      \succeq 0 :: a Gram matrix
    """,
    )


@exhibit("∎∎")
def schur_complement_test() -> Derivation:
    parts = given(
        "size n m", "matrix A n n symmetric", "matrix B n m", "matrix D m m symmetric",
        assume=[r"\begin{bmatrix} A & B \\ B^\top & D \end{bmatrix} \succ 0"],
    )  # fmt: skip
    return derive(
        "The Schur complement of what is definite",
        parts,
        r"""
        D
      \succ B^\top A^{-1} B :: eliminate the first block
      \succeq 0 :: a form of the inverse
    """,
    )


@exhibit("∎∎")
def conditional_covariance_is_smaller() -> Derivation:
    law = given(
        "size n m", "matrix P n n symmetric", "matrix B n m", "matrix Q m m symmetric",
        assume=[r"\begin{bmatrix} P & B \\ B^\top & Q \end{bmatrix} \succ 0"],
    )  # fmt: skip
    return derive(
        "Conditioning never widens a Gaussian",
        law,
        r"""
        P - B Q^{-1} B^\top
      \preceq P - B Q^{-1} B^\top + B Q^{-1} B^\top :: add a form
      = P :: the marginal covariance
    """,
    )


@exhibit("∎∎")
def descent_on_a_smooth_quadratic() -> Derivation:
    bowl = given(
        "size n", "matrix A n n symmetric", "vector x d n", "positive L",
        assume=[r"A \preceq L I"],
    )  # fmt: skip
    return derive(
        "A smooth quadratic lies below its parabola",
        bowl,
        r"""
        \frac{1}{2} (x + d)^\top A (x + d)
      = \frac{1}{2} x^\top A x + x^\top A d + \frac{1}{2} d^\top A d :: multiply out
      \le \frac{1}{2} x^\top A x + x^\top A d + \frac{L}{2} \lVert d \rVert^2 :: the order
    """,
    )


@exhibit("∎∎")
def generalised_variance_shrinks() -> Derivation:
    law = given(
        "size n", "matrix A B n n symmetric", assume=[r"A \succeq B", r"B \succ 0"],
    )  # fmt: skip
    return derive(
        "Determinants and traces of ordered matrices",
        law,
        r"""
        \operatorname{tr}(A) - \operatorname{tr}(B)
      = \operatorname{tr}(A - B) :: the trace is linear
      \ge 0 :: a sum of forms
    """,
    )


@exhibit("∎")
def log_det_is_monotone() -> Derivation:
    law = given(
        "size n", "matrix A B n n symmetric", assume=[r"A \succeq B", r"B \succ 0"],
    )  # fmt: skip
    return derive(
        "The log-determinant is monotone",
        law,
        r"""
        \log\det(A)
      \ge \log\det(B) :: eigenvalue by eigenvalue
    """,
    )


@exhibit("∎∎")
def kernel_plus_noise_is_invertible() -> Derivation:
    process = given("size n m", "matrix F n m", r"positive s")
    return derive(
        "A Gram matrix with noise on its diagonal",
        process,
        r"""
        F F^\top + s I
      \succeq s I :: the Gram matrix is semidefinite
      \succ 0 :: so it can be inverted
    """,
    )
