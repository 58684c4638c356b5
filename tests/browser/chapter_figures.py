"""The figures with controls of a built chapter, moved and compared with Python."""

import ast

import nbformat

from linebyline.show import Toggle
from linebyline.show.explore import Exploration
from linebyline.site.live_cells import _needed, _statements

MOST_SETTINGS = 9  # of each control that Python draws too; the page goes through all

SET = """([figure, positions]) => {
  for (const [name, position] of Object.entries(positions)) {
    const input = figure.querySelector(`input[data-name="${name}"]`);
    if (input.type === "checkbox") input.checked = position; else input.value = position;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return [...figure.querySelectorAll(".explore-readouts li")].map((item) => item.textContent);
}"""
# What a control shows at each of its positions, the others as they stand.
SWEEP = """([figure, name]) => {
  const input = figure.querySelector(`input[data-name="${name}"]`);
  const isBox = input.type === "checkbox";
  const seen = [];
  for (let position = 0; position <= (isBox ? 1 : Number(input.max)); position++) {
    if (isBox) input.checked = position; else input.value = position;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    seen.push(figure.querySelector("svg").innerHTML + figure.textContent);
  }
  return new Set(seen).size;
}"""


def explorations(path):
    """The explorations that the cells of a chapter show, in their order."""
    above, found = [], []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        statements = _statements(cell.source)
        if _shows_exploration(statements):
            made = {}
            *before, last = [*_needed(statements, above), *statements]
            exec(compile(ast.Module(before, []), str(path), "exec"), made)
            found.append(eval(compile(ast.Expression(last.value), str(path), "eval"), made))
        above += statements
    assert all(isinstance(one, Exploration) for one in found)
    return found


def _shows_exploration(statements):
    last = statements[-1] if statements else None
    return (
        isinstance(last, ast.Expr)
        and isinstance(last.value, ast.Call)
        and getattr(last.value.func, "id", "") == "explore"
    )


def shown_texts(scene):
    """What the list of readouts holds: the brackets around a note are the style sheet's."""
    assert scene.readouts, "a scene without numbers proves nothing here"
    return [f"{r.label} = {r.amount}{' ' if r.note else ''}{r.note}" for r in scene.readouts]


def wrong_figures(page, path):
    """What is wrong with the figures of a chapter, in words."""
    figures = page.locator("figure[data-explore]")
    expected = explorations(path)
    names = [one.figure.__name__ for one in expected]
    shown = figures.evaluate_all("all => all.map((one) => one.dataset.explore)")
    wrong = [] if shown == names else [f"the page shows {shown}, the chapter {names}"]
    for number, exploration in enumerate(expected):
        figure = figures.nth(number)
        figure.and_(page.locator("[data-alive=true]")).wait_for(state="attached")
        wrong += _wrong_numbers(page, figure, exploration)
    return wrong


def _wrong_numbers(page, figure, exploration):
    element, name = figure.element_handle(), exploration.figure.__name__
    for bound in exploration.controls:
        if page.evaluate(SWEEP, [element, bound.name]) < 2:
            yield f"{name}: {bound.name} moves nothing"
    for setting in _settings(exploration):
        at = {b.name: _position(b.control, setting[b.name]) for b in exploration.controls}
        seen, right = page.evaluate(SET, [element, at]), shown_texts(exploration.draw(**setting))
        if seen != right:
            yield f"{name} at {setting}: the page says {seen}, Python {right}"


def _settings(exploration):
    """Each control at even steps from end to end, the others where the ones before it ended."""
    setting = exploration.initial
    for bound in exploration.controls:
        is_box = isinstance(bound.control, Toggle)
        values = [True, False] if is_box else list(bound.control.values())
        step = max(1, (len(values) - 1) // (MOST_SETTINGS - 1))
        for value in dict.fromkeys([*values[::step], values[-1]]):
            setting = setting | {bound.name: value}
            yield setting


def _position(control, value):
    return value if isinstance(control, Toggle) else control.position(value)
