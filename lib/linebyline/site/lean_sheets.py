"""The theme's style sheets without the rules that no page of the book can use.

Bootstrap, Font Awesome and the notebook styles come whole, two thirds of them for things that are
not here. A rule stays when every class in its selector occurs as a word in a page or a script.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

_WORD = re.compile(r"[\w-]+")
_CLASS = re.compile(r"\.((?:[\w-]|\\.)+)")
# What stands in these says which elements are left out or in for other reasons.
_CONDITION = re.compile(r":(?:not|is|where|has)\([^()]*\)")
_NESTING = ("media", "supports", "layer", "container")
_SHEETS = (
    "styles/pydata-sphinx-theme.css",
    "styles/sphinx-book-theme.css",
    "sphinx-design.min.css",
    "mystnb.*.css",
    "basic.css",
    "formulas.css",
)


def make_sheets_lean(site: Path) -> None:
    """Rewrite the style sheets of a built site; drop the icon font, its script and source maps.

    Args:
        site: the folder of the built pages, its `_static` among them.
    """
    static = site / "_static"
    words = _words(site)
    for sheet in (path for name in _SHEETS for path in static.glob(name)):
        sheet.write_text(lean(sheet.read_text(encoding="utf-8"), words), encoding="utf-8")
    unused = [*static.glob("vendor/fontawesome/webfonts/*"), *static.rglob("*.map")]
    for path in [*unused, *static.glob("scripts/fontawesome.js*")]:
        path.unlink(missing_ok=True)


def _words(site: Path) -> set[str]:
    """Return every word of the pages and of the scripts that run in them."""
    pages = site.rglob("*.html")
    scripts = (path for path in site.rglob("*.js") if "vendor" not in path.parts)
    words: set[str] = set()
    for path in (*pages, *scripts):
        if path.name != "fontawesome.js":
            words.update(_WORD.findall(path.read_text(encoding="utf-8")))
    return words


def lean(css: str, words: set[str]) -> str:
    """Return a style sheet without the rules for classes that are not among the words."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=False, skip_whitespace=True)
    return "".join(_lean_rules(rules, words))


def _lean_rules(rules: Iterable[Node], words: set[str]) -> Iterable[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            yield from _lean_rule(rule, words)
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in _NESTING and rule.content:
            inner = "".join(_lean_rules(tinycss2.parse_rule_list(rule.content), words))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        elif not _is_icon_font(rule):
            yield rule.serialize()


def _lean_rule(rule: QualifiedRule, words: set[str]) -> Iterable[str]:
    selectors = re.split(r",(?![^(]*\))", tinycss2.serialize(rule.prelude))
    used = [selector for selector in selectors if _is_usable(selector, words)]
    if used:
        yield f"{','.join(used)}{{{tinycss2.serialize(rule.content)}}}"


def _is_usable(selector: str, words: set[str]) -> bool:
    classes = _CLASS.findall(_CONDITION.sub("", selector))
    return all(name.replace("\\", "") in words for name in classes)


def _is_icon_font(rule: Node) -> bool:
    is_font = isinstance(rule, AtRule) and rule.lower_at_keyword == "font-face"
    return is_font and "Font Awesome" in rule.serialize().replace("\\", "")
