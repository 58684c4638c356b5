"""Live cells in Chromium: run, edited, broken, reset, stopped, and nothing fetched twice."""

import pytest
from playwright.sync_api import expect

CHAPTER = "chapters/linear_algebra/vectors_and_angles.html"
LONGEST_START = 90_000  # ms, on a machine that does other things too; benchmarks/page.py measures
LAW = "section[data-label=law-of-cosines]"
LAST_LINE = r"= a^2 + b^2 - 2ab \cos\theta"


class Cell:
    """A live cell of a page, by what its code holds."""

    def __init__(self, page, holds):
        self.page = page
        self.node = page.locator(".cell.tag_live", has_text=holds).first
        self.status = self.node.locator(".live-words")
        self.output = self.node.locator(".live-output")
        self.built = self.node.locator(".cell_output:not(.live-output)")
        self.editor = self.node.locator(".cm-content")

    def press(self, name):
        self.node.get_by_role("button", name=name, exact=True).click()

    def expect_done(self):
        expect(self.status).to_contain_text("Done in", timeout=LONGEST_START)

    def edit(self):
        if not self.editor.is_visible():
            self.press("Edit")
        self.editor.wait_for()

    def code(self):
        return self.node.locator(".cell_input pre").first.text_content().rstrip("\n")

    def write(self, text):
        self.editor.focus()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)


@pytest.fixture
def law(python_page):
    """The cell of the law of cosines, as the book has it, with Python at work."""
    cell = Cell(python_page, "Law of cosines")
    reset = cell.node.get_by_role("button", name="Reset")
    if reset.is_visible():
        reset.click()
    return cell


def test_cell_runs_breaks_and_is_reset(law):
    page = law.page
    law.press("Run")
    law.expect_done()
    expect(law.built).to_be_hidden()
    assert law.output.locator(f"{LAW} .derivation-line[data-grade=PROVED]").count() == 5
    assert page.evaluate("pageChecks.untypeset()") == []

    law.edit()
    law.write(law.code().replace(LAST_LINE, LAST_LINE.replace("-", "+")))
    page.keyboard.press("Shift+Enter")
    broken = law.output.locator(f"{LAW} .derivation-line[data-grade=REFUTED]")
    expect(broken).to_have_count(1)
    expect(broken.locator(".derivation-witness")).to_contain_text("left side")
    assert law.output.locator(".derivation-line").count() == 6

    law.press("Reset")
    expect(law.built).to_be_visible()
    expect(law.output).to_be_hidden()
    assert law.editor.inner_text().rstrip("\n") == law.code()


def test_endless_cell_is_stopped_and_the_next_one_runs(law):
    law.edit()
    law.write("while True:\n    pass")
    law.press("Run")
    expect(law.status).to_have_text("Running", timeout=LONGEST_START)
    law.press("Stop")
    expect(law.status).to_have_text("Stopped.")
    law.write("print('still here')")
    law.press("Run")
    law.expect_done()
    expect(law.output).to_have_text("still here")


def test_errors_are_shown_where_they_are_and_python_goes_on(law):
    law.edit()
    for code, says in (
        ("1 / 0", "ZeroDivisionError"),
        ("x = (", "SyntaxError"),
        ("def f():\n    return f()\nf()", "RecursionError"),
        ("import numpy", "ModuleNotFoundError"),
        ("'<img src=x onerror=alert(1)>'", "<img"),
    ):
        law.write(code)
        law.press("Run")
        expect(law.output).to_contain_text(says, timeout=LONGEST_START)
    assert law.output.locator("img").count() == 0


def test_cell_brings_what_it_needs_from_above_and_sympy_when_it_asks(python_page):
    cell = Cell(python_page, "sp.symbols")
    cell.press("Run")
    expect(cell.status).to_contain_text("Loading SymPy")
    cell.expect_done()
    expect(cell.output.locator("mjx-container")).to_have_count(1, timeout=LONGEST_START)
    assert cell.page.evaluate("pageChecks.untypeset()") == []


def test_next_page_starts_by_itself_and_fetches_nothing_again(python_page):
    page, fetched = python_page.context.new_page(), []
    page.goto(python_page.url)
    page.evaluate("sessionStorage.setItem('linebyline-live', '1')")  # as after the first use
    page.on("request", lambda request: fetched.append(request.url))
    page.reload()
    ready = "new Promise((ok) => linebylineRuntime.events.addEventListener('progress', "
    ready += "({ detail }) => detail.percent === 100 && ok(true)))"
    assert page.evaluate(ready)
    heavy = [url for url in fetched if url.endswith((".wasm", ".whl", ".zip"))]
    assert heavy == []
    page.close()


def test_keyboard_reaches_and_leaves_the_editor(open_page):
    page = open_page(CHAPTER)
    law = Cell(page, "Law of cosines")
    run = law.node.get_by_role("button", name="Run", exact=True)
    run.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(law.editor).to_be_focused()
    page.keyboard.press("Tab")
    expect(run).to_be_focused()


def test_open_editor_is_readable_and_no_wider_than_the_screen(open_page):
    page = open_page(CHAPTER)
    cell = Cell(page, "Law of cosines")
    cell.press("Edit")
    cell.editor.wait_for()
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        page.locator(f"html[data-theme={scheme}]").wait_for()
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("pageChecks.pale(4.5)") == []
            assert page.evaluate("pageChecks.sticksOut()") == []


def test_without_webassembly_the_cell_says_what_is_needed(page, site_url):
    page.add_init_script("delete window.WebAssembly")
    page.goto(site_url + CHAPTER)
    notes = page.locator(".cell.tag_live .live-lacking")
    assert set(notes.all_inner_texts()) == {"This needs a browser with WebAssembly."}
    assert page.get_by_role("button", name="Run", exact=True).count() == 0


def test_in_a_folder_the_cell_says_what_is_needed_and_stays_readable(page, built_site, guard):
    guard.inside = built_site.as_uri()
    page.goto(f"{guard.inside}/{CHAPTER}")
    law = Cell(page, "Law of cosines")
    expect(law.node.locator(".live-lacking")).to_contain_text("make read")
    expect(law.node.locator("pre").first).to_contain_text("Law of cosines")
    expect(law.built).to_be_visible()


def test_missing_runtime_is_said_and_can_be_tried_again(open_page, guard):
    page = open_page(CHAPTER)
    law = Cell(page, "Law of cosines")
    page.route("**/vendor/python/*.wasm", lambda route: route.fulfill(status=404))
    for _ in range(2):
        law.press("Run")
        expect(law.status).to_contain_text("status 404", timeout=LONGEST_START)
        expect(law.node.get_by_role("button", name="Stop")).to_be_hidden()
    page.unroute("**/vendor/python/*.wasm")
    law.press("Run")
    expect(law.status).to_contain_text("%")
    law.expect_done()
    assert guard.problems
    guard.problems.clear()
