from collections.abc import Callable, Mapping
from os import PathLike
from typing import Any, Literal, TypedDict, final

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["FlowError", "FlowWarning", "Model", "__version__", "fit", "load"]

__version__: str

class FlowError(Exception):
    """Something is wrong: the text of the command `flow` says what was found, what was expected, and a way out."""

class FlowWarning(UserWarning):
    """A property of the rows of a fit that should be known."""

class _Epoch(TypedDict):
    """The result of an epoch."""

    epoch: int
    epochs: int
    train_log_prob: float
    validation_log_prob: float | None
    gradient_norm: float
    learning_rate: float
    seconds: float

@final
class Model:
    """A trained density. It may be used by several threads at once."""

    @property
    def name(self) -> str:
        """The name of the flow."""

    @property
    def event_shape(self) -> tuple[int, ...]:
        """The shape of an event: `(D,)`, or `(channels, height, width)`."""

    @property
    def dim(self) -> int:
        """How many numbers an event has."""

    @property
    def context_dim(self) -> int:
        """How many columns a context has; 0 without one."""

    @property
    def columns(self) -> list[str]:
        """The names of the columns of events; empty where they have none."""

    @property
    def context_columns(self) -> list[str]:
        """The names of the columns of contexts; empty where they have none."""

    @property
    def dtype(self) -> Literal["float32", "float64"]:
        """The type of the numbers that the model computes in; arrays that it returns are of float64."""

    @property
    def spec(self) -> str:
        """The declaration in YAML."""

    @property
    def history(self) -> dict[str, NDArray[np.float64]] | None:
        """The training curves, an array for each column of `history.csv`; None where they are not known."""

    def log_prob(self, x: ArrayLike, context: ArrayLike | None = None) -> Any:
        """The log-density of each row of `x`, in nats, as `flow score` gives it.

        `x` is `[n, *event_shape]`, for an array of n log-densities, or one event, for a float. `context` has
        a row for each event, or one for all. A table with columns, as of pandas, is read by the names of the
        columns where the model knows such. Values that are NaN or infinite are refused.
        """

    def sample(
        self, n: int, seed: int = 0, context: ArrayLike | None = None
    ) -> NDArray[np.float64]:
        """Draws `[n, *event_shape]`, the rows of `flow sample`: equal seeds give equal rows, and fewer are the
        first of more. `context` has a row for each event, or one for all.
        """

    def save(self, path: str | PathLike[str]) -> None:
        """Writes a model file where the name ends in `.safetensors`, which holds the declaration too; else a
        folder that the command `flow` works on.
        """

def load(
    path: str | PathLike[str], spec: str | PathLike[str] | Mapping[str, Any] | None = None
) -> Model:
    """Opens the folder of a run, or a model file.

    A model file that a Rust program saved holds no declaration, so that `spec` has to tell it.
    """

def fit(
    spec: str | PathLike[str] | Mapping[str, Any],
    x: ArrayLike | None = None,
    context: ArrayLike | None = None,
    *,
    validation: float | ArrayLike | tuple[ArrayLike, ArrayLike] | None = None,
    settings: Mapping[str, Any] | None = None,
    seed: int | None = None,
    threads: int | None = None,
    progress: Callable[[_Epoch], object] | None = None,
) -> Model:
    """Fits the flow of a specification to an array, as `flow train` fits it to a file of the same rows.

    `spec` names a file, or is a text in YAML of more than one line, or a dictionary. Without `x`, the rows
    are those that the specification names. `validation` is a fraction of the rows, or rows of their own (a
    pair of events and contexts where there is a context). `settings` change values of the specification:
    `{"train.epochs": 5}`. `progress` is called with a dictionary after each epoch; an exception of it, and
    Ctrl-C, end the fit. Results do not depend on `threads`.
    """
