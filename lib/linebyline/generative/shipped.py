"""Trained weights that come with the book, and how they are written and read.

`python -m linebyline.generative.train NAME` makes one file anew. Half precision halves the files;
what a model reaches is tested with the weights as they are shipped.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from safetensors.torch import load_file, save_file
from torch import nn

WEIGHTS = Path(__file__).parent / "weights"
Model = TypeVar("Model", bound=nn.Module)


class Trained(NamedTuple):
    """A trained model, and what it reaches: figures by what they say."""

    model: nn.Module
    reached: Mapping[str, float]


def store_weights(name: str, model: nn.Module) -> Path:
    """Write the weights of a model in half precision, and return the file.

    Args:
        name: of the file, letters, digits and underscores.
        model: is not changed.

    Raises:
        ValueError: if the name has other characters.
    """
    if not name.isidentifier():
        raise ValueError(f"name must be letters, digits and underscores, got {name!r}")
    path = WEIGHTS / f"{name}.safetensors"
    weights = {key: value.half().contiguous().cpu() for key, value in model.state_dict().items()}
    save_file(weights, path)
    return path


def with_shipped_weights(model: Model, name: str) -> Model:
    """Fill a model with the weights of a name, and return it ready for use, not for training.

    Args:
        model: of the sizes that the weights were made with; changed in place.
        name: of the file.

    Raises:
        ValueError: if no weights have this name, or they have other sizes than the model.
    """
    path = WEIGHTS / f"{name}.safetensors"
    if not path.exists():
        names = ", ".join(sorted(file.stem for file in WEIGHTS.glob("*.safetensors")))
        raise ValueError(f"no weights are shipped as {name!r}: choose from {names or 'none yet'}")
    weights = load_file(path)
    expected = {key: tuple(value.shape) for key, value in model.state_dict().items()}
    found = {key: tuple(value.shape) for key, value in weights.items()}
    if expected != found:
        wrong = sorted(key for key in expected | found if expected.get(key) != found.get(key))
        raise ValueError(
            f"the weights {name!r} do not fit this model at {', '.join(wrong[:3])}: build the "
            "model with the sizes it was trained with"
        )
    model.load_state_dict(weights)
    return model.eval()
