"""The index of letters: what each stands for in the checked derivations, and where."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from linebyline.site.ledger_html import Site, join, prose

# An entry of a derivation's notation: names, then where they live, as in ``a, b > 0``.
_ENTRY = re.compile(
    r"^(?!\\text)(?P<names>.+?) (?P<where>(?:\\(?:in|sim|ge|ne|colon|text)\b|\\ \\text|>|=).*)$"
)
_BETWEEN_NAMES = re.compile(r", (?![^(]*\))")
_TABLE = Markup(
    '<div class="ledger-scroll"><table class="ledger-small">'
    "<caption>Letters of the derivations, by chapter</caption>"
    '<thead><tr><th scope="col">Letter</th><th scope="col">Stands for</th></tr></thead>'
    "<tbody>{}</tbody></table></div>"
)
_ROW = Markup('<tr><th scope="row">{}</th><td>{}</td></tr>')


def uses(site: Site) -> dict[str, dict[str, list[str]]]:
    """Return for each letter what it stands for, and for each of these the chapters."""
    found: dict[str, dict[str, list[str]]] = {}
    for chapter, derivation in site.ledger.derivations:
        for name, where in _declared(derivation.notation):
            chapters = found.setdefault(name, {}).setdefault(where, [])
            if chapter not in chapters:
                chapters.append(chapter)
    return dict(sorted(found.items(), key=lambda entry: _alphabetical(entry[0])))


def notation_index(site: Site) -> Markup:
    """Return the table of all letters."""
    rows = [
        _ROW.format(prose(f"${name}$"), join(_meanings(site, name, meanings), Markup("<br>")))
        for name, meanings in uses(site).items()
    ]
    return _TABLE.format(join(rows))


def _declared(notation: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for entry in notation:
        if match := _ENTRY.match(entry):
            for name in _BETWEEN_NAMES.split(match["names"]):
                yield name, match["where"]


def _meanings(site: Site, name: str, meanings: dict[str, list[str]]) -> Iterator[Markup]:
    for where, chapters in meanings.items():
        links = join(map(site.chapter_link, chapters), ", ")
        yield Markup("{} in {}").format(prose(f"${name} {where}$"), links)


def _alphabetical(name: str) -> tuple[str, str]:
    """Greek among the Latin letters, small before large."""
    letters = re.sub(r"[^A-Za-z]", "", name)
    return letters.lower(), letters.swapcase()
