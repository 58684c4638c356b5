"""Maximum likelihood, conjugate priors, Fisher information."""

from linebyline.proof import Derivation, derive, refute

from .catalog import Survivor, exhibit, given, log_gaps

WEIGHTS = "any common factor of the weights, where it has a value: the score averages to zero"
SAMPLE = ("size n", "index i 1 n", "array x n", r"real \mu", r"positive \sigma")
LOG_LIKELIHOOD = {
    "L": r"\sum_i \left(-\frac{(x_i - \mu)^2}{2\sigma^2} - \log\sigma - \frac{1}{2} \log(2\pi)\right)"
}


@exhibit("∎∎∎")
def gaussian_likelihood() -> Derivation:
    model = given("size n", "index i 1 n", "array y f n", r"positive \sigma")
    return derive("Gaussian noise means squared error", model, r"""
        -\log \prod_i \frac{1}{\sqrt{2\pi\sigma^2}} \exp(-\frac{(y_i - f_i)^2}{2\sigma^2})
      = -\sum_i \log(\frac{1}{\sqrt{2\pi\sigma^2}} \exp(-\frac{(y_i - f_i)^2}{2\sigma^2})) :: log of a product
      = \sum_i \left(\frac{1}{2} \log(2\pi\sigma^2) + \frac{(y_i - f_i)^2}{2\sigma^2}\right) :: log of the density
      = \frac{n}{2} \log(2\pi\sigma^2) + \frac{1}{2\sigma^2} \sum_i (y_i - f_i)^2 :: sum term by term
    """)


@exhibit("∎∎")
def score_of_the_mean() -> Derivation:
    return derive("Score of the mean", given(*SAMPLE, define=LOG_LIKELIHOOD), r"""
        \frac{\partial}{\partial \mu} L
      = \frac{1}{\sigma^2} \sum_i (x_i - \mu) :: differentiate
      = \frac{n}{\sigma^2} \left(\frac{1}{n} \sum_i x_i - \mu\right) :: take n out
    """)


@exhibit("∎∎")
def score_of_the_deviation() -> Derivation:
    return derive("Score of the deviation", given(*SAMPLE, define=LOG_LIKELIHOOD), r"""
        \frac{\partial}{\partial \sigma} L
      = \sum_i \left(\frac{(x_i - \mu)^2}{\sigma^3} - \frac{1}{\sigma}\right) :: differentiate
      = \frac{1}{\sigma^3} \sum_i (x_i - \mu)^2 - \frac{n}{\sigma} :: sum term by term
    """)


@exhibit("∎")
def estimate_of_the_mean() -> Derivation:
    return derive("Estimate of the mean", given(*SAMPLE), r"""
        \frac{1}{\sigma^2} \sum_i (x_i - \mu) = 0
      \Rightarrow \mu = \frac{1}{n} \sum_i x_i :: solve
    """)


@exhibit("∎")
def estimate_of_the_variance() -> Derivation:
    return derive("Estimate of the variance", given(*SAMPLE), r"""
        \frac{1}{\sigma^3} \sum_i (x_i - \mu)^2 - \frac{n}{\sigma} = 0
      \Rightarrow \sigma^2 = \frac{1}{n} \sum_i (x_i - \mu)^2 :: solve
    """)


@exhibit("∎∎")
def laplace_likelihood() -> Derivation:
    model = given("size n", "index i 1 n", "array y f n", "positive b")
    return derive("Laplace noise means absolute error", model, r"""
        -\log \prod_i \frac{1}{2b} \exp(-\frac{|y_i - f_i|}{b})
      = \sum_i \left(\log(2b) + \frac{|y_i - f_i|}{b}\right) :: log of a product
      = n \log(2b) + \frac{1}{b} \sum_i |y_i - f_i| :: sum term by term
    """)


@exhibit("∎")
def categorical_likelihood() -> Derivation:
    model = given(
        "size N K", "index n 1 N", "index k 1 K", "table y N K", "table p N K positive"
    )
    return derive("Categorical likelihood is cross-entropy", model, r"""
        -\log \prod_n \prod_k p_{nk}^{y_{nk}}
      = -\sum_n \sum_k y_{nk} \log p_{nk} :: log of a product
    """)


@exhibit("∎∎∎")
def counts_maximise() -> Derivation:
    counts = given(
        "size K", "index k j 1 K", "array c K positive", r"probabilities \theta K",
        define={"N": r"\sum_j c_j", "q_k": r"\frac{c_k}{N}"},
    )  # fmt: skip
    return derive("Relative counts maximise the likelihood", counts, r"""
        \sum_k c_k \log\theta_k - \sum_k c_k \log q_k
      = \sum_k c_k \log\frac{\theta_k}{q_k} :: log of a quotient
      \le \sum_k c_k \left(\frac{\theta_k}{q_k} - 1\right) :: log t is at most t - 1 [tangents]
      = 0 :: both sum to N
    """, tangents=log_gaps(counts, "c_k", r"\frac{\theta_k}{q_k}", "k"))  # fmt: skip


@exhibit("∎")
def multiplier_of_the_counts() -> Derivation:
    counts = given("size K", "index k 1 K", "array c K positive", r"positive \lambda")
    return derive("The multiplier is the number of counts", counts, r"""
        \sum_k \frac{c_k}{\lambda} = 1
      \Rightarrow \lambda = \sum_k c_k :: multiply by the multiplier
    """)


@exhibit("∎∎")
def poisson_rate() -> Derivation:
    counts = given("size n", "index i 1 n", "array k n nonnegative", r"positive \lambda")
    return derive("Estimate of a Poisson rate", counts, r"""
        \frac{\partial}{\partial \lambda} \sum_i (k_i \log\lambda - \lambda)
      = \sum_i \left(\frac{k_i}{\lambda} - 1\right) :: differentiate
      = \frac{1}{\lambda} \sum_i k_i - n :: sum term by term
    """)


@exhibit("∎")
def exponential_rate() -> Derivation:
    waits = given("size n", "index i 1 n", "array t n positive", r"positive \lambda")
    return derive("Estimate of an exponential rate", waits, r"""
        \frac{n}{\lambda} - \sum_i t_i = 0
      \Rightarrow \lambda = \frac{n}{\sum_i t_i} :: solve
    """)


@exhibit("∎")
def beta_is_conjugate() -> Derivation:
    coin = given(r"unit \theta", "positive a b Z", "size s f")
    return derive("Beta and coin", coin, r"""
        \theta^s (1 - \theta)^f \cdot \frac{1}{Z} \theta^{a - 1} (1 - \theta)^{b - 1}
      \propto_\theta \theta^{a + s - 1} (1 - \theta)^{b + f - 1} :: collect the powers
    """)


@exhibit("∎")
def beta_mean_is_a_mixture() -> Derivation:
    coin = given("positive a b", "size s f")
    return derive("Posterior mean of a coin", coin, r"""
        \frac{a + s}{a + b + s + f}
      = \frac{a + b}{a + b + s + f} \cdot \frac{a}{a + b}
        + \frac{s + f}{a + b + s + f} \cdot \frac{s}{s + f} :: prior mean and frequency, weighted
    """)


@exhibit("∎")
def dirichlet_is_conjugate() -> Derivation:
    die = given("size K", "index k 1 K", r"array \theta K positive", r"array \alpha c K positive", "positive Z")
    return derive("Dirichlet and die", die, r"""
        \frac{1}{Z} (\prod_k \theta_k^{c_k}) \prod_k \theta_k^{\alpha_k - 1}
      \propto_\theta \prod_k \theta_k^{\alpha_k + c_k - 1} :: collect the powers
    """)


@exhibit("∎")
def gamma_is_conjugate() -> Derivation:
    counts = given("size n", "index i 1 n", "array k n nonnegative", r"positive \lambda a b")
    return derive("Gamma and Poisson", counts, r"""
        (\prod_i \lambda^{k_i} e^{-\lambda}) \lambda^{a - 1} e^{-b \lambda}
      \propto_\lambda \lambda^{a + \sum_i k_i - 1} e^{-(b + n) \lambda} :: collect the powers
    """)


@exhibit("∎")
def gaussian_is_conjugate() -> Derivation:
    model = given(r"real \mu m x", r"positive \tau \sigma",
        define={"v": r"\frac{\sigma^2 \tau^2}{\sigma^2 + \tau^2}",
                "c": r"\frac{\tau^2 x + \sigma^2 m}{\sigma^2 + \tau^2}"})  # fmt: skip
    return derive("Gaussian mean with a Gaussian prior", model, r"""
        \exp(-\frac{(x - \mu)^2}{2\sigma^2}) \exp(-\frac{(\mu - m)^2}{2\tau^2})
      \propto_\mu \exp(-\frac{(\mu - c)^2}{2v}) :: complete the square
    """)


@exhibit(
    "∎∎",
    survivors={1: [Survivor(r"\log", WEIGHTS, 4)], 2: [Survivor("= 0", WEIGHTS, 2)]},
)
def score_has_mean_zero() -> Derivation:
    law = given("size n", "index i j a 1 n", "array z n", define={"p_i": r"\frac{e^{z_i}}{\sum_j e^{z_j}}"})
    return derive("The score averages to zero", law, r"""
        \sum_i p_i \frac{\partial}{\partial z_a} \log p_i
      = \sum_i p_i (\delta_{ia} - p_a) :: log-sum-exp
      = 0 :: probabilities sum to one
    """)


@exhibit("∎∎")
def information_of_a_coin() -> Derivation:
    return derive("Fisher information of a coin", given("unit p"), r"""
        p \left(\frac{1}{p}\right)^2 + (1 - p) \left(-\frac{1}{1 - p}\right)^2
      = \frac{1}{p} + \frac{1}{1 - p} :: cancel
      = \frac{1}{p (1 - p)} :: common denominator
    """)


@exhibit(
    "∎",
    survivors={1: [Survivor(r"\log", "one factor may have any denominator: the other averages to zero", 4)]},
)
def information_equality() -> Derivation:
    law = given("size n", "index i j a b 1 n", "array z n", define={"p_i": r"\frac{e^{z_i}}{\sum_j e^{z_j}}"})
    return derive("Two forms of the Fisher information", law, r"""
        \sum_i p_i (\delta_{ia} - p_a) (\delta_{ib} - p_b)
      = -\sum_i p_i \frac{\partial^2}{\partial z_a \partial z_b} \log p_i :: both are the covariance
    """)


@exhibit("✗")
def taylor_without_the_half() -> Derivation:
    curve = given("real x h a b c", define={"f": "a + b x + c x^2"})
    return refute("Taylor without the half", curve, r"""
        a + b (x + h) + c (x + h)^2
      = f + h \frac{\partial}{\partial x} f + h^2 \frac{\partial^2}{\partial x^2} f :: the half is missing
    """)


@exhibit("∎")
def taylor_of_a_quadratic() -> Derivation:
    curve = given("real x h a b c", define={"f": "a + b x + c x^2"})
    return derive("Taylor is exact for a quadratic", curve, r"""
        a + b (x + h) + c (x + h)^2
      = f + h \frac{\partial}{\partial x} f
        + \frac{1}{2} h^2 \frac{\partial^2}{\partial x^2} f :: two derivatives
    """)
