"""Counts on the front page, the foot of each chapter, and the page of what is not proved."""

from collections.abc import Iterator

from markupsafe import Markup

from linebyline.ledger.claims import SOURCES, Claim, load_claims
from linebyline.ledger.collect import Settlement
from linebyline.ledger.standing import PROVED, STANDINGS
from linebyline.ledger.tally import Survivor, Tally, tally
from linebyline.proof.verdict import Grade
from linebyline.site.ledger_html import (
    Site,
    chapter_words,
    chip,
    count_of,
    formula,
    join,
    number,
    prose,
)

_CELLS = Markup("<tr>{}</tr>")
_TABLE = Markup(
    '<div class="ledger-scroll"><table class="ledger-small"><caption>{}</caption>'
    "<thead>{}</thead><tbody>{}</tbody></table></div>"
)


def book_sentence(counts: Tally) -> str:
    """Return the book's counts in words."""
    settled, total = _settled(counts)
    return (
        f"Of {total} statements in the five sources, {settled} are settled{_standings(counts)}; "
        f"the others are not reached yet. {_lines(counts)} {_mutants(counts)}"
    )


def chapter_sentence(counts: Tally) -> str:
    """Return one chapter's counts in words."""
    settled, total = _settled(counts)
    return (
        f"Of the {total} statements that the sources make on this chapter's subject, {settled} "
        f"are settled here{_standings(counts)}. {_lines(counts)} {_mutants(counts)}"
    )


def front_counts(site: Site) -> Markup:
    """Return the book's counts and the table of its sources."""
    counts = tally(site.ledger)
    rows = [
        _row(
            f"{source.author or source.name}, {source.title}",
            number(counts.by_source[source.name].settled),
            number(counts.by_source[source.name].total),
        )
        for source in SOURCES
    ]
    return Markup("<p>{}</p>").format(book_sentence(counts)) + _table(
        "The sources", ["Source", "Settled", "Statements"], rows
    )


def chapter_foot(site: Site, chapter: str) -> Markup:
    """Return a chapter's counts and its claims, each with a link to where it is settled."""
    counts = tally(site.ledger, chapter)
    rows = [
        _row(site.row_link(claim), prose(claim.says), _stands_here(site, claim))
        for claim in load_claims()
        if claim.chapter == chapter
    ]
    reasons = join(
        Markup("<p><strong>Not counted:</strong> {}</p>").format(r) for r in counts.not_counted
    )
    return (
        Markup("<p>{}</p>").format(chapter_sentence(counts))
        + reasons
        + Markup("<details><summary>The {}</summary>{}</details>").format(
            count_of(len(rows), "statement"),
            _table("What the sources state", ["Claim", "What it says", "Stands as"], rows),
        )
    )


def weaker_claims(site: Site) -> Markup:
    """Return the claims that are settled, but not by proof, with the reason."""
    rows = [
        _row(site.row_link(claim), _stands_here(site, claim), prose(" ".join(_because(settlement))))
        for claim in load_claims()
        if (settlement := site.ledger.settlements.get(claim.id)) and settlement.standing != PROVED
    ]
    if not rows:
        return Markup("<p>There are none.</p>")
    return _table("Claims settled below a proof", ["Claim", "Stands as", "Why"], rows)


def weaker_lines(site: Site) -> Markup:
    """Return the lines of derivations below a proof, and the mutants that survived."""
    rows = [
        _row(
            site.chapter_link(chapter),
            formula(line.tex),
            prose(f"{line.grade.word}: {line.method}"),
        )
        for chapter, derivation in site.ledger.derivations
        for line in derivation.lines
        if line.grade not in (Grade.PROVED, Grade.GIVEN)
    ]
    survived = tally(site.ledger).mutants.survived
    lines = (
        _table("Lines below a proof", ["Chapter", "Line", "How it was checked"], rows)
        if rows
        else Markup("<p>Every line that was checked is proved.</p>")
    )
    if not survived:
        return lines + Markup("<p>Mutants neither refuted nor proved equivalent: none.</p>")
    rows = [
        _row(_line_link(site, each), formula(each.line), formula(each.mutant)) for each in survived
    ]
    return lines + _table(
        f"{count_of(len(rows), 'mutant')} neither refuted nor proved equivalent",
        ["Where", "Line", "The same with an error planted"],
        rows,
    )


def _line_link(site: Site, survivor: Survivor) -> Markup:
    """Name a line by its derivation, with a link to it; the chapter's name before it."""
    name = f"{survivor.label}, line {survivor.number}"
    chapter = chapter_words(survivor.chapter)
    if survivor.chapter not in site.chapters:
        return Markup("{}: {}").format(chapter, name)
    address = f"{site.chapters[survivor.chapter]}#{survivor.label}"
    return Markup('{}: <a href="{}">{}</a>').format(chapter, address, name)


def chapters_left(site: Site) -> Markup:
    """Return, by chapter, how many claims no chapter has reached."""
    counts = tally(site.ledger)
    rows = [
        _row(site.chapter_link(name), number(share.settled), number(share.total - share.settled))
        for name, share in counts.by_chapter.items()
        if share.settled < share.total
    ]
    reasons = join(Markup("<li>{}</li>").format(reason) for reason in counts.not_counted)
    not_counted = (
        Markup("<p>Evidence that is not counted:</p><ul>{}</ul>").format(reasons) if reasons else ""
    )
    return not_counted + _table(
        "Claims not reached yet", ["Chapter", "Settled", "Not reached yet"], rows
    )


def _settled(counts: Tally) -> tuple[str, str]:
    total = sum(share.total for share in counts.by_source.values())
    return number(len(counts.settled)) if counts.settled else "none", number(total)


def _standings(counts: Tally) -> str:
    held = [
        f"{number(counts.claims_by_grade[s.name])} {s.word} {s.mark}"
        for s in STANDINGS
        if counts.claims_by_grade[s.name]
    ]
    return f" ({', '.join(held)})" if held else ""


def _lines(counts: Tally) -> str:
    lines = sum(counts.lines_by_grade.values())
    held = [
        f"{number(counts.lines_by_grade[grade.name])} {grade.word} {grade.mark}"
        for grade in Grade
        if counts.lines_by_grade[grade.name]
    ]
    if not held:
        return "No line of a derivation was checked."
    return f"Their derivations have {count_of(lines, 'line')}: {', '.join(held)}."


def _mutants(counts: Tally) -> str:
    mutants = counts.mutants
    survived = number(len(mutants.survived)) if mutants.survived else "none"
    return (
        f"Of the errors planted in them, {number(mutants.refuted)} were refuted, "
        f"{number(mutants.equivalent)} proved to change nothing, and {survived} survived."
    )


def _because(settlement: Settlement) -> Iterator[str]:
    evidence = settlement.evidence
    yield from (behaviour.says + "." for behaviour in evidence.behaviours)
    yield from filter(None, (evidence.argued, evidence.reason))
    for derivation in evidence.derivations:
        if derivation.standing == settlement.standing != PROVED:
            weak = [
                line for line in derivation.lines if line.grade.name == derivation.standing.name
            ]
            yield from (f"{line.method or line.reason}." for line in weak[:1])
    if evidence.how == "defined":
        yield "A definition; its use was checked."


def _stands_here(site: Site, claim: Claim) -> Markup:
    settlement = site.ledger.settlements.get(claim.id)
    stands = chip(settlement.standing if settlement else None)
    place = site.place(claim)
    return Markup('<a href="{}">{}</a>').format(place, stands) if place else stands


def _row(first: str, *cells: str) -> Markup:
    return _CELLS.format(
        Markup('<th scope="row">{}</th>').format(first)
        + join(Markup("<td>{}</td>").format(cell) for cell in cells)
    )


def _table(caption: str, head: list[str], rows: list[Markup]) -> Markup:
    columns = join(Markup('<th scope="col">{}</th>').format(title) for title in head)
    return _TABLE.format(caption, _CELLS.format(columns), join(rows, "\n"))
