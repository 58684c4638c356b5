"""The Sphinx extension of the book: executed chapters in, nothing from outside."""

import json
import re
from pathlib import Path
from typing import Any

import nbformat
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from linebyline.ledger.evidence import MIME as EVIDENCE
from linebyline.proof import render
from linebyline.proof.derivation import MIME
from linebyline.site.addresses import with_addresses
from linebyline.site.book import Book, BookError
from linebyline.site.fingerprint import fingerprint, source_files
from linebyline.site.icons import SHEET
from linebyline.site.live_cells import live_setups
from linebyline.site.runtime import runtime_version
from linebyline.site.typeset import SHEET as FORMULAS

STATIC = Path(__file__).parent / "static"
DERIVATION = Path(render.__file__).parent / "derivation.css"
TEMPLATES = Path(__file__).parent / "templates"
_SHEETS = ("linebyline.css", "explore.css", "live/live.css", "ledger.css", "exam.css")
_RECORD = '<script type="application/json">'
_LOGGER = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what the book adds to Sphinx."""
    # "env": every page is read again when the package changed.
    app.add_config_value("linebyline_package", "", "env")
    app.add_config_value("linebyline_runtime", "", "html")
    app.connect("config-inited", _configure, priority=100)
    app.connect("config-inited", _unhook, priority=900)
    app.connect("source-read", _read_executed_copy)
    app.connect("env-get-outdated", _find_pages_on_evidence)
    app.connect("html-page-context", _choose_scripts)
    app.set_html_assets_policy("always")
    for sheet in (SHEET, FORMULAS, DERIVATION.name, *_SHEETS):
        app.add_css_file(sheet)
    for script in ("formulas.js", "previews.js"):
        app.add_js_file(script, loading_method="defer")
    app.setup_extension("linebyline.site.ledger_pages")
    app.setup_extension("linebyline.site.exam_pages")
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _book(app: Sphinx) -> Book:
    return Book(Path(app.srcdir))


def _configure(app: Sphinx, config: Config) -> None:
    """Point everything that pages load to files of the site."""
    book = _book(app)
    config.linebyline_package = fingerprint(source_files(book.package))
    config.linebyline_runtime = runtime_version(book)
    config.html_static_path += [str(book.offline), str(STATIC), str(DERIVATION)]
    config.html_favicon = str(STATIC / "favicon.svg")
    # The side bar has the search already.
    config.html_theme_options["navbar_persistent"] = []
    config.templates_path += [str(TEMPLATES)]
    # Widgets have a form of their own for pages; their manager would be loaded from outside.
    config.nb_ipywidgets_js = {}
    # A result shows its own page form, not its LaTeX or its widget; evidence is not for show.
    config.nb_mime_priority_overrides = [
        ("html", "text/html", 0),
        *(("*", form, 1000) for form in (EVIDENCE, MIME)),
    ]


def _unhook(app: Sphinx, _config: Config) -> None:
    """Take out sphinx-thebe, which loads from outside, and MathJax: formulas come typeset."""
    files = app.registry.css_files
    files[:] = [sheet for sheet in files if not sheet[0].startswith("sphinx-thebe")]
    for listeners in app.events.listeners.values():
        listeners[:] = [
            listener
            for listener in listeners
            if not listener.handler.__module__.startswith(("sphinx_thebe", "sphinx.ext.mathjax"))
        ]


def _read_executed_copy(app: Sphinx, docname: str, source: list[str]) -> None:
    """Give Sphinx the executed copy in place of a notebook."""
    path = Path(app.env.doc2path(docname))
    if path.suffix != ".ipynb":
        return
    copy = _book(app).executed_copy(path)
    if copy.exists():
        source[0] = copy.read_text(encoding="utf-8")
        app.env.note_dependency(str(copy))
    else:
        _LOGGER.warning("not executed yet: run 'linebyline run' first", location=docname)


def _find_pages_on_evidence(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Read the pages around the chapters again when a chapter brought new evidence."""
    evidence = fingerprint(sorted(_book(app).executed.rglob("*.ipynb")))
    if getattr(env, "linebyline_evidence", None) == evidence:
        return []
    env.linebyline_evidence = evidence  # type: ignore[attr-defined]
    return [name for name in env.found_docs if name.count("/") == 1]


def _choose_scripts(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Load the figures' scripts on pages that have a control, and not all that the theme would."""
    context["without_files"] = _without_files
    context["deferred"] = _deferred
    body = _with_each_style_once(context.get("body", ""))
    # A list must hold items, and these are entries of a bibliography.
    body = context["body"] = body.replace(
        ' role="list" class="citation-list"', ' class="citation-list"'
    )
    context["unneeded"] = [] if "sd-" in body else ["design-tabs.js"]
    if pagename == "search":
        app.add_js_file("search_ledger.js", loading_method="defer")
    _add_live_scripts(app, pagename, context)
    context["body"] = with_addresses(context["body"])
    if 'class="derivation"' in body:
        app.add_js_file("derivations.js", loading_method="defer")
    if "data-explore" not in body:
        return
    figures = sorted(path.name for path in (STATIC / "figures").glob("*.js"))
    for script in ["scene.js", "frames.js", *(f"figures/{name}" for name in figures), "explore.js"]:
        app.add_js_file(script, loading_method="defer")


def _add_live_scripts(app: Sphinx, pagename: str, context: dict[str, Any]) -> None:
    """Load what runs live cells and answers lines, on pages that have a use for it."""
    version = app.config.linebyline_runtime[:16]
    setups = _live_setups(app, pagename)
    body, records = take_out_records(context["body"])
    context["body"] = body
    if not version or not (setups or records):
        return
    lines = Path(app.outdir) / "_static" / "live" / "lines" / f"{pagename}.json"
    lines.parent.mkdir(parents=True, exist_ok=True)
    lines.write_text(f"[{','.join(records)}]", encoding="utf-8")
    address = f"lines/{pagename}.json?v={fingerprint([lines])[:8]}"
    data = json.dumps({"version": version, "lines": address, "setups": setups})
    data = data.replace("<", r"\u003c")
    context["body"] += f'<script type="application/json" id="live-data">{data}</script>'
    for script in ("runtime.js", "outputs.js", "your_line.js", "cells.js"):
        app.add_js_file(f"live/{script}", loading_method="defer")


def take_out_records(html: str) -> tuple[str, list[str]]:
    """Return a page without its derivations' records, and these; each leaves its number behind."""
    records: list[str] = []

    def numbered(match: re.Match[str]) -> str:
        records.append(match[1])
        return f'<script type="application/json" data-record="{len(records) - 1}"></script>'

    return re.sub(rf"{_RECORD}(.*?)</script>", numbered, html), records


def _live_setups(app: Sphinx, pagename: str) -> list[str]:
    path = Path(app.env.doc2path(pagename))
    if path.suffix != ".ipynb" or pagename not in app.env.found_docs:
        return []
    try:
        return live_setups(nbformat.read(path, as_version=4), path.name)
    except BookError as problem:
        _LOGGER.warning(str(problem), location=pagename)
        return []


def _without_files(html: str, names: list[str]) -> str:
    """Return HTML without the script and link elements that load files of these names."""
    for name in map(re.escape, names):
        html = re.sub(rf'<script[^>]*src="[^"]*{name}[^"]*"[^>]*></script>\s*', "", html)
        html = re.sub(rf'<link[^>]*href="[^"]*{name}[^"]*"[^>]*/>\s*', "", html)
    return html


def _deferred(html: str) -> str:
    """Return HTML whose scripts wait until the page is read, but for the options they all need."""
    return re.sub(r"<script (?=[^>]*src=)(?![^>]*(?:defer|_options))", "<script defer ", html)


def _with_each_style_once(html: str) -> str:
    """Return HTML without the style elements that repeat one before; each result brings its own."""
    seen: set[str] = set()

    def first(match: re.Match[str]) -> str:
        style = "" if match[0] in seen else match[0]
        seen.add(match[0])
        return style

    return re.sub(r"<style>.*?</style>", first, html, flags=re.DOTALL)
