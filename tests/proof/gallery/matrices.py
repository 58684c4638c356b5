"""Identities of matrices of any size."""

from linebyline.proof import Derivation, derive, refute

from .catalog import exhibit, given


@exhibit("∎∎")
def push_through() -> Derivation:
    data = given("size n d", "matrix X n d", r"positive \lambda")
    return derive("Push-through", data, r"""
        (X^\top X + \lambda I_d)^{-1} X^\top
      = (X^\top X + \lambda I_d)^{-1} X^\top (X X^\top + \lambda I_n)
        (X X^\top + \lambda I_n)^{-1} :: insert a matrix and its inverse
      = X^\top (X X^\top + \lambda I_n)^{-1} :: the first two factors cancel
    """)


@exhibit("∎")
def woodbury() -> Derivation:
    update = given(
        "size n k", "matrix A n n positive definite", "matrix U n k", "matrix V k n",
        assume=[r"\det(A + U V) \ne 0"],
    )  # fmt: skip
    return derive("Woodbury", update, r"""
        (A + U V)^{-1}
      = A^{-1} - A^{-1} U (I_k + V A^{-1} U)^{-1} V A^{-1} :: multiply by A + UV
    """)


@exhibit("✗")
def woodbury_with_a_wrong_sign() -> Derivation:
    update = given(
        "size n k", "matrix A n n positive definite", "matrix U n k", "matrix V k n",
    )  # fmt: skip
    return refute("Woodbury, one sign wrong", update, r"""
        (A + U V)^{-1}
      = A^{-1} + A^{-1} U (I_k + V A^{-1} U)^{-1} V A^{-1} :: a plus where a minus belongs
    """)


@exhibit("∎")
def sherman_morrison() -> Derivation:
    update = given(
        "size n", "matrix A n n invertible", "vector u v n",
        assume=[r"1 + v^\top A^{-1} u \ne 0"],
    )  # fmt: skip
    return derive("An update of rank one", update, r"""
        (A + u v^\top)^{-1}
      = A^{-1} - \frac{1}{1 + v^\top A^{-1} u} A^{-1} u v^\top A^{-1} :: multiply by A + uv'
    """)


@exhibit("∎")
def determinant_of_a_rank_one_update() -> Derivation:
    update = given("size n", "matrix A n n invertible", "vector u v n")
    return derive("Determinant of an update of rank one", update, r"""
        \det(A + u v^\top)
      = (1 + v^\top A^{-1} u) \det(A) :: the matrix determinant lemma
    """)


@exhibit("∎∎")
def resolvent_identity() -> Derivation:
    pair = given("size n", "matrix A B n n invertible")
    return derive("Difference of two inverses", pair, r"""
        A^{-1} - B^{-1}
      = A^{-1} B B^{-1} - A^{-1} A B^{-1} :: insert identities
      = A^{-1} (B - A) B^{-1} :: factor
    """)


@exhibit("∎∎")
def inverse_of_a_product() -> Derivation:
    pair = given("size n", "matrix A B n n invertible")
    return derive("Socks and shoes", pair, r"""
        (A B)^{-1}
      = B^{-1} A^{-1} :: undo the last one first
      = ((A^\top)^{-1} (B^\top)^{-1})^\top :: inverse and transpose commute
    """)


@exhibit("∎∎∎")
def trace_is_cyclic() -> Derivation:
    tables = given("size n m", "index i 1 n", "index j 1 m", "matrix A n m", "matrix B m n")
    return derive("The trace is cyclic", tables, r"""
        \operatorname{tr}(A B)
      = \sum_i \sum_j A_{ij} B_{ji} :: the diagonal of the product
      = \sum_j \sum_i B_{ji} A_{ij} :: exchange the sums
      = \operatorname{tr}(B A) :: the diagonal of the other product
    """)


@exhibit("∎∎")
def frobenius_norm() -> Derivation:
    tables = given("size n m", "index i 1 n", "index j 1 m", "matrix A B n m")
    return derive("The squared Frobenius norm of a difference", tables, r"""
        \sum_i \sum_j (A_{ij} - B_{ij})^2
      = \operatorname{tr}((A - B)^\top (A - B)) :: entries of the product
      = \operatorname{tr}(A^\top A) - 2 \operatorname{tr}(A^\top B)
        + \operatorname{tr}(B^\top B) :: multiply out; a trace is its transpose's
    """)


@exhibit("∎∎")
def completing_the_square() -> Derivation:
    bowl = given(
        "size n", "matrix A n n positive definite", "vector x b n",
        define={"m": "A^{-1} b"},
    )  # fmt: skip
    return derive("Completing the square", bowl, r"""
        \frac{1}{2} (m + x)^\top A (m + x) - b^\top (m + x)
      = \frac{1}{2} x^\top A x - \frac{1}{2} b^\top A^{-1} b :: the mixed terms cancel
      \ge -\frac{1}{2} b^\top A^{-1} b :: A is positive definite
    """)


@exhibit("∎∎")
def gradient_of_a_quadratic() -> Derivation:
    bowl = given(
        "size n", "index i j c 1 n", "matrix A n n symmetric", "array x b n",
        define={"f": r"\frac{1}{2} \sum_i \sum_j x_i A_{ij} x_j - \sum_i b_i x_i"},
    )  # fmt: skip
    return derive("Gradient of a quadratic form", bowl, r"""
        \frac{\partial}{\partial x_c} f
      = \frac{1}{2} \sum_j A_{cj} x_j + \frac{1}{2} \sum_i x_i A_{ic} - b_c :: product rule
      = \sum_j A_{cj} x_j - b_c :: symmetric
    """)


@exhibit("∎∎")
def hessian_of_a_quadratic() -> Derivation:
    bowl = given(
        "size n", "index i j c k 1 n", "matrix A n n symmetric", "array x b n",
        define={"f": r"\frac{1}{2} \sum_i \sum_j x_i A_{ij} x_j - \sum_i b_i x_i"},
    )  # fmt: skip
    return derive("Hessian of a quadratic form", bowl, r"""
        \frac{\partial^2}{\partial x_k \partial x_c} f
      = \frac{1}{2} (A_{kc} + A_{ck}) :: differentiate twice
      = A_{kc} :: symmetric
    """)


@exhibit("∎∎∎")
def symmetric_part() -> Derivation:
    form = given("size n", "matrix A n n", "vector x n")
    return derive("A quadratic form sees the symmetric part only", form, r"""
        x^\top A x
      = \frac{1}{2} (x^\top A x + (x^\top A x)^\top) :: a number is its transpose
      = \frac{1}{2} (x^\top A x + x^\top A^\top x) :: transpose of a product
      = x^\top \left(\frac{1}{2} (A + A^\top)\right) x :: factor
    """)


@exhibit("∎∎")
def congruence_keeps_definiteness() -> Derivation:
    form = given("size n d", "matrix B n n positive semidefinite", "matrix X n d", "vector v d")
    return derive("Congruence keeps the sign", form, r"""
        v^\top (X^\top B X) v
      = (X v)^\top B (X v) :: bracket
      \ge 0 :: B is positive semidefinite
    """)


@exhibit("∎∎")
def block_inverse() -> Derivation:
    blocks = given(
        "size n m", "matrix A n n symmetric", "matrix B n m", "matrix C m m positive definite",
        "matrix S n n symmetric, invertible",
        assume=[r"S = A - B C^{-1} B^\top"],
    )  # fmt: skip
    return derive("First row of the block inverse", blocks, r"""
        A S^{-1} - B C^{-1} B^\top S^{-1}
      = (A - B C^{-1} B^\top) S^{-1} :: factor
      = I :: the Schur complement
    """)


@exhibit("∎∎")
def block_inverse_second_row() -> Derivation:
    blocks = given(
        "size n m", "matrix A n n symmetric", "matrix B n m", "matrix C m m positive definite",
        "matrix S n n symmetric, invertible",
        assume=[r"S = A - B C^{-1} B^\top"],
    )  # fmt: skip
    return derive("Last entry of the block inverse", blocks, r"""
        -B^\top S^{-1} B C^{-1} + C (C^{-1} + C^{-1} B^\top S^{-1} B C^{-1})
      = -B^\top S^{-1} B C^{-1} + I + B^\top S^{-1} B C^{-1} :: multiply out
      = I :: cancel
    """)


@exhibit("∎∎")
def neumann_series() -> Derivation:
    steps = given("size n", "matrix A n n", "integer T", "index t 0 T", assume=[r"T \ge 0"])
    return derive("A finite Neumann series", steps, r"""
        (I_n - A) \sum_t A^t
      = \sum_t A^t - \sum_t A^{t + 1} :: multiply out
      = I_n - A^{T + 1} :: telescope
    """)


@exhibit("∎∎")
def vec_of_an_outer_product() -> Derivation:
    forms = given("size n", "matrix A n n", "vector x n")
    return derive("A quadratic form as a trace", forms, r"""
        x^\top A x
      = \operatorname{tr}(x^\top A x) :: a number is its own trace
      = \operatorname{tr}(A x x^\top) :: cyclic
    """)
