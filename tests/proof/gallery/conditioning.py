"""Conditional expectation, hierarchies of laws, reparameterisation."""

from linebyline.proof import Derivation, derive

from .catalog import exhibit, given

PAIR = ("jointly x y",)
HIERARCHY = (
    "real a b m", "positive s v", "random z ~ normal m | v",
    "random x ~ normal a z + b | s^2 given z",
)  # fmt: skip


@exhibit("∎∎")
def tower_rule() -> Derivation:
    return derive("Tower rule with a known factor", given(*PAIR), r"""
        \mathbb{E}[y \mathbb{E}[x \mid y]]
      = \mathbb{E}[\mathbb{E}[x y \mid y]] :: y is known inside
      = \mathbb{E}[x y] :: tower rule
    """)


@exhibit("∎∎∎")
def law_of_total_variance() -> Derivation:
    return derive("Law of total variance, for any joint law", given(*PAIR), r"""
        \operatorname{Var}[x]
      = \mathbb{E}[\mathbb{E}[x^2 \mid y]] - \mathbb{E}[\mathbb{E}[x \mid y]]^2 :: tower rule, twice
      = \mathbb{E}[\operatorname{Var}[x \mid y] + \mathbb{E}[x \mid y]^2]
        - \mathbb{E}[\mathbb{E}[x \mid y]]^2 :: second moment is variance plus squared mean
      = \mathbb{E}[\operatorname{Var}[x \mid y]] + \operatorname{Var}[\mathbb{E}[x \mid y]] :: collect
    """)


@exhibit("∎∎")
def law_of_total_covariance() -> Derivation:
    return derive("Law of total covariance", given("jointly x y z"), r"""
        \operatorname{Cov}[x, z]
      = \mathbb{E}[\mathbb{E}[x z \mid y]]
        - \mathbb{E}[\mathbb{E}[x \mid y]] \mathbb{E}[\mathbb{E}[z \mid y]] :: tower rule
      = \mathbb{E}[\operatorname{Cov}[x, z \mid y]]
        + \operatorname{Cov}[\mathbb{E}[x \mid y], \mathbb{E}[z \mid y]] :: add and subtract
    """)


@exhibit("∎∎")
def the_regression_function_is_best() -> Derivation:
    return derive("The conditional mean minimises squared error", given(*PAIR, "function f"), r"""
        \mathbb{E}[(x - f(y))^2]
      = \mathbb{E}[(x - \mathbb{E}[x \mid y])^2]
        + \mathbb{E}[(\mathbb{E}[x \mid y] - f(y))^2] :: the mixed term vanishes given y
      = \mathbb{E}[\operatorname{Var}[x \mid y]]
        + \mathbb{E}[(\mathbb{E}[x \mid y] - f(y))^2] :: tower rule
    """)


@exhibit("∎∎")
def the_residual_is_orthogonal() -> Derivation:
    return derive("What is left is orthogonal to what is known", given(*PAIR, "function f"), r"""
        \mathbb{E}[(x - \mathbb{E}[x \mid y]) f(y)]
      = \mathbb{E}[x f(y)] - \mathbb{E}[\mathbb{E}[x f(y) \mid y]] :: f(y) is known given y
      = 0 :: tower rule
    """)


@exhibit("∎∎∎")
def variance_in_a_hierarchy() -> Derivation:
    return derive("Variance in a hierarchy of normal laws", given(*HIERARCHY), r"""
        \operatorname{Var}[x]
      = \mathbb{E}[\operatorname{Var}[x \mid z]] + \operatorname{Var}[\mathbb{E}[x \mid z]] :: total variance
      = s^2 + \operatorname{Var}[a z + b] :: the law of x given z
      = s^2 + a^2 v :: the law of z
    """)


@exhibit("∎∎")
def posterior_mean_of_a_normal_hierarchy() -> Derivation:
    return derive("What x tells of z", given(*HIERARCHY), r"""
        \mathbb{E}[z \mid x]
      = m + \frac{\operatorname{Cov}[z, x]}{\operatorname{Var}[x]} (x - \mathbb{E}[x]) :: regression of normal numbers
      = m + \frac{a v}{a^2 v + s^2} (x - a m - b) :: moments
    """)


@exhibit("∎∎∎")
def posterior_variance_of_a_normal_hierarchy() -> Derivation:
    return derive("What x leaves open of z", given(*HIERARCHY), r"""
        \operatorname{Var}[z \mid x]
      = v - \frac{\operatorname{Cov}[z, x]^2}{\operatorname{Var}[x]} :: regression of normal numbers
      = \frac{v s^2}{a^2 v + s^2} :: moments
      = \frac{1}{\frac{1}{v} + \frac{a^2}{s^2}} :: precisions add
    """)


@exhibit("∎∎")
def diffusion_step_backward() -> Derivation:
    chain = given(
        r"real c", r"unit \alpha \bar\alpha", r"random x ~ normal \sqrt{\bar\alpha} c | 1 - \bar\alpha",
        r"random y ~ normal \sqrt{\alpha} x | 1 - \alpha given x",
    )  # fmt: skip
    return derive("One step of a diffusion, backward", chain, r"""
        \mathbb{E}[x \mid y]
      = \sqrt{\bar\alpha} c + \frac{\sqrt{\alpha} (1 - \bar\alpha)}{1 - \alpha \bar\alpha}
        (y - \sqrt{\alpha} \sqrt{\bar\alpha} c) :: regression on the noisier one
      = \frac{\sqrt{\alpha} (1 - \bar\alpha)}{1 - \alpha \bar\alpha} y
        + \frac{\sqrt{\bar\alpha} (1 - \alpha)}{1 - \alpha \bar\alpha} c :: collect the start
    """)


@exhibit("∎∎")
def two_diffusion_steps() -> Derivation:
    chain = given(
        r"real c", r"unit \alpha \beta", r"random x ~ normal \sqrt{\alpha} c | 1 - \alpha",
        r"random y ~ normal \sqrt{\beta} x | 1 - \beta given x",
    )  # fmt: skip
    return derive("Two steps of a diffusion are one", chain, r"""
        \operatorname{Var}[y]
      = \mathbb{E}[1 - \beta] + \operatorname{Var}[\sqrt{\beta} x] :: total variance
      = 1 - \alpha \beta :: the products of the signal rates
    """)


@exhibit("∎∎")
def variance_of_a_mixture() -> Derivation:
    mixture = given(
        "size n", "index k l 1 n", r"probabilities \pi n", r"array \mu n", "positive s",
        r"random z (n) ~ categorical \pi_k by k",
        r"random x ~ normal \sum_k z_k \mu_k | s^2 given z",
    )  # fmt: skip
    return derive("Variance of a mixture", mixture, r"""
        \operatorname{Var}[x]
      = \mathbb{E}[\operatorname{Var}[x \mid z]] + \operatorname{Var}[\mathbb{E}[x \mid z]] :: total variance
      = s^2 + \sum_k \pi_k \mu_k^2 - (\sum_k \pi_k \mu_k)^2 :: within and between the components
    """)


@exhibit("∎∎∎")
def bias_variance_and_noise_of_a_learner() -> Derivation:
    learner = given(
        "function f", r"real a", r"positive v s", r"random e ~ any 0 | s^2", r"random g ~ any a | v",
        "real x",
    )  # fmt: skip
    return derive("Bias, variance and noise of a learner", learner, r"""
        \mathbb{E}[(f(x) + e - g)^2]
      = \mathbb{E}[e^2] + \mathbb{E}[(f(x) - g)^2] :: the noise is independent, with mean zero
      = \mathbb{E}[e^2] + (f(x) - \mathbb{E}[g])^2 + \mathbb{E}[(g - \mathbb{E}[g])^2] :: bias and variance
      = s^2 + (f(x) - a)^2 + v :: moments
    """)


@exhibit("∎∎")
def stein_gives_the_gradient() -> Derivation:
    law = given("real m", "positive s", "function f", r"random \epsilon ~ normal 0 | 1")
    return derive("Two gradients of one expectation", law, r"""
        \frac{\partial}{\partial m} \mathbb{E}[f(m + s \epsilon)]
      = \mathbb{E}[\frac{\partial}{\partial m} f(m + s \epsilon)] :: reparameterised
      = \frac{1}{s} \mathbb{E}[\epsilon f(m + s \epsilon)] :: by parts: the score
    """)


@exhibit("∎∎")
def stein_lemma_twice() -> Derivation:
    law = given("real m", "positive v", "function f", r"random x ~ normal m | v")
    return derive("Stein's lemma, twice", law, r"""
        \mathbb{E}[(x - m)^2 f(x)]
      = v \mathbb{E}[f(x)] + v \mathbb{E}[(x - m) \frac{\partial}{\partial x} f(x)] :: by parts
      = v \mathbb{E}[f(x)] + v^2 \mathbb{E}[\frac{\partial^2}{\partial x^2} f(x)] :: by parts again
    """)


@exhibit("∎∎")
def random_features_of_the_gaussian_kernel() -> Derivation:
    law = given("real x y", "positive s", r"random \omega ~ normal 0 | s^2")
    return derive("Random features of the Gaussian kernel", law, r"""
        \mathbb{E}[\cos(\omega x) \cos(\omega y) + \sin(\omega x) \sin(\omega y)]
      = \mathbb{E}[\cos(\omega (x - y))] :: addition theorem
      = e^{-\frac{s^2 (x - y)^2}{2}} :: characteristic function
    """)


@exhibit("∎∎")
def random_number_of_terms() -> Derivation:
    law = given("real a", r"positive \lambda", r"random N ~ poisson \lambda")
    return derive("Moments of a Poisson law from its generating function", law, r"""
        \frac{\partial}{\partial a} \mathbb{E}[e^{a N}]
      = \frac{\partial}{\partial a} e^{\lambda (e^a - 1)} :: generating function
      = \lambda e^a \mathbb{E}[e^{a N}] :: chain rule
    """)


@exhibit("∎∎")
def chebyshev_from_markov() -> Derivation:
    law = given("jointly x", "positive t", define={"m": r"\mathbb{E}[x]"})
    return derive("Chebyshev's inequality, from Markov's", law, r"""
        \mathbb{E}[\mathbb{1}[|x - m| \ge t]]
      \le \frac{1}{t^2} \mathbb{E}[(x - m)^2] :: where the indicator is one, (x - m)^2 is at least t^2
      = \frac{\operatorname{Var}[x]}{t^2} :: definition
    """)
