"""Write a derivation, check one relation, show a counterexample."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from linebyline.proof import refuter
from linebyline.proof.derivation import (
    Derivation,
    Line,
    LineRefuted,
    LineUndecided,
    check_line,
    insist,
)
from linebyline.proof.notation import Notation
from linebyline.proof.reader import ChainLine, read_chain
from linebyline.proof.relation import Relation, Sign
from linebyline.proof.rungs import Open
from linebyline.proof.sympy_reader import from_sympy, relation_from_sympy
from linebyline.proof.tree import Expr
from linebyline.proof.verdict import Grade, LineError

SympyLine = tuple[Sign, Any, str]


def derive(
    name: str,
    given: Notation,
    lines: str | tuple[Any, Iterable[SympyLine]],
    *,
    label: str = "",
    **hints: object,
) -> Derivation:
    r"""Check a derivation line by line and return it.

    Args:
        name: the title.
        given: the notation, with its definitions and assumptions.
        lines: the text of the blackboard, in TeX: a first formula, then one line each as
            ``= formula :: reason [hint]``; or a pair of a first SymPy expression and
            ``(sign, expression, reason)`` triples, the reason with its ``[hint]`` if there is one.
        label: the address; made from the name if left out.
        **hints: what the bracketed hint names stand for.

    Raises:
        LineRefuted: if a line is false, with its counterexample.
        LineUndecided: if a line is neither proved nor refuted and not registered as ``Open``.
        LineError: if a line cannot be read, or says nothing, or no point satisfies the assumptions.

    >>> notation = Notation()
    >>> _ = notation.real("a b")
    >>> derive("A square", notation, r'''
    ...     (a + b)^2
    ...   = a^2 + 2ab + b^2 :: expand
    ... ''').grade.word
    'proved'
    """
    first, steps = _read(given, lines)
    checked = []
    for line in _check_all(given, first, steps, hints):
        checked.append(line)
        _insist_on_last(Derivation(name, given, first, checked, label), hints)
    return Derivation(name, given, first, checked, label)


def check(
    relation: Any,
    given: Notation,
    *,
    name: str = "",
    label: str = "",
    hint: object = None,
) -> Derivation:
    """Check one relation and return it as a derivation of one line.

    Args:
        relation: in TeX, as a ``Relation``, or as a SymPy relational such as ``sympy.Eq(a, b)``.
        given: the notation, with its definitions and assumptions.
        name: the title.
        label: the address; made from the name if left out.
        hint: what the line rests on, or which weaker grade it is satisfied with.

    Raises:
        LineRefuted: if it is false, with the counterexample.
        LineUndecided: if it is neither proved nor refuted.
    """
    wanted = _as_relation(relation, given)
    _need_a_point(given)
    line = check_line(given, wanted, "", hint, is_first=True)
    made = Derivation(name or "Check", given, None, [line], label)
    _insist_on_last(made, {"hint": hint})
    return made


def refute(
    name: str, given: Notation, lines: str, *, label: str = "", **hints: object
) -> Derivation:
    """Show that a derivation breaks: return it with the counterexample to its last line.

    Raises:
        ValueError: if the last line holds after all, or an earlier one already fails.
    """
    first, steps = _read(given, lines)
    checked = list(_check_all(given, first, steps, hints))
    for number, line in enumerate(checked[:-1], start=1):
        insist(line, number)
    last = checked[-1].verdict
    if last.grade is not Grade.REFUTED:
        raise ValueError(
            "a counterexample was promised, but the last line is "
            f"{last.grade.word} ({last.method}): {checked[-1].relation!r}"
        )
    return Derivation(name, given, first, checked, label)


def insist_unless_open(line: Line, number: int, hints: Mapping[str, object]) -> None:
    """Raise for a line that may not stand, unless an ``Open`` hint registered it."""
    reasons = {hint.reason for hint in hints.values() if isinstance(hint, Open)}
    if line.verdict.grade is Grade.UNDECIDED and line.verdict.method in reasons:
        return
    insist(line, number)


def _insist_on_last(made: Derivation, hints: Mapping[str, object]) -> None:
    """Raise if the last line may not stand; the error brings all lines, to be shown."""
    try:
        insist_unless_open(made.lines[-1], len(made.lines), hints)
    except (LineRefuted, LineUndecided) as error:
        error.derivation = made
        raise


def _need_a_point(given: Notation) -> None:
    """Raise if the assumptions contradict each other or a domain is empty."""
    assumptions = given.setting.assumptions
    if assumptions:
        names = set().union(*(assumption.symbols for assumption in assumptions))
        if refuter.find_point(names, assumptions) is None:
            raise LineError(
                "no point satisfies all assumptions, so anything would follow: "
                + "; ".join(map(repr, given.assumptions))
            )


def _read(
    given: Notation, lines: str | tuple[Any, Iterable[SympyLine]]
) -> tuple[Expr | Relation, list[ChainLine]]:
    _need_a_point(given)
    if isinstance(lines, str):
        return read_chain(lines, given.names)
    first, rest = lines
    return from_sympy(first, given.names), [_sympy_step(given, *step) for step in rest]


def _sympy_step(given: Notation, sign: Sign, expr: Any, reason: str) -> ChainLine:
    words, _, hint = reason.partition("[")
    return ChainLine(sign, from_sympy(expr, given.names), (), words.strip(), hint.strip(" ]"))


def _as_relation(relation: Any, given: Notation) -> Relation:
    if isinstance(relation, str):
        return given.relation(relation)
    if isinstance(relation, Relation):
        return relation
    return relation_from_sympy(relation, given.names)


def _check_all(
    given: Notation, first: Expr | Relation, steps: list[ChainLine], hints: Mapping[str, object]
) -> Iterable[Line]:
    if not steps:
        raise LineError(
            "a derivation needs a line after its first formula, such as '= a^2 :: reason'"
        )
    previous = first
    for step in steps:
        if step.hint and step.hint not in hints:
            known = ", ".join(hints) or "none"
            raise LineError(f"the hint [{step.hint}] is not defined (hints given: {known})")
        relation = Relation(step.sign, previous, step.target, step.wrt)
        hint = hints[step.hint] if step.hint else None
        yield check_line(given, relation, step.reason, hint, is_first=previous is first)
        previous = step.target
