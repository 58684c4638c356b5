"""Scenes drawn as SVG: classes carry the roles, a style sheet gives them their colours."""

import math
from functools import cache
from html import escape
from importlib.resources import files

from linebyline._page import is_built_page
from linebyline.show.scene import (
    Arrow,
    Cells,
    Dot,
    Label,
    Mark,
    Point,
    Polygon,
    Polyline,
    Readout,
    Scene,
    Sector,
)

WIDTH = 480  # units of the drawing; the page scales it
_HEAD = (13.0, 4.5)  # length and half width of an arrow head


class _Canvas:
    """Maps data coordinates to the drawing, whose y axis points down."""

    def __init__(self, scene: Scene) -> None:
        self.left, right, bottom, self.top = scene.window
        self.scale = WIDTH / (right - self.left)
        tall = self.top - bottom
        self.height = WIDTH / scene.aspect if scene.aspect else self.scale * tall
        self.rise = self.height / tall

    def at(self, point: Point) -> Point:
        return (point[0] - self.left) * self.scale, (self.top - point[1]) * self.rise

    def path(self, points: tuple[Point, ...]) -> str:
        return " ".join(_pair(self.at(point)) for point in points)


def draw(scene: Scene) -> str:
    """Return the marks of a scene as the inside of an SVG element."""
    canvas = _Canvas(scene)
    return "".join(_mark(canvas, mark) for mark in scene.marks)


def stage_html(scene: Scene) -> str:
    """Return the picture, ready for a page that has the style sheet."""
    height = _Canvas(scene).height
    return (
        f'<div class="explore-stage" style="--aspect: {WIDTH / height:.4f}">'
        f'<svg viewBox="0 0 {WIDTH} {height:.2f}" role="img" aria-label="{escape(scene.alt)}">'
        f"{draw(scene)}</svg></div>"
    )


def readouts_html(scene: Scene) -> str:
    """Return the readouts of a scene as list items."""
    return "".join(_readout(readout) for readout in scene.readouts)


def figure_html(scene: Scene) -> str:
    """Return a scene as a still figure, with its style sheet unless the page has it."""
    return (
        f'{style_element()}<figure class="explore">{stage_html(scene)}'
        f'<ul class="explore-readouts">{readouts_html(scene)}</ul></figure>'
    )


def style_element() -> str:
    """Return the style sheet, or nothing where a built page brings it (LINEBYLINE_PAGE=1)."""
    return "" if is_built_page() else f"<style>{_style_sheet()}</style>"


@cache
def _style_sheet() -> str:
    return (files("linebyline") / "site" / "static" / "explore.css").read_text(encoding="utf-8")


def _mark(canvas: _Canvas, mark: Mark) -> str:
    match mark:
        case Polygon(points, role):
            return f'<polygon class="area {role}" points="{canvas.path(points)}"/>'
        case Polyline(points, role, weight, dashed):
            kind = f"line {role} {weight}{_dashes(dashed)}"
            return f'<polyline class="{kind}" points="{canvas.path(points)}"/>'
        case Arrow():
            return _arrow(canvas, mark)
        case Sector():
            return _sector(canvas, mark)
        case Dot(at, role, hollow):
            x, y = canvas.at(at)
            kind = f"dot {role}{' hollow' if hollow else ''}"
            return f'<circle class="{kind}" cx="{x:.2f}" cy="{y:.2f}" r="5"/>'
        case Label():
            return _label(canvas, mark)
        case Cells():
            return _cells(canvas, mark)


def _arrow(canvas: _Canvas, arrow: Arrow) -> str:
    (x0, y0), (x1, y1) = canvas.at(arrow.tail), canvas.at(arrow.tip)
    length = math.hypot(x1 - x0, y1 - y0)
    if length < 1e-6:
        return ""
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    head = min(_HEAD[0], length)
    half = _HEAD[1] * head / _HEAD[0]
    x, y = x1 - head * ux, y1 - head * uy
    corners = [(x1, y1), (x - half * uy, y + half * ux), (x + half * uy, y - half * ux)]
    line = f"line {arrow.role} bold{_dashes(arrow.dashed)}"
    return (
        f'<polyline class="{line}" points="{_pair((x0, y0))} {_pair((x, y))}"/>'
        f'<polygon class="head {arrow.role}" points="{" ".join(map(_pair, corners))}"/>'
    )


def _sector(canvas: _Canvas, sector: Sector) -> str:
    (cx, cy), radius = sector.center, sector.radius
    ends = [
        _pair(canvas.at((cx + radius * math.cos(angle), cy + radius * math.sin(angle))))
        for angle in (sector.start, sector.end)
    ]
    span = sector.end - sector.start
    flags = f"{int(abs(span) > math.pi)} {int(span < 0)}"
    size = f"{radius * canvas.scale:.2f}"
    arc = f"{ends[0]} A {size} {size} 0 {flags} {ends[1]}"
    center = _pair(canvas.at(sector.center))
    return (
        f'<path class="area {sector.role}" d="M {center} L {arc} Z"/>'
        f'<path class="line {sector.role} normal" d="M {arc}"/>'
    )


def _cells(canvas: _Canvas, cells: Cells) -> str:
    (left, bottom), (right, top) = canvas.at(cells.low), canvas.at(cells.high)
    wide, tall = (right - left) / len(cells.shares[0]), (bottom - top) / len(cells.shares)
    drawn = []
    for i, row in enumerate(cells.shares):
        for j, share in enumerate(row):
            if abs(share) < 0.005:  # it would be drawn without any ink
                continue
            x, y = left + j * wide, top + i * tall
            drawn.append(
                f'<rect class="cell {cells.role if share >= 0 else cells.negative}" '
                f'x="{x:.2f}" y="{y:.2f}" width="{wide:.2f}" height="{tall:.2f}" '
                f'fill-opacity="{abs(share):.2f}"/>'
            )
    return "".join(drawn)


def _label(canvas: _Canvas, label: Label) -> str:
    x, y = canvas.at(label.at)
    right, up = label.toward
    anchor = "start" if right > 0.3 else "end" if right < -0.3 else "middle"
    kind = f"label {label.role}{' symbol' if label.math else ''}"
    return (
        f'<text class="{kind}" x="{x:.2f}" y="{y:.2f}" dx="{right:.2f}em" dy="{0.35 - up:.2f}em" '
        f'text-anchor="{anchor}">{escape(label.text)}</text>'
    )


def _readout(readout: Readout) -> str:
    note = f' <span class="note">{escape(readout.note)}</span>' if readout.note else ""
    return (
        f'<li class="{readout.role}"><span class="symbol">{escape(readout.label)}</span> = '
        f'<span class="value">{escape(readout.amount)}</span>{note}</li>'
    )


def _pair(point: Point) -> str:
    return f"{point[0]:.2f},{point[1]:.2f}"


def _dashes(dashed: bool) -> str:
    return " dashed" if dashed else ""
