"""Products entry by entry, diagonal matrices and columns of ones."""

from linebyline.proof import Derivation, derive

from .catalog import exhibit, given


@exhibit("∎∎∎")
def centering_matrix() -> Derivation:
    projection = r"I_n - \frac{1}{n} \mathbf{1}_n \mathbf{1}_n^\top"
    sizes = given("size n d", "matrix X n d", define={"H": projection})
    return derive(
        "The centering matrix",
        sizes,
        r"""
        (H X)^\top (H X)
      = X^\top H H X :: H is symmetric
      = X^\top H X :: H is a projection
      = X^\top X - \frac1n (X^\top \mathbf{1}_n)(X^\top \mathbf{1}_n)^\top :: definition of H
    """,
    )


@exhibit("∎")
def product_of_two_gram_matrices() -> Derivation:
    data = given("size n d", "index i j 1 n", "vectors x d n", "vectors z d n", "vector u n")
    return derive(
        "Schur's product of two Gram matrices",
        data,
        r"""
        \sum_{i=1}^n \sum_{j=1}^n u_i u_j (x_i^\top x_j) (z_i^\top z_j)
      = \operatorname{tr}((\sum_i u_i x_i z_i^\top)^\top (\sum_i u_i x_i z_i^\top))
        :: the squared length of a sum of outer products
    """,
    )
