"""What every test shares: the chapters' environment, and how notebooks are compared."""

import pytest
from nbval.plugin import IPyNbFile

from linebyline.site.environment import enter_chapter_environment
from linebyline.site.forms import NOT_COMPARED

enter_chapter_environment()


def pytest_collectstart(collector: pytest.Collector) -> None:
    """Have nbval compare text and LaTeX: the forms of an output that are stored."""
    if isinstance(collector, IPyNbFile):
        collector.skip_compare += NOT_COMPARED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file in one process; the looks at pages go to whichever is free."""
    for item in items:
        if item.path.name != "test_pages.py":
            item.add_marker(pytest.mark.xdist_group(str(item.path)))
