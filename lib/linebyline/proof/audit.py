"""Drop each assumption in turn: does anything break without it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from linebyline.proof import domains, kernel, refuter, render
from linebyline.proof.derivation import Derivation, Line
from linebyline.proof.relation import Relation
from linebyline.proof.substitution import substitute_relation
from linebyline.proof.symbols import Domain, Symbol
from linebyline.proof.tree import symbol
from linebyline.proof.verdict import Grade, Witness


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
    """Drop each assumption and each restriction of a domain, one at a time."""
    findings = []
    assumptions = derivation.given.setting.assumptions
    for position in range(len(assumptions)):
        rest = assumptions[:position] + assumptions[position + 1 :]
        shown = repr(derivation.given.assumptions[position])
        findings.append(_without(derivation, shown, rest, {}))
    for name in _restricted(derivation):
        wider = replace(name, domain=_wider(name))
        shown = f"{name.tex} {domains.show(name)}"
        findings.append(_without(derivation, shown, assumptions, {name: wider}))
    return Audit(tuple(findings))


def _restricted(derivation: Derivation) -> Iterator[Symbol]:
    used = set().union(*(line.unfolded.symbols for line in derivation.lines))
    for name in derivation.given.names.values():
        if name in used and name.kind in ("scalar", "array") and _wider(name) != name.domain:
            yield name


def _wider(name: Symbol) -> Domain:
    restricted = name.domain.base == "real" and "probabilities" not in name.properties
    return domains.REAL if restricted else name.domain


def _without(
    derivation: Derivation,
    shown: str,
    assumptions: tuple[Relation, ...],
    widened: dict[Symbol, Symbol],
) -> Finding:
    values = {old: symbol(new) for old, new in widened.items()}
    assumed = tuple(substitute_relation(relation, values) for relation in assumptions)
    all_proved = True
    for number, line in _checked_lines(derivation):
        relation = substitute_relation(line.unfolded, values)
        found = refuter.search(relation, assumed)
        if found.witness is not None:
            return Finding(shown, number, found.witness)
        proof = kernel.prove(relation, assumed)
        all_proved &= proof is not None and set(proof.conditions) <= set(line.verdict.conditions)
    return Finding(shown, unneeded=all_proved)


def _checked_lines(derivation: Derivation) -> Iterator[tuple[int, Line]]:
    for number, line in enumerate(derivation.lines, start=1):
        if line.verdict.grade is Grade.PROVED:
            yield number, line
