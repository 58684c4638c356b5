"""Families of vectors: centering, scatter, clusters, mixtures, principal components, kernels."""

from linebyline.proof import Derivation, derive, refute

from .catalog import Survivor, exhibit, given

DATA = ("size n d", "index i j 1 n", "vectors x d n")
MEAN = {r"\bar x": r"\frac{1}{n} \sum_i x_i"}
CLUSTERS = (
    "size N K d", "index n 1 N", "index k 1 K", "vectors x d N", "vectors m d K",
    "table r N K positive",
)  # fmt: skip


@exhibit("∎∎")
def deviations_from_the_mean_sum_to_zero() -> Derivation:
    return derive(
        "Deviations from the mean",
        given(*DATA, define=MEAN),
        r"""
        \sum_i (x_i - \bar x)
      = \sum_i x_i - n \bar x :: split the sum
      = 0 :: definition of the mean
    """,
    )


@exhibit("∎∎")
def sample_covariance_by_moments() -> Derivation:
    return derive(
        "Sample covariance",
        given(*DATA, define=MEAN),
        r"""
        \frac{1}{n} \sum_i (x_i - \bar x)(x_i - \bar x)^\top
      = \frac{1}{n} \sum_i (x_i x_i^\top - x_i \bar x^\top - \bar x x_i^\top + \bar x \bar x^\top)
        :: expand
      = \frac{1}{n} \sum_i x_i x_i^\top - \bar x \bar x^\top :: the mixed terms
    """,
    )


@exhibit("✗")
def sample_covariance_with_a_wrong_sign() -> Derivation:
    return refute(
        "Sample covariance, one sign wrong",
        given(*DATA, define=MEAN),
        r"""
        \frac{1}{n} \sum_i (x_i - \bar x)(x_i - \bar x)^\top
      = \frac{1}{n} \sum_i x_i x_i^\top + \bar x \bar x^\top :: a plus where a minus belongs
    """,
    )


@exhibit("∎∎", survivors={2: [Survivor(r"\ge \sum_{i'=1", "fewer squares on the right", 2)]})
def the_mean_minimises_squared_distances() -> Derivation:
    data = given(*DATA, "vector m d", define=MEAN)
    return derive(
        "The mean minimises squared distances",
        data,
        r"""
        \sum_i \lVert x_i - m \rVert^2
      = \sum_i \lVert x_i - \bar x \rVert^2 + n \lVert \bar x - m \rVert^2 :: expand about the mean
     \ge \sum_i \lVert x_i - \bar x \rVert^2 :: a square is not negative
    """,
    )


@exhibit("∎∎")
def pairwise_distances() -> Derivation:
    return derive(
        "Pairwise distances",
        given(*DATA, define=MEAN),
        r"""
        \sum_{i=1}^n \sum_{j=1}^n \lVert x_i - x_j \rVert^2
      = 2 n \sum_i x_i^\top x_i - 2 n^2 \bar x^\top \bar x :: expand
      = 2 n \sum_i \lVert x_i - \bar x \rVert^2 :: expand about the mean
    """,
    )


@exhibit("∎∎∎")
def gram_matrix_of_rows() -> Derivation:
    rows = given(*DATA, define={"X": r"\sum_i e_i x_i^\top"})
    return derive(
        "The Gram matrix, row by row",
        rows,
        r"""
        X^\top X
      = (\sum_i x_i e_i^\top)(\sum_j e_j x_j^\top) :: the rows of X are the x_i
      = \sum_{i=1}^n \sum_{j=1}^n \delta_{ij} x_i x_j^\top :: unit columns are orthonormal
      = \sum_i x_i x_i^\top :: one term of each inner sum is left
    """,
    )


@exhibit("∎∎")
def sample_variance_along_a_direction() -> Derivation:
    data = given(*DATA, "vector w d", define={
        **MEAN, "S": r"\frac{1}{n} \sum_i (x_i - \frac{1}{n} \sum_j x_j)(x_i - \bar x)^\top",
    })  # fmt: skip
    return derive(
        "Principal components: the variance along a direction",
        data,
        r"""
        \frac{1}{n} \sum_i (w^\top x_i - w^\top \bar x)^2
      = \frac{1}{n} \sum_i w^\top (x_i - \bar x)(x_i - \bar x)^\top w :: a number is its transpose
      = w^\top S w :: definition of S
    """,
    )


@exhibit("∎∎∎")
def reconstruction_error() -> Derivation:
    data = given(*DATA, "size k", "matrix U d k", assume=[r"U^\top U = I_k"])
    return derive(
        "Principal components: the reconstruction error",
        data,
        r"""
        \sum_i \lVert x_i - U U^\top x_i \rVert^2
      = \sum_i (x_i^\top x_i - x_i^\top U U^\top x_i) :: orthonormal columns
      = \operatorname{tr}(\sum_i x_i x_i^\top)
        - \operatorname{tr}(U^\top (\sum_i x_i x_i^\top) U) :: inner products are traces
      = \operatorname{tr}((I_d - U U^\top) (\sum_i x_i x_i^\top)) :: rotate the trace
    """,
    )


@exhibit("∎")
def cost_of_clusters() -> Derivation:
    data = given(*CLUSTERS, define={r"\mu_k": r"\frac{\sum_n r_{nk} x_n}{\sum_n r_{nk}}"})
    return derive(
        "The cost of a cluster",
        data,
        r"""
        \sum_n r_{nk} \lVert x_n - m_k \rVert^2
      = \sum_n r_{nk} \lVert x_n - \mu_k \rVert^2
        + (\sum_n r_{nk}) \lVert \mu_k - m_k \rVert^2 :: the weighted deviations sum to zero
    """,
    )


@exhibit("∎", survivors={1: [
    Survivor(r"\sum_{n'=1 + 1}^N r", "one wrong centre of two: the deviations sum to 0", 2),
    Survivor(r"\sum_{n'=1}^{N - 1} r", "one wrong centre of two: the deviations sum to 0", 2),
]})  # fmt: skip
def within_and_between_scatter() -> Derivation:
    data = given(*CLUSTERS, "vector c d", define={
        "R_k": r"\sum_n r_{nk}", r"\mu_k": r"\frac{\sum_n r_{nk} x_n}{\sum_n r_{nk}}",
    })  # fmt: skip
    return derive(
        "Scatter within and between clusters",
        data,
        r"""
        \sum_k \sum_n r_{nk} (x_n - c)(x_n - c)^\top
      = \sum_k \sum_n r_{nk} (x_n - \mu_k)(x_n - \mu_k)^\top
        + \sum_k R_k (\mu_k - c)(\mu_k - c)^\top :: the deviations from a centre sum to zero
    """,
    )


@exhibit("∎∎")
def mixture_mean_step() -> Derivation:
    data = given(*CLUSTERS, "matrices S d d K positive definite",
                 define={r"\mu_k": r"\frac{\sum_n r_{nk} x_n}{\sum_n r_{nk}}"})  # fmt: skip
    return derive(
        "The mean of a mixture's component in the M-step",
        data,
        r"""
        \sum_n r_{nk} S_k^{-1} (x_n - \mu_k)
      = S_k^{-1} (\sum_n r_{nk} x_n - (\sum_n r_{nk}) \mu_k) :: the gradient, split
      = 0 :: it vanishes at the weighted mean
    """,
    )


@exhibit("∎∎")
def mixture_covariance_step() -> Derivation:
    data = given(*CLUSTERS, "matrix C d d positive definite", define={
        "R_k": r"\sum_n r_{nk}",
        "A_k": r"\frac{\sum_n r_{nk} (x_n - m_k)(x_n - m_k)^\top}{\sum_n r_{nk}}",
    })  # fmt: skip
    return derive(
        "The covariance of a mixture's component in the M-step",
        data,
        r"""
        \sum_n r_{nk} (x_n - m_k)^\top C^{-1} (x_n - m_k)
      = \operatorname{tr}(C^{-1} (\sum_n r_{nk} (x_n - m_k)(x_n - m_k)^\top)) :: rotate the trace
      = R_k \operatorname{tr}(C^{-1} A_k) :: definition of the weighted covariance
    """,
    )


@exhibit("∎∎")
def kernel_trick() -> Derivation:
    data = given(*DATA, "array a y n", r"positive \lambda", define={"w": r"\sum_i a_i x_i"})
    return derive(
        "The kernel trick",
        data,
        r"""
        \sum_j (w^\top x_j - y_j)^2 + \lambda \lVert w \rVert^2
      = \sum_j ((\sum_i a_i x_i)^\top x_j - y_j)^2
        + \lambda (\sum_i a_i x_i)^\top (\sum_j a_j x_j) :: the weights lie in the span of the data
      = \sum_j (\sum_i a_i x_i^\top x_j - y_j)^2
        + \lambda (\sum_{i=1}^n \sum_{j=1}^n a_i a_j x_i^\top x_j) :: inner products only
    """,
    )


@exhibit("∎∎")
def normal_equations_from_samples() -> Derivation:
    data = given(*DATA, "array y n", "vector w d", "index a 1 d")
    return derive(
        "Least squares, sample by sample",
        data,
        r"""
        \frac{\partial}{\partial w_a} (\frac{1}{2} \sum_i (w^\top x_i - y_i)^2)
      = \sum_i (w^\top x_i - y_i) x_{i,a} :: chain rule
      = ((\sum_i x_i x_i^\top) w - \sum_i y_i x_i)_a :: gather the entries of a vector
    """,
    )
