import downslope as ds
from downslope.datasets import lesson_points

X, y = lesson_points("lesson-bend")
model = ds.Network(X, y, hidden=4)
picture = ds.plots.model_contour(model, {"lr=0.02": 0.02}, epochs=500)
