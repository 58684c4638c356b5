"""Names that the tests of the readers share."""

from linebyline.proof import tree
from linebyline.proof.reader import canonical_name
from linebyline.proof.symbols import Domain, Symbol
from linebyline.proof.tree import Expr, number

ONE = number(1)
NAMES: dict[str, Symbol] = {}


def _declare(names: str, **facts: object) -> None:
    for name in names.split():
        spelled = canonical_name(name)
        NAMES[spelled] = Symbol(spelled, **facts)  # type: ignore[arg-type]


def at(name: str) -> Expr:
    """The formula that consists of one declared name."""
    return tree.symbol(NAMES[name])


_declare(r"a b c \alpha \beta \theta x_0 \hat{y} p(x|z) \lambda x_{10} \mathrm{KL}")
_declare("n d k t", domain=Domain("integer", ONE, None, True))
_declare("i j", kind="index", domain=Domain("integer"), span=(ONE, at("n")))
_declare("m", kind="index", domain=Domain("integer"), span=(ONE, at("d")))
_declare("x y", kind="matrix", dims=(at("n"), ONE))
_declare(r"A \Sigma", kind="matrix", dims=(at("n"), at("n")))
_declare("X", kind="matrix", dims=(at("n"), at("d")))
_declare(r"z \bar\alpha", kind="array", dims=(at("n"),))
_declare("W", kind="array", dims=(at("n"), at("n")))
_declare("f", kind="function", dims=(ONE,))
