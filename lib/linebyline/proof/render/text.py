"""A derivation as a table of fixed width, for terminals and for outputs that are compared."""

from __future__ import annotations

from linebyline.proof.render.shown import Row, ShownDerivation, rows
from linebyline.proof.tex_writer import tex_relation
from linebyline.proof.verdict import Verdict

_WIDEST_FORMULA = 60
_WIDEST_REASON = 40


def to_text(derivation: ShownDerivation) -> str:
    """Return the derivation as text, the same from run to run."""
    shown = rows(derivation)
    head = f"{derivation.name}: {derivation.grade.word}"
    signs = max(len(row.sign) for row in shown)
    formulas = max((len(r.formula) for r in shown if len(r.formula) <= _WIDEST_FORMULA), default=0)
    reasons = max((len(r.line.reason) for r in shown if r.line is not None), default=0)
    widths = signs, formulas, min(reasons, _WIDEST_REASON)
    body = [line for row in shown for line in _row(row, *widths)]
    return "\n".join([head, *_given(derivation), *body])


def _given(derivation: ShownDerivation) -> list[str]:
    parts = [
        ("with", derivation.notation),
        ("where", derivation.definitions),
        ("given", derivation.assumptions),
    ]
    return [f"  {word} {';  '.join(items)}" for word, items in parts if items]


def _row(row: Row, signs: int, formulas: int, reasons: int) -> list[str]:
    indent = f"  {row.sign:<{signs}} " if signs else "  "
    if row.line is None:
        return [(indent + row.formula).rstrip()]
    verdict = row.line.verdict
    grade = f"{verdict.grade.mark} {verdict.grade.word}"
    reason = f"{row.line.reason:<{reasons}}"
    if len(row.formula) > formulas:
        margin = " " * (len(indent) + formulas)
        first = [indent + row.formula, f"{margin}  {reason}  {grade}"]
    else:
        first = [f"{indent}{row.formula:<{formulas}}  {reason}  {grade}"]
    return first + [" " * len(indent) + f"  {note}" for note in _notes(verdict)]


def _notes(verdict: Verdict) -> list[str]:
    notes = []
    if verdict.conditions:
        notes.append("provided " + ", ".join(tex_relation(c) for c in verdict.conditions))
    if verdict.witness is not None:
        notes.append(f"fails {verdict.witness}")
    return notes
