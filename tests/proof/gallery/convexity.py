"""Convex functions that nobody has named: Jensen, first-order condition, p-norms."""

from linebyline.proof import Derivation, derive

from .catalog import Survivor, exhibit, given

LINE = ("real x y", "unit t", "function f, convex")
MEAN = ("size n", "index i 1 n", "array x n", "probabilities p n")


@exhibit("∎∎")
def jensen_for_any_convex_function() -> Derivation:
    mean = given(*MEAN, "function f, convex", define={"m": r"\sum_i p_i x_i"})
    return derive("Jensen for any convex function", mean, r"""
        \sum_i p_i f(x_i)
      \ge \sum_i p_i (f(m) + f'(m) (x_i - m)) :: above the tangent at the mean
      = f(m) :: the weights sum to one
    """)


@exhibit("∎")
def jensen_for_any_concave_function() -> Derivation:
    mean = given(*MEAN, "function g, concave")
    return derive("Jensen for any concave function", mean, r"""
        \sum_i p_i g(x_i)
      \le g(\sum_i p_i x_i) :: below its tangents
    """)


@exhibit("∎∎", survivors={1: [
    Survivor("f'(t y + (1 - t) y) (x", "the slope at the far end is steeper, so the line is lower"),
    Survivor("f'(t x + (1 - t) x) (y", "the slope at the far end is steeper, so the line is lower"),
]})
def chord_above_the_graph() -> Derivation:
    chord = given(*LINE, define={"z": r"t x + (1 - t) y"})
    return derive("A chord lies above the graph", chord, r"""
        t f(x) + (1 - t) f(y)
      \ge t (f(z) + f'(z)(x - z)) + (1 - t) (f(z) + f'(z)(y - z)) :: two tangents
      = f(z) :: the slopes cancel
    """)


@exhibit("∎∎")
def slopes_of_a_convex_function() -> Derivation:
    return derive("The slope does not fall", given("real x y", "function f, convex"), r"""
        0
      \le (f(y) - f(x) - f'(x) (y - x)) + (f(x) - f(y) - f'(y) (x - y)) :: above two tangents
      = (f'(x) - f'(y)) (x - y) :: the values cancel
    """)


@exhibit("∎")
def gradient_step_on_a_convex_function() -> Derivation:
    step = given("real x s", r"positive \eta", "function f, convex")
    return derive("One step towards the minimum", step, r"""
        (x - \eta f'(x) - s)^2
      \le (x - s)^2 - 2 \eta (f(x) - f(s)) + \eta^2 f'(x)^2 :: first-order condition
    """)


@exhibit("∎∎")
def scaling_of_the_p_norm() -> Derivation:
    norm = given("size n", "index i 1 n", "array x n", "real c", "positive p")
    return derive("Scaling of the p-norm", norm, r"""
        (\sum_i |c x_i|^p)^{1/p}
      = (|c|^p \sum_i |x_i|^p)^{1/p} :: a power of a product
      = |c| (\sum_i |x_i|^p)^{1/p} :: root of the power
    """)


@exhibit("∎∎")
def largest_eigenvalue_bounds_the_form() -> Derivation:
    form = given("size n", "index i 1 n", r"array \lambda c n", "real m", assume=[r"\lambda_i \le m"])
    return derive("Largest eigenvalue", form, r"""
        \sum_i \lambda_i c_i^2
      \le \sum_i m c_i^2 :: term by term
      = m \sum_i c_i^2 :: a constant factor
    """)


@exhibit("∎∎")
def transport_cost_of_a_constant() -> Derivation:
    plan = given("size n", "index i j 1 n", "table S n n", "array p x n", assume=[r"\sum_j S_{ij} = p_i"])
    return derive("Integrating against a plan", plan, r"""
        \sum_i \sum_j S_{ij} x_i
      = \sum_i x_i \sum_j S_{ij} :: pull out
      = \sum_i p_i x_i :: marginal
    """)
