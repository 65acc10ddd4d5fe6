import downslope as ds
from downslope.datasets import lesson_points

X, y = lesson_points("lesson-outliers")
model = ds.Huber(X, y, delta=1.0)
picture = ds.plots.model_contour(model, {"lr=0.05": 0.05}, epochs=400)
