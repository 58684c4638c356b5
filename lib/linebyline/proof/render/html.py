"""A derivation as HTML: one row per line; a row opens to show how the line was checked.

Every grade is a mark and a word, never a colour alone. The formulas are TeX for MathJax, which
the built page and JupyterLab bring along; the style travels with each output, except into pages
of the book, which have it already.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files

from linebyline._page import is_built_page
from linebyline.proof.relation import Relation
from linebyline.proof.render.shown import Row, ShownDerivation, places, prose, rows
from linebyline.proof.tex_writer import tex_relation
from linebyline.proof.verdict import Grade, Verdict, Witness

_LONGEST_BESIDE = 36
_SECOND_OPINION = {
    "agrees": "SymPy agrees",
    "cannot tell": "SymPy cannot tell",
    "not expressible": "SymPy cannot express this line",
    "not asked": "SymPy was not asked here",
}


def to_html(derivation: ShownDerivation, record: Mapping[str, object] | None = None) -> str:
    """Return the derivation as one HTML section, with its style unless the page has it.

    Args:
        derivation: what to show.
        record: its formulas as plain data, for a page that answers the reader's own lines.
    """
    shown = rows(derivation)
    wide = any(row.sign.startswith(r"\propto") for row in shown)
    signs = "wide" if wide else "narrow" if any(row.sign for row in shown) else "none"
    first = 0 if derivation.first is not None else 1
    items = "".join(_row(row, number) for number, row in enumerate(shown, start=first))
    return (
        f"{_style_element()}"
        f'<section class="derivation" data-label="{escape(derivation.label)}" '
        f'data-grade="{derivation.grade.name}" aria-label="Derivation: {escape(derivation.name)}">'
        f'<header class="derivation-head"><p class="derivation-name">{_prose(derivation.name)}</p>'
        f"{_setting(derivation)}</header>"
        f'<ol class="derivation-lines" data-signs="{signs}">{items}</ol>'
        f'<p class="derivation-sum">{_summary(derivation)}</p>{_record(record)}</section>'
    )


def _record(record: Mapping[str, object] | None) -> str:
    if record is None:
        return ""
    data = json.dumps(record, separators=(",", ":")).replace("<", r"\u003c")
    return f'<script type="application/json">{data}</script>'


def _style_element() -> str:
    """The style sheet, or nothing where a built page brings it."""
    return "" if is_built_page() else f"<style>{_style()}</style>"


@cache
def _style() -> str:
    """The style sheet, read once."""
    return (files("linebyline.proof.render") / "derivation.css").read_text(encoding="utf-8").strip()


def _row(row: Row, number: int) -> str:
    formula = (
        f'<span class="derivation-sign">{math_html(row.sign, display=True)}</span>'
        if row.sign
        else ""
    )
    formula += f'<span class="derivation-formula">{math_html(row.formula, display=True)}</span>'
    if row.line is None:
        return f'<li class="derivation-first"><div class="derivation-row">{formula}</div></li>'
    verdict = row.line.verdict
    long = " data-long" if _glyphs(row.formula) > _LONGEST_BESIDE else ""
    return (
        f'<li class="derivation-line" data-grade="{verdict.grade.name}"{long}>'
        f'<div class="derivation-row">{formula}'
        f'<span class="derivation-reason">{_prose(row.line.reason)}</span>'
        f"{_switch(verdict.grade, number)}</div>{_details(verdict)}"
        f"{_conditions(verdict)}{_counterexample(verdict)}</li>"
    )


def _spoken(words: str) -> str:
    """Words for those who listen to the page."""
    return f'<span class="derivation-spoken">{words}</span>'


def _glyphs(formula: str) -> int:
    """About how many signs wide a formula is in print."""
    return len(re.findall(r"\\[A-Za-z]+|[^\s{}_^]", re.sub(r"\\(left|right|frac)", "", formula)))


def _switch(grade: Grade, number: int) -> str:
    """The grade; it opens what stands behind the row, and leaves the formula to be read itself."""
    mark = f'<span aria-hidden="true">{grade.mark}</span>'
    return (
        f'<details class="derivation-switch"><summary class="derivation-grade">'
        f"{_spoken(f'Line {number}: ')}{mark} {grade.word}{_spoken(', open for the check')}"
        "</summary></details>"
    )


def _setting(derivation: ShownDerivation) -> str:
    """Names, abbreviations and assumptions, folded."""
    groups = [
        ("Names", derivation.notation),
        ("Abbreviations", derivation.definitions),
        ("Assumptions", derivation.assumptions),
    ]
    shown = [(title, items) for title, items in groups if items]
    if not shown:
        return ""
    body = "".join(
        f"<dt>{title}</dt>" + "".join(f"<dd>{math_html(item)}</dd>" for item in items)
        for title, items in shown
    )
    title = "Names and assumptions" if derivation.assumptions else "Names"
    if derivation.audited is not None:
        body += f"<dt>What each is needed for</dt><dd>{derivation.audited._repr_html_()}</dd>"
    return (
        f'<details class="derivation-setting"><summary>{title}</summary><dl>{body}</dl></details>'
    )


def _conditions(verdict: Verdict) -> str:
    if not verdict.conditions:
        return ""
    listed = ", ".join(math_html(tex_relation(condition)) for condition in verdict.conditions)
    return f'<p class="derivation-condition">provided {listed}</p>'


def _counterexample(verdict: Verdict) -> str:
    if verdict.witness is None:
        return ""
    surely = "" if verdict.witness.certified else " (in rounded arithmetic)"
    return (
        f'<p class="derivation-witness"><strong>Counterexample{surely}</strong> '
        f"{witness_html(verdict.witness)}</p>"
    )


def witness_html(witness: Witness) -> str:
    """Where a relation fails, with both values."""
    where = ", ".join(
        f'<span class="derivation-place">{math_html(f"{name} =")} {escape(value)}</span>'
        for name, value in places(witness)
    )
    values = f"left side <b>{escape(witness.left)}</b>, right side <b>{escape(witness.right)}</b>"
    return f"at {where}: {values}" if where else values


def relation_html(relation: Relation) -> str:
    """A relation, typeset by the page."""
    return math_html(tex_relation(relation))


def _details(verdict: Verdict) -> str:
    """How a line was checked, as a list of terms."""
    grade = verdict.grade
    entries = [
        (f"{grade.mark} {grade.word}", escape(grade.meaning)),
        ("Checked by", _prose(verdict.method)),
    ]
    if verdict.points:
        entries.append(
            ("Also evaluated", f"at {verdict.points} points of the domain; it held at each")
        )
    if grade is Grade.PROVED:
        opinion = _SECOND_OPINION.get(verdict.second_opinion, verdict.second_opinion)
        entries.append(("Second opinion", escape(opinion)))
    if mutants := _mutants(verdict):
        entries.append(("Mutants", mutants))
    if verdict.milliseconds:
        entries.append(("Time", _time(verdict)))
    listed = "".join(f"<div><dt>{term}</dt><dd>{said}</dd></div>" for term, said in entries if said)
    return f'<dl class="derivation-details">{listed}</dl>'


def _mutants(verdict: Verdict) -> str:
    """What became of small wrong versions of the line."""
    score = verdict.mutants
    if not (score.refuted or score.equivalent or score.survived):
        return ""
    said = f"{score.refuted} small wrong versions of this line refuted"
    if score.equivalent:
        said += f", {score.equivalent} proved true as well"
    if score.survived:
        listed = ", ".join(math_html(mutant) for mutant in score.survived)
        said += f", {len(score.survived)} neither: {listed}"
    if score.tried < score.made:
        said += f" ({score.tried:,} of {score.made:,} tried)"
    if score.example is not None:
        mutant, witness = score.example
        said += f'<br>For example, <span class="derivation-mutant">{math_html(mutant)}</span> '
        said += f"fails {witness_html(witness)}"
    return said


def _time(verdict: Verdict) -> str:
    said = f"{_milliseconds(verdict.milliseconds)}"
    if verdict.milliseconds_with_mutants:
        said += f", mutants included {_milliseconds(verdict.milliseconds_with_mutants)}"
    return said


def _milliseconds(value: float) -> str:
    return f"{value:.0f} ms" if value >= 10 else f"{value:.1f} ms"


def _summary(derivation: ShownDerivation) -> str:
    """The lines by grade, and the fate of all mutants."""
    counts = {grade: 0 for grade in Grade}
    for line in derivation.lines:
        counts[line.verdict.grade] += 1
    total = len(derivation.lines)
    grades = ", ".join(f"{n} {grade.word}" for grade, n in counts.items() if n)
    said = f"{total} {'line' if total == 1 else 'lines'}: {grades}"
    scores = [line.verdict.mutants for line in derivation.lines]
    refuted = sum(score.refuted for score in scores)
    survived = sum(len(score.survived) for score in scores)
    if refuted or survived:
        said += f" · {refuted} of {refuted + survived} mutants refuted"
    return said


def math_html(tex: str, *, display: bool = False) -> str:
    """A formula that MathJax typesets: in a line of text, or at its full height."""
    style = r"\displaystyle " if display else ""
    return rf'<span class="math">\({style}{escape(tex)}\)</span>'


def _prose(text: str) -> str:
    return "".join(
        rf'<span class="math">\({escape(piece)}\)</span>' if is_formula else escape(piece)
        for is_formula, piece in prose(text)
    )
