"""Normalizing flows: densities that are declared, fitted to arrays, scored and sampled.

    model = flow.fit("spec.yaml", x)
    model.log_prob(x)
    model.sample(100, seed=1)
    model.save("run")
    model = flow.load("run")

Whatever is wrong is a `FlowError`, whose text is that of the command `flow`. Notes on the rows of a fit
are a `FlowWarning`.
"""

from ._flow import FlowError, FlowWarning, Model, __version__, fit, load

__all__ = ["FlowError", "FlowWarning", "Model", "__version__", "fit", "load"]
