"""Figures and their controls: one figure function, three homes."""

from linebyline.show.controls import Handle, Slider, Toggle
from linebyline.show.explore import Exploration, explore
from linebyline.show.scene import Scene
from linebyline.show.source import Source, source

__all__ = ["Exploration", "Handle", "Scene", "Slider", "Source", "Toggle", "explore", "source"]
