"""The theme's icons, the few that the pages show, as one small style sheet.

The theme brings Font Awesome whole: 1.5 MB of script, or a font and its table. The drawings are
taken from that script, and neither it nor the font is part of the site.
"""

import re
from pathlib import Path
from urllib.parse import quote

import pydata_sphinx_theme

from linebyline.site.book import BookError

ICONS = (
    "angle-left",
    "angle-right",
    "arrow-up",
    "bars",
    "circle-half-stroke",
    "download",
    "expand",
    "file",
    "file-pdf",
    "list",
    "magnifying-glass",
    "moon",
    "outdent",
    "sun",
)
SHEET = "icons.css"
_BASE = """/* Icons: Font Awesome Free (fontawesome.com), CC BY 4.0. */
:is(.fa-solid, .fas)::before {
  content: "" !important;
  display: inline-block;
  width: 1em;
  height: 1em;
  vertical-align: -0.125em;
  background: currentColor;
  -webkit-mask: var(--icon) center / contain no-repeat;
  mask: var(--icon) center / contain no-repeat;
}
"""
_THEME = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static"


def icon_sheet() -> str:
    """Return a style sheet that draws each icon of `ICONS` as a mask.

    Raises:
        BookError: if the theme's script does not hold one of them.
    """
    script = (_THEME / "scripts/fontawesome.js").read_text(encoding="utf-8")
    return _BASE + "".join(_rule(name, script) for name in ICONS)


def _rule(name: str, script: str) -> str:
    pattern = rf'[{{,]"?{name}"?:\[(\d+),(\d+),\[[^\]]*\],"[0-9a-f]+","([^"]+)"\]'
    # Some icons come in outline first; the solid one is the last.
    drawings = re.findall(pattern, script)
    if not drawings:
        raise BookError(f"The theme's fontawesome.js holds no icon '{name}': correct ICONS.")
    width, height, path = drawings[-1]
    box = f"0 0 {width} {height}"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{path}"/></svg>'
    return f'.fa-{name} {{ --icon: url("data:image/svg+xml,{quote(svg)}"); }}\n'
