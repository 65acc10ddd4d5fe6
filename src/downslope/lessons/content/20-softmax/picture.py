from itertools import islice

import numpy as np

import downslope as ds
from downslope.datasets import lesson_points
from downslope.plots.style import STROKES, blank_figure, style_axes

X, y = lesson_points("lesson-three-classes")
mean, std = X.mean(), X.std()
model = ds.Softmax((X - mean) / std, y)
*_, last = islice(ds.descend(model, lr=1.0), 201)
grid = np.linspace(X.min(), X.max(), 200)
grid_b = np.column_stack([(grid - mean) / std, np.ones(200)])
probabilities = np.exp(grid_b @ last.weights.reshape(3, 2).T)
probabilities /= probabilities.sum(axis=1, keepdims=True)

picture = blank_figure()
ax = picture.subplots()
for k, (color, stroke) in enumerate(STROKES[:3]):
    ax.plot(grid, probabilities[:, k], color=color, linestyle=stroke, label=f"class {k + 1}")
    rows = X[y == k]
    ax.plot(rows, np.full(len(rows), -0.04 - 0.03 * k), "o", color=color, markersize=3)
style_axes(ax, "Probabilities of the classes", "below them the points of each class", "x", "p")
ax.legend(frameon=False)
