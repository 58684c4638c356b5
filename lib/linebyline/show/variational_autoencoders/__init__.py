"""The figures of the chapter generative/variational_autoencoders."""

from linebyline.show.variational_autoencoders._bound import bound_terms
from linebyline.show.variational_autoencoders._clusters import clusters
from linebyline.show.variational_autoencoders._plane import plane, workflow

__all__ = ["bound_terms", "clusters", "plane", "workflow"]
