from itertools import islice

import numpy as np

import downslope as ds
from downslope.datasets import lesson_points
from downslope.plots.style import BLUE, VERMILION, blank_figure, style_axes

X, y = lesson_points("lesson-useless-columns")
model = ds.Lasso(X, y, alpha=0.5)
slopes = np.array([step.weights[:-1] for step in islice(ds.descend(model, lr=0.2), 31)])
zero = slopes[-1] == 0

picture = blank_figure()
ax = picture.subplots()
ax.plot(slopes[:, ~zero], color=BLUE, label="a column that is kept")
ax.plot(slopes[:, zero], "--", color=VERMILION, label="a column whose slope ends at exactly 0")
style_axes(ax, "Slopes of the lasso at every epoch", "lr=0.2, alpha=0.5", "epoch", "slope")
handles, labels = ax.get_legend_handles_labels()
ax.legend(dict(zip(labels, handles, strict=True)).values(), dict.fromkeys(labels), frameon=False)
