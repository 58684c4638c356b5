"""How the diffusion of digits that comes with the book was trained, and what it reaches."""

import numpy as np
import torch

from linebyline.generative.diffusion_training import UNet, train
from linebyline.generative.guidance_and_evaluation import digits
from linebyline.generative.shipped import Trained


def reached(network: UNet) -> dict[str, float]:
    """Return Fréchet distance and discrepancy of 297 samples from the held-out digits."""
    data = digits.split()
    made = digits.sample(data.held_out_labels, network=network)
    return {
        "Fréchet distance": digits.measure().frechet(made, data.held_out),
        "discrepancy": digits.measure().mmd(made, data.held_out),
    }


def unet(steps: int = 2000) -> Trained:
    """Train the network on the seen digits; every seventh label, about, is hidden from it."""
    network, data = digits.build(), digits.split()
    train(
        network,
        digits.images(data.seen),
        digits.process(),
        torch.from_numpy(data.seen_labels.astype(np.int64)),
        steps=steps,
        prediction=digits.PREDICTS,
        batch=64,
        rate=3e-3,
        drop_label=0.15,
        ema=0.998,
    )
    return Trained(network.eval(), reached(network))
