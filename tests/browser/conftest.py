"""The built site in Chromium, with a guard that records whatever would leave it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from linebyline.site.book import BookError, find_book
from linebyline.site.chromium import chromium, wait_for_formulas
from linebyline.site.serve import serving

_CHECKS = Path(__file__).with_name("page_checks.js")


@dataclass
class Guard:
    """Records requests that leave the site, which Chromium stops, and what else goes wrong.

    Attributes:
        inside: the address that requests may go to; no other name is ever looked up.
        problems: what went wrong, in words; a test that expects some takes them out.
        bytes_loaded: the bytes of all that came from the site, as they travelled.
    """

    inside: str
    problems: list[str] = field(default_factory=list)
    bytes_loaded: int = 0

    def watch(self, page: Page) -> None:
        """Attach the guard to a page, before it opens anything."""
        page.on("request", self._see)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.problems.append(f"error in a script: {error}"))
        page.on("response", self._weigh)

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.inside, "data:", "blob:")):
            self.problems.append(f"request to the outside: {request.url}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"on the console: {message.text} ({message.location['url']})")

    def _weigh(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"status {response.status}: {response.url}")
        self.bytes_loaded += int(response.headers.get("content-length", 0))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests that ask for `path` on every page of the book and on the search page."""
    if "path" in metafunc.fixturenames:
        names = [*find_book(Path(__file__)).contents(), "search"]
        metafunc.parametrize("path", [f"{name}.html" for name in names])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for all tests of a process; without it they are skipped, except in CI."""
    try:
        with chromium() as browser:
            yield browser
    except BookError as problem:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(problem))


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """The address of the built site, with a slash at the end."""
    with serving(built_site) as address:
        yield address


@pytest.fixture
def guard(site_url: str) -> Guard:
    """The guard of the test's page."""
    return Guard(site_url)


@contextmanager
def guarded_page(browser: Browser, guard: Guard) -> Iterator[Page]:
    """An empty page in a context of its own; an error at the end if the guard found a problem."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    guard.watch(page)
    yield page
    context.close()
    assert not guard.problems, "\n".join(guard.problems)


@pytest.fixture
def page(browser: Browser, guard: Guard) -> Iterator[Page]:
    """An empty page, guarded."""
    with guarded_page(browser, guard) as page:
        yield page


def go_to(page: Page, address: str, *, width: int = 1280, dark: bool = False) -> Page:
    """Open an address; return with fonts there, formulas typeset and `pageChecks` at hand."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.goto(address, wait_until="load")
    wait_for_formulas(page)
    page.evaluate(_CHECKS.read_text())
    return page


@pytest.fixture
def open_page(page: Page, site_url: str) -> Callable[..., Page]:
    """Opens a page of the site, such as `open_page("chapters/index.html", width=320, dark=True)`.

    Returns when fonts are there and formulas are typeset, with `pageChecks` at hand in the page.
    """
    return lambda path, **look: go_to(page, site_url + path, **look)


@pytest.fixture(scope="module")
def opened(browser: Browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page that a module names as `OPENED`, guarded, one for all its tests."""
    with guarded_page(browser, Guard(site_url)) as page:
        yield go_to(page, site_url + request.module.OPENED)


@pytest.fixture(scope="module")
def python_page(browser: Browser, site_url: str) -> Iterator[Page]:
    """A chapter with Python at work, one for all tests of a module: starting it takes seconds."""
    chapter = "chapters/linear_algebra/vectors_and_angles.html"
    with guarded_page(browser, Guard(site_url)) as page:
        go_to(page, site_url + chapter)
        page.evaluate("linebylineRuntime.ask({ do: 'run', source: '1', setup: '' })")
        yield page
