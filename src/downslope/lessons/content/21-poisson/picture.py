import downslope as ds
from downslope.datasets import lesson_points

X, y = lesson_points("lesson-counts")
model = ds.Poisson(X, y)
picture = ds.plots.model_contour(model, {"lr=0.004": 0.004, "lr=0.007": 0.007}, epochs=60)
