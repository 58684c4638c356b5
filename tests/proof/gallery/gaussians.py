"""Gaussians of any size: conditioning, filtering, entropy and divergence by their moments."""

from linebyline.proof import Derivation, derive

from .catalog import exhibit, given, log_gaps

BLOCKS = (
    "size n m", "matrix A n n symmetric", "matrix B n m", "matrix C m m positive definite",
    "vector x n", "vector y m",
)  # fmt: skip


@exhibit("∎∎")
def conditional_exponent() -> Derivation:
    blocks = given(*BLOCKS, "matrix S n n symmetric, invertible",
        define={"z": r"x - B C^{-1} y"})  # fmt: skip
    return derive("Conditioning a Gaussian: the exponent", blocks, r"""
        x^\top S^{-1} x - 2 x^\top S^{-1} B C^{-1} y
          + y^\top (C^{-1} + C^{-1} B^\top S^{-1} B C^{-1}) y
      = (x^\top S^{-1} x - 2 x^\top S^{-1} B C^{-1} y
          + y^\top C^{-1} B^\top S^{-1} B C^{-1} y) + y^\top C^{-1} y :: multiply out
      = z^\top S^{-1} z + y^\top C^{-1} y :: complete the square
    """)


@exhibit("∎")
def conditioning_decorrelates() -> Derivation:
    blocks = given(*BLOCKS)
    return derive("The rest is uncorrelated with what is given", blocks, r"""
        B - B C^{-1} C
      = 0 :: covariance of x - B C' y with y
    """)


@exhibit("∎∎")
def conditional_covariance() -> Derivation:
    blocks = given(*BLOCKS, define={"K": "B C^{-1}"})
    return derive("Covariance after conditioning", blocks, r"""
        A - K B^\top - B K^\top + K C K^\top
      = A - B C^{-1} B^\top - B C^{-1} B^\top + B C^{-1} C C^{-1} B^\top :: the gain
      = A - B C^{-1} B^\top :: cancel
    """)


@exhibit("∎∎")
def affine_image_exponent() -> Derivation:
    maps = given(
        "size n", "matrix A n n invertible", r"matrix \Sigma n n positive definite",
        r"vector x \mu b n",
    )  # fmt: skip
    return derive("Affine image of a Gaussian: exponent", maps, r"""
        (A x + b - (A \mu + b))^\top (A \Sigma A^\top)^{-1} (A x + b - (A \mu + b))
      = (x - \mu)^\top A^\top (A^\top)^{-1} \Sigma^{-1} A^{-1} A (x - \mu) :: inverse of a product
      = (x - \mu)^\top \Sigma^{-1} (x - \mu) :: cancel
    """)


@exhibit("∎∎")
def affine_image_volume() -> Derivation:
    maps = given("size n", "matrix A n n invertible", r"matrix \Sigma n n positive definite")
    return derive("Affine image of a Gaussian: volume", maps, r"""
        \det(A \Sigma A^\top)
      = \det(A) \det(\Sigma) \det(A^\top) :: determinant of a product
      = (\det(A))^2 \det(\Sigma) :: determinant of a transpose
    """)


@exhibit("∎")
def product_of_gaussians() -> Derivation:
    pair = given(
        "size n", "matrix P Q n n positive definite", "vector x a b n",
        define={"m": r"(P + Q)^{-1} (P a + Q b)"},
    )  # fmt: skip
    return derive("Product of two Gaussians", pair, r"""
        (x - a)^\top P (x - a) + (x - b)^\top Q (x - b)
      = (x - m)^\top (P + Q) (x - m) + a^\top P a + b^\top Q b - m^\top (P + Q) m :: complete the square
    """)


@exhibit("∎")
def bayesian_regression() -> Derivation:
    model = given(
        "size n d", "matrix X n d", "vector y n", "vector w m d", "matrix S d d positive definite",
        "positive b", define={"A": r"b X^\top X + S^{-1}", "c": r"A^{-1} (b X^\top y + S^{-1} m)"},
    )  # fmt: skip
    return derive("Bayesian linear regression", model, r"""
        b \|y - X w\|^2 + (w - m)^\top S^{-1} (w - m)
      = (w - c)^\top A (w - c) + b y^\top y + m^\top S^{-1} m - c^\top A c :: complete the square
    """)


KALMAN = ("size n d", "matrix P d d positive definite", "matrix H n d", "matrix R n n positive definite")
GAIN = {"K": r"P H^\top (H P H^\top + R)^{-1}"}


@exhibit("∎")
def kalman_gain() -> Derivation:
    return derive("Two forms of the gain", given(*KALMAN), r"""
        P H^\top (H P H^\top + R)^{-1}
      = (P^{-1} + H^\top R^{-1} H)^{-1} H^\top R^{-1} :: push-through
    """)


@exhibit("∎∎")
def joseph_form() -> Derivation:
    return derive("Joseph form", given(*KALMAN, define=GAIN), r"""
        (I_d - K H) P (I_d - K H)^\top + K R K^\top
      = P - K H P - P H^\top K^\top + K (H P H^\top + R) K^\top :: multiply out
      = (I_d - K H) P :: the gain times its denominator
    """)


@exhibit("∎")
def information_form() -> Derivation:
    return derive("Information form", given(*KALMAN, define=GAIN), r"""
        (I_d - K H) P
      = (P^{-1} + H^\top R^{-1} H)^{-1} :: Woodbury
    """)


@exhibit("∎∎")
def gaussian_process_residual() -> Derivation:
    process = given("size n", "matrix K n n positive semidefinite", "positive s")
    return derive("What a Gaussian process leaves", process, r"""
        K - K (K + s I_n)^{-1} K
      = K - K (K + s I_n)^{-1} ((K + s I_n) - s I_n) :: add and subtract
      = s K (K + s I_n)^{-1} :: cancel
    """)


MOMENTS = ("size n", "index i j 1 n", "probabilities p n", "array x n", r"real \mu", r"positive v")
TWO_MOMENTS = (r"\sum_i p_i x_i = \mu", r"\sum_i p_i (x_i - \mu)^2 = v")


@exhibit("∎∎")
def gaussian_cross_entropy() -> Derivation:
    law = given(*MOMENTS, assume=TWO_MOMENTS)
    return derive("Only two moments enter", law, r"""
        -\sum_i p_i \log(\frac{1}{\sqrt{2\pi v}} \exp(-\frac{(x_i - \mu)^2}{2v}))
      = \frac{1}{2} \log(2\pi v) + \frac{1}{2v} \sum_i p_i (x_i - \mu)^2 :: log of the density
      = \frac{1}{2} \log(2\pi e v) :: the variance
    """)


@exhibit("∎")
def divergence_of_two_gaussians() -> Derivation:
    law = given(*MOMENTS, "real m", "positive s", assume=TWO_MOMENTS)
    return derive("Divergence of two Gaussians", law, r"""
        \sum_i p_i \left(\frac{1}{2} \log\frac{s}{v} - \frac{(x_i - \mu)^2}{2v} + \frac{(x_i - m)^2}{2s}\right)
      = \frac{1}{2} \log\frac{s}{v} - \frac{1}{2} + \frac{v + (\mu - m)^2}{2s} :: two moments
    """)


@exhibit("∎∎")
def divergence_of_two_gaussians_is_positive() -> Derivation:
    pair = given(r"real \mu m", "positive v s")
    return derive("Divergence of two Gaussians is not negative", pair, r"""
        \frac{1}{2} \log\frac{s}{v} - \frac{1}{2} + \frac{v + (\mu - m)^2}{2s}
      = \frac{1}{2} \left(\frac{v}{s} - 1 - \log\frac{v}{s}\right) + \frac{(\mu - m)^2}{2s} :: collect
      \ge 0 :: log t is at most t - 1, and a square
    """)


@exhibit("∎")
def variational_autoencoder_divergence() -> Derivation:
    pair = given("size d", "index j 1 d", r"array \mu d", r"array \sigma d positive")
    return derive("The divergence of a variational autoencoder", pair, r"""
        \sum_j \left(\log\frac{1}{\sigma_j} - \frac{1}{2} + \frac{\sigma_j^2 + \mu_j^2}{2}\right)
      = \frac{1}{2} \sum_j (\mu_j^2 + \sigma_j^2 - 1 - \log(\sigma_j^2)) :: log of a square
    """)


@exhibit("∎∎")
def quadratic_forms_over_a_sample() -> Derivation:
    data = given(
        "size N d", "matrix X N d", "matrix A d d symmetric", define={"S": r"\frac{1}{N} X^\top X"}
    )
    return derive("Mean of a quadratic form", data, r"""
        \frac{1}{N} \operatorname{tr}(X A X^\top)
      = \frac{1}{N} \operatorname{tr}(A X^\top X) :: cyclic
      = \operatorname{tr}(A S) :: the second moment
    """)


@exhibit("∎")
def divergence_of_multivariate_gaussians() -> Derivation:
    pair = given(
        "size d", "matrix S T d d positive definite", "vector m k d",
    )  # fmt: skip
    return derive("Divergence of multivariate Gaussians", pair, r"""
        \frac{1}{2} \left(\log\frac{\det(T)}{\det(S)} - \operatorname{tr}(S^{-1} S)
          + \operatorname{tr}(T^{-1} (S + (m - k) (m - k)^\top))\right)
      = \frac{1}{2} \left(\log\frac{\det(T)}{\det(S)} - d
        + \operatorname{tr}(T^{-1} S) + (m - k)^\top T^{-1} (m - k)\right) :: linear and cyclic
    """)


@exhibit("∎")
def stein_loss() -> Derivation:
    pair = given("size d", "matrix S T d d positive definite")
    return derive("How far a covariance is from the best one", pair, r"""
        (\log\det(S) + \operatorname{tr}(S^{-1} T)) - (\log\det(T) + \operatorname{tr}(T^{-1} T))
      = \operatorname{tr}(S^{-1} T) - \log\det(S^{-1} T) - d :: determinant of a product
    """)


@exhibit("∎∎")
def stein_loss_by_eigenvalues() -> Derivation:
    spread = given("size d", "index j 1 d", r"array \lambda d positive")
    return derive("Stein's loss is not negative", spread, r"""
        \sum_j \lambda_j - \log(\prod_j \lambda_j) - d
      = \sum_j (\lambda_j - 1 - \log\lambda_j) :: log of a product
      \ge 0 :: log t is at most t - 1 [tangents]
    """, tangents=log_gaps(spread, "1", r"\lambda_j", "j"))  # fmt: skip
