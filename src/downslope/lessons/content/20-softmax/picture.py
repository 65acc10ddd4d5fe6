import downslope as ds
from downslope.datasets import lesson_points

X, y = lesson_points("lesson-three-classes")
model = ds.Softmax(X, y)
picture = ds.plots.model_contour(model, {"lr=0.2": 0.2}, epochs=200)
