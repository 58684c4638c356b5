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
