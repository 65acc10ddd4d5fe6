"""Catalog of models by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import OptionError, unknown
from downslope.models.classes import only_one
from downslope.models.elastic_net import ElasticNet
from downslope.models.huber import Huber
from downslope.models.lasso import Lasso
from downslope.models.least_squares import LeastSquares
from downslope.models.logistic import Logistic
from downslope.models.model import Model
from downslope.models.network import Network
from downslope.models.poisson import Poisson
from downslope.models.ridge import Ridge
from downslope.models.softmax import Softmax

MODELS: dict[str, type[Model]] = {
    each.name: each
    for each in (
        LeastSquares, Ridge, Lasso, ElasticNet, Huber, Logistic, Softmax, Poisson, Network
    )
}  # fmt: skip


def model_named(name: str) -> type[Model]:
    """Return the model of this name.

    Raises
    ------
    OptionError
        If there is none.

    """
    if name not in MODELS:
        raise unknown("model", name, MODELS)
    return MODELS[name]


def model_on(
    name: str,
    X: ArrayLike,
    y: ArrayLike,
    options: Mapping[str, float | None],
    *,
    intercept: bool = True,
    loss: str = "mse",
    names: Sequence[str] | None = None,
    classes: Sequence[object] = (),
) -> Model:
    """Return the model of this name on data.

    Parameters
    ----------
    name : str
        "ridge", "logistic", …
    X, y, intercept, names
        As for the model.
    options : mapping of str to float or None
        Some of the model's `option_names`; None leaves the model's default.
    loss : str
        Loss convention of a squared error.
    classes : sequence, optional
        Names of the classes, where the target holds indices into them.

    Raises
    ------
    DataError
        If the data do not suit the model.
    OptionError
        If there is no such model, or it does not take an option.

    """
    kind = model_named(name)
    written = {option: value for option, value in options.items() if value is not None}
    for option, value in written.items():
        if option not in kind.option_names:
            raise OptionError(f"{option}={value!r} is not an option of {name}: leave it out.")
    given: dict[str, object] = {**written, "intercept": intercept, "names": names}
    if kind.loss_varies:
        given["loss"] = loss
    elif loss != "mse":
        raise OptionError(
            f"loss={loss!r} is a convention of squared errors, but the loss of {name} is the "
            f"{kind.loss_convention}: leave it out."
        )
    present = np.unique(np.asarray(y)) if classes else np.empty(0)
    if len(present) == 1:
        raise only_one(classes[int(present[0])])
    made: Model = kind(X, y, **given)  # type: ignore[arg-type]
    if classes:
        made.name_classes(classes)
    return made
