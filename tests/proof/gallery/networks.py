"""Layers of neural networks and their gradients."""

from linebyline.proof import Derivation, Notation, derive

from .catalog import exhibit, given


def _layer() -> Notation:
    layer = given("size N D M", "index n u 1 N", "index j a 1 D", "index k c 1 M",
        "table x N D", "table W D M", "table g N M", "array b M")  # fmt: skip
    layer.define("L", r"\sum_n \sum_k g_{nk} (\sum_j x_{nj} W_{jk} + b_k)")
    return layer


@exhibit("∎∎")
def layer_weights() -> Derivation:
    return derive("Full layer: weights", _layer(), r"""
        \frac{\partial}{\partial W_{ac}} L
      = \sum_n \sum_k g_{nk} \sum_j x_{nj} \delta_{ja} \delta_{kc} :: linear
      = \sum_n x_{na} g_{nc} :: one entry is left
    """)


@exhibit("∎")
def layer_offsets() -> Derivation:
    return derive("Full layer: offsets", _layer(), r"""
        \frac{\partial}{\partial b_c} L
      = \sum_n g_{nc} :: the offset enters every sample
    """)


@exhibit("∎")
def layer_inputs() -> Derivation:
    return derive("Full layer: inputs", _layer(), r"""
        \frac{\partial}{\partial x_{ua}} L
      = \sum_k g_{uk} W_{ak} :: the input enters every unit
    """)


@exhibit("∎")
def hidden_layer() -> Derivation:
    net = given("size D M", "index j a 1 D", "index k c 1 M", "table W D M", "array x D", "array v M")
    return derive("A hidden layer of tanh units", net, r"""
        \frac{\partial}{\partial W_{ac}} \sum_k v_k \tanh(\sum_j W_{jk} x_j)
      = v_c x_a (1 - (\tanh(\sum_j W_{jc} x_j))^2) :: chain rule
    """)


@exhibit("∎∎")
def derivative_of_tanh() -> Derivation:
    return derive("Derivative of tanh", given("real z"), r"""
        \frac{\partial}{\partial z} \frac{e^z - e^{-z}}{e^z + e^{-z}}
      = 1 - \left(\frac{e^z - e^{-z}}{e^z + e^{-z}}\right)^2 :: quotient rule
      = 1 - (\tanh z)^2 :: definition
    """)


@exhibit("∎∎")
def derivative_of_softplus() -> Derivation:
    return derive("Derivative of softplus", given("real z"), r"""
        \frac{\partial}{\partial z} \log(1 + e^z)
      = \frac{e^z}{1 + e^z} :: chain rule
      = \frac{1}{1 + e^{-z}} :: divide by the exponential
    """)


@exhibit("∎∎")
def derivative_of_swish() -> Derivation:
    unit = given("real z", define={"s": r"\frac{1}{1 + e^{-z}}"})
    return derive("Derivative of swish", unit, r"""
        \frac{\partial}{\partial z} (z s)
      = s + z s (1 - s) :: product rule
      = z s + s (1 - z s) :: regroup
    """)


@exhibit("∎∎")
def tanh_is_a_stretched_logistic() -> Derivation:
    return derive("Tanh and the logistic function", given("real z"), r"""
        \frac{2}{1 + e^{-2z}} - 1
      = \frac{1 - e^{-2z}}{1 + e^{-2z}} :: common denominator
      = \tanh z :: multiply by e^z
    """)


@exhibit("∎")
def rectifier_is_homogeneous() -> Derivation:
    return derive("Rectifiers pass positive factors on", given("real z", "positive c"), r"""
        \max(0, c z)
      = c \max(0, z) :: by the sign of z
    """)


@exhibit("∎")
def rectifier_by_absolute_value() -> Derivation:
    return derive("A rectifier is half an absolute value", given("real z"), r"""
        \max(0, z)
      = \frac{1}{2} (z + |z|) :: by the sign of z
    """)


@exhibit("∎∎")
def linear_layers_collapse() -> Derivation:
    net = given("size n m k", "matrix A m n", "matrix B k m", "vector x b n", "vector c m", "vector d k")
    return derive("Two linear layers are one", net, r"""
        B (A x + c) + d
      = B A x + B c + d :: distribute
      = (B A) x + (B c + d) :: one matrix, one offset
    """)


NORM = ("size n", "index i k c 1 n", "array x g n", r"positive \epsilon")
STATISTICS = {
    "m": r"\frac{1}{n} \sum_k x_k", "v": r"\frac{1}{n} \sum_k (x_k - m)^2",
    "s": r"\sqrt{v + \epsilon}", "h_i": r"\frac{x_i - m}{s}",
}  # fmt: skip


@exhibit("∎")
def variance_is_not_negative() -> Derivation:
    batch = given("size n", "index i k 1 n", "array x n", define={"m": r"\frac{1}{n} \sum_k x_k"})
    return derive("A variance is not negative", batch, r"""
        \frac{1}{n} \sum_i (x_i - m)^2
      \ge 0 :: a mean of squares
    """)


@exhibit("∎")
def batch_normalisation() -> Derivation:
    batch = given(*NORM, define=STATISTICS, assume=[r"v \ge 0"])
    return derive("Batch normalisation, backward", batch, r"""
        \frac{\partial}{\partial x_c} \sum_i g_i h_i
      = \frac{1}{s} \left(g_c - \frac{1}{n} \sum_i g_i - \frac{h_c}{n} \sum_i g_i h_i\right) :: through mean and variance
    """)


@exhibit("∎∎")
def normalised_batch() -> Derivation:
    batch = given("size n", "index i k 1 n", "array x n", "positive s",
        define={"m": r"\frac{1}{n} \sum_k x_k", "h_i": r"\frac{x_i - m}{s}"})  # fmt: skip
    return derive("A normalised batch has mean zero", batch, r"""
        \frac{1}{n} \sum_i h_i
      = \frac{1}{s} \left(\frac{1}{n} \sum_i x_i - m\right) :: one denominator
      = 0 :: the mean
    """)


@exhibit("∎")
def normalisation_ignores_scale() -> Derivation:
    batch = given("size n", "index i k 1 n", "array x n", "positive c", "real b",
        assume=[r"\sum_k (x_k - \frac{1}{n} \sum_i x_i)^2 > 0"],
        define={"m": r"\frac{1}{n} \sum_k x_k"})  # fmt: skip
    return derive("Normalising undoes scale and shift", batch, r"""
        \frac{c x_i + b - (c m + b)}{\sqrt{\frac{1}{n} \sum_k (c x_k + b - (c m + b))^2}}
      = \frac{x_i - m}{\sqrt{\frac{1}{n} \sum_k (x_k - m)^2}} :: both contain the factor c
    """)


@exhibit("∎")
def root_mean_square_normalisation() -> Derivation:
    layer = given("size n", "index i k c 1 n", "array x g n", r"positive \epsilon",
        define={"r": r"\sqrt{\frac{1}{n} \sum_k x_k^2 + \epsilon}"})  # fmt: skip
    return derive("Root-mean-square normalisation, backward", layer, r"""
        \frac{\partial}{\partial x_c} \sum_i \frac{g_i x_i}{r}
      = \frac{g_c}{r} - \frac{x_c}{n r^3} \sum_i g_i x_i :: quotient rule
    """)


@exhibit("∎∎")
def attention_scores_have_unit_variance() -> Derivation:
    heads = given("size d", "index i j 1 d", define={"c_{i,j}": r"\delta_{ij}"})
    return derive("Why scores are divided by the root of d", heads, r"""
        \sum_i \sum_j c_{i,j} c_{i,j} \left(\frac{1}{\sqrt{d}}\right)^2
      = \frac{1}{d} \sum_i c_{i,i} :: independent entries of unit variance
      = 1 :: d equal terms
    """)


@exhibit("∎")
def attention_values() -> Derivation:
    block = given("size N M", "index i j u 1 N", "index c b 1 M", "table p N N", "table V N M", "table g N M")
    return derive("Attention, backward: values", block, r"""
        \frac{\partial}{\partial V_{ub}} \sum_i \sum_c g_{ic} \sum_j p_{ij} V_{jc}
      = \sum_i p_{iu} g_{ib} :: linear
    """)


@exhibit("∎")
def attention_scores() -> Derivation:
    block = given("size N", "index i j l u w 1 N", "table s N N", "table t N N",
        define={"p_{i,j}": r"\frac{e^{s_{ij}}}{\sum_l e^{s_{il}}}"})  # fmt: skip
    return derive("Attention, backward: scores", block, r"""
        \frac{\partial}{\partial s_{uw}} \sum_i \sum_j p_{i,j} t_{ij}
      = p_{u,w} (t_{uw} - \sum_l p_{u,l} t_{ul}) :: Jacobian of softmax, row by row
    """)


@exhibit("∎")
def attention_queries() -> Derivation:
    block = given("size N D", "index i j u 1 N", "index r a 1 D", "table Q N D", "table K N D", "table h N N")
    return derive("Attention, backward: queries", block, r"""
        \frac{\partial}{\partial Q_{ua}} \sum_i \sum_j h_{ij} \frac{1}{\sqrt{D}} \sum_r Q_{ir} K_{jr}
      = \frac{1}{\sqrt{D}} \sum_j h_{uj} K_{ja} :: linear
    """)


@exhibit("∎")
def convolution_weights() -> Derivation:
    layer = given("size n k", "index i 1 n", "index j c 1 k", "array w k", "array g n")
    layer.array("x", "n + k")
    return derive("Convolution: weights", layer, r"""
        \frac{\partial}{\partial w_c} \sum_i g_i \sum_j w_j x_{i+j-1}
      = \sum_i g_i x_{i+c-1} :: linear
    """)


@exhibit("∎")
def variance_through_a_layer() -> Derivation:
    layer = given("size d", "index i j 1 d", "array x d", "positive v", define={"c_{i,j}": r"v \delta_{ij}"})
    return derive("Variance through a layer", layer, r"""
        \sum_i \sum_j c_{i,j} x_i x_j
      = v \sum_i x_i^2 :: independent weights
    """)


@exhibit("∎∎")
def dropout_variance() -> Derivation:
    unit = given("unit p", "real x")
    return derive("Dropout keeps the mean and adds variance", unit, r"""
        p \left(\frac{x}{p} - x\right)^2 + (1 - p) (0 - x)^2
      = x^2 (1 - p) \left(\frac{1 - p}{p} + 1\right) :: factor
      = \frac{1 - p}{p} x^2 :: common denominator
    """)


@exhibit("∎")
def quadratic_loss_through_a_layer() -> Derivation:
    net = given("size N D", "index n 1 N", "index j a 1 D", "table x N D", "array w D", "array y N")
    return derive("Squared error through a linear unit", net, r"""
        \frac{\partial}{\partial w_a} \frac{1}{2} \sum_n (\sum_j w_j x_{nj} - y_n)^2
      = \sum_n (\sum_j w_j x_{nj} - y_n) x_{na} :: chain rule
    """)
