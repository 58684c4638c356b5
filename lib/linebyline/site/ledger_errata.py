"""The errata page: as printed, the counterexample, as it should be, and where it is checked."""

from collections.abc import Iterator

from markupsafe import Markup

from linebyline.ledger.claims import SOURCES, Claim, load_claims
from linebyline.ledger.collect import Settlement
from linebyline.ledger.evidence import DerivationEvidence, WitnessEvidence
from linebyline.site.ledger_html import (
    FAULTS,
    Site,
    chapter_words,
    chip,
    count_of,
    erratum_text,
    formula,
    join,
    prose,
)

_ENTRY = Markup(
    '<details class="erratum" id="{id}"><summary>{id}. {says} '
    "<small>{about}</small> {stands}</summary>"
    "<dl>{terms}</dl></details>"
)
_OPEN = Markup("<li>{} <small>{}</small><br>{}</li>")


def settled_errata(site: Site) -> Markup:
    """Return the errata of claims that are settled, each with its evidence."""
    entries = [
        _entry(site, claim, site.ledger.settlements[claim.id])
        for claim in _with_erratum()
        if claim.id in site.ledger.settlements
    ]
    if not entries:
        return Markup("<p>None is settled yet.</p>")
    refuted = sum(
        s.evidence.how == "refuted_and_corrected" and s.claim_id in {c.id for c in _with_erratum()}
        for s in site.ledger.settlements.values()
    )
    intro = Markup("<p>{}, {} of them by a counterexample to the print.</p>").format(
        count_of(len(entries), "erratum settled", "errata settled"), refuted or "none"
    )
    return intro + join(entries, "\n")


def open_errata(site: Site) -> Markup:
    """Return the errata of claims that no chapter has reached, source by source."""
    return join(filter(None, (_open_of(site, source.name) for source in SOURCES)), "\n")


def _open_of(site: Site, source: str) -> Markup:
    waiting = [c for c in _with_erratum() if c.source == source]
    waiting = [c for c in waiting if c.id not in site.ledger.settlements]
    if not waiting:
        return Markup("")
    items = join(
        (_OPEN.format(site.row_link(c), _about(c), erratum_text(c)) for c in waiting), "\n"
    )
    return Markup("<details><summary>{}: {}</summary><ul>{}</ul></details>").format(
        source, count_of(len(waiting), "erratum", "errata") + " not reached yet", items
    )


def _with_erratum() -> list[Claim]:
    return [claim for claim in load_claims() if claim.erratum]


def _entry(site: Site, claim: Claim, settlement: Settlement) -> Markup:
    terms = join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(term, text)
        for term, text in _terms(site, claim, settlement)
    )
    return _ENTRY.format(
        id=claim.id,
        says=claim.says,
        about=_about(claim),
        stands=chip(settlement.standing),
        terms=terms,
    )


def _terms(site: Site, claim: Claim, settlement: Settlement) -> Iterator[tuple[str, Markup]]:
    evidence, erratum = settlement.evidence, claim.erratum
    assert erratum is not None
    if evidence.printed is not None:
        yield from _refutation(evidence.printed)
    elif erratum.tex_is == "faulty" and claim.tex:
        yield "As printed", formula(claim.tex)
    for behaviour in evidence.printed_behaviours:
        yield "The print, when run", prose(behaviour.says)
    yield "What is wrong", erratum_text(claim)
    for derivation in evidence.derivations:
        yield "As it should be", _right_form(derivation)
    if not evidence.derivations and erratum.tex_is == "right" and claim.tex:
        yield "As it should be", formula(claim.tex)
    for behaviour in evidence.behaviours:
        yield "As it should be, when run", prose(behaviour.says)
    if evidence.argued:
        yield "Told in words", prose(evidence.argued)
    if evidence.reason:
        yield "Why no check", prose(evidence.reason)
    yield "See also", join([*_where(site, claim), site.row_link(claim)], ", ")


def _refutation(printed: DerivationEvidence) -> Iterator[tuple[str, Markup]]:
    line = printed.refuted_line
    if line is None or line.witness is None:
        raise ValueError(f"the printed form {printed.name!r} carries no counterexample")
    yield "As printed", formula(line.tex)
    yield "Counterexample", _witness(line.witness)


def _right_form(derivation: DerivationEvidence) -> Markup:
    """The lines of a derivation, with what they suppose."""
    conditions = dict.fromkeys(c for line in derivation.lines for c in line.conditions)
    supposed = [*derivation.assumptions, *conditions]
    return join(formula(line.tex) for line in derivation.lines) + (
        Markup("provided that {}").format(prose(", ".join(f"${tex}$" for tex in supposed)))
        if supposed
        else ""
    )


def _witness(witness: WitnessEvidence) -> Markup:
    values = join(
        (
            Markup('<code class="tex">{} =</code> {}').format(*pair)
            for pair in witness.values.items()
        ),
        ", ",
    )
    certain = "" if witness.certified else " (in floating point)"
    return Markup("{}: the left side is <code>{}</code>, the right side <code>{}</code>{}").format(
        values, witness.left, witness.right, certain
    )


def _where(site: Site, claim: Claim) -> Iterator[Markup]:
    place = site.place(claim)
    if place:
        name = chapter_words(claim.chapter)
        yield Markup('<a href="{}">{}</a>, where it is checked').format(place, name)


def _about(claim: Claim) -> str:
    assert claim.erratum is not None
    equations = f"eq. {claim.equations}" if claim.tags else ""
    return ", ".join(filter(None, [equations, claim.section, FAULTS[claim.erratum.fault]]))
