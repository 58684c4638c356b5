"""Lines that are not proved in general, each at the grade that a weaker check gives it."""

from tests.proof.gallery.catalog import exhibit, given

from linebyline.proof import AtSizes, Derivation, MonteCarlo, OnBox, derive


@exhibit("▦")
def means_at_sizes() -> Derivation:
    numbers = given("size n", "index i 1 n", "array x n positive")
    return derive("Arithmetic and geometric mean on a box", numbers, r"""
        (\frac{1}{n} \sum_i x_i)^n
      \ge \prod_i x_i :: for two and three numbers, by a decision procedure [sizes]
    """, sizes=AtSizes(1, 2, 3))


@exhibit("▦")
def determinant_lemma_at_sizes() -> Derivation:
    square = given("size n", "matrix A n n", "vector u v n")
    return derive("Matrix determinant lemma", square, r"""
        \det(A + u v^\top)
      = \det(A) (1 + v^\top A^{-1} u) :: entry by entry [sizes]
    """, sizes=AtSizes(1, 2, 3))


@exhibit("▦")
def determinants_are_superadditive_at_sizes() -> Derivation:
    definite = given("size n", "matrix P Q n n positive definite")
    return derive("Determinant of a sum", definite, r"""
        \det(P + Q)
      \ge \det(P) + \det(Q) :: Minkowski, for two rows [sizes]
    """, sizes=AtSizes(1, 2))


@exhibit("▢", conditions=[r"x \ge -6", r"x \le 6"])
def gelu_by_the_hyperbolic_tangent() -> Derivation:
    return derive("A formula for GELU", given("real x"), r"""
        |\frac{x}{2} (1 + \tanh(\sqrt{\frac{2}{\pi}} (x + \frac{44715}{1000000} x^3)))
        - \frac{x}{2} (1 + \operatorname{erf}(\frac{x}{\sqrt{2}}))|
      < \frac{1}{1000} :: pieces of the box [box]
    """, box=OnBox({"x": (-6, 6)}))


@exhibit("▢", conditions=[r"x \ge \frac{-3}{2}", r"x \le \frac{3}{2}"])
def sine_by_its_cubic() -> Derivation:
    return derive("Sine and its cubic", given("real x"), r"""
        |\sin x - x + \frac{x^3}{6}|
      \le \frac{1}{10} :: pieces of the box [box]
    """, box=OnBox({"x": ("-3/2", "3/2")}))


@exhibit("∿")
def larger_of_two_normal_numbers() -> Derivation:
    pair = given("random x y ~ normal 0 | 1")
    return derive("The larger of two normal numbers", pair, r"""
        \mathbb{E}[\max(x, y)]
      = \frac{1}{\sqrt{\pi}} :: sampled [samples]
    """, samples=MonteCarlo(20_000, seed=1))


@exhibit("∿")
def softplus_of_a_normal_number() -> Derivation:
    score = given("real m", "positive s", "random x ~ normal m | s^2")
    return derive("Softplus of a normal number", score, r"""
        \mathbb{E}[\log(1 + e^x)]
      \ge \log(1 + e^m) :: Jensen, sampled [samples]
    """, samples=MonteCarlo(10_000))
