"""Formulas, relations and derivations read from text, in TeX and in plain notation."""

from linebyline.proof.reader.lexer import canonical_name
from linebyline.proof.reader.plain import read_plain_formula, read_plain_relation
from linebyline.proof.reader.tex import (
    ChainLine,
    read_chain,
    read_formula,
    read_relation,
    read_step,
)

__all__ = [
    "ChainLine",
    "canonical_name",
    "read_chain",
    "read_formula",
    "read_plain_formula",
    "read_plain_relation",
    "read_relation",
    "read_step",
]
