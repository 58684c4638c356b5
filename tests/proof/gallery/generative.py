"""Diffusion models, adversarial networks, change of variables."""

from linebyline.proof import Derivation, derive
from linebyline.proof.domains import UNIT
from linebyline.proof.kernel.hints import Certificate

from .catalog import Survivor, exhibit, given, log_gaps

NOISE = (r"unit \alpha \beta", r"real x x_t x_0 \epsilon s y")
POSTERIOR = {
    "v": r"\frac{(1 - \alpha)(1 - \beta)}{1 - \alpha\beta}",
    "m": r"\frac{\sqrt{\alpha} (1 - \beta)}{1 - \alpha\beta} x_t + \frac{\sqrt{\beta} (1 - \alpha)}{1 - \alpha\beta} x_0",
}  # fmt: skip


@exhibit("∎∎")
def diffusion_step() -> Derivation:
    chain = given(r"unit \alpha \beta", "real x_0")
    return derive("Variance of two steps of noise", chain, r"""
        \alpha (1 - \beta) + (1 - \alpha)
      = \alpha - \alpha \beta + 1 - \alpha :: multiply out
      = 1 - \alpha \beta :: cancel
    """)


@exhibit("∎∎")
def diffusion_signal() -> Derivation:
    chain = given("size T", "index s 1 T")
    chain.array(r"\alpha", "T + 1", domain=UNIT)
    return derive("Signal after one more step", chain, r"""
        \sqrt{\alpha_{T+1}} \sqrt{\prod_s \alpha_s}
      = \sqrt{\alpha_{T+1} \prod_s \alpha_s} :: product of roots
      = \sqrt{\prod_{s=1}^{T+1} \alpha_s} :: one more factor
    """)


@exhibit("∎")
def diffusion_variance_in_closed_form() -> Derivation:
    chain = given("size T", "index t s 1 T")
    chain.array(r"\alpha", "T", domain=UNIT)
    return derive("Noise after all steps", chain, r"""
        \sum_t (1 - \alpha_t) \prod_{s=t+1}^T \alpha_s
      = 1 - \prod_s \alpha_s :: telescope
    """)


@exhibit("∎∎")
def posterior_precision() -> Derivation:
    return derive("Posterior precision", given(*NOISE, define=POSTERIOR), r"""
        \frac{\alpha}{1 - \alpha} + \frac{1}{1 - \beta}
      = \frac{1 - \alpha\beta}{(1 - \alpha)(1 - \beta)} :: common denominator
      = \frac{1}{v} :: the inverse
    """)


@exhibit("∎∎")
def posterior_of_a_step() -> Derivation:
    return derive("Posterior of a diffusion step", given(*NOISE, define=POSTERIOR), r"""
        \exp(-\frac{(x_t - \sqrt{\alpha} x)^2}{2(1 - \alpha)})
          \exp(-\frac{(x - \sqrt{\beta} x_0)^2}{2(1 - \beta)})
      \propto_x \exp(-\frac{1}{2} \left(\frac{\alpha}{1 - \alpha} + \frac{1}{1 - \beta}\right) x^2
        + \left(\frac{\sqrt{\alpha} x_t}{1 - \alpha} + \frac{\sqrt{\beta} x_0}{1 - \beta}\right) x) :: drop what is free of x
      \propto_x \exp(-\frac{(x - m)^2}{2v}) :: complete the square
    """)


@exhibit("∎")
def mean_by_the_noise() -> Derivation:
    chain = given(
        r"unit \alpha \beta", r"real x_t \epsilon",
        define={"x_0": r"\frac{x_t - \sqrt{1 - \alpha\beta} \epsilon}{\sqrt{\alpha\beta}}"},
    )  # fmt: skip
    return derive("Posterior mean by the noise", chain, r"""
        \frac{\sqrt{\alpha} (1 - \beta)}{1 - \alpha\beta} x_t + \frac{\sqrt{\beta} (1 - \alpha)}{1 - \alpha\beta} x_0
      = \frac{1}{\sqrt{\alpha}} \left(x_t - \frac{1 - \alpha}{\sqrt{1 - \alpha\beta}} \epsilon\right) :: insert the clean image
    """)


@exhibit("∎")
def mean_by_the_score() -> Derivation:
    chain = given(
        r"unit \alpha \beta", r"real x_t s", define={r"\epsilon": r"-\sqrt{1 - \alpha\beta} s"}
    )
    return derive("Posterior mean by the score", chain, r"""
        \frac{1}{\sqrt{\alpha}} \left(x_t - \frac{1 - \alpha}{\sqrt{1 - \alpha\beta}} \epsilon\right)
      = \frac{1}{\sqrt{\alpha}} (x_t + (1 - \alpha) s) :: noise is a multiple of the score
    """)


@exhibit("∎∎")
def loss_weight() -> Derivation:
    chain = given(*NOISE, define={"v": POSTERIOR["v"]})
    return derive("The weight is a difference of signal-to-noise ratios", chain, r"""
        \frac{1}{2v} \left(\frac{\sqrt{\beta} (1 - \alpha)}{1 - \alpha\beta} (y - x_0)\right)^2
      = \frac{\beta (1 - \alpha)}{2 (1 - \beta)(1 - \alpha\beta)} (y - x_0)^2 :: insert the variance
      = \frac{1}{2} \left(\frac{\beta}{1 - \beta} - \frac{\alpha\beta}{1 - \alpha\beta}\right) (y - x_0)^2 :: partial fractions
    """)


@exhibit("∎")
def noise_loss() -> Derivation:
    chain = given(r"unit \alpha \beta", r"real x_t x_0 \epsilon h",
        define={"g": r"\alpha\beta", "y": r"\frac{x_t - \sqrt{1 - g} h}{\sqrt{g}}", "z": r"\frac{x_t - \sqrt{1 - g} \epsilon}{\sqrt{g}}"})  # fmt: skip
    return derive("Error of the image and of the noise", chain, r"""
        (y - z)^2
      = \frac{1 - \alpha\beta}{\alpha\beta} (\epsilon - h)^2 :: the signal cancels
    """)


@exhibit("∎∎")
def velocity_rotates() -> Derivation:
    chain = given(r"real \phi x_0 \epsilon", define={"z": r"x_0 \cos\phi + \epsilon \sin\phi",
        "u": r"\epsilon \cos\phi - x_0 \sin\phi"})  # fmt: skip
    return derive("Image from the velocity", chain, r"""
        z \cos\phi - u \sin\phi
      = x_0 (\cos^2\phi + \sin^2\phi) :: the noise cancels
      = x_0 :: Pythagoras
    """)


@exhibit("∎")
def velocity_is_a_derivative() -> Derivation:
    chain = given(r"real \phi x_0 \epsilon")
    return derive("Velocity is the derivative by the angle", chain, r"""
        \frac{\partial}{\partial \phi} (x_0 \cos\phi + \epsilon \sin\phi)
      = \epsilon \cos\phi - x_0 \sin\phi :: differentiate
    """)


@exhibit(
    "∎",
    survivors={1: [Survivor(r"\sqrt{2 \pi \mu^2}", "the factor is free of x; it needs a nonzero mean")]},
)
def score_of_a_gaussian() -> Derivation:
    noisy = given(r"real x \mu", r"positive \sigma")
    return derive("Score of a Gaussian", noisy, r"""
        \frac{\partial}{\partial x} \log(\frac{1}{\sqrt{2\pi\sigma^2}} \exp(-\frac{(x - \mu)^2}{2\sigma^2}))
      = -\frac{x - \mu}{\sigma^2} :: log of the density
    """)


@exhibit("∎∎")
def tweedie() -> Derivation:
    noisy = given(
        "size n", "index i j 1 n", "probabilities p n", r"array \mu n", "real x", r"positive \sigma",
        define={"f_i": r"p_i \exp(-\frac{(x - \mu_i)^2}{2\sigma^2})"},
    )  # fmt: skip
    return derive("Tweedie's formula", noisy, r"""
        x + \sigma^2 \frac{\partial}{\partial x} \log(\sum_i f_i)
      = x - \frac{\sum_i f_i (x - \mu_i)}{\sum_j f_j} :: score of a mixture
      = \frac{\sum_i f_i \mu_i}{\sum_j f_j} :: the posterior mean
    """)


@exhibit("∎")
def guidance() -> Derivation:
    models = given("real x w", "function p q positive")
    return derive("Guidance mixes scores", models, r"""
        \frac{\partial}{\partial x} ((1 - w) \log q(x) + w \log p(x))
      = \frac{\partial}{\partial x} \log q(x)
        + w \left(\frac{\partial}{\partial x} \log p(x) - \frac{\partial}{\partial x} \log q(x)\right) :: linear
    """)


@exhibit("∎∎")
def score_matching_by_parts() -> Derivation:
    model = given("real x", "function p positive", "function s")
    return derive("Score matching: the product under the integral", model, r"""
        \frac{\partial}{\partial x} (p(x) s(x))
      = s(x) \frac{\partial}{\partial x} p(x) + p(x) \frac{\partial}{\partial x} s(x) :: product rule
      = p(x) \left(s(x) \frac{\partial}{\partial x} \log p(x) + \frac{\partial}{\partial x} s(x)\right) :: derivative of a logarithm
    """)


@exhibit("∎∎")
def langevin_has_no_flux() -> Derivation:
    potential = given("real x", "function U")
    return derive("Langevin: no flux at rest", potential, r"""
        -e^{-U(x)} \frac{\partial}{\partial x} U(x) - \frac{\partial}{\partial x} e^{-U(x)}
      = -e^{-U(x)} \frac{\partial}{\partial x} U(x) + e^{-U(x)} \frac{\partial}{\partial x} U(x) :: chain rule
      = 0 :: cancel
    """)


@exhibit("∎∎∎")
def optimal_discriminator() -> Derivation:
    game = given("positive a b", "unit D")
    first = log_gaps(game, "a", r"\frac{D (a + b)}{a}")
    second = log_gaps(game, "b", r"\frac{(1 - D) (a + b)}{b}")
    return derive("Optimal discriminator", game, r"""
        a \log D + b \log(1 - D) - a \log\frac{a}{a + b} - b \log\frac{b}{a + b}
      = a \log\frac{D (a + b)}{a} + b \log\frac{(1 - D)(a + b)}{b} :: collect the logarithms
      \le a \left(\frac{D (a + b)}{a} - 1\right)
        + b \left(\frac{(1 - D)(a + b)}{b} - 1\right) :: log t is at most t - 1, twice [tangents]
      = 0 :: multiply out
    """, tangents=Certificate(first.expr + second.expr))  # fmt: skip


@exhibit("∎∎")
def discriminator_is_stationary() -> Derivation:
    game = given("positive a b", "unit D")
    return derive("Where the discriminator rests", game, r"""
        \frac{\partial}{\partial D} (a \log D + b \log(1 - D)) = 0
      \Rightarrow \frac{a}{D} = \frac{b}{1 - D} :: differentiate
      \Rightarrow D = \frac{a}{a + b} :: solve
    """)


@exhibit("∎∎")
def value_of_the_game() -> Derivation:
    game = given("size n", "index i 1 n", "probabilities p g n", define={"m_i": r"\frac{1}{2} (p_i + g_i)"})
    return derive("Value of the adversarial game", game, r"""
        \sum_i p_i \log\frac{p_i}{p_i + g_i} + \sum_i g_i \log\frac{g_i}{p_i + g_i}
      = \sum_i p_i \log\frac{p_i}{2 m_i} + \sum_i g_i \log\frac{g_i}{2 m_i} :: the mixture
      = -\log 4 + \sum_i p_i \log\frac{p_i}{m_i} + \sum_i g_i \log\frac{g_i}{m_i} :: two laws sum to one
    """)


@exhibit("∎")
def affine_change_of_variables() -> Derivation:
    density = given(r"real y b \mu", "nonzero a", r"positive \sigma")
    return derive("Affine image of a Gaussian density", density, r"""
        \frac{1}{|a| \sqrt{2\pi\sigma^2}} \exp(-\frac{(\frac{y - b}{a} - \mu)^2}{2\sigma^2})
      = \frac{1}{\sqrt{2\pi a^2 \sigma^2}} \exp(-\frac{(y - (a \mu + b))^2}{2 a^2 \sigma^2}) :: a Gaussian again
    """)
