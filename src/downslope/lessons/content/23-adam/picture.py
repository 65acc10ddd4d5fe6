import downslope as ds
from downslope.datasets import lesson_points

X, y = lesson_points("lesson-line")
model = ds.LeastSquares(X, y)
picture = ds.plots.model_contour(model, {"Adam, lr=0.5": 0.5}, epochs=200, rule="adam")
