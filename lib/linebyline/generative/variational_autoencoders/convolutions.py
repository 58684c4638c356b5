"""Encoder and decoder that see a picture as a picture, by convolutions in torch."""

from torch import Tensor, nn

from linebyline.generative.variational_autoencoders.networks import (
    BernoulliNetwork,
    GaussianNetwork,
)

_SIDE = 8  # pixels of an edge; two steps of stride 2 leave 2


class ConvolutionalEncoder(GaussianNetwork):
    """N(mean, diag variance) of a code, given a picture of 64 pixels in one row."""

    def __init__(self, latent: int, channels: int = 16) -> None:
        """Build two convolutions of stride 2, then two heads of the size `latent`."""
        super().__init__(8 * channels, latent)
        self.body = nn.Sequential(
            nn.Unflatten(-1, (1, _SIDE, _SIDE)),
            nn.Conv2d(1, channels, 3, stride=2, padding=1),  # (N, channels, 4, 4)
            nn.ReLU(),
            nn.Conv2d(channels, 2 * channels, 3, stride=2, padding=1),  # (N, 2 channels, 2, 2)
            nn.ReLU(),
            nn.Flatten(),
        )


class ConvolutionalDecoder(BernoulliNetwork):
    """Independent bits of a picture, given its code: the convolutions of the encoder, turned."""

    def __init__(self, latent: int, channels: int = 16) -> None:
        """Build a linear layer, then two transposed convolutions of stride 2."""
        super().__init__(latent, 64)
        self.body = nn.Sequential(nn.Linear(latent, 8 * channels), nn.ReLU())
        self.logits = nn.Sequential(
            nn.Unflatten(-1, (2 * channels, 2, 2)),
            nn.ConvTranspose2d(2 * channels, channels, 4, stride=2, padding=1),
            nn.ReLU(),
            nn.ConvTranspose2d(channels, 1, 4, stride=2, padding=1),
            nn.Flatten(),
        )

    def forward(self, inputs: Tensor) -> Tensor:
        """Return logits (..., 64) of codes (..., d)."""
        rows = super().forward(inputs.reshape(-1, inputs.shape[-1]))
        return rows.reshape(*inputs.shape[:-1], rows.shape[-1])
