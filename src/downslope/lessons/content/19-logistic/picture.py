import downslope as ds
from downslope.datasets import lesson_points

X, y = lesson_points("lesson-yes-no")
model = ds.Logistic(X, y)
picture = ds.plots.model_contour(model, {"lr=0.3": 0.3, "lr=2": 2.0}, epochs=25)
