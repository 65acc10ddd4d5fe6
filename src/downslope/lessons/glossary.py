"""Glossary: how books, papers and libraries write the same regression.

`models.least_squares.equivalent_rate` converts a learning rate between loss conventions, because
loss factors cancel only if the rate moves the other way.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One idea, our word for it, and the words and letters of others."""

    name: str  # the word used here
    symbol: str  # the letter used here
    others: tuple[str, ...]  # what the same thing is called elsewhere
    meaning: str
    pitfall: str = ""  # what goes wrong when two texts are mixed


GLOSSARY = (
    Term(
        "weights",
        "w",
        ("θ", "β", "parameters", "coefficients", "coef_"),
        "The numbers that training looks for: slope(s) first, the intercept last.",
        "Many texts put the intercept first (θ₀, β₀): the order of the columns differs.",
    ),
    Term(
        "intercept",
        "w_d",
        ("bias", "b", "θ₀", "β₀", "constant", "const", "intercept_"),
        "The prediction when every feature is 0: the weight of a column of ones.",
        "'Bias' also means the error of an estimator's average; the two have nothing in common.",
    ),
    Term(
        "learning rate",
        "lr",
        ("η", "α", "γ", "step size", "eta0", "alpha"),
        "How far a step goes along the gradient.",
        "In scikit-learn alpha is the strength of a penalty, not the learning rate.",
    ),
    Term(
        "loss",
        "L",
        ("cost", "J", "J(θ)", "objective", "risk", "error"),
        "One number for how wrong the predictions are.",
        "Its factor differs: 1/n, 1/2n, 1 or ½ times the sum of squares. See `equivalent_rate`.",
    ),
    Term(
        "mse",
        "1/n",
        ("1/m", "mean squared error"),
        "Loss (1/n) Σ residual², gradient (2/n) Xᵀ(Xw − y).",
        "Papers call the number of rows n, m or N; in some n is the number of columns.",
    ),
    Term(
        "half-mse",
        "1/2n",
        ("1/2m", "½ MSE"),
        "Loss (1/2n) Σ residual², gradient (1/n) Xᵀ(Xw − y): the 2 of the derivative cancels.",
        "The same run needs twice the learning rate of mse.",
    ),
    Term(
        "sse",
        "1",
        ("RSS", "residual sum of squares", "‖Xw − y‖²"),
        "Loss Σ residual², gradient 2 Xᵀ(Xw − y).",
        "The limit of lr shrinks with every row that is added.",
    ),
    Term(
        "half-sse",
        "½",
        ("½‖Xw − y‖²",),
        "Loss ½ Σ residual², gradient Xᵀ(Xw − y).",
        "The limit of lr shrinks with every row that is added.",
    ),
    Term(
        "features",
        "X",
        ("design matrix", "regressors", "predictors", "covariates", "inputs", "A", "Φ"),
        "One row for each observation, one column for each feature: shape (n, d).",
        "Some texts store one observation in each column; their X is our Xᵀ.",
    ),
    Term(
        "features with the bias column",
        "X_b",
        ("X̃", "[1 X]", "[X 1]", "X with a constant", "add_constant(X)"),
        "X with a column of ones beside it, so that the intercept is a weight like others.",
        "Where a text writes Xw + b, its X is ours without that column.",
    ),
    Term(
        "target",
        "y",
        ("response", "dependent variable", "label", "endog"),
        "What is to be predicted: one number for each row.",
    ),
    Term(
        "prediction",
        "y_hat",
        ("ŷ", "h(x)", "h_θ(x)", "f(x)", "fitted value"),
        "X_b w: what the weights say y should be.",
    ),
    Term(
        "residuals",
        "y_hat − y",
        ("errors", "e", "ε̂", "r"),
        "Prediction minus target, in the order that the gradient needs.",
        "Statistics books take y − ŷ: then the gradient carries a minus sign.",
    ),
    Term(
        "gradient",
        "∇L",
        ("∂J/∂θ", "dw", "grad", "g"),
        "How much the loss rises for a small rise of each weight.",
    ),
    Term(
        "Hessian",
        "H",
        ("∇²L", "curvature matrix"),
        "How the gradient changes with the weights: 2c X_bᵀX_b, the same everywhere.",
    ),
    Term(
        "epoch",
        "epoch",
        ("iteration", "k", "step", "pass"),
        "One visit to every row. For full-batch descent an epoch is one update.",
        "With mini-batches an epoch holds many updates (steps, iterations).",
    ),
    Term(
        "condition number",
        "κ",
        ("cond", "eigenvalue spread"),
        "λ_max/λ_min of the Hessian: how much slower the slowest direction is.",
        "Numerical texts take it of X: its square is that of the Hessian.",
    ),
    Term(
        "closed form",
        "w*",
        ("normal equation", "ŵ", "β̂", "OLS estimate", "least-squares solution"),
        "The weights of least loss, found without a loop.",
    ),
)  # fmt: skip
