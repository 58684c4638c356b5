"""Answer a reader's line: read over the declared names, checked, never evaluated."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from linebyline.proof import render
from linebyline.proof.derivation import Derivation
from linebyline.proof.ladder import decide
from linebyline.proof.notation import Notation
from linebyline.proof.reader import read_plain_relation, read_step
from linebyline.proof.reader.tex import STARTS_WITH_SIGN
from linebyline.proof.relation import Relation
from linebyline.proof.substitution import unfold_relation
from linebyline.proof.tree import Expr
from linebyline.proof.verdict import Grade, LineError, Verdict

_PLAIN_SIGN = re.compile(r"!=|\+=|(?:propto|preceq|succeq|prec|succ)(?![A-Za-z])")
_FAIL_BETWEEN_EQUALS = ("<", ">", "!=")
_MARKS = {
    "follows": Grade.PROVED.mark,
    "follows only if": Grade.PROVED.mark,
    "wrong": Grade.REFUTED.mark,
    "cannot tell": Grade.UNDECIDED.mark,
    "cannot read": Grade.UNDECIDED.mark,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the checker says to a reader's line.

    Attributes:
        says: ``follows``, ``follows only if``, ``wrong``, ``cannot tell`` or ``cannot read``.
        detail: conditions, the counterexample, or what could not be read.
        verdict: the verdict, where the line was checked.
        relation: the line as it was read, where it could be.
    """

    says: str
    detail: str
    verdict: Verdict | None = None
    relation: Relation | None = None

    def __repr__(self) -> str:
        return f"{self.says}: {self.detail}" if self.detail else self.says

    def _repr_html_(self) -> str:
        read = "" if self.relation is None else render.relation_html(self.relation)
        return (
            f'<div class="line-answer" data-says="{self.says}">'
            + (f'<p class="line-answer-read">{read}</p>' if read else "")
            + f"<p><strong>{_MARKS[self.says]} {self.says}</strong> {self._detail_html()}</p></div>"
        )

    def _detail_html(self) -> str:
        if self.verdict is not None and self.verdict.witness is not None:
            return render.witness_html(self.verdict.witness)
        if self.verdict is not None and self.verdict.conditions:
            return ", ".join(render.relation_html(c) for c in self.verdict.conditions)
        detail = html.escape(self.detail)
        return f"</p><pre>{detail}</pre><p>" if "\n" in detail else detail


def answer(derivation: Derivation, text: str, *, after: int | None = None) -> Answer:
    r"""Check a reader's line against a line of a derivation; nothing is ever evaluated.

    Args:
        derivation: where the reader is.
        text: a line such as ``= p_c + y_c``, in TeX or in plain notation; without a sign, an
            equation with the line before is meant.
        after: the number of the line before it, 0 for the first formula; the last when left out.

    Raises:
        ValueError: if the derivation has no such line.

    >>> from linebyline.proof import Notation, derive
    >>> notation = Notation()
    >>> _ = notation.real("a")
    >>> square = derive("A square", notation, '''
    ...     (a + 1)^2
    ...   = a^2 + 2a + 1 :: expand
    ... ''')
    >>> answer(square, "(a - 1)^2 + 4 a").says
    'follows'
    """
    return reply(derivation.given, derivation.formula_after(after), text)


def reply(given: Notation, start: Expr | Relation, text: str) -> Answer:
    """Check a reader's line against the formula or relation before it."""
    setting = given.setting
    try:
        relation = _read(given, start, text)
    except (LineError, TypeError) as error:
        return Answer("cannot read", str(error))
    same = relation.left == relation.right
    try:
        unfolded = unfold_relation(relation, setting.definitions)
        if unfolded.left == unfolded.right:
            return _between_equals(relation, "the line before, once more" if same else "definition")
        verdict = decide(unfolded, setting.assumptions)
    except (LineError, TypeError) as error:
        return Answer("cannot read", str(error), relation=relation)
    return _answer_of(verdict, relation)


def _answer_of(verdict: Verdict, relation: Relation) -> Answer:
    if verdict.grade is Grade.REFUTED:
        return Answer("wrong", str(verdict.witness), verdict, relation)
    if verdict.grade is Grade.PROVED and verdict.conditions:
        conditions = ", ".join(map(repr, verdict.conditions))
        return Answer("follows only if", conditions, verdict, relation)
    if verdict.grade is Grade.PROVED:
        return Answer("follows", verdict.method, verdict, relation)
    return Answer("cannot tell", verdict.method, verdict, relation)


def _between_equals(relation: Relation, why: str) -> Answer:
    """The answer where both sides are one formula, definitions written out."""
    if relation.sign in _FAIL_BETWEEN_EQUALS:
        return Answer("wrong", "both sides are the same", relation=relation)
    return Answer("follows", why, relation=relation)


def _read(given: Notation, start: Expr | Relation, text: str) -> Relation:
    if "\\" in text or "{" in text:
        step = read_step(_with_sign(text, start, r"\Rightarrow"), given.names, after=start)
        return Relation(step.sign, start, step.target, step.wrt)
    return read_plain_relation(_with_sign(text, start, "=>"), given.names, left=start)


def _with_sign(text: str, start: Expr | Relation, implies: str) -> str:
    stripped = text.strip()
    missing = implies if isinstance(start, Relation) else "="
    has_sign = STARTS_WITH_SIGN.match(stripped) or _PLAIN_SIGN.match(stripped)
    return stripped if has_sign else f"{missing} {stripped}"
