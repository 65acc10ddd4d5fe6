"""Glossary: words and letters for linear regression in books, papers, and libraries.

`models.least_squares.equivalent_rate` converts a learning rate from one loss convention to another.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One idea: our word and letter for it, and those of other texts."""

    name: str  # the word used here
    symbol: str  # the letter used here
    others: tuple[str, ...]  # names and letters in other texts
    meaning: str
    pitfall: str = ""  # what can go wrong when you combine two texts
    listed: bool = True  # in the lesson's dictionary, which has to fit into a tutor's answer


GLOSSARY = (
    Term(
        "weights",
        "w",
        ("θ", "β", "parameters", "coefficients", "coef_"),
        "The numbers that training finds: the slopes first, the intercept last.",
        "Many texts put the intercept first (θ₀, β₀), so check the order.",
    ),
    Term(
        "intercept",
        "w_d",
        ("bias", "b", "θ₀", "β₀", "constant", "const", "intercept_"),
        "The prediction when every feature is 0: the weight of a column of ones.",
        "'Bias' also means the average error of an estimate, which is something else.",
    ),
    Term(
        "learning rate",
        "lr",
        ("η", "α", "γ", "step size", "eta0"),
        "How long a step is, as a multiple of the gradient.",
        "In scikit-learn, alpha is the strength of a penalty and not the learning rate.",
    ),
    Term(
        "loss",
        "L",
        ("cost", "J", "J(θ)", "objective", "risk", "error"),
        "One number for how wrong the predictions are.",
        "The factor before the sum of squares differs: 1/n, 1/2n, 1, or ½.",
    ),
    Term(
        "mse",
        "1/n",
        ("1/m", "mean squared error"),
        "Loss (1/n) Σ residual², gradient (2/n) Xᵀ(Xw − y).",
        "Papers call the number of rows n, m, or N. In some, n is the number of columns.",
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
        "The limit on lr shrinks with every row that is added.",
    ),
    Term(
        "half-sse",
        "½",
        ("½‖Xw − y‖²",),
        "Loss ½ Σ residual², gradient Xᵀ(Xw − y).",
        "The limit on lr shrinks with every row that is added.",
    ),
    Term(
        "features",
        "X",
        ("design matrix", "regressors", "predictors", "covariates", "inputs", "A", "Φ"),
        "One row for each observation and one column for each feature: shape (n, d).",
        "Some texts have one observation in each column. Their X is our Xᵀ.",
    ),
    Term(
        "features with the bias column",
        "X_b",
        ("X̃", "[1 X]", "[X 1]", "X with a constant", "add_constant(X)"),
        "X with an extra column of ones, so that the intercept is a weight like the others.",
        "In a text that writes Xw + b, X does not have that column.",
    ),
    Term(
        "target",
        "y",
        ("response", "dependent variable", "label", "endog"),
        "What the model should predict: one number for each row.",
    ),
    Term(
        "prediction",
        "y_hat",
        ("ŷ", "h(x)", "h_θ(x)", "f(x)", "fitted value"),
        "X_b w, the model's value for each row.",
    ),
    Term(
        "residuals",
        "y_hat − y",
        ("errors", "e", "ε̂", "r"),
        "Prediction minus target.",
        "Statistics books use y − ŷ, and then the gradient has a minus sign.",
    ),
    Term(
        "gradient",
        "∇L",
        ("∂J/∂θ", "dw", "grad", "g"),
        "For each weight, how fast the loss rises when that weight rises.",
    ),
    Term(
        "Hessian",
        "H",
        ("∇²L", "curvature matrix"),
        "The curvatures of the loss in all directions, encoded in one matrix: how the gradient "
        "changes with the weights. For the MSE it is (2/n) X_bᵀX_b, the same everywhere.",
    ),
    Term(
        "epoch",
        "epoch",
        ("iteration", "k", "step", "pass"),
        "One pass over all rows. With all rows at once, an epoch is one update.",
        "With mini-batches an epoch makes many updates (steps, iterations).",
    ),
    Term(
        "condition number",
        "κ",
        ("cond", "eigenvalue spread"),
        "Largest curvature divided by the smallest: λ_max/λ_min of the Hessian.",
        "Texts on numerical methods often mean that of X. Its square is that of the Hessian.",
    ),
    Term(
        "closed form",
        "w*",
        ("normal equation", "ŵ", "β̂", "OLS estimate", "least-squares solution"),
        "The weights with the lowest loss, computed without a loop.",
    ),
    Term(
        "update rule",
        "w ← w − lr g",
        ("optimizer", "solver", "method"),
        "How the gradient becomes a step. Gradient descent takes the gradient as it is. Momentum "
        "and Nesterov add most of the step before. Adam divides each weight's step by the usual "
        "size of its gradient.",
        listed=False,
    ),
    Term(
        "limit",
        "2/λ_max",
        ("stability threshold", "critical step size", "2/L"),
        "The largest learning rate at which a run does not diverge. For gradient descent "
        "it is 2 divided by the largest curvature of the loss.",
        "The L of 2/L is the largest curvature, a Lipschitz constant, and not the loss.",
        listed=False,
    ),
    Term(
        "diverging",
        "lr λ_max > 2",
        ("blowing up", "exploding"),
        "Along some direction, every epoch makes the error larger, so the loss rises without end.",
        listed=False,
    ),
    Term(
        "see-sawing",
        "1 < lr λ < 2",
        ("oscillating", "zigzag", "overshooting"),
        "Every step lands on the other side of the minimum: the error changes sign in every epoch.",
        listed=False,
    ),
    Term(
        "converging",
        "lr λ_max < 2",
        ("convergence",),
        "Along every direction, the error shrinks, so the weights approach the best ones. A run "
        "has converged when more epochs would change nothing that counts.",
        listed=False,
    ),
    Term(
        "floor",
        "L(w*)",
        ("minimum loss", "optimal value", "J*", "f*"),
        "The lowest loss that any weights can have on these data.",
        listed=False,
    ),
    Term(
        "standardized feature",
        "z",
        ("z-score", "normalized feature", "scaled feature"),
        "A feature minus its mean, divided by its standard deviation: all columns then have the "
        "same scale.",
        "'Normalized' can also mean divided by the range, or by the length of the column.",
        listed=False,
    ),
    Term(
        "collinear features",
        "λ_min = 0",
        ("multicollinearity", "linear dependence", "rank deficiency"),
        "Features of which some can be computed from the others, so that many weights predict "
        "equally well.",
        listed=False,
    ),
    Term(
        "noise",
        "ε",
        ("error term", "disturbance", "u"),
        "What is added to the target at random, and no feature explains. Its size is given as a "
        "standard deviation.",
        listed=False,
    ),
    Term(
        "seed",
        "seed",
        ("random_state", "rng"),
        "The number from which random choices are made: the same seed makes the same data.",
        listed=False,
    ),
    Term(
        "penalty",
        "alpha",
        ("λ", "regularization strength", "weight decay", "shrinkage"),
        "What the loss adds for large slopes, and how strongly: it pulls the slopes toward 0.",
        "glmnet in R calls the strength lambda, and its alpha is the share of L1.",
        listed=False,
    ),
    Term(
        "share of L1",
        "l1_ratio",
        ("mixing parameter",),
        "The part of the penalty that counts the sizes of the slopes, which makes some of them 0. "
        "The rest counts their squares.",
        listed=False,
    ),
    Term(
        "Huber threshold",
        "delta",
        ("δ", "epsilon", "tuning constant"),
        "The size of a residual from which its loss grows along a line and no longer as a square, "
        "so that outliers pull less.",
        listed=False,
    ),
    Term(
        "hidden units",
        "hidden",
        ("neurons", "width", "hidden_layer_sizes"),
        "The inner features of a network, which it learns itself: each adds a bend to the curve.",
        listed=False,
    ),
)  # fmt: skip
