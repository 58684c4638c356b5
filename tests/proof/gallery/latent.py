"""Mixtures, EM, variational bounds, hidden Markov models."""

from linebyline.proof import Derivation, derive

from .catalog import Survivor, exhibit, given, log_gaps

BOUND = ("size K", "index k j 1 K", "probabilities q K", "array r K positive")


@exhibit("∎∎∎")
def evidence_splits() -> Derivation:
    model = given(*BOUND, define={"P": r"\sum_j r_j"})
    return derive("Evidence is bound plus divergence", model, r"""
        \log P
      = \sum_k q_k \log P :: q sums to one
      = \sum_k q_k \left(\log\frac{r_k}{q_k} + \log\frac{q_k P}{r_k}\right) :: multiply and divide
      = \sum_k q_k \log\frac{r_k}{q_k} + \sum_k q_k \log\frac{q_k P}{r_k} :: bound and divergence
    """)


@exhibit("∎∎")
def evidence_lower_bound() -> Derivation:
    model = given(*BOUND, define={"P": r"\sum_j r_j"})
    return derive("Evidence lower bound", model, r"""
        \sum_k q_k \log\frac{r_k}{q_k}
      = \log P - \sum_k q_k \log\frac{q_k P}{r_k} :: evidence minus divergence
      \le \log P :: no divergence is negative [tangents]
    """, tangents=log_gaps(model, "q_k", r"\frac{r_k}{q_k P}", "k"))  # fmt: skip


@exhibit("∎")
def bound_is_reconstruction_minus_divergence() -> Derivation:
    model = given("size K", "index k 1 K", "probabilities p q K", "array l K positive")
    return derive("Reconstruction and divergence", model, r"""
        \sum_k q_k \log\frac{p_k l_k}{q_k}
      = \sum_k q_k \log l_k - \sum_k q_k \log\frac{q_k}{p_k} :: log of a product
    """)


@exhibit("∎∎")
def posterior_makes_the_bound_tight() -> Derivation:
    model = given("size K", "index k j 1 K", "array r K positive",
        define={"P": r"\sum_j r_j", "q_k": r"\frac{r_k}{P}"})  # fmt: skip
    return derive("The posterior closes the gap", model, r"""
        \sum_k q_k \log\frac{r_k}{q_k}
      = \sum_k q_k \log P :: the ratio is the evidence
      = \log P :: a posterior sums to one
    """)


@exhibit("∎∎")
def telescoping_of_the_diffusion_bound() -> Derivation:
    chain = given("size T", "index t 2 T", "array P B m T", assume=[r"T \ge 2"])
    return derive("The bound of a chain, by steps", chain, r"""
        \sum_t (P_t - (B_t + m_t - m_{t-1}))
      = \sum_t (P_t - B_t) - \sum_t (m_t - m_{t-1}) :: Bayes for each step
      = \sum_t (P_t - B_t) - m_T + m_1 :: telescope
    """)


MIXTURE = (
    "size N K", "index n 1 N", "index k j c 1 K", "array x N", r"array \mu K",
    r"array \sigma \pi K positive", r"table \gamma N K positive",
)  # fmt: skip
EXPECTED = {
    "Q": r"\sum_n \sum_k \gamma_{nk} \left(\log\pi_k - \log\sigma_k - \frac{(x_n - \mu_k)^2}{2\sigma_k^2}\right)"
}


@exhibit("∎")
def mixture_mean_is_stationary() -> Derivation:
    return derive("Mixture of Gaussians: the mean", given(*MIXTURE, define=EXPECTED), r"""
        \frac{\partial}{\partial \mu_c} Q
      = \frac{1}{\sigma_c^2} \sum_n \gamma_{nc} (x_n - \mu_c) :: differentiate
    """)


@exhibit("∎")
def mixture_mean() -> Derivation:
    return derive("Mixture of Gaussians: solve for the mean", given(*MIXTURE), r"""
        \frac{1}{\sigma_c^2} \sum_n \gamma_{nc} (x_n - \mu_c) = 0
      \Rightarrow \mu_c = \frac{\sum_n \gamma_{nc} x_n}{\sum_n \gamma_{nc}} :: the weighted mean
    """)


@exhibit(
    "∎",
    survivors={1: [Survivor(r"\log\mu_{k'}", "the term is free of the deviation; it needs positive means")]},
)
def mixture_deviation() -> Derivation:
    return derive("Mixture of Gaussians: the deviation", given(*MIXTURE, define=EXPECTED), r"""
        \frac{\partial}{\partial \sigma_c} Q
      = \frac{1}{\sigma_c^3} \sum_n \gamma_{nc} (x_n - \mu_c)^2 - \frac{1}{\sigma_c} \sum_n \gamma_{nc} :: differentiate
    """)


@exhibit("∎")
def mixture_variance() -> Derivation:
    return derive("Mixture of Gaussians: solve for the variance", given(*MIXTURE), r"""
        \frac{1}{\sigma_c^3} \sum_n \gamma_{nc} (x_n - \mu_c)^2 - \frac{1}{\sigma_c} \sum_n \gamma_{nc} = 0
      \Rightarrow \sigma_c^2 = \frac{\sum_n \gamma_{nc} (x_n - \mu_c)^2}{\sum_n \gamma_{nc}} :: the weighted variance
    """)


@exhibit("∎")
def mixture_weights_multiplier() -> Derivation:
    mixture = given(*MIXTURE, r"positive \lambda")
    return derive("Mixture of Gaussians: the multiplier", mixture, r"""
        \sum_k \frac{1}{\lambda} \sum_n \gamma_{nk} = 1
      \Rightarrow \lambda = \sum_n \sum_k \gamma_{nk} :: weights sum to one
    """)


@exhibit("∎∎∎")
def mixture_weights() -> Derivation:
    mixture = given(
        "size K", "index k j 1 K", "array w K positive", r"probabilities \pi K",
        define={"N": r"\sum_j w_j"},
    )  # fmt: skip
    return derive("Mixture of Gaussians: the weights", mixture, r"""
        \sum_k w_k \log\frac{w_k}{N} - \sum_k w_k \log\pi_k
      = \sum_k w_k \log\frac{w_k}{N \pi_k} :: log of a quotient
      \ge \sum_k w_k \left(1 - \frac{N \pi_k}{w_k}\right) :: log t is at most t - 1 [tangents]
      = 0 :: both sum to N
    """, tangents=log_gaps(mixture, "w_k", r"\frac{N \pi_k}{w_k}", "k"))  # fmt: skip


@exhibit("∎")
def responsibilities_are_gradients() -> Derivation:
    mixture = given(
        "size K", "index k j c 1 K", r"array \mu K", r"array \sigma \pi K positive", "real x",
        define={"f_k": r"\pi_k \frac{1}{\sigma_k} \exp(-\frac{(x - \mu_k)^2}{2\sigma_k^2})"},
    )  # fmt: skip
    return derive("Where responsibilities come from", mixture, r"""
        \frac{\partial}{\partial \mu_c} \log(\sum_k f_k)
      = \frac{f_c}{\sum_k f_k} \cdot \frac{x - \mu_c}{\sigma_c^2} :: chain rule
    """)


@exhibit("∎")
def cluster_centres() -> Derivation:
    clusters = given("size N K", "index n 1 N", "index k c 1 K", "array x N", r"array \mu K", "table r N K positive")
    return derive("A step of k-means", clusters, r"""
        \frac{\partial}{\partial \mu_c} \sum_n \sum_k r_{nk} (x_n - \mu_k)^2
      = 2 (\mu_c \sum_n r_{nc} - \sum_n r_{nc} x_n) :: differentiate
    """)


CHAIN = (
    "size K", "index i j k l 1 K", "array a b p u v K positive", "table A K K positive",
)  # fmt: skip


@exhibit("∎")
def forward_recursion() -> Derivation:
    chain = given(*CHAIN, "size H", "index h 1 H", "table J H K positive")
    return derive("Forward recursion", chain, r"""
        \sum_h \sum_i J_{hi} A_{ik} b_k
      = b_k \sum_i (\sum_h J_{hi}) A_{ik} :: exchange the sums
    """)


@exhibit("∎∎")
def forward_sums_all_paths() -> Derivation:
    chain = given(
        *CHAIN,
        define={"f_j": r"u_j \sum_i p_i a_i A_{ij}", "g_k": r"v_k \sum_j f_j A_{jk}"},
    )  # fmt: skip
    return derive("Three steps forward are all paths", chain, r"""
        \sum_k g_k
      = \sum_k v_k \sum_j u_j (\sum_i p_i a_i A_{ij}) A_{jk} :: both recursions
      = \sum_i \sum_j \sum_k p_i a_i A_{ij} u_j A_{jk} v_k :: distribute
    """)


@exhibit("∎∎")
def backward_gives_the_same() -> Derivation:
    chain = given(
        *CHAIN,
        define={"f_j": r"\sum_i p_i a_i A_{ij}", "c_j": r"\sum_k A_{jk} v_k"},
    )  # fmt: skip
    return derive("Forward meets backward", chain, r"""
        \sum_j f_j u_j c_j
      = \sum_i \sum_j \sum_k p_i a_i A_{ij} u_j A_{jk} v_k :: distribute
      = \sum_i p_i a_i \sum_j A_{ij} u_j c_j :: one more step backward
    """)


@exhibit("∎")
def best_path_distributes() -> Derivation:
    return derive("Viterbi: adding distributes over the maximum", given("real a b c"), r"""
        \max(a + c, b + c)
      = \max(a, b) + c :: by the larger one
    """)


@exhibit(
    "∎∎∎",
    survivors={2: [
        Survivor(r"\ge \sum_{i=1}^K \sum_{j=1}^K A_{ij}", "the right side is never positive"),
    ]},
)
def transitions_maximise() -> Derivation:
    chain = given("size K", "index i j l 1 K", r"table \xi K K positive",
        define={"s_i": r"\sum_l \xi_{il}"})  # fmt: skip
    chain.probabilities("A", "K", "K")
    return derive("Baum and Welch: transitions", chain, r"""
        \sum_i \sum_j \xi_{ij} \log\frac{\xi_{ij}}{s_i} - \sum_i \sum_j \xi_{ij} \log A_{ij}
      = \sum_i \sum_j \xi_{ij} \log\frac{\xi_{ij}}{s_i A_{ij}} :: log of a quotient
      \ge \sum_i \sum_j \xi_{ij} \left(1 - \frac{s_i A_{ij}}{\xi_{ij}}\right) :: log t is at most t - 1 [tangents]
      = 0 :: rows sum to one
    """, tangents=log_gaps(chain, r"\xi_{ij}", r"\frac{s_i A_{ij}}{\xi_{ij}}", "i", "j"))  # fmt: skip


@exhibit("∎∎")
def smoothing_weights_sum_to_one() -> Derivation:
    chain = given(*CHAIN, define={"Z": r"\sum_j a_j b_j", "g_k": r"\frac{a_k b_k}{Z}"})
    return derive("Smoothed states form a law", chain, r"""
        \sum_k g_k
      = \frac{\sum_k a_k b_k}{Z} :: one denominator
      = 1 :: definition
    """)
