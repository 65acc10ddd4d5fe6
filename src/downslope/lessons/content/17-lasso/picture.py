import downslope as ds
from downslope.datasets import lesson_points

X, y = lesson_points("lesson-useless-columns")
model = ds.Lasso(X, y, alpha=0.5)
picture = ds.plots.model_contour(model, {"lr=0.2": 0.2}, epochs=40)
