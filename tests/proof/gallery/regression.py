"""Least squares, ridge, logistic and softmax regression."""

from linebyline.proof import Derivation, derive

from .catalog import exhibit, given

DESIGN = ("size n d", "matrix X n d full column rank", "vector y n", r"vector \beta d")


@exhibit("∎∎")
def residual_is_orthogonal() -> Derivation:
    design = given(*DESIGN, define={r"\hat\beta": r"(X^\top X)^{-1} X^\top y"})
    return derive("The residual is orthogonal to the columns", design, r"""
        X^\top (y - X \hat\beta)
      = X^\top y - X^\top X (X^\top X)^{-1} X^\top y :: insert the solution
      = 0 :: cancel
    """)


@exhibit("∎∎")
def least_squares_minimum() -> Derivation:
    design = given(*DESIGN, define={r"\hat\beta": r"(X^\top X)^{-1} X^\top y"})
    return derive("Least squares", design, r"""
        \|y - X \beta\|^2
      = \|y - X \hat\beta\|^2 + \|X (\hat\beta - \beta)\|^2 :: Pythagoras
      \ge \|y - X \hat\beta\|^2 :: no length is negative
    """)


@exhibit("∎∎")
def hat_matrix() -> Derivation:
    design = given(*DESIGN, define={"H": r"X (X^\top X)^{-1} X^\top"})
    return derive("The hat matrix is a projection", design, r"""
        H H
      = X (X^\top X)^{-1} (X^\top X) (X^\top X)^{-1} X^\top :: both factors
      = H :: cancel
    """)


@exhibit("∎∎")
def degrees_of_freedom() -> Derivation:
    design = given(*DESIGN, define={"H": r"X (X^\top X)^{-1} X^\top"})
    return derive("The trace of the hat matrix", design, r"""
        \operatorname{tr}(H)
      = \operatorname{tr}((X^\top X)^{-1} X^\top X) :: cyclic
      = d :: trace of the identity
    """)


@exhibit("∎∎")
def unbiased_estimate() -> Derivation:
    design = given(
        *DESIGN, r"vector \epsilon n", define={r"\hat\beta": r"(X^\top X)^{-1} X^\top (X \beta + \epsilon)"}
    )
    return derive("Least squares is right up to noise", design, r"""
        \hat\beta
      = (X^\top X)^{-1} X^\top X \beta + (X^\top X)^{-1} X^\top \epsilon :: linear
      = \beta + (X^\top X)^{-1} X^\top \epsilon :: cancel
    """)


@exhibit("∎∎")
def covariance_of_least_squares() -> Derivation:
    design = given(
        *DESIGN, r"positive \sigma", r"matrix \Sigma n n symmetric", define={"C": r"(X^\top X)^{-1} X^\top"},
        assume=[r"\Sigma = \sigma^2 I_n"],
    )  # fmt: skip
    return derive("Covariance of least squares", design, r"""
        C \Sigma C^\top
      = \sigma^2 (X^\top X)^{-1} X^\top X (X^\top X)^{-1} :: equal, uncorrelated noise
      = \sigma^2 (X^\top X)^{-1} :: cancel
    """)


@exhibit("∎")
def gauss_markov() -> Derivation:
    rivals = given(
        "size n d", "matrix X n d full column rank", "matrix C d n",
        define={"D": r"C - (X^\top X)^{-1} X^\top"},
        assume=["C X = I_d"],
    )  # fmt: skip
    return derive("Gauss and Markov", rivals, r"""
        C C^\top
      = (X^\top X)^{-1} + D D^\top :: the cross terms vanish, because C X = I
    """)


@exhibit("∎∎")
def gauss_markov_order() -> Derivation:
    rivals = given(
        "size n d", "matrix X n d full column rank", "matrix C d n", "vector v d",
        define={"D": r"C - (X^\top X)^{-1} X^\top"},
        assume=["C X = I_d"],
    )  # fmt: skip
    return derive("No linear unbiased estimator varies less", rivals, r"""
        v^\top C C^\top v
      = v^\top (X^\top X)^{-1} v + \|D^\top v\|^2 :: Gauss and Markov
      \ge v^\top (X^\top X)^{-1} v :: no length is negative
    """)


@exhibit("∎")
def sums_of_squares() -> Derivation:
    design = given(*DESIGN, define={"H": r"X (X^\top X)^{-1} X^\top"})
    return derive("Explained and residual sum of squares", design, r"""
        \|y\|^2
      = \|H y\|^2 + \|y - H y\|^2 :: Pythagoras
    """)


@exhibit("∎∎")
def slope_of_a_line() -> Derivation:
    points = given(
        "size n", "index i 1 n", "array x y n", "real w b",
        define={"L": r"\sum_i (y_i - w x_i - b)^2"},
    )  # fmt: skip
    return derive("Derivative by the slope", points, r"""
        \frac{\partial}{\partial w} L
      = \sum_i 2 (y_i - w x_i - b) (-x_i) :: chain rule
      = 2 (w \sum_i x_i^2 + b \sum_i x_i - \sum_i x_i y_i) :: collect
    """)


@exhibit("∎")
def intercept_of_a_line() -> Derivation:
    points = given("size n", "index i 1 n", "array x y n", "real w b")
    return derive("The line runs through the mean", points, r"""
        \sum_i (y_i - w x_i - b) = 0
      \Rightarrow b = \frac{1}{n} \sum_i y_i - \frac{w}{n} \sum_i x_i :: solve for b
    """)


@exhibit("∎")
def weighted_least_squares() -> Derivation:
    design = given(*DESIGN, "matrix W n n positive definite",
        define={r"\hat\beta": r"(X^\top W X)^{-1} X^\top W y"})  # fmt: skip
    return derive("Weighted least squares", design, r"""
        (y - X \beta)^\top W (y - X \beta)
      = (y - X \hat\beta)^\top W (y - X \hat\beta)
        + (\beta - \hat\beta)^\top X^\top W X (\beta - \hat\beta) :: complete the square
    """)


RIDGE = ("size n d", "matrix X n d", "vector y n", "vector w d", r"positive \lambda")
FIT = {r"\hat w": r"(X^\top X + \lambda I_d)^{-1} X^\top y"}


@exhibit("∎∎")
def ridge_normal_equations() -> Derivation:
    return derive("Ridge: normal equations", given(*RIDGE), r"""
        X^\top (X w - y) + \lambda w = 0
      \Rightarrow (X^\top X + \lambda I_d) w = X^\top y :: collect w
      \Rightarrow w = (X^\top X + \lambda I_d)^{-1} X^\top y :: invert
    """)


@exhibit("∎∎")
def ridge_minimum() -> Derivation:
    return derive("Ridge: the minimum", given(*RIDGE, define=FIT), r"""
        \|y - X (\hat w + w)\|^2 + \lambda \|\hat w + w\|^2 - \|y - X \hat w\|^2 - \lambda \|\hat w\|^2
      = \|X w\|^2 + \lambda \|w\|^2 :: the mixed terms cancel
      \ge 0 :: no length is negative
    """)


@exhibit("∎∎")
def ridge_bias() -> Derivation:
    return derive("Ridge: the bias", given(*RIDGE), r"""
        (X^\top X + \lambda I_d)^{-1} X^\top X w - w
      = (X^\top X + \lambda I_d)^{-1} (X^\top X - (X^\top X + \lambda I_d)) w :: bracket
      = -\lambda (X^\top X + \lambda I_d)^{-1} w :: cancel
    """)


@exhibit("∎∎∎")
def ridge_by_singular_values() -> Derivation:
    factors = given(
        "size n d", "matrix U n d", "matrix D d d diagonal", "matrix V d d orthogonal", "vector y n",
        r"positive \lambda", define={"X": r"U D V^\top"}, assume=[r"U^\top U = I_d"],
    )  # fmt: skip
    return derive("Ridge: singular values", factors, r"""
        (X^\top X + \lambda I_d)^{-1} X^\top y
      = (V D D V^\top + \lambda V V^\top)^{-1} V D U^\top y :: orthonormal columns
      = (V (D D + \lambda I_d) V^\top)^{-1} V D U^\top y :: factor
      = V (D D + \lambda I_d)^{-1} D U^\top y :: inverse of a product
    """)


@exhibit("∎∎")
def ridge_covariance() -> Derivation:
    factors = given(
        "size n d", "matrix U n d", "matrix D d d diagonal", "matrix V d d orthogonal",
        r"positive \lambda \sigma",
        define={"X": r"U D V^\top", "C": r"(X^\top X + \lambda I_d)^{-1} X^\top"},
        assume=[r"U^\top U = I_d"],
    )  # fmt: skip
    return derive("Ridge: covariance", factors, r"""
        \sigma^2 C C^\top
      = \sigma^2 (X^\top X + \lambda I_d)^{-1} X^\top X (X^\top X + \lambda I_d)^{-1} :: transpose
      = \sigma^2 V (D D + \lambda I_d)^{-1} D D (D D + \lambda I_d)^{-1} V^\top :: singular values
    """)


@exhibit("∎∎")
def kernel_ridge() -> Derivation:
    return derive("Ridge with a kernel", given(*RIDGE), r"""
        (X^\top X + \lambda I_d)^{-1} X^\top y
      = (X^\top X + \lambda I_d)^{-1} X^\top (X X^\top + \lambda I_n)
        (X X^\top + \lambda I_n)^{-1} y :: insert a matrix and its inverse
      = X^\top (X X^\top + \lambda I_n)^{-1} y :: push-through
    """)


@exhibit("∎∎")
def posterior_mode_is_ridge() -> Derivation:
    model = given(
        "size n d", "index i 1 n", "index j 1 d", "array y n", "table x n d", "array w d",
        r"positive \sigma \tau",
    )  # fmt: skip
    return derive("The posterior mode is ridge", model, r"""
        -\log((\prod_i \exp(-\frac{(y_i - \sum_j w_j x_{ij})^2}{2\sigma^2}))
          \prod_j \exp(-\frac{w_j^2}{2\tau^2}))
      = \sum_i \frac{(y_i - \sum_j w_j x_{ij})^2}{2\sigma^2}
        + \sum_j \frac{w_j^2}{2\tau^2} :: log of a product
      = \frac{1}{2\sigma^2} (\sum_i (y_i - \sum_j w_j x_{ij})^2
        + \frac{\sigma^2}{\tau^2} \sum_j w_j^2) :: factor
    """)
