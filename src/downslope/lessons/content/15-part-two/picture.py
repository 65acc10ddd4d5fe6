from matplotlib.figure import Figure

import downslope as ds
from downslope.datasets import lesson_points

models = [
    ds.LeastSquares(*lesson_points("lesson-line")),
    ds.Huber(*lesson_points("lesson-outliers")),
    ds.Logistic(*lesson_points("lesson-yes-no")),
    ds.Poisson(*lesson_points("lesson-counts")),
]
picture = Figure(figsize=(10, 8), layout="constrained")
for model, lr, ax in zip(models, (0.01, 0.05, 0.3, 0.004), picture.subplots(2, 2).flat):
    ds.plots.model_contour(model, {f"lr={lr}": lr}, epochs=60, ax=ax)
