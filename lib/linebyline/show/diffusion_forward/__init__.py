"""The figures of the chapter generative/diffusion_forward."""

from linebyline.show.diffusion_forward._bumps import bumps
from linebyline.show.diffusion_forward._cloud import cloud
from linebyline.show.diffusion_forward._shares import shares
from linebyline.show.diffusion_forward._weights import weights

__all__ = ["bumps", "cloud", "shares", "weights"]
