"""Integrals of the field in closed form: normalisers, moments, entropies, posteriors."""

from linebyline.proof import Derivation, derive
from linebyline.proof.kernel.hints import ByParts, Substitution

from .catalog import exhibit, given

NORMAL = r"\frac{1}{\sqrt{2\pi s}} e^{-\frac{(x - m)^2}{2 s}}"
OTHER = r"\frac{1}{\sqrt{2\pi r}} e^{-\frac{(x - c)^2}{2 r}}"
GAUSSIANS = ("real x m c", "positive s r")


@exhibit("∎∎")
def normaliser_of_the_gaussian() -> Derivation:
    return derive("Normaliser of the Gaussian", given("real x m", "positive s"), r"""
        \int e^{-\frac{(x - m)^2}{2 s}} \, dx
      = \sqrt{2 s} \int e^{-x^2} \, dx :: substitute
      = \sqrt{2 \pi s} :: the Gaussian integral
    """)


@exhibit("∎∎")
def mean_and_variance_as_integrals() -> Derivation:
    return derive("Second moment of a Gaussian", given("real x m", "positive s"), rf"""
        \int x^2 {NORMAL} \, dx
      = \int (x - m)^2 {NORMAL} \, dx + 2 m \int x {NORMAL} \, dx - m^2 \int {NORMAL} \, dx
        :: expand
      = s + m^2 :: the moments
    """)


@exhibit("∎∎∎")
def entropy_of_the_gaussian() -> Derivation:
    return derive("Entropy of the Gaussian", given("real x m", "positive s"), rf"""
        -\int {NORMAL} \log({NORMAL}) \, dx
      = \int {NORMAL} (\frac12 \log(2\pi s) + \frac{{(x - m)^2}}{{2 s}}) \, dx :: log of the density
      = \frac12 \log(2 \pi s) + \frac12 :: it integrates to one; the variance
      = \frac12 \log(2 \pi e s) :: log e is one
    """)


@exhibit("∎∎")
def divergence_of_two_gaussians_as_integrals() -> Derivation:
    return derive("Divergence of two Gaussians, by an integral", given(*GAUSSIANS), rf"""
        \int {NORMAL} \log\frac{{{NORMAL}}}{{{OTHER}}} \, dx
      = \frac12 \log\frac{{r}}{{s}} + \int {NORMAL} (\frac{{(x - c)^2}}{{2 r}}
          - \frac{{(x - m)^2}}{{2 s}}) \, dx :: log of the densities
      = \frac12 \log\frac{{r}}{{s}} + \frac{{s + (m - c)^2}}{{2 r}} - \frac12 :: the moments
    """)


@exhibit("∎")
def evidence_of_a_gaussian() -> Derivation:
    return derive("Gaussian times Gaussian", given("real x y c", "positive s r"), r"""
        \int \frac{1}{\sqrt{2\pi s}} e^{-\frac{(y - x)^2}{2 s}}
          \frac{1}{\sqrt{2\pi r}} e^{-\frac{(x - c)^2}{2 r}} \, dx
      = \frac{1}{\sqrt{2\pi (s + r)}} e^{-\frac{(y - c)^2}{2 (s + r)}} :: complete the square
    """)


@exhibit("∎∎")
def gamma_density() -> Derivation:
    return derive("Mean of the gamma density", given("real x", r"positive a \lambda"), r"""
        \int_0^\infty x \frac{\lambda^a}{\Gamma(a)} x^{a-1} e^{-\lambda x} \, dx
      = \frac{\Gamma(a + 1)}{\lambda \Gamma(a)} :: gamma integral
      = \frac{a}{\lambda} :: recursion of the gamma function
    """)


@exhibit("∎∎")
def beta_posterior() -> Derivation:
    coin = given(r"real \theta", "positive a b", "size n k", assume=(r"k \le n",))
    return derive("Beta prior, coin tosses", coin, r"""
        \int_0^1 \theta^k (1 - \theta)^{n-k}
          \frac{\Gamma(a + b)}{\Gamma(a) \Gamma(b)} \theta^{a-1} (1 - \theta)^{b-1} \, d\theta
      = \frac{\Gamma(a + b)}{\Gamma(a) \Gamma(b)}
          \int_0^1 \theta^{a+k-1} (1 - \theta)^{b+n-k-1} \, d\theta :: collect the powers
      = \frac{\Gamma(a + b)}{\Gamma(a) \Gamma(b)}
          \frac{\Gamma(a + k) \Gamma(b + n - k)}{\Gamma(a + b + n)} :: beta integral
    """)


@exhibit("∎∎")
def dirichlet_normaliser() -> Derivation:
    return derive("Normaliser of the Dirichlet density", given("real x y", "positive a b c"), r"""
        \int_0^1 \int_0^{1-y} x^{a-1} y^{b-1} (1 - x - y)^{c-1} \, dx \, dy
      = \frac{\Gamma(a) \Gamma(c)}{\Gamma(a + c)} \int_0^1 y^{b-1} (1 - y)^{a+c-1} \, dy
        :: beta integral over x
      = \frac{\Gamma(a) \Gamma(b) \Gamma(c)}{\Gamma(a + b + c)} :: beta integral over y
    """)


@exhibit("∎")
def log_normal_density() -> Derivation:
    line = given("real u", "positive x s", "function f")
    moved = Substitution(line.names["x"], line.names["u"], line.formula("e^u"))
    return derive("From the normal to the log-normal density", line, r"""
        \int_0^\infty f(x) \frac{1}{x \sqrt{2\pi s}} e^{-\frac{(\log x)^2}{2 s}} \, dx
      = \int f(e^u) \frac{1}{\sqrt{2\pi s}} e^{-\frac{u^2}{2 s}} \, du :: x = e^u [moved]
    """, moved=moved)


@exhibit("∎")
def stein_identity() -> Derivation:
    moments = (r"\int |f(x)| \frac{1}{\sqrt{2\pi}} e^{-\frac{x^2}{2}} \, dx < \infty",)
    line = given("real x", "function f", assume=moments)
    bell = r"\frac{1}{\sqrt{2\pi}} e^{-\frac{x^2}{2}}"
    parts = ByParts(line.names["x"], line.formula("f(x)"), line.formula(bell))
    return derive("Stein's identity", line, rf"""
        \int x f(x) {bell} \, dx
      = \int {bell} \frac{{\partial}}{{\partial x}} f(x) \, dx :: by parts [parts]
    """, parts=parts)


@exhibit("∎∎")
def mixture_normaliser() -> Derivation:
    mixture = given("size K", "index k 1 K", r"array \mu K", "array v K positive", "real x",
                    "probabilities w K")  # fmt: skip
    return derive("A mixture integrates to one", mixture, r"""
        \int \sum_k w_k \frac{1}{\sqrt{2 \pi v_k}} e^{-\frac{(x - \mu_k)^2}{2 v_k}} \, dx
      = \sum_k w_k \int \frac{1}{\sqrt{2 \pi v_k}} e^{-\frac{(x - \mu_k)^2}{2 v_k}} \, dx
        :: term by term
      = 1 :: each component, and the weights
    """)


@exhibit("∎∎")
def memoryless_waiting() -> Derivation:
    return derive("Waiting has no memory", given("real x", r"positive s t \lambda"), r"""
        \frac{\int_{s+t}^\infty \lambda e^{-\lambda x} \, dx}
             {\int_s^\infty \lambda e^{-\lambda x} \, dx}
      = \frac{e^{-\lambda (s + t)}}{e^{-\lambda s}} :: the tails
      = \int_t^\infty \lambda e^{-\lambda x} \, dx :: the same tail
    """)
