"""Descent, momentum, Adam, convexity, constraints."""

from linebyline.proof import Derivation, derive
from linebyline.proof.kernel.hints import Induction

from .catalog import exhibit, given


@exhibit("∎∎")
def gradient_step_on_a_quadratic() -> Derivation:
    bowl = given(
        "size n", "matrix A n n symmetric", "vector x s b n", r"positive \eta", assume=["A s = b"]
    )
    return derive("Gradient descent on a quadratic", bowl, r"""
        x - \eta (A x - b) - s
      = x - s - \eta (A x - A s) :: the gradient vanishes at s
      = (I_n - \eta A) (x - s) :: factor
    """)


@exhibit("∎")
def descent_on_a_quadratic() -> Derivation:
    bowl = given(
        "size n", "matrix A n n symmetric", "vector x b n", r"positive \eta",
        define={"g": "A x - b", "y": r"x - \eta g"},
    )  # fmt: skip
    return derive("What one step gains", bowl, r"""
        \frac{1}{2} y^\top A y - b^\top y - \left(\frac{1}{2} x^\top A x - b^\top x\right)
      = -\eta g^\top g + \frac{\eta^2}{2} g^\top A g :: expand about x
    """)


@exhibit("∎∎")
def newton_step() -> Derivation:
    bowl = given("size n", "matrix A n n positive definite", "vector x b n")
    return derive("Newton needs one step on a quadratic", bowl, r"""
        x - A^{-1} (A x - b)
      = x - x + A^{-1} b :: multiply out
      = A^{-1} b :: the minimum
    """)


@exhibit("∎∎")
def geometric_sum() -> Derivation:
    series = given("size n", "index k 0 n", "unit q")
    return derive("Geometric sum", series, r"""
        (1 - q) \sum_k q^k
      = \sum_k q^k - \sum_k q^{k + 1} :: multiply out
      = 1 - q^{n + 1} :: telescope
    """)


@exhibit("∎")
def first_numbers() -> Derivation:
    series = given("size n", "index k 1 n")
    return derive("Sum of the first numbers", series, r"""
        \sum_k k
      = \frac{n (n + 1)}{2} :: induction [steps]
    """, steps=Induction(series.names["n"]))  # fmt: skip


@exhibit("∎")
def cubes() -> Derivation:
    series = given("size n", "index k 1 n")
    return derive("Sum of cubes", series, r"""
        \sum_k k^3
      = (\sum_k k)^2 :: induction
    """)


@exhibit("∎∎")
def telescoping() -> Derivation:
    series = given("size n", "index k 1 n")
    return derive("Telescoping", series, r"""
        \sum_k \frac{1}{k (k + 1)}
      = \sum_k \left(\frac{1}{k} - \frac{1}{k + 1}\right) :: partial fractions
      = \frac{n}{n + 1} :: telescope
    """)


@exhibit("∎")
def bernoulli_inequality() -> Derivation:
    growth = given("size n", "nonnegative q")
    return derive("Bernoulli's inequality", growth, r"""
        (1 + q)^n
      \ge 1 + n q :: induction [steps]
    """, steps=Induction(growth.names["n"], multiplier=growth.formula("1 + q")))  # fmt: skip


@exhibit("∎")
def momentum_unrolled() -> Derivation:
    steps = given("size T", "index t 1 T", r"unit \beta")
    steps.array("g", "T + 1")
    return derive("Momentum unrolled", steps, r"""
        \beta \sum_t \beta^{T - t} g_t + g_{T + 1}
      = \sum_{t=1}^{T+1} \beta^{T + 1 - t} g_t :: shift the exponent
    """)


@exhibit("∎")
def adam_recursion() -> Derivation:
    steps = given("size T", "index t 1 T", r"unit \beta")
    steps.array("g", "T + 1")
    return derive("Adam's first moment", steps, r"""
        \beta (1 - \beta) (\sum_t \beta^{T - t} g_t) + (1 - \beta) g_{T + 1}
      = (1 - \beta) \sum_{t=1}^{T+1} \beta^{T + 1 - t} g_t :: shift the exponent
    """)


@exhibit("∎")
def adam_weights() -> Derivation:
    steps = given("size T", "index t 1 T", r"unit \beta")
    return derive("Adam's weights", steps, r"""
        (1 - \beta) \sum_t \beta^{T - t}
      = 1 - \beta^T :: geometric sum [steps]
    """, steps=Induction(steps.names["T"]))  # fmt: skip


@exhibit("∎∎")
def adam_bias_correction() -> Derivation:
    steps = given("size T", "index t 1 T", r"unit \beta", r"real \mu")
    return derive("Adam's bias correction", steps, r"""
        \frac{1}{1 - \beta^T} (1 - \beta) \sum_t \beta^{T - t} \mu
      = \frac{\mu}{1 - \beta^T} (1 - \beta^T) :: geometric sum [steps]
      = \mu :: cancel
    """, steps=Induction(steps.names["T"]))  # fmt: skip


@exhibit("∎")
def moving_average() -> Derivation:
    steps = given(r"unit \beta", "real m g")
    return derive("A moving average is a gradient step", steps, r"""
        \beta m + (1 - \beta) g
      = m - (1 - \beta) (m - g) :: regroup
    """)


@exhibit("∎")
def weight_decay() -> Derivation:
    layer = given("size n", "vector w g n", r"positive \eta \lambda")
    return derive("Weight decay shrinks", layer, r"""
        w - \eta (g + \lambda w)
      = (1 - \eta \lambda) w - \eta g :: collect w
    """)


@exhibit("∎∎")
def convex_combination_of_squares() -> Derivation:
    return derive("The square is convex", given("real x y", "unit a"), r"""
        a x^2 + (1 - a) y^2 - (a x + (1 - a) y)^2
      = a (1 - a) (x - y)^2 :: multiply out
      \ge 0 :: a square times positive numbers
    """)


@exhibit("∎∎")
def norm_is_convex() -> Derivation:
    arrows = given("size n", "vector x y n", "unit a")
    return derive("The squared norm is convex", arrows, r"""
        a \|x\|^2 + (1 - a) \|y\|^2 - \|a x + (1 - a) y\|^2
      = a (1 - a) \|x - y\|^2 :: multiply out
      \ge 0 :: a length times positive numbers
    """)


@exhibit("∎∎")
def arithmetic_and_geometric_mean() -> Derivation:
    return derive("Arithmetic and geometric mean", given("positive a b"), r"""
        \frac{a + b}{2} - \sqrt{a b}
      = \frac{1}{2} (\sqrt{a} - \sqrt{b})^2 :: square of a difference
      \ge 0 :: a square
    """)


@exhibit("∎")
def young_inequality() -> Derivation:
    return derive("Young's inequality", given(r"real a b", r"positive \epsilon"), r"""
        a b
      \le \frac{\epsilon a^2}{2} + \frac{b^2}{2 \epsilon} :: a square is not negative
    """)


@exhibit("∎∎∎")
def sufficiency_of_kkt() -> Derivation:
    problem = given(
        "nonnegative l u v", "real h F G p q",
        define={"f": "F + p h + u", "g": "G + q h + v"},
        assume=["p = -l q", "l G = 0", r"g \le 0"],
    )  # fmt: skip
    return derive("Karush, Kuhn and Tucker: sufficiency", problem, r"""
        f - F
      = u - l q h :: convex, above its tangent; stationary
      = u + l v - l g :: the constraint above its tangent; slackness
      \ge 0 :: feasible, and no multiplier is negative
    """)


@exhibit("∎∎")
def projection_onto_a_ball() -> Derivation:
    arrows = given("size n", "vector x n nonzero", "positive r", define={"y": r"\frac{r}{\|x\|} x"})
    return derive("Clipping a gradient", arrows, r"""
        \|y\|
      = \frac{r}{\|x\|} \|x\| :: a positive multiple
      = r :: cancel
    """)


@exhibit("∎∎")
def bellman_equation() -> Derivation:
    chain = given(
        "size n", "matrix P n n", "vector R V n", r"unit \gamma",
        assume=[r"\det(I_n - \gamma P) \ne 0"],
    )  # fmt: skip
    return derive("Bellman's equation", chain, r"""
        V = R + \gamma P V
      \Rightarrow (I_n - \gamma P) V = R :: collect V
      \Rightarrow V = (I_n - \gamma P)^{-1} R :: invert
    """)


@exhibit("∎")
def lasso_threshold() -> Derivation:
    problem = given("positive w t", "real z")
    return derive("Soft threshold", problem, r"""
        \frac{\partial}{\partial w} \left(\frac{1}{2} (w - z)^2 + t w\right) = 0
      \Rightarrow w = z - t :: solve
    """)


@exhibit("∎")
def exponential_smoothing_is_normalised() -> Derivation:
    steps = given("size T", "index t 1 T", r"unit \beta")
    return derive("Weights of a smoothed start", steps, r"""
        \beta^T + (1 - \beta) \sum_t \beta^{T - t}
      = 1 :: geometric sum [steps]
    """, steps=Induction(steps.names["T"]))  # fmt: skip
