"""Functions by cases: rectifiers, losses with an edge, counts."""

from linebyline.proof import Derivation, derive

from .catalog import exhibit, given


@exhibit("∎∎∎")
def rectifier_by_cases() -> Derivation:
    return derive("The rectifier by cases", given("real x"), r"""
        \max(x, 0)
      = \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases} :: the larger of two numbers
      = x \, \mathbb{1}[x > 0] :: an indicator is 0 or 1
      = \frac{x + |x|}{2} :: both cases
    """)


@exhibit("∎")
def leaky_rectifier_is_a_maximum() -> Derivation:
    names = given("real x", "unit a")
    return derive("The leaky rectifier is a maximum", names, r"""
        \begin{cases} x & x \ge 0 \\ a x & x < 0 \end{cases}
      = \max(x, a x) :: a lies between 0 and 1
    """)


@exhibit("∎", conditions=[r"x \ne 0"])
def slope_of_the_rectifier() -> Derivation:
    return derive("Slope of the rectifier", given("real x"), r"""
        \frac{\partial}{\partial x} \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}
      = \mathbb{1}[x > 0] :: away from the edge
    """)


@exhibit("∎∎")
def zero_one_loss_below_the_hinge() -> Derivation:
    return derive("The hinge lies above the zero-one loss", given("real m"), r"""
        \mathbb{1}[m \le 0]
      \le \begin{cases} 1 - m & m < 1 \\ 0 & m \ge 1 \end{cases} :: margin below and above zero
      = \max(0, 1 - m) :: the hinge by cases
    """)


@exhibit("∎∎")
def huber_loss_between_its_parts() -> Derivation:
    names = given("real x", "positive d")
    return derive("The Huber loss lies below the square", names, r"""
        0
      \le \begin{cases} \frac12 x^2 & |x| \le d \\ d |x| - \frac{d^2}{2} & |x| > d \end{cases}
        :: each piece
      \le \frac12 x^2 :: the line is a tangent of the parabola
    """)


@exhibit("∎")
def soft_thresholding_by_cases() -> Derivation:
    names = given("real x", "positive t")
    return derive("Soft thresholding by cases", names, r"""
        \operatorname{sign}(x) \max(|x| - t, 0)
      = \begin{cases} x - t & x > t \\ x + t & x < -t \\ 0 & \text{otherwise} \end{cases}
        :: right, left, and between
    """)


@exhibit("∎")
def counts_obey_chebyshev() -> Derivation:
    names = given("size n", "index i 1 n", "array x n", "positive t")
    return derive("Few numbers lie far from zero", names, r"""
        \frac1n \sum_i \mathbb{1}[|x_i| \ge t]
      \le \frac{1}{n t^2} \sum_i x_i^2 :: term by term
    """)
