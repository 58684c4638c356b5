"""`settle`: the one call by which a chapter settles claims."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from linebyline.ledger.claims import claim
from linebyline.ledger.evidence import How
from linebyline.ledger.evidence_reader import read_evidence
from linebyline.ledger.settled import Settled


@runtime_checkable
class Checked(Protocol):
    """What `settle` takes for a check: a derivation, or a single relation's check."""

    def evidence(self) -> Mapping[str, Any]:
        """Return its lines with their grades."""

    def _repr_html_(self) -> str: ...

    def _repr_latex_(self) -> str: ...


Observed = Mapping[str, object]


def settle(
    *claims_and_checks: str | Checked,
    printed: Checked | Observed | None = None,
    corrected: Checked | Sequence[Checked] = (),
    above: Checked | Sequence[Checked] = (),
    ran: Observed | None = None,
    defined_by: Checked | Sequence[Checked] | Observed | None = None,
    argued: str = "",
    prose: str = "",
) -> Settled:
    """Settle claims of the sources by what was just checked, and show it.

    One call settles its claims in one of five ways::

        settle("karaca-2.2.18", law_of_cosines)                      # derived
        settle("karaca-2.1.1", printed=without_modulus, corrected=p_norm)
        settle("moon-9.2a", ran={"the likelihood never falls": bool((steps >= 0).all())})
        settle("karaca-2.1.2", defined_by=case_of_p_norm)
        settle("karaca-2.2-fig1", prose="a figure, drawn anew above")

    A step from the checks to the claim that no machine checked is named, in ``argued=``; then the
    claim stands as argued, however surely its lines stand::

        settle("karaca-5.2.15", two_of_them, argued="More of them follow by induction.")

    Where the source prints wrong mathematics, its print must be refuted (``printed=``), or
    ``prose=`` must say why that cannot be done.

    Args:
        claims_and_checks: ids of claims, then what proves them.
        printed: the form in print: a check with grade REFUTED and a witness; for code, what it was
            seen to do wrong.
        corrected: the right form of what is wrong in print; the same as a check given by position.
        above: more of them that the page has shown before; they are named, not shown again.
        ran: stated behaviours, each with the truth value that the chapter computed; a pair of truth
            value and text gives a detail of the run as well.
        defined_by: for a definition, checks of its use, or behaviours as in ``ran``.
        argued: the step from the checks to the claim, where it is told in words.
        prose: why there is no check.

    Returns:
        What was settled. As the last expression of a cell it shows the derivation and leaves its
        evidence in the notebook.

    Raises:
        TypeError: if an argument is neither an id nor a check, or a truth value is none.
        ValueError: if a claim is unknown, a line does not hold, the printed form was not refuted,
            a behaviour did not hold, or there is no evidence.
    """
    ids, checks = _ids_and_checks(claims_and_checks)
    checks += _listed(corrected)
    known = _listed(above)
    uses, definitions = _split(defined_by)
    refuted, misbehaved = _split(printed)
    how = _way(printed, [*checks, *known], ran, defined_by)
    data = {
        "claims": ids,
        "how": how,
        "derivations": [dict(check.evidence()) for check in [*checks, *known, *uses]],
        "printed": dict(refuted[0].evidence()) if refuted else None,
        "printed_behaviours": _behaviours(misbehaved),
        "behaviours": _behaviours({**(ran or {}), **definitions}),
        "argued": argued,
        "reason": prose,
    }
    evidence = read_evidence(data)
    problems = evidence.problems() + _unrefuted(ids, printed, prose)
    if problems:
        raise ValueError(f"{', '.join(ids) or 'nothing'} is not settled: " + "; ".join(problems))
    names = tuple(str(check.evidence()["name"]) for check in known)
    return Settled(evidence, data, (*checks, *uses), refuted[0] if refuted else None, names)


def _ids_and_checks(arguments: Sequence[object]) -> tuple[list[str], list[Checked]]:
    ids = [claim(item).id for item in arguments if isinstance(item, str)]
    checks = _all_checks([item for item in arguments if not isinstance(item, str)])
    twice = sorted({item for item in ids if ids.count(item) > 1})
    if twice:
        raise ValueError(f"each claim is named once, got {', '.join(twice)} twice")
    return ids, checks


def _listed(given: Checked | Sequence[Checked]) -> list[Checked]:
    return [given] if isinstance(given, Checked) else _all_checks(given)


def _all_checks(items: Sequence[object]) -> list[Checked]:
    checks = []
    for item in items:
        if not isinstance(item, Checked):
            raise TypeError(
                "claims are settled by derivations and checks, "
                f"got {type(item).__name__}: {item!r:.60}"
            )
        checks.append(item)
    return checks


def _split(given: Checked | Sequence[Checked] | Observed | None) -> tuple[list[Checked], Observed]:
    if given is None:
        return [], {}
    if isinstance(given, Mapping):
        return [], given
    return _listed(given), {}


def _way(printed: object, checks: Sequence[Checked], ran: object, defined_by: object) -> How:
    if defined_by is not None and (printed is not None or checks or ran):
        raise ValueError("`defined_by` stands alone; give a faulty print `printed` and `corrected`")
    if printed is not None:
        return "refuted_and_corrected"
    if checks:
        return "derived"
    if ran is not None:
        return "ran"
    return "prose" if defined_by is None else "defined"


def _unrefuted(ids: Sequence[str], printed: object, prose: str) -> list[str]:
    """Faulty prints of these claims that would pass without a counterexample."""
    if printed is not None or prose.strip():
        return []
    faulty = [claim(item) for item in ids]
    return [
        f"the source's print of {item.id} is wrong ({item.erratum.text}); refute it with "
        "`printed=`, or say in `prose=` why that cannot be done"
        for item in faulty
        if item.erratum is not None and item.erratum.needs_refutation
    ]


def _behaviours(observed: Observed) -> list[dict[str, str]]:
    behaviours = []
    for says, seen in observed.items():
        held, detail = seen if isinstance(seen, tuple) else (seen, "")
        if not _truth(held, says):
            raise ValueError(f"it did not hold that {says}{detail and f' ({detail})'}")
        behaviours.append({"says": says, "detail": str(detail)})
    return behaviours


def _truth(value: object, says: str) -> bool:
    # NumPy and torch have truth values of their own.
    plain = value.item() if hasattr(value, "item") else value
    if not isinstance(plain, bool):
        raise TypeError(f"whether {says} must be one truth value, got {value!r:.60}")
    return plain
