"""The pieces that the ledger's pages are made of.

TeX stands in the page as its source, in ``<code class="tex">``; ledger.js typesets it when a reader
gets to see it, for a thousand formulas at once would hold up the page.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from linebyline.ledger.claims import Claim, Fault
from linebyline.ledger.collect import Ledger
from linebyline.ledger.standing import Standing

FAULTS: Mapping[Fault, str] = {
    "math": "wrong mathematics",
    "assumption": "a missing or wrong assumption",
    "notation": "misleading notation",
    "author": "wrong or incomplete in the source",
    "ocr": "lost in the scan only",
}
NOT_REACHED = "not reached yet"


@dataclass(frozen=True)
class Site:
    """What the pages are generated from, and where they link to.

    Attributes:
        ledger: what the chapters have settled.
        chapters: address of each chapter that has a page, seen from the page being written.
        table: address of the ledger page.
    """

    ledger: Ledger
    chapters: Mapping[str, str]
    table: str

    def chapter_link(self, chapter: str) -> Markup:
        """Name a chapter, with a link if it has a page."""
        name = chapter_words(chapter)
        if chapter in self.chapters:
            return Markup('<a href="{}">{}</a>').format(self.chapters[chapter], name)
        return Markup("{}").format(name)

    def place(self, claim: Claim) -> str | None:
        """Where the claim is settled: the address of its derivation; None if it is not."""
        settlement = self.ledger.settlements.get(claim.id)
        if settlement is None or settlement.chapter not in self.chapters:
            return None
        return f"{self.chapters[settlement.chapter]}#{claim.id}"

    def row_link(self, claim: Claim) -> Markup:
        """Name a claim, with a link to its row in the ledger."""
        return Markup('<a href="{0}#{1}">{1}</a>').format(self.table, claim.id)


def join(pieces: Iterable[str], between: str = "") -> Markup:
    """Join pieces; plain strings among them are escaped."""
    return Markup(between).join(pieces)


def formula(tex: str) -> Markup:
    """A displayed formula; nothing where the statement has none."""
    if not tex:
        return Markup("")
    return Markup('<code class="tex" data-display>{}</code>').format(tex)


def prose(text: str) -> Markup:
    """Text whose TeX stands between dollar signs."""
    parts = [
        Markup('<code class="tex">{}</code>').format(part) if number % 2 else Markup.escape(part)
        for number, part in enumerate(text.split("$"))
    ]
    return join(parts)


def erratum_text(claim: Claim) -> Markup:
    """What is wrong in print, with the ledger's marks for source and scan in words."""
    assert claim.erratum is not None
    text = re.sub(r"^\[(AUTHOR|OCR)\]\s*", "", claim.erratum.text)
    text = re.sub(r"\[AUTHOR\](?=\.?$)", "(in the source)", text)
    text = re.sub(r"\[OCR\](?=\.?$)", "(in the scan)", text)
    return prose(text.replace("[AUTHOR]", "In the source:").replace("[OCR]", "In the scan:"))


def chip(standing: Standing | None) -> Markup:
    """How surely a claim stands, as a mark with its word."""
    if standing is None:
        return Markup('<span class="standing">{}</span>').format(NOT_REACHED)
    return Markup(
        '<span class="standing" data-standing="{}" title="{}">'
        '<span aria-hidden="true">{}</span> {}</span>'
    ).format(standing.name, standing.meaning, standing.mark, standing.word)


def chapter_words(chapter: str) -> str:
    """A chapter's name for people: ``Linear algebra: vectors and angles``."""
    return chapter.replace("/", ": ").replace("_", " ").capitalize()


def number(count: int) -> str:
    """A count with its thousands set apart, as in 1,282."""
    return f"{count:,}"


def count_of(count: int, singular: str, plural: str = "") -> str:
    """A count with its noun: ``1 claim``, ``2 claims``, ``no claims``."""
    noun = singular if count == 1 else plural or f"{singular}s"
    return f"{number(count) if count else 'no'} {noun}"
