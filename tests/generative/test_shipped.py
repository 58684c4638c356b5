"""Weights are written, read back, and refused where they do not fit."""

from pathlib import Path

import pytest
import torch
from torch import nn

from linebyline.generative import shipped


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "WEIGHTS", tmp_path)


def test_weights_come_back_to_half_precision() -> None:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5))
    path = shipped.store_weights("small", model)
    assert path.stat().st_size < 700
    back = shipped.with_shipped_weights(nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5)), "small")
    assert not back.training
    for name, value in model.state_dict().items():
        torch.testing.assert_close(back.state_dict()[name], value, rtol=1e-3, atol=1e-4)


def test_storing_leaves_the_model_as_it_is() -> None:
    model = nn.Linear(2, 2)
    shipped.store_weights("line", model)
    assert model.weight.dtype == torch.float32


def test_another_size_is_refused() -> None:
    shipped.store_weights("line", nn.Linear(2, 2))
    with pytest.raises(ValueError, match=r"do not fit this model at bias, weight"):
        shipped.with_shipped_weights(nn.Linear(2, 3), "line")


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    shipped.store_weights("line", nn.Linear(2, 2))
    with pytest.raises(ValueError, match=r"'lime': choose from line"):
        shipped.with_shipped_weights(nn.Linear(2, 2), "lime")


def test_a_path_is_no_name() -> None:
    with pytest.raises(ValueError, match="letters, digits and underscores"):
        shipped.store_weights("../line", nn.Linear(2, 2))
