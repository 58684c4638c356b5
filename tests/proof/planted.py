"""How a test breaks a rule of the kernel on purpose."""

import sys
from typing import Any

import pytest


def plant(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, wrong: Any) -> None:
    """Replace a function wherever the kernel has imported it."""
    right = getattr(owner, name)
    monkeypatch.setattr(owner, name, wrong)
    for key, module in list(sys.modules.items()):
        if key.startswith("linebyline.proof.kernel") and getattr(module, name, None) is right:
            monkeypatch.setattr(module, name, wrong)
