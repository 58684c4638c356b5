"""Entropy, divergence, Jensen's inequality."""

from linebyline.proof import Derivation, derive
from linebyline.proof.kernel.hints import Certificate, ConvexMinimum
from linebyline.proof.tree import number

from .catalog import Survivor, exhibit, given, log_gaps, plainly

TWO = ("size n", "index i j 1 n", "probabilities p q n")


@exhibit("∎")
def log_below_its_tangent() -> Derivation:
    line = given("positive x")
    least = ConvexMinimum(line.names["x"], number(1))
    return derive("The logarithm lies below its tangent", line, r"""
        \log x
      \le x - 1 :: convex, least at 1 [least]
    """, least=least)  # fmt: skip


@exhibit("∎∎∎∎")
def divergence_is_not_negative() -> Derivation:
    laws = given(*TWO)
    return derive("Divergence is not negative", laws, r"""
        \sum_i p_i \log\frac{p_i}{q_i}
      = -\sum_i p_i \log\frac{q_i}{p_i} :: log of the inverse
      \ge -\sum_i p_i \left(\frac{q_i}{p_i} - 1\right) :: log t is at most t - 1 [tangents]
      = \sum_i p_i - \sum_i q_i :: cancel
      = 0 :: both sum to one
    """, tangents=log_gaps(laws, "p_i", r"\frac{q_i}{p_i}", "i"))  # fmt: skip


@exhibit("∎∎")
def chain_rule_of_divergence() -> Derivation:
    laws = given(
        "size n m", "index i 1 n", "index j 1 m", "probabilities p q n"
    )
    laws.probabilities("r s", "n", "m")
    return derive("Chain rule of divergence", laws, r"""
        \sum_i \sum_j p_i r_{ij} \log\frac{p_i r_{ij}}{q_i s_{ij}}
      = \sum_i p_i (\sum_j r_{ij}) \log\frac{p_i}{q_i}
        + \sum_i p_i \sum_j r_{ij} \log\frac{r_{ij}}{s_{ij}} :: log of a product
      = \sum_i p_i \log\frac{p_i}{q_i}
        + \sum_i p_i \sum_j r_{ij} \log\frac{r_{ij}}{s_{ij}} :: conditionals sum to one
    """)


@exhibit(
    "∎∎∎",
    survivors={2: [Survivor("w_{i'} x_{i'}} - 1", "a smaller mean makes the right side larger", 2)]},
)
def jensen_for_the_logarithm() -> Derivation:
    mean = given(
        "size n", "index i 1 n", "probabilities w n", "array x n positive",
        define={"m": r"\sum_i w_i x_i"},
    )  # fmt: skip
    return derive("Jensen for the logarithm", mean, r"""
        \sum_i w_i \log x_i - \log m
      = \sum_i w_i \log\frac{x_i}{m} :: the weights sum to one
      \le \sum_i w_i \left(\frac{x_i}{m} - 1\right) :: log t is at most t - 1 [tangents]
      = 0 :: the mean
    """, tangents=log_gaps(mean, "w_i", r"\frac{x_i}{m}", "i"))  # fmt: skip


@exhibit("∎∎∎")
def jensen_by_a_tangent() -> Derivation:
    mean = given(
        "size n", "index i 1 n", "probabilities w n", "array x n", "array g n nonnegative",
        "real s c", define={"m": r"\sum_i w_i x_i", "f_i": "c + s (x_i - m) + g_i"},
    )  # fmt: skip
    return derive("Jensen by a line below the graph", mean, r"""
        \sum_i w_i f_i
      \ge \sum_i w_i (c + s (x_i - m)) :: the line lies below
      = c + s (\sum_i w_i x_i - m) :: the weights sum to one
      = c :: the mean
    """)


@exhibit("∎∎")
def jensen_for_squares() -> Derivation:
    mean = given("size n", "index i j 1 n", "probabilities w n", "array x n")
    return derive("Jensen for squares", mean, r"""
        \sum_i w_i x_i^2 - (\sum_i w_i x_i)^2
      = \sum_i w_i (x_i - \sum_j w_j x_j)^2 :: split off the mean
      \ge 0 :: a variance
    """)


@exhibit("∎∎")
def jensen_third_point() -> Derivation:
    points = given(
        "real x y z", "unit a b", "function f",
        assume=[r"f(a x + (1 - a) (b y + (1 - b) z)) \le a f(x) + (1 - a) f(b y + (1 - b) z)",
                r"f(b y + (1 - b) z) \le b f(y) + (1 - b) f(z)"],
    )  # fmt: skip
    return derive("Jensen: from two points to three", points, r"""
        f(a x + (1 - a) (b y + (1 - b) z))
      \le a f(x) + (1 - a) f(b y + (1 - b) z) :: two points
      \le a f(x) + (1 - a) b f(y) + (1 - a) (1 - b) f(z) :: two points again
    """)


@exhibit("∎∎")
def entropy_bound() -> Derivation:
    laws = given(*TWO)
    return derive("Entropy is at most that of the uniform law", laws, r"""
        -\sum_i p_i \log p_i
      = \log n - \sum_i p_i \log(n p_i) :: add and subtract
      \le \log n :: the divergence from the uniform law [tangents]
    """, tangents=log_gaps(laws, "p_i", r"\frac{1}{n p_i}", "i"))  # fmt: skip


@exhibit("∎∎")
def cross_entropy_splits() -> Derivation:
    laws = given(*TWO)
    return derive("Cross-entropy", laws, r"""
        -\sum_i p_i \log q_i
      = -\sum_i p_i \log p_i + \sum_i p_i \log\frac{p_i}{q_i} :: entropy and divergence
      \ge -\sum_i p_i \log p_i :: the divergence is not negative [tangents]
    """, tangents=log_gaps(laws, "p_i", r"\frac{q_i}{p_i}", "i"))  # fmt: skip


JOINT = (
    "size n m", "index i k 1 n", "index j l 1 m", "table r n m positive",
)  # fmt: skip
MARGINALS = {"p_i": r"\sum_j r_{ij}", "q_j": r"\sum_i r_{ij}"}


@exhibit("∎∎")
def mutual_information() -> Derivation:
    joint = given(*JOINT, define=MARGINALS)
    return derive("Mutual information", joint, r"""
        \sum_i \sum_j r_{ij} \log\frac{r_{ij}}{p_i q_j}
      = \sum_i \sum_j r_{ij} \log r_{ij} - \sum_i \sum_j r_{ij} \log p_i
        - \sum_i \sum_j r_{ij} \log q_j :: log of a quotient
      = \sum_i \sum_j r_{ij} \log r_{ij} - \sum_i p_i \log p_i - \sum_j q_j \log q_j :: marginals
    """)


@exhibit("∎∎")
def chain_rule_of_entropy() -> Derivation:
    joint = given(*JOINT, define=MARGINALS)
    return derive("Chain rule of entropy", joint, r"""
        -\sum_i \sum_j r_{ij} \log r_{ij}
      = -\sum_i \sum_j r_{ij} \log p_i - \sum_i \sum_j r_{ij} \log\frac{r_{ij}}{p_i} :: multiply, divide
      = -\sum_i p_i \log p_i - \sum_i \sum_j r_{ij} \log\frac{r_{ij}}{p_i} :: marginal
    """)


@exhibit(
    "∎∎∎",
    survivors={2: [
        Survivor(r"\ge \sum_{i'=1}^n a_{i'}", "a smaller B makes the right side negative", 2),
    ]},
)
def log_sum_inequality() -> Derivation:
    sums = given(
        "size n", "index i 1 n", "array a b n positive",
        define={"A": r"\sum_i a_i", "B": r"\sum_i b_i"},
    )  # fmt: skip
    return derive("Log-sum inequality", sums, r"""
        \sum_i a_i \log\frac{a_i}{b_i} - A \log\frac{A}{B}
      = \sum_i a_i \log\frac{a_i B}{b_i A} :: collect the logarithms
      \ge \sum_i a_i \left(1 - \frac{b_i A}{a_i B}\right) :: log t is at most t - 1 [tangents]
      = 0 :: both sums agree
    """, tangents=log_gaps(sums, "a_i", r"\frac{b_i A}{a_i B}", "i"))  # fmt: skip


@exhibit("∎∎")
def jensen_shannon() -> Derivation:
    laws = given(*TWO)
    parts = r"\frac{1}{2} \sum_i (p_i \log\frac{p_i + q_i}{p_i} + q_i \log\frac{p_i + q_i}{q_i})"
    return derive("Jensen and Shannon", laws, r"""
        \frac{1}{2} \sum_i p_i \log\frac{2 p_i}{p_i + q_i}
          + \frac{1}{2} \sum_i q_i \log\frac{2 q_i}{p_i + q_i}
      = \log 2 + \frac{1}{2} \sum_i p_i \log\frac{p_i}{p_i + q_i}
        + \frac{1}{2} \sum_i q_i \log\frac{q_i}{p_i + q_i} :: take log 2 out
      \le \log 2 :: no part exceeds the whole [parts]
    """, parts=plainly(laws, parts))  # fmt: skip


@exhibit("∎∎")
def gibbs_variational_principle() -> Derivation:
    scores = given(*TWO, "array z n", define={"Z": r"\sum_i e^{z_i}"})
    return derive("Log-sum-exp is a maximum", scores, r"""
        \sum_i p_i z_i - \sum_i p_i \log p_i
      = \log Z - \sum_i p_i \log\frac{p_i Z}{e^{z_i}} :: add and subtract
      \le \log Z :: a divergence [tangents]
    """, tangents=log_gaps(scores, "p_i", r"\frac{e^{z_i}}{p_i Z}", "i"))  # fmt: skip


@exhibit("∎∎")
def exponential_family_mean() -> Derivation:
    family = given("size n", "index i j 1 n", "array t h n", r"real \theta",
        define={"A": r"\log(\sum_i e^{\theta t_i + h_i})", "p_i": r"e^{\theta t_i + h_i - A}"})  # fmt: skip
    return derive("The log-partition generates the mean", family, r"""
        \frac{\partial}{\partial \theta} A
      = \frac{\sum_i t_i e^{\theta t_i + h_i}}{\sum_i e^{\theta t_i + h_i}} :: chain rule
      = \sum_i p_i t_i :: the law itself
    """)


@exhibit("∎∎")
def exponential_family_variance() -> Derivation:
    family = given("size n", "index i j 1 n", "array t h n", r"real \theta",
        define={"A": r"\log(\sum_i e^{\theta t_i + h_i})", "p_i": r"e^{\theta t_i + h_i - A}"})  # fmt: skip
    return derive("The log-partition generates the variance", family, r"""
        \frac{\partial^2}{\partial \theta \partial \theta} A
      = \sum_i p_i t_i^2 - (\sum_i p_i t_i)^2 :: differentiate twice
      = \sum_i p_i (t_i - \sum_j p_j t_j)^2 :: a variance
    """)


@exhibit(
    "∎∎",
    survivors={1: [
        Survivor(r"p \log\frac{p}{q} + (1 - p) \ge", "the left side is more than 1 - q"),
    ]},
)
def divergence_of_bernoullis() -> Derivation:
    coins = given("unit p q")
    first = log_gaps(coins, "p", r"\frac{q}{p}")
    second = log_gaps(coins, "1 - p", r"\frac{1 - q}{1 - p}")
    return derive("Divergence of two coins", coins, r"""
        p \log\frac{p}{q} + (1 - p) \log\frac{1 - p}{1 - q}
      \ge p \left(1 - \frac{q}{p}\right)
        + (1 - p) \left(1 - \frac{1 - q}{1 - p}\right) :: log t is at most t - 1, twice [tangents]
      = 0 :: cancel
    """, tangents=Certificate(first.expr + second.expr))  # fmt: skip
