"""Matrices of blocks: elimination, inverses, and what Gaussians make of them."""

from linebyline.proof import Derivation, derive, refute

from .catalog import exhibit, given

PARTS = ("size n m", "matrix A n n invertible", "matrix B n m", "matrix C m n", "matrix D m m")
JOINT = (
    "size n m", "matrix P n n positive definite", "matrix B n m", "matrix Q m m positive definite",
    "vector x n", "vector y m",
)  # fmt: skip


@exhibit("∎∎")
def block_elimination() -> Derivation:
    return derive(
        "Elimination in blocks",
        given(*PARTS),
        r"""
        \begin{bmatrix} I & 0 \\ -C A^{-1} & I \end{bmatrix}
        \begin{bmatrix} A & B \\ C & D \end{bmatrix}
      = \begin{bmatrix} A & B \\ 0 & D - C A^{-1} B \end{bmatrix} :: clear the first column
      = \begin{bmatrix} A & 0 \\ 0 & D - C A^{-1} B \end{bmatrix}
        \begin{bmatrix} I & A^{-1} B \\ 0 & I \end{bmatrix} :: and the first row
    """,
    )


@exhibit("∎∎")
def block_determinant() -> Derivation:
    return derive(
        "Determinant by the Schur complement",
        given(*PARTS),
        r"""
        \det(\begin{bmatrix} A & B \\ C & D \end{bmatrix})
      = \det(\begin{bmatrix} A & B \\ 0 & D - C A^{-1} B \end{bmatrix})
        :: a shear has determinant one
      = \det(A) \det(D - C A^{-1} B) :: block triangular
    """,
    )


@exhibit("✗")
def block_determinant_like_numbers() -> Derivation:
    return refute(
        "Determinant of blocks, taken for numbers",
        given("size n", "matrix A B C D n n"),
        r"""
        \det(\begin{bmatrix} A & B \\ C & D \end{bmatrix})
      = \det(A) \det(D) - \det(B) \det(C) :: true for numbers only
    """,
    )


@exhibit("∎∎")
def block_triangular_inverse() -> Derivation:
    parts = given("size n m", "matrix A n n invertible", "matrix B n m", "matrix D m m invertible")
    return derive(
        "Inverse of a block triangular matrix",
        parts,
        r"""
        \begin{bmatrix} A & B \\ 0 & D \end{bmatrix}^{-1}
      = \begin{bmatrix} A^{-1} & 0 \\ 0 & I_m \end{bmatrix}
        \begin{bmatrix} I_n & -B \\ 0 & I_m \end{bmatrix}
        \begin{bmatrix} I_n & 0 \\ 0 & D^{-1} \end{bmatrix} :: undo the steps one by one
      = \begin{bmatrix} A^{-1} & -A^{-1} B D^{-1} \\ 0 & D^{-1} \end{bmatrix} :: multiply out
    """,
    )


@exhibit("∎", conditions=[r"\det(D - C A^{-1} B) \ne 0"])
def block_inverse_by_schur() -> Derivation:
    return derive(
        "Inverse by the Schur complement",
        given(*PARTS),
        r"""
        \begin{bmatrix} A & B \\ C & D \end{bmatrix}^{-1}
      = \begin{bmatrix} I & -A^{-1} B \\ 0 & I \end{bmatrix}
        \begin{bmatrix} A^{-1} & 0 \\ 0 & (D - C A^{-1} B)^{-1} \end{bmatrix}
        \begin{bmatrix} I & 0 \\ -C A^{-1} & I \end{bmatrix} :: invert each factor of the elimination
    """,
    )


@exhibit("∎∎")
def joint_gaussian_exponent() -> Derivation:
    law = given(*JOINT, assume=[r"\det(P - B Q^{-1} B^\top) \ne 0"])
    return derive(
        "The exponent of a joint Gaussian splits",
        law,
        r"""
        \begin{bmatrix} x \\ y \end{bmatrix}^\top
        \begin{bmatrix} P & B \\ B^\top & Q \end{bmatrix}^{-1}
        \begin{bmatrix} x \\ y \end{bmatrix}
      = \begin{bmatrix} x - B Q^{-1} y \\ y \end{bmatrix}^\top
        \begin{bmatrix} P - B Q^{-1} B^\top & 0 \\ 0 & Q \end{bmatrix}^{-1}
        \begin{bmatrix} x - B Q^{-1} y \\ y \end{bmatrix} :: shear the first block
      = (x - B Q^{-1} y)^\top (P - B Q^{-1} B^\top)^{-1} (x - B Q^{-1} y) + y^\top Q^{-1} y
        :: conditional law and marginal law
    """,
    )


@exhibit("∎∎")
def conditional_from_the_precision() -> Derivation:
    return derive(
        "Conditioning in the precision matrix",
        given(*JOINT),
        r"""
        \begin{bmatrix} x \\ y \end{bmatrix}^\top
        \begin{bmatrix} P & B \\ B^\top & Q \end{bmatrix}
        \begin{bmatrix} x \\ y \end{bmatrix}
      = x^\top P x + 2 x^\top B y + y^\top Q y :: multiply out
      = (x + P^{-1} B y)^\top P (x + P^{-1} B y) + y^\top (Q - B^\top P^{-1} B) y
        :: complete the square: mean -P^{-1} B y, precision P
    """,
    )


@exhibit("∎∎")
def ridge_as_augmented_least_squares() -> Derivation:
    data = given("size n d", "matrix X n d", "vector w d", "vector y n", "positive s")
    return derive(
        "Ridge regression as least squares on more data",
        data,
        r"""
        \lVert \begin{bmatrix} X \\ s I \end{bmatrix} w
          - \begin{bmatrix} y \\ 0 w \end{bmatrix} \rVert^2
      = \lVert X w - y \rVert^2 + \lVert s w \rVert^2 :: squares of the parts
      = \lVert X w - y \rVert^2 + s^2 \lVert w \rVert^2 :: pull the number out
    """,
    )


@exhibit("∎∎")
def bias_as_a_weight() -> Derivation:
    layer = given("size m n", "matrix W m n", "vector b m", "vector x n")
    return derive(
        "A bias is a weight on a constant input",
        layer,
        r"""
        \begin{bmatrix} W & b \end{bmatrix} \begin{bmatrix} x \\ 1 \end{bmatrix}
      = W x + 1 \cdot b :: row times column
      = W x + b :: the constant input is one
    """,
    )


@exhibit("∎∎")
def appended_column_normal_matrix() -> Derivation:
    data = given("size n d", "matrix X n d full column rank", "vector u n")
    return derive(
        "One more column in the normal equations",
        data,
        r"""
        \det(\begin{bmatrix} X & u \end{bmatrix}^\top \begin{bmatrix} X & u \end{bmatrix})
      = \det(\begin{bmatrix} X^\top X & X^\top u \\ u^\top X & u^\top u \end{bmatrix}) :: Gram
      = \det(X^\top X) (u^\top u - u^\top X (X^\top X)^{-1} X^\top u)
        :: times the squared distance of u from the columns of X
    """,
    )


@exhibit("∎∎")
def constrained_least_squares() -> Derivation:
    system = given(
        "size n m", "matrix H n n positive definite", "matrix A m n", "vector g x n", "vector b u m",
        assume=[
            r"\begin{bmatrix} H & A^\top \\ A & 0 \end{bmatrix} \begin{bmatrix} x \\ u \end{bmatrix}"
            r" = \begin{bmatrix} g \\ b \end{bmatrix}"
        ],
    )  # fmt: skip
    return derive(
        "The multipliers of a constrained quadratic",
        system,
        r"""
        A H^{-1} A^\top u
      = A H^{-1} g - A x :: the first row, times A H^{-1}
      = A H^{-1} g - b :: the second row
    """,
    )
