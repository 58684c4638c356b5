"""Densities of which nothing else is known: divergences, scores, changes of variables."""

from linebyline.proof import Derivation, derive
from linebyline.proof.integral_nodes import integral
from linebyline.proof.kernel.hints import ByParts, Certificate, Substitution, log_gap
from linebyline.proof.tree import constant, neg

from .catalog import exhibit, given

NORMAL = r"\frac{1}{\sqrt{2\pi s}} e^{-\frac{(x - m)^2}{2 s}}"
DENSITIES = ("real x", "density p q")


@exhibit("∎∎")
def divergence_of_densities() -> Derivation:
    return derive("Divergence of two densities", given(*DENSITIES), r"""
        \int p(x) \log\frac{p(x)}{q(x)} \, dx
      = \int p(x) \log p(x) - p(x) \log q(x) \, dx :: log of a quotient
      \ge 0 :: log t <= t - 1; both integrate to one
    """)


@exhibit("∎∎")
def value_of_the_generator() -> Derivation:
    line = given(*DENSITIES)
    p, q = (line.formula(name) for name in ("p(x)", "q(x)"))
    gaps = p * log_gap((p + q) / (2 * p)) + q * log_gap((p + q) / (2 * q))
    lemma = Certificate(integral(gaps, line.names["x"], neg(constant("oo")), constant("oo")))
    return derive("Value of the generator", line, r"""
        \int p(x) \log\frac{p(x)}{p(x) + q(x)} + q(x) \log\frac{q(x)}{p(x) + q(x)} \, dx
      = -\log 4 + \int p(x) \log\frac{p(x)}{\frac{p(x) + q(x)}{2}} \, dx
          + \int q(x) \log\frac{q(x)}{\frac{p(x) + q(x)}{2}} \, dx :: twice log 2
      \ge -\log 4 :: divergences [lemma]
    """, lemma=lemma)


@exhibit("∎∎∎")
def maximum_entropy() -> Derivation:
    bound = given("real x m", "positive s", "density p", assume=(r"\int (x - m)^2 p(x) \, dx = s",))
    return derive("Maximum entropy for a given variance", bound, rf"""
        -\int p(x) \log p(x) \, dx
      \le -\int p(x) \log({NORMAL}) \, dx :: the divergence from the Gaussian
      = \frac12 \log(2 \pi s) + \frac{{1}}{{2 s}} \int (x - m)^2 p(x) \, dx :: log of the density
      = \frac12 \log(2 \pi e s) :: the variance
    """)


@exhibit("∎∎")
def change_of_variables() -> Derivation:
    line = given("real x u m", "positive s", "function f", "density p")
    moved = Substitution(line.names["x"], line.names["u"], line.formula("s u + m"))
    return derive("Expectation after an affine map", line, r"""
        \int f(x) p(\frac{x - m}{s}) \, dx
      = \int f(s u + m) p(u) s \, du :: x = s u + m [moved]
      = s \int f(s x + m) p(x) \, dx :: rename
    """, moved=moved)


@exhibit("∎", conditions=(r"\int_{-\infty}^\infty \left|f(u)\right| p(u) \, \mathrm{d}u < \infty",))
def score_matching_by_parts_as_integrals() -> Derivation:
    line = given("real x", "density p", "function f")
    parts = ByParts(line.names["x"], line.formula("p(x)"), line.formula("f(x)"))
    return derive("Score matching by parts", line, r"""
        \int p(x) f(x) \frac{\partial}{\partial x} \log p(x) \, dx
      = -\int p(x) \frac{\partial}{\partial x} f(x) \, dx :: by parts; f p vanishes far out [parts]
    """, parts=parts)


@exhibit("∎∎∎")
def score_has_mean_zero_as_integrals() -> Derivation:
    line = given("real x", r"real \theta", "density p 1 given 1 regular")
    return derive("The score has mean zero", line, r"""
        \int p(x \mid \theta) \frac{\partial}{\partial \theta} \log p(x \mid \theta) \, dx
      = \int \frac{\partial}{\partial \theta} p(x \mid \theta) \, dx :: derivative of the logarithm
      = \frac{\partial}{\partial \theta} \int p(x \mid \theta) \, dx :: regular
      = 0 :: it integrates to one
    """)


@exhibit("∎∎")
def score_function_gradient() -> Derivation:
    line = given("real x", r"real \theta", "function f", "density p 1 given 1 regular")
    return derive("Score function gradient", line, r"""
        \frac{\partial}{\partial \theta} \int f(x) p(x \mid \theta) \, dx
      = \int f(x) \frac{\partial}{\partial \theta} p(x \mid \theta) \, dx :: regular
      = \int f(x) p(x \mid \theta) \frac{\partial}{\partial \theta} \log p(x \mid \theta) \, dx
        :: log-derivative
    """)


@exhibit("∎∎")
def distribution_function() -> Derivation:
    return derive("Tail of a distribution", given("real x t", "density p"), r"""
        \frac{\partial}{\partial t} \int_t^\infty p(x) \, dx
      = \frac{\partial}{\partial t} (1 - \int_{-\infty}^t p(x) \, dx) :: the rest of one
      = -p(t) :: fundamental theorem
    """)


@exhibit("∎∎")
def variance_of_a_density() -> Derivation:
    line = given("real x", "density p", define={"m": r"\int x p(x) \, dx"})
    return derive("Variance as an integral", line, r"""
        \int (x - m)^2 p(x) \, dx
      = \int x^2 p(x) \, dx - 2 m \int x p(x) \, dx + m^2 \int p(x) \, dx :: expand
      = \int x^2 p(x) \, dx - m^2 :: the mean, and one
    """)


@exhibit("∎∎")
def convolution_of_densities() -> Derivation:
    line = given("real x y", "density p q")
    return derive("A convolution integrates to one", line, r"""
        \int \int p(x) q(y - x) \, dx \, dy
      = \int \int p(x) q(y - x) \, dy \, dx :: swap the order
      = 1 :: both integrate to one
    """)
