"""Gradients, Hessians and Jacobians by whole columns and matrices."""

from linebyline.proof import Derivation, derive, refute

from .catalog import exhibit, given


@exhibit("∎∎∎")
def least_squares_gradient() -> Derivation:
    data = given("size n d", "matrix X n d", "vector w d", "vector y n")
    return derive(
        "Gradient of the squared error",
        data,
        r"""
        \nabla_w \lVert X w - y \rVert^2
      = \nabla_w (w^\top X^\top X w - 2 y^\top X w + y^\top y) :: multiply out
      = 2 X^\top X w - 2 X^\top y :: term by term
      = 2 X^\top (X w - y) :: factor
    """,
    )


@exhibit("✗")
def least_squares_gradient_without_transpose() -> Derivation:
    data = given("size n", "matrix X n n", "vector w y n")
    return refute(
        "Gradient of the squared error, a transpose forgotten",
        data,
        r"""
        \nabla_w \lVert X w - y \rVert^2
      = 2 X (X w - y) :: the shapes fit for a square X, the values do not
    """,
    )


@exhibit("∎∎∎")
def ridge_stationarity() -> Derivation:
    data = given(
        "size n d", "matrix X n d", "vector w d", "vector y n", r"positive \lambda",
        define={r"\hat w": r"(X^\top X + \lambda I_d)^{-1} X^\top y"},
    )  # fmt: skip
    return derive(
        "Where the ridge loss is stationary",
        data,
        r"""
        \frac{1}{2} \nabla_w (\lVert X w - y \rVert^2 + \lambda \lVert w \rVert^2)
      = X^\top (X w - y) + \lambda w :: both squares
      = (X^\top X + \lambda I_d) w - X^\top y :: collect
      = (X^\top X + \lambda I_d) (w - \hat w) :: zero at the estimate only
    """,
    )


@exhibit("∎∎∎∎")
def newton_step_on_a_quadratic() -> Derivation:
    bowl = given("size n", "matrix A n n positive definite", "vector x b n")
    return derive(
        "Newton's method finds the bottom of a bowl in one step",
        bowl,
        r"""
        x - \left(\nabla_x^2 (\frac{1}{2} x^\top A x - b^\top x)\right)^{-1}
            \nabla_x (\frac{1}{2} x^\top A x - b^\top x)
      = x - A^{-1} \nabla_x (\frac{1}{2} x^\top A x - b^\top x) :: the Hessian
      = x - A^{-1} (A x - b) :: the gradient
      = x - x + A^{-1} b :: multiply out
      = A^{-1} b :: from every start
    """,
    )


@exhibit("∎∎")
def layer_weight_gradient() -> Derivation:
    layer = given(
        "size m n", "matrix W m n", "vector b y m", "vector x n",
        define={"E": r"\frac{1}{2} \lVert W x + b - y \rVert^2"},
    )  # fmt: skip
    return derive(
        "Gradient by the weights of a layer",
        layer,
        r"""
        \frac{\partial E}{\partial W}
      = (W x + b - y) x^\top :: error times input
      = \frac{\partial E}{\partial b} x^\top :: the error is the gradient by the bias
    """,
    )


@exhibit("∎∎")
def layer_input_gradient() -> Derivation:
    layer = given(
        "size m n", "matrix W m n", "vector b y m", "vector x n",
        define={"E": r"\frac{1}{2} \lVert W x + b - y \rVert^2"},
    )  # fmt: skip
    return derive(
        "Gradient by the inputs of a layer",
        layer,
        r"""
        \frac{\partial E}{\partial x}
      = W^\top \frac{\partial E}{\partial b} :: the transposed weights carry the error back
      = \left(\frac{\partial (W x + b)}{\partial x^\top}\right)^\top (W x + b - y)
        :: the Jacobian of the layer
    """,
    )


@exhibit("∎∎")
def two_linear_layers() -> Derivation:
    layers = given("size m k n", "matrix V m k", "matrix W k n", "vector x n", "vector y m")
    return derive(
        "Two linear layers",
        layers,
        r"""
        \nabla_W \frac{1}{2} \lVert V W x - y \rVert^2
      = V^\top (V W x - y) x^\top :: back through the second layer
      = V^\top V W x x^\top - V^\top y x^\top :: multiply out
    """,
    )


@exhibit("∎∎")
def rayleigh_stationarity() -> Derivation:
    form = given("size n", "matrix S n n symmetric", "vector x n nonzero")
    return derive(
        "Gradient of the Rayleigh quotient",
        form,
        r"""
        \nabla_x \frac{x^\top S x}{x^\top x}
      = \frac{2}{x^\top x} S x - \frac{2 x^\top S x}{(x^\top x)^2} x :: quotient rule
      = \frac{2}{x^\top x} \left(S x - \frac{x^\top S x}{x^\top x} x\right)
        :: zero exactly at eigenvectors
    """,
    )


@exhibit("∎∎")
def principal_axis() -> Derivation:
    axis = given(
        "size n", "matrix S n n symmetric", r"vector u n", r"real \lambda",
        assume=[r"S u = \lambda u", r"u^\top u = 1"],
    )  # fmt: skip
    return derive(
        "Stationary points of principal component analysis",
        axis,
        r"""
        \nabla_u (u^\top S u - \lambda (u^\top u - 1))
      = 2 S u - 2 \lambda u :: a Lagrange multiplier for the length
      = 0 :: at a unit eigenvector
    """,
    )


@exhibit("∎∎")
def frobenius_factorisation() -> Derivation:
    factors = given("size n m k", "matrix Y n m", "matrix U n k", "matrix V m k")
    return derive(
        "Gradient of a low-rank fit",
        factors,
        r"""
        \nabla_U \operatorname{tr}((Y - U V^\top)^\top (Y - U V^\top))
      = -2 Y V + 2 U V^\top V :: multiply out, term by term
      = -2 (Y - U V^\top) V :: the residual times the other factor
    """,
    )
