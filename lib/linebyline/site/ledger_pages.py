"""The Sphinx side of the ledger: its directives, the foot of each chapter, and the links.

Directives: ``ledger-table``, ``ledger-counts``, ``ledger-errata`` (settled, open),
``ledger-not-proved`` (claims, lines, chapters) and ``notation-index``. A directive leaves a
placeholder; it is filled when the page is written, from the evidence that lies there then.
"""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from linebyline.ledger.claims import chapter_names, claim
from linebyline.ledger.collect import Ledger
from linebyline.ledger.evidence import MIME
from linebyline.ledger.freshness import find_book
from linebyline.ledger.status import read_ledger
from linebyline.ledger.tally import tally
from linebyline.proof.derivation import MIME as DERIVATION
from linebyline.site import ledger_counts, ledger_errata
from linebyline.site.ledger_html import Site
from linebyline.site.ledger_table import table_page
from linebyline.site.notation_index import notation_index

_VIEWS: Mapping[str, Callable[[Site], Markup]] = {
    "ledger-table": table_page,
    "ledger-counts": ledger_counts.front_counts,
    "ledger-errata settled": ledger_errata.settled_errata,
    "ledger-errata open": ledger_errata.open_errata,
    "notation-index": notation_index,
    "ledger-not-proved claims": ledger_counts.weaker_claims,
    "ledger-not-proved lines": ledger_counts.weaker_lines,
    "ledger-not-proved chapters": ledger_counts.chapters_left,
}
_BADGE = re.compile(r'<a class="claim-badge" data-ledger-claim="([^"]+)"')
_log = logging.getLogger(__name__)
_ledgers: WeakKeyDictionary[Sphinx, Ledger] = WeakKeyDictionary()


class LedgerView(nodes.General, nodes.Element):
    """Stands for a generated part of a page until the page is written."""


class LedgerDirective(SphinxDirective):
    """Puts a generated part into the page."""

    optional_arguments = 1
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Leave the placeholder."""
        view = " ".join([self.name, *self.arguments])
        if view not in _VIEWS:
            known = ", ".join(name for name in _VIEWS if name.startswith(self.name))
            raise self.error(f"no view {view!r}; there are {known}")
        return [LedgerView(view=view)]


class ChapterFoot(SphinxTransform):
    """Ends each chapter with its counts and the claims it settles."""

    default_priority = 400

    def apply(self, **_: Any) -> None:
        """Append the section."""
        chapter = _chapter_of(self.env.docname)
        sections = [node for node in self.document if isinstance(node, nodes.section)]
        if chapter is None or not sections:
            return
        foot = nodes.section(ids=["settled-here"], names=["settled here"])
        foot += nodes.title("", "What is settled here")
        foot += LedgerView(view="chapter", chapter=chapter)
        sections[0] += foot


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the ledger's part of the site."""
    app.add_node(LedgerView)
    for name in sorted({view.partition(" ")[0] for view in _VIEWS}):
        app.add_directive(name, LedgerDirective)
    app.add_transform(ChapterFoot)
    app.connect("builder-inited", _read_ledger)
    # After the extension has put the executed copy in place of the notebook.
    app.connect("source-read", _leave_out_evidence, priority=900)
    app.connect("doctree-resolved", _fill)
    app.connect("html-page-context", _add_assets)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _read_ledger(app: Sphinx) -> None:
    ledger = read_ledger(find_book(Path(app.srcdir)))
    for reason in ledger.not_counted:
        _log.warning("evidence not counted: %s", reason, type="ledger", subtype="not_counted")
    _ledgers[app] = ledger


def _leave_out_evidence(_: Sphinx, _docname: str, source: list[str]) -> None:
    """Take the evidence out of what becomes a page: it is read from the notebook, not shown."""
    if MIME not in source[0] and DERIVATION not in source[0]:
        return
    notebook = json.loads(source[0])
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            for form in (MIME, DERIVATION):
                output.get("data", {}).pop(form, None)
    source[0] = json.dumps(notebook)


def _chapter_of(docname: str) -> str | None:
    """Return the chapter that a document is, by the ledger's name for it."""
    name = docname.removeprefix("chapters/")
    return name if name in chapter_names() and name != "references" else None


def _fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    views = list(doctree.findall(LedgerView))
    if app.builder.format != "html":
        for node in views:
            node.replace_self(nodes.paragraph("", _plain(app, node)))
        return
    site = _site(app, docname)
    for node in views:
        node.replace_self(nodes.raw("", _html(site, node), format="html"))
    for raw in doctree.findall(nodes.raw):
        _link_badges(raw, site.table)


def _html(site: Site, node: LedgerView) -> Markup:
    if node["view"] == "chapter":
        content = ledger_counts.chapter_foot(site, node["chapter"])
    else:
        content = _VIEWS[node["view"]](site)
    return Markup('<div class="ledger-view">{}</div>').format(content)


def _plain(app: Sphinx, node: LedgerView) -> str:
    if node["view"] == "chapter":
        return ledger_counts.chapter_sentence(tally(_ledgers[app], node["chapter"]))
    if node["view"] == "ledger-counts":
        return ledger_counts.book_sentence(tally(_ledgers[app]))
    return "This list is part of the book's web pages."


def _site(app: Sphinx, docname: str) -> Site:
    def address(other: str) -> str:
        return app.builder.get_relative_uri(docname, other)

    found = {chapter: doc for doc in app.env.found_docs if (chapter := _chapter_of(doc))}
    return Site(
        ledger=_ledgers[app],
        chapters={chapter: address(doc) for chapter, doc in found.items()},
        table=address("chapters/ledger"),
    )


def _link_badges(raw: nodes.raw, table: str) -> None:
    """Turn the names of claims in a cell's output into links to the ledger, with what they say."""

    def linked(match: re.Match[str]) -> str:
        return Markup(
            '<a class="claim-badge" href="{0}#{1}" data-ledger-claim="{1}" title="{2}"'
        ).format(table, match[1], claim(match[1]).says)

    if "data-ledger-claim" in raw.astext():
        raw.children = [nodes.Text(_BADGE.sub(linked, raw.astext()))]


def _add_assets(
    app: Sphinx, _page: str, _template: str, _context: object, doctree: nodes.document | None
) -> None:
    if doctree is None or not _raw_html_has(doctree, "ledger-view", "settled-claims"):
        return
    app.add_js_file("ledger.js", loading_method="defer")


def _raw_html_has(doctree: nodes.document, *marks: str) -> bool:
    return any(mark in raw.astext() for raw in doctree.findall(nodes.raw) for mark in marks)
