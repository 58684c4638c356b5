"""Powers of matrices, spectra, Markov chains, Kronecker products, and gradients with gates."""

from linebyline.proof import Derivation, derive, refute

from .catalog import Survivor, exhibit, given

SPECTRUM = ("size n k", "index i 1 n", "matrix Q n n orthogonal", r"vector \lambda n")
SPECTRAL = {"A": r"Q \operatorname{diag}(\lambda) Q^\top"}


@exhibit("∎∎∎")
def powers_by_the_spectral_theorem() -> Derivation:
    return derive(
        "Powers by the spectral theorem",
        given(*SPECTRUM, define=SPECTRAL),
        r"""
        \operatorname{tr}(A^k)
      = \operatorname{tr}(Q \operatorname{diag}(\lambda)^k Q^\top) :: the inner factors cancel
      = \operatorname{tr}(\operatorname{diag}(\lambda)^k) :: rotate the trace
      = \sum_i \lambda_i^k :: powers of a diagonal matrix
    """,
    )


@exhibit("∎∎")
def determinant_by_the_spectral_theorem() -> Derivation:
    return derive(
        "The determinant by the spectral theorem",
        given(*SPECTRUM, define=SPECTRAL),
        r"""
        \det(A)
      = \det(Q)^2 \det(\operatorname{diag}(\lambda)) :: a product of determinants
      = \prod_i \lambda_i :: the determinant of an orthogonal matrix is 1 or -1
    """,
    )


@exhibit("∎∎")
def geometric_series_of_powers() -> Derivation:
    return derive(
        "Geometric series of matrices",
        given("size n k", "index j 0 k", "matrix A n n"),
        r"""
        (I_n - A) (\sum_{j=0}^k A^j)
      = \sum_{j=0}^k A^j - \sum_{j=0}^k A^{j+1} :: distribute
      = I_n - A^{k+1} :: the sum telescopes
    """,
    )


@exhibit("∎∎", survivors={1: [
    Survivor("P^{-k + m}", "stationary under the inverse too, where there is one"),
    Survivor("P^{k - m}", "stationary under the inverse too, where there is one"),
]})  # fmt: skip
def stationary_distribution() -> Derivation:
    chain = given("size n k m", "matrix P n n", "vector q n", assume=[r"q^\top P = q^\top"])
    return derive(
        "A stationary distribution stays",
        chain,
        r"""
        q^\top P^{k+m}
      = q^\top P^k P^m :: Chapman and Kolmogorov
      = q^\top :: stationary under each power
    """,
    )


@exhibit("✗")
def stationary_distribution_on_the_wrong_side() -> Derivation:
    chain = given("size n k", "matrix P n n", "vector q n", assume=[r"q^\top P = q^\top"])
    return refute(
        "A stationary distribution, on the wrong side",
        chain,
        r"""
        P^k q
      = q :: a left eigenvector is no right one
    """,
    )


@exhibit("∎∎", survivors={1: [
    Survivor("P^{-k + 1}", "holds for the inverse too, where there is one"),
]})  # fmt: skip
def rows_of_a_chain_sum_to_one() -> Derivation:
    rows = given("size n k", "matrix P n n", assume=[r"P \mathbf{1}_n = \mathbf{1}_n"])
    return derive(
        "Rows of all powers of a chain sum to one",
        rows,
        r"""
        P^{k+1} \mathbf{1}_n
      = P^k \mathbf{1}_n :: the rows of P sum to one
      = \mathbf{1}_n :: step by step
    """,
    )


@exhibit("∎∎")
def gradient_descent_on_a_quadratic() -> Derivation:
    steps = given("size n k", "matrix H n n symmetric", r"real \eta", "vector w b n", "vector s n",
                  assume=[r"H s = b"])  # fmt: skip
    return derive(
        "Many steps of gradient descent on a quadratic",
        steps,
        r"""
        s + (I_n - \eta H)^k (w - s) - \eta (H (s + (I_n - \eta H)^k (w - s)) - b)
      = s + (I_n - \eta H) (I_n - \eta H)^k (w - s) :: the gradient vanishes at s
      = s + (I_n - \eta H)^{k+1} (w - s) :: one factor more
    """,
    )


@exhibit("∎∎")
def resolvent_of_a_nilpotent_matrix() -> Derivation:
    shift = given("size n", "matrix A n n", assume=[r"A^3 = 0"])
    return derive(
        "The inverse of one minus a nilpotent matrix",
        shift,
        r"""
        (I_n - A)(I_n + A + A^2)
      = I_n - A^3 :: expand
      = I_n :: the cube vanishes
    """,
    )


@exhibit("∎∎")
def solving_on_a_grid() -> Derivation:
    grid = given("size n m", "matrix A n n positive definite", "matrix B m m positive definite",
                 "vector x n", "vector y m")  # fmt: skip
    return derive("Solving with a Kronecker product", grid, r"""
        (A \otimes B)^{-1} (x \otimes y)
      = (A^{-1} \otimes B^{-1}) (x \otimes y) :: invert each factor
      = (A^{-1} x) \otimes (B^{-1} y) :: the mixed product
    """)


@exhibit("∎∎")
def quadratic_form_on_a_grid() -> Derivation:
    grid = given("size n m", "matrix A n n", "matrix B m m", "matrix X n m")
    return derive(
        "A quadratic form on a grid",
        grid,
        r"""
        \operatorname{vec}(X)^\top (B \otimes A) \operatorname{vec}(X)
      = \operatorname{vec}(X)^\top \operatorname{vec}(A X B^\top) :: vec of a product
      = \operatorname{tr}(X^\top A X B^\top) :: the inner product of matrices
    """,
    )


@exhibit("∎")
def softmax_jacobian_as_a_matrix() -> Derivation:
    scores = given("size K", "index k l 1 K", "array z K", define={
        "p_k": r"\frac{e^{z_k}}{\sum_{l=1}^K e^{z_l}}", "q": r"\sum_{l=1}^K p_l e_l",
    })  # fmt: skip
    return derive(
        "The Jacobian of softmax",
        scores,
        r"""
        \frac{\partial}{\partial z_l} p_k
      = (\operatorname{diag}(q) - q q^\top)_{kl} :: quotient rule
    """,
    )


@exhibit("∎∎")
def back_propagation_through_a_gate() -> Derivation:
    layer = given("size n m", "matrix W m n", "vector h x n", "vector v m", "index i 1 n")
    return derive(
        "Back-propagation through a gate",
        layer,
        r"""
        \frac{\partial}{\partial h_i} (v^\top W (h \odot x))
      = (W^\top v)_i x_i :: each gate scales one entry
      = ((W^\top v) \odot x)_i :: as one vector
    """,
    )


@exhibit("∎∎")
def diagonal_scaling_of_rows_and_columns() -> Derivation:
    graph = given("size n", "matrix A n n symmetric", "vector s n")
    return derive(
        "The normalised adjacency matrix",
        graph,
        r"""
        (\operatorname{diag}(s) A \operatorname{diag}(s))^\top
      = \operatorname{diag}(s) A \operatorname{diag}(s) :: symmetric factors in mirror order
      = A \odot (s s^\top) :: entry by entry
    """,
    )
