"""Train the models whose weights come with the book.

`python -m linebyline.generative.train` trains them all; names as arguments choose some of them.
A model joins by an entry in `TRAINERS`, under the name of its file of weights.
"""

import argparse
import time
from collections.abc import Callable, Sequence

from linebyline.generative.guidance_and_evaluation import training as guidance
from linebyline.generative.shipped import Trained, store_weights
from linebyline.generative.variational_autoencoders import training as autoencoders

# Each trains its model from its own seeds, so that two runs on one machine give the same weights.
TRAINERS: dict[str, Callable[[], Trained]] = {
    "digits_unet": guidance.unet,
    "vae_plane": autoencoders.plane,
    "vae_importance": autoencoders.importance,
    "vae_convolutional": autoencoders.convolutional,
    "vae_labels": autoencoders.labelled,
    "vae_clusters": autoencoders.clusters,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Train the models named, store their weights, and print what they reach."""
    for name in _names(arguments):
        began = time.perf_counter()
        model, reached = TRAINERS[name]()
        path = store_weights(name, model)
        figures = ", ".join(f"{what} {value:.4g}" for what, value in reached.items())
        seconds, size = time.perf_counter() - began, path.stat().st_size / 1000
        print(f"{name}: {figures}; {seconds:.0f} s, {size:.0f} kB", flush=True)


def _names(arguments: Sequence[str] | None) -> list[str]:
    summary = "Train models and store their weights: all of them, or those named."
    parser = argparse.ArgumentParser("python -m linebyline.generative.train", description=summary)
    known = ", ".join(TRAINERS)
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"one of {known}")
    names = parser.parse_args(arguments).names
    unknown = [name for name in names if name not in TRAINERS]
    if unknown:
        parser.error(f"no model is called {', '.join(unknown)}: choose from {known}")
    return names or list(TRAINERS)


if __name__ == "__main__":
    main()
