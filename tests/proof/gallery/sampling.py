"""Monte Carlo, Markov chains, policy gradients, transport."""

from linebyline.proof import Derivation, Notation, derive

from .catalog import Survivor, exhibit, given


@exhibit("∎∎")
def metropolis_hastings() -> Derivation:
    chain = given("positive p q a b")
    return derive("Detailed balance of Metropolis and Hastings", chain, r"""
        p a \min(1, \frac{q b}{p a})
      = \min(p a, q b) :: a positive factor goes inside
      = q b \min(1, \frac{p a}{q b}) :: and comes out on the other side
    """)


@exhibit("∎")
def barker() -> Derivation:
    chain = given("positive p q a b")
    return derive("Detailed balance of Barker's rule", chain, r"""
        p a \frac{q b}{p a + q b}
      = q b \frac{p a}{p a + q b} :: symmetric in the two states
    """)


@exhibit("∎∎")
def detailed_balance_is_stationary() -> Derivation:
    chain = given(
        "size n", "index i j 1 n", "array p n positive", "matrix S n n symmetric",
        define={"P_{i,j}": r"\frac{S_{ij}}{p_i}"},
    )  # fmt: skip
    return derive("Detailed balance keeps the law", chain, r"""
        \sum_i p_i P_{i,j}
      = \sum_i S_{ij} :: the flow from i to j
      = p_j \sum_i P_{j,i} :: it is as large as the flow back
    """)


@exhibit("∎∎")
def gibbs_sampling() -> Derivation:
    joint = given("size n m", "index i k 1 n", "index j 1 m", "table p n m positive",
        define={"r_{i,j}": r"\frac{p_{ij}}{\sum_k p_{kj}}"})  # fmt: skip
    return derive("A Gibbs step keeps the law", joint, r"""
        \sum_k p_{kj} r_{i,j}
      = r_{i,j} \sum_k p_{kj} :: the conditional does not depend on the old state
      = p_{ij} :: cancel
    """)


@exhibit("∎")
def importance_sampling() -> Derivation:
    laws = given("size n", "index i 1 n", "probabilities p q n", "array f n")
    return derive("Importance sampling is unbiased", laws, r"""
        \sum_i q_i \frac{p_i}{q_i} f_i
      = \sum_i p_i f_i :: cancel
    """)


@exhibit("∎∎")
def importance_weights_have_mean_one() -> Derivation:
    laws = given("size n", "index i 1 n", "probabilities p q n")
    return derive("Spread of importance weights", laws, r"""
        \sum_i q_i \left(\frac{p_i}{q_i} - 1\right)^2
      = \sum_i \frac{p_i^2}{q_i} - 2 \sum_i p_i + \sum_i q_i :: expand
      = \sum_i \frac{p_i^2}{q_i} - 1 :: both sum to one
    """)


@exhibit("∎∎")
def rejection_sampling() -> Derivation:
    laws = given("size n", "index i j 1 n", "array p n positive", "probabilities q n", "positive M")
    return derive("Rejection sampling", laws, r"""
        \frac{q_i \frac{p_i}{M q_i}}{\sum_j q_j \frac{p_j}{M q_j}}
      = \frac{\frac{1}{M} p_i}{\frac{1}{M} \sum_j p_j} :: the proposal cancels
      = \frac{p_i}{\sum_j p_j} :: so does the bound
    """)


@exhibit(
    "∎∎",
    survivors={2: [Survivor(r"\ge 0", "a square, where it has a value", 2)]},
)
def control_variate() -> Derivation:
    model = given("real c t", "positive v s")
    return derive("Best control variate", model, r"""
        v - 2 t c + t^2 s - \left(v - \frac{c^2}{s}\right)
      = s \left(t - \frac{c}{s}\right)^2 :: complete the square
      \ge 0 :: a square is not negative
    """)


@exhibit("∎")
def antithetic_pair() -> Derivation:
    return derive("Antithetic pairs", given(r"positive v", r"real \rho"), r"""
        \frac{1}{4} (v + v + 2 \rho v)
      = \frac{1 + \rho}{2} v :: two equal variances, correlated
    """)


def _policy() -> Notation:
    policy = given("size K", "index k l a c 1 K", "array z A K", "real b")
    policy.define("p_k", r"\frac{e^{z_k}}{\sum_l e^{z_l}}")
    return policy


@exhibit("∎")
def score_of_a_softmax_policy() -> Derivation:
    return derive("Score of a softmax policy", _policy(), r"""
        \frac{\partial}{\partial z_c} \log p_a
      = \delta_{ac} - p_c :: log-sum-exp
    """)


@exhibit(
    "∎∎",
    survivors={1: [Survivor(r"\delta", "any common factor of the weights: both sides are zero", 2)]},
)
def baseline_is_unbiased() -> Derivation:
    return derive("A baseline does not bias", _policy(), r"""
        \sum_k p_k (\delta_{kc} - p_c) b
      = b (p_c - p_c \sum_k p_k) :: one term is singled out
      = 0 :: probabilities sum to one
    """)


@exhibit("∎∎")
def policy_gradient() -> Derivation:
    return derive("Policy gradient", _policy(), r"""
        \frac{\partial}{\partial z_c} \sum_k p_k A_k
      = \sum_k p_k (\delta_{kc} - p_c) A_k :: derivative of softmax
      = p_c (A_c - \sum_k p_k A_k) :: advantage over the mean
    """)


@exhibit("∎")
def score_function_trick() -> Derivation:
    law = given("function p positive", "real t")
    return derive("The score function trick, term by term", law, r"""
        \frac{\partial}{\partial t} p(t)
      = p(t) \frac{\partial}{\partial t} \log p(t) :: derivative of a logarithm
    """)


@exhibit("∎")
def reparameterised_gradients() -> Derivation:
    law = given("size n", "index i 1 n", "probabilities w n", r"array \epsilon n", r"real \mu \sigma a b c d")
    law.define("g", r"\sum_i w_i (a + b (\mu + \sigma \epsilon_i) + c (\mu + \sigma \epsilon_i)^2 + d (\mu + \sigma \epsilon_i)^3)")
    return derive("Reparameterised gradient of a cubic", law, r"""
        \frac{\partial}{\partial \sigma} g
      = \sum_i w_i (b + 2 c (\mu + \sigma \epsilon_i) + 3 d (\mu + \sigma \epsilon_i)^2) \epsilon_i :: differentiate inside
    """)


@exhibit("∎∎")
def advantages_average_to_zero() -> Derivation:
    state = given("size K", "index k l 1 K", "probabilities p K", "array q K")
    return derive("Advantages average to zero", state, r"""
        \sum_k p_k (q_k - \sum_l p_l q_l)
      = \sum_k p_k q_k - (\sum_k p_k) \sum_l p_l q_l :: distribute
      = 0 :: probabilities sum to one
    """)


@exhibit("∎∎")
def temporal_difference_errors_telescope() -> Derivation:
    path = given("size T", "index t 1 T", r"unit \gamma", "array r T")
    path.array("v", "T + 1")
    return derive("Errors of temporal differences add up", path, r"""
        \sum_t \gamma^{t-1} (r_t + \gamma v_{t+1} - v_t)
      = \sum_t \gamma^{t-1} r_t + \sum_t (\gamma^t v_{t+1} - \gamma^{t-1} v_t) :: group
      = \sum_t \gamma^{t-1} r_t + \gamma^T v_{T+1} - v_1 :: telescope
    """)


@exhibit("∎")
def return_is_recursive() -> Derivation:
    path = given("size T", "index t 1 T", r"unit \gamma")
    path.array("r", "T + 1")
    return derive("A return is recursive", path, r"""
        \sum_{t=1}^{T+1} \gamma^{t-1} r_t
      = r_1 + \gamma \sum_t \gamma^{t-1} r_{t+1} :: take out the first reward
    """)


@exhibit("∎")
def transport_of_two_points() -> Derivation:
    return derive("Transport between two points", given("real a b"), r"""
        |a - b|
      = \max(a - b, b - a) :: the steeper of two slopes
    """)


@exhibit("∎∎")
def transport_on_the_line() -> Derivation:
    order = given("real x y", "nonnegative d h")
    return derive("Sorted pairs travel less far", order, r"""
        (x - (y + h))^2 + (x + d - y)^2
      = (x - y)^2 + (x + d - (y + h))^2 + 2 d h :: multiply out
      \ge (x - y)^2 + (x + d - (y + h))^2 :: sorted on both sides
    """)
