"""Gradients and Hessians of log-likelihoods and losses, over all samples."""

from linebyline.proof import Derivation, derive

from .catalog import exhibit, given


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
        "Score of a Gaussian vector",
        law,
        r"""
        \nabla_x \log(e^{-\frac{1}{2} (x - \mu)^\top \Lambda (x - \mu)})
      = -\frac{1}{2} \nabla_x ((x - \mu)^\top \Lambda (x - \mu)) :: the logarithm undoes it
      = -\Lambda (x - \mu) :: towards the mean
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
def logistic_hessian_entry() -> Derivation:
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


@exhibit("∎∎∎")
def logistic_newton() -> Derivation:
    data = given(
        "size n d", "index i 1 n", "vectors x d n", "vector w d", "array y n",
        define={"s_i": r"\operatorname{sigmoid}(w^\top x_i)"},
    )  # fmt: skip
    return derive(
        "Gradient and Hessian of the logistic loss, sample by sample",
        data,
        r"""
        \nabla_w^2 \sum_i (\log(1 + e^{w^\top x_i}) - y_i w^\top x_i)
      = \frac{\partial}{\partial w^\top}
        \left(\nabla_w \sum_i (\log(1 + e^{w^\top x_i}) - y_i w^\top x_i)\right)
        :: the Jacobian of the gradient
      = \frac{\partial}{\partial w^\top} \sum_i (s_i - y_i) x_i :: prediction minus label
      = \sum_i s_i (1 - s_i) x_i x_i^\top :: a weighted scatter matrix
    """,
    )


@exhibit("∎∎")
def mixture_mean_gradient() -> Derivation:
    data = given(
        "size n d", "index i 1 n", "vectors x d n", r"vector \mu d", "array r n",
        r"matrix \Lambda d d positive definite",
    )  # fmt: skip
    return derive(
        "The M-step for the mean of a Gaussian component",
        data,
        r"""
        \nabla_\mu \sum_i r_i \left(-\frac{1}{2} (x_i - \mu)^\top \Lambda (x_i - \mu)\right)
      = \Lambda \sum_i r_i (x_i - \mu) :: responsibilities are constants here
      = \Lambda \left(\sum_i r_i x_i - \left(\sum_i r_i\right) \mu\right)
        :: zero at the weighted mean
    """,
    )


@exhibit("∎", conditions=[r"\det(\Lambda) > 0"])
def mixture_precision_gradient() -> Derivation:
    data = given(
        "size n d", "index i 1 n", "vectors x d n", r"vector \mu d", "array r n",
        r"matrix \Lambda d d invertible",
    )  # fmt: skip
    return derive(
        "The M-step for the precision of a Gaussian component",
        data,
        r"""
        \nabla_\Lambda \sum_i r_i \left(\frac{1}{2} \log\det(\Lambda)
          - \frac{1}{2} (x_i - \mu)^\top \Lambda (x_i - \mu)\right)
      = \frac{1}{2} \left(\sum_i r_i\right) \Lambda^{-\top}
        - \frac{1}{2} \sum_i r_i (x_i - \mu) (x_i - \mu)^\top
        :: zero where the covariance is the weighted scatter
    """,
    )
