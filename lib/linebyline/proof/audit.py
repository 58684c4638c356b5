"""Drop each assumption in turn: does anything break without it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from linebyline.proof import domains, kernel, refuter, render
from linebyline.proof.derivation import Derivation, Line
from linebyline.proof.relation import Relation
from linebyline.proof.rungs import for_kernel
from linebyline.proof.substitution import substitute_relation
from linebyline.proof.symbols import Domain, Symbol
from linebyline.proof.tree import symbol
from linebyline.proof.verdict import Grade, Witness

_CHECKED = (Grade.PROVED, Grade.EXACT_AT_SIZES, Grade.CERTIFIED_ON_BOX, Grade.NUMERIC)
_DEFINITE = frozenset({"positive definite", "positive semidefinite"})
_PHRASES = {"probabilities": "summing to one"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What happens without one assumption.

    Attributes:
        assumption: the assumption or domain that was dropped, in TeX.
        line: number of the first line that breaks, or ``None``.
        witness: the counterexample to that line.
        unneeded: whether every line is still proved without it.
    """

    assumption: str
    line: int | None = None
    witness: Witness | None = None
    unneeded: bool = False

    def __repr__(self) -> str:
        if self.witness is not None:
            return f"{self.assumption} is needed: without it line {self.line} fails {self.witness}"
        if self.unneeded:
            return f"{self.assumption} is unneeded: every line is proved without it"
        return f"{self.assumption}: no counterexample and no proof without it"

    def as_data(self) -> dict[str, Any]:
        """The finding as plain data for the ledger."""
        return {
            "assumption": self.assumption,
            "needed_by_line": self.line,
            "witness": None if self.witness is None else dict(self.witness.values),
            "unneeded": self.unneeded,
        }

    def _repr_html_(self) -> str:
        assumption = render.math_html(self.assumption)
        if self.witness is not None:
            fails = f"without it line {self.line} fails {render.witness_html(self.witness)}"
            return f"{assumption} is <strong>needed</strong>: {fails}"
        if self.unneeded:
            return f"{assumption} is not needed: every line is proved without it"
        return f"{assumption}: no counterexample, and no proof, without it"


@dataclass(frozen=True, slots=True)
class Audit:
    """What each assumption of a derivation is good for.

    Attributes:
        findings: one for each assumption and each restricted domain.
    """

    findings: tuple[Finding, ...]

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.findings))

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{finding._repr_html_()}</li>" for finding in self.findings)
        return f"<ul>{items}</ul>"


def audit(derivation: Derivation) -> Audit:
    """Drop each assumption, restriction of a domain and property of a matrix, one at a time.

    What comes out is kept with the derivation: its page and its evidence show it from then on.
    """
    findings = []
    assumptions = derivation.given.setting.assumptions
    for position in range(len(assumptions)):
        rest = assumptions[:position] + assumptions[position + 1 :]
        shown = repr(derivation.given.assumptions[position])
        findings.append(_without(derivation, shown, rest, {}))
    for name, shown, wider in _weaker_names(derivation, assumptions):
        findings.append(_without(derivation, shown, assumptions, {name: wider}))
    derivation.audited = Audit(tuple(findings))
    return derivation.audited


def _weaker_names(
    derivation: Derivation, assumptions: tuple[Relation, ...]
) -> Iterator[tuple[Symbol, str, Symbol]]:
    """Yield each restricted name that is used, what is dropped of it, and the name without that."""
    relations = [*(line.unfolded for line in derivation.lines), *assumptions]
    used = set().union(*(relation.symbols for relation in relations))
    for name in derivation.given.names.values():
        if name not in used or name.law is not None:
            continue
        if _wider(name) != name.domain:
            yield name, f"{name.tex} {domains.show(name)}", replace(name, domain=_wider(name))
        for word in sorted(name.properties):
            shown = rf"{name.tex}\ \text{{{_PHRASES.get(word, word)}}}"
            yield name, shown, _without_word(name, word)


def _wider(name: Symbol) -> Domain:
    is_restricted = name.kind in ("scalar", "array") and name.domain.base == "real"
    return domains.REAL if is_restricted and not name.properties else name.domain


def _without_word(name: Symbol, word: str) -> Symbol:
    """The name without a property; a definite matrix stays symmetric, so that one thing changes."""
    kept = name.properties - {word}
    return replace(name, properties=kept | {"symmetric"} if word in _DEFINITE else kept)


def _without(
    derivation: Derivation,
    shown: str,
    assumptions: tuple[Relation, ...],
    widened: dict[Symbol, Symbol],
) -> Finding:
    values = {old: symbol(new) for old, new in widened.items()}
    assumed = tuple(substitute_relation(relation, values) for relation in assumptions)
    checked = list(_checked_lines(derivation))
    all_proved = bool(checked)
    for number, line in checked:
        relation = substitute_relation(line.unfolded, values)
        given = tuple(substitute_relation(r, values) for r in line.verdict.conditions)
        found = refuter.search(relation, (*assumed, *given))
        if found.witness is not None:
            return Finding(shown, number, found.witness)
        proof = kernel.prove(relation, assumed, for_kernel(line.hint))
        all_proved &= proof is not None and set(proof.conditions) <= set(given)
    return Finding(shown, unneeded=all_proved)


def _checked_lines(derivation: Derivation) -> Iterator[tuple[int, Line]]:
    for number, line in enumerate(derivation.lines, start=1):
        if line.verdict.grade in _CHECKED:
            yield number, line
