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


@exhibit("∎∎", conditions=[r"\det(\Lambda) > 0", r"\det(\Lambda) > 0"])
def gaussian_likelihood_in_the_precision() -> Derivation:
    law = given("size d", r"matrix \Lambda d d invertible", r"vector x \mu d")
    return derive(
        "Gradient of the Gaussian log-likelihood in the precision",
        law,
        r"""
        \nabla_\Lambda \left(\frac{1}{2} \log\det(\Lambda)
          - \frac{1}{2} (x - \mu)^\top \Lambda (x - \mu)\right)
      = \frac{1}{2} \nabla_\Lambda \log\det(\Lambda)
        - \frac{1}{2} (x - \mu) (x - \mu)^\top :: a form is linear in its matrix
      = \frac{1}{2} (\Lambda^{-\top} - (x - \mu) (x - \mu)^\top) :: Jacobi's formula
    """,
    )


@exhibit("∎", conditions=[r"\det(\Sigma) > 0"])
def gaussian_likelihood_in_the_covariance() -> Derivation:
    law = given(
        "size d", r"matrix \Sigma d d invertible", r"vector x \mu d",
        assume=[r"\Sigma^\top = \Sigma"],
    )  # fmt: skip
    return derive(
        "Gradient of the Gaussian log-likelihood in the covariance",
        law,
        r"""
        \nabla_\Sigma \left(-\frac{1}{2} \log\det(\Sigma)
          - \frac{1}{2} (x - \mu)^\top \Sigma^{-1} (x - \mu)\right)
      = \frac{1}{2} \Sigma^{-1} ((x - \mu) (x - \mu)^\top - \Sigma) \Sigma^{-1}
        :: each entry moves by itself, at a symmetric matrix
    """,
    )


@exhibit("∎∎")
def gaussian_score() -> Derivation:
    law = given("size d", r"matrix \Lambda d d positive definite", r"vector x \mu d")
    return derive(
        "Score of a Gaussian",
        law,
        r"""
        \nabla_x \log(e^{-\frac{1}{2} (x - \mu)^\top \Lambda (x - \mu)})
      = -\frac{1}{2} \nabla_x ((x - \mu)^\top \Lambda (x - \mu)) :: the logarithm undoes it
      = -\Lambda (x - \mu) :: towards the mean
    """,
    )


@exhibit("∎∎")
def layer_weights() -> Derivation:
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
def layer_inputs() -> Derivation:
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
def neuron_gradient() -> Derivation:
    neuron = given("size n", "vector w n nonzero", "vector x n", "function f")
    return derive(
        "Gradient of a neuron",
        neuron,
        r"""
        w^\top \nabla_w f(w^\top x)
      = x^\top \nabla_x f(w^\top x) :: the score is linear in either
      = w^\top x \cdot \frac{1}{\lVert w \rVert^2} w^\top \nabla_x f(w^\top x) :: along the weights
    """,
    )


@exhibit("∎∎∎")
def logistic_hessian() -> Derivation:
    data = given(
        "size n d", "index i 1 n", "index j k 1 d", "matrix X n d", "vector w d", "vector y n",
        define={"s_i": r"\operatorname{sigmoid}((X w)_i)"},
    )  # fmt: skip
    return derive(
        "Hessian of the logistic loss",
        data,
        r"""
        \left(\nabla_w^2 \sum_i (\log(1 + e^{(X w)_i}) - y_i (X w)_i)\right)_{jk}
      = \frac{\partial}{\partial w_k}
        \left(\nabla_w \sum_i (\log(1 + e^{(X w)_i}) - y_i (X w)_i)\right)_j :: entry by entry
      = \frac{\partial}{\partial w_k} \sum_i X_{ij} (s_i - y_i) :: prediction minus label
      = \sum_i X_{ij} s_i (1 - s_i) X_{ik} :: slope of the sigmoid
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
def marginal_likelihood_gradient() -> Derivation:
    process = given("size n", "matrix K n n positive definite", "vector y n", "positive t")
    return derive(
        "Fit term of a Gaussian process, by the noise",
        process,
        r"""
        \frac{\partial}{\partial t} y^\top (K + t I)^{-1} y
      = -y^\top (K + t I)^{-1} (K + t I)^{-1} y :: the inverse moves against the matrix
      = -\lVert (K + t I)^{-1} y \rVert^2 :: symmetric
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


@exhibit("∎∎∎")
def logistic_newton() -> Derivation:
    data = given(
        "size n d", "index i 1 n", "vectors x d n", "vector w d", "array y n",
        define={"s_i": r"\operatorname{sigmoid}(w^\top x_i)"},
    )  # fmt: skip
    return derive("Gradient and Hessian of the logistic loss, sample by sample", data, r"""
        \nabla_w^2 \sum_i (\log(1 + e^{w^\top x_i}) - y_i w^\top x_i)
      = \frac{\partial}{\partial w^\top}
        \left(\nabla_w \sum_i (\log(1 + e^{w^\top x_i}) - y_i w^\top x_i)\right)
        :: the Jacobian of the gradient
      = \frac{\partial}{\partial w^\top} \sum_i (s_i - y_i) x_i :: prediction minus label
      = \sum_i s_i (1 - s_i) x_i x_i^\top :: a weighted scatter matrix
    """)


@exhibit("∎∎")
def mixture_mean_step() -> Derivation:
    data = given(
        "size n d", "index i 1 n", "vectors x d n", r"vector \mu d", "array r n",
        r"matrix \Lambda d d positive definite",
    )  # fmt: skip
    return derive("The M-step for the mean of a Gaussian component", data, r"""
        \nabla_\mu \sum_i r_i \left(-\frac{1}{2} (x_i - \mu)^\top \Lambda (x_i - \mu)\right)
      = \Lambda \sum_i r_i (x_i - \mu) :: responsibilities are constants here
      = \Lambda \left(\sum_i r_i x_i - \left(\sum_i r_i\right) \mu\right)
        :: zero at the weighted mean
    """)


@exhibit("∎", conditions=[r"\det(\Lambda) > 0"])
def mixture_covariance_step() -> Derivation:
    data = given(
        "size n d", "index i 1 n", "vectors x d n", r"vector \mu d", "array r n",
        r"matrix \Lambda d d invertible",
    )  # fmt: skip
    return derive("The M-step for the precision of a Gaussian component", data, r"""
        \nabla_\Lambda \sum_i r_i \left(\frac{1}{2} \log\det(\Lambda)
          - \frac{1}{2} (x_i - \mu)^\top \Lambda (x_i - \mu)\right)
      = \frac{1}{2} \left(\sum_i r_i\right) \Lambda^{-\top}
        - \frac{1}{2} \sum_i r_i (x_i - \mu) (x_i - \mu)^\top
        :: zero where the covariance is the weighted scatter
    """)
