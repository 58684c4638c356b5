"""What holds in the limit, to leading order, or of the largest term."""

from linebyline.proof import Derivation, derive, refute

from .catalog import Survivor, exhibit, given

FEWER = "a weaker bound: fewer terms have no larger maximum, and no smaller minimum"


@exhibit("∎✗")
def taylor_needs_its_half() -> Derivation:
    return refute("Taylor needs its half", given("real x h", "function f"), r"""
        f(x + h)
      = f(x) + h \frac{\partial}{\partial x} f(x) + O(h^2) \text{ as } h \to 0
        :: to first order
      = f(x) + h \frac{\partial}{\partial x} f(x)
        + h^2 \frac{\partial^2}{\partial x^2} f(x) + O(h^3) \text{ as } h \to 0
        :: the half is missing
    """)


@exhibit("∎")
def central_differences_are_of_second_order() -> Derivation:
    return derive("Central differences are of second order", given("real x h", "function f"), r"""
        \frac{f(x + h) - f(x - h)}{2 h}
      = \frac{\partial}{\partial x} f(x) + O(h^2) \text{ as } h \to 0 :: even terms cancel
    """)


@exhibit("∎")
def gradient_step_to_first_order() -> Derivation:
    names = given("real x y t", "function L 2")
    return derive("A gradient step lowers the loss to first order", names, r"""
        L(x - t \frac{\partial}{\partial x} L(x, y), y - t \frac{\partial}{\partial y} L(x, y))
      = L(x, y) - t \left(\left(\frac{\partial}{\partial x} L(x, y)\right)^2
        + \left(\frac{\partial}{\partial y} L(x, y)\right)^2\right) + O(t^2) \text{ as } t \to 0
        :: Taylor in two variables
    """)


@exhibit("∎∎")
def logistic_function_near_zero() -> Derivation:
    return derive("The logistic function near zero", given("real z"), r"""
        \frac{1}{1 + e^{-z}}
      = \frac12 + \frac{z}{4} + O(z^3) :: odd about one half
      = \frac12 + O(z) :: coarser
    """)


@exhibit("∎∎")
def softplus_at_both_ends() -> Derivation:
    return derive("Softplus far to the right", given("real x"), r"""
        \lim_{x \to \infty} (\log(1 + e^x) - x)
      = \lim_{x \to \infty} \log(1 + e^{-x}) :: take out the exponential
      = \lim_{x \to -\infty} \log(1 + e^x) :: the same as far to the left
    """)


@exhibit("∎∎")
def bias_of_the_variance_estimate_vanishes() -> Derivation:
    names = given("size n", "positive s")
    return derive("The variance estimate is asymptotically unbiased", names, r"""
        \lim_{n \to \infty} \left(\frac{n - 1}{n} s - s\right)
      = \lim_{n \to \infty} \left(-\frac{s}{n}\right) :: subtract
      = 0 :: vanishes with 1/n
    """)


@exhibit("∎∎")
def poisson_limit_of_the_binomial_zero() -> Derivation:
    names = given("size n", r"positive \lambda")
    return derive("No event among many rare ones", names, r"""
        \lim_{n \to \infty} \left(1 - \frac{\lambda}{n}\right)^n
      = \lim_{n \to \infty} e^{n \log(1 - \frac{\lambda}{n})} :: exponential of the logarithm
      = e^{-\lambda} :: the logarithm to first order
    """)


@exhibit("∎")
def poisson_limit_of_the_binomial_two() -> Derivation:
    names = given("size n", r"positive \lambda")
    return derive("Two events among many rare ones", names, r"""
        \lim_{n \to \infty} \frac{n (n - 1)}{2} \left(\frac{\lambda}{n}\right)^2
          \left(1 - \frac{\lambda}{n}\right)^{n - 2}
      = \frac{\lambda^2}{2} e^{-\lambda} :: the Poisson probability of two
    """)


@exhibit("∎∎")
def power_means_tend_to_the_geometric_mean() -> Derivation:
    names = given("positive p x y")
    return derive("Power means tend to the geometric mean", names, r"""
        \lim_{p \to 0} \left(\frac{x^p + y^p}{2}\right)^{1/p}
      = e^{\frac{\log x + \log y}{2}} :: logarithm to first order
      = \sqrt{x y} :: exponential of logarithms
    """)


@exhibit("∎∎")
def softmax_at_high_temperature() -> Derivation:
    names = given("size K", "index k j 1 K", "array z K", "positive T")
    return derive("At high temperature all classes are alike", names, r"""
        \lim_{T \to \infty} \frac{e^{\frac{z_j}{T}}}{\sum_k e^{\frac{z_k}{T}}}
      = \frac{1}{\sum_k 1} :: every exponential tends to one
      = \frac{1}{K} :: count
    """)


@exhibit("∎∎∎")
def mean_of_the_geometric_law() -> Derivation:
    names = given("integer k", "unit p")
    return derive("Mean of the geometric law", names, r"""
        \sum_{k=1}^{\infty} k p (1 - p)^{k-1}
      = p \sum_{k=1}^{\infty} k (1 - p)^{k-1} :: constant factor
      = \frac{p}{(1 - (1 - p))^2} :: derivative of the geometric series
      = \frac{1}{p} :: cancel
    """)


@exhibit("∎∎∎")
def mean_of_the_poisson_law() -> Derivation:
    names = given("integer k", r"positive \lambda")
    return derive("Mean of the Poisson law", names, r"""
        \sum_{k=0}^{\infty} k \frac{\lambda^k e^{-\lambda}}{k!}
      = \lambda e^{-\lambda} \sum_{k=1}^{\infty} \frac{\lambda^{k-1}}{(k-1)!} :: cancel k
      = \lambda e^{-\lambda} e^\lambda :: exponential series
      = \lambda :: cancel
    """)


@exhibit("∎")
def generating_function_of_the_poisson_law() -> Derivation:
    names = given("integer k", r"positive \lambda", "real t")
    return derive("Moment generating function of the Poisson law", names, r"""
        \sum_{k=0}^{\infty} e^{t k} \frac{\lambda^k e^{-\lambda}}{k!}
      = e^{\lambda (e^t - 1)} :: exponential series
    """)


@exhibit("∎∎")
def discounted_reward() -> Derivation:
    names = given("integer t", r"unit \gamma", "real r")
    return derive("A constant reward, discounted", names, r"""
        \sum_{t=0}^{\infty} \gamma^t r
      = r \sum_{t=0}^{\infty} \gamma^t :: constant factor
      = \frac{r}{1 - \gamma} :: geometric series
    """)


@exhibit("∎", survivors={1: [Survivor("1 + 1", FEWER), Survivor("n - 1", FEWER)]})
def log_sum_exp_above_the_largest() -> Derivation:
    scores = given("size n", "index i 1 n", "array x n")
    return derive("Log-sum-exp lies above the largest score", scores, r"""
        \max_i x_i
      \le \log \sum_i e^{x_i} :: one term of the sum
    """)


@exhibit("∎", survivors={1: [Survivor("1 + 1", FEWER), Survivor("n - 1", FEWER)]})
def log_sum_exp_below_the_largest() -> Derivation:
    scores = given("size n", "index i 1 n", "array x n")
    return derive("Log-sum-exp is at most log n larger", scores, r"""
        \log \sum_i e^{x_i}
      \le \max_i x_i + \log n :: n terms, none larger
    """)


@exhibit("∎∎")
def stable_log_sum_exp() -> Derivation:
    scores = given("size n", "index i j 1 n", "array x n")
    return derive("Log-sum-exp without overflow", scores, r"""
        \log \sum_i e^{x_i}
      = \log\left(e^{\max_j x_j} \sum_i e^{x_i - \max_j x_j}\right) :: take out the largest
      = \max_j x_j + \log \sum_i e^{x_i - \max_j x_j} :: log of a product
    """)


@exhibit("∎∎")
def viterbi_recursion() -> Derivation:
    names = given("size K", "index i j 1 K", "array v b K", "table A K K")
    return derive("One step of Viterbi", names, r"""
        \max_j \max_i (v_i + A_{ij} + b_j)
      = \max_j (b_j + \max_i (v_i + A_{ij})) :: what does not depend on i
      \le \max_j b_j + \max_j \max_i (v_i + A_{ij}) :: at different places
    """)


@exhibit(
    "∎",
    survivors={1: [
        Survivor("1 + 1", FEWER, 2), Survivor("- 1}", FEWER, 2),
        Survivor(r"\min_{j=1}^n", FEWER), Survivor(r"\max_{i=1}^m", FEWER),
    ]},
)  # fmt: skip
def weak_duality_of_games() -> Derivation:
    game = given("size n m", "index i 1 n", "index j 1 m", "table A n m")
    return derive("Weak duality of a game", game, r"""
        \max_i \min_j A_{ij}
      \le \min_j \max_i A_{ij} :: any row against any column
    """)
