"""Joint laws of discrete names: Bayes, entropies, mixtures, evidence bounds, hidden chains."""

from linebyline.proof import Derivation, derive

from .catalog import exhibit, given

PAIR = ("size n k", "law p x n z k")
TWO = (*PAIR, "law q x n z k")
NAIVE = ("size n k m", r"law p z k x n y m : p(z) p(x \mid z) p(y \mid z)")
THREE = ("size n k m", "law p z k x n y m")


@exhibit("∎∎∎")
def bayes_rule() -> Derivation:
    return derive("Bayes' rule", given(*PAIR), r"""
        p(z \mid x)
      = \frac{p(x, z)}{p(x)} :: definition
      = \frac{p(z) p(x \mid z)}{p(x)} :: product rule
      = \frac{p(z) p(x \mid z)}{\sum_z p(z) p(x \mid z)} :: total probability
    """)


@exhibit("∎∎∎")
def conditional_independence_in_two_forms() -> Derivation:
    return derive("Conditional independence, in its two forms", given(*NAIVE), r"""
        p(x \mid y, z)
      = \frac{p(x, y \mid z)}{p(y \mid z)} :: product rule, given z
      = \frac{p(x \mid z) p(y \mid z)}{p(y \mid z)} :: independent given z
      = p(x \mid z) :: cancel
    """)


@exhibit("∎∎")
def naive_bayes_posterior() -> Derivation:
    return derive("Naive Bayes", given(*NAIVE), r"""
        p(z \mid x, y)
      = \frac{p(z) p(x \mid z) p(y \mid z)}{p(x, y)} :: independent features
      = \frac{p(z) p(x \mid z) p(y \mid z)}{\sum_z p(z) p(x \mid z) p(y \mid z)} :: total probability
    """)


@exhibit("∎∎")
def naive_bayes_log_odds() -> Derivation:
    features = given(*NAIVE, "index l 1 k")
    return derive("Log-odds of naive Bayes add up", features, r"""
        \log\frac{p(z \mid x, y)}{p(z = l \mid x, y)}
      = \log\frac{p(z) p(x \mid z) p(y \mid z)}{p(z = l) p(x \mid z = l) p(y \mid z = l)} :: the evidence cancels
      = \log\frac{p(z)}{p(z = l)} + \log\frac{p(x \mid z)}{p(x \mid z = l)}
        + \log\frac{p(y \mid z)}{p(y \mid z = l)} :: log of a product
    """)


@exhibit("∎∎")
def chain_rule_of_three_names() -> Derivation:
    return derive("Chain rule of probability", given(*THREE), r"""
        p(x, y, z)
      = p(x, z) p(y \mid x, z) :: product rule
      = p(z) p(x \mid z) p(y \mid x, z) :: product rule
    """)


@exhibit("∎∎")
def entropy_of_a_pair() -> Derivation:
    return derive("Chain rule of entropy, in names", given(*PAIR), r"""
        -\sum_x \sum_z p(x, z) \log p(x, z)
      = -\sum_x \sum_z p(x, z) \log p(x) - \sum_x \sum_z p(x, z) \log p(z \mid x) :: product rule
      = -\sum_x p(x) \log p(x) - \sum_x p(x) \sum_z p(z \mid x) \log p(z \mid x) :: marginal
    """)


@exhibit("∎∎")
def information_shared() -> Derivation:
    return derive("Mutual information, in names", given(*PAIR), r"""
        \sum_x \sum_z p(x, z) \log\frac{p(x, z)}{p(x) p(z)}
      = \sum_x \sum_z p(x, z) \log\frac{p(x \mid z)}{p(x)} :: divide by p(z)
      = -\sum_x p(x) \log p(x) + \sum_z p(z) \sum_x p(x \mid z) \log p(x \mid z) :: entropies
    """)


@exhibit("∎∎∎")
def divergence_of_pairs() -> Derivation:
    return derive("Chain rule of divergence, in names", given(*TWO), r"""
        \sum_x \sum_z p(x, z) \log\frac{p(x, z)}{q(x, z)}
      = \sum_x \sum_z p(x, z) \log\frac{p(x)}{q(x)}
        + \sum_x \sum_z p(x, z) \log\frac{p(z \mid x)}{q(z \mid x)} :: product rule
      = \sum_x p(x) \log\frac{p(x)}{q(x)}
        + \sum_x p(x) \sum_z p(z \mid x) \log\frac{p(z \mid x)}{q(z \mid x)} :: marginal
      \ge \sum_x p(x) \log\frac{p(x)}{q(x)} :: divergences are not negative
    """)


@exhibit("∎∎∎")
def evidence_lower_bound_by_a_table() -> Derivation:
    return derive("Evidence lower bound, by a table", given(*TWO), r"""
        \log p(x)
      = \mathbb{E}_{q(z \mid x)}[\log\frac{p(x, z)}{p(z \mid x)}] :: product rule, for every z
      = \mathbb{E}_{q(z \mid x)}[\log\frac{p(x, z)}{q(z \mid x)}]
        + \mathbb{E}_{q(z \mid x)}[\log\frac{q(z \mid x)}{p(z \mid x)}] :: multiply and divide
      \ge \mathbb{E}_{q(z \mid x)}[\log\frac{p(x, z)}{q(z \mid x)}] :: a divergence is not negative
    """)


@exhibit("∎∎")
def evidence_bound_in_two_parts() -> Derivation:
    return derive("Reconstruction and prior", given(*TWO), r"""
        \mathbb{E}_{q(z \mid x)}[\log\frac{p(x, z)}{q(z \mid x)}]
      = \mathbb{E}_{q(z \mid x)}[\log p(x \mid z) + \log\frac{p(z)}{q(z \mid x)}] :: product rule
      = \mathbb{E}_{q(z \mid x)}[\log p(x \mid z)]
        - \mathbb{E}_{q(z \mid x)}[\log\frac{q(z \mid x)}{p(z)}] :: linear
    """)


@exhibit("∎∎")
def expectation_step() -> Derivation:
    models = given("size n k", "law p x n z k", "law r x n z k")
    return derive("What the E-step makes tight", models, r"""
        \mathbb{E}_{r(z \mid x)}[\log p(x, z)] - \mathbb{E}_{r(z \mid x)}[\log r(z \mid x)]
      = \log p(x) - \mathbb{E}_{r(z \mid x)}[\log\frac{r(z \mid x)}{p(z \mid x)}] :: the gap
      \le \log p(x) :: a divergence is not negative
    """)


HIDDEN = ("size n k m", r"law p z k x n w k y m : p(z) p(x \mid z) p(w \mid z) p(y \mid w)")


@exhibit("∎∎")
def forward_recursion_by_a_table() -> Derivation:
    return derive("Forward: one step in a hidden chain", given(*HIDDEN), r"""
        p(x, y, w)
      = \sum_z p(x, z) p(w, y \mid x, z) :: total probability
      = p(y \mid w) \sum_z p(w \mid z) p(x, z) :: the chain forgets
    """)


@exhibit("∎∎")
def backward_recursion() -> Derivation:
    return derive("Backward: one step in a hidden chain", given(*HIDDEN), r"""
        p(y \mid z)
      = \sum_w p(w \mid z) p(y \mid w, z) :: total probability
      = \sum_w p(w \mid z) p(y \mid w) :: the chain forgets
    """)


@exhibit("∎∎")
def smoothing() -> Derivation:
    return derive("Forward times backward", given(*HIDDEN), r"""
        p(z \mid x, y)
      = \frac{p(x, z) p(y \mid x, z)}{p(x, y)} :: product rule
      = \frac{p(x, z) p(y \mid z)}{\sum_z p(x, z) p(y \mid z)} :: the future depends on the past through z
    """)


@exhibit("∎∎")
def a_common_effect() -> Derivation:
    effect = given("size n k m", r"law p x n y m z k : p(x) p(y) p(z \mid x, y)")
    return derive("A common effect couples its causes", effect, r"""
        p(x, y \mid z)
      = \frac{p(x, y) p(z \mid x, y)}{p(z)} :: Bayes
      = \frac{p(x) p(y) p(z \mid x, y)}{p(z)} :: independent as long as z is unknown
    """)
