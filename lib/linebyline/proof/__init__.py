r"""Derivations in which every line is checked.

Declare the names once, write lines in TeX, read the verdicts:

>>> from linebyline.proof import Notation, derive
>>> notation = Notation()
>>> a, b = notation.real("a b")
>>> square = derive("A square", notation, '''
...     (a + b)^2
...   = a^2 + 2ab + b^2 :: expand
... ''')
>>> square.grade.word
'proved'
"""

from linebyline.proof.answers import Answer, answer
from linebyline.proof.audit import Finding, audit
from linebyline.proof.authoring import check, derive, refute
from linebyline.proof.derivation import Derivation, LineRefuted, LineUndecided
from linebyline.proof.ladder import Cited, ContradictionError, Given, decide
from linebyline.proof.laws import AnyLaw, Bernoulli, Categorical, Gaussian, Uniform
from linebyline.proof.notation import Notation
from linebyline.proof.rungs import AtSizes, MonteCarlo, Numeric, OnBox, Open
from linebyline.proof.verdict import Grade, LineError, Verdict, Witness

__all__ = [
    "Answer", "AnyLaw", "AtSizes", "Bernoulli", "Categorical", "Cited", "ContradictionError",
    "Derivation", "Finding", "Gaussian", "Given", "Grade", "LineError", "LineRefuted",
    "LineUndecided", "MonteCarlo", "Notation", "Numeric", "OnBox", "Open", "Uniform", "Verdict",
    "Witness", "answer", "audit", "check", "decide", "derive", "refute",
]  # fmt: skip
