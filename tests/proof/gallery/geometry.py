"""Lengths, angles, projections."""

from linebyline.proof import Derivation, derive

from .catalog import exhibit, given


@exhibit("▸∎∎∎∎∎")
def law_of_cosines() -> Derivation:
    sides = given(
        "positive a b",
        r"interval \alpha \beta -\frac{\pi}{2} \frac{\pi}{2}",
        define={"c": r"a \sin\alpha + b \sin\beta", r"\theta": r"\alpha + \beta"},
        assume=[r"a \cos\alpha = b \cos\beta"],
    )
    return derive("Law of cosines", sides, r"""
        c^2
      = (a \sin\alpha + b \sin\beta)^2 :: the signed pieces of the base
      = a^2 \sin^2\alpha + b^2 \sin^2\beta + 2ab \sin\alpha \sin\beta :: square of a sum
      = a^2 \sin^2\alpha + b^2 \sin^2\beta
        + 2ab (\cos\alpha \cos\beta - \cos\theta) :: the cosine of a sum
      = a^2 \sin^2\alpha + b^2 \sin^2\beta
        + 2 (a \cos\alpha)(b \cos\beta) - 2ab \cos\theta :: multiply out
      = a^2 \sin^2\alpha + b^2 \sin^2\beta
        + a^2 \cos^2\alpha + b^2 \cos^2\beta - 2ab \cos\theta :: both are the altitude, twice
      = a^2 + b^2 - 2ab \cos\theta :: Pythagoras, twice
    """)


@exhibit("∎∎∎")
def third_side() -> Derivation:
    arrows = given("size n", "vector x y n")
    return derive("The length of a difference", arrows, r"""
        \|x - y\|^2
      = (x - y)^\top (x - y) :: the norm is a dot product
      = x^\top x - x^\top y - y^\top x + y^\top y :: linear in each place
      = \|x\|^2 - 2 x^\top y + \|y\|^2 :: symmetric
    """)


@exhibit("∎∎")
def dot_product_is_a_cosine() -> Derivation:
    arrows = given("size n", "vector x y n nonzero", r"real \theta")
    return derive("Dot product and cosine", arrows, r"""
        \|x - y\|^2 = \|x\|^2 + \|y\|^2 - 2 \|x\| \|y\| \cos\theta
      \Rightarrow -2 x^\top y = -2 \|x\| \|y\| \cos\theta :: write the left side out and cancel
      \Rightarrow x^\top y = \|x\| \|y\| \cos\theta :: divide by -2
    """)


@exhibit("∎")
def cauchy_schwarz() -> Derivation:
    arrows = given("size n", "vector x y n")
    return derive("Cauchy and Schwarz", arrows, r"""
        |x^\top y|
      \le \|x\| \|y\| :: the rest behind a projection has a length
    """)


@exhibit("∎∎∎")
def triangle_inequality() -> Derivation:
    arrows = given("size n", "vector x y n")
    return derive("Triangle inequality", arrows, r"""
        \|x + y\|^2
      = \|x\|^2 + 2 x^\top y + \|y\|^2 :: linear and symmetric
      \le \|x\|^2 + 2 \|x\| \|y\| + \|y\|^2 :: Cauchy and Schwarz
      = (\|x\| + \|y\|)^2 :: square of a sum
    """)


@exhibit("∎∎")
def parallelogram_law() -> Derivation:
    arrows = given("size n", "vector x y n")
    return derive("Parallelogram law", arrows, r"""
        \|x + y\|^2 + \|x - y\|^2
      = (\|x\|^2 + 2 x^\top y + \|y\|^2) + (\|x\|^2 - 2 x^\top y + \|y\|^2) :: both squares
      = 2 \|x\|^2 + 2 \|y\|^2 :: the products cancel
    """)


@exhibit("∎∎")
def polarisation() -> Derivation:
    arrows = given("size n", "vector x y n")
    return derive("Lengths determine the dot product", arrows, r"""
        \frac{1}{4} (\|x + y\|^2 - \|x - y\|^2)
      = \frac{1}{4} (4 x^\top y) :: both squares, subtracted
      = x^\top y :: cancel
    """)


@exhibit("∎∎")
def distance_to_a_hyperplane() -> Derivation:
    plane = given(
        "size n", "vector x n", "vector w n nonzero", "real b",
        define={"q": r"x - \frac{w^\top x + b}{w^\top w} w"},
    )  # fmt: skip
    return derive("Distance to a hyperplane", plane, r"""
        \|x - q\|
      = \left|\frac{w^\top x + b}{w^\top w}\right| \|w\| :: a multiple of w
      = \frac{|w^\top x + b|}{\|w\|} :: one factor of the norm cancels
    """)


@exhibit("∎∎")
def foot_on_a_hyperplane() -> Derivation:
    plane = given(
        "size n", "vector x n", "vector w n nonzero", "real b",
        define={"q": r"x - \frac{w^\top x + b}{w^\top w} w"},
    )  # fmt: skip
    return derive("The foot lies on the hyperplane", plane, r"""
        w^\top q + b
      = w^\top x - \frac{w^\top x + b}{w^\top w} w^\top w + b :: insert the foot
      = 0 :: cancel
    """)


@exhibit("∎∎")
def nearest_point_of_a_line() -> Derivation:
    line = given(
        "size n", "vector x n", "vector y n nonzero", "real t",
        define={"P": r"\frac{y^\top x}{y^\top y} y"},
    )  # fmt: skip
    return derive("Nothing on the line is nearer", line, r"""
        \|x - t y\|^2
      = \|x - P\|^2 + \left(t - \frac{y^\top x}{y^\top y}\right)^2 \|y\|^2 :: Pythagoras
      \ge \|x - P\|^2 :: a square is not negative
    """)


@exhibit("∎∎")
def gram_schmidt_step() -> Derivation:
    line = given(
        "size n", "vector x n", "vector y n nonzero",
        define={"r": r"x - \frac{y^\top x}{y^\top y} y"},
    )  # fmt: skip
    return derive("A Gram-Schmidt step", line, r"""
        y^\top r
      = y^\top x - \frac{y^\top x}{y^\top y} y^\top y :: linear
      = 0 :: cancel
    """)


@exhibit("∎∎∎")
def householder_reflection() -> Derivation:
    mirror = given(
        "size n", "vector v n nonzero", define={"H": r"I_n - \frac{2}{v^\top v} v v^\top"}
    )
    return derive("A reflection keeps all lengths", mirror, r"""
        H^\top H
      = I_n - \frac{4}{v^\top v} v v^\top + \frac{4}{(v^\top v)^2} v v^\top v v^\top :: multiply out
      = I_n - \frac{4}{v^\top v} v v^\top + \frac{4}{v^\top v} v v^\top :: the inner dot product
      = I_n :: cancel
    """)


@exhibit("∎∎")
def orthogonal_maps_keep_angles() -> Derivation:
    maps = given("size n", "matrix Q n n orthogonal", "vector x y n")
    return derive("Orthogonal maps keep dot products", maps, r"""
        (Q x)^\top (Q y)
      = x^\top Q^\top Q y :: transpose of a product
      = x^\top y :: the columns are orthonormal
    """)


@exhibit("∎∎")
def gram_matrix() -> Derivation:
    data = given("size n d", "matrix X n d", "vector v d")
    return derive("A Gram matrix is positive semidefinite", data, r"""
        v^\top (X^\top X) v
      = \|X v\|^2 :: a squared length
      \ge 0 :: no length is negative
    """)


@exhibit("∎∎")
def rotations_add() -> Derivation:
    plane = given(
        r"real \alpha \beta",
        define={
            "A": r"\begin{pmatrix} \cos\alpha & -\sin\alpha \\ \sin\alpha & \cos\alpha \end{pmatrix}",
            "B": r"\begin{pmatrix} \cos\beta & -\sin\beta \\ \sin\beta & \cos\beta \end{pmatrix}",
        },
    )
    return derive("Rotations add their angles", plane, r"""
        A B
      = \begin{pmatrix}
          \cos\alpha \cos\beta - \sin\alpha \sin\beta & -\cos\alpha \sin\beta - \sin\alpha \cos\beta \\
          \sin\alpha \cos\beta + \cos\alpha \sin\beta & \cos\alpha \cos\beta - \sin\alpha \sin\beta
        \end{pmatrix} :: rows times columns
      = \begin{pmatrix}
          \cos(\alpha + \beta) & -\sin(\alpha + \beta) \\
          \sin(\alpha + \beta) & \cos(\alpha + \beta)
        \end{pmatrix} :: addition theorems
    """)


@exhibit("∎∎")
def lagrange_identity() -> Derivation:
    pairs = given("size n", "index i j 1 n", "array x y n")
    return derive("What Cauchy and Schwarz leave over", pairs, r"""
        (\sum_i x_i^2) (\sum_i y_i^2) - (\sum_i x_i y_i)^2
      = \frac{1}{2} \sum_i \sum_j (x_i y_j - x_j y_i)^2 :: multiply out and pair the terms
      \ge 0 :: squares
    """)
