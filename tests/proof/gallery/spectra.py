"""Eigenvalues, singular values, determinants."""

from linebyline.proof import Derivation, derive

from .catalog import exhibit, given


@exhibit("∎∎∎∎")
def eigenvectors_are_orthogonal() -> Derivation:
    pairs = given(
        "size n", "matrix A n n symmetric", "vector u v n nonzero", "real a b",
        assume=["A u = a u", "A v = b v"],
    )  # fmt: skip
    return derive("Eigenvectors of a symmetric matrix", pairs, r"""
        a (u^\top v)
      = (A u)^\top v :: u is an eigenvector
      = u^\top A^\top v :: transpose of a product
      = u^\top A v :: symmetric
      = b (u^\top v) :: v is an eigenvector
    """)


@exhibit("∎∎")
def different_eigenvalues() -> Derivation:
    pairs = given("size n", "vector u v n", "real a b", assume=[r"a \ne b"])
    return derive("Different eigenvalues", pairs, r"""
        a (u^\top v) = b (u^\top v)
      \Rightarrow (a - b) (u^\top v) = 0 :: collect
      \Rightarrow u^\top v = 0 :: the eigenvalues differ
    """)


@exhibit("∎∎")
def spectral_powers() -> Derivation:
    basis = given(
        "size n", "matrix Q n n orthogonal", "matrix L n n diagonal",
        define={"A": r"Q L Q^\top"},
    )  # fmt: skip
    return derive("Powers of a matrix with its eigenvectors", basis, r"""
        A A
      = Q L (Q^\top Q) L Q^\top :: both factors
      = Q L L Q^\top :: the eigenvectors are orthonormal
    """)


@exhibit("∎∎")
def spectral_inverse() -> Derivation:
    basis = given(
        "size n", "matrix Q n n orthogonal", "matrix L n n diagonal, invertible"
    )
    return derive("The inverse has the same eigenvectors", basis, r"""
        (Q L Q^\top)^{-1}
      = (Q^\top)^{-1} L^{-1} Q^{-1} :: inverse of a product
      = Q L^{-1} Q^\top :: Q is orthogonal
    """)


@exhibit("∎∎")
def trace_is_the_sum_of_eigenvalues() -> Derivation:
    basis = given("size n", "matrix Q n n orthogonal", "matrix L n n diagonal")
    return derive("Trace and eigenvalues", basis, r"""
        \operatorname{tr}(Q L Q^\top)
      = \operatorname{tr}(L Q^\top Q) :: cyclic
      = \operatorname{tr}(L) :: the eigenvectors are orthonormal
    """)


@exhibit("∎∎∎")
def determinant_is_the_product_of_eigenvalues() -> Derivation:
    basis = given("size n", "matrix Q n n orthogonal", "matrix L n n diagonal")
    return derive("Determinant and eigenvalues", basis, r"""
        \det(Q L Q^\top)
      = \det(Q) \det(L) \det(Q^\top) :: determinant of a product
      = \det(Q^\top Q) \det(L) :: numbers commute
      = \det(L) :: the eigenvectors are orthonormal
    """)


@exhibit("∎")
def determinant_of_a_diagonal_matrix() -> Derivation:
    basis = given("size n", "index i 1 n", "matrix L n n diagonal")
    return derive("Determinant of a diagonal matrix", basis, r"""
        \det(L)
      = \prod_i L_{ii} :: the product of the diagonal
    """)


@exhibit("∎∎")
def orthogonal_determinant() -> Derivation:
    maps = given("size n", "matrix Q n n orthogonal")
    return derive("Orthogonal maps keep volumes", maps, r"""
        (\det(Q))^2
      = \det(Q^\top Q) :: determinant of a product and of a transpose
      = 1 :: the determinant of the identity
    """)


@exhibit("∎∎")
def characteristic_polynomial() -> Derivation:
    table = given(
        r"real a b c d \lambda", define={"A": r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"}
    )
    return derive("Characteristic polynomial of two rows", table, r"""
        \det(A - \lambda I_2)
      = (a - \lambda)(d - \lambda) - b c :: two rows
      = \lambda^2 - \operatorname{tr}(A) \lambda + \det(A) :: collect the powers
    """)


@exhibit("∎∎")
def cayley_hamilton() -> Derivation:
    table = given("real a b c d", define={"A": r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"})
    return derive("A matrix satisfies its own equation", table, r"""
        A^2 - \operatorname{tr}(A) A + \det(A) I_2
      = A (A - (a + d) I_2) + (a d - b c) I_2 :: trace and determinant
      = 0 :: multiply out
    """)


@exhibit("∎∎")
def singular_values() -> Derivation:
    factors = given(
        "size n d", "matrix U n n orthogonal", "matrix D n d", "matrix V d d orthogonal",
        define={"X": r"U D V^\top"},
    )  # fmt: skip
    return derive("Singular values are roots of eigenvalues", factors, r"""
        X^\top X
      = V D^\top U^\top U D V^\top :: transpose of a product
      = V D^\top D V^\top :: orthonormal columns
    """)


@exhibit("∎∎")
def dual_principal_components() -> Derivation:
    data = given("size n d", "matrix X n d", "vector a n", r"real \lambda")
    return derive("Components from the Gram matrix", data, r"""
        (X X^\top) a = \lambda a
      \Rightarrow X^\top X X^\top a = \lambda X^\top a :: multiply from the left
      \Rightarrow (X^\top X)(X^\top a) = \lambda (X^\top a) :: bracket
    """)


@exhibit("∎∎∎")
def variance_along_a_direction() -> Derivation:
    data = given(
        "size N d", "matrix X N d", "vector w d", r"real \lambda",
        define={"S": r"\frac{1}{N} X^\top X"},
        assume=[r"S w = \lambda w", r"w^\top w = 1"],
    )  # fmt: skip
    return derive("The variance along a component is its eigenvalue", data, r"""
        \frac{1}{N} \|X w\|^2
      = w^\top S w :: square of a length
      = \lambda w^\top w :: w is an eigenvector
      = \lambda :: of length one
    """)


@exhibit("∎∎")
def rayleigh_quotient() -> Derivation:
    basis = given(
        "size n", "index i 1 n", "array c n", "array g n nonnegative", "real m",
        define={r"\lambda_i": "m - g_i"},
    )  # fmt: skip
    return derive("No direction beats the largest eigenvalue", basis, r"""
        \sum_i \lambda_i c_i^2
      = m \sum_i c_i^2 - \sum_i g_i c_i^2 :: the gaps to the largest
      \le m \sum_i c_i^2 :: no gap is negative
    """)


@exhibit("∎∎")
def power_iteration_step() -> Derivation:
    pairs = given(
        "size n t", "matrix A n n", "vector u v n", "real a b p q",
        assume=["A u = a u", "A v = b v"],
    )  # fmt: skip
    return derive("One step of the power iteration", pairs, r"""
        A (p u + q v)
      = p A u + q A v :: linear
      = a p u + b q v :: eigenvectors
    """)


@exhibit("∎∎")
def pseudoinverse() -> Derivation:
    data = given(
        "size n d", "matrix X n d full column rank", define={"P": r"(X^\top X)^{-1} X^\top"}
    )
    return derive("The pseudoinverse undoes and projects", data, r"""
        X P X
      = X (X^\top X)^{-1} (X^\top X) :: definition
      = X :: cancel
    """)


@exhibit("∎∎")
def weyl_shift() -> Derivation:
    pairs = given("size n", "matrix A n n", "vector v n", r"real a \mu", assume=["A v = a v"])
    return derive("A shift moves every eigenvalue", pairs, r"""
        (A + \mu I_n) v
      = A v + \mu v :: linear
      = (a + \mu) v :: v is an eigenvector
    """)
