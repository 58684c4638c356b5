"""Expectation, variance, covariance, Bayes: on finite laws, for any number of outcomes."""

from linebyline.proof import Derivation, Notation, derive

from .catalog import Survivor, exhibit, given

LAW = ("size n", "index i j 1 n", "probabilities p n")


@exhibit("∎∎")
def variance_by_moments() -> Derivation:
    law = given(*LAW, "array x n", define={"m": r"\sum_i p_i x_i"})
    return derive("Variance by moments", law, r"""
        \sum_i p_i (x_i - m)^2
      = \sum_i p_i x_i^2 - 2 m \sum_i p_i x_i + m^2 \sum_i p_i :: expand
      = \sum_i p_i x_i^2 - m^2 :: the mean; probabilities sum to one
    """)


@exhibit("∎∎")
def covariance_is_bilinear() -> Derivation:
    law = given(
        *LAW, "array x y z n", "real a b",
        define={"m": r"\sum_i p_i x_i", "k": r"\sum_i p_i y_i", "l": r"\sum_i p_i z_i"},
    )  # fmt: skip
    return derive("Covariance is bilinear", law, r"""
        \sum_i p_i (a x_i + b y_i - (a m + b k)) (z_i - l)
      = \sum_i p_i (a (x_i - m) + b (y_i - k)) (z_i - l) :: group
      = a \sum_i p_i (x_i - m) (z_i - l) + b \sum_i p_i (y_i - k) (z_i - l) :: linear
    """)


@exhibit("∎∎")
def covariance_of_independent_variables() -> Derivation:
    law = given(
        "size n m", "index i 1 n", "index j 1 m", "probabilities p n", "probabilities q m",
        "array x n", "array y m", define={"a": r"\sum_i p_i x_i", "b": r"\sum_j q_j y_j"},
    )  # fmt: skip
    return derive("Independent variables are uncorrelated", law, r"""
        \sum_i \sum_j p_i q_j (x_i - a) (y_j - b)
      = (\sum_i p_i (x_i - a)) (\sum_j q_j (y_j - b)) :: the sums factor
      = 0 :: deviations average to zero
    """)


@exhibit("∎∎")
def variance_of_a_sum_of_two() -> Derivation:
    law = given(
        "size n m", "index i 1 n", "index j 1 m", "probabilities p n", "probabilities q m",
        "array x n", "array y m", define={"a": r"\sum_i p_i x_i", "b": r"\sum_j q_j y_j"},
    )  # fmt: skip
    return derive("Variances of independent variables add", law, r"""
        \sum_i \sum_j p_i q_j (x_i + y_j - (a + b))^2
      = \sum_i p_i (x_i - a)^2 + \sum_j q_j (y_j - b)^2
        + 2 \sum_i \sum_j p_i q_j (x_i - a) (y_j - b) :: square of a sum
      = \sum_i p_i (x_i - a)^2 + \sum_j q_j (y_j - b)^2 :: independent
    """)


@exhibit(
    "∎∎",
    survivors={
        1: [Survivor(r"\sum_{i=1}^{n - 1}", "the last row has nothing above the diagonal")],
        2: [Survivor(r"\sum_{i=1}^{n - 1}", "the last row has nothing above the diagonal")],
    },
)
def variance_of_any_sum() -> Derivation:
    law = given("size n", "index i j 1 n", "matrix C n n symmetric", "index k 1 n")
    return derive("Variance of a sum from covariances", law, r"""
        \sum_i \sum_j C_{ij}
      = \sum_i C_{ii} + \sum_i \sum_{j=i+1}^n C_{ij} + \sum_i \sum_{j=1}^{i-1} C_{ij} :: diagonal, above, below
      = \sum_i C_{ii} + 2 \sum_i \sum_{j=i+1}^n C_{ij} :: symmetric
    """)


@exhibit("∎∎")
def variance_of_the_mean() -> Derivation:
    law = given("size n", "index i j 1 n", "positive v", define={"c_{i,j}": r"v \delta_{ij}"})
    return derive("Variance of the mean", law, r"""
        \frac{1}{n^2} \sum_i \sum_j c_{i,j}
      = \frac{1}{n^2} \sum_i v :: uncorrelated
      = \frac{v}{n} :: n equal terms
    """)


@exhibit("∎∎")
def variance_of_a_correlated_mean() -> Derivation:
    law = given(
        "size n", "index i j 1 n", "positive v", r"real \rho",
        define={"c_{i,j}": r"v (\rho + (1 - \rho) \delta_{ij})"},
    )  # fmt: skip
    return derive("Averaging does not help against correlation", law, r"""
        \frac{1}{n^2} \sum_i \sum_j c_{i,j}
      = \frac{1}{n^2} (n^2 v \rho + n v (1 - \rho)) :: all pairs, and the diagonal
      = \rho v + \frac{1 - \rho}{n} v :: divide
    """)


@exhibit("∎∎")
def sample_variance_is_unbiased() -> Derivation:
    law = given(
        "size n", "index i j k 1 n", "positive v", r"real \mu",
        define={"s_{i,j}": r"\mu^2 + v \delta_{ij}"},
    )  # fmt: skip
    return derive("Why n - 1", law, r"""
        \sum_i \left(s_{i,i} - \frac{2}{n} \sum_j s_{i,j} + \frac{1}{n^2} \sum_j \sum_k s_{j,k}\right)
      = n (\mu^2 + v) - 2 (n \mu^2 + v) + n \mu^2 + v :: second moments of independent draws
      = (n - 1) v :: collect
    """)


@exhibit("∎∎")
def splitting_the_spread() -> Derivation:
    data = given("size n", "index i j 1 n", "array x n", "real a", define={"m": r"\frac{1}{n} \sum_i x_i"})
    return derive("Spread about any point", data, r"""
        \sum_i (x_i - a)^2 - \sum_i (x_i - m)^2
      = n (m - a)^2 :: the mixed term vanishes
      \ge 0 :: a square is not negative
    """)


@exhibit("∎∎")
def pairwise_spread() -> Derivation:
    law = given(*LAW, "array x n", define={"m": r"\sum_i p_i x_i"})
    return derive("Variance by pairs", law, r"""
        \frac{1}{2} \sum_i \sum_j p_i p_j (x_i - x_j)^2
      = \sum_i p_i x_i^2 - (\sum_i p_i x_i)^2 :: expand
      = \sum_i p_i (x_i - m)^2 :: variance by moments
    """)


TREE = ("size n m", "index i k 1 n", "index j 1 m", "probabilities p n", "table x n m")


def _tree() -> Notation:
    tree = given(*TREE)
    tree.probabilities("r", "n", "m")
    tree.define("a_i", r"\sum_j r_{ij} x_{ij}")
    return tree


@exhibit("∎")
def total_expectation() -> Derivation:
    return derive("Law of total expectation", _tree(), r"""
        \sum_i \sum_j p_i r_{ij} x_{ij}
      = \sum_i p_i a_i :: the mean within each group
    """)


@exhibit("∎∎")
def total_variance() -> Derivation:
    tree = _tree()
    tree.define("b", r"\sum_i p_i a_i")
    return derive("Law of total variance", tree, r"""
        \sum_i p_i \sum_j r_{ij} (x_{ij} - b)^2
      = \sum_i p_i \sum_j r_{ij} (x_{ij} - a_i + a_i - b)^2 :: add and subtract
      = \sum_i p_i \sum_j r_{ij} (x_{ij} - a_i)^2 + \sum_i p_i (a_i - b)^2 :: mixed terms vanish
    """)


@exhibit("∎∎")
def bayes() -> Derivation:
    test = given("size n", "index i j k 1 n", "probabilities p n", "array l n positive",
        define={"q_i": r"\frac{p_i l_i}{\sum_j p_j l_j}"})  # fmt: skip
    return derive("A posterior is a law", test, r"""
        \sum_k q_k
      = \frac{\sum_k p_k l_k}{\sum_j p_j l_j} :: one denominator
      = 1 :: numerator and denominator agree
    """)


@exhibit("∎∎")
def posterior_odds() -> Derivation:
    test = given("size n", "index i j k 1 n", "probabilities p n", "array l n positive",
        define={"q_i": r"\frac{p_i l_i}{\sum_j p_j l_j}"})  # fmt: skip
    return derive("Posterior odds", test, r"""
        \frac{q_i}{q_k}
      = \frac{p_i l_i}{p_k l_k} :: the evidence cancels
      = \frac{p_i}{p_k} \cdot \frac{l_i}{l_k} :: prior odds times likelihood ratio
    """)


@exhibit("∎")
def bayes_twice() -> Derivation:
    test = given(
        "size n", "index i j k 1 n", "probabilities p n", "array l s n positive",
        define={"q_i": r"\frac{p_i l_i}{\sum_j p_j l_j}"},
    )  # fmt: skip
    return derive("Two observations, one after the other", test, r"""
        \frac{q_i s_i}{\sum_k q_k s_k}
      = \frac{p_i l_i s_i}{\sum_k p_k l_k s_k} :: the first evidence cancels
    """)


@exhibit("∎")
def chebyshev() -> Derivation:
    law = given(*LAW, "array x n", "positive t", "real m")
    return derive("Where Chebyshev's bound comes from", law, r"""
        \frac{1}{t^2} \sum_i p_i (x_i - m)^2 - 1
      = \sum_i p_i \left(\frac{(x_i - m)^2}{t^2} - 1\right) :: probabilities sum to one
    """)


@exhibit("∎∎∎")
def bernoulli_variance() -> Derivation:
    return derive("Variance of a coin", given("unit p"), r"""
        p (1 - p)^2 + (1 - p) (0 - p)^2
      = p (1 - p) ((1 - p) + p) :: factor
      = p (1 - p) :: the bracket is one
      \le \frac{1}{4} :: largest for a fair coin
    """)


@exhibit("∎∎")
def categorical_covariance() -> Derivation:
    law = given("size n", "index i a b 1 n", "probabilities p n")
    return derive("Covariance of a one-hot vector", law, r"""
        \sum_i p_i (\delta_{ia} - p_a) (\delta_{ib} - p_b)
      = \sum_i p_i \delta_{ia} \delta_{ib} - p_a p_b - p_a p_b + p_a p_b :: multiply out
      = \delta_{ab} p_a - p_a p_b :: one entry is one
    """)


@exhibit("∎∎")
def bias_and_variance() -> Derivation:
    law = given(*LAW, "array g n", "real f", define={"m": r"\sum_i p_i g_i"})
    return derive("Bias and variance", law, r"""
        \sum_i p_i (g_i - f)^2
      = \sum_i p_i (g_i - m + m - f)^2 :: add and subtract
      = (m - f)^2 + \sum_i p_i (g_i - m)^2 :: the mixed term vanishes
    """)


@exhibit("∎∎")
def bias_variance_and_noise() -> Derivation:
    law = given(
        "size n m", "index i 1 n", "index j 1 m", "probabilities p n", "probabilities q m",
        "array g n", "array e m", "real f",
        define={"a": r"\sum_i p_i g_i"}, assume=[r"\sum_j q_j e_j = 0"],
    )  # fmt: skip
    return derive("Bias, variance and noise", law, r"""
        \sum_i \sum_j p_i q_j (f + e_j - g_i)^2
      = \sum_j q_j e_j^2 + \sum_i p_i (f - g_i)^2 :: noise averages to zero
      = \sum_j q_j e_j^2 + (f - a)^2 + \sum_i p_i (g_i - a)^2 :: bias and variance
    """)
