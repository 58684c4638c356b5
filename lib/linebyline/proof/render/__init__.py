r"""A derivation in print: ``to_html`` for page and notebook, ``to_latex`` for the PDF, ``to_text``.

LaTeX and text hold no times and no counts, so that they are the same from run to run.
"""

from linebyline.proof.render.html import math_html, relation_html, to_html, witness_html
from linebyline.proof.render.latex import to_latex
from linebyline.proof.render.text import to_text

__all__ = ["math_html", "relation_html", "to_html", "to_latex", "to_text", "witness_html"]
