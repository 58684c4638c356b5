r"""Densities: positive functions of real numbers that integrate to one.

A density is a function symbol with the property ``density``. Its last arguments may be given
values, as x in :math:`q(z \mid x)`: it integrates to one over the others, whatever is given.
A ``regular`` density is smooth in what is given, and derivatives by that may be taken under the
integral sign, wherever the integrals on both sides converge absolutely.
"""

from __future__ import annotations

from linebyline.proof.symbols import Symbol

DENSITY, REGULAR = "density", "regular"
_GIVEN = "given "


def properties_of_density(given: int, *, regular: bool) -> frozenset[str]:
    """The properties of a density's symbol."""
    words = {DENSITY, f"{_GIVEN}{given}"} | ({REGULAR} if regular else set())
    return frozenset(words)


def is_density(symbol: Symbol) -> bool:
    """Whether a name was declared as a density."""
    return DENSITY in symbol.properties


def number_of_variables(symbol: Symbol) -> int:
    """The number of arguments over which a density integrates to one; the others are given."""
    given = next(int(word[len(_GIVEN) :]) for word in symbol.properties if word.startswith(_GIVEN))
    return len(symbol.dims) - given


def show_density(symbol: Symbol) -> str:
    r"""What is known of a density, in TeX, to be written behind its name."""
    variables = number_of_variables(symbol)
    space = r"\mathbb{R}" + (f"^{variables}" if variables > 1 else "")
    text = rf"\ \text{{a positive density on }} {space}"
    if variables < len(symbol.dims):
        text += r"\ \text{for all values that are given}"
    if REGULAR in symbol.properties:
        text += r"\ \text{(regular: derivatives by them may be taken under the integral)}"
    return text


def arguments_tex(symbol: Symbol, arguments: list[str]) -> str:
    """The arguments of a function, with a bar before what is given of a density."""
    free = number_of_variables(symbol) if is_density(symbol) else len(arguments)
    written, given = ", ".join(arguments[:free]), ", ".join(arguments[free:])
    return rf"{written} \mid {given}" if given else written
