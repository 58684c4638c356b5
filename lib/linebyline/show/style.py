"""The one look of the book's figures: roles, their colours in light and dark, type sizes.

A figure names what a mark *means* (a role), never a colour. The colours are those of Okabe and
Ito, told apart by colour-blind readers; where a pale one would carry text, a darker one is used.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of one role on one background.

    Attributes:
        line: for lines, arrows and dots; contrast at least 3 with the background.
        text: for words; contrast at least 4.5 with the background.
    """

    line: str
    text: str


BACKGROUNDS = {"light": ("#ffffff",), "dark": ("#121212", "#14181e")}

TONES: dict[str, dict[str, Tone]] = {
    "light": {
        "ink": Tone("#1b1f24", "#1b1f24"),
        "guide": Tone("#767e88", "#5b6470"),
        "first": Tone("#0072b2", "#0067a0"),
        "second": Tone("#d55e00", "#ae4c00"),
        "accent": Tone("#009e73", "#00755a"),
        "warning": Tone("#c0669a", "#9a3f72"),
    },
    "dark": {
        "ink": Tone("#e8e8e8", "#e8e8e8"),
        "guide": Tone("#8b939c", "#a9b1ba"),
        "first": Tone("#56b4e9", "#7cc6f0"),
        "second": Tone("#e69f00", "#f0b433"),
        "accent": Tone("#2bbf95", "#4fd1ac"),
        "warning": Tone("#dd8fba", "#ebabce"),
    },
}

ROLES = tuple(TONES["light"])


def css_variables(mode: str) -> str:
    """Return the declarations of a mode ("light" or "dark"), one custom property a line."""
    lines = []
    for role, tone in TONES[mode].items():
        lines.append(f"  --figure-{role}: {tone.line};")
        lines.append(f"  --figure-{role}-text: {tone.text};")
    return "\n".join(lines)


def matplotlib_style(mode: str = "light") -> dict[str, Any]:
    """Return rcParams that give a Matplotlib figure the look of the drawn ones.

    Args:
        mode: "light" or "dark".
    """
    tones = TONES[mode]
    ink, guide = tones["ink"].line, tones["guide"].line
    cycle = [tones[role].line for role in ("first", "second", "accent", "warning")]
    edges = {f"axes.spines.{side}": False for side in ("top", "right")}
    return edges | {
        "axes.edgecolor": guide,
        "axes.labelcolor": ink,
        "axes.prop_cycle": f"cycler('color', {cycle!r})",
        "figure.facecolor": "none",
        "axes.facecolor": "none",
        "savefig.facecolor": "none",
        "font.size": 11,
        "lines.linewidth": 2,
        "mathtext.fontset": "cm",
        "svg.fonttype": "none",
        "text.color": ink,
        "xtick.color": ink,
        "ytick.color": ink,
    }
