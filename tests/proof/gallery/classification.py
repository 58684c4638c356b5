"""Logistic and softmax regression, support vectors, discriminants."""

from linebyline.proof import Derivation, derive
from linebyline.proof.domains import UNIT

from .catalog import exhibit, given


@exhibit("∎∎")
def derivative_of_the_logistic_function() -> Derivation:
    return derive("Derivative of the logistic function", given("real z"), r"""
        \frac{\partial}{\partial z} \frac{1}{1 + e^{-z}}
      = \frac{e^{-z}}{(1 + e^{-z})^2} :: quotient rule
      = \frac{1}{1 + e^{-z}} \left(1 - \frac{1}{1 + e^{-z}}\right) :: split the fraction
    """)


LOGISTIC = (
    "size N D", "index n 1 N", "index j a b 1 D", "table x N D", "array w v D", "array y N",
)  # fmt: skip
SIGMOID = {"p_n": r"\frac{1}{1 + e^{-\sum_j w_j x_{nj}}}"}


@exhibit("∎∎∎")
def logistic_gradient() -> Derivation:
    data = given(*LOGISTIC, define=SIGMOID)
    return derive("Gradient of logistic regression", data, r"""
        \frac{\partial}{\partial w_a} (-\sum_n (y_n \log p_n + (1 - y_n) \log(1 - p_n)))
      = \frac{\partial}{\partial w_a} \sum_n (\log(1 + e^{\sum_j w_j x_{nj}})
        - y_n \sum_j w_j x_{nj}) :: log of the logistic function
      = \sum_n \left(\frac{e^{\sum_j w_j x_{nj}}}{1 + e^{\sum_j w_j x_{nj}}}
        - y_n\right) x_{na} :: chain rule
      = \sum_n (p_n - y_n) x_{na} :: divide by the exponential
    """)


@exhibit("∎")
def logistic_hessian() -> Derivation:
    data = given(*LOGISTIC, define=SIGMOID)
    return derive("Hessian of logistic regression", data, r"""
        \frac{\partial}{\partial w_b} \sum_n (p_n - y_n) x_{na}
      = \sum_n p_n (1 - p_n) x_{na} x_{nb} :: derivative of the logistic function
    """)


@exhibit("∎∎")
def curvature_of_logistic_regression() -> Derivation:
    data = given("size N D", "index n 1 N", "index a b 1 D", "table x N D", "array v D")
    data.array("p", "N", domain=UNIT)
    return derive("Logistic regression curves upward", data, r"""
        \sum_a \sum_b v_a v_b \sum_n p_n (1 - p_n) x_{na} x_{nb}
      = \sum_n p_n (1 - p_n) (\sum_a v_a x_{na})^2 :: exchange the sums
      \ge 0 :: squares times positive numbers
    """)


@exhibit("∎∎")
def softmax_is_shift_invariant() -> Derivation:
    scores = given("size K", "index k j 1 K", "array z K", "real c")
    return derive("Softmax does not see a shift", scores, r"""
        \frac{e^{z_k + c}}{\sum_j e^{z_j + c}}
      = \frac{e^c e^{z_k}}{e^c \sum_j e^{z_j}} :: exponential of a sum
      = \frac{e^{z_k}}{\sum_j e^{z_j}} :: cancel
    """)


@exhibit("∎∎")
def softmax_of_two_is_logistic() -> Derivation:
    return derive("Softmax of two scores", given("real a b"), r"""
        \frac{e^a}{e^a + e^b}
      = \frac{1}{1 + e^{b - a}} :: divide by the numerator
      = \frac{1}{1 + e^{-(a - b)}} :: the logistic function of the difference
    """)


SOFTMAX = {"p_k": r"\frac{e^{z_k}}{\sum_j e^{z_j}}"}


@exhibit("∎∎")
def softmax_jacobian() -> Derivation:
    scores = given("size K", "index k j a b 1 K", "array z K", define=SOFTMAX)
    return derive("Jacobian of softmax", scores, r"""
        \frac{\partial}{\partial z_b} p_a
      = \frac{\delta_{ab} e^{z_a} \sum_j e^{z_j} - e^{z_a} e^{z_b}}{(\sum_j e^{z_j})^2} :: quotient rule
      = p_a (\delta_{ab} - p_b) :: split the fraction
    """)


@exhibit("∎∎▸")
def cross_entropy_gradient() -> Derivation:
    scores = given("size K", "index k j c 1 K", "array z K", "probabilities y K", define=SOFTMAX)
    return derive("Gradient of the cross-entropy", scores, r"""
        \frac{\partial}{\partial z_c} (-\sum_k y_k \log p_k)
      = \frac{\partial}{\partial z_c} (\log(\sum_j e^{z_j}) - \sum_k y_k z_k) :: y sums to one
      = \frac{e^{z_c}}{\sum_j e^{z_j}} - y_c :: chain rule
      = p_c - y_c :: softmax
    """)


@exhibit("∎")
def log_sum_exp_hessian() -> Derivation:
    scores = given("size K", "index k j a b 1 K", "array z K", define=SOFTMAX)
    return derive("Hessian of log-sum-exp", scores, r"""
        \frac{\partial^2}{\partial z_a \partial z_b} \log(\sum_j e^{z_j})
      = \delta_{ab} p_a - p_a p_b :: the Jacobian of softmax
    """)


@exhibit("∎∎")
def log_sum_exp_is_convex() -> Derivation:
    scores = given("size K", "index k j l 1 K", "probabilities p K", "array v K")
    return derive("Log-sum-exp is convex", scores, r"""
        \sum_k p_k v_k^2 - (\sum_k p_k v_k)^2
      = \sum_k p_k (v_k - \sum_l p_l v_l)^2 :: a variance
      \ge 0 :: squares times positive numbers
    """)


@exhibit("∎")
def softmax_regression_gradient() -> Derivation:
    data = given(
        "size N D K", "index n 1 N", "index j a 1 D", "index k l c 1 K", "table x N D", "table W D K",
        define={"p_{n,k}": r"\frac{e^{\sum_j x_{nj} W_{jk}}}{\sum_l e^{\sum_j x_{nj} W_{jl}}}"},
    )  # fmt: skip
    data.probabilities("y", "N", "K")
    return derive("Gradient of softmax regression", data, r"""
        \frac{\partial}{\partial W_{ac}} (-\sum_n \sum_k y_{nk} \log p_{n,k})
      = \sum_n x_{na} (p_{n,c} - y_{nc}) :: chain rule through the scores
    """)


SVM = (
    "size N D", "index n m 1 N", "index d k 1 D", "array w D", "table x N D", "array y N",
    "array a N nonnegative", "real b",
)  # fmt: skip
LAGRANGIAN = {"L": r"\frac{1}{2} \sum_d w_d^2 - \sum_n a_n (y_n (\sum_d w_d x_{nd} + b) - 1)"}


@exhibit("∎")
def support_vector_weights() -> Derivation:
    return derive("Support vectors: the weights", given(*SVM, define=LAGRANGIAN), r"""
        \frac{\partial}{\partial w_k} L
      = w_k - \sum_n a_n y_n x_{nk} :: differentiate
    """)


@exhibit("∎∎")
def support_vector_dual() -> Derivation:
    dual = given(
        "size N D", "index n m 1 N", "index d 1 D", "table x N D", "array y N",
        "array a N nonnegative", "real b",
        define={"w_d": r"\sum_n a_n y_n x_{nd}"},
        assume=[r"\sum_n a_n y_n = 0"],
    )  # fmt: skip
    return derive("Support vectors: the dual", dual, r"""
        \frac{1}{2} \sum_d w_d^2 - \sum_n a_n (y_n (\sum_d w_d x_{nd} + b) - 1)
      = \frac{1}{2} \sum_d w_d^2 - \sum_d w_d w_d + \sum_n a_n :: insert w; the b term vanishes
      = \sum_n a_n - \frac{1}{2} \sum_n \sum_m a_n a_m y_n y_m \sum_d x_{nd} x_{md} :: collect
    """)


@exhibit("∎∎")
def margin() -> Derivation:
    plane = given("size n", "vector w n nonzero", "vector p q n", "real b", r"positive t",
        assume=[r"w^\top p + b = 1", r"w^\top q + b = -1", "p - q = t w"])  # fmt: skip
    return derive("Width of the margin", plane, r"""
        t \|w\|^2
      = w^\top (p - q) :: the walk from one plane to the other
      = 2 :: subtract the equations
    """)


@exhibit("∎∎")
def perceptron_step() -> Derivation:
    plane = given("size n", "vector w u x n", "real y", assume=["y^2 = 1"])
    return derive("A step of the perceptron", plane, r"""
        \|w + y x\|^2
      = \|w\|^2 + 2 y w^\top x + y^2 \|x\|^2 :: square of a sum
      = \|w\|^2 + 2 y w^\top x + \|x\|^2 :: the label is plus or minus one
    """)


@exhibit("∎∎")
def linear_discriminant() -> Derivation:
    classes = given(
        "size n", "matrix S n n positive definite", "vector x p q n",
    )  # fmt: skip
    return derive("Two Gaussians with one covariance", classes, r"""
        -\frac{1}{2} (x - p)^\top S^{-1} (x - p) + \frac{1}{2} (x - q)^\top S^{-1} (x - q)
      = (p - q)^\top S^{-1} x - \frac{1}{2} p^\top S^{-1} p + \frac{1}{2} q^\top S^{-1} q :: the squares cancel
      = (p - q)^\top S^{-1} \left(x - \frac{1}{2} (p + q)\right) :: factor
    """)
