"""Estimators as sets of optima, and functions that matter up to a constant."""

from linebyline.proof import Derivation, derive

from .catalog import Survivor, exhibit, given

SHORTER = "another range of the normaliser leaves it positive wherever it has a value"
SAMPLE = ("size n", "index i 1 n", "array x n")


@exhibit("∎∎∎")
def likelihood_and_log_likelihood() -> Derivation:
    sample = given(*SAMPLE, r"real \mu", "positive s")
    return derive("Largest likelihood is least squares", sample, r"""
        \arg\max_\mu \prod_i \frac{1}{\sqrt{2 \pi s}} e^{-\frac{(x_i - \mu)^2}{2 s}}
      = \arg\max_\mu \sum_i \log\left(\frac{1}{\sqrt{2 \pi s}} e^{-\frac{(x_i - \mu)^2}{2 s}}\right)
        :: the logarithm increases
      = \arg\max_\mu -\frac{1}{2 s} \sum_i (x_i - \mu)^2 :: drop the constant
      = \arg\min_\mu \sum_i (x_i - \mu)^2 :: turn the sign, drop the factor
    """)


@exhibit("∎∎")
def ridge_is_the_mode_of_a_posterior() -> Derivation:
    data = given("size n d", "matrix X n d", "vector y n", "vector w d", "positive s t")
    return derive("Ridge regression is the mode of a posterior", data, r"""
        \arg\max_w e^{-\frac{1}{2 s} \lVert y - X w \rVert^2} e^{-\frac{1}{2 t} \lVert w \rVert^2}
      = \arg\max_w -\frac{1}{2 s} \lVert y - X w \rVert^2 - \frac{1}{2 t} \lVert w \rVert^2
        :: logarithm
      = \arg\min_w \lVert y - X w \rVert^2 + \frac{s}{t} \lVert w \rVert^2 :: times minus 2 s
    """)


@exhibit("∎∎")
def bernoulli_likelihood() -> Derivation:
    return derive("Likelihood of a coin", given("unit p", "size h t"), r"""
        \arg\max_p p^h (1 - p)^t
      = \arg\max_p h \log p + t \log(1 - p) :: logarithm
      = \arg\min_p -\frac{h}{h + t} \log p - \frac{t}{h + t} \log(1 - p) :: cross-entropy
    """)


@exhibit("∎∎", survivors={1: [Survivor("1 + 1", SHORTER), Survivor("K - 1", SHORTER)]})
def most_probable_class() -> Derivation:
    scores = given("size K", "index k j 1 K", "array z K")
    return derive("The most probable class has the largest score", scores, r"""
        \arg\max_k \frac{e^{z_k}}{\sum_j e^{z_j}}
      = \arg\max_k e^{z_k} :: the normaliser is positive
      = \arg\max_k z_k :: the exponential increases
    """)


@exhibit("∎∎∎", survivors={1: [Survivor("1 + 1", SHORTER), Survivor("K - 1", SHORTER)]})
def naive_bayes_decision() -> Derivation:
    names = given("size K", "index k j 1 K", "index d 1 3", "array p K positive",
                  "table q K 3 positive")  # fmt: skip
    return derive("The decision of naive Bayes", names, r"""
        \arg\max_k \frac{p_k \prod_d q_{kd}}{\sum_j p_j \prod_d q_{jd}}
      = \arg\max_k p_k \prod_d q_{kd} :: the evidence is the same for all classes
      = \arg\max_k \log(p_k \prod_d q_{kd}) :: logarithm
      = \arg\max_k \log p_k + \sum_d \log q_{kd} :: of a product
    """)


@exhibit("∎∎")
def gaussian_posterior_up_to_a_constant() -> Derivation:
    names = given(r"real \theta x m", "positive s t")
    return derive("A Gaussian posterior up to a constant", names, r"""
        -\frac{(x - \theta)^2}{2 s} - \frac{(\theta - m)^2}{2 t}
      \overset{+}{=}_\theta -\frac12 \left(\frac1s + \frac1t\right) \theta^2
        + \left(\frac{x}{s} + \frac{m}{t}\right) \theta :: drop what is free of it
      \overset{+}{=}_\theta -\frac{s + t}{2 s t} \left(\theta - \frac{t x + s m}{s + t}\right)^2
        :: complete the square
    """)


@exhibit("∎∎")
def least_squares_up_to_a_constant() -> Derivation:
    data = given("size n d", "matrix X n d", "vector y n", "vector w d")
    return derive("Least squares up to a constant", data, r"""
        \lVert y - X w \rVert^2
      = y^\top y - 2 y^\top X w + w^\top X^\top X w :: expand
      \overset{+}{=}_w w^\top X^\top X w - 2 y^\top X w :: the data's own square is constant
    """)


@exhibit("∎")
def cross_entropy_up_to_the_entropy() -> Derivation:
    names = given("size n", "index i 1 n", "array p q n positive")
    return derive("Divergence and cross-entropy differ by a constant", names, r"""
        \sum_i p_i \log\frac{p_i}{q_i}
      \overset{+}{=}_q -\sum_i p_i \log q_i :: the entropy of p
    """)
