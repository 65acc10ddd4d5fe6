import downslope as ds
from downslope.datasets import lesson_points

X, y = lesson_points("lesson-line")
model = ds.Ridge(X, y, alpha=0.5)
picture = ds.plots.model_contour(model, {"lr=0.01": 0.01}, epochs=200)
