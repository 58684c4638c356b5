"""The command that trains the models that come with the book."""

import pytest
import torch
from torch import nn

from linebyline.generative import shipped, train


def line() -> shipped.Trained:
    torch.manual_seed(0)
    return shipped.Trained(nn.Linear(2, 2), {"error": 0.25})


@pytest.fixture(autouse=True)
def _one_model(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "WEIGHTS", tmp_path)
    monkeypatch.setattr(train, "TRAINERS", {"line": line, "other": line})


def test_a_named_model_is_trained_and_stored(capsys):
    train.main(["line"])
    back = shipped.with_shipped_weights(nn.Linear(2, 2), "line")
    torch.testing.assert_close(back.weight, line().model.weight, rtol=1e-3, atol=1e-4)
    assert capsys.readouterr().out.startswith("line: error 0.25; 0 s")
    assert not (shipped.WEIGHTS / "other.safetensors").exists()


def test_without_a_name_all_are_trained():
    train.main([])
    assert {path.stem for path in shipped.WEIGHTS.iterdir()} == {"line", "other"}


def test_an_unknown_name_is_refused_before_anything_is_trained(capsys):
    with pytest.raises(SystemExit) as stopped:
        train.main(["line", "lime"])
    assert stopped.value.code == 2
    assert "no model is called lime: choose from line, other" in capsys.readouterr().err
    assert not list(shipped.WEIGHTS.iterdir())
