import numpy as np

import downslope as ds
from downslope.datasets import lesson_points

X, y = lesson_points("lesson-yes-no")
model = ds.Logistic(X, y)
picture = ds.plots.sweep_curve(ds.sweep(model, np.geomspace(0.01, 2, 12), epochs=100))
