"""The ledger page: every claim as a row that can be found, filtered and opened."""

from collections.abc import Iterable

from markupsafe import Markup

from linebyline.ledger.claims import SOURCES, Claim, Source, chapter_names, load_claims
from linebyline.ledger.standing import STANDINGS
from linebyline.site.ledger_html import (
    FAULTS,
    NOT_REACHED,
    Site,
    chapter_words,
    erratum_text,
    formula,
    join,
    number,
    prose,
)

_FORM = Markup(
    """<form class="ledger-filter" role="search" aria-label="Filter the claims" hidden>
<label class="ledger-find">Find <input type="search" name="find" autocomplete="off"
placeholder="2.2.15, cosine, karaca-2.2.18"></label>
{}
<button type="reset">Clear</button>
</form>
<p class="ledger-shown" role="status" aria-live="polite">{} claims</p>
<noscript><p>Without JavaScript the whole table stands below, its formulas as TeX; your browser's
search finds equation numbers and words.</p></noscript>"""
)
_TABLE = Markup(
    """<table class="ledger"><caption>The claims of the five sources, in the order of their texts.
Open a claim to see its formula;
how surely it stands leads to the lines that settle it.</caption>
<thead><tr><th scope="col">Claim</th><th scope="col">What it says</th>
<th scope="col">How surely it stands</th></tr></thead>
<tbody>
{}
</tbody></table>"""
)
_ROW = Markup(
    '<tr id="{id}" data-chapter="{chapter}" data-kind="{kind}"{marks}>'
    '<th scope="row"><a href="#{id}">{id}</a> <small>{place}</small></th>'
    "<td><details><summary>{says}</summary>{body}</details></td><td>{stands}</td></tr>"
)


def table_page(site: Site) -> Markup:
    """Return the filter form and the table of all claims."""
    claims = load_claims()
    rows = join((_row(site, claim) for claim in claims), "\n")
    return _FORM.format(join(_filters(claims)), number(len(claims))) + _TABLE.format(rows)


def _row(site: Site, claim: Claim) -> Markup:
    settlement = site.ledger.settlements.get(claim.id)
    return _ROW.format(
        id=claim.id,
        chapter=claim.chapter,
        kind=claim.kind,
        marks=_marks(claim, settlement.standing.name if settlement else ""),
        place=f"eq. {claim.equations}, {claim.kind}" if claim.tags else claim.kind,
        says=claim.says,
        body=_body(claim),
        stands=_stands(site, claim),
    )


def _stands(site: Site, claim: Claim) -> Markup:
    """How surely a claim stands, in few bytes, for there are many rows."""
    settlement, place = site.ledger.settlements.get(claim.id), site.place(claim)
    if settlement is None:
        return Markup(NOT_REACHED)
    text = f"{settlement.standing.mark} {settlement.standing.word}"
    return Markup('<a href="{}">{}</a>').format(place, text) if place else Markup.escape(text)


def _marks(claim: Claim, standing: str) -> Markup:
    marks = {
        "tags": " ".join(claim.tags),
        "standing": standing,
        "fault": claim.erratum.fault if claim.erratum else "",
    }
    return join(Markup(' data-{}="{}"').format(name, mark) for name, mark in marks.items() if mark)


def _body(claim: Claim) -> Markup:
    parts = [formula(claim.tex)]
    if claim.erratum:
        parts.append(
            Markup("<p><strong>In print, {}:</strong> {}{}</p>").format(
                FAULTS[claim.erratum.fault], erratum_text(claim), _which_form(claim)
            )
        )
    if claim.answer:
        parts.append(Markup("<p><strong>Answer:</strong> {}</p>").format(prose(claim.answer)))
    parts.append(
        Markup("<p>Section {}. Chapter {}.</p>").format(claim.section, chapter_words(claim.chapter))
    )
    return join(parts)


def _which_form(claim: Claim) -> Markup:
    """Whether the formula shown is the wrong print or the right form."""
    if not claim.tex or claim.erratum is None:
        return Markup("")
    is_print = claim.erratum.tex_is == "faulty"
    return Markup(" <em>The formula {}.</em>").format(
        "is the print" if is_print else "is already corrected"
    )


def _filters(claims: Iterable[Claim]) -> list[Markup]:
    kinds = sorted({claim.kind for claim in claims})
    grades = [(s.name, f"{s.mark} {s.word}") for s in STANDINGS]
    return [
        _select("source", "Source", [(s.name, _source_text(s)) for s in SOURCES]),
        _select("chapter", "Chapter", [(name, chapter_words(name)) for name in chapter_names()]),
        _select("kind", "Kind", [(kind, kind) for kind in kinds]),
        _select("standing", "Stands", [("settled", "settled"), ("open", NOT_REACHED), *grades]),
        _select("fault", "Print", [("wrong", "any fault"), ("none", "no fault"), *FAULTS.items()]),
    ]


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> Markup:
    choices = join(Markup('<option value="{}">{}</option>').format(*option) for option in options)
    return Markup(
        '<label>{} <select name="{}"><option value="">all</option>{}</select></label>\n'
    ).format(label, name, choices)


def _source_text(source: Source) -> str:
    return ": ".join(filter(None, [source.name, source.author or source.title]))
