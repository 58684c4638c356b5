r"""A derivation as an ``aligned`` block: formulas at their relations, reasons and grades beside.

It compiles with amsmath and amssymb in xelatex, and in MathJax.
"""

from __future__ import annotations

from linebyline.proof.render.shown import Row, ShownDerivation, places, prose, rows
from linebyline.proof.tex_writer import tex_relation
from linebyline.proof.verdict import Grade, Verdict

_MARKS = {
    Grade.PROVED: r"\blacksquare", Grade.EXACT_AT_SIZES: r"\boxplus",
    Grade.CERTIFIED_ON_BOX: r"\square", Grade.NUMERIC: r"\approx", Grade.MONTE_CARLO: r"\sim",
    Grade.GIVEN: r"\triangleright", Grade.CITED: r"\dagger", Grade.REFUTED: r"\times",
    Grade.UNDECIDED: "?",
}  # fmt: skip
_SPECIAL = str.maketrans(
    {
        "\\": r"$\backslash$", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_",
        "{": r"\{", "}": r"\}", "~": r"$\sim$", "^": r"$\hat{\ }$", "$": r"\$", "…": "...",
        "π": r"$\pi$", "⋅": r"$\cdot$", "·": r"$\cdot$", "√": r"$\surd$", "−": "$-$",
        "≤": r"$\le$", "≥": r"$\ge$", "≠": r"$\ne$", "×": r"$\times$", "∞": r"$\infty$",
    }
)  # fmt: skip
_WIDEST_FORMULA = 70


def to_latex(derivation: ShownDerivation) -> str:
    """Return the derivation in LaTeX, the same from run to run."""
    shown = rows(derivation)
    lines = [rf"&\textbf{{{_words(derivation.name)}}}"]
    for row in shown:
        lines += _row(row)
    body = " \\\\\n".join(lines)
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"


def _row(row: Row) -> list[str]:
    formula = rf"&{row.sign}\; {row.formula}" if row.sign else f"&{row.formula}"
    if row.line is None:
        return [formula]
    verdict = row.line.verdict
    grade = rf"{_MARKS[verdict.grade]}\ \textsf{{{verdict.grade.word}}}"
    reason = rf"\text{{{_words(row.line.reason)}}}\quad " if row.line.reason else ""
    if len(row.formula) > _WIDEST_FORMULA:
        first = [formula, rf"&\qquad {reason}{grade}"]
    else:
        first = [rf"{formula} &&{reason}{grade}"]
    return first + [rf"&\qquad {note}" for note in _notes(verdict)]


def _notes(verdict: Verdict) -> list[str]:
    notes = []
    if verdict.conditions:
        notes.append(
            r"\text{provided } " + r",\ ".join(tex_relation(c) for c in verdict.conditions)
        )
    if verdict.witness is not None:
        witness = verdict.witness
        where = r",\ ".join(rf"{name} = \text{{{_words(v)}}}" for name, v in places(witness))
        sides = f"; left side {_words(witness.left)}, right side {_words(witness.right)}"
        place = rf"\text{{fails at }} {where}" if where else r"\text{fails as it stands}"
        notes.append(rf"{place}\text{{{sides}}}")
    return notes


def _words(text: str) -> str:
    """Words for a text box: formulas between dollars stay, other special characters are escaped."""
    return "".join(
        f"${piece}$" if is_formula else piece.translate(_SPECIAL)
        for is_formula, piece in prose(text)
    )
