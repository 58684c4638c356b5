"""The figures of the chapter generative/guidance_and_evaluation."""

from linebyline.show.guidance_and_evaluation._guided_chain import (
    PAIR,
    chain_samples,
    guided_chain,
    tilted,
)
from linebyline.show.guidance_and_evaluation._guided_cloud import CLASSES, guided_cloud
from linebyline.show.guidance_and_evaluation._guided_digits import (
    guided_digits,
    recognised,
    within,
)
from linebyline.show.guidance_and_evaluation._transport import FIRST, transport, turned

__all__ = [
    "CLASSES", "FIRST", "PAIR", "chain_samples", "guided_chain", "guided_cloud", "guided_digits",
    "recognised", "tilted", "transport", "turned", "within",
]  # fmt: skip
